"""The drawing as SVG, fit for a paper: the nodes drawn at opening, with title and legend, no script."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.errors import OptionError
from explorer.pictures.content import Content
from explorer.pictures.labels import labels_of
from explorer.pictures.payload import View
from explorer.pictures.shapes import Point, arrow, curve, esc, loop, number, outline
from explorer.pictures.style import INSIDE, page_colour

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
LABEL, LETTER = 11, 5.9  # size of a label, usual width of one of its letters
BEND = 26.0  # between parallel relations
MARGIN = 40.0
ROW = 20.0  # of the legend
CROWD = 500  # lines and arrow heads; from here on they are drawn thin


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


def svg_of(content: Content, view: View, *, theme: str = "light", labels: bool = True, legend: bool = True) -> str:
    """Return what is drawn at opening as the text of an SVG file.

    `theme` is light or dark; `labels` and `legend` can be left out. Raises OptionError for another theme.
    """
    if theme not in ("light", "dark"):
        raise OptionError(f"theme={theme!r} is neither light nor dark.")
    sheet = _Sheet()
    points = {row: (float(view.x[row]), float(view.y[row])) for row in view.first}
    radius = _radii(content, view.first)
    _draw_relations(sheet, content, points, radius, theme)
    names = labels_of(content, list(view.first))
    for row in reversed(view.first):
        _draw_node(sheet, content, row, points[row], radius[row], theme, names[row] if labels else "")
    return _assemble(sheet, content, view, theme, legend)


def _radii(content: Content, rows: Sequence[int]) -> dict[int, float]:
    degrees = {row: len(content.neighbours[row]) for row in rows}
    most = max(degrees.values(), default=0) or 1
    return {row: 6.0 + 7.0 * (degree / most) ** 0.5 for row, degree in degrees.items()}


def _draw_relations(
    sheet: _Sheet, content: Content, points: dict[int, Point], radius: dict[int, float], theme: str
) -> None:
    among = [
        (row, a, b)
        for row, (a, b) in enumerate(zip(content.source, content.target, strict=True))
        if a in points and b in points
    ]
    beside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, a, b in among:
        beside[min(a, b), max(a, b)].append(row)
    for row, a, b in among:
        style = content.relation_kinds[content.relation[row]]
        colour = style.light if theme == "light" else style.dark
        dash = ' stroke-dasharray="5 4"' if style.dashes or content.relations["basis"][row] == "inferred" else ""
        pair = beside[min(a, b), max(a, b)]
        bend = (pair.index(row) - (len(pair) - 1) / 2) * BEND * (1 if a < b else -1)
        if a == b:
            path, end, tip = loop(points[a], radius[a] + 8 + BEND * pair.index(row)), None, None
        else:
            path, end, tip = curve(points[a], points[b], bend, radius[a], radius[b] + 3)
        sheet.lines.append(f'<path d="{path}" fill="none" stroke="{colour}"{dash}/>')
        if style.directed and end is not None and tip is not None:
            sheet.lines.append(f'<path d="{arrow(end, tip)}" fill="{colour}"/>')


def _draw_node(sheet: _Sheet, content: Content, row: int, at: Point, radius: float, theme: str, text: str) -> None:
    kind = content.kinds[content.kind[row]]
    colours = kind.light if theme == "light" else kind.dark
    inside = bool(text) and kind.shape in INSIDE
    half = len(text) * LETTER / 2 + 7 if inside else radius
    shape = outline(kind.shape if inside or kind.shape not in INSIDE else "dot", at, radius, half)
    full = esc(content.nodes["name"][row] or content.nodes["id"][row])
    sheet.nodes.append(
        f'<g><title>{full} ({esc(kind.label)})</title>{shape.replace("/>", "")} fill="{colours.fill}" '
        f'stroke="{colours.line}" stroke-width="1.2"/></g>'
    )
    wide = max(half, len(text) * LETTER / 2) + 4
    sheet.reach(at[0] - wide, at[1] - radius - 6)
    sheet.reach(at[0] + wide, at[1] + radius + 20)
    if text:
        y = at[1] + (LABEL * 0.36 if inside else radius + LABEL + 1)
        halo = "" if inside else f' stroke="{page_colour(theme)}" stroke-width="3" paint-order="stroke"'
        sheet.labels.append(f'<text x="{number(at[0])}" y="{number(y)}" fill="{colours.text}"{halo}>{esc(text)}</text>')


def _assemble(sheet: _Sheet, content: Content, view: View, theme: str, legend: bool) -> str:
    ink = "#1a1d21" if theme == "light" else "#eef1f5"
    left, top = sheet.low[0] - MARGIN, sheet.low[1] - MARGIN - 34
    width = max(sheet.high[0] - sheet.low[0] + 2 * MARGIN, 420.0)
    rows = _legend(content, view, theme, left + MARGIN, sheet.high[1] + MARGIN, width - 2 * MARGIN) if legend else []
    height = sheet.high[1] + MARGIN - top + (rows[-1][0] - sheet.high[1] - MARGIN + ROW * 1.5 if rows else 0)
    drawn, whole = len(view.first), content.size
    note = f"{drawn} of {whole} nodes" if drawn < whole else f"{whole} nodes"
    box = " ".join(number(value) for value in (left, top, width, height))
    subtitle = f"{view.subtitle} · {note}" if view.subtitle else note
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{number(width)}" '
            f'height="{number(height)}" role="img" font-family="{esc(FONT)}" font-size="{LABEL}">',
            f"<title>{esc(view.title)}</title>",
            f"<desc>{esc(subtitle)}</desc>",
            f'<rect x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}" '
            f'fill="{page_colour(theme)}"/>',
            f'<text x="{number(left + MARGIN)}" y="{number(top + 30)}" font-size="20" font-weight="bold" '
            f'fill="{ink}">{esc(view.title)}</text>',
            f'<text x="{number(left + MARGIN)}" y="{number(top + 48)}" fill="{ink}">{esc(subtitle)}</text>',
            '<g stroke-width="0.7" stroke-opacity="0.6">' if len(sheet.lines) > CROWD else '<g stroke-width="1.1">',
            *sheet.lines,
            "</g>",
            *sheet.nodes,
            '<g text-anchor="middle">',
            *sheet.labels,
            "</g>",
            f'<g fill="{ink}">',
            *(element for _, element in rows),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _legend(content: Content, view: View, theme: str, left: float, top: float, width: float) -> list[tuple[float, str]]:
    """Return the entries of the legend, each with its height: kinds first, then relations."""
    drawn = set(view.first)
    kinds = Counter(content.kind[row] for row in view.first)
    relations = Counter(
        kind
        for kind, a, b in zip(content.relation, content.source, content.target, strict=True)
        if a in drawn and b in drawn
    )
    entries: list[tuple[str, str]] = []
    for i in sorted(kinds):
        kind = content.kinds[i]
        colours = kind.light if theme == "light" else kind.dark
        shape = outline(kind.shape, (9.0, -4.0), 6.0, 9.0).replace("/>", "")
        entries.append((f'{shape} fill="{colours.fill}" stroke="{colours.line}"/>', f"{kind.plural} ({kinds[i]})"))
    for i in sorted(relations):
        style = content.relation_kinds[i]
        colour = style.light if theme == "light" else style.dark
        dash = ' stroke-dasharray="5 4"' if style.dashes else ""
        entries.append(
            (
                f'<path d="M0 -4H18" stroke="{colour}" stroke-width="1.6"{dash}/>',
                f"{style.label} ({relations[i]})",
            )
        )
    column = max((len(text) for _, text in entries), default=0) * LETTER + 40
    across = max(1, int(width / column))
    placed = []
    for place, (sign, text) in enumerate(entries):
        x, y = left + place % across * column, top + (place // across + 1) * ROW
        placed.append(
            (y, f'<g transform="translate({number(x)} {number(y)})">{sign}<text x="26">{esc(text)}</text></g>')
        )
    return placed
