"""Charts of cost against size as SVG: both axes logarithmic, a dashed line where cost would be linear."""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 70, 230, 40, 50
COLOURS = ("#0b5cad", "#b3461e", "#2f7d32", "#7b3fa0", "#8a6d00", "#006d77", "#a3195b", "#444444", "#5b7f00", "#9c4f96")
APART = 15  # pixels between two names at the right

Lines = dict[str, list[tuple[float, float]]]


def chart(title: str, lines: Lines, across: str = "relations", upward: str = "seconds") -> str:
    """Return a chart of named lines of (size, cost); costs must be above zero.

    >>> "<polyline" in chart("a", {"b": [(10, 1), (100, 10)]})
    True
    """
    points = [point for line in lines.values() for point in line]
    (left, right), (low, high) = (_decades([point[axis] for point in points]) for axis in (0, 1))

    def x(value: float) -> float:
        return LEFT + (log10(value) - left) / (right - left) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    drawn = [f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
             f'<text x="{LEFT}" y="{HEIGHT - 12}">{escape(across)}</text>',
             f'<text x="8" y="{TOP - 6}">{escape(upward)}</text>']  # fmt: skip
    for power in range(left, right + 1):
        at = x(10.0**power)
        drawn.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        drawn.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low, high + 1):
        at = y(10.0**power)
        drawn.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        drawn.append(f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    span = min(right - left, high - low)
    drawn.append(f'<path d="M{x(10.0**left):.1f} {y(10.0**low):.1f}L{x(10.0 ** (left + span)):.1f} '
                 f'{y(10.0 ** (low + span)):.1f}" stroke="#888" stroke-dasharray="5 4"/>')  # fmt: skip
    ranked = sorted(lines.items(), key=lambda named: (-max(named[1])[1], named[0]))
    free = 0.0
    for number, (name, line) in enumerate(ranked):
        colour, line = COLOURS[number % len(COLOURS)], sorted(line)
        path = " ".join(f"{x(size):.1f},{y(cost):.1f}" for size, cost in line)
        free = max(y(line[-1][1]) + 4, free + APART)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x(s):.1f}" cy="{y(c):.1f}" r="3" fill="{colour}"/>' for s, c in line]
        drawn.append(f'<text x="{WIDTH - RIGHT + 8}" y="{free:.1f}" fill="{colour}">{escape(name)}</text>')
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{escape(title)}">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _decades(values: list[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)
