"""What may stand between an event and its place or date: its hosts, a house, a remark, whose help it had."""

from __future__ import annotations

from explorer.facts.extraction.dates import FoundDate
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.places import place_at
from explorer.facts.extraction.tokens import Token

LED_BY = words("events.yaml", "led_by")
_HOSTING = words("events.yaml", "hosting")
_HOSTS = words("events.yaml", "among_hosts")
_VERBAL = words("events.yaml", "ends_insertion")


def past_venue(read: ReadPassage, at: int, limit: int) -> int:
    """Return the token "in" behind "at the Grand Hotel", where a house is named between; `at` where none is."""
    tokens, end = read.tokens, at + 1
    if tokens[at].norm != "at" or end >= limit:
        return at
    end += tokens[end].norm == "the"
    start = end
    while end < min(start + 8, limit) and (tokens[end].capital or tokens[end].norm in ("of", "and", "the", "de", "'s")):
        end += 1
    beyond = end + (end < limit and tokens[end].norm == ",")
    sited = beyond + 1 < limit and tokens[beyond].norm in ("in", "at")
    return beyond if end > start and sited and place_at(read, beyond + 1, limit, near=True) is not None else at


def past_insertion(tokens: list[Token], at: int, limit: int, dates: list[FoundDate]) -> int:
    """Return the token behind ", co-chaired by A and B," or ", the fourth of its kind,", when what was held follows."""
    if at + 2 >= limit or tokens[at].norm != ",":
        return at
    led = bool(LED_BY & {t.norm for t in tokens[at + 1 : at + 4]})
    for comma in range(at + 2, min(limit - 1, at + (60 if led else 14))):
        if tokens[comma].norm == "," and phrases("events.yaml", "held").at(tokens, comma + 1, limit):
            told = any(date_at(dates, t) for t in tokens[at:comma])
            return at if told and not led else comma + 1
        if not led and tokens[comma].norm in _VERBAL:
            return at
    return at


def past_hosts(read: ReadPassage, at: int, limit: int) -> int:
    """Return the token behind ", which Fiji and IOM had jointly convened"; `at` where no such words stand."""
    tokens = read.tokens
    if at + 3 >= limit or tokens[at].norm != "," or tokens[at + 1].norm not in ("which", "that"):
        return at
    behind = at + 2
    while behind < limit and behind - at < 24:
        mention = read.mention_at(behind)
        if mention is not None and mention.party:
            behind = mention.last
        elif tokens[behind].norm in _HOSTING:
            return behind + 1
        elif tokens[behind].norm in _HOSTS:
            behind += 1
        else:
            break
    return at


def past_help(read: ReadPassage, at: int, limit: int) -> int:
    """Return the token behind "with the support of UNHCR", 0 where nothing of the kind begins at token `at`."""
    if read.tokens[at].norm != "with":
        return 0
    for i in range(at + 1, min(at + 6, limit)):
        mention = read.mention_at(i)
        if mention is not None:
            return mention.last if mention.party else 0
        if read.tokens[i].norm not in words("events.yaml", "helped"):
            return 0
    return 0


def date_at(dates: list[FoundDate], token: Token) -> FoundDate | None:
    """Return the date that a token stands in, None where it stands in none."""
    return next((d for d in dates if d.char_start <= token.start < d.char_end), None)
