"""Columns of parties under heads that say their role: "Members | Observers", or one column below "Apologies"."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.facts.columns.attendance import present
from explorer.facts.columns.names import Names
from explorer.facts.columns.parties import ids_of, party_cells
from explorer.facts.columns.sheaf import Sheaf
from explorer.facts.columns.table import Table
from explorer.facts.columns.words import fold, meaning_of


def roles_of_heads(table: Table, names: Names) -> dict[int, str]:
    """Return the role that each head says, by column; {} where a head says none, or its cells name nobody known."""
    roles = {column: meaning_of("roles").get(fold(head), "") for column, head in enumerate(table.heads)}
    if len(roles) < 2 or not all(roles.values()) or any(len(head) < 4 for head in table.heads):
        return {}
    return roles if all(named(table, column, names) for column in roles) else {}


def named(table: Table, column: int, names: Names) -> bool:
    """Tell whether half of the cells of a column, or more, name somebody known."""
    cells = party_cells(table.sample(column), names, "organisation").values()
    told = [any(not one.guess for one in cell.named) for cell in cells]
    return 2 * sum(told) >= len(told) > 0


def draw_listed(sheaf: Sheaf, roles: Mapping[int, str], names: Names, event: str) -> None:
    """Draw columns of parties, each in the role of its column, as being at one event."""
    for column, role in roles.items():
        texts = sheaf.table.columns[column]
        ids = ids_of(sheaf, column, party_cells(texts, names, "organisation"))
        for row, text in enumerate(texts):
            if role == "absent" and ids[row]:
                sheaf.pass_over(row, (column,), "absent, as the words above it say; absence is no participation")
                continue
            for one in ids[row]:
                present(sheaf, one, event, role, row, (column,), text)
