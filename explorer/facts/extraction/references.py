"""What sentences say about events: which one follows which, what rests on whose decision, what carries out what."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.tokens import Token

_REACH = 14


@dataclass(frozen=True, slots=True)
class Reference:
    """A relation to an event or an instrument. `source` is a body or another event, or None for what is at hand."""

    relation: str
    target: Sighting | Mention
    source: Mention | Sighting | None
    rule: str


def references(read: ReadPassage, span: Span, seen: list[Sighting]) -> list[Reference]:
    """Return the references of a sentence: follows, mandated_by, implements, endorsed_by."""
    return [
        *_mandates(read, span, seen),
        *_follows(read, span, seen),
        *_implements(read, span),
        *_adopted(read, span, seen),
    ]


def _adopted(read: ReadPassage, span: Span, seen: list[Sighting]) -> list[Reference]:
    """What another event adopted: "the Plan, adopted by the Sixth Conference", "…, which had adopted the Plan"."""
    tokens, found = read.tokens, []
    texts = [m for m in read.within(span.first, span.last) if m.kind == "instrument"]
    for at in range(span.first + 1, span.last - 1):
        if tokens[at].norm not in ADOPTING:
            continue
        rule = " ".join(t.norm for t in tokens[at : at + 2])
        before = {t.norm for t in tokens[max(span.first, at - 4) : at]}
        text = next((m for m in reversed(texts) if 0 <= at - m.last <= 3), None)
        if text is not None and tokens[at + 1].norm in ("by", "at") and not before & _NOT_YET:
            event = _next_sighting(seen, at + 2, 2)
            if event is not None:
                found.append(Reference("endorsed_by", event, text, rule))
        which = next((i for i in range(at - 1, max(span.first, at - 4), -1) if tokens[i].norm == "which"), None)
        behind = next((m for m in texts if 0 <= m.first - at - 1 <= 2), None)
        if which is not None and behind is not None and not before & _NOT_YET:
            event = next((s for s in reversed(seen) if s.name.last <= which and which - s.name.last <= 16), None)
            if event is not None and tokens[which - 1].norm in (",", "at"):
                found.append(Reference("endorsed_by", event, behind, rule))
        if (
            text is not None and tokens[at - 1].norm in ("was", "were") and not before & _NOT_YET
        ):  # "at which it was adopted"
            lead = [t.norm for t in tokens[max(span.first, text.first - 4) : text.first]]
            event = next((s for s in reversed(seen) if s.name.last <= text.first - 2), None)
            if event is not None and ("which" in lead and "at" in lead or "where" in lead):
                found.append(Reference("endorsed_by", event, text, rule))
    return found


LAST = "the last one"
ADOPTING = frozenset({"adopted", "endorsed", "approved", "signed"})
_NOT_YET = frozenset({"not", "be", "to", "will", "would", "if", "should", "yet"})


def _next_sighting(seen: list[Sighting], at: int, reach: int) -> Sighting | None:
    near = [s for s in seen if at <= s.name.first <= at + reach]
    return near[0] if near else None


def _mandates(read: ReadPassage, span: Span, seen: list[Sighting]) -> list[Reference]:
    tokens = read.tokens
    found: list[Reference] = []
    table = phrases("roles.yaml", "mandates")
    at = span.first
    while at < span.last:
        hit = table.at(tokens, at, span.last) or _mandate_at(tokens, at, span.last)
        if hit is None:
            at += 1
            continue
        event = _next_sighting(seen, hit[1], _REACH)
        rule = " ".join(t.norm for t in tokens[at : hit[1]])
        if event is not None:
            giver = next(
                (m for m in read.within(at, event.name.first) if m.kind == "body" and m.id.endswith("ministers")), None
            )
            if giver is not None:
                found.append(Reference("session_of", event, giver, rule))
            asked = next((s for s in seen if s.name.last == at), None)  # "the training requested at the Sixth Meeting"
            found.append(Reference("mandated_by", event, _set_up_body(read, span, at) or asked, rule))
        else:
            text = next((m for m in read.within(hit[1], min(hit[1] + 6, span.last)) if m.kind == "instrument"), None)
            if text is not None and not any(tokens[i].norm in (",", "and") for i in range(hit[1], text.first)):
                found.append(Reference("mandated_by", text, _set_up_body(read, span, at), rule))
        at = hit[1]
    for sight in seen:
        if any(reference.target is sight for reference in found):
            continue
        for at in range(sight.name.last, min(sight.name.last + 26, span.last)):
            hit = phrases("roles.yaml", "gave_mandate").at(tokens, at, span.last)
            if hit and not any(sight.name.last < other.name.last <= at for other in seen):
                bodies = [
                    m for m in read.within(hit[1], min(hit[1] + 5, span.last)) if m.kind == "body" and m.via != "office"
                ]
                found.append(
                    Reference(
                        "mandated_by",
                        sight,
                        bodies[0] if bodies else None,
                        " ".join(t.norm for t in tokens[at : hit[1]]),
                    )
                )
                break
    return found


def _mandate_at(tokens: list[Token], at: int, limit: int) -> tuple[str, int] | None:
    """As in "in response to a recommendation made at": where the words end that tell of a mandate."""
    lead = phrases("roles.yaml", "mandate_leads").at(tokens, at, limit)
    if lead is None:
        return None
    noun = lead[1]
    while noun < limit and tokens[noun].norm in ("a", "an", "the", "earlier", "specific"):
        noun += 1
    if noun >= limit or tokens[noun].norm not in words("roles.yaml", "mandate_nouns"):
        return None
    return phrases("roles.yaml", "mandate_ends").at(tokens, noun + 1, limit)


def _set_up_body(read: ReadPassage, span: Span, at: int) -> Mention | None:
    """The body that "was set up" before the words of mandate."""
    tokens = read.tokens
    for i in range(max(span.first, at - 22), at + 3):
        hit = phrases("roles.yaml", "set_up").at(tokens, i, span.last) if i < span.last else None
        if hit:
            before = [m for m in read.within(span.first, i) if m.kind == "body" and m.via not in ("office",)]
            return before[-1] if before and i - before[-1].last <= 4 else None
    return None


def _follows(read: ReadPassage, span: Span, seen: list[Sighting]) -> list[Reference]:
    tokens = read.tokens
    found = []
    table = phrases("roles.yaml", "follows")
    for sight in seen:
        start = sight.name.first
        while start > span.first and tokens[start - 1].norm in ("the", "of", "its", "at", "by", "previous", "last"):
            start -= 1
        hit = table.ending(tokens, start, span.first)
        if hit is not None and sight.name.determiner != "next" and sight.status != "planned":
            found.append(Reference("follows", sight, None, " ".join(t.norm for t in tokens[hit[1] : start])))
        elif sight.name.determiner == "previous" and sight.status == "held" and sight.date is not None:
            found.append(Reference("follows", sight, None, LAST))
    return found


def _implements(read: ReadPassage, span: Span) -> list[Reference]:
    tokens = read.tokens
    found = []
    table = phrases("roles.yaml", "implementing")
    for at in range(span.first, span.last):
        hit = table.at(tokens, at, span.last)
        if hit is None or at == span.first + 1 and tokens[span.first].norm == "on":
            continue  # "On carrying out the Declaration, officials …": a subject
        words = " ".join(t.norm for t in tokens[at : hit[1]])
        for mention in read.within(hit[1], min(hit[1] + 9, span.last)):
            if mention.kind != "instrument":
                continue
            between = [t.norm for t in tokens[hit[1] : mention.first]]
            if any(b in (",", ";", "and", "by", "with", "through", "on") for b in between) or len(between) > 6:
                break
            loose = words in (
                "putting",
                "put",
                "turn",
                "turns",
                "turning",
                "translate",
                "apply",
                "applying",
                "under the",
                "take forward",
                "taking forward",
                "realise",
            )
            if (
                loose
                and not _into_practice(read, mention.last, span)
                and words not in ("take forward", "taking forward", "apply", "applying")
            ):
                break
            if words == "under the":
                break
            found.append(Reference("implements", mention, _doer(read, span, at), words))
            break
    return found


def _into_practice(read: ReadPassage, at: int, span: Span) -> bool:
    window = [t.norm for t in read.tokens[at : min(at + 6, span.last)]]
    return "into" in window or "practice" in window


def _doer(read: ReadPassage, span: Span, at: int) -> Mention | None:
    """The body that carries out: "setting up an RSO to carry out the RCF", "the Group the task of putting …"."""
    tokens = read.tokens
    bodies = [
        m
        for m in read.within(max(span.first, at - 8), at)
        if m.kind == "body" and m.via != "office" and not m.id.endswith(("members", "participants"))
    ]
    if not bodies:
        return None
    between = [t.norm for t in tokens[bodies[-1].last : at]]
    allowed = {
        "to",
        "the",
        "task",
        "of",
        "in",
        "bangkok",
        ")",
        "(",
        "that",
        "which",
        "for",
        "mandate",
        "was",
        "set",
        "up",
        "will",
        "would",
        "should",
    }
    mentioned = {i for m in read.within(bodies[-1].last, at) for i in range(m.first, m.last)}
    rest = [w for i, w in enumerate(between, bodies[-1].last) if i not in mentioned]
    return (
        bodies[-1]
        if between
        and all(w in allowed for w in rest)
        and {"to", "task", "that", "which", "mandate", "will", "should", "would"} & set(between)
        else None
    )
