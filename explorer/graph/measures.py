"""Centrality over arrays: PageRank, eigenvector and betweenness of a weighted graph without direction.

A network here is the number of its nodes and three arrays: the ends of each line (each line once, no
loops) and its weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

EXACT_NODES = 5_000  # above this, betweenness is estimated
PIVOTS = 256


@dataclass(frozen=True, eq=False)
class Network:
    """A weighted graph without direction, parallel lines or loops."""

    nodes: int
    a: np.ndarray
    b: np.ndarray
    weight: np.ndarray

    @classmethod
    def simple(cls, nodes: int, source: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None) -> Network:
        """Join parallel relations into one line, of the sum of their weights or else of 1, and leave loops out.

        >>> Network.simple(3, np.array([0, 1, 1]), np.array([1, 0, 2])).degree.tolist()
        [1, 2, 1]
        >>> Network.simple(2, np.array([0, 1]), np.array([1, 0]), np.array([2.0, 0.5])).weight.tolist()
        [2.5]
        """
        low, high = np.minimum(source, target).astype(np.int64), np.maximum(source, target)
        apart = low != high
        key, line = np.unique((low * max(nodes, 1) + high)[apart], return_inverse=True)
        summed = np.ones(len(key)) if weight is None else np.bincount(line, weights=weight[apart], minlength=len(key))
        return cls(nodes, key // max(nodes, 1), key % max(nodes, 1), summed)

    @cached_property
    def here(self) -> np.ndarray:
        """One end of each line, every line in both directions, sorted."""
        return np.take(np.concatenate([self.a, self.b]), self._order)

    @cached_property
    def there(self) -> np.ndarray:
        """The other end."""
        return np.take(np.concatenate([self.b, self.a]), self._order)

    @cached_property
    def heavy(self) -> np.ndarray:
        """The weight."""
        return np.take(np.concatenate([self.weight, self.weight]), self._order)

    @cached_property
    def _order(self) -> np.ndarray:
        return np.lexsort((np.concatenate([self.b, self.a]), np.concatenate([self.a, self.b])))

    @cached_property
    def degree(self) -> np.ndarray:
        """Number of neighbours of each node."""
        summed: np.ndarray = np.bincount(self.here, minlength=self.nodes)
        return summed

    @cached_property
    def strength(self) -> np.ndarray:
        """Sum of the weights at each node."""
        summed: np.ndarray = np.bincount(self.here, weights=self.heavy, minlength=self.nodes)
        return summed

    def times(self, values: np.ndarray) -> np.ndarray:
        """Return, for each node, the weighted sum of the values of its neighbours."""
        summed: np.ndarray = np.bincount(self.here, weights=values[self.there] * self.heavy, minlength=self.nodes)
        return summed


def pagerank(net: Network) -> np.ndarray:
    """Return the share of time a walker spends at each node who now and then (0.15) starts anew anywhere.

    Brin and Page (1998). Nodes without neighbours send the walker anywhere.
    """
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(net.nodes))
    graph.add_edges_from(list(zip(net.here.tolist(), net.there.tolist(), net.heavy.tolist(), strict=True)))
    weigh = float if (net.heavy != 1).any() else None  # a call for each line is dear
    scores = rustworkx.pagerank(graph, weight_fn=weigh, tol=1e-11, max_iter=1_000) if net.nodes else {}
    return np.array([scores[node] for node in range(net.nodes)])


def eigenvector(net: Network, rounds: int = 40, tolerance: float = 1e-7) -> tuple[np.ndarray, bool]:
    """Return scores by which a node is central when its neighbours are, and whether the rounds sufficed.

    Bonacich (1987), by the method of Lanczos, begun anew every twenty steps from the best vector so far. Where
    several parts of the network tie for the first place, each keeps the share that even scores have in it.
    """
    if not len(net.a):
        return np.zeros(net.nodes), True
    score = np.full(net.nodes, 1.0 / np.sqrt(net.nodes))
    for _ in range(rounds):
        score, largest, rest = _lanczos(net, score)
        if rest <= tolerance * largest:
            return score, True
    return score, False


def _lanczos(net: Network, start: np.ndarray, steps: int = 20) -> tuple[np.ndarray, float, float]:
    """Return the best vector in reach of so many steps, its value, and how far it is from settled."""
    basis, across, beside = [start], [], []
    for _ in range(steps):
        moved = net.times(basis[-1])
        across.append(float(moved @ basis[-1]))
        for _ in range(2):  # once more: what rounding left over grows quickly
            for known in basis:
                moved -= (moved @ known) * known
        length = float(np.linalg.norm(moved))
        beside.append(length)
        if length < 1e-10 or len(basis) == net.nodes:
            break
        basis.append(moved / length)
    size = len(across)
    values, vectors = np.linalg.eigh(np.diag(across) + np.diag(beside[: size - 1], 1) + np.diag(beside[: size - 1], -1))
    best = np.abs(vectors[:, -1] @ np.array(basis[:size]))
    best /= np.linalg.norm(best)
    return best, float(values[-1]), beside[size - 1] * abs(float(vectors[-1, -1]))


def betweenness(net: Network, pivots: int | None = None, seed: int = 0) -> tuple[np.ndarray, int]:
    """Return the share of shortest chains that run through each node, and from how many nodes they were counted.

    Brandes (2001); every line is one step, whatever its weight. Up to 5,000 nodes all chains are counted;
    above, those from 256 nodes drawn with a seed (Brandes and Pich, 2007).
    """
    wanted = pivots or (net.nodes if net.nodes <= EXACT_NODES else PIVOTS)
    if wanted >= net.nodes:
        return _exact(net), net.nodes
    starts = np.sort(np.random.default_rng(seed).choice(net.nodes, size=wanted, replace=False))
    begin = np.zeros(net.nodes + 1, dtype=np.int64)
    np.cumsum(net.degree, out=begin[1:])
    total = np.zeros(net.nodes)
    for start in starts.tolist():
        if begin[start] != begin[start + 1]:
            total += _from(start, begin, net)
    pairs = (net.nodes - 1) * (net.nodes - 2)
    shares: np.ndarray = total / (pairs or 1) * (net.nodes / len(starts))
    return shares, len(starts)


def _exact(net: Network) -> np.ndarray:
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(net.nodes))
    graph.add_edges_from_no_data(list(zip(net.a.tolist(), net.b.tolist(), strict=True)))
    scores = rustworkx.betweenness_centrality(graph, normalized=True)
    return np.array([scores[node] for node in range(net.nodes)])


def _from(start: int, begin: np.ndarray, net: Network) -> np.ndarray:
    """Return how much of the shortest chains from `start` depends on each node, level by level."""
    distance = np.full(net.nodes, -1, dtype=np.int32)
    ways = np.zeros(net.nodes)
    distance[start], ways[start] = 0, 1.0
    level = np.array([start])
    levels: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    step = 0
    while len(level):
        step += 1
        counts = begin[level + 1] - begin[level]
        origin = np.repeat(level, counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        reached = net.there[np.repeat(begin[level], counts) + offsets]
        distance[reached[distance[reached] < 0]] = step
        onward = distance[reached] == step
        origin, reached = origin[onward], reached[onward]
        ways += np.bincount(reached, weights=ways[origin], minlength=net.nodes)
        levels.append((level, origin, reached))
        level = np.unique(reached)
    share = np.zeros(net.nodes)
    for _, origin, reached in reversed(levels):
        share += np.bincount(origin, weights=ways[origin] / ways[reached] * (1 + share[reached]), minlength=net.nodes)
    share[start] = 0
    return share
