"""A matrix: states (or bodies) down and the same across, in each cell what leads from the one to the other."""

from __future__ import annotations

from explorer.documents.sheets.coded import different
from explorer.facts.columns.attendance import own_marks, role_of
from explorer.facts.columns.crossed import named_heads
from explorer.facts.columns.dates import parse
from explorer.facts.columns.figures import plain, sign_of
from explorer.facts.columns.names import Names
from explorer.facts.columns.options import Asked
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import Table
from explorer.facts.columns.ties import relation_named
from explorer.facts.columns.understanding import Understood
from explorer.facts.statements import Relation


def matrix_of(table: Table, names: Names) -> Understood | None:
    """Return how a matrix is understood, None for any other table.

    Its rows and its heads name the same, most of them, and figures or marks stand between them.

    >>> from explorer.facts.columns.names import shipped_names
    >>> columns = (["Fiji", "Samoa"], ["0", "2.5"], ["1", "0"])
    >>> matrix_of(Table("d", ("Exporter", "Fiji", "Samoa"), columns, ()), shipped_names()).marks
    (1, 2)
    """
    found = named_heads(table.heads, names)
    across = {one.id: column for column, head in enumerate(table.heads) if (one := found[head]) is not None}
    others = [column for column in range(len(table.heads)) if column not in across.values()]
    if len(across) < 2 or not 0 < len(others) <= 1 + len(across):
        return None
    ids = {c: {one.id for one in named_heads(table.sample(c), names).values() if one} for c in others}
    key = max(others, key=lambda column: len(ids[column] & {*across}))
    down = ids[key]
    cells = {cell for column in across.values() for cell in table.sample(column)}
    square = 2 * len(down & {*across}) >= max(len(across), len(set(table.columns[key]) - {""}))
    if not square or not all(_is_figure(cell) for cell in cells):
        return None
    dates = [c for c in others if c != key and table.sample(c) and all(parse(cell) for cell in table.sample(c))]
    columns = {"source": key, "date": dates[0]} if dates else {"source": key}
    return Understood("matrix", columns, {}, tuple(across.values()))


def _is_figure(cell: str) -> bool:
    return bool(role_of(cell, {})) or sign_of([cell])[0] != "" or "," in cell and cell.replace(",", "").isdigit()


def draw_matrix(sheaf: Sheaf, how: Understood, said: Asked, names: Names) -> str:
    """Draw a relation from the row to the head of each cell that holds something, a figure as its weight.

    Nothing, 0 and what says no give none; a column of dates beside says since when. Returns the question which sign is
    the decimal one, where that is open.
    """
    table, key = sheaf.table, how.columns["source"]
    cells = [cell for column in how.marks for cell in different(table.columns[column])]
    sign, question = sign_of([cell for cell in cells if not role_of(cell, {})], said.decimal)
    if question:
        return question
    relation, own = relation_named(how.words.get("relation", "")), own_marks(said, table.legend)
    day = how.get("date")
    sheaf.guess(
        0, (key,), f"each relation ({relation}) leads from the row ({table.heads[key]}) to the head of its cell"
    )
    if rest := how.others(table, "source", "date"):
        heads = ", ".join(table.heads[column] for column in rest)
        sheaf.pass_over(0, rest, f"{heads}: none that a list has, so no end of a relation")
    ends = named_heads([*(table.heads[column] for column in how.marks), *different(table.columns[key])], names)
    for row, text in enumerate(table.columns[key]):
        one = ends[text]
        if one is None:
            sheaf.unknown(row, (key,), f"no list has {text!r}, so it is no end of a relation")
            continue
        found = parse(table.columns[day][row], said.dates) if day >= 0 else None
        for column in how.marks:
            cell, other = table.columns[column][row], ends[table.heads[column]]
            role, figure = role_of(cell, own) if cell else "unknown", plain(cell, sign)
            if other is None or role in ("unknown", "absent") or not figure.strip("0."):
                continue
            used = tuple(c for c in (key, day, column) if c >= 0)
            if one.id == other.id:
                sheaf.pass_over(row, used, "its row and its head are the same")
                continue
            sheaf.name(one, row, (key,), text)
            sheaf.name(other, row, (column,), table.heads[column])
            weight = (("weight", figure),) if not role or cell.isdecimal() else ()
            tie = Relation(one.id, relation, other.id, start=found.start if found else "", further=weight)
            sheaf.relate(tie, row, used, text)
    return ""
