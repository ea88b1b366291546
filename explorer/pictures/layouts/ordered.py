"""Layouts that put an attribute into places: one block for each group, time from left to right, a map."""

from __future__ import annotations

import numpy as np

from explorer.pictures.layouts.force import UNIT, places_around
from explorer.pictures.layouts.lines import Lines, Points, Rows
from explorer.pictures.layouts.packing import pack
from explorer.pictures.layouts.parting import part
from explorer.pictures.layouts.pivots import Parts

BLOCK = 1.6  # width to height of a block
ROW = 0.7  # units between the rows of a block
APART = 0.4  # units: least distance between nodes on a map or a time line


def blocks(group: Rows, degree: Points) -> Points:
    """Place each group as a block of rows, the most connected first; the blocks are packed."""
    parts = Parts.from_labels(group)
    places = np.zeros((len(group), 2))
    for first, last in zip(parts.begin[:-1].tolist(), parts.begin[1:].tolist(), strict=True):
        rows = parts.order[first:last]
        rows = rows[np.argsort(-degree[rows], kind="stable")]
        wide = max(1, int(np.ceil(np.sqrt(len(rows) * BLOCK * ROW))))
        step = np.arange(len(rows))
        places[rows] = np.column_stack([step % wide * UNIT, step // wide * ROW * UNIT])
    return pack(places, parts, 2 * UNIT)


def by_time(years: Points, beside: Points, lines: Lines) -> Points:
    """Place dated nodes (`years`, not a number for others) from left to right; heights follow the layout `beside`.

    Half by order, half by date, so that busy years get room. What has no date stands at the middle of its neighbours.
    """
    dated = np.flatnonzero(np.isfinite(years))
    if not len(dated):
        return beside
    values = years[dated]
    rank = np.empty(len(dated))
    rank[np.argsort(values, kind="stable")] = np.arange(len(dated)) / max(1, len(dated) - 1)
    span = float(np.ptp(values)) or 1.0
    size = len(years)
    wide = UNIT * max(8.0, 1.6 * np.sqrt(size))
    places = np.zeros((size, 2))
    places[dated, 0] = ((rank + (values - values.min()) / span) / 2 - 0.5) * wide
    tall = float(np.ptp(beside[:, 1])) or 1.0
    places[:, 1] = (beside[:, 1] - beside[:, 1].min()) / tall * wide * 0.55
    around = places_around(lines, size, dated, places[dated]) if len(dated) < size else places
    places[:, 0] = np.clip(around[:, 0], -0.6 * wide, 0.6 * wide)
    return _part_upright(places)


def _part_upright(places: Points) -> Points:
    """Part what is too near without moving anything in time."""
    flat = part(places, APART * UNIT)
    flat[:, 0] = places[:, 0]
    return flat


def on_map(latitude: Points, longitude: Points, lines: Lines) -> Points:
    """Place nodes by their coordinates in degrees (not a number for others).

    Meridians are straight, and a degree of longitude is as long as it is in the middle of the map.
    """
    rows = np.flatnonzero(np.isfinite(latitude) & np.isfinite(longitude))
    across, down = map_scale(latitude, longitude)
    places = np.column_stack([longitude[rows] * across, latitude[rows] * -down])
    places = part(places, APART * UNIT, rounds=25)
    size = len(latitude)
    if len(rows) == size:
        return places
    return places_around(lines, size, rows, places)


def map_scale(latitude: Points, longitude: Points) -> tuple[float, float]:
    """Return how long a degree of longitude and one of latitude are drawn on the map of these nodes."""
    known = np.isfinite(latitude) & np.isfinite(longitude)
    north, east = latitude[known], longitude[known]
    squeeze = max(0.1, float(np.cos(np.radians((float(north.min()) + float(north.max())) / 2))))
    extent = max(0.01, float(np.ptp(east)) * squeeze, float(np.ptp(north)))
    degree = UNIT * max(10.0, 1.6 * float(np.sqrt(len(latitude)))) / extent
    return squeeze * degree, degree
