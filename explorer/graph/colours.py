"""Colours as graphs carry them, in the words of CSS and of matplotlib."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from functools import lru_cache

from explorer.graph.values import numeral, sort_of
from explorer.ontology.datafile import shipped

_NUMBER = r"(\d{1,3}(?:\.\d+)?|\.\d+)"
_FUNCTION = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b.*\)")
_PARTS = re.compile(r"r: *(\d{1,3}); *g: *(\d{1,3}); *b: *(\d{1,3})(?:;.*)?")
_HUE = re.compile(rf"hsla?\(\s*{_NUMBER}(?:deg)?[\s,]+{_NUMBER}%[\s,]+{_NUMBER}%.*\)")
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_SHARE = re.compile(r"(?:0?\.\d+|[01]\.\d*)")
_FADED = re.compile(r"\(?'?([^,()']+)'?, *[01](?:\.\d*)?\)?")  # a colour and how opaque it is


def colour(text: str) -> str:
    """Return a colour as `#rrggbb`: from CSS, from `r: 1; g: 2; b: 3`, from matplotlib; "" for what is none.

    >>> colour("Red"), colour("#0af"), colour("rgb(1, 2, 3)"), colour("hsl(120, 100%, 50%)"), colour("loud")
    ('#ff0000', '#00aaff', '#010203', '#00ff00', '')
    >>> colour("1.0, 0.5, 0"), colour("(255, 128, 0)"), colour("tab:blue"), colour("C1"), colour("0.5"), colour("k")
    ('#ff8000', '#ff8000', '#1f77b4', '#ff7f0e', '#808080', '#000000')
    """
    text = text.strip().casefold()
    found = _HEX.fullmatch(text) if text.startswith("#") else None
    if found:
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        return f"#{digits[:6]}"
    if parts := _FUNCTION.fullmatch(text) or _PARTS.fullmatch(text):
        return _hex(map(int, parts.groups()))
    if hue := _HUE.fullmatch(text):
        turn, rich, light = (float(part) for part in hue.groups())
        return _hex(255 * part for part in colorsys.hls_to_rgb(turn / 360, light / 100, rich / 100))
    if _SHARE.fullmatch(text):  # a grey of matplotlib
        return _hex([255 * float(text)] * 3)
    named = _named()
    return named.get(text, "") or _tuple(text) or named.get(faded[1] if (faded := _FADED.fullmatch(text)) else "", "")


def colours(cells: Iterable[str]) -> dict[str, str]:
    """Return text → colour for the texts of one column; where all are numbers they are values, and no greys.

    >>> colours(["0.5", "red"]), colours(["0.5", "0.25"])
    ({'0.5': '#808080', 'red': '#ff0000'}, {'0.5': '', '0.25': ''})
    """
    texts = [cell for cell in dict.fromkeys(cells) if cell]
    values = sort_of([numeral(cell) for cell in texts]) in ("integer", "number")
    return {cell: "" if values else colour(cell) for cell in texts}


def _hex(parts: Iterable[float]) -> str:
    held = [int(part + 0.5) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in held) if all(0 <= part < 256 for part in held) else ""


def _tuple(text: str) -> str:
    """Return the colour that three or four numbers tell: shares of one, as in matplotlib, or up to 255."""
    words = re.sub(r"^[(\[]|[)\]]$", "", text).replace(",", " ").split()
    if len(words) not in (3, 4) or sort_of([numeral(word) for word in words]) not in ("integer", "number"):
        return ""
    numbers = [float(word) for word in words[:3]]
    return _hex(number * (255 if max(numbers) <= 1 else 1) for number in numbers)


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    """Return the names of colours: those of CSS, the letters and the ten of matplotlib."""
    named: dict[str, str] = shipped("colours.yaml", "explorer.graph")
    ten = [value for name, value in named.items() if name.startswith("tab:") and name != "tab:grey"]
    return {**named, **{f"c{at}": ten[at % len(ten)] for at in range(100)}}
