"""The one line that asks for what the heads of a table do not say: only answers that make a table of a shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from explorer.facts.columns.evidence import pairs_alike, parted_series
from explorer.facts.columns.matching import no_date, number, of_a_kind
from explorer.facts.columns.names import Names, known
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import has_word

_PARTIES = ("party", "country", "organisation", "person", "name")
_OFFERED = 3
_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?)* [A-Z][\w'’-]+")
_THINGS = ("organisations", "bodies", "instruments", "events", "workshops", "agencies")
_HOLDS = {
    "instrument": ("treaties", ("instruments",)),
    "event": ("attendance", ("events", "workshops")),
    "body": ("memberships", ("bodies", "organisations")),
}
_Answer = tuple[str, dict[str, str], str]


def question(
    table: Table, columns: Mapping[str, int], names: Names, shape_of: Callable[[dict[str, str]], str], why: str = "",
    key: int = -1,
) -> str:  # fmt: skip
    """Return the line that asks what the rows of a table say. `columns`: what was understood; `why`: why not more.

    `shape_of` gives the shape that a table has with some pairs of `--columns`, "" for none: what has none is not
    offered. `key`: the column beside marks of which it is open whether it or their heads are the parties.
    """
    understood = [f"{meaning}={table.heads[column]}" for meaning, column in columns.items()]
    heads = ", ".join(table.heads[:12]) + (" …" if len(table.heads) > 12 else "")
    said = f" Understood: {', '.join(understood)}." if understood else ""
    for column in table.besides(columns.values()):
        if cell := no_date(table, column):
            said += f" {table.heads[column]!r} holds {cell[:40]!r}, which is no date that is known (2023-10-05 is)."
    series = parted_series(table.heads)
    if series:
        said += f" Columns that belong together by number ({', '.join(series)}) are not read: write a row for each."
    answers = () if series else _crossed(table, key) if key >= 0 else _answers(table, columns, names)
    offered = []
    for shape, pairs, means in answers:
        line = ",".join(f"{meaning}={head}" for meaning, head in pairs.items())
        if '"' not in line and line.count(",") == len(pairs) - 1 and shape_of(pairs) == shape:
            offered.append(f'--columns "{line}" ({means})')
        if len(offered) == _OFFERED:
            break
    say = f"Say it, for instance: {'; or '.join(offered)}." if offered else (
        "Say which column is what: --columns meaning=HEAD,… (party and event, party and body, party and instrument, "
        "person and organisation and date, or source and target; docs/sheets.md lists the meanings)."
    )  # fmt: skip
    return f"{why or f'what its rows say cannot be told from the heads ({heads})'}.{said} {say}"


def _crossed(table: Table, key: int) -> Iterator[_Answer]:
    head, cells = table.heads[key], table.sample(key, 60)
    if 2 * sum(any(char.isdigit() for char in cell) for cell in cells) > len(cells):
        return  # numbers of something, neither parties nor events by name
    yield "wide", {"party": head}, f"the parties stand below {head!r}"
    yield "wide", {"event": head}, "the other heads are the parties"


def _answers(table: Table, columns: Mapping[str, int], names: Names) -> Iterator[_Answer]:
    """Yield what may be said of a table: the shape it would have, the pairs that say it, what its rows would say."""
    if ends := pairs_alike(table):
        yield "ties", {"source": table.heads[ends[0]], "target": table.heads[ends[1]]}, "each row a tie of two"
        return
    party = _party(table, columns, names)
    if not party:
        return
    (head,) = party.values()
    named = [columns["name"]] if "name" in columns else []
    free = [c for c in (*table.besides(columns.values()), *named) if table.heads[c] != head]
    fitting = [
        (shape, {**party, meaning: table.heads[column]}, f"each row a party and its {meaning}")
        for meaning, (shape, lists) in _HOLDS.items()
        for column in free
        if holds(table, column, lists)
    ]
    yield from fitting
    if fitting:
        return
    if any(has_word(name, "records") for name in table.heads):
        return  # its rows are about texts, seats or contests, which no shape has
    yield "memberships", {**party, "body": "=NAME"}, f"members of one body, NAME, stand below {head!r}"
    if "date" in columns and "role" not in columns and "person" not in party:
        yield "treaties", {**party, "instrument": "=NAME"}, "they are bound by one treaty, NAME"
    yield "attendance", {**party, "event": "=NAME"}, "they were at one event, NAME"


def _party(table: Table, columns: Mapping[str, int], names: Names) -> dict[str, str]:
    """Return the column of whom the rows are about, by its head or by what stands in it; {} where none tells."""
    for meaning in _PARTIES:
        if meaning in columns and not holds(table, columns[meaning], ("instruments", "events")):
            return {"party" if meaning == "name" else meaning: table.heads[columns[meaning]]}
    for column in table.besides(columns.values()):
        cells = table.sample(column, 60)
        people = [c for c in cells if _PERSON.fullmatch(c) and not any(has_word(c, words) for words in _THINGS)]
        if cells and 10 * len(people) >= 8 * len(cells) and not any(known(cell, names) for cell in people[:20]):
            return {"person": table.heads[column]}
    return {}


def holds(table: Table, column: int, lists: tuple[str, ...]) -> bool:
    """Tell whether half of the cells of a column, or more, have a word of some lists."""
    cells = table.sample(column, 60)
    told = [c for c in cells if any(has_word(c, words) for words in lists) and not number(c)]
    return 0 < len(cells) <= 2 * len(told) and max(map(len, cells)) <= 120 and not of_a_kind(table.heads[column])
