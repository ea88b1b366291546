"""Edge lists and matrices: what the first line is, what networkx writes, what is said of direction and weight."""

import json

import networkx as nx
import pytest
from test_foreign_graphs import opened_as

from explorer.errors import FactsError
from explorer.explorer import load

UNSAID = "Edges of which the file does not say whether they have a direction"


def ties(opened, *more):
    return opened.facts.relations[["source", "target", *more]].values.tolist()


def told(opened, start):
    return [note for note in opened.notes if note.startswith(start)]


@pytest.mark.parametrize("make", [nx.Graph, nx.DiGraph, nx.MultiDiGraph])
@pytest.mark.parametrize("mark", [" ", "\t", ",", ";"])
@pytest.mark.parametrize("said", [{"weight": 3, "color": "red, dark"}, {"tags": ["a", {"b": None}], "ok": True}, {}])
def test_what_networkx_writes_is_read_as_networkx_reads_it(tmp_path, make, mark, said):
    graph = make([("Weir", "Lock", said), ("Lock", "Quay", {}), ("Quay", "Quay", said)])
    nx.write_edgelist(graph, tmp_path / "x.edgelist", delimiter=mark)
    theirs = nx.read_edgelist(tmp_path / "x.edgelist", delimiter=mark, create_using=nx.MultiDiGraph)
    opened = load(tmp_path / "x.edgelist")
    assert ties(opened) == [list(edge) for edge in theirs.edges()]
    assert set(opened.facts.nodes["id"]) == set(theirs)
    columns = opened.facts.relations.columns
    assert {"weight", "tags", "ok", "color"} & set(columns) == set(said) and not {"{}", "data"} & set(columns)
    if "weight" in said:
        assert opened.facts.relations[["weight", "color"]].values.tolist()[0] == ["3", "red, dark"]
    assert told(opened, UNSAID)[0].endswith(": 3.")


def test_names_with_blanks_and_odd_values_of_networkx(tmp_path):
    graph = nx.Graph([("Old Weir", "Lock", {"weight": 2}), ("Lock", "Quay", {"when": float("nan")})])
    nx.write_edgelist(graph, tmp_path / "x.edgelist", delimiter="\t")
    opened = load(tmp_path / "x.edgelist")
    assert ties(opened, "weight", "data") == [["Old Weir", "Lock", "2", ""], ["Lock", "Quay", "", "{'when': nan}"]]
    assert told(opened, "Attributes that are no plain values")
    nx.write_edgelist(graph, tmp_path / "x.edgelist")
    with pytest.raises(FactsError, match="'Old Weir Lock' is no pair of names.* delimiter="):
        load(tmp_path / "x.edgelist")


@pytest.mark.parametrize("name", ["x.edgelist", "x.edges", "x.ncol", "x.csv"])
@pytest.mark.parametrize("lines", ["1 2\n2 3\n", "Weir Lock\nLock Quay\n", "1 2 3\n2 3 1\n3 1 2\n", "Weir Lock\n"])
def test_a_short_list_of_edges_is_no_matrix(tmp_path, name, lines):
    opened = opened_as(tmp_path, name, lines)
    assert ties(opened) == [line.split()[:2] for line in lines.splitlines()]
    assert not told(opened, "Read as a matrix") and told(opened, "Read without a head")


@pytest.mark.parametrize("corner", ["", "lakes"])
@pytest.mark.parametrize(("square", "down"), [(True, ["1", "2"]), (True, ["Weir", "Lock"]), (False, ["Weir", "Lock"])])
def test_a_reading_as_a_matrix_is_told(tmp_path, corner, square, down):
    across = down if square else ["Ann", "Bob"]
    if corner and not square:
        return  # names that differ are known by the empty corner alone
    opened = opened_as(tmp_path, "x.csv", f"{','.join([corner, *across])}\n{down[0]},0,2\n{down[1]},0,NA\n")
    assert ties(opened, "weight") == [[down[0], across[1], "2"]]
    assert told(opened, "Read as a matrix: 2 names down, 2 across") and not told(opened, UNSAID)
    assert told(opened, "Cells that are empty or NA")[0].endswith(": 1.")


HEADS = {
    "Node1,Node2,Interaction_weight": "weight",
    "character_1,character_2,n": "weight",
    "V1,V2,V3": "weight",
    "Person A,Person B,frequency": "weight",
    "exporter,importer,value": "weight",
    "from,to,Weight": "weight",
    "source,target,hours": "hours",
    "hunter,hunted,hours": "hours",
    "hunter,hunted,count": "weight",
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_heads_of_lists_are_known(tmp_path, head, mark):
    lines = f"{head}\nWeir,Lock,3\nLock,Quay,1.5\n".replace(",", mark)
    opened = opened_as(tmp_path, "x.csv", lines)
    assert ties(opened, HEADS[head]) == [["Weir", "Lock", "3"], ["Lock", "Quay", "1.5"]]
    plain = head.split(",")[0] in ("from", "source")
    assert bool(told(opened, "Ends of the edges taken from the columns")) is not plain
    assert told(opened, UNSAID)[0].endswith(": 2.")


@pytest.mark.parametrize(
    "lines",
    ["n1,n2\nn2,n3\n", "node1,node2\nnode3,node4\n", "node1,node2,7\nnode2,node3,8\n", "i,j\nj,k\n",
     "Weir,Lock,2\nLock,Quay,3\n", "Weir,Lock\nLock,Quay\n", "7,8\n8,9\n", "v1,v2,v3\nv2,v3,v1\n",
     "from,Weir\nLock,Quay\n"],
)  # fmt: skip
def test_names_that_look_like_heads_are_nodes(tmp_path, lines):
    opened = opened_as(tmp_path, "x.csv", lines)
    assert ties(opened) == [line.split(",")[:2] for line in lines.splitlines()]
    assert told(opened, "Read without a head")


@pytest.mark.parametrize("head", ["Relationship", "connection", "tie_type", "Interaction", "TYPE"])
def test_what_joins_the_ends_is_their_relation(tmp_path, head):
    opened = opened_as(tmp_path, "x.csv", f"giver,taker,{head}\nWeir,Lock,feeds\nLock,Quay,drains\n".replace("giver,taker", "source,target"))  # fmt: skip
    assert ties(opened, "relation") == [["Weir", "Lock", "feeds"], ["Lock", "Quay", "drains"]]
    data = {"nodes": [{"id": "a"}, {"id": "b"}], "links": [{"source": "a", "target": "b", head: "feeds"}]}
    assert ties(opened_as(tmp_path, "x.json", json.dumps(data)), "relation") == [["a", "b", "feeds"]]


def test_a_weight_that_is_no_number_or_stands_beside_another_is_none(tmp_path):
    opened = opened_as(tmp_path, "x.csv", "source,target,value,count\nWeir,Lock,high,3\nLock,Quay,low,NA\n")
    assert ties(opened, "value", "weight") == [["Weir", "Lock", "high", "3"], ["Lock", "Quay", "low", "NA"]]
    opened = opened_as(tmp_path, "x.csv", "source,target,count,weight\nWeir,Lock,9,3\n")
    assert ties(opened, "count", "weight") == [["Weir", "Lock", "9", "3"]]


@pytest.mark.parametrize(("head", "cell", "loose"), [("Type", "Undirected", "true"), ("directed", "yes", ""), ("undirected", "true", "true")])  # fmt: skip
def test_a_direction_that_is_said_is_not_told(tmp_path, head, cell, loose):
    opened = opened_as(tmp_path, "x.csv", f"source,target,{head}\nWeir,Lock,{cell}\n")
    assert not told(opened, UNSAID)
    assert opened.facts.relations.iloc[0].get("undirected", "") == loose


def test_what_is_true_of_the_whole_file_is_not_counted(tmp_path):
    assert told(opened_as(tmp_path, "x.csv", "Id,Label\n1,Weir\n"), "A table of nodes alone")[0].endswith("file.")
    links = [{"source": "a", "target": end} for end in "bcd"]
    assert told(opened_as(tmp_path, "x.json", json.dumps(links)), UNSAID)[0].endswith("all have one: 3.")
