"""The start of the force layout: steps from a few far nodes, turned into places (PivotMDS, Brandes and Pich 2007)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.pictures.layouts.lines import Lines, Points, Rows

PIVOTS, FEW_PIVOTS = 50, 10  # the few where parts are many or long
MANY_PARTS, LONG = 200, 400  # parts; steps across
LINE = 2.5  # as long as forces leave the lines of a sparse graph: a ring that has to grow would buckle
WIDEST = 12.0  # times the square root of its nodes a part may stretch: a long chain folds
ROUNDS = 80  # of the power iteration: a start need not be exact


@dataclass(frozen=True)
class Parts:
    """Connected parts: `order` holds the nodes part by part, the part `i` from `begin[i]` to `begin[i + 1]`."""

    of: Rows
    order: Rows
    begin: Rows

    @property
    def sizes(self) -> Rows:
        """Number of nodes of each part."""
        return np.diff(self.begin)

    @classmethod
    def from_labels(cls, label: Rows) -> Parts:
        """Number the parts, the largest first, equals by their smallest row."""
        names, of, counts = np.unique(label, return_inverse=True, return_counts=True)
        place = np.empty(len(names), dtype=np.int64)
        place[np.lexsort((names, -counts))] = np.arange(len(names))
        of = place[of]
        sizes = np.bincount(of, minlength=len(names))
        return cls(of, np.argsort(of, kind="stable"), np.concatenate([[0], np.cumsum(sizes)]))


def pivot_places(lines: Lines, parts: Parts) -> Points:
    """Return places in which steps are distances, each part around its own middle, a usual line 2.5 long."""
    size = len(parts.of)
    steps = _steps_from_pivots(lines, parts)
    places = np.zeros((size, 2))
    square = steps.astype(np.float64) ** 2
    centred, products = [], []
    for first, last in zip(parts.begin[:-1].tolist(), parts.begin[1:].tolist(), strict=True):
        part = square[:, parts.order[first:last]]
        part = part - part.mean(axis=1)[:, None] - part.mean(axis=0) + part.mean()
        centred.append(part)
        products.append(np.einsum("pn,qn->pq", part, part))
    directions = _leading(np.array(products))
    for i, part in enumerate(centred):
        places[parts.order[parts.begin[i] : parts.begin[i + 1]]] = np.einsum("cp,pn->nc", directions[i], part)
    return _to_unit_lines(places, lines, parts)


def _to_unit_lines(places: Points, lines: Lines, parts: Parts) -> Points:
    """Scale each part so that its lines are 2.5 long in the mean, within what its nodes need."""
    count = len(parts.begin) - 1
    away = places[lines.a] - places[lines.b]
    length = np.bincount(parts.of[lines.a], np.sqrt((away * away).sum(axis=1)), count)
    mean = length / np.maximum(1, np.bincount(parts.of[lines.a], minlength=count))
    extent = np.zeros(count)
    np.maximum.at(extent, parts.of, np.abs(places).max(axis=1))
    root = np.sqrt(parts.sizes) / np.maximum(2 * extent, 1e-12)
    scale = np.clip(LINE / np.maximum(mean, 1e-12), root, WIDEST * root)
    scaled: Points = places * np.where(extent > 0, scale, 0)[parts.of][:, None]
    return scaled


def _steps_from_pivots(lines: Lines, parts: Parts) -> Rows:
    """Return the steps of every node from each pivot of its part: the best joined one, then always the farthest."""
    size = len(parts.of)
    begin, there = lines.neighbours(size)
    worth = np.diff(begin).astype(np.int64)
    nearest = np.full(size, size, dtype=np.int64)
    found: list[Rows] = []
    wanted = PIVOTS if len(parts.begin) <= MANY_PARTS else FEW_PIVOTS
    while len(found) < wanted:
        steps = _steps(begin, there, _best(worth, parts))
        found.append(steps)
        if int(steps.max(initial=0)) > LONG:
            wanted = FEW_PIVOTS
        worth = nearest = np.minimum(nearest, steps)
    return np.array(found)


def _best(worth: Rows, parts: Parts) -> Rows:
    """Return of each part the node that is worth most, the first of equals."""
    sorted_worth = worth[parts.order]
    starts = parts.begin[:-1]
    most = np.repeat(np.maximum.reduceat(sorted_worth, starts), parts.sizes)
    place = np.where(sorted_worth == most, np.arange(len(worth)), len(worth))
    best: Rows = parts.order[np.minimum.reduceat(place, starts)]
    return best


def _steps(begin: Rows, there: Rows, sources: Rows) -> Rows:
    """Return the steps from the nearest of the sources to each node (breadth first)."""
    steps = np.full(len(begin) - 1, -1, dtype=np.int64)
    mark = np.empty(len(begin) - 1, dtype=np.int64)
    steps[sources] = 0
    level, step = sources, 0
    while len(level):
        step += 1
        counts = begin[level + 1] - begin[level]
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        reached = there[np.repeat(begin[level], counts) + offsets]
        reached = reached[steps[reached] < 0]
        mark[reached] = np.arange(len(reached))
        level = reached[mark[reached] == np.arange(len(reached))]
        steps[level] = step
    steps[steps < 0] = step + 1  # a part that does not hang together
    return steps


def _leading(matrices: Points) -> Points:
    """Return the two leading directions of each symmetric matrix, by power iteration from a fixed start.

    Two directions that are equally good, as in a ring, come out the same on every machine that way.
    """
    count, size, _ = matrices.shape
    turn = np.arange(size, dtype=np.float64)
    one, other = (np.tile(start, (count, 1)) for start in (1 + turn / size, (turn * 7 + 3) % 11 - 5))
    for _ in range(ROUNDS):
        one, _ = _of_length_one(np.einsum("cpq,cq->cp", matrices, one))
        other = np.einsum("cpq,cq->cp", matrices, other)
        other, length = _of_length_one(other - (other * one).sum(axis=1)[:, None] * one)
        other[length < 1e-9] = 0.0
    both = np.stack([one, other], axis=1)
    largest = np.take_along_axis(both, np.abs(both).argmax(axis=2)[:, :, None], axis=2)
    upright: Points = np.where(largest < 0, -both, both)  # which way is up must not depend on rounding
    return upright


def _of_length_one(vectors: Points) -> tuple[Points, Points]:
    length = np.sqrt((vectors * vectors).sum(axis=1))
    return vectors / np.maximum(length, 1e-300)[:, None], length
