"""Labels in front of what they explain ("Location:", "[Date]", "Action by:"), and datelines of news."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.facts.prose.text.lists import phrases, words
from explorer.facts.prose.text.model import Label, Span, Token

_LONGEST = 5  # words of a label
_BESIDE = frozenset({"-", "–", "—", "(", ";", "|", ",", "."})
PRESENCE = ("present", "member", "observer", "guest", "absent")


def labels(text: str, tokens: Sequence[Token], first: int, title: bool) -> tuple[Label, ...]:
    """Return the labels of a passage from token `first` on, each with its value up to the next label or line.

    >>> from explorer.facts.prose.text.tokens import tokenise
    >>> line = "Location: Bali, IndonesiaDate: 1 June 2012"
    >>> words = tokenise(line)
    >>> [(label.means, words[label.value.first].text) for label in labels(line, words, 0, False)]
    [('place', 'Bali'), ('date', '1')]
    """
    found: list[tuple[str, Span, int]] = []
    at = first
    while at < len(tokens):
        begins = at == first or "\n" in text[tokens[at - 1].end : tokens[at].start]
        label = _known(tokens, at, begins) or (_unknown(text, tokens, at) if begins and not title else None)
        if label is None:
            at += 1
            continue
        found.append(label)
        at = label[2]
    ends = ([label[1].first for label in found] + [len(tokens)])[1:]
    return tuple(
        Label(means, span, Span(start, _value_end(text, tokens, start, end, means)))
        for (means, span, start), end in zip(found, ends, strict=True)
    )


def _known(tokens: Sequence[Token], at: int, begins: bool) -> tuple[str, Span, int] | None:
    """A label of the lists: behind a bracket or star, at the beginning of a line, or anywhere with its colon."""
    bracket = tokens[at].norm == "["
    name = at + bracket
    inside = (
        at > 0 and tokens[at - 1].norm in ("(", "[", ";") and not begins
    )  # "Draft the map (lead: Fiji; support: Tonga)"
    if not (bracket or inside or tokens[at].capital) or at and not begins and tokens[at - 1].norm == ":":
        return None
    met = phrases("text", "text.yaml", "labels").at(tokens, name) or attendance(tokens, name)
    if met is None:
        return None
    means, end = met
    if inside and means == "act" and tokens[end - 1].norm in ("action", "task"):
        means = "lead"  # "Draft the map (Action: Fiji)"
    if (
        end + 3 < len(tokens)
        and tokens[end].norm == "("
        and tokens[end + 1].norm.isdigit()
        and tokens[end + 2].norm == ")"
    ):
        end += 3  # "Abstaining (2): Fiji, Tonga"
    closed = "]" if bracket else ":"
    if end >= len(tokens) or tokens[end].norm != closed:
        return None
    if tokens[at - 1].norm == "vice" and not begins:
        return None
    anywhere = means in ("date", "place", "place_date", "chair", "host", "time")
    listed = tokens[at - 1].norm in ".;" and means in PRESENCE
    told = ("lead", "support", "due", "status")
    beside = tokens[at - 1].norm in _BESIDE and means in told  # "Draft the map – Owner: Fiji"
    if not (begins or anywhere or listed or beside):
        return None
    if bracket and end + 1 < len(tokens) and tokens[end + 1].norm == ":":
        end += 1
    return means, Span(at, end + 1), end + 1


def attendance(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return who was there and as what ("Members present", "By video link", "Not able to attend"), and the token after.

    >>> from explorer.facts.prose.text.tokens import tokenise
    >>> attendance(tokenise("Not able to attend: Fiji"), 0)
    ('absent', 4)
    """
    core, around = words("text", "text.yaml", "attending"), words("text", "text.yaml", "attending_how")
    end = at
    while end < len(tokens) and end - at < _LONGEST and tokens[end].norm in core | around:
        end += 1
    said = {token.norm for token in tokens[at:end]}
    if not said & core:
        return None
    if said & words("text", "text.yaml", "absent"):
        return "absent", end
    kinds = (("observer", {"observer", "observers", "onlookers"}), ("guest", {"guest", "guests", "invited"}),
             ("member", {"member", "members"}))  # fmt: skip
    return next((kind for kind, names in kinds if said & names), "present"), end


def _unknown(text: str, tokens: Sequence[Token], at: int) -> tuple[str, Span, int] | None:
    """A few capitals and a colon, the value on the same line: "Ghana: H.E. President …"."""
    small = words("text", "text.yaml", "small")
    if not tokens[at].capital:
        return None
    for end in range(at + 1, min(at + _LONGEST + 1, len(tokens) - 1)):
        token = tokens[end]
        if token.norm == ":":
            after = tokens[end + 1]
            same_line = "\n" not in text[token.end : after.start]
            return ("", Span(at, end + 1), end + 1) if same_line and (after.capital) else None
        if not (token.capital or token.norm in small or token.norm in ("'s", "(", ")")):
            return None
    return None


def _value_end(text: str, tokens: Sequence[Token], start: int, limit: int, means: str) -> int:
    """The end of a value: its line, or all lines where it begins on the next one or is a list."""
    if means in (*PRESENCE, "voted", "act", ""):
        return limit
    for at in range(start + 1, limit):
        if "\n" in text[tokens[at - 1].end : tokens[at].start] and tokens[at - 1].norm != ",":
            return at
    return limit


def dateline(tokens: Sequence[Token], first: int) -> Span | None:
    """Return the dateline before the first sentence: "JAKARTA, 8 November 2018 –".

    >>> from explorer.facts.prose.text.tokens import tokenise
    >>> line = "Suva, Fiji (3 May 2011) – Ministers met."
    >>> dateline(tokenise(line), 0)
    Span(first=0, last=9)
    """
    figures = dated = False
    dashes = 0
    months = phrases("names", "dates.yaml", "months")
    for at in range(first, min(first + 16, len(tokens) - 1)):
        token = tokens[at]
        if token.norm == ":" and dated and tokens[at + 1].capital and not tokens[first].norm[:1].isdigit():
            said = any(months.at(tokens, i) for i in range(first + 1, at))
            return Span(first, at + 1) if said and (figures or tokens[first].shouted) else None  # "Oslo, 3 May 2011:"
        apart = tokens[at - 1].end < token.start and token.end < tokens[at + 1].start
        if (token.norm == "–" or token.norm == "-" and apart) and at > first:
            town = tokens[first].shouted and at - first <= 6
            dashes += 1
            town = town or dated and any(months.at(tokens, i) for i in range(first + 1, at))  # "Suva, May 3 -"
            if (figures or town or dashes > 1) and tokens[at + 1].capital:
                return Span(first, at + 1)
            if dashes > 1 or not tokens[at + 1].capital or at - first > 3:
                return None
            continue
        if token.norm == "." and dated and tokens[first].shouted and tokens[at + 1].capital:
            return Span(first, at + 1)  # "BAKU, Azerbaijan, October 9. A meeting …"
        dated = dated or token.norm.isdigit()
        figures = figures or len(token.norm) == 4 and token.norm.isdigit()
        if not (token.capital or token.norm[:1].isdigit() or token.norm in (",", "(", ")", ".", "/", "of", "and")):
            return None
    return None
