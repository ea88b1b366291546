"""Word documents (.docx): paragraphs, headings, lists with their levels, and tables, straight from their XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from explorer.documents.archive import Archive, Element
from explorer.documents.limits import Limits
from explorer.documents.marks import mark_of, note_mark
from explorer.documents.model import Block
from explorer.documents.rows import row_blocks
from explorer.documents.tables import Slot, table_blocks
from explorer.documents.text import heading_like, lines_of_paragraph, told_apart
from explorer.errors import InputError

_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "footnotePr", "sectPr"}
_ON = {"", "1", "true", "on"}


@dataclass(slots=True)
class _Level:
    """One level of a numbering: how its numbers look and where they start."""

    sort: str = "bullet"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    name: str = ""
    outline: int = -1
    numbering: str = ""
    level: int = -1


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    style: str = ""
    numbering: str = ""
    level: int = -1
    outline: int = -1
    strong: bool = True


@dataclass(slots=True)
class _Run:
    """How a run of text is set."""

    strong: bool = False
    hidden: bool = False
    crossed: bool = False
    raised: bool = False


def read_docx(data: bytes, name: str, _encoding: str | None, limits: Limits) -> tuple[dict[str, str], list[Block]]:
    """Return an empty set of fields, and the blocks of the main text of a Word document. Raises InputError.

    Headers, footers, comments and deleted text are left out; footnotes stand at the end.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{name} is locked by a password or an old .doc file; save it unlocked as .docx.")
    if not data.startswith(b"PK"):
        raise InputError(f"{name} is no Word document: it does not begin as a zip file does.")
    archive = Archive(data, name, limits)
    if not archive.has("word/document.xml"):
        raise InputError(f"{name} is no Word document: it holds no word/document.xml.")
    blocks = _Reader(archive, limits).read()
    headed = any(block.kind in ("heading", "title") for block in blocks)
    return {}, told_apart(blocks, headings=not headed)


def _local(element: Element) -> str:
    """Return the name of a WordprocessingML element, "" for those of other vocabularies."""
    return element.name if element.space in _WORD else ""


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else default


class _Reader:
    """Goes through word/document.xml once and collects its blocks."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.archive, self.limits = archive, limits
        self.styles = _styles(archive)
        self.numberings = _numberings(archive)
        self.numbered = {numbering for numbering, _level in self.numberings}
        self.counts: dict[str, list[int]] = {}
        self.blocks: list[Block] = []
        self.open: list[_Paragraph] = []  # a text box has paragraphs inside a paragraph
        self.tables: list[list[list[Slot]]] = []  # the rows of the open tables
        self.cells: list[list[Slot]] = []  # the cells of the open rows
        self.targets: list[list[Block]] = [self.blocks]

    def read(self) -> list[Block]:
        """Return the blocks of the document, its footnotes at the end."""
        self._part("word/document.xml")
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            if self.archive.has(part):
                self._part(part)
        return self.blocks

    def _part(self, part: str) -> None:
        skipping = 0
        run_text: list[str] = []
        run = _Run()
        in_tabs = False
        for element in self.archive.elements(part):
            name = _local(element)
            if name in _SKIPPED or (element.name == "Fallback" and element.space == _COMPATIBILITY):
                skipping += -1 if element.end else 1
            elif skipping:
                continue
            elif not element.end:
                value = element.attributes.get("val", "")
                if name == "r":
                    run_text, run = [], _Run()
                elif name in ("br", "cr", "tab", "noBreakHyphen") and not in_tabs:
                    run_text.append({"tab": "\t", "noBreakHyphen": "\u2011"}.get(name, "\n"))
                elif name == "b":
                    run.strong = value in _ON
                elif name == "vanish":
                    run.hidden = value in _ON
                elif name in ("strike", "dstrike"):
                    run.crossed = value in _ON
                elif name == "vertAlign":
                    run.raised = value == "superscript"
                elif name == "tabs":
                    in_tabs = True
                else:
                    self._start(name, value)
            elif name == "t":
                run_text.append(element.text)
            elif name == "tabs":
                in_tabs = False
            elif name == "r":
                if self.open and not run.hidden and not (run.raised and note_mark("".join(run_text))):
                    here = self.open[-1]
                    (here.crossed if run.crossed else here.text).extend(run_text)
                    here.strong &= run.strong or not "".join(run_text).strip()
                run_text = []
            else:
                self._end(name)
            if len(self.blocks) > self.limits.passages:
                raise InputError(f"{self.archive.name} has more than {self.limits.passages:,} paragraphs, the limit.")

    def _start(self, name: str, value: str) -> None:
        here = self.open[-1] if self.open else _Paragraph()
        if name == "p":
            self.open.append(_Paragraph())
        elif name == "pStyle":
            here.style = value
        elif name == "ilvl":
            here.level = _number(value, 0)
        elif name == "numId":
            here.numbering = value
        elif name == "outlineLvl":
            here.outline = _number(value, -1)
        elif name == "tr":
            self.cells.append([])
        elif name == "tc" and self.cells:
            cell: list[Block] = []
            self.cells[-1].append(Slot(cell))
            self.targets.append(cell)
        elif name == "gridSpan" and self.cells and self.cells[-1]:
            self.cells[-1][-1] = replace(self.cells[-1][-1], across=min(100, max(1, _number(value, 1))))
        elif name == "vMerge" and self.cells and self.cells[-1]:
            self.cells[-1][-1] = replace(self.cells[-1][-1], down=int(value == "restart"))
        elif name == "tbl":
            self.tables.append([])

    def _end(self, name: str) -> None:
        if name == "p" and self.open:
            self._paragraph(self.open.pop())
        elif name == "tc" and len(self.targets) > 1:
            self.targets.pop()
        elif name == "tr" and self.cells:
            row = self.cells.pop()
            if self.tables:
                self.tables[-1].append(row)
            else:
                self.targets[-1] += row_blocks([slot.blocks for slot in row])
        elif name == "tbl" and self.tables:
            rows = self.tables.pop()
            table = table_blocks(rows)
            laid = table is None
            self.targets[-1] += [b for r in rows for b in row_blocks([s.blocks for s in r])] if laid else table or []

    def _paragraph(self, paragraph: _Paragraph) -> None:
        """Add the blocks of a paragraph; what was struck out of it is kept behind it, and not read."""
        self._text(paragraph)
        if crossed := "".join(paragraph.crossed).strip():
            self.targets[0].append(Block(crossed, "caption"))

    def _text(self, paragraph: _Paragraph) -> None:
        text = (
            re.sub(r" {2,}", " ", "".join(paragraph.text)).strip()
            if paragraph.crossed
            else "".join(paragraph.text).strip()
        )
        target = self.targets[-1]
        style = self._style(paragraph.style)
        numbering = paragraph.numbering or style.numbering
        level = paragraph.level if paragraph.level >= 0 else max(0, style.level)
        if digits := re.fullmatch(r"list .*([2-5])", style.name):
            level = max(level, int(digits[1]) - 1)
        listed = numbering not in ("", "0") and numbering in self.numbered
        mark = self._mark(numbering, level) if listed and text else ""
        if not text:
            return
        outline = paragraph.outline if paragraph.outline >= 0 else style.outline
        if style.name == "title":
            target.append(Block(text, "title"))
        elif 0 <= outline < 9:
            target.append(Block(text, "heading", mark if mark != "•" else "", depth=outline + 1))
        elif listed:
            lines = lines_of_paragraph(text)
            typed = lines[0].mark
            target.append(Block(lines[0].text, "item", typed or mark, depth=level + 1))
            target += [replace(line, depth=level + 1 + (line.kind == "item")) for line in lines[1:]]
        elif style.name.startswith("list ") and not mark_of(text):
            target.append(Block(text, "item", "•", depth=_number(style.name[-1], 1)))
        elif style.name == "caption":
            target.append(Block(text, "caption"))
        elif paragraph.strong and heading_like(Block(text)) and not mark_of(text) and len(self.targets) == 1:
            target.append(Block(text, "heading", depth=6))
        else:
            target += lines_of_paragraph(text)

    def _style(self, identity: str) -> _Style:
        """Return a style with what it takes over from the styles it is based on."""
        whole = _Style()
        for _ in range(20):  # a chain of styles that bites its own tail ends here
            style = self.styles.get(identity)
            if style is None:
                break
            whole.name = whole.name or style.name
            whole.outline = whole.outline if whole.outline >= 0 else style.outline
            whole.numbering = whole.numbering or style.numbering
            whole.level = whole.level if whole.level >= 0 else style.level
            identity = style.based_on
        return whole

    def _mark(self, numbering: str, level: int) -> str:
        """Count the numbering on and return the mark that Word prints."""
        counts = self.counts.setdefault(numbering, [0] * 9)
        if (numbering, level) not in self.numberings or level > 8:
            level = 0  # a style of its own stands for the level
        looks = [self.numberings.get((numbering, at), _Level()) for at in range(9)]
        counts[level] = counts[level] + 1 if counts[level] else looks[level].start
        counts[level + 1 :] = [0] * (8 - level)
        if looks[level].sort in ("bullet", "none"):
            return "•"
        values = [_printed(looks[at].sort, counts[at] or looks[at].start) for at in range(9)]
        pattern = looks[level].pattern or f"%{level + 1}."
        return re.sub(r"%([1-9])", lambda match: values[int(match[1]) - 1], pattern)[:20]


def _printed(sort: str, number: int) -> str:
    if sort in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if sort == "lowerLetter" else letter.upper()
    if sort in ("lowerRoman", "upperRoman") and 1 <= number < 90:
        tens, ones = divmod(number, 10)
        roman = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[tens]
        roman += ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return roman if sort == "lowerRoman" else roman.upper()
    return str(number)


def _styles(archive: Archive) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    if not archive.has("word/styles.xml"):
        return styles
    style = _Style()
    for element in archive.elements("word/styles.xml"):
        name, value = _local(element), element.attributes.get("val", "")
        if element.end:
            continue
        if name == "style":
            style = styles.setdefault(element.attributes.get("styleId", ""), _Style())
        elif name == "name" and not style.name:
            style.name = value.lower()
            heading = re.fullmatch(r"heading ([1-9])", style.name)
            style.outline = int(heading[1]) - 1 if heading else style.outline
        elif name == "basedOn":
            style.based_on = value
        elif name == "outlineLvl":
            style.outline = _number(value, -1)
        elif name == "numId":
            style.numbering = value
        elif name == "ilvl":
            style.level = _number(value, 0)
    return styles


def _numberings(archive: Archive) -> dict[tuple[str, int], _Level]:
    """Return the levels of every numbering, by its id and the level from 0."""
    found: dict[tuple[str, int], _Level] = {}
    if not archive.has("word/numbering.xml"):
        return found
    abstract: dict[str, dict[int, _Level]] = {}
    levels: dict[int, _Level] = {}
    level, identity = _Level(), ""
    for element in archive.elements("word/numbering.xml"):
        name, given = _local(element), element.attributes
        if element.end:
            continue
        if name == "abstractNum":
            levels = abstract.setdefault(given.get("abstractNumId", ""), {})
        elif name == "num":
            identity = given.get("numId", "")
        elif name == "lvl":
            level = levels.setdefault(_number(given.get("ilvl", ""), 0), _Level())
        elif name == "numFmt":
            level.sort = given.get("val", "")
        elif name == "lvlText":
            level.pattern = given.get("val", "")
        elif name == "start":
            level.start = _number(given.get("val", ""), 1)
        elif name == "abstractNumId" and identity:
            found.update(
                {(identity, number): looks for number, looks in abstract.get(given.get("val", ""), {}).items()}
            )
    return found
