"""The graph as three arrays: who stands beside whom, and by which relation; and the walk over it.

`networkx.ego_graph` copies the whole graph on every call, and adjacency dictionaries of text keys cost a
minute to build where these arrays cost milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

FEW = 32  # nodes on the edge of a walk up to which their neighbours are put together one by one


@dataclass(frozen=True, eq=False)
class Adjacency:
    """Neighbours of node `n` are `neighbour[begin[n]:begin[n + 1]]`, by the relations in `relation` there.

    Nodes and relations are row numbers of their tables. Each relation stands at both of its ends (a loop
    once); direction is in the tables.
    """

    begin: np.ndarray
    neighbour: np.ndarray
    relation: np.ndarray

    @classmethod
    def of(cls, nodes: int, source: np.ndarray, target: np.ndarray) -> Adjacency:
        """Build from the node rows of each relation's ends.

        >>> pairs = Adjacency.of(3, np.array([0, 1]), np.array([1, 2]))
        >>> pairs.neighbours(1)
        [0, 2]
        """
        loops = source == target
        row = np.arange(len(source))
        here = np.concatenate([source, target[~loops]])
        there = np.concatenate([target, source[~loops]])
        relation = np.concatenate([row, row[~loops]])
        order = np.argsort(here.astype(np.int64) * max(nodes, 1) + there, kind="stable")
        begin = np.zeros(nodes + 1, dtype=np.int64)
        np.cumsum(np.bincount(here, minlength=nodes), out=begin[1:])
        return cls(begin, there[order], relation[order])

    def neighbours(self, node: int) -> list[int]:
        """Return the distinct neighbours of a node, in order."""
        return list(self.beside(node).tolist())

    def beside(self, node: int) -> np.ndarray:
        """Return the distinct neighbours of a node, in order, as an array."""
        found = self.neighbour[self.begin[node] : self.begin[node + 1]]
        first = np.ones(len(found), dtype=bool)
        np.not_equal(found[1:], found[:-1], out=first[1:])
        return found[first]

    def between(self, one: int, other: int) -> list[int]:
        """Return the relations that join two nodes, in either direction."""
        begin, neighbour = self._plain
        low, high = begin[one], begin[one + 1]
        left = bisect_left(neighbour, other, low, high)
        return list(self.relation[left : bisect_right(neighbour, other, left, high)].tolist())

    @cached_property
    def _plain(self) -> tuple[memoryview, memoryview]:
        # The same arrays where single numbers are wanted: a memoryview hands them out several times faster.
        return self.begin.data, self.neighbour.data

    @cached_property
    def degree(self) -> np.ndarray:
        """Number of distinct neighbours of each node (parallel relations and loops count once and not at all)."""
        nodes = len(self.begin) - 1
        here = np.repeat(np.arange(nodes), np.diff(self.begin))
        first = np.ones(len(here), dtype=bool)
        first[1:] = (here[1:] != here[:-1]) | (self.neighbour[1:] != self.neighbour[:-1])
        return np.bincount(here[first & (here != self.neighbour)], minlength=nodes)

    def spread(self, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return every step out of `nodes`: for each, the place in `nodes` it starts from, and where it leads."""
        counts = self.begin[nodes + 1] - self.begin[nodes]
        origin = np.repeat(np.arange(len(nodes)), counts)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return origin, self.neighbour[self.begin[nodes][origin] + offsets]

    def walk(self, starts: Iterable[int], depth: int) -> np.ndarray:
        """Return the distance of every node from the nearest of `starts`, -1 beyond `depth` steps.

        >>> Adjacency.of(4, np.array([0, 1, 2]), np.array([1, 2, 3])).walk([0], 2).tolist()
        [0, 1, 2, -1]
        """
        distance = np.full(len(self.begin) - 1, -1, dtype=np.int32)
        begin = self._plain[0]
        few = list(dict.fromkeys(starts))
        distance[few] = 0
        frontier = np.array(few, dtype=np.int64)
        for step in range(1, depth + 1):
            if not len(frontier):
                break
            if len(frontier) <= FEW:
                pieces = [self.neighbour[begin[node] : begin[node + 1]] for node in frontier.tolist()]
                reached = np.concatenate(pieces)
            else:
                _, reached = self.spread(frontier)
            reached = reached[distance[reached] < 0]
            distance[reached] = step
            if step < depth:
                frontier = np.unique(reached)
        return distance
