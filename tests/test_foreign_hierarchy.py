"""Who lies within whom in GEXF: nested, by `pid` and by `parents`; and edges that are kept inside a node."""

import pytest
from test_foreign_graphs import opened_as


def of(inside, default="", more=""):
    said = f' defaultedgetype="{default}"' if default else ""
    return f'<gexf version="1.2"><graph{said}><nodes{more}>{inside}</nodes></graph></gexf>'


def pairs(opened, relation="part_of"):
    table = opened.facts.relations
    return sorted(table[table["relation"] == relation][["source", "target"]].values.tolist())


@pytest.mark.parametrize("zero", [False, True])
def test_a_parent_called_0_is_none_unless_a_node_is_called_so(tmp_path, zero):
    first = '<node id="0" label="Zero"/>' if zero else ""
    opened = opened_as(tmp_path, "x.gexf", of(f'{first}<node id="a" pid="0"/><node id="b" pid="a"/>'))
    assert pairs(opened) == ([["a", "0"]] if zero else []) + [["b", "a"]]
    assert set(opened.facts.nodes["id"]) == {"a", "b", *(["0"] if zero else [])}


def test_several_parents_are_all_kept_each_once(tmp_path):
    inside = (
        '<node id="a"><nodes><node id="c" pid="a"><parents><parent for="a"/><parent for="b"/></parents></node></nodes>'
        '</node><node id="b"/>'
    )
    assert pairs(opened_as(tmp_path, "x.gexf", of(inside))) == [["c", "a"], ["c", "b"]]


@pytest.mark.parametrize(("default", "undirected"), [("directed", ""), ("undirected", "true"), ("", "true")])
def test_edges_inside_a_node_have_the_direction_of_the_whole(tmp_path, default, undirected):
    inside = (
        '<node id="a"><nodes><node id="b"/><node id="c"/></nodes><edges><edge source="b" target="c" label="paid"/></edges>'
        "</node>"
    )
    opened = opened_as(tmp_path, "x.gexf", of(inside, default))
    assert pairs(opened, "paid") == [["b", "c"]]
    row = opened.facts.relations.set_index("relation").loc["paid"]
    assert row.get("undirected", "") == undirected


@pytest.mark.parametrize(("said", "told"), [("2", False), ("3", True), ("many", False), ("", False)])
def test_a_count_that_is_not_kept_is_told(tmp_path, said, told):
    opened = opened_as(tmp_path, "x.gexf", of('<node id="a"/><node id="b"/>', more=f' count="{said}"'))
    assert ("Counts that the file gives" in " ".join(opened.notes)) is told
