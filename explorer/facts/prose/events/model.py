"""Events as a page names them, and which namings mean the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.facts.prose.names.model import Name, NamedPage, Unit
from explorer.facts.prose.text.model import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of an event: "the Sixth Meeting of the Ad Hoc Group", "the workshop", "SOM".

    `passage` and `words` say where; `kind` is meeting or workshop; `head` the head noun by lemma; `topic` the words of
    "on …"; `body` the body it is a session of; `determiner` the, a, this, its, next, previous, last, each or "".
    `definite` tells that it names a certain event by itself (counted, dated, or a title of its own).
    """

    passage: int
    words: Span
    kind: str
    head: str
    name: str
    ordinal: int = 0
    topic: str = ""
    body: Name | None = None
    determiner: str = ""
    definite: bool = False
    title: bool = False  # stands in the page's title or head, not in a sentence
    acronym: str = ""  # a short form in brackets behind it: "COP12", "SOM", "Summit"
    day: str = ""  # the day or days that stand right beside it
    verb: int = -1  # the token of the verb that tells it without a noun ("officials met in …"); then it is in no units


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the page: the mentions (by number) that mean it. The page's own event comes first where there is
    one."""

    kind: str
    name: str
    mentions: tuple[int, ...]
    own: bool = False
    ordinal: int = 0
    series: str = ""
    body: Name | None = None
    topic: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class EventPage:
    """A page with its event mentions, the units of each passage with events among them, and the events they mean.

    `of_mention[m]` is the number of the event that mention m means, -1 where it stays open.
    """

    named: NamedPage
    mentions: tuple[Mention, ...]
    units: tuple[tuple[Unit, ...], ...]  # by passage number, events included, in order, no overlap
    events: tuple[Event, ...] = ()
    of_mention: tuple[int, ...] = ()
    own: int = -1
    governs: tuple[int, ...] = field(default=())  # by passage number: the event that is at hand there, -1 none
    goes_on: Mapping[tuple[int, int], int] = field(
        default_factory=dict
    )  # (passage, sentence) that goes on about another
    by_verb: Mapping[tuple[int, int], int] = field(
        default_factory=dict
    )  # (passage, token) of a verb that tells an event

    def at_hand(self, passage: int) -> int:
        """Return the event that governs a passage, else the page's own; -1 where there is neither."""
        return self.governs[passage] if passage < len(self.governs) and self.governs[passage] >= 0 else self.own
