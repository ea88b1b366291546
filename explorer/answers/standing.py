"""Where a commitment stands: whether anything is due, and what answers it where no source says so in so many words.

The rules are data (`explorer/ontology/standing.yaml`); what a person or a source put down in the column `status`
of a commitment goes before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from explorer.answers.meetings import in_time
from explorer.facts.edtf import surely_before
from explorer.graph.index import Index
from explorer.ontology import vocabulary
from explorer.ontology.datafile import shipped

STANDINGS = ("answered", "open", "declared", "decided", "done", "withdrawn", "on record")
SET_UP = re.compile(r"\b(?:set(?:ting)? up|establish\w*|creat\w+|found(?:ation|ing)|placed in)\b", re.IGNORECASE)
OPENING = re.compile(r"\b(?:launch|opening|inaugura\w+|first (?:meeting|session))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """How a wording shows that nothing is left to be done."""

    name: str
    standing: str
    pattern: re.Pattern[str]
    example: str
    counter: str


@dataclass(frozen=True)
class Answered:
    """What answers a commitment to set a body up: its first session, or its seat; with the statement that says so."""

    node: str
    statement: str
    row: int
    rule: str


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules, in order."""
    return tuple(
        Rule(row["rule"], row["standing"], re.compile(row["pattern"], re.IGNORECASE), row["example"], row["counter"])
        for row in shipped("standing.yaml")
    )


def rule_for(wording: str) -> Rule | None:
    """Return the rule by which a wording leaves nothing to be done, None where something is due.

    >>> rule_for("Officials agreed that the aims had been met").standing
    'declared'
    >>> rule_for("Members agreed to hold a workshop") is None
    True
    """
    return next((rule for rule in rules() if rule.pattern.search(wording)), None)


def standing(force: str, wording: str, status: str) -> tuple[str, str]:
    """Return where a commitment stands that nothing answers, and the rule that says so.

    >>> standing("agreed", "Officials agreed that the aims had been met", "")
    ('declared', 'says how things are')
    >>> standing("agreed", "Officials agreed that the aims had been met", "open")
    ('open', '')
    """
    if status:
        return status, ""
    if force not in vocabulary().promises:
        return "on record", ""
    found = rule_for(wording)
    return (found.standing, found.name) if found else ("open", "")


class SetUp:
    """What answers commitments to set up a body: the first session that is not earlier, else its seat."""

    def __init__(self, index: Index) -> None:
        self.index = index
        bodies = [row for row, kind in enumerate(index.kinds) if kind == "body"]
        acronyms = index.column("acronym")
        self.named = {name: index.ids[row] for row in bodies for name in (index.names[row], acronyms[row]) if name}
        pattern = "|".join(map(re.escape, sorted(self.named, key=len, reverse=True)))
        self.pattern = re.compile(rf"\b(?:{pattern})\b") if pattern else None

    def answer(self, node: str, wording: str, made: str) -> Answered | None:
        """Return what answers one commitment, put on record at `made` (EDTF), if it is to set a body up."""
        said = SET_UP.search(wording)
        if not said:
            return None
        concerned = [link.node for link in self.index.links("concerns").get(node, ())]
        placed = said[0].casefold() == "placed in"  # "the office would be placed in Lima" names it before
        if self.pattern and (found := self.pattern.search(wording, 0 if placed else said.end())):
            concerned.insert(0, self.named[found[0]])
        making = [link.node for link in self.index.links("agreed_at").get(node, ())]
        makers = {link.node for event in making for link in self.index.links("session_of").get(event, ())}
        body = next((one for one in concerned if self.index.kind(one) == "body" and one not in makers), "")
        sessions = [link for link in self.index.links("session_of", "target").get(body, ()) if made
                    and (day := self.index.dates(link.node)[0]) and not surely_before(day, made)]  # fmt: skip
        seat = next(iter(self.index.links("located_in").get(body, ())), None)
        opened = [link for link in self.index.links("session_of", "target").get(body, ())
                  if OPENING.search(self.index.name(link.node)) and not self.index.dates(link.node)[0]]  # fmt: skip
        if seat and placed:
            return Answered(seat.node, seat.statement, seat.row, "seat of the body")
        if opened:  # an opening without a date was surely not after a dated session
            return Answered(opened[0].node, opened[0].statement, opened[0].row, "opening of the body")
        if sessions:
            first = min(sessions, key=lambda link: in_time(self.index)(link.node))
            return Answered(first.node, first.statement, first.row, "first session of the body")
        return seat and Answered(seat.node, seat.statement, seat.row, "seat of the body")
