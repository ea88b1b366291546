"""Many parts on one sheet: shelves by falling height, on a sheet of the shape of a screen."""

from __future__ import annotations

import numpy as np

from explorer.pictures.layouts.lines import Points
from explorer.pictures.layouts.pivots import Parts

ASPECT = 1.5  # width to height of the sheet
LOOSE = 1.08  # times the area of the boxes, so that the last shelf is not the tallest


def boxes(places: Points, parts: Parts) -> tuple[Points, Points]:
    """Return the lower and the upper corner of the box of each part."""
    sorted_places = places[parts.order]
    starts = parts.begin[:-1]
    return np.minimum.reduceat(sorted_places, starts), np.maximum.reduceat(sorted_places, starts)


def pack(places: Points, parts: Parts, margin: float) -> Points:
    """Move each part onto the sheet; between any two boxes at least `margin` stays free."""
    low, high = boxes(places, parts)
    corner = shelves(high - low + margin)
    moved = places - (low - corner)[parts.of]
    centred: Points = moved - (moved.min(axis=0) + moved.max(axis=0)) / 2
    return centred


def shelves(sizes: Points) -> Points:
    """Return the corner of each box (widths and heights in `sizes`): in rows, the tallest first.

    >>> shelves(np.array([[4.0, 4.0], [2.0, 2.0], [2.0, 2.0]])).tolist()
    [[0.0, 0.0], [4.0, 0.0], [4.0, 2.0]]
    """
    wide = max(float(np.sqrt((sizes[:, 0] * sizes[:, 1]).sum() * ASPECT * LOOSE)), float(sizes[:, 0].max()))
    order = np.lexsort((np.arange(len(sizes)), -sizes[:, 0], -sizes[:, 1]))
    corner = np.zeros_like(sizes)
    left = top = tall = 0.0
    column: tuple[float, float, float] | None = None  # left edge, free from, width: room above a low box of the shelf
    for box, (width, height) in zip(order.tolist(), sizes[order].tolist(), strict=True):
        if column and width <= column[2] and column[1] + height <= top + tall + 1e-9:
            corner[box] = column[0], column[1]
            column = column[0], column[1] + height, column[2]
            continue
        if left + width > wide + 1e-9:
            left, top, tall = 0.0, top + tall, 0.0
        tall = tall or height
        corner[box] = left, top
        column = left, top + height, width
        left += width
    return corner
