"""Communities: who is joined more closely among themselves than chance would have it."""

from __future__ import annotations

from collections import deque

import numpy as np

from explorer.pictures.layouts.lines import Lines, Points, Rows


def communities(lines: Lines, size: int) -> Rows:
    """Return the community of each node, 0 for the largest, equals by their first node.

    Modularity by local moving and merging (Louvain: Blondel and others, 2008), with the queue of Leiden (Traag and
    others, 2019); nodes in the order of their rows, so that no chance decides. Lines weigh what they count.
    """
    member: Rows = np.arange(size)
    a: Rows = lines.a
    b: Rows = lines.b
    weight: Points = lines.weight
    inside: Points = np.zeros(size)
    while len(a):
        names, of = np.unique(_move(a, b, weight, inside), return_inverse=True)
        if len(names) == len(of):
            break
        member = of[member]
        within = np.where(of[a] == of[b], weight, 0.0)
        inside = _sums(of, inside, len(names)) + _sums(of[a], within, len(names))
        low, high = np.minimum(of[a], of[b]), np.maximum(of[a], of[b])
        pairs, place = np.unique((low * len(names) + high)[low != high], return_inverse=True)
        weight = _sums(place, weight[low != high], len(pairs))
        a, b = pairs // len(names), pairs % len(names)
    return _by_size(member)


def _sums(group: Rows, values: Points, count: int) -> Points:
    return np.asarray(np.bincount(group, values, count), dtype=np.float64)


def _move(a: Rows, b: Rows, weight: Points, inside: Points) -> Rows:
    """Move each node to the neighbouring community that gains most, until nobody gains; `inside`: weight of loops."""
    size = len(inside)
    near: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for one, other, heavy in zip(a.tolist(), b.tolist(), weight.tolist(), strict=True):
        near[one].append((other, heavy))
        near[other].append((one, heavy))
    strength = (np.bincount(a, weight, size) + np.bincount(b, weight, size) + 2 * inside).tolist()
    whole = sum(strength)
    member, total = list(range(size)), list(strength)
    waiting = deque(range(size))
    queued = [True] * size
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        home, own = member[node], strength[node]
        ties: dict[int, float] = {home: 0.0}
        for other, heavy in near[node]:
            group = member[other]
            ties[group] = ties.get(group, 0.0) + heavy
        total[home] -= own
        best, most = home, ties[home] - own * total[home] / whole + 1e-9
        for group, tied in ties.items():
            gain = tied - own * total[group] / whole
            if gain > most or (gain == most and group < best):
                best, most = group, gain
        total[best] += own
        if best == home:
            continue
        member[node] = best
        for other, _ in near[node]:
            if member[other] != best and not queued[other]:
                queued[other] = True
                waiting.append(other)
    return np.array(member, dtype=np.int64)


def _by_size(member: Rows) -> Rows:
    names, first, of, counts = np.unique(member, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(names), dtype=np.int64)
    place[np.lexsort((first, -counts))] = np.arange(len(names))
    numbered: Rows = place[of]
    return numbered
