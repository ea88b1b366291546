"""Quality and time of the force layout, beside networkx' and rustworkx' spring layouts, in one run.

    python benchmarks/layout.py [SIZE ...] [--json]          # default: 1200 3000 20000

Graphs: communities with hubs and four relations a node (15 % of them across: "loose", 1 %: "tight"), a grid, a tree.
*Stress*: scale-free, over sampled pairs; 0 is perfect. *Near*: of the nodes nearest to a node, as many as it has
neighbours, the share that are neighbours (Jaccard). *Stacked*: share of nodes nearer to another than a tenth of the
usual gap. Seconds of the processor, each layout in a process of its own; networkx gets no more than 3,000 nodes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

import networkx as nx
import numpy as np

SIZES = (1_200, 3_000, 20_000)
MOST = {"networkx": 3_000, "rustworkx": 20_000}
SHAPES = ("loose", "tight", "grid", "tree")


def graph_of(shape: str, size: int) -> nx.Graph:
    """Return a graph of about `size` nodes, its largest part only."""
    if shape == "grid":
        side = round((size / 1.2) ** 0.5)
        graph = nx.grid_2d_graph(side, round(size / side))
    elif shape == "tree":
        graph = nx.full_rary_tree(3, size)
    else:
        random = np.random.default_rng(size)
        across = 0.15 if shape == "loose" else 0.01
        graph = nx.Graph()
        for node in range(size):
            home = node // 40 * 40
            for far, place, anywhere in zip(
                random.random(4), random.random(4), random.integers(size, size=4), strict=True
            ):
                graph.add_edge(node, int(anywhere) if far < across else min(home + int(40 * place**2), size - 1))
        graph.remove_edges_from(nx.selfloop_edges(graph))
        graph = graph.subgraph(max(nx.connected_components(graph), key=len))
    return nx.convert_node_labels_to_integers(graph)


def ours(graph: nx.Graph):
    from explorer.pictures.layouts.force import force_places
    from explorer.pictures.layouts.lines import Lines

    ends = np.array(list(graph.edges()))
    return lambda: force_places(Lines.between(ends[:, 0].tolist(), ends[:, 1].tolist()), len(graph))


def networkx(graph: nx.Graph):
    return lambda: np.array([place for _, place in sorted(nx.spring_layout(graph, seed=1).items())])


def rustworkx(graph: nx.Graph):
    import rustworkx as rx

    other = rx.PyGraph()
    other.add_nodes_from(range(len(graph)))
    other.add_edges_from_no_data(list(graph.edges()))
    return lambda: np.array([place for _, place in sorted(rx.spring_layout(other, seed=1, num_iter=50).items())])


MAKERS = {"ours": ours, "networkx": networkx, "rustworkx": rustworkx}


def quality(graph: nx.Graph, points: np.ndarray) -> dict[str, float]:
    """Return stress, near and stacked of a layout."""
    from scipy.spatial import cKDTree

    random = np.random.default_rng(7)
    wanted, far = [], []
    for source in random.choice(len(graph), size=min(60, len(graph)), replace=False).tolist():
        steps = nx.single_source_shortest_path_length(graph, source)
        rows = np.array([row for row in steps if row != source])
        wanted.append(np.array([steps[row] for row in rows.tolist()], dtype=float))
        far.append(np.sqrt(((points[rows] - points[source]) ** 2).sum(axis=1)))
    steps, distance = np.concatenate(wanted), np.concatenate(far)
    scale = (distance / steps).sum() / ((distance / steps) ** 2).sum()
    tree = cKDTree(points)
    gaps = tree.query(points, k=2)[0][:, 1]
    shares = []
    for row in random.choice(len(graph), size=min(600, len(graph)), replace=False).tolist():
        near = set(graph[row])
        found = set(np.atleast_1d(tree.query(points[row], k=len(near) + 1)[1]).tolist()) - {row}
        shares.append(len(near & found) / len(near | found))
    return {
        "stress": round(float((((distance * scale - steps) / steps) ** 2).mean()), 3),
        "near": round(float(np.mean(shares)), 3),
        "stacked": round(float((gaps < 0.1 * np.median(gaps)).mean()), 3) if np.median(gaps) > 0 else 1.0,
    }


def one(name: str, shape: str, size: int) -> None:
    """Lay out one graph and print what it cost and how good it is."""
    graph = graph_of(shape, size)
    make = MAKERS[name](graph)
    start = time.process_time()
    points = make()
    seconds = time.process_time() - start
    row = {"layout": name, "shape": shape, "nodes": len(graph), "relations": graph.number_of_edges()}
    print(json.dumps({**row, "seconds": round(seconds, 2), **quality(graph, points)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--json", action="store_true", help="print lines of JSON")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "SHAPE", "SIZE"))
    given = parser.parse_args()
    if given.one:
        one(given.one[0], given.one[1], int(given.one[2]))
        return
    if not given.json:
        print("| shape | nodes | layout | seconds | stress | near | stacked |\n|---|---|---|---|---|---|---|")
    for size in given.sizes:
        for shape in SHAPES:
            for name in MAKERS:
                if size > MOST.get(name, size):
                    continue
                call = [sys.executable, __file__, "--one", name, shape, str(size)]
                done = subprocess.run(call, capture_output=True, text=True, check=True)
                row = json.loads(done.stdout.splitlines()[-1])
                told = [row[key] for key in ("shape", "nodes", "layout", "seconds", "stress", "near", "stacked")]
                print(json.dumps(row) if given.json else f"| {' | '.join(map(str, told))} |", flush=True)


if __name__ == "__main__":
    main()
