"""Names of persons: capitals behind a title, before an office, or behind one."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.prose.names.governments import head_at
from explorer.facts.prose.names.known import Names
from explorer.facts.prose.names.line import Line
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.ordinals import ordinal_at

_STYLED = frozenset({"president", "minister", "ambassador", "commissioner", "secretary", "premier", "chancellor",
                     "governor", "king", "queen"})  # fmt: skip
_SHORT = 60  # characters of a line of a list


@dataclass(frozen=True, slots=True)
class Person:
    """The name of a person with titles: tokens `first` up to `last`. `bare` tells that no title stands before it."""

    first: int
    last: int
    bare: bool = False


def person_names(line: Line, names: Names) -> tuple[Person, ...]:
    """Return the persons of a passage: capitals behind a title, or before an office that an apposition tells.

    >>> from explorer.facts.prose.names.known import shipped_names
    >>> from explorer.facts.prose.names.line import line_of
    >>> from explorer.documents.model import Document, Passage
    >>> from explorer.facts.prose.text import lay_out
    >>> said = "H.E. Dr. Ann B. Lee and Rosa Villar, Vice President of Peru, left."
    >>> page = lay_out(Document("d", passages=(Passage("d#1", "d", "", 1, "paragraph", said),)))
    >>> line = line_of(page.passages[0])
    >>> [line.plain(p.first, p.last) for p in person_names(line, shipped_names())]
    ['H.E. Dr. Ann B. Lee', 'Rosa Villar']
    """
    found: list[Person] = []
    at = 0
    while at < len(line.tokens):
        last = _titled(line, at) or _office_first(line, at)
        if last:
            found.append(Person(at, last))
            at = last
            continue
        if line.norm(at) == "," and office_at(line, at + 1 + (line.norm(at + 1) == "the")):
            first = _before_comma(line, at, found[-1].last if found else 0)
            if first < at and not any(names.longest(line.tokens, i) for i in range(first, at)):
                found.append(Person(first, at, bare=True))
        at += 1
    return tuple(found)


def _titled(line: Line, at: int) -> int:
    """The token after "H.E. Dr. Lucia A. Mendes"; 0 when no title with a name begins here."""
    end = titles_at(line, at)
    if not end:
        return 0
    office = office_at(line, end)
    if office and not line.cap(office):  # "the Rt. Hon. Prime Minister of Eswatini"
        return 0
    end = office or end  # "H.E. President Kojo Ansere"
    last = name_at(line, end)
    return last if last > end else 0


def titles_at(line: Line, at: int) -> int:
    """The token after a run of titles, each with its full stop; 0 when there is none."""
    end, first = at, at
    if not line.cap(at) and line.norm(at) != "the":
        return 0
    table = phrases("names", "names.yaml", "titles")
    while end < len(line.tokens) and end - first < 12:
        if line.norm(end) == "h" and line.norm(end + 1) == "." and line.norm(end + 2) == "e":
            end += 3 + (line.norm(end + 3) == ".")
        elif line.norm(end) == "rt":
            end += 1 + (line.norm(end + 1) == ".")
        elif line.norm(end) == "the" and end > first and _title_begins(line, end + 1):
            end += 1  # "Dr. the Rt. Honourable Keith Mitchell"
        elif line.tokens[end].text == "DR" and not line.passage.shouted:
            break  # "DR Congo"
        elif (line.cap(end) or line.norm(end) == "the" and end == first) and (met := table.at(line.tokens, end)):
            if end == first and met[1] == end + 1 and line.norm(end) in ("general", "chief", "justice", "m", "judge"):
                return 0
            if line.norm(end) == "the" and not line.cap(end + 1):
                return 0
            end = met[1] + (line.norm(met[1]) == ".")
        else:
            break
    return end if end > first else 0


def _title_begins(line: Line, at: int) -> bool:
    styled = line.norm(at) in ("rt", "most", "right") or line.norm(at) == "h" and line.norm(at + 1) == "."
    return line.cap(at) and (styled or phrases("names", "names.yaml", "titles").at(line.tokens, at) is not None)


def name_at(line: Line, at: int) -> int:
    """The token after the capitals and initials of a person's name; in a list it ends with its line."""
    end = at
    while end < len(line.tokens) and end - at < 9 and not (end > at and _next_of_list(line, end)):
        norm = line.norm(end)
        initial = len(line.tokens[end].text) == 1 and line.cap(end)
        if line.cap(end) and norm not in ("the", "of", "and", "for", "from", "who", "minister", "ministers", "members"):
            if end > at and (_office_here(line, end) or head_at(line, end)):
                break
            end += 1 + (initial and line.norm(end + 1) == ".")
        elif end > at and norm in words("names", "names.yaml", "particles") and line.cap(end + 1):
            end += 1
        else:
            break
    return end


def _next_of_list(line: Line, at: int) -> bool:
    """Whether a token begins another line of a list: of short lines, and no sentence."""
    text, tokens = line.passage.passage.text, line.tokens
    new = "\n" in text[tokens[at - 1].end : tokens[at].start]
    return new and not text.endswith(".") and max(map(len, text.split("\n"))) <= _SHORT


def _office_first(line: Line, at: int) -> int:
    """As in "President Ana Quispe of the Plurinational State of Bolivia", "Minister Lee": an office, then its name."""
    if not line.cap(at) or line.cap(at - 1):
        return 0
    end = office_at(line, at)
    if not end or not line.cap(end) or office_at(line, end) or head_at(line, end):
        return 0
    last = name_at(line, end)
    named = 2 <= last - end <= 5 and line.norm(last) in ("of", ",", "(", "and", ".", ";", "")
    return last if named and (line.norm(last) == "of" or line.norm(end - 1) in _STYLED) else 0


def office_at(line: Line, at: int) -> int:
    """Return the token after an office of one person that begins at `at`; 0 when none does."""
    if ordinal := line.norm(at)[:1].isdigit() and ordinal_at(line.tokens, at) is not None:
        at += 1  # "2nd Vice President"
    if not line.cap(at) or ordinal and line.norm(at) != "vice":
        return 0
    met = phrases("names", "names.yaml", "offices_of_persons").at(line.tokens, at)
    if met is None:
        return 0
    end = met[1]
    while line.cap(end) and (more := phrases("names", "names.yaml", "offices_of_persons").at(line.tokens, end)):
        end = more[1]
    said = {line.norm(i) for i in range(at, end)}
    return end if not said <= {"deputy", "acting", "assistant", "vice"} else 0


def _office_here(line: Line, at: int) -> bool:
    return bool(office_at(line, at))


def _before_comma(line: Line, comma: int, floor: int) -> int:
    """The first of two to four capitals right before a comma: "Rosa Villar, Vice President"."""
    first = comma = _before_degree(line, comma)
    skip = words("names", "names.yaml", "not_in_names")
    small = words("names", "names.yaml", "particles")
    while first > floor and comma - first < 5:
        norm = line.norm(first - 1)
        initial = line.norm(first) == "." and first < comma  # "A. Bek"
        if line.cap(first - 1) and (initial or norm not in skip) or norm in small and line.cap(first - 2) or (
            norm == "." and len(line.norm(first - 2)) == 1 and line.cap(first - 2)
        ):  # fmt: skip
            first -= 1
        else:
            break
    while first < comma and not line.cap(first):
        first += 1
    if any(office_at(line, i) for i in range(first, comma)):
        return comma  # "Deputy Prime Minister, Minister of …": one person's offices
    return first if 2 <= comma - first <= 5 else comma


def _before_degree(line: Line, at: int) -> int:
    """The token where a degree in brackets begins that stands right before `at`: "Ann Lee (PhD),"; else `at`."""
    degree = line.norm(at - 1) == ")" and line.norm(at - 3) == "("
    return at - 3 if degree and line.norm(at - 2) in words("names", "names.yaml", "degrees") else at
