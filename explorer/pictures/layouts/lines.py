"""Which nodes have relations with which, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lines:
    """Different pairs of nodes that have relations, with the number of them."""

    a: Rows
    b: Rows
    weight: Points

    @classmethod
    def between(cls, source: Sequence[int], target: Sequence[int], weight: Sequence[float] | None = None) -> Lines:
        """Collect the lines of relations: direction and loops are left out, parallel ones counted (or weighed)."""
        one, other = np.array(source, dtype=np.int64), np.array(target, dtype=np.int64)
        size = int(max(one.max(initial=0), other.max(initial=0))) + 1
        pairs = (np.minimum(one, other) * size + np.maximum(one, other))[one != other]
        if weight is None:
            pairs, counts = np.unique(pairs, return_counts=True)  # one number a pair: sorting columns is slow
            return cls(pairs // size, pairs % size, counts.astype(np.float64))
        pairs, place = np.unique(pairs, return_inverse=True)
        heavy = np.bincount(place, np.array(weight, dtype=np.float64)[one != other], len(pairs))
        return cls(pairs // size, pairs % size, heavy.astype(np.float64))

    def among(self, rows: Sequence[int], size: int) -> Lines:
        """Return the lines among `rows`, numbered by their place in `rows`."""
        place = np.full(size, -1, dtype=np.int64)
        place[np.array(rows, dtype=np.int64)] = np.arange(len(rows))
        a, b = place[self.a], place[self.b]
        kept = (a >= 0) & (b >= 0)
        return Lines(a[kept], b[kept], self.weight[kept])

    def within(self, group: Rows) -> Lines:
        """Return the lines whose ends are of one group."""
        kept = group[self.a] == group[self.b]
        return Lines(self.a[kept], self.b[kept], self.weight[kept])

    def neighbours(self, size: int) -> tuple[Rows, Rows]:
        """Return where the neighbours of each node begin (one place more than nodes), and all of them in a row."""
        here, there = np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a])
        begin = np.concatenate([[0], np.cumsum(np.bincount(here, minlength=size))])
        return begin, there[np.argsort(here, kind="stable")]

    def degrees(self, size: int) -> Points:
        """Return the number of neighbours of each node."""
        counts: Points = (np.bincount(self.a, minlength=size) + np.bincount(self.b, minlength=size)).astype(np.float64)
        return counts


def components(lines: Lines, size: int) -> Rows:
    """Return for each node the smallest row of its component."""
    label = np.arange(size)
    while True:
        low = np.minimum(label[lines.a], label[lines.b])
        new = label.copy()
        np.minimum.at(new, lines.a, low)
        np.minimum.at(new, lines.b, low)
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new
