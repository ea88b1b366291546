"""PDF files: their lines in reading order, with paragraphs told by the gaps and headings by the size of the type."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from statistics import median

from explorer.documents.limits import Limits
from explorer.documents.marks import mark_of
from explorer.documents.model import Block
from explorer.documents.nesting import is_name
from explorer.documents.pdf_order import Line, in_order
from explorer.documents.pdf_pieces import pages_of
from explorer.documents.rows import row_blocks
from explorer.documents.tables import Slot, table_blocks
from explorer.documents.text import plain_blocks, told_apart
from explorer.errors import InputError

_PAGE_NUMBER = re.compile(r"(?:page )?[-–—| ]*\d{1,4}(?: ?(?:of|/|\|) ?\d{1,4})?[-–—| ]*|[ivxlc]{1,7}", re.IGNORECASE)
_GAP = 1.35  # a line this many times the usual distance below the one before begins a paragraph
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u00ad]\n[ \t]{0,60}([a-zà-ÿ]+)")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_PREFIXES = frozenset(
    {"co", "non", "sub", "self", "well", "long", "short", "follow", "cross", "anti", "inter", "multi", "vice"}
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PACKED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*(?:\]|/|>|\Z)")
_NO_TEXT = (b"/Image", b"/Length1", b"/FontFile", b"/Alternate", b"/XML", b"/EmbeddedFile")
_AT_ONCE = 1 << 16  # bytes that are unpacked at once
_LARGE = 1.12  # type this many times the usual size is a heading


def read_pdf(data: bytes, name: str, _encoding: str | None, limits: Limits) -> tuple[dict[str, str], list[Block]]:
    """Return an empty set of fields, and the blocks of a PDF's text, without running heads and page numbers.

    Raises InputError (no PDF, damaged, locked, a scan without text, past a limit) and MissingExtra.
    """
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name} is no PDF: it does not begin with %PDF-.")
    if _cut_off(data, limits.expanded_bytes):
        raise InputError(f"{name} is damaged: the text of a page breaks off. Get it anew, or print it as PDF anew.")
    pages, notes = [], []
    for main, turned in pages_of(data, name, limits):
        lines, foot = in_order(main)
        pages.append(lines + in_order(turned)[0])
        notes += foot
    pages = _without_running_heads(pages)
    if not any(line.text.strip() for page in pages for line in page):
        raise InputError(
            f"{name} holds pictures but no text (a scan, perhaps); run text recognition over it first, "
            "for example with ocrmypdf, and read the copy that it writes."
        )
    return {}, told_apart([*_blocks(pages), *_notes(notes)], headings=True)


def _cut_off(data: bytes, most: int) -> bool:
    """Tell whether packed text of a PDF ends before it is whole; PDFium would leave out the rest without a word.

    Pictures, fonts, colours and files inside are left aside, and what is locked, packed in another way or more than
    `most` bytes.
    """
    at = len(data) if b"/Encrypt" in data else 0
    while begun := _STREAM.search(data, at):
        at = data.find(b"endstream", begun.end())
        if at < 0 or most <= 0:
            break
        told = data[max(0, begun.start() - 400) : begun.start()].rpartition(b"obj")[2]
        if _PACKED.search(told) is None or any(other in told for other in _NO_TEXT):
            continue
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)  # without its sum at the end, which some programs leave out
        with suppress(zlib.error):
            for first in range(begun.end() + 2, at, _AT_ONCE):
                rest = data[first : min(first + _AT_ONCE, at)]
                while rest and most > 0 and not unpacking.eof:  # at the end the tail may stay as it was
                    most -= len(unpacking.decompress(rest, _AT_ONCE))
                    rest = unpacking.unconsumed_tail
            if not unpacking.eof and most > 0:
                return True
    return False


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop page numbers, and the lines at top and foot that return on most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_masked(line.text) for line in page[:2] + page[-2:]})
    usual = {text for text, count in edges.items() if count >= 2 and 2 * count > len(pages)}
    kept = []
    for page in pages:
        last = len(page) - 1
        kept.append(
            [
                line
                for at, line in enumerate(page)
                if 1 < at < last - 1
                or not (_masked(line.text) in usual or (at in (0, last) and _PAGE_NUMBER.fullmatch(line.text.strip())))
            ]
        )
    return kept


def _masked(text: str) -> str:
    return re.sub(r"[0-9]+", "0", " ".join(text.split()))


def _blocks(pages: list[list[Line]]) -> list[Block]:
    """Return the blocks of the pages: lines of one size without a gap belong together."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    steps = [a.height - b.height for page in pages for a, b in zip(page, page[1:], strict=False) if a.height > b.height]
    usual = median(steps) if steps else 0.0
    margin = Counter(round(line.left) for line in lines if not mark_of(line.text)).most_common(1)
    left = margin[0][0] if margin else 0
    kept = {word.lower() for line in lines for word in _HYPHENED.findall(line.text)}
    groups: list[tuple[str, list[str]]] = []
    blocks: list[Block] = []
    before: Line | None = None
    for page in pages:
        for at, line in enumerate(page):
            sort = "row" if line.cells else "large" if line.size > _LARGE * body else "text"
            parted = before is None or sort != groups[-1][0] or _parted(before, line, usual, new_page=not at)
            if parted or sort == "row":
                groups.append((sort, []))
            # The place of a mark tells the depth of its item, as leading spaces do in plain text.
            indent = max(0, round((line.left - left) / (0.5 * body))) if body and mark_of(line.text) else 0
            groups[-1][1].extend(line.cells or [" " * min(indent, 60) + line.text])
            before = line
    for sort, run in groupby(groups, key=lambda group: group[0]):
        if sort == "row":
            rows = [[[Block(_whole_words(cell, kept))] if cell else [] for cell in texts] for _, texts in run]
            table = table_blocks([[Slot(cell) for cell in row] for row in rows])
            blocks += table if table is not None else [block for row in rows for block in row_blocks(row)]
            continue
        for _, texts in run:
            blocks += _text_blocks(sort, texts, kept)
    return _title_first(blocks)


def _text_blocks(sort: str, texts: list[str], kept: set[str]) -> list[Block]:
    text = _whole_words("\n".join(texts), kept)
    if sort == "large" and is_name(" ".join(text.split())[:90]) and len(text) < 300:
        return [Block(text.strip(), "heading", depth=2, lines=len(texts))]
    return plain_blocks(text)


def _whole_words(text: str, hyphened: set[str]) -> str:
    """Put words together that the end of a line has broken; those that have a hyphen elsewhere keep it."""

    def joined(match: re.Match[str]) -> str:
        head, tail = match.groups()
        hyphen = f"{head}-{tail}".lower() in hyphened or head.lower() in _PREFIXES
        return f"{head}-{tail}" if hyphen else head + tail

    return _BROKEN.sub(joined, text)


def _notes(lines: list[Line]) -> list[Block]:
    """Return the footnotes of all pages as paragraphs at the end; a line without a mark goes on with the note above."""
    texts: list[str] = []
    for line in lines:
        if texts and line.text[:1].isalpha():
            texts[-1] += f" {line.text}"
        else:
            texts.append(line.text)
    return [Block(text, "paragraph") for text in texts]


def _title_first(blocks: list[Block]) -> list[Block]:
    """Raise the first heading, if it opens the document, to the title's level."""
    if blocks and blocks[0].kind == "heading":
        return [replace(blocks[0], depth=1), *blocks[1:]]
    return blocks


def _parted(before: Line, line: Line, usual: float, *, new_page: bool) -> bool:
    """Tell whether a paragraph ends between two lines."""
    step = before.height - line.height
    if new_page or step < -usual:  # the next page, or the next column
        return before.text.rstrip().endswith((".", ":", ";", "!", "?"))
    return usual > 0 and step > _GAP * usual
