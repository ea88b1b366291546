"""Lists of those present: what a stem or a heading hands down, items that are parties, rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import party_lists


@dataclass(frozen=True, slots=True)
class Presence:
    """A list of parties and how a sentence tells of them: member, participant, observer, guest, absent or nothing."""

    read: ReadPassage
    span: Span
    parties: tuple[Mention, ...]
    way: str
    rule: str
    last: int = 0


LIST_TITLES = {
    "member": frozenset(
        {
            "list of participants",
            "participants",
            "list of delegates",
            "participants list",
            "attendance",
            "list of attendees",
            "attendees",
            "list of delegations",
            "delegations",
            "members present",
            "present",
            "participant list",
            "participating states",
            "participating countries",
            "participating members",
            "signatories",
            "member states present",
            "states represented",
            "countries represented",
            "heads of delegation",
            "states present",
            "countries present",
            "members",
            "member states",
            "states",
            "countries",
            "signatory states",
            "delegates",
            "in attendance",
            "represented",
            "states taking part",
            "countries taking part",
            "ministers present",
            "list of signatories",
        }
    ),
    "participant": frozenset(
        {
            "organisations",
            "international organisations",
            "organizations",
            "international organizations",
            "partners",
            "other participants",
            "partner organisations",
            "also present",
            "others",
            "other organisations",
            "also attending",
            "also in attendance",
            "regional organisations",
        }
    ),
    "observer": frozenset(
        {"observers", "observer", "observer states", "observer organisations", "with observer status", "as observers"}
    ),
    "guest": frozenset({"guests", "special guests", "invited guests", "by invitation"}),
    "absent": frozenset(
        {
            "apologies",
            "absent",
            "apologies received",
            "regrets",
            "not represented",
            "excused",
            "apologies for absence",
            "members absent",
            "not present",
        }
    ),
}


def handed_down(read: ReadPassage) -> str:
    """Return the way that a stem hands down to a list of parties under it: "The meeting was attended by:"."""
    tokens = read.tokens
    end = len(tokens)
    while end and tokens[end - 1].norm in (":", "–", "."):
        end -= 1
    if not end or not read.sentences:
        return ""
    hit = phrases("attendance.yaml", "before").ending(tokens, end) or phrases("attendance.yaml", "before").ending(
        tokens, len(tokens)
    )
    hit = hit or phrases("attendance.yaml", "after").ending(tokens, end)
    if hit:
        return str(hit[0])
    label = " ".join(t.norm for t in tokens[:end])
    return next((way for way, labels in LIST_TITLES.items() if label in labels), "")


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


def heads_columns(read: ReadPassage) -> bool:
    """Tell whether a line heads the columns of a table: "Country  Name  Organisation"."""
    return 1 < len(read.tokens) <= 8 and all(t.norm in words("attendance.yaml", "columns") for t in read.tokens)


def is_row(read: ReadPassage) -> bool:
    """Tell whether a passage is a row of a table: a party, then names and posts ("Fiji Capt. A. Ravu Director")."""
    words_ = [t for t in read.tokens if t.word and not t.norm.isdigit()]
    small = sum(not t.capital and t.norm not in ("of", "the", "for", "and", "on", "in") for t in words_)
    return 2 < len(words_) <= 24 and small <= len(words_) // 5 and read.mention_at(0) is not None


def table_rows(read: ReadPassage) -> list[Presence]:
    """Return the parties that begin the lines of a flattened table ("Australia Ms Jane Harlow Department of …")."""
    found = []
    text = read.passage.text
    line_starts = {0} | {i + 1 for i, c in enumerate(text) if c == "\n"}
    firsts = [
        n
        for n, t in enumerate(read.tokens)
        if any(s <= t.start for s in line_starts) and (n == 0 or "\n" in text[read.tokens[n - 1].end : t.start])
    ]
    for n, first in enumerate(firsts):
        last = firsts[n + 1] if n + 1 < len(firsts) else len(read.tokens)
        mention = read.mention_at(first) or (read.mention_at(first + 1) if first + 1 < last else None)
        if mention is not None and mention.party and mention.first <= first + 1:
            found.append(Presence(read, Span(first, last), (mention,), "member", "attendance: table of participants"))
    return found
