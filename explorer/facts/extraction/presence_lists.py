"""Lists of those present: what a stem or a heading hands down, items that are parties, rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import data, phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import party_lists, past_bracket
from explorer.facts.extraction.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Presence:
    """A list of parties and how a sentence tells of them: member, participant, observer, guest, absent or nothing."""

    read: ReadPassage
    span: Span
    parties: tuple[Mention, ...]
    way: str
    rule: str
    last: int = 0


def handed_down(read: ReadPassage) -> str:
    """Return the way that a stem hands down to a list of parties under it: "The meeting was attended by:"."""
    tokens = read.tokens
    end = len(tokens)
    while end and tokens[end - 1].norm in (":", "–", "."):
        end -= 1
    kinds = words("attendance.yaml", "around_labels") | LISTED
    back = end
    while back and tokens[back - 1].norm in kinds and tokens[back - 1].norm != "following":
        back -= 1
    if back and back < end and tokens[back - 1].norm == "following":
        end = back - 1 - (back > 1 and tokens[back - 2].norm == "the")  # "came from the following countries:"
    if not end or not read.sentences:
        return ""
    hit = phrases("attendance.yaml", "before").ending(tokens, end) or phrases("attendance.yaml", "before").ending(
        tokens, len(tokens)
    )
    hit = hit or phrases("attendance.yaml", "after").ending(tokens, end)
    if hit:
        return str(hit[0])
    return _label(tokens[:end])


def listed_item(read: ReadPassage, way: str) -> Presence | None:
    """Return the parties of an item that is nothing but a list of parties."""
    if not read.sentences:
        return None
    span = Span(read.sentences[0].first, read.sentences[-1].last)
    runs = party_lists(read, span)
    if not runs:
        return None
    outside = [
        i
        for i in range(span.first, span.last)
        if not any(r.first <= i < r.last for r in runs) and read.tokens[i].word and i not in read.people
    ]
    first = runs[0]
    if (
        all(
            read.tokens[i].norm in ("the", "for", "delegation", "of", "government")
            for i in range(span.first, first.first)
        )
        and first.last < span.last
    ):
        rest = [t.norm for t in read.tokens[first.last : span.last]]
        if rest[0] in (",", "–", ":", "(", ";") and not {"agreed", "welcomed", "noted", "will", "to"} & set(rest):
            told = (
                "observer"
                if {"observer", "observers"} & set(rest[:4])
                else "absent"
                if {"absent", "apologies"} & set(rest[:4])
                else way
            )
            return Presence(read, span, first.parties, told, f"attendance: list, {told}")
    loose = words("attendance.yaml", "before_list") | words("attendance.yaml", "glue")
    inside_brackets = _bracketed(read, span)
    if all(read.tokens[i].norm in loose or i in inside_brackets for i in outside):
        return Presence(
            read,
            span,
            runs[0].parties if len(runs) == 1 else tuple(p for r in runs for p in r.parties),
            way,
            f"attendance: list, {way}",
        )
    return None


def _bracketed(read: ReadPassage, span: Span) -> set[int]:
    inside, depth = set(), 0
    for i in range(span.first, span.last):
        depth += read.tokens[i].norm == "("
        if depth:
            inside.add(i)
        depth -= read.tokens[i].norm == ")" and depth > 0
    return inside


def is_row(read: ReadPassage) -> bool:
    """Tell whether a passage is a row of a table: a party, then names and posts ("Fiji Capt. A. Ravu Director")."""
    return len(read.tokens) > 2 and read.mention_at(0) is not None and _bare(read, 0, len(read.tokens))


def label_way(text: str) -> str:
    """Return the way that the heading of a list tells: "Observers:" is observer, "" for any other text.

    >>> label_way("Members present:"), label_way("International organisations"), label_way("Summary")
    ('member', 'participant', '')
    """
    return _label(tokenise(text.strip("*#_ \t").rstrip(":–- ").rstrip("*_ ")))


def _label(tokens: list[Token]) -> str:
    """The way that a label tells: each of its words is one of a label, and one of them says who is listed."""
    said = [t.norm for t in tokens if t.word]
    kinds = data("attendance.yaml")["labels"]
    known = words("attendance.yaml", "around_labels").union(*map(set, kinds.values()))
    if not 0 < len(said) <= 6 or not known.issuperset(said):
        return ""
    return next((way for way, heads in kinds.items() if not set(heads).isdisjoint(said)), "")


LISTED = words("attendance.yaml", "listed")


def labelled(tokens: list[Token], span: Span, until: int | None = None) -> str:
    """Return the way that a label at the head of a span tells of the list behind it, "" where there is none.

    `until` is the token where the list begins; a bracket may stand behind the label: "Present (item 3 only): Fiji".
    """
    stop = min(span.first + 9, span.last - 1)
    mark = next((i for i in range(span.first, stop) if tokens[i].norm in (":", "|")), None)
    if mark is None or until is not None and mark != until - 1:
        return ""
    bracket = next((i for i in range(span.first, mark) if tokens[i].norm == "("), mark)
    return _label(tokens[span.first : bracket])


def table_rows(read: ReadPassage) -> list[Presence]:
    """Return the parties that begin the lines of a flattened table ("Australia Ms Jane Harlow Department of …")."""
    return [_row(read, line, party, "member") for line in _lines(read) if (party := _begins(read, line)) is not None]


def rows_under(read: ReadPassage, way: str) -> tuple[list[Presence] | None, str]:
    """Return the parties of a passage made of lines with one party each, and the way that holds for the lines below.

    `way` is that of the list so far, "" outside of one. A line such as "Observers:" opens a list or changes its way;
    a line of column heads is passed over; any other line ends it, and None is returned.
    """
    rows: list[Presence] = []
    for line in _lines(read):
        if told := label_way(read.text(line.first, line.last)) or _headed(read, line):
            way = told
        elif not way:
            return None, ""
        elif labelled(read.tokens, line):
            return None, ""  # "Members: Fiji, Samoa": a sentence with its own label
        elif not all(t.norm in _COLUMNS or not t.word for t in read.tokens[line.first : line.last]):
            party = _begins(read, line)
            if party is None and (line.first in read.people or read.tokens[line.first].norm in _STYLES):
                continue  # who came for the party of the line above
            if party is None or not _bare(read, party.last, line.last):
                return None, ""
            celled = _celled_parties(read, line)
            if celled:
                rows.append(Presence(read, line, celled, way, f"attendance: list, {way}"))
                continue
            runs = party_lists(read, line)
            if len(runs) == 1 and runs[0].last >= line.last - 1 and _goes_on(read, party.last, line.last):
                rows.append(Presence(read, line, runs[0].parties, way, f"attendance: list, {way}"))
            else:
                rows.append(_row(read, line, party, way))
    return (rows if way else None), way


def _headed(read: ReadPassage, line: Span) -> str:
    """The way of a table whose columns are headed "Delegation | Name | Capacity"."""
    tokens = read.tokens[line.first : line.last]
    columns = any(t.norm == "|" for t in tokens) and all(t.norm in _COLUMNS or not t.word for t in tokens)
    return "member" if columns and tokens[0].norm in _OF_PARTIES else ""


_STYLES = words("words.yaml", "presence_styles")
_OF_PARTIES = frozenset({"delegation", "delegations", "country", "state", "states", "party", "member", "organisation"})
_COLUMNS = words("attendance.yaml", "columns")


def _lines(read: ReadPassage) -> list[Span]:
    text, tokens = read.passage.text, read.tokens
    firsts = [n for n, t in enumerate(tokens) if n == 0 or "\n" in text[tokens[n - 1].end : t.start]]
    return [Span(first, last) for first, last in pairwise([*firsts, len(tokens)])]


def _begins(read: ReadPassage, line: Span) -> Mention | None:
    """The party that a line begins with, an article, a number or a bullet set aside."""
    for at in range(line.first, min(line.first + 3, line.last)):
        mention = read.mention_at(at)
        if mention is not None:
            return mention if mention.party else None
        if read.tokens[at].word and read.tokens[at].norm != "the" and not read.tokens[at].norm.isdigit():
            return None
    return None


def _bare(read: ReadPassage, first: int, last: int) -> bool:
    """Whether names and posts follow a party on its line, no sentence: few words in small letters, no full stop."""
    rest = [t for t in read.tokens[first:last] if t.word and not t.norm.isdigit()]
    small = sum(not t.capital and t.norm not in ("of", "the", "for", "and", "on", "in", "to") for t in rest)
    return len(rest) <= 24 and small <= len(rest) // 5 and read.tokens[last - 1].norm != "."


def _celled_parties(read: ReadPassage, line: Span) -> tuple[Mention, ...]:
    """The parties of a row whose cells hold one party each and nothing else: "Fiji | Japan | the Philippines"."""
    bars = [i for i in range(line.first, line.last) if read.tokens[i].norm == "|"]
    found: list[Mention] = []
    for first, last in zip([line.first, *(bar + 1 for bar in bars)], [*bars, line.last], strict=True):
        at = first + (first < last and read.tokens[first].norm == "the")
        mention = read.mention_at(at) if at < last else None
        if mention is None or not mention.party or mention.first != at or past_bracket(read, mention.last, last) < last:
            return ()
        found.append(mention)
    return tuple(found) if len(found) > 1 else ()


def _goes_on(read: ReadPassage, at: int, limit: int) -> bool:
    """Whether a list goes on behind its first party, a short form in brackets set aside: "Fiji; Samoa"."""
    at = past_bracket(read, at, limit)
    return at < limit and read.tokens[at].norm in (",", ";", "and")


def _row(read: ReadPassage, line: Span, party: Mention, way: str) -> Presence:
    last = [t.norm for t in read.tokens[line.first : line.last]]
    cell = last[len(last) - last[::-1].index("|") :] if "|" in last else []
    if cell in (["observer"], ["observers"], ["guest"]):
        way = "guest" if cell == ["guest"] else "observer"
    rule = "attendance: table of participants" if way == "member" else f"attendance: list, {way}"
    return Presence(read, line, (party,), way, rule)
