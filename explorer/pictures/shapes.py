"""Shapes and curves of the SVG, with square roots only, so that every machine writes the same numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import escape

Point = tuple[float, float]
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Corners on the unit circle.
_CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle": ((0, -1.15), (1.1, 0.85), (-1.1, 0.85)),
    "triangleDown": ((0, 1.15), (1.1, -0.85), (-1.1, -0.85)),
    "hexagon": ((1.1, 0), (0.55, 0.9526), (-0.55, 0.9526), (-1.1, 0), (-0.55, -0.9526), (0.55, -0.9526)),
    "pentagon": ((0, -1.15), (1.0937, -0.3554), (0.676, 0.9304), (-0.676, 0.9304), (-1.0937, -0.3554)),
    "star": (
        *((0, -1.3), (0.3527, -0.4854), (1.2364, -0.4017), (0.5706, 0.1854), (0.7641, 1.0517)),
        *((0, 0.6), (-0.7641, 1.0517), (-0.5706, 0.1854), (-1.2364, -0.4017), (-0.3527, -0.4854)),
    ),
}


def esc(text: str) -> str:
    r"""Return `text` as it may stand in XML, in an element or a quoted attribute.

    >>> esc("<b>\x00&")
    '&lt;b&gt;\ufffd&amp;'
    """
    return str(escape(_NOT_XML.sub("\ufffd", text)))


def number(value: float) -> str:
    """Return a coordinate with at most one decimal.

    >>> number(2.04), number(-0.01)
    ('2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def outline(shape: str, at: Point, radius: float, half: float) -> str:
    """Return the element of a shape around `at`; `half` is half the width of those that hold their label."""
    x, y = at
    if shape == "ellipse":
        return f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(half)}" ry="{number(radius + 2)}"/>'
    if shape == "box":
        return (
            f'<rect x="{number(x - half)}" y="{number(y - radius - 1)}" width="{number(2 * half)}" '
            f'height="{number(2 * radius + 2)}" rx="3"/>'
        )
    corners = _CORNERS.get(shape)
    if corners is None:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
    points = " ".join(f"{number(x + a * radius)},{number(y + b * radius)}" for a, b in corners)
    return f'<polygon points="{points}"/>'


def bends(ends: Sequence[tuple[int, int]]) -> list[float]:
    """Return how far each relation bends aside, as a share of its length, seen from its source.

    The i-th of k that join the same two nodes has `(i − (k − 1) / 2) · min(0.24, 0.9 / k)`, negated where the source's
    row is the larger: the page draws by the same formula (docs/page-data.md).

    >>> bends([(0, 1), (1, 0), (1, 2)])
    [-0.12, -0.12, 0.0]
    """
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (a, b) in enumerate(ends):
        together[min(a, b), max(a, b)].append(place)
    found = [0.0] * len(ends)
    for places in together.values():
        step = min(0.24, 0.9 / len(places))
        for i, place in enumerate(places):
            bend = (i - (len(places) - 1) / 2) * step
            found[place] = bend if ends[place][0] <= ends[place][1] else -bend
    return found


def curve(start: Point, end: Point, bend: float, near: float, far: float) -> tuple[str, Point, Point]:
    """Return a path from `start` to `end` bent aside, the last point before its tip, and the tip.

    The control point of the quadratic curve lies `bend` times the length beside the middle. `near` and `far` are left
    free at its ends, for the nodes.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    middle = ((start[0] + end[0]) / 2 - dy * bend, (start[1] + end[1]) / 2 + dx * bend)
    if length > near + far:
        start, end = _towards(start, middle, near), _towards(end, middle, far)
    path = f"M{number(start[0])} {number(start[1])}"
    if bend:
        path += f"Q{number(middle[0])} {number(middle[1])} {number(end[0])} {number(end[1])}"
    else:
        path += f"L{number(end[0])} {number(end[1])}"
    return path, middle, end


def arrow(before: Point, tip: Point, length: float = 6.0) -> str:
    """Return the path of an arrow head at `tip` that comes from `before`."""
    back = _towards(tip, before, length)
    dx, dy = (back[0] - tip[0]) * 0.42, (back[1] - tip[1]) * 0.42
    corners = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"


def loop(at: Point, radius: float, nth: int) -> tuple[str, Point, Point]:
    """Return the path of a node's `nth` relation to itself, the last point before its tip, and the tip.

    A cubic curve above the node, each around the one before (docs/page-data.md).
    """
    x, y = at
    far = radius + 10 + 9 * nth
    foot, up = 0.6 * radius, y - 0.8 * radius
    high = y - radius - 1.6 * far
    path = (
        f"M{number(x + foot)} {number(up)}C{number(x + far)} {number(high)} "
        f"{number(x - far)} {number(high)} {number(x - foot)} {number(up)}"
    )
    return path, (x - far, high), (x - foot, up)


def _towards(start: Point, end: Point, way: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return start[0] + dx / length * way, start[1] + dy / length * way
