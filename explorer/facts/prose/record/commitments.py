"""Commitments as nodes: ids that can be read aloud, short names, who is to do them and what they deal with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.facts.prose.names.model import COUNTED, EVERYONE, units_in
from explorer.facts.prose.record.model import ACT, Act, Fact
from explorer.facts.prose.text.model import Span
from explorer.facts.statements import Node, Relation

if TYPE_CHECKING:
    from explorer.facts.prose.record.writing import Writer

_SHORT = 90
_HANGING = ("that ", "to ")


def write_acts(writer: Writer) -> None:
    """Write the commitments, numbered in the order of the record: 5, and 5.1 for its first sub-point.

    The point of an item is part of what its stem puts on record.
    """
    counts: dict[str, int] = {}
    keys: dict[int, str] = {}
    last: dict[int, str] = {}  # passage → its last commitment
    for number, fact in enumerate(writer.facts):
        if fact.relation == ACT and fact.act is not None:
            stem = writer.passage(fact.passage).stem
            under = last.get(stem, "") if fact.rule == "item" or writer.passage(stem).stem_open else ""
            keys[number] = last[fact.passage] = _act(writer, fact, fact.act, counts, keys.get(fact.act.parent, under))


def _act(writer: Writer, fact: Fact, act: Act, counts: dict[str, int], parent: str) -> str:
    here = writer.keys.get(fact.event, "")
    home = (here or writer.draft.document).split(":", 1)[1]
    above = f"{parent.rsplit('/', 1)[1]}." if parent else ""
    counter = f"{home}/{above}"
    counts[counter] = counts.get(counter, 0) + 1
    key = f"commitment:{home}/{above}{counts[counter]}"
    passage, draft = writer.passage(fact.passage), writer.draft
    wording = passage.plain(act.words)
    condition = passage.plain(act.condition) if act.condition is not None else ""
    name = short_name(wording, act.force)
    draft.node(Node(key, "commitment", name, force=act.force, wording=wording, condition=condition, due=_due(act)))
    draft.cite(key, passage, act.words)
    draft.use(fact.passage, act.words)
    if here:
        draft.relate(Relation(key, "agreed_at", here, rule=fact.rule), passage, act.words)
    if parent:
        draft.relate(Relation(key, "part_of", parent, rule="point under its main point"), passage, act.words)
    acting = _parties(writer, fact, act, key)
    for target, words in _concerned(writer, fact, act):
        if target not in acting:
            draft.relate(Relation(key, "concerns", target, rule="named in the act"), passage, words)
    writer.topics(key, fact.passage, act.words)
    return key


def _due(act: Act) -> str:
    if act.due is None:
        return ""
    several = act.due.end and act.due.end != act.due.start
    return f"{act.due.start}/{act.due.end}" if several else act.due.start


def _parties(writer: Writer, fact: Fact, act: Act, key: str) -> set[str]:
    """Write who is to do it, and who proposed, presented and endorsed it; return all of them."""
    passage, draft = writer.passage(fact.passage), writer.draft
    said = [("assigned_to", name, role) for name, role in act.who]
    said += [("proposed_by", name, "") for name in act.proposed_by]
    said += [("presented_by", name, "") for name in act.presented_by]
    said += [("endorsed_by", name, "") for name in act.endorsed_by]
    found: set[str] = set()
    for relation, name, role in said:
        if name.traits & {EVERYONE, COUNTED}:
            continue
        home = writer.home(name, fact.passage)
        if home < 0:
            continue
        party = writer.ensure(name, home)
        found.add(party)
        draft.use(home, name.words)
        draft.relate(Relation(key, relation, party, role, rule=fact.rule), passage, act.words)
    return found


def _concerned(writer: Writer, fact: Fact, act: Act) -> list[tuple[str, Span]]:
    """Return the named things that an act deals with: parties, instruments, other events, not the site of an event."""
    found = {writer.ensure(name, fact.passage): name.words for name in act.concerns}
    events = dict.fromkeys(act.about, act.words)
    for unit in units_in(writer.page.units[fact.passage], act.words):
        if unit.sort == "event" and act.words.holds(unit.words):
            events[writer.page.of_mention[unit.event]] = unit.words
    for event, words in events.items():
        if event != fact.event and event in writer.keys:
            found.setdefault(writer.keys[event], words)
    return list(found.items())


def short_name(wording: str, force: str) -> str:
    """Return a wording shortened to a line, at a word's end; one that hangs on a verb elsewhere is told by its force.

    >>> short_name("agreed to hold a workshop", "agreed"), short_name("that Indonesia was next", "noted")
    ('Agreed to hold a workshop', 'Noted: that Indonesia was next')
    """
    text = f"{force}: {wording}" if wording.lower().startswith(_HANGING) else wording
    text = text[:1].upper() + text[1:]
    if len(text) <= _SHORT:
        return text
    return text[:_SHORT].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
