"""What parties are to do: "IOM will prepare …", "India and Nepal are to …", "will be led by Finland"."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import words
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.parties import PartyList, list_after, list_before
from explorer.facts.extraction.subjects import back_of, clause_start, inside_phrase
from explorer.facts.extraction.tokens import Token
from explorer.facts.extraction.verbs import Lexicon, Predicate, Verb

_TASK = Verb("will", "agreed")


def future(read: ReadPassage, span: Span, at: int, lexicon: Lexicon, item: bool) -> Predicate | None:
    """As in "IOM will prepare a kit", "India and Nepal are to exchange officers", "Malaysia to host a workshop"."""
    tokens = read.tokens
    norm = tokens[at].norm
    if norm in ("would", "should", "must"):
        return None
    verb = at + 1
    while verb + 1 < span.last and tokens[verb].norm in words("acts.yaml", "between"):
        verb += 1  # "will also host", "are jointly to run"
    if norm in ("will", "shall") and verb + 2 < span.last and tokens[verb].norm == "be":
        return _future_passive(read, span, verb - 1)
    if norm in ("is", "are"):
        if verb >= span.last or tokens[verb].norm != "to":
            return None
        verb += 1
    if (
        verb >= span.last
        or not tokens[verb].word
        or tokens[verb].norm in ("be", "have", "not", "take", "become", "remain", "mark", "include", "need")
    ):
        return None
    labelled = norm == "to" and any(
        tokens[i].norm == ":"
        and tokens[i - 1].norm in ("action", "actions", "decision", "up", "task", "tasks", "step", "steps")
        for i in range(span.first + 1, at)
    )
    if norm == "to" and not item and not labelled and tokens[at - 1].norm != ":":
        return None
    list_ = doer_before(read, span, at)
    if norm == "to" and tokens[at - 1].norm == ":" and list_ is None:
        list_ = list_before(read, span, at - 1)
        labelled = list_ is not None and list_.first <= span.first + 1
    everyone = _plenary_before(tokens, span, at)
    if list_ is None and not everyone:
        return None
    start = list_.first if list_ else everyone[0]
    if _relative(tokens, span, start):
        return None  # "the Workshop, which Fiji will host": told of the workshop
    if norm == "to" and start > span.first and not labelled and tokens[span.first].norm not in ("all", "the", "both"):
        return None
    led = (
        list_ is not None and list_.last < at and tokens[at - 1].norm == "," and tokens[start - 1].norm in ("by", "the")
    )
    if list_ and not led and inside_phrase(tokens, span, list_.first):
        return None
    if tokens[start - 1].norm in ("the", "all") and start > span.first:
        start -= 1
    inner = lexicon.at(tokens, verb, span.last)
    if (
        inner is not None
        and inner.verb.force
        and norm != "to"
        and inner.form == "base"
        and inner.verb.group not in ("presented", "endorsed", "offered", "welcomed", "noted")
    ):
        return None  # "Heads will task the Secretariat": the act itself is in the future
    clause = clause_start(tokens, span, start - 1) if start > span.first else span.first
    if start - 1 > span.first and tokens[start - 1].norm in ("and", "but") and tokens[start - 2].norm in (",", ";"):
        clause = start  # "No decision was taken, and members will send …"
    return Predicate(
        at,
        verb + 1,
        Verb(tokens[verb].norm, "agreed"),
        "future",
        min(clause, start),
        list_.parties if list_ else (),
        list_ is None,
    )


def _relative(tokens: list[Token], span: Span, start: int) -> bool:
    at = start - 1 - (tokens[start - 1].norm == "the")
    return at - 1 > span.first and tokens[at].norm == "which" and tokens[at - 1].norm == ","


def gapped(read: ReadPassage, span: Span, at: int, before: list[Predicate]) -> Predicate | None:
    """As in "IOM was asked to translate the guide, and the RSO to print it": the verb of the task is left out."""
    tokens = read.tokens
    asked = next((p for p in reversed(before) if p.voice == "passive" and p.verb.has("addressed")), None)
    if asked is None or tokens[at].norm != "to" or at + 1 >= span.last:
        return None
    run = list_before(read, Span(asked.last, at), at)
    if run is None or run.last != at:
        return None
    start = run.first - (tokens[run.first - 1].norm == "the")
    if tokens[start - 1].norm not in ("and", ";") or tokens[start - 2].norm not in (",", "and", ";"):
        return None
    return Predicate(at, at + 1, asked.verb, "passive", start, run.parties)


def doer_before(read: ReadPassage, span: Span, at: int) -> PartyList | None:
    """The parties that do what the verb at `at` says; an insertion between commas is stepped over.

    "the RSO, with the support of IOM, would run": the RSO.
    """
    tokens = read.tokens
    if at - 1 > span.first and tokens[at - 1].norm == ",":
        led = next((i for i in range(at - 2, span.first, -1) if tokens[i].norm == ","), at)
        if led + 2 < at and tokens[led + 1].norm in ("led", "headed", "chaired") and tokens[led + 2].norm == "by":
            return list_after(read, Span(span.first, at - 1), led + 3)  # "A small group, led by Fiji, is to report"
        for comma in range(at - 2, span.first, -1):
            if tokens[comma].norm == "," and tokens[comma + 1].norm in (
                "with",
                "together",
                "in",
                "as",
                "on",
                "for",
                "supported",
                "assisted",
                "through",
                "jointly",
            ):
                outer = list_before(read, Span(span.first, comma), comma)
                if outer is not None and outer.last == comma:
                    return outer
    return list_before(read, span, at)


def _future_passive(read: ReadPassage, span: Span, at: int) -> Predicate | None:
    """As in "Work on the handbook will be led by Finland": the doer stands behind "by"."""

    tokens = read.tokens
    for by in range(at + 3, min(at + 6, span.last - 1)):
        if tokens[by].norm == "by":
            run = list_after(read, span, by + 1)
            verb = tokens[by - 1].norm
            if (
                run is None
                or run.first - by > 3
                or not verb.endswith(("ed", "en", "led", "un", "ade", "ilt", "ght", "ept", "eld"))
            ):
                return None
            if verb in ("attended", "endorsed", "adopted", "approved", "considered"):
                return None
            lemma = {"hosted": "host", "supported": "support", "assisted": "assist"}.get(verb, verb)
            return Predicate(at, by, Verb(lemma, "agreed"), "future", clause_start(tokens, span, at - 1), run.parties)
    return None


def _plenary_before(tokens: list[Token], span: Span, at: int) -> tuple[int, int]:
    back = back_of(tokens, at, span.first)
    if (
        back >= span.first
        and tokens[back].norm in words("acts.yaml", "plenary")
        and tokens[back].norm not in ("there", "it", "process")
    ):
        start = back
        if start > span.first and tokens[start - 1].norm in ("all", "the", "participating", "member"):
            start -= 1
        return start, at
    return ()  # type: ignore[return-value]


def bare_doers(read: ReadPassage, lead: Span) -> PartyList | None:
    """Return the parties that an item begins with, when a bare verb says what they are to do."""
    first = lead.first + (read.tokens[lead.first].norm == "that")
    run = list_after(read, lead, first)
    if run is None or run.first - first > 1 or run.last + 1 >= lead.last:
        return None
    if (
        read.tokens[run.last].norm == "to" and run.last + 2 < lead.last
    ):  # "urged: … the RSO to have the guide translated"
        return replace(run, last=run.last + 1) if read.tokens[run.last + 1].norm != "be" else None
    verb = read.tokens[run.last]
    bare = verb.norm.isalpha() and not verb.capital and not verb.norm.endswith(("ed", "ing"))
    plain = len(run.parties) > 1 or not verb.norm.endswith("s")
    return run if bare and plain and verb.norm not in _NO_VERB else None


_NO_VERB = words("words.yaml", "futures_no_verb")


def team(read: ReadPassage, span: Span) -> tuple[Mention, ...]:
    """Return who is in "a drafting team (Australia, Malaysia and Sri Lanka)": they are to do what it is for."""
    tokens = read.tokens
    for at in range(span.first + 1, span.last - 2):
        if tokens[at].norm == "of" and tokens[at - 1].norm == "team":
            run = list_after(read, span, at + 1)
            if (
                run is not None
                and len(run.parties) > 1
                and run.last < span.last
                and tokens[run.last].norm in ("to", "that")
            ):
                return run.parties
        if tokens[at].norm == "(" and tokens[at - 1].norm in ("team", "group", "panel", "committee"):
            run = list_after(read, span, at + 1)
            if run is not None and len(run.parties) > 1 and run.last < span.last and tokens[run.last].norm == ")":
                return run.parties
    return ()
