"""The network that rank and groups look at: every relation as a line, or parties tied by the events they shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.answers.presence import presence
from explorer.answers.ties import tied
from explorer.errors import one_of
from explorer.graph.index import Index
from explorer.graph.measures import Network
from explorer.graph.select import Selection, chosen, kinds_named, words
from explorer.ontology import vocabulary

NETWORKS = ("relations", "ties")


@dataclass(frozen=True, eq=False)
class Chosen:
    """A network over `rows`, rows of the nodes table; node `n` of the network is `rows[n]`."""

    rows: np.ndarray
    net: Network
    notes: tuple[str, ...]


def network(index: Index, on: str, selection: Selection) -> Chosen:
    """Return the network of the selection.

    `relations`: nodes of all kinds (or of those named) and a line wherever any relation joins two.
    `ties`: parties, and a line wherever two were at the same event, weighing 1/(n-1) for each event of n.
    """
    one_of("network", on, NETWORKS)
    if on != "ties":
        nodes, rows = chosen(index, **selection)
        source, target, weight = index.source_rows[rows], index.target_rows[rows], None
    else:
        there = presence(index, selection)
        source, target, _, weight = tied(index, there)
        nodes = np.zeros(len(index.ids), dtype=bool)
        nodes[there.party] = True
    kept = np.flatnonzero(nodes)
    place = np.full(len(index.ids), -1)
    place[kept] = np.arange(len(kept))
    a, b = place[source], place[target]
    net = Network.simple(len(kept), a, b) if weight is None else Network(len(kept), a, b, weight)
    return Chosen(kept, net, _about(index, on, selection))


def _about(index: Index, on: str, selection: Any) -> tuple[str, ...]:
    if on == "ties":
        return ("Network: parties, tied by the events they shared, each event of n parties weighing 1/(n-1).",)
    kinds = kinds_named(selection.get("kinds", ""), index)
    if kinds and not words(selection.get("relations", "")) and set(kinds) <= set(vocabulary().parties):
        return ("Network: relations among parties only; events are left out by --kinds. Try --on ties.",)
    return ("Network: every relation of the selection is a line, direction and number of relations left aside.",)
