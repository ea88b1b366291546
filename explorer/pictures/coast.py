"""The outline of the land under a map: Natural Earth, 1:110 million, public domain; docs/draw_coast.py makes it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

Ring = list[tuple[float, float]]


@lru_cache(maxsize=1)
def outline() -> str:
    """Return the outline as it stands in its file: a ring a line, steps of a tenth of a degree as letters."""
    return files("explorer.pictures").joinpath("coast.txt").read_text(encoding="ascii").strip()


@lru_cache(maxsize=1)
def rings() -> tuple[Ring, ...]:
    """Return every ring as pairs of longitude and latitude in degrees."""
    return tuple(_ring(line) for line in outline().splitlines())


def _ring(line: str) -> Ring:
    steps, value, bits = [], 0, 0
    for letter in line:
        part = ord(letter) - 63
        value |= (part & 31) << bits
        bits += 5
        if part < 32:
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = bits = 0
    points, x, y = [], 0, 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        points.append((x / 10, y / 10))
    return points
