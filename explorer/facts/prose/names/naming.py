"""A laid-out page named: who and what stands where, as units in order that never overlap."""

from __future__ import annotations

from dataclasses import replace

from explorer.facts.prose.names.chains import chains
from explorer.facts.prose.names.finding import known_names
from explorer.facts.prose.names.governments import widen_states
from explorer.facts.prose.names.groups import counted, everyone, narrow_offices, remember, short_forms
from explorer.facts.prose.names.known import Names
from explorer.facts.prose.names.line import Line, Taken, line_of
from explorer.facts.prose.names.lists import units_of
from explorer.facts.prose.names.meeters import meeters, who_meet
from explorer.facts.prose.names.model import DEMONYM, OFFICE, PERSON, Name, NamedPage, NamedPassage, Unit, When, Where
from explorer.facts.prose.names.offices import offices
from explorer.facts.prose.names.persons import Person, person_names
from explorer.facts.prose.names.places import places
from explorer.facts.prose.names.process import find_process, scope_of
from explorer.facts.prose.names.register import Register, register, resolved
from explorer.facts.prose.names.shapes import unknown_names
from explorer.facts.prose.names.whens import page_year, press_day, whens, with_press_day
from explorer.facts.prose.text.lists import words
from explorer.facts.prose.text.model import Span, TextPage
from explorer.facts.prose.text.tokens import norms
from explorer.ontology import KnownName


def name(page: TextPage, names: Names) -> NamedPage:
    """Find every name, date and place of a page. Pure: the same page and names give the same units.

    Two passes: the second knows the process, the acronyms and the unknown names that the first one met.

    >>> from explorer.documents.model import Document, Passage
    >>> from explorer.facts.prose.names.known import shipped_names
    >>> from explorer.facts.prose.text import lay_out
    >>> said = "Fiji, Samoa and Tonga met in Suva, Fiji on 3 May 2011."
    >>> page = lay_out(Document("d", passages=(Passage("d#1", "d", "", 1, "paragraph", said),)))
    >>> [(unit.sort, len(unit.names)) for unit in name(page, shipped_names()).passages[0].units]
    [('list', 3), ('place', 0), ('date', 0)]
    """
    year = page_year(page.passages)
    lines = [line_of(passage) for passage in page.passages]
    press = press_day(page.passages)
    dates = [with_press_day(line.passage, whens(line.passage, year), press) for line in lines]
    persons = [person_names(line, names) for line in lines]
    blocked = [_blocked(dates[n], persons[n]) for n in range(len(lines))]
    first = [(line, _first_pass(line, names, None, blocked[n])) for n, line in enumerate(lines)]
    process, of_event = find_process(page.document, first, names)
    book = Register(names, process, scope_of(process, of_event, page.document.title or _title(page)))
    if process is not None:
        book.local[process.id] = process
    for line, taken in first:
        book.parties |= _told_as_parties(line, taken)
    if process is not None:
        book.parties |= {norms(printed) for printed in process.names}
    for line, taken in first:
        register(book, line, taken)
    book.meet = who_meet(lines)
    local = Names(tuple(book.local.values())) if book.local else None
    said: dict[str, list[Name]] = {}
    seen: dict[str, Where] = {}
    passages = []
    for n, line in enumerate(lines):
        units = _second_pass(book, line, local, dates[n], persons[n], blocked[n], said, seen)
        passages.append(NamedPassage(line.passage.number, tuple(units)))
    known = dict(sorted(book.local.items()))
    for passage in passages:
        for unit in passage.units:
            for one in unit.names:
                if one.id and one.id not in known and (found := names.get(one.id)) is not None:
                    known[one.id] = found
    return NamedPage(page, tuple(passages), known, process, year, _doubts(process, passages))


def _doubts(process: KnownName | None, passages: list[NamedPassage]) -> tuple[tuple[int, Span, str], ...]:
    """An office on a page that names no process: it is kept apart from all others of its name, and that is told."""
    if process is not None:
        return ()
    offices = ((p.number, one) for p in passages for unit in p.units for one in unit.names if OFFICE in one.traits)
    first = next(offices, None)
    why = "the page names no process that this office is of; it is taken for one of this page alone"
    return ((first[0], first[1].words, why),) if first is not None else ()


def _title(page: TextPage) -> str:
    return next((p.passage.text for p in page.passages if p.passage.kind == "title"), "") or (
        page.passages[0].passage.text if page.passages else ""
    )


def _blocked(dates: list[When], persons: tuple[Person, ...]) -> frozenset[int]:
    """Tokens that are no names of nodes: those of dates and of persons."""
    spans = [(when.words.first, when.words.last) for when in dates] + [(one.first, one.last) for one in persons]
    return frozenset(at for first, last in spans for at in range(first, last))


def _first_pass(line: Line, names: Names, local: Names | None, blocked: frozenset[int]) -> Taken:
    """Known names, then unknown ones by their heads and by the events that are theirs."""
    taken = known_names(line, names, local, blocked)
    for found in unknown_names(line, taken, blocked):
        taken.put(found)
    for chain in chains(line, taken, len(line.tokens)):
        for found in chain.names:
            if not found.id and taken.begins(found.words.first) is not found:
                taken.put(found)
    return taken


def _told_as_parties(line: Line, taken: Taken) -> set[tuple[str, ...]]:
    """Names that may be texts but stand here as parties: "the X Initiative (XI), the Y Bank and Z attended"."""
    found = {norms(one.name) for chain in chains(line, taken, len(line.tokens)) for one in chain.names}
    either = words("names", "names.yaml", "either")
    doubtful = [one for one in taken.all() if one.kind == "instrument" and not one.id and set(norms(one.name)) & either]
    for one in (*doubtful, *reversed(doubtful)):
        last = one.words.last
        if line.norm(last) == "(":
            last = next((i + 1 for i in range(last, last + 6) if line.norm(i) == ")"), last)
        after = last + 1 + (line.norm(last + 1) in ("and", "the")) + (line.norm(last + 2) == "the")
        behind = taken.begins(after) if line.norm(last) in (",", ";", "and") else None
        before = one.words.first - 1 - (line.norm(one.words.first - 1) == "the")
        at = before - (line.norm(before - 1) == ")") * 3 if line.norm(before) in (",", ";", "and") else -1
        beside = taken.ends(at) if at > 0 else None
        if (
            any(x is not None and (_sure(x) or norms(x.name) in found) for x in (behind, beside))
            or line.norm(last) in _ACTS
        ):
            found.add(norms(one.name))
    return found


_ACTS = frozenset(
    {"agreed", "attended", "decided", "hosted", "noted", "thanked", "met", "meets", "presented", "joined"}
)


def _sure(one: Name) -> bool:
    return one.kind in ("state", "organisation", "body") and DEMONYM not in one.traits


def _second_pass(
    book: Register,
    line: Line,
    local: Names | None,
    dates: list[When],
    persons: tuple[Person, ...],
    blocked: frozenset[int],
    said: dict[str, list[Name]],
    seen: dict[str, Where],
) -> list[Unit]:
    taken = _first_pass(line, book.names, local, blocked)
    for found in taken.all():
        taken.put(resolved(book, line, taken, found))
    widen_states(line, taken, blocked)
    _with_acronyms(book, line, taken)
    everyone(book, line, taken)
    meeters(book, line, taken)
    dated = frozenset(at for when in dates for at in range(when.words.first, when.words.last))
    counted(line, taken, dated)
    for found in offices(line, taken, persons):
        taken.put(found)
    short_forms(book, line, taken, said)
    narrow_offices(line, taken)
    for found in taken.all():
        remember(said, found)
    others = [Unit("date", when.words, when=when) for when in dates if taken.free(when.words.first, when.words.last)]
    people = frozenset(at for one in persons for at in range(one.first, one.last))
    for where in places(line, taken, dated, people, seen):
        others.append(Unit("place", where.words, where=where))
    used = {at for unit in others for at in range(unit.words.first, unit.words.last)}
    parties = []
    for one in taken.all():
        if one.kind == "instrument" and not any(at in used for at in range(one.words.first, one.words.last)):
            others.append(Unit("instrument", one.words, (one,)))
        elif (one.kind in ("state", "organisation", "body") or PERSON in one.traits) and not (
            line.passage.dateline and line.passage.dateline.holds(one.words)
        ):  # fmt: skip
            parties.append(one)
    return units_of(line, parties, sorted(others, key=lambda unit: unit.words.first))


def _with_acronyms(book: Register, line: Line, taken: Taken) -> None:
    """Take the acronym in brackets into the name: "the International Organization for Migration (IOM)"."""
    for one in taken.all():
        if taken.at(one.words.first) is not one or line.norm(one.words.last) != "(" or not one.id:
            continue
        at = one.words.last
        close = next((i for i in range(at + 1, min(at + 8, len(line.tokens))) if line.norm(i) == ")"), None)
        known = book.known(one.id)
        if close is None or known is None:
            continue
        short = norms(line.passage.text(Span(at + 1, close)))
        short = short[short[0] == "the" :] if short else short
        if short in {norms(printed) for printed in known.names}:
            taken.put(replace(one, words=Span(one.words.first, close + 1), acronym=one.acronym or known.acronym))
