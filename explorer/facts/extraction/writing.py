"""Writing down what was found as statements: nodes, relations and their citations."""

from __future__ import annotations

from bisect import bisect_right

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.commitments import commitment_nodes, concerned, is_group
from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.eventnames import bare_title
from explorer.facts.extraction.events import GENERIC, Event
from explorer.facts.extraction.identity import event_id
from explorer.facts.extraction.instruments import OwnInstrument, own_instruments
from explorer.facts.extraction.leaders import Leader
from explorer.facts.extraction.leftovers import leftovers
from explorer.facts.extraction.lexicon import data
from explorer.facts.extraction.memberships import Joined
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.organs import write_organs
from explorer.facts.extraction.presence_lists import Presence
from explorer.facts.extraction.reading import Reading
from explorer.facts.extraction.registry import process_key
from explorer.facts.extraction.roles import parts_of
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.statements import Draft, Drawn, Identity, Node, Relation
from explorer.facts.extraction.tokens import norms, squeeze
from explorer.facts.extraction.told import Act
from explorer.facts.extraction.topics import topics_in
from explorer.ontology import slug


class Writer:
    """Turns what was found in one document into a draft of statements."""

    def __init__(self, reading: Reading, own: Event | None) -> None:
        self.reading = reading
        self.own = own
        self.draft = Draft(reading.document.id)
        self.keys: dict[int, str] = {}  # id() of an event → node id
        self.counts: dict[str, int] = {}  # event → how many commitments it has
        self.identities: list[Identity] = []

    # ---------------------------------------------------------------------------------- nodes

    def ensure(self, mention: Mention, read: ReadPassage) -> str:
        """Add the node of a mention and cite it; returns its id."""
        known = self.reading.known(mention.id)
        written = read.plain(mention.first, mention.last)
        name = known.name if known else mention.name
        aliases = known.aliases if known else ()
        if mention.via in ("name", "shape") and mention.kind != "state" and norms(written) != norms(name):
            aliases = (*aliases, written)
        acronym = (known.acronym if known else "") or mention.acronym
        kept = tuple(dict.fromkeys(a for a in aliases if a not in (name, acronym) and not a.startswith("the ")))
        self.draft.node(Node(mention.id, mention.kind, name, kept, acronym))
        start, end = read.tokens[mention.first].start, read.tokens[mention.last - 1].end
        self.draft.cite_node(mention.id, read, start, end, written)
        return mention.id

    def everything_named(self) -> None:
        """Add the organisations, bodies and instruments that passages name, whatever is said of them."""
        for read in self.reading.passages:
            for mention in read.mentions:
                if (
                    mention.kind in ("organisation", "instrument")
                    and mention.via != "head"
                    or mention.kind == "body"
                    and not is_group(self.reading, mention)
                    and mention.via != "head"
                ):
                    self.ensure(mention, read)

    # ---------------------------------------------------------------------------------- events

    def events(self, events: list[Event]) -> None:
        """Write the events down with place, state, body and topics."""
        self.everything_named()
        for event in events:
            self._event(event)

    def _event(self, event: Event) -> None:
        name = self._event_name(event)
        key = event_id(event, process_key(self.reading))
        taken = self.draft.nodes.get(key)
        if taken is not None and taken.start != event.start:
            key = f"{key}-{event.start or event.ordinal}"
        self.keys[id(event)] = key
        note = "; ".join(self._disagreements(event))
        aliases = tuple(
            n for n in dict.fromkeys(event.names) if n != name and norms(n) != norms(name) and len(norms(n)) > 1
        )
        acronym = next((s.name.acronym for s in event.sights if s.name.acronym and s.name.ordinal), "")
        if event.ordinal and event.series and not acronym:
            short = str(data("events.yaml")["short"].get(event.series, ""))
            if short:
                aliases = (*aliases, f"{short} {event.ordinal}")
        self.draft.node(Node(key, event.kind, name, aliases, "", event.start, event.end, note=note))
        for spot in event.spots:
            self.draft.cite_node(
                key, spot.read, spot.start, spot.end, squeeze(spot.read.passage.text[spot.start : spot.end])
            )
        if event.date_spot is not None:
            self.draft.cite_node(key, event.date_spot.read, event.date_spot.start, event.date_spot.end)
        self._place(event, key)
        self._body(event, key)
        self._event_topics(event, key)
        place = event.place.id if event.place else ""
        self.identities.append(
            Identity(
                key,
                event.kind,
                event.series,
                event.ordinal,
                event.start,
                event.end,
                place,
                event.body,
                event.own,
                tuple(event.names),
                event.status,
            )
        )

    def _event_name(self, event: Event) -> str:
        if not set(bare_title(event.name)) - GENERIC:
            event.name = max(event.names, key=lambda name: len(bare_title(name)))
        words = set(bare_title(event.name))
        if words - GENERIC - {"som"} or not event.body:
            return event.name[:1].upper() + event.name[1:]
        known = self.reading.known(event.body)
        return f"{known.name} {event.name}" if known else event.name

    def _disagreements(self, event: Event) -> list[str]:
        if not event.other_dates:
            return []
        said = [f"{event.start}{'/' + event.end if event.end else ''}"]
        said += [f"{start}{'/' + end if end else ''}" for start, end, _ in event.other_dates]
        return [f"Sources disagree on the date: {' and '.join(dict.fromkeys(said))}"] if len(set(said)) > 1 else []

    def _place(self, event: Event, key: str) -> None:
        places = [(event.place, event.place_read), *event.other_places]
        for place, read in places:
            if place is None or read is None:
                continue
            start, end = read.tokens[place.first].start, read.tokens[place.last - 1].end
            self.draft.node(Node(place.id, "place", place.name))
            self.draft.cite_node(place.id, read, start, end, read.plain(place.first, place.last))
            self.draft.relate(Relation(key, "held_in", place.id, rule="place of the event"), read, start, end)
            if place.state is not None:
                state = self.ensure(place.state, read)
                last = read.tokens[place.state.last - 1].end
                self.draft.relate(Relation(place.id, "located_in", state, rule="place, state"), read, start, last)

    def _body(self, event: Event, key: str) -> None:
        if not event.body:
            return
        spot = event.body_spot or event.spots[0]
        known = self.reading.known(event.body)
        if event.body not in self.draft.nodes and known is not None:
            named = next(((m, r) for r in self.reading.passages for m in r.mentions if m.id == event.body), None)
            if named is None:
                return
            self.ensure(*named)
        self.draft.relate(
            Relation(key, "session_of", event.body, rule="body that met"),
            spot.read,
            event.spots[0].start if spot.read is event.spots[0].read else spot.start,
            event.spots[0].end if spot.read is event.spots[0].read else spot.end,
        )

    def _event_topics(self, event: Event, key: str) -> None:
        spot = event.spots[0]
        span = [i for i, t in enumerate(spot.read.tokens) if spot.start <= t.start < spot.end]
        if span:
            self._topics(key, spot.read, span[0], span[-1] + 1)

    def _topics(self, source: str, read: ReadPassage, first: int, last: int) -> None:
        for topic, start, end in topics_in(read.tokens, first, last, self.reading.names.topics):
            self.draft.node(Node(topic.id, "topic", topic.name, tuple(topic.aliases)))
            a, b = read.tokens[start].start, read.tokens[end - 1].end
            self.draft.cite_node(topic.id, read, a, b, read.plain(start, end))
            self.draft.relate(Relation(source, "about", topic.id, rule="words of the topic"), read, a, b)

    # ---------------------------------------------------------------------------------- presence and leaders

    def mentioned(self, presence: Presence) -> None:
        """Note that a sentence about absence or invitation was understood."""
        self.use(presence.read, presence.span.first)

    def use(self, read: ReadPassage, at: int) -> None:
        """Mark the sentence around token `at` as one that gave something."""
        n = bisect_right(read.sentences, at, key=lambda span: span.first) - 1
        if n >= 0 and at in read.sentences[n]:
            self.draft.used.add((read.passage.id, n))

    def presence(self, presence: Presence, event: Event, gone: set[tuple[str, int]]) -> None:
        """Write who took part in an event."""
        key = self.keys.get(id(event))
        if key is None:
            return
        read = presence.read
        for party in presence.parties:
            if party.via == "demonym" or (party.id, id(event)) in gone or party.id == event.body:
                continue
            if self.reading.process is not None and party.id == self.reading.process.id:
                continue
            role = presence.way
            if role == "member" and not (
                event.body
                and event.kind == "meeting"
                and event.series in MEMBER_SERIES
                and self._a_member(party, event)
            ):
                role = "participant"
            if role == "participant" and self.draft.has(party.id, "participated_in", key):
                continue
            node = self.ensure(party, read)
            start, end = quote(read, presence.span)
            self.draft.relate(
                Relation(node, "participated_in", key, role, rule=presence.rule),
                read,
                start,
                end,
                read.plain(party.first, party.last),
            )
        self.use(read, presence.span.first)

    def _a_member(self, party: Mention, event: Event) -> bool:
        return party.kind == "state" or (party.kind == "organisation" and event.series == "ahg-som")

    def joined(self, joined: Joined, event: Event, read: ReadPassage, span: Span) -> None:
        """Write who became a member: of the body that the sentence names, else of the one that met."""
        start, end = quote(read, span)
        body = self.ensure(joined.body, read) if joined.body is not None else event.body
        for party in joined.parties if body else ():
            node = self.ensure(party, read)
            name = read.plain(party.first, party.last)
            self.draft.relate(Relation(node, "member_of", body, "member", rule=joined.rule), read, start, end, name)

    def leader(self, leader: Leader, event: Event, read: ReadPassage, span: Span) -> None:
        """Write a host or chair."""
        key = self.keys.get(id(event))
        if key is None or is_everyone(leader.party) or leader.party.via == "demonym":
            return
        if (
            leader.relation == "chaired"
            and leader.role == "chair"
            and (leader.party.id, "chaired", key, "co_chair") in self.draft.relations
        ):
            return
        node = self.ensure(leader.party, read)
        start, end = quote(read, span)
        self.draft.relate(
            Relation(node, leader.relation, key, leader.role, rule=leader.rule),
            read,
            start,
            end,
            read.plain(leader.party.first, leader.party.last),
        )
        self.use(read, span.first)

    def head_leader(self, relation: str, role: str, read: ReadPassage, mention: Mention, event: Event) -> None:
        """Write a chair or host of a head line ("Chair: Brazil")."""
        node = self.ensure(mention, read)
        start, end = read.tokens[mention.first].start, read.tokens[mention.last - 1].end
        self.draft.relate(Relation(node, relation, self.keys[id(event)], role, rule="head line"), read, start, end)

    # ---------------------------------------------------------------------------------- references

    # ---------------------------------------------------------------------------------- acts

    def acts(
        self, read: ReadPassage, acts: list[Act], event: Event | None, seen: list[Sighting], event_of: dict[int, Event]
    ) -> None:
        """Write the commitments of a passage with their parts."""
        here = self.keys.get(id(event), "") if event is not None else ""
        own = self._own_instruments(read)
        named_at: dict[int, list[Sighting]] = {}
        for sight in seen:
            named_at.setdefault(read.sentence_at(sight.name.first), []).append(sight)
        for act, node in commitment_nodes(acts, here or self.draft.document, self.counts):
            self.draft.node(node)
            start, end = read.tokens[act.first].start, read.tokens[act.last - 1].end
            self.draft.cite_node(node.id, read, start, end)
            self.use(read, act.first)
            if here:
                self.draft.relate(Relation(node.id, "agreed_at", here, rule=act.rule), read, start, end)
            if act.parent is not None and act.parent.key:
                self.draft.relate(
                    Relation(node.id, "part_of", act.parent.key, rule="point under its main point"), read, start, end
                )
            acting: set[str] = {m.id for m in act.subject}
            for part in parts_of(act):
                if (
                    event is not None
                    and part.party.id == event.body
                    and (
                        part.relation in ("proposed_by", "endorsed_by")
                        or part.relation == "assigned_to"
                        and part.party.via == "head"
                    )
                ):
                    continue  # what the body that met proposes, the meeting does
                party = self.ensure(part.party, self._home(part.party, read))
                acting.add(party)
                self.draft.relate(Relation(node.id, part.relation, party, part.role, rule=part.rule), read, start, end)
            for mention in concerned(act, named_at.get(read.sentence_at(act.first), [])):
                itself = event is not None and mention.id == event.body and mention.via == "head"
                if mention.id not in acting and not itself:
                    target = self.ensure(mention, read)
                    a, b = read.tokens[mention.first].start, read.tokens[mention.last - 1].end
                    self.draft.relate(Relation(node.id, "concerns", target, rule="named in the act"), read, a, b)
            for sight in named_at.get(read.sentence_at(act.first), ()):
                named = event_of.get(id(sight))
                if named is not None and named is not event and act.first <= sight.name.first < act.last:
                    self.draft.relate(
                        Relation(node.id, "concerns", self.keys[id(named)], rule="named in the act"), read, *sight.quote
                    )
            for instrument, made in own:
                if act.first <= instrument.first < act.last:
                    a, b = read.tokens[instrument.first].start, read.tokens[instrument.last - 1].end
                    self.draft.relate(Relation(node.id, "concerns", made, rule="named in the act"), read, a, b)
            self._topics(node.id, read, act.first, act.last)

    def _home(self, mention: Mention, read: ReadPassage) -> ReadPassage:
        """The passage that a party handed down by a stem stands in."""
        if read.mention_at(mention.first) is mention:
            return read
        return next((r for r in self.reading.passages if r.mention_at(mention.first) is mention), read)

    def _own_instruments(self, read: ReadPassage) -> list[tuple[OwnInstrument, str]]:
        made = []
        for span in read.sentences:
            for instrument in own_instruments(read, span):
                name = instrument.name[:1].upper() + instrument.name[1:]
                owner = "" if instrument.owners else self.keys.get(id(self.own), "").split(":")[-1] if self.own else ""
                node = f"instrument:{slug(name)}{'-' + owner if owner else ''}"
                start, end = read.tokens[instrument.first].start, read.tokens[instrument.last - 1].end
                written = read.plain(instrument.first, instrument.last)
                self.draft.node(Node(node, "instrument", name, (written,) if norms(written) != norms(name) else ()))
                self.draft.cite_node(node, read, start, end, written)
                if instrument.proposed:
                    for owner_mention in instrument.owners:
                        party = self.ensure(owner_mention, read)
                        self.draft.relate(
                            Relation(node, "proposed_by", party, rule="recommendations of"), read, start, end
                        )
                made.append((instrument, node))
        return made

    # ---------------------------------------------------------------------------------- bodies

    def bodies(self) -> None:
        """Write which body is part of which, and where an office has its seat."""
        write_organs(self.reading, self.draft)

    def drawn(self, denied: list[tuple[ReadPassage, Span]], dates: dict[str, list[FoundDate]]) -> Drawn:
        """Return everything drawn, with what was left over."""
        for event_read, span in denied:
            self.use(event_read, span.first)
        over, unresolved, guessed, against = leftovers(self.reading, self.draft, denied, dates)
        for key, node in sorted(self.draft.nodes.items()):
            if "disagree" in node.note:
                cite = next(c for c in self.draft.citations.values() if c.statement == key)
                from explorer.facts.extraction.statements import Leftover

                against.append(
                    Leftover(self.draft.document, cite.passage, cite.char_start, cite.char_end, node.name, node.note)
                )
        return Drawn(
            self.draft.document,
            tuple(self.draft.nodes.values()),
            tuple(self.draft.relations.values()),
            tuple(self.draft.citations.values()),
            tuple(self.identities),
            tuple(over),
            tuple(unresolved),
            tuple(guessed),
            tuple(against),
            process=self.reading.process.id if self.reading.process else "",
        )


MEMBER_SERIES = frozenset(data("events.yaml")["with_members"])


def is_everyone(mention: Mention) -> bool:
    """Tell whether a mention means everybody rather than a certain party."""
    return mention.kind == "body" and mention.id.endswith(("members", "participants", "senior-officials"))


def quote(read: ReadPassage, span: Span) -> tuple[int, int]:
    return read.tokens[span.first].start, read.tokens[span.last - 1].end
