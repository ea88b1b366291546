"""What the data say about their own looks: colours, sizes, shapes, tips, places, widths and weights."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.graph.colours import colours
from explorer.pictures.content import Columns, Content

COLOR, TITLE = ("color", "colour"), ("title", "tooltip")
PARTS = ("r", "g", "b")  # of a colour, each a column of its own, as Gephi writes GraphML
WIDTH, WEIGHT = ("width", "thickness", "penwidth"), ("weight", "value")
RADIUS, LINE = (3.0, 40.0), 12.0  # pixels: sizes and widths inside these are meant as such, others are scaled
# Words of other tools for the shapes that the page draws.
SHAPES: Mapping[str, str] = {
    "circle": "dot", "disc": "dot", "ellipse": "ellipse", "rect": "box", "rectangle": "box", "box": "box",
    "square": "square", "diamond": "diamond", "triangle": "triangle", "triangledown": "triangleDown", "star": "star",
    "hexagon": "hexagon", "dot": "dot", "point": "dot", "o": "dot", "s": "square", "d": "diamond", "^": "triangle",
    "v": "triangleDown", "h": "hexagon", "*": "star",
}  # fmt: skip


@dataclass(frozen=True)
class Looks:
    """Columns of what the data say, each empty where they say nothing; numbers are radii and widths in pixels."""

    color: list[str]
    size: list[float]
    shape: list[str]
    title: list[str]
    places: dict[str, tuple[float, float]]
    line_color: list[str]
    line_width: list[float]
    line_title: list[str]
    weight: list[float]


def looks_of(content: Content) -> Looks:
    """Return the looks that nodes and relations bring with them.

    >>> import networkx as nx
    >>> from explorer.graph.mapping import facts_of
    >>> from explorer.pictures.content import content_of
    >>> graph = nx.Graph()
    >>> graph.add_node("a", color="teal", shape="s")
    >>> looks = looks_of(content_of(facts_of(graph)))
    >>> looks.color, looks.shape
    (['#008080'], ['square'])
    """
    nodes, lines = content.more_nodes, content.more_relations
    return Looks(
        color=_colours(nodes, content.size),
        size=_scaled(_numbers(nodes, ("size",), content.size), RADIUS[0], RADIUS[1], 5.0, 11.0, root=True),
        shape=[SHAPES.get(cell.casefold(), "") for cell in _cells(nodes, ("shape",))],
        title=_cells(nodes, TITLE),
        places=_places(content),
        line_color=_colours(lines, len(content.source)),
        line_width=_scaled(_numbers(lines, WIDTH, len(content.source)), 0.0, LINE, 0.8, 4.2, root=False),
        line_title=_cells(lines, TITLE),
        weight=_weights(content),
    )


def _cells(columns: Columns, names: Sequence[str]) -> list[str]:
    found = next((columns[name] for name in names if name in columns), [])
    return found if any(found) else []


def _colours(columns: Columns, size: int) -> list[str]:
    cells = _cells(columns, COLOR) or _mixed(columns)
    known = colours(cells)
    found = [known.get(cell, "") for cell in cells]
    return found if len(found) == size and any(found) else []


def _mixed(columns: Columns) -> list[str]:
    """Return colours of which red, green and blue have a column each, all whole numbers up to 255."""
    parts = [[number(cell) for cell in columns.get(name, ())] for name in PARTS]
    known = [value for column in parts for value in column if value == value]
    if not all(parts) or not all(0 <= value <= 255 and value == int(value) for value in known):
        return []
    rows = zip(*parts, strict=True)
    return [f"rgb({int(r)}, {int(g)}, {int(b)})" if r == r and g == g and b == b else "" for r, g, b in rows]


def number(cell: str) -> float:
    """Return the number of a cell, not a number where it holds none."""
    try:
        value = float(cell) if cell else math.nan
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan


def _numbers(columns: Columns, names: Sequence[str], size: int) -> list[float]:
    values = [number(cell) for cell in _cells(columns, names)]
    return values if len(values) == size and any(value == value for value in values) else []


def _scaled(values: list[float], low: float, high: float, least: float, more: float, *, root: bool) -> list[float]:
    """Return pixels: the values where all lie between `low` and `high`, else `least` and up to `more` above it."""
    known = [value for value in values if value == value]
    if not known or (low <= min(known) and max(known) <= high):
        return [round(value, 1) if value == value else 0.0 for value in values]
    base, most = min(0.0, *known), max(known)
    share = [(value - base) / (most - base) if most > base else 0.5 for value in values]
    return [round(least + more * (x**0.5 if root else x), 1) if x == x else 0.0 for x in share]


def _places(content: Content) -> dict[str, tuple[float, float]]:
    nodes, ids = content.more_nodes, content.nodes["id"]
    if "pos" in nodes:
        pairs = [re.sub(r"[()\[\],;]", " ", cell).split() for cell in nodes["pos"]]
        cells = [(pair[0], pair[1]) if len(pair) > 1 else ("", "") for pair in pairs]
    elif "x" in nodes and "y" in nodes:
        cells = list(zip(nodes["x"], nodes["y"], strict=True))
    else:
        return {}
    points = [(number(x), number(y)) for x, y in cells]
    most = 1_000_000
    return {name: (x, y) for name, (x, y) in zip(ids, points, strict=True) if abs(x) <= most and abs(y) <= most}


def _weights(content: Content) -> list[float]:
    """Return the weights of the relations, 1 where none is given; nothing where all are alike."""
    values = [value if value > 0 else 1.0 for value in _numbers(content.more_relations, WEIGHT, len(content.source))]
    return values if len(set(values)) > 1 else []
