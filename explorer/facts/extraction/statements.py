"""Statements drawn from one document: nodes, relations and the citations that carry them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b

from explorer.facts.extraction.mentions import ReadPassage
from explorer.ontology import vocabulary


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the nodes table, names in order."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    acronym: str = ""
    start: str = ""
    end: str = ""
    force: str = ""
    wording: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the relations table; its id is made from its content."""

    source: str
    relation: str
    target: str
    role: str = ""
    start: str = ""
    end: str = ""
    basis: str = "stated"
    rule: str = ""
    confidence: str = ""

    @property
    def id(self) -> str:
        """The id: readable relation, then a short hash of everything that makes it this relation."""
        return f"{self.relation}:{digest(self.source, self.relation, self.target, self.role, self.start, self.end)}"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement is said. `statement` is a node's id, or a relation."""

    statement: str | Relation
    document: str
    passage: str
    char_start: int
    char_end: int
    quotation: str
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an event from others across documents."""

    id: str
    kind: str
    series: str
    ordinal: int
    start: str
    end: str
    place: str
    body: str
    own: bool
    names: tuple[str, ...]
    status: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A sentence or a name that the extraction could not use, and why."""

    document: str
    passage: str
    char_start: int
    char_end: int
    text: str
    why: str


@dataclass(frozen=True)
class Drawn:
    """Everything drawn from one document, and everything left over. Picklable; `join` puts several together."""

    document: str
    nodes: tuple[Node, ...] = ()
    relations: tuple[Relation, ...] = ()
    citations: tuple[Citation, ...] = ()
    events: tuple[Identity, ...] = ()
    passed_over: tuple[Leftover, ...] = ()
    unresolved: tuple[Leftover, ...] = ()
    guessed: tuple[Leftover, ...] = ()
    contradictions: tuple[Leftover, ...] = ()
    refusal: str = ""
    process: str = ""


def digest(*parts: str) -> str:
    """Return a short, stable hash of some texts."""
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


@dataclass
class Draft:
    """Statements of one document while they are gathered: each node and relation once, however often said."""

    document: str
    nodes: dict[str, Node] = field(default_factory=dict)
    relations: dict[tuple[str, str, str, str], Relation] = field(default_factory=dict)
    citations: dict[tuple[str, str, int, int], Citation] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)  # passage and sentence that gave something

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

    def cite_node(self, node: str, read: ReadPassage, start: int, end: int, as_written: str = "") -> None:
        """Say where a node is named: characters `start` up to `end` of a passage."""
        self._cite(node, node, read, start, end, as_written)

    def relate(self, relation: Relation, read: ReadPassage, start: int, end: int, as_written: str = "") -> None:
        """Add a relation with the words that say it. The same one said again gains a citation.

        Ends that the vocabulary does not allow are left out: the rule that drew them saw something else.
        """
        source, target = self.nodes.get(relation.source), self.nodes.get(relation.target)
        if source is None or target is None or source.id == target.id:
            return
        known = vocabulary().relations[relation.relation]
        if (source.kind, target.kind) not in known.pairs:
            return
        key = (relation.source, relation.relation, relation.target, relation.role)
        kept = self.relations.setdefault(key, relation)
        if kept.basis == "curated" and relation.basis == "stated":
            self.relations[key] = kept = relation
        self._cite(kept, kept.id, read, start, end, as_written)

    def has(self, source: str, relation: str, target: str) -> bool:
        """Tell whether a relation is there, in whatever role."""
        return any(k[:3] == (source, relation, target) for k in self.relations)

    def _cite(
        self, statement: str | Relation, key: str, read: ReadPassage, start: int, end: int, as_written: str
    ) -> None:
        passage = read.passage
        end = min(end, len(passage.text))
        if end <= start:
            return
        place = (key, passage.id, start, end)
        if place not in self.citations:
            self.citations[place] = Citation(
                statement, passage.document, passage.id, start, end, passage.text[start:end], as_written
            )
