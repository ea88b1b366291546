"""Persons with their offices: they stand for the state or organisation that the office is of, and are no nodes."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.names.governments import head_at
from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import DEMONYM, EVERYONE, PERSON, Name
from explorer.facts.prose.names.persons import Person, name_at, office_at, titles_at
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import phrases
from explorer.facts.prose.text.model import Span

_LEADS = frozenset({"of", "for", "the", "&", "to", "in", "on", "at", "'s"})
_ENVOYS = frozenset({"ambassador", "commissioner", "representative", "envoy", "observer", "delegate", "consul"})
_LONGEST = 40  # tokens of an office with its state


def offices(line: Line, taken: Taken, persons: tuple[Person, ...]) -> list[Name]:
    """Return persons with offices, and offices with a state alone, as names with the trait PERSON.

    A person whose state or organisation the passage does not tell has no id.
    """
    found: list[Name] = []
    begun = {person.first: person for person in persons}
    at = 0
    while at < len(line.tokens):
        if at in begun:
            name = _of_person(line, taken, begun[at], begun)
        else:
            name = _of_office(line, taken, at, begun) or _with_state_in_brackets(line, taken, at)
            name = name or _chair_in_brackets(line, taken, at)
        if name is not None:
            found.append(name)
            at = name.words.last
        else:
            at += 1
    return found


_BESIDE = frozenset(
    {",", "and", ";", "by", "ministers", "messrs", "experts", "officials", ":", "with", "presidents"}
    | {"were", "are", "included"}
)


def _with_state_in_brackets(line: Line, taken: Taken, at: int) -> Name | None:
    """As in "Ministers Ali Karim (Uzbekistan) and Ana Bek (Kazakhstan)": names whose state stands in brackets."""
    end = at
    while line.cap(end) and taken.at(end) is None and end - at < 5 and not head_at(line, end):
        end += 1
    named = 2 <= end - at <= 4 and line.norm(at - 1) in _BESIDE
    if named and line.norm(at - 1) in (";", "by") and line.norm(end) in ("of", "from"):
        owner = taken.begins(end + 1 + (line.norm(end + 1) == "the"))  # "…; Ana Bek of the Lake Fund; …"
        return _person(line, Span(at, owner.words.last), owner, None) if owner is not None and _party(owner) else None
    if (
        named and line.norm(end) == "," and line.norm(end + 1) == "of"
    ):  # "the Presidents, Ana Bek, of the Republic of X"
        owner = taken.begins(end + 2 + (line.norm(end + 2) == "the"))
        owned = owner is not None and owner.kind == "state" and DEMONYM not in owner.traits
        return _person(line, Span(at, owner.words.last), owner, None) if owned and owner is not None else None
    if not named or line.norm(end) != "(":
        return None
    state = taken.begins(end + 1 + (line.norm(end + 1) == "the"))
    if state is None or state.kind != "state" or DEMONYM in state.traits or line.norm(state.words.last) != ")":
        return None
    return _person(line, Span(at, state.words.last + 1), state, None)


def _chair_in_brackets(line: Line, taken: Taken, at: int) -> Name | None:
    """As in "the Chair (Peru)", "the Rapporteur (Chile)": an office of the meeting with the state that holds it."""
    met = phrases("names", "names.yaml", "offices").at(line.tokens, at) if line.cap(at) else None
    if met is None or line.norm(met[1]) != "(" or line.norm(met[1] - 1).endswith("s"):
        return None
    state = taken.begins(met[1] + 1 + (line.norm(met[1] + 1) == "the"))
    if state is None or state.kind != "state" or DEMONYM in state.traits or line.norm(state.words.last) != ")":
        return None
    return _person(line, Span(at, state.words.last + 1), state, Span(at, met[1]))


def _of_person(line: Line, taken: Taken, person: Person, begun: dict[int, Person]) -> Name | None:
    tail, party, office = _tail(line, taken, person.last, begun)
    if party is not None:
        tail = _home(line, taken, _further(line, taken, tail, begun), party)
    if party is None and person.bare:
        return None
    return _person(line, Span(person.first, tail), party, office)


def _further(line: Line, taken: Taken, at: int, begun: dict[int, Person]) -> int:
    """Take a second office of the same person: "… of Ireland, Permanent Representative to the United Nations"."""
    begin = at + 1 + (line.norm(at + 1) == "the")
    if line.norm(at) != "," or begin in begun or not office_at(line, begin):
        return at
    last, _, _ = _segment(line, taken, begin, begun)
    return last if line.norm(last) in (",", ".", ";", ")", "") or not line.cap(last) and last > begin else at


def _home(line: Line, taken: Taken, at: int, party: Name) -> int:
    """Take where an organisation is, the last thing said: "Ms Bek, Director of the Tide Office, Samoa."."""
    state = taken.begins(at + 1) if line.norm(at) == "," and party.kind == "organisation" else None
    home = state is not None and state.kind == "state" and DEMONYM not in state.traits
    return state.words.last if home and state is not None and line.norm(state.words.last) in (".", ";", "") else at


def _person(line: Line, span: Span, party: Name | None, office: Span | None) -> Name:
    text = line.plain(office.first, office.last) if office else ""
    if party is None:
        return Name("", "", line.plain(span.first, span.last), span, traits=frozenset({PERSON}), office=text)
    traits = frozenset({PERSON}) | (party.traits - {DEMONYM})
    return Name(party.kind, party.id, party.name, span, party.acronym, traits, text)


def _party(name: Name | None) -> bool:
    return name is not None and name.kind in ("state", "organisation", "body") and EVERYONE not in name.traits


def _tail(line: Line, taken: Taken, at: int, begun: dict[int, Person]) -> tuple[int, Name | None, Span | None]:
    """Follow a name to its office and state: the token after, the party, and the office as written."""
    honour = line.norm(at) == "(" and line.norm(at + 2) == ")" and line.tokens[at + 1].shouted
    at += 3 * (honour and taken.begins(at + 1) is None)  # "Hon. Ana Roe (EGH), Secretary of …"
    name = taken.begins(at + 1 + (line.norm(at + 1) == "the"))
    if line.norm(at) == "(" and name is not None and _party(name) and line.norm(name.words.last) == ")":
        return name.words.last + 1, name, None
    if line.norm(at) in ("of", "from"):
        return (name.words.last, name, None) if name is not None and _party(name) else (at, None, None)
    first, end, held, sure, loose = at, at, False, at, 0
    if line.norm(at + (line.norm(at) == ",")) == "representing":
        return _represented(line, taken, at)
    while line.norm(end) in (",", "(", "–") and end - first < _LONGEST:
        begin = end + 1 + (line.norm(end + 1) in ("the", "concurrently", "currently", "also"))
        last, party, is_office = _segment(line, taken, begin, begun)
        goes_on = held and last > begin and loose < 2  # "Director General of Asia, Pacific and African Affairs, …"
        another = party is not None and not is_office and line.norm(last) == "by"  # "…, Minister, Lesotho by Tom Lee"
        if (
            another
            or last == begin
            or not (is_office or goes_on or party is not None and (held or _alone(line, party)))
        ):
            break
        loose += not is_office and party is None
        held = held or is_office
        end = last + (line.norm(end) == "(" and line.norm(last) == ")")
        sure = end if is_office else sure
        if party is not None:
            return end, party, Span(first + 1, last)
        if line.norm(end + (line.norm(end) == ",")) == "representing":
            after, party, _ = _represented(line, taken, end)
            return (after, party, Span(first + 1, end)) if party is not None else (end, None, Span(first + 1, end))
    return (sure, None, Span(first + 1, sure)) if held else (first, None, None)


def _represented(line: Line, taken: Taken, at: int) -> tuple[int, Name | None, Span | None]:
    """As in "…, representing President X of the Republic of Burundi": the state that somebody stands for."""
    for end in range(at + 1, min(at + 16, len(line.tokens))):
        if line.norm(end) in (";", "."):
            break
        name = taken.begins(end)
        if name is not None and name.kind == "state" and DEMONYM not in name.traits:
            return name.words.last, name, None
    return at, None, None


def _alone(line: Line, party: Name) -> bool:
    """A state right behind the name: "Ms Lee, Fiji," where it is no list that goes on."""
    return party.kind == "state" and line.norm(party.words.last) in (";", "", ".")


def _segment(line: Line, taken: Taken, at: int, begun: dict[int, Person]) -> tuple[int, Name | None, bool]:
    """Read on to the next comma: the token after, the last party of an "of", and whether an office stands there."""
    first, party, governs = at, None, bool(head_at(line, at))  # "Ministry of Lake Fund Affairs": of a state to come
    owned = False
    office = bool(office_at(line, at)) or governs or _officename_at(line, at)
    at += office and line.norm(at)[:1].isdigit()  # "2nd Vice President"
    while at < len(line.tokens) and at - first < _LONGEST and at not in begun:
        name = taken.begins(at)
        governs = governs or at > first and bool(head_at(line, at))  # "Secretary in the Ministry of Lake Fund Affairs"
        if name is not None and at > first and line.norm(name.words.last) in (":", "–", "-") and line.breaks(at):
            break  # the next entry of a list: "…, Deputy Minister / Pakistan: Mr. Ali"
        if name is not None and line.norm(name.words.last) == "affairs" and line.cap(name.words.last):
            at = name.words.last  # "Minister of Trade and EAC Affairs"
        elif name is not None and name.kind != "state" and _of_a_state(line, taken, first, name):
            at = name.words.last  # "Minister for the Reef Fund, Fiji"
        elif name is not None and _party(name) and owned:
            at = name.words.last  # "Peru's Representative to the Reef Fund"
        elif name is not None and _party(name) and not (governs and name.kind != "state"):
            party, at = name, name.words.last
            office = office or name.kind != "state" and at - first > 1
            if line.norm(at) == "'s" or DEMONYM in name.traits:
                office = True
                owned = name.kind == "state" and line.norm(at) == "'s"
                at += line.norm(at) == "'s"
                continue
            if not _leads_on(line, taken, at, party):
                return _sent_to(line, taken, first, at), party, office
        elif governs and _party(name) and name is not None:
            at = name.words.last
        elif at > first and (owned_at := _in_charge(line, taken, at)):
            at = owned_at  # "the Minister in charge of energy of Peru"
        elif at > first and (field := _field(line, at)):
            at = field  # "Minister Delegate in charge of National Defence of Chad"
        elif line.cap(at) or line.norm(at) in _LEADS and at > first:
            if line.norm(at) in ("to", "in", "on", "of", "for") and not line.cap(at + 1) and line.norm(at + 1) != "the":
                break
            if line.norm(at) in ("on", "in", "at") and not line.cap(at + 1 + (line.norm(at + 1) == "the")):
                break
            if line.norm(at) in ("on", "in") and line.norm(at + 1)[:1].isdigit():
                break
            at += 1
        elif line.norm(at) in ("and", ",") and _office_goes_on(line, taken, at, begun):
            at += 1
        else:
            break
    while at > first and line.norm(at - 1) in ("of", "for", "the", "and", "to", "in", "on", ","):
        at -= 1
    return at, party, office


def _of_a_state(line: Line, taken: Taken, first: int, name: Name) -> bool:
    """Whether an organisation is but what a minister is for, whose state follows a comma."""
    if not any(line.norm(at) == "minister" for at in range(first, name.words.first)):
        return False
    at = name.words.last
    while line.cap(at) or line.norm(at) in _LEADS:
        inside = taken.at(at)
        at = inside.words.last if inside is not None else at + 1
    state = taken.begins(at + 1 + (line.norm(at + 1) == "the")) if line.norm(at) == "," else None
    if state is None or state.kind != "state" or DEMONYM in state.traits:
        return False
    return line.norm(state.words.last) in (",", ";", ".", "and", ")", "")


def _in_charge(line: Line, taken: Taken, at: int) -> int:
    """The token "of" behind what an office is told to be for in small words, before its state; 0 for none."""
    said = (line.norm(at), line.norm(at + 1), line.norm(at + 2))
    begin = at + 3 if said == ("in", "charge", "of") else at + 2 if said[:2] == ("responsible", "for") else 0
    for end in range(begin + 1, begin + 8 if begin else 0):
        state = taken.begins(end + 1 + (line.norm(end + 1) == "the")) if line.norm(end) in ("of", "for") else None
        if state is not None:
            return end if state.kind == "state" and DEMONYM not in state.traits else 0
        if line.cap(end - 1) or line.norm(end - 1) in (",", ".", ";", ":", "("):
            break
    return 0


def _field(line: Line, at: int) -> int:
    """The first token of what an office is told to be for in capitals; 0 for none."""
    said = (line.norm(at), line.norm(at + 1), line.norm(at + 2))
    begin = at + 3 if said == ("in", "charge", "of") else at + 2 if said[:2] == ("responsible", "for") else 0
    begin += line.norm(begin) == "the" if begin else 0
    return begin if begin and line.cap(begin) else 0


def _sent_to(line: Line, taken: Taken, first: int, at: int) -> int:
    """Take whom an envoy is sent to: "the Ambassador of Chile to Fiji"; the office is that of the one who sends."""
    name = taken.begins(at + 1 + (line.norm(at + 1) == "the"))
    sent = line.norm(at) in ("to", "at") and any(line.norm(i) in _ENVOYS for i in range(first, at))
    return name.words.last if sent and _party(name) and name is not None else at


def _officename_at(line: Line, at: int) -> bool:
    """An office behind other words: "Foreign Affairs Minister", "Second Permanent Secretary"."""
    return any(line.cap(i) and office_at(line, i) for i in range(at, at + 4) if all(map(line.cap, range(at, i))))


def _leads_on(line: Line, taken: Taken, at: int, party: Name) -> bool:
    """As in "the African Union Commission of X", "Commissioner to the Fund for X": the office is that of X."""
    name = taken.begins(at + 1 + (line.norm(at + 1) == "the"))
    before = party.words.first - 1 - (line.norm(party.words.first - 1) == "the")
    sent = line.norm(at) == "for" and line.norm(before) in ("to", "at") and name is not None and name.kind == "state"
    return sent or line.norm(at) == "of" and name is not None and _party(name)


def _office_goes_on(line: Line, taken: Taken, at: int, begun: dict[int, Person]) -> bool:
    """As in "Minister of Foreign Affairs and Cooperation of X", "Trade, Industry and Labour of X"."""
    after = at + 1 + (line.norm(at + 1) == "the")
    name = taken.begins(after)
    affairs = name is not None and line.norm(name.words.last) == "affairs"
    if after in begun or not line.cap(after) or _party(name) and not affairs:
        return False
    if line.norm(at) == "and":
        return True
    for step in range(after, min(after + 5, len(line.tokens))):
        if line.norm(step) == "and":
            return True
        if not line.cap(step):
            return False
    return False


def _of_office(line: Line, taken: Taken, at: int, begun: dict[int, Person], floor: int = -1) -> Name | None:
    """As in "the Prime Minister of Lesotho", "Australian Minister for Home Affairs, Ms X": an office with its state."""
    owner = taken.begins(at)
    if owner is not None and owner.kind in ("state", "organisation") and EVERYONE not in owner.traits:
        start = owner.words.last + (line.norm(owner.words.last) == "'s")
        if DEMONYM in owner.traits and line.norm(start) in ("chair", "co", "presidency"):
            return None
        while (
            line.cap(start) and not office_at(line, start) and start - owner.words.last < 4 and taken.at(start) is None
        ):
            start += 1
        end = office_at(line, start)
        if not end:
            return None
        end = _sent_to(line, taken, start, _complement(line, taken, end, owner))
        return _withname_at(line, at, end, owner, Span(owner.words.last, end), begun)
    if (titles := titles_at(line, at)) and office_at(line, inner := titles + (line.norm(titles) == "the")):
        held = _of_office(line, taken, inner, begun, floor=at)  # "H.E. the President of Malawi"
        return replace(held, words=Span(at, held.words.last)) if held is not None else None
    start = at
    while line.cap(start) and not office_at(line, start) and start - at < 3 and taken.at(start) is None:
        start += 1
    end = office_at(line, start)
    if not end or taken.at(at) is not None or at in begun or line.cap(at - 1) and floor < 0:
        return None
    last, party, _ = _segment(line, taken, at, begun)
    if party is None or last <= end:
        return None
    run = range(last, next((i for i in range(last, last + 5) if not line.cap(i)), last + 5))
    if any(taken.at(i) or phrases("names", "names.yaml", "events").at(line.tokens, i) for i in run):
        return None  # "the Chair of the ASEAN Foreign Ministers' Meeting"
    of = line.norm(party.words.first - 1 - (line.norm(party.words.first - 1) == "the")) in ("of", "for", ",")
    if not of and not line.cap(party.words.first - 1) and DEMONYM not in party.traits:
        return None
    return _withname_at(line, at, last, party, Span(at, last), begun)


def _complement(line: Line, taken: Taken, at: int, owner: Name) -> int:
    """Follow "for Home Affairs", "of State", "responsible for Lake Fund Affairs" behind the office of a state."""
    end = at
    while end < len(line.tokens) and end - at < 14:
        body = taken.at(end)
        behind = line.norm(end - 1 - (line.norm(end - 1) == "the")) in ("of", "for", "in")
        if line.cap(end) and body is None:
            end += 1
        elif body is not None and owner.kind == "state" and body.kind != "state" and (behind or end > body.words.first):
            end = body.words.last
        elif line.norm(end) == "responsible" and line.norm(end + 1) == "for":
            end += 1
        elif line.norm(end) in ("of", "for", "and", "&", "in") and _subject_goes_on(line, taken, end, owner):
            end += 1 + (line.norm(end + 1) == "the")
        else:
            break
    return end


def _subject_goes_on(line: Line, taken: Taken, at: int, owner: Name) -> bool:
    """Whether a word between goes on with what an office is for: "of Trade and Industry", no further office."""
    the = line.norm(at + 1) == "the"
    after = at + 1 + the
    name = taken.begins(after)
    own = owner.kind == "state" and name is not None and name.kind != "state" and line.norm(at) in ("of", "for", "in")
    other = _party(name) and not own or office_at(line, after) and not (the and line.norm(at) == "in")
    return line.cap(after) and not (other or titles_at(line, after)) and not (the and line.norm(at) in ("and", "&"))


def _names_other(line: Line, first: int, last: int) -> bool:
    """Whether capitals behind a comma begin something else than a name: an office, a body, an event."""
    at = range(first, last)
    events = phrases("names", "names.yaml", "events")
    return any(
        office_at(line, i) or head_at(line, i) or heads().at(line.tokens, i) or events.at(line.tokens, i) for i in at
    )


def _withname_at(line: Line, at: int, last: int, party: Name, office: Span, begun: dict[int, Person]) -> Name:
    """Take the person who is named right behind an office: "…, Mr. X," or "… Retno Sari"."""
    follow = last + (line.norm(last) == ",")
    person = begun.get(follow) or begun.get(follow + 1 if line.norm(follow) == "the" else follow)
    if person is not None and not person.bare:
        last = person.last
    elif line.cap(follow):
        name = name_at(line, follow)
        beside = (
            follow == last or line.norm(name) == "," and party.kind == "state" and not _names_other(line, follow, name)
        )
        last = name if 2 <= name - follow <= 5 and beside else last
    return _person(line, Span(at, last), party, office)
