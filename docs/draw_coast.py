"""Make the outline of the land that maps are drawn on: a few lines of text from Natural Earth, 1:110 million.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python docs/draw_coast.py package/land-110m.json

Natural Earth is in the public domain (naturalearthdata.com); the npm package world-atlas carries it as TopoJSON.
Writes explorer/pictures/coast.txt: one ring a line, tenths of degrees as signed steps in the encoding of polylines
(five bits a letter), longitude first, without bends below a quarter of a degree.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

BEND = 0.25  # degrees that a point may lie beside the line without it
TARGET = Path(__file__).parents[1] / "explorer" / "pictures" / "coast.txt"
Ring = list[tuple[float, float]]


def rings(topology: dict) -> list[Ring]:
    """Return the rings of all land, longitude and latitude in degrees."""
    (sx, sy), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * sx + dx, y * sy + dy))
        arcs.append(arc)
    found = []
    for polygon in topology["objects"]["land"]["geometries"][0]["arcs"]:
        for ring in polygon:
            points: Ring = []
            for arc in ring:
                points += arcs[arc] if arc >= 0 else arcs[~arc][::-1]
            found += cut(points)
    return found


def cut(ring: Ring) -> list[Ring]:
    """Cut a ring that crosses the date line in two, so that no border runs back across the map."""
    x, unrolled = ring[0][0], [ring[0]]
    for (before, _), (after, y) in pairwise(ring):
        x += (after - before + 180) % 360 - 180
        unrolled.append((x, y))
    outside = [x for x, _ in unrolled if abs(x) > 180]
    if not outside or abs(x - ring[0][0]) > 1:  # all on one side, or around the pole
        return [ring]
    side = 1 if outside[0] > 0 else -1
    inner = kept(unrolled, side)
    outer = kept([(x - 360 * side, y) for x, y in unrolled], -side)
    return [inner, outer]


def kept(ring: Ring, side: int) -> Ring:
    """Keep of a ring what lies on this side of 180 degrees, 1 for east, −1 for west (Sutherland and Hodgman 1974)."""
    found: Ring = []
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if ax * side <= 180:
            found.append((ax, ay))
        if (ax * side <= 180) != (bx * side <= 180):
            found.append((180.0 * side, ay + (by - ay) * (180 * side - ax) / (bx - ax)))
    return [*found, found[0]]


def straightened(points: Ring) -> Ring:
    """Leave out points that lie on the line between their neighbours (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    far = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / long if long else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        for x, y in points
    ]
    at = max(range(len(points)), key=far.__getitem__)
    if far[at] < BEND:
        return [points[0], points[-1]]
    return straightened(points[: at + 1])[:-1] + straightened(points[at:])


def letters(ring: Ring) -> str:
    """Return a ring as a line of text."""
    told, last = [], (0, 0)
    for point in ring:
        here = (round(point[0] * 10), round(point[1] * 10))
        for step in (here[0] - last[0], here[1] - last[1]):
            value = ~(step << 1) if step < 0 else step << 1
            while value >= 32:
                told.append(chr((value & 31 | 32) + 63))
                value >>= 5
            told.append(chr(value + 63))
        last = here
    return "".join(told)


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = [letters(short) for ring in rings(topology) if len(short := straightened(ring)) > 3]
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
