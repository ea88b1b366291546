"""Communities: as good as the Louvain of networkx on graphs where many moves follow from one another; loops hold apart."""

import networkx as nx
import numpy as np
import pytest
from test_pictures_layouts import lines_of

from explorer.pictures.communities import _move, communities

GRAPHS = {
    "path": nx.path_graph(200),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(15, 15)),
    "blurred": nx.planted_partition_graph(6, 30, 0.3, 0.05, seed=2),
    "hubs": nx.barabasi_albert_graph(200, 2, seed=4),
    "novel": nx.convert_node_labels_to_integers(nx.les_miserables_graph()),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_they_are_as_good_as_those_of_networkx(name):
    graph = GRAPHS[name]
    found = communities(lines_of(graph), len(graph))
    sets = [set(np.flatnonzero(found == i).tolist()) for i in range(found.max() + 1)]
    rival = nx.community.louvain_communities(graph, seed=1, weight=None)
    reached, theirs = (nx.community.modularity(graph, one, weight=None) for one in (sets, rival))
    assert reached > theirs - 0.01


def test_loops_hold_nodes_apart_that_lines_alone_would_join():
    pair = np.array([0]), np.array([1]), np.array([1.0])
    assert len(set(_move(*pair, np.zeros(2)).tolist())) == 1
    assert len(set(_move(*pair, np.array([9.0, 9.0])).tolist())) == 2
