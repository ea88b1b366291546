"""What each room hands on, passage by passage, in words: for whoever asks why a page gave what it gave."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.facts.prose.clauses.model import Clause, Filler
from explorer.facts.prose.events.model import EventPage
from explorer.facts.prose.names.model import Unit
from explorer.facts.prose.record.extract import Stages
from explorer.facts.prose.record.model import Fact
from explorer.facts.prose.text.model import TextPassage


def rooms(stages: Stages) -> dict[str, list[tuple[str, str]]]:
    """Return passage id → (room, what it hands on) in the order of the rooms: text, names, events, clauses, facts."""
    found: dict[str, list[tuple[str, str]]] = {}
    clauses = stages.clauses.by_passage
    facts: dict[int, list[Fact]] = {}
    for fact in stages.facts:
        facts.setdefault(fact.passage, []).append(fact)
    for passage in stages.named.text.passages:
        lines = [("text", told) for told in _text(passage)]
        lines += [("names", _unit(passage, u)) for u in stages.named.passages[passage.number].units]
        lines += [("events", told) for told in _events(stages.events, passage)]
        lines += [("clauses", _clause(stages, stages.clauses.clauses[n])) for n in clauses.get(passage.number, ())]
        lines += [("facts", _fact(stages, passage, fact)) for fact in facts.get(passage.number, ())]
        found[passage.passage.id] = lines
    return found


def _text(passage: TextPassage) -> Iterator[str]:
    for label in passage.labels:
        yield f"label {label.means or 'unknown'}: {passage.plain(label.words)} → {passage.plain(label.value)}"
    if len(passage.sentences) > 1:
        yield " ‖ ".join(passage.plain(sentence) for sentence in passage.sentences)
    if passage.stem >= 0:
        yield f"stands under passage {passage.stem + 1} of the text"


def _unit(passage: TextPassage, unit: Unit) -> str:
    if unit.when is not None:
        days = "/".join(part for part in (unit.when.start, unit.when.end) if part)
        return f"date {passage.plain(unit.words)} = {days or unit.when.problem}"
    if unit.where is not None:
        return f"place {passage.plain(unit.words)} = {unit.where.id or 'online'}"
    names = (f"{name.id}{' (' + ', '.join(sorted(name.traits)) + ')' if name.traits else ''}" for name in unit.names)
    return f"{unit.sort} {passage.plain(unit.words)} = {', '.join(names)}"


def _events(page: EventPage, passage: TextPassage) -> Iterator[str]:
    for number, mention in enumerate(page.mentions):
        if mention.passage == passage.number:
            yield f"{passage.plain(mention.words)} → {_called(page, page.of_mention[number])}"
    if passage.number < len(page.governs) and page.governs[passage.number] not in (-1, page.own):
        yield f"at hand: {_called(page, page.governs[passage.number])}"


def _called(page: EventPage, event: int) -> str:
    return page.events[event].name + (" (the page's own)" if event == page.own else "") if event >= 0 else "no event"


def _clause(stages: Stages, clause: Clause) -> str:
    parts = [f"{clause.lemma or '(no verb)'}{' ' + clause.particle if clause.particle else ''}: {clause.status}"]
    parts[0] += f" ({clause.why})" if clause.why else ""
    for slot, fillers in (
        ("subject", clause.subject),
        ("object", clause.objects),
        ("by", clause.agent),
        ("", clause.adjuncts),
    ):
        parts += [_filler(stages, slot, filler) for filler in fillers]
    return "; ".join(parts)


def _filler(stages: Stages, slot: str, filler: Filler) -> str:
    words = ", ".join(_meant(stages.events, unit) for unit in filler.units) or filler.head
    return f"{slot or ' '.join(filter(None, (filler.via, filler.prep)))} {words}".strip()


def _meant(page: EventPage, unit: Unit) -> str:
    if unit.sort == "event":
        return _called(page, page.of_mention[unit.event])
    if unit.when is not None:
        return unit.when.start
    return unit.where.name if unit.where is not None else ", ".join(name.name for name in unit.names)


def _fact(stages: Stages, passage: TextPassage, fact: Fact) -> str:
    name = fact.name.name if fact.name else fact.where.name if fact.where else fact.when.start if fact.when else ""
    words = f"{fact.act.force}: {passage.plain(fact.act.words)}" if fact.act is not None else name
    role = f" ({fact.role})" if fact.role else ""
    return f"{fact.relation} {words}{role} → {_called(stages.events, fact.event)} [{fact.rule}]"
