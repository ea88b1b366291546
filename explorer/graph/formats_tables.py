"""Tables for other programs: Gephi's spreadsheets, neo4j-admin's import files, Parquet."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from explorer.errors import FactsError, MissingExtra
from explorer.facts.package import table_csv
from explorer.facts.tables import TABLE_NAMES, Facts
from explorer.graph.formats_json import flat_rows
from explorer.ontology import vocabulary


def _csv(header: list[str], lines: list[list[str]]) -> bytes:
    return table_csv(pd.DataFrame(lines, columns=header, dtype=object))


def gephi(facts: Facts) -> dict[str, bytes]:
    """Return `nodes.csv` and `edges.csv` with the headings that Gephi knows."""
    nodes, edges = flat_rows(facts)
    other = [c for c in facts.nodes.columns if c not in ("id", "name")]
    more = [c for c in facts.relations.columns if c not in ("id", "source", "target", "relation")]
    return {
        "nodes.csv": _csv(
            ["Id", "Label", *map(str.capitalize, map(str, other)), "Sources"],
            [[row["id"], row["name"], *(row[c] for c in other), row["sources"]] for row in nodes],
        ),
        "edges.csv": _csv(
            ["Source", "Target", "Type", "Id", "Label", *map(str.capitalize, map(str, more)), "Sources"],
            [
                [row["source"], row["target"], "Directed", *(row[c] for c in ("id", "relation", *more, "sources"))]
                for row in edges
            ],
        ),
    }


def neo4j(facts: Facts) -> dict[str, bytes]:
    """Return `nodes.csv` and `relationships.csv` for `neo4j-admin database import full`.

    The label of a node is its kind, the type of a relationship its relation, in Neo4j's manner of writing.
    """
    nodes, edges = flat_rows(facts)
    other = [c for c in facts.nodes.columns if c not in ("id", "aliases")]
    more = [c for c in facts.relations.columns if c not in ("source", "target", "relation")]
    return {
        "nodes.csv": _csv(
            ["id:ID", *map(str, other), "aliases:string[]", "sources:string[]", ":LABEL"],
            [
                [row["id"], *(row[c] for c in other), row["aliases"], row["sources"], row["kind"].capitalize()]
                for row in nodes
            ],
        ),
        "relationships.csv": _csv(
            [":START_ID", ":END_ID", ":TYPE", *map(str, more), "sources:string[]"],
            [
                [row["source"], row["target"], row["relation"].upper(), *(row[c] for c in more), row["sources"]]
                for row in edges
            ],
        ),
        "import.txt": (
            b"neo4j-admin database import full --array-delimiter='|' --multiline-fields=true"
            b" --nodes=nodes.csv --relationships=relationships.csv\n"
        ),
    }


def parquet(facts: Facts) -> dict[str, bytes]:
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
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow: pip install 'relationship-explorer[parquet]'.") from None
    frames = {}
    for name in TABLE_NAMES:
        path = folder / f"{name}.parquet"
        try:
            frame = pq.read_table(path).to_pandas()
        except (OSError, ValueError) as error:  # pyarrow's own errors are of these kinds
            raise FactsError(f"Cannot read {path}: {str(error).splitlines()[0]}") from None
        lost = [c for c in vocabulary().tables[name].column_names if c not in frame.columns]
        if lost:
            raise FactsError(f"{path} lacks the column {lost[0]!r}.")
        frames[name] = frame
    return Facts(**frames)
