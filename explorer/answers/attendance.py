"""Attendance: who was there when, how steadily, in which role. Who is not mentioned is never called absent."""

from __future__ import annotations

from itertools import groupby
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
    one_of("attendance by", by, ("party", "event", "matrix"))
    there = presence(index, selection, role=role, body=body)
    if by == "matrix":
        return _matrix(index, there)
    if by == "event":
        return _by_event(index, there)
    table = _by_party(index, there)
    if len(table):
        table.attrs["notes"] = [NOTE]
    return table


def _stays(there: Presence) -> dict[int, list[tuple[int, int]]]:
    """Return party → (place of the event, relation) in order of time."""
    found: dict[int, list[tuple[int, int]]] = {}
    columns = (there.party.tolist(), there.event.tolist(), there.relation.tolist())
    for party, event, relation in zip(*columns, strict=True):
        found.setdefault(party, []).append((event, relation))
    return found


def _by_party(index: Index, there: Presence) -> pd.DataFrame:
    roles, ids = index.column("role", "relations"), index.column("id", "relations")
    starts = [index.dates(event)[0] for event in there.events]
    made: list[dict[str, Any]] = []
    for party, stays in _stays(there).items():
        at: dict[int, list[str]] = {}
        at_event = dict(reversed(stays))
        for event, relation in stays:
            at.setdefault(event, []).append(roles[relation])
        places = list(at)
        steps = [later - earlier for earlier, later in zip(places[:-1], places[1:], strict=True)]
        runs = [len(list(run)) for together, run in groupby(steps, key=lambda step: step == 1) if together]
        strip = [NOT_MENTIONED] * len(there.events)
        for event, held in at.items():
            strip[event] = LETTERS.get(held[0], "x")
        dated = [event for event in places if starts[event]] or places
        made.append(
            {
                "id": index.ids[party],
                "kind": index.kinds[party],
                "name": index.names[party],
                "events": len(places),
                "of": len(there.events),
                "first": starts[dated[0]],
                "last": starts[dated[-1]],
                "first_event": there.events[dated[0]],
                "last_event": there.events[dated[-1]],
                "streak": max(runs, default=0) + 1,
                "gaps": sum(step > 1 for step in steps),
                "longest_gap": max(steps, default=1) - 1,
                "roles": JOIN.join(dict.fromkeys(role for held in at.values() for role in held if role)),
                "role_changes": _changes(at, starts),
                "presence": "".join(strip),
                "sources": index.sources_of(*(ids[at_event[dated[end]]] for end in (0, -1))),
            }
        )
    made.sort(key=lambda row: (-row["events"], row["first"] or "9999", row["name"], row["id"]))
    return frame(made, BY_PARTY)


def _changes(at: dict[int, list[str]], starts: list[str]) -> str:
    said, before = [], ""
    for event, held in at.items():
        role = "+".join(sorted({role for role in held if role}))
        if role and before and role != before:
            said.append(f"{before} → {role} ({starts[event] or 'undated'})")
        before = role or before
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
