"""The meaning of columns: rows of a table, from a sheet or a page, to cited statements.

`heads` says which column means what, `values` what stands in cells, `parties` and `occasions` which nodes are named;
each shape of table (`attendance`, `encounters`, `memberships`, `pledges`, `ties`) says what its rows state.
"""

from explorer.facts.columns.draw import Context, draw, draw_rows
from explorer.facts.columns.options import Asked

__all__ = ["Asked", "Context", "draw", "draw_rows"]
