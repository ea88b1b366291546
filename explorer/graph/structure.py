"""Measures of position: Burt's constraint, Gould and Fernandez' brokerage roles, Borgatti and Everett's core.

Over the arrays of a `Network`; brokerage takes lines with a direction. References: networkx, sna (R), and the search
over every possible core.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from explorer.graph.measures import Network

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
SWAPPED = 30  # nodes up to which two at a time are moved as well
STARTS = 20  # cores that are mended
SMALL = 12  # nodes up to which every core is tried


def constraint(net: Network) -> np.ndarray:
    """Return how much the contacts of each node are contacts of one another; nan without contacts.

    R. S. Burt, Structural Holes (1992); weights count. The sum over contacts j of (p_ij + Σ_q p_iq p_qj)², p being
    the share of a node's weight that goes to another.
    """
    share: list[dict[int, float]] = [{} for _ in range(net.nodes)]
    for here, there, heavy in zip(net.here.tolist(), net.there.tolist(), net.heavy.tolist(), strict=True):
        share[here][there] = heavy / net.strength[here] if net.strength[here] else 0.0
    made = np.full(net.nodes, np.nan)
    for node, own in enumerate(share):
        if own:
            made[node] = sum(
                (p + sum(q * share[via].get(other, 0.0) for via, q in own.items() if via != other)) ** 2
                for other, p in own.items()
            )
    return made


def brokerage(nodes: int, source: np.ndarray, target: np.ndarray, groups: list[str]) -> np.ndarray:
    """Return how often each node stands between two that are not joined themselves, by role: nodes × roles.

    R. V. Gould and R. M. Fernandez, "Structures of mediation", Sociological Methodology 19 (1989). On a way i → j → k
    without i → k, j is coordinator (all of one group), itinerant (i and k of one, j not), representative (i and j),
    gatekeeper (j and k) or liaison (three groups).

    >>> brokerage(3, np.array([0, 1]), np.array([1, 2]), ["a", "a", "b"])[1].tolist()
    [0, 0, 1, 0, 0]
    """
    after: list[set[int]] = [set() for _ in range(nodes)]
    before: list[set[int]] = [set() for _ in range(nodes)]
    for one, other in zip(source.tolist(), target.tolist(), strict=True):
        if one != other:
            after[one].add(other)
            before[other].add(one)
    made = np.zeros((nodes, len(ROLES)), dtype=np.int64)
    for node in range(nodes):
        for one in before[node]:
            for other in after[node] - after[one] - {one}:
                made[node, _role(groups[one], groups[node], groups[other])] += 1
    return made


def _role(one: str, here: str, other: str) -> int:
    if one == other:
        return 0 if here == one else 1
    return 2 if here == one else 3 if here == other else 4


def core(net: Network) -> tuple[np.ndarray, float]:
    """Return which nodes are the core, and how well the lines fit: every line within the core, none without it.

    S. P. Borgatti and M. G. Everett, "Models of core/periphery structures", Social Networks 21 (1999): the discrete
    model in which whoever has an end in the core is joined; fit is the correlation of what is with what should be.
    Up to 12 nodes every core is tried; above, those of the nodes with most neighbours, the best of them mended until no
    node can change sides and, up to 30 nodes, no two of them places.
    """
    joined = np.zeros((net.nodes, net.nodes), dtype=bool)
    joined[net.here, net.there] = True
    empty = np.zeros(net.nodes, dtype=bool)
    if net.nodes < 3 or not len(net.a):
        return empty, float("nan")
    if net.nodes <= SMALL:
        tried = [
            _mask(net.nodes, some) for size in range(1, net.nodes) for some in combinations(range(net.nodes), size)
        ]
        best = max(tried, key=lambda inside: (round(fit(joined, inside), 12), -int(inside.sum())))
        return best, fit(joined, best)
    order = np.lexsort((np.arange(net.nodes), -net.degree))
    sizes = range(1, net.nodes)
    starts = sorted(
        (_mask(net.nodes, order[:size]) for size in sizes), key=lambda inside: -round(fit(joined, inside), 12)
    )
    ended = [_mended(joined, inside) for inside in starts[:STARTS]]
    return max(ended, key=lambda end: round(end[1], 12))


def _mended(joined: np.ndarray, best: np.ndarray) -> tuple[np.ndarray, float]:
    """Return a core in which no node can change sides for a better fit, and no two of a small graph places."""
    moves: list[tuple[int, ...]] = [(node,) for node in range(len(best))]
    if len(best) <= SWAPPED:
        moves += combinations(range(len(best)), 2)
    found, moved = fit(joined, best), True
    while moved:
        moved = False
        for move in moves:
            other = best.copy()
            other[list(move)] ^= True
            if 0 < other.sum() < len(best) and (better := fit(joined, other)) > found + 1e-12:
                best, found, moved = other, better, True
    return best, found


def _mask(nodes: int, some: tuple[int, ...] | np.ndarray) -> np.ndarray:
    inside = np.zeros(nodes, dtype=bool)
    inside[list(some)] = True
    return inside


def fit(joined: np.ndarray, inside: np.ndarray) -> float:
    """Return the correlation of the lines with those of an ideal core, over all pairs; 0 where either never varies."""
    nodes, size = len(inside), int(inside.sum())
    pairs = nodes * (nodes - 1) / 2
    ideal = pairs - (nodes - size) * (nodes - size - 1) / 2
    lines = joined.sum() / 2
    both = lines - joined[~inside][:, ~inside].sum() / 2
    spread = ideal * (pairs - ideal) * lines * (pairs - lines)
    return float((pairs * both - ideal * lines) / np.sqrt(spread)) if spread > 0 else 0.0
