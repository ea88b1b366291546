"""Commitments in a table: who is to do what, where it was made, until when, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.facts.columns.dates import CellDate, parse, within
from explorer.facts.columns.names import Named, Names
from explorer.facts.columns.occasions import Occasion, add_occasion, occasion_of_head, row_dates
from explorer.facts.columns.parties import Cell, ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import Table
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import any_of, fold, meaning_of
from explorer.facts.statements import Node, Relation
from explorer.ontology import slug, vocabulary

Own = Mapping[str, tuple[Named, ...]]  # the text of a cell → whom the page around the table calls so

_SHARE = re.compile(r"(.*?\S)\s*(?:\((lead|leading|support|supporting|host|hosting)\))?", re.IGNORECASE)
_PARTS = re.compile(r"[,;\n]|\band\b")
_SHORT = 90  # characters of a wording that make its name


def draw_pledges(
    sheaf: Sheaf, how: Understood, names: Names, order: str, event: str = "", own: Own | None = None
) -> None:
    """Draw a table of commitments. `event`: id of the one at which all were made, where the context says so.

    `own`: what the page around the table calls whom; then a doer that neither it nor a list knows is told, not made up.
    """
    table = sheaf.table
    what = how.columns["what"]
    who = how.get("who", "party", "organisation", "country", "person")
    ids: Sequence[tuple[str, ...]] = [()] * len(table)
    shares: dict[str, dict[str, str]] = {}
    if who >= 0:
        kind = "state" if who == how.get("country") else "organisation"
        cells_of, shares = doer_cells(table.columns[who], names, kind, codes=how.codes, own=own)
        ids = ids_of(sheaf, who, cells_of)
        nobody = [row for row, text in enumerate(table.columns[who]) if text and not cells_of[text].named]
        for row in nobody:
            sheaf.unknown(row, (who,), "neither a list nor this page says who that is; the point is assigned to nobody")
    made = _made_at(sheaf, how, order, event)
    answered = how.get("answered_by")
    due = deadlines(table, how)
    at = how.get("made_at", "event")
    taken = {
        what,
        who,
        answered,
        due,
        at,
        how.get("date"),
        how.get("progress", "role"),
        how.get("condition"),
        how.get("force"),
    }
    further = table.besides(taken)
    days = row_dates(sheaf, how.columns, order) if at < 0 and how.get("date") != due else None
    home_of = slug(table.document.split(":", 1)[-1])
    for row, wording in enumerate(table.columns[what]):
        if not wording:
            sheaf.pass_over(row, tuple(range(len(table.heads))), "it says nothing that is to be done")
            continue
        number = table.passages[row].id.rpartition("#")[2].replace("/", "-")
        home = made[row].split(":", 1)[1] if made[row] else home_of
        key = f"commitment:{home}/{number}" if home == home_of else f"commitment:{home}/{home_of}-{number}"
        used = tuple(c for c in (what, who, due, how.get("progress", "role"), how.get("condition")) if c >= 0)
        cells = tuple((table.heads[c], table.columns[c][row]) for c in further if table.columns[c][row])
        node = _commitment(sheaf, how, key, wording, row, order, cells)
        if days is not None and (day := days[row]) and not made[row]:
            node, used = replace(node, start=day.start), (*used, how.columns["date"])
        sheaf.node(node, row, used, "")
        if made[row]:
            where = how.get("made_at", "event", "date")
            sheaf.relate(Relation(key, "agreed_at", made[row]), row, (what, where) if where >= 0 else (what,))
        for one in ids[row]:
            lead = "host" if fold(wording).startswith("host ") else "lead"  # "Host the next course": who is to host it
            share = shares.get(table.columns[who][row], {}).get(one, lead)
            sheaf.relate(Relation(key, "assigned_to", one, share), row, (who, what), table.columns[who][row])
        if answered >= 0 and table.columns[answered][row]:
            occasion = occasion_of_head(table.columns[answered][row], order)
            add_occasion(sheaf, occasion, row, (answered,))
            sheaf.relate(Relation(occasion.id, "fulfils", key), row, (what, answered))


def doer_cells(
    texts: Sequence[str], names: Names, kind: str, *, codes: str = "", own: Own | None = None
) -> tuple[dict[str, Cell], dict[str, dict[str, str]]]:
    """Return what each different cell of doers names, and the shares that brackets tell ("IOM (support), Fiji").

    >>> from explorer.facts.columns.names import shipped_names
    >>> doer_cells(["IOM (support), Fiji"], shipped_names(), "organisation")[1]
    {'IOM (support), Fiji': {'organisation:iom': 'support', 'state:fji': 'lead'}}
    """
    cells = _on_page(party_cells(texts, names, kind, codes=codes), own)
    shares: dict[str, dict[str, str]] = {}
    for text in cells:
        parts = [_SHARE.fullmatch(part.strip()) for part in _PARTS.split(text) if part.strip()]
        if not any(part and part[2] for part in parts):
            continue
        told = [(part[1], (part[2] or "lead").lower().removesuffix("ing")) for part in parts if part]
        named = _on_page(party_cells([name for name, _ in told], names, kind, codes=codes), own)
        cells[text] = Cell(tuple(one for name, _ in told for one in named[name].named))
        shares[text] = {one.id: share for name, share in told for one in named[name].named}
    return cells, shares


def _on_page(cells: dict[str, Cell], own: Own | None) -> dict[str, Cell]:
    """Return cells with the names that no list has as the page around the table has them; `own` None: as they are."""
    if own is None:
        return cells
    return {text: Cell(own[text], cell.role) if text in own and any(one.guess for one in cell.named) else cell
            for text, cell in cells.items()}  # fmt: skip


def _commitment(
    sheaf: Sheaf, how: Understood, key: str, wording: str, row: int, order: str, cells: tuple[tuple[str, str], ...]
) -> Node:
    def cell(*meanings: str) -> str:
        column = how.get(*meanings)
        return sheaf.table.columns[column][row] if column >= 0 else ""

    due_column = deadlines(sheaf.table, how)
    progress, due = cell("progress", "role"), sheaf.table.columns[due_column][row] if due_column >= 0 else ""
    status = meaning_of("statuses").get(fold(progress), "")
    if progress and not status:
        cells = (*cells, (sheaf.table.heads[how.get("progress", "role")], progress))
        sheaf.pass_over(
            row, (how.get("progress", "role"),), f"{progress!r} is no status (done, withdrawn, open); kept as it is"
        )
    day = _deadline(due, order)
    if due and day is None:
        cells = (*cells, (sheaf.table.heads[due_column], due))
        sheaf.pass_over(row, (due_column,), f"{due!r} is no date; kept as it is")
    force = meaning_of("forces").get(fold(cell("force")), "agreed")
    name = wording if len(wording) <= _SHORT else wording[:_SHORT].rsplit(" ", 1)[0] + " …"
    return Node(
        key, "commitment", name, force=force if force in vocabulary().forces else "agreed", wording=wording,
        condition=cell("condition"), due=(day.end or day.start) if day else "", status=status, further=cells,
    )  # fmt: skip


def deadlines(table: Table, how: Understood) -> int:
    """Return the column of the days by which something is to be done (due, or "when" beside who and what); -1: none."""
    when = (column for column, head in enumerate(table.heads) if fold(head) in any_of("until_when"))
    return how.columns.get("due", next(when, -1))


def _deadline(text: str, order: str) -> CellDate | None:
    """Return the day that a cell of deadlines names: "by the end of July 2012" as well as "July 2012"."""
    day = parse(text, order)
    if day is None and (found := within(text, order)) is not None:
        rest = fold(text.replace(found[0], " ")).split()
        day = found[1] if set(rest) <= any_of("deadline") else None
    return day


def _made_at(sheaf: Sheaf, how: Understood, order: str, event: str) -> list[str]:
    """Return the event of each row at which it was put on record: a column's, or that of the context."""
    table = sheaf.table
    column = how.get("made_at", "event")
    fixed = how.words.get("made_at", how.words.get("event", ""))
    if column < 0 and not fixed:
        return [event] * len(table)
    dates = row_dates(sheaf, how.columns, order)
    made = []
    for row in range(len(table)):
        text = fixed or table.columns[column][row]
        if not text:
            made.append("")
            continue
        occasion = occasion_of_head(text, order)
        if day := dates[row]:
            occasion = Occasion(text, day.start, day.end)
        add_occasion(sheaf, occasion, row, (column,) if column >= 0 else (how.columns["what"],))
        made.append(occasion.id)
    return made
