"""Who was there, in which role, and who was not: lists of parties read by the words around them."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span, semicolons
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, party_lists
from explorer.facts.extraction.presence_lists import Presence
from explorer.facts.extraction.tokens import Token

# The surest reading first: an absence is not undone by "attended" in the same breath.
ORDER = ("absent", "nothing", "observer", "guest", "also", "participant", "member")


def presences(read: ReadPassage, span: Span) -> list[Presence]:
    """Return what a sentence says of who was there and who was not."""
    found: list[Presence] = []
    for part in _parts(read, span):
        runs = party_lists(read, part)
        present: Presence | None = next((p for p in reversed(found) if p.way not in ("absent", "nothing")), None)
        for n, run in enumerate(runs):
            limit = runs[n + 1].first if n + 1 < len(runs) else part.last
            floor = runs[n - 1].last if n else part.first
            way, rule = _way(read, part, run, floor, limit, present)
            if not way:
                continue
            named = _named(read, part, run, way)
            marked = tuple(p for p in named if _marked(read, p))
            if marked and way not in ("absent", "nothing"):
                found.append(Presence(read, span, marked, "observer", "attendance: observer in brackets", run.last))
            told = Presence(read, span, tuple(p for p in named if p not in marked), way, rule, run.last)
            found.append(told)
            if way not in ("absent", "nothing"):
                present = told
    return found


def _marked(read: ReadPassage, party: Mention) -> bool:
    """As in "Norway (observer)": the role stands in brackets behind the name."""
    tokens = read.tokens
    return (
        party.last + 1 < len(tokens)
        and tokens[party.last].norm == "("
        and tokens[party.last + 1].norm in ("observer", "observers", "as")
    )


def _parts(read: ReadPassage, span: Span) -> list[Span]:
    """The parts of a sentence between semicolons; a part that only goes on with a list stays with the one before."""
    parts: list[Span] = []
    told = False
    for part in semicolons(read.tokens, span):
        alone = any(
            phrases("attendance.yaml", key).first(read.tokens, part.first, part.last) for key in ("after", "before")
        )
        if parts and not (alone and told):
            parts[-1] = Span(parts[-1].first, part.last)
            told = told or alone
        else:
            parts.append(part)
            told = alone
    return parts


def _named(read: ReadPassage, part: Span, run: PartyList, way: str) -> tuple[Mention, ...]:
    """As in "In the absence of Italy, Spain presented …": only Italy was absent."""
    if way == "absent" and read.tokens[part.first].norm in ("in", "without") and len(run.parties) > 1:
        comma = next((i for i in range(run.first, run.last) if read.tokens[i].norm == ","), None)
        if comma is not None and run.last < part.last and read.tokens[run.last].norm not in (",", "and", "."):
            return tuple(p for p in run.parties if p.last <= comma)
    return tuple(
        p for p in run.parties if p.kind == "state" or p.last >= len(read.tokens) or read.tokens[p.last].norm != "by"
    )


def _way(
    read: ReadPassage, part: Span, run: PartyList, floor: int, limit: int, present: Presence | None
) -> tuple[str, str]:
    """How the words around a list tell of it; "" when they do not speak of presence."""
    tokens = read.tokens
    start = _list_start(read, run.first, floor)
    before, people = _before(read, start, floor)
    behind = _behind(read, run.last, part.last)
    after = _after(read, behind, part.last)
    ways = {w for w in (before, after[0] if after else "") if w}
    if people and not ways and behind < part.last and _weak_after(read, behind, part.last):
        ways.add("member")
    if people and not ways and _we_met(read, part, run):
        ways.add("member")
    if start > part.first and (tokens[start - 1].norm in ("nor", "neither") or tokens[part.first].norm == "neither"):
        ways = {"absent"}
    if (
        not ways
        and behind + 1 < part.last
        and tokens[behind].norm == "sent"
        and {t.norm for t in tokens[behind + 1 : behind + 6]} & PEOPLE
    ):
        ways.add("member")
    if (
        not ways
        and people
        and start > part.first
        and "adopted" in {t.norm for t in tokens[max(part.first, start - 7) : start]}
    ):
        ways.add("member")  # "adopted by the Ministers of …"
    if not ways and people and _course_for(read, part, start):
        ways.add("member")
    if not ways and start > part.first and tokens[start - 1].norm == ":":
        ways.update(_labelled(read, part, run, start))
    if (
        not ways
        and tokens[start].norm == "("
        and phrases("attendance.yaml", "after").first(tokens, max(part.first, start - 9), start) is not None
    ):
        ways.add("member")  # "Eight countries attended the session (Iraq, Jordan …)"
    beyond = [t.norm for t in tokens[run.last : min(limit, run.last + 12)]]
    as_role = _as_role(beyond)
    if not ways and as_role and not {"will", "to", "not", "would"} & set(beyond):
        ways.add("observer" if as_role.startswith("observer") else "guest")
    if not ways and present is not None:
        continued = phrases("attendance.yaml", "continued").ending(tokens, start, floor)
        if not continued and people:
            edge = start
            while edge > floor and (tokens[edge - 1].norm in FILLERS or tokens[edge - 1].norm in PEOPLE):
                edge -= 1
            table = phrases("attendance.yaml", "continued")
            opening = table.first(tokens, floor, min(floor + 3, start) + 1)
            continued = table.ending(tokens, edge, floor) or (opening[:2] if opening else None)
        if continued and present.way in ("member", "participant") and not all(m.via == "office" for m in run.parties):
            ways.add("member" if present.way == "member" else "participant")
    if not ways or _conditional(read, part, run, behind):
        return "", ""
    if ways & {"member", "participant", "also"} and not ways & {"absent", "nothing"}:
        window = [t.norm for t in tokens[max(floor, start - 6) : start]]
        status = {"status", "capacity"} & set(beyond) and "observer" in beyond
        if (
            ({"observer", "observers"} & set(window) and "members" not in window)
            or as_role.startswith("observer")
            or status
        ):
            ways.add("observer")
        elif {"guest", "guests"} & set(window) or as_role.startswith("guest"):
            ways.add("guest")
        if "invited" in window and not after:
            ways.add("nothing")
    way = next(w for w in ORDER if w in ways)
    return ("participant" if way == "also" else way), f"attendance: {way}"


def _course_for(read: ReadPassage, part: Span, start: int) -> bool:
    """As in "organised the seminar for officers from Armenia and Georgia": those it was held for were there."""
    tokens = read.tokens
    for at in range(start - 1, max(part.first, start - 8), -1):
        if tokens[at].norm == "for" and phrases("events.yaml", "heads").ending(tokens, at, part.first):
            return bool(
                {t.norm for t in tokens[max(part.first, at - 9) : at]}
                & {"organised", "organized", "held", "ran", "conducted", "delivered", "gave", "hosted", "provided"}
            )
    return False


def _labelled(read: ReadPassage, part: Span, run: PartyList, start: int) -> set[str]:
    """As in "Eleven members took part: …", "For the Colombo Process: …"."""
    tokens = read.tokens
    if tokens[part.first].norm in ("for", "from") and start - part.first <= 9 and run.last >= part.last - 1:
        return {"member"}
    for at in range(part.first, start - 1):
        hit = phrases("attendance.yaml", "after").at(tokens, at, start)
        if hit:
            return {hit[0]}
    return set()


def _after(read: ReadPassage, at: int, limit: int) -> tuple[str, int] | None:
    """The way that the words behind a list tell, adverbs set aside: "were also in attendance"."""
    if at >= limit:
        return None
    table = phrases("attendance.yaml", "after")
    found = table.at(read.tokens, at, limit)
    if (
        found is not None
        and found[1] < limit
        and read.tokens[found[1]].norm == "by"
        and found[0] == "member"
        and read.tokens[found[1] - 1].norm in ("attended", "joined")
    ):
        return None  # "chaired by Bangladesh and attended by …"
    if found is None:
        view = list(read.tokens[at : min(at + 9, limit)])
        bare = [t for t in view if t.norm not in ADVERBS]
        found = table.at(bare, 0) if bare and len(bare) < len(view) and view[0].norm not in (".",) else None
        if found and found[0] == "member" and any(t.norm in ("also", "likewise") for t in view[: found[1] + 1]):
            return "also", at
    return found


ADVERBS = words("words.yaml", "attendance_adverbs")


def _as_role(beyond: list[str]) -> str:
    """As in "attended as observers", "as an observer": the role behind a list."""
    for n, word in enumerate(beyond):
        if (
            word in ("observer", "observers", "guest", "guests")
            and "as" in beyond[max(0, n - 3) : n]
            and "did" not in beyond[max(0, n - 3) : n]
        ):
            following = beyond[n + 1 : n + 3]
            return (
                ""
                if (following[:1] in (["from"], ["of"]) and word.startswith("observer")) or following == [",", "by"]
                else word
            )
    return ""


def _conditional(read: ReadPassage, part: Span, run: PartyList, behind: int) -> bool:
    """Whether the presence is only planned or wished: "will attend", "invited to take part"."""
    words_ = {t.norm for t in read.tokens[run.last : behind + 1]}
    lead = {t.norm for t in read.tokens[max(part.first, run.first - 5) : run.first]}
    return bool(words_ & {"will", "would", "should", "could", "may", "to"}) or bool(
        lead & {"invite", "inviting", "will", "should", "next", "hoped", "would"}
    )


def _weak_after(read: ReadPassage, at: int, limit: int) -> bool:
    """A verb of doing behind "Delegates of Georgia and Jordan": they were there to do it."""
    if phrases("attendance.yaml", "weak_after").at(read.tokens, at, limit):
        return True
    return (
        read.tokens[at].norm == ","
        and at + 1 < limit
        and read.tokens[at + 1].norm in ("meeting", "having", "gathered", "assembled", "convened")
    )


def _we_met(read: ReadPassage, part: Span, run: PartyList) -> bool:
    """As in "We, the Ministers of A and B, meeting in Prague …" and "met in Rome".

    The people of a list are there when the same sentence says that they met.
    """
    words_ = [t.norm for t in read.tokens[run.last : min(run.last + 14, part.last)]]
    return bool({"met", "meeting", "gathered", "assembled", "convened"} & set(words_[:4])) or (
        read.tokens[part.first].norm == "we"
        and bool({"met", "meeting", "gathered", "assembled", "having"} & set(words_))
    )


PEOPLE = words("words.yaml", "attendance_people")
FILLERS = words("words.yaml", "attendance_fillers")


def _before(read: ReadPassage, start: int, floor: int) -> tuple[str, bool]:
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


def _list_start(read: ReadPassage, first: int, floor: int) -> int:
    """Step back over articles and persons in front of a list."""
    at = first
    while at > floor and (read.tokens[at - 1].norm in ("the", "both", "(", "a", "an") or at - 1 in read.people):
        at -= 1
    return at


def _behind(read: ReadPassage, at: int, limit: int) -> int:
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
        elif norm in BEHIND or at in read.people:
            at += 1
        else:
            return at
        steps += 1
    return at


BEHIND = words("words.yaml", "attendance_behind")


def _aside(tokens: list[Token], comma: int, limit: int) -> int:
    """The token behind an aside: ", represented by its ambassador,"."""
    ended = next((i for i in range(comma + 2, min(comma + 14, limit)) if tokens[i].norm == ","), None)
    if (
        ended is not None
        and ended + 1 < limit
        and phrases("attendance.yaml", "after").at(tokens, ended + 1, limit)
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
