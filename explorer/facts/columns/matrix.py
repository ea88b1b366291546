"""A matrix: states (or bodies) down and the same across, in each cell what leads from the one to the other."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.documents.sheets.coded import different
from explorer.facts.columns.attendance import own_marks, role_of
from explorer.facts.columns.crossed import named_heads
from explorer.facts.columns.dates import parse
from explorer.facts.columns.figures import plain, sign_of
from explorer.facts.columns.names import Named, Names, unknown
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
    found = _ends(table.heads, _own(table), names)
    across = {one.id: column for column, head in enumerate(table.heads) if (one := found[head]) is not None}
    others = [column for column in range(len(table.heads)) if column not in across.values()]
    if len(across) < 2 or not 0 < len(others) <= 1 + len(across):
        return None
    ids = {c: {one.id for one in _ends(table.sample(c), _own(table), names).values() if one} for c in others}
    key = max(others, key=lambda column: len(ids[column] & {*across}))
    down = ids[key]
    cells = {cell for column in across.values() for cell in table.sample(column)}
    square = 2 * len(down & {*across}) >= max(len(across), len(set(table.columns[key]) - {""}))
    if not square or not all(_is_figure(cell) for cell in cells):
        return None
    dates = [c for c in others if c != key and table.sample(c) and all(parse(cell) for cell in table.sample(c))]
    columns = {"source": key, "date": dates[0]} if dates else {"source": key}
    return Understood("matrix", columns, {}, tuple(across.values()))


NO_MATRIX = (
    "it is no matrix: its first column and its heads do not name the same, with figures or marks between them; leave "
    "out shape=matrix to see how it is understood."
)


def _own(table: Table) -> frozenset[str]:
    """Return the names down the first column where they are the heads as well, all of them: a matrix of any names."""
    down, across = {*different(table.columns[0])} - {""}, {*table.heads[1:]}
    return frozenset(down) if len(down) > 1 and down == across else frozenset()


def _ends(texts: Iterable[str], own: frozenset[str], names: Names) -> dict[str, Named | None]:
    """Return whom heads or cells name; those of the matrix's own names that no list has are organisations."""
    found = named_heads(texts, names)
    why = "no list has this name; taken for an organisation"
    return {text: one or (unknown(text, "organisation", why) if text in own else None) for text, one in found.items()}


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
    across = [table.heads[column] for column in how.marks]
    ends = _ends([*across, *different(table.columns[key])], _own(table), names)
    for name in different(table.columns[key]):
        if (named := ends[name]) is not None and named.guess:
            sheaf.unknown(list(table.columns[key]).index(name), (key,), named.guess)
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
