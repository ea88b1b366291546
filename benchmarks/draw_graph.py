"""Draw a node-link JSON file as a page: what a comparison with other libraries runs.

    python benchmarks/draw_graph.py GRAPH.json OUT.html

Nodes carry `id`, `kind`, `label`, `date`, `x`, `y`; edges `source`, `target`, `kind`, `role`, `evidence`. The
positions are taken as given, as every library in such a comparison gets them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import networkx as nx

from explorer.pictures import draw, facts_of


def main(graph: str, out: str) -> None:
    data = json.loads(Path(graph).read_text(encoding="utf-8"))
    places = {str(row["id"]): (row.pop("x"), row.pop("y")) for row in data["nodes"]}
    data = {"directed": True, "multigraph": False, "graph": {}, **data}
    read = nx.node_link_graph(data, edges="edges")
    draw(facts_of(read), title="Synthetic graph", positions=places).save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
