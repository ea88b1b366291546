"""Decisions of people on facts, as a plain CSV file that a spreadsheet opens: who decided what, when and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from explorer.documents.decode import decode_exact
from explorer.documents.limits import Limits
from explorer.errors import FactsError, InputError, nearest
from explorer.facts.edtf import span
from explorer.files import read_file, update_file
from explorer.formulas import kept_apart, laid_bare
from explorer.ontology import vocabulary

KINDS = ("accept", "reject", "correct", "same_as", "not_same_as", "add", "whole")
NODE_COLUMNS = (
    "name", "aliases", "acronym", "start", "end", "force", "condition", "due", "status", "complete", "wording", "url",
)  # fmt: skip
RELATION_COLUMNS = ("source", "relation", "target", "role", "start", "end")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, a row of the file.

    `decision`: accept, reject, correct, same_as, not_same_as, add or whole. `statement`: id of the node or
    relation; a commitment may be named by its passage (doc:minutes#4), and all of a passage be rejected with it.
    `column` and `value`: what a correction sets. For same_as `value` is the node that both are; for
    not_same_as it is the node that it is not, or the document that speaks of another thing under its name.
    add puts down a relation: from `statement`, by the relation in `column` (a role may follow: "participated_in
    observer"), to the node in `value`; passages that `why` names (doc:minutes#4) become its sources. With a kind in
    `column` it puts down a node of this id, named in `value`.
    whole marks a document as wholly read: what is drawn from it and is not decided on otherwise is right, what is
    missing is put down. `value` holds what was so judged (`agreement.judged`); empty, it is all that is drawn now.
    `who` decided, `when` (a date, may be empty), and `why`. `line`: where it stands in its file.

    `document`, `before`, `quotation` and `meaning` tie it to words rather than to an id (see `anchors`): the
    statement is found again by what it says and in which words (`before`: after which, where the same is said twice);
    the columns of `other` do so for the node in `value`.
    """

    decision: str
    statement: str
    column: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    document: str = ""
    before: str = ""
    quotation: str = ""
    meaning: str = ""
    other_document: str = ""
    other_before: str = ""
    other_quotation: str = ""
    other_meaning: str = ""
    line: int = 0

    def told(self) -> str:
        """Say who decided, when and why.

        >>> Decision("accept", "x", who="A. Reader", when="2026-11-20", why="the page says so").told()
        'accepted by A. Reader on 2026-11-20: the page says so'
        """
        verbs = {
            "accept": "accepted",
            "reject": "rejected",
            "correct": "corrected",
            "add": "put down",
            "whole": "wholly read",
        }
        verb = verbs.get(self.decision, "judged")
        day = f" on {self.when}" if self.when else ""
        return f"{verb} by {self.who}{day}: {self.why}"


COLUMNS = tuple(field.name for field in fields(Decision) if field.name != "line")
WORDS = ("document", "before", "quotation", "meaning")
ANCHOR = (*WORDS, *(f"other_{column}" for column in WORDS))  # columns that older files do not have
ASIDE = ("reason", "text", "ask")  # columns of a file to be filled in, that only its reader needs


def read_decisions(path: Path | str, *, limits: Limits | None = None) -> list[Decision]:
    """Read a file of decisions, in its order. Raises FactsError with file, line, and what is expected."""
    limits = limits or Limits()
    data = read_file(path, limit=limits.file_bytes, error=FactsError)
    return _parsed(data, str(path), limits)


def add_decision(path: Path | str, decision: Decision) -> Path:
    """Write one decision to the end of the file at `path`, which is made when it is not there.

    Raises FactsError for a decision that cannot be right, and WriteError; the old file is then whole.

    >>> import tempfile; path = Path(tempfile.mkdtemp()) / "review.csv"
    >>> _ = add_decision(path, Decision("reject", "place:bali", who="A. Reader", why="the process is meant"))
    >>> [d.decision for d in read_decisions(path)]
    ['reject']
    """
    return change_decisions(path, [decision])


def change_decisions(path: Path | str, add: Sequence[Decision], drop: Sequence[Decision] = ()) -> Path:
    """Write decisions to the end of the file at `path`, and take others, as they stand there, out of it.

    Two that write at once lose nothing: the file is locked. Raises FactsError and WriteError with the old file whole.
    """
    for decision in add:
        _checked(decision, str(path))

    def change(old: bytes | None) -> str:
        before = _parsed(old, str(path), Limits()) if old and old.strip() else []
        for gone in drop:
            at = next((at for at, one in reversed(list(enumerate(before))) if replace(one, line=0) == gone), None)
            before = before if at is None else [*before[:at], *before[at + 1 :]]
        return decisions_csv([*before, *add])

    return update_file(path, change)


def decisions_csv(decisions: Iterable[Decision], aside: Sequence[Mapping[str, str]] = ()) -> str:
    """Return decisions as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it.

    `aside`: for each decision what stands in the columns `reason`, `text` and `ask`, for whoever fills it in.
    """
    decisions = list(decisions)
    anchored = any(getattr(decision, column) for decision in decisions for column in ANCHOR)
    columns = [column for column in COLUMNS if anchored or column not in ANCHOR]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *(ASIDE if aside else ())])
    for at, decision in enumerate(decisions):
        cells = [str(getattr(decision, column)) for column in columns]
        cells += [str(aside[at].get(column, "")) for column in ASIDE] if aside else []
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
        writer.writerow([kept_apart(cell, exact=True) for cell in cells])
    return out.getvalue()


def _parsed(data: bytes, place: str, limits: Limits) -> list[Decision]:
    try:
        text = decode_exact(data, place, hint="; save it as CSV in UTF-8")
    except InputError as error:
        raise FactsError(str(error)) from None
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(limits.passage_chars)
    decisions: list[Decision] = []
    columns: list[str] | None = None
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _head(cells, place)
                continue
            if len(cells) > len(columns):
                raise FactsError(
                    f"{place}, line {lines.line_num}: {len(cells)} cells where {len(columns)} are expected."
                )
            row = dict.fromkeys(columns, "") | {
                c: laid_bare(cell.strip(" "), exact=True) for c, cell in zip(columns, cells, strict=False)
            }
            if not row["decision"] and any(column in row for column in ASIDE):
                continue  # a row of a file to be filled in, on which nothing was decided yet
            made = Decision(**{c: cell for c, cell in row.items() if c not in ASIDE}, line=lines.line_num)
            decisions.append(_checked(made, place))
    except csv.Error as error:
        raise FactsError(f"{place}, line {lines.line_num}: no readable CSV ({error}).") from None
    if columns is None:
        raise FactsError(f"{place} is empty. Expected the columns {', '.join(COLUMNS)}.")
    return decisions


def _head(cells: list[str], place: str) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    unknown = [column for column in columns if column not in (*COLUMNS, *ASIDE)]
    missing = [column for column in ("decision", "statement", "who", "why") if column not in columns]
    if unknown or missing or len(set(columns)) < len(columns):
        wrong = (
            f"unknown column {unknown[0]!r}" if unknown else f"no column {missing[0]}" if missing else "a column twice"
        )
        raise FactsError(f"{place}, line 1: {wrong}. Expected the columns {', '.join(COLUMNS)}.")
    return columns


def _checked(decision: Decision, place: str) -> Decision:
    """Return `decision`, or raise FactsError when no facts could make it right."""
    wrong = _fault(decision)
    if wrong:
        where = f"{place}, line {decision.line}" if decision.line else place
        raise FactsError(f"{where}: {wrong}")
    return decision


def _fault(decision: Decision) -> str:
    kind, column, value = decision.decision, decision.column, decision.value
    if kind not in KINDS:
        near = nearest(kind, list(KINDS), 1)
        return f"{kind!r} is no decision{f'; did you mean {near[0]}?' if near else '.'} Expected: {', '.join(KINDS)}."
    for name in ("statement", "who", "why"):
        if not getattr(decision, name).strip():
            return f"{name} is empty; every decision names its statement, who took it, and why."
    if decision.when and span(decision.when) is None:
        return f"when: {decision.when!r} is no date. Expected a form such as 2026-11-20."
    if kind in ("same_as", "not_same_as"):
        return "" if value and value != decision.statement else "value is to be the id of another node or document."
    if kind == "whole" and not decision.statement.startswith("doc:"):
        return f"{decision.statement!r} is no document. Expected an id such as doc:minutes."
    if kind == "add" and column in vocabulary().kinds:
        fits = decision.statement.startswith(f"{column}:") and value.strip()
        return "" if fits else f"a new {column} needs an id that begins with {column}: and a name in value."
    if kind == "add":
        return _relation_fault(column, value)
    if kind != "correct":
        return ""
    known = sorted({*NODE_COLUMNS, *RELATION_COLUMNS})
    if column not in known:
        return f"column {column!r} cannot be corrected. Expected: {', '.join(known)}."
    closed: Mapping[str, Iterable[str]] = {
        "relation": vocabulary().relations, "role": ["", *vocabulary().roles], "force": ["", *vocabulary().forces],
        "status": ["", *vocabulary().statuses], "complete": ["", *vocabulary().complete],
    }  # fmt: skip
    if column in closed and value not in closed[column]:
        return f"{value!r} is no {column}. Expected: {', '.join(name for name in closed[column] if name)}."
    if column in ("start", "end", "due") and value and (span(value) is None or "/" in value):
        return f"{value!r} is no date. Expected a form such as 2012-06-01, 2012-06 or 2012."
    if column in ("name", "source", "target") and not value.strip():
        return f"{column} cannot be empty."
    return ""


def _relation_fault(column: str, value: str) -> str:
    """Say what is wrong with the relation and the target of an addition, "" when nothing is."""
    name, _, role = column.partition(" ")
    relation = vocabulary().relations.get(name)
    if relation is None:
        return f"{name!r} is no relation. Expected: {', '.join(vocabulary().relations)}."
    if role and role not in relation.roles:
        return f"{role!r} is no role of {name}. Expected: {', '.join(relation.roles) or 'none'}."
    return "" if value else "value is to be the id of the node that the relation leads to."
