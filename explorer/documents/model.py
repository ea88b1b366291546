"""What a document is: its origin, and its passages with their exact text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a table row: characters `start` up to `end` of the text of its passage.

    `head` is the head of its column, `row_head` that of its row where the table has such (both axes bear names);
    `place` where it stands in a sheet ("Members!C7"), "" in a page.
    """

    head: str
    start: int
    end: int
    row_head: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document. Offsets of citations point into `text`, which is exactly as received.

    `parent` is the id of the passage it stands under ("" at the top): an item under the paragraph or
    item that introduces its list, a paragraph under its heading. `mark` is the bullet or number that was
    printed before the text ("•", "5.", "(a)"); it is no part of the text and is not kept in the tables. Nor are
    the `cells` of a row of a table, in their order.
    """

    id: str
    document: str
    parent: str
    position: int
    kind: str
    text: str
    mark: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: a row of the documents table and its passages in order.

    `process` is what its front matter says about the process it belongs to; `beside` are passages of a sheet that
    are no rows of its table, or the sheet itself ("" for the passage), with words and reason; both are not kept in
    the tables. `rows` are the row passages of very large sheets, made when asked for, behind the other `passages`.
    """

    id: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    retrieved: str = ""
    path: str = ""
    media_type: str = ""
    language: str = ""
    sha256: str = ""
    process: str = ""
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    beside: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    rows: tuple[Sequence[Passage], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a file before its place in the document is known, in the order of the file.

    `kind` is a passage kind, or "" where the reader cannot tell. `mark` is a printed bullet or number;
    `depth` the level of a list item or of a heading where the format says it (1 is the outermost), else 0;
    `indent` the columns before the mark; `glued` tells that no empty line stands before it; `lines` how
    many lines of the file it took; `cells` are those of a row of a table with heads.
    """

    text: str
    kind: str = ""
    mark: str = ""
    depth: int = 0
    indent: int = 0
    glued: bool = False
    lines: int = 1
    cells: tuple[Cell, ...] = ()
