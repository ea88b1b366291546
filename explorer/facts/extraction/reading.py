"""A document while its names are found, and what of them a later short form may mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.documents.model import Document
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.names import Names
from explorer.facts.extraction.tokens import norms
from explorer.ontology import KnownName


@dataclass
class Reading:
    """A document with the mentions in its passages. `process` is the known name of the process it is about.

    `named` leads from each word of a name to what was named with it so far: bodies in the order in which they
    first stood, others in the order in which they stood last.
    """

    document: Document
    passages: list[ReadPassage]
    names: Names
    process: KnownName | None
    local: dict[str, KnownName]
    named: dict[str, dict[str, Mention]] = field(default_factory=dict)
    year: int | None = None  # that days without a year belong to

    def known(self, node: str) -> KnownName | None:
        """Return what is known of a node: by this document, or by the lists."""
        return self.local.get(node) or self.names.get(node)

    def remember(self, read: ReadPassage) -> None:
        """Add the names of a passage to those that later ones may mean in short."""
        for mention in read.mentions:
            for word in set(self.words(mention)):
                known = self.named.setdefault(word, {})
                if mention.kind != "body":
                    known.pop(mention.id, None)
                known.setdefault(mention.id, mention)

    def words(self, mention: Mention) -> tuple[str, ...]:
        """Return the words of the name that may be meant in short later; none for people and places."""
        if mention.kind not in ("body", "organisation", "instrument") or mention.via == "office":
            return ()
        known = self.known(mention.id)
        return norms(known.name) if known is not None and not known.office else ()
