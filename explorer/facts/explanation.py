"""Extraction shown at work: the passages of a document, what was drawn from each, and by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from explorer.documents.model import Document, Passage
from explorer.errors import InputError, nearest
from explorer.facts.report import WHATS, Remark, Report
from explorer.facts.tables import Facts, rows

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.prose.names import Names


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: a passage (`what` is its kind), a statement drawn from it, or what it left over.

    `depth` is how deep the passage is nested; `says` the statement in words, or the text of the passage;
    `quotation` the words it rests on; `rule`, `basis` and `confidence` how it was drawn.
    """

    document: str
    passage: str
    depth: int
    what: str
    says: str
    statement: str = ""
    quotation: str = ""
    basis: str = ""
    rule: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Explanation:
    """The lines of an explanation, in the order of the documents. `str()` of it is made for people."""

    lines: tuple[Line, ...]

    def table(self) -> pd.DataFrame:
        """Return the lines as a table."""
        import pandas as pd

        return pd.DataFrame([asdict(line) for line in self.lines], columns=[field.name for field in fields(Line)])

    def __str__(self) -> str:
        return "\n".join(_told(self.lines)) + "\n"


def explain(facts: Facts, report: Report, document: str = "", *, names: Names | None = None) -> Explanation:
    """Show what was drawn from each passage of `document` (id or path; "": all), and what was not.

    With the `names` it was read with, each passage also shows what every room of the reading handed on.
    Raises InputError for a document that is not among the facts; one that was refused is told with its reason.
    """
    known = {row["id"]: row for row in rows(facts.documents)}
    refused = {read.document: read for read in report.documents if read.refused}
    paths = {row["path"]: identity for identity, row in known.items()} | {r.path: d for d, r in refused.items()}
    wanted = paths.get(document, document)
    if document and wanted not in known and wanted not in refused:
        near = nearest(document, sorted({*known, *refused, *paths}), 3)
        raise InputError(f"No document {document!r} was read. Nearest: {', '.join(near) or 'none'}.")
    lines = list(_lines(facts, report, wanted, names))
    for identity in sorted(refused):
        if wanted in ("", identity):
            lines.append(Line(identity, "", 0, "refused", refused[identity].refused))
    return Explanation(tuple(lines))


def _rooms(facts: Facts, wanted: str, tables: Iterable[str], names: Names | None) -> dict[str, list[tuple[str, str]]]:
    """Read the documents once more, room by room; passage → (room, what it handed on)."""
    if names is None:
        return {}
    from explorer.facts.prose.record import stages
    from explorer.facts.prose.record.shown import rooms

    passages: dict[str, list[Passage]] = defaultdict(list)
    for row in rows(facts.passages):
        if wanted in ("", row["document"]) and row["document"] not in tables:
            made = Passage(row["id"], row["document"], row["parent"], int(row["position"]), row["kind"], row["text"])
            passages[row["document"]].append(made)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows(facts.documents):
        if row["id"] in passages:
            document = Document(row["id"], title=row["title"], passages=tuple(passages[row["id"]]))
            found |= rooms(stages(document, names))
    return found


def _lines(facts: Facts, report: Report, wanted: str, names: Names | None) -> Iterator[Line]:
    nodes = {row["id"]: row for row in rows(facts.nodes)}
    relations = {row["id"]: row for row in rows(facts.relations)}
    cited: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(facts.citations):
        if wanted in ("", row["document"]):
            cited[row["passage"]].append(row)
    left: dict[str, list[Remark]] = defaultdict(list)
    for remark in report.remarks:
        left[remark.passage].append(remark)
    tables = dict(report.tables)
    for document, understood in tables.items():
        if wanted in ("", document):
            yield from (Line(document, "", 0, "table", says) for says in understood)
    handed = _rooms(facts, wanted, tables, names)
    depth: dict[str, int] = {"": -1}
    for passage in rows(facts.passages):
        depth[passage["id"]] = level = depth.get(passage["parent"], -1) + 1
        if wanted not in ("", passage["document"]) or passage["document"] in tables:
            continue
        here = (passage["document"], passage["id"], level)
        yield Line(*here, passage["kind"], passage["text"])
        yield from (Line(*here, f"{room}:", says) for room, says in handed.get(passage["id"], ()))
        told = set()
        for row in sorted(cited[passage["id"]], key=lambda c: (_place(c), c["statement"])):
            if row["statement"] in told:
                continue
            told.add(row["statement"])
            relation = relations.get(row["statement"])
            if relation:
                says = _sentence(relation, nodes)
                how = (relation["basis"], relation["rule"], relation["confidence"])
                yield Line(*here, "relation", says, relation["id"], row["quotation"], *how)
            elif row["statement"] in nodes:
                node = nodes[row["statement"]]
                yield Line(*here, node["kind"], _name(node), node["id"], row["quotation"], rule=node["note"])
        for remark in left[passage["id"]]:
            yield Line(*here, remark.what, remark.text, rule=remark.why)


def _place(citation: dict[str, str]) -> tuple[int, int]:
    start, end = citation["char_start"], citation["char_end"]
    return (int(start) if start.isdigit() else 0, int(end) if end.isdigit() else 0)


def _name(node: dict[str, str]) -> str:
    days = "/".join(part for part in (node["start"], node["end"]) if part)
    about = ", ".join(part for part in (days, node["force"]) if part)
    return f"{node['name']} ({about})" if about else node["name"]


def _sentence(relation: dict[str, str], nodes: dict[str, dict[str, str]]) -> str:
    source, target = (
        nodes[relation[end]]["name"] if relation[end] in nodes else relation[end] for end in ("source", "target")
    )
    role = f" ({relation['role']})" if relation["role"] else ""
    return f"{source} → {relation['relation']}{role} → {target}"


def _told(lines: tuple[Line, ...]) -> Iterator[str]:
    document = ""
    for line in lines:
        if line.document != document:
            document = line.document
            yield f"=== {document}"
        if line.what == "table":
            yield line.says
            continue
        margin = "    " * line.depth
        if line.what.endswith(":"):
            yield f"{margin}    {line.what} {' '.join(line.says.split())}"
        elif not line.statement and line.what not in WHATS:
            yield ""
            yield f"{margin}[{line.passage.rpartition('#')[2]} {line.what}] {' '.join(line.says.split())}"
        elif line.statement:
            how = ", ".join(part for part in (line.basis, line.rule, line.confidence) if part)
            yield f"{margin}    • {line.what}: {line.says}" + (f"  [{how}]" if how else "")
        else:
            yield f"{margin}    ? {line.what}: {' '.join(line.says.split())}" + (f" ({line.rule})" if line.rule else "")
