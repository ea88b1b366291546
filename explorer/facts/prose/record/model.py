"""What the rows read from clauses, before it is written as nodes and relations."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.names.model import Name, When, Where
from explorer.facts.prose.text.model import Span

ACT, DATE = "act", "date"
AGREED, TASKED, ENDORSED = "agreed", "tasked", "endorsed"
RECOMMENDED, WELCOMED, NOTED = "recommended", "welcomed", "noted"


@dataclass(frozen=True, slots=True)
class Act:
    """One commitment: `words` are its wording, `who` is to do it with the role of each, `about` other events (by
    number) that it deals with. `parent` is the number (among the facts) of the act it is a sub-point of, -1 for none.
    """

    force: str
    words: Span
    who: tuple[tuple[Name, str], ...] = ()
    proposed_by: tuple[Name, ...] = ()
    presented_by: tuple[Name, ...] = ()
    endorsed_by: tuple[Name, ...] = ()
    concerns: tuple[Name, ...] = ()
    about: tuple[int, ...] = ()
    condition: Span | None = None
    due: When | None = None
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Fact:
    """What one row says of one clause.

    `relation` is one of the vocabulary, or `act` (a commitment put on record at `event`), or `date` (`event` was held
    `when`). `event` and `other` are numbers of events of the page, -1 for none: `event` is the one that the fact is
    about (attended, hosted, chaired, held, following, mandated, endorsing), `other` the second one of follows,
    mandated_by and part_of. `name` is the party, body or instrument at the other end; `whole` what it is tied to where
    that is no event: the body that a party became a member of, the instrument that a body implements or a party signed.
    """

    relation: str
    rule: str
    passage: int
    clause: int
    words: Span
    event: int = -1
    name: Name | None = None
    where: Where | None = None
    when: When | None = None
    other: int = -1
    role: str = ""
    act: Act | None = None
    confidence: float = 1.0
    whole: Name | None = None


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A clause that would have been a fact but is not asserted: its place and the reason."""

    passage: int
    clause: int
    words: Span
    why: str
