"""Building the graph: ours beside `networkx.from_pandas_edgelist` and beside the bare adjacency dictionaries.

Every run is a process of its own that reads the same Parquet tables first; time is that of the call, memory what the
call keeps by tracemalloc in a second run (the tables themselves, which all have, not counted). Ours also holds the
attributes of the nodes and the citations; `touched` is ours after every attribute of every relation was read once.

    python benchmarks/build.py 100000
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PEERS = ("ours", "touched", "from_pandas_edgelist", "bare dictionaries")


def build(peer: str, facts: Any) -> object:
    """Return what the peer makes of the relations of `facts`."""
    relations = facts.relations
    if peer in ("ours", "touched"):
        from explorer.graph.convert import to_graph

        graph = to_graph(facts)
        if peer == "touched":
            assert all(data["relation"] for _, _, data in graph.edges(data=True))
        return graph
    if peer == "from_pandas_edgelist":
        import networkx as nx

        return nx.from_pandas_edgelist(relations, edge_attr=True, edge_key="id", create_using=nx.MultiDiGraph)
    onward: dict[str, dict[str, list[str]]] = {}
    back: dict[str, dict[str, list[str]]] = {}
    ends = (relations[column].tolist() for column in ("source", "target", "id"))
    for source, target, key in zip(*ends, strict=True):
        keys = onward.setdefault(source, {}).setdefault(target, [])
        keys.append(key)
        back.setdefault(target, {})[source] = keys
    return onward, back


def one(peer: str, folder: Path, memory: bool) -> dict[str, float]:
    """Build once in this process, and tell the seconds it took or the bytes it keeps."""
    import networkx  # noqa: F401, its import is not what is measured
    import pandas as pd

    import explorer.graph.convert  # noqa: F401
    from explorer.facts.tables import TABLE_NAMES, Facts

    facts = Facts(**{name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLE_NAMES})
    gc.collect()
    if memory:
        tracemalloc.start()
        kept = build(peer, facts)
        gc.collect()
        return {"bytes": tracemalloc.get_traced_memory()[0], "kept": float(kept is not None)}
    begin = time.perf_counter()
    kept = build(peer, facts)
    return {"seconds": time.perf_counter() - begin, "kept": float(kept is not None)}


def measure(nodes: int, runs: int = 3) -> list[dict[str, Any]]:
    """Return a row for each peer: median seconds, bytes kept, and both as a share of from_pandas_edgelist."""
    from pyarrow.parquet import read_metadata
    from worlds import kept as world_kept

    folder = world_kept(nodes)
    relations = read_metadata(folder / "relations.parquet").num_rows
    rows = []
    for peer in PEERS:
        seconds = [_run(peer, folder)["seconds"] for _ in range(runs)]
        kept = _run(peer, folder, "--memory")["bytes"]
        rows.append({"peer": peer, "seconds": statistics.median(seconds), "bytes": kept})
    base = next(row for row in rows if row["peer"] == "from_pandas_edgelist")
    size = {"benchmark": "build", "nodes": nodes, "relations": relations}
    return [
        {
            **size,
            **row,
            "bytes_a_relation": round(row["bytes"] / relations),
            "time_ratio": row["seconds"] / base["seconds"],
            "memory_ratio": row["bytes"] / base["bytes"],
        }
        for row in rows
    ]


def _run(peer: str, folder: Path, *more: str) -> dict[str, float]:
    command = [sys.executable, str(HERE / "build.py"), "--one", peer, "--folder", str(folder), *more]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def main() -> None:
    """Measure at the size given and print a line for each peer."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("nodes", type=int, nargs="?", default=100_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true", help="print lines of JSON")
    given = options.parse_args()
    if given.one:
        print(json.dumps(one(given.one, given.folder, given.memory)))
        return
    for row in measure(given.nodes, given.runs):
        if given.json:
            print(json.dumps(row))
            continue
        print(f"{row['peer']:22} {row['seconds']:7.2f} s ({row['time_ratio']:.2f})  "
              f"{row['bytes_a_relation']:5} bytes a relation ({row['memory_ratio']:.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
