"""Small pages for the tests of the rooms: a title and a few passages, laid out and named."""

from __future__ import annotations

from explorer.documents.model import Document, Passage
from explorer.facts.prose.names import NamedPage, Unit, name, shipped_names
from explorer.facts.prose.text import TextPage, lay_out

TITLE = "Third Meeting of the Coral Group"


def document(*texts: str, title: str = TITLE, kind: str = "paragraph", process: str = "") -> Document:
    """A document with a title and passages of one kind; a text may bring its kind: "item:…"."""
    passages = [Passage("doc:a#1", "doc:a", "", 1, "title", title)] if title else []
    stem = ""
    for text in texts:
        number = len(passages) + 1
        own, _, rest = (
            text.partition(":") if text.startswith(("item:", "heading:", "row:", "location:")) else (kind, "", text)
        )
        parent = stem if own == "item" else ""
        passages.append(Passage(f"doc:a#{number}", "doc:a", parent, number, own, rest))
        stem = f"doc:a#{number}" if own != "item" else stem
    return Document("doc:a", title=title, process=process, passages=tuple(passages))


def laid(*texts: str, **options: str) -> TextPage:
    """The page laid out."""
    return lay_out(document(*texts, **options))


def named(*texts: str, **options: str) -> NamedPage:
    """The page named with the shipped names."""
    return name(laid(*texts, **options), shipped_names())


def units(*texts: str, **options: str) -> list[tuple[Unit, str]]:
    """Every unit below the title with its words."""
    page = named(*texts, **options)
    below = page.passages[1:] if options.get("title", TITLE) else page.passages
    return [(unit, page.text.passages[p.number].plain(unit.words)) for p in below for unit in p.units]


def parties(*texts: str, **options: str) -> list[str]:
    """The ids of the parties named below the title, in order; a person without a state is "-"."""
    return [one.id or "-" for unit, _ in units(*texts, **options) for one in unit.names]
