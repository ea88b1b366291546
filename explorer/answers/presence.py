"""Who was at which event, in order of time: what attendance, ties, rank and groups are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.answers.meetings import in_time, of_body
from explorer.errors import one_of
from explorer.graph.index import Index
from explorer.graph.select import Selection, chosen, kinds_named, relations_named, words
from explorer.ontology import vocabulary


@dataclass(frozen=True, eq=False)
class Presence:
    """One row for each party at each event, sorted by event (in order of time) and party.

    `party` are rows of the nodes table, `event` places in `events` (ids in order of time), `relation` rows
    of the relations table; `crowd` counts everyone present at each event, whatever the selection leaves out.
    """

    events: list[str]
    party: np.ndarray
    event: np.ndarray
    relation: np.ndarray
    crowd: np.ndarray


def presence(
    index: Index, selection: Selection, *, role: str = "", body: str = "", kind: str = "", through: str = ""
) -> Presence:
    """Return who was at which of the selected events.

    Presence is `participated_in`, or what `relations` names. Kinds of parties and of events are chosen
    apart: naming only `state` leaves all events in. `kind` narrows the parties; `through` the events, by kind
    or by the body they are sessions of.
    """
    book = vocabulary()
    selection = dict(selection)  # type: ignore[assignment]
    counted = relations_named(selection.pop("relations", ""), index) or ["participated_in"]
    one_of("role", role, book.roles)
    kinds = kinds_named(selection.pop("kinds", ""), index)
    parties = [k for k in kinds if k in book.parties] or list(book.parties)
    events = [k for k in kinds if k in book.events] or list(book.events)
    if kind:
        parties = [k for k in kinds_named(kind, index) if k in parties]
    if through and set(words(through)) <= {*book.events, "meetings", "workshops", "event", "events"}:
        events = [k for k in kinds_named(through, index) if k in events]
        through = ""
    inside: Any = {**selection, "kinds": [*parties, *events]}
    nodes, rows = chosen(index, **inside)
    kind_of = np.array(index.kinds, dtype=object)
    is_party = nodes & np.isin(kind_of, parties)
    is_event = nodes & np.isin(kind_of, events)
    for named in (body, through):
        if named:
            held = of_body(index, index.resolve(named))
            is_event &= np.array([node in held for node in index.ids], dtype=bool)
    present = index.facts.relations["relation"].isin(counted).to_numpy(dtype=bool)
    crowd = _crowd(index, np.flatnonzero(present))
    rows = rows & present & is_party[index.source_rows] & is_event[index.target_rows]
    if role:
        rows &= (index.facts.relations["role"] == role).to_numpy(dtype=bool)
    return _sorted(index, np.flatnonzero(rows), crowd)


def _crowd(index: Index, rows: np.ndarray) -> np.ndarray:
    """Return the number of distinct parties at each node."""
    pairs = np.unique(index.target_rows[rows] * np.int64(len(index.ids)) + index.source_rows[rows])
    return np.bincount(pairs // len(index.ids), minlength=len(index.ids)) if len(index.ids) else np.zeros(0, dtype=int)


def _sorted(index: Index, rows: np.ndarray, crowd: np.ndarray) -> Presence:
    at = np.unique(index.target_rows[rows])
    order = sorted(at.tolist(), key=lambda row: in_time(index)(index.ids[row]))
    place = np.full(len(index.ids), -1)
    place[order] = np.arange(len(order))
    event, party = place[index.target_rows[rows]], index.source_rows[rows]
    by_event = np.lexsort((rows, party, event))
    return Presence([index.ids[row] for row in order], party[by_event], event[by_event], rows[by_event], crowd[order])
