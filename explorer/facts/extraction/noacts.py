"""What has the words of an act and is none: one person's promise, an invitation, a greeting, a verb without object."""

from __future__ import annotations

from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.lexicon import phrases, words
from explorer.facts.extraction.tokens import Token
from explorer.facts.extraction.verbs import Predicate

_OBSERVED = [
    ["the", what] for what in ("proceedings", "meeting", "session", "discussions", "debate", "exercise", "workshop")
]
_NOUNS = {"learn": ("lessons", "lesson"), "agree": ("as", "otherwise")}
_CONCEDING = frozenset({"while", "although", "though", "unless", "if", "whether", "whereas"})
_SOME, _GREETED, _NEED_OBJECT = (words("acts.yaml", name) for name in ("some", "greeted", "need_object"))


def no_act(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    """Tell whether a predicate puts nothing on record, though its verb could."""
    if predicate.verb.lemma in _NOUNS and tokens[predicate.first - 1].norm in _NOUNS[predicate.verb.lemma]:
        return True  # "a workshop on lessons learned"
    bare = predicate.verb.lemma in _NEED_OBJECT and predicate.voice == "active" and _bare_end(tokens, predicate, span)
    return (
        tokens[span.first].norm in _CONCEDING
        and predicate.clause <= span.first + 1  # "While some favoured a treaty, …"
        or bare  # "Canada observed." tells of its presence
        or predicate.verb.group == "presented"
        and predicate.first > span.first + 6
        and span.last - predicate.last <= 3
        or predicate.verb.lemma == "clear"
        and tokens[min(predicate.last + 1, span.last - 1)].norm in ("ground", "way", "air")
        or predicate.verb.lemma in ("refer", "refer back", "settle")
        and predicate.voice != "passive"  # "referred to the Plan"
        or predicate.verb.lemma == "speak on"
        and _time(tokens, predicate.last)
        or _undone(tokens, predicate, span)
        or _personal(tokens, predicate)
        or _only_invited(tokens, predicate, span)
        or _greets(tokens, predicate, span)
        or _reports_to(tokens, predicate, span)
    )


def shelved(tokens: list[Token], span: Span) -> bool:
    """Tell whether a sentence tells what came of a proposal, and that was nothing: "The proposal was deferred"."""
    first = [t.norm for t in tokens[span.first : span.first + 4]]
    if _PROPOSALS.isdisjoint(first):
        return False
    said = [t.norm for t in tokens[span.first : span.last]]
    return any(
        word in _SHELVED and before in ("was", "were", "been") for before, word in zip(said, said[1:], strict=False)
    )


_PROPOSALS, _SHELVED = words("acts.yaml", "proposals"), words("acts.yaml", "shelved")


def _time(tokens: list[Token], at: int) -> bool:
    """As in "spoke on the second day": when, not what about."""
    said = [t.norm for t in tokens[at : at + 4]]
    return (
        "day" in said
        or "behalf" in said
        or said[:1] in (["monday"], ["tuesday"], ["wednesday"], ["thursday"], ["friday"])
    )


def _undone(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    """As in "Tonga had accepted the invitation but could not send anybody": it tells of an absence."""
    but = next((i for i in range(predicate.last, span.last - 1) if tokens[i].norm == "but"), None)
    if but is None:
        return False
    near = (
        phrases("attendance.yaml", "after").at(tokens, at, span.last) for at in range(but + 1, min(but + 6, span.last))
    )
    return any(told is not None and told[0] == "absent" for told in near) or tokens[but + 1].norm == "could"


def _personal(tokens: list[Token], predicate: Predicate) -> bool:
    """As in "He promised …", "Several members supported …": not the meeting's decision."""
    before = {t.norm for t in tokens[max(0, predicate.first - 1) : predicate.first]}
    return predicate.verb.force in ("agreed", "endorsed") and (
        bool(before & {"he", "she"}) or tokens[predicate.clause].norm in _SOME and predicate.voice == "active"
    )


def _greets(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    """As in "The Chair welcomed participants from 38 countries": a greeting."""
    at = predicate.last
    while at < span.last and tokens[at].norm in ("all", "the", "new"):
        at += 1
    return predicate.verb.lemma in ("welcome", "greet") and at < span.last and tokens[at].norm in _GREETED


def _reports_to(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    """As in "Working groups report to it": how an organ stands to another."""
    at, behind = predicate.first, predicate.last
    present = tokens[at].norm in ("report", "reports") and predicate.voice == "active"
    modal = at > span.first and tokens[at - 1].norm in ("will", "shall", "to", "should", "would")
    return present and not modal and behind < span.last and tokens[behind].norm in ("to", "directly")


def _only_invited(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    """As in "China was invited", "was invited to attend": of presence, no task."""
    if predicate.verb.lemma != "invite" or predicate.voice != "passive":
        return False
    behind = [tokens[i].norm for i in range(predicate.last, min(predicate.last + 2, span.last))]
    if behind in ([], [":"]):
        return False  # "The Office is invited", and a list below of what to
    return behind[:1] != ["to"] or behind[1:] in (["attend"], ["join"], ["observe"])


def _bare_end(tokens: list[Token], predicate: Predicate, span: Span) -> bool:
    behind = [t for t in tokens[predicate.last : span.last] if t.word]
    if predicate.verb.lemma == "observe" and [t.norm for t in behind[:2]] in _OBSERVED:
        return True
    return not behind or behind[0].norm == "but"
