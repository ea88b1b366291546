"""Saved web pages: the content of the page as blocks, without its menus, banners, captions and scripts."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.documents.decode import decode
from explorer.documents.limits import Limits
from explorer.documents.marks import mark_of, note_mark
from explorer.documents.metadata import event_lines, with_head_lines
from explorer.documents.model import Block
from explorer.documents.rows import column_labels, columns_as_lists, is_label, row_blocks
from explorer.documents.tables import Slot, table_blocks
from explorer.documents.tags import DATA, Tag, Text, tags
from explorer.documents.text import heading_like, lines_of_paragraph, plain_blocks, told_apart
from explorer.errors import InputError

_SKIPPED = {
    "script", "style", "noscript", "template", "nav", "footer", "aside", "button", "form", "select", "iframe", "svg",
    "math", "dialog", "menu", "object", "textarea", "xmp", "noembed", "noframes", "audio", "video", "canvas",
}  # fmt: skip
_SKIPPED_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
}
_CHROME = re.compile(
    r"(?:cookies?|gdpr|consent)(?:[-_]\w+)*"
    r"|(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|share|sharing|social|related|comments?|pagination|pager"
    r"|newsletter|popup|modal|skip-?link|skip-to-content|screen-reader-text|sr-only|visually-hidden|wp-caption-text"
    r"|site-(?:header|footer|nav\w*|branding)|main-(?:nav\w*|menu)|page-footer|advert(?:isement)?s?|print-only)"
    r"|(?!has-|no-|with-|is-|hide-)[a-z0-9]+(?:[-_][a-z0-9]+){0,6}[-_](?:nav|navbar|menu|breadcrumbs?|sidebar|cookies?|consent|share|sharing|footer)"
)
_NEVER_CHROME = {
    "html",
    "body",
    "main",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "param", "source", "track"}
_BLOCKS = {
    "html", "head", "body", "main", "article", "section", "div", "header", "hgroup", "p", "pre", "blockquote",
    "address", "figure", "figcaption", "ul", "ol", "dir", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "fieldset", "legend", "details", "summary",
    "center", "title", *_SKIPPED,
}  # fmt: skip
_CLOSED_BY = {  # what a start tag closes when it is still open
    "li": ("li", ("ul", "ol", "dir")), "dt": ("dt", ("dl",)), "dd": ("dd", ("dl",)), "tr": ("tr", ("table",)),
    "td": ("td", ("tr", "table")), "th": ("th", ("tr", "table")),
}  # fmt: skip
_STRUCK = {"s", "strike", "del"}
_TERM = 60  # characters of a term that is a label
_SPACE = re.compile(r"[ \t\n\r\f]+")


def read_html(data: bytes, name: str, encoding: str | None, limits: Limits) -> tuple[dict[str, str], list[Block]]:
    """Return title and language of a saved web page, and the blocks of its content. Raises InputError."""
    page = decode(data, name, encoding)
    reader = _Reader(name, limits)
    fields, blocks = reader.read(page, chrome=True)
    if not blocks:  # a page whose whole text stands in what looks like a menu or a banner
        fields, blocks = _Reader(name, limits).read(page, chrome=False)
    headed = any(block.kind == "heading" for block in blocks)
    blocks = with_head_lines(told_apart(blocks, headings=not headed), event_lines("".join(reader.metadata)))
    if any(block.kind == "title" for block in blocks):
        fields.pop("title", None)
    return fields, blocks


def fragment_blocks(text: str, name: str, limits: Limits) -> list[Block]:
    """Return the blocks of a piece of a web page, such as a table inside a Markdown file. Raises InputError."""
    return _Reader(name, limits).read(text, chrome=False)[1]


class _Reader:
    """Goes through the tags of one page once and collects its blocks."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.open: list[str] = []
        self.skip_from = -1  # height of the stack at which an element without content opened
        self.blocks: list[Block] = []
        self.main: list[tuple[int, int]] = []  # what <main>, else the one <article>, covers in `blocks`
        self.landmarks: list[tuple[str, int]] = []
        self.articles: list[tuple[int, int]] = []
        self.text: list[str] = []
        self.crossed: list[str] = []  # text that was struck out: kept behind its paragraph, and not read
        self.struck_from = -1  # height of the stack at which a struck element opened
        self.raised = 0
        self.metadata: list[str] = []  # blocks of JSON-LD
        self.size = 0
        self.strong = 0
        self.all_strong = True
        self.item: Block | None = None  # the list item whose first text is still to come
        self.numbers: list[tuple[str, int]] = []  # type and next number of the open lists
        self.rows: list[list[tuple[int, int, int]]] = []  # cells of the open rows: start in `blocks`, across, down
        self.tables: list[list[tuple[int, int, list[Slot]]]] = []  # rows of the open tables, and where they stand
        self.heads: tuple[list[str], int] = ([], 0)  # labels of columns, and where their row stands in `blocks`
        self.term = -1  # where the last <dt> began, in `blocks`
        self.terms: list[list[int]] = []  # where the terms of the open lists stand that have one line beside them
        self.page_title: list[str] = []
        self.language = ""

    def read(self, page: str, *, chrome: bool) -> tuple[dict[str, str], list[Block]]:
        """Return what the page says about itself, and its blocks; `chrome`: leave out menus told by class names."""
        if page.count("<") > self.limits.tags:
            raise InputError(f"{self.name} has more than {self.limits.tags:,} tags, the limit for one page.")
        for part in tags(page, self.limits.passage_chars):
            if isinstance(part, Text):
                self._words(part.text)
            elif part.end:
                self._close(part.name)
            else:
                self._start(part, chrome)
            if len(self.blocks) > self.limits.passages:
                raise InputError(f"{self.name} has more than {self.limits.passages:,} paragraphs, the limit.")
        self._flush()
        while self.open:
            self._close(self.open[-1])
        fields = {"title": _SPACE.sub(" ", "".join(self.page_title)).strip(), "language": self.language}
        return {key: value for key, value in fields.items() if value}, self._content()

    def _content(self) -> list[Block]:
        """Return the blocks inside <main>, else inside the only <article>, where most of the text is; else all."""
        total = sum(len(block.text) for block in self.blocks)
        for ranges in (self.main, self.articles if len(self.articles) == 1 else []):
            inside = [block for start, end in ranges for block in self.blocks[start:end]]
            if sum(len(block.text) for block in inside) * 2 > total:
                return inside
        return self.blocks

    def _words(self, text: str) -> None:
        if self.open and self.open[-1] == "script:data":
            self.metadata.append(text)
        if self.skip_from >= 0:
            return
        if self.struck_from >= 0:
            self.crossed.append(text)
            return
        if self.raised and note_mark(text):
            return
        if self.open and self.open[-1] == "title":
            self.page_title.append(text)
            return
        self._measure(len(text))
        if "pre" not in self.open:
            text = _SPACE.sub(" ", text)
        if text.strip() and not self.strong:
            self.all_strong = False
        self.text.append(text)

    def _measure(self, size: int) -> None:
        self.size += size
        if self.size > self.limits.passage_chars:
            raise InputError(f"{self.name}: a paragraph passes the limit of {self.limits.passage_chars:,} characters.")

    def _start(self, tag: Tag, chrome: bool) -> None:
        name = tag.name
        if name == "br" and self.skip_from < 0:
            self._measure(1)
            self.text.append("\n")
        elif name in ("b", "strong"):
            self.strong += 1
        elif name == "sup":
            self.raised += 1
        elif name == "html" and not self.language:
            self.language = tag.attributes.get("lang", "")[:35]
        struck = name in _STRUCK or "line-through" in tag.attributes.get("style", "")
        if name in _VOID or name not in _BLOCKS and not struck and not self._hides(tag, chrome):
            return
        if name in _BLOCKS:
            self._flush()
            self._close_before(name)
        if len(self.open) >= self.limits.depth:
            raise InputError(f"{self.name} nests its elements deeper than {self.limits.depth}, the limit.")
        data = name == "script" and tag.attributes.get("type", "").strip().lower() == DATA
        self.open.append("script:data" if data else name)
        if self.skip_from < 0 and self._hides(tag, chrome):
            self.skip_from = len(self.open)
        if struck and self.struck_from < 0:
            self.struck_from = len(self.open)
        if self.skip_from >= 0:
            return
        if name in ("main", "article"):
            self.landmarks.append((name, len(self.blocks)))
        elif name in ("ul", "ol", "dir"):
            sort = tag.attributes.get("type", "1") if name == "ol" else ""
            self.numbers.append((sort, _whole(tag.attributes.get("start"), 1)))
        elif name == "li":
            self._open_item(tag)
        elif name == "tr":
            self.rows.append([])
        elif name == "table":
            self.heads = ([], 0)
            self.tables.append([])
        elif name == "dl":
            self.terms.append([])
        elif name == "dt":
            self.term = len(self.blocks)
        elif name in ("td", "th") and self.rows:
            across, down = (_whole(tag.attributes.get(side), 1) for side in ("colspan", "rowspan"))
            self.rows[-1].append((len(self.blocks), min(100, max(1, across)), down or 9_999))

    def _hides(self, tag: Tag, chrome: bool) -> bool:
        """Tell whether an element holds no content: by its name, by being hidden, by its role or its class."""
        name, given = tag.name, tag.attributes
        if name in _SKIPPED:
            return True
        if name in ("html", "body", "title", "head"):
            return False
        if "hidden" in given or given.get("aria-hidden") == "true":
            return True
        if re.search(r"display\s?:\s?none", given.get("style", "")) or given.get("role", "").lower() in _SKIPPED_ROLES:
            return True
        if name == "header":  # of the site; the header of an article holds its title
            return chrome and not any(landmark in self.open for landmark in ("main", "article"))
        if not chrome or name in _NEVER_CHROME:
            return False
        words = f"{given.get('class', '')} {given.get('id', '')}".lower().split()
        return any(_CHROME.fullmatch(word) for word in words[:40])

    def _close_before(self, name: str) -> None:
        """Close what a start tag ends: a paragraph at any block, an item at the next item of its list."""
        if self.open and self.open[-1] == "p":
            self._close("p")
        closed, until = _CLOSED_BY.get(name, ("", ()))
        for other in ("dt", "dd") if name in ("dt", "dd") else ("td", "th") if name in ("td", "th", "tr") else ():
            if other in self._open_since(until):
                self._close(other)
        if closed and closed in self._open_since(until):
            self._close(closed)

    def _open_since(self, until: tuple[str, ...]) -> list[str]:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at] in until:
                return self.open[at + 1 :]
        return self.open

    def _close(self, name: str) -> None:
        if name in ("b", "strong"):
            self.strong = max(0, self.strong - 1)
            return
        if name == "sup":
            self.raised = max(0, self.raised - 1)
            return
        name = "script:data" if name == "script" and "script:data" in self.open else name
        if name not in self.open:
            return
        if name in _BLOCKS:
            self._flush()
        while self.open:
            top = self.open.pop()
            if self.struck_from > len(self.open):
                self.struck_from = -1
            if self.skip_from > len(self.open):
                self.skip_from = -1
            elif self.skip_from < 0:
                self._closed(top)
            if top == name:
                break

    def _closed(self, name: str) -> None:
        if name in ("main", "article") and self.landmarks:
            which, start = self.landmarks.pop()
            (self.main if which == "main" else self.articles).append((start, len(self.blocks)))
        elif name in ("ul", "ol", "dir") and self.numbers:
            self.numbers.pop()
        elif name == "li":
            self.item = None
        elif name == "tr" and self.rows:
            self._close_row(self.rows.pop())
        elif name == "table" and self.tables:
            self._close_table(self.tables.pop())
        elif name == "dd":
            if 0 <= self.term == len(self.blocks) - 2 and self.terms:
                self.terms[-1].append(self.term)
            self.term = -1
        elif name == "dl" and self.terms:
            self._close_terms(self.terms.pop())

    def _open_item(self, tag: Tag) -> None:
        sort, number = self.numbers[-1] if self.numbers else ("", 1)
        number = _whole(tag.attributes.get("value"), number)
        if self.numbers:
            self.numbers[-1] = (sort, number + 1)
        self.item = Block("", "item", _printed(sort, number), depth=max(1, len(self.numbers)))

    def _flush(self) -> None:
        """Make the text collected so far a block, and what was struck out of it one that is kept and not read."""
        self._flush_text()
        crossed, self.crossed = _SPACE.sub(" ", "".join(self.crossed)).strip(), []
        if crossed:
            self.blocks.append(Block(crossed, "caption"))

    def _flush_text(self) -> None:
        """Make the text collected so far a block, of the kind that the open elements say."""
        pieces, self.text, self.size = self.text, [], 0
        strong, self.all_strong = self.all_strong, True
        if self.skip_from >= 0:
            return
        if "pre" in self.open:
            self.blocks += plain_blocks("".join(pieces), name=self.name, limits=self.limits)
            return
        text = re.sub(r" ?\n ?", "\n", re.sub(r" {2,}", " ", "".join(pieces))).strip()
        if not text:
            return
        heading = next((int(name[1]) for name in reversed(self.open) if name in _HEADINGS), 0)
        if heading:
            self.blocks.append(Block(text, "heading", depth=heading))
        elif "figcaption" in self.open:
            self.blocks.append(Block(text, "caption"))
        elif "li" in self.open and self.numbers:
            self._flush_item(text)
        elif strong and not self.rows and heading_like(Block(text)) and not mark_of(text):
            self.blocks.append(Block(text, "heading", depth=6))
        else:
            self.blocks += lines_of_paragraph(text)

    def _flush_item(self, text: str) -> None:
        first, self.item = self.item, None
        blocks = lines_of_paragraph(text)
        if first is not None and blocks:
            mark = blocks[0].mark or first.mark
            self.blocks.append(replace(first, text=blocks[0].text, mark=mark))
            blocks = blocks[1:]
        # What follows in the same item stands below it; marked lines are a list inside it.
        depth = len(self.numbers)
        self.blocks += [replace(b, depth=depth + 1 if b.kind == "item" else depth) for b in blocks]

    def _close_terms(self, terms: list[int]) -> None:
        """Make terms and what stands beside each one line apiece, in a list that has a label of a record among them."""
        if any(is_label(self.blocks[at].text) for at in terms):
            for at in reversed(terms):
                term, told = self.blocks[at : at + 2]
                if not term.kind and not told.kind and len(term.text) <= _TERM:
                    kind = "" if is_label(term.text) else "paragraph"  # a label of the head, or no title in any case
                    self.blocks[at : at + 2] = [Block(f"{term.text.rstrip(': ')}: {told.text}", kind)]

    def _close_row(self, placed: list[tuple[int, int, int]]) -> None:
        if not placed:
            return
        starts = [start for start, _, _ in placed]
        cells = [self.blocks[a:b] for a, b in zip(starts, [*starts[1:], len(self.blocks)], strict=True)]
        labels, at = self.heads
        lists = columns_as_lists(labels, cells) if at < starts[0] else []
        self.heads = (column_labels(cells), starts[0])
        self.blocks[at if lists else starts[0] :] = lists or row_blocks(cells)
        if self.tables and lists:
            self.tables[-1].clear()  # lists below labels are lines of their own
        elif self.tables:
            slots = [Slot(cell, across, down) for cell, (_, across, down) in zip(cells, placed, strict=True)]
            self.tables[-1].append((starts[0], len(self.blocks), slots))

    def _close_table(self, rows: list[tuple[int, int, list[Slot]]]) -> None:
        """Put a table with heads in the place of its rows, where nothing else stands between them."""
        whole = all(end == start for (_, end, _), (start, _, _) in zip(rows, rows[1:], strict=False))
        if rows and whole and rows[-1][1] == len(self.blocks):
            table = table_blocks([slots for _, _, slots in rows])
            if table is not None:
                self.blocks[rows[0][0] :] = table


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,4}", text) else default


def _printed(sort: str, number: int) -> str:
    """Return the mark that a browser prints before an item of a list of this type."""
    if sort in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(sort) + number - 1)}."
    if sort in ("i", "I"):
        tens, ones = divmod(min(number, 39), 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return f"{roman.upper() if sort == 'I' else roman}."
    return f"{number}." if sort == "1" else "•"
