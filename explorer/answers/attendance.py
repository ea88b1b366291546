"""Attendance: who was there when, how steadily, in which role.

Who is not mentioned is called absent only where the list of an event is known to be whole (`complete`).
"""

from __future__ import annotations

from typing import Any, Literal, Unpack

import numpy as np
import pandas as pd

from explorer.answers.presence import Presence, noted, presence
from explorer.answers.question import question
from explorer.answers.rows import TEXT, frame
from explorer.answers.through import through_of
from explorer.graph.index import JOIN, Index
from explorer.graph.options import Node, Role, Selection
from explorer.graph.select import relations_named

BY_PARTY = [
    "id", "kind", "name", "events", "of", "first", "last", "first_event", "last_event", "streak", "gaps", "longest_gap",
    "absent", "roles", "role_changes", "presence", "sources",
]  # fmt: skip
BY_EVENT = ["id", "kind", "name", "start", "participants", "new", "back", "not_mentioned", "absent", "sources"]
# In the order in which one letter is chosen where a party was there in several roles.
LETTERS = {"chair": "c", "co_chair": "c", "host": "h", "member": "m", "observer": "o", "guest": "g", "participant": "p",
           "": "x"}  # fmt: skip
ORDER = {role: place for place, role in enumerate(LETTERS)}
STANDING = ("member", "observer", "guest")  # roles that can change: `participant` only says that none is told
NOT_MENTIONED, ABSENT, NOT_JOINED = "·", "a", "-"
LONG = (
    20_000  # events from which each row's presence is packed at once: as a text of Python it takes three times as much
)
LARGE = 200_000  # cells from which the matrix is kept sparse
NOTE = (
    "presence, an event a letter: c chaired, h hosted, m member, o observer, g guest, p or x no role told, "
    "· not mentioned in the record of an event that lists others (which does not say that it was absent), "
    "- before it joined. `of` counts from its joining: its first dated membership in these facts, or an earlier "
    "presence."
)
WHOLE = "a absent: not on the list of an event whose list is known to be whole."


@question(
    100,
    shown="name events of first last streak presence sources; "
    "start name participants new back not_mentioned absent sources; "
    "start name participants new back not_mentioned sources",
    lists="roles role_changes new back not_mentioned absent",
)
def attendance(
    index: Index,
    *,
    by: Literal["party", "event", "matrix"] = "party",
    body: Node = "",
    through: Node = "",
    role: Role = "",
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Show who was there when, in which role, how steadily; not mentioned is not called absent.

    Only events whose record lists anyone count; `of` is their number from the party's joining on (its first dated
    membership, or its first presence before that); those without a date stand last. A change of role is one between
    member, observer and guest: `participant` says that the record does not tell which. A gap is a run of them, between
    the first and the last presence of a party, that do not mention it. `absent` counts the events, or names the
    parties, where the list is known to be whole and leaves a party out.

    by: party (first, last, streaks, gaps, role changes), event (who is new, back, not mentioned) or matrix
    body: only sessions of it or of a part of it
    through: as for ties: other nodes than events, by kind (organisation, instrument) or by relation
    role: only presence in this role: member, participant, observer, guest, host, chair, co_chair
    relations: what counts as presence; by default participated_in,hosted,chaired

    Example: explorer attendance --body "Ad Hoc Group" --kinds state
    """
    there: Presence
    shared = through_of(index, through, relations_named(selection.get("relations", "")))
    if index.far and by == "party" and shared.events:
        from explorer.answers.engine_presence import presence_on

        there = presence_on(index.far, selection, role=role, body=body, through=through)
    else:
        there = presence(index, selection, role=role, body=body, through=through, cited=by != "matrix")
    index = there.index
    if by == "matrix":
        return noted(_matrix(index, there), there)
    if by == "event":
        return noted(_by_event(index, there), there)
    told = (NOTE, WHOLE) if whole_lists(index, there).any() else (NOTE,)
    return noted(_by_party(index, there), there, *told)


def whole_lists(index: Index, there: Presence) -> np.ndarray:
    """Return which events have a list that is known to be whole."""
    complete = index.column("complete")
    return np.array([complete[index.position[event]] == "yes" for event in there.events], dtype=bool)


def _by_party(index: Index, there: Presence) -> pd.DataFrame:
    starts = [index.dates(event)[0] for event in there.events]
    dated = np.array([bool(start) for start in starts], dtype=bool)
    whole = whole_lists(index, there)
    nowhere = np.where(whole, ABSENT, NOT_MENTIONED)
    order = np.argsort(there.party, kind="stable")
    codes, roles = there.coded_roles
    party, event, codes = there.party[order], there.event[order], codes[order]
    at, ends = _runs(party, event)  # a party once at an event, whatever its roles there
    who, places = party[at], event[at]
    ranks = np.array([ORDER.get(role, len(ORDER)) for role in roles], dtype=int)
    signs = np.array([*LETTERS.values(), "x"], dtype="U1")
    letters = signs[np.minimum.reduceat(ranks[codes], at)] if len(at) else signs[:0]
    bits = np.array([1 << STANDING.index(role) if role in STANDING else 0 for role in roles], dtype=int)
    held = np.bitwise_or.reduceat(bits[codes], at) if len(at) else bits[:0]
    made: list[dict[str, Any]] = []
    for one, end in zip(*(edge.tolist() for edge in _runs(who)), strict=True):
        row, here = int(who[one]), places[one:end]
        steps = np.diff(here)
        breaks = np.concatenate([[-1], np.flatnonzero(steps != 1), [len(steps)]])
        strip = nowhere.copy()
        joined = there.joined[row]
        strip[:joined] = NOT_JOINED
        strip[here] = letters[one:end]
        known = one + np.flatnonzero(dated[here])
        first, last = (int(known[0]), int(known[-1])) if len(known) else (one, end - 1)
        text = str(strip.view(f"U{len(strip)}")[0])
        seen, when = np.unique(codes[at[one] : ends[end - 1]], return_index=True)
        made.append(
            {
                "id": index.ids[row],
                "kind": index.kinds[row],
                "name": index.names[row],
                "events": len(here),
                "of": len(there.events) - joined,
                "first": starts[places[first]],
                "last": starts[places[last]],
                "first_event": there.events[places[first]],
                "last_event": there.events[places[last]],
                "streak": int(np.diff(breaks).max()),
                "gaps": int((steps > 1).sum()),
                "longest_gap": int(steps.max(initial=1)) - 1,
                "absent": int(whole[joined:].sum() - whole[here].sum()),
                "roles": JOIN.join(filter(None, (roles[code] for code in seen[np.argsort(when)].tolist()))),
                "role_changes": _changes(held[one:end].tolist(), here.tolist(), starts),
                "presence": text if len(text) < LONG else pd.array([text], dtype=TEXT),
                "sources": there.said(order[at[first]], order[at[last]]),
            }
        )
    made.sort(key=lambda row: (-row["events"], row["first"] or "9999", row["name"], row["id"]))
    return frame(made, BY_PARTY if whole.any() else [name for name in BY_PARTY if name != "absent"])


def _runs(*columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each combination of values begins and ends, in columns sorted by them."""
    fresh = np.ones(len(columns[0]), dtype=bool)
    fresh[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    begin = np.flatnonzero(fresh)
    return begin, np.append(begin, len(fresh))[1:]


def _changes(held: list[int], places: list[int], starts: list[str]) -> str:
    said, before = [], 0
    for roles, event in zip(held, places, strict=True):
        if roles and roles != before:
            if before:
                said.append(f"{_standing(before)} → {_standing(roles)} ({starts[event] or 'undated'})")
            before = roles
    return JOIN.join(said)


def _standing(roles: int) -> str:
    return "+".join(sorted(role for at, role in enumerate(STANDING) if roles >> at & 1))


def _by_event(index: Index, there: Presence) -> pd.DataFrame:
    ids = index.column("id", "relations")
    groups: dict[int, dict[int, int]] = {}
    for party, event, relation in zip(there.party.tolist(), there.event.tolist(), there.relation.tolist(), strict=True):
        groups.setdefault(event, {}).setdefault(party, relation)
    whole, everyone = whole_lists(index, there), set(there.party.tolist())
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
                "not_mentioned": "" if whole[event] else _named(index, before - set(here)),
                "absent": _named(index, everyone - set(here)) if whole[event] else "",
                "sources": index.sources_of(*dict.fromkeys(ids[relation] for relation in here.values())),
            }
        )
        seen |= set(here)
        before = set(here)
    return frame(made, BY_EVENT if whole.any() else [name for name in BY_EVENT if name != "absent"])


def _named(index: Index, rows: set[int]) -> str:
    return JOIN.join(sorted(index.names[row] for row in rows))


def _matrix(index: Index, there: Presence) -> pd.DataFrame:
    """Return the matrix: rows are parties (id, name), columns events (start, id); a cell is a role, "present" where no
    role is given, "" where not mentioned, "absent" where the list is whole. From 200,000 cells on it is sparse."""
    cells: dict[int, dict[int, str]] = {event: {} for event in range(len(there.events))}
    for party, event, told in zip(there.party.tolist(), there.event.tolist(), there.roles, strict=True):
        held = cells[event].get(party)
        role = told or "present"
        cells[event][party] = role if held is None or held == role else f"{held}+{role}"
    parties = sorted(set(there.party.tolist()), key=lambda row: (index.names[row], index.ids[row]))
    place = {party: at for at, party in enumerate(parties)}
    sparse = len(parties) * len(there.events) > LARGE
    columns, whole = [], whole_lists(index, there)
    for event in range(len(there.events)):
        filled = sorted((place[party], role) for party, role in cells[event].items())
        dense = np.full(len(parties), "absent" if whole[event] else "", dtype=object)
        dense[[at for at, _ in filled]] = [role for _, role in filled]
        columns.append(pd.Series(pd.arrays.SparseArray(dense, fill_value="") if sparse else dense))
    names = pd.MultiIndex.from_tuples(
        [(index.dates(event)[0], event) for event in there.events] or [], names=["start", "event"]
    )
    rows = pd.MultiIndex.from_tuples([(index.ids[p], index.names[p]) for p in parties] or [], names=["id", "name"])
    table = pd.concat(columns, axis=1) if columns else pd.DataFrame()
    table.columns, table.index = names, rows
    return table
