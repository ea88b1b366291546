"""Chains: worked out by hand, and against every simple path that networkx can list."""

import math
import time

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import calm, world

from explorer.errors import OptionError, UnknownNode
from explorer.explorer import Explorer
from explorer.facts.tables import Facts
from explorer.graph.adjacency import Adjacency
from explorer.graph.chains import chains, distance

CHAINS = world("chains")
PROMISES = world("promises")


def told(table):
    return [
        [group["source"].iloc[0], *group["target"]] for _, group in table.groupby("path", sort=True)
    ]  # fmt: skip


def test_the_shortest_comes_first_then_the_telling_one_that_shuns_the_hub():
    table = CHAINS.paths("Left", "Right")
    assert told(table) == [
        ["state:left", "meeting:hub", "state:right"],
        ["state:left", "workshop:small", "state:friend", "workshop:late", "state:right"],
    ]
    costs = table.groupby("path")["cost"].first().tolist()
    assert costs == [round(math.log2(11), 3), round(3 * math.log2(2), 3)]
    assert table["why"].tolist() == ["shortest"] * 2 + ["telling"] * 4


def test_each_step_is_a_sentence_with_its_sources_and_every_parallel_relation():
    steps = CHAINS.paths("Left", "Right", avoid=["Hub"])
    assert steps["sentence"].tolist() == [
        "Left took part in Small, 1 January 2011.",
        "Small, 1 January 2011 had participant Friend.",
        "Friend took part in and chaired (as co-chair) Late, 1 January 2012.",
        "Late, 1 January 2012 had participant Right.",
    ]
    assert steps["sources"].iloc[2] == "doc:world#19|doc:world#18"
    assert (steps["sources"] != "").all()


def test_commitments_are_quoted_and_inferences_said():
    steps = PROMISES.paths("Tha", "W1", count=1)
    assert steps["sentence"].tolist() == [
        "Tha was assigned (as host) “Hold a workshop on visas”.",
        "“Hold a workshop on visas” was answered by (inferred, confidence 0.8) W1, 23–26 July 2012.",
    ]
    assert steps["basis"].tolist() == ["stated", "inferred"]


def test_dates_avoided_nodes_relations_and_lengths_are_respected():
    assert told(CHAINS.paths("Left", "Right", after="2010")) == [
        ["state:left", "workshop:small", "state:friend", "workshop:late", "state:right"]
    ]
    assert told(CHAINS.paths("Left", "Right", before="2011")) == [["state:left", "meeting:hub", "state:right"]]
    assert told(CHAINS.paths("Left", "Right", steps=2)) == [["state:left", "meeting:hub", "state:right"]]
    assert told(CHAINS.paths("Left", "Right", kinds="state,workshop"))[0][1] == "workshop:small"
    none = CHAINS.paths("Left", "Friend", relations="chaired")
    assert none.empty and none.attrs["notes"] == ["No chain links Left and Friend in this selection."]
    none = CHAINS.paths("Left", "Right", avoid=["Hub"], steps=3)
    assert none.attrs["notes"] == ["No chain links Left and Right within 3 steps in this selection."]
    assert CHAINS.paths("Left", "Nowhere").attrs["notes"]


def test_in_order_time_never_runs_backwards():
    there = CHAINS.paths("Left", "Right", avoid="Hub", in_order=True)
    back = CHAINS.paths("Right", "Left", avoid="Hub", in_order=True)
    assert len(there) == 4 and back.empty
    assert back.attrs["notes"] == ["No chain of that length keeps the conditions."]


def test_misuse():
    with pytest.raises(OptionError, match="same node"):
        CHAINS.paths("Left", "state:left")
    with pytest.raises(OptionError, match="1 to 100"):
        CHAINS.paths("Left", "Right", count=0)
    with pytest.raises(OptionError, match="1 to 30"):
        CHAINS.paths("Left", "Right", steps=31)
    with pytest.raises(OptionError, match="no date"):
        CHAINS.paths("Left", "Right", after="yesterday")
    with pytest.raises(UnknownNode, match="Friend"):
        CHAINS.paths("Left", "Freind")


@st.composite
def graphs(draw):
    nodes = draw(st.integers(2, 8))
    ends = st.integers(0, nodes - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=18))
    source, target = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return nodes, pairs, Adjacency.of(nodes, source, target)


@calm
@given(graphs(), st.integers(1, 4), st.integers(0, 7))
def test_chains_against_every_simple_path(drawn, count, steps):
    nodes, ends, pairs = drawn
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(pair for pair in ends if pair[0] != pair[1])
    a, b = 0, nodes - 1
    linked = nx.has_path(graph, a, b)
    found = chains(pairs, a, b, count=count, steps=steps)
    shortest = nx.shortest_path_length(graph, a, b) if linked else None
    if not linked or (steps and shortest > steps):
        assert found.distance is None and not found.chains
        return
    assert found.distance == shortest and not found.capped

    def cost(path):
        return sum(math.log2(graph.degree(node)) for node in path[1:-1])

    def no_step_can_be_skipped(path):
        chords = ((i, j) for i in range(len(path)) for j in range(i + 2, len(path)))
        return not any(graph.has_edge(path[i], path[j]) for i, j in chords if (i, j) != (0, len(path) - 1))

    every = [p for p in nx.all_simple_paths(graph, a, b, cutoff=steps or shortest + 2) if no_step_can_be_skipped(p)]
    first = min(cost(path) for path in every if len(path) == shortest + 1)
    assert found.chains[0].cost == pytest.approx(first) and len(found.chains[0].nodes) == shortest + 1
    best = sorted(map(cost, every))
    others = sorted(chain.cost for chain in found.chains[1:])
    without_first = list(best)
    without_first.remove(min(best, key=lambda value: abs(value - first)))
    assert others == pytest.approx(without_first[: count - 1])
    for chain in found.chains:
        assert list(chain.nodes) in every and cost(chain.nodes) == pytest.approx(chain.cost)
    assert len({chain.nodes for chain in found.chains}) == len(found.chains) == min(count, len(every))


@calm
@given(graphs())
def test_distance_from_both_ends_is_the_distance(drawn):
    nodes, ends, pairs = drawn
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(ends)
    lengths = nx.single_source_shortest_path_length(graph, 0)
    for node in range(nodes):
        assert distance(pairs, 0, node) == lengths.get(node)


def test_it_ends_on_long_chains_rings_and_cliques():
    count = 20_000
    row = np.arange(count - 1)
    long = Adjacency.of(count, row, row + 1)
    started = time.process_time()
    assert len(chains(long, 0, count - 1).chains[0].nodes) == count
    ring = Adjacency.of(count, np.append(row, count - 1), np.append(row + 1, 0))
    assert len(chains(ring, 0, count // 2).chains) == 1
    a, b = np.triu_indices(300, 1)
    clique = chains(Adjacency.of(300, a, b), 0, 299, count=5)
    assert [chain.nodes for chain in clique.chains] == [(0, 299), *((0, n, 299) for n in range(1, 5))]
    # two cliques back to back: many shortest chains, none enumerated beyond what is asked
    a, b = np.triu_indices(200, 1)
    two = Adjacency.of(399, np.append(a, a + 199), np.append(b, b + 199))
    assert len(chains(two, 0, 398, count=5).chains) == 1
    assert time.process_time() - started < 60


def test_a_search_without_end_is_cut_off_and_says_so(monkeypatch):
    monkeypatch.setattr("explorer.graph.chains.LIMIT", 3)
    table = CHAINS.paths("Left", "Right")
    assert any("stopped after" in note for note in table.attrs["notes"])


def test_more_distant_facts_do_not_matter():
    nodes = [{"id": f"state:{n}", "kind": "state", "name": f"N{n}"} for n in range(4)]
    relations = [
        {"id": f"r{n}", "source": f"state:{n}", "relation": "member_of", "target": f"state:{n + 1}"} for n in range(3)
    ]
    table = Explorer(Facts.from_rows(nodes=nodes, relations=relations)).paths("N0", "N3")
    assert table["step"].tolist() == [1, 2, 3]


def test_of_nodes_far_apart_the_chain_shuns_the_hub():
    ends = [(i, i + 1) for i in range(40)] + [(19, 41), (41, 21)] + [(41, leaf) for leaf in range(42, 52)]
    a, b = (np.array(side) for side in zip(*ends, strict=True))
    pairs = Adjacency.of(52, a, b)
    (chain,) = chains(pairs, 0, 40).chains
    assert list(chain.nodes) == list(range(41))
    assert chain.cost == pytest.approx(sum(math.log2(pairs.degree[node]) for node in chain.nodes[1:-1]))
