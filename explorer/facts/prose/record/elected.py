"""Who was elected to the chair of a meeting, told right beside the name: "elected Fiji as Chair and Peru as Secretary".

The tree of such a sentence gives each office to a name at random, so it is read on the surface; that somebody was
elected, and for the meeting rather than a term to come, the clauses say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.facts.prose.clauses.lexicon import words
from explorer.facts.prose.clauses.model import ASSERTED, ClausePage
from explorer.facts.prose.clauses.roles import for_a_term
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.record.listlines import people
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.lists import words as listed
from explorer.facts.prose.text.model import TextPassage

_FILE = ("record", "onward.yaml")
_CONFIDENCE = 0.9
_ACTING = frozenset({"invite", "act", "serve", "function"})  # "was invited to take the chair", "acted as Chair"
_MEETING = frozenset({"meeting", "session", "conference", "workshop", "committee", "proceedings", "summit"})


def elected(page: EventPage, clauses: ClausePage, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield who was elected to the chair of the event at hand and is not yet told to have chaired."""
    known = {(f.event, f.name.id) for f in facts if f.relation == "chaired" and f.name is not None}
    for clause in clauses.clauses:
        if clause.lemma not in words("electing") | _ACTING or clause.status != ASSERTED or for_a_term(clause):
            continue
        passage, number = page.named.text.passages[clause.passage], clause.passage
        event = page.at_hand(number)
        sentence = passage.sentences[clause.sentence]
        for unit in (u for u in page.units[number] if u.words.first in sentence):
            role = (_office(passage, unit) or _office_before(passage, unit)) if event >= 0 else ""
            for name in people(unit) if role == "co_chair" else people(unit)[-1:] if role else ():
                if (event, name.id) not in known:
                    known.add((event, name.id))
                    yield Fact("chaired", "elected to the chair", number, -1, name.words, event, name, role=role,
                               confidence=_CONFIDENCE)  # fmt: skip


def _office(passage: TextPassage, unit: Unit) -> str:
    """The office that stands behind a name: "as Chair", "as its Co-Chair", "Chairperson", "to chair the session"."""
    said = [token.norm for token in passage.tokens[unit.words.last : unit.words.last + 8]]
    if said[:1] in (["was"], ["were"]) and "by" in said and "as" in said:  # "Fiji was chosen by the meeting as Chair"
        said = [token.norm for token in passage.tokens[unit.words.last + said.index("as") :][:8]]
    said = said[said[:1] in (["acted"], ["served"]) :]
    led = said[:1] == ["as"] or passage.tokens[unit.words.last : unit.words.last + 1] and _capital(passage, unit)
    if _invited(passage, unit):
        return "chair"
    if said[:2] == ["to", "chair"] and _MEETING & set(said[2:4]):
        return "chair"
    at = int(said[:1] == ["as"])
    at += said[at : at + 1] in (["the"], ["its"], ["their"])
    shared = said[at : at + 1] == ["co"]
    at += shared
    at += said[at : at + 1] == ["-"]
    if not led or said[at : at + 1] == [] or said[at] not in listed(*_FILE, "chairs"):
        return ""
    more = said[at + 1 : at + 4]
    other = more[:1] in (["of"], ["for"]) and not _MEETING & set(more)
    return "" if other or more[:1] == ["elect"] else "co_chair" if shared or said[at].startswith("co") else "chair"


def _invited(passage: TextPassage, unit: Unit) -> bool:
    """Tell whether somebody was invited to take the chair: "Fiji was invited by Ministers to take the Chair"."""
    said = [token.norm for token in passage.tokens[unit.words.last : unit.words.last + 24]]
    at = next((i for i in range(len(said) - 3) if said[i : i + 2] == ["to", "take"]), -1)
    return at >= 0 and "invited" in said[:at] and said[at + 2 : at + 4] == ["the", "chair"]


def _office_before(passage: TextPassage, unit: Unit) -> str:
    """The office told before a name: "elected as its Chairman Mr Bek of Fiji", "elected as Chair the envoy of Peru"."""
    at = unit.words.first - 1
    said = [passage.tokens[i].norm if i >= 0 else "" for i in range(at - 3, at + 1)]
    own = said[-2] in ("as", "its", "their", "the") and (said[-2] == "as" or said[-3] == "as")
    return "chair" if own and said[-1] in listed(*_FILE, "chairs") else ""


def _capital(passage: TextPassage, unit: Unit) -> bool:
    return passage.tokens[unit.words.last].capital
