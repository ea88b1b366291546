"""What the parser is shown: each name as one plain word that stands in for it, layout cut away, stems joined.

With stand-ins the tree does not depend on which state stands where, and a list of thirty states is one word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from explorer.facts.prose.clauses.lexicon import singular, words
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import COUNTED, DEMONYM, EVERYONE, OFFICE, Unit
from explorer.facts.prose.text.model import Span, TextPassage
from explorer.facts.prose.text.spelling import british

NOWHERE = Span(0, 0)
_WORD_OF = {"list": "delegates", "person": "Smith", "date": "2012", "place": "Paris", "event": "Meeting"}
_TITLE = "Meeting"
_GROUP = "delegates"
_ORGAN = "Committee"
_STATE = "Japan"
_DEMONYM = "Japanese"
_CO = re.compile(r"co[-\u2010\u2011]?(?=(chair|host|lead|led|organi|sponsor|convene|facilitat|coordinat|manage))", re.I)
_HYPHENS = "-\u2010\u2011\u2012"
_CONTRACTED = re.compile(r"(?i)(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))")
_ENUMERATOR = re.compile(r"(?i)[a-h]|[ivx]{1,4}|\d{1,2}")
_JOINING = words("stem_ends")
_LONG = 5
# What is shorter is a title or a word set apart; what never ends is no speech, and is not looked through again.
_SPEECH = re.compile(r"[“«][^”»]{25,}([”»]|\Z)|(\")[^\"]{25,}\"")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as the parser is shown it: what it stands for and where that is; `co` tells of a "co-" cut off."""

    word: str
    passage: int
    words: Span = NOWHERE
    unit: Unit | None = None
    co: bool = False
    head: str = ""  # last printed word of a name
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as the parser is shown it. The first `stem` pieces belong to the passage it hangs under."""

    passage: int
    sentence: int
    pieces: tuple[Piece, ...]
    stem: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The words for the parser."""
        return tuple(p.word for p in self.pieces)


def shown(page: EventPage, number: int) -> Iterator[Shown]:
    """Yield the sentences of a passage as the parser is to see them, an item together with the stem it completes."""
    passage = page.named.text.passages[number]
    spoken = [m.span() for m in _SPEECH.finditer(passage.passage.text) if m[1] or m[2]]
    for n, span in enumerate(passage.sentences):
        pieces = _stopped(tuple(_pieces(page, passage, span)), number)
        if spoken:
            pieces = tuple(replace(p, quoted=_inside(passage, p, spoken)) for p in pieces)
        if not pieces:  # ", and" is a line of its own where one was cut
            continue
        pieces = _with_comma(_with_task(pieces) if passage.passage.kind == "item" else pieces)
        inline = passage.goes_on(n)
        item = inline >= 0 or passage.stem >= 0 and (n == 0 or pieces[0].word[:1].islower())
        before = _stem(page, passage, inline) if item and not _whole(pieces) else ()
        if before and before[-1].word.lower() == "be" and _told_of(pieces):
            before = ()  # "The next steps were agreed to be:", below it "Peru draws a map"
        pieces = (*before, *_lowered(pieces)) if before else _with_subject(pieces, item=item)
        yield Shown(number, n, pieces, len(before))


def _inside(passage: TextPassage, piece: Piece, spoken: list[tuple[int, int]]) -> bool:
    """Tell whether a word stands in one of the quotations of its passage."""
    if piece.words == NOWHERE:
        return False
    start = passage.tokens[piece.words.first].start
    return any(first <= start < last for first, last in spoken)


def _stem(page: EventPage, passage: TextPassage, inline: int) -> tuple[Piece, ...]:
    """Return the words of the stem that an item completes: "The meeting agreed to", "The Co-Chairs".

    `inline` is the number of the sentence of the same passage that it completes, -1 for none.
    """
    stem = passage if inline >= 0 else page.named.text.passages[passage.stem]
    if not stem.sentences:
        return ()
    pieces = list(_pieces(page, stem, stem.sentences[inline]))
    while pieces and not pieces[-1].word[:1].isalnum():
        pieces.pop()
    if not pieces:
        return ()
    last = pieces[-1]
    party = last.unit is not None and last.unit.sort in ("party", "list", "person")
    site = any(u.sort == "date" for u in page.units[stem.number]) or any(t.norm == "|" for t in stem.tokens)
    if inline < 0 and (site or stem.passage.kind in ("title", "heading") and passage.passage.kind != "item"):
        party = False  # "7 June 2019 | SCO", or a heading above whole sentences: nobody who acts
    open_ = len(pieces) <= 3 or pieces[-2].word.lower() == "that"  # "Peru and Chile:", "recommended that States:"
    return tuple(pieces) if (party and open_) or last.word.lower() in _JOINING else ()


def _begun(pieces: tuple[Piece, ...]) -> tuple[int, Unit] | None:
    """Return where the name stands that an item begins with, and the name; None where it begins with other words."""
    found = next(((n, p.unit) for n, p in enumerate(pieces) if p.unit is not None), None)
    bare = found is not None and all(p.word.lower() in words("determiners") for p in pieces[: found[0]])
    return found if bare else None


def _whole(pieces: tuple[Piece, ...]) -> bool:
    """Tell whether an item is a sentence with a doer of its own: "the Office will write a guide"."""
    begun = _begun(pieces)
    behind = pieces[begun[0] + 1 : begun[0] + 2] if begun else ()
    return any(piece.word.lower() in ("will", "shall", "would") for piece in behind)


def _told_of(pieces: tuple[Piece, ...]) -> bool:
    """Tell whether an item begins with somebody and goes on: more than a name, and no name with what it adds."""
    begun = _begun(pieces)
    return begun is not None and begun[1].sort in ("party", "list") and len(pieces) - begun[0] > _LONG


def _lowered(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    first = pieces[0]
    small = first.word[:1].lower() + first.word[1:]
    return (first if first.unit or first.word.isupper() else replace(first, word=small), *pieces[1:])


def _with_subject(pieces: tuple[Piece, ...], *, item: bool) -> tuple[Piece, ...]:
    """Give "Requests X to report", "HEREBY DECIDE to meet" a subject: alone the parser takes the verb for a noun."""
    at = 0
    while at + 1 < len(pieces) and pieces[at].word.lower() in words("further"):
        at += 1
    first, low = pieces[at], british(pieces[at].word.lower())
    stem = re.sub(r"(?:ed|es|s|d)$", "", low)
    bare = low == stem and not first.word.isupper()
    past = low.endswith("d") and stem != low and not item
    if first.unit or bare or past or not {stem, stem + "e"} & words("acts"):
        return pieces
    plural = "They" if low == stem or low.endswith("d") else "It"
    return (
        Piece(plural, first.passage),
        *(replace(p, word=p.word.lower()) for p in pieces[: at + 1]),
        *pieces[at + 1 :],
    )


def _with_comma(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Set the day at the beginning apart from who follows it: "On 3 May government officials of Fiji met"."""
    if len(pieces) < 5 or pieces[0].word not in ("On", "In", "From"):
        return pieces
    at = 1 + (pieces[1].word == "the")
    unit, after = pieces[at].unit, pieces[at + 1].word
    if unit is None or unit.sort != "date" or not after[:1].isalpha() or after.lower() in ("to", "and", "in", "at"):
        return pieces
    return (*pieces[: at + 1], Piece(",", pieces[at].passage), *pieces[at + 1 :])


def _with_task(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Join the party before a colon to what it is to do: "Peru: print the chart"."""
    party = len(pieces) > 2 and pieces[0].unit is not None and pieces[0].unit.sort in ("party", "list", "person")
    task = party and pieces[1].word == ":" and pieces[2].word.islower() and pieces[2].unit is None
    return (pieces[0], replace(pieces[1], word="to"), *pieces[2:]) if task else pieces


def _stopped(pieces: tuple[Piece, ...], number: int) -> tuple[Piece, ...]:
    kept = list(pieces)
    while kept and kept[-1].word in (";", ":", ",", "and"):
        kept.pop()
    if kept and kept[-1].word not in (".", "!", "?"):
        kept.append(Piece(".", number))
    return tuple(kept)


def _pieces(page: EventPage, passage: TextPassage, span: Span) -> Iterator[Piece]:
    """Yield the words of a span: units as stand-ins, hyphens and contractions as the parser knows them."""
    number = passage.number
    of_passage = page.units[number]
    start = bisect_left(of_passage, span.first, key=lambda u: u.words.first)
    end = bisect_left(of_passage, span.last, key=lambda u: u.words.first)
    units = {u.words.first: u for u in of_passage[start:end] if span.holds(u.words)}
    covered = {at for u in units.values() for at in range(u.words.first, u.words.last)}
    small = passage.shouted or _headline(passage, span, units)
    at = span.first
    while at < span.last:
        unit = units.get(at)
        if unit is not None:
            yield from _stood_in(passage, unit)
            at = unit.words.last
            continue
        if at in passage.struck:
            at += 1
            continue
        skip = _enumerator(passage, at, span)
        if skip:
            at += skip
            continue
        listed = units.get(at + 1) if passage.tokens[at].text in "–—―" and at > span.first else None
        if listed is not None and listed.sort == "list" and passage.tokens[at - 1].word and at - 1 not in covered:
            yield Piece(":", number, Span(at, at + 1))  # "Three countries took part – Fiji, Samoa and Tonga"
            at += 1
            continue
        used = _co(passage, at, span, units)
        yield from _written(passage, at, used, small)
        at += used
        if at < span.last and at not in units and _gap(passage, at) in tuple(_HYPHENS):
            yield Piece("-", number)


def _gap(passage: TextPassage, at: int) -> str:
    return passage.passage.text[passage.tokens[at - 1].end : passage.tokens[at].start]


def _stood_in(passage: TextPassage, unit: Unit) -> Iterator[Piece]:
    first = unit.words.first
    lead = passage.tokens[first].norm
    if lead in words("determiners") and unit.words.last > first + 1:
        yield Piece(passage.tokens[first].text.lower(), passage.number, Span(first, first + 1))
        first += 1
    head = singular(passage.tokens[unit.words.last - 1].norm)
    yield Piece(_stand_in(passage, unit), passage.number, Span(first, unit.words.last), unit, head=head)


def _stand_in(passage: TextPassage, unit: Unit) -> str:
    """Return the word that stands for a unit. Which one matters: Fiji breaks frames that Japan does not."""
    if unit.sort in _WORD_OF:
        return _WORD_OF[unit.sort]
    if unit.sort == "instrument":
        return _TITLE
    name = unit.names[0] if unit.names else None
    if name is None:
        return _STATE
    if name.traits & {EVERYONE, OFFICE, COUNTED} or name.kind == "body":
        plural = passage.tokens[unit.words.last - 1].norm.endswith("s")
        return _GROUP if plural and name.traits & {EVERYONE, OFFICE, COUNTED} else _ORGAN
    return _DEMONYM if DEMONYM in name.traits else _STATE


def _headline(passage: TextPassage, span: Span, units: dict[int, Unit]) -> bool:
    """Tell whether a line is a headline in title case: no word of five letters outside names begins small."""
    inside = {i for u in units.values() for i in range(u.words.first, u.words.last)}
    texts = {i: passage.tokens[i].text for i in range(span.first, span.last) if i not in inside}
    long = [text for text in texts.values() if len(text) >= _LONG]
    return len(long) > 1 and all(w[:1].isupper() for w in long if w[:1].isalpha())


def _enumerator(passage: TextPassage, at: int, span: Span) -> int:
    """Return how many tokens an enumerator within a sentence has, the colon before it included: "(a)"."""
    tokens = passage.tokens
    start = at + 1 if tokens[at].text == ":" else at
    if start + 2 >= span.last or tokens[start].text != "(" or tokens[start + 2].text != ")":
        return 0
    return start + 3 - at if _ENUMERATOR.fullmatch(tokens[start + 1].text) else 0


def _co(passage: TextPassage, at: int, span: Span, units: dict[int, Unit]) -> int:
    """Return how many tokens make one word here: "co", "-" and "chaired" three."""
    if passage.tokens[at].norm.rstrip("-") != "co":
        return 1
    used = 2 if at + 1 < span.last and passage.tokens[at + 1].text in _HYPHENS else 1
    fits = at + used < span.last and at + used not in units
    return used + 1 if fits and _CO.match("co" + passage.tokens[at + used].text) else 1


def _written(passage: TextPassage, at: int, used: int, small: bool) -> Iterator[Piece]:
    """Yield a printed word, apart where the parser expects it apart."""
    span = Span(at, at + used)
    text = passage.tokens[at + used - 1].text.replace("’", "'")
    co = used > 1
    if not co and (cut := _CO.match(text)):
        text, co = text[cut.end() :], True
    if small or (co and at > 0):
        text = text.lower()
    if text == "invited" and at > 0 and passage.tokens[at - 1].norm == "as":
        text = "guest"  # "as invited states"
    if text in "–—―":
        text = "-"
    if apart := _CONTRACTED.fullmatch(text):
        yield Piece(apart[1], passage.number, span, co=co)
        yield Piece(apart[2], passage.number, NOWHERE)
        return
    parts = [p for p in re.split(rf"([{_HYPHENS}])", text) if p] if len(text) > 1 else [text]
    for n, part in enumerate(parts):
        yield Piece("-" if part in _HYPHENS else part, passage.number, span if n == 0 else NOWHERE, co=co and n == 0)
