"""Which nodes matter most, and which of them are drawn at opening."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from explorer.pictures.content import Content

RELATIONS_A_NODE = 3  # of a part of a graph: more lines than this for each drawn node hide one another
RELATIONS_OF_ALL = 30  # of a whole graph: times `limit`; what can be seen whole is not cut


def ranking(content: Content) -> list[int]:
    """Return the rows of all nodes, those with most neighbours first.

    Equals stand in the order of their kinds, then of their ids.
    """
    order: list[int] = np.lexsort((np.array(content.kind), -np.array(content.degree))).tolist()
    return order


def first_drawn(content: Content, order: Sequence[int], limit: int, focus: Sequence[int] = ()) -> list[int]:
    """Return the rows to draw at opening, at most `limit`.

    Grown from the most relevant node (or from `focus`) to the most relevant neighbour each time, so that
    what is drawn hangs together. A graph within the limit is drawn whole; of others fewer than `limit` where the
    relations among them would be more than three a node.
    """
    if not focus and content.size <= limit and len(content.source) <= RELATIONS_OF_ALL * limit:
        return list(order)
    if focus:
        steps = distances(content, focus)
        far = content.size
        order = sorted(order, key=lambda i: steps.get(i, far))
    near = content.neighbours
    rank = [0] * content.size
    for place, row in enumerate(order):
        rank[row] = place
    budget = RELATIONS_A_NODE * limit
    chosen: dict[int, None] = {}
    waiting: list[int] = []
    reached: set[int] = set()
    lines, full = 0, False
    for seed in order:
        if full or len(chosen) == limit:
            break
        if seed in reached:
            continue
        reached.add(seed)
        heappush(waiting, rank[seed])
        while waiting and len(chosen) < limit:
            row = order[heappop(waiting)]
            added = sum(count for other, count in near[row].items() if other in chosen)
            if lines + added > budget:
                full = True  # a part that begins anew would leave its relations undrawn
                continue
            chosen[row] = None
            lines += added
            for other in near[row]:
                if other not in reached:
                    reached.add(other)
                    heappush(waiting, rank[other])
    return list(chosen)


def distances(content: Content, start: Sequence[int]) -> dict[int, int]:
    """Return the number of steps from the nearest of `start` to each node in reach, against arrows too."""
    steps = dict.fromkeys(start, 0)
    queue = deque(start)
    while queue:
        node = queue.popleft()
        for other in content.neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps
