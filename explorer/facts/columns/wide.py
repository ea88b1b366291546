"""Parties down, events (or bodies, or instruments) across, a mark in each cell; or the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.documents.sheets.coded import coded
from explorer.facts.columns.attendance import complete, own_marks, present, role_of
from explorer.facts.columns.crossed import is_event, key_of, named_heads, years
from explorer.facts.columns.dates import parse
from explorer.facts.columns.memberships import ROLES, parties_of, whole, wholes_of
from explorer.facts.columns.names import Named, Names, known, unknown
from explorer.facts.columns.occasions import add_occasion, occasion_of_head, occasions, row_dates
from explorer.facts.columns.options import Asked
from explorer.facts.columns.parties import ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf, both, own_name
from explorer.facts.columns.spans import Held, spans
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import any_of, fold, meaning_of
from explorer.facts.statements import Relation

_OF_EVENTS = ("event", "date", "start", "end", "place", "country", "host", "chair", "body", "name")
_NOBODY = ("", "unknown", "absent")


def draw_wide(sheaf: Sheaf, how: Understood, said: Asked, names: Names, order: str) -> None:
    """Draw a table of parties by events (or by bodies, or instruments; or turned), a mark in each cell."""
    table, turned = sheaf.table, how.across.turned
    key = key_of(how.columns, turned)
    aside: list[int] = []
    if turned:
        rows = _row_targets(sheaf, how, key, names, order)
        ends, aside = _heads_as_parties(sheaf, how, names)
    else:
        cells = party_cells(table.columns[key], names, "organisation", codes=how.codes, persons=said.persons)
        rows = ids_of(sheaf, key, cells)
        ends = _heads_as_targets(sheaf, how, order, names)
    start = _years(sheaf, how, key, order)
    _beside(sheaf, how, rows, [*aside, *([how.columns["date"]] if "date" in how.columns and start is None else [])])
    held: list[Held] = []
    own = own_marks(said, table.legend)
    votes = not own and how.across.relation == "participated_in" and _are_votes(sheaf, how.marks)
    for row, column, role in _marked(sheaf, how, ends, {**meaning_of("votes"), **own} if votes else own):
        for one in rows[row]:
            source, target = (ends[column].id, one) if turned else (one, ends[column].id)
            if ends[column].relation == "participated_in":
                cited = (key, column) if turned else (column,)
                vote = (("vote", table.columns[column][row]),) if votes else ()
                present(sheaf, source, target, role, row, cited, table.columns[key][row], vote)
            else:
                first, last = start[row] if start else ("", "")
                held.append(Held(source, target, role, first, last, row, (column,)))
    for each in spans(held, yearly=True) if years(table, key, how.get("date")) else held:
        tie = Relation(each.party, how.across.relation, each.whole, each.role, each.start, each.end)
        sheaf.relate(tie, each.row, each.columns, table.columns[key][each.row])
    complete(sheaf, said, table.legend)


def _are_votes(sheaf: Sheaf, marks: Sequence[int]) -> bool:
    """Tell whether marks are votes: yes, no and abstentions in letters or words."""
    found = {fold(cell) for column in marks for cell in sheaf.table.sample(column)} - any_of("unknown")
    return (
        found <= set(meaning_of("votes")) and bool(found & any_of("abstentions")) and bool(found & {"y", "yes", "aye"})
    )


def draw_yearly(sheaf: Sheaf, how: Understood, said: Asked, names: Names) -> None:
    """Draw a table of parties and bodies (or instruments) whose further heads are years, a mark in each cell."""
    table, relation = sheaf.table, how.across.relation
    party, parties = parties_of(sheaf, how, said, names)
    whole = how.get("body", "instrument")
    wholes = wholes_of(sheaf, whole, "instrument" if relation == "party_to" else "organisation", "", names)
    ends = {column: _End("", relation) for column in how.marks}
    further = how.others(table, "body", "instrument", "party", "country", "organisation")
    held: list[Held] = []
    for row, column, role in _marked(sheaf, how, ends, own_marks(said, table.legend)):
        cells = tuple((table.heads[c], table.columns[c][row]) for c in further if table.columns[c][row])
        year = table.heads[column][-4:]
        used = (party, whole, column)
        held += [Held(one, wholes[row], role, year, year, row, used, cells) for one in parties[row] if wholes[row]]
    for each in spans(held, yearly=True):
        tie = Relation(each.party, relation, each.whole, each.role, each.start, each.end, further=each.further)
        sheaf.relate(tie, each.row, each.columns, table.columns[party][each.row])


def _years(sheaf: Sheaf, how: Understood, key: int, order: str) -> list[tuple[str, str]] | None:
    """Return the first and last day of what each row says of members or parties to a treaty; None where it has none.

    A column of years is about them where there are several rows of one name, or all rows are of one year.
    """
    date = how.get("date")
    if date < 0 or how.across.relation == "participated_in":
        return None
    several = years(sheaf.table, key, date)
    texts = coded(sheaf.table.columns[date])
    if not several and len(texts.plain().words) != 1:
        return None
    found = texts.map(lambda text: parse(text, order))
    return list(found.map(lambda day: (day.start, "" if several else day.end or day.start) if day else ("", "")))


def _beside(sheaf: Sheaf, how: Understood, rows: Sequence[tuple[str, ...]], more: Sequence[int]) -> None:
    """Keep what stands beside the marks with the nodes of the rows."""
    table = sheaf.table
    used = _OF_EVENTS if how.across.turned and how.across.relation == "participated_in" else ("date", "name")
    about = [c for c in how.others(table, *used) if c != key_of(how.columns, how.across.turned)]
    for row, ids in enumerate(rows):
        cells = tuple(
            (own_name(table.heads[c], "nodes"), table.columns[c][row]) for c in (*about, *more) if table.columns[c][row]
        )
        for one in ids if cells else ():
            node = sheaf.nodes[one]
            sheaf.nodes[one] = replace(node, further=both(node.further, cells))


@dataclass(frozen=True, slots=True)
class _End:
    """What the head of a column names, and the relation that its marks state."""

    id: str
    relation: str


def _marked(
    sheaf: Sheaf, how: Understood, ends: dict[int, _End], own: dict[str, str]
) -> list[tuple[int, int, str]]:  # fmt: skip
    """Return row, column and role of every mark that says that somebody was there or belongs to it; ask for others."""
    found: list[tuple[int, int, str]] = []
    unread: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for column, end in ends.items():
        marks = coded(sheaf.table.columns[column])
        roles = marks.map(lambda mark, relation=end.relation: _role(mark, relation, own))  # type: ignore[misc]
        for mark, row in zip(marks.words, marks.first().tolist(), strict=True):
            if mark and not _role(mark, end.relation, own):
                unread[mark] += marks.count(mark)
                first[mark] = min(first.get(mark, (row, column)), (row, column))
        rows = roles.where(lambda role: role not in _NOBODY).nonzero()[0]
        found += [(row, column, role.strip()) for row, role in zip(rows.tolist(), roles.take(rows), strict=True)]
    if unread:
        _ask(sheaf, unread, first, how.across.relation)
    return sorted(found)


def _role(mark: str, relation: str, own: dict[str, str]) -> str:
    """Return the role that a mark says in a relation: absent, unknown, "" where it is not known, " " for none."""
    if not mark:
        return "unknown"
    role = role_of(mark, own)
    if relation == "participated_in" or role in ("unknown", "absent"):
        return role
    if relation == "party_to":
        return meaning_of("treaty").get(fold(mark), "") or (role and " ")
    return role if role in ROLES else "" if role in ("", "guest") else "member"


def _ask(sheaf: Sheaf, unread: Counter[str], first: dict[str, tuple[int, int]], relation: str) -> None:
    """Ask in one line for the marks that have no meaning, in the order in which they come."""
    marks = sorted(unread, key=lambda mark: first[mark])
    usual = {"2": "associate"} if relation == "member_of" else {}
    pairs = ",".join(f"{mark}={usual.get(fold(mark), 'observer')}" for mark in sorted(marks))
    others = "member, associate, absent" if relation == "member_of" else "member, participant, guest, absent"
    some = ", ".join(map(repr, marks))
    has = (
        f"mark {some} ({unread.total():,} cells) has"
        if len(marks) == 1
        else f"marks {some} ({unread.total():,} cells) have"
    )
    row, column = first[marks[0]]
    sheaf.pass_over(row, (column,), f'the {has} no meaning that is known: say --columns "{pairs}" (or {others})')


def _heads_as_targets(sheaf: Sheaf, how: Understood, order: str, names: Names) -> dict[int, _End]:
    """Return what each head names: an event, or a body or instrument; a dated head is an event among bodies too."""
    ends: dict[int, _End] = {}
    guessed: list[str] = []
    relation = how.across.relation
    for column in how.marks:
        head = sheaf.table.heads[column]
        row = _filled(sheaf, column)
        if relation != "participated_in" and not (occasion_of_head(head, order).start and is_event(head)):
            named = whole(head, "instrument" if relation == "party_to" else "organisation", names)
            ends[column] = _End(sheaf.name(named, row, (column,), head), relation)
            guessed += [] if known(head, names) else [head]
            continue
        occasion = occasion_of_head(head, order)
        if series := dict(how.words).get("event", ""):
            occasion = replace(occasion, name=f"{series} {occasion.name}")
        add_occasion(sheaf, occasion, row, (column,))
        ends[column] = _End(occasion.id, "participated_in")
    if guessed:
        what = "instruments" if relation == "party_to" else "bodies with members"
        sheaf.guess(
            0, how.marks[:1], f"{', '.join(guessed[:4])}{' …' if len(guessed) > 4 else ''} are taken for {what}; "
            "if they are events: --columns shape=attendance",
        )  # fmt: skip
    return ends


def _filled(sheaf: Sheaf, column: int) -> int:
    return next((row for row, cell in enumerate(sheaf.table.columns[column]) if cell), 0)


def _heads_as_parties(sheaf: Sheaf, how: Understood, names: Names) -> tuple[dict[int, _End], list[int]]:
    """Return the party of each head, and the columns that are none: a flag among states ("dead") is about its row."""
    table, relation = sheaf.table, how.across.relation
    found = named_heads((table.heads[column] for column in how.marks), names)
    states = relation != "participated_in" and 2 * sum(
        one is not None and one.kind == "state" for one in found.values()
    )
    ends: dict[int, _End] = {}
    aside: list[int] = []
    for column in how.marks:
        head = table.heads[column]
        named: Named | None = found[head]
        if named is None and states >= len(found):
            if all(fold(cell) in ("0", "1") for cell in table.sample(column)):
                aside.append(column)
                continue
            named = unknown(head, "state", "no list has this name; taken for a state, as the heads beside it are")
        named = named or party_cells([head], names, "organisation")[head].named[0]
        row = _filled(sheaf, column)
        ends[column] = _End(sheaf.name(named, row, (column,), head), relation)
        if named.guess:
            sheaf.unknown(row, (column,), named.guess)
    if aside:
        heads = ", ".join(table.heads[column] for column in aside)
        sheaf.pass_over(
            0, aside, f"{heads}: no party that is known, and 0 and 1 alone; kept as what a row says of itself"
        )
    return ends, aside


def _row_targets(sheaf: Sheaf, how: Understood, key: int, names: Names, order: str) -> Sequence[tuple[str, ...]]:
    """Return the event, body or instrument of each row; a short name has the long one beside it."""
    relation = how.across.relation
    if relation == "participated_in":
        about = {**how.columns, "event": key}
        pair = ("start", "end") if "date" not in about and "start" in about else ("date", "end")
        ids = occasions(sheaf, names, about, how.words, row_dates(sheaf, about, order, pair=pair))
        return ids.map(lambda one: (one,) if one else ())
    kind, table = "instrument" if relation == "party_to" else "organisation", sheaf.table
    longer = how.get("name") if how.get("name") != key else -1
    texts = coded(table.columns[key])
    made: dict[str, tuple[str, ...]] = {"": ()}
    for text, row in zip(texts.words, texts.first().tolist(), strict=True):
        full = table.columns[longer][row] if longer >= 0 else ""
        if text and full and text.isupper() and full != text:
            named = known(full, names) or unknown(f"{full} ({text})", kind, "")
            made[text] = (sheaf.name(named, row, (key, longer), text, alias=text),)
        elif text:
            made[text] = (sheaf.name(whole(text, kind, names), row, (key,), text),)
    return texts.map(made.__getitem__)
