"""Instruments in small letters that belong to somebody: "the AHG work plan", "recommendations from the Group"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.facts.prose.names.model import OFFICE, Name, Unit
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.tokens import norms
from explorer.facts.statements import Node, Relation
from explorer.ontology import slug

if TYPE_CHECKING:
    from explorer.facts.prose.record.writing import Writer


@dataclass(frozen=True, slots=True)
class Owned:
    """An instrument told by its owner: its words, its name, its owner, and whether the owner made it."""

    words: Span
    name: str
    owner: Name | None
    proposed: bool


def write_owned(writer: Writer, passage: int) -> list[tuple[Span, str]]:
    """Write the instruments of a passage that no capitals tell; return their words and their ids."""
    made: list[tuple[Span, str]] = []
    where = writer.passage(passage)
    for found in _owned(writer, passage):
        name = found.name[:1].upper() + found.name[1:]
        event = writer.keys.get(writer.page.own, "").split(":")[-1] if found.owner is None else ""
        node = f"instrument:{slug(name)}{'-' + event if event else ''}"
        written = where.plain(found.words)
        writer.draft.node(Node(node, "instrument", name, (written,) if norms(written) != norms(name) else ()))
        writer.draft.cite(node, where, found.words, written)
        if found.proposed and found.owner is not None:
            owner = writer.ensure(found.owner, passage)
            writer.draft.relate(Relation(node, "proposed_by", owner, rule="recommendations of"), where, found.words)
        made.append((found.words, node))
    return made


def _owned(writer: Writer, passage: int) -> Iterator[Owned]:
    where, units = writer.passage(passage), writer.page.named.passages[passage].units
    covered = {i for unit in units for i in range(unit.words.first, unit.words.last)}
    ends = {unit.words.last: unit for unit in units}
    starts = {unit.words.first: unit for unit in units}
    tokens = where.tokens
    at = 0
    while at < len(tokens):
        found = phrases("record", "layout.yaml", "plans").at(tokens, at) if at not in covered else None
        if found is not None:
            plan = _plan(writer, passage, Span(at, found[1]), ends, starts)
            at = found[1]
        elif tokens[at].norm == "recommendations" and at not in covered:
            plan = _recommendations(writer, passage, at, ends, starts)
            at += 1
        else:
            plan = None
            at += 1
        if plan is not None:
            yield plan


def _owner(unit: Unit | None) -> Name | None:
    name = unit.names[0] if unit is not None and unit.names else None
    fits = name is not None and name.kind in ("body", "organisation") and OFFICE not in name.traits
    return name if fits else None


def _plan(writer: Writer, passage: int, plan: Span, ends: dict[int, Unit], starts: dict[int, Unit]) -> Owned | None:
    """A plan whose owner stands before it ("AHG work plan"), behind it, or whose term does ("12-month work plan")."""
    where, first, numbered = writer.passage(passage), plan.first, False
    tokens = where.tokens
    while first and (
        tokens[first - 1].norm.isdigit() or tokens[first - 1].norm in words("record", "layout.yaml", "of_plans")
    ):
        first -= 1
        numbered = (
            numbered or tokens[first].norm.isdigit() or tokens[first].norm in ("two", "three", "five", "six", "twelve")
        )
    before = first - (first > 0 and tokens[first - 1].norm == "'s")
    owner = _owner(ends.get(before))
    if owner is not None:
        words_ = Span(ends[before].words.first, plan.last)
        return Owned(words_, where.plain(words_), owner, False)
    if plan.last < len(tokens) and tokens[plan.last].norm in ("of", "for"):
        behind = plan.last + 1 + (plan.last + 1 < len(tokens) and tokens[plan.last + 1].norm == "the")
        owner = _owner(starts.get(behind))
        if owner is not None:
            words_ = Span(first, owner.words.last)
            return Owned(words_, where.plain(words_), owner, False)
    return Owned(Span(first, plan.last), where.plain(Span(first, plan.last)), None, False) if numbered else None


def _recommendations(
    writer: Writer, passage: int, at: int, ends: dict[int, Unit], starts: dict[int, Unit]
) -> Owned | None:
    tokens = writer.passage(passage).tokens
    if at + 2 < len(tokens) and tokens[at + 1].norm in ("of", "from", "by"):
        owner = _owner(starts.get(at + 2 + (tokens[at + 2].norm == "the")))
        if owner is not None:
            return Owned(Span(at, owner.words.last), f"Recommendations of the {owner.name}", owner, True)
    owner = _owner(ends.get(at))
    return (
        Owned(Span(owner.words.first, at + 1), f"Recommendations of the {owner.name}", owner, True) if owner else None
    )
