"""The events of a page: which namings mean the same one, which is the page's own, which is at hand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explorer.facts.prose.events.bynames import bynames
from explorer.facts.prose.events.entries import as_entry, is_entry
from explorer.facts.prose.events.labelled import of_labels
from explorer.facts.prose.events.lexicon import words
from explorer.facts.prose.events.line import TITLES, Line, organ
from explorer.facts.prose.events.model import Event, EventPage, Mention
from explorer.facts.prose.events.naming import mentions_in
from explorer.facts.prose.events.opening import held_in, met_for, opening, titled
from explorer.facts.prose.events.sameness import GENERIC, Known, bare, level, means, of_its_own, one_body, weak
from explorer.facts.prose.events.sections import dated_parts
from explorer.facts.prose.events.series import series_of
from explorer.facts.prose.events.shorts import by_short_form
from explorer.facts.prose.events.uncommon import uncommon
from explorer.facts.prose.events.verbs import met
from explorer.facts.prose.names.model import NamedPage, Unit
from explorer.facts.prose.text.model import Span

_HEAD = 8  # passages in which labels tell the day of the page's own event
_PARTING = frozenset({":", "–", "-", "|", ","})
_EARLY = 4  # passages in which a gathering without a name is the page's own event


def find_events(named: NamedPage) -> EventPage:
    """Return the events of a page, its own one first, and which of them each naming means.

    A passage of a table is left to the columns. The same page gives the same events.
    """
    runs = [line for p in named.text.passages if p.passage.kind != "row" for line in lines(named, p.number)]
    mentions = [mention for line in runs for mention in _of_line(line)]
    mentions += by_short_form(runs, mentions)
    mentions += uncommon(runs, mentions)
    parts = dated_parts(named, mentions)
    if parts:
        aside = {0, *(part.passage for part in parts)}
        mentions = [mention for mention in mentions if mention.passage not in aside] + parts
    mentions.sort(key=lambda m: (m.passage, m.words.first))
    if not parts and (labelled := of_labels(named, mentions)) is not None:
        mentions.insert(0, labelled)
    found = _Finding(named, mentions)
    found.parts(parts) if parts else found.own_event()
    found.others()
    kept = [n for n, event in enumerate(found.meant) if event >= 0 or not weak(mentions[n])]
    renumbered = {old: new for new, old in enumerate(kept)}
    events = tuple(
        _with_series(
            named, known, known.event(tuple(renumbered[m] for m in known.mentions if m in renumbered)), mentions
        )
        for known in found.known
    )
    events = tuple(_in_series(event, events[0]) for event in events)
    shown = tuple(mentions[n] for n in kept)
    return EventPage(
        named,
        shown,
        _units(named, shown),
        events,
        tuple(found.meant[n] for n in kept),
        0 if events and events[0].own else -1,
        (governs := found.governs()),
        found.goes_on(governs),
        _by_verb(shown, [found.meant[n] for n in kept]),
    )


def _by_verb(mentions: Sequence[Mention], meant: Sequence[int]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for mention, event in zip(mentions, meant, strict=True):
        if mention.verb >= 0 and event >= 0:
            found.setdefault((mention.passage, mention.verb), event)
    return found


def lines(named: NamedPage, number: int) -> list[Line]:
    """Return the runs of words of a passage in which names are looked for: sentences, or a title whole."""
    passage = named.text.passages[number]
    units = named.passages[number].units
    if passage.passage.kind not in TITLES:
        return [Line(passage, span, units) for span in passage.sentences]
    values = [label.value for label in passage.labels if label.means in ("title", "")]
    if values:
        return [Line(passage, span, units) for span in values if span.last > span.first]
    last = min((label.words.first for label in passage.labels), default=len(passage.tokens))
    return [Line(passage, Span(0, last), units)] if last else []


def _of_line(line: Line) -> list[Mention]:
    nouns = [as_entry(line.passage, line.units, _beside(line, mention)) for mention in mentions_in(line)]
    if line.title and any(token.norm == "|" for token in line.tokens) and any(noun.body for noun in nouns):
        nouns = [noun for noun in nouns if noun.body]  # "Session 1 | First meeting": where it stands
    return sorted(
        [*nouns, *(v for v in met(line) if not any(n.words.holds(v.words) for n in nouns))], key=lambda m: m.words.first
    )


def _beside(line: Line, mention: Mention) -> Mention:
    """Give a counted meeting of a title the body beside it: "Harbour Board: Fifth Meeting", "Fifth Meeting – Board"."""
    alone = mention.ordinal and mention.body is None and not bare(mention.name) - GENERIC and not mention.topic
    if not (line.title and alone):
        return mention
    ahead, behind = mention.words.first - 1, mention.words.last
    told = [organ(line.unit(at + step)) for at, step in ((ahead, -1), (behind, 1)) if line.norm(at) in _PARTING]
    body = next((name for name in told if name is not None), None)
    if body is None:
        return mention
    return replace(mention, body=body, name=f"{mention.name} of the {body.name}", definite=True)


def _with_series(named: NamedPage, known: Known, event: Event, mentions: Sequence[Mention]) -> Event:
    series, body = series_of(named, event, [mentions[m] for m in known.mentions])
    return replace(event, series=series, body=body)


def _in_series(event: Event, own: Event) -> Event:
    """Give a meeting that is called by its number alone ("the Fifth Meeting") the body of those it is counted among."""
    alone = event.ordinal and event.body is None and not bare(event.name) - GENERIC and not event.topic
    if not alone or not own.own or event is own or own.body is None or not own.series or event.kind != own.kind:
        return event
    name = f"{event.name} of the {own.body.name}"
    return replace(event, series=own.series, body=own.body, name=name, topic=own.topic)


def _units(named: NamedPage, mentions: Sequence[Mention]) -> tuple[tuple[Unit, ...], ...]:
    """The units of each passage with events among them; names inside the name of an event are not told apart."""
    by_passage: dict[int, list[Unit]] = {}
    for number, mention in enumerate(mentions):
        if mention.verb < 0:
            by_passage.setdefault(mention.passage, []).append(Unit("event", mention.words, event=number))
    found = []
    for passage in named.passages:
        events = by_passage.get(passage.number, [])
        free = [
            u
            for u in passage.units
            if not any(u.words.first < e.words.last and e.words.first < u.words.last for e in events)
        ]
        found.append(tuple(sorted((*free, *events), key=lambda unit: unit.words.first)))
    return tuple(found)


@dataclass
class _Finding:
    """The events of a page while they are found."""

    named: NamedPage
    mentions: list[Mention]
    known: list[Known] = field(default_factory=list)
    meant: list[int] = field(init=False)
    opening: set[int] = field(default_factory=set)  # namings that open a dated part
    called: dict[int, int] = field(init=False)  # two namings of one event: "the Third Meeting, known as the Big Talk"
    recent: list[int] = field(default_factory=list)  # events in the order in which sentences last began with them

    def __post_init__(self) -> None:
        self.meant = [-1] * len(self.mentions)
        self.called = bynames(self.named, self.mentions)

    def parts(self, parts: Sequence[Mention]) -> None:
        """Take each dated part of the page for a meeting; the page has none of its own."""
        self.opening = {
            number for number, mention in enumerate(self.mentions) if any(mention is part for part in parts)
        }
        for number in sorted(self.opening):
            self._new([number])

    def own_event(self) -> None:
        """Find what the page is about: by its title, and by the sentence that says it was held."""
        title = titled(self.named, self.mentions)
        opened = opening(self.named, self.mentions, title)
        if opened is not None and title:
            told = self.mentions[title[0]], self.mentions[opened]
            opened = None if self._of_others(*told) or self._counted_on(*told) else opened
        groups = [[number] for number in title]
        if opened is not None:
            home = next((g for g in groups if self._agree(self.mentions[g[0]], self.mentions[opened])), None)
            if home is not None:
                home.append(opened)
            else:
                groups.insert(0, [opened])
        for n, group in enumerate(groups):
            self._new(group, own=n == 0)
        if groups:
            self.known[0].days |= self._labelled_days()
        if opened is not None:
            mention = self.mentions[opened]
            sentences = self.named.text.passages[mention.passage].sentences
            around = next((s for s in sentences if mention.words.first in s), mention.words)
            dates = [u.when for u in self.named.passages[mention.passage].units if u.when and u.words.first in around]
            self.known[0].days |= {f"{w.start}/{w.end}".rstrip("/") for w in dates if w.start}

    def _labelled_days(self) -> set[str]:
        """The days that labels in the head of the page tell: "Date: 3 May 2019"."""
        return {
            f"{unit.when.start}/{unit.when.end}".rstrip("/")
            for passage in self.named.text.passages[:_HEAD]
            for label in passage.labels
            if label.means in ("date", "place_date")
            for unit in self.named.passages[passage.number].units
            if unit.when is not None and unit.when.start and label.value.holds(unit.words)
        }

    def _of_others(self, title: Mention, opened: Mention) -> bool:
        """Whether an opening tells of somebody else's meeting: "the Board, at its meeting in Oslo, …"."""
        theirs = opened.determiner == "its" and opened.body is not None and title.body is not None
        return theirs and not one_body(opened.body, title.body)  # type: ignore[arg-type]

    def _counted_on(self, title: Mention, opened: Mention) -> bool:
        """Whether an opening tells of another meeting of the row that the title's is one of: "The Sixth will be …"."""
        apart = title.body is not None and opened.body is not None and not one_body(title.body, opened.body)
        alike = title.head == opened.head and not apart and level(title) == level(opened)
        return alike and 0 < title.ordinal != opened.ordinal > 0

    def _agree(self, title: Mention, opened: Mention) -> bool:
        """Whether title and opening can be one event: nothing but a number or a level tells them apart."""
        if title.ordinal and opened.ordinal and title.ordinal != opened.ordinal:
            return False
        levels = {level(title), level(opened)}
        return not levels >= {"ministerial", "officials"}

    def _new(self, mentions: list[int], own: bool = False) -> None:
        self.known.append(Known(own))
        for mention in mentions:
            self._add(mention, len(self.known) - 1)

    def _add(self, mention: int, event: int) -> None:
        self.meant[mention] = event
        self.known[event].take(mention, self.mentions[mention])

    def others(self) -> None:
        """Go through the namings in order and tell which event each means."""
        hand = 0 if self.known and self.known[0].own else -1
        passage = -1
        for number, mention in enumerate(self.mentions):
            if mention.passage != passage:
                passage = mention.passage
                self._begin_with(hand)
            if self.meant[number] < 0:
                event = self._told_by_verb(number) if mention.verb >= 0 else self._named(number)
                if event >= 0:
                    self._add(number, event)
                elif of_its_own(mention):
                    self._new([number])
            if self._leads(mention):
                self._begin_with(self.meant[number])
            if self.meant[number] >= 0 and self._heads(number):
                hand = self.meant[number]

    def _named(self, number: int) -> int:
        """The event that a naming means: that of its other name, "this Third Forum" of those who met, or one known."""
        mention = self.mentions[number]
        other = self.called.get(number, -1)
        if other >= 0 and self.meant[other] >= 0:
            return self.meant[other]
        this = self.named.text.passages[mention.passage].tokens[mention.words.first - 1].norm == "this"
        met = self.known[self.recent[-1]] if this and mention.ordinal and self.recent else None
        if met is not None and met.told <= 0 and (not (met.body and mention.body) or self._same_body(met, mention)):
            return self.recent[-1]  # "Ministers met in Oslo on 3 May. At this Third Forum, …"
        return means(mention, self.known, self.recent)

    def _heads(self, number: int) -> bool:
        """Whether a naming opens a part of the page: it stands in a heading, or its line is an entry of a list."""
        mention = self.mentions[number]
        passage = self.named.text.passages[mention.passage]
        if number in self.opening:
            return True
        if mention.determiner in ("next", "previous", "a", "its"):
            return False
        if passage.passage.kind == "heading" and passage.number > 0:
            return True
        after = self.named.text.passages[passage.number + 1 : passage.number + 2]
        listed = passage.passage.kind == "item" and not any(below.stem == passage.number for below in after)
        return not listed and is_entry(passage, self.named.passages[passage.number].units, mention)

    def _begin_with(self, event: int) -> None:
        if event >= 0:
            self.recent = [e for e in self.recent if e != event] + [event]

    def _leads(self, mention: Mention) -> bool:
        """Whether a sentence begins with a naming, or tells the event by its verb."""
        if mention.verb >= 0:
            return mention.determiner != "previous"
        passage, first = self.named.text.passages[mention.passage], mention.words.first
        sentence = next((s for s in passage.sentences if 0 <= first - s.first <= 2), None)
        ahead = passage.tokens[sentence.first : first] if sentence is not None else ()
        return sentence is not None and not any(token.norm in words("looking_back") for token in ahead)

    def _told_by_verb(self, number: int) -> int:
        """The event of "Officials met in Suva for the Third Forum", or the page's own where no name is told."""
        mention = self.mentions[number]
        passage = self.named.text.passages[mention.passage]
        sentence = next((s for s in passage.sentences if mention.words.first in s), None)
        if sentence is None:
            return -1
        if passage.tokens[mention.words.first - 1].norm == "it" and self.recent:
            return self.recent[-1]  # "The meeting noted the plan. It convened on 5 May in Oslo."
        here = [
            (n, self.mentions[n])
            for n in range(number + 1, len(self.mentions))
            if self.mentions[n].passage == mention.passage and self.mentions[n].words.first in sentence
        ]
        named = met_for(passage, mention, here)
        if named is not None and self.meant[named] < 0:
            event = means(self.mentions[named], self.known, self.recent)
            if event < 0:
                self._new([named])
            else:
                self._add(named, event)
        if named is not None:
            return self.meant[named]
        own = self.known[0] if self.known and self.known[0].own else None
        if mention.determiner == "previous" or own is None:
            return -1
        titled = [n for n, e in enumerate(self.known) if any(self.mentions[m].title for m in e.mentions)]
        bodily = [n for n in titled if mention.body is not None and self._same_body(self.known[n], mention)]
        if bodily and (len(titled) > 1 or passage.number <= _EARLY):
            return bodily[0]
        return 0 if passage.number <= _EARLY and own.mentions and 0 in titled and not self._told_held(0) else -1

    def _same_body(self, event: Known, mention: Mention) -> bool:
        return event.body is not None and mention.body is not None and one_body(event.body, mention.body)

    def _told_held(self, event: int) -> bool:
        """Whether a sentence names an event besides the title."""
        return any(not self.mentions[m].title and self.mentions[m].definite for m in self.known[event].mentions)

    def governs(self) -> tuple[int, ...]:
        """Tell which event is at hand in each passage: the page's own, or that of the heading that opened a part."""
        at_hand = 0 if self.known and self.known[0].own else -1
        several = sum(any(self.mentions[m].title for m in e.mentions) for e in self.known) > 1
        first_of: dict[int, int] = {}
        for number, mention in enumerate(self.mentions):
            first_of.setdefault(mention.passage, number)
        found: list[int] = []
        section, fresh = -1, False  # what a part below a heading is about, until the next heading
        for passage in self.named.text.passages:
            number = first_of.get(passage.number, -1)
            if passage.passage.kind == "heading":
                section, fresh = -1, True
            elif fresh:
                section, fresh = self._of_section(number), False
            event = self.meant[number] if number >= 0 else -1
            if event >= 0 and self.mentions[number].determiner not in ("next", "previous", "a", "its"):
                opens = self._leads(self.mentions[number]) and passage.passage.kind == "paragraph"
                if self._heads(number) or several and opens:
                    at_hand = event
            found.append(section if section >= 0 else at_hand)
        return tuple(found)

    def _of_section(self, number: int) -> int:
        """The event that the first sentence below a heading says was held; -1 where it says of none."""
        mention = self.mentions[number] if number >= 0 else None
        told = mention is not None and mention.definite and mention.verb < 0 and self._leads(mention)
        if mention is None or not told or mention.determiner in ("next", "previous", "a", "its"):
            return -1
        return self.meant[number] if held_in(self.named.text.passages[mention.passage], mention) else -1

    def goes_on(self, governs: tuple[int, ...]) -> dict[tuple[int, int], int]:
        """Tell which sentences go on about an event that one before them began with, and that is not the one at hand.

        As in "The Exercise on Rescue followed on 6 May. It was run by Fiji.".
        """
        found: dict[tuple[int, int], int] = {}
        by_passage: dict[int, list[int]] = {}
        for number, mention in enumerate(self.mentions):
            by_passage.setdefault(mention.passage, []).append(number)
        for passage, numbers in by_passage.items():
            tokens, current, at = self.named.text.passages[passage].tokens, -1, 0
            for n, sentence in enumerate(self.named.text.passages[passage].sentences):
                while at < len(numbers) and self.mentions[numbers[at]].words.first < sentence.first:
                    at += 1
                lead = numbers[at] if at < len(numbers) and self.mentions[numbers[at]].words.first in sentence else -1
                if lead >= 0 and self._leads(self.mentions[lead]):
                    current = self.meant[lead] if self.meant[lead] != governs[passage] else -1
                elif tokens[sentence.first].norm in _GOES_ON and current >= 0:
                    found[passage, n] = current
                else:
                    current = -1
        return found


_GOES_ON = frozenset({"it", "they", "its", "their", "this"})
