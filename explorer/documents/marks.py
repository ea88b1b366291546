"""Marks of list items (•, –, 1., i., (a)): what a line begins with, and which mark stands below which."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Characters of private use are the bullets of symbol fonts.
BULLETS = "•●▪■◆◦○‣⁃∙·*+➢➤►▶✓✔❖→»∎" + "".join(map(chr, range(0xF020, 0xF100)))
DASHES = "-–—‒−"
_MARK = re.compile(
    rf"(?P<indent>[ \t\u00a0]*)(?P<mark>[{re.escape(BULLETS)}](?=[ \t\u00a0])|[•●▪■◆‣\uf0b7\uf0a7\uf02d](?=\w)"
    rf"|[{DASHES}](?=[ \t\u00a0])|o(?=\t|[ \u00a0]{{2}})"
    r"|\d{1,3}(?:\.\d{1,2}){1,3}[.)]?(?=[ \t\u00a0])"
    r"|\(?\d{1,3}[.)](?=[ \t\u00a0])|\([ivxlc]{1,6}\)(?=[ \t\u00a0])|[ivx]{1,5}[.)](?=[ \t\u00a0])"
    r"|(?:[A-Z]{1,2}-?|Rec\.? ?)\d{1,2}[.):](?=[ \t\u00a0])"
    r"|[IVX]{1,5}\.(?=[ \t\u00a0])|\([a-zA-Z]\)(?=[ \t\u00a0])|[a-zA-Z][.)](?=[ \t\u00a0]))[ \t\u00a0]+(?=\S)"
    rf"|(?P<tight_indent>[ \t\u00a0]*)(?P<tight>[•●▪■◆‣\uf0b7\uf0a7\uf02d])(?=[^\W\d_])"
)
# How deep a sort of mark usually stands when two sorts meet and no colon or indent tells.
_RANKS = {"number": 0, "ROMAN": 0, "ALPHA": 0, "bullet": 1, "alpha": 2, "roman": 3, "ring": 3, "dash": 4.0}
_RINGS = "◦○o⁃∙·"
_CODE = re.compile(r"([A-Z][A-Za-z]{0,2})\W{0,2}(\d+)")  # "R1.", "Rec. 2:"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an item: as printed, its sort (`dash`, `number.`, `alpha()` …), its number, and its columns.

    `indent` counts the columns before the mark, `content` those before the text; `length` is the number
    of characters up to the text.
    """

    printed: str
    sort: str
    number: int
    indent: int
    content: int
    length: int

    @property
    def rank(self) -> float:
        """How deep this sort of mark usually stands, from 0; 1.1 stands below 1."""
        sort, _, shape = self.sort.partition("/")
        return _RANKS[sort] + (0.1 * int(shape[0]) if shape[:1].isdigit() else 0)


def mark_of(line: str, *, before: Mark | None = None) -> Mark | None:
    """Return the mark that `line` begins with, None when it begins with none.

    `before` is the mark of the item before: it tells the letter i. from the number i., and an initial
    ("A. Downer spoke") from an item.

    >>> mark_of("  (a) share case summaries").sort, mark_of("12 October 2011"), mark_of("- Auckland").printed
    ('alpha/()', None, '-')
    """
    match = _MARK.match(line)
    if not match:
        return None
    printed = match["mark"] or match["tight"]
    before_text = match["indent"] if match["mark"] else match["tight_indent"]
    indent = len(before_text.expandtabs(4))
    content = len(line[: match.end()].expandtabs(4))
    sort, number = sort_of(printed, before)
    next_one = before is not None and before.sort == sort and before.number + 1 == number
    if (sort.startswith("ALPHA") or _CODE.match(printed)) and number != 1 and not next_one:
        return None
    return Mark(printed, sort, number, indent, content, match.end())


def sort_of(printed: str, before: Mark | None = None) -> tuple[str, int]:
    """Return the sort of a printed mark and its number (0 for bullets).

    >>> sort_of("ii."), sort_of("–"), sort_of("3)")
    (('roman/.', 2), ('dash', 0), ('number/)', 3))
    >>> sort_of("R4."), mark_of("G7. Leaders met")
    (('number/R.', 4), None)
    """
    if printed in DASHES:
        return "dash", 0
    if printed in _RINGS:
        return f"ring/{printed}", 0
    if printed in BULLETS:
        return f"bullet/{printed}", 0
    if coded := _CODE.match(printed):
        return f"number/{coded[1]}{printed[-1]}", int(coded[2])
    shape = re.sub(r"\w", "", printed)
    core = printed.strip("().")
    if "." in core:
        return f"number/{core.count('.')}{'.' * core.count('.')}", int(core.rsplit(".", 1)[1])
    if core.isdigit():
        return f"number/{shape}", int(core)
    letter = ord(core.lower()) - ord("a") + 1 if len(core) == 1 else 0
    alpha = f"{'ALPHA' if core.isupper() else 'alpha'}/{shape}"
    roman = roman_number(core.lower())
    follows = before is not None and before.number + 1 == letter and before.sort == alpha
    if roman and not (letter and follows) and (len(core) > 1 or core in "ivxIVX"):
        return f"{'ROMAN' if core.isupper() else 'roman'}/{shape}", roman
    return alpha, letter


def roman_number(text: str) -> int:
    """Return the value of a Roman number in lower case, 0 when it is none.

    >>> roman_number("xiv"), roman_number("iiv")
    (14, 0)
    """
    if not re.fullmatch(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", text) or not text:
        return 0
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


_NOTE = re.compile(r"[\s\d,;*†‡§()\[\]]{1,8}")


def note_mark(text: str) -> bool:
    """Tell whether raised text is the mark of a note, not the end of a number ("4th").

    >>> note_mark("1"), note_mark("[2]"), note_mark("th"), note_mark(" ")
    (True, True, False, False)
    """
    return bool(_NOTE.fullmatch(text) and text.strip())
