"""From one document to its statements: the rooms one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.documents.model import Document
from explorer.facts.columns.draw import Context
from explorer.facts.columns.pages import Parted, parted, with_tables
from explorer.facts.prose.clauses import clauses as read_clauses
from explorer.facts.prose.clauses.model import ClausePage
from explorer.facts.prose.events import find_events
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names import Names, name
from explorer.facts.prose.names.model import OFFICE, NamedPage
from explorer.facts.prose.record.account import account_of
from explorer.facts.prose.record.beside import with_labels
from explorer.facts.prose.record.elected import elected
from explorer.facts.prose.record.layout import laid_out
from explorer.facts.prose.record.model import ACT, Fact
from explorer.facts.prose.record.nearby import nearby
from explorer.facts.prose.record.onward import onward
from explorer.facts.prose.record.organs import write_organs
from explorer.facts.prose.record.placed import placed
from explorer.facts.prose.record.presiding import presiding
from explorer.facts.prose.record.readings import read_rows
from explorer.facts.prose.record.refusal import refusal
from explorer.facts.prose.record.speech import remark, spoken, unspoken
from explorer.facts.prose.record.theirs import theirs
from explorer.facts.prose.record.votes import no_acts, shown, told_aside
from explorer.facts.prose.record.writing import Writer
from explorer.facts.prose.text import lay_out
from explorer.facts.prose.text.lists import words
from explorer.facts.statements import Drawn, Leftover


@dataclass(frozen=True)
class Stages:
    """What each room handed on."""

    named: NamedPage
    events: EventPage
    clauses: ClausePage
    facts: tuple[Fact, ...]
    page: Parted
    aside: tuple[Leftover, ...] = ()  # what looked like an act and puts nothing on record


def stages(document: Document, names: Names) -> Stages:
    """Return what each room hands on of a document."""
    page = parted(document, names)
    named = name(lay_out(page.prose), names)
    events = find_events(named)
    clauses = read_clauses(events)
    said, faults = read_rows(clauses, events, names.verbs)
    clauses = replace(clauses, remarks=(*clauses.remarks, *faults))
    told = (*with_labels(events, said), *laid_out(events))
    said_so = shown(named.text)
    speech = spoken(said_so)
    acts = [fact.passage for fact in told if fact.relation == ACT]
    aside = (*remark(said_so.passages, speech), *told_aside(named.text, acts))
    facts = unspoken(told, speech | no_acts(named.text))
    facts = (*facts, *onward(events, clauses, facts), *elected(events, clauses, facts))
    facts = placed(events, clauses, facts)
    facts = (*facts, *theirs(events, clauses, facts), *presiding(events, clauses, facts))
    return Stages(named, events, clauses, (*facts, *nearby(events, facts)), page, aside)


def _of_nobody(fact: Fact) -> bool:
    """Tell whether who was there is but an office without a name: "Ministers", "the President"."""
    if fact.relation != "participated_in" or fact.name is None or fact.name.kind != "body":
        return False
    said = fact.name.name.lower().replace("-", " ").split()
    bare = OFFICE in fact.name.traits or len(said) == 1
    return bare and said[-1] in words("record", "layout.yaml", "offices")


def extract(document: Document, names: Names) -> Drawn:
    """Draw every statement from one document. Pure: the same document and names give the same statements.

    A document in a language that cannot be read, or one that is no record of a meeting, gives nothing but a refusal
    that says so.
    """
    why = refusal(document)
    if why:
        return Drawn(document.id, refusal=why)
    read = stages(document, names)
    if read.events.own < 0 and not read.page.tables:
        why = refusal(document, eventless=not read.events.events)
        acts = any(fact.relation == ACT for fact in read.facts)
        if not why and not read.events.events and not acts:
            why = "This is not a meeting record: it names no meeting, and puts nothing on record."
        if why:
            return Drawn(document.id, refusal=why)
    writer = Writer(read.events, names, read.facts)
    writer.write()
    write_organs(writer)
    account = account_of(writer, read.clauses)
    draft = writer.draft
    drawn = Drawn(
        document.id,
        tuple(draft.nodes[k] for k in sorted(draft.nodes)),
        tuple(draft.relations[k] for k in sorted(draft.relations)),
        tuple(draft.citations.values()),
        tuple(writer.identities),
        tuple(account.passed_over),
        tuple(account.unresolved),
        tuple(account.guessed),
        tuple(account.contradictions),
        unaccounted=tuple(account.unaccounted),
        bare=tuple(account.bare),
        process=read.named.process.id if read.named.process is not None else "",
    )
    drawn = replace(drawn, passed_over=(*read.aside, *drawn.passed_over))
    return with_tables(drawn, read.page, names, lambda parent: _event_at(writer, parent))


def _event_at(writer: Writer, parent: str) -> Context:
    """Return the event that is at hand under a heading, else the page's own."""
    events = writer.page
    passages = events.named.text.passages
    above = next((p.number for p in passages if p.passage.id == parent), -1)
    key = writer.keys.get(events.at_hand(above) if above >= 0 else events.own, "")
    identity = next((one for one in writer.identities if one.id == key), None)
    return Context(writer.draft.nodes.get(key), identity)
