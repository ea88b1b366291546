"""Pages with their names and events, built from marked-up sentences.

"[party:Peru] and [party:Chile] hosted [event:the workshop] in [place:Lima]": a unit in brackets, its sort in front.
Sorts: party, list (names after commas), person ("Ms. X, Minister of Peru|Peru"), organ (a body), everyone, office, counted,
process, demonym, date, place, online, instrument, event (own: "event*"). A line is a passage; one that starts with "- "
is an item under the last line before that does not; one that starts with "# " is the title.
"""

from __future__ import annotations

import re

from explorer.documents.model import Document, Passage
from explorer.facts.prose.events.model import Event, EventPage, Mention
from explorer.facts.prose.names import model as names
from explorer.facts.prose.names.model import Name, NamedPage, NamedPassage, Unit, When, Where
from explorer.facts.prose.text.model import Span, TextPage, TextPassage, Token

_MARK = re.compile(r"\[(\w+\*?):([^\]|]+)(?:\|([^\]]+))?\]")
_TOKEN = re.compile(r"[^\W_]+(?:['’](?=[^\W\d_])[^\W_]+)*|['’]s|[^\s\w]|_")
_TRAITS = {"everyone": names.EVERYONE, "office": names.OFFICE, "counted": names.COUNTED, "demonym": names.DEMONYM}
_PARTIES = ("party", "person", "demonym", "organ", "everyone", "office", "counted", "process")


def slug(text: str) -> str:
    """Return an id's tail."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def page(text: str) -> EventPage:
    """Return the page that marked-up lines describe."""
    texts: list[TextPassage] = []
    units: list[tuple[Unit, ...]] = []
    mentions: list[Mention] = []
    own = -1
    stem = -1
    for number, line in enumerate(line for line in text.strip().split("\n") if line.strip()):
        item, title = line.startswith("- "), line.startswith("# ")
        plain, marks = _strip(line[2:] if item or title else line)
        tokens = tuple(Token(m.group(), m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain))
        stem = stem if item else number
        passage = Passage(f"p{number}", "doc", "", number, "item" if item else "title" if title else "paragraph", plain)
        found = []
        for sort, said, first, last, text_of in marks:
            span = _span(tokens, first, last)
            event = -1
            if sort.startswith("event"):
                event = len(mentions)
                own = event if sort.endswith("*") else own
                mentions.append(_mention(number, span, said, title))
            found.append(_unit(sort.rstrip("*"), said, span, text_of, tokens, event, plain))
        units.append(tuple(found))
        texts.append(
            TextPassage(
                number,
                passage,
                tokens,
                tuple(_sentences(tokens, found)),
                stem=stem if item else -1,
                stem_open=plain.rstrip().endswith(":"),
                shouted=plain.upper() == plain and len(plain) > 12,
            )
        )
    text_page = TextPage(Document("doc", passages=tuple(t.passage for t in texts)), tuple(texts))
    named = NamedPage(text_page, tuple(NamedPassage(n, u) for n, u in enumerate(units)), {}, None)
    events = _events(mentions, own)
    of_mention = tuple(next(n for n, e in enumerate(events) if m in e.mentions) for m in range(len(mentions)))
    number_of_own = next((n for n, e in enumerate(events) if e.own), -1)
    return EventPage(
        named, tuple(mentions), tuple(units), events, of_mention, number_of_own, tuple(number_of_own for _ in texts)
    )


def _events(mentions: list[Mention], own: int) -> tuple[Event, ...]:
    """Mentions of the same words mean one event, the own one first."""
    by_name: dict[str, list[int]] = {}
    for n, mention in enumerate(mentions):
        by_name.setdefault(slug(mention.name), []).append(n)
    made = [Event(mentions[ns[0]].kind, mentions[ns[0]].name, tuple(ns), own=own in ns) for ns in by_name.values()]
    return tuple(sorted(made, key=lambda e: not e.own))


def _mention(number: int, span: Span, said: str, title: bool) -> Mention:
    words = said.split()
    determiner = words[0].lower() if words[0].lower() in ("the", "a", "an", "this", "its", "their", "next") else ""
    name = said[len(determiner) :].strip() if determiner else said
    kind = "workshop" if "workshop" in said.lower() else "meeting"
    return Mention(number, span, kind, words[-1].lower(), name, determiner=determiner, title=title)


def _strip(line: str) -> tuple[str, list[tuple[str, str, int, int, str]]]:
    plain, marks, at = "", [], 0
    for m in _MARK.finditer(line):
        plain += line[at : m.start()]
        marks.append((m[1], m[2], len(plain), len(plain) + len(m[2]), m[3] or m[2]))
        plain += m[2]
        at = m.end()
    return plain + line[at:], marks


def _span(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    inside = [n for n, t in enumerate(tokens) if first <= t.start < last]
    return Span(inside[0], inside[-1] + 1)


def _sentences(tokens: tuple[Token, ...], units: list[Unit]) -> list[Span]:
    found, first = [], 0
    inside = {i for u in units for i in range(u.words.first, u.words.last - 1)}
    for n, token in enumerate(tokens):
        if (token.text in ".!?" and n not in inside) or n == len(tokens) - 1:
            found.append(Span(first, n + 1))
            first = n + 1
    return found


def _unit(sort: str, said: str, span: Span, means: str, tokens: tuple[Token, ...], event: int, plain: str) -> Unit:
    if sort == "date":
        return Unit(sort, span, when=When(means, means, span, "day"))
    if sort in ("place", "online"):
        return Unit("place", span, where=Where(f"place:{slug(means)}", means, span, online=sort == "online"))
    if sort == "event":
        return Unit(sort, span, event=event)
    if sort == "instrument":
        return Unit(sort, span, (Name("instrument", f"instrument:{slug(means)}", means.removeprefix("the "), span),))
    if sort == "list":
        return Unit(sort, span, tuple(_listed(said, span, tokens, plain)))
    kind = (
        "organisation"
        if sort == "process"
        else "body"
        if sort in ("organ", "everyone", "office", "counted")
        else "state"
    )
    traits = (
        frozenset({_TRAITS[sort]})
        if sort in _TRAITS
        else frozenset({names.PROCESS})
        if sort == "process"
        else frozenset()
    )
    if sort == "person":
        traits = frozenset({names.PERSON})
    if kind == "state" and slug(means) in ("iom", "unhcr", "unodc", "ilo", "frontex", "interpol"):
        kind = "organisation"
    name = Name(kind, f"{kind}:{slug(means)}", means, span, traits=traits)
    return Unit("person" if sort == "person" else "party", span, (name,))


def _listed(said: str, span: Span, tokens: tuple[Token, ...], plain: str) -> list[Name]:
    found, at = [], span.first
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", said):
        width = len(_TOKEN.findall(part))
        while tokens[at].text.lower() in (",", "and"):
            at += 1
        words = Span(at, at + width)
        bare = re.sub(r"^the\s+", "", part)
        found.append(Name("state", f"state:{slug(bare)}", bare, words))
        at += width
    return found
