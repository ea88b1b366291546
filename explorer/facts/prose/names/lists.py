"""Lists of parties as one unit each: "Fiji, Samoa and Tonga", with persons, brackets and unknown names inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.facts.prose.names.capacities import KINDS, ROLES, counted, role_before
from explorer.facts.prose.names.line import Line
from explorer.facts.prose.names.model import ABSENT, COUNTED, DEMONYM, EVERYONE, OFFICE, PERSON, UNKNOWN, Name, Unit
from explorer.facts.prose.names.persons import office_at
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span
from explorer.ontology import slug

_RUN = 5  # names without a comma between them that are a list


def units_of(line: Line, parties: Sequence[Name], others: Sequence[Unit]) -> list[Unit]:
    """Return the units of a passage: lists and single parties among the dates, places and instruments given."""
    covered = {i: unit for unit in others for i in range(unit.words.first, unit.words.last)}
    begun = {name.words.first: name for name in parties if not any(i in covered for i in range(
        name.words.first, name.words.last))}  # fmt: skip
    found: list[Unit] = []
    starts = [0] + [span.first for span in line.passage.sentences[1:]]
    ends = [*starts[1:], len(line.tokens)]
    for first, last in zip(starts, ends, strict=True):
        at = first
        while at < last:
            if at not in begun:
                at += 1
                continue
            unit = _list(line, begun, covered, at, last)
            found.append(unit)
            at = unit.words.last
    return sorted([*_with_those_who_came(line, found), *others], key=lambda unit: unit.words.first)


def _with_those_who_came(line: Line, found: Sequence[Unit]) -> list[Unit]:
    """Take several sorts of people before a list into it: "Heads of State, Government and Territories of Fiji".

    Joined nouns would each want the list for themselves, and the parser gives it to the last one.
    """
    kept: list[Unit] = []
    for unit in found:
        begin = _people_before(line, unit)
        while kept and begin < unit.words.first and kept[-1].words.first >= begin:
            if not all(OFFICE in name.traits for name in kept[-1].names):
                begin = unit.words.first
                break
            kept.pop()
        shared = kept[-1].names[-1:] if kept and kept[-1].sort == "list" and begin < kept[-1].words.last else ()
        if shared and OFFICE in shared[0].traits and shared[0].words.first >= begin:
            before = kept.pop()  # "… of Fiji, Samoa and the Ministers, Ambassadors and Envoys of Tonga and Palau"
            unit = Unit(
                "list",
                Span(before.words.first, unit.words.last),
                (*before.names[:-1], *unit.names),
                roles=(*before.roles[:-1], *unit.roles),
            )
            begin = unit.words.first
        kept.append(replace(unit, words=Span(begin, unit.words.last)) if begin < unit.words.first else unit)
    return kept


def _people_before(line: Line, unit: Unit) -> int:
    """The first token of joined nouns of people before a unit of parties, else where the unit begins."""
    at = unit.words.first
    if not unit.names or unit.sort not in ("list", "party"):
        return at
    end = at - 1 - (line.norm(at - 1) == "the")
    if line.norm(at - 1) in KINDS and line.norm(at - 2) in ("observer", "guest", "member", "partner"):
        return at - 2 if line.norm(at - 3) not in ("non", "-") else at  # "the observer states Fiji and Samoa"
    if (
        line.norm(end) == "for"
        and unit.sort == "list"
        and line.norm(end - 1) in words("names", "names.yaml", "for_states")
    ):
        return end - 1  # "the Council Directors for Fiji, Samoa and Tonga"
    if line.norm(end) not in ("of", "from"):
        return at
    people, inside = words("names", "names.yaml", "delegates"), words("names", "names.yaml", "among_delegates")
    first = end
    while first > 0 and (line.norm(first - 1) in people or line.norm(first - 1) in inside):
        first -= 1
    while first < end and line.norm(first) in ("of", "and", ",", "the"):
        first += 1
    run = [line.norm(i) for i in range(first, end)]
    joined = "and" in run and sum(norm in people for norm in run) + ("state" in run) > 1
    return first if joined else _ministers_before(line, end, at) if unit.sort == "list" else at


def _ministers_before(line: Line, end: int, otherwise: int) -> int:
    """The first token of people told with their field: "the Deputy Ministers for Foreign Affairs of Fiji and Tonga"."""
    people, inside = words("names", "names.yaml", "delegates"), words("names", "names.yaml", "among_fields")
    at = end - 1
    while end - at < 10 and (line.cap(at) or line.norm(at) in inside) and line.norm(at) not in people:
        at -= 1
    if at + 1 == end or line.norm(at) not in people or line.norm(at + 1) not in ("for", "of", "responsible", "in"):
        return otherwise
    while line.norm(at - 1) in ("deputy", "vice", "assistant", "senior", "high", "foreign", "prime"):
        at -= 1
    return at


def _list(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], at: int, limit: int) -> Unit:
    """Read the list, or the single party, that begins at a token."""
    first = begun[at]
    members, roles = [first], []
    before = role_before(line, first)
    end, role = _bracket(line, begun, covered, first.words.last, limit)
    roles.append(role or before)
    held = OFFICE in first.traits and line.norm(end) == "," or PERSON in first.traits and line.norm(end) == "("
    if held and PERSON in _traits(begun, end + 1, line):
        shown = begun[end + 1 + (line.norm(end + 1) == "the")]  # "the Chair, Ms. Lee of Palau": one and the same
        unit = _list(line, begun, covered, shown.words.first, limit)
        last = unit.words.last + (line.norm(end) == "(" and line.norm(unit.words.last) == ")")
        bare = first.words.last - first.words.first <= 2  # no "Chair of the League"
        deputy = {line.norm(at) for at in range(first.words.first - 1, first.words.last)} & {"vice", "deputy"}
        led = ROLES.get(line.norm(first.words.last - 1), "") if bare and not deputy and OFFICE in first.traits else ""
        roles_ = tuple(role or (led if led == "chair" else "") for role in unit.roles)
        return Unit(unit.sort, Span(first.words.first, last), unit.names, roles=roles_)
    ended = line.norm(end) == ";" and PERSON not in first.traits and _commas(line, begun, covered, end, limit)
    second = False  # its part behind "as well as" has begun
    run = _unparted(line, begun, first) >= _RUN
    while not ended and _joins(first):
        joint = (_beside(line, first, end, limit) if len(members) > 1 else None) or _joint(line, end, limit)
        joint = (end + (line.norm(end) == "the"), 0) if joint is None and run and end < limit else joint
        if joint is None:
            break
        after, closing = joint
        following = begun.get(after) or begun.get(_past_people(line, after))
        if following is None and _holders(line, first):
            break  # "the Presidents of Peru, Ann Bek; of Chile, Tom Roe": a person
        if following is None and not closing and PERSON in members[-1].traits and line.norm(end) == ",":
            called = _unknown(
                line, begun, covered, after, limit
            )  # "the Secretary General of the League, Ann Bek and …"
            end = called.words.last if called is not None and _bare(line, members[-1], called) else end
            if called is not None and end == called.words.last:
                continue
        if following is None and not closing and (len(members) > 1 or _between(line, begun, covered, after, limit)):
            following = _unknown(line, begun, covered, after, limit)
        elif following is None and closing and len(members) > 2:
            following = _unknown_last(line, covered, after, limit)
        if following is not None and UNKNOWN in following.traits:
            following = _office_behind(line, begun, following, limit) or following
        if following is None or not _joins(following) or following.words.last > limit:
            break
        if second and closing == 2:
            break  # "A and B, as well as C, and D hosted it"
        both = PERSON in first.traits & following.traits and line.norm(following.words.last) in (".", ";", "")
        if len(members) == 1 and closing == 2 and not both and _goes_on(line, begun, covered, following, limit) < 0:
            break  # "X, and Y": a new clause begins
        if len(members) == 1 and not (closing or run) and not _listed(line, begun, covered, following, limit):
            break  # "In Fiji, Samoa said …"
        if len(members) == 1 and (aside := _leads_another(line, first, following, end)):
            end = aside
            continue
        members.append(following)
        behind = following.words.last
        end, role = _bracket(line, begun, covered, behind, limit)
        roles.append(role or before)
        if (
            role not in ("", ABSENT) and line.norm(end - 2).endswith("s") and line.norm(behind) == "("
        ):  # "A and B (members); C (observer)"
            roles = [told or role for told in roles]
        further = (_joint(line, end, limit) or (0, 0))[1] == 3  # ", as well as the X"
        ended = closing in (1, 2) and _beside(line, first, end, limit) is None and not further
        second = second or closing == 3
        if ended and closing == 1 and len(members) == 2:
            ended = _goes_on(line, begun, covered, following, limit) not in (0, 3)
    words_ = Span(first.words.first, end)
    if len(members) == 1:
        sort = "person" if PERSON in first.traits else "party"
        return Unit(sort, words_, (first,) if first.id or PERSON not in first.traits else (), roles=tuple(roles))
    told = [n for n, member in enumerate(members) if COUNTED not in member.traits]  # "31 states, the EU and IOM"
    if COUNTED in first.traits and counted(line.norm(first.words.first)) == len(told):  # "two observers, A and B"
        said = ROLES.get(line.norm(first.words.last - 1), "")
        roles = [role or (said if said in ("observer", "guest") else "") for role in roles]
    return Unit("list", words_, tuple(members[n] for n in told), roles=tuple(roles[n] for n in told))


def _office_behind(line: Line, begun: Mapping[int, Name], name: Name, limit: int) -> Name | None:
    """The office that capitals are the holder of: "U Kyaw Tin, Union Minister of Myanmar", no party of its own."""
    joint = _joint(line, name.words.last, limit)
    office = begun.get(joint[0]) if joint is not None and not joint[1] else None
    if joint is None or line.norm(joint[0] - 1) == "the":
        return None  # "Norway, Gran Colina, the Minister of Peru"
    if office is None or PERSON not in office.traits or not 2 <= name.words.last - name.words.first <= 4:
        return None
    return office if any(office_at(line, at) for at in range(office.words.first, office.words.first + 3)) else None


def _leads_another(line: Line, first: Name, name: Name, comma: int) -> int:
    """The token behind "the Chair of the League" that is said of the state before it; 0 where it is no such aside."""
    held = PERSON in name.traits and PERSON not in first.traits and line.norm(comma) == ","
    office = held and line.norm(comma + 1) == "the" and ROLES.get(line.norm(comma + 2), "") in ("chair", "host")
    return name.words.last if office and line.norm(name.words.last) in (",", ")", ".") else 0


def _past_people(line: Line, at: int) -> int:
    """The token behind people told before a member: "the President of Fiji, Prime Ministers of Samoa and Tonga"."""
    end = at + (line.norm(at) in ("prime", "foreign", "deputy", "first", "senior"))
    people = line.norm(end) in words("names", "names.yaml", "delegates") and line.norm(end + 1) in ("of", "from")
    return end + 2 + (line.norm(end + 2) == "the") if people else -1


def _bare(line: Line, holder: Name, name: Name) -> bool:
    """Whether two or three capitals name who holds an office: no name told before, no head noun of an organisation."""
    first = holder.words.first + (line.norm(holder.words.first) == "the")
    span = range(name.words.first, name.words.last)
    office = bool(office_at(line, first))
    plain = not any(heads().at(line.tokens, at) or line.norm(at) == "of" for at in span)
    return office and 2 <= len(span) <= 3 and plain


def _holders(line: Line, first: Name) -> bool:
    """Whether a list is of those who hold an office, each with a name: "the Presidents of the Republic of Peru"."""
    at = first.words.first - 1 - (line.norm(first.words.first - 1) == "the")
    return line.norm(at) == "of" and line.norm(at - 1) in (";", "presidents", "ministers", "premiers", "kings")


def _unparted(line: Line, begun: Mapping[int, Name], name: Name) -> int:
    """How many names stand behind each other with nothing between them: "Algeria Chad Egypt France Germany"."""
    count = 1
    while (after := begun.get(name.words.last + (line.norm(name.words.last) == "the"))) is not None and _joins(after):
        name, count = after, count + 1
    return count


def _commas(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], at: int, limit: int) -> bool:
    """Whether a list with commas begins behind a semicolon: "the X Association; Fiji, Samoa and Tonga"."""
    joint = _joint(line, at, limit)
    following = begun.get(joint[0]) if joint is not None and not joint[1] else None
    return following is not None and line.norm(_bracket(line, begun, covered, following.words.last, limit)[0]) == ","


def _traits(begun: Mapping[int, Name], at: int, line: Line) -> frozenset[str]:
    name = begun.get(at + (line.norm(at) == "the"))
    return name.traits if name is not None else frozenset()


def _between(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], at: int, limit: int) -> bool:
    """Whether an unknown name stands second in a list: "Bulgaria, Neverland, Romania and Moldova"."""
    unknown = _unknown(line, begun, covered, at, limit)
    end = _bracket(line, begun, covered, unknown.words.last, limit)[0] if unknown is not None else limit
    joint = _joint(line, end, limit) if unknown is not None else None
    behind = begun.get(joint[0]) if joint is not None else None
    return behind is not None and bool(joint and joint[1] or _goes_on(line, begun, covered, behind, limit) >= 0)


def _joins(name: Name) -> bool:
    return not name.traits & {DEMONYM, EVERYONE}


def _joint(line: Line, at: int, limit: int) -> tuple[int, int] | None:
    """The token where the next member begins, and how it is tied: 0 comma, 1 "and", 2 ", and", 3 "as well as"."""
    closing = 0
    norm = line.norm(at)
    if norm in (",", ";"):
        at += 1
        if line.norm(at) in ("and", "&"):
            closing, at = 2 if norm == "," else 1, at + 1
    elif norm in ("and", "&", "/") or norm == "or" and line.cap(at + 1):
        closing, at = 1, at + 1
    if line.norm(at) == "as" and line.norm(at + 1) == "well" and line.norm(at + 2) == "as":
        closing, at = 3, at + 3
    elif not closing and norm not in (",", ";"):
        return None
    at += line.norm(at) == "the"
    return (at, closing) if at < limit else None


def _beside(line: Line, first: Name, at: int, limit: int) -> tuple[int, int] | None:
    """A second part of a list: "…, together with the A", "attended by A, B and C, and by the D"."""
    at += line.norm(at) == ","
    led = line.norm(first.words.first - 1 - (line.norm(first.words.first - 1) == "the"))
    pair = (line.norm(at), line.norm(at + 1))
    if pair not in (("together", "with"), ("along", "with")) and not (pair == ("and", "by") and led == "by"):
        return None
    at += 2 + (line.norm(at + 2) == "the")
    return (at, 3) if at < limit else None


def _goes_on(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], name: Name, limit: int) -> int:
    """How another member is tied that follows ("Fiji and Tonga, Samoa and Niue"), as `_joint` has it; -1 for none."""
    end, _ = _bracket(line, begun, covered, name.words.last, limit)
    joint = _joint(line, end, limit)
    return joint[1] if joint is not None and joint[0] in begun and _joins(begun[joint[0]]) else -1


def _listed(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], name: Name, limit: int) -> bool:
    """Whether "A, B" is the beginning of a list: it goes on, or ends in "and"."""
    if PERSON in name.traits:
        return True
    end, _ = _bracket(line, begun, covered, name.words.last, limit)
    joint = _joint(line, end, limit)
    if joint is None:
        return end >= limit or line.norm(end) in (")", ".", ";")
    if joint[0] in begun:
        return _joins(begun[joint[0]])
    return _unknown(line, begun, covered, joint[0], limit) is not None or bool(joint[1]) and line.cap(joint[0])


def _bracket(
    line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], at: int, limit: int
) -> tuple[int, str]:
    """The token after a bracket that explains a member, and the role it gives: "(Chair)", "(by video link)"."""
    while line.norm(at) in ("*", "†", "‡", "§") and at < limit:
        at += 1
    if line.norm(at) != "(":
        return at, ""
    close = next((i for i in range(at + 1, min(at + 24, limit)) if line.norm(i) == ")"), None)
    if close is not None and line.norm(at + 1) in ("in", "on", "for", "also", "representing") and not (
        line.cap(at + 2) or line.norm(at + 2)[:1].isdigit()
    ):  # fmt: skip
        return close + 1, ""  # "Denmark (in respect of the Faroe Islands and Greenland)"
    close = close if close is not None and close < at + 10 else None
    if close is None or any(
        i in begun and _joins(begun[i]) and not (begun[i].acronym or OFFICE in begun[i].traits) or i in covered
        for i in range(at + 1, close)
    ):
        return at, ""
    said = [line.norm(i) for i in range(at + 1, close)]
    role = next((ROLES[norm] for norm in said if norm in ROLES), "")
    if "not" in said:  # "(not represented)" was not there; "(not a member)" may have been
        role = ABSENT if {"present", "represented", "attending"} & set(said) else ""
    if role == "chair" and "co" in said:
        role = "co_chair"
    return close + 1, role


def _unknown(line: Line, begun: Mapping[int, Name], covered: Mapping[int, Unit], at: int, limit: int) -> Name | None:
    """A run of capitals between separators, with a known member behind it: "France, Gran Colina, India"."""
    end = _capitals(line, covered, at, limit)
    if end == at:
        return None
    joint = _joint(line, _bracket(line, begun, covered, end, limit)[0], limit)
    if joint is None:
        return None
    if joint[0] not in begun:
        further = _capitals(line, covered, joint[0], limit)
        again = _joint(line, further, limit) if further > joint[0] else None
        if again is None or again[0] not in begun:
            return None
    return _unknown_name(line, at, end)


def _unknown_last(line: Line, covered: Mapping[int, Unit], at: int, limit: int) -> Name | None:
    """The last member of a list: "…, Samoa, Tonga and Gran Colina."."""
    end = _capitals(line, covered, at, limit)
    closed = end >= limit or line.norm(end) in (".", ";", ",", ")", "attended", "participated", "were", "took")
    return _unknown_name(line, at, end) if end > at and closed else None


def _unknown_name(line: Line, at: int, end: int) -> Name:
    name = line.plain(at, end)
    return Name("organisation", f"organisation:{slug(name)}", name, Span(at, end), traits=frozenset({UNKNOWN}))


def _capitals(line: Line, covered: Mapping[int, Unit], at: int, limit: int) -> int:
    end = at
    skip = words("names", "names.yaml", "not_in_names")
    while end < limit and end - at < 6 and end not in covered:
        capital = line.cap(end) and line.tokens[end].word and line.norm(end) not in skip
        inner = end > at and line.norm(end) in ("of", "the", "/", "'s", "de", "du", "des", "la", "del", "do") and (
            line.cap(end + 1) or line.cap(end + 2) and line.norm(end) in ("de", "of", "del")
        )  # fmt: skip
        elided = end > at and line.norm(end - 1) in ("de", "of") and line.tokens[end].text[1:2] in ("'", "’")
        if not (capital or inner or elided):
            break
        end += 1
    return end
