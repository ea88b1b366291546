"""The last step of a layout, exact: which nodes are near each other, and pushing apart those that are too near."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from explorer.pictures.layouts.lines import Points, Rows

ROUNDS = 50
AHEAD = ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1))  # cells in which the second of a pair may lie


def near_pairs(points: Points, reach: float) -> tuple[Rows, Rows]:
    """Return all pairs of points nearer than `reach`, each once, from a grid of cells of that width."""
    cell = np.floor((points - points.min(axis=0)) / reach).astype(np.int64)
    wide = int(cell[:, 1].max()) + 3
    key = cell[:, 0] * wide + cell[:, 1] + 1
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    firsts, seconds = [], []
    for right, up in AHEAD:
        sought = sorted_key + right * wide + up
        low = np.searchsorted(sorted_key, sought, "left")
        high = np.searchsorted(sorted_key, sought, "right")
        if not (right or up):
            low = np.arange(1, len(points) + 1)
        counts = np.maximum(0, high - low)
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        firsts.append(order[np.repeat(np.arange(len(points)), counts)])
        seconds.append(order[np.repeat(low, counts) + offsets])
    a, b = np.concatenate(firsts), np.concatenate(seconds)
    away = points[a] - points[b]
    near = (away * away).sum(axis=1) < reach * reach
    return a[near], b[near]


def nearest_gaps(points: Sequence[tuple[float, float]]) -> list[float]:
    """Return how far the nearest other point is from each; a single point is far from all."""
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    if len(places) < 2:
        return [1e6] * len(places)
    box = np.ptp(places, axis=0)
    reach = 2.0 * max(float(np.sqrt(box[0] * box[1] / len(places))), float(box.max()) / len(places), 1e-6)
    gaps = np.full(len(places), reach)
    a, b = near_pairs(places, reach)
    far = np.sqrt(((places[a] - places[b]) ** 2).sum(axis=1))
    np.minimum.at(gaps, a, far)
    np.minimum.at(gaps, b, far)
    found: list[float] = gaps.tolist()
    return found


def part(points: Points, gap: float, free: Points | None = None, rounds: int = ROUNDS) -> Points:
    """Push apart what is nearer than `gap`; `free` is 1 for nodes that may move, 0 for those that stay."""
    points = points.copy()
    if len(points) < 2:
        return points
    for _ in range(rounds):
        a, b = near_pairs(points, gap)
        if not len(a):
            break
        away = points[a] - points[b]
        length = np.sqrt((away * away).sum(axis=1))
        same = length < gap * 1e-6
        away[same] = _aside(a[same], b[same])
        length[same] = 1.0
        step = away * ((gap * 1.02 - np.where(same, 0.0, length)) / length * 0.5)[:, None]
        moved = np.empty_like(points)
        crowd = np.bincount(a, minlength=len(points)) + np.bincount(b, minlength=len(points))
        for axis in (0, 1):
            moved[:, axis] = np.bincount(a, step[:, axis], len(points)) - np.bincount(b, step[:, axis], len(points))
        moved /= np.sqrt(np.maximum(1, crowd))[:, None]
        points += moved if free is None else moved * free[:, None]
    return points


def _aside(a: Rows, b: Rows) -> Points:
    """Directions for two that stand on one spot: by their rows, so that no chance decides."""
    turn = (a * 37 + b * 101) % 64 - 31.5
    away = np.column_stack([turn, 32 - np.abs(turn)])
    sides: npt.NDArray[np.float64] = away / np.sqrt((away * away).sum(axis=1))[:, None]
    return sides
