"""Statements of one document while they are gathered: each node and relation once, with the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from explorer.facts.prose.text.model import Span, TextPassage
from explorer.facts.statements import Citation, Node, Relation
from explorer.ontology import vocabulary


@dataclass
class Draft:
    """Nodes, relations and citations of a document. `used` are the tokens of each passage that gave something."""

    document: str
    nodes: dict[str, Node] = field(default_factory=dict)
    relations: dict[tuple[str, str, str, str], Relation] = field(default_factory=dict)
    citations: dict[tuple[str, str, int, int], Citation] = field(default_factory=dict)
    used: dict[int, set[int]] = field(default_factory=dict)

    def node(self, node: Node) -> None:
        """Add a node, or further names to the one that is there."""
        old = self.nodes.get(node.id)
        if old is None:
            self.nodes[node.id] = node
            return
        names = tuple(dict.fromkeys((*old.aliases, node.name, *node.aliases)))
        self.nodes[node.id] = replace(
            old, aliases=tuple(n for n in names if n != old.name), acronym=old.acronym or node.acronym
        )

    def cite(self, node: str, passage: TextPassage, span: Span, as_written: str = "") -> None:
        """Say where a node is named."""
        self._cite(node, node, passage, span, as_written)

    def relate(self, relation: Relation, passage: TextPassage, span: Span, as_written: str = "") -> bool:
        """Add a relation with the words that say it; the same one said again gains a citation. Tell whether it stands.

        Ends that the vocabulary does not allow are left out: what drew them saw something else.
        """
        source, target = self.nodes.get(relation.source), self.nodes.get(relation.target)
        if source is None or target is None or source.id == target.id:
            return False
        if (source.kind, target.kind) not in vocabulary().relations[relation.relation].pairs:
            return False
        key = (relation.source, relation.relation, relation.target, relation.role)
        kept = self.relations.setdefault(key, relation)
        if kept.basis == "curated" and relation.basis == "stated":
            self.relations[key] = kept = relation
        self._cite(kept, kept.id, passage, span, as_written)
        return True

    def has(self, source: str, relation: str, target: str) -> bool:
        """Tell whether a relation is there, in whatever role."""
        roles = ("", *(role for role in vocabulary().relations[relation].roles))
        return any((source, relation, target, role) in self.relations for role in roles)

    def drop(self, source: str, relation: str, target: str, role: str) -> None:
        """Take a relation back, as where somebody is told again in a role that says more."""
        dropped = self.relations.pop((source, relation, target, role), None)
        if dropped is not None:
            self.citations = {key: cited for key, cited in self.citations.items() if cited.statement != dropped}

    def use(self, passage: int, span: Span) -> None:
        """Mark words as having given something."""
        self.used.setdefault(passage, set()).update(range(span.first, span.last))

    def _cite(self, statement: str | Relation, key: str, passage: TextPassage, span: Span, as_written: str) -> None:
        if span.last <= span.first:
            return
        start, end = passage.place(span)
        place = (key, passage.passage.id, start, end)
        if place not in self.citations:
            text = passage.passage.text[start:end]
            source = passage.passage
            self.citations[place] = Citation(statement, source.document, source.id, start, end, text, as_written)
