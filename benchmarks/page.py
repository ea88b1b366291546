"""Bytes and seconds of a page, beside pyvis, a bare dump of the same graph and the least that it can cost, in one run.

    python benchmarks/page.py [SIZE ...]          # default: 1000 5000 20000

Every page of one size comes from the same invented world, with the positions given, and each is made in a
process of its own, best of three. What is timed is from the facts (or the graph) in memory to the file on
disk, in seconds of the processor, so that other work on the machine disturbs little; imports are not. *floor* reads
the same five tables and packs their cells, and does nothing else.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from invented import world

SIZES = (1_000, 5_000, 20_000)
MOST = {1_000: 0.4, 5_000: 0.25, 20_000: 0.2}  # bytes of ours to pyvis'


def spots(count: int) -> list[tuple[float, float]]:
    """Places on a square grid: what stands where is not what is measured."""
    side = int(count**0.5) + 1
    return [(60.0 * (i % side), 60.0 * (i // side)) for i in range(count)]


def graph_of(facts):
    """Return the graph that pyvis and the bare dump draw: labels, colours, the evidence as tooltip."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for (x, y), row in zip(spots(len(facts.nodes)), facts.nodes.itertuples(), strict=True):
        graph.add_node(row.id, label=row.name, tip=f"{row.name} ({row.kind}, {row.start})", x=x, y=y)
    said = dict(zip(facts.citations["statement"], facts.citations["quotation"], strict=True))
    for row in facts.relations.itertuples():
        graph.add_edge(row.source, row.target, tip=f"{row.relation} {row.role}: {said[row.id]}")
    return graph


def ours(facts, out: Path):
    import pyvis.network  # noqa: F401  (its import, which loads IPython, is not what is measured)

    from explorer.pictures import draw

    places = dict(zip(facts.nodes["id"], spots(len(facts.nodes)), strict=True))
    return lambda: draw(facts, title="Benchmark", positions=places).save(out)


def pyvis(facts, out: Path):
    from pyvis.network import Network

    graph = graph_of(facts)

    def make():
        net = Network(height="700px", width="100%", directed=True, cdn_resources="in_line")
        net.toggle_physics(False)
        for name, data in graph.nodes(data=True):
            net.add_node(name, label=data["label"], title=data["tip"], x=data["x"], y=data["y"], physics=False)
        for source, target, data in graph.edges(data=True):
            net.add_edge(source, target, title=data["tip"])
        net.write_html(str(out))

    return make


def bare(facts, out: Path):
    graph = graph_of(facts)

    def make():
        at = {name: i for i, name in enumerate(graph)}
        data = {
            "n": [[name, d["label"], d["x"], d["y"], d["tip"]] for name, d in graph.nodes(data=True)],
            "e": [[at[a], at[b], d["tip"]] for a, b, d in graph.edges(data=True)],
        }
        text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
        out.write_text(f"<!doctype html><script type=application/json>{text}</script>", encoding="utf-8")

    return make


def floor(facts, out: Path):
    """What any page of these tables with their evidence pays: read each cell once, write and pack what cannot be told
    by numbers. No looks, no order, no proof that a quotation stands where it is said to.
    """
    from base64 import b64encode

    from explorer.pictures.payload import dumps, encoded, squeeze

    def make():
        texts = {name: {column: table[column].tolist() for column in table} for name, table in facts.tables().items()}
        ends = [
            *texts["relations"].pop("source"),
            *texts["relations"].pop("target"),
            *texts["citations"].pop("statement"),
        ]
        at = {name: i for i, name in enumerate([*texts["nodes"]["id"], *texts["relations"].pop("id")])}
        kept = {"nodes": texts["nodes"], "ends": [at[name] for name in ends], "text": texts["passages"]["text"]}
        out.write_bytes(b"<script id=data-gz>" + b64encode(squeeze(encoded(dumps(kept)))) + b"</script>")

    return make


MAKERS = {"ours": ours, "floor": floor, "pyvis": pyvis, "bare": bare}


def one(name: str, size: int) -> None:
    """Make one page and print its seconds and bytes."""
    facts = world(size)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "page.html"
        make = MAKERS[name](facts, out)
        start = time.process_time()
        make()
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "bytes": out.stat().st_size}))


def measure(name: str, size: int) -> dict[str, float]:
    runs = 1 if name == "pyvis" and size > 5_000 else 3
    rows = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, str(size)], capture_output=True, text=True, check=True
        )
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    return {"seconds": min(row["seconds"] for row in rows), "bytes": rows[0]["bytes"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", action="store_true", help="print lines of JSON")
    parser.add_argument("--one", nargs=2, metavar=("NAME", "SIZE"))
    given = parser.parse_args()
    if given.one:
        one(given.one[0], int(given.one[1]))
        return
    if given.json:
        for size in given.sizes:
            found = {name: measure(name, size) for name in MAKERS}
            for name, row in found.items():
                beside = {f"{what}_to_pyvis": row[what] / found["pyvis"][what] for what in ("seconds", "bytes")}
                print(json.dumps({"nodes": size, "page": name, **row, **beside, "most": MOST.get(size, 0.4)}))
        return
    print("| nodes | page | seconds | MB | seconds to bare | seconds to pyvis | bytes to pyvis |")
    print("|---|---|---|---|---|---|---|")
    for size in given.sizes:
        found = {name: measure(name, size) for name in MAKERS}
        for name, row in found.items():
            print(
                f"| {size:,} | {name} | {row['seconds']:.2f} | {row['bytes'] / 1e6:.2f} "
                f"| {row['seconds'] / found['bare']['seconds']:.1f} | {row['seconds'] / found['pyvis']['seconds']:.2f} "
                f"| {row['bytes'] / found['pyvis']['bytes']:.3f} (at most {MOST.get(size, 0.4)}) |"
            )


if __name__ == "__main__":
    main()
