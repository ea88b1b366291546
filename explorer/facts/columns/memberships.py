"""Who is a member of what, and who is a party to which treaty, with the days from which and until which it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.documents.sheets.coded import coded
from explorer.facts.columns.attendance import own_marks, role_of
from explorer.facts.columns.dates import parse, within
from explorer.facts.columns.names import Named, Names, known, unknown
from explorer.facts.columns.occasions import day_in
from explorer.facts.columns.options import Asked
from explorer.facts.columns.parties import ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.spans import Held, spans
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import fold, meaning_of
from explorer.facts.statements import Relation

ROLES = ("member", "associate", "observer")  # what somebody can be in a body
_NONE = {"absent": "no member, as the row says", "unknown": "its cell does not say whether it is a member"}
_ABOVE = re.compile(
    r"^(?:list of |status of (?:ratifications? of )?)?(?:the )?"
    r"(?:(?:member(?:s|ship)?|member (?:states|countries)|signator(?:y|ies)|(?:states? )?part(?:y|ies)|ratifications?)"
    r" (?:of|in|to) (?:the )?)?",
    re.IGNORECASE,
)  # what a title says before the name of a body or a treaty
_STAGES = ("signed", "ratified", "acceded", "withdrew")


def draw_memberships(sheaf: Sheaf, how: Understood, said: Asked, names: Names, order: str) -> None:
    """Draw a table whose rows say who is a member of what. Rows of single years become the spans they make."""
    table = sheaf.table
    party, parties = parties_of(sheaf, how, said, names)
    whole = how.get("body", "organisation", "instrument")
    whole = -1 if whole == party else whole
    wholes = wholes_of(sheaf, whole, "organisation", how.words.get("body", ""), names)
    own = own_marks(said, table.legend)
    state = how.get("role", "presence")
    first, last, year = how.get("start", "acceded", "ratified"), how.get("end", "withdrew"), how.get("date")
    used = tuple(c for c in (party, whole, state, first, last, year if first < 0 else -1) if c >= 0)
    odd = _odd_roles(sheaf, state, own)
    further = table.besides({*used} - ({state} if odd else set()))
    rows: list[Held] = []
    for row, ids in enumerate(parties):
        text = table.columns[state][row] if state >= 0 else ""
        role = role_of(text, own) if text else "member"
        unread = not role and fold(text).lstrip("-").isdigit()
        if not ids or not wholes[row] or unread or role in _NONE:
            why = "it names no party" if not ids else "it names nothing to be a member of" if not wholes[row] else ""
            ask = f"the code {text!r} has no meaning that is known: say --columns {text}=observer, or another role"
            sheaf.pass_over(row, used, why or _NONE.get(role, ask))
            continue
        start, end = (day_in(sheaf, c, row, order) for c in (first if first >= 0 else year, last))
        role = role if role in ROLES else "member"
        cells = tuple((table.heads[c], table.columns[c][row]) for c in further if table.columns[c][row])
        rows += [Held(one, wholes[row], role, start, end, row, used, cells) for one in ids]
    for each in spans(rows) if first < 0 and last < 0 and year >= 0 else rows:
        relation = Relation(each.party, "member_of", each.whole, each.role, each.start, each.end, further=each.further)
        sheaf.relate(relation, each.row, each.columns, table.columns[party][each.row])


def _odd_roles(sheaf: Sheaf, state: int, own: dict[str, str]) -> list[str]:
    """Return the words below a status that are no role; each is told once. Codes are asked for row by row."""
    texts = coded(sheaf.table.columns[state] if state >= 0 else [])
    odd = [text for text in texts.words if text and not role_of(text, own) and not fold(text).lstrip("-").isdigit()]
    for text in odd:
        sheaf.pass_over(
            texts[:].index(text), (state,), f"the role {text!r} ({texts.count(text):,} rows) is none that is known; "
            f"taken as member, and kept as it stands: say --columns {text}=associate, or another role",
        )  # fmt: skip
    return odd


def draw_treaties(sheaf: Sheaf, how: Understood, said: Asked, names: Names, order: str) -> None:
    """Draw a table of signatures, ratifications, accessions and withdrawals; "13 Dec 1978 a" is an accession."""
    table = sheaf.table
    party, parties = parties_of(sheaf, how, said, names)
    whole = how.get("instrument")
    wholes = wholes_of(sheaf, whole, "instrument", how.words.get("instrument", ""), names)
    stages = [(how.columns[name], name) for name in _STAGES if name in how.columns]
    state, day = how.get("role", "presence", "progress"), how.get("start", "date")
    until = how.get("end")
    used = tuple(c for c in (party, whole) if c >= 0)
    own = {*used, *(column for column, _ in stages), *(() if stages else (state, day, until))}
    further = table.besides(own)
    for row, ids in enumerate(parties):
        if not ids or not wholes[row]:
            sheaf.pass_over(row, used, "it names no party" if not ids else "it names no instrument")
            continue
        told: list[tuple[str, str, str, tuple[int, ...]]] = []
        for column, stage in stages:
            if table.columns[column][row]:
                told += _stage(sheaf, row, column, stage, order, used)
        if stages and state >= 0:
            told = _of_kind(told, table.columns[state][row], state)
            told += _ended(table.columns[state][row], order, (*used, state))
        if not stages and state >= 0 and (text := table.columns[state][row]):
            role = meaning_of("treaty").get(fold(text), "")
            if role:
                told.append((role, day_in(sheaf, day, row, order), "", (*used, state)))
            else:
                sheaf.pass_over(
                    row, (state,), f"{text!r} is no stage of a treaty (signed, ratified, acceded, withdrew)"
                )
        elif not stages:
            told.append(("", day_in(sheaf, day, row, order), day_in(sheaf, until, row, order), used))
        beside = tuple((table.heads[c], table.columns[c][row]) for c in further if table.columns[c][row])
        for one in ids:
            for role, start, end, cells in told:
                relation = Relation(one, "party_to", wholes[row], role, start, end, further=beside)
                sheaf.relate(relation, row, cells, table.columns[party][row])
        if stages and not told:
            sheaf.pass_over(row, used, "no date and no mark says that it signed, ratified, acceded or withdrew")


def _of_kind(
    told: list[tuple[str, str, str, tuple[int, ...]]], text: str, state: int
) -> list[tuple[str, str, str, tuple[int, ...]]]:
    """Return what dates say with the kind that stands beside them: below "Ratification" an accession may have its day.

    >>> _of_kind([("signed", "1", "", (1,)), ("ratified", "2", "", (2,))], "Accession", 3)
    [('signed', '1', '', (1,)), ('acceded', '2', '', (2, 3))]
    """
    kind = meaning_of("treaty").get(fold(text), "")
    if kind != "acceded":
        return told
    return [(kind, start, end, (*cells, state)) if role == "ratified" else (role, start, end, cells)
            for role, start, end, cells in told]  # fmt: skip


def _ended(text: str, order: str, cells: tuple[int, ...]) -> list[tuple[str, str, str, tuple[int, ...]]]:
    """Return what a status beside the dates adds: "Denounced on 3 May 2010" is a withdrawal.

    >>> _ended("Denounced on 3 May 2010", "", (1,)), _ended("In force", "", (1,))
    ([('withdrew', '2010-05-03', '', (1,))], [])
    """
    found = within(text, order)
    words = fold(text.replace(found[0], " ") if found else text).split()
    if not words or meaning_of("treaty").get(words[0]) != "withdrew":
        return []
    return [("withdrew", found[1].start if found else "", "", cells)]


def _stage(
    sheaf: Sheaf, row: int, column: int, stage: str, order: str, used: tuple[int, ...]
) -> list[tuple[str, str, str, tuple[int, ...]]]:
    """Return what a cell below "Ratification" says: its day, and by its letter whether it was an accession."""
    text = sheaf.table.columns[column][row]
    found = parse(text, order)
    cells = (*used, column)
    if found is not None:
        role = meaning_of("treaty").get(found.suffix.lower(), stage) if found.suffix else stage
        return [(role if found.suffix not in ("A", "AA") else "ratified", found.start, "", cells)]
    meant = meaning_of("roles").get(fold(text), "")
    if meant and meant != "absent":
        return [(stage, "", "", cells)]
    if not meant:
        sheaf.pass_over(row, (column,), f"{text!r} is neither a date nor a mark")
    return []


def parties_of(sheaf: Sheaf, how: Understood, said: Asked, names: Names) -> tuple[int, Sequence[tuple[str, ...]]]:
    first = ("party", "organisation", "country") if "body" in how.columns else ("party", "country")
    party = how.get(*first, "person", "who", "organisation", "name")
    kind = {"country": "state", "person": "person"}
    meaning = next(name for name, column in how.columns.items() if column == party)
    cells = party_cells(
        sheaf.table.columns[party], names, kind.get(meaning, "organisation"), codes=how.codes, persons=said.persons
    )
    return party, ids_of(sheaf, party, cells)


def wholes_of(sheaf: Sheaf, column: int, kind: str, said: str, names: Names) -> list[str]:
    """Return what each row's party belongs to: the name in a column, or one for all, said or above the table."""
    table = sheaf.table
    if column >= 0:
        cells = {text: whole(text, kind, names) for text in dict.fromkeys(table.columns[column]) if text}
        first: dict[str, int] = {}
        for row, text in enumerate(table.columns[column]):
            if text and text not in first:
                first[text] = row
                sheaf.name(cells[text], row, (column,), text)
        return [cells[text].id if text else "" for text in table.columns[column]]
    constant = said or table.title or table.name
    if not constant or not len(table):
        return [""] * len(table)
    named = whole(constant if said else _ABOVE.sub("", constant, count=1), kind, names)
    sheaf.name(named, 0, tuple(range(len(table.heads))), constant)
    if not said:
        where = "the words above it" if table.title else "the name of its sheet"
        sheaf.guess(0, tuple(range(len(table.heads))), f"the table is about {named.name}, by {where}")
    return [named.id] * len(table)


def whole(text: str, kind: str, names: Names) -> Named:
    """Return what somebody belongs to: the known body, organisation or instrument of this name, else a new one."""
    kinds = ("instrument",) if kind == "instrument" else ("organisation", "body")
    return known(text, names, kinds) or unknown(text, kind, "")
