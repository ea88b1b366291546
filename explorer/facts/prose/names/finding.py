"""Known names in a passage: the longest first, with their acronym in brackets and the long form of a state."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.names.known import Names
from explorer.facts.prose.names.line import Line, Taken
from explorer.facts.prose.names.model import DEMONYM, EVERYONE, OFFICE, Name
from explorer.facts.prose.names.shapes import heads
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span

_EVERYONE = frozenset({"body:members", "body:participants"})
_REGIONS = frozenset({"north", "south", "central", "latin", "west"})  # "North American", "West Indian"
_OVER = frozenset({"inter", "pan", "meso", "ibero", "all", *_REGIONS})  # "Inter-American"
_COMMON_WORDS = frozenset({"who", "us", "car", "add", "un", "it", "is", "as", "am", "pa"})


def known_names(line: Line, names: Names, local: Names | None, blocked: frozenset[int]) -> Taken:
    """Return every known name of a passage in one pass. `local` are the page's own, which win; `blocked` no names."""
    taken, at = Taken(), 0
    while at < len(line.tokens):
        found = None if at in blocked else _match(line, at, names, local)
        if found is not None and found.id == "organisation:un" and _organ_behind(line, found.words.last, names):
            found = None  # "UN OCHA"
        if found is None or any(i in blocked for i in range(found.words.first, found.words.last)):
            at += 1
            continue
        found = _official(line, taken, found)
        taken.put(found)
        at = found.words.last
    return taken


def _organ_behind(line: Line, at: int, names: Names) -> bool:
    """Whether another organisation is named right behind a token."""
    met = names.longest(line.tokens, at)
    return met is not None and met[0][0][0].kind == "organisation"


def _match(line: Line, at: int, names: Names, local: Names | None) -> Name | None:
    tokens = line.tokens
    own = local.longest(tokens, at) if local else None
    shipped = names.longest(tokens, at)
    best = own if own and (not shipped or own[1] >= shipped[1]) else shipped
    if best is None:
        return None
    entries, last = best
    if own and best is own and (longer := heads().at(tokens, last - 1)) is not None:
        last = max(last, longer[1])  # "the Sectoral Council", in full "of Ministers"
    known, via, _ = next(
        (e for e in entries if e[0].kind == "state"), entries[0]
    )  # "the DRC", unless a page says which
    glued = at > 0 and line.passage.passage.text[tokens[at - 1].end : tokens[at].start] == "-" and line.cap(at - 1)
    if glued and known.kind in ("organisation", "body") and last - at > 1:
        return None  # "Euro-Arctic Council" is no Arctic Council
    if line.passage.shouted and last - at == 1 and tokens[at].norm in _COMMON_WORDS:
        return None
    wide = line.norm(at - 1) in _REGIONS or line.norm(at - 1) == "-" and line.norm(at - 2) in _OVER
    if via == "demonym" and known.kind == "state" and (not line.cap(at) or at and wide):
        return None
    traits = set()
    if via == "demonym":
        traits.add(DEMONYM)
    if known.office:
        traits.add(EVERYONE if known.id in _EVERYONE else OFFICE)
        for inside in range(at + 1, last):  # "Co-Chairs of the Bali Process on …": the long name goes on
            longer = names.longest(tokens, inside)
            if longer and longer[1] > last and longer[0][0][0].process:
                last = longer[1]
    return Name(known.kind, known.id, known.name, Span(at, last), known.acronym, frozenset(traits))


def _official(line: Line, taken: Taken, name: Name) -> Name:
    """Widen a state to its official form: "the Republic of Moldova", "the Slovak Republic", "Turkey/Türkiye"."""
    if name.kind != "state":
        return name
    first, last = name.words.first, name.words.last
    realms, styles = words("names", "names.yaml", "realms"), words("names", "names.yaml", "styles")
    if DEMONYM in name.traits:
        while line.cap(last) and line.norm(last) in styles:
            last += 1
        if line.cap(last) and line.norm(last) in ("republic", "federation", "kingdom"):
            return replace(name, words=Span(first, last + 1), traits=name.traits - {DEMONYM})
        return name
    if line.cap(last) and line.norm(last) in ("islands", "island"):
        last += 1  # "Pitcairn Islands"
    at = first - 1 - (line.norm(first - 1) == "the")
    realm = line.norm(at) == "of" and line.cap(at - 1) and line.norm(at - 1) in realms
    headed = line.norm(at - 1) == "state" and line.norm(at - 2) == "of"  # "Heads of State of Peru"
    if realm and not headed and taken.free(at - 1, first):
        first = at - 1
        while line.cap(first - 1) and line.norm(first - 1) in styles and taken.free(first - 1, first):
            first -= 1
        if line.norm(first - 1) == "'s" and line.norm(first - 2) == "people":
            first -= 2
            while line.cap(first - 1) and line.norm(first - 1) in styles:
                first -= 1
    before = taken.ends(first - 1) if line.norm(first - 1) == "/" else None
    if before is not None and before.kind == "state" and before.id == name.id:
        return replace(name, words=Span(before.words.first, last))
    return replace(name, words=Span(first, last))
