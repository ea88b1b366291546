"""Transcripts: what a speaker says there is speech, and puts nothing on record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.model import Document, Passage
from explorer.facts.prose.record.model import ACT, Fact
from explorer.facts.statements import Leftover

_TURN = re.compile(
    r"(?:(?:MR|MRS|MS|DR|SIR|LORD|LADY|DAME|Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame|Senator|Ambassador|Minister)\.?"
    r" [A-Z][^:.!?\n]{0,60}"
    r"|(?:The|THE) (?:Chair|CHAIR|President|PRESIDENT|Speaker|SPEAKER|Moderator|MODERATOR)[^:.!?\n]{0,40}"
    r"|Q|A|Question|Answer|QUESTION|ANSWER|MODERATOR|Moderator)(?: ?\([^()\n]{1,60}\))?: ?(?=\S+\s+\S+\s+\S)"
)
_INITIALED = re.compile(
    r"(?!ALL\b)(?=\w*[A-Z]\w*[A-Z])([A-Z][A-Za-z]{1,5}) ?[-–—] ?(?!to\b)[A-Za-z]"
)  # "RGr – said that …"
_TURNS = 3  # turns that make a page a transcript; fewer may be labels of a record
_BREAKS = ("title", "heading", "location")


def spoken(document: Document) -> frozenset[int]:
    """Return the numbers (from 0) of the passages that are said by speakers, in a page that is a transcript.

    A turn goes on until the next speaker or heading.
    """
    found = _initialed(document)
    turns = [bool(_TURN.match(passage.text)) for passage in document.passages]
    if sum(turns) < _TURNS:
        return frozenset(found)
    open_turn = False
    for number, passage in enumerate(document.passages):
        open_turn = turns[number] or open_turn and passage.kind not in _BREAKS
        if open_turn:
            found.add(number)
    return frozenset(found)


def _initialed(document: Document) -> set[int]:
    """Return the passages of minutes that tell by initials who spoke: "AL – the map is old"."""
    initials = {n: said[1] for n, p in enumerate(document.passages) if (said := _INITIALED.match(p.text))}
    named = sum(
        any(re.search(rf"[A-Z][^\W\d]+ [A-Z][^\W\d]+ \({who}\)", passage.text) for passage in document.passages)
        for who in set(initials.values())
    )
    return set(initials) if len(initials) >= _TURNS and named * 2 >= len(set(initials.values())) else set()


def unspoken(facts: Sequence[Fact], speech: frozenset[int]) -> tuple[Fact, ...]:
    """Return facts without the acts that are drawn from speech; parents keep pointing to their acts."""
    kept = [number for number, fact in enumerate(facts) if fact.relation != ACT or fact.passage not in speech]
    if len(kept) == len(facts):
        return tuple(facts)
    new = {old: number for number, old in enumerate(kept)}
    return tuple(_moved(facts[number], new) for number in kept)


def _moved(fact: Fact, new: dict[int, int]) -> Fact:
    if fact.act is None or fact.act.parent < 0:
        return fact
    return replace(fact, act=replace(fact.act, parent=new.get(fact.act.parent, -1)))


def remark(passages: Sequence[Passage], speech: frozenset[int]) -> tuple[Leftover, ...]:
    """Return the remark that tells how much of a page is speech."""
    if not speech:
        return ()
    first = passages[min(speech)]
    turns = sum(bool(_TURN.match(passages[number].text)) for number in speech)
    why = f"a transcript: what is said in {turns:,} turns of speakers ({len(speech):,} passages) is speech, and no act"
    return (Leftover(first.document, first.id, 0, len(first.text), first.text, why),)
