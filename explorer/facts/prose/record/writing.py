"""Facts written down as statements: nodes, relations, and citations with the words that say them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.facts.prose.events.lexicon import table
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.events.series import process_key
from explorer.facts.prose.names import Names
from explorer.facts.prose.names.model import COUNTED, DEMONYM, EVERYONE, OFFICE, PROCESS, SHORT, Name
from explorer.facts.prose.record.commitments import write_acts
from explorer.facts.prose.record.draft import Draft
from explorer.facts.prose.record.identity import event_id
from explorer.facts.prose.record.model import ACT, DATE, Fact
from explorer.facts.prose.record.occasions import Occasion, occasions
from explorer.facts.prose.record.owned import write_owned
from explorer.facts.prose.record.topics import topics_in
from explorer.facts.prose.text.model import Span, TextPassage
from explorer.facts.prose.text.tokens import norms
from explorer.facts.statements import Identity, Node, Relation

_NEAR = 8  # passages back in which a name that is handed on may stand

TO_EVENT = frozenset({"participated_in", "hosted", "chaired"})
NAME_FIRST = frozenset({"endorsed_by", "presented_by", "proposed_by"})
BETWEEN_EVENTS = frozenset({"follows", "part_of", "mandated_by"})


class Writer:
    """Turns the facts of one page into a draft of statements."""

    def __init__(self, page: EventPage, names: Names, facts: Sequence[Fact]) -> None:
        self.page = page
        self.names = names
        self.facts = facts
        self.draft = Draft(page.named.text.document.id)
        self.occasions: dict[int, Occasion] = {}
        self.keys: dict[int, str] = {}  # number of an event → node id
        self.identities: list[Identity] = []
        self._names: dict[int, frozenset[Name]] = {}
        self._owned: dict[int, list[tuple[Span, str]]] = {}
        present = [fact for fact in facts if fact.relation == "participated_in"]
        self._lists = Counter(
            (fact.passage, fact.clause, fact.event) for fact in present
        )  # how many are named together

    def write(self) -> None:
        """Write everything down: names, events with their attributes, who was there, what was agreed."""
        self._named()
        self.occasions = occasions(self.page, self.facts)
        for number in self.occasions:
            self._event(number)
        for fact in self.facts:
            if fact.relation not in (ACT, DATE, "held_in"):
                self._relation(fact)
        write_acts(self)

    def owned(self, passage: int) -> list[tuple[Span, str]]:
        """Return the instruments of a passage that their owners tell: their words and ids."""
        if passage not in self._owned:
            self._owned[passage] = write_owned(self, passage)
        return self._owned[passage]

    def passage(self, number: int) -> TextPassage:
        """Return a passage by its number."""
        return self.page.named.text.passages[number]

    def sentence(self, number: int, span: Span) -> Span:
        """Return the sentence around some words, or the words themselves where they stand in none."""
        sentences = self.passage(number).sentences
        at = bisect_right(sentences, span.first, key=lambda s: s.first) - 1
        return sentences[at] if at >= 0 and span.first in sentences[at] else span

    # ---------------------------------------------------------------------------------- nodes

    def ensure(self, name: Name, passage: int) -> str:
        """Add the node of a name and cite it; returns its id."""
        known = self.page.named.known.get(name.id) or self.names.get(name.id)
        home = self.home(name, passage)
        where = self.passage(home)
        written = where.plain(name.words) if home >= 0 else name.name
        called = known.name if known else name.name
        aliases = known.aliases if known else ()
        if (
            name.kind != "state"
            and not name.traits & {SHORT, OFFICE, DEMONYM}
            and not name.office
            and norms(written) != norms(called)
        ):
            aliases = (*aliases, name.name if "(" in written else written)
        acronym = (known.acronym if known else "") or name.acronym
        kept = tuple(dict.fromkeys(a for a in aliases if a not in (called, acronym) and not a.startswith("the ")))
        self.draft.node(Node(name.id, name.kind, called, kept, acronym))
        if home >= 0:
            self.draft.cite(name.id, where, name.words, written)
        return name.id

    def home(self, name: Name, passage: int) -> int:
        """Return the passage in which a name stands: the one given, a stem above, or one just before; -1 for none."""
        at = passage
        while at >= 0:
            if self._bears(name, at):
                return at
            at = self.passage(at).stem
        if name.words.last <= len(self.passage(passage).tokens):
            return passage
        return next((at for at in range(passage - 1, max(-1, passage - _NEAR), -1) if self._bears(name, at)), -1)

    def _bears(self, name: Name, passage: int) -> bool:
        if passage not in self._names:
            units = self.page.named.passages[passage].units
            self._names[passage] = frozenset(one for unit in units for one in unit.names)
        return name in self._names[passage]

    def _named(self) -> None:
        """Add the organisations, bodies and instruments that passages name, whatever is said of them."""
        for passage in self.page.named.passages:
            for unit in passage.units:
                for name in unit.names:
                    loose = name.traits & {EVERYONE, COUNTED, OFFICE, SHORT}
                    if name.kind in ("organisation", "body", "instrument") and not loose and not name.office:
                        self.ensure(name, passage.number)

    def _event(self, number: int) -> None:
        event, told = self.page.events[number], self.occasions[number]
        name = self._event_name(number)
        key = event_id(event, told.start, name, process_key(self.page.named))
        taken = self.draft.nodes.get(key)
        if taken is not None:
            key = f"{key}-{told.start or event.ordinal or len(self.keys)}"
        self.keys[number] = key
        mentions = [self.page.mentions[m] for m in event.mentions]
        names = list(dict.fromkeys(m.name for m in mentions if m.verb < 0 and len(norms(m.name)) > 1))
        aliases = [n for n in names if norms(n) != norms(name) and n[:1].isupper()]
        acronym = next(
            (
                m.acronym
                for m in mentions
                if m.acronym.isupper() and " " not in m.acronym and any(c.isalpha() for c in m.acronym)
            ),
            "",
        )
        short = str(table("short").get(event.series, "")) if event.ordinal else ""
        aliases += [f"{short} {event.ordinal}"] if short else []
        complete = "yes" if told.complete else ""
        self.draft.node(
            Node(
                key, event.kind, name, tuple(aliases), acronym, told.start, told.end, note=told.note, complete=complete
            )
        )
        for mention in mentions:
            where = self.passage(mention.passage)
            self.draft.cite(key, where, mention.words, where.plain(mention.words))
        if told.when is not None:
            self.draft.cite(key, self.passage(told.when.passage), told.when.words)
            self.draft.use(told.when.passage, told.when.words)
        place = self._place(key, told)
        body = self._body(number, key)
        if mentions:
            self.topics(key, mentions[0].passage, mentions[0].words)
        status = "held" if event.own else ""
        self.identities.append(
            Identity(
                key,
                event.kind,
                event.series,
                event.ordinal,
                told.start,
                told.end,
                place,
                body,
                event.own,
                tuple(names) or (name,),
                status,
            )
        )

    def _event_name(self, number: int) -> str:
        event = self.page.events[number]
        name = _in_small_letters(event.name) if event.name.isupper() and len(event.name) > 12 else event.name
        name = name[:1].upper() + name[1:]
        process = self.page.named.process
        known = self.page.named.known.get(event.body.id) if event.body is not None else None
        called = known.name if known is not None else event.body.name if event.body is not None else ""
        if called and len(norms(name)) <= 2 and norms(called)[-1:] != norms(name):
            return f"{name} of the {called}" if event.ordinal else f"{called} {name[:1].lower()}{name[1:]}"
        mentions = (self.page.mentions[m] for m in event.mentions)
        bare_verb = all(mention.verb >= 0 or mention.name != event.name for mention in mentions)  # told it its name
        if bare_verb and process is not None and process.name not in name and called in ("", process.name):
            return f"{name} of the {process.name}"
        return name

    def _place(self, key: str, told: Occasion) -> str:
        """Write where an event was held, with every passage that says so, and the state beside the place."""
        for fact in told.wheres:
            where, passage = fact.where, self.passage(fact.passage)
            if where is None:
                continue
            self.draft.node(Node(where.id, "place", where.name))
            self.draft.cite(where.id, passage, where.words, passage.plain(where.words))
            words = self.sentence(fact.passage, where.words)
            relation = Relation(key, "held_in", where.id, rule=fact.rule)
            self.draft.relate(_weighed(relation, fact), passage, words)
            self.draft.use(fact.passage, where.words)
            if where.state is not None:
                state = self.ensure(where.state, fact.passage)
                first = min(where.words.first, where.state.words.first)
                both = Span(first, max(where.words.last, where.state.words.last))
                self.draft.relate(Relation(where.id, "located_in", state, rule="place, state"), passage, both)
                self.draft.use(fact.passage, both)
        return told.place

    def _body(self, number: int, key: str) -> str:
        event = self.page.events[number]
        if event.body is None or not event.body.id:  # counted parties ("12 officials") are no body that met
            return ""
        mention = next(
            (m for i in event.mentions if (m := self.page.mentions[i]).body is not None and m.body.id == event.body.id),
            None,
        )
        passage = mention.passage if mention is not None else self._stands(event.body)
        if passage < 0:
            return ""
        self.ensure(event.body, passage)
        words = mention.words if mention is not None else event.body.words
        self.draft.relate(
            Relation(key, "session_of", event.body.id, rule="body that met"), self.passage(passage), words
        )
        return event.body.id

    def _stands(self, name: Name) -> int:
        for passage in self.page.named.passages:
            if any(n.id == name.id and n.words == name.words for u in passage.units for n in u.names):
                return passage.number
        return -1

    def topics(self, source: str, passage: int, words: Span) -> None:
        """Write which topics some words speak of."""
        where = self.passage(passage)
        for topic, span in topics_in(where.tokens, words, self.names.topics):
            self.draft.node(Node(topic.id, "topic", topic.name, tuple(topic.aliases)))
            self.draft.cite(topic.id, where, span, where.plain(span))
            self.draft.relate(Relation(source, "about", topic.id, rule="words of the topic"), where, span)

    # ---------------------------------------------------------------------------------- relations

    def _relation(self, fact: Fact) -> None:
        here = self.keys.get(fact.event, "")
        name = fact.name
        if name is not None and (name.traits & {EVERYONE, COUNTED}):
            return
        if fact.relation in BETWEEN_EVENTS and fact.other >= 0:
            other = self.keys.get(fact.other, "")
            if here and other:
                self._say(fact, here, other)
        elif fact.relation in TO_EVENT and here and name is not None:
            self._party(fact, name, here)
        elif name is not None and fact.whole is not None:
            self._say(fact, self.ensure(name, fact.passage), self.ensure(fact.whole, fact.passage), fact.role)
        elif name is not None and here:
            end = self.ensure(name, fact.passage)
            first = fact.relation in NAME_FIRST or fact.relation == "mandated_by" and name.kind == "body"
            self._say(fact, *((end, here) if first else (here, end)), fact.role)

    def _party(self, fact: Fact, name: Name, here: str) -> None:
        event = self.page.events[fact.event]
        process = self.page.named.process
        if PROCESS in name.traits or process is not None and name.id == process.id:
            self.draft.use(fact.passage, name.words)
            return
        if event.body is not None and event.body.id == name.id:
            return
        node = self.ensure(name, fact.passage)
        role = fact.role
        if fact.relation == "participated_in":
            role = self._presence(fact, name, role)
            if role == "participant" and self.draft.has(node, "participated_in", here):
                self.draft.use(fact.passage, name.words)
                return
            if role != "participant":
                self.draft.drop(node, "participated_in", here, "participant")
        if role == "chair" and (node, "chaired", here, "co_chair") in self.draft.relations:
            return
        self._say(fact, node, here, role)

    def _presence(self, fact: Fact, name: Name, role: str) -> str:
        """The role of somebody who was there: members are told only where those on the list of a group meet."""
        role = role or "participant"
        listed = fact.relation == "participated_in" and self._lists.get((fact.passage, fact.clause, fact.event), 0) > 2
        if self.page.events[fact.event].series in table("with_members"):
            fits = name.kind in ("state", "organisation") and role in ("participant", "member")
            return "member" if fits and (listed or role == "member") else "participant" if role == "member" else role
        return "participant" if role == "member" else role

    def _say(self, fact: Fact, source: str, target: str, role: str = "") -> None:
        where = self.passage(fact.passage)
        relation = _weighed(Relation(source, fact.relation, target, role, rule=fact.rule), fact)
        words = fact.name.words if fact.name is not None else fact.words
        home = self.home(fact.name, fact.passage) if fact.name is not None else fact.passage
        written = self.passage(home).plain(words) if home >= 0 else ""
        told = fact.words != words and fact.words.last <= len(where.tokens)  # else the name is handed on from elsewhere
        near = words if home == fact.passage else fact.words if told else Span(0, 1)
        if self.draft.relate(relation, where, self.sentence(fact.passage, near), written):
            self.draft.use(home if home >= 0 else fact.passage, words)


_SMALL = frozenset({"OF", "THE", "ON", "FOR", "AND", "IN", "TO", "AT", "BY", "A"})


def _in_small_letters(name: str) -> str:
    """Return a name in capitals as it is written elsewhere; what has no vowel or stands in brackets is a short form.

    >>> _in_small_letters("14TH ORDINARY SUMMIT OF THE RIVER LEAGUE (RL)")
    '14th Ordinary Summit of the River League (RL)'
    >>> _in_small_letters("MSG LEADERS’ SUMMIT")
    'MSG Leaders’ Summit'
    """
    return " ".join(_small(word) for word in name.split())


def _small(word: str) -> str:
    if word[0] == "(" or word.isalpha() and len(word) < 6 and not set(word) & set("AEIOUY"):
        return word
    return word.lower() if word in _SMALL or word[0].isdigit() or len(word) == 1 else word.capitalize()


def shown(facts: Iterable[Fact]) -> str:
    """Return facts one a line, for people."""
    return "\n".join(f"{f.relation} event={f.event} {f.name.id if f.name else ''} {f.role} [{f.rule}]" for f in facts)


def _weighed(relation: Relation, fact: Fact) -> Relation:
    """The relation with the basis and confidence of its fact: what a rule only inferred says so."""
    return relation if fact.confidence >= 1 else replace(relation, basis="inferred", confidence=f"{fact.confidence:g}")
