"""The land under a map: its outline, in the payload only where there are places, in the SVG only under a map."""

import json
import re

import networkx as nx
import pytest

from explorer.pictures import draw, facts_of
from explorer.pictures.coast import outline, rings

CITIES = {"Bangkok": (13.75, 100.5), "Canberra": (-35.3, 149.1), "Geneva": (46.2, 6.15), "Suva": (-18.1, 178.4)}


@pytest.fixture(scope="module")
def world():
    graph = nx.path_graph(list(CITIES))
    nx.set_node_attributes(graph, {name: {"lat": lat, "lon": lon} for name, (lat, lon) in CITIES.items()})
    return facts_of(graph)


def inside(x, y, ring):
    """Return whether a ray from the point crosses the ring an odd number of times."""
    ends = zip(ring, [ring[-1], *ring[:-1]], strict=True)
    return sum((ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in ends) % 2


def on_land(lat, lon):
    return any(inside(lon, lat, ring) for ring in rings())


def test_the_outline_tells_land_from_sea_and_no_border_runs_across():
    assert on_land(13.75, 100.5) and on_land(46.2, 6.15) and on_land(-25, 135) and on_land(66, -172)
    assert not on_land(0, -30) and not on_land(-30, 80) and not on_land(40, -170)
    for ring in rings():
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        wide = [y for (a, y), (b, _) in zip(ring, ring[1:], strict=False) if abs(a - b) > 300]
        assert all(y < -80 for y in wide)  # under Antarctica


def test_it_stands_in_pages_of_graphs_with_places_and_takes_little_room(world, tmp_path):
    def held(facts):
        text = draw(facts, title="T").save(tmp_path / "page.html").read_text(encoding="utf-8")
        return json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1]), len(text)

    payload, size = held(world)
    assert payload["map"]["coast"] == outline() and len(payload["map"]["scale"]) == 2
    assert len(outline()) < 0.03 * size
    assert "map" not in held(facts_of(nx.path_graph(4)))[0]


def test_the_svg_draws_it_under_a_map_alone(world):
    told = draw(world, title="T", layout="map").svg()
    assert told.index("evenodd") < told.index("<circle") and told.count("<svg") == 2
    assert "evenodd" not in draw(world, title="T").svg()
