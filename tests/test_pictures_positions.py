"""Positions: whole numbers, the same everywhere, apart from each other, in time order."""

import os
import subprocess
import sys

import numpy as np
import pytest
from smallworld import small_world

from explorer.errors import OptionError
from explorer.facts.tables import Facts
from explorer.pictures.content import content_of
from explorer.pictures.layouts.lines import Lines, components
from explorer.pictures.positions import Places, positions_of
from explorer.pictures.relevance import distances, first_drawn, ranking


def plain(nodes, relations=()):
    return content_of(
        Facts.from_rows(
            nodes=[
                {"id": f"n{i:05d}", "kind": "state", "name": f"Node {i}"}
                | ({"kind": "meeting", "start": nodes[i]} if isinstance(nodes, list) and nodes[i] else {})
                for i in range(len(nodes) if isinstance(nodes, list) else nodes)
            ],
            relations=[
                {"id": f"e{k:05d}", "source": f"n{a:05d}", "relation": "concerns", "target": f"n{b:05d}"}
                for k, (a, b) in enumerate(relations)
            ],
        )
    )


def placed(content, first=None, given=None):
    places = positions_of(content, first if first is not None else ranking(content), given)
    return np.array([places.x, places.y]).T


def test_every_node_has_a_place_of_its_own_in_whole_numbers():
    content = content_of(small_world())
    places = positions_of(content, ranking(content))
    assert all(type(value) is int for value in (*places.x, *places.y))
    assert len(set(zip(places.x, places.y, strict=True))) == content.size


def test_no_label_covers_another_in_the_small_world():
    content = content_of(small_world())
    points = placed(content)
    for i in range(content.size):
        for j in range(i):
            across, down = abs(points[i] - points[j])
            assert across > 40 or down > 20, (content.nodes["id"][i], content.nodes["id"][j])


def test_empty_single_and_unrelated():
    assert positions_of(plain(0), []) == Places([], [])
    assert len(placed(plain(1))) == 1
    points = placed(plain(30))
    assert len({tuple(point) for point in points.tolist()}) == 30


def test_by_year_events_run_from_left_to_right():
    dates = [f"20{year:02d}-05-01" for year in range(2, 22)]
    hub = len(dates)
    content = plain([*dates, ""], [(i, hub) for i in range(hub)])
    across = np.array(positions_of(content, ranking(content), layout="year").x)[:hub]
    order = np.argsort(across)
    assert np.corrcoef(order, np.arange(hub))[0, 1] > 0.95


def test_components_do_not_overlap():
    ring = [(i, (i + 1) % 10) for i in range(10)]
    content = plain(20, [*ring, *((a + 10, b + 10) for a, b in ring)])
    points = placed(content)
    one, other = points[:10], points[10:]
    assert any(
        one[:, axis].max() < other[:, axis].min() or other[:, axis].max() < one[:, axis].min() for axis in (0, 1)
    )


def test_components_are_found_in_long_chains():
    lines = Lines.between(list(range(999)), list(range(1, 1000)))
    assert set(components(lines, 1001).tolist()) == {0, 1000}


def test_given_positions_are_kept_and_the_rest_stands_around_them():
    content = plain(4, [(0, 1), (1, 2), (2, 3)])
    points = placed(content, given={"n00000": (-500, 40), "n00001": (700.4, 0), "elsewhere": (0, 0)})
    assert points[0].tolist() == [-500, 40]
    assert points[1].tolist() == [700, 0]
    assert len({tuple(point) for point in points.tolist()}) == 4


@pytest.mark.parametrize("point", [(float("nan"), 0), (0, float("inf")), (1e12, 0), (1,), (1, 2, 3), "ab", None])
def test_impossible_positions_are_refused(point):
    with pytest.raises(OptionError, match="n00000"):
        positions_of(plain(1), [0], {"n00000": point})


def test_small_positions_as_layout_functions_give_them_are_spread_out():
    given = {"n00000": (-1.0, 0.0), "n00001": (1.0, 0.0), "n00002": (0.0, 0.7)}
    points = placed(plain(3, [(0, 1)]), given=given)
    assert np.ptp(points[:, 0]) > 100


def test_a_large_graph_has_each_node_in_a_place_of_its_own():
    size = 20_000
    relations = [(i, (i * 7919 + k * 131) % 300) for i in range(300, size) for k in range(4)]
    content = plain(size, relations)
    first = first_drawn(content, ranking(content), 300)
    points = placed(content, first)
    assert len({tuple(point) for point in points.tolist()}) > 0.9 * size


def test_what_is_drawn_first_hangs_together():
    content = plain(50, [(0, i) for i in range(1, 20)] + [(i, i + 1) for i in range(20, 49)])
    first = first_drawn(content, ranking(content), 10)
    assert first[0] == 0
    assert len(first) == 10
    assert all(any(other in first for other in content.neighbours[row]) for row in first)


def test_fewer_are_drawn_where_relations_are_many():
    crowd = [(a, b) for a in range(41) for b in range(a)]
    content = plain(41, crowd)
    first = first_drawn(content, ranking(content), 40)
    assert 10 <= len(first) < 40


def test_where_relations_are_too_many_no_other_part_is_begun():
    crowd = [(a, b) for a in range(41) for b in range(a)]
    content = plain(101, [*crowd, *((a, a + 1) for a in range(41, 101, 2))])
    first = first_drawn(content, ranking(content), 40)
    assert first and max(first) < 41


def test_a_graph_that_can_be_seen_whole_is_drawn_whole():
    crowd = [(a, b) for a in range(40) for b in range(a)]
    content = plain(40, crowd)
    assert len(first_drawn(content, ranking(content), 40)) == 40
    assert len(first_drawn(content, ranking(content), 300)) == 40


def test_the_focus_comes_first_then_what_is_near_it():
    content = plain(30, [(i, i + 1) for i in range(29)])
    first = first_drawn(content, ranking(content), 7, focus=[15])
    assert first[0] == 15
    assert sorted(first) == list(range(12, 19))
    assert distances(content, [15])[0] == 15


SCRIPT = (
    "import sys; sys.path.insert(0, 'tests')\n"
    "from smallworld import small_world\n"
    "from explorer.pictures.content import content_of\n"
    "from explorer.pictures.positions import positions_of\n"
    "content = content_of(small_world())\n"
    "print(positions_of(content, list(range(9))))"
)


def test_the_same_places_under_other_seeds_zones_and_locales():
    outs = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("77", "Asia/Kathmandu", "C.UTF-8"), ("random", "Pacific/Apia", "C")):
        world = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=world)
        outs.add(done.stdout)
    assert len(outs) == 1
