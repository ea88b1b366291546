"""A folder with `nodes.csv` and `edges.csv`, as Gephi and collections of networks keep them, as one graph."""

from __future__ import annotations

from pathlib import Path

from explorer.errors import FactsError
from explorer.files import read_file
from explorer.graph.foreign import Foreign
from explorer.graph.read_csv import delimited, heads_apart, parted
from explorer.graph.read_text import lines_of
from explorer.graph.values import text_of

IDS = ("id", "key", "node", "node_id", "name")
NODES, EDGES = "nodes.csv", "edges.csv"


def pair(folder: Path) -> Foreign:
    """Read both tables; the ends of edges are the ids of nodes, or what stands in the column that holds them all."""
    paths = [folder / name for name in (NODES, EDGES)]
    contents = [read_file(path, name=str(path), error=FactsError) for path in paths]
    made = delimited(paths[1], contents[1])
    rows = parted([line for line in lines_of(paths[0], contents[0], made) if line.strip()])
    if not rows:
        raise FactsError(f"{paths[0]} is empty. Expected a head, and a row for each node.")
    names = heads_apart(rows[0])
    table = [dict(zip(names, [cell.strip() for cell in row], strict=False)) for row in rows[1:]]
    own = _ids(names, table, {text_of(end) for end in made.nodes})
    ends, made.nodes = made.nodes, {}
    for at, row in enumerate(table, 2):
        if not row[own] or len(rows[at - 1]) > len(names) and any(rows[at - 1][len(names) :]):
            what = f"{len(rows[at - 1])} cells under {len(names)} heads" if row[own] else f"no {own}"
            raise FactsError(f"{paths[0]}, row {at}: {what}. Expected a node with a cell for each head.")
        made.add(row[own], {_plain(name): cell for name, cell in row.items() if cell and name != own})
    for end, said in ends.items():
        if end in made.nodes:
            made.nodes[end] = {**said, **made.nodes[end]}
    made.remark(f"Nodes of {NODES} and edges of {EDGES}, joined by the column {own!r}")
    made = made.close()
    for end, said in ends.items():
        made.nodes.setdefault(end, {}).update(said if not made.nodes.get(end) else {})
    return made


def _plain(name: str) -> str:
    return "label" if name.lower() == "label" else name


def _ids(names: list[str], table: list[dict[str, str]], ends: set[str]) -> str:
    """Return the column that names the nodes: of those that hold all ends, or else of all, the first by its head."""
    order = sorted(names, key=lambda name: IDS.index(name.lower()) if name.lower() in IDS else len(IDS))
    held = {name: [row.get(name, "") for row in table] for name in order}
    whole = [name for name, cells in held.items() if ends <= set(cells) and len(set(cells)) == len(cells)]
    return (whole or order)[0]
