"""Where each node stands: seeded, rounded, the same on every run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.errors import OptionError
from explorer.pictures.communities import communities
from explorer.pictures.content import Content
from explorer.pictures.layouts.force import UNIT, parts_places, places_around
from explorer.pictures.layouts.lines import Lines, Points, components
from explorer.pictures.layouts.ordered import blocks, by_time, on_map
from explorer.pictures.layouts.pivots import Parts
from explorer.pictures.layouts.rings import circle, concentric, round_trip
from explorer.pictures.layouts.tree import tree

LAYOUTS = ("force", "concentric", "circle", "kind", "community", "year", "map", "tree")
LIMIT = 1_000_000.0  # no coordinate is larger
LATITUDE, LONGITUDE = ("lat", "latitude"), ("lon", "lng", "long", "longitude")


@dataclass(frozen=True)
class Places:
    """Where all nodes stand, in whole units; `opening` holds x and y of what is drawn first where these differ."""

    x: list[int]
    y: list[int]
    layout: str = "force"
    opening: tuple[list[int], list[int]] | None = None


def positions_of(
    content: Content,
    first: Sequence[int],
    given: Mapping[str, tuple[float, float]] | None = None,
    layout: str = "force",
) -> Places:
    """Return the place of every node, in whole units of about a twentieth of a node.

    `first` are the rows drawn at opening: they get places of their own where they are but a part. `given` fixes
    nodes by id, the others are placed around them; positions all close together, as networkx' layouts between −1
    and 1, are spread to a usual distance. Raises OptionError for a position that is not two finite numbers, and for
    a layout that the graph does not allow.
    """
    if layout not in LAYOUTS:
        raise OptionError(f"layout={layout!r} is none of {', '.join(LAYOUTS)}.")
    if not content.size:
        return Places([], [])
    fixed = _given(content, given or {})
    if fixed:
        points = _spread(np.array(list(fixed.values()), dtype=np.float64))
        if len(fixed) < content.size:
            lines = Lines.between(content.source, content.target)
            points = places_around(lines, content.size, np.array(list(fixed), dtype=np.int64), points)
        return Places(*_rounded(points), layout="given")
    lines = Lines.between(content.source, content.target)
    whole = _rounded(_laid_out(content, lines, layout, range(content.size)))
    if len(first) == content.size:
        return Places(*whole, layout=layout)
    return Places(*whole, layout=layout, opening=_rounded(_laid_out(content, lines, layout, first)))


def _laid_out(content: Content, lines: Lines, layout: str, rows: Sequence[int]) -> Points:
    """Return the places of `rows` laid out by themselves."""
    chosen, size = np.array(rows, dtype=np.int64), len(rows)
    lines = lines.among(rows, content.size)
    kind = np.array(content.kind, dtype=np.int64)[chosen]
    degree = lines.degrees(size)
    if layout == "kind":
        return blocks(kind, degree)
    if layout == "community":
        group = communities(lines, size)
        return parts_places(lines.within(group), Parts.from_labels(group))
    if layout == "map":
        latitude, longitude = coordinates_of(content)
        if not np.isfinite(latitude + longitude).any():
            raise OptionError("layout='map' needs nodes with a latitude and a longitude in degrees; there are none.")
        if not np.isfinite(latitude[chosen] + longitude[chosen]).any():
            return parts_places(lines, Parts.from_labels(components(lines, size)))
        return on_map(latitude[chosen], longitude[chosen], lines)
    parts = Parts.from_labels(components(lines, size))
    if layout == "tree":
        incoming = np.bincount(np.array(content.target, dtype=np.int64), minlength=content.size)
        return tree(lines, parts, incoming[chosen].astype(np.float64))
    places = parts_places(lines, parts)
    if layout == "force":
        return places
    if layout == "year":
        years = np.array([_year(start) for start in content.nodes["start"]])
        if not np.isfinite(years).any():
            raise OptionError("layout='year' needs nodes with a start; there are none.")
        return by_time(years[chosen], places, lines)
    order = round_trip(places, parts)
    if layout == "concentric":
        return concentric(order, degree)
    return circle(order[np.argsort(kind[order], kind="stable")])


def coordinates_of(content: Content) -> tuple[Points, Points]:
    """Return latitude and longitude of every node in degrees, not a number where it has none."""
    found = []
    for column, most in zip(coordinate_columns(content), (90.0, 180.0), strict=True):
        cells = content.more_nodes.get(column, [""] * content.size)
        values = np.array([_number(cell) for cell in cells])
        found.append(np.where(np.abs(values) <= most, values, np.nan))
    return found[0], found[1]


def coordinate_columns(content: Content) -> tuple[str, str]:
    """Return the names of the columns of latitude and longitude, "" where there is none."""
    columns = {name.casefold(): name for name in reversed(content.more_nodes)}
    latitude, longitude = (
        next((columns[name] for name in names if name in columns), "") for names in (LATITUDE, LONGITUDE)
    )
    return latitude, longitude


def _rounded(points: Points) -> tuple[list[int], list[int]]:
    whole = np.rint(np.clip(points, -LIMIT, LIMIT)).astype(int)
    return whole[:, 0].tolist(), whole[:, 1].tolist()


def _given(content: Content, given: Mapping[str, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for name, point in given.items():
        row = content.row.get(name)
        if row is None:
            continue
        try:
            x, y = (float(value) for value in point)
        except (TypeError, ValueError):
            x = y = float("nan")
        if not abs(x) <= LIMIT or not abs(y) <= LIMIT:
            raise OptionError(f"The position of {name!r} is {point!r}; give two finite numbers up to {LIMIT:.0f}.")
        found[row] = (x, y)
    return dict(sorted(found.items()))


def _spread(points: Points) -> Points:
    extent = float((points.max(axis=0) - points.min(axis=0)).max())
    usual = UNIT * len(points) ** 0.5
    return points * (usual * 1.5 / extent) if 0 < extent < usual / 10 else points


def _year(start: str) -> float:
    """Return a date as a fraction of years; not a number where there is none."""
    found = re.match(r"(-?\d{1,4})(?:-(\d\d))?", start)
    return int(found[1]) + (int(found[2]) if found[2] else 6) / 12 if found else float("nan")


def _number(cell: str) -> float:
    try:
        return float(cell) if cell else float("nan")
    except ValueError:
        return float("nan")
