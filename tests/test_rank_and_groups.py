"""Centrality and communities, against networkx."""

import networkx as nx
import numpy as np
import pytest
from factsmaker import facts
from hypothesis import given
from hypothesis import strategies as st
from test_attendance_and_ties import gatherings
from tinyworld import calm, world
from worlds import world as drawn_world

from explorer.errors import OptionError
from explorer.explorer import Explorer
from explorer.graph import to_graph
from explorer.graph.measures import Network, betweenness, eigenvector, pagerank

SESSIONS = world("sessions")
CHAINS = world("chains")


@st.composite
def networks(draw):
    nodes = draw(st.integers(1, 9))
    ends = st.integers(0, nodes - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20))
    source, target = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    net = Network.simple(nodes, source, target)
    weights = draw(st.lists(st.floats(0.1, 5), min_size=len(net.a), max_size=len(net.a)))
    net = Network(nodes, net.a, net.b, np.array(weights))
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from(zip(net.a.tolist(), net.b.tolist(), weights, strict=True))
    return net, graph


@calm
@given(networks())
def test_pagerank_is_that_of_networkx(drawn):
    net, graph = drawn
    expected = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    assert pagerank(net).tolist() == pytest.approx([expected[node] for node in graph], abs=1e-6)


@calm
@given(networks())
def test_betweenness_is_that_of_networkx(drawn):
    net, graph = drawn
    expected = nx.betweenness_centrality(graph)
    scores, pivots = betweenness(net)
    assert pivots == net.nodes
    assert scores.tolist() == pytest.approx([expected[node] for node in graph], abs=1e-9)
    # The estimate, counted from every node, is exact as well: the same code with nothing left out.
    from explorer.graph import measures

    begin = np.append(0, np.cumsum(net.degree))
    total = sum(
        (measures._from(node, begin, net) for node in range(net.nodes) if net.degree[node]), np.zeros(net.nodes)
    )
    assert (total / max((net.nodes - 1) * (net.nodes - 2), 1)).tolist() == pytest.approx(scores.tolist(), abs=1e-9)


def test_betweenness_of_a_large_graph_is_estimated_near_the_truth():
    graph = nx.barabasi_albert_graph(600, 3, seed=1)
    a, b = np.array(list(graph.edges)).T
    net = Network.simple(600, a, b)
    exact, _ = betweenness(net)
    rough, pivots = betweenness(net, pivots=200)
    assert pivots == 200
    top = set(np.argsort(-exact)[:10].tolist())
    assert len(top & set(np.argsort(-rough)[:10].tolist())) >= 8
    assert abs(rough.sum() / exact.sum() - 1) < 0.1
    assert betweenness(net, pivots=200)[0].tolist() == rough.tolist(), "the pivots are drawn with a seed"


@calm
@given(networks())
def test_eigenvector_scores_are_an_eigenvector(drawn):
    net, graph = drawn
    scores, settled = eigenvector(net)
    matrix = nx.to_numpy_array(graph, nodelist=range(net.nodes))
    largest = np.linalg.eigvalsh(matrix)[-1] if net.nodes else 0
    if settled and len(net.a):
        assert np.linalg.norm(matrix @ scores - largest * scores) < 1e-2 * max(largest, 1)


@calm
@given(facts())
def test_degree_counts_distinct_neighbours(drawn):
    graph = nx.Graph(to_graph(drawn))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    table = Explorer(drawn).rank(kinds="all").set_index("id")
    assert table["score"].to_dict() == {node: float(degree) for node, degree in graph.degree}
    assert table["place"].tolist() == table["score"].rank(method="min", ascending=False).astype(int).tolist()


@calm
@given(gatherings())
def test_strength_on_ties_is_the_number_of_events_shared_with_anybody(drawn):
    table = Explorer(drawn).rank(by="strength", on="ties")
    present = {}
    for row in drawn.relations.itertuples():
        present.setdefault(row.target, set()).add(row.source)
    expected = {node: sum(node in p and len(p) > 1 for p in present.values()) for p in present.values() for node in p}
    assert table.set_index("id")["score"].to_dict() == pytest.approx(expected)


def test_rank_says_what_it_means_and_takes_a_selection():
    table = CHAINS.rank(by="betweenness", kinds="all", limit=1)
    assert table["id"].tolist() == ["meeting:hub"]
    assert "does not say that anything was passed on" in table.attrs["notes"][0]
    assert CHAINS.rank(on="ties", since="2011")["id"].tolist()[0] == "state:friend"
    with pytest.raises(OptionError, match="degree, strength"):
        CHAINS.rank(by="power")
    with pytest.raises(OptionError, match="relations, ties"):
        CHAINS.rank(on="friendship")


@calm
@given(gatherings())
def test_groups_part_the_parties_and_come_out_the_same(drawn):
    asked = Explorer(drawn)
    table = asked.groups()
    members = [m for joined in table["members"] for m in joined.split("|")]
    assert sorted(members) == sorted(asked.rank(on="ties")["id"])
    assert table["size"].tolist() == sorted(table["size"], reverse=True)
    assert Explorer(drawn).groups().equals(table)


def test_two_circles_are_two_groups_with_what_they_have_in_common():
    lines = [
        f"state:{side}{n} participated_in meeting:{side}{time}" for side in "ab" for n in range(4) for time in "123"
    ]  # fmt: skip
    lines += ["meeting:a1 about topic:visas", "meeting:b1 about topic:boats", "meeting:a1 session_of body:agroup"]
    lines += ["state:a0 participated_in meeting:both", "state:b0 participated_in meeting:both"]
    table = world("\n".join(lines) + "\n").groups(until="")
    assert sorted(table["members"].map(lambda joined: "".join(sorted({m[6] for m in joined.split("|")})))) == ["a", "b"]
    assert set(table["topics"]) == {"Visas", "Boats"}
    with pytest.raises(OptionError, match="more than 0"):
        SESSIONS.groups(resolution=0)


def test_groups_say_more_than_chance_only_where_a_test_does():
    lines = [f"workshop:w{n} start={2000 + n}" for n in range(24)]
    apart = [f"state:s{6 * (n % 2) + (n + k) % 6} participated_in workshop:w{n}" for n in range(24) for k in range(3)]
    random = np.random.default_rng(0)
    mixed = [
        f"state:s{s} participated_in workshop:w{n}" for n in range(24) for s in random.choice(12, 3, replace=False)
    ]
    two, one = (world("\n".join([*lines, *there]) + "\n") for there in (apart, mixed))
    assert (
        "not tested" in two.groups().attrs["notes"][1]
        and "more than chance has it was" in two.groups().attrs["notes"][1]
    )
    assert "they hold together more than chance has it" in two.groups(test=True).attrs["notes"][1]
    assert "they hold together no more than chance has it" in one.groups(test=True).attrs["notes"][1]
    relations = two.groups(on="relations", test=True).attrs["notes"][1]
    assert "configuration model" in relations and two.groups(on="relations", test=True).attrs["notes"][1] == relations


@pytest.mark.parametrize("answer", ["groups", "rank"])
@pytest.mark.parametrize("options", [{"on": "ties"}, {"on": "relations"}], ids=lambda one: one["on"])
@pytest.mark.parametrize("period", [{"since": "2011"}, {"since": "2008", "until": "2010-06"}], ids=str)
def test_a_period_tells_of_the_graph_that_it_selects(answer, options, period):
    """Also what is told beside the measure, as topics and bodies: none comes from outside."""
    whole = Explorer(drawn_world(200, seed=3))
    told = getattr(whole, answer)(**options, **period)
    assert told.equals(getattr(whole.select(**period), answer)(**options))
    assert not told.equals(getattr(whole, answer)(**options))


def test_groups_of_some_kinds_are_told_by_what_those_were_at():
    whole = Explorer(drawn_world(200, seed=3))
    told = whole.groups(kinds="state")
    assert len(told) and set(told["topics"]) != {""} and set(told["bodies"]) != {""}
