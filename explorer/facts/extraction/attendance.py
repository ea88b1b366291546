"""Who was there, in which role, and who was not: lists of parties read by the words around them."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span, semicolons
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, party_lists

# The surest reading first: an absence is not undone by "attended" in the same breath.
ORDER = ("absent", "nothing", "observer", "guest", "also", "participant", "member")
LIST_TITLES = frozenset({"list of participants", "participants", "list of delegates", "participants list", "attendance", "list of attendees", "attendees", "list of delegations", "delegations", "members present", "present", "participant list"})


@dataclass(frozen=True, slots=True)
class Presence:
    """A list of parties and how a sentence tells of them: member, participant, observer, guest, absent or nothing."""

    read: ReadPassage
    span: Span
    parties: tuple[Mention, ...]
    way: str
    rule: str
    last: int = 0


def presences(read: ReadPassage, span: Span) -> list[Presence]:
    """Return what a sentence says of who was there and who was not."""
    found: list[Presence] = []
    for part in semicolons(read.tokens, span):
        runs = party_lists(read, part)
        present: Presence | None = found[-1] if found else None
        for n, run in enumerate(runs):
            limit = runs[n + 1].first if n + 1 < len(runs) else part.last
            floor = runs[n - 1].last if n else part.first
            way, rule = _way(read, part, run, floor, limit, present, n)
            if way:
                told = Presence(read, span, run.parties, way, rule, run.last)
                found.append(told)
                if way not in ("absent", "nothing"):
                    present = told
    return found


def _way(
    read: ReadPassage, part: Span, run: PartyList, floor: int, limit: int, present: Presence | None, n: int
) -> tuple[str, str]:
    tokens = read.tokens
    start = _list_start(read, run.first, floor)
    before = _before(read, start, floor)
    weak = phrases("attendance.yaml", "weak_before").ending(tokens, start, floor)
    behind = _behind(read, run.last, limit)
    after = phrases("attendance.yaml", "after").at(tokens, behind, part.last) if behind < part.last else None
    ways = {w for w in (before, after[0] if after else "") if w}
    if weak and not before:
        weak_after = phrases("attendance.yaml", "weak_after").at(tokens, behind, part.last) if behind < part.last else None
        lead = weak[1]
        strong = phrases("attendance.yaml", "before").ending(tokens, _list_start(read, lead, floor), floor)
        if weak_after or strong:
            ways.add(strong[0] if strong else "member")
        elif _there_were(read, lead, floor):
            ways.add("member")
    if not ways and present is not None:
        continued = phrases("attendance.yaml", "continued").ending(tokens, start, floor) or (
            phrases("attendance.yaml", "continued").ending(tokens, weak[1], floor) if weak else None
        )
        if continued and present.way in ("member", "participant", "also"):
            ways.add("member" if present.way == "member" else "participant")
    if not ways:
        return "", ""
    if ways & {"member", "participant", "also"} and not ways & {"absent", "nothing"}:
        window = [tokens[i].norm for i in range(max(floor, start - 6), start)] + [
            tokens[i].norm for i in range(run.last, min(limit, run.last + 12))
        ]
        if "observer" in window or "observers" in window:
            ways.add("observer")
        elif "guest" in window or "guests" in window:
            ways.add("guest")
        if "invited" in window[:6] and not after:
            ways.add("nothing")
    way = next(w for w in ORDER if w in ways)
    rule = f"attendance: {way}"
    return ("participant" if way == "also" else way), rule


def _there_were(read: ReadPassage, lead: int, floor: int) -> bool:
    norms = [t.norm for t in read.tokens[max(floor, lead - 6) : lead]]
    return "were" in norms and bool({"attendance", "present", "there"} & set(norms))


def _list_start(read: ReadPassage, first: int, floor: int) -> int:
    """Step back over "the", "Governments of the", "the following:" in front of a list."""
    tokens = read.tokens
    loose = {"the", "both", ":", "following", "governments", "government", "states", "state", "countries", "regions", "jurisdictions", "economies", "delegations", "(", "all"}
    at = first
    while at > floor:
        norm = tokens[at - 1].norm
        if norm in loose and norm not in ("of",):
            if norm in ("following", "delegations", "states", "countries", "governments", "economies") and phrases("attendance.yaml", "before").ending(tokens, at, floor):
                break
            at -= 1
        elif norm == "of" and at - 2 >= floor and tokens[at - 2].norm in ("governments", "government", "regions") and not phrases("attendance.yaml", "weak_before").ending(tokens, at, floor):
            at -= 2
        else:
            break
    return at


def _before(read: ReadPassage, start: int, floor: int) -> str:
    hit = phrases("attendance.yaml", "before").ending(read.tokens, start, floor)
    return str(hit[0]) if hit else ""


def _behind(read: ReadPassage, at: int, limit: int) -> int:
    """Step over brackets, commas and "and others" behind a list, to its verb."""
    tokens = read.tokens
    while at < limit:
        norm = tokens[at].norm
        if norm == "(":
            close = next((i for i in range(at, min(at + 20, limit)) if tokens[i].norm == ")"), None)
            if close is None:
                return at
            at = close + 1
        elif norm in (",", ")", "all", "each", "both", "who", "which", "had", "have", "has", "'s") and not (norm in ("had", "has", "have") and _phrase_at(read, at, limit)):
            if norm in ("all", "both", "each") and _phrase_at(read, at, limit):
                return at
            at += 1
        elif tokens[at].norm in ("mission", "office", "delegation", "delegations", "officials", "representatives", "secretariat"):
            at += 1
        else:
            return at
    return at


def _phrase_at(read: ReadPassage, at: int, limit: int) -> bool:
    return phrases("attendance.yaml", "after").at(read.tokens, at, limit) is not None


def handed_down(read: ReadPassage) -> str:
    """Return the way that a stem hands down to a list of parties under it: "The meeting was attended by:"."""
    tokens = read.tokens
    end = len(tokens)
    while end and tokens[end - 1].norm in (":", "–", "."):
        end -= 1
    if not end or not read.sentences:
        return ""
    hit = phrases("attendance.yaml", "before").ending(tokens, end) or phrases("attendance.yaml", "before").ending(tokens, len(tokens))
    if hit:
        return str(hit[0])
    if " ".join(t.norm for t in tokens[:end]) in LIST_TITLES:
        return "member"
    return "observer" if end <= 4 and tokens[0].norm in ("observers", "observer") else ""


def listed_item(read: ReadPassage, way: str) -> Presence | None:
    """Return the parties of an item that is nothing but a list of parties."""
    if not read.sentences:
        return None
    span = Span(read.sentences[0].first, read.sentences[-1].last)
    runs = party_lists(read, span)
    if not runs:
        return None
    outside = [
        i for i in range(span.first, span.last) if not any(r.first <= i < r.last for r in runs) and read.tokens[i].word and i not in read.people
    ]
    loose = words("attendance.yaml", "before_list") | words("attendance.yaml", "glue")
    inside_brackets = _bracketed(read, span)
    if all(read.tokens[i].norm in loose or i in inside_brackets for i in outside):
        return Presence(read, span, runs[0].parties if len(runs) == 1 else tuple(p for r in runs for p in r.parties), way, f"attendance: list, {way}")
    return None


def _bracketed(read: ReadPassage, span: Span) -> set[int]:
    inside, depth = set(), 0
    for i in range(span.first, span.last):
        depth += read.tokens[i].norm == "("
        if depth:
            inside.add(i)
        depth -= read.tokens[i].norm == ")" and depth > 0
    return inside


def table_rows(read: ReadPassage) -> list[Presence]:
    """Return the parties that begin the lines of a flattened table ("Australia Ms Jane Harlow Department of …")."""
    found = []
    text = read.passage.text
    line_starts = {0} | {i + 1 for i, c in enumerate(text) if c == "\n"}
    firsts = [
        n for n, t in enumerate(read.tokens) if any(s <= t.start for s in line_starts) and (n == 0 or "\n" in text[read.tokens[n - 1].end : t.start])
    ]
    for n, first in enumerate(firsts):
        last = firsts[n + 1] if n + 1 < len(firsts) else len(read.tokens)
        mention = read.mention_at(first) or (read.mention_at(first + 1) if first + 1 < last else None)
        if mention is not None and mention.party and mention.first <= first + 1:
            found.append(Presence(read, Span(first, last), (mention,), "member", "attendance: table of participants"))
    return found
