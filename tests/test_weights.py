"""What relations weigh counts: the measures are those of networkx and igraph on the same graph."""

from itertools import islice, pairwise

import igraph
import networkx as nx
import pytest

from explorer.errors import OptionError
from explorer.explorer import from_graph, load

KARATE = nx.karate_club_graph()


def scores(opened, **asked):
    found = opened.rank(**asked)
    return dict(zip(found["id"], found["score"], strict=True))


def heavy(seed, multi):
    """Return a random graph with weights, gaps among them, and parallel edges where `multi`."""
    import random

    chance = random.Random(seed)
    graph = (nx.MultiGraph if multi else nx.Graph)(nx.gnm_random_graph(12, 25, seed=seed))
    for _, _, data in graph.edges(data=True):
        if chance.random() < 0.8:
            data["weight"] = chance.choice([1, 2, 0.5, 7])
    if multi:
        graph.add_edge(0, 1, weight=3)
        graph.add_edge(0, 1, weight=4)
    return graph


@pytest.mark.parametrize("graph", [KARATE, heavy(1, False), heavy(2, True), heavy(3, True)], ids=range(4))
def test_measures_are_those_of_networkx_and_igraph(graph):
    opened = from_graph(graph)
    simple = nx.Graph()
    for a, b, weight in graph.edges(data="weight", default=1):
        simple.add_edge(a, b, weight=simple.get_edge_data(a, b, {"weight": 0})["weight"] + weight)
    simple.add_nodes_from(graph)
    other = igraph.Graph.from_networkx(simple)
    ids = [str(node) for node in other.vs["_nx_name"]]
    assert scores(opened, by="strength") == pytest.approx(dict(zip(ids, other.strength(weights="weight"), strict=True)))
    found = scores(opened, by="pagerank")
    assert found == pytest.approx({str(n): s for n, s in nx.pagerank(graph, tol=1e-12).items()}, rel=1e-4)
    assert found == pytest.approx(dict(zip(ids, other.pagerank(weights="weight"), strict=True)), rel=1e-4)
    ours = scores(opened, by="eigenvector")
    best = max(ours.values())
    theirs = dict(zip(ids, other.eigenvector_centrality(weights="weight", scale=True), strict=True))
    assert {node: score / best for node, score in ours.items()} == pytest.approx(theirs, abs=1e-4)


def test_groups_follow_the_weights():
    graph = nx.complete_graph(8)
    nx.set_edge_attributes(graph, {(a, b): 9 if (a < 4) == (b < 4) else 0.1 for a, b in graph.edges}, "force")
    opened = from_graph(graph)
    assert sorted(opened.groups(on="relations", weight="force")["members"]) == ["0|1|2|3", "4|5|6|7"]
    assert len(opened.groups(on="relations")) == 1
    told = opened.groups(weight="none").attrs["notes"]
    assert any("neither parties nor events" in note for note in told)


def test_what_weighs_is_said_and_what_cannot_is_refused():
    opened = from_graph(KARATE)
    assert any("'weight'" in note for note in opened.rank(by="strength").attrs["notes"])
    assert scores(opened, by="strength", weight="none") == scores(opened, by="degree")
    with pytest.raises(OptionError, match=r"No relation has numbers under 'club'.*'weight'"):
        opened.rank(weight="club")
    with pytest.raises(OptionError, match="below 0"):
        from_graph(nx.Graph([("a", "b", {"weight": -1})])).rank(by="strength")
    with pytest.raises(OptionError, match="on=relations"):
        load("example").rank(on="ties", weight="weight")
    gaps = from_graph(nx.Graph([("a", "b", {"weight": 2}), ("b", "c")]))
    assert any("1 without it weigh 1" in note for note in gaps.rank(by="strength").attrs["notes"])


def test_the_lightest_chains_are_those_of_networkx():
    graph = heavy(5, False)
    opened = from_graph(graph)
    for goal in (3, 7, 11):
        ways = nx.shortest_simple_paths(graph, 0, goal, weight=lambda a, b, data: data.get("weight", 1))
        wanted = [sum(graph.edges[pair].get("weight", 1) for pair in pairwise(way)) for way in islice(ways, 3)]
        found = opened.paths("0", str(goal), weight="weight").drop_duplicates("path")
        assert found["cost"].tolist() == pytest.approx(wanted) and set(found["why"]) == {"lightest"}
