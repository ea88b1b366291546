"""Who was there, in which role, and who was not: lists of parties read by the words around them."""

from __future__ import annotations

from explorer.facts.extraction.attending import (
    FILLERS,
    PEOPLE,
    behind_list,
    denied,
    list_start,
    membership,
    opens_list,
    told_behind,
    words_before,
)
from explorer.facts.extraction.clauses import Span, semicolons
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, party_lists
from explorer.facts.extraction.presence_lists import Presence, labelled
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
            if not way and present is not None and _marked(read, run.parties[-1]):
                way, rule = "observer", "attendance: observers in brackets"
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


def they_attended(read: ReadPassage, before: Span, span: Span) -> list[Presence]:
    """As in "Officers from Fiji and Tonga now know more. They took part in a course.": those of the list before."""
    tokens = read.tokens
    if tokens[span.first].norm != "they":
        return []
    said = told_behind(tokens, span.first + 1, span.last)
    runs = [run for run in party_lists(read, before) if len(run.parties) > 1]
    if not said or said[0] != "member" or len(runs) != 1 or not words_before(read, runs[0].first, before.first)[1]:
        return []
    return [Presence(read, before, runs[0].parties, "member", "attendance: they", span.last)]


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
        p
        for p in run.parties
        if (p.kind == "state" or p.last >= len(read.tokens) or read.tokens[p.last].norm != "by")
        and not (p.kind == "body" and p.id.endswith(("ministers", "members", "participants", "co-chairs")))
    )


def _way(
    read: ReadPassage, part: Span, run: PartyList, floor: int, limit: int, present: Presence | None
) -> tuple[str, str]:
    """How the words around a list tell of it; "" when they do not speak of presence."""
    tokens = read.tokens
    start = list_start(read, run.first, floor)
    before, people = words_before(read, start, floor)
    people = people or (run.parties[0].kind == "state" and tokens[run.first].norm in PEOPLE)
    if before == "guest" and "of" in {t.norm for t in tokens[max(floor, start - 4) : start]}:
        before = ""  # "as guests of the Government of Fiji": of the host
    behind = behind_list(read, run.last, part.last)
    after = _after(read, behind, part.last)
    ways = {w for w in (before, after[0] if after else "") if w}
    if label := labelled(tokens, part, start):
        ways.add(label)
    if not ways and (_doing(read, part, run, start, behind, people) or _sent_people(tokens, behind, part.last)):
        ways.add("member")
    if start > part.first and (tokens[start - 1].norm in ("nor", "neither") or tokens[part.first].norm == "neither"):
        ways = {"absent"}
    edge = _before_people(tokens, start, floor) if people else start
    opening = opens_list(tokens, start, part.first) or opens_list(tokens, edge, part.first)
    if not ways and opening > part.first:
        ways.update(_labelled(read, part, run, opening, start))
    said = told_behind(tokens, behind, part.last) if behind < part.last else None
    if ways and not said:
        said = _after_all(tokens, behind, part.last)
    if said and (not ways or said[0] in ("absent", "nothing")):
        ways.add(said[0])
    if ways and start > part.first and denied(tokens, start, floor):
        ways = {"absent"}
    elif ways and not after and membership(tokens, start, floor):
        return "", ""
    if not ways and tokens[start].norm == "(" and _in_brackets(read, part, start, run.last):
        ways.add("member")
    beyond = [t.norm for t in tokens[run.last : min(limit, run.last + 12)]]
    as_role = _as_role(beyond)
    if not ways and as_role and not {"will", "to", "not", "would"} & set(beyond):
        ways.add("observer" if as_role.startswith("observer") else "guest")
    as_told = " ".join(beyond)
    if not ways and ("in an observer capacity" in as_told or "with observer status" in as_told):
        ways.add("observer")  # "followed the workshop in an observer capacity"
    if not ways and present is not None and _continued(read, run, start, floor, people, present):
        ways.add(present.way)
    if not ways or _conditional(read, part, run, behind):
        return "", ""
    if ways & {"member", "participant", "also"} and not ways & {"absent", "nothing"}:
        ways.update(_role(tokens, start, floor, beyond, as_role, bool(after)))
    way = next(w for w in ORDER if w in ways)
    return ("participant" if way == "also" else way), f"attendance: {way}"


def _after_all(tokens: list[Token], at: int, limit: int) -> tuple[str, int] | None:
    """As in "had registered but did not come": what a list did in the end undoes what it did before."""
    for i in range(at, min(at + 6, limit - 1)):
        if tokens[i].norm == "but":
            for n in range(i + 1, min(i + 6, limit)):  # "but in the end sent no delegation"
                gone = phrases("attendance.yaml", "after").at(tokens, n, limit) or told_behind(tokens, n, limit)
                if gone and gone[0] == "absent":
                    return gone
            return None
    return None


def _doing(read: ReadPassage, part: Span, run: PartyList, start: int, behind: int, people: bool) -> bool:
    """Whether people of a list did what only those present do: spoke, met, adopted, followed a course."""
    return (
        people
        and (
            (behind < part.last and _weak_after(read, behind, part.last))
            or _we_met(read, part, run)
            or (read.tokens[part.first].norm == "we" and run.last >= part.last - 1)  # "We, the Ministers of A and B,"
            or "adopted"
            in {t.norm for t in read.tokens[max(part.first, start - 7) : start]}  # "adopted by the Ministers of"
            or _course_for(read, part, start)
        )
    )


def _sent_people(tokens: list[Token], at: int, limit: int) -> bool:
    """As in "Georgia and Jordan sent two senior officers"."""
    return at + 1 < limit and tokens[at].norm == "sent" and bool({t.norm for t in tokens[at + 1 : at + 6]} & PEOPLE)


def _continued(read: ReadPassage, run: PartyList, start: int, floor: int, people: bool, present: Presence) -> bool:
    """As in "… attended, along with delegates from Fiji": the list goes on with one that has been read."""
    if phrases("attendance.yaml", "likewise").ending(read.tokens, start, floor):
        return True
    if present.way not in ("member", "participant") or all(m.via == "office" for m in run.parties):
        return False
    table, tokens = phrases("attendance.yaml", "continued"), read.tokens
    if table.ending(tokens, start, floor):
        return True
    edge = _before_people(tokens, start, floor)
    return people and bool(table.first(tokens, floor, min(floor + 3, start) + 1) or table.ending(tokens, edge, floor))


def _before_people(tokens: list[Token], start: int, floor: int) -> int:
    """The token where "government officials from" begins, in front of a list."""
    while start > floor and (tokens[start - 1].norm in FILLERS or tokens[start - 1].norm in PEOPLE):
        start -= 1
    return start


def _role(tokens: list[Token], start: int, floor: int, beyond: list[str], as_role: str, after: bool) -> set[str]:
    """The role that words beside a list of those present give it: observer, guest, or nothing where only invited."""
    window = {t.norm for t in tokens[max(floor, start - 6) : start]}
    found = set()
    if as_role.startswith("guest"):  # "observers from Fiji; IOM came as a guest"
        return {"guest"}
    status = {"status", "capacity"} & set(beyond) and "observer" in beyond
    if after and not as_role and "," in [t.norm for t in tokens[max(floor, start - 2) : start]]:
        window -= {"observer", "observers"}  # "Canada sat in as an observer, the RSO attended throughout"
    if ({"observer", "observers"} & window and "members" not in window) or as_role.startswith("observer") or status:
        found.add("observer")
    elif {"guest", "guests"} & window or as_role.startswith("guest"):
        found.add("guest")
    if "invited" in window and not after:
        found.add("nothing")
    return found


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


def _labelled(read: ReadPassage, part: Span, run: PartyList, edge: int, start: int) -> set[str]:
    """As in "Eleven members took part: …", "Six were represented, namely …", "For the Colombo Process: …"."""
    tokens = read.tokens
    colon = tokens[start - 1].norm == ":"
    if colon and tokens[part.first].norm in ("for", "from") and start - part.first <= 9 and run.last >= part.last - 1:
        return {"member"}
    if not colon and not PEOPLE & {t.norm for t in tokens[part.first : edge]}:
        return set()
    for at in range(part.first, edge):
        hit = phrases("attendance.yaml", "after").at(tokens, at, edge) or told_behind(tokens, at, edge)
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
    if run.first > part.first + 1 and read.tokens[run.first - 1].norm == "to":
        lead.discard("next")  # "next to Jordan and Lebanon"
    return bool(words_ & {"will", "would", "should", "could", "may", "to"}) or bool(
        lead & {"invite", "inviting", "will", "should", "next", "hoped", "would"}
    )


def _weak_after(read: ReadPassage, at: int, limit: int) -> bool:
    """A verb of doing behind "Delegates of Georgia and Jordan": they were there to do it."""
    if read.tokens[at].norm == "met" and at + 1 < limit and read.tokens[at + 1].norm in ("the", "all", "its", "half"):
        return False  # "the Government of Japan met the costs"
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
    if words_[:1] == ["met"] and words_[1:2] in (["the"], ["all"], ["its"], ["half"]):
        return False  # "the Government of Japan met the costs"
    words_ = [w for n, w in enumerate(words_) if w != "meeting" or not n or words_[n - 1] not in ("the", "this", "a")]
    if len(run.parties) > 2 and {"meeting", "gathered", "assembled"} & set(words_):
        return True  # "The Ministers of A, B and C, members of the Process, meeting under …"
    return bool({"met", "meeting", "gathered", "assembled", "convened"} & set(words_[:4])) or (
        read.tokens[part.first].norm == "we"
        and bool({"met", "meeting", "gathered", "assembled", "having"} & set(words_))
    )


def _in_brackets(read: ReadPassage, part: Span, start: int, at: int) -> bool:
    """As in "Eight countries attended (Iraq …)", "Nine members (Iraq …) and two observers (IOM) were represented"."""
    tokens = read.tokens
    if phrases("attendance.yaml", "after").first(tokens, max(part.first, start - 9), start) is not None:
        return True
    if start == part.first or tokens[start - 1].norm not in PEOPLE:
        return False
    inside = True
    while at < part.last:
        if not inside and told_behind(tokens, at, part.last):
            return True
        norm = tokens[at].norm
        inside = norm == "(" or (inside and norm != ")")
        if not inside and norm not in FILLERS and norm not in PEOPLE and norm not in _AROUND:
            return False
        at += 1
    return False


_AROUND = frozenset({"(", ")", ",", "observers"})
