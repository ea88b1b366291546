"""What colour, size and width can tell: scales with their legends, the class of a cell. See docs/page-data.md."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from explorer.errors import OptionError, nearest
from explorer.graph.measures import Network, betweenness, eigenvector, pagerank
from explorer.pictures.communities import communities
from explorer.pictures.content import Columns, Content
from explorer.pictures.layouts.lines import Lines
from explorer.pictures.looks import COLOR, PARTS, TITLE, WEIGHT, WIDTH, Looks, number
from explorer.pictures.style import readable

MEASURES = ("degree", "pagerank", "eigenvector", "betweenness")
MANY = 3_000  # nodes; of more the communities are found only where they are asked for, or where nothing else tells
MOST = 50_000  # nodes of which communities are found unasked
OTHER, NONE = -1, -2  # classes beside those of a scale, as looks.js has them
CLASSES, COLOURS = 6, 8  # of a number; of a category, the rest is "other"
ALIKE = 0.075  # share where all are alike: a radius of 8
THREAD = 2.2  # neighbours in the mean: with fewer a graph is a path, a ring, a tree
FEW = 40  # different values that still make a category
OWN = {"force", "status", "start"}  # columns of the vocabulary that tell something by colour
LOOKS = {*COLOR, *TITLE, "size", "shape", "x", "y", "z", "pos", "label"}
LINE_LOOKS = {*COLOR, *TITLE, *WIDTH, *WEIGHT, "label"}


@dataclass(frozen=True)
class Scale:
    """How one column is told: `cells` are its texts or numbers, one a node (or relation)."""

    name: str
    label: str
    source: str
    type: str
    cells: Sequence[Any] = field(repr=False)
    values: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    cuts: tuple[float, ...] = ()

    def class_of(self, row: int) -> int:
        """Return the colour of a row: its place in the palette, or OTHER, NONE."""
        cell = self.cells[row]
        if self.type == "number":
            value = number(cell) if isinstance(cell, str) else float(cell)
            return NONE if value != value else sum(cut <= value for cut in self.cuts)
        if isinstance(cell, int):
            return cell if cell < len(self.values) else OTHER
        return NONE if not cell else self.values.index(cell) if cell in self.values else OTHER

    def share(self, row: int) -> float | None:
        """Return where between nothing (or the lowest, if below) and the highest the number of a row lies, 0 to 1."""
        cell = self.cells[row]
        value = number(cell) if isinstance(cell, str) else float(cell)
        base = min(0.0, self.low)
        if value != value:
            return None
        return (value - base) / (self.high - base) if self.high > self.low else ALIKE

    def entry(self) -> dict[str, Any]:
        """Return the scale as the payload carries it."""
        row: dict[str, Any] = {"name": self.name, "label": self.label, "from": self.source, "type": self.type}
        if self.type == "category":
            row["values"] = list(self.values)
        elif self.type == "number":
            row |= {"low": self.low, "high": self.high, "cuts": list(self.cuts)}
        return row


@dataclass(frozen=True)
class Encodings:
    """What colour, size and width tell at opening, what they can tell, and the communities where they are known."""

    color: str
    size: str
    width: str
    nodes: dict[str, Scale]
    edges: dict[str, Scale]
    community: list[int]
    measures: dict[str, list[float]]


def encodings_of(content: Content, looks: Looks, *, color: str = "", size: str = "", width: str = "") -> Encodings:
    """Return the encodings of `content`, opening with what was asked for, or else with what tells most.

    Raises OptionError for a name that no node or relation has.
    """
    found = _community(content, looks, wanted="community" in (color, size))
    measures = {name: _measure(content, name) for name in dict.fromkeys((color, size)) if name in MEASURES[1:]}
    nodes = _node_scales(content, looks, found, measures)
    edges = _edge_scales(content, looks)
    told = "given" if looks.color else "kind" if "kind" in nodes else "community" if _telling(content, found) else "one"
    large = "given" if looks.size else "degree"
    wide = "given" if looks.line_width else "weight" if looks.weight else "one"
    return Encodings(
        color=_known(color, _said(nodes, looks.color), "color") if color else told,
        size=_known(size, {n: one for n, one in _said(nodes, looks.size).items() if one.type != "category"}, "size")
        if size
        else large,
        width=_known(width, edges, "width") if width else wide,
        nodes=nodes,
        edges=edges,
        community=found,
        measures=measures,
    )


def _said(scales: Mapping[str, Scale], cells: Sequence[Any]) -> dict[str, Scale]:
    """Return the scales without what the data say themselves, where they do not say it: sizes are no colours."""
    return {name: scale for name, scale in scales.items() if name != "given" or cells}


def _known(name: str, scales: Mapping[str, Scale], option: str) -> str:
    if name == "one" or name in scales:
        return name
    near = nearest(name, list(scales))
    offered = ", ".join(near or [*scales, "one"][:12])
    raise OptionError(f"{option}={name!r} is nothing that {'relations' if option == 'width' else 'nodes'} have. "
                      f"Expected one of: {offered}.")  # fmt: skip


def _community(content: Content, looks: Looks, *, wanted: bool) -> list[int]:
    alone = len(content.kinds) < 2 and not looks.color
    if not wanted and content.size > (MOST if alone else MANY):
        return []
    lines = Lines.between(content.source, content.target, looks.weight or None)
    found = communities(lines, content.size).tolist() if len(lines.a) else []
    return found if wanted or len(set(found)) > 1 else []


def _telling(content: Content, community: list[int]) -> bool:
    """Whether communities say something at first sight: few hold most nodes, and the graph is no mere thread."""
    joined = sum(content.degree)
    shown = sum(group < COLOURS for group in community)
    return bool(community) and joined > THREAD * content.size and shown > 0.8 * content.size


def _measure(content: Content, name: str) -> list[float]:
    net = Network.simple(content.size, np.array(content.source, dtype=int), np.array(content.target, dtype=int))
    if name == "pagerank":
        scores = pagerank(net)
    else:
        scores = (eigenvector(net) if name == "eigenvector" else betweenness(net))[0]
    return [float(f"{score:.4g}") for score in scores.tolist()]


def _node_scales(
    content: Content, looks: Looks, community: list[int], measures: Mapping[str, list[float]]
) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    if len(content.kinds) > 1:
        names = tuple(kind.name for kind in content.kinds)
        scales["kind"] = Scale("kind", "Kind", "kind", "category", content.kind, names)
    if community:
        scales["community"] = Scale(
            "community", "Community", "community", "category", community, _leaders(content, community)
        )
    scales["degree"] = _number_scale("degree", "Number of neighbours", "degree", content.degree)
    for name, scores in measures.items():
        scales[name] = _number_scale(name, readable(name), "measures", scores)
    for name in sorted(OWN):
        cells = content.nodes[name]
        if name == "start":
            cells = [cell[:4] if cell[:4].isdecimal() else "" for cell in cells]
        scale = _column_scale(name, "column", cells)
        if scale is not None:
            scales[name] = scale
    mixed = looks.color and not any(name in content.more_nodes for name in COLOR)
    _add_columns(scales, content.more_nodes, LOOKS | {*PARTS} if mixed else LOOKS)
    if looks.color or looks.size:
        scales["given"] = Scale("given", "As the data say", "look", "given", looks.color or looks.size)
    return scales


def _edge_scales(content: Content, looks: Looks) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    if looks.weight:
        scales["weight"] = _number_scale("weight", "Weight", "weight", looks.weight)
    a, b = (np.array(ends, dtype=np.int64) for ends in (content.source, content.target))
    _, place, counts = np.unique(
        np.minimum(a, b) * content.size + np.maximum(a, b), return_inverse=True, return_counts=True
    )
    if len(counts) < len(a):
        scales["count"] = _number_scale("count", "Number of relations", "count", counts[place].tolist())
    numbers: dict[str, Scale] = {}
    _add_columns(numbers, content.more_relations, LINE_LOOKS)
    scales.update((name, scale) for name, scale in numbers.items() if scale.type == "number")
    if looks.line_width:
        scales["given"] = Scale("given", "As the data say", "look", "given", looks.line_width)
    return scales


def _add_columns(scales: dict[str, Scale], columns: Columns, left_out: set[str]) -> None:
    for name, cells in columns.items():
        if name not in left_out and name not in scales:
            scale = _column_scale(name, "more", cells)
            if scale is not None:
                scales[name] = scale


def _column_scale(name: str, source: str, cells: list[str]) -> Scale | None:
    """Return how a column of text is told: as numbers, as a category, or not at all (names, sentences)."""
    counts = Counter(cell for cell in cells if cell)
    if len(counts) < 2:
        return None
    numbers = [number(cell) for cell in counts]
    if len(counts) > COLOURS - 2 and sum(value == value for value in numbers) >= 0.9 * len(numbers):
        return _number_scale(name, readable(name), source, cells)
    if len(counts) > FEW or max(map(len, counts)) > 60 or len(counts) == sum(counts.values()) > COLOURS:
        return None
    most = sorted(counts, key=lambda cell: (-counts[cell], natural(cell)))[:COLOURS]
    return Scale(name, readable(name), source, "category", cells, tuple(sorted(most, key=natural)))


def _number_scale(name: str, label: str, source: str, cells: Sequence[Any]) -> Scale:
    texts = len(cells) > 0 and isinstance(cells[0], str)
    values = np.array([number(cell) for cell in cells] if texts else cells, dtype=np.float64)
    known = np.unique(values[np.isfinite(values)])
    if not len(known):
        return Scale(name, label, source, "number", cells)
    low, high = float(known[0]), float(known[-1])
    shares = np.quantile(known, [i / CLASSES for i in range(1, CLASSES)]).tolist()
    cuts = tuple(max(low, _short(cut)) for cut in shares)
    return Scale(name, label, source, "number", cells, (), low, high, cuts)


def _short(value: float) -> float:
    """Return a number of three figures."""
    return float(f"{value:.3g}") if math.isfinite(value) else 0.0


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts names as people do: 2 before 10, letters without regard to their case.

    >>> sorted(["AHG SOM 10", "AHG SOM 2", "ahg"], key=natural)
    ['ahg', 'AHG SOM 2', 'AHG SOM 10']
    """
    parts = re.split(r"(\d{1,18})", text)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part.casefold()) for part in parts if part)


def _leaders(content: Content, community: list[int]) -> tuple[str, ...]:
    """Return names of the largest communities: "around" their most connected node."""
    best: dict[int, int] = {}
    for row, group in enumerate(community):
        if group < COLOURS and (group not in best or content.degree[row] > content.degree[best[group]]):
            best[group] = row
    nodes = content.nodes
    names = [nodes["acronym"][row] or nodes["name"][row] or nodes["id"][row] for _, row in sorted(best.items())]
    return tuple(f"around {name}" for name in names)
