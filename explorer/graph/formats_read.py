"""Graph files read, ours or anybody's, safely: by their ending, and by what stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import Facts, rows
from explorer.files import read_file
from explorer.graph.convert import BESIDE, MARK, OURS, UNDIRECTED
from explorer.graph.foreign import Foreign
from explorer.graph.formats_json import DERIVED, MARKED
from explorer.graph.mapping import Mapped, mapped, notes_on, title_of
from explorer.graph.read_csv import delimited
from explorer.graph.read_gexf import gexf
from explorer.graph.read_graphml import graphml
from explorer.graph.read_json import json_graph
from explorer.graph.read_pair import pair
from explorer.graph.read_pajek import pajek
from explorer.graph.read_text import dl, gml
from explorer.graph.read_xml import ANEW
from explorer.graph.typed import OWN
from explorer.graph.values import text_of
from explorer.ontology import vocabulary

READERS = {
    ".graphml": graphml, ".xml": graphml, ".gexf": gexf, ".json": json_graph, ".cyjs": json_graph, ".jsonl": json_graph,
    ".ndjson": json_graph, ".jgf": json_graph, ".gml": gml, ".net": pajek, ".paj": pajek, ".dl": dl, ".csv": delimited,
    ".tsv": delimited, ".edgelist": delimited, ".edges": delimited, ".ncol": delimited,
}  # fmt: skip
_BY_NETWORKX = "networkx reads it: explorer.from_graph(…) of {}, in Python."
_WAYS = {  # of what is refused: the way in
    **dict.fromkeys((".dot", ".gv"), _BY_NETWORKX.format("networkx.nx_pydot.read_dot(PATH), with pydot")),
    ".adjlist": _BY_NETWORKX.format("networkx.read_adjlist(PATH)"),
    ".g6": _BY_NETWORKX.format("networkx.read_graph6(PATH)"),
    ".s6": _BY_NETWORKX.format("networkx.read_sparse6(PATH)"),
    ".mtx": _BY_NETWORKX.format("networkx.from_scipy_sparse_array(scipy.io.mmread(PATH))"),
    **dict.fromkeys((".gdf", ".tgf", ".vna"), "Gephi opens it and saves it as .gexf."),
    ".txt": "A list of edges, two names a line, is read when its name ends in .edgelist; a page: explorer read PATH.",
    **dict.fromkeys((".gz", ".zip", ".bz2", ".xz"), "Unpack it first."),
}


def read_graph(path: Path | str) -> Mapped:
    """Read a graph file by its ending, or the two tables of a folder. Raises FactsError with what is wrong."""
    path = Path(path)
    if path.is_dir():
        return mapped(pair(path))
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise FactsError(
            f"{path} is no facts folder and no graph file. Expected a folder, or a file ending in {', '.join(READERS)}."
            f" {_WAYS.get(path.suffix.lower(), 'To read documents into facts: explorer read PATH --to FOLDER.')}"
        )
    content = read_file(path, name=str(path), error=FactsError)
    try:
        foreign = reader(path, content)
        if any(node in (None, "") for node in foreign.nodes):
            raise FactsError(f"{path} is damaged: a node, or an end of an edge, has no id. {ANEW}")
        if _ours(foreign):
            facts = _restored(path, foreign)
            return Mapped(facts, notes_on(facts), {}, title_of(foreign.about))
        return mapped(foreign)
    except FactsError:
        raise
    except RecursionError:
        raise FactsError(f"{path} is nested too deeply. {ANEW}") from None
    except UnicodeDecodeError as error:
        raise FactsError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None


def _ours(foreign: Foreign) -> bool:
    """Tell whether our writers made the file: it says so, or all of its relations are such as only ours are."""
    if MARK in (foreign.about.get(OURS), foreign.about.get("creator")):
        return True
    return bool(foreign.edges) and not foreign.told and all(
        "relation" in edge.data and "basis" in edge.data for edge in foreign.edges
    ) and all("kind" in data for data in foreign.nodes.values())  # fmt: skip


def _restored(path: Path, foreign: Foreign) -> Facts:
    """Return the facts of a file that we wrote."""
    frames: dict[str, Any] = {}
    for name in BESIDE:
        frames[name] = _table(path, name, foreign.about.get(name, []))
    left = MARKED if OURS in foreign.about else DERIVED
    nodes: list[dict[str, str]] = []
    relations: list[dict[str, str]] = []
    for node, data in foreign.nodes.items():
        own = {text_of(key).removesuffix(OWN): text_of(value) for key, value in data.items() if key not in left}
        nodes.append(
            {
                "kind": "node",
                **({} if "id" in data or "name" in own else {"name": text_of(data.get("label")) or text_of(node)}),
                **own,
                "id": text_of(node),
            }
        )
    for edge in foreign.edges:
        statement = text_of(edge.data.get("id") or edge.data.get("key")) or f"added-{len(relations) + 1}"
        own = {text_of(key).removesuffix(OWN): text_of(value) for key, value in edge.data.items() if key not in left}
        own |= {"id": statement, "source": text_of(edge.source), "target": text_of(edge.target)}
        if not edge.directed:
            own[UNDIRECTED] = "true"
        relations.append({"relation": "linked_to", **own})
    return Facts.from_rows(further=True, nodes=nodes, relations=relations, **frames)


def _table(path: Path, name: str, held: Any) -> list[dict[str, str]]:
    """Return the rows of a table that travels with a graph, as a list of rows or by columns."""
    columns = vocabulary().tables[name].column_names
    try:
        held = json.loads(held) if isinstance(held, str) else held
        frame = pd.DataFrame(held) if held else pd.DataFrame(columns=columns)
        frame = frame.reindex(columns=columns, fill_value="").fillna("")
        made = [{column: text_of(cell) for column, cell in row.items()} for row in rows(frame)]
        if isinstance(held, list) and not all(isinstance(row, dict) and "id" in row for row in held):
            raise ValueError
    except (ValueError, TypeError, AttributeError):
        raise FactsError(f"{path} is damaged: its table of {name} cannot be read. {ANEW}") from None
    return made
