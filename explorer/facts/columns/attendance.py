"""Who was at what: a row for each party and event, or a cell for each party and event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.documents.sheets.coded import Coded, alongside, coded, spread
from explorer.facts.columns.names import Names
from explorer.facts.columns.occasions import occasions, row_dates
from explorer.facts.columns.options import Asked
from explorer.facts.columns.parties import ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import fold, meaning_of, missing
from explorer.facts.statements import Relation

if TYPE_CHECKING:
    import numpy as np

PRESENT = ("member", "participant", "observer", "guest")
_SILENT = "silent"
_NOT_THERE = {
    "absent": "absent, as the row says; absence is no participation",
    _SILENT: "its cell says neither that it was there nor that it was not",
}


def role_of(cell: str, own: dict[str, str]) -> str:
    """Return what a cell says about presence: a role, absent, unknown, or "" for a word that no list has.

    Numbers below zero are codes for what is not known.

    >>> role_of("Observer State", {}), role_of("apologies", {}), role_of("n/a", {}), role_of("o", {"o": "observer"})
    ('observer', 'absent', 'unknown', 'observer')
    >>> role_of("-1", {}), role_of("1", {}), role_of("2", {}), role_of("-1", {"-1": "absent"})
    ('unknown', 'participant', '', 'absent')
    """
    folded = fold(cell)
    if folded in own:
        return own[folded]
    return "unknown" if missing(cell) else meaning_of("roles").get(folded, "")


def voted(cell: str) -> str:
    """Return whether a vote says that somebody was there; what is no vote that is known stays.

    >>> voted("Abstain"), voted("not voting"), voted("8")
    ('participant', 'absent', '8')
    """
    return meaning_of("votes").get(fold(cell), cell) if cell else ""


def own_marks(said: Asked, legend: Sequence[str]) -> dict[str, str]:
    """Return what marks mean in this table: as a person said, else as a line beside it says ("x = member").

    >>> own_marks(Asked(), ["x = took part; o = observer"])
    {'x': 'participant', 'o': 'observer'}
    """
    found: dict[str, str] = {}
    for line in legend:
        for part in line.replace(";", ",").split(","):
            mark, equals, words = part.partition("=")
            role = meaning_of("roles").get(fold(words), "") if equals else ""
            if role and 0 < len(mark.split()[-1:] and mark.split()[-1]) <= 3:
                found[fold(mark.split()[-1])] = role
    return {**found, **{fold(mark): role for mark, role in said.marks}}


def draw_attendance(sheaf: Sheaf, how: Understood, said: Asked, names: Names, order: str, event: str = "") -> None:
    """Draw a table whose rows say that a party was at an event. `event`: id of the one they all belong to."""
    table = sheaf.table
    party = how.get("party", "organisation", "country", "person")
    meaning = next(name for name, column in how.columns.items() if column == party)
    kind = {"country": "state", "person": "person"}.get(meaning, "organisation")
    cells = party_cells(table.columns[party], names, kind, codes=how.codes, persons=said.persons)
    parties = ids_of(sheaf, party, cells)
    about = {k: v for k, v in how.columns.items() if v != party}
    if event:
        events = coded([event] * len(table))
    else:
        pair = ("start", "end") if "date" not in about and "start" in about else ("date", "end")
        events = occasions(sheaf, names, about, how.words, row_dates(sheaf, about, order, pair=pair))
    own = own_marks(said, table.legend)
    told = [c for c in (how.get("role"), how.get("presence", "vote")) if c >= 0]
    used = tuple(dict.fromkeys((party, *told, *(about[n] for n in ("event", "date", "start") if n in about))))
    beside = coded(table.columns[party]).map(lambda text: cells[text].role if text else "")
    roles = _roles(sheaf, told, own, beside, how.get("presence", "vote"), how.get("vote"))
    rows, sources = spread(parties, _there(sheaf, parties, events, roles, used))
    targets, roles = events.take(rows), roles.take(rows)
    placed = ("place", "country") if "place" in about else ()
    further = how.others(
        table, meaning, "event", "date", "start", "end", "role", "presence", "host", "chair", "body", *placed
    )
    for relation, kept in (("hosted", ("host",)), ("chaired", ("chair", "co_chair"))):
        led = roles.where(kept.__contains__)
        if led.any():
            each = roles.take(led).map(lambda role: role if role != "host" else "")
            sheaf.relate_all(relation, rows[led], sources.take(led), targets.take(led), each, used, written=party)
    presence = roles.map(lambda role: role if role in PRESENT else "participant")
    sheaf.relate_all("participated_in", rows, sources, targets, presence, used, written=party, further=further)
    complete(sheaf, said, table.legend)


def _roles(
    sheaf: Sheaf, columns: Sequence[int], own: dict[str, str], beside: Coded[str], presence: int, vote: int
) -> Coded[str]:
    """Return the role of every row: absent where a cell says so, else the first that is more than presence.

    `beside` are roles that stand in brackets behind a name. Where the column `presence` says nothing of a row ("", "?",
    "tbc"), the row is silent: neither there nor absent, whatever its role.
    """
    if not columns:
        return beside.map(lambda role: role or "participant")
    texts = [
        coded(sheaf.table.columns[column]).map(voted if column == vote and presence == vote else str)
        for column in columns
    ]
    said = alongside(*texts)
    meant: dict[tuple[str, ...], str] = {}
    odd: dict[str, int] = {}
    for row, cells in zip(said.first().tolist(), said.words, strict=True):
        found = [role_of(cell, own) for cell in cells if cell]
        odd |= {cell: row for cell in cells if cell and not role_of(cell, own) and cell not in odd}
        more = (role for role in found if role not in ("", "unknown", "participant"))
        marked = cells[columns.index(presence)] if presence in columns else "x"
        silent = not marked or role_of(marked, own) == "unknown"
        meant[cells] = "absent" if "absent" in found else _SILENT if silent else next(more, "")
    for text, row in odd.items():
        times = sum(column.count(text) for column in texts)
        sheaf.pass_over(
            row, columns, f"the role {text!r} ({times:,} rows) is none that is known; taken as participant: "
            f"say --columns {text}=observer, or another role",
        )  # fmt: skip
    return alongside(said.map(meant.__getitem__), beside).map(lambda pair: pair[0] or pair[1] or "participant")


def _there(
    sheaf: Sheaf, parties: Coded[tuple[str, ...]], events: Coded[str], roles: Coded[str], used: Sequence[int]
) -> np.ndarray:
    """Return the rows that state a presence; the others are noted, by reason."""
    import numpy as np

    nobody, nothing = ~parties.where(bool), ~events.where(bool)
    away = {role: roles.where(role.__eq__) & ~nothing & ~nobody for role in _NOT_THERE}
    reasons = {
        "it names no party": nobody,
        "it names no event and no date": nothing & ~nobody,
        **{_NOT_THERE[role]: rows for role, rows in away.items()},
    }
    left = {why: np.flatnonzero(rows).tolist() for why, rows in reasons.items()}
    for why, rows in sorted(left.items(), key=lambda item: item[1][:1]):
        if rows:
            sheaf.pass_over_all(rows, used, why)
    return np.flatnonzero(~np.logical_or.reduce([*reasons.values()]))


def present(
    sheaf: Sheaf, party: str, event: str, role: str, row: int, columns: Sequence[int], written: str,
    further: tuple[tuple[str, str], ...] = (),
) -> None:  # fmt: skip
    if role == "host":
        sheaf.relate(Relation(party, "hosted", event), row, columns, written)
    if role in ("chair", "co_chair"):
        sheaf.relate(Relation(party, "chaired", event, role), row, columns, written)
    there = role if role in PRESENT else "participant"
    sheaf.relate(Relation(party, "participated_in", event, there, further=further), row, columns, written)


def complete(sheaf: Sheaf, said: Asked, legend: Sequence[str]) -> None:
    """Mark the events of a table as wholly listed, where a person said so."""
    del legend
    if said.complete == "yes":
        for key, node in sheaf.nodes.items():
            if key in sheaf.events:
                sheaf.nodes[key] = replace(node, complete="yes")
