"""Events whose own name holds no word for a meeting: "The Third Reef Parley was held in Apia", "Exercise Blue Net"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.facts.prose.events.lexicon import meanings, phrases, words
from explorer.facts.prose.events.line import Line, name_of
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.events.opening import says_held
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at, ordinal_before

_EARLY = 5  # passages in which a page tells of what it is about
_LONGEST = 6  # words of such a name
_LONGEST_CALL = 3  # words of the name behind "Exercise"
_YEAR = 4  # figures
_HELPING = frozenset({"was", "were", "has", "have", "had", "been", "also", "again", "then", "successfully", "recently"})
_LEADING = frozenset({"in", "at", "on", "from", "between", "over"})


@dataclass(frozen=True)
class _Called:
    """What a sentence says was held: its head word, and all its words without number and year."""

    head: str
    words: tuple[str, ...]


def uncommon(lines: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the namings of events that are told by "was held", "took place" alone, wherever the page names them.

    Counted, of a year, or in the title as well; and only what a sentence of the opening gives a town or a day.
    """
    taken = {(m.passage, at) for m in mentions for at in range(m.words.first, m.words.last) if m.verb < 0}
    called: dict[str, _Called] = {}
    early = [line for line in lines if line.passage.number < _EARLY]
    titles = [line for line in early if line.title]
    for line in early:
        if not line.title and (found := _held(line, titles, taken)) is not None:
            called.setdefault(found.head, found)
    for line in lines if called else ():
        yield from _namings(line, called, taken)


def _held(line: Line, titles: Sequence[Line], taken: set[tuple[int, int]]) -> _Called | None:
    """The name with which a sentence begins, and of which it says that it was held."""
    first = line.span.first
    if (lead := line.unit(first + 1)) is not None and line.norm(first) in ("on", "in", "from"):
        first = lead.words.last + (line.norm(lead.words.last) == ",")  # "On 5 May 2016, the Third Reef Parley …"
    first += line.norm(first) == "the"
    counted = ordinal_at(line.tokens, first) if first < line.span.last else None
    start = counted[1] if counted is not None else first
    end = _end(line, start, taken)
    year = _is_year(line, end)
    if end == start or not says_held(line.passage, end + year, line.span.last, planned=False):
        return None
    if not _of_events(line, start, end) or not _sited(line, end + year):
        return None
    found = _Called(line.norm(end - 1), tuple(line.norm(at) for at in range(start, end)))
    if counted is None and not year and not any(_places(each, found.words) for each in titles):
        return None
    return found


def _end(line: Line, start: int, taken: set[tuple[int, int]]) -> int:
    """The end of a run of words in capitals; "and", "of" and "the" may stand between."""
    end = start
    while end < line.span.last and end - start < _LONGEST and (line.passage.number, end) not in taken:
        small = line.norm(end) in ("and", "of", "the") and end > start
        if not (line.tokens[end].word and line.tokens[end].capital or small):
            break
        end += 1
    while end > start and not line.tokens[end - 1].capital:
        end -= 1
    return end


def _is_year(line: Line, at: int) -> bool:
    return line.norm(at).isdigit() and len(line.norm(at)) == _YEAR


def _of_events(line: Line, start: int, end: int) -> bool:
    """Whether words in capitals can name an event: they end in no name of somebody, no office, no game, no vote."""
    head, unit = line.norm(end - 1), line.unit(end - 1)
    if unit is not None or head in words("no_meetings") | words("officers") | words("people") | words("not_in_names"):
        return False
    named = (name_of(line.unit(at)) for at in range(start, end))
    return not any(name is not None and not name.acts for name in named)


def _sited(line: Line, at: int) -> bool:
    """Whether "was held" comes, and right behind it a day or a town: not "was held up", "held in custody in Lima"."""
    held = at
    while line.norm(held) in _HELPING:
        held += 1
    told = phrases("plainly_held").at(line.tokens, held, line.span.last)
    if told is None or line.norm(told[1]) not in _LEADING:
        return False  # "The Third Reef Bank opened in Apia"
    behind = told[1] + 1 + (line.norm(told[1] + 1) == "the")
    sited = any(u.sort in ("place", "date") and told[1] < u.words.first < line.span.last for u in line.units)
    return sited and behind < line.span.last and (line.unit(behind) is not None or line.tokens[behind].capital)


def _places(line: Line, name: tuple[str, ...]) -> list[int]:
    """Where a line says all words of a name, one after another."""
    norms = [line.norm(at) for at in range(line.span.first, line.span.last)]
    size = len(name)
    return [line.span.first + at for at in range(len(norms) - size + 1) if tuple(norms[at : at + size]) == name]


def _namings(line: Line, called: dict[str, _Called], taken: set[tuple[int, int]]) -> Iterator[Mention]:
    """The namings in a line: the whole name, with its number or without, or its head alone: "the Parley"."""
    for at in range(line.span.first, line.span.last):
        found = called.get(line.norm(at))
        if found is None or not line.tokens[at].capital or (line.passage.number, at) in taken:
            continue
        whole = at + 1 - len(found.words)
        full = whole >= line.span.first and _places(Line(line.passage, Span(whole, at + 1), line.units), found.words)
        first = whole if full else at
        number, begin = ordinal_before(line.tokens, first, line.span.first) or (0, first)
        determiner = meanings("determiners").get(line.norm(begin - 1), "")
        if full or number or determiner == "the":
            last = at + 1 + _is_year(line, at + 1)
            yield Mention(
                line.passage.number, Span(begin, last), "meeting", found.head, line.passage.plain(Span(begin, last)),
                number, determiner=determiner, definite=bool(full), title=line.title,
            )  # fmt: skip


def named_behind(line: Line, first: int, end: int) -> int:
    """Return how far a name behind a head reaches: "Exercise Blue Net 2018", "the field exercise Blue Net"."""
    office = line.norm(first - 1) in meanings("determiners") and line.tokens[end - 1].capital  # "the Exercise Lead"
    if line.norm(end - 1) not in words("named_behind") or line.title or office:
        return end
    last, never = end, words("officers") | words("no_name_behind")
    while last < line.span.last and last - end < _LONGEST_CALL and line.tokens[last].word and line.tokens[last].capital:
        last += 1
    if any(line.unit(at) is not None or line.norm(at) in never for at in range(end, last)):
        return end
    return last + (last > end and _is_year(line, last))
