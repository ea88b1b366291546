"""Whose meeting it is by its name: "the Ninth Meeting of the Foreign Ministers of A, B and C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.clauses.model import ASSERTED, ClausePage
from explorer.facts.prose.events.model import EventPage, Mention
from explorer.facts.prose.names.model import DEMONYM, Unit
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import TextPassage

_CONFIDENCE = 0.8
_ASIDE = frozenset({"(", "–", "—", "-"})
_OF = frozenset({"of", "from", "among", "between"})
_APART = frozenset({",", ";", "(", "on"})


def theirs(page: EventPage, clauses: ClausePage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the states whose ministers or heads the page's own meeting is one of; those that are told came anyway.

    None where nothing is told to have happened there (a meeting to come), and none of which a sentence tells absence.
    """
    happened = (f.clause >= 0 and clauses.clauses[f.clause].status == ASSERTED for f in facts if f.event == page.own)
    if not any(happened):
        return
    known = _away(page)
    known |= {fact.name.id for fact in facts if fact.relation == "participated_in" and fact.name is not None}
    for number, mention in enumerate(page.mentions):
        if page.own < 0 or page.of_mention[number] != page.own or mention.determiner in ("next", "previous"):
            continue
        unit = _named_for(page.named.text.passages[mention.passage], page.units[mention.passage], mention)
        for name in unit.names if unit is not None else ():
            if name.id not in known:
                known.add(name.id)
                yield Fact("participated_in", "a meeting of theirs", mention.passage, -1, name.words, page.own, name,
                           role="participant", confidence=_CONFIDENCE)  # fmt: skip


def _away(page: EventPage) -> set[str]:
    """The ids of those who are named in a sentence that tells of absence."""
    words_ = words("record", "onward.yaml", "absence")
    return {
        name.id
        for passage in page.named.text.passages
        for sentence in passage.sentences
        if any(token.norm in words_ for token in passage.tokens[sentence.first : sentence.last])
        for unit in page.units[passage.number]
        if unit.words.first in sentence
        for name in unit.names
    }


def _named_for(passage: TextPassage, units: Sequence[Unit], mention: Mention) -> Unit | None:
    """Return the states behind the name of a meeting of ministers, leaders or heads."""
    last = mention.words.last
    unit = next((u for u in units if u.sort == "list" and last <= u.words.first <= last + 6), None)
    if unit is None or not all(name.kind == "state" and DEMONYM not in name.traits for name in unit.names):
        return None
    said = [token.norm for token in passage.tokens[mention.words.first : unit.words.first]]
    while said and said[-1] in ("the", "republic", "kingdom"):
        said.pop()
    if said[-1:] and said[-1] in _ASIDE and said[-2] in words("names", "names.yaml", "counted"):
        return unit  # "the Meeting of the Tide States (Fiji, Samoa and Tonga)"
    who = said[said.index("of") + 1 : -1] if said[-1:] and said[-1] in _OF and "of" in said else []
    who = who or said[:-1] if said[-1:] and said[-1] in _OF - {"of"} else who  # "Ministers' Meeting among A and B"
    return unit if set(who) & words("names", "names.yaml", "delegates") and not set(said) & _APART else None
