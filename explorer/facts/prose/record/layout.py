"""What the layout of a page says without a clause: labels, lists of those present, lines of place and date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explorer.facts.columns.words import fold, meaning_of
from explorer.facts.prose.events.entries import day_before, sites_behind
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.events.opening import head_lines
from explorer.facts.prose.names.model import ABSENT, OFFICE, Name, Unit
from explorer.facts.prose.record.listlines import (
    beginning,
    begins,
    lines_of,
    mostly_names,
    new_line,
    norms_of,
    on_a_roll,
    only_kinds,
    only_names,
    people,
    sentence_in,
    within,
)
from explorer.facts.prose.record.model import DATE, Fact
from explorer.facts.prose.record.rolls import RollLine, is_person, settled
from explorer.facts.prose.record.votes import votes
from explorer.facts.prose.text.labels import PRESENCE, attendance
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Label, Span, TextPassage

PRESENT = {"present": "", "member": "member", "observer": "observer", "guest": "guest"}
_SETS_OFF = frozenset({"(", "[", "–", "—", "-", ":"})
_ENDS = frozenset({")", "]", ",", ";", "."})
_LAID = -1  # the clause of a fact that rests on no clause
_FIRST = 40  # passages among which the head of a page and its lines stand


def laid_out(page: EventPage) -> Iterator[Fact]:
    """Yield the facts that labels, lists and lines tell; each belongs to the event at hand where it stands."""
    ways: dict[int, str] = {}
    head = {passage.number for passage in head_lines(page.named)}
    voted = votes(page.named.text)
    parts = {m.passage for m in page.mentions if m.verb == 0 and m.title}
    going = ""  # as what those of the passage before were there, where it is a list of names
    entry = ""  # as what those were there "For the Republic of Peru:" of a list whose lines are paragraphs
    coming = -1  # the event of a heading "Next meeting", whose labels are its own
    under = ""  # as what those were there whom the last heading of a list told of
    listed: list[RollLine] = []
    roll = 0
    for passage in page.named.text.passages:
        yield from _entries(page, passage)
        yield from _hosts_beside(page, passage)
        coming = _next(page, passage.number) if passage.passage.kind == "heading" else coming
        event = coming if coming >= 0 else page.at_hand(passage.number)
        if event < 0 or passage.passage.kind == "row":
            continue
        for label in passage.labels:
            yield from _labelled(page, passage, label, event, ways)
            if label.means == "voted" and passage.number in voted:  # whoever votes is there
                yield from _present(page, passage, label, event, "")
                ways[passage.number] = "participant"
        told_for = _for_a_party(page, passage)  # "For the Republic of Peru:", and below it who came for it
        way = ways.get(passage.stem, "") or (entry if told_for else "")
        entry = way if told_for else entry
        names = mostly_names(page, passage) or on_a_roll(page, passage)
        roll += not way and not (going and names)  # another list
        way = way or (going if names else "")  # a list in capitals, whose lines look like headings of each other
        going = way if names and not told_for else ""
        if way not in ("", ABSENT):
            listed += _listed(page, passage, event, way, roll)
        if way and (last := _turned(passage)):  # "Sudan / Observers: Libya": what follows hangs on the label
            ways[passage.stem] = "" if last == "absent" else PRESENT[last] or way
        on = way if passage.stem_open and not told_for or only_kinds(passage) else ""
        down = ways.get(passage.number) or _handed_down(passage)
        if passage.passage.kind == "heading":  # "List of participants", and below it "Member states"
            under = down or (under if only_kinds(passage) else "")
            on = on or under
        ways[passage.number] = down or on
        if passage.number in parts:
            sites = (unit for unit in page.units[passage.number] if unit.sort in ("date", "place"))
            for site in sites:
                yield _fact(DATE if site.sort == "date" else "held_in", "opens a part", passage, site, event)
        elif passage.number in head or passage.passage.kind == "location":
            yield from _line(page, passage, event)
        elif (below := _named_above(page, passage)) >= 0:
            yield from _line(page, passage, below)
    yield from settled(listed)


def _entries(page: EventPage, passage: TextPassage) -> Iterator[Fact]:
    """Place and date that stand right beside an event, in brackets or with a mark between."""
    units = page.units[passage.number]
    for unit in units:
        if unit.sort == "event" and page.of_mention[unit.event] >= 0:
            day = day_before(passage, units, page.mentions[unit.event])
            for site in [*([day] if day is not None else []), *_sites(passage, units, unit.words.last)]:
                relation = DATE if site.sort == "date" else "held_in"
                yield _fact(relation, "place and date behind the event", passage, site, page.of_mention[unit.event])


def _sites(passage: TextPassage, units: tuple[Unit, ...], at: int) -> list[Unit]:
    """The day and the place right behind an event: "Seminar (Oslo, 3 May)", "the 10th Session held Thursday, 8 May"."""
    part = at < len(passage.tokens) and passage.tokens[at].norm in ("held", "convened")
    day = next((unit for unit in units if part and unit.words.first == at + 1 and unit.sort == "date"), None)
    return [day] if day is not None else sites_behind(passage, units, at + part)[0]


def _hosts_beside(page: EventPage, passage: TextPassage) -> Iterator[Fact]:
    """As in "Togo, Benin and Ghana, the host country", "Ghana (host)": who is called the host in a list or sentence."""
    event = page.at_hand(passage.number)
    norms = [token.norm for token in passage.tokens]
    for unit in page.units[passage.number] if event >= 0 else ():
        for name in people(unit):
            at = name.words.last
            said = norms[at : at + 1] in ([","], ["("]) and norms[at + 1 : at + 7]
            said = said[said[:1] == ["the"] :] if said else []
            closed = said[1:2] in ([")"], [","], ["."], [";"]) or said[1:2] in (["country"], ["state"], ["nation"])
            if said[:1] == ["host"] and closed and not {"next", "for", "of"} & set(said[1:4]):
                yield _fact("hosted", "called the host", passage, unit, event, name)


def _for_a_party(page: EventPage, passage: TextPassage) -> bool:
    """Whether a line opens an entry of a list of delegations: "For the Republic of Niger:"."""
    first = next((unit for unit in page.units[passage.number] if people(unit)), None)
    led = first is not None and first.words.first <= 2 and passage.tokens[0].norm == "for"
    return led and first is not None and first.words.last < len(passage.tokens) and (
        passage.tokens[first.words.last].norm == ":"
    )  # fmt: skip


def _next(page: EventPage, passage: int) -> int:
    named = zip(page.mentions, page.of_mention, strict=True)
    return next((event for m, event in named if m.passage == passage and m.determiner == "next"), -1)


def _fact(
    relation: str, rule: str, passage: TextPassage, unit: Unit, event: int, name: Name | None = None, role: str = ""
) -> Fact:
    span = name.words if name is not None else unit.words
    return Fact(relation, rule, passage.number, _LAID, span, event, name, unit.where, unit.when, role=role)


# ------------------------------------------------------------------------------------------------- labels


def _labelled(page: EventPage, passage: TextPassage, label: Label, event: int, ways: dict[int, str]) -> Iterator[Fact]:
    units = within(page, passage.number, label.value)
    if label.means in ("date", "place", "place_date", "time"):
        for unit in units:
            if unit.sort == "date" and label.means != "place":
                yield _fact(DATE, "label: date", passage, unit, event)
            elif unit.sort == "place" and label.means != "date":
                yield _fact("held_in", "label: place", passage, unit, event)
    elif label.means in ("chair", "host"):
        found = [name for unit in units for name in people(unit)]
        helped = next(
            (
                i
                for i in range(label.value.first, label.value.last)
                if passage.tokens[i].norm in ("with", "supported", "assisted")
            ),
            label.value.last,
        )
        found = [name for name in found if name.words.first < min(helped, _next_label(passage, label.value))]
        relation = "chaired" if label.means == "chair" else "hosted"
        role = (
            ("co_chair" if len(found) > 1 or "co" in norms_of(passage, label.words) else "chair")
            if relation == "chaired"
            else ""
        )
        for name in found:
            yield _fact(relation, f"label: {label.means}", passage, units[0], event, name, role)
    elif label.means in PRESENT:
        yield from _present(page, passage, label, event, PRESENT[label.means])
        ways[passage.number] = PRESENT[label.means] or "participant"


def _next_label(passage: TextPassage, value: Span) -> int:
    """Where the words before a further colon begin in a value that runs on: "Chair: Ann Bek Peru: Tom Roe"."""
    colon = next((i for i in range(value.first + 1, value.last) if passage.tokens[i].norm == ":"), value.last)
    while colon < value.last and colon > value.first and passage.tokens[colon - 1].capital:
        colon -= 1
    return colon


def _present(page: EventPage, passage: TextPassage, label: Label, event: int, way: str) -> Iterator[Fact]:
    """The parties behind a label as being there."""
    rule = "label: voted" if label.means == "voted" else "label: present"
    for unit in within(page, passage.number, label.value):
        sentence = next((s for s in passage.sentences if unit.words.first in s), label.value)
        if sentence.first > label.value.first and sentence_in(passage, sentence):
            continue  # "Present: Fiji and Tonga. Samoa sent regrets."
        for n, name in enumerate(unit.names):
            role = _role(passage, unit, n, way)
            if name.acts and role != ABSENT:
                yield _fact("participated_in", rule, passage, unit, event, name, role)


def _role(passage: TextPassage, unit: Unit, number: int, way: str) -> str:
    """As what one of a list was there: as a bracket or dash behind it says ("absent" too), else as the list says."""
    tokens, at = passage.tokens, unit.names[number].words.last
    if at < len(tokens) and tokens[at].norm in _SETS_OFF:
        last = next(
            (i for i in range(at + 1, len(tokens)) if tokens[i].norm in _ENDS or new_line(passage, i)), len(tokens)
        )
        said = fold(passage.text(Span(at + 1, last))) if last - at <= 5 else ""
        meant = meaning_of("roles").get(said, "")
        if meant in ("member", "observer", "guest") or meant == ABSENT and "member" not in said:
            return meant
    return (unit.roles[number] if number < len(unit.roles) else "") or way


# ------------------------------------------------------------------------------------------------- lists


_CAME = frozenset({("took", "part"), ("taking", "part"), ("him", "were"), ("her", "were")})  # "With him were:"


def _handed_down(passage: TextPassage) -> str:
    """How a stem or a heading tells of the names below it: participant, member, observer, guest; "" not at all."""
    kind = passage.passage.kind
    if kind not in ("heading", "title") and passage.tokens[-1].norm != ":" and not passage.stem_open:
        return ""
    if passage.number == 0:
        return ""
    label = passage.labels[-1] if passage.labels else None
    said = [t.norm for t in passage.tokens if t.word]
    if label is not None and label.means in PRESENT and label.value.last <= label.value.first:
        return PRESENT[label.means] or "participant"
    if len(said) <= 4 and set(said) & words("record", "layout.yaml", "absence"):
        return ABSENT
    part = any(pair in _CAME for pair in pairwise(said))
    there = part or set(said) & words("record", "layout.yaml", "presence")
    if not there or set(said) & words("record", "layout.yaml", "no_presence"):
        return ""
    if kind == "heading" and len(said) > 6:
        return ""
    for word, way in (("observer", "observer"), ("guest", "guest"), ("member", "member")):
        if any(each.startswith(word) for each in said):
            return way
    return "participant"


def _turned(passage: TextPassage) -> str:
    """The label of attendance at the end of a passage, or that it consists of: "Apologies", with names below it."""
    bare, end = attendance(passage.tokens, 0) or ("", 0)
    means = bare if end == len(passage.tokens) else passage.labels[-1].means if passage.labels else ""
    return means if means in PRESENCE else ""


def _listed(page: EventPage, passage: TextPassage, event: int, way: str, roll: int) -> Iterator[RollLine]:
    """The lines of a list, with the parties of those that are nothing but names or begin with one and its people."""
    away = words("record", "layout.yaml", "absence")
    celled = any(token.norm == "|" for token in passage.tokens) and any(t.norm in away for t in passage.tokens)
    for line in () if celled else lines_of(page, passage):
        free = beginning(page, passage, line)
        facts: list[Fact] = []
        if free and not only_kinds(passage, line) and begins(passage, line, free[0]):
            for unit in free if only_names(page, passage, line) else free[:1]:
                said = norms_of(passage, Span(unit.words.last, max(unit.words.last, line.last)))
                role = "observer" if said & {"observer", "observers"} else way
                for n, name in enumerate(unit.names):
                    own = _role(passage, unit, n, role)
                    post = OFFICE in name.traits and len(unit.names) > 1  # "Chair, Iceland"
                    if name.acts and own != ABSENT and not post:
                        facts.append(_fact("participated_in", f"list: {way}", passage, unit, event, name, own))
        person = not free and is_person(passage, line)
        yield RollLine(passage, line, event, way, roll, tuple(facts), person, bool(norms_of(passage, line) & away))


# ------------------------------------------------------------------------------------------------- lines of the head


def _line(page: EventPage, passage: TextPassage, event: int) -> Iterator[Fact]:
    """Place and date of a head line that holds nothing else, or that stand behind the event in the title."""
    units = page.units[passage.number]
    own = [u for u in units if u.sort == "event" and page.of_mention[u.event] == event]
    sites = [u for u in units if u.sort in ("date", "place")]
    if passage.labels or not sites or passage.number > _FIRST:
        return
    if own:
        sites = [u for u in sites if u.words.first >= own[-1].words.last]
        rule = "title: behind the event"
    elif _only_sites(passage, units) and not _of_another(page, passage, event):
        rule = "head line"
    else:
        return
    written = _press_days(page)
    for unit in sites:
        if unit.sort == "date" and unit.when is not None and unit.when.precision not in ("day", "month"):
            continue
        if unit.when is not None and unit.when.start in written:
            continue  # the day of the dateline
        if unit.sort == "date":
            yield _fact(DATE, rule, passage, unit, event)
        else:
            yield _fact("held_in", rule, passage, unit, event)


def _of_another(page: EventPage, passage: TextPassage, event: int) -> bool:
    """Whether the line above names another event, whose place and day these are then."""
    above = page.units[passage.number - 1] if passage.number > 1 else ()
    named = [u for u in above if u.sort == "event" and page.mentions[u.event].definite]
    return bool(named) and all(page.of_mention[u.event] != event for u in named)


def _press_days(page: EventPage) -> set[str]:
    lines = ((p.number, p.dateline) for p in page.named.text.passages[:_FIRST] if p.dateline is not None)
    return {u.when.start for number, line in lines for u in page.units[number] if u.when and line.holds(u.words)}


def _named_above(page: EventPage, passage: TextPassage) -> int:
    """The event that the stem or heading of a line names: "Seminar on Tides", below it "- Suva, 5 May 2019"."""
    above = page.units[passage.stem] if passage.stem >= 0 else ()
    return next((page.of_mention[u.event] for u in above if u.sort == "event"), -1)


def _only_sites(passage: TextPassage, units: tuple[Unit, ...]) -> bool:
    covered = {
        i
        for u in units
        if u.sort in ("date", "place") or all(n.kind == "state" for n in u.names) and u.names
        for i in range(u.words.first, u.words.last)
    }
    loose = {"on", "in", "at", "the", "from", "to", "and", "held", "venue", "date"}
    for at, token in enumerate(passage.tokens):
        if token.norm in words("names", "names.yaml", "venues"):  # "held at the Grand Hotel, Lusaka"
            first = next((i + 1 for i in range(at, -1, -1) if not passage.tokens[i].capital or i in covered), 0)
            covered |= set(range(first, at + 1))
    return all(i in covered or not t.word or t.norm in loose for i, t in enumerate(passage.tokens))
