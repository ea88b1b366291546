"""Which nodes matter most, and which of them are drawn at opening."""

from __future__ import annotations

from collections import deque

from explorer.pictures.content import Content

RELATIONS_A_NODE = 4  # more lines than this for each drawn node hide one another


def ranking(content: Content) -> list[int]:
    """Return the rows of all nodes, those with most neighbours first.

    Equals stand in the order of their kinds, then of their ids.
    """
    near = content.neighbours
    return sorted(range(content.size), key=lambda i: (-len(near[i]), content.kind[i], i))


def first_drawn(content: Content, order: list[int], limit: int, focus: int | None = None) -> list[int]:
    """Return the rows to draw at opening, the most relevant first.

    At most `limit` nodes, and fewer where the relations among them would be more than four a node of the
    limit. With a `focus` those come first that are fewest steps away from it.
    """
    if focus is not None:
        steps = distances(content, focus)
        far = content.size
        order = sorted(order, key=lambda i: steps.get(i, far))
    budget = RELATIONS_A_NODE * limit
    chosen: dict[int, None] = {}
    lines = 0
    for node in order:
        if len(chosen) == limit:
            break
        added = sum(count for other, count in content.neighbours[node].items() if other in chosen)
        if lines + added <= budget:
            chosen[node] = None
            lines += added
    return list(chosen)


def distances(content: Content, start: int) -> dict[int, int]:
    """Return the number of steps from `start` to every node that can be reached, against arrows too."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in content.neighbours[node]:
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps
