"""Dated meetings of two parties, as registers of ministers' meetings list them: each row is an event of its own.

An event for each row, not a relation between the two: it has a date, a purpose and at times more than two parties,
and then every question about events (ties, timeline, attendance) is answered for it as for any other meeting.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.facts.columns.names import Names, unknown
from explorer.facts.columns.occasions import Occasion, add_occasion, add_place, row_dates
from explorer.facts.columns.options import Asked
from explorer.facts.columns.parties import ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.understanding import Understood
from explorer.facts.columns.words import any_of, fold
from explorer.facts.statements import Relation
from explorer.ontology import slug

_NAMED = 80  # characters of a purpose that still make a name


def draw_encounters(sheaf: Sheaf, how: Understood, said: Asked, names: Names, order: str) -> None:
    """Draw a register: whose meeting (person, office or department), with whom, when and what for."""
    table = sheaf.table
    column = how.columns
    inside = how.get("person", "office", "department", "party")
    outside = how.get("organisation", "party", "target")
    if said.persons == "as-office" and "office" in column:
        inside = column["office"]
    people = inside == column.get("person", -1)
    own = party_cells(
        table.columns[inside], names, "person" if people else "body", persons=said.persons or "as-persons"
    )
    mine = ids_of(sheaf, inside, own, tell=said.persons == "as-office")
    texts = ["" if fold(cell) in any_of("anonymous") else cell for cell in table.columns[outside]]
    others = party_cells(texts, names, "organisation")
    dates = row_dates(sheaf, column, order)
    named: set[str] = set()
    purpose = how.get("purpose", "topic")
    further = [c for c in how.others(table, "date", "place", "department") if c not in (inside, outside)]
    used = tuple(c for c in (inside, column.get("date", -1), outside, purpose) if c >= 0)
    place = how.get("place")
    own_id = how.get("id")
    seen: dict[tuple[str, ...], str] = {}
    again: list[int] = []
    for row, who in enumerate(mine):
        text, day = texts[row], dates[row]
        if not who or not text or day is None:
            missing = "who held it" if not who else "whom with" if not text else "when it was"
            sheaf.pass_over(row, used, f"it does not say {missing}")
            continue
        with_whom = others[text].named
        about = table.columns[purpose][row] if purpose >= 0 else ""
        us, them = (", ".join(one.name for one in side) for side in (own[table.columns[inside][row]].named, with_whom))
        title = f"{us} with {them}"
        name = f"{title}: {about}" if about and len(about) <= _NAMED else title
        key = (day.start, *who, *(n.id for n in with_whom), about, table.columns[own_id][row] if own_id >= 0 else "")
        if key in seen:
            again.append(row)
        else:
            stem = "-".join(
                [*(one.split(":")[1][:24].strip("-") for one in who), slug(with_whom[0].name)[:32].strip("-")]
            )
            identity, number = f"meeting:{day.start}-{stem}", 2
            while identity in named:
                identity, number = f"meeting:{day.start}-{stem}-{number}", number + 1
            named.add(identity)
            seen[key] = identity
        cells = tuple((table.heads[c], table.columns[c][row]) for c in further if table.columns[c][row])
        occasion = Occasion(name, day.start, day.end, table.columns[place][row] if place >= 0 else "", seen[key])
        add_occasion(sheaf, occasion, row, used, further=cells)
        for one in who:
            sheaf.relate(
                Relation(one, "participated_in", seen[key], "participant"), row, used, table.columns[inside][row]
            )
        for other in with_whom:
            sheaf.name(other, row, (outside,), text)
            sheaf.relate(Relation(other.id, "participated_in", seen[key], "participant"), row, used, text)
        if occasion.place:
            add_place(sheaf, names, occasion, column, row)
    if again:
        rows = "1 row has" if len(again) == 1 else f"{len(again):,} rows have"
        same = "day, sides, purpose and number" if own_id >= 0 else "day, sides and purpose"
        sheaf.guess(again[0], used, f"{rows} the {same} of another row, and make one meeting with it")
    _departments(sheaf, column, mine, names)


def _departments(sheaf: Sheaf, columns: dict[str, int], mine: Sequence[tuple[str, ...]], names: Names) -> None:
    """Say which department a person or an office belongs to, where a column does."""
    column = columns.get("department", -1)
    if column < 0:
        return
    texts = sheaf.table.columns[column]
    found = party_cells(texts, names, "body")
    said: set[tuple[str, str]] = set()
    for row, (who, text) in enumerate(zip(mine, texts, strict=True)):
        for one in who if text else ():
            home = found[text].named[0]
            if (one, home.id) not in said and one != home.id:
                said.add((one, home.id))
                sheaf.name(home if not home.guess else unknown(text, "body", ""), row, (column,), text)
                sheaf.relate(Relation(one, "member_of", home.id, "member"), row, (column,), text)
