"""Through what parties are tied: events, or whatever else two of them can share, by kind or by relation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from explorer.graph.index import Index
from explorer.graph.select import kinds_named, relations_named, words
from explorer.ontology import vocabulary

EVENTS = {"meetings", "workshops", "event", "events"}
BY_KIND = {"body": "member_of", "organisation": "member_of", "instrument": "party_to"}  # what a party shares one by
MODE = "bipartite"  # the attribute by which networkx tells the two modes of a graph
_NO_TIES = ("part_of", "located_in", "follows")  # nothing that two would be tied by
_SHOWN = 4  # sorts of relations that an empty answer names


@dataclass(frozen=True)
class Through:
    """What is shared (`kinds`), by which `relations`, or the sessions of a `body`; empty means any.

    `modes`: the two modes of a foreign graph are its parties and what they share. `note` says it in words.
    """

    kinds: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    body: str = ""
    modes: bool = False
    note: str = ""

    @property
    def events(self) -> bool:
        """Whether events are shared, as where nothing else is asked for."""
        return bool(self.kinds) and set(self.kinds) <= set(vocabulary().events)


def through_of(index: Index, through: str, relations: list[str]) -> Through:
    """Return what `through` names: kinds of events, a body, any other kind, or a relation.

    Nothing named means events; of a graph that has none but two modes, the modes.
    """
    book = vocabulary()
    events = tuple(book.events)
    named = words(through)
    if not named:
        if not relations and two_modes(index):
            note = "Tied through the two modes of the graph: nodes of its first mode by those of the second they share."
            return Through(modes=True, note=note)
        return Through(events, tuple(relations) or book.presence)
    own = set() if index.far else set(index.kinds)
    plurals = {kind.plural.casefold() for kind in book.kinds.values()} | {"party", "parties"}
    if set(named) <= {*events, *EVENTS}:
        return Through(tuple(kinds_named(through, index)), tuple(relations) or book.presence)
    if all(word in book.kinds or word in own or word.casefold() in plurals for word in named):
        kinds = tuple(kinds_named(through, None if index.far else index))
        by = tuple(dict.fromkeys(BY_KIND[kind] for kind in kinds if kind in BY_KIND))
        return _told(Through(kinds, tuple(relations) or by), through)
    known = set(book.relations) | (set() if index.far else set(index.facts.relations["relation"].unique().tolist()))
    if all(word in known or word.replace("-", "_").replace(" ", "_") in known for word in named):
        by = tuple(relations_named(through, None if index.far else index))
        return _told(Through((), by), through)
    return Through(events, tuple(relations) or book.presence, body=through)


def _told(made: Through, through: str) -> Through:
    by = f" ({', '.join(made.relations)})" if made.relations and made.kinds else ""
    note = f"Tied through {through}{by}: `events` counts what two share, each of n weighing 1/(n-1)."
    return Through(made.kinds, made.relations, note=note)


def two_modes(index: Index) -> bool:
    """Tell whether a foreign graph says of its nodes to which of two modes they belong."""
    if index.far or MODE not in index.facts.nodes.columns:
        return False
    return index.facts.nodes[MODE].replace("", None).nunique() == 2


def ends(index: Index, through: Through, nodes: np.ndarray, parties: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return which nodes are parties here and which are what they share, as masks over the nodes table.

    In a graph with kinds of its own, whatever stands at the other end is a party.
    """
    kind_of = np.array(index.kinds, dtype=object)
    if through.modes:
        mode = index.facts.nodes[MODE].to_numpy(dtype=object)
        first = sorted({value for value in mode.tolist() if value})[0]
        return nodes & (mode == first), nodes & (mode != first) & (mode != "")
    shared = nodes & np.isin(kind_of, through.kinds) if through.kinds else nodes.copy()
    own = not set(through.kinds) <= set(vocabulary().kinds) or not set(through.relations) <= set(vocabulary().relations)
    party = nodes & (~np.isin(kind_of, through.kinds) if own else np.isin(kind_of, parties))
    return party, shared


def inward(through: Through) -> bool:
    """Tell whether relations lead from parties to what they share; commitments lead to their parties."""
    book = vocabulary()
    known = [book.relations[name] for name in through.relations if name in book.relations]
    return not known or any(source in book.parties for relation in known for source, _ in relation.pairs)


def nothing(index: Index, through: Through) -> list[str]:
    """Say what was looked through in vain, and what there is instead."""
    if index.far:
        return []
    looked = ", ".join(through.relations) or "any relation"
    kinds = f" to {' or '.join(through.kinds)}" if through.kinds else ""
    counts: Counter[tuple[str, str, str]] = Counter()
    kind_of = np.array(index.kinds, dtype=object)
    names = index.facts.relations["relation"].tolist()
    sides = (kind_of[index.source_rows].tolist(), kind_of[index.target_rows].tolist())
    counts.update(zip(names, *sides, strict=True))
    there = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    if not there:
        return [f"Looked through {looked}{kinds}. These facts hold no relation at all."]
    told = "; ".join(f"{times:,} × {relation} ({a} → {b})" for (relation, a, b), times in there)
    hints = [f"Try --through {name}." for name in _instead(index, through, [sort for sort, _ in there])[:1]]
    direct = next((relation for (relation, a, b), _ in there if a == b and relation not in _NO_TIES), "")
    if direct:
        hints.append(f"{direct} ties its ends directly: neighbours, paths and rank tell of such ties.")
    return [" ".join([f"Looked through {looked}{kinds} in vain. There is: {told}.", *hints])]


def _instead(index: Index, through: Through, sorts: list[tuple[str, str, str]]) -> list[str]:
    """Return what else parties share, as `through` takes it: kinds, or relations of the graph's own."""
    book = vocabulary()
    relation_of = index.facts.relations["relation"].to_numpy(dtype=object)
    found = []
    for relation, source, target in sorts:
        by_kind = BY_KIND.get(target) == relation
        told = target if by_kind else relation
        asked = target in through.kinds if by_kind else relation in through.relations
        those = relation_of == relation
        shared = Counter(index.target_rows[those].tolist()).most_common(1)[0][1] > 1
        fits = source in book.parties or relation not in book.relations
        if fits and shared and not asked and relation not in _NO_TIES:
            found.append(told)
    return found
