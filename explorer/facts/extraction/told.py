"""Acts as a passage tells them: force, subject, addressee and the words they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.stems import Governor
from explorer.facts.extraction.verbs import Predicate, Verb


@dataclass
class Act:
    """One act: tokens `first` up to `last` of a passage."""

    read: ReadPassage
    first: int
    last: int
    force: str
    verb: Verb
    voice: str
    rule: str
    subject: tuple[Mention, ...] = ()
    plenary: bool = False
    addressee: tuple[Mention, ...] = ()
    role: str = ""
    predicate: Predicate | None = None
    governed: bool = False
    parent: Act | None = None
    semicolon: bool = False
    roles: tuple[str, ...] = ()  # of each addressee, where they differ
    key: str = field(default="", compare=False)


@dataclass
class Told:
    """What a passage's sentences put on record, and what its last sentence hands down to its items."""

    acts: list[Act]
    governor: Governor | None
    denied: list[Span]
    preamble: bool = False  # "Recalling …,": what stands under it does not follow from it
