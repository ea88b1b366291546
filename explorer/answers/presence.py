"""Who was at which event, in order of time: what attendance, ties, rank and groups are counted from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from explorer.answers.meetings import IMPLIED, in_time, of_body
from explorer.answers.through import Through, ends, inward, nothing, through_of
from explorer.facts.edtf import first_day, last_day
from explorer.graph.index import Index, Reads
from explorer.graph.options import Selection
from explorer.graph.select import chosen, kinds_named, relations_named
from explorer.ontology import vocabulary


@dataclass(frozen=True, eq=False)
class Presence:
    """One row for each party at each event, sorted by event (in order of time) and party.

    `index` is what the rest is to be read from. `party` are rows of the nodes table, `event` places in `events` (ids in
    order of time), `relation` rows of the relations table; `crowd` counts everyone present at each event, whatever
    the selection leaves out.
    """

    index: Index
    events: list[str]
    party: np.ndarray
    event: np.ndarray
    relation: np.ndarray
    crowd: np.ndarray
    timed: bool = True  # whether what is shared has its place in time, as events do
    notes: tuple[str, ...] = ()  # through what, where it is not events
    nothing: tuple[str, ...] = ()  # where nobody is: what was looked through, and what there is

    @cached_property
    def roles(self) -> list[str]:
        """In which role each row says that the party was there, "" where no role is told."""
        relations, roles = (self.index.column(name, "relations") for name in ("relation", "role"))
        return [roles[row] or IMPLIED.get(relations[row], "") for row in self.relation.tolist()]

    @cached_property
    def coded_roles(self) -> tuple[np.ndarray, list[str]]:
        """The role of each row as a place in a list of roles."""
        codes, names = pd.factorize(np.array(self.roles, dtype=object))
        return codes, list(names)

    def said(self, *rows: int) -> str:
        """Return the passages that say so of some rows."""
        ids = self.index.column("id", "relations")
        return self.index.sources_of(*(ids[self.relation[row]] for row in rows))

    @cached_property
    def member_from(self) -> dict[int, int]:
        """Party → the place of the first event after its first dated membership, or of its first presence before that.

        Who had not joined could not have been there: such cells of parties × events are no absence, nor chance.
        """
        first, found = self._first, {}
        starts, days = self.index.column("start", "relations"), [self.index.dates(event)[0] for event in self.events]
        for node, links in self.index.links("member_of").items() if self.timed else ():
            party = self.index.position.get(node, -1)
            since = min((first_day(starts[link.row]) for link in links if starts[link.row]), default="")
            if since and party in first:
                after = (place for place, day in enumerate(days) if not day or last_day(day) >= since)
                found[party] = min(first[party], next(after, len(days)))
        return found

    @cached_property
    def _first(self) -> dict[int, int]:
        parties, rows = np.unique(self.party, return_index=True)  # of each the first row, which is the first in time
        events = self.event[rows] if self.timed else np.zeros(len(rows), dtype=int)
        return dict(zip(parties.tolist(), events.tolist(), strict=True))

    @cached_property
    def joined(self) -> dict[int, int]:
        """Party → the place of the first event from which it is counted: its membership, else its first presence."""
        return {**self._first, **self.member_from}


def presence(
    index: Index,
    selection: Selection,
    *,
    role: str = "",
    body: str = "",
    kind: str = "",
    through: str = "",
    cited: bool = True,
) -> Presence:
    """Return who was at which of the selected events; with `cited` an engine brings back where both are said.

    Presence is any relation that says a party was there (`vocabulary().presence`: took part, hosted, chaired), or what
    `relations` names; `role` narrows it. Kinds of parties and of events are chosen
    apart: naming only `state` leaves all events in. `kind` narrows the parties; `through` the events, by kind
    or by the body they are sessions of, or puts other nodes in their place, by kind or by relation.
    """
    book = vocabulary()
    selection = dict(selection)  # type: ignore[assignment]
    looked = through_of(index, through, relations_named(selection.pop("relations", ""), index))
    counted = list(looked.relations)
    period = {key: selection.get(key, "") for key in ("since", "until")}
    cites: dict[str, Any] = {"cited_kinds": looked.kinds, "cited_relations": counted} if cited else {}
    reads = Reads(counted, **cites)
    if inward(looked):
        reads = Reads(inward=counted, beyond=() if "member_of" in counted else ("member_of",), **cites)
    asked, index = index, index.reading(looked.kinds, period, reads)
    kinds = kinds_named(selection.pop("kinds", ""), index)
    parties = [k for k in kinds if k in book.parties] or list(book.parties)
    if kind:
        parties = [k for k in kinds_named(kind, index) if k in parties or not looked.events]
    if named := [k for k in kinds if k in looked.kinds]:
        looked = replace(looked, kinds=tuple(named))
    inside: Any = {**selection, **({"kinds": [*parties, *looked.kinds]} if looked.events or kinds or kind else {})}
    nodes, rows = chosen(index, **inside)
    is_party, is_event = ends(index, looked, nodes, parties)
    if kind or kinds and not looked.events:
        is_party &= np.isin(np.array(index.kinds, dtype=object), parties)
    for named_body in (body, looked.body):
        if named_body:
            held = of_body(index, index.resolve(named_body))
            is_event &= np.array([node in held for node in index.ids], dtype=bool)
    present = np.ones(len(index.source_rows), dtype=bool)
    if counted:
        present = index.facts.relations["relation"].isin(counted).to_numpy(dtype=bool)
    source, target = _turned(index, looked, is_party, is_event)
    whole_party, whole_event = ends(index, looked, np.ones(len(index.ids), dtype=bool), list(book.parties))
    everyone = present if looked.events else present & whole_party[source] & whole_event[target]
    crowd = _crowd(index, source[everyone], target[everyone])
    rows = rows & present & is_party[source] & is_event[target]
    if role:
        relations = index.facts.relations
        implied = [relation for relation, meant in IMPLIED.items() if meant == role]
        told = (relations["role"] == role) | (relations["relation"].isin(implied) & (relations["role"] == ""))
        rows &= told.to_numpy(dtype=bool)
    there = _sorted(index, np.flatnonzero(rows), source, target, crowd)
    notes = (looked.note,) if looked.note else ()
    return replace(
        there, timed=looked.events, notes=notes, nothing=() if len(there.party) else tuple(nothing(asked, looked))
    )


def _turned(index: Index, looked: Through, party: np.ndarray, shared: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the nodes at the party's end and at the other end of every relation.

    Relations of the vocabulary lead one way; of others, and of graphs without direction, either end may be the party.
    """
    source, target = index.source_rows, index.target_rows
    if not inward(looked):
        return target, source
    known = set(looked.relations) and set(looked.relations) <= set(vocabulary().relations)
    if known or not (looked.modes or looked.kinds):
        return source, target
    swap = party[target] & shared[source] & ~(party[source] & shared[target])
    return np.where(swap, target, source), np.where(swap, source, target)


def _crowd(index: Index, source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the number of distinct parties at each node."""
    pairs = np.unique(target * np.int64(len(index.ids)) + source)
    return np.bincount(pairs // len(index.ids), minlength=len(index.ids)) if len(index.ids) else np.zeros(0, dtype=int)


def _sorted(index: Index, rows: np.ndarray, source: np.ndarray, target: np.ndarray, crowd: np.ndarray) -> Presence:
    at = np.unique(target[rows])
    order = sorted(at.tolist(), key=lambda row: in_time(index)(index.ids[row]))
    place = np.full(len(index.ids), -1)
    place[order] = np.arange(len(order))
    event, party = place[target[rows]], source[rows]
    by_event = np.lexsort((rows, party, event))
    return Presence(
        index, [index.ids[row] for row in order], party[by_event], event[by_event], rows[by_event], crowd[order]
    )


def noted(table: pd.DataFrame, there: Presence, *notes: str) -> pd.DataFrame:
    """Return an answer with what is to be said of it: through what, or, where it is empty, what was looked through."""
    if len(table):
        table.attrs["notes"] = [*there.notes, *notes]
    elif there.nothing:
        table.attrs["notes"] = table.attrs["nothing"] = list(there.nothing)
    return table
