"""Plain text and Markdown: lines to blocks, with title, head line, captions and headings told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NoReturn

from explorer.documents.columns import is_barred
from explorer.documents.drawn import as_read, drawn_blocks
from explorer.documents.limits import Limits
from explorer.documents.lines import (
    HAS_DATE,
    HAS_YEAR,
    HEAD,
    LABEL,
    LEADING,
    PLACE_LINE,
    ROLLED,
    bare_mark,
    goes_on,
    is_caption,
    is_date_line,
    is_dated_entry,
    is_site_line,
    is_sited,
)
from explorer.documents.marks import Mark, mark_of
from explorer.documents.markup import heading_of, is_rule, underline_of
from explorer.documents.model import Block
from explorer.documents.nesting import is_name, open_ended
from explorer.documents.rolls import in_rolls, without_contents
from explorer.documents.rows import is_label, is_labelled
from explorer.errors import InputError

_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # characters without width, that leave a line empty
_NAME = 60  # characters of a name that stands in a line of its own
_LONG = 140  # a line longer than this was not broken by hand or by a mail program
_LINE_ENDS = "\n\v\f"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")


@dataclass(slots=True)
class _Line:
    text: str
    heading: int = 0
    row: bool = False  # of a table


@dataclass(frozen=True, slots=True)
class _Way:
    """How lines are put together: `unwrapped` ones end where somebody ended them; `most` characters a paragraph."""

    name: str = "the text"
    most: int = 1_000_000
    unwrapped: bool = False
    markdown: bool = False

    def refuse(self) -> NoReturn:
        raise InputError(f"{self.name}: a paragraph passes the limit of {self.most:,} characters.")


def blocks_of(
    text: str, *, markdown: bool = False, name: str = "the text", limits: Limits | None = None
) -> list[Block]:
    """Return the blocks of a text: paragraphs and items with their marks; kinds where they show.

    `name` is used in messages. Raises InputError at a limit.

    >>> [(b.kind, b.mark, b.text) for b in blocks_of("Fifth SOM\\n\\nMinisters:\\n• met;\\n• agreed.")]
    [('title', '', 'Fifth SOM'), ('', '', 'Ministers:'), ('item', '•', 'met;'), ('item', '•', 'agreed.')]
    """
    blocks = plain_blocks(text, markdown=markdown, name=name, limits=limits)
    return told_apart(blocks, headings=not any(block.kind == "heading" for block in blocks))


def plain_blocks(
    text: str, *, markdown: bool = False, name: str = "the text", limits: Limits | None = None
) -> list[Block]:
    """Return the paragraphs and items of a text, and the headings that Markdown marks; no other kinds are told.

    >>> [b.kind for b in plain_blocks("Fifth SOM\\n\\n• met")]
    ['', 'item']
    """
    limits = limits or Limits()
    if sum(text.count(end) for end in _LINE_ENDS) > limits.lines:
        raise InputError(f"{name} has more than {limits.lines:,} lines, the limit for one document.")
    way = _Way(name, limits.passage_chars, _has_long_line(text), markdown)
    blocks: list[Block] = []
    last: Mark | None = None
    for chunk in _chunks(text, markdown):
        if table := drawn_blocks([line.text for line in chunk], barred=chunk[0].row):
            last = None
            blocks += table
            continue
        last = _blocks_of_chunk(chunk, blocks, last, way)
        if len(blocks) > limits.passages:
            raise InputError(f"{name} has more than {limits.passages:,} paragraphs, the limit for one document.")
    if markdown:
        blocks = [each for block in blocks for each in ([block] if block.cells else as_read(block))]
    return [block for block in blocks if block.text]


def _has_long_line(text: str) -> bool:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        if end - start > _LONG:
            return True
        start = end + 1
    return len(text) - start > _LONG


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text one by one; a form feed ends a page, and with it a paragraph."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()]
        if end[0] == "\f":
            yield ""
        start = end.end()
    yield text[start:]


def _chunks(text: str, markdown: bool) -> Iterator[list[_Line]]:
    """Yield the groups of lines between empty lines; a Markdown heading and a table are groups of their own."""
    chunk: list[_Line] = []
    for line in _lines(text):
        row = is_barred(line)
        if chunk and chunk[0].row != row:
            yield chunk
            chunk = []
        if row:
            chunk.append(_Line(line, row=True))
            continue
        if markdown:
            line = re.sub(r"^ {0,3}(?:>[ \t]?)++", "", line)
            line = re.sub(r"^(\s*)(\*\*|__)(\(?\w{1,5}[.)])\2(?=\s)", r"\1\3", line)  # "**IV.** Agree …"
            found = heading_of(line)
            level = underline_of(line) if len(chunk) == 1 and not mark_of(chunk[0].text) else 0
            if level:
                chunk[0].heading = level
            if found or level or is_rule(line):
                if chunk:
                    yield chunk
                if found:
                    yield [_Line(found[1], found[0])]
                chunk = []
                continue
        if line.strip().strip(_UNSEEN).strip():
            chunk.append(_Line(line))
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _blocks_of_chunk(chunk: list[_Line], blocks: list[Block], last: Mark | None, way: _Way) -> Mark | None:
    """Add the blocks of one group of lines; return the last mark seen, None when a paragraph ended the list."""
    width = max(len(line.text.rstrip()) for line in chunk)
    if width > way.most:
        way.refuse()
    if chunk[0].heading:
        blocks.append(Block(chunk[0].text.strip(), "heading", depth=chunk[0].heading))
        return None
    pieces: list[tuple[Mark | None, list[str]]] = []
    size = 0
    stacked = _stacked([line.text.strip() for line in chunk])
    rolled = sum(ROLLED.match(line.text.strip()) is not None for line in chunk) > 1
    for at, line in enumerate(chunk):
        following = chunk[at + 1].text if at + 1 < len(chunk) else ""
        mark = mark_of(line.text, before=last)
        bare = bare_mark(line.text)
        if at and (mark or bare) and not _next_in_list(mark or bare, last):
            mark = bare = None  # a wrapped line that happens to begin with a number
        rolling = rolled and ROLLED.match(line.text.strip()) and not HEAD.match(line.text)
        if (
            mark
            or bare
            or not at
            or stacked
            or rolling
            or _breaks(chunk[at - 1].text, line.text, following, width, way)
        ):
            size = 0
            pieces.append((mark, [line.text[mark.length :] if mark else line.text]))
            goes_on = line.text[:1].isspace() or (at > 0 and bare_mark(chunk[at - 1].text))
            last = mark or bare or (last if goes_on else None)
        else:
            pieces[-1][1].append(line.text)
        size += len(line.text) + 1
        if size > way.most:
            way.refuse()
    for at, (mark, lines) in enumerate(pieces):
        body = "\n".join(lines)
        stripped = body.strip()
        first = lines[0].expandtabs(4)
        indent = mark.indent if mark else len(first) - len(first.lstrip())
        printed = mark.printed if mark else ""
        kind = "item" if mark else ""
        blocks.append(Block(stripped, kind, printed, indent=indent, glued=at > 0, lines=len(lines)))
    return last


def _stacked(lines: list[str]) -> bool:
    """Tell whether lines are names one below the other, not a sentence that was wrapped."""
    return len(lines) > 3 and all(
        line[:1].isupper() and line[-1:].isalnum() and len(line) <= _NAME and not goes_on(line, after)
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    )


def _next_in_list(mark: Mark | None, last: Mark | None) -> bool:
    """Tell whether a mark inside a group of lines can be one: a bullet, a first number, or the next one."""
    if mark is None or mark.number <= 1:
        return True
    return last is not None and (last.number + 1 == mark.number or last.sort != mark.sort)


def _breaks(before: str, line: str, after: str, width: int, way: _Way) -> bool:
    """Tell whether the line end between two lines was meant, not made by wrapping."""
    hard = way.markdown and before.endswith(("  ", "\\"))  # as Markdown marks the end of a line
    before, start = before.rstrip(), line.lstrip()
    if goes_on(before, start):
        return False
    if HEAD.match(line) or is_caption(line) or is_caption(before):
        return not (HEAD.match(line) and HEAD.match(before))  # Location and Date on two lines are one head
    if hard or LEADING.match(start):
        return True
    if HEAD.match(before) and len(before) < 100:
        return True
    if (
        bare_mark(before)
        or is_date_line(before)
        or (is_date_line(start) and not open_ended(before) and not before.endswith(","))
    ):
        return True
    if is_dated_entry(start) and (is_dated_entry(before) or is_dated_entry(after)):
        return True
    if is_site_line(start) and before[-1:].isalnum() or is_site_line(before):
        return True
    if is_date_line(after) and PLACE_LINE.match(start.rstrip()):
        return True  # "City, Country" above the date of the meeting
    if start[:1].islower() and not before.endswith((".", ":")):
        return False
    if before.endswith("-") and start[:1].isalpha():
        return False
    if before.endswith(":") and start[:1].isupper() and len(before.split()) > 3:
        return True  # "… with the participation of:", and whom on the next line
    ended = before.endswith((".", ":", ";", "!", "?"))
    if way.unwrapped and not way.markdown:
        return True
    # The first word of the next line would have fitted: nobody who wraps lines breaks there.
    fits = len(before) + 1 + len(start.split(None, 1)[0]) <= width
    return fits and (ended or 4 * len(before) < 3 * width)


def lines_of_paragraph(text: str, last: Mark | None = None) -> list[Block]:
    """Return the blocks of one paragraph of a formatted page: its lines are breaks that somebody set.

    >>> [(b.kind, b.mark, b.text) for b in lines_of_paragraph("Ministers:\\n• met\\n• agreed")]
    [('', '', 'Ministers:'), ('item', '•', 'met'), ('item', '•', 'agreed')]
    """
    blocks: list[Block] = []
    for chunk in _chunks(text, markdown=False):
        last = _blocks_of_chunk(chunk, blocks, last, _Way())
    return [block for block in blocks if block.text]


def told_apart(blocks: list[Block], *, headings: bool) -> list[Block]:
    """Return `blocks` with title, head lines, captions and (where `headings`) plain headings named.

    Blocks that already have a kind keep it, save that the first heading becomes the title.
    """
    blocks = _with_title(without_contents(_with_marks(blocks)))
    body = False  # past the head of the page
    for at, block in enumerate(blocks):
        if block.kind not in ("", "item"):
            continue
        if is_caption(block.text):
            blocks[at] = replace(block, kind="caption", mark="")
        elif not body and not block.mark and LABEL.fullmatch(block.text):
            # A label above its value: both are the head.
            blocks[at] = replace(block, kind="location")
            value = blocks[at + 1] if at + 1 < len(blocks) else None
            if value and not value.kind and len(value.text) <= 100 and not value.text.endswith((".", ":")):
                blocks[at + 1] = replace(value, kind="location")
        elif (
            not body
            and not block.mark
            and not _in_calendar(blocks, at)
            and (_is_head(block, at) or _is_place_line(blocks, at))
        ):
            blocks[at] = replace(block, kind="location")
        else:
            body = True
    if headings:
        _name_headings(blocks)
    return blocks


def _with_marks(blocks: list[Block]) -> list[Block]:
    """Give a mark that stands on a line of its own to the text below it."""
    whole: list[Block] = []
    for block in blocks:
        alone = whole[-1] if whole else None
        mark = bare_mark(alone.text) if alone and not alone.kind else None
        if alone and mark and not block.kind and not block.mark:
            whole[-1] = replace(block, kind="item", mark=mark.printed, indent=alone.indent, glued=alone.glued)
        else:
            whole.append(block)
    return whole


def _with_title(blocks: list[Block]) -> list[Block]:
    if not blocks:
        return blocks
    if any(block.kind == "title" for block in blocks):
        return blocks
    top = [at for at, block in enumerate(blocks[:10]) if block.kind == "heading" and block.depth == 1]
    for at, block in enumerate(blocks[:4]):
        if block.kind == "heading" and at in (top[:1] or [at]) and not is_label(block.text):
            blocks[at] = replace(block, kind="title", depth=0)
            return blocks
    first = blocks[0]
    short = not first.kind and not first.mark and first.lines <= 4 and len(first.text) <= 300
    open_end = not first.text.endswith((".", ":", ";"))
    if short and open_end and not HEAD.match(first.text) and not is_labelled(first.text) and not is_caption(first.text):
        blocks[0] = replace(first, kind="title")
    return blocks


def _is_head(block: Block, at: int) -> bool:
    """Tell whether a block is the head line of the page: labelled, or a bare "City, Country, 1-2 May 2012"."""
    text = block.text
    if HEAD.match(text):
        return len(text) < 300
    bare = at and len(text) <= 90 and "\n" not in text and not text.endswith((".", ":", ";", ","))
    begun = text[:1].isupper() or text[:1].isdigit()
    return bool(bare and begun and HAS_YEAR.search(text) and (HAS_DATE.search(text) or is_sited(text)))


def _is_place_line(blocks: list[Block], at: int) -> bool:
    """Tell whether a block is a bare "City, Country" with a bare date below it."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    dated = after is not None and not after.kind and _is_head(after, at + 1) and not HEAD.match(after.text)
    return bool(at and dated and PLACE_LINE.match(blocks[at].text))


def _in_calendar(blocks: list[Block], at: int) -> bool:
    """Tell whether a block is one of several lines that say what was held on which day."""
    beside = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return is_dated_entry(blocks[at].text) and any(is_dated_entry(block.text) for block in beside)


def _name_headings(blocks: list[Block]) -> None:
    """Name the short lines that head what follows them; in a run of such lines only the first can."""
    like, listed, led = [heading_like(block) for block in blocks], in_rolls(blocks), False
    for at, block in enumerate(blocks):
        following = [b for b in blocks[at + 1 : at + 4] if b.kind != "caption"]
        if not like[at] or not following:
            continue
        after = following[0]
        next_like = at + 1 < len(blocks) and like[at + 1]
        if block.mark and (after.mark == block.mark or _same_sort(block, after)):
            continue
        if after.mark and after.glued and (block.mark or _lone_date(following)):
            continue
        run_goes_on = at and like[at - 1] and blocks[at - 1].kind in ("heading", "")
        above = blocks[at - 1].text if at else ""
        led = above.endswith(":") and is_label(above) or led and like[at - 1]  # "Present:", and who was
        if led or not is_label(block.text) and (next_like and run_goes_on or at in listed):
            continue
        blocks[at] = replace(block, kind="heading", mark="", depth=2)


def _lone_date(following: list[Block]) -> bool:
    """Tell of a lone item with a date: "Workshop on X", below it "- Auckland, New Zealand, 7-10 February 2012"."""
    alone = len(following) < 2 or not _same_sort(following[0], following[1])
    return alone and bool(HAS_DATE.search(following[0].text))


def _same_sort(one: Block, other: Block) -> bool:
    first = mark_of(f"{one.mark} x")
    second = mark_of(f"{other.mark} x", before=first) if other.mark else None
    return bool(first and second and first.sort == second.sort)


def heading_like(block: Block) -> bool:
    """Tell whether a block without a kind can be a heading: a short line of its own that is no date or place."""
    if block.kind not in ("", "item") or block.lines > 2:
        return False
    if block.mark and not re.fullmatch(r"\(?(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]", block.mark):
        return False
    labelled = HEAD.match(block.text) or LEADING.match(block.text)
    return is_name(block.text) and not HAS_DATE.search(block.text) and not labelled
