"""Room for labels: a sheet filled evenly, and boxes that hardly overlap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.pictures.lines import Points

UNIT = 110.0  # usual distance between neighbours
LETTER, HEIGHT, MARGIN = 6.6, 44.0, 8.0  # room that a label takes
FILL, ASPECT, EVEN = 2.2, 1.3, 0.5  # sheet to labels, width to height, how far crowds are evened out


def even(points: Points, widths: Points, room: float = 1.0) -> Points:
    """Fill a sheet of the shape of a screen evenly: crowded parts get room, far ones come near.

    Left stays left and above stays above; the size of the sheet is what the labels need.
    """
    size = len(points)
    area = float(np.add.reduce(widths * LETTER + 2 * MARGIN)) * HEIGHT * FILL * room
    if size < 3:
        area = max(area, UNIT * UNIT * 3)
    height = np.sqrt(area / ASPECT)
    filled = np.empty_like(points)
    for axis, extent in ((0, height * ASPECT), (1, height)):
        values = points[:, axis]
        wide = np.ptp(values)
        plain = (values - values.min()) / wide - 0.5 if wide > 0 else np.zeros(size)
        filled[:, axis] = (plain * (1 - EVEN) + (_order(values) - 0.5) * EVEN) * extent
    return filled


def _order(values: Points) -> Points:
    places = np.empty(len(values))
    places[np.argsort(values, kind="stable")] = np.arange(len(values)) / max(1, len(values) - 1)
    return places


def part_labels(points: Points, widths: Points, fixed: npt.NDArray[np.bool_] | None = None, rounds: int = 60) -> Points:
    """Push nodes apart until the boxes of their labels hardly overlap; those that are `fixed` stay."""
    points = points.copy()
    free = 1.0 if fixed is None else np.where(fixed, 0.0, 1.0)
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
        points[:, 0] += free * _limit_step(np.add.reduce(np.where(by_x, sign_x * over_x, 0.0), axis=1))
        points[:, 1] += free * _limit_step(np.add.reduce(np.where(by_y, sign_y * over_y, 0.0), axis=1))
    return points


def _limit_step(step: Points) -> Points:
    return np.clip(step * 0.4, -UNIT / 4, UNIT / 4)


def sunflower(size: int) -> Points:
    """Points of a sunflower: evenly spread, no two alike, without any chance."""
    steps = np.arange(size, dtype=np.float64) + 0.5
    turn = np.array([-0.7373688780783197, 0.6754902942615238])  # cosine and sine of the golden angle
    directions = np.empty((size, 2))
    x, y = 1.0, 0.0
    for i in range(size):
        directions[i] = x, y
        x, y = x * turn[0] - y * turn[1], x * turn[1] + y * turn[0]
    points: Points = directions * (np.sqrt(steps) * UNIT * 0.6)[:, None]
    return points
