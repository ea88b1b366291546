"""Force-directed placing in numpy: deterministic, with time running from left to right.

Only + − × ÷ and square roots, and sums in a fixed order, so that machines agree to the last rounded unit.
"""

from __future__ import annotations

import numpy as np

from explorer.pictures.lines import Lines, Points, components
from explorer.pictures.spacing import UNIT, even, part_labels, sunflower

ROUNDS = 160


def arrange(lines: Lines, years: Points, widths: Points, room: float = 1.0) -> Points:
    """Return positions for nodes joined by `lines`, components side by side, the largest first.

    `years`: dates of events (not a number elsewhere), which then run from left to right. `widths`: length
    of each label in letters. `room`: times the usual area, for others that will enter later.
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
        placed = _component(lines.among(rows.tolist(), size), years[rows], widths[rows], room)
        low, high = placed.min(axis=0), placed.max(axis=0)
        points[rows] = placed - low + np.array([left, -(high[1] - low[1]) / 2])
        left += high[0] - low[0] + 2 * UNIT
        top = max(top, (high[1] - low[1]) / 2)
    rows = np.flatnonzero(np.isin(label, single))
    wide = max(1, int(max(left, UNIT * np.sqrt(len(rows)) * 2) / (2 * UNIT)))
    for place, row in enumerate(rows.tolist()):  # what has no relation stands in lines below
        points[row] = ((place % wide) * 2 * UNIT, top + UNIT * (1.5 + place // wide))
    centred: Points = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return centred


def _component(lines: Lines, years: Points, widths: Points, room: float) -> Points:
    size = len(years)
    if size == 1:
        return np.zeros((1, 2))
    degree = lines.degrees(size)
    # A line between two busy nodes draws little, the only line of a node draws it close.
    firm = np.sqrt(lines.weight) / np.sqrt(np.minimum(degree[lines.a], degree[lines.b])) * 1.5
    points = sunflower(size)
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
        points += _limited(_forces(points, lines, degree, firm), heat)
        points[:, 0] += pull * (when - points[:, 0])
        heat = max(heat * 0.965, 2.0)
        if step % 20 == 0:
            points -= np.add.reduce(points) / size
    return part_labels(even(points, widths, room), widths)


def _forces(points: Points, lines: Lines, degree: Points, firm: Points) -> Points:
    away = points[:, None, :] - points[None, :, :]
    square = away[:, :, 0] ** 2 + away[:, :, 1] ** 2 + 100.0
    room = np.sqrt(degree + 1)
    push = (UNIT * UNIT * 0.5) * np.sqrt(room[:, None] * room[None, :]) / square
    np.fill_diagonal(push, 0.0)
    force: Points = np.add.reduce(away * push[:, :, None], axis=1)
    draw = (points[lines.b] - points[lines.a]) * firm[:, None]
    for axis in (0, 1):
        force[:, axis] += np.bincount(lines.a, draw[:, axis], len(points))
        force[:, axis] -= np.bincount(lines.b, draw[:, axis], len(points))
    force -= points * (room * 0.03)[:, None]
    return force


def _limited(force: Points, heat: float) -> Points:
    size = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2)
    step: Points = force * (np.minimum(size, heat) / np.maximum(size, 1e-9))[:, None]
    return step


def _ranks(values: Points) -> Points:
    """Places of the values between 0 and 1, half by order, half by size, so that busy years get room."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values)) / max(1, len(values) - 1)
    places: Points = (ranks + (values - values.min()) / np.ptp(values)) / 2
    return places
