"""Who presided by office: "Ann Bek, Minister of Peru and Chair of the Council, opened the session of the Council"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.clauses.model import ASSERTED, Clause, ClausePage
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import OFFICE, PERSON, PROCESS, Name
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.tokens import norms

_FILE = ("record", "onward.yaml")
_CONFIDENCE = 0.9


def presiding(page: EventPage, clauses: ClausePage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield who opened or closed the event at hand as the chair of those who met, unless its chair is told."""
    told = {fact.event for fact in facts if fact.relation == "chaired"}
    for clause in clauses.clauses:
        event = page.at_hand(clause.passage)
        if clause.status != ASSERTED or clause.lemma not in words(*_FILE, "opening") or event < 0 or event in told:
            continue
        name = _chair(page, event, clause)
        if name is not None:
            told.add(event)
            yield Fact("chaired", "opened it as chair", clause.passage, -1, name.words, event, name, role="chair",
                       confidence=_CONFIDENCE)  # fmt: skip


def _chair(page: EventPage, event: int, clause: Clause) -> Name | None:
    """Return the one party whose person a clause tells of, where that person chairs those who meet."""
    doers = clause.agent if clause.voice == "passive" else clause.subject
    names = [name for filler in doers for unit in filler.units for name in unit.names if PERSON in name.traits]
    body, process = page.events[event].body, page.named.process
    met = {one.id for one in (body, process) if one is not None}
    parties = [name for name in names if name.id and name.id not in met and OFFICE not in name.traits]
    if len(parties) != 1:
        return None
    said = [token.norm for token in page.named.text.passages[clause.passage].tokens]
    own = said[parties[0].words.first : parties[0].words.last]  # "Ms Bek (Peru), Chair of the Council"
    called = {norms(one.name)[-1] for one in (body, process) if one is not None}
    behind = [
        at for at, norm in enumerate(own) if norm in words(*_FILE, "chairs") and set(own[at + 1 : at + 5]) & called
    ]
    offices = {word for name in names if name.id in met or PROCESS in name.traits for word in norms(name.office)}
    offices |= {said[name.words.first - 1] for name in names if name.id in met}  # "the former Chair of the Council"
    offices |= set(own[max(behind[0] - 1, 0) : behind[0] + 1]) if behind else set()
    return parties[0] if offices & words(*_FILE, "chairs") and not offices & words(*_FILE, "no_chairs") else None
