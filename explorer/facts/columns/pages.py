"""Tables of pages: which of them say what their heads mean, and what they state about the events of their page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.documents.model import Document, Passage
from explorer.documents.tables import SECTION
from explorer.facts.columns.dates import within
from explorer.facts.columns.draw import Context, draw, together
from explorer.facts.columns.listed import draw_listed, named, roles_of_heads
from explorer.facts.columns.matching import scores
from explorer.facts.columns.names import Named, Names, known
from explorer.facts.columns.options import Asked
from explorer.facts.columns.pledges import deadlines, doer_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import Table, tables_of
from explorer.facts.columns.understanding import Understood, understand
from explorer.facts.columns.words import any_of, fold, meaning_of
from explorer.facts.prose.names import name
from explorer.facts.prose.text import lay_out
from explorer.facts.statements import Drawn, Leftover, Relation

_PARTIES = ("party", "country", "organisation", "person", "name")
_DOERS = ("who", "party", "organisation", "country", "person")
_ASIDE = frozenset(
    {*_PARTIES, "office", "department", "event", "date", "place", "note", "id", "url", "role", "presence"}
)
_PRESENCE = re.compile(
    r"\b(?:participa|attend|present|deleg|members?\b|observers?\b|part(?:y|ies)\b|represent|apolog|absent|regrets|guests?\b)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b[A-Z]{2,6}[ -]?\d{1,3}\b|\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE
)
_REFUSED = frozenset({"rejected", "declined", "refused", "not agreed", "not adopted"})
_SHORT = 80  # characters of a line above a table that is about it


@dataclass(frozen=True)
class PageTable:
    """One table that is understood: `roles` of its columns where its heads (or the words above) say them."""

    table: Table
    parent: str
    roles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Parted:
    """A page without the tables that are understood; these; and what is told of the others."""

    prose: Document
    tables: tuple[PageTable, ...] = ()
    left: tuple[Leftover, ...] = ()


def parted(document: Document, names: Names) -> Parted:
    """Return a page without those of its tables that are understood by their heads, and these beside it.

    The rows of the others are read as sentences, as before; where they name somebody known, that is told.
    """
    if not any(passage.cells for passage in document.passages):
        return Parted(document)
    by_id = {passage.id: passage for passage in document.passages}
    legend = [p for p in document.passages if not p.cells and " = " in p.text and len(p.text) < 300]
    taken: set[str] = set()
    tables: list[PageTable] = []
    left: list[Leftover] = []
    for head, above, rows in _runs(document.passages):
        parent = by_id.get(rows[0].parent)
        near = [parent] if parent is not None else []
        table = next(iter(tables_of([*near, *legend, *rows])))
        title = _title(above, parent)
        found, why = _understood(table, title, names)
        if found is None and why:
            taken |= {head.id} if head is not None else set()
            if any(known(cell, names) for column in range(len(table.heads)) for cell in table.sample(column, 40)):
                first = rows[0]
                left.append(Leftover(document.id, first.id, 0, len(first.text), first.text, why))
        if found is None:
            continue
        tables.append(PageTable(table, rows[0].parent, found))
        taken |= {row.id for row in rows} | ({head.id} if head is not None else set())
        taken |= {p.id for p in document.passages[rows[0].position - 1 : rows[-1].position] if _parts(p, rows)}
    kept = tuple(
        replace(p, kind="paragraph", cells=()) if p.cells else p for p in document.passages if p.id not in taken
    )
    return Parted(replace(document, passages=kept), tuple(tables), tuple(left))


def _parts(passage: Passage, rows: Sequence[Passage]) -> bool:
    """Tell whether a passage is a row across its table, which the rows below it repeat."""
    return any(row.cells[0].head == SECTION and row.text.startswith(f"{passage.text} | ") for row in rows)


def _runs(passages: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None, list[Passage]]]:
    """Yield each table: its head, what stands above that, and its rows."""
    at = 0
    while at < len(passages):
        if not passages[at].cells:
            at += 1
            continue
        start, rows = at, []
        while at < len(passages):
            following = passages[at + 1] if at + 1 < len(passages) else None
            if passages[at].cells:
                rows.append(passages[at])
            elif following is None or not following.cells or not _parts(passages[at], [following]):
                break
            at += 1
        before = start - 1
        if before >= 0 and _parts(passages[before], rows[:1]):
            before -= 1
        head = passages[before] if before >= 0 and _is_head(passages[before], rows) else None
        above = before - 1 if head is not None else before
        yield head, passages[above] if above >= 0 else None, rows


def _is_head(passage: Passage, rows: Sequence[Passage]) -> bool:
    heads = {cell.head for row in rows for cell in row.cells}
    return passage.kind == "paragraph" and any(part in heads for part in passage.text.split(" | "))


def _title(above: Passage | None, parent: Passage | None) -> str:
    """Return the words that say what a table is about: a line or an open sentence above it, else its heading."""
    if (
        above is not None
        and above.kind not in ("title", "row")
        and (above.text.endswith(":") or above.kind in ("heading", "caption") or len(above.text) < _SHORT)
    ):
        return above.text
    return parent.text if parent is not None else ""


# ----------------------------------------------------------------------------------------- understanding


def _understood(table: Table, title: str, names: Names) -> tuple[tuple[tuple[int, str], ...] | None, str]:
    """Return the roles that the heads say (() for a table whose cells say everything), or None and the reason."""
    heads = ", ".join(table.heads)
    why = f"a table whose heads ({heads}) do not tell what its rows state; they were read as sentences"
    presence = not title or bool(_PRESENCE.search(title))
    if roles := roles_of_heads(table, names):
        return tuple(roles.items()), ""
    how = understand(table, Asked(), names, event=True)
    if how.question:
        return None, why
    if how.shape == "attendance" and not set(how.columns) & {"role", "presence", "event", "date"}:
        column = how.get("party", "organisation", "country", "person")
        role = meaning_of("roles").get(fold(title), "participant")
        fits = presence and _aside(table, how) and named(table, column, names)
        return (((column, role),), "") if fits else (None, why)
    fits = how.shape in _SHAPES and _SHAPES[how.shape](table, how, names)
    return ((), "") if fits else (None, "" if how.shape == "commitments" else why)


def _aside(table: Table, how: Understood) -> bool:
    """Tell whether every column is about who was there; one of figures makes it another table."""
    understood = {column for meaning, column in how.columns.items() if meaning in _ASIDE}
    return all(column in understood or head == SECTION for column, head in enumerate(table.heads))


def _attendance(table: Table, how: Understood, names: Names) -> bool:
    told = [column for column in (how.get("role"), how.get("presence")) if column >= 0]
    cells = {fold(cell) for column in told for cell in table.sample(column)}
    clear = all(cell in meaning_of("roles") or cell in any_of("unknown") for cell in cells)
    party = how.get("party", "organisation", "country", "person")
    return clear and (bool(told) or _aside(table, how)) and named(table, party, names)


def _wide(table: Table, how: Understood, names: Names) -> bool:
    party = how.get(*_PARTIES)
    heads = [table.heads[column] for column in how.marks]
    return party >= 0 and named(table, party, names) and all(_tells_event(head, names) for head in heads)


def _tells_event(head: str, names: Names) -> bool:
    if within(head) is not None or _MEETING.search(head) or any(meaning == "event" for _, meaning in scores(head)):
        return True
    found = known(head, names)
    return found is not None and found.kind in ("organisation", "body")


def _commitments(table: Table, how: Understood, names: Names) -> bool:
    who = how.get(*_DOERS)
    if who < 0:
        return False
    if deadlines(table, how) >= 0 or "progress" in how.columns:
        return True  # a deadline or a status beside it: nothing else has such columns
    cells, _ = doer_cells(table.columns[who], names, "organisation")
    return not how.others(table, *how.columns) and not any(one.guess for c in cells.values() for one in c.named)


def called(page: Parted, names: Names) -> dict[str, tuple[Named, ...]]:
    """Return whom the page calls what stands in its columns of doers: "Secretariat" is the one of its process."""
    cells: dict[str, None] = {}
    for each in page.tables:
        how = understand(each.table, Asked(), names, event=True)
        if how.shape == "commitments" and how.get(*_DOERS) >= 0:
            cells |= dict.fromkeys(filter(None, each.table.columns[how.get(*_DOERS)]))
    if not cells:
        return {}
    first = page.prose.passages
    beside = [
        Passage(f"cell {n}", page.prose.id, "", len(first) + n, "paragraph", cell) for n, cell in enumerate(cells)
    ]
    named = name(lay_out(replace(page.prose, passages=(*first, *beside))), names)
    units = {laid.passage.id: line.units for laid, line in zip(named.text.passages, named.passages, strict=True)}
    return {
        one.text: tuple(Named(who.id, who.kind, who.name, who.acronym)
                        for unit in units.get(one.id, ()) for who in unit.names if who.acts)
        for one in beside
    }  # fmt: skip


def _whole(meaning: str) -> Callable[[Table, Understood, Names], bool]:
    return lambda table, how, names: meaning in how.columns and named(table, how.get(*_PARTIES, "who"), names)


_SHAPES: dict[str, Callable[[Table, Understood, Names], bool]] = {
    "attendance": _attendance,
    "wide": _wide,
    "commitments": _commitments,
    "memberships": _whole("body"),
    "treaties": _whole("instrument"),
}


# ------------------------------------------------------------------------------------------------ drawing


def with_tables(drawn: Drawn, page: Parted, names: Names, event_at: Callable[[str], Context]) -> Drawn:
    """Return what a page states with what its tables state. `event_at` gives the event at hand under a passage."""
    own = called(page, names)
    parts = [_drawn(each, names, replace(event_at(each.parent), own=own)) for each in page.tables]
    drawn = replace(drawn, passed_over=(*drawn.passed_over, *page.left))
    return _joined(drawn, together(parts)) if parts else drawn


def _drawn(each: PageTable, names: Names, context: Context) -> Drawn:
    sheaf = Sheaf(each.table)
    if each.roles:
        if context.event is None:
            return _nothing(sheaf, "the page names no meeting that this table could be about")
        sheaf.nodes[context.event.id] = context.event
        draw_listed(sheaf, dict(each.roles), names, context.event.id)
        return sheaf.drawn()
    table, refused = _kept(each.table)
    outcome = draw(table, names, context=context)
    if not outcome.question:
        given = {r.source for r in outcome.drawn.relations if r.relation == "assigned_to"}
        nodes = outcome.drawn.nodes
        if "force" not in outcome.how.columns:
            nodes = tuple(replace(node, force="tasked") if node.id in given else node for node in nodes)
        return replace(outcome.drawn, nodes=nodes, passed_over=(*outcome.drawn.passed_over, *refused))
    if context.event is None and "heads" in outcome.question:
        return _nothing(sheaf, "the page names no meeting that this table could be about")
    return _nothing(sheaf, outcome.question.partition("; say")[0])


def _kept(table: Table) -> tuple[Table, tuple[Leftover, ...]]:
    """Return a table without the rows that say that they were refused, and these as remarks."""
    refused = [row for row in range(len(table)) if any(fold(column[row]) in _REFUSED for column in table.columns)]
    if not refused:
        return table, ()
    sheaf = Sheaf(table)
    sheaf.pass_over_all(refused, tuple(range(len(table.heads))), "refused, as the row says")
    rest = [row for row in range(len(table)) if row not in set(refused)]
    columns = tuple([column[row] for row in rest] for column in table.columns)
    return replace(table, columns=columns, passages=[table.passages[row] for row in rest]), tuple(sheaf.passed_over)


def _nothing(sheaf: Sheaf, why: str) -> Drawn:
    sheaf.pass_over_all(range(len(sheaf.table)), tuple(range(len(sheaf.table.heads))), why)
    return sheaf.drawn()


def _joined(drawn: Drawn, tables: Drawn) -> Drawn:
    """Return the statements of sentences and tables as one: what both say stands once, cited from both."""
    nodes = {node.id: node for node in drawn.nodes}
    for node in tables.nodes:
        old = nodes.get(node.id)
        if old is not None and old != node:
            more = dict.fromkeys((*old.aliases, node.name, *node.aliases))
            node = replace(old, aliases=tuple(n for n in more if n not in (old.name, old.acronym)))
        nodes[node.id] = node

    def key(relation: Relation) -> tuple[str, ...]:
        return relation.source, relation.relation, relation.target, relation.role

    relations = {key(relation): relation for relation in drawn.relations}
    for relation in tables.relations:
        relations.setdefault(key(relation), relation)
    cited = [
        replace(one, statement=relations[key(one.statement)]) if isinstance(one.statement, Relation) else one
        for one in tables.citations
    ]
    events = {event.id: event for event in (*tables.events, *drawn.events)}
    return replace(
        drawn,
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        relations=tuple(relations[name] for name in sorted(relations)),
        citations=(*drawn.citations, *cited),
        events=(*drawn.events, *(e for e in events.values() if e not in drawn.events)),
        passed_over=(*drawn.passed_over, *tables.passed_over),
        unresolved=(*drawn.unresolved, *tables.unresolved),
        guessed=(*drawn.guessed, *tables.guessed),
    )
