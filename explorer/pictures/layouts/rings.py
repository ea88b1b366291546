"""Circle and rings: all nodes on one circle, or the most connected ones in the middle."""

from __future__ import annotations

import numpy as np

from explorer.pictures.layouts.force import UNIT
from explorer.pictures.layouts.lines import Points, Rows
from explorer.pictures.layouts.pivots import Parts

BESIDE, APART = 0.6, 1.2  # units: between nodes on a ring, between rings


def round_trip(places: Points, parts: Parts) -> Rows:
    """Return all nodes part by part, those of a part in the order of their direction from its middle.

    What is joined stands near in a good layout, so few lines cross the circle.
    """
    sizes = parts.sizes
    middle = np.column_stack([np.bincount(parts.of, places[:, axis], len(sizes)) / sizes for axis in (0, 1)])
    away = places - middle[parts.of]
    turn = np.round(np.arctan2(away[:, 1], away[:, 0]), 6)
    return np.lexsort((np.arange(len(places)), turn, parts.of))


def circle(order: Rows) -> Points:
    """Place the nodes on one circle in the given order, from the top clockwise."""
    return _ring(order, max(UNIT, len(order) * BESIDE * UNIT / (2 * np.pi)), len(order))


def concentric(order: Rows, degree: Points) -> Points:
    """Place nodes on rings, those with most neighbours in the middle; `order` is the way around."""
    size = len(order)
    places = np.zeros((size, 2))
    turn = np.empty(size, dtype=np.int64)
    turn[order] = np.arange(size)
    inwards = np.lexsort((np.arange(size), -degree))
    start, ring = 0, 0
    while start < size:
        room = max(1, int(2 * np.pi * ring * APART / BESIDE))
        rows = inwards[start : start + room]
        rows = rows[np.argsort(turn[rows], kind="stable")]
        places[rows] = _ring(np.arange(len(rows)), ring * APART * UNIT, len(rows))
        start, ring = start + room, ring + 1
    return places


def _ring(order: Rows, radius: float, size: int) -> Points:
    places = np.empty((size, 2))
    angle = np.arange(size) * (2 * np.pi / max(1, size))
    places[order] = np.column_stack([np.sin(angle), -np.cos(angle)]) * radius
    return places
