"""Lists of parties: runs of names held together by commas, "and", "as well as representatives from"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage


@dataclass(frozen=True, slots=True)
class PartyList:
    """A run of parties: tokens `first` up to `last`, and the parties in it."""

    first: int
    last: int
    parties: tuple[Mention, ...]


def party_lists(read: ReadPassage, span: Span, offices: bool = True) -> list[PartyList]:
    """Return the runs of parties in a sentence or a part of one.

    >>> # "In attendance were A, B and C as well as representatives from D." is one run of four.
    """
    runs: list[PartyList] = []
    current: list[Mention] = []
    at = span.first
    start = end = at
    while at < span.last:
        mention = read.mention_at(at)
        if mention is not None and mention.first == at and _takes_part(read, mention, offices):
            if not current:
                start = at
            current.append(mention)
            at = end = _past_whole(read, mention, past_bracket(read, mention.last, span.last), span.last)
            continue
        step = _glue(read, at, span.last) if current else 0
        if not step and len(current) > 2:
            step = _past_unknown(read, at, span.last)
        if current and step:
            at = step
            continue
        if current:
            runs.append(PartyList(start, end, tuple(current)))
            current = []
        at += 1
    if current:
        runs.append(PartyList(start, end, tuple(current)))
    return runs


_SIGNS = frozenset(")†‡§¶°")  # of notes: "Maldives †, Myanmar"


def _past_unknown(read: ReadPassage, at: int, limit: int) -> int:
    """The token of the next party behind a name that no list knows, in a list: "Nepal, Phillipines, Samoa"; else 0."""
    tokens = read.tokens
    if tokens[at].norm not in (",", ";") or at + 1 >= limit:
        return 0
    name = at + 1 + (tokens[at + 1].norm == "the")
    end = name
    while (
        end < limit
        and end - name < 4
        and tokens[end].capital
        and read.mention_at(end) is None
        and end not in read.people
    ):
        end += 1
    if end == name or end >= limit or tokens[end].norm not in (",", ";", "and"):
        return 0
    behind = _glue(read, end, limit)
    mention = read.mention_at(behind) if behind else None
    return behind if mention is not None and mention.kind == "state" else 0


def _past_whole(read: ReadPassage, part: Mention, at: int, limit: int) -> int:
    """The token behind "of the Bali Process" in "the Regional Support Office of the Bali Process"; else `at`."""
    if part.kind not in ("body", "organisation") or at + 1 >= limit or read.tokens[at].norm != "of":
        return at
    inner = at + 1 + (read.tokens[at + 1].norm == "the")
    whole = read.mention_at(inner) if inner < limit else None
    return whole.last if whole is not None and whole.first == inner and whole.kind == "body" else at


def past_bracket(read: ReadPassage, at: int, limit: int) -> int:
    """The token behind a bracket that explains a name: "(IOM)", "(an initiative of …)"."""
    tokens = read.tokens
    if at < limit and tokens[at].norm == "(" and at - 1 not in read.people:
        close = next((i for i in range(at + 1, min(at + 24, limit)) if tokens[i].norm == ")"), None)
        return close + 1 if close is not None else at
    return at


OF_PEOPLE = frozenset({"of", "from", "and", "responsible", "for", "in", "representing"})


def _takes_part(read: ReadPassage, mention: Mention, offices: bool) -> bool:
    if not mention.party:
        return False
    if mention.kind == "body" and mention.id.endswith(("members", "participants", "senior-officials")):
        return False
    if (
        mention.kind == "body"
        and mention.id.endswith("ministers")
        and mention.last < len(read.tokens)
        and read.tokens[mention.last].norm in OF_PEOPLE
    ):
        return False  # "Ministers of Fiji and Tonga", "Ministers and Senior Officials of …"
    return offices or mention.via != "office"


def _glue(read: ReadPassage, at: int, limit: int) -> int:
    """The token after a piece of glue at `at` that leads to the next party; 0 when the run ends here."""
    tokens = read.tokens
    first = at
    loose = words("attendance.yaml", "glue")
    seen = 0
    while at < limit and seen < 14:
        mention = read.mention_at(at)
        if mention is not None and mention.first == at and mention.party:
            return at if at > first else 0
        token = tokens[at]
        if (
            token.norm == ","
            and at + 1 < limit
            and tokens[at + 1].norm
            in ("which", "who", "holding", "currently", "represented", "led", "headed", "through")
        ):
            close = next((i for i in range(at + 2, min(at + 13, limit)) if tokens[i].norm == ","), None)
            if close is not None:  # "Mexico, which holds the presidency, Guatemala and …"
                at = close + 1
                continue
        if at in read.people or token.norm in _SIGNS:
            at += 1
            continue
        aside = phrases("attendance.yaml", "glue_aside").at(tokens, at, limit)
        if aside:  # "Canada and, for the first time, the ILO"
            at = aside[1]
            continue
        if at == first and token.norm.isdigit() and at + 1 < limit and tokens[at + 1].norm in (",", "and", ";"):
            at += 1  # "Cambodia 4, Indonesia 8": how many came
            continue
        if token.norm == "(" and at - 1 in read.people:
            at += 1
            continue
        if token.norm == "(":
            close = next((i for i in range(at + 1, min(at + 16, limit)) if tokens[i].norm == ")"), None)
            if close is None:
                return 0
            at = close + 1
            seen += 1
            if at >= limit:
                return 0
            continue
        phrase = phrases("attendance.yaml", "glue_phrases").at(tokens, at, limit)
        if phrase:
            at = phrase[1]
        elif token.norm in loose:
            at += 1
        else:
            return 0
        seen += 1
    return 0


def list_before(read: ReadPassage, span: Span, end: int) -> PartyList | None:
    """Return the party list that ends right before token `end`, adverbs and "both" aside."""
    tokens = read.tokens
    if end - 1 > span.first and tokens[end - 1].norm == "," and (whole := past_remark(read, span, end)) is not None:
        return whole
    runs = party_lists(read, Span(span.first, end))
    if not runs:
        return None
    last = _past_opening_phrase(read, span, _past_clause(read, span, runs[-1]))
    between = [tokens[i].norm for i in range(last.last, end) if i not in read.people]
    if _closed_bracket(between):
        return last
    return last if all(w in words("attendance.yaml", "between_subject_and_verb") for w in between) else None


_REMARKS = frozenset(
    {"speaking", "acting", "representing", "joined", "supported", "backed", "assisted", "for", "in", "not"}
)


def past_remark(read: ReadPassage, span: Span, verb: int) -> PartyList | None:
    """Return who spoke in "Bangladesh, speaking also for Sri Lanka, put forward …"; None where nothing is set in."""
    tokens = read.tokens
    comma = next((i for i in range(verb - 2, span.first, -1) if tokens[i].norm == ","), None)
    if comma is None or tokens[comma + 1].norm not in _REMARKS:
        return None
    run = list_before(read, Span(span.first, comma), comma)
    return run if run is not None and run.last == comma else None


def _past_clause(read: ReadPassage, span: Span, run: PartyList) -> PartyList:
    """As in "It was hosted by Fiji; Samoa and Tonga were the co-chairs": the subject begins behind the semicolon."""
    tokens = read.tokens
    marks = [i for i in range(run.parties[0].last, run.last) if tokens[i].norm == ";"]
    said = {t.norm for t in tokens[span.first : run.first]}
    rest = tuple(p for p in run.parties if marks and p.first > marks[-1])
    if rest and said & {"was", "were", "had"}:
        return PartyList(rest[0].first, run.last, rest)
    if len(run.parties) == 2 and run.first - 1 > span.first and tokens[run.first - 1].norm in ("as", "by"):
        one, other = run.parties  # "led the meeting as Co-Chairs, and Fiji was the host"
        if [t.norm for t in tokens[one.last : other.first]][:2] == [",", "and"]:
            return PartyList(other.first, run.last, (other,))
    return run


def _past_opening_phrase(read: ReadPassage, span: Span, run: PartyList) -> PartyList:
    """As in "With funding from the European Union, ICMPD organised …": the subject begins behind the comma."""
    tokens = read.tokens
    if len(run.parties) < 2 or tokens[span.first].norm not in (
        "with",
        "in",
        "at",
        "on",
        "under",
        "following",
        "after",
        "upon",
        "as",
        "since",
    ):
        return run
    if run.first - span.first < 1 or tokens[run.first - 1 - (tokens[run.first - 1].norm == "the")].norm not in (
        "from",
        "of",
        "by",
        "with",
        "in",
        "at",
        "for",
        "to",
    ):
        return run
    comma = next((i for i in range(run.parties[0].last, run.last) if tokens[i].norm == ","), None)
    rest = tuple(p for p in run.parties if comma is not None and p.first > comma)
    return PartyList(rest[0].first, run.last, rest) if rest else run


def _closed_bracket(between: list[str]) -> bool:
    if "(" not in between:
        return False
    inner = (
        between[: between.index("(")] + between[len(between) - between[::-1].index(")") :]
        if ")" in between
        else between
    )
    return all(w in words("attendance.yaml", "between_subject_and_verb") for w in inner)


def list_after(read: ReadPassage, span: Span, start: int) -> PartyList | None:
    """Return the party list that begins right after token `start`, articles and "the Government of" aside."""
    tokens = read.tokens
    runs = party_lists(read, Span(start, span.last))
    if not runs:
        return None
    run = runs[0]
    between = [tokens[i].norm for i in range(start, run.first) if i not in read.people]
    if not all(w in words("attendance.yaml", "before_list") for w in between):
        return None
    return _without_next_subject(read, run, span.last)


def _without_next_subject(read: ReadPassage, run: PartyList, limit: int) -> PartyList:
    """As in "hosted by Brunei, and the Secretariat will …": the last party is the subject of the next clause."""
    tokens = read.tokens
    clause = run.last < limit and tokens[run.last].norm in ("was", "were", "is", "are", "had", "co", "jointly")
    stop = next((i for i in range(run.first, run.last) if tokens[i].norm == ";"), None) if clause else None
    if stop is not None and stop > run.parties[0].last - 1:  # "hosted by Fiji; Samoa and Tonga were the co-chairs"
        return PartyList(run.first, stop, tuple(p for p in run.parties if p.last <= stop))
    if (
        clause
        and len(run.parties) == 2
        and [t.norm for t in tokens[run.parties[0].last : run.parties[1].first]] == [","]
    ):
        return PartyList(run.first, run.parties[0].last, run.parties[:1])  # "at the request of IOM, Fiji was invited"
    if (
        len(run.parties) > 1
        and run.last < limit
        and tokens[run.last].norm
        in (
            "will",
            "would",
            "shall",
            "should",
            "agreed",
            "offered",
            "is",
            "are",
            "was",
            "were",
            "had",
            "has",
            "have",
            "took",
            "attended",
            "joined",
            "sent",
        )
    ):
        for n in range(len(run.parties) - 1, 0, -1):
            before = run.parties[n - 1]
            joint = [t.norm for t in tokens[before.last : run.parties[n].first]]
            if "," in joint and "and" in joint or ";" in joint or "while" in joint:
                return PartyList(run.first, before.last, run.parties[:n])
    return run
