"""Statements drawn from one document: nodes, relations and the citations that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the nodes table, names in order; `further` are columns of the user's own with their cells."""

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
    condition: str = ""
    due: str = ""
    status: str = ""
    complete: str = ""
    url: str = ""
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the relations table; its id is made from its content, `further` columns aside."""

    source: str
    relation: str
    target: str
    role: str = ""
    start: str = ""
    end: str = ""
    basis: str = "stated"
    rule: str = ""
    confidence: str = ""
    further: tuple[tuple[str, str], ...] = ()

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
    unaccounted: tuple[Leftover, ...] = ()
    bare: tuple[Leftover, ...] = ()
    refusal: str = ""
    process: str = ""


def digest(*parts: str) -> str:
    """Return a short, stable hash of some texts."""
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
