"""Places as a passage names them, with the state that stands beside."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.lexicon import heads, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.tokens import Token
from explorer.ontology import slug


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a passage names it, with the state that stands beside it."""

    id: str
    name: str
    first: int
    last: int
    state: Mention | None = None


CITY_STATES = {"state:sgp": "place:singapore", "state:mco": "place:monaco", "state:vat": "place:vatican-city"}


def place_at(read: ReadPassage, at: int, limit: int, near: bool = False) -> Place | None:
    """Return the place that begins at token `at`: a known one, or capitals before a state ("Suva, Fiji").

    `near`: right behind the name of an event, where "in Cluj on …" is a place as well.
    """
    tokens = read.tokens
    mention = read.mention_at(at)
    if mention is not None and mention.id in CITY_STATES and mention.first == at and mention.via == "name":
        sited = at > 0 and tokens[at - 1].norm in ("in", "–", "(", ":", "|")
        return Place(CITY_STATES[mention.id], mention.name, at, mention.last, None) if sited else None
    if mention is not None and mention.first == at and mention.kind == "place" and not is_venue(tokens, mention.last):
        return Place(mention.id, mention.name, at, mention.last, _state_after(read, mention.last, limit))
    if mention is not None or not tokens[at].capital or not tokens[at].word:
        return None
    before = tokens[at - 1].norm if at else ""
    if before not in ("in", "at", ",", "(", "–", ":", "near", "|") and not (
        before == "the" and at > 1 and tokens[at - 2].norm in ("at", "in")
    ):
        return None
    end = at
    while (
        end < limit
        and (
            tokens[end].capital
            and tokens[end].word
            or tokens[end].norm in ("de", "al", "el", "la", "da", "do", "'s", "of", "des")
            and end + 1 < limit
            and tokens[end + 1].capital
        )
        and (read.mention_at(end) is None)
    ):
        end += 1
    if end > at + 1 and heads().at(tokens, end - 1):
        return None  # "Steering Committee, Malta": the last word makes a body of it
    state = _state_after(read, end, limit)
    name = read.plain(at, end)
    if (
        state is None
        and before == "in"
        and end - at <= 3
        and at > 1
        and tokens[at].norm not in _NO_PLACE
        and (_sited(tokens, at - 1) or (near and _closed(tokens, end, limit)))
    ):
        return Place(f"place:{slug(name)}", name, at, end, None)
    if state is None or before == "at" or end == at:
        return None
    return Place(f"place:{slug(name)}", name, at, end, state)


_SITED = words("words.yaml", "sightings_sited")
_NO_PLACE = words("words.yaml", "sightings_no_place")


def _sited(tokens: list[Token], at: int) -> bool:
    """Whether "in" at token `at` comes right behind a word of holding: "held in", "took place in"."""
    return tokens[at - 1].norm in _SITED and tokens[at + 1].norm not in _NO_PLACE


_VENUES = words("words.yaml", "sightings_venues")


def is_venue(tokens: list[Token], at: int) -> bool:
    """Tell whether a town's name is part of another name: "the Galle Hotel", "Jakarta Convention Centre"."""
    return at < len(tokens) and tokens[at].capital and tokens[at].norm in _VENUES


def _closed(tokens: list[Token], at: int, limit: int) -> bool:
    return at >= limit or tokens[at].norm in (
        ",",
        ".",
        ";",
        "(",
        ")",
        "on",
        "from",
        "between",
        "in",
        "and",
        "to",
        "during",
        "last",
        "this",
    )


def _state_after(read: ReadPassage, at: int, limit: int) -> Mention | None:
    tokens = read.tokens
    if at < limit and tokens[at].norm in (",", "("):
        at += 1
        if at < limit and tokens[at].norm == "the":
            at += 1
        mention = read.mention_at(at) if at < limit else None
        if mention is not None and mention.kind == "state" and mention.via != "demonym" and mention.first == at:
            return mention
    return None
