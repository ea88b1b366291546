"""Every answer on generated worlds, beside the bare algorithm that does the same without sources or names.

Prints a line of JSON for each answer: seconds of ours (median of several calls on look-ups already made), seconds
of the peer, their ratio. Peers that compute the same, names and sources with it, are marked `same`: DuckDB in SQL,
networkx and rustworkx with a table made of their scores, a breadth-first walk over adjacency dictionaries. The
others are bare: a pandas merge, networkx, rustworkx. `first` rows are the look-ups themselves, paid once. With
several sizes, a last table says how each answer grows: the exponent of its time over the relations read, between
the two largest sizes (1 is linear).

    python benchmarks/answers.py 1000 10000 100000
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import rustworkx
from peers import SQL, Peers, agree, ranked, told_chain
from worlds import world

from explorer.explorer import Explorer
from explorer.graph.chains import chains, distance

Adjacent = dict[str, dict[str, None]]


def seconds(call: Callable[[], Any], runs: int = 5, enough: float = 4.0) -> float:
    """Return the median time of a call over `runs` runs, fewer where they take long."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < enough:
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def adjacency(relations: pd.DataFrame) -> Adjacent:
    """Return the bare adjacency dictionaries, both ways."""
    found: Adjacent = {}
    for source, target in zip(relations["source"].tolist(), relations["target"].tolist(), strict=True):
        found.setdefault(source, {})[target] = None
        found.setdefault(target, {})[source] = None
    return found


def walk(beside: Adjacent, start: str, depth: int) -> set[str]:
    """Return what lies within `depth` steps, by a plain breadth-first walk."""
    seen, frontier = {start}, [start]
    for _ in range(depth):
        frontier = [other for node in frontier for other in beside[node] if not (other in seen or seen.add(other))]  # type: ignore[func-returns-value]
    return seen


def chain(beside: Adjacent, start: str, goal: str) -> list[str]:
    """Return one shortest chain, by a plain breadth-first walk from one end."""
    came: dict[str, str] = {start: start}
    frontier = [start]
    while frontier and goal not in came:
        following = []
        for node in frontier:
            for other in beside[node]:
                if other not in came:
                    came[other] = node
                    following.append(other)
        frontier = following
    path = [goal]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path


def merged(relations: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of parties and how many events they shared, by a plain merge."""
    present = relations.loc[relations["relation"] == "participated_in", ["source", "target"]].drop_duplicates()
    met = present.merge(present, on="target")
    met = met[met["source_x"] < met["source_y"]]
    return met.groupby(["source_x", "source_y"]).size().reset_index()


def answered(nodes: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """Return commitments with their event and their answers, by plain merges."""
    made = nodes.loc[nodes["kind"] == "commitment", ["id", "force", "wording"]]
    for relation, here, there in (("agreed_at", "source", "target"), ("fulfils", "target", "source")):
        of = relations.loc[relations["relation"] == relation, [here, there]]
        made = made.merge(of, left_on="id", right_on=here, how="left").drop(columns=here)
        made = made.merge(nodes[["id", "start"]].add_prefix(f"{relation}_"), left_on=there, right_on=f"{relation}_id",
                          how="left").drop(columns=there)  # fmt: skip
    return made


def measure(nodes: int) -> list[dict[str, Any]]:
    """Return a row for each answer at one size."""
    facts = world(nodes)
    asked = Explorer(facts)
    rows: list[dict[str, Any]] = []

    def row(answer: str, ours: float, peer: str = "", bare: float | None = None, same: bool = False) -> None:
        told: dict[str, Any] = {"benchmark": "answers", "nodes": nodes, "relations": len(facts.relations),
                                "answer": answer, "seconds": round(ours, 5)}  # fmt: skip
        if bare is not None:
            told |= {"peer": peer, "peer_seconds": round(bare, 5), "ratio": round(ours / bare, 2)}
            told["same"] = same
        rows.append(told)

    bare_building = seconds(lambda: adjacency(facts.relations), runs=3)
    ours = seconds(lambda: Explorer(facts).index.adjacency, runs=3)
    row("first: neighbours as arrays", ours, "adjacency dictionaries", bare_building)
    bare_dictionary = seconds(
        lambda: dict(zip(*(facts.citations[name].tolist() for name in ("statement", "passage")), strict=True)), runs=3
    )
    ours = seconds(lambda: Explorer(facts).index.sources, runs=3)
    row("first: sources", ours, "a bare dictionary", bare_dictionary)
    row("first: names", seconds(lambda: Explorer(facts).index.book.entries, runs=3))
    beside = adjacency(facts.relations)
    chance = np.random.default_rng(5)
    by_kind = {
        kind: [node for node in asked.index.ids if node.startswith(f"{kind}:")] for kind in ("commitment", "state")
    }
    starts = [str(node) for node in chance.choice(by_kind["commitment"], 5, replace=False)]
    far = list(pairwise([*starts, by_kind["state"][-1]]))
    index = asked.index

    def steps(depth: int) -> tuple[float, float]:
        places = [index.position[node] for node in starts]
        ours = seconds(lambda: [np.flatnonzero(index.adjacency.walk([place], depth) >= 0) for place in places])
        return ours, seconds(lambda: [walk(beside, node, depth) for node in starts])

    for depth in (2, 3):
        ours, bare = steps(depth)
        row(f"surroundings, {depth} steps (the walk)", ours / 5, "breadth-first walk", bare / 5, same=True)
    asked.select(around=starts[0])
    for depth in (1, 2):
        ours = seconds(lambda depth=depth: [asked.select(around=node, depth=depth) for node in starts])  # type: ignore[misc]
        row(f"select, {depth} steps, as tables", ours / 5)
    row("neighbours", seconds(lambda: [asked.neighbours(node) for node in starts]) / 5)
    for node, goal in far[:1]:
        asked.paths(node, goal)
    places = [(index.position[one], index.position[other]) for one, other in far]
    ours = seconds(lambda: [distance(index.adjacency, *ends) for ends in places])
    bare = seconds(lambda: [chain(beside, *ends) for ends in far])
    row("paths, the distance", ours / 5, "breadth-first walk", bare / 5, same=True)
    cells = [dict(zip(index.ids, column, strict=True)) for column in (index.names, index.starts)]
    told = seconds(lambda: [told_chain(chain(beside, *ends), *cells, index.sources) for ends in far])
    for many, count in (("a chain", 1), ("three chains", 3)):
        ours = seconds(lambda count=count: [chains(index.adjacency, *ends, count=count) for ends in places])  # type: ignore[misc]
        row(f"paths, {many}", ours / 5, "breadth-first walk to one", bare / 5, same=count == 1)
        ours = seconds(lambda count=count: [asked.paths(*ends, count=count) for ends in far])  # type: ignore[misc]
        row(f"paths, {many} told", ours / 5, "breadth-first walk to one, as a table", told / 5, same=count == 1)
    row("ties", seconds(asked.ties), "pandas merge and count", seconds(lambda: merged(facts.relations)))
    bare = seconds(lambda: answered(facts.nodes, facts.relations))
    row("commitments", seconds(asked.commitments), "pandas merges", bare)
    for name in ("attendance", "describe"):
        row(name, seconds(getattr(asked, name)))
    peers = Peers(facts)
    for name in SQL:
        ask = getattr(asked, name)
        assert agree(ask(), peers.ask(name), name), f"DuckDB gives other {name}."
        row(name, seconds(ask), "DuckDB", seconds(lambda name=name: peers.ask(name)), same=True)  # type: ignore[misc]
    networks(asked, row)
    return rows


def networks(asked: Explorer, row: Callable[..., None]) -> None:
    """Add the answers about the whole network, beside networkx and rustworkx on the same lines."""
    index = asked.index
    pairs = list(dict.fromkeys(zip(index.source_rows.tolist(), index.target_rows.tolist(), strict=True)))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(index.ids)))
    graph.add_edges_from(pairs)
    quick = rustworkx.PyDiGraph()
    quick.add_nodes_from(range(len(index.ids)))
    quick.add_edges_from_no_data([*pairs, *((b, a) for a, b in pairs)])
    nodes, sources = asked.facts.nodes, index.sources
    degree, pagerank = seconds(lambda: asked.rank(kinds="all")), seconds(lambda: asked.rank(by="pagerank", kinds="all"))
    row("rank by degree", degree, "networkx, bare", seconds(lambda: dict(graph.degree)))
    row("rank by pagerank", pagerank, "rustworkx, bare", seconds(lambda: rustworkx.pagerank(quick)))
    bare = seconds(lambda: ranked(dict(graph.degree), nodes, sources))
    row("rank by degree", degree, "networkx, as a table", bare, same=True)
    bare = seconds(lambda: ranked(dict(rustworkx.pagerank(quick)), nodes, sources))
    row("rank by pagerank", pagerank, "rustworkx, as a table", bare, same=True)
    ours = seconds(lambda: asked.rank(by="eigenvector"), runs=1)
    row("rank by eigenvector", ours)
    ours = seconds(lambda: asked.rank(by="betweenness"), runs=1)
    simple = rustworkx.PyGraph(multigraph=False)
    simple.add_nodes_from(range(len(index.ids)))
    simple.add_edges_from_no_data(pairs)
    small = len(index.ids) <= 5_000
    bare = seconds(lambda: rustworkx.betweenness_centrality(simple), runs=1) if small else None
    row(f"rank by betweenness ({'exact' if small else 'estimated'})", ours, "rustworkx", bare, same=small)
    row("groups on ties", seconds(asked.groups, runs=1))
    if len(index.ids) <= 10_000:
        ours = seconds(lambda: asked.groups(on="relations"), runs=1)
        bare = seconds(lambda: nx.community.louvain_communities(graph, seed=0), runs=1)
        row("groups on relations", ours, "networkx", bare, same=True)


def growth(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return, for each answer at the two largest sizes, the exponents with which its time and its peer's grow."""
    made = []
    for answer in dict.fromkeys(row["answer"] for row in rows):
        measured = list({row["nodes"]: row for row in rows if row["answer"] == answer}.values())
        if len(measured) < 2:
            continue
        one, other = measured[-2:]
        told: dict[str, Any] = {"benchmark": "answers, growth", "answer": answer, "from": one["nodes"],
                                "to": other["nodes"]}  # fmt: skip
        for name, cost in (("exponent", "seconds"), ("peer_exponent", "peer_seconds")):
            if one.get(cost) and other.get(cost):
                read = other["relations"] / one["relations"]
                told[name] = round(math.log(other[cost] / one[cost]) / math.log(read), 2)
        made.append(told)
    return made


def main() -> None:
    """Measure the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    rows: list[dict[str, Any]] = []
    for nodes in sorted(parser.parse_args().sizes):
        for row in measure(nodes):
            print(json.dumps(row), flush=True)
            rows.append(row)
    for row in growth(rows):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
