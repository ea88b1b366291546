"""Names on a picture: the most important ones always, none over a shape or another name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SIZE, LETTER = 11.0, 5.9  # of the letters; usual width of one
LEADERS = 15  # names that are never left out
FAR = 12  # rings of places that are tried for a leader
CELL = 48.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name put down: its middle, its base line, and whether a line has to lead from its node."""

    text: str
    x: float
    y: float
    led: bool = False


@dataclass(frozen=True)
class Boxes:
    """Boxes in a grid, to ask quickly whether a place is taken."""

    cells: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def add(self, box: Box) -> None:
        """Take a place."""
        for cell in _cells(box):
            self.cells[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing lies there."""
        left, top, right, bottom = box
        return not any(
            other[0] < right and other[2] > left and other[1] < bottom and other[3] > top
            for cell in _cells(box)
            for other in self.cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
        for j in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
            yield i, j


def width_of(text: str) -> float:
    """Return about how wide a name is.

    >>> width_of("Bali") < width_of("東京都庁") < 50
    True
    """
    if text.isascii():
        return len(text) * LETTER
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (len(text) - wide) * LETTER + wide * SIZE


def place_names(
    names: Mapping[int, str],
    points: Mapping[int, tuple[float, float]],
    radius: Mapping[int, float],
    order: Sequence[int],
    taken: Sequence[Box] = (),
) -> dict[int, Name]:
    """Return where the names stand, in the order of importance: below, beside or above their nodes where it is free.

    The first ones are never left out: they move away until there is room, and a line leads to them.
    """
    boxes = Boxes()
    for box in taken:
        boxes.add(box)
    for row, (x, y) in points.items():
        r = radius[row]
        boxes.add((x - r, y - r, x + r, y + r))
    placed: dict[int, Name] = {}
    for place, row in enumerate(order):
        text = names.get(row, "")
        if not text:
            continue
        wide = width_of(text)
        for x, y, far in _spots(points[row], radius[row], wide, FAR if place < LEADERS else 1):
            box = (x - wide / 2 - 1, y - SIZE * 0.85, x + wide / 2 + 1, y + SIZE * 0.3)
            if boxes.is_free(box):
                boxes.add(box)
                placed[row] = Name(text, x, y, far > 0)
                break
    return placed


def _spots(at: tuple[float, float], radius: float, wide: float, rings: int) -> Iterator[tuple[float, float, int]]:
    """Middles and base lines of a name around its node, nearer ones first, with the ring they are on."""
    x, y = at
    for ring in range(rings):
        down, aside = radius + 3 + ring * SIZE * 1.6, radius + 4 + wide / 2 + ring * SIZE * 1.6
        low, middle, high = y + down + SIZE * 0.85, y + SIZE * 0.36, y - down - SIZE * 0.3
        yield from ((x, low, ring), (x + aside, middle, ring), (x - aside, middle, ring), (x, high, ring))
        slant = wide / 2 + radius * 0.7 + ring * SIZE
        for across in (slant, -slant):
            yield from ((x + across, low - SIZE * 0.5, ring), (x + across, high + SIZE * 0.5, ring))
