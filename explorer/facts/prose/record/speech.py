"""Transcripts: what a speaker says there is speech, and puts nothing on record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from explorer.documents.model import Document, Passage
from explorer.facts.columns.names import known
from explorer.facts.prose.names import shipped_names
from explorer.facts.prose.record.model import ACT, Fact
from explorer.facts.prose.text.labels import attendance
from explorer.facts.prose.text.lists import phrases
from explorer.facts.prose.text.tokens import tokenise
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
# "Anna: we should share it"
_NAMED = re.compile(r"([A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}): ?(?=\S+\s+\S+\s+\S)")
_FLAGS = frozenset(
    {"note", "notes", "update", "motion", "item", "question", "issue", "summary", "discussion", "background", "next"}
    | {"link", "links", "url", "see", "comment", "report", "example", "task", "todo", "result", "vote", "section"}
    | {"annex", "proposal"}
)
_OFTEN = 8  # turns of persons called by their names alone that make a page a transcript
_TURNS = 3  # turns that make a page a transcript; fewer may be labels of a record
_BREAKS = ("title", "heading", "location")


def spoken(document: Document) -> frozenset[int]:
    """Return the numbers (from 0) of the passages that are said by speakers, in a page that is a transcript.

    A turn goes on until the next speaker or heading.
    """
    found = _initialed(document) | _named(document)
    turns = [bool(_TURN.match(passage.text)) for passage in document.passages]
    if sum(turns) < _TURNS:
        return frozenset(found)
    open_turn = False
    for number, passage in enumerate(document.passages):
        open_turn = turns[number] or open_turn and passage.kind not in _BREAKS
        if open_turn:
            found.add(number)
    return frozenset(found)


def _named(document: Document) -> set[int]:
    """Return the passages that begin with a speaker's name, where two or more persons speak again and again.

    What a party says, and what stands behind a label ("Decision: …"), is no such turn.
    """
    turns = {n: said[1] for n, p in enumerate(document.passages) if (said := _NAMED.match(p.text))}
    times = Counter(turns.values())
    flags = phrases("text", "text.yaml", "labels")
    for who in [who for who, count in times.items() if count < _TURNS]:
        del times[who]
    for who in list(times):
        tokens = tokenise(who)
        flag = flags.at(tokens, 0) is not None or attendance(tokens, 0) is not None
        if flag or {token.norm for token in tokens} & _FLAGS or known(who, shipped_names()) is not None:
            del times[who]
    return {n for n, who in turns.items() if who in times} if len(times) > 1 and times.total() >= _OFTEN else set()


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
    turns = sum(bool(_TURN.match(passages[n].text) or _NAMED.match(passages[n].text)) for n in speech)
    why = f"a transcript: what is said in {turns:,} turns of speakers ({len(speech):,} passages) is speech, and no act"
    return (Leftover(first.document, first.id, 0, len(first.text), first.text, why),)
