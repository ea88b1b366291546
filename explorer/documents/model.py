"""What a document is: its origin, and its passages with their exact text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document. Offsets of citations point into `text`, which is exactly as received.

    `parent` is the id of the passage it stands under ("" at the top): an item under the paragraph or
    item that introduces its list, a paragraph under its heading. `mark` is the bullet or number that was
    printed before the text ("•", "5.", "(a)"); it is no part of the text and is not kept in the tables.
    """

    id: str
    document: str
    parent: str
    position: int
    kind: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: a row of the documents table and its passages in order.

    `process` is what its front matter says about the process it belongs to; it is not kept in the tables.
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


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a file before its place in the document is known, in the order of the file.

    `kind` is a passage kind, or "" where the reader cannot tell. `mark` is a printed bullet or number;
    `depth` the level of a list item or of a heading where the format says it (1 is the outermost), else 0;
    `indent` the columns before the mark; `glued` tells that no empty line stands before it; `lines` how
    many lines of the file it took.
    """

    text: str
    kind: str = ""
    mark: str = ""
    depth: int = 0
    indent: int = 0
    glued: bool = False
    lines: int = 1
