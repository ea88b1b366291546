"""A small world for the tests of the extraction: a text becomes facts, looked up by readable keys."""

from __future__ import annotations

from explorer.documents.limits import Limits
from explorer.documents.model import Document
from explorer.documents.nesting import nest
from explorer.documents.text import blocks_of
from explorer.facts.prose.names import Names, shipped_names
from explorer.facts.prose.record import extract, join

FRAME = "Third Meeting of the Harbour Group\n\nThe Third Meeting of the Harbour Group was held in Suva, Fiji, on 4 May 2017.\n\n"


def document(text: str, name: str = "page") -> Document:
    """Return `text` as a document read from a text file."""
    return Document(f"doc:{name}", passages=tuple(nest(blocks_of(text), f"doc:{name}", f"{name}.txt", Limits())))


class World:
    """What is drawn from one or more texts."""

    def __init__(self, *texts: str, names: Names | None = None) -> None:
        names = names or shipped_names()
        self.drawn = [extract(document(text, f"page-{n}"), names) for n, text in enumerate(texts, 1)]
        facts = join(self.drawn)
        self.nodes = {row["id"]: row for row in facts.nodes}
        self.relations = facts.relations
        self.citations = facts.citations
        self.own = next((e.id for d in self.drawn for e in d.events if e.own), "")

    def triples(self, relation: str) -> set[tuple[str, str, str]]:
        """Return (source, role, target) of a relation, ids without their kind."""
        return {
            (r["source"].split(":", 1)[1], r["role"], r["target"].split(":", 1)[1])
            for r in self.relations
            if r["relation"] == relation
        }

    def present(self) -> dict[str, str]:
        """Return party → role at the page's own event."""
        return {
            r["source"].split(":", 1)[1]: r["role"]
            for r in self.relations
            if r["relation"] == "participated_in" and r["target"] == self.own
        }

    def acts(self) -> list[tuple[str, str]]:
        """Return (force, wording) of every commitment in order."""
        return [(n["force"], n["wording"]) for k, n in sorted(self.nodes.items()) if n["kind"] == "commitment"]


def framed(text: str) -> World:
    """Return the world of a text that follows the opening of an invented meeting."""
    return World(FRAME + text)
