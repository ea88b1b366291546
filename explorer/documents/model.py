"""What a document is: its origin, and its passages with their exact text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a document. Offsets of citations point into `text`, which is exactly as received.

    `parent` is the id of the passage it stands under ("" at the top): an item under the paragraph or
    item that introduces its list, a paragraph under its heading.
    """

    id: str
    document: str
    parent: str
    position: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: a row of the documents table and its passages in order."""

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
    passages: tuple[Passage, ...] = field(default=(), repr=False)
