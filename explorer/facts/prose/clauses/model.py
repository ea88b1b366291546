"""Clauses: who did what to whom, where and when, and whether the page asserts it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.text.model import Span

ASSERTED, PLANNED, CONDITIONAL = "asserted", "planned", "conditional"
DENIED, DOUBTED, SUPPOSED, REPORTED = "denied", "doubted", "supposed", "reported"


@dataclass(frozen=True, slots=True)
class Filler:
    """A noun phrase in a clause: the units it leads to, its head noun by lemma, and the words it stands in.

    `units` are all parties, dates, places, events … below the noun that stand for it ("Ministers of A, B and C": A,
    B and
    C; "the Ministry of X of the Republic of Y": Y's), conjuncts and appositions included. `prep` is the preposition by
    which it hangs on the verb ("" for subject and object), `via` the noun between ("under the chairmanship of": prep
    "under", via "chairmanship"). `role` is "as …" said of it, by lemma.
    """

    head: str
    words: Span
    units: tuple[Unit, ...] = ()
    prep: str = ""
    via: str = ""
    role: str = ""
    determiner: str = ""
    modifiers: tuple[str, ...] = ()  # adjectives and compounds by lemma
    negated: bool = False  # "no state", "neither X nor Y", "without X"
    named: bool = False  # the noun is itself a name, not a noun that stands for some
    passage: int = -1  # where the words stand; -1: in the passage of the clause


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `passage` and `sentence` say where; `words` is all of it, `predicate` the verb (or noun) and its
    place.

    `voice` is active, passive or copula. `status` is one of the constants above; `why` the sign that decided it.
    `governor` is the number (in the page) of the clause it depends on, -1 for a main clause; `link` how: conj, relcl,
    acl, ccomp, xcomp, advcl, pcomp, stem, or noun: words that hang on an event without a verb ("the meeting in X on
    D"), and lines without one; then `lemma` is "". `lead` is the event unit a relative or reduced clause hangs on
    ("the Conference, hosted by X").
    """

    passage: int
    sentence: int
    lemma: str
    particle: str  # "up" of "set up", "out" of "carry out", "place" of "take place"
    predicate: Span
    words: Span
    voice: str
    status: str
    why: str = ""
    tense: str = ""  # past, present, future
    modality: str = ""  # will, shall, should, may, must, to
    condition: Span | None = None
    speaker: Filler | None = None
    subject: tuple[Filler, ...] = ()
    objects: tuple[Filler, ...] = ()
    agent: tuple[Filler, ...] = ()
    adjuncts: tuple[Filler, ...] = ()
    governor: int = -1
    link: str = ""
    adverbs: tuple[str, ...] = ()
    lead: Unit | None = None
    noun: str = ""  # the noun it hangs on, by lemma: "decision" of "the decision to plan"
    aspect: str = ""  # perfect ("has agreed"), pluperfect ("had agreed")


@dataclass(frozen=True, slots=True)
class ClausePage:
    """The clauses of a page in the order of their places; `remarks` are passages that could not be read, and why."""

    clauses: tuple[Clause, ...]
    remarks: tuple[tuple[int, Span, str], ...] = ()

    @property
    def by_passage(self) -> dict[int, tuple[int, ...]]:
        """Numbers of the clauses of each passage."""
        found: dict[int, list[int]] = {}
        for number, clause in enumerate(self.clauses):
            found.setdefault(clause.passage, []).append(number)
        return {passage: tuple(numbers) for passage, numbers in found.items()}
