"""Who and what is named where: names, persons with offices, dates, places, and lists of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.facts.prose.text.model import Span, TextPage
from explorer.ontology import KnownName

# Traits that stand on names, so that no rule tests ids or suffixes.
EVERYONE = "everyone"  # "Members", "the meeting", "delegations": all who were there
OFFICE = "office"  # Co-Chairs, the Secretariat, Ministers: acts, is no organ of its own
PROCESS = "process"  # the process the page is about: no party to its own meeting
COUNTED = "counted"  # "forty-six officials", "fifteen members"
UNKNOWN = "unknown"  # in no list; taken for a party by its place among others
DEMONYM = "demonym"  # an adjective alone ("Turkish"): a state only before an office noun or a venue
AGENCY = "agency"  # a bare ministry or department, told for its state
PERSON = "person"  # a person, who stands for the state or organisation of the office
SHORT = "short"  # "the Group", "the Forum": resolved by what the page named before


ABSENT = "absent"  # among the roles of a list: "Tonga (apologies)" was not there


@dataclass(frozen=True, slots=True)
class Name:
    """One naming of a node. `id` is final within the page (scoped by process or event where the vocabulary says so).

    `kind` is a node kind (state, organisation, body, instrument, place, topic). `words` are the tokens of the name,
    with
    its acronym in brackets, title and office of a person. `traits` as above. `office` is the office of a person as
    written.
    """

    kind: str
    id: str
    name: str
    words: Span
    acronym: str = ""
    traits: frozenset[str] = frozenset()
    office: str = ""

    @property
    def party(self) -> bool:
        """Whether it can take part, host, chair or act."""
        return self.kind in ("state", "organisation", "body") and DEMONYM not in self.traits

    @property
    def acts(self) -> bool:
        """Whether it stands for a party where it is named alone, on its own line, in a cell or behind a label."""
        return self.party and not self.traits & {EVERYONE, COUNTED, PROCESS}


@dataclass(frozen=True, slots=True)
class When:
    """A date or span of dates in EDTF, "" where it cannot be told; `problem` says what is wrong with it."""

    start: str
    end: str
    words: Span
    precision: str  # day, month, year, vague
    guessed: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its id and name, and the state that stands beside it; `online` for a meeting without one."""

    id: str
    name: str
    words: Span
    state: Name | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What the parser is shown as one word: a party, a list of parties, a person with office, a date, a place, an
    event.

    `sort` is party, list, person, date, place, instrument or event; `names` are the parties or instruments in it, in
    order ("list" has several, each with its own words); `event` is the number of an event mention.
    """

    sort: str
    words: Span
    names: tuple[Name, ...] = ()
    when: When | None = None
    where: Where | None = None
    event: int = -1
    roles: tuple[str, ...] = ()  # of each name, where the list itself says it ("X (Chair)", "Y (observer)")


def units_in(units: Sequence[Unit], span: Span) -> Sequence[Unit]:
    """Return the units that begin in a span; they are in order, so that a passage of any length costs the same.

    >>> units_in([Unit("date", Span(0, 2)), Unit("place", Span(3, 4))], Span(2, 5))[0].sort
    'place'
    """
    first, last = (bisect_left(units, at, key=lambda unit: unit.words.first) for at in (span.first, span.last))
    return units[first:last]


@dataclass(frozen=True, slots=True)
class NamedPassage:
    """The units of one passage, in order and without overlap. `number` as in the text room."""

    number: int
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page with its names. `known` holds every node named on it by id; `process` is what the page is about, or None.

    `remarks` are names that stay in doubt: (passage number, words, why).
    """

    text: TextPage
    passages: tuple[NamedPassage, ...]
    known: Mapping[str, KnownName]
    process: KnownName | None
    year: int | None = None  # that days without a year belong to
    remarks: tuple[tuple[int, Span, str], ...] = ()
