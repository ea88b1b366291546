"""Ties: who met whom, how often, from when to when, and how closely.

Each shared event adds 1 to `events` and 1/(n-1) to `weight`, where n is everyone present: a workshop of five
ties its parties more closely than a plenary of fifty (M. E. J. Newman, "Scientific collaboration networks. II",
Physical Review E 64, 016132, 2001).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Unpack

import numpy as np
import pandas as pd

from explorer.answers.chance import with_chance
from explorer.answers.presence import Presence, noted, presence
from explorer.answers.question import question
from explorer.answers.rows import frame, typed
from explorer.answers.through import through_of
from explorer.errors import OptionError
from explorer.graph.index import Index
from explorer.graph.options import Node, Role, Selection
from explorer.graph.select import relations_named

EACH = ["a", "a_name", "b", "b_name", "event", "event_name", "start", "crowd", "weight", "sources"]
BY_YEAR = ["year", "a", "a_name", "b", "b_name", "events", "weight", "sources"]
MOST_PAIRS = 40_000_000
COUNTED = (
    "Events shared are counted, not tested: who comes often meets often. --chance sdsm tells what chance would have."
)
DENSE = 16_000_000  # pairs of parties up to which counting into one array beats sorting


@dataclass(frozen=True, eq=False)
class Meetings:
    """Every meeting of two parties: rows of the nodes table (`a` < `b`), place of the event, presence rows of both."""

    a: np.ndarray
    b: np.ndarray
    event: np.ndarray
    left: np.ndarray
    right: np.ndarray


@question(
    110,
    shown="a_name b_name events weight first last sources; "
    "start a_name b_name event_name crowd weight sources; "
    "year a_name b_name events weight sources",
)
def ties(
    index: Index,
    *,
    party: Node = "",
    through: Node = "",
    role: Role = "",
    by: Literal["pair", "year", "event"] = "pair",
    at_least: int = 1,
    chance: Literal["", "sdsm", "fdsm"] = "",
    seed: int = 0,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Show who met whom: pairs of parties, how often, from when to when, weighted by the size of the events.

    With `chance` each pair has `expected` events, `lift` (events over expected), `p_more` and `p_less` (the chances of
    so many or more, or fewer) and `q` (`p_more` corrected for the number of pairs): see `explorer.answers.chance`.
    `sources` of a pair are those of the first and the last event they shared (in that year); `by="event"` has all.

    party: only pairs with this party
    through: meeting, workshop, sessions of a body by its name; any other kind (organisation, instrument) or a relation
    role: only presence in this role: member, participant, observer, guest, host, chair, co_chair
    by: a row for each pair, each pair and year, or each pair and event (with all its sources)
    at_least: only pairs that shared this many events
    chance: also what chance would have; sdsm keeps how often each came and event sizes on average, fdsm exactly
    seed: another seed draws other matrices for fdsm

    Example: explorer ties --kind state --at-least 2
    """
    if chance and by != "pair":
        raise OptionError(f"chance is told of pairs, not by {by}. Leave out one of the two.")
    if (
        index.far
        and by != "event"
        and not chance
        and through_of(index, through, relations_named(selection.get("relations", ""))).events
    ):
        from explorer.answers.engine_ties import ties_on

        table = ties_on(index.far, party=party, through=through, role=role, by=by, at_least=at_least, **selection)
        table.attrs["notes"] = [COUNTED] if by == "pair" and len(table) else []
        return table
    there = presence(index, selection, role=role, through=through)
    index = there.index
    met = pairs(there, index.position.get(index.resolve(party), -1) if party else None)
    if by == "event":
        table = _each(index, there, met)
    elif by == "year":
        years = np.array([(index.dates(event)[0] or "????")[:4] for event in there.events], dtype=object)
        table = _by_year(index, there, met, years, at_least)
    else:
        table = _pairs(index, there, met, at_least)
    if chance:
        table = with_chance(there, table, chance, seed)
    elif by == "pair":
        table.attrs["notes"] = [COUNTED] if len(table) else []
    return noted(table, there, *table.attrs.get("notes", ()))


def pairs(there: Presence, party: int | None = None) -> Meetings:
    """Return every meeting of two parties (or of one party with others), in order of time."""
    first = np.ones(len(there.party), dtype=bool)  # a party counts once at an event, in whatever roles
    first[1:] = (there.party[1:] != there.party[:-1]) | (there.event[1:] != there.event[:-1])
    rows = np.flatnonzero(first)
    parties, events = there.party[rows], there.event[rows]
    end = np.searchsorted(events, events, side="right")
    counts = end - np.arange(len(rows)) - 1
    if party is not None:
        begin = np.searchsorted(events, events, side="left")
        counts = np.where(parties == party, end - begin, 0)
    if int(counts.sum()) > MOST_PAIRS:
        raise OptionError(f"That makes {int(counts.sum()):,} meetings of two parties, more than {MOST_PAIRS:,}. Narrow it down with party, through, kinds, since or until.")  # fmt: skip # noqa: E501
    left = np.repeat(np.arange(len(rows)), counts)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    right = (np.repeat(begin, counts) if party is not None else left + 1) + offset
    if party is not None:
        left, right = left[left != right], right[left != right]
    swap = parties[left] > parties[right]
    left, right = np.where(swap, right, left), np.where(swap, left, right)
    return Meetings(parties[left], parties[right], events[left], rows[left], rows[right])


def tied(index: Index, there: Presence) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the ends (rows of the nodes table), the number of events and the weight of every tie."""
    met = pairs(there)
    first, _, counts, weights = _counted(met, _weights(there, met), len(index.ids))
    return met.a[first], met.b[first], counts, weights


def _weights(there: Presence, met: Meetings) -> np.ndarray:
    return np.take(1.0 / np.maximum(there.crowd - 1, 1), met.event)


def _counted(met: Meetings, weights: np.ndarray, nodes: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return, for each pair in order, the place of its first and its last meeting, their number and their weight."""
    present = np.zeros(nodes, dtype=bool)
    present[met.a] = True
    present[met.b] = True
    parties = int(present.sum())
    code = np.cumsum(present) - 1
    key = code[met.a] * np.int64(parties) + code[met.b]
    if parties**2 > DENSE:
        order = np.argsort(key, kind="stable")  # meetings stay in order of time inside a pair
        begin = _begin(key[order])
        counts = np.diff(np.append(begin, len(key)))
        return order[begin], order[begin + counts - 1], counts, _sums(weights[order], begin)
    counts = np.bincount(key, minlength=parties**2)
    pair = np.flatnonzero(counts)
    place, first, last = np.arange(len(key)), np.zeros(parties**2, dtype=np.int64), np.zeros(parties**2, dtype=np.int64)
    first[key[::-1]] = place[::-1]
    last[key] = place
    summed = np.bincount(key, weights=weights, minlength=parties**2).astype(float, copy=False)  # int where empty
    return first[pair], last[pair], counts[pair], summed[pair]


def _begin(key: np.ndarray) -> np.ndarray:
    fresh = np.ones(len(key), dtype=bool)
    fresh[1:] = key[1:] != key[:-1]
    return np.flatnonzero(fresh)


def _sums(values: np.ndarray, begin: np.ndarray) -> np.ndarray:
    return np.add.reduceat(values, begin) if len(begin) else np.zeros(0)


def _pairs(index: Index, there: Presence, met: Meetings, at_least: int) -> pd.DataFrame:
    first, last, counts, weights = _counted(met, _weights(there, met), len(index.ids))
    ranked = np.lexsort((met.b[first], met.a[first], -np.round(weights, 12), -counts))
    ranked = ranked[counts[ranked] >= at_least]
    first, last, counts, weights = first[ranked], last[ranked], counts[ranked], weights[ranked]
    names, ids = np.array(index.names, dtype=object), np.array(index.ids, dtype=object)
    events = np.array(there.events, dtype=object)
    starts = np.array([index.dates(event)[0] for event in there.events], dtype=object)
    said = _said(index, there)
    told = [said(*four) for four in zip(*(side[rows].tolist() for rows in (first, last)
                                         for side in (met.left, met.right)), strict=True)]  # fmt: skip
    columns = {
        "a": ids[met.a[first]],
        "a_name": names[met.a[first]],
        "b": ids[met.b[first]],
        "b_name": names[met.b[first]],
        "events": counts,
        "weight": np.round(weights, 6),
        "first": starts[met.event[first]],
        "last": starts[met.event[last]],
        "first_event": events[met.event[first]],
        "last_event": events[met.event[last]],
        "sources": np.array(told, dtype=object),
    }
    return typed(columns)


def _said(index: Index, there: Presence):  # type: ignore[no-untyped-def]
    ids = index.column("id", "relations")
    cited = [index.sources.get(ids[relation], "") for relation in there.relation.tolist()]

    def said(*rows: int) -> str:
        found = {cited[row] for row in rows}
        if len(found) == 1:
            return found.pop()
        return "|".join(dict.fromkeys(p for row in rows for p in cited[row].split("|") if p))

    return said


def _each(index: Index, there: Presence, met: Meetings) -> pd.DataFrame:
    said = _said(index, there)
    weights = np.round(_weights(there, met), 6).tolist()
    made = [
        {
            "a": index.ids[a], "a_name": index.names[a], "b": index.ids[b], "b_name": index.names[b],
            "event": there.events[event], "event_name": index.name(there.events[event]),
            "start": index.dates(there.events[event])[0], "crowd": int(there.crowd[event]), "weight": weight,
            "sources": said(left, right),
        }
        for a, b, event, left, right, weight in zip(met.a.tolist(), met.b.tolist(), met.event.tolist(),
                                                    met.left.tolist(), met.right.tolist(), weights, strict=True)
    ]  # fmt: skip
    return frame(made, EACH)


def _by_year(index: Index, there: Presence, met: Meetings, years: np.ndarray, at_least: int) -> pd.DataFrame:
    nodes = np.int64(max(len(index.ids), 1))
    names, year = np.unique(years.astype(str), return_inverse=True)
    key = (year[met.event] * nodes + met.a) * nodes + met.b if len(met.a) else np.zeros(0, dtype=np.int64)
    order = np.argsort(key, kind="stable")
    begin = _begin(key[order])
    counts = np.diff(np.append(begin, len(key)))
    weights = _sums(_weights(there, met)[order], begin)
    said = _said(index, there)
    made = [
        {
            "year": str(names[year[met.event[at]]]), "a": index.ids[met.a[at]], "a_name": index.names[met.a[at]],
            "b": index.ids[met.b[at]], "b_name": index.names[met.b[at]], "events": int(count),
            "weight": round(float(weight), 6),
            "sources": said(*(int(side[end]) for end in (at, last) for side in (met.left, met.right))),
        }
        for at, last, count, weight in zip(order[begin].tolist(), order[begin + counts - 1].tolist(), counts.tolist(),
                                           weights.tolist(), strict=True)
        if count >= at_least
    ]  # fmt: skip
    made.sort(key=lambda r: (r["year"], -r["events"], -r["weight"], r["a"], r["b"]))
    numbers: dict[str, type] = {"events": int, "weight": float}
    return typed({name: np.array([row[name] for row in made], dtype=numbers[name]) if name in numbers
                  else [row[name] for row in made] for name in BY_YEAR})  # fmt: skip
