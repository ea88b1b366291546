"""Figures with a decimal comma or a decimal point: the whole column tells which, or it is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection

_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,\d+)?")
_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?:\.\d+)?")


def sign_of(cells: Collection[str], said: str = "") -> tuple[str, str]:
    """Return the decimal sign of a column ("comma", "point", "" for texts), and the question where it is open.

    >>> sign_of(["1,5", "2"]), sign_of(["1,500.25", "1,500"]), sign_of(["2.5"]), sign_of(["much"])
    (('comma', ''), ('point', ''), ('point', ''), ('', ''))
    >>> sign_of(["1,500", "2"])[1]
    "'1,500' may be 1.5 or 1500; say which: --columns decimal=comma, or decimal=point."
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    comma, point = (bool(filled) and all(map(form.fullmatch, filled)) for form in (_COMMA, _POINT))
    if said:
        return said, ""
    doubtful = next((cell for cell in filled if "," in cell), "")
    if comma and point and doubtful:
        one, other = (f"{float(plain(doubtful, sign)):g}" for sign in ("comma", "point"))
        return "", f"{doubtful!r} may be {one} or {other}; say which: --columns decimal=comma, or decimal=point."
    return "point" if point else "comma" if comma else "", ""


def plain(text: str, sign: str) -> str:
    """Return a figure as programs write it; what is none, as it is.

    >>> plain("1.234,5", "comma"), plain("1 234.5", "point"), plain("some", "comma"), plain("7", "")
    ('1234.5', '1234.5', 'some', '7')
    """
    form = {"comma": _COMMA, "point": _POINT}.get(sign)
    if form is None or not form.fullmatch(text.strip()):
        return text
    bare = re.sub(r"[ \u00a0]", "", text.strip())
    return bare.replace(".", "").replace(",", ".") if sign == "comma" else bare.replace(",", "")
