"""The drawing as SVG, fit for a paper: the nodes drawn at opening, with title, legend and source, no script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.errors import OptionError
from explorer.pictures.coast import rings
from explorer.pictures.content import Content
from explorer.pictures.labels import labels_of
from explorer.pictures.layouts.ordered import map_scale
from explorer.pictures.layouts.parting import nearest_gaps
from explorer.pictures.legend import entries_of, ink, paint_of, placed, shape_of, width_of
from explorer.pictures.names import SIZE, place_names
from explorer.pictures.names import width_of as name_width
from explorer.pictures.payload import View
from explorer.pictures.positions import coordinates_of
from explorer.pictures.shapes import Point, arrow, bends, curve, esc, loop, number, outline
from explorer.pictures.style import page_colour
from explorer.version import VERSION

FONT = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif"
SHEET = (1100.0, 820.0)  # pixels that the drawing may take at most, without title and legend
LEAST, LARGEST = 1.2, 0.36  # radius in pixels; share of the gap to the nearest node
MARGIN = 24.0
LAND = {"light": ("#eef1f4", "#c3cad3"), "dark": ("#1d242d", "#3a4552")}  # fill and border of a map's land
HEADS = 4_000  # relations with arrow heads; of more none would be seen


@dataclass
class _Sheet:
    """Elements gathered so far, back to front, and the room they take."""

    lines: list[str] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    low: list[float] = field(default_factory=lambda: [0.0, 0.0])
    high: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def reach(self, x: float, y: float) -> None:
        self.low = [min(self.low[0], x), min(self.low[1], y)]
        self.high = [max(self.high[0], x), max(self.high[1], y)]


def svg_of(
    content: Content,
    view: View,
    *,
    theme: str = "light",
    labels: bool = True,
    legend: bool = True,
    source: str | bool = True,
) -> str:
    """Return what is drawn at opening as the text of an SVG file.

    `theme` is light or dark; `labels` and `legend` can be left out. `source` is the line below: words of your own, or
    True for the name of the data and the program. Raises OptionError for another theme.
    """
    if theme not in ("light", "dark"):
        raise OptionError(f"theme={theme!r} is neither light nor dark.")
    sheet = _Sheet()
    points = _fitted(view.opening())
    radius = _radii(view, points)
    lines = [
        row
        for row, (a, b) in enumerate(zip(content.source, content.target, strict=True))
        if a in points and b in points
    ]
    land = _land(content, view, points, theme)
    _draw_relations(sheet, content, view, points, radius, lines, theme)
    names = labels_of(content, list(view.first)) if labels else {}
    _draw_nodes(sheet, content, view, points, radius, theme, names)
    entries = entries_of(content, view.encodings, radius, lines, theme) if legend else []
    words = _source(content, view) if source is True else source or ""
    return _assemble(sheet, content, view, theme, entries, words, land)


def _fitted(points: Mapping[int, Point]) -> dict[int, Point]:
    """Bring the places to the sheet, never larger than they are."""
    if not points:
        return {}
    scale = _scale(points)
    return {row: (x * scale, y * scale) for row, (x, y) in points.items()}


def _scale(points: Mapping[int, Point]) -> float:
    across, down = zip(*points.values(), strict=True)
    fitted = min(1.0, SHEET[0] / max(1.0, max(across) - min(across)), SHEET[1] / max(1.0, max(down) - min(down)))
    return float(fitted)


def _land(content: Content, view: View, points: Mapping[int, Point], theme: str) -> str:
    """Return the outline of the land under a map, "" under any other layout."""
    if view.places.layout != "map" or not points:
        return ""
    rows = list(points)
    latitude, longitude = (column[rows] for column in coordinates_of(content))
    if not np.isfinite(latitude + longitude).any():
        return ""
    across, down = map_scale(latitude, longitude)
    scale = _scale(view.opening())
    told = "".join(
        "M" + "L".join(f"{number(x * across * scale)} {number(-y * down * scale)}" for x, y in ring) + "Z"
        for ring in rings()
    )
    fill, line = LAND[theme]
    return f'<path d="{told}" fill="{fill}" stroke="{line}" stroke-width="0.6" fill-rule="evenodd"/>'


def _framed(sheet: _Sheet, land: str) -> list[str]:
    """Return the land cut off at the border of the drawing."""
    if not land:
        return []
    (left, top), (right, bottom) = sheet.low, sheet.high
    box = (left - MARGIN / 2, top - MARGIN / 2, right - left + MARGIN, bottom - top + MARGIN)
    x, y, width, height = (number(value) for value in box)
    return [
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{x} {y} {width} {height}">',
        land,
        "</svg>",
    ]


def _radii(view: View, points: Mapping[int, Point]) -> dict[int, float]:
    """Return radii in pixels: what the size tells, smaller in a crowd, never into the nearest node."""
    rows = list(points)
    gaps = dict(zip(rows, nearest_gaps(list(points.values())), strict=True))
    crowd = min(1.0, max(0.3, sorted(gaps.values())[len(gaps) // 2] / 34)) if len(gaps) > 1 else 1.0
    told = view.encodings.nodes.get(view.encodings.size)
    given = view.looks.size if view.encodings.size == "given" else []
    found = {}
    for row in rows:
        share = told.share(row) if told is not None and told.type == "number" else None
        wanted = (given[row] if given and given[row] else 5 + 11 * (share or 0.0) ** 0.5) * crowd
        found[row] = max(LEAST, min(wanted, gaps[row] * LARGEST))
    return found


def _draw_relations(
    sheet: _Sheet,
    content: Content,
    view: View,
    points: Mapping[int, Point],
    radius: Mapping[int, float],
    lines: Sequence[int],
    theme: str,
) -> None:
    bent = bends([(content.source[row], content.target[row]) for row in lines])
    told = view.encodings.edges.get(view.encodings.width)
    loose = set(content.undirected)
    loops: dict[int, int] = defaultdict(int)
    thin = min(1.0, (900 / max(1, len(lines))) ** 0.35)
    for row, bend in zip(lines, bent, strict=True):
        a, b = content.source[row], content.target[row]
        style = content.relation_kinds[content.relation[row]]
        own = view.looks.line_color[row] if view.looks.line_color else ""
        colour = own or (style.light if theme == "light" else style.dark)
        dash = ' stroke-dasharray="5 4"' if style.dashes or content.relations["basis"][row] == "inferred" else ""
        headed = style.directed and row not in loose and len(lines) <= HEADS
        if a == b:
            path, before, tip = loop(points[a], radius[a], loops[a])
            loops[a] += 1
            sheet.reach(points[a][0], points[a][1] - 3.2 * (radius[a] + 10 + 9 * loops[a]))
        else:
            path, before, tip = curve(points[a], points[b], bend, radius[a], radius[b] + (1.5 if headed else 0))
        wide = 1.1 * thin
        if view.looks.line_width and view.encodings.width == "given":
            wide = view.looks.line_width[row] or wide
        elif told is not None and told.type == "number":
            wide = width_of(told, float(told.cells[row])) * thin
        sheet.lines.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{wide:.2g}"{dash}/>')
        if headed:
            sheet.lines.append(f'<path d="{arrow(before, tip, (4 + 1.6 * wide) * max(0.6, thin))}" fill="{colour}"/>')


def _draw_nodes(
    sheet: _Sheet,
    content: Content,
    view: View,
    points: Mapping[int, Point],
    radius: Mapping[int, float],
    theme: str,
    names: Mapping[int, str],
) -> None:
    for row in reversed(list(points)):
        kind = content.kinds[content.kind[row]]
        fill, line = paint_of(content, view, row, theme)
        shape = outline(shape_of(content, view, row), points[row], radius[row], radius[row] * 1.3).replace("/>", "")
        full = esc(content.nodes["name"][row] or content.nodes["id"][row])
        thick = min(1.2, radius[row] / 4)
        sheet.nodes.append(
            f'<g><title>{full} ({esc(kind.label)})</title>{shape} fill="{fill}" stroke="{line}" '
            f'stroke-width="{thick:.2g}"/></g>'
        )
        for sign in (-1, 1):
            sheet.reach(points[row][0] + sign * (radius[row] + 4), points[row][1] + sign * (radius[row] + 4))
    for row, name in place_names(names, points, radius, list(points)).items():
        half = name_width(name.text) / 2 + 4
        sheet.reach(name.x - half, name.y - SIZE)
        sheet.reach(name.x + half, name.y + SIZE * 0.4)
        if name.led:
            x, y = points[row]
            sheet.lines.append(
                f'<path d="M{number(x)} {number(y)}L{number(name.x)} {number(name.y - SIZE * 0.36)}" fill="none" '
                f'stroke="{ink(theme)}" stroke-width="0.5" stroke-opacity="0.6"/>'
            )
        sheet.labels.append(
            f'<text x="{number(name.x)}" y="{number(name.y)}" fill="{ink(theme)}" stroke="{page_colour(theme)}" '
            f'stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">{esc(name.text)}</text>'
        )


def _source(content: Content, view: View) -> str:
    documents = len(content.facts.documents)
    made = f"drawn by relationship-explorer {VERSION}"
    by = f", {', '.join(view.authors)}" if view.authors else ""
    read = f", {documents:,} {'document' if documents == 1 else 'documents'}" if documents else ""
    return f"Source: {view.title}{by}{read}; {made}"


def _assemble(
    sheet: _Sheet,
    content: Content,
    view: View,
    theme: str,
    entries: list[tuple[str, str]],
    source: str,
    land: str = "",
) -> str:
    left, top = sheet.low[0] - MARGIN, sheet.low[1] - MARGIN - 50
    width = max(sheet.high[0] - sheet.low[0] + 2 * MARGIN, 460.0)
    legend, bottom = placed(entries, left + MARGIN, sheet.high[1] + MARGIN, width - 2 * MARGIN)
    bottom += 12.0
    if source:
        bottom += 14.0
        legend.append(f'<text x="{number(left + MARGIN)}" y="{number(bottom)}" font-size="10">{esc(source)}</text>')
    height = bottom + MARGIN - top
    drawn, whole = len(view.first), content.size
    note = f"{drawn:,} of {whole:,} nodes" if drawn < whole else f"{whole:,} {'node' if whole == 1 else 'nodes'}"
    box = " ".join(number(value) for value in (left, top, width, height))
    subtitle = f"{view.subtitle} · {note}" if view.subtitle else note
    tint = ink(theme)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{number(width)}" '
            f'height="{number(height)}" role="img" font-family="{esc(FONT)}" font-size="{number(SIZE)}">',
            f"<title>{esc(view.title)}</title>",
            f"<desc>{esc(subtitle)}</desc>",
            f'<rect x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}" '
            f'fill="{page_colour(theme)}"/>',
            f'<text x="{number(left + MARGIN)}" y="{number(top + 34)}" font-size="20" font-weight="bold" '
            f'fill="{tint}">{esc(view.title)}</text>',
            f'<text x="{number(left + MARGIN)}" y="{number(top + 52)}" fill="{tint}">{esc(subtitle)}</text>',
            *_framed(sheet, land),
            f'<g stroke-opacity="{_quiet(len(sheet.lines))}">',
            *sheet.lines,
            "</g>",
            *sheet.nodes,
            '<g text-anchor="middle">',
            *sheet.labels,
            "</g>",
            f'<g fill="{tint}">',
            *legend,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _quiet(lines: int) -> str:
    """Return how strongly lines are drawn: few plainly, many as a haze."""
    return f"{min(0.9, max(0.18, (250 / max(1, lines)) ** 0.4)):.2g}"
