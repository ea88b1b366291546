"""The tree: the steps from a root downwards, or outwards where it would become too wide."""

from __future__ import annotations

import numpy as np

from explorer.pictures.layouts.force import UNIT
from explorer.pictures.layouts.lines import Lines, Points
from explorer.pictures.layouts.packing import pack
from explorer.pictures.layouts.pivots import Parts

BESIDE, DOWN = 0.7, 1.3  # units: between leaves, between levels
WIDE = 12  # times as many leaves as levels: from here on the tree grows around its root


def tree(lines: Lines, parts: Parts, incoming: Points) -> Points:
    """Place each part as a tree of shortest chains from its root.

    The root is the only node of its part that nothing points at (`incoming` counts what does), else the middle of its
    longest chain.
    """
    begin, there = (array.tolist() for array in lines.neighbours(len(parts.of)))
    places = np.zeros((len(parts.of), 2))
    for first, last in zip(parts.begin[:-1].tolist(), parts.begin[1:].tolist(), strict=True):
        rows = parts.order[first:last]
        free = rows[incoming[rows] == 0]
        root = int(free[0]) if len(free) == 1 else _middle(int(rows[0]), begin, there)
        places[rows] = _one(root, begin, there)[rows.argsort().argsort()]
    return pack(places, parts, 2 * UNIT)


def _walk(root: int, begin: list[int], there: list[int]) -> tuple[list[int], dict[int, int], dict[int, int]]:
    """Return the nodes breadth first, the node that each was reached from, and the steps."""
    order, parent, depth = [root], {root: -1}, {root: 0}
    for node in order:
        for other in there[begin[node] : begin[node + 1]]:
            if other not in parent:
                parent[other], depth[other] = node, depth[node] + 1
                order.append(other)
    return order, parent, depth


def _middle(row: int, begin: list[int], there: list[int]) -> int:
    far = _walk(row, begin, there)[0][-1]
    order, parent, depth = _walk(far, begin, there)
    node = order[-1]
    for _ in range(depth[node] // 2):
        node = parent[node]
    return node


def _one(root: int, begin: list[int], there: list[int]) -> Points:
    """Return the places of the tree under `root`, in the order of its rows."""
    order, parent, depth = _walk(root, begin, there)
    leaves = dict.fromkeys(order, 0)
    for node in reversed(order):
        leaves[node] = leaves[node] or 1
        if parent[node] >= 0:
            leaves[parent[node]] += leaves[node]
    left = {root: 0.0}
    taken = dict.fromkeys(order, 0.0)
    for node in order[1:]:
        above = parent[node]
        left[node] = left[above] + taken[above]
        taken[above] += leaves[node]
    rows = sorted(order)
    across = np.array([left[row] + leaves[row] / 2 for row in rows])
    down = np.array([depth[row] for row in rows], dtype=np.float64)
    if leaves[root] <= WIDE * (down.max() + 1):
        return np.column_stack([across * BESIDE * UNIT, down * DOWN * UNIT])
    ring = max(DOWN * UNIT, leaves[root] * BESIDE * UNIT / (2 * np.pi * max(1.0, down.max())))
    angle = across * (2 * np.pi / leaves[root])
    around: Points = np.column_stack([np.sin(angle), -np.cos(angle)]) * (down * ring)[:, None]
    return around
