"""Force-directed placing in numpy: deterministic, with time running from left to right.

Only + − × ÷ and square roots, and sums in a fixed order, so that machines agree to the last rounded unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

SEED = 20020226  # any fixed number: the day on which the Bali Process began
UNIT = 110.0  # usual distance between neighbours
ROUNDS = 160
LETTER, HEIGHT, MARGIN = 7.0, 44.0, 10.0  # room that a label takes


@dataclass(frozen=True)
class Lines:
    """Different pairs of nodes that have relations, with the number of them."""

    a: Rows
    b: Rows
    weight: Points

    @classmethod
    def between(cls, source: Sequence[int], target: Sequence[int]) -> Lines:
        """Collect the lines of relations: direction and loops are left out, parallel ones counted."""
        ends = np.array([source, target], dtype=np.int64).reshape(2, -1)
        ends = np.sort(ends[:, ends[0] != ends[1]], axis=0)
        pairs, counts = np.unique(ends, axis=1, return_counts=True)
        return cls(pairs[0], pairs[1], counts.astype(np.float64))

    def among(self, rows: Sequence[int], size: int) -> Lines:
        """Return the lines among `rows`, numbered by their place in `rows`."""
        place = np.full(size, -1, dtype=np.int64)
        place[np.array(rows, dtype=np.int64)] = np.arange(len(rows))
        a, b = place[self.a], place[self.b]
        kept = (a >= 0) & (b >= 0)
        return Lines(a[kept], b[kept], self.weight[kept])

    def degrees(self, size: int) -> Points:
        """Return the number of neighbours of each node."""
        return (np.bincount(self.a, minlength=size) + np.bincount(self.b, minlength=size)).astype(np.float64)


def arrange(lines: Lines, years: Points, widths: Points) -> Points:
    """Return positions for nodes joined by `lines`, components side by side, the largest first.

    `years`: dates of events (not a number elsewhere), which then run from left to right. `widths`: length
    of each label in letters.
    """
    size = len(years)
    points = np.zeros((size, 2))
    if not size:
        return points
    label = components(lines, size)
    order = sorted(set(label.tolist()), key=lambda c: (-int(np.count_nonzero(label == c)), c))
    single = [c for c in order if np.count_nonzero(label == c) == 1]
    left, top = 0.0, 0.0
    for part in order[: len(order) - len(single)]:
        rows = np.flatnonzero(label == part)
        placed = _component(lines.among(rows.tolist(), size), years[rows], widths[rows])
        low, high = placed.min(axis=0), placed.max(axis=0)
        points[rows] = placed - low + np.array([left, -(high[1] - low[1]) / 2])
        left += high[0] - low[0] + 2 * UNIT
        top = max(top, (high[1] - low[1]) / 2)
    rows = np.flatnonzero(np.isin(label, single))
    wide = max(1, int(max(left, UNIT * np.sqrt(len(rows)) * 2) / (2 * UNIT)))
    for place, row in enumerate(rows.tolist()):  # what has no relation stands in lines below
        points[row] = ((place % wide) * 2 * UNIT, top + UNIT * (1.5 + place // wide))
    return points - (points.min(axis=0) + points.max(axis=0)) / 2


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


def _component(lines: Lines, years: Points, widths: Points) -> Points:
    size = len(years)
    if size == 1:
        return np.zeros((1, 2))
    degree = lines.degrees(size)
    points = _start(size)
    dated = np.isfinite(years)
    when = np.zeros(size)
    if np.count_nonzero(dated) > 1 and np.ptp(years[dated]) > 0:
        ranks = _ranks(years[dated])
        when[dated] = (ranks - 0.5) * UNIT * np.sqrt(size) * 1.6
        points[dated, 0] = when[dated]
    else:
        dated = np.zeros(size, dtype=bool)
    pull = np.where(dated, 0.12, 0.0)
    heat = UNIT * np.sqrt(size) / 6
    for step in range(ROUNDS):
        points += _limited(_forces(points, lines, degree), heat)
        points[:, 0] += pull * (when - points[:, 0])
        heat = max(heat * 0.965, 2.0)
        if step % 20 == 0:
            points -= np.add.reduce(points) / size
    return part_labels(points, widths)


def _start(size: int) -> Points:
    """Points of a sunflower: evenly spread, no two alike, without any chance."""
    steps = np.arange(size, dtype=np.float64) + 0.5
    turn = np.array([-0.7373688780783197, 0.6754902942615238])  # cosine and sine of the golden angle
    directions = np.empty((size, 2))
    x, y = 1.0, 0.0
    for i in range(size):
        directions[i] = x, y
        x, y = x * turn[0] - y * turn[1], x * turn[1] + y * turn[0]
    return directions * (np.sqrt(steps) * UNIT * 0.6)[:, None]


def _forces(points: Points, lines: Lines, degree: Points) -> Points:
    away = points[:, None, :] - points[None, :, :]
    square = away[:, :, 0] ** 2 + away[:, :, 1] ** 2 + 25.0
    push = (UNIT * UNIT) * np.sqrt((degree + 1)[:, None] * (degree + 1)[None, :]) / square / 2.2
    np.fill_diagonal(push, 0.0)
    force = np.add.reduce(away * push[:, :, None], axis=1) * (UNIT / 100)
    along = points[lines.b] - points[lines.a]
    far = np.sqrt(along[:, 0] ** 2 + along[:, 1] ** 2)
    draw = along * (far / UNIT * np.sqrt(lines.weight) / 2.5)[:, None]
    for axis in (0, 1):
        force[:, axis] += np.bincount(lines.a, draw[:, axis], len(points))
        force[:, axis] -= np.bincount(lines.b, draw[:, axis], len(points))
    return force - points * 0.02


def _limited(force: Points, heat: float) -> Points:
    size = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2)
    return force * (np.minimum(size, heat) / np.maximum(size, 1e-9))[:, None]


def _ranks(values: Points) -> Points:
    """Places of the values between 0 and 1, half by order, half by size, so that busy years get room."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values)) / max(1, len(values) - 1)
    return (ranks + (values - values.min()) / np.ptp(values)) / 2


def part_labels(points: Points, widths: Points, rounds: int = 60) -> Points:
    """Push nodes apart until the boxes of their labels hardly overlap."""
    points = points.copy()
    wide = (widths[:, None] + widths[None, :]) * LETTER / 2 + MARGIN
    for _ in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        over_x = wide - np.abs(away[:, :, 0])
        over_y = HEIGHT - np.abs(away[:, :, 1])
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        by_x = hit & (over_x < over_y)
        by_y = hit & ~by_x
        below = np.tri(len(points), dtype=bool)  # ties go by row
        sign_x = np.where(away[:, :, 0] != 0, np.sign(away[:, :, 0]), np.where(below, 1.0, -1.0))
        sign_y = np.where(away[:, :, 1] != 0, np.sign(away[:, :, 1]), np.where(below, 1.0, -1.0))
        points[:, 0] += _limit_step(np.add.reduce(np.where(by_x, sign_x * over_x, 0.0), axis=1))
        points[:, 1] += _limit_step(np.add.reduce(np.where(by_y, sign_y * over_y, 0.0), axis=1))
    return points


def _limit_step(step: Points) -> Points:
    return np.clip(step * 0.4, -UNIT / 4, UNIT / 4)


def unfold(lines: Lines, size: int, rows: Sequence[int], points: Points, *, forces: bool) -> Points:
    """Return positions of all nodes when those of `rows` are given: the others beside their neighbours.

    With `forces` a spring layout moves the others while the given ones stay.
    """
    known = np.zeros(size, dtype=bool)
    known[np.array(rows, dtype=np.int64)] = True
    place = np.zeros((size, 2))
    place[np.array(rows, dtype=np.int64)] = points
    fixed = known.copy()
    for _ in range(50):  # from the known ones outwards, each at the middle of its neighbours
        if known.all():
            break
        total, count = _sums(lines, place, known, size)
        new = ~known & (count > 0)
        if not new.any():
            break
        place[new] = total[new] / count[new][:, None]
        known |= new
    reach = max(UNIT * np.sqrt(len(rows)), float(np.abs(points).max()) if len(points) else 0.0)
    spiral = _start(size)
    lost = np.flatnonzero(~known)
    if len(lost):  # in no way joined to what is drawn: a field of their own below
        columns = max(1, int(np.sqrt(len(lost)) * 1.6))
        step = np.arange(len(lost))
        place[lost, 0] = (step % columns - columns / 2) * UNIT
        place[lost, 1] = reach + UNIT * (2 + step // columns)
    moved = ~fixed & known
    number = np.cumsum(moved) - 1
    place[moved] += spiral[number[moved]] * (0.9 * reach / max(1.0, float(np.sqrt(np.count_nonzero(moved))) * UNIT))
    if forces and moved.any():
        place = _spring(lines, place, fixed | ~known)
    return place


def _sums(lines: Lines, place: Points, known: npt.NDArray[np.bool_], size: int) -> tuple[Points, Points]:
    total, count = np.zeros((size, 2)), np.zeros(size)
    for here, there in ((lines.a, lines.b), (lines.b, lines.a)):
        kept = known[there]
        count += np.bincount(here[kept], minlength=size)
        for axis in (0, 1):
            total[:, axis] += np.bincount(here[kept], place[there[kept], axis], size)
    return total, count


def _spring(lines: Lines, place: Points, fixed: npt.NDArray[np.bool_]) -> Points:
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(place)))
    ends = zip(lines.a.tolist(), lines.b.tolist(), strict=True)
    graph.add_edges_from([(a, b, None) for a, b in ends])
    found = rx.spring_layout(
        graph,
        pos={i: (x, y) for i, (x, y) in enumerate((place / UNIT).tolist())},
        fixed=set(np.flatnonzero(fixed).tolist()),
        k=0.8,
        num_iter=30,
        seed=SEED,
        adaptive_cooling=False,
    )
    return np.array([found[i] for i in range(len(place))]) * UNIT
