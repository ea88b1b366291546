"""Unknown names told by their shape: capitals around a head noun, "… Working Group on …", "… Convention"."""

from __future__ import annotations

from functools import cache

from explorer.facts.prose.names.dates import find_dates
from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import DEMONYM, EVERYONE, OFFICE, Name
from explorer.facts.prose.text.lists import Phrases, data, phrases, words
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at

_COMPLEMENT = frozenset({"on", "of", "for", "against", "to"})
_INSIDE = frozenset({"against", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"})
_JOINING = frozenset({"and", "the", ",", "&", "of", "for", "on", "(", ")"})
_LIST = 40  # tokens of a list of names
_OWNED = ("council", "commission", "parliament", "court", "bank", "agency", "office")  # "Council of the EU"
_MEASURES = ("resolution", "decision", "resolutions", "recommendation", "measure")


@cache
def heads() -> Phrases:
    """Return the head nouns of unknown names, each with its kind; the kind of the longest head counts."""
    table = data("names", "names.yaml")["heads"]
    return Phrases.of({head: kind for kind in ("instrument", "organisation", "body") for head in table[kind]})


def unknown_names(line: Line, taken: Taken, blocked: frozenset[int]) -> list[Name]:
    """Return names that no list holds, told by head noun and capitals; their id is still empty.

    A known name inside an unknown one ("CARICOM" in "CARICOM Statistics Committee") is swallowed by it.
    """
    found: list[Name] = []
    at = 0
    while at < len(line.tokens):
        head = heads().at(line.tokens, at) if at not in blocked and (line.cap(at) or _small_process(line, at)) else None
        name = None
        if head is not None and unnamed(taken, at, head[1]) and all(
            line.cap(i) or i == at or line.norm(i) in ("of", "and") for i in range(at, head[1])
        ):  # fmt: skip
            name = _around(line, at, head, taken, blocked)
        elif line.norm(at) in _MEASURES:
            name = _numbered(line, at, taken)
        elif head is None and at not in blocked and line.cap(at):
            name = _attender(line, at, taken, blocked)
        at = name.words.last if name else max(at + 1, head[1] if head else 0)
        if name is not None and not (found and name.words.first < found[-1].words.last):
            found.append(name)
    return found


def _attender(line: Line, at: int, taken: Taken, blocked: frozenset[int]) -> Name | None:
    """What bears the name of a gathering, and attends one: "the Sea Roundtable and the Reef Congress took part"."""
    met = phrases("names", "names.yaml", "attenders").at(line.tokens, at)
    if met is None or not unnamed(taken, at, met[1]) or not _attends(line, met[1]):
        return None
    first, last = _leftwards(line, at, taken, blocked), _rightwards(line, met[1], taken)
    led = line.norm(first - 1 - (line.norm(first - 1) == "the"))
    if first == at or ordinal_before(line, first) or led in ("of", "at", "in", "for"):
        return None
    return Name("organisation", "", line.plain(first, last), Span(first, last))


def _attends(line: Line, at: int) -> bool:
    """Whether a verb of attending follows, behind nothing but more names: ", the Reef Fund and Peru attended"."""
    last = min(at + _LIST, len(line.tokens))
    end = next((i for i in range(at, last) if not line.cap(i) and line.norm(i) not in _JOINING), last)
    attending = phrases("names", "names.yaml", "attending")
    return attending.at(line.tokens, end + (line.norm(end) in ("also", "both", "all"))) is not None


def _small_process(line: Line, at: int) -> bool:
    """Whether a process is written with a small letter: "the states parties to the Palermo process"."""
    led = line.norm(at - 2) == "the" and line.cap(at - 1) and line.tokens[at - 1].word
    return line.norm(at) == "process" and led and line.norm(at + 1) != "of"


def unnamed(taken: Taken, first: int, last: int) -> bool:
    """Whether nothing but an office stands at a head: "Council of Ministers"."""
    names = [name for i in range(first, last) if (name := taken.at(i)) is not None]
    return all(OFFICE in n.traits and first <= n.words.first and n.words.last <= last for n in names)


def _around(line: Line, at: int, head: tuple[str, int], taken: Taken, blocked: frozenset[int]) -> Name | None:
    kind, last = head
    while (longer := heads().at(line.tokens, last) if line.cap(last) else None) and taken.free(last, longer[1]):
        kind, last = longer  # "Policy Guide", "Programme Office": the last head decides
    first = _leftwards(line, at, taken, blocked)
    bare = first == at
    end = last if line.norm(last) == "to" and kind != "instrument" else _rightwards(line, last, taken)
    owned = end == last
    if end == last and line.norm(last - 1) == "commissioner":
        return None  # "Kenya's High Commissioner": a person
    if end == last and line.norm(last) == "of":
        end = _of_place(line, last, kind, taken)
    if ordinal_before(line, first) and line.norm(last - 1) in ("forum", "dialogue"):
        return None  # "the Seventh Juniper Dialogue": an event
    if kind == "instrument" and (_event_noun(line, end) or line.passage.passage.kind == "title"):
        return None  # the name of a workshop, or of the page
    years = _years(line, end) if kind == "instrument" else end
    if kind == "instrument" and bare and _year(line.norm(at - 1)):
        first = at - 1  # "the 2018 Declaration"
        bare = False
    organ = kind == "body" and line.norm(last) == "of" and _other_name(line, _past_the(line, last + 1), taken)
    owned = owned and end > last
    if years == last and bare and not (organ or owned):
        return None  # a bare head noun: resolved later, by what the page named before
    if first < at and all(line.norm(i) in words("names", "names.yaml", "not_in_names") for i in range(first, at)):
        return None
    venue = kind == "organisation" and line.norm(last - 1) in words("names", "names.yaml", "venues")
    if venue and line.norm(first - 1 - (line.norm(first - 1) == "the")) == "at":
        return None  # "held at the Arusha Conference Centre"
    if _part_of_state(line, first, last, taken):
        return None  # "the United Kingdom's Home Office"
    if kind == "body" and _national(line, first, last, end, taken):
        kind = "organisation"
    text = line.plain(first, end)
    if years > end:
        text += " " + "-".join(line.norm(i) for i in range(end, years) if line.tokens[i].word)
    return Name(kind, "", text, Span(first, years))


def _part_of_state(line: Line, first: int, last: int, taken: Taken) -> bool:
    """Whether a name is that of a state with a noun of government behind it."""
    owner = taken.begins(first)
    if owner is None or owner.kind != "state":
        return False
    at = owner.words.last + (line.norm(owner.words.last) == "'s")
    met = phrases("names", "names.yaml", "government").at(line.tokens, at)
    return met is not None and met[1] == last


def _national(line: Line, first: int, last: int, end: int, taken: Taken) -> bool:
    """Whether a board or unit bears the name of a state: "the Fisheries Board of Kenya"."""
    owner = taken.begins(first)
    owned = owner is not None and owner.kind == "state" and owner.words.last < last
    return line.norm(last - 1) in ("board", "bureau", "unit") and (owned or end > last)


def ordinal_before(line: Line, first: int) -> bool:
    """Tell whether an ordinal stands right before a token, "(48th)" after it or not."""
    at = first - 1
    if line.norm(at) == ")" and line.norm(at - 2) == "(":
        at -= 3
    return at >= 0 and ordinal_at(line.tokens, at) is not None


def _event_noun(line: Line, at: int) -> bool:
    return line.cap(at) and phrases("names", "names.yaml", "events").at(line.tokens, at) is not None


def _of_place(line: Line, last: int, kind: str, taken: Taken) -> int:
    """As in "Declaration of Lima", "Fisheries Board of Kenya", "University of the Atolls"."""
    at = last + 1 + (line.norm(last + 1) == "the")
    name = taken.begins(at)
    if name is None:
        return last
    if kind == "instrument":
        return name.words.last if name.kind == "place" else last
    if kind == "body":
        return name.words.last if name.kind == "state" and line.norm(last - 1) in ("board", "bureau") else last
    owned = name.kind in ("state", "place") or name.kind == "organisation" and line.norm(last - 1) in _OWNED
    return name.words.last if kind == "organisation" and owned and not name.traits else last


def _year(norm: str) -> bool:
    return len(norm) == 4 and norm.isdigit() and norm[:2] in ("19", "20")


def _years(line: Line, at: int) -> int:
    """The token behind the years that tell one plan from the next: "Action Plan 2025-2026", "Work Plan 2014/15"."""
    if not _year(line.norm(at)):
        return at
    last = at + 1 + (line.norm(at + 1) in ("–", "/"))
    if last >= len(line.tokens):
        return at + 1
    beside = line.tokens[last].start - line.tokens[at].end <= 3  # a hyphen is no token
    return last + 1 if beside and line.norm(last).isdigit() and len(line.norm(last)) in (2, 4) else at + 1


def _leftwards(line: Line, at: int, taken: Taken, blocked: frozenset[int]) -> int:
    """The first token of the name before its head: capitals, acronyms, "'s", "X and Y" of capitals."""
    skip = words("names", "names.yaml", "not_in_names")
    first = at
    while first > 0 and at - first < 14:
        before = first - 1
        if before in blocked or _broken(line, before):
            break
        name = taken.at(before)
        if name is not None:
            if name.traits & {OFFICE, EVERYONE} or (name.kind == "place" and first != at) or name.acronym and (
                line.norm(before) == ")"):  # fmt: skip
                break
            first = name.words.first
            if name.kind == "state" and DEMONYM not in name.traits and line.norm(before) != "'s":
                continue
            continue
        norm = line.norm(before)
        if norm == "'s" and heads().at(line.tokens, before - 1):
            break  # "the Commission's Secretariat"
        if norm == "'s" and line.cap(before - 1):
            owner = taken.at(before - 1)
            first = owner.words.first if owner is not None else before - 1
            if owner is not None and owner.kind == "state":
                break
        elif line.cap(before) and norm not in skip and ordinal_at(line.tokens, before) is None:
            first = before
        elif norm == "/" and first < at and before and line.cap(before - 1):
            owner = taken.at(before - 1)  # "the Togo/Benin Joint Commission"
            first = owner.words.first if owner is not None else before - 1
        elif norm in ("and", "&") and _pair(line, before, taken) or _hyphened(line, before):
            first = before - 1
        else:
            break
    return first


def _hyphened(line: Line, at: int) -> bool:
    """Whether a small word is the second half of a name's: "the Treaty Follow-up Office"."""
    between = line.passage.passage.text[line.tokens[at - 1].end : line.tokens[at].start] if at else ""
    return between == "-" and line.cap(at - 1) and line.cap(at + 1)


def _broken(line: Line, at: int) -> bool:
    """Whether a line ends behind a token of a heading."""
    return line.passage.passage.kind in ("title", "heading") and line.breaks(at + 1)


def _pair(line: Line, both: int, taken: Taken) -> bool:
    """As in "Planning and Preparedness Group": two capitals before one head."""
    one = both - 1
    skip = words("names", "names.yaml", "not_in_names")
    return (
        both > 1
        and line.cap(one)
        and taken.at(one) is None
        and line.norm(one) not in skip
        and (line.norm(both - 2) in ("the", "of", "on", ",") or line.cap(both - 2))
        and heads().at(line.tokens, one) is None
    )


def _rightwards(line: Line, last: int, taken: Taken) -> int:
    """The token after the complement: "on Returns and Reintegration", "for the Silk Routes Region"."""
    if line.norm(last) not in _COMPLEMENT:
        return last
    at = last + 1 + (line.norm(last + 1) == "the")
    if (about := _about_state(line, last, at, taken)) > last:
        return about
    nile = line.norm(last) == "on" and line.cap(at) and line.norm(at + 1).isalpha()
    if not line.cap(at) or _stops(at, taken, line.norm(last)) or _dated(line, at):
        return last
    if line.norm(last) == "of" and _other_name(line, at, taken):
        return last  # "Steering Committee of the Cedar Process"
    end = at
    while at < len(line.tokens) and at - last < 40:
        norm = line.norm(at)
        if line.cap(at) or (norm == "'s" and at == end):
            if taken.at(at) is not None and _stops(at, taken, line.norm(at - 1)):
                break
            end = at = at + 1
        elif norm in _INSIDE:
            after = at + 1
            while line.norm(after) in ("the", "of", "in"):
                after += 1
            town = norm == "in" and line.norm(at + 1) not in words(
                "names", "names.yaml", "regions"
            )  # "the Centre for Law in Vienna"
            if town or norm == "of" and _other_name(line, after, taken):
                break
            if not line.cap(after) or _dated(line, after) or _stops(after, taken, norm):
                break
            at = after
        elif norm == "," and _list_inside(line, at, taken):
            at += 1
        else:
            break
    if nile and end == last + 2 and _is_lower_noun(line, end):
        end += 1  # "Plan of Action on Nile perch"
    return end


def _about_state(line: Line, last: int, at: int, taken: Taken) -> int:
    """The token behind "on Somalia" where a short form follows: "the Contact Group on Somalia (CGS)"; else `last`."""
    state = taken.begins(at) if line.norm(last) in ("on", "for") else None
    end = state.words.last if state is not None and state.kind == "state" else last
    short = end > last and line.norm(end) == "(" and line.norm(end + 2) == ")" and line.tokens[end + 1].shouted
    return end if short else last


def _past_the(line: Line, at: int) -> int:
    return at + (line.norm(at) == "the")


def _other_name(line: Line, at: int, taken: Taken) -> bool:
    """Whether the capitals behind "of" are a name with a head of their own."""
    first = at
    while line.cap(at) and at - first < 8:
        head = heads().at(line.tokens, at)
        if head is not None and (at > first or taken.at(at) is not None) and head[0] != "instrument":
            return True
        at += 1
    return False


def _is_lower_noun(line: Line, at: int) -> bool:
    """Whether a word in small letters ends the name, as the next mark or preposition says."""
    word = line.norm(at)
    after = line.norm(at + 1)
    closed = after in (".", ",", ";", ")", "", "and", "in", "at", "on", "was", "were", "is", "of")
    return word.isalpha() and closed and not line.cap(at) and word not in (
        words("names", "names.yaml", "lower") | words("names", "names.yaml", "not_in_names")
    ) and not word.endswith(("ed", "ing", "s"))  # fmt: skip


def _dated(line: Line, at: int) -> bool:
    """Whether a date begins here: "held in May 2011" goes on no name."""
    start = line.tokens[at].start if at < len(line.tokens) else 0
    return any(d.char_start == 0 for d in find_dates(line.passage.passage.text[start : start + 24], year=2000))


def _list_inside(line: Line, comma: int, taken: Taken) -> bool:
    """As in "Trade, Transport and Energy": a comma inside a name, when capitals and an "and" close the list."""
    at = comma + 1
    for _ in range(6):
        if not line.cap(at) or taken.at(at) is not None:
            return False
        at += 1
        if line.norm(at) == "and":
            return line.cap(at + 1) and taken.at(at + 1) is None
        if line.norm(at) == ",":
            at += 1
    return False


def _stops(at: int, taken: Taken, before: str) -> bool:
    """Whether a known name at `at` starts something else than the rest of this name."""
    name = taken.begins(at)
    if name is None or OFFICE in name.traits and before != "and":
        return False  # "Council of Foreign Ministers", "Committee of Senior Officials"
    if name.kind in ("state", "organisation"):
        return DEMONYM not in name.traits
    return name.kind == "body" or name.kind == "place" and before in ("in", "and", ",", "of", "to")


def _numbered(line: Line, at: int, taken: Taken) -> Name | None:
    """As in "General Assembly resolution 71/1", "decision 12/4": a text told by its number."""
    if not line.norm(at + 1)[:1].isdigit():
        return None
    last = at + 2
    while (
        line.norm(last) in ("/", "(")
        and line.norm(last + 1)[:1].isalnum()
        and line.tokens[last].start == line.tokens[last - 1].end
    ):
        last += 2
    if line.norm(last) == ")" and line.tokens[last].start == line.tokens[last - 1].end:
        last += 1
    first = at
    skip = words("names", "names.yaml", "not_in_names")
    while first > 0 and at - first < 8:
        name = taken.at(first - 1)
        if name is not None and name.kind == "organisation":
            first = name.words.first
        elif name is None and line.cap(first - 1) and line.norm(first - 1) not in skip:
            first -= 1
        else:
            break
    if last - at < 3 and first == at:
        return None
    return Name("instrument", "", line.plain(first, last), Span(first, last))
