"""PDF files: their lines in reading order, with paragraphs told by the gaps and headings by the size of the type."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from explorer.documents.limits import Limits
from explorer.documents.marks import mark_of
from explorer.documents.model import Block
from explorer.documents.nesting import is_name
from explorer.documents.text import plain_blocks, told_apart
from explorer.errors import InputError, MissingExtra

_PAGE_NUMBER = re.compile(r"(?:page )?[-–—| ]*\d{1,4}(?: ?(?:of|/|\|) ?\d{1,4})?[-–—| ]*|[ivxlc]{1,7}", re.IGNORECASE)
# One glyph for several letters is how the page was set, not what it says.
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_GAP = 1.35  # a line this many times the usual distance below the one before begins a paragraph
_LARGE = 1.12  # type this many times the usual size is a heading


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, where it starts and stands (points from the left, from the bottom), its type size."""

    text: str
    left: float
    height: float
    size: float


def read_pdf(data: bytes, name: str, _encoding: str | None, limits: Limits) -> tuple[dict[str, str], list[Block]]:
    """Return an empty set of fields, and the blocks of a PDF's text, without running heads and page numbers.

    Raises InputError (no PDF, damaged, locked, a scan without text, past a limit) and MissingExtra.
    """
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name} is no PDF: it does not begin with %PDF-.")
    pages = _without_running_heads(list(_pages(data, name, limits)))
    lines = [line for page in pages for line in page]
    if not any(line.text.strip() for line in lines):
        raise InputError(f"{name} holds pictures but no text (a scan, perhaps); run text recognition over it first.")
    return {}, told_apart(_blocks(pages), headings=True)


def _pages(data: bytes, name: str, limits: Limits) -> Iterator[list[_Line]]:
    """Yield the lines of each page."""
    try:
        import pypdf
    except ImportError:
        raise MissingExtra(
            f"Reading {name} needs an extra library: pip install 'relationship-explorer[documents]'"
        ) from None
    watch = _Watch(name, limits)
    try:
        with _quiet(), _held(limits):
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError(f"{name} is locked by a password; save an unlocked copy.")
            if len(reader.pages) > limits.pages:
                raise InputError(f"{name} has more than {limits.pages:,} pages, the limit; split it.")
            for page in reader.pages:
                watch.look()
                yield _lines(page, watch)
    except InputError:
        raise
    except pypdf.errors.LimitReachedError as error:
        why = str(error).rstrip(".")
        raise InputError(f"{name} passes a limit of safe PDF reading ({why}); print it as PDF anew.") from None
    except pypdf.errors.DependencyError:
        raise InputError(
            f"{name} is encrypted or packed in a way that is not read; save an unlocked copy, or print it as PDF anew."
        ) from None
    except (RecursionError, MemoryError):
        raise InputError(f"{name} nests its parts too deeply to be read safely; print it as PDF anew.") from None
    except Exception as error:  # a parser of hostile bytes may fail in any way; each is the same to the reader
        what = type(error).__name__
        raise InputError(f"{name} is damaged: its pages cannot be read ({what}); print it as PDF anew.") from None


class _Watch:
    """Counts the drawing steps of a document and its time."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.steps, self.end = 0, time.monotonic() + limits.seconds

    def step(self, *_: Any) -> None:
        """Count one drawing step. Raises InputError at the limit."""
        self.steps += 1
        if self.steps > self.limits.operations:
            raise InputError(f"{self.name} draws more than {self.limits.operations:,} steps, the limit.")
        if not self.steps % 1000:
            self.look()

    def look(self) -> None:
        """Raise InputError when the time is over."""
        if time.monotonic() > self.end:
            raise InputError(f"{self.name} takes longer than {self.limits.seconds} seconds, the limit.")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's remarks on sloppy files off the terminal; what matters is raised."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _held(limits: Limits) -> Iterator[None]:
    """Hold the parser to our limit of one unpacked stream, where its version has a way to say so."""
    try:
        from pypdf import apply_configuration
    except ImportError:
        yield  # older versions keep to 75 MB, the same as our default
        return
    names = ("zlib", "lzw", "run_length", "array_based_stream")
    held: dict[str, Any] = {f"{name}_maximum_output_length": limits.stream_bytes for name in names}
    with apply_configuration(**held):
        yield


def _lines(page: Any, watch: _Watch) -> list[_Line]:
    """Return the lines of a page, with the place and the size of their type."""
    lines: list[_Line] = []
    pieces: list[str] = []
    first: tuple[float, float, float] | None = None

    def end_line() -> None:
        nonlocal first
        text = "".join(pieces).rstrip().translate(_LIGATURES)
        if text.strip() and first:
            lines.append(_Line(text.lstrip(), *first))
        pieces.clear()
        first = None

    def take(text: str, user: list[float], matrix: list[float], _font: Any, size: float) -> None:
        nonlocal first
        watch.step()
        for number, part in enumerate(text.split("\n")):
            if number:
                end_line()
            if part.strip() and first is None:
                x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
                y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
                scale = (abs(matrix[3]) or abs(matrix[1]) or 1.0) * (abs(user[3]) or abs(user[1]) or 1.0)
                first = (round(x, 1), round(y, 1), round(float(size) * scale, 1))
            pieces.append(part)

    page.extract_text(visitor_text=take, visitor_operand_before=watch.step)
    end_line()
    return lines


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
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


def _blocks(pages: list[list[_Line]]) -> list[Block]:
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
    groups: list[tuple[bool, list[str]]] = []
    before: _Line | None = None
    for page in pages:
        for at, line in enumerate(page):
            large = line.size > _LARGE * body
            if (
                before is None
                or large != (before.size > _LARGE * body)
                or _parted(before, line, usual, new_page=not at)
            ):
                groups.append((large, []))
            # The place of a mark tells the depth of its item, as leading spaces do in plain text.
            indent = max(0, round((line.left - left) / (0.5 * body))) if body and mark_of(line.text) else 0
            groups[-1][1].append(" " * min(indent, 60) + line.text)
            before = line
    blocks: list[Block] = []
    for large, texts in groups:
        text = "\n".join(texts)
        if large and is_name(" ".join(text.split())[:90]) and len(text) < 300:
            blocks.append(Block(text.strip(), "heading", depth=2, lines=len(texts)))
        else:
            blocks += plain_blocks(text)
    return _title_first(blocks)


def _title_first(blocks: list[Block]) -> list[Block]:
    """Raise the first heading, if it opens the document, to the title's level."""
    if blocks and blocks[0].kind == "heading":
        return [replace(blocks[0], depth=1), *blocks[1:]]
    return blocks


def _parted(before: _Line, line: _Line, usual: float, *, new_page: bool) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if new_page:
        return before.text.rstrip().endswith((".", ":", ";", "!", "?"))
    step = before.height - line.height
    return usual > 0 and (step > _GAP * usual or step < -usual)
