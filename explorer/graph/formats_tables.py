"""Tables for other programs: Gephi's spreadsheets, neo4j-admin's import files, Parquet."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from explorer.errors import FactsError, MissingExtra
from explorer.facts.package import package_files, read_parquet_table, table_csv
from explorer.facts.tables import TABLE_NAMES, Facts, tidy
from explorer.graph.typed import Row, sorts, typed, written
from explorer.graph.values import no_formula
from explorer.ontology import vocabulary


def _csv(header: list[str], lines: list[list[str]]) -> bytes:
    return table_csv(
        pd.DataFrame([[*map(no_formula, line)] for line in lines], columns=[*map(no_formula, header)], dtype=object)
    )


def package(facts: Facts, title: str = "") -> dict[str, bytes]:
    """Return the five tables as a data package."""
    return package_files(facts, {"title": title} if title else None)


def gephi(facts: Facts, _title: str = "") -> dict[str, bytes]:
    """Return `nodes.csv` and `edges.csv` with the headings that Gephi knows, each once."""
    held = typed(facts)
    first = {"id": "Id", "name": "Label"}
    ends = {"source": "Source", "target": "Target", "Type": "Type", "id": "Id", "relation": "Label"}
    for row in held.edges:
        row["Type"] = "Undirected" if held.loose or row.pop("undirected", False) else "Directed"
    return {"nodes.csv": _sheet(facts.nodes, held.nodes, first), "edges.csv": _sheet(facts.relations, held.edges, ends)}


def _sheet(frame: pd.DataFrame, rows: list[Row], heads: dict[str, str]) -> bytes:
    """Return rows under the heads that are given, then all other columns, no head twice."""
    taken = {head.lower() for head in heads.values()} | {"undirected"}
    named = dict(heads)
    for name in [*map(str, frame.columns), "sources"]:
        if name not in named and name != "undirected":
            head = name[:1].upper() + name[1:]
            while head.lower() in taken:
                head += " (own)"
            taken.add(head.lower())
            named[name] = head
    return _csv([*named.values()], [[written(row.get(name, "")) for name in named] for row in rows])


def neo4j(facts: Facts, _title: str = "") -> dict[str, bytes]:
    """Return `nodes.csv` and `relationships.csv` for `neo4j-admin database import full`.

    The label of a node is its kind, the type of a relationship its relation, in Neo4j's manner of writing.
    """
    held = typed(facts)
    typing = {"integer": ":long", "number": ":double", "boolean": ":boolean", "string": ""}
    of_nodes, of_edges = sorts(held.nodes), sorts(held.edges)
    other = [c for c in of_nodes if c not in ("id", "aliases", "sources")]
    more = [c for c in of_edges if c not in ("source", "target", "relation", "sources")]
    return {
        "nodes.csv": _csv(
            ["id:ID", *(c + typing[of_nodes[c]] for c in other), "aliases:string[]", "sources:string[]", ":LABEL"],
            [
                [row["id"], *(written(row.get(c, "")) for c in other), row["aliases"], row["sources"],
                 row["kind"].capitalize()]
                for row in held.nodes
            ],
        ),
        "relationships.csv": _csv(
            [":START_ID", ":END_ID", ":TYPE", *(c + typing[of_edges[c]] for c in more), "sources:string[]"],
            [
                [row["source"], row["target"], row["relation"].upper(), *(written(row.get(c, "")) for c in more),
                 row["sources"]]
                for row in held.edges
            ],
        ),
        "import.txt": (
            b"neo4j-admin database import full --array-delimiter='|' --multiline-fields=true"
            b" --nodes=nodes.csv --relationships=relationships.csv\n"
        ),
    }  # fmt: skip


def parquet(facts: Facts, _title: str = "") -> dict[str, bytes]:
    """Return the five tables as Parquet, every column text. Raises MissingExtra where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install 'relationship-explorer[parquet]'.") from None
    made = {}
    for name, table in facts.tables().items():
        columns = {str(column): pa.array(table[column].tolist(), type=pa.string()) for column in table.columns}
        out = io.BytesIO()
        pq.write_table(pa.table(columns), out, compression="zstd")
        made[f"{name}.parquet"] = out.getvalue()
    return made


def read_parquet(folder: Path) -> Facts:
    """Read the five tables back from Parquet. Raises FactsError for a lost table or column, MissingExtra."""
    frames = {}
    for name in TABLE_NAMES:
        path = folder / f"{name}.parquet"
        frame = read_parquet_table(path)
        lost = [c for c in vocabulary().tables[name].expected_names if c not in frame.columns]
        if lost:
            raise FactsError(f"{path} lacks the column {lost[0]!r}.")
        frames[name] = tidy(name, frame, further=True)
    return Facts(**frames)
