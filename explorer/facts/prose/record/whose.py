"""Whose an act is: who is to do it, who proposed, presented or endorsed it, when it is due, what it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.facts.prose.clauses.lexicon import words as stem_words
from explorer.facts.prose.clauses.model import CONDITIONAL, PLANNED, REPORTED, SUPPOSED, Clause, Filler
from explorer.facts.prose.names.model import COUNTED, DEMONYM, EVERYONE, PROCESS, Name, Unit, When, units_in
from explorer.facts.prose.record.hand import Hand
from explorer.facts.prose.record.lexicon import words
from explorer.facts.prose.record.model import AGREED, ENDORSED, NOTED, RECOMMENDED, TASKED, WELCOMED
from explorer.facts.prose.text.model import Span

_TARGETS = frozenset(
    {
        "assign",
        "entrust",
        "refer",
        "delegate",
        "hand",
        "leave",
        "fall",
        "give",
        "remit",
        "return",
        "remand",
        "send",
        "pass",
    }
)
_COMPLEMENT = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "acl", "conj"})


@dataclass(frozen=True, slots=True)
class Whose:
    """The people of one act: its clause and the clauses below it, within its words."""

    hand: Hand
    number: int
    below: tuple[int, ...]
    words: Span

    @property
    def clause(self) -> Clause:
        """The clause of the act."""
        return self.hand.clauses.clauses[self.number]

    def _every(self) -> Iterator[Clause]:
        yield self.clause
        yield from (self.hand.clauses.clauses[n] for n in self.below)

    def doers(self, *, force: str, plenary: bool, carries: bool) -> tuple[tuple[Name, str], ...]:
        """Return who is to do it with the role of each, the first role said of a name first."""
        found: dict[str, tuple[Name, str]] = {}

        def add(fillers: Iterable[Filler], role: str) -> None:
            for filler in fillers:
                for name in named(filler):
                    found.setdefault(name.id, (name, role))

        clause = self.clause
        own = {n.id for f in clause.subject for n in named(f)} if plenary and clause.voice != "passive" else set()
        for below in self.undertaken():
            add(clause.subject, role_of(below))
        for below in self._complements(force):
            role = role_of(below)
            made = (f for f in below.objects if not f.named and f.head in words("teams"))
            if below.lemma in words("forming"):  # "form a drafting team (A and B)"
                add(made, "lead")
            if below.voice == "passive":
                helped = any(f.head in words("supporting") for f in below.subject)
                add(below.agent, "support" if helped else role if role == "host" else "lead")
            elif below.lemma in words("ordering"):
                add(below.objects, "lead")
            else:
                own_word = below.link == "acl" and not plenary and clause.voice == "active"  # "stated its readiness to"
                add(clause.subject if own_word and not any(f.units for f in below.subject) else below.subject, role)
                add((f for f in below.adjuncts if f.prep == "by"), role)
        add(self._composing(), "lead")
        add(self._charged(told=force == TASKED or carries), "lead")
        if force == TASKED:
            add(clause.subject if clause.voice == "passive" else clause.objects, "lead")
            if [f.head for f in clause.objects] == ["it"] and clause.link == "conj":  # "commended A and asked it to do"
                add(self.hand.clauses.clauses[clause.governor].objects, "lead")
            if clause.lemma in _TARGETS:
                add((f for f in clause.adjuncts if f.prep == "to"), "lead")
            if clause.lemma in words("ordering"):  # "asked of X that it …"
                add((f for f in clause.adjuncts if f.prep == "of" and not f.via), "lead")
        if force == RECOMMENDED and clause.lemma in words("turning"):  # "looked to X to do it"
            add((f for f in clause.adjuncts if f.prep == "to"), "lead")
        if carries:
            add(clause.agent if clause.voice == "passive" else clause.subject, role_of(clause))
            add((f for f in clause.adjuncts if f.prep == "by"), role_of(clause))
        for one in self._every():
            if one.link == "relcl" and one.status == PLANNED and one.voice == "active" and role_of(one) == "host":
                add(one.subject, "host")  # "the invitation of X, which will host the meeting"
        if force in (WELCOMED, NOTED):
            return tuple(v for k, v in found.items() if k not in own)
        for one in self._every():
            add((f for f in one.adjuncts if supports(f, one)), "support")
        for one in (c for c in self._every() if c is not clause and c.link in ("relcl", "xcomp")):
            planned = one.status == PLANNED and one.voice == "active" and one.modality in ("to", "will", "shall")
            if planned and self._relative(one) and one.subject != clause.subject:
                add(one.subject, role_of(one))  # "set up a Group, which is to draw up a map"
        for one in self._every():
            lead = any(f.prep == "in" and f.head == "lead" for f in one.adjuncts)
            for filler in (f for f in one.adjuncts if f.prep == "with"):
                if (lead and not filler.via) or filler.role in words("with_roles"):
                    add((filler,), filler.role if filler.role in ("host", "support") else "lead")
        for one in (c for c in self._every() if c is not clause and c.lemma in words("doing")):
            done = not one.modality and one.lemma not in words("heading")  # "the report drafted by X"
            helped = one.subject == clause.subject  # "X, helped by Y, will send a note"
            if (
                carries and clause.lemma and not helped and one.link in ("acl", "relcl")
            ):  # "Y to send a list of tasks to be done by X"
                continue
            if one.link in ("acl", "relcl", "advcl", "pcomp", "stem") and one.voice == "passive" and not done:
                if (
                    clause.status != PLANNED
                    and clause.link != "stem"  # "Members agreed: – X, helped by Y, draws a map"
                    and one.subject == clause.subject
                    and one.predicate.first < clause.predicate.first
                ):  # "X, helped by Y, proposed"
                    continue
                help_ = any(f.head in words("supporting") for f in one.subject)
                add(one.agent, "support" if help_ else role_of(one))
            elif one.link in ("acl", "pcomp", "advcl") and not one.modality and one.subject != clause.subject:
                add(one.subject, role_of(one))  # "with New Zealand drafting the scenario"
        return tuple(v for k, v in found.items() if k not in own)

    def _charged(self, *, told: bool) -> Iterator[Filler]:
        """Yield whose job something is: "agreed that the upkeep would be the job of X", "responsibility lies with X".

        `told` says that the clause of the act itself may tell so.
        """
        below = (self.hand.clauses.clauses[n] for n in self.below)
        agreed = (c for c in below if c.link == "ccomp" and c.governor == self.number)
        for one in (*((self.clause,) if told else ()), *(c for c in agreed if c.status in (PLANNED, CONDITIONAL))):
            if one.lemma in words("resting"):
                yield from (f for f in one.adjuncts if f.prep in ("with", "on", "upon"))
            if one.lemma == "be" and any(f.head in words("duties") for f in one.objects):
                yield from (f for f in one.adjuncts if f.prep in ("of", "for") and f.via in words("duties"))
            if one.lemma == "be" and one.modality and any(f.head == "responsible" for f in one.objects):
                yield from one.subject

    def _composing(self) -> Iterator[Filler]:
        """Yield who makes up a team that is set up: "a drafting team made up of A and B was appointed"."""
        if not any(one.lemma in words("forming") for one in self._every()):
            return
        for one in self._every():
            several = (f for f in one.adjuncts if len(list(named(f))) > 1)  # not "a committee of the Fund"
            yield from (f for f in several if f.prep == "of" and f.via in words("teams"))
            made_up = one.link in ("acl", "relcl") and one.lemma in words("composing")
            if made_up and (one.noun in words("teams") or any(f.head in words("teams") for f in one.subject)):
                yield from (*one.objects, *(f for f in one.adjuncts if f.prep == "of"))

    def _relative(self, one: Clause) -> bool:
        """Tell whether a clause says what somebody named before it is to do: "…, which Peru will print"."""
        above = self.hand.clauses.clauses[one.governor] if one.link == "xcomp" and one.governor >= 0 else one
        return above.link == "relcl" and (above is one or above.lemma == "be")

    def undertaken(self) -> Iterator[Clause]:
        """Yield what a party says that it will do itself: "X said that it would be glad to host the course"."""
        every = self.hand.clauses.clauses
        for n in self.below:
            below = every[n]
            would = below.link == "ccomp" and below.status == REPORTED and below.modality in ("will", "would")
            if (
                below.governor == self.number
                and would
                and any(f.head in ("it", "they", "he", "she") for f in below.subject)
            ):
                glad = (every[m] for m in self.hand.complements(n) if every[m].link == "xcomp")
                yield next(glad, below) if below.voice == "copula" else below

    def _complements(self, force: str) -> Iterator[Clause]:
        """Yield what is to be done: the clauses that the act governs, and those that these order."""
        every = self.hand.clauses.clauses
        for n in self.below:
            below = every[n]
            if below.link not in _COMPLEMENT or below.status not in (PLANNED, CONDITIONAL):
                continue
            if below.lemma in words("kindly"):
                continue
            above = every[below.governor]
            if above.lemma in stem_words("electing") and below.link == "advcl":
                continue  # "elected Chair, to guide the Panel between sessions"
            leads_on = above.lemma in stem_words("asking") | stem_words("planning") or below.noun in words("resolving")
            if below.governor != self.number and below.link != "conj" and not leads_on:
                continue  # what for, not who is to do it: "asked X to seek funds for Y to travel"
            if (below.governor != self.number or force == AGREED) and above.lemma in words("kindly"):
                continue
            if below.link == "acl" and (force == ENDORSED or below.noun not in words("resolving")):
                continue
            asks = any(f.via == below.noun and f.prep in ("from", "of", "by") and f.units for f in above.adjuncts)
            if below.noun in words("requesting") and asks:  # "the request from X to do it": X asks
                continue
            if below.noun == "decision" and force in (WELCOMED, NOTED):  # what it has decided by itself
                continue
            yield below

    def by(self, verbs: str, nouns: str, preps: tuple[str, ...]) -> tuple[Name, ...]:
        """Return who is told as the doer of a side clause ("as proposed by X") or behind a noun ("a proposal by X")."""
        found: dict[str, Name] = {}
        for one in self._every():
            if one.lemma in words(verbs) and one.voice == "passive" and one is not self.clause:
                found.update({n.id: n for f in one.agent for n in named(f)})
            aside = one.link in ("advcl", "conj") and one.tense == "present" and not one.modality
            if one.lemma in words(verbs) and aside and one.subject != self.clause.subject:  # "B proposing an annex"
                found.update({n.id: n for f in one.subject for n in named(f)})
            for filler in one.adjuncts:
                if filler.via in words(nouns) and filler.prep in preps:
                    found.update({n.id: n for n in named(filler)})
        return tuple(found.values())

    def due(self) -> When | None:
        """Return the day by which it is to be done."""
        for one in self._every():
            minuted = one.status == SUPPOSED and one.why == "would"
            minuted = minuted or one.lemma in words("allowing")  # "gave X until June to print it"
            if not minuted and one.status not in (PLANNED, CONDITIONAL) and one.link != "stem":
                continue
            for filler in one.adjuncts:
                if filler.prep in words("due"):
                    for unit in filler.units:
                        if unit.when is not None:
                            return unit.when
        return None

    def mentioned(self) -> Iterator[Name]:
        """Yield the names within the words of the act, those within names of events too."""
        for unit in units_in(self.hand.events.named.passages[self.clause.passage].units, self.words):
            if unit.sort in ("party", "list", "person", "instrument") and self.words.holds(unit.words):
                yield from (n for n in unit.names if not n.traits & {EVERYONE, COUNTED, DEMONYM})

    def _units(self) -> Iterator[Unit]:
        """Yield the units within the words of the act."""
        units = units_in(self.hand.events.units[self.clause.passage], self.words)
        yield from (unit for unit in units if self.words.holds(unit.words))

    def events(self, own: int) -> tuple[int, ...]:
        """Return the other events within the words of the act."""
        found = [self.hand.event_of(u) for u in self._units() if u.sort == "event"]
        return tuple(dict.fromkeys(e for e in found if e not in (-1, own)))


def named(filler: Filler) -> Iterator[Name]:
    """Yield the parties of a phrase that can be given a task."""
    for unit in filler.units:
        if unit.sort in ("party", "list", "person"):
            yield from (n for n in unit.names if n.party and not n.traits & {EVERYONE, PROCESS, COUNTED})


def role_of(clause: Clause) -> str:
    """Return the role of who is to do what a clause says."""
    if clause.lemma == "update" and clause.objects and not any(f.units for f in clause.objects):
        return "lead"  # a handbook is updated, a meeting is told
    return next((role for role in ("host", "report", "support") if clause.lemma in words(role)), "lead")


def supports(filler: Filler, clause: Clause) -> bool:
    """Tell whether a phrase brings a helper: "with the help of X", "with support from X", "together with X"."""
    given = filler.prep in ("with", "in", "under", "by")
    by_whom = filler.prep in ("from", "of") and any(f.prep == "with" and f.head == filler.via for f in clause.adjuncts)
    return (
        (given or by_whom) and filler.via in words("supporting") or filler.prep in words("joining") and not filler.via
    )
