"""The events of a table: each different name, date and place is one, with what its columns say about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.documents.sheets.coded import Coded, alongside, coded
from explorer.facts.columns.dates import CellDate, no_end, parse, within
from explorer.facts.columns.names import Named, Names, known
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.words import any_of, fold, has_word, missing
from explorer.facts.statements import Identity, Node, Relation
from explorer.ontology import slug

_EDGES = " ,;:()[]–—-"


@dataclass(frozen=True)
class Occasion:
    """An event as a table tells it."""

    name: str
    start: str = ""
    end: str = ""
    place: str = ""
    key: str = ""  # an id of its own, where name and date do not tell it from others

    @cached_property
    def kind(self) -> str:
        """Workshop or meeting, by the words of its name."""
        return "workshop" if has_word(self.name, "workshops") else "meeting"

    @cached_property
    def id(self) -> str:
        """The id, as pages give it to an event without a number in a series.

        >>> Occasion("Workshop on Visa Integrity", "2012-07-23").id, Occasion("Fifth SOM").id
        ('workshop:2012-07-23-visa-integrity', 'meeting:fifth-som')
        """
        if self.key:
            return self.key
        if not self.start:
            return f"{self.kind}:{slug(self.name) or 'unnamed'}"
        words = [word for word in slug(self.name).split("-") if word not in _COMMON and word != self.start]
        return f"{self.kind}:{self.start}-{'-'.join(words[:6]) or self.kind}"


_COMMON = {"the", "of", "on", "for", "and", "in", "a", "to", "meeting", "workshop", "conference"}


def occasion_of_head(head: str, order: str = "") -> Occasion:
    """Return the event that the head of a column names, with the date inside it.

    >>> [(one.name, one.start) for one in map(occasion_of_head, ("SOM 5 (4 May 2014)", "2012", "Budget Summit 2012"))]
    [('SOM 5', '2014-05-04'), ('2012', '2012'), ('Budget Summit 2012', '2012')]
    """
    found = within(head, order)
    if found is None:
        return Occasion(head)
    written, day = found
    name = re.sub(r"\(\s*\)|\[\s*\]", "", head.replace(written, "", 1)).strip(_EDGES)
    if len(day.start) == 4:  # "Budget Summit 2012": the year is part of the name
        name = head
    return Occasion(name or head, day.start, day.end)


def occasions(
    sheaf: Sheaf, names: Names, columns: dict[str, int], words: dict[str, str], dates: Coded[CellDate | None]
) -> Coded[str]:
    """Add the events of the rows and return the id of each row's event, "" where there is none.

    `columns`: of event, place, country (of the place), host, chair, body; `dates`: the date of every row.
    """
    table = sheaf.table
    length = len(table)
    name_column = columns.get("event", columns.get("body", -1))
    place_column = columns.get("place", -1)
    fixed = words.get("event", words.get("body", ""))
    names_of = coded(table.columns[name_column]) if name_column >= 0 else _all(fixed, length)
    if name_column >= 0 and all(name.isdecimal() for name in names_of.words if name):  # 3 below "Session"
        names_of = names_of.map(lambda name: name and f"{table.heads[name_column]} {name}")
    places = coded(table.columns[place_column]) if place_column >= 0 else _all("", length)
    used = tuple(c for c in (name_column, columns.get("date", -1), columns.get("start", -1), place_column) if c >= 0)
    told = alongside(names_of, dates.map(id).plain(), places)  # equal cells share one date
    rows = told.first().tolist()
    table.foresee(rows)
    ids = [
        _added(sheaf, names, columns, (name, dates[row], place), row, used)
        for (name, _, place), row in zip(told.words, rows, strict=True)
    ]
    return Coded(ids, told.codes)


def _all(value: str, length: int) -> Coded[str]:
    import numpy as np

    return Coded([value], np.zeros(length, dtype=np.int64))


def _added(
    sheaf: Sheaf, names: Names, columns: dict[str, int], key: tuple[str, CellDate | None, str], row: int,
    used: tuple[int, ...],
) -> str:  # fmt: skip
    name, day, place = key
    if not name and day is None:
        return ""
    inner = occasion_of_head(name) if day is None else None
    start, end = (day.start, day.end) if day else (inner.start, inner.end) if inner else ("", "")
    occasion = Occasion(name or f"Meeting on {start}", start, end, place)
    note = "" if name else "its row gives a date and no name"
    here = used or tuple(range(len(sheaf.table.heads)))
    add_occasion(sheaf, occasion, row, here, note=note)
    if place:
        add_place(sheaf, names, occasion, columns, row)
    for meaning, relation, role in (("host", "hosted", ""), ("chair", "chaired", "chair")):
        column = columns.get(meaning, -1)
        if column >= 0 and (text := sheaf.table.columns[column][row]):
            from explorer.facts.columns.parties import party_cells

            for one in party_cells([text], names, "organisation")[text].named:
                sheaf.name(one, row, (column,), text)
                sheaf.relate(Relation(one.id, relation, occasion.id, role), row, (column, *here), text)
    if "body" in columns and "event" in columns and (text := sheaf.table.columns[columns["body"]][row]):
        body = known(text, names, ("body",)) or Named(f"body:{slug(text)}", "body", text)
        sheaf.name(body, row, (columns["body"],), text)
        sheaf.relate(Relation(occasion.id, "session_of", body.id), row, (columns["body"], *here), text)
    return occasion.id


def add_occasion(
    sheaf: Sheaf, occasion: Occasion, row: int, columns: Sequence[int], *, note: str = "",
    further: tuple[tuple[str, str], ...] = (),
) -> None:  # fmt: skip
    """Add an event with what tells it from others on other pages."""
    node = Node(
        occasion.id, occasion.kind, occasion.name, start=occasion.start, end=occasion.end, note=note, further=further
    )
    sheaf.node(node, row, columns, occasion.name)
    place = f"place:{slug(occasion.place.split(',')[0])}" if occasion.place else ""
    sheaf.events.setdefault(
        occasion.id,
        Identity(
            occasion.id, occasion.kind, "", 0, occasion.start, occasion.end, place, "", False, (occasion.name,), "held"
        ),
    )


def add_place(sheaf: Sheaf, names: Names, occasion: Occasion, columns: dict[str, int], row: int) -> None:
    """Add where an event was held: "Suva, Fiji" is a town and its state; a state alone is where the town lies."""
    column = columns["place"]
    town, _, state_text = (part.strip() for part in occasion.place.partition(","))
    if not state_text and (bracket := re.fullmatch(r"(.*\S)\s*\(([^()]+)\)", town)):
        town, state_text = bracket[1], bracket[2]
    state_column = columns.get("country", -1)
    if not state_text and state_column >= 0 and columns.get("party", state_column) != state_column:
        state_text = sheaf.table.columns[state_column][row]
    if fold(town) in any_of("no_places"):
        if (town, "no place") not in sheaf.looked_up:
            sheaf.looked_up[town, "no place"] = None
            sheaf.pass_over(row, (column,), f"{town!r} is no place, here and wherever it stands")
        return
    city = sheaf.known(town, names, "place")
    place = city or Named(f"place:{slug(town)}", "place", town)
    sheaf.name(place, row, (column,), town)
    sheaf.relate(Relation(occasion.id, "held_in", place.id), row, (column, *columns_of(columns)), occasion.place)
    state = sheaf.known(state_text, names, "state") if state_text else None
    if state is not None:
        cells = (column, state_column) if state_column >= 0 else (column,)
        sheaf.name(state, row, cells, state_text)
        sheaf.relate(Relation(place.id, "located_in", state.id), row, cells, state_text)


def columns_of(columns: dict[str, int]) -> tuple[int, ...]:
    """Return the columns that tell which event a row is about."""
    return tuple(columns[name] for name in ("event", "date", "start") if name in columns)


def row_dates(
    sheaf: Sheaf, columns: dict[str, int], order: str, *, pair: tuple[str, str] = ("date", "end")
) -> Coded[CellDate | None]:
    """Return the date of every row; what is none is noted, once for each different cell."""
    table = sheaf.table
    first, last = (columns.get(name, -1) for name in pair)
    if first < 0:
        return coded([None] * len(table))
    ends = coded(table.columns[last]) if last >= 0 else _all("", len(table))
    told = alongside(coded(table.columns[first]), ends)
    rows = told.first().tolist()
    dates = [_date(sheaf, key, order, row, (first, last)) for key, row in zip(told.words, rows, strict=True)]
    return Coded(dates, told.codes)


def _date(sheaf: Sheaf, cells: tuple[str, ...], order: str, row: int, columns: tuple[int, int]) -> CellDate | None:
    start, end = (None if missing(cell) else parse(cell, order) for cell in cells)
    for cell, found, column in zip(cells, (start, end), columns, strict=True):
        if not missing(cell) and found is None and column >= 0:
            sheaf.pass_over(row, (column,), f"{cell!r} is no date")
    if start is not None and end is not None and end.start > start.start:
        return CellDate(start.start, end.start, start.suffix)
    return start


def day_in(sheaf: Sheaf, column: int, row: int, order: str) -> str:
    """Return the day in a cell, "" where there is none or the end is open; what is no date is noted."""
    text = sheaf.table.columns[column][row] if column >= 0 else ""
    if missing(text) or no_end(text):
        return ""
    found = parse(text, order)
    if found is None:
        sheaf.pass_over(row, (column,), f"{text!r} is no date")
    return found.start if found else ""
