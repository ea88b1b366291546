"""Layouts by their kinds of graph: a path is a path, a grid a grid, many parts fill their sheet, nobody stands on another."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest

from explorer.errors import OptionError
from explorer.pictures import facts_of
from explorer.pictures.communities import communities
from explorer.pictures.content import content_of
from explorer.pictures.layouts.force import GAP, UNIT, force_places, places_around
from explorer.pictures.layouts.lines import Lines, components
from explorer.pictures.layouts.packing import boxes, shelves
from explorer.pictures.layouts.parting import near_pairs, part
from explorer.pictures.layouts.pivots import Parts
from explorer.pictures.positions import LAYOUTS, positions_of
from explorer.pictures.relevance import ranking

GRAPHS = {
    "path": nx.path_graph(400),
    "cycle": nx.cycle_graph(90),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(25, 30)),
    "star": nx.star_graph(799),
    "tree": nx.balanced_tree(3, 5),
    "cliques": nx.connected_caveman_graph(30, 8),
    "complete": nx.complete_graph(60),
    "hubs": nx.barabasi_albert_graph(600, 2, seed=4),
    "pairs": nx.Graph([(2 * i, 2 * i + 1) for i in range(150)]),
    "loose": nx.empty_graph(70),
    "mixed": nx.disjoint_union_all([nx.cycle_graph(3 + i % 7) if i % 2 else nx.star_graph(2 + i) for i in range(40)]),
}


def lines_of(graph):
    ends = np.array(list(graph.edges()), dtype=np.int64).reshape(-1, 2)
    return Lines.between(ends[:, 0].tolist(), ends[:, 1].tolist())


def laid(name):
    graph = GRAPHS[name]
    return force_places(lines_of(graph), len(graph)), lines_of(graph)


def gaps(points):
    away = points[:, None, :] - points[None, :, :]
    far = np.sqrt((away * away).sum(axis=2))
    np.fill_diagonal(far, np.inf)
    return far


@pytest.mark.parametrize("name", GRAPHS)
def test_nobody_stands_on_another_and_all_stand_somewhere(name):
    points, _ = laid(name)
    assert np.isfinite(points).all()
    nearest = gaps(points).min(axis=1)
    assert nearest.min() > GAP * UNIT * 0.75
    assert np.median(nearest) < 3 * UNIT


@pytest.mark.parametrize("name", ["path", "cycle", "grid"])
def test_neighbours_stand_near_and_others_do_not(name):
    """Of the nodes nearest to a node, as many as it has neighbours, most are its neighbours."""
    points, lines = laid(name)
    near = gaps(points).argsort(axis=1)
    begin, there = lines.neighbours(len(points))
    kept = sum(
        len(set(there[begin[i] : begin[i + 1]].tolist()) & set(near[i, : begin[i + 1] - begin[i]].tolist()))
        for i in range(len(points))
    )
    assert kept / len(there) > 0.8


def test_a_path_is_one_thread():
    points, _ = laid("path")
    step = np.sqrt((np.diff(points, axis=0) ** 2).sum(axis=1))
    assert step.max() < 4 * np.median(step)
    assert np.sqrt(((points[0] - points[-1]) ** 2).sum()) > 25 * np.median(step)


def test_a_cycle_is_round_and_a_star_has_its_hub_in_the_middle():
    points, _ = laid("cycle")
    radius = np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1))
    assert radius.min() > 0.85 * radius.max()
    points, _ = laid("star")
    radius = np.sqrt(((points - points[0]) ** 2).sum(axis=1))
    assert np.sqrt((points[0] - points.mean(axis=0)) @ (points[0] - points.mean(axis=0))) < 0.05 * radius.max()


def test_distances_follow_steps_better_than_chance():
    """Scale-free stress over all pairs: 0 is perfect, places without sense are at about 0.4."""
    for name, most in (("grid", 0.12), ("tree", 0.32), ("path", 0.45), ("cycle", 0.25)):
        points, _ = laid(name)
        steps = np.array(nx.floyd_warshall_numpy(GRAPHS[name]))
        pairs = np.triu_indices(len(points), 1)
        far, steps = gaps(points)[pairs], steps[pairs]
        scale = (far / steps).sum() / ((far / steps) ** 2).sum()
        assert (((far * scale - steps) / steps) ** 2).mean() < most, name


@pytest.mark.parametrize("name", ["pairs", "loose", "mixed"])
def test_the_boxes_of_parts_never_overlap_and_fill_the_sheet(name):
    points, lines = laid(name)
    parts = Parts.from_labels(components(lines, len(points)))
    low, high = boxes(points, parts)
    for i, j in itertools.combinations(range(len(low)), 2):
        assert (low[i] >= high[j]).any() or (low[j] >= high[i]).any()
    size = high - low + 1.5 * UNIT
    sheet = np.ptp(points, axis=0) + 1.5 * UNIT
    assert size.prod(axis=1).sum() / sheet.prod() > 0.7
    assert 0.7 < sheet[0] / sheet[1] < 3


def test_shelves_fill_and_never_overlap():
    random = np.random.default_rng(3)
    for count, giant in ((500, False), (500, True), (7, False), (1, False)):
        sizes = random.uniform(1, 10, (count, 2))
        if giant:
            sizes[0] = 90, 60
        corner = shelves(sizes)
        for i, j in itertools.combinations(range(count), 2):
            apart = (corner[i] >= corner[j] + sizes[j] - 1e-9) | (corner[j] >= corner[i] + sizes[i] - 1e-9)
            assert apart.any()
        sheet = (corner + sizes).max(axis=0).prod()
        assert sizes.prod(axis=1).sum() / sheet > (0.7 if count > 10 else 0.4)


def test_pairs_nearer_than_a_reach_are_found_once_each():
    points = np.random.default_rng(1).uniform(0, 30, (300, 2))
    a, b = near_pairs(points, 4.0)
    found = {tuple(sorted(pair)) for pair in zip(a.tolist(), b.tolist(), strict=True)}
    assert len(found) == len(a)
    assert found == {(i, j) for i, j in itertools.combinations(range(300), 2) if math.dist(points[i], points[j]) < 4}


def test_nodes_on_one_spot_are_parted_and_those_that_stay_stay():
    points = np.zeros((40, 2))
    free = np.ones(40)
    free[7] = 0.0
    apart = part(points, 10.0, free)
    assert apart[7].tolist() == [0.0, 0.0]
    assert gaps(apart).min() > 6


def test_given_places_stay_whatever_their_scale_and_the_rest_comes_near():
    graph = nx.cycle_graph(30)
    for scale in (30.0, 3000.0):
        points = np.array([[0.0, 0.0], [scale, 0.0], [0.0, scale]])
        rows = np.array([0, 10, 20])
        places = places_around(lines_of(graph), 31, rows, points)
        assert np.array_equal(places[rows], points)
        assert np.abs(places).max() < 40 * scale
        assert len({tuple(place) for place in places.round(3).tolist()}) == 31


def test_the_same_places_again():
    for name in ("mixed", "hubs"):
        assert np.array_equal(laid(name)[0], laid(name)[0])


def test_layout_grows_near_linearly_in_what_it_reckons():
    """Pairs within reach, the only part that could grow with the square, stay a few for each node."""
    points, _ = laid("hubs")
    a, _ = near_pairs(points, UNIT)
    assert len(a) < 8 * len(points)


def world():
    graph = nx.Graph()
    for i in range(24):
        graph.add_node(i, type="town" if i % 3 else "river", year=1990 + i % 5, lat=10 + i, lon=100 + i * 2)
    graph.add_edges_from((i, i + 1) for i in range(23))
    return content_of(facts_of(graph))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_each_node_a_place_of_its_own(layout):
    content = world()
    places = positions_of(content, ranking(content), layout=layout)
    assert places.layout == layout
    assert len(set(zip(places.x, places.y, strict=True))) == content.size
    part_of_it = ranking(content)[:9]
    assert len(positions_of(content, part_of_it, layout=layout).opening[0]) == 9


def test_layouts_mean_what_they_are_named_for():
    content = world()
    first = ranking(content)
    x = {name: np.array(positions_of(content, first, layout=name).x) for name in LAYOUTS}
    y = {name: np.array(positions_of(content, first, layout=name).y) for name in LAYOUTS}
    years = np.array([int(start) for start in content.nodes["start"]])
    assert np.corrcoef(x["year"], years)[0, 1] > 0.95
    latitude = np.array([float(cell) for cell in content.more_nodes["lat"]])
    assert np.corrcoef(y["map"], latitude)[0, 1] < -0.99
    radius = np.hypot(x["circle"], y["circle"])
    assert np.ptp(radius) < 4
    for kind in set(content.kind):
        rows = [i for i, other in enumerate(content.kind) if other == kind]
        others = [i for i, other in enumerate(content.kind) if other != kind]
        inside = (
            (x["kind"][others] > x["kind"][rows].min())
            & (x["kind"][others] < x["kind"][rows].max())
            & (y["kind"][others] > y["kind"][rows].min())
            & (y["kind"][others] < y["kind"][rows].max())
        )
        assert not inside.any()


def test_a_tree_grows_by_steps_from_its_root():
    graph = nx.DiGraph(list(nx.bfs_edges(nx.balanced_tree(2, 3), 0)))
    content = content_of(facts_of(graph))
    places = positions_of(content, ranking(content), layout="tree")
    steps = nx.shortest_path_length(graph, 0)
    levels = {steps[int(name)]: places.y[row] for row, name in enumerate(content.nodes["id"])}
    assert sorted(levels.values()) == [levels[depth] for depth in range(4)]
    assert len(levels) == 4


@pytest.mark.parametrize("layout", ["year", "map", "sideways"])
def test_a_layout_that_the_graph_does_not_allow_is_refused(layout):
    content = content_of(facts_of(nx.path_graph(4)))
    with pytest.raises(OptionError, match=layout):
        positions_of(content, ranking(content), layout=layout)


def test_communities_are_found_numbered_by_size_and_the_same_again():
    graph = nx.planted_partition_graph(4, 40, 0.4, 0.01, seed=2)
    graph.add_edges_from((200 + i, 201 + i) for i in range(3))
    graph = nx.convert_node_labels_to_integers(graph)
    found = communities(lines_of(graph), len(graph))
    assert np.array_equal(found, communities(lines_of(graph), len(graph)))
    counts = np.bincount(found)
    assert (np.diff(counts) <= 0).all()
    for start in range(0, 160, 40):
        assert len(set(found[start : start + 40].tolist())) == 1
    assert communities(lines_of(nx.empty_graph(3)), 3).tolist() == [0, 1, 2]
    sets = [set(np.flatnonzero(found == i).tolist()) for i in range(found.max() + 1)]
    rival = nx.community.louvain_communities(graph, seed=1, weight=None)
    assert nx.community.modularity(graph, sets) > nx.community.modularity(graph, rival) - 0.02


@pytest.mark.parametrize("layout", ["year", "map"])
def test_nodes_without_a_date_or_a_place_stand_beside_their_neighbours(layout):
    graph = nx.path_graph(40)
    for i in range(0, 20, 3):
        graph.nodes[i].update(year=2000 + i, lat=i, lon=2 * i)
    content = content_of(facts_of(graph))
    places = positions_of(content, ranking(content), layout=layout)
    points = np.array([places.x, places.y]).T
    assert len({tuple(point) for point in points.tolist()}) == 40
    row = content.row
    assert np.linalg.norm(points[row["1"]] - points[row["0"]]) < np.linalg.norm(points[row["0"]] - points[row["18"]])
    undated = [row[str(i)] for i in range(25, 40)]
    assert len(positions_of(content, undated, layout=layout).opening[0]) == 15
