"""Bodies: which is part of which, and where an office has its seat."""

from __future__ import annotations

from explorer.facts.prose.names.model import EVERYONE, OFFICE, PROCESS, SHORT, Name, Unit
from explorer.facts.prose.record.writing import Writer
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.tokens import norms
from explorer.facts.statements import Node, Relation

_SEATED = frozenset({"office", "secretariat", "centre", "center", "academy", "bureau"})


def write_organs(writer: Writer) -> None:
    """Write which body is part of which, and where an office has its seat."""
    for passage in writer.page.named.passages:
        for n, unit in enumerate(passage.units):
            for name in unit.names:
                if (
                    name.kind == "body"
                    and name.id in writer.draft.nodes
                    and not name.traits & {OFFICE, EVERYONE, PROCESS}
                ):
                    _whole(writer, passage.number, passage.units, n, name)
                    _seat(writer, passage.number, passage.units, n, name)
    for node in sorted(n for n in writer.draft.nodes if n.startswith("body:")):
        _known_whole(writer, node)


def _whole(writer: Writer, passage: int, units: tuple[Unit, ...], n: int, name: Name) -> None:
    """As in "the Task Force of the Bali Process", "the Bali Process Task Force", or of a name that holds its own."""
    process = writer.page.named.process
    if process is None or name.id == process.id or SHORT in name.traits:
        return
    where = writer.passage(passage)
    behind = units[n + 1] if n + 1 < len(units) else None
    before = units[n - 1] if n else None
    inside = any(norms(where.plain(name.words))[: len(norms(each))] == norms(each) for each in process.names)
    span = name.words
    if (
        behind is not None
        and any(other.id == process.id for other in behind.names)
        and _of(writer, passage, name.words.last, behind.words.first)
    ):
        span = Span(name.words.first, behind.words.last)
    elif before is not None and before.words.last == name.words.first and any(o.id == process.id for o in before.names):
        span = Span(before.words.first, name.words.last)
    elif not inside and not any(
        norms(where.plain(name.words))[-len(norms(each)) :] == norms(each) for each in process.names
    ):
        return
    if process.id not in writer.draft.nodes:
        writer.draft.node(Node(process.id, process.id.split(":", 1)[0], process.name))
        writer.draft.cite(process.id, where, span)
    writer.draft.relate(Relation(name.id, "part_of", process.id, rule="body of the process"), where, span)


def _of(writer: Writer, passage: int, first: int, last: int) -> bool:
    said = [t.norm for t in writer.passage(passage).tokens[first:last]]
    return said[:1] == ["of"] and set(said) <= {"of", "the"}


def _seat(writer: Writer, passage: int, units: tuple[Unit, ...], n: int, name: Name) -> None:
    """As in "the Regional Support Office (RSO), based in Bangkok": the seat of an office."""
    behind = units[n + 1] if n + 1 < len(units) else None
    if behind is None or behind.where is None or behind.where.online or not set(norms(name.name)) & _SEATED:
        return
    where = writer.passage(passage)
    said = [t.norm for t in where.tokens[name.words.last : behind.words.first]]
    based = (
        said[-1:] == ["in"]
        and (len(said) == 1 or bool({"based", "located", "seat", "headquartered"} & set(said)))
        and len(said) <= 8
    )
    after = where.tokens[behind.words.last].norm if behind.words.last < len(where.tokens) else ""
    if not based or len(said) == 1 and (after in ("on", "from") or after.isdigit()):
        return
    span = Span(name.words.first, behind.words.last)
    writer.draft.node(Node(behind.where.id, "place", behind.where.name))
    writer.draft.cite(behind.where.id, where, behind.where.words, where.plain(behind.where.words))
    writer.draft.relate(Relation(name.id, "located_in", behind.where.id, rule="office in a town"), where, span)
    writer.draft.use(passage, span)


def _known_whole(writer: Writer, node: str) -> None:
    known = writer.page.named.known.get(node)
    parent = known.part_of if known else ""
    while parent and parent not in writer.draft.nodes:
        above = writer.names.get(parent)
        parent = above.part_of if above else ""
    if not parent or writer.draft.has(node, "part_of", parent):
        return
    cited = next((c for c in writer.draft.citations.values() if c.statement == node), None)
    if cited is None:
        return
    passage = next(p for p in writer.page.named.text.passages if p.passage.id == cited.passage)
    first = next(i for i, t in enumerate(passage.tokens) if t.end > cited.char_start)
    last = next((i for i, t in enumerate(passage.tokens) if t.start >= cited.char_end), len(passage.tokens))
    relation = Relation(node, "part_of", parent, basis="curated", rule="known from the list of bodies")
    writer.draft.relate(relation, passage, Span(first, last))
