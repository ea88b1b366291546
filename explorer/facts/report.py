"""The report of a reading: what each document gave, and everything that was passed over, guessed or refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from explorer.facts.results import FAULT, Result
from explorer.ontology import vocabulary

if TYPE_CHECKING:
    import pandas as pd

WHATS = {
    "not applied": "review decisions that no longer fit",
    "refused": "documents that were not read",
    "asked": "tables that have to be asked about",
    "understood": "how tables were understood",
    "contradiction": "contradictions between or inside sources",
    "bare event": "events of pages that lack a date, a place, a chair or host, or participants",
    "review": "review decisions",
    "guessed": "what was completed, concluded or joined",
    "unresolved": "names that were not resolved",
    "unaccounted": "parties and days of which nothing was said",
    "passed over": "sentences, rows and cells that gave nothing",
    "not looked at": "files of kinds that are not read",
}
_SHOWN = 12  # remarks of one kind that the printed report lists


@dataclass(frozen=True, slots=True)
class Read:
    """One document in the report: what it gave, in numbers, and how much was left over."""

    document: str
    path: str
    title: str
    passages: int
    nodes: int
    relations: int
    events: int
    commitments: int
    participants: int
    passed_over: int
    unresolved: int
    guessed: int
    contradictions: int
    refused: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth knowing. `what` is a key of WHATS; `text` the words it is about, found in
    `passage` from `char_start` to `char_end` (-1: the whole passage or document); `why` says it in words.
    """

    what: str
    document: str
    passage: str
    char_start: int
    char_end: int
    text: str
    why: str


@dataclass(frozen=True)
class Report:
    """What a reading gave and what it left over, in the order of the documents. `str(report)` is made for people."""

    documents: tuple[Read, ...] = ()
    remarks: tuple[Remark, ...] = ()
    tables: tuple[tuple[str, tuple[str, ...]], ...] = ()  # document → how its tables were understood, line by line

    @classmethod
    def of(cls, results: Iterable[Result], further: Sequence[Remark] = ()) -> Report:
        """Make the report of results; `further` are remarks on all of them together."""
        ordered = sorted(results, key=lambda result: result.id)
        remarks = [remark for result in ordered for remark in _remarks(result)] + list(further)
        order = {what: at for at, what in enumerate(WHATS)}
        remarks.sort(key=lambda r: (order[r.what], r.document, _place(r.passage), r.char_start, r.text, r.why))
        tables = tuple((result.id, result.explained) for result in ordered if result.explained)
        return cls(tuple(_read(result) for result in ordered), tuple(dict.fromkeys(remarks)), tables)

    @property
    def faults(self) -> tuple[str, ...]:
        """The files that a fault of the program kept from being read."""
        return tuple(read.path for read in self.documents if FAULT in read.refused)

    def table(self) -> pd.DataFrame:
        """Return one row a document."""
        return _frame(Read, self.documents)

    def remarks_table(self, what: str = "") -> pd.DataFrame:
        """Return the remarks as a table; `what`: only those of one kind, a key of WHATS."""
        return _frame(Remark, [remark for remark in self.remarks if not what or remark.what == what])

    def to_json(self) -> str:
        """Return the whole report as JSON: `documents` and `remarks`, each an array of flat objects."""
        whole = {"documents": [asdict(each) for each in self.documents], "remarks": [asdict(r) for r in self.remarks]}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def __str__(self) -> str:
        lost = sum(remark.what == "not applied" for remark in self.remarks)
        first = (
            f"{lost:,} review decision{'s' * (lost != 1)} could not be applied, listed below with the nearest place."
        )
        lines = [*([first, ""] if lost else []), *_table_lines(self.documents), ""]
        counts = Counter(remark.what for remark in self.remarks)
        for what, about in WHATS.items():
            of_kind = [remark for remark in self.remarks if remark.what == what]
            if not of_kind:
                continue
            most = len(of_kind) if what == "not applied" else _SHOWN
            lines.append(f"{about.capitalize()}: {counts[what]:,}")
            lines += [f"  {_line(remark)}" for remark in of_kind[:most]]
            if len(of_kind) > most:
                lines.append(f"  … and {len(of_kind) - most:,} more")
            lines.append("")
        return "\n".join(lines).rstrip("\n") + "\n"


def _place(passage: str) -> tuple[str, int]:
    document, _, position = passage.rpartition("#")
    sheet, _, number = position.rpartition("/")
    return f"{document}#{sheet}" if sheet else document, int(number) if number.isdigit() else 0


def _remarks(result: Result) -> list[Remark]:
    remarks = []
    if result.refused:
        remarks.append(Remark("refused", result.id, "", -1, -1, result.path, result.refused))
    for what, leftovers in (("asked", result.asked), ("understood", result.understood)):
        remarks += [Remark(what, r.document, r.passage, -1, -1, r.text, r.why) for r in leftovers]
    if result.drawn:
        groups = (
            ("passed over", result.drawn.passed_over),
            ("unresolved", result.drawn.unresolved),
            ("guessed", result.drawn.guessed),
            ("contradiction", result.drawn.contradictions),
            ("unaccounted", result.drawn.unaccounted),
            ("bare event", result.drawn.bare),
        )
        for what, leftovers in groups:
            remarks += [
                Remark(what, each.document, each.passage, each.char_start, each.char_end, each.text, each.why)
                for each in leftovers
            ]
    return remarks


def _read(result: Result) -> Read:
    document, drawn = result.document, result.drawn
    nodes = drawn.nodes if drawn else ()
    relations = drawn.relations if drawn else ()
    bulk = sum(map(len, result.bulk))
    return Read(
        document=result.id,
        path=result.path,
        title=document.title if document else "",
        passages=len(document.passages) + sum(map(len, document.rows)) if document else 0,
        nodes=len(nodes),
        relations=len(relations) + bulk,
        events=sum(node.kind in vocabulary().events for node in nodes),
        commitments=sum(node.kind == "commitment" for node in nodes),
        participants=sum(relation.relation == "participated_in" for relation in relations)
        + sum(len(many.rows) for one in result.bulk for many in one.many if many.relation == "participated_in"),
        passed_over=len(drawn.passed_over) if drawn else 0,
        unresolved=len(drawn.unresolved) if drawn else 0,
        guessed=len(drawn.guessed) if drawn else 0,
        contradictions=len(drawn.contradictions) if drawn else 0,
        refused=result.refused,
    )


def _frame(row: type[Any], each: Iterable[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([asdict(one) for one in each], columns=[field.name for field in fields(row)])


def _table_lines(documents: Sequence[Read]) -> list[str]:
    """Return the documents as a plain table, with the sums at its foot."""
    heads = ("document", "events", "commitments", "participants", "relations", "passed over", "refused")
    rows = [
        (d.path, d.events, d.commitments, d.participants, d.relations, d.passed_over, "yes" if d.refused else "")
        for d in documents
    ]
    refused = sum(1 for d in documents if d.refused)
    sums = [sum(int(row[at]) for row in rows) for at in range(1, 6)]
    shown = (
        rows if len(rows) <= 60 else [*rows[:30], (f"… {len(rows) - 60:,} more", "", "", "", "", "", ""), *rows[-30:]]
    )
    whole = f"{len(rows):,} document{'s' if len(rows) != 1 else ''}"
    texts = [[str(cell) for cell in row] for row in (heads, *shown, (whole, *sums, refused or ""))]
    widths = [min(60, max(len(row[at]) for row in texts)) for at in range(len(heads))]
    return [
        "  ".join(_cut(cell, width).ljust(width) if not at else cell.rjust(width)
                  for at, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in texts
    ]  # fmt: skip


def _line(remark: Remark) -> str:
    where = remark.passage or remark.document
    text = _cut(" ".join(remark.text.split()), 110)
    if remark.what == "not applied":
        return f"{text}: {remark.why}"
    if remark.what == "not looked at":
        return text
    if remark.what == "refused":
        return f"{text}: {remark.why}" if not remark.why.startswith(remark.text) else remark.why
    return f"{where}: {text}" + (f" ({remark.why})" if remark.why else "")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
