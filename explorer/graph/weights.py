"""What relations weigh: the attribute that is named, or `weight` where there is one."""

from __future__ import annotations

from itertools import islice

import numpy as np

from explorer.errors import OptionError
from explorer.graph.chains import Chain, Fits, Found
from explorer.graph.foreign import some
from explorer.graph.index import Index
from explorer.graph.values import sort_of, values_of
from explorer.ontology import vocabulary

NONE = "none"  # the word for: every line weighs 1, whatever is written


def numbered(index: Index) -> list[str]:
    """Return the further columns of relations that hold numbers."""
    known = vocabulary().tables["relations"].column_names
    names = [str(name) for name in index.facts.relations.columns if name not in known]
    return [name for name in names if sort_of(index.column(name, "relations")) in ("integer", "number")]


def weights_of(index: Index, relations: np.ndarray, name: str = "") -> tuple[np.ndarray | None, tuple[str, ...]]:
    """Return the weight of each of the relations (rows of their table), and what is to be said about it.

    None where nothing weighs. A relation without the attribute weighs 1, as in networkx. Raises OptionError for an
    attribute that is not there or holds no numbers, and for a weight below 0.
    """
    if name == NONE:
        return None, ()
    there = numbered(index)
    if name and name not in there:
        have = some([repr(one) for one in there]) or "none"
        raise OptionError(f"No relation has numbers under {name!r}. Attributes of numbers: {have}; or {NONE!r}.")
    if not name and "weight" not in there:
        return None, ()
    name = name or "weight"
    cells = index.column(name, "relations")
    numbers = values_of(cells) or []
    found = np.array([1.0 if numbers[row] is None else float(numbers[row]) for row in relations.tolist()])
    if len(found) and found.min() < 0:
        row = int(relations[int(found.argmin())])
        statement = index.column("id", "relations")[row]
        raise OptionError(f"{name} {cells[row]} of relation {statement} is below 0. Name another, or {NONE!r}.")
    lacking = sum(numbers[row] is None for row in relations.tolist())
    less = f"; {lacking:,} without it weigh 1" if lacking else ""
    return found, (f"Lines weigh the {name!r} of their relations, parallel ones summed{less}.",)


MOST = 2_000  # chains looked at before the search gives up and says so


def lightest(
    index: Index, live: np.ndarray, banned: np.ndarray, ends: tuple[int, int], name: str, *,
    count: int, steps: int, fits: Fits | None,
) -> Found:  # fmt: skip
    """Return the chains whose relations have the smallest sum of weights, whatever their number of steps.

    Of parallel relations the lightest counts; direction is left aside. Yen (1971), by networkx.
    """
    import networkx as nx

    rows = np.flatnonzero(live)
    weights, _ = weights_of(index, rows, name)
    heavy = np.ones(len(rows)) if weights is None else weights
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(ends)
    for a, b, weight in zip(
        index.source_rows[rows].tolist(), index.target_rows[rows].tolist(), heavy.tolist(), strict=True
    ):
        if a != b and weight < graph.get_edge_data(a, b, {"weight": np.inf})["weight"]:
            graph.add_edge(a, b, weight=weight)
    graph.remove_nodes_from(banned.tolist())
    if not nx.has_path(graph, *ends):
        return Found((), None, False)
    made: list[Chain] = []
    seen = 0
    for path in islice(nx.shortest_simple_paths(graph, *ends, weight="weight"), MOST):
        seen += 1
        if (not steps or len(path) <= steps + 1) and (fits is None or fits(tuple(path))):
            made.append(Chain(tuple(path), float(nx.path_weight(graph, path, "weight"))))
            if len(made) == count:
                break
    return Found(
        tuple(made), min((len(chain.nodes) - 1 for chain in made), default=0), seen == MOST and len(made) < count
    )
