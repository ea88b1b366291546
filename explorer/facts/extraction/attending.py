"""Presence told by a verb of being there in any of its forms: "had also travelled from", "have not taken part"."""

from __future__ import annotations

from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import ReadPassage
from explorer.facts.extraction.tokens import Token

PEOPLE = words("words.yaml", "attendance_people")
FILLERS = words("words.yaml", "attendance_fillers")
BEHIND = words("words.yaml", "attendance_behind")
_HELPERS = words("attendance.yaml", "helpers")
_THERE = phrases("attendance.yaml", "there")
_DENIALS = words("attendance.yaml", "denials")
_MODALS = words("attendance.yaml", "modals")
_REGRETS = words("attendance.yaml", "regrets")
_LISTING = words("attendance.yaml", "listing")
_LAST_BEFORE = _LISTING | {"by", "from", "were", "was", "are"}


def told_behind(tokens: list[Token], at: int, limit: int) -> tuple[str, int] | None:
    """Return the way that a verb behind a list tells and where it ends, its helpers set aside.

    >>> from explorer.facts.extraction.tokens import tokenise
    >>> told_behind(tokenise("Fiji has also taken part"), 1, 5), told_behind(tokenise("Fiji had not come"), 1, 4)
    (('member', 5), ('absent', 4))
    """
    denied = modal = False
    start = at
    while at < limit and at - start < 6:
        norm = tokens[at].norm
        said = _THERE.at(tokens, at, limit)
        if said:
            return ("absent" if denied else "nothing" if modal else str(said[0])), said[1]
        if norm not in _HELPERS and norm not in _DENIALS and norm not in _MODALS:
            return None
        denied = denied or norm in _DENIALS
        modal = modal or norm in _MODALS
        at += 1
    return None


def told_before(tokens: list[Token], at: int, floor: int) -> str:
    """Return the way that a verb in front of a list tells, words set in between: "joined for the first time by"."""
    if at <= floor or tokens[at - 1].norm not in _LAST_BEFORE:
        return ""
    near = [t.norm for t in tokens[max(floor, at - 9) : at]]
    if _MODALS & set(near):
        return ""
    if near[-1] == "by" and {"joined", "attended", "followed", "observed"} & set(near) and not _noun_between(near):
        return "observer" if "observed" in near else "member"
    if near[-1] == "from" and words("attendance.yaml", "coming") & set(near[-4:]):
        return "member"
    if near[-1] == "were" and "table" in near:
        return "member"  # "round the table with the two chairs were"
    if near[-1] in ("were", "was", "are") and "among" in near and PEOPLE.union({"those"}) & set(near):
        return "member"
    if near[-1] in _LISTING and {"attendance", "participants", "delegates", "attendees", "attending"} & set(near):
        return "member"
    return ""


def _noun_between(near: list[str]) -> bool:
    """Whether "by" belongs to another verb: "attended a dinner given by"."""
    last = max(n for n, word in enumerate(near) if word in ("joined", "attended", "followed", "observed"))
    return any(word.endswith("ed") or word in ("given", "the", "a", "an", "held") for word in near[last + 1 : -1]) and (
        "first" not in near
    )


def denied(tokens: list[Token], start: int, floor: int) -> bool:
    """Whether the words in front of a list say that these were not there: "apologies had been sent by"."""
    near = [t.norm for t in tokens[max(floor, start - 10) : start]]
    if _REGRETS & set(near):
        return True
    return any(word in ("no", "none", "nobody") and PEOPLE & set(near[n : n + 4]) for n, word in enumerate(near))


def membership(tokens: list[Token], start: int, floor: int) -> bool:
    """Whether the words in front of a list only tell of whom a body is made: "The body has 12 members:"."""
    near = [t.norm for t in tokens[max(floor, start - 8) : start]]
    makes = {"has", "have", "counts", "numbers", "comprises", "consists"} & set(near)
    return bool(makes) and bool({"members", "member", "states"} & set(near)) and not {"sent", "attended"} & set(near)


def opens_list(tokens: list[Token], start: int, floor: int) -> int:
    """Return where the words end that a list is opened from: before ":", "namely", "among them"; 0 when it is not."""
    found = phrases("attendance.yaml", "opening_list").ending(tokens, start, floor)
    return found[1] if found else 0


def words_before(read: ReadPassage, start: int, floor: int) -> tuple[str, bool]:
    """The way that the words in front of a list tell, and whether they name people ("Ministers of")."""
    tokens = read.tokens
    table = phrases("attendance.yaml", "before")
    at, people, strange = start, False, 0
    while at >= floor:
        hit = table.ending(tokens, at, floor)
        if hit:
            return str(hit[0]), people
        if at == floor or start - at > 14:
            break
        if told := told_before(tokens, at, floor):
            return told, people
        token = tokens[at - 1]
        if token.norm == ")":  # "regional consultative processes (RCPs):"
            opening = next((i for i in range(at - 2, max(floor, at - 8), -1) if tokens[i].norm == "("), None)
            if opening is None:
                break
            at = opening
            continue
        named = token.norm in PEOPLE
        if token.norm in ("were", "was") and {t.norm for t in tokens[max(floor, at - 8) : at - 1]} & {
            "attending",
            "participating",
            "present",
            "represented",
            "taking",
            "joining",
            "seated",
        }:
            return "member", people
        if (
            token.norm in (",", "or")
            and at - 2 >= floor
            and (tokens[at - 2].norm in PEOPLE or (people and tokens[at - 2].norm in FILLERS))
        ):
            at -= 1
            continue
        plain = people and token.word and not token.capital and strange < 4
        strange += plain and token.norm not in FILLERS and not named
        if not (
            plain
            or named
            or token.norm in FILLERS
            or token.norm.isdigit()
            or (token.capital and people and read.mention_at(at - 1) is None)
            or _between(tokens, at, floor)
        ):
            break
        people = people or named
        at -= 1
    return "", people


def _between(tokens: list[Token], at: int, floor: int) -> bool:
    """A capitalised word of an office between "of" and "Ministers": "Ministers of the Interior of"."""
    return (
        tokens[at - 1].capital
        and at - 2 >= floor
        and any(tokens[i].norm in PEOPLE for i in range(max(floor, at - 8), at - 1))
    )


def list_start(read: ReadPassage, first: int, floor: int) -> int:
    """Step back over articles and persons in front of a list."""
    at = first
    while at > floor and (read.tokens[at - 1].norm in ("the", "both", "(", "a", "an") or at - 1 in read.people):
        at -= 1
    return at


def behind_list(read: ReadPassage, at: int, limit: int) -> int:
    """Step over brackets, commas, "all" and the like behind a list, to its verb."""
    tokens = read.tokens
    steps = 0
    while at < limit and steps < 24:
        norm = tokens[at].norm
        if _phrase_at(read, at, limit):
            return at
        if norm == "(":
            close = next((i for i in range(at, min(at + 20, limit)) if tokens[i].norm == ")"), None)
            if close is None:
                return at
            at = close + 1
        elif norm == "," and _aside(tokens, at, limit):
            at = _aside(tokens, at, limit)
        elif norm in ("in", "to") and at + 1 < limit and (m := read.mention_at(at + 1)) and m.kind == "place":
            at = m.last  # "the Embassy of France in Manila"
        elif norm == "–" and at + 1 < limit and (_phrase_at(read, at + 1, limit) or told_behind(tokens, at + 1, limit)):
            return at + 1  # "the organisations – IOM and UNHCR – were represented"
        elif norm in BEHIND or at in read.people:
            at += 1
        else:
            return at
        steps += 1
    return at


def _aside(tokens: list[Token], comma: int, limit: int) -> int:
    """The token behind an aside: ", represented by its ambassador,"."""
    ended = next((i for i in range(comma + 2, min(comma + 18, limit)) if tokens[i].norm == ","), None)
    if (
        ended is not None
        and ended + 1 < limit
        and (phrases("attendance.yaml", "after").at(tokens, ended + 1, limit) or told_behind(tokens, ended + 1, limit))
        and not tokens[comma + 1].capital
    ):
        return ended + 1
    if comma + 1 < limit and tokens[comma + 1].norm in (
        "represented",
        "as",
        "with",
        "for",
        "on",
        "through",
        "in",
        "at",
    ):
        close = next((i for i in range(comma + 2, min(comma + 14, limit)) if tokens[i].norm == ","), None)
        return close + 1 if close is not None else 0
    return 0


def _phrase_at(read: ReadPassage, at: int, limit: int) -> bool:
    return phrases("attendance.yaml", "after").at(read.tokens, at, limit) is not None
