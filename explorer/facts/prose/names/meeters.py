"""Those who meet, by the name of their meeting or body: of the "Coroners' Meeting", "Coroners agreed" tells who did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import EVERYONE, Name
from explorer.facts.prose.names.register import Register
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Span

_SHORTEST = 5  # letters of a plural
_REACH = 3  # words from those people to the noun that they are before


def who_meet(lines: Sequence[Line]) -> frozenset[str]:
    """Return the nouns of people by which a page names its meetings and bodies, each with the capital before it too."""
    return frozenset(said for line in lines for at in _people(line) for said in _said(line, at))


def meeters(book: Register, line: Line, taken: Taken) -> None:
    """Take them as everyone who was there, where a sentence begins with them and nothing says which."""
    for begin in line.begins if book.meet else ():
        first = begin + (line.norm(begin) == "the")
        last = first + 1 if line.norm(first) in book.meet else first + 2
        said = " ".join(line.norm(at) for at in range(first, last))
        more = line.cap(last) or line.norm(last) in _WHICH or not taken.free(begin, last)
        if said in book.meet and not more:
            node = f"body:{book.scope}-participants" if book.scope else "body:participants"
            taken.put(Name("body", node, "Participants", Span(first, last), traits=frozenset({EVERYONE})))


_WHICH = frozenset({"of", "from", "'s", "who", "whose", "in", "at", ",", "and"})


def _people(line: Line) -> Iterator[int]:
    """Yield the nouns of "Coroners' Meeting", "Skippers' Standing Committee" and "Conference of Harbour Masters"."""
    events = phrases("names", "names.yaml", "events")
    for at in range(len(line.tokens) - 1):
        behind = line.passage.passage.text[line.tokens[at].end : line.tokens[at + 1].start]
        if _plural(line, at) and behind[:1] in ("'", "’"):
            near = [i for i in range(at + 1, at + 1 + _REACH) if all(line.cap(k) for k in range(at + 1, i + 1))]
            body = any((heads().at(line.tokens, i) or ("",))[0] == "body" for i in near)
            if any(events.at(line.tokens, i) for i in near) or body and _meeting_of(line, at):
                yield at
        elif line.norm(at) == "of" and at and events.at(line.tokens, at - 1):
            end = at + 1 + (line.norm(at + 1) == "the")
            while line.cap(end) and line.cap(end + 1) and end - at < _REACH:
                end += 1
            if _plural(line, end) and not line.cap(end + 1):
                yield end


def _meeting_of(line: Line, at: int) -> bool:
    """Whether the body named here is the one that meets: "the Eighth Meeting of the Polar Skippers' Committee"."""
    first = at
    while first > 0 and at - first <= _REACH and (line.cap(first) or line.norm(first) == "the"):
        first -= 1
    events = phrases("names", "names.yaml", "events")
    return line.norm(first) == "of" and first > 0 and events.at(line.tokens, first - 1) is not None


def _plural(line: Line, at: int) -> bool:
    known = words("names", "names.yaml", "not_in_names")
    return (
        line.cap(at) and line.norm(at).endswith("s") and len(line.norm(at)) > _SHORTEST and line.norm(at) not in known
    )


def _said(line: Line, at: int) -> Iterator[str]:
    yield line.norm(at)
    if line.cap(at - 1):
        yield f"{line.norm(at - 1)} {line.norm(at)}"
