"""Chains between two nodes: the shortest, and the most telling, found from both ends at once.

A chain costs the sum, over its inner nodes, of log2(number of neighbours): the bits it takes to say which
way it leaves each of them. A chain through a plenary that everybody attended says little and costs much;
one through a small workshop says more and costs less. The measure discounts hubs by degree, as Adamic and Adar
(2003, "Friends and neighbors on the Web", Social Networks 25) weigh shared neighbours by 1 / log(degree).

No step of a chain can be skipped: no node of it stands directly beside a later one, but for its two ends.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count as counting

import numpy as np

from explorer.graph.adjacency import Adjacency

Fits = Callable[[tuple[int, ...]], bool]
FAR = 30  # beyond so many steps only the cheapest of the shortest chains is told
LIMIT = 200_000  # partial chains looked at before the search gives up and says so


@dataclass(frozen=True, slots=True)
class Chain:
    """A way from one node to another (rows of the nodes table), no node twice, and what it costs in bits."""

    nodes: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Found:
    """Chains, the shortest first; the length of the shortest (None: there is none); whether a cap was met."""

    chains: tuple[Chain, ...]
    distance: int | None
    capped: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    """Cheapest walks of one length: the nodes they reach, in order, and for every node what lies between costs.

    `costs` is infinite where no such walk leads.
    """

    nodes: np.ndarray
    costs: np.ndarray


def distance(pairs: Adjacency, a: int, b: int, banned: np.ndarray | None = None, most: int | None = None) -> int | None:
    """Return the number of steps from `a` to `b`, walking from both ends; None beyond `most` or when there is no way.

    >>> distance(Adjacency.of(4, np.array([0, 1, 2]), np.array([1, 2, 3])), 0, 3)
    3
    """
    if a == b:
        return 0
    side = np.zeros(len(pairs.begin) - 1, dtype=np.int8)
    if banned is not None:
        side[banned] = 3
    side[a], side[b] = 1, 2
    frontiers = {1: np.array([a]), 2: np.array([b])}
    steps = 0
    while len(frontiers[1]) and len(frontiers[2]) and (most is None or steps < most):
        steps += 1
        here = 1 if len(frontiers[1]) <= len(frontiers[2]) else 2
        _, reached = pairs.spread(frontiers[here])
        met = side[reached]
        if (met == 3 - here).any():
            return steps
        fresh = reached[met == 0]
        side[fresh] = here
        frontiers[here] = np.unique(fresh)
    return None


def chains(
    pairs: Adjacency,
    a: int,
    b: int,
    *,
    count: int = 3,
    steps: int = 0,
    banned: np.ndarray | None = None,
    fits: Fits | None = None,
) -> Found:
    """Return up to `count` chains from `a` to `b` of at most `steps` steps (0: two more than the shortest).

    First the cheapest of the shortest, then the cheapest of all; of nodes more than 30 steps apart only the
    first. `banned` are nodes to avoid; `fits` may
    refuse a finished chain (a tuple of nodes).
    """
    shortest = distance(pairs, a, b, banned, steps or None)
    if shortest is None or shortest == 0:
        return Found((), shortest, False)
    most = steps or (shortest if count == 1 and fits is None else shortest + 2)
    weight = np.log2(np.maximum(pairs.degree, 1))
    if shortest > FAR:
        return Found((_far(pairs, a, b, shortest, weight, banned),), shortest, False)
    slack = most - shortest
    forward = _layers(pairs, a, b, (most + 1) // 2, slack, weight, banned)
    backward = _layers(pairs, b, a, most // 2, slack, weight, banned)
    search = _Search(pairs, a, b, weight, forward, backward)
    first, capped = search.cheapest([shortest], 1, fits)
    rest, capped_too = search.cheapest(range(shortest, most + 1), count, fits) if len(first) < count else ([], False)
    chosen = (first + [chain for chain in rest if chain not in first])[:count]
    return Found(tuple(chosen), shortest, capped or capped_too)


def _far(pairs: Adjacency, a: int, b: int, shortest: int, weight: np.ndarray, banned: np.ndarray | None) -> Chain:
    """Return the cheapest of the shortest chains, walking back through the layers that lead to `b`."""
    layers = _layers(pairs, a, b, shortest, 0, weight, banned)
    path, cost = [b], float(layers[-1].costs[b])
    for layer in layers[-2::-1]:
        beside = pairs.beside(path[-1])
        costs = layer.costs[beside] + weight[beside]
        path.append(int(beside[np.argmin(costs)]))
    return Chain(tuple(reversed(path)), cost)


def _layers(
    pairs: Adjacency, start: int, goal: int, most: int, slack: int, weight: np.ndarray, banned: np.ndarray | None
) -> list[_Layer]:
    """Return, for 0 … `most` steps, the cheapest walks from `start` that a chain can still begin with.

    On a chain with `slack` steps to spare no node comes more than `slack` steps later than it could.
    """
    first_seen = np.full(len(pairs.begin) - 1, -1, dtype=np.int32)
    if banned is not None:
        first_seen[banned] = np.iinfo(np.int32).min // 2
    first_seen[start] = np.iinfo(np.int32).min // 2
    nothing = np.full(len(first_seen), np.inf)
    nodes, costs = np.array([start]), nothing.copy()
    costs[start] = 0.0
    layers = [_Layer(nodes, costs)]
    for step in range(1, most + 1):
        going = nodes[nodes != goal]
        leaving = costs[going] + weight[going] if step > 1 else costs[going]
        origin, reached = pairs.spread(going)
        seen = first_seen[reached]
        first_seen[reached[seen == -1]] = step
        kept = (seen == -1) | (seen >= step - slack)
        reached, costs = reached[kept], nothing.copy()
        np.minimum.at(costs, reached, leaving[origin[kept]])
        nodes = np.flatnonzero(costs < np.inf)
        layers.append(_Layer(nodes, costs))
    return layers


@dataclass(frozen=True, slots=True)
class _Open:
    """A piece of a chain that waits to grow by one of `nodes`, cheapest first, at its left (side 0) or right end.

    `left` and `right` count the steps still to go on either side once it has.
    """

    path: tuple[int, ...]
    side: int
    left: int
    right: int
    nodes: list[int]
    costs: list[float]


class _Search:
    """Enumerates chains in order of cost, from their middle outwards; the bounds are exact for walks."""

    def __init__(
        self, pairs: Adjacency, a: int, b: int, weight: np.ndarray, forward: list[_Layer], backward: list[_Layer]
    ) -> None:
        self.pairs, self.ends, self.weight = pairs, (a, b), weight
        self.sides = (forward, backward)
        self.heap: list[tuple[float, int, int, int, _Open]] = []
        self.ticket = counting()

    def cheapest(self, lengths: Iterable[int], count: int, fits: Fits | None) -> tuple[list[Chain], bool]:
        """Return the `count` cheapest chains of the given lengths, and whether the search met its cap."""
        self.heap.clear()
        for length in lengths:
            self._start(length)
        found: list[Chain] = []
        for _ in range(LIMIT):
            if not self.heap or len(found) == count:
                return found, False
            cost, length, _, place, piece = heapq.heappop(self.heap)
            self._wait(length, piece, place + 1)
            node = piece.nodes[place]
            if self._skips(node, piece):
                continue
            path = (node, *piece.path) if piece.side == 0 else (*piece.path, node)
            if piece.left:
                self._grow(length, path, cost, 0, piece.left, piece.right)
            elif piece.right:
                self._grow(length, path, cost, 1, piece.left, piece.right)
            elif fits is None or fits(path):
                found.append(Chain(path, cost))
        return found, True

    def _skips(self, node: int, piece: _Open) -> bool:
        """Tell whether a step could be skipped: `node` stands beside a node of the piece other than the nearest."""
        others = piece.path[1:] if piece.side == 0 else piece.path[:-1]
        return any({node, other} != set(self.ends) and self.pairs.between(node, other) for other in others)

    def _start(self, length: int) -> None:
        """Let every node in the middle of a walk of this length wait."""
        left, right = (length + 1) // 2, length // 2
        one, other = self.sides[0][left], self.sides[1][right]
        middle = one.nodes[(one.nodes == self.ends[1]) == (length == 1)]
        costs = one.costs[middle] + other.costs[middle]
        self._push(length, (), 0, left, right, middle, costs + self.weight[middle] * (length > 1))

    def _grow(self, length: int, path: tuple[int, ...], cost: float, side: int, left: int, right: int) -> None:
        """Let every continuation of `path` at one end wait."""
        end, remaining = (path[0], left) if side == 0 else (path[-1], right)
        layers = self.sides[side]
        if remaining == 1:  # a walk of one step leads here, so the goal stands beside
            piece = _Open(path, side, left - (side == 0), right - (side == 1), [self.ends[side]], [cost])
            self._wait(length, piece, 0)
            return
        beside = self.pairs.beside(end)
        costs = layers[remaining - 1].costs[beside] + self.weight[beside] + (cost - layers[remaining].costs[end])
        for node in {*path, *self.ends}:
            costs[beside == node] = np.inf
        self._push(length, path, side, left - (side == 0), right - (side == 1), beside, costs)

    def _push(
        self, length: int, path: tuple[int, ...], side: int, left: int, right: int, nodes: np.ndarray, costs: np.ndarray
    ) -> None:
        finite = costs < np.inf
        nodes, costs = nodes[finite], costs[finite]
        order = np.argsort(costs, kind="stable")  # nodes come in order
        self._wait(length, _Open(path, side, left, right, nodes[order].tolist(), costs[order].tolist()), 0)

    def _wait(self, length: int, piece: _Open, place: int) -> None:
        # Only the next best continuation waits in the queue; its siblings follow when it is taken.
        if place < len(piece.nodes):
            heapq.heappush(self.heap, (round(piece.costs[place], 9), length, next(self.ticket), place, piece))
