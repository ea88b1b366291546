"""Who else came: lists of those present that go on where the tree of a sentence loses them.

A long list ("the Prime Minister of A, the Honourable X; the President of B, …") is where a parser errs most. What rows
read from a clause is taken as the anchor; from there the list is followed on the surface, over nothing but commas,
"and" and nouns of people. A colon behind words of presence ("Also in attendance were:"), "as was", and "the delegations
were headed by" begin such a list too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.facts.prose.clauses.model import Clause, ClausePage
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import ABSENT, AGENCY, OFFICE, PERSON, Name, Unit, units_in
from explorer.facts.prose.record.listlines import people
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span, TextPassage

_FILE = ("record", "onward.yaml")
_BESIDE = (("as", "well", "as"), ("together", "with"), ("along", "with"), ("alongside",), ("including",), ("namely",))
_ECHO = frozenset({"was", "were", "did"})
_THAT_IS = ["that", "is", "to", "say"]
_LONGEST = 14  # tokens between two members, where "as well as" or the like stands among them
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Run:
    """A sentence with its units and the tokens of its verbs."""

    passage: TextPassage
    sentence: Span
    units: tuple[Unit, ...]
    named: tuple[tuple[Unit, Name], ...]  # the parties in order
    verbs: tuple[int, ...]
    told_by: frozenset[int] = frozenset()  # verbs that tell of those present

    def norms(self, span: Span) -> list[str]:
        return [token.norm for token in self.passage.tokens[span.first : span.last]]

    def told(self, span: Span) -> bool:
        """Whether a verb stands in a span, or a word that tells of absence."""
        verb = bisect_left(self.verbs, span.first)
        verbs = verb < len(self.verbs) and self.verbs[verb] < span.last
        return verbs or bool(set(self.norms(span)) & words(*_FILE, "absence"))

    def units_in(self, span: Span) -> tuple[Unit, ...]:
        """The units that begin in a span."""
        return tuple(units_in(self.units, span))

    def named_in(self, span: Span) -> tuple[tuple[Unit, Name], ...]:
        """The parties that begin in a span, each with its unit."""
        at = (bisect_left(self.named, at, key=lambda each: each[1].words.first) for at in (span.first, span.last))
        first, last = at
        return self.named[first:last]


def onward(page: EventPage, clauses: ClausePage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the further participants of sentences that tell of some, or that begin a list of them."""
    came = [f for f in facts if f.relation == "participated_in" and f.name is not None]
    known = {(f.event, f.name.id) for f in came if f.name is not None}
    anchored: dict[int, list[Fact]] = {}
    for fact in came:
        if fact.clause >= 0:
            anchored.setdefault(fact.passage, []).append(fact)
    of_passage = clauses.by_passage
    going: tuple[int, str] | None = None  # event and role of a list that goes on in the next passage: "… of Peru;"
    for passage in page.named.text.passages:
        if passage.passage.kind == "row":
            continue
        own: dict[int, list[Clause]] = {}
        for clause in (clauses.clauses[n] for n in of_passage.get(passage.number, ())):
            own.setdefault(clause.sentence, []).append(clause)
        there: dict[int, list[Fact]] = {}
        for fact in anchored.get(passage.number, ()):
            at = bisect_right(passage.sentences, fact.words.first, key=lambda s: s.first) - 1
            there.setdefault(at, []).append(fact)
        for number, sentence in enumerate(passage.sentences):
            anchors = [f for f in there.get(number, ()) if f.words.first in sentence]
            led = frozenset(clauses.clauses[f.clause].predicate.first for f in anchors)
            run = _run(page, passage, sentence, own.get(number, []), led)
            found = list(_found(page, run, anchors))
            if going is not None and not anchors and not found:
                found = [(*going, unit, name) for unit, name in _from(run, sentence.first)]
            told = [(f.event, f.role) for f in anchors] + [each[:2] for each in found]
            going = told[-1] if told and run.norms(run.sentence)[-1] == ";" else None
            for event, role, unit, name in found:
                if (event, name.id) in known or event < 0:
                    continue
                known.add((event, name.id))
                rule, role = "in the same list" if anchors else "a list of those present", _role(run, unit, name, role)
                yield Fact("participated_in", rule, passage.number, -1, name.words, event, name, role=role,
                           confidence=_CONFIDENCE)  # fmt: skip


def _run(page: EventPage, passage: TextPassage, sentence: Span, own: Sequence[Clause], led: frozenset[int]) -> _Run:
    units = tuple(units_in(page.units[passage.number], sentence))
    finite = (c for c in own if c.lemma and c.link not in ("acl", "relcl") and (c.tense or c.voice != "passive"))
    covered = {i for u in units for i in range(u.words.first, u.words.last)}
    named = tuple((unit, name) for unit in units for name in people(unit))
    return _Run(passage, sentence, units, named, tuple(sorted({c.predicate.first for c in finite} - covered)), led)


def _found(page: EventPage, run: _Run, anchors: Sequence[Fact]) -> Iterator[tuple[int, str, Unit, Name]]:
    """Yield event, role, unit and name of whoever else a sentence tells of."""
    yield from _beside(run, anchors)
    starts = [(anchor.event, "participant", at) for anchor in anchors[-1:] if (at := _echo(run, anchor)) > 0]
    if (colon := _colon(run) or _led(run)) > 0:
        starts.append((_event(page, run, colon), anchors[0].role if anchors else "participant", colon))
    for event, role, start in starts:
        for unit, name in _from(run, start):
            yield event, role, unit, name


def _event(page: EventPage, run: _Run, last: int) -> int:
    """The event named before a colon, else the one at hand."""
    for unit in run.units:
        if unit.sort == "event" and unit.words.last <= last and page.of_mention[unit.event] >= 0:
            return page.of_mention[unit.event]
    return page.at_hand(run.passage.number)


def _echo(run: _Run, anchor: Fact) -> int:
    """The token behind "as was", "as were" of a sentence that told of presence before; 0 for none."""
    for at in range(anchor.words.last, run.sentence.last - 1):
        if run.passage.tokens[at].norm == "as" and run.passage.tokens[at + 1].norm in _ECHO:
            return at + 2
    return 0


def _colon(run: _Run) -> int:
    """The token behind a colon (or "namely") that a list of those present follows; 0 for none."""
    tokens = run.passage.tokens
    within = range(run.sentence.first + 1, run.sentence.last - 1)
    begun = {u.words.first for u in run.units if u.sort == "list"}
    colon = next(
        (i for i in within if tokens[i].norm in (":", "namely") or tokens[i].norm == "–" and i + 1 in begun), 0
    ) or next((i for i in within if run.norms(Span(i - 3, i + 1)) == _THAT_IS), 0)
    which = next((i for i in range(run.sentence.first, colon) if tokens[i].norm in ("which", "who")), colon)
    head = [n for n in run.norms(Span(run.sentence.first, which)) if n.isalpha()]
    if not colon or set(head) & words(*_FILE, "absence") or set(head) & {"will", "would", "should"}:
        return 0
    if "following" in head and set(head) & words(*_FILE, "came"):
        return colon + 1  # "The following Heads of State took part in the Summit:"
    if (
        ("were", "represented") in pairwise(head)
        and colon + 1 in begun
        and not run.told(Span(colon + 1, run.sentence.last))
    ):
        return colon + 1  # "All Member States were represented by Ministers responsible for fish: Fiji, Samoa, …"
    while head and head[-1] in words(*_FILE, "kinds") - words(*_FILE, "verbs"):
        head.pop()
    came = set(head) & words(*_FILE, "presence") or {"head", "delegations"} <= set(head)
    verb = head[-1:] and head[-1] in words(*_FILE, "verbs") and came
    if tokens[colon].norm == "namely":  # "The participants were six ministers from the region, namely Ms A of Fiji; …"
        told = head[head[:1] == ["the"] :][:2]
        were = set(told[:1]) & words(*_FILE, "ends") and set(told[1:]) & words(*_FILE, "verbs")
        return colon + 1 + (tokens[colon + 1].norm == ",") if were else 0
    if head[-2:] == ["took", "part"]:  # "Partners of the Fund also took part – A, B and C – as did …"
        return colon + 1
    return colon + 1 if verb or head[-1:] and head[-1] in words(*_FILE, "ends") else 0


def _led(run: _Run) -> int:
    """The token behind "the delegations were headed by", and behind "was attend by" as it is misprinted; 0 for none."""
    said = run.norms(run.sentence)
    for i in range(len(said) - 3):
        headed = said[i] in ("delegations", "teams") and said[i + 1] in ("were", "are") and said[i + 3] == "by"
        if headed and said[i + 2] in ("led", "headed") or said[i + 1 : i + 4] in (["was", "attend", "by"],):
            return run.sentence.first + i + 4
    return 0


def _from(run: _Run, start: int) -> Iterator[tuple[Unit, Name]]:
    """Yield the members of a list that begins at a token."""
    rest = Span(start, run.sentence.last)
    if ";" in run.norms(rest):
        for item in _items(run, rest):
            comers = _comers(run, item)
            if run.told(_named(run, item, comers)):
                return
            yield from comers
        return
    at = next((n for n, u in enumerate(run.units) if u.words.first >= start), None)
    if at is None or run.units[at].words.first - start > _LONGEST or run.told(Span(start, run.units[at].words.first)):
        return
    if not people(run.units[at]) and run.units[at].sort != "person" or _owns(run, run.units[at]):
        return
    yield from _members(run.units[at])
    yield from _walk(run, at, 1, set())


def _named(run: _Run, item: Span, comers: Sequence[tuple[Unit, Name]]) -> Span:
    """The part of an item that names somebody: what a person does behind the name ("accredited to A") is left out."""
    opens = Span(item.first, item.first + 3)
    led = any(u.sort in ("person", "list") for u in run.units_in(opens)) or bool(run.named_in(opens))
    person = led and comers and PERSON in comers[0][1].traits
    return Span(item.first, comers[0][1].words.last) if person else item


def _beside(run: _Run, anchors: Sequence[Fact]) -> Iterator[tuple[int, str, Unit, Name]]:
    """Yield the members of lists on both sides of those who were there, with the event and role of the nearest."""
    parted = ";" in run.norms(run.sentence)
    places = list(_items(run, run.sentence)) if parted else [unit.words for unit in run.units]
    firsts = [place.first for place in places]
    here = {bisect_right(firsts, anchor.words.first) - 1: anchor for anchor in anchors}
    for at, anchor in here.items():
        if at < 0 or not places[at].holds(anchor.words):
            continue
        if parted:
            found = _around(run, places, at, anchor, set(here))
        else:
            found = (each for step in (1, -1) for each in _walk(run, at, step, set(here)))
        yield from ((anchor.event, anchor.role, unit, name) for unit, name in found)


def _around(run: _Run, items: Sequence[Span], at: int, anchor: Fact, known: set[int]) -> Iterator[tuple[Unit, Name]]:
    """Yield who else stands in an item of a list between semicolons, and in the items on both sides of it."""
    yield from (e for e in _comers(run, items[at]) if PERSON in e[1].traits and _one_run(run, e[1], anchor))
    for side in (range(at + 1, len(items)), range(at - 1, -1, -1)):
        for n in side:
            if n in known or run.told(items[n]):
                break
            yield from _comers(run, items[n])


def _one_run(run: _Run, name: Name, anchor: Fact) -> bool:
    """Whether no verb stands between somebody and one of those present."""
    first, last = sorted((name.words, anchor.words), key=lambda words_: words_.first)
    return last.first < first.last or not run.told(Span(first.last, last.first))


def _items(run: _Run, span: Span) -> Iterator[Span]:
    first = span.first
    for at in range(span.first, span.last + 1):
        if at == span.last or run.passage.tokens[at].norm == ";":
            if at > first:
                yield Span(first, at)
            first = at + 1


def _comers(run: _Run, item: Span) -> list[tuple[Unit, Name]]:
    """Return whom an item of a list stands for: its persons, the first party alone, or all of a bare list."""
    named = [each for each in run.named_in(item) if item.holds(each[1].words) and not _owns(run, each[0])]
    persons = [each for each in named if PERSON in each[1].traits]
    if persons:
        return persons
    titled = any(u.sort == "person" for u in run.units_in(item))
    listed = [each for each in named if each[0] is named[0][0] and AGENCY not in each[1].traits]
    return named[:1] if titled or not listed else listed


def _owns(run: _Run, unit: Unit) -> bool:
    """Whether a name is but the owner of what follows: "Peru's neighbour"."""
    behind = run.passage.passage.text[run.passage.tokens[unit.words.last - 1].end :][:2]
    return behind[:1] in ("'", "’")


def _members(unit: Unit) -> Iterator[tuple[Unit, Name]]:
    yield from ((unit, name) for name in people(unit) if OFFICE not in name.traits or PERSON in name.traits)


def _walk(run: _Run, at: int, step: int, known: set[int]) -> Iterator[tuple[Unit, Name]]:
    """Yield the members that follow (or precede) a unit over nothing but commas, "and" and nouns of people."""
    here, owners = at, set[int]()  # tokens of "CAREC" in "of CAREC's six partners: A and B"
    while 0 <= at + step < len(run.units):
        at += step
        if at in known:
            return
        unit, last = run.units[at], run.units[here]
        if _owns(run, unit) and step > 0:
            owners |= set(range(unit.words.first, unit.words.last))
            continue
        first, second = sorted((unit.words, last.words), key=lambda words_: words_.first)
        office = _office_of(run, first) if _owns(run, run.units[min(at, here)]) else first.last
        if not _joined(run, Span(office, second.first), owners):
            return
        if unit.sort not in ("party", "list", "person") or step < 0 and _elsewhere(run, unit):
            return
        if step > 0 and _acts(run, unit):
            return
        here, owners = at, set()
        yield from _members(unit)


def _office_of(run: _Run, owner: Span) -> int:
    """The token behind the office of "Peru's Council presidency, Chile and Fiji"; else behind the owner."""
    for at in range(owner.last + 1, min(owner.last + 5, run.sentence.last)):
        if run.passage.tokens[at].norm in words(*_FILE, "held"):
            return at + 1
    return owner.last


def _acts(run: _Run, unit: Unit) -> bool:
    """Whether a verb of its own follows: "attended by Peru, and Chile has paid"."""
    behind = range(unit.words.last, unit.words.last + 3)
    verb = next((at for at in behind if at in run.verbs), -1)
    commas = "," in run.norms(Span(unit.words.last, max(verb, unit.words.last)))
    return verb >= 0 and verb not in run.told_by and not commas


def _elsewhere(run: _Run, unit: Unit) -> bool:
    before = [n for n in run.norms(Span(run.sentence.first, unit.words.first)) if n != "the"]
    return bool(before) and before[-1] in words(*_FILE, "elsewhere")


def _joined(run: _Run, between: Span, passed: set[int]) -> bool:
    """Whether nothing stands between two members of one list but what joins them."""
    if run.told(between) or between.last - between.first > _LONGEST:
        return False
    said = [run.passage.tokens[i].norm for i in range(between.first, between.last) if i not in passed]
    strong = any(tuple(said[i : i + len(each)]) == each for each in _BESIDE for i in range(len(said)))
    if not strong and not {",", ";", "and", "&"} & set(said):
        return False
    alone = words(*_FILE, "elsewhere") if strong else frozenset[str]()
    ends = said[-1:] and said[-1] in (":", "-", "–", "—", "(", "of", "from", "the", "with", ",")
    if strong and ends:
        return not set(said) & alone
    small = words(*_FILE, "between")
    told = words("names", "names.yaml", "delegates")  # "…, and freshwater experts from A"
    said = [n for i, n in enumerate(said) if not (n.isalpha() and said[i + 1 : i + 2] and said[i + 1] in told)]
    return all(n in small or not n[:1].isalnum() and n not in ("–", "—", "-", ":", "(") for n in said)


def _role(run: _Run, unit: Unit, name: Name, role: str) -> str:
    """As what somebody was there: as the list says of one, as "observers from" before or "as observers" behind it."""
    said = unit.roles[unit.names.index(name)] if name in unit.names and len(unit.roles) == len(unit.names) else ""
    if said and said != ABSENT:
        return said if said in ("observer", "guest", "member") else role
    before = run.norms(Span(max(run.sentence.first, unit.words.first - 4), unit.words.first))
    return "observer" if {"observer", "observers"} & set(before) else role
