"""The network that rank and groups look at: every relation as a line, or parties tied by the events they shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.answers.presence import presence
from explorer.answers.through import two_modes
from explorer.answers.ties import tied
from explorer.errors import OptionError
from explorer.graph.index import Index
from explorer.graph.measures import Network
from explorer.graph.options import Selection
from explorer.graph.select import chosen, kinds_named, words
from explorer.graph.weights import weights_of
from explorer.ontology import vocabulary

On = Literal["relations", "ties"]


@dataclass(frozen=True, eq=False)
class Chosen:
    """A network over `rows`, rows of the nodes table; node `n` of the network is `rows[n]`."""

    rows: np.ndarray
    net: Network
    notes: tuple[str, ...]
    source: np.ndarray
    target: np.ndarray


def network(index: Index, on: str, selection: Selection, through: str = "", weight: str = "") -> Chosen:
    """Return the network of the selection.

    `relations`: nodes of all kinds (or of those named) and a line wherever any relation joins two, weighing what
    `weight` names (see `weights_of`).
    `ties`: parties, and a line wherever two were at the same event (or share what `through` names), weighing
    1/(n-1) for each event of n.
    """
    nothing: tuple[str, ...] = ()
    about = _about(index, on, selection)
    if through and on != "ties":
        raise OptionError("through says what ties parties, so it belongs to on=ties (--on ties).")
    foreign = {*vocabulary().events, *vocabulary().parties}.isdisjoint(index.kinds) and not two_modes(index)
    if on == "ties" and not through and foreign:
        on, nothing = "relations", ("There are neither parties nor events here: relations were taken instead.",)
        about = _about(index, on, selection)
    if weight and on == "ties":
        raise OptionError(
            "weight is of relations, so it belongs to on=relations (--on relations); ties weigh by events."
        )
    heavy: Any = None
    if on != "ties":
        nodes, chosen_rows = chosen(index, **selection)
        rows = np.flatnonzero(chosen_rows) if chosen_rows.dtype == bool else chosen_rows
        source, target = index.source_rows[rows], index.target_rows[rows]
        heavy, told = weights_of(index, rows, weight)
        about = (*about, *told)
    else:
        there = presence(index, selection, through=through)
        about, nothing = there.notes or about, there.nothing
        source, target, _, heavy = tied(index, there)
        nodes = np.zeros(len(index.ids), dtype=bool)
        nodes[there.party] = True
    kept = np.flatnonzero(nodes)
    place = np.full(len(index.ids), -1)
    place[kept] = np.arange(len(kept))
    a, b = place[source], place[target]
    net = Network(len(kept), a, b, heavy) if on == "ties" else Network.simple(len(kept), a, b, heavy)
    return Chosen(kept, net, (*about, *nothing), a, b)


def _about(index: Index, on: str, selection: Any) -> tuple[str, ...]:
    if on == "ties":
        return ("Network: parties, tied by the events they shared, each event of n parties weighing 1/(n-1).",)
    kinds = kinds_named(selection.get("kinds", ""), index)
    if kinds and not words(selection.get("relations", "")) and set(kinds) <= set(vocabulary().parties):
        return ("Network: relations among parties only; events are left out by --kinds. Try --on ties.",)
    return ("Network: every relation of the selection is a line, direction left aside, parallel ones joined.",)
