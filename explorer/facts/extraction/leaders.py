"""Hosts and chairs of events: "hosted by", "co-chaired", "acted as co-chairs", "under the chairmanship of"."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, list_after, list_before, party_lists
from explorer.facts.extraction.tokens import Token

_TO_COME = words("words.yaml", "leaders_to_come")
_COMING, _PAST = words("words.yaml", "leaders_coming"), words("words.yaml", "leaders_past")


@dataclass(frozen=True, slots=True)
class Leader:
    """A party that hosted or chaired; `at` is the token of the words that say so."""

    relation: str
    party: Mention
    role: str
    at: int
    rule: str
    thanked: bool = False  # thanks are an act as well


def leaders(read: ReadPassage, span: Span) -> list[Leader]:
    """Return who hosted and who chaired, as a sentence tells it. What is only offered or planned is left out."""
    tokens = read.tokens
    found: list[Leader] = []
    for table, position in (
        ("lead_by", "after"),
        ("lead_verbs", "before"),
        ("lead_nouns", "before"),
        ("lead_after", "after"),
    ):
        at = span.first
        while at < span.last:
            hit = phrases("leaders.yaml", table).at(tokens, at, span.last)
            passive = hit is not None and table == "lead_verbs" and hit[1] < span.last and tokens[hit[1]].norm == "by"
            if (
                hit is None
                or passive
                or (hit[0].startswith("chaired") and _process_before(read, span, at))
                or (table == "lead_after" and tokens[at - 1].norm in _NO_APPOSITION)
                or (table == "lead_by" and hit[1] < span.last and tokens[hit[1]].norm == "and")
                or (read.mention_at(at) is not None and table != "lead_after")
                or (table != "lead_verbs" and hit[0].startswith("chaired") and not _is_chair(read, at))
            ):
                at += 1
                continue
            meanings, end = hit
            run = (
                _run(read, span, at, end, position, table)
                if meanings.startswith("chaired") or _eventful(read, span, at, end, table, meanings)
                else None
            )
            if run is not None and table == "lead_by" and meanings.startswith("chaired"):
                run = _and_by(read, span, run)
            if run is not None and table == "lead_verbs" and meanings.endswith(("chaired", "co_chair")):
                beside = _chaired_with(read, span, end) or _by_days(read, span, end)
                found.extend(Leader("chaired", p, "co_chair", at, "chaired with") for p in beside)
                meanings = (
                    "+".join(
                        f"{m.split('/')[0]}{'/co_chair' if beside and m.startswith('chaired') else ''}"
                        for m in meanings.split("+")
                    )
                    if beside
                    else meanings
                )
            if run is not None and not _to_come(read, span, at, run, position):
                for meaning in meanings.split("+"):
                    found.extend(_leaders(meaning, run, at, " ".join(t.norm for t in tokens[at:end])))
            at = end
    found += [*_bracketed(read, span), *_celled(read, span)]
    said = {tokens[i].norm for i in range(span.first, span.last)}
    if said & CHAIR_NOUNS:
        found += _in_the_chair(read, span)
    if said & THANKS:
        found += _thanked(read, span)
    if "invitation" in said:
        found += _inviting(read, span)
    return found


_NO_APPOSITION = frozenset(
    {"was", "were", "is", "are", "in", "as", "took", "be"}
)  # "Fiji was the host, and Japan paid"
CHAIR_NOUNS = words("leaders.yaml", "chair_nouns")
THANKS = words("leaders.yaml", "thanks")


def _process_before(read: ReadPassage, span: Span, at: int) -> bool:
    """As in "The Bali Process, co-chaired by Australia and Indonesia, began in 2002": not of an event."""
    near = at - 1
    while near > span.first and read.tokens[near].norm in (",", "which", "is", "co", "("):
        near -= 1
    mention = read.mention_at(near) if near >= span.first else None
    named = mention is not None and mention.kind == "body" and mention.name.endswith((" Process", " Dialogue"))
    return (
        named and mention is not None and phrases("events.yaml", "heads").first(read.tokens, span.first, near) is None
    )


def _and_by(read: ReadPassage, span: Span, run: PartyList) -> PartyList:
    """As in "co-chaired by Fiji for the Task Force and by Samoa for the Working Group": both."""
    tokens = read.tokens
    for at in range(run.last, min(run.last + 14, span.last - 2)):
        if tokens[at].norm in (".", ";"):
            break
        if tokens[at].norm == "and" and tokens[at + 1].norm == "by" and tokens[run.last].norm in ("for", "on", "in"):
            more = list_after(read, span, at + 2)
            return PartyList(run.first, more.last, (*run.parties, *more.parties)) if more is not None else run
    return run


def _by_days(read: ReadPassage, span: Span, at: int) -> tuple[Mention, ...]:
    """As in "Indonesia took the chair on the first day and Australia on the second": who else."""
    tokens = read.tokens
    for i in range(at, min(at + 8, span.last - 3)):
        if tokens[i].norm == "and" and "first" in {t.norm for t in tokens[at:i]}:
            run = list_after(read, span, i + 1)
            said = [t.norm for t in tokens[run.last : run.last + 3]] if run is not None else []
            return run.parties if run is not None and said[:1] == ["on"] and "second" in said else ()
    return ()


def _chaired_with(read: ReadPassage, span: Span, at: int) -> tuple[Mention, ...]:
    """As in "co-chaired the meeting with New Zealand": with whom."""
    for i in range(at, min(at + 5, span.last - 1)):
        if read.tokens[i].norm in ("with", "alongside"):
            run = list_after(read, span, i + 1)
            return run.parties if run is not None else ()
    return ()


def _in_the_chair(read: ReadPassage, span: Span) -> list[Leader]:
    """As in "The chair of the meeting was held jointly by A and B", "In the chair: A", "The Chair was Ms. X of A"."""
    tokens, found = read.tokens, []
    told, loose = words("leaders.yaml", "chair_told"), words("leaders.yaml", "chair_loose")
    for at in range(span.first, span.last):
        beside = {t.norm for t in tokens[max(span.first, at - 3) : at]} & {"with", "including", "besides"}
        if tokens[at].norm not in CHAIR_NOUNS or not _is_chair(read, at) or beside:
            continue  # "round the table with the two chairs were Fiji and Samoa"
        end, said = at + 1, False
        while end < min(at + 14, span.last):
            if tokens[end].norm in told:
                said = True
            elif tokens[end].norm not in loose and end not in read.people:
                break
            end += 1
        run = list_after(read, span, end) if said else None
        if run is not None and run.first - end <= 1:
            co = tokens[at - 1].norm == "co" if at else False
            found.extend(_leaders("chaired/co_chair" if co else "chaired", run, at, "in the chair"))
    return found


def _bracketed(read: ReadPassage, span: Span) -> list[Leader]:
    """As in "Present: Belgium (Chair), France": the office stands in brackets behind the party."""
    tokens, found = read.tokens, []
    for party in read.within(span.first, span.last):
        inside = [t.norm for t in tokens[party.last : min(party.last + 4, span.last)]]
        if not party.party or inside[:1] not in (["("], [")"]) or ")" not in inside:
            continue
        office = inside[1 : inside.index(")")]
        before = [t.norm for t in tokens[max(span.first, party.first - 3) : party.first]]
        if before[-2:] == ["chair", "("] and tokens[party.last].norm == ")" and _is_chair(read, party.first - 2):
            office = ["co", "chair"] if before[0] == "co" else ["chair"]  # "The Chair (Belgium) and Co-Chair (Mali)"
        if office in (["chair"], ["co", "chair"], ["chairperson"]):
            role = "co_chair" if "co" in office else "chair"
            found.append(Leader("chaired", party, role, party.last, "chair in brackets"))
        elif office == ["host"]:
            found.append(Leader("hosted", party, "", party.last, "host in brackets"))
    return found


def _celled(read: ReadPassage, span: Span) -> list[Leader]:
    """As in the row "Belgium | Ms A. Peeters | Chair": the last cell tells the capacity of the first."""
    norms = [t.norm for t in read.tokens[span.first : span.last]]
    party = read.mention_at(span.first)
    if "|" not in norms or party is None or not party.party:
        return []
    cell = norms[len(norms) - norms[::-1].index("|") :]
    at = span.last - len(cell)
    if cell in (["chair"], ["co", "chair"]):
        return [Leader("chaired", party, "co_chair" if len(cell) > 1 else "chair", at, "chair in a table")]
    return [Leader("hosted", party, "", at, "host in a table")] if cell == ["host"] else []


def _is_chair(read: ReadPassage, at: int) -> bool:
    """Whether a chair is that of the meeting: not a vice-chair, nor the next one."""
    return at == 0 or read.tokens[at - 1].norm not in words("leaders.yaml", "no_chair")


def _thanked(read: ReadPassage, span: Span) -> list[Leader]:
    """As in "Ministers thanked Palau for hosting the meeting": whoever is thanked for it has hosted it."""
    tokens = read.tokens
    hit = phrases("leaders.yaml", "thanked_for").first(tokens, span.first, span.last)
    if hit is None or not any(tokens[i].norm in THANKS for i in range(span.first, hit[1])):
        return []
    coming = {t.norm for t in tokens[hit[2] : hit[2] + 6]} & {"next", "future", "coming", "forthcoming", "a", "an"}
    run = list_before(read, span, hit[1])
    if coming or run is None or not _eventful(read, span, hit[1], hit[2], "lead_verbs", "hosted"):
        return []
    return [Leader("hosted", p, "", hit[1], "thanked for hosting", thanked=True) for p in run.parties]


def _inviting(read: ReadPassage, span: Span) -> list[Leader]:
    """As in "Members met at Fiji's invitation"."""
    tokens = read.tokens
    for at in range(span.first + 3, span.last):
        if tokens[at].norm == "invitation" and tokens[at - 1].norm in ("'s", "kind", "gracious"):
            run = list_before(read, span, at - 1 - (tokens[at - 1].norm != "'s"))
            lead = tokens[run.first - 1].norm if run is not None and run.first > span.first else ""
            if run is not None and lead in ("at", "upon", "on", "the"):
                return [Leader("hosted", p, "", at, "at the invitation of") for p in run.parties]
    return []


def _eventful(read: ReadPassage, span: Span, at: int, end: int, table: str, meanings: str) -> bool:
    """Whether what is hosted or chaired is an event: not "a reception hosted by the mayor"."""
    tokens = read.tokens
    heads = phrases("events.yaml", "heads")
    if meanings == "hosted/workshop":  # whoever holds a workshop hosts it; whoever holds a meeting may just be meeting
        head = heads.first(tokens, end, min(end + 8, span.last))
        return head is not None and head[0] == "workshop"
    if table == "lead_by":
        before = at - 1
        while before >= span.first and tokens[before].norm in ASIDE:
            before -= 1
        if before < span.first or tokens[span.first].norm in ("it", "this") and tokens[span.first + 1].norm == "was":
            return True
        if (
            tokens[before].norm in ("it", "which", "that", "this", "and", ")", ",")
            or tokens[before].norm.isdigit()
            or read.mention_at(before) is not None
        ):
            return (
                any(heads.at(tokens, i, at) for i in range(span.first, at))
                or tokens[before].norm in ("it", "this", "which")
                or heads.first(tokens, end, span.last) is not None
            )
        return (
            any(heads.at(tokens, i, at) for i in range(max(span.first, before - 14), at))
            and tokens[before].norm not in NO_EVENT
            or tokens[before].norm in ("week", "course", "programme")
            and tokens[before - 1].norm in ("the", "this")
        )
    if table == "lead_verbs" and tokens[end - 1].norm not in ("chair", "chairs", "host", "hosts"):
        return (
            end >= span.last
            or heads.first(tokens, end, min(end + 16, span.last)) is not None
            or _which_was(tokens, span, at)
            or tokens[end].norm in ("it", "the", ".", "and", "these", "both")
        )
    return True


def _which_was(tokens: list[Token], span: Span, at: int) -> bool:
    """As in "the Roundtable on Debt, which the RSO and ILO had convened in Suva": an event, and who hosted it."""
    which = next((i for i in range(at - 1, max(span.first, at - 16), -1) if tokens[i].norm == "which"), None)
    return which is not None and phrases("events.yaml", "heads").first(tokens, span.first, which) is not None


ASIDE = words("words.yaml", "leaders_aside")
NO_EVENT = words("words.yaml", "leaders_no_event")


def _run(read: ReadPassage, span: Span, at: int, end: int, position: str, table: str) -> PartyList | None:
    if position == "after":
        return list_after(read, span, end) or _persons_of(read, span, end)
    start = at
    if table == "lead_verbs" and start > span.first and read.tokens[start - 1].norm == "co":
        start -= 1
    run = list_before(read, span, start)
    if run is None and table == "lead_verbs" and read.tokens[start - 1].norm == "and":
        first = party_lists(read, Span(span.first, start))
        if first and first[0].first - span.first <= 1:
            return first[0]  # "Fiji and Samoa had organised it together, and took the chair in turn"
    if run is None and table == "lead_nouns":
        runs = party_lists(read, Span(span.first, start))
        near = runs[-1] if runs else None
        between = [t.norm for t in read.tokens[near.last : start]] if near else []
        if (
            near
            and len(between) <= 6
            and ({"which", "who"} & set(between) or {"opened", "addressed", "convened"} & set(between))
        ):
            return near
    return run


def _persons_of(read: ReadPassage, span: Span, at: int) -> PartyList | None:
    """As in "co-chaired by Rear Admiral M. Rahman (Bangladesh) and Ms Susan Hill (Australia)": whose they are."""
    tokens, first = read.tokens, at
    found: list[Mention] = []
    while at < span.last and len(found) < 4:
        opening = at
        while opening < span.last and (
            tokens[opening].capital or opening in read.people or tokens[opening].norm in ".,"
        ):
            if read.mention_at(opening) is not None:
                break
            opening += 1
        party = read.mention_at(opening + 1) if opening + 1 < span.last else None
        closed = party is not None and party.last < span.last and tokens[party.last].norm == ")"
        if opening - at < 2 or tokens[opening].norm != "(" or party is None or not party.party or not closed:
            break
        found.append(party)
        at = party.last + 1
        if at >= span.last or tokens[at].norm not in ("and", ","):
            break
        at += 1
    return PartyList(first, at, tuple(found)) if found else None


def _to_come(read: ReadPassage, span: Span, at: int, run: PartyList, position: str) -> bool:
    tokens = read.tokens
    if position == "after":
        before = [tokens[i].norm for i in range(span.first, at)]
        near = any(word in _TO_COME for word in before[-3:])
        return near or not _COMING.isdisjoint(before) and _PAST.isdisjoint(before)
    return any(tokens[i].norm in _TO_COME for i in range(run.last, at))


def _leaders(meaning: str, run: PartyList, at: int, rule: str) -> list[Leader]:
    relation, _, role = meaning.partition("/")
    parties = run.parties
    if role == "workshop":  # a group that holds its own workshop does not host it; an office may
        parties = tuple(p for p in parties if p.kind != "body" or "office" in p.id.split("-"))
    if relation == "chaired":
        if not role:
            role = "co_chair" if len({p.id for p in parties}) > 1 or "co" in rule.split() else "chair"
        parties = tuple(p for p in parties if not p.id.endswith(("members", "participants", "co-chairs")))
    return [Leader(relation, p, role if relation == "chaired" else "", at, rule) for p in parties]
