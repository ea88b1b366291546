"""Attendance: who was there when, how steadily, in which role. Who is not mentioned is never called absent."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.presence import Presence, presence
from explorer.answers.rows import frame
from explorer.errors import one_of
from explorer.graph.index import JOIN, Index
from explorer.graph.select import Selection

BY_PARTY = [
    "id", "kind", "name", "events", "of", "first", "last", "first_event", "last_event", "streak", "gaps", "longest_gap",
    "roles", "role_changes", "presence", "sources",
]  # fmt: skip
BY_EVENT = ["id", "kind", "name", "start", "participants", "new", "back", "not_mentioned", "sources"]
BY = ("party", "event", "matrix")
LETTERS = {"member": "m", "participant": "p", "observer": "o", "guest": "g", "chair": "c", "co_chair": "c", "": "x"}
NOT_MENTIONED = "·"
LARGE = 200_000  # cells from which the matrix is kept sparse
NOTE = (
    "presence, an event a letter: m member, p participant, o observer, g guest, c chair, x no role given, "
    "· not mentioned in the record of an event that lists others (which does not say that it was absent)."
)


def attendance(
    index: Index, *, by: str = "party", body: str = "", role: str = "", **selection: Unpack[Selection]
) -> pd.DataFrame:
    """Return attendance by party, by event, or as a matrix.

    Only events whose record lists anyone count; `of` is their number; those without a date stand last. A gap
    is a run of them, between the first and the last presence of a party, that do not mention it.
    """
    one_of("attendance by", by, BY)
    there = presence(index, selection, role=role, body=body)
    if by == "matrix":
        return _matrix(index, there)
    if by == "event":
        return _by_event(index, there)
    table = _by_party(index, there)
    if len(table):
        table.attrs["notes"] = [NOTE]
    return table


def _by_party(index: Index, there: Presence) -> pd.DataFrame:
    roles, ids = index.column("role", "relations"), index.column("id", "relations")
    starts = [index.dates(event)[0] for event in there.events]
    dated = np.array([bool(start) for start in starts], dtype=bool)
    nowhere = np.full(len(there.events), NOT_MENTIONED, dtype="U1")
    order = np.argsort(there.party, kind="stable")
    party, event, rows = there.party[order], there.event[order], there.relation[order]
    at, ends = _runs(party, event)  # a party once at an event, whatever its roles there
    who, places, first_rows = party[at], event[at], rows[at]
    given = [roles[row] for row in rows.tolist()]
    letters = np.array([LETTERS.get(given[first], "x") for first in at.tolist()], dtype="U1")
    held = [
        given[first] if end == first + 1 else "+".join(sorted({role for role in given[first:end] if role}))
        for first, end in zip(at.tolist(), ends.tolist(), strict=True)
    ]
    made: list[dict[str, Any]] = []
    for one, end in zip(*(edge.tolist() for edge in _runs(who)), strict=True):
        row, here = int(who[one]), places[one:end]
        steps = np.diff(here)
        breaks = np.concatenate([[-1], np.flatnonzero(steps != 1), [len(steps)]])
        strip = nowhere.copy()
        strip[here] = letters[one:end]
        known = one + np.flatnonzero(dated[here])
        first, last = (int(known[0]), int(known[-1])) if len(known) else (one, end - 1)
        made.append(
            {
                "id": index.ids[row],
                "kind": index.kinds[row],
                "name": index.names[row],
                "events": len(here),
                "of": len(there.events),
                "first": starts[places[first]],
                "last": starts[places[last]],
                "first_event": there.events[places[first]],
                "last_event": there.events[places[last]],
                "streak": int(np.diff(breaks).max()),
                "gaps": int((steps > 1).sum()),
                "longest_gap": int(steps.max(initial=1)) - 1,
                "roles": JOIN.join(filter(None, dict.fromkeys(given[at[one] : ends[end - 1]]))),
                "role_changes": _changes(held[one:end], here.tolist(), starts),
                "presence": str(strip.view(f"U{len(strip)}")[0]),
                "sources": index.sources_of(ids[first_rows[first]], ids[first_rows[last]]),
            }
        )
    made.sort(key=lambda row: (-row["events"], row["first"] or "9999", row["name"], row["id"]))
    return frame(made, BY_PARTY)


def _runs(*columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each combination of values begins and ends, in columns sorted by them."""
    fresh = np.ones(len(columns[0]), dtype=bool)
    fresh[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    begin = np.flatnonzero(fresh)
    return begin, np.append(begin, len(fresh))[1:]


def _changes(held: list[str], places: list[int], starts: list[str]) -> str:
    said, before = [], ""
    for role, event in zip(held, places, strict=True):
        if role and role != before:
            if before:
                said.append(f"{before} → {role} ({starts[event] or 'undated'})")
            before = role
    return JOIN.join(said)


def _by_event(index: Index, there: Presence) -> pd.DataFrame:
    ids = index.column("id", "relations")
    groups: dict[int, dict[int, int]] = {}
    for party, event, relation in zip(there.party.tolist(), there.event.tolist(), there.relation.tolist(), strict=True):
        groups.setdefault(event, {}).setdefault(party, relation)
    seen: set[int] = set()
    before: set[int] = set()
    made = []
    for event in range(len(there.events)):
        here = groups.get(event, {})
        node = there.events[event]
        made.append(
            {
                "id": node,
                "kind": index.kind(node),
                "name": index.name(node),
                "start": index.dates(node)[0],
                "participants": len(here),
                "new": _named(index, set(here) - seen),
                "back": _named(index, (set(here) & seen) - before),
                "not_mentioned": _named(index, before - set(here)),
                "sources": index.sources_of(*dict.fromkeys(ids[relation] for relation in here.values())),
            }
        )
        seen |= set(here)
        before = set(here)
    return frame(made, BY_EVENT)


def _named(index: Index, rows: set[int]) -> str:
    return JOIN.join(sorted(index.names[row] for row in rows))


def _matrix(index: Index, there: Presence) -> pd.DataFrame:
    """Return the matrix: rows are parties (id, name), columns events (start, id); a cell is a role, "" where not
    mentioned, "present" where no role is given. From 200,000 cells on it is sparse."""
    roles = index.column("role", "relations")
    cells: dict[int, dict[int, str]] = {event: {} for event in range(len(there.events))}
    for party, event, relation in zip(there.party.tolist(), there.event.tolist(), there.relation.tolist(), strict=True):
        held = cells[event].get(party)
        role = roles[relation] or "present"
        cells[event][party] = role if held is None or held == role else f"{held}+{role}"
    parties = sorted(set(there.party.tolist()), key=lambda row: (index.names[row], index.ids[row]))
    place = {party: at for at, party in enumerate(parties)}
    sparse = len(parties) * len(there.events) > LARGE
    columns = []
    for event in range(len(there.events)):
        filled = sorted((place[party], role) for party, role in cells[event].items())
        dense = np.full(len(parties), "", dtype=object)
        dense[[at for at, _ in filled]] = [role for _, role in filled]
        columns.append(pd.Series(pd.arrays.SparseArray(dense, fill_value="") if sparse else dense))
    names = pd.MultiIndex.from_tuples(
        [(index.dates(event)[0], event) for event in there.events] or [], names=["start", "event"]
    )
    rows = pd.MultiIndex.from_tuples([(index.ids[p], index.names[p]) for p in parties] or [], names=["id", "name"])
    table = pd.concat(columns, axis=1) if columns else pd.DataFrame()
    table.columns, table.index = names, rows
    return table
