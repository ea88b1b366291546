"""The pieces of text of a PDF with their exact places, found by PDFium in a process of its own.

PDFium (through pypdfium2, Apache-2.0 and BSD-3) reads what browsers read, and knows how wide each letter is. It is
native code that cannot be interrupted; so it works in a process that has its own ceilings of memory and time, whose
end costs nothing but the one document.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple
from typing import Any
from unicodedata import normalize

from explorer.documents.limits import Limits
from explorer.documents.pdf_order import Piece
from explorer.errors import InputError, MissingExtra

_SERVE = "from explorer.documents.pdf_pieces import serve; serve()"
# One glyph for several letters is how the page was set, not what it says.
_APART = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "ˇ": "\u030c",
    "˚": "\u030a",
    "¸": "\u0327",
}
_ACCENTED = re.compile(r"([´¨ˆ˜ˇ˚¸]|(?<=[^\W\d_])`(?=[aeiouAEIOU]))([A-Za-z\u0131])")  # "S´an", as some fonts set it
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}


def pages_of(data: bytes, name: str, limits: Limits) -> list[tuple[list[Piece], list[Piece]]]:
    """Return for each page the pieces that run from left to right, and those that are turned otherwise.

    Raises InputError (locked, damaged, past a limit of pages, letters, time or memory) and MissingExtra.
    """
    paths = os.pathsep.join(dict.fromkeys(os.path.abspath(path or ".") for path in sys.path))  # noqa: PTH100
    asked = json.dumps(
        {"pages": limits.pages, "letters": limits.letters, "seconds": limits.seconds, "memory": limits.memory}
    )
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, asked],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    try:
        told, _ = process.communicate(data, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise InputError(f"{name} takes longer than {limits.seconds} seconds, the limit.") from None
    finally:
        process.kill()
        process.wait()
    try:
        answer = json.loads(told)
    except ValueError:
        raise InputError(
            f"{name} is damaged, or passes the limit of {limits.memory >> 20:,} MB of memory; print it as PDF anew."
        ) from None
    if answer.get("missing"):
        raise MissingExtra(f"Reading {name} needs an extra library: pip install 'relationship-explorer[documents]'")
    if answer.get("refused"):
        raise InputError(f"{name} {answer['refused']}")
    return [([Piece(*row) for row in main], [Piece(*row) for row in turned]) for main, turned in answer["pages"]]


def serve() -> None:
    """Read a PDF from standard input and print its pieces, or why there are none, as JSON."""
    asked = json.loads(sys.argv[1])
    with suppress(ImportError, ValueError, OSError):  # systems without such ceilings keep the one of time
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
        resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"] + 1, asked["seconds"] + 2))
    json.dump(_answer(sys.stdin.buffer.read(), asked), sys.stdout)


def _answer(data: bytes, asked: dict[str, int]) -> dict[str, Any]:
    try:
        import pypdfium2
    except ImportError:
        return {"missing": True}
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        if locked:
            return {"refused": "is locked by a password; save an unlocked copy."}
        return {"refused": "is damaged: its pages cannot be read; print it as PDF anew."}
    if len(document) > asked["pages"]:
        return {"refused": f"has more than {asked['pages']:,} pages, the limit; split it."}
    pages, left = [], asked["letters"]
    for page in document:
        letters = page.get_textpage()
        left -= letters.count_chars()
        if left < 0:
            return {"refused": f"holds more than {asked['letters']:,} letters, the limit."}
        pieces = list(_pieces(letters, page.get_size()))
        usual = _usual([turn for turn, piece in pieces for _ in piece.text])
        pages.append([[astuple(p) for turn, p in pieces if (turn == usual) is here] for here in (True, False)])
        page.close()
    return {"pages": pages}


def _usual(turns: list[int]) -> int:
    return max(sorted(set(turns)), key=turns.count, default=0)


def _pieces(letters: Any, size: tuple[float, float]) -> Iterator[tuple[int, Piece]]:
    """Yield runs of letters that no gap parts, each with the quarters it is turned by."""
    run: list[str] = []
    began = last = (0, 0.0, 0.0, 0.0, 0.0)  # turn, left, height, right, size
    for text, place in _letters(letters, size):
        gap = place[1] - last[3]
        joined = run and place[0] == last[0] and abs(place[2] - last[2]) < 0.15 * place[4]
        if not (joined and abs(place[4] - last[4]) < 0.2 * last[4] and -0.6 * place[4] < gap < 0.6 * place[4]):
            if "".join(run).strip():
                yield began[0], _piece(run, began, last)
            run, began = [], place
        elif gap > 0.12 * place[4] and not text.isspace() and not run[-1].isspace():
            run.append(" ")
        if run or not text.isspace():
            run.append(text)
            last = place
        elif not run:
            began = place
    if "".join(run).strip():
        yield began[0], _piece(run, began, last)


def _whole(text: str) -> str:
    """Put accents that a font sets before their letters on them.

    >>> _whole("S´an Jos´e, Cˆote, `quoted'")
    "Sán José, Côte, `quoted'"
    """
    if not any(accent in text for accent in _APART):
        return text
    return _ACCENTED.sub(lambda m: normalize("NFC", m[2].replace("\u0131", "i") + _APART[m[1]]), text)


def _piece(
    run: list[str], began: tuple[int, float, float, float, float], last: tuple[int, float, float, float, float]
) -> Piece:
    return Piece(
        _whole("".join(run).rstrip()), round(began[1], 1), round(began[2], 1), round(began[4], 1), round(last[3], 1)
    )


def _letters(letters: Any, size: tuple[float, float]) -> Iterator[tuple[str, tuple[int, float, float, float, float]]]:
    """Yield each letter that the page draws with its turn, left edge, line, right edge and height of type."""
    import pypdfium2.raw as raw

    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for at in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, at)
        if raw.FPDFText_IsGenerated(letters, at) == 1 or code in (0, 0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetCharOrigin(letters, at, x, y)
        raw.FPDFText_GetLooseCharBox(letters, at, box)
        turn = -round(math.degrees(raw.FPDFText_GetCharAngle(letters, at)) / 90) % 4  # against the clock
        across, up = (box.right - box.left, box.top - box.bottom)
        left, height = x.value, y.value
        if turn % 2:
            across, up = up, across
        left, height = [
            (left, height),
            (height, size[0] - left),
            (size[0] - left, size[1] - height),
            (size[1] - height, left),
        ][turn]
        yield "-" if code in (0x2, 0xAD) else _LIGATURES.get(code, chr(code)), (turn, left, height, left + across, up)
