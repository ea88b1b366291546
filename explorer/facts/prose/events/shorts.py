"""Short forms that a page itself gives to an event: "the Third Meeting on Tides (MOT-3)", and then "the MOT-3"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.facts.prose.events.lexicon import meanings
from explorer.facts.prose.events.line import Line, determined
from explorer.facts.prose.events.model import Mention
from explorer.facts.prose.text.model import Span
from explorer.facts.prose.text.ordinals import ordinal_at, ordinal_before
from explorer.facts.prose.text.tokens import tokenise

_SHORTEST = 3  # letters of a short form that no other word has


def by_short_form(lines: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the namings of events by short forms alone, where neither a name nor another event stands."""
    defined = {form: m for m in mentions if _tells(form := tuple(m.acronym.split()))}
    taken = {(m.passage, at) for m in mentions for at in range(m.words.first, m.words.last)}
    for line in lines if defined else ():
        texts = [token.text for token in line.tokens]
        for form, named in defined.items():
            for at in range(line.span.first, line.span.last - len(form) + 1):
                words = range(at, at + len(form))
                free = all((line.passage.number, i) not in taken and line.unit(i) is None for i in words)
                if free and tuple(texts[i] for i in words) == form:
                    yield _naming(line, named, at, at + len(form))


def _tells(form: tuple[str, ...]) -> bool:
    """Whether a short form is one of capitals and figures: "COP12", no "Summit"."""
    capitals = all(part.isupper() or part.isdigit() for part in form)
    return capitals and len("".join(form)) >= _SHORTEST and any(part.isupper() for part in form)


def _naming(line: Line, named: Mention, at: int, end: int) -> Mention:
    """The short form as a naming; counted otherwise it is another event of the series: "the Second MOT"."""
    ordinal, first = ordinal_before(line.tokens, at, line.span.first) or (named.ordinal, at)
    another = ordinal != named.ordinal
    told = line.norm(determined(line.passage, first, line.span.first))
    return replace(
        named,
        passage=line.passage.number,
        words=Span(first, end),
        name=f"{line.passage.plain(Span(first, at))} {_uncounted(named.name)}" if another else named.acronym,
        ordinal=ordinal,
        determiner=meanings("determiners").get(told, ""),
        definite=named.definite or another,
        title=False,
        acronym="",
        day="",
    )


def _uncounted(name: str) -> str:
    """A name without the number that it begins with.

    >>> _uncounted("Third Meeting on Tides")
    'Meeting on Tides'
    """
    tokens = tokenise(name)
    counted = ordinal_at(tokens, 0)
    return name[tokens[counted[1]].start :] if counted and counted[1] < len(tokens) else name
