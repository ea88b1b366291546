"""Reviewing facts: the page, a file to be filled in, a server on this machine; see docs/how-correct.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.answers.sentences import sentence
from explorer.errors import OptionError
from explorer.explorer import Explorer
from explorer.facts.agreement import accuracy, agreement, disagreements
from explorer.facts.anchors import Anchors
from explorer.facts.decisions import Decision, decisions_csv, read_decisions
from explorer.facts.tables import rows
from explorer.files import write_file

if TYPE_CHECKING:
    import pandas as pd


def page(opened: Explorer, *, title: str = "", served: bool = False) -> str:
    """Return the page on which facts are looked at and corrected: one file, without network.

    >>> from explorer.explorer import load
    >>> page(load("example"))[:15]
    '<!doctype html>'
    """
    from explorer.pictures.review import review_page

    index = opened.index
    sentences = {row["id"]: sentence(index, dict(row)) for row in rows(opened.facts.relations)}
    looks: Sequence[Mapping[str, Any]] = rows(opened.review().astype(str))
    return review_page(
        opened.facts, sentences=sentences, looks=looks, title=title or opened.title or "Review", served=served
    )


def template(opened: Explorer, **options: Any) -> str:
    """Return a decisions file with a row for all that deserves a look, tied to its words, to be filled in.

    options: those of `Explorer.review`

    >>> from explorer.explorer import load
    >>> template(load("example")).split(",")[:3]
    ['decision', 'statement', 'column']
    """
    facts = opened.facts
    anchors = Anchors(*(rows(table) for table in (facts.nodes, facts.relations, facts.citations, facts.passages)))
    looks = opened.review(**options).to_dict("records")
    blank = [anchors.anchored(Decision("", row["statement"])) for row in looks]
    aside = [{"reason": row["why"], "text": row["text"], "ask": row["ask"]} for row in looks]
    return decisions_csv(blank, aside)


def held_against(opened: Explorer, paths: Sequence[str | Path]) -> tuple[pd.DataFrame, list[str]]:
    """Return how accurate the reading is by one file of decisions, or how far two agree; and what to say of it.

    Raises OptionError for more than two files, FactsError.
    """
    if len(paths) > 2:
        raise OptionError("Give one file of decisions for the accuracy of the reading, or two to compare them.")
    files = [read_decisions(path) for path in paths]
    if len(files) == 1:
        note = "Shares of what was judged, with 95 % intervals (Wilson); what was never read is not counted."
        return accuracy(opened.facts, files[0]), [note]
    apart = disagreements(*files)
    notes = [f"{row['meaning']}: {row['one']} / {row['other']} (“{row['quotation']}”)" for row in rows(apart)]
    table = agreement(*files)
    both = int(table["both"].iloc[-1]) if len(table) else 0
    return table, [f"Both decided on {both:,} statements and differ on {len(apart):,}.", *notes]


def save(opened: Explorer, path: str | Path, *, title: str = "") -> Path:
    """Write the page to a file. Raises WriteError."""
    return write_file(Path(path), page(opened, title=title))
