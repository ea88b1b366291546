"""What a sentence says of other events and instruments, written down: follows, mandated_by, implements, session_of."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.edtf import surely_before
from explorer.facts.extraction.clauses import Span
from explorer.facts.extraction.events import Event
from explorer.facts.extraction.mentions import Mention, ReadPassage
from explorer.facts.extraction.references import LAST, Reference
from explorer.facts.extraction.sightings import Sighting
from explorer.facts.extraction.statements import Relation
from explorer.facts.extraction.told import Act
from explorer.facts.extraction.writing import Writer, quote


def write_reference(
    writer: Writer,
    reference: Reference,
    read: ReadPassage,
    span: Span,
    event: Event,
    acts: list[Act],
    event_of: dict[int, Event],
) -> None:
    """Write follows, mandated_by and implements."""
    here = writer.keys.get(id(event))
    if isinstance(reference.target, Sighting):
        named = event_of.get(id(reference.target))
        target = writer.keys.get(id(named), "") if named is not None else ""
        at = reference.target.name.first
    else:
        named, target, at = None, writer.ensure(reference.target, read), reference.target.first
    if not target or here is None:
        return
    start, end = quote(read, span)
    act = next((a for a in acts if a.first <= at < a.last and a.key), None)
    if isinstance(reference.source, Sighting):
        other = event_of.get(id(reference.source))
        if other is None or id(other) not in writer.keys:
            return  # what was asked for is no event with a day, and the event at hand was not asked for
        here, reference, act = writer.keys[id(other)], replace(reference, source=None), None
        named = None if named is event else named
    if reference.relation == "session_of" and isinstance(reference.source, Mention):
        writer.draft.relate(
            Relation(target, "session_of", writer.ensure(reference.source, read), rule=reference.rule),
            read,
            start,
            end,
        )
        return
    if reference.relation == "follows":
        if act is not None or named is None or named is event or not _earlier(named, event):
            return
        if reference.rule == LAST and named.head != event.head:
            return  # "the last workshop" is none of the meetings
        writer.draft.relate(Relation(here, "follows", target, rule=reference.rule), read, start, end)
    else:
        source = act.key if act is not None else here
        if isinstance(reference.source, Mention):
            source = writer.ensure(reference.source, read)
        if source == target or (named is event and source == here):
            return
        writer.draft.relate(Relation(source, reference.relation, target, rule=reference.rule), read, start, end)
        if reference.source is not None and act is not None and reference.relation == "implements":
            writer.draft.relate(Relation(act.key, reference.relation, target, rule=reference.rule), read, start, end)
    writer.use(read, span.first)


def _earlier(named: Event, event: Event) -> bool:
    if named.series and named.series == event.series and named.ordinal and event.ordinal:
        return named.ordinal < event.ordinal
    if named.start and event.start:
        return not surely_before(event.end or event.start, named.start)
    return True
