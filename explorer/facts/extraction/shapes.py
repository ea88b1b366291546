"""Unknown names told by their shape: capitals around a head noun, "… Working Group on …", "… Convention"."""

from __future__ import annotations

from explorer.facts.extraction.lexicon import data, government_heads, heads, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.tokens import MAY, Token

_COMPLEMENT = frozenset({"on", "of", "for", "against", "in", "to"})
_INSIDE = words("words.yaml", "shapes_inside")
_COLUMNS = words("attendance.yaml", "columns")
Taken = dict[int, Mention]


def unknown_names(read: ReadPassage, taken: Taken, persons: frozenset[int]) -> list[Mention]:
    """Return mentions of names that no list holds, told by head noun and capitals.

    `taken` maps tokens to the known mentions that cover them; a known name inside an unknown one
    ("CARICOM" in "CARICOM Statistics Committee") is swallowed by it.
    """
    tokens, found, at = read.tokens, [], 0
    while at < len(tokens):
        head = heads().at(tokens, at) if tokens[at].capital and at not in persons else None
        mention = (
            _around(tokens, at, head, taken, persons)
            if head and _free(taken, at, head[1])
            else _numbered_text(tokens, at, taken)
        )
        if mention is not None and read.passage.kind in ("title", "heading"):
            mention = _first_line(read, mention, head[1] if head else mention.last)
        if (
            mention is not None
            and read.passage.kind in ("title", "heading")
            and ("\n" in read.text(mention.first, head[1] if head else mention.last) or mention.kind == "instrument")
        ):
            mention = None
        if mention is not None and all(t.norm in _COLUMNS for t in tokens[mention.first : mention.last]):
            mention = None  # heads of a table: "Country Name Organisation"
        if mention is None:
            at = max(at + 1, head[1] if head else 0)
            continue
        found.append(mention)
        at = mention.last
    return found


def _numbered_text(tokens: list[Token], at: int, taken: Taken) -> Mention | None:
    """As in "General Assembly resolution 71/1", "decision 12/4": a text told by its number."""
    if (
        tokens[at].norm not in ("resolution", "decision", "resolutions")
        or at + 1 >= len(tokens)
        or not tokens[at + 1].norm[:1].isdigit()
    ):
        return None
    last = at + 2
    while (
        last + 1 < len(tokens)
        and tokens[last].norm in ("/", "(")
        and tokens[last + 1].norm[:1].isalnum()
        and tokens[last].start == tokens[last - 1].end
    ):
        last += 2
    if last < len(tokens) and tokens[last].norm == ")" and tokens[last].start == tokens[last - 1].end:
        last += 1
    first = at
    while first > 0 and (
        first - 1 in taken
        and taken[first - 1].kind == "organisation"
        or (tokens[first - 1].capital and tokens[first - 1].norm not in words("heads.yaml", "not_in_names"))
    ):
        first = taken[first - 1].first if first - 1 in taken else first - 1
    if last - at < 3 and first == at:
        return None
    name = "".join(
        (" " if t.start > tokens[i - 1].end and i > first else "") + t.text
        for i, t in enumerate(tokens[first:last], first)
    )
    return Mention("instrument", "", name, first, last, "shape")


def _first_line(read: ReadPassage, mention: Mention, head: int) -> Mention:
    """In a title, a name does not run on into a line that begins with something else, unless the head noun does."""
    tokens = read.tokens
    for at in range(head + 1, mention.last):
        if (
            "\n" in read.passage.text[tokens[at - 1].end : tokens[at].start]
            and tokens[at - 1].norm not in _INSIDE
            and tokens[at].norm not in _INSIDE
        ):
            return Mention(
                mention.kind, "", " ".join(t.text for t in tokens[mention.first : at]), mention.first, at, "shape"
            )
    return mention


def _free(taken: Taken, first: int, last: int) -> bool:
    return not any(i in taken for i in range(first, last))


def _around(
    tokens: list[Token], at: int, head: tuple[str, int], taken: Taken, persons: frozenset[int]
) -> Mention | None:
    kind, last = head
    if not all(tokens[i].capital or tokens[i].norm in ("of", "and") for i in range(at, last)):
        return None
    longer = heads().at(tokens, last) if last < len(tokens) and tokens[last].capital else None
    while longer and _free(taken, last, longer[1]):  # "Policy Guide", "Programme Office": the last head decides
        kind, last = longer
        longer = heads().at(tokens, last) if last < len(tokens) and tokens[last].capital else None
    first = _leftwards(tokens, at, taken, persons)
    end = (
        _rightwards(tokens, last, taken)
        if kind == "instrument" or last >= len(tokens) or tokens[last].norm != "to"
        else last
    )
    if kind == "instrument" and end == last and last + 1 < len(tokens) and tokens[last].norm == "of":
        town = taken.get(last + 1)
        end = (
            town.last if town is not None and town.kind == "place" and town.first == last + 1 else end
        )  # "Declaration of Lima"
    if _event_head(tokens, last, end) or (end < len(tokens) and _is_event_head(tokens, end)):
        return None  # the name of a workshop, no body
    if first in taken and taken[first].kind == "state" and government_heads().at(tokens, at) and kind != "instrument":
        return None  # "Swedish Migration Agency": it stands for its state
    years = _years(tokens, end) if kind == "instrument" else end
    if kind == "instrument" and first == at and at > 0 and _year(tokens[at - 1]):
        first = at - 1  # "the 2018 Declaration"
    if years == last and first == at:
        return None  # a bare head noun: resolved later, by what the document named before
    if first < at and all(tokens[i].norm in words("heads.yaml", "not_in_names") for i in range(first, at)):
        return None
    name = " ".join(t.text for t in tokens[first:end])
    if years > end:
        name += " " + "-".join(t.text for t in tokens[end:years] if t.word)
    return Mention(kind, "", name, first, years, "shape")


def _year(token: Token) -> bool:
    return len(token.norm) == 4 and token.norm.isdigit() and token.norm[:2] in ("19", "20")


def _years(tokens: list[Token], at: int) -> int:
    """The token behind the years that tell one plan from the next: "Action Plan 2025-2026", "Work Plan 2014/15"."""
    if at >= len(tokens) or not _year(tokens[at]):
        return at
    last = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].norm in ("–", "/"))
    beside = last < len(tokens) and tokens[last].start - tokens[at].end <= 3  # a hyphen is no token
    until = beside and tokens[last].norm.isdigit() and len(tokens[last].norm) in (2, 4)
    return last + 1 if until else at + 1


def _leftwards(tokens: list[Token], at: int, taken: Taken, persons: frozenset[int]) -> int:
    """The first token of the name before its head: capitals, acronyms, "'s", "X and Y" of capitals."""
    skip = words("heads.yaml", "not_in_names")
    first = at
    while first > 0:
        before = first - 1
        token = tokens[before]
        if before in persons:
            break
        if before in taken:
            mention = taken[before]
            if mention.via == "office" or (mention.kind == "place" and first != at):
                break
            first = mention.first
            continue
        if token.norm == "'s" and before > 0 and tokens[before - 1].capital:
            owner = taken.get(before - 1)
            first = owner.first if owner is not None else before - 1
            if owner is not None and owner.kind == "state":
                break
            continue
        if token.capital and token.norm not in skip:
            first = before
            continue
        if (
            token.norm in ("and", "&")
            and before > 1
            and tokens[before - 1].capital
            and before - 1 not in taken
            and tokens[before - 1].norm not in skip
            and (before < 2 or tokens[before - 2].norm in ("the", "of", "on", ",") or tokens[before - 2].capital)
            and not _is_head_at(tokens, before - 1)
        ):
            first = before - 1
            continue
        break
    return first


def _is_head_at(tokens: list[Token], at: int) -> bool:
    return heads().at(tokens, at) is not None


_MONTHS = frozenset({MAY}) | frozenset(name for names in data("dates.yaml")["months"].values() for name in names)


def _rightwards(tokens: list[Token], last: int, taken: Taken) -> int:
    """The token after the complement: "on Returns and Reintegration", "for the Silk Routes Region"."""
    if last >= len(tokens) or tokens[last].norm not in _COMPLEMENT:
        return last
    at = last + 1
    if at < len(tokens) and tokens[at].norm == "the":
        at += 1
    if at >= len(tokens) or not tokens[at].capital or _stops(at, taken, tokens[last].norm):
        return last
    end = at
    while at < len(tokens):
        token = tokens[at]
        if token.capital or (token.norm == "'s" and at == end):
            if at in taken and _stops(at, taken, tokens[at - 1].norm):
                break
            end = at = at + 1
            continue
        if token.norm in _INSIDE and at + 1 < len(tokens):
            after = at + 1
            while after < len(tokens) and tokens[after].norm in ("the", "of", "in"):
                after += 1
            dated = after < len(tokens) and tokens[after].norm in _MONTHS
            if after < len(tokens) and tokens[after].capital and not dated and not _stops(after, taken, token.norm):
                at = after
                continue
            break
        if token.norm == "," and _list_inside(tokens, at, taken):
            at += 1
            continue
        break
    return end


def _list_inside(tokens: list[Token], comma: int, taken: Taken) -> bool:
    """As in "Trade, Transport and Energy": a comma inside a name, when capitals and an "and" close the list."""
    at = comma + 1
    for _ in range(6):
        if at >= len(tokens) or not tokens[at].capital or at in taken:
            return False
        at += 1
        if at < len(tokens) and tokens[at].norm == "and":
            return at + 1 < len(tokens) and tokens[at + 1].capital and at + 1 not in taken
        if at < len(tokens) and tokens[at].norm == ",":
            at += 1
    return False


def _stops(at: int, taken: Taken, before: str) -> bool:
    """Whether a known name at `at` starts something else than the rest of this name."""
    mention = taken.get(at)
    if mention is None or mention.first != at:
        return False
    if mention.kind in ("state", "organisation"):
        return mention.via != "demonym"
    if mention.kind == "body":
        return True
    return mention.kind == "place" and before in ("in", "and", ",", "of", "to")


def _is_event_head(tokens: list[Token], at: int) -> bool:
    found = phrases("events.yaml", "heads").at(tokens, at)
    return found is not None


def _event_head(tokens: list[Token], first: int, last: int) -> bool:
    return any(_is_event_head(tokens, at) and tokens[at].capital for at in range(first, last))
