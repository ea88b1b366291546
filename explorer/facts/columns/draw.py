"""From the rows of a document to its statements: understand each table, then draw what its rows say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.documents.model import Passage
from explorer.documents.sheets.coded import different
from explorer.facts.columns.attendance import draw_attendance
from explorer.facts.columns.bulk import Bulk
from explorer.facts.columns.dates import ambiguous, order_of, parse, serial, settled, short
from explorer.facts.columns.encounters import draw_encounters
from explorer.facts.columns.figures import sign_of
from explorer.facts.columns.matching import no_date
from explorer.facts.columns.matrix import NO_MATRIX, draw_matrix, matrix_of
from explorer.facts.columns.memberships import draw_memberships, draw_treaties
from explorer.facts.columns.names import Names
from explorer.facts.columns.options import Asked
from explorer.facts.columns.parted import with_whole_dates
from explorer.facts.columns.pledges import Own, draw_pledges
from explorer.facts.columns.schemes import wars_told
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import Table, tables_of
from explorer.facts.columns.ties import draw_ties
from explorer.facts.columns.understanding import Understood, understand
from explorer.facts.columns.wide import draw_wide, draw_yearly
from explorer.facts.statements import Drawn, Identity, Node

_MANY = 50  # rows of which some must state something
_DATES = ("date", "start", "end", "due", "signed", "ratified", "acceded", "withdrew")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a table: the event that its page is about, if any, as drawn; whom the page calls what."""

    event: Node | None = None
    identity: Identity | None = None
    own: Own | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of one table: how it was understood, what was drawn, and what has to be asked."""

    table: Table
    how: Understood
    drawn: Drawn
    question: str = ""
    bulk: Bulk | None = None


def draw_rows(
    passages: Sequence[Passage], names: Names, *, context: Context | None = None, said: Asked | None = None
) -> Drawn:
    """Return what the tables among some passages state, from a page or a sheet alike.

    `context` gives the page's event; `said` what a person said about the columns. Tables that are not understood
    give nothing but a line among what was passed over.

    >>> from explorer.documents import Cell
    >>> from explorer.facts.columns.names import shipped_names
    >>> row = Passage("d#2", "d", "", 2, "row", "Fiji | SOM 5 | chair", cells=(
    ...     Cell("Party", 0, 4), Cell("Meeting", 7, 12), Cell("Role", 15, 20)))
    >>> [(r.source, r.relation, r.target) for r in draw_rows([row], shipped_names()).relations]
    [('state:fji', 'chaired', 'meeting:som-5'), ('state:fji', 'participated_in', 'meeting:som-5')]
    """
    outcomes = [draw(table, names, context=context, said=said) for table in tables_of(passages)]
    return together([outcome.drawn for outcome in outcomes])


def together(parts: Sequence[Drawn]) -> Drawn:
    """Return the statements of several tables of one document as one."""
    if not parts:
        return Drawn("")

    def all_of(name: str) -> Any:
        return tuple(each for part in parts for each in getattr(part, name))

    return replace(
        parts[0], nodes=all_of("nodes"), relations=all_of("relations"), citations=all_of("citations"),
        events=all_of("events"), passed_over=all_of("passed_over"), unresolved=all_of("unresolved"),
        guessed=all_of("guessed"),
    )  # fmt: skip


def draw(table: Table, names: Names, *, context: Context | None = None, said: Asked | None = None) -> Outcome:
    """Return what one table states, or the question that has to be answered first.

    Raises OptionError where `said` names what the table does not have.
    """
    table, said, context = with_whole_dates(table), said or Asked(), context or Context()
    sheaf = Sheaf(table)
    matrix = matrix_of(table, names) if said.shape in ("", "matrix") else None
    if matrix and (said.shape or all(head.startswith("=") for _, head in said.columns)):
        how = replace(matrix, words={name: head[1:] for name, head in said.columns if head.startswith("=")})
        question = draw_matrix(sheaf, how, said, names)
        return Outcome(table, how, sheaf.drawn(), question)
    how = understand(table, said, names, event=context.event is not None)
    question = NO_MATRIX if said.shape == "matrix" else how.question
    order = said.dates
    if not question:
        question = _of_what(table, how)
    if not question:
        order, question = _order(table, how, said)
    sign, unsure = (
        sign_of(different(table.columns[how.get("weight")]), said.decimal) if "weight" in how.columns else ("", "")
    )
    if question := question or (unsure if how.shape == "ties" else ""):
        return Outcome(table, how, sheaf.drawn(), question)
    event = ""
    if context.event is not None:
        event = context.event.id
        sheaf.nodes[event] = context.event
        if context.identity is not None:
            sheaf.events[event] = context.identity
    if how.codes in ("cow", "gw") and not said.codes:
        column = how.get("source") if how.shape == "ties" else how.get("country", "party", "source")
        sheaf.guess(0, (column,), wars_told(different(table.columns[column]), names, how.codes))
    for column in how.others(table, *how.columns):
        if cell := no_date(table, column):
            sheaf.pass_over(
                0, (column,), f"{table.heads[column]!r} holds {cell[:40]!r}, which is no date; kept as it stands"
            )
    own = {"event", "date"} & {*how.columns, *how.words}
    shapes: dict[str, Callable[[], None]] = {
        "attendance": lambda: draw_attendance(sheaf, how, said, names, order, "" if own else event),
        "wide": lambda: (
            draw_yearly(sheaf, how, said, names) if how.across.yearly else draw_wide(sheaf, how, said, names, order)
        ),
        "meetings": lambda: draw_encounters(sheaf, how, said, names, order),
        "memberships": lambda: draw_memberships(sheaf, how, said, names, order),
        "treaties": lambda: draw_treaties(sheaf, how, said, names, order),
        "commitments": lambda: draw_pledges(sheaf, how, names, order, event, context.own),
        "ties": lambda: draw_ties(sheaf, how, names, order, sign),
    }
    shapes[how.shape]()
    drawn = sheaf.drawn()
    if len(table) >= _MANY and not drawn.relations and not sheaf.bulk and how.shape != "commitments":
        heads = ", ".join(f"{meaning}={table.heads[column]}" for meaning, column in how.columns.items())
        nothing = (
            f"none of its {len(table):,} rows states anything as its heads are understood ({how.shape}: {heads}); say "
            "which column is what: --columns meaning=HEAD,… (docs/sheets.md lists the meanings)."
        )
        return Outcome(table, how, Sheaf(table).drawn(), nothing)
    return Outcome(table, how, drawn, bulk=sheaf.bulk)


def _of_what(table: Table, how: Understood) -> str:
    """Return the question of what the parties are members of or bound by, where nothing says it."""
    kind = {"memberships": "body", "treaties": "instrument"}.get(how.shape, "")
    there = {*how.columns, *how.words} & {kind, "organisation" if kind == "body" else "instrument"}
    party = how.get("party", "country", "person", "who", "organisation")
    alone = kind == "body" and 0 <= how.get("organisation") == party
    if not kind or there and not alone or table.title or table.name:
        return ""
    what = "which treaty it is about" if kind == "instrument" else "what its parties are members of"
    named = how.get("name")
    column = f'"{kind}={table.heads[named]}", or of one for all ' if named >= 0 and named != party else ""
    return f'it does not say {what}; say it: --columns {column}"{kind}==NAME".'


def _order(table: Table, how: Understood, said: Asked) -> tuple[str, str]:
    """Return how dates are written in this table, and the question where no cell settles it."""
    columns = [(column, different(table.columns[column])) for name in _DATES if (column := how.get(name)) >= 0]
    orders = {order_of(cells) for _, cells in columns} - {""}
    one = orders.pop() if len(orders) == 1 and "both" not in orders else ""
    years = next(filter(None, (settled(cells) for _, cells in columns)), "")
    order = said.dates or f"{one} {years}".strip()
    for column, cells in columns:
        if question := _doubt(table.heads[column], cells, order):
            return "", question
    return order, ""


def _doubt(head: str, cells: Sequence[str], order: str) -> str:
    """Return the question that a column of dates leaves open: both readings of a cell, and the option that decides.

    >>> _doubt("Date", ["Oct-23"], "")[:70]
    "'Oct-23' may be the month 2023-10 or day 23 of month 10 in a year it d"
    """
    said = order.split()

    def options(*answers: str) -> str:
        return ", or ".join("dates=" + "+".join([*said, answer]) for answer in answers)

    if not {"day-first", "month-first"} & {*said} and (cell := ambiguous(cells)):
        one, two = (int(part) for part in cell.replace("-", "/").split(" ")[0].split("/")[:2])
        return (
            f"{cell!r} may be day {one} of month {one and two} or day {two} of month {one}; "
            f"say which: --columns {options('day-first', 'month-first')}."
        )
    none = f'if it is none, keep it: --columns "note={head}".'
    if "month-year" not in said and (cell := next(filter(short, cells), "")):
        month, figure = short(cell) or (0, 0)
        day = parse(cell, "month-year")
        return (
            f"{cell!r} may be the month {day and day.start} or day {figure} of month {month} in a year it does not "
            f"say; for the month: --columns {options('month-year')}; for the day, write its year; {none}"
        )
    if not {"serial", "serial-1904"} & {*said} and (cell := next(filter(serial, cells), "")):
        days = [day.start for each in ("serial", "serial-1904") if (day := parse(cell, each))]
        return (
            f"{cell!r} below {head!r} may be the day {days[0]}, as spreadsheets count, or {days[1]}, where they "
            f"count from 1904; say which: --columns {options('serial', 'serial-1904')}; {none}"
        )
    return ""
