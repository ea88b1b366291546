"""The legend of the SVG: kinds and relations that are drawn, and what colour, size and width tell, by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from explorer.pictures.content import Content
from explorer.pictures.encodings import OTHER, Encodings, Scale
from explorer.pictures.payload import View
from explorer.pictures.shapes import esc, number, outline
from explorer.pictures.style import page_colour, palettes

ROW = 20.0
Entry = tuple[str, str]  # a sign around (9, −4), and its words


def entries_of(
    content: Content, encodings: Encodings, radius: Mapping[int, float], lines: Sequence[int], theme: str
) -> list[Entry]:
    """Return the entries for the nodes (with the radii they are drawn with) and relations that are drawn."""
    rows = list(radius)
    told = encodings.nodes.get(encodings.color)
    entries = _kinds(content, rows, theme, by_colour=encodings.color == "kind" or told is None)
    if told is not None and encodings.color != "kind":
        entries += _colours(told, rows, theme)
    entries += _relations(content, lines, theme)
    large = encodings.nodes.get(encodings.size)
    if large is not None and large.type == "number" and large.high > large.low:
        entries += _sizes(large, radius, theme)
    wide = encodings.edges.get(encodings.width)
    if wide is not None and wide.type == "number" and wide.high > wide.low:
        entries += [
            (f'<path d="M0 -4H18" stroke="{ink(theme)}" stroke-width="{number(px)}"/>', f"{wide.label}: {value:g}")
            for px, value in ((width_of(wide, wide.low), wide.low), (width_of(wide, wide.high), wide.high))
        ]
    return entries


def _sizes(scale: Scale, radius: Mapping[int, float], theme: str) -> list[Entry]:
    """Return the smallest and the largest value that are drawn, each as large as it is drawn."""
    told = [(share, row) for row in radius if (share := scale.share(row)) is not None]
    if not told:
        return []
    entries = []
    for _, row in sorted({min(told), max(told)}):
        sign = f'<circle cx="9" cy="-4" r="{number(radius[row])}" fill="none" stroke="{ink(theme)}"/>'
        entries.append((sign, f"{scale.label}: {float(scale.cells[row]):g}"))
    return entries


def ink(theme: str) -> str:
    """Return the colour of words."""
    return "#1a1d21" if theme == "light" else "#eef1f5"


def width_of(scale: Scale, value: float) -> float:
    """Return the width of a line in pixels."""
    base = min(0.0, scale.low)
    return 0.8 + 4.2 * (value - base) / (scale.high - base) if scale.high > base else 0.8


def colour_of(scale: Scale, row: int, theme: str) -> str:
    """Return the colour that tells the value of a row."""
    return _paint(scale, scale.class_of(row), theme)


def paint_of(content: Content, view: View, row: int, theme: str) -> tuple[str, str]:
    """Return the colours of a node and of its border: what the data say, what colour tells, or those of its kind."""
    kind = content.kinds[content.kind[row]]
    colours = kind.light if theme == "light" else kind.dark
    told = view.encodings.nodes.get(view.encodings.color)
    if view.encodings.color == "given":
        return view.looks.color[row] or colours.fill, colours.line
    if told is not None and view.encodings.color != "kind":
        return colour_of(told, row, theme), page_colour(theme)
    return colours.fill, colours.line


def shape_of(content: Content, view: View, row: int) -> str:
    """Return the shape of a node: what the data say, or that of its kind."""
    own = view.looks.shape[row] if view.looks.shape else ""
    return own or content.kinds[content.kind[row]].shape


def _paint(scale: Scale, place: int, theme: str) -> str:
    book = palettes()
    if place < 0:
        return str(book["other" if place == OTHER else "none"][theme])
    return str(book["sequence" if scale.type == "number" else "category"][theme][place])


def _kinds(content: Content, rows: Sequence[int], theme: str, *, by_colour: bool) -> list[Entry]:
    counts = Counter(content.kind[row] for row in rows)
    if len(content.kinds) < 2 and not by_colour:
        return []
    entries = []
    for i in sorted(counts):
        kind = content.kinds[i]
        colours = kind.light if theme == "light" else kind.dark
        fill, line = (colours.fill, colours.line) if by_colour else ("none", ink(theme))
        shape = outline(kind.shape, (9.0, -4.0), 6.0, 9.0).replace("/>", "")
        entries.append((f'{shape} fill="{fill}" stroke="{line}"/>', f"{kind.plural} ({counts[i]:,})"))
    return entries


def _colours(scale: Scale, rows: Sequence[int], theme: str) -> list[Entry]:
    counts = Counter(scale.class_of(row) for row in rows) if scale.type != "given" else Counter()
    entries = []
    edges = [scale.low, *scale.cuts, scale.high]
    for place in sorted(counts, key=lambda place: (place < 0, -place if place < 0 else place)):
        if place < 0:
            words = "other" if place == OTHER else "none"
        elif scale.type == "number":
            words = f"{edges[place]:g} to {edges[place + 1]:g}"
        else:
            words = scale.values[place]
        swatch = f'<rect x="2" y="-11" width="14" height="14" rx="2" fill="{_paint(scale, place, theme)}"/>'
        entries.append((swatch, f"{scale.label}: {words} ({counts[place]:,})"))
    return entries


def _relations(content: Content, lines: Sequence[int], theme: str) -> list[Entry]:
    counts = Counter(content.relation[row] for row in lines)
    entries = []
    for i in sorted(counts):
        style = content.relation_kinds[i]
        colour = style.light if theme == "light" else style.dark
        dash = ' stroke-dasharray="5 4"' if style.dashes else ""
        head = f'<path d="M18 -4L12 -7L12 -1Z" fill="{colour}"/>' if style.directed else ""
        sign = f'<path d="M0 -4H18" stroke="{colour}" stroke-width="1.6"{dash}/>{head}'
        entries.append((sign, f"{style.label} ({counts[i]:,})"))
    return entries


def placed(entries: Sequence[Entry], left: float, top: float, width: float) -> tuple[list[str], float]:
    """Return the entries as elements in columns, and how far down they reach."""
    column = max((len(text) for _, text in entries), default=0) * 5.9 + 44
    across = max(1, int(width / column))
    elements = []
    for place, (sign, text) in enumerate(entries):
        at = f"{number(left + place % across * column)} {number(top + (place // across + 1) * ROW)}"
        elements.append(f'<g transform="translate({at})">{sign}<text x="30">{esc(text)}</text></g>')
    return elements, top + -(-len(entries) // across) * ROW
