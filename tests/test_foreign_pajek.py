"""Pajek projects: one network of several, its partitions and vectors, relations by number, files from before UTF-8."""

import pytest
from test_foreign_graphs import opened_as

from explorer.errors import FactsError
from explorer.explorer import load

WEIRS = '*Vertices 3\n1 "Weir"\n2 "Lock"\n3 "Quay"\n'
TIES = {
    "arcs": "*Arcs\n1 2 4\n2 3 1\n",
    "edges": "*Edges\n1 2 4\n2 3\n",
    "arcslist": "*Arcslist\n1 2\n2 3\n",
    "matrix": "*Matrix\n0 4 0\n0 0 1\n0 0 0\n",
}
OTHER = '*Vertices 4\n1 "Dam"\n2 "Mill"\n3 "Pier"\n4 "Ford"\n'
MORE = {"arcs": "*Arcs\n1 4 9\n3 4 9\n", "matrix": "*Matrix\n0 0 0 9\n9 0 0 0\n0 9 0 0\n0 0 9 0\n", "none": ""}


def pairs(opened):
    return opened.facts.relations[["source", "target"]].values.tolist()


@pytest.mark.parametrize("more", MORE)
@pytest.mark.parametrize("ties", TIES)
@pytest.mark.parametrize("heads", [("*Network Canals\n", "*Network Rivers\n"), ("", "")])
def test_only_the_first_network_of_several_is_read(tmp_path, heads, ties, more):
    content = heads[0] + WEIRS + TIES[ties] + heads[1] + OTHER + MORE[more] + heads[1] + WEIRS + TIES[ties]
    opened = opened_as(tmp_path, "x.paj", content)
    assert opened.facts.nodes["name"].tolist() == ["Weir", "Lock", "Quay"]
    assert pairs(opened) == [["1", "2"], ["2", "3"]]
    (told,) = (note for note in opened.notes if note.startswith("Networks after the first"))
    assert ": 2 (" in told and ("'Rivers'" in told if heads[0] else f"'line {content[: content.index(OTHER)].count(chr(10)) + 1}'" in told)  # fmt: skip


PARTITION, VECTOR = "*Partition banks.clu\n*Vertices 3\n2\n1\n2\n", "*Vector depth\n*Vertices 3\n1.50\n0\n7\n"


@pytest.mark.parametrize("before", [True, False])
def test_partitions_and_vectors_are_said_of_the_vertices(tmp_path, before):
    network = "*Network Canals\n" + WEIRS + TIES["arcs"]
    order = (PARTITION, network, VECTOR) if before else (network, VECTOR, "*Network Rivers\n", OTHER, PARTITION)
    opened = opened_as(tmp_path, "x.paj", "% saved\n" + "".join(order))
    assert opened.facts.nodes[["banks", "depth"]].values.tolist() == [["2", "1.5"], ["1", "0"], ["2", "7"]]
    assert pairs(opened) == [["1", "2"], ["2", "3"]]


def test_partitions_that_do_not_fit_are_told(tmp_path):
    content = WEIRS + TIES["arcs"] + "*Partition of two\n*Vertices 2\n1\n2\n*Vector short\n*Vertices 3\n4\n"
    content += "*Permutation p\n*Vertices 3\n3\n2\n1\n*Partition name\n*Vertices 3\n5\n6\n7\n*Partition\n*Vertices 3\n1\n1\n2\n"
    opened = opened_as(tmp_path, "x.paj", content)
    told = " ".join(opened.notes)
    assert "'partition of two: 2, not 3', 'vector short: 1, not 3'" in told and "'*Permutation p'" in told
    assert opened.facts.nodes["name"].tolist() == ["Weir", "Lock", "Quay"]
    assert opened.facts.nodes[["name (partition)", "partition"]].values.tolist() == [["5", "1"], ["6", "1"], ["7", "2"]]
    with pytest.raises(FactsError, match="partitions or vectors alone"):
        opened_as(tmp_path, "y.paj", PARTITION)


@pytest.mark.parametrize("head", ['*Edges :1 "barge"\n*Edges :12 "rail"\n*Edges\n', "*Edges\n"])
def test_a_line_of_a_tie_may_begin_with_the_number_of_its_relation(tmp_path, head):
    opened = opened_as(tmp_path, "x.net", WEIRS + head + "1: 1 2 4\n12: 2 3\n12:1 3 2\n1 3\n")
    named = ("barge", "rail") if "barge" in head else ("1", "12")
    relations = opened.facts.relations
    assert relations["relation"].tolist() == [named[0], named[1], named[1], "linked_to"]
    assert pairs(opened) == [["1", "2"], ["2", "3"], ["1", "3"], ["1", "3"]]
    assert relations["weight"].tolist() == ["4", "", "2", ""]


def test_each_matrix_of_a_network_is_a_relation(tmp_path):
    content = WEIRS + '*Matrix :1 "barge"\n0 1 0\n0 0 0\n0 0 0\n*Matrix :2\n0 0 0\n0 0 3\n0 0 0\n'
    relations = opened_as(tmp_path, "x.net", content).facts.relations
    assert relations[["relation", "source", "target"]].values.tolist() == [["barge", "1", "2"], ["2", "2", "3"]]


@pytest.mark.parametrize("name", ["x.net", "x.gml", "x.csv", "x.dl"])
def test_letters_of_windows_are_read_and_told(tmp_path, name):
    content = {
        "x.net": '*Vertices 2\n1 "Jørn Müller"\n2 "Weir"\n*Arcs\n1 2\n',
        "x.gml": 'graph [ node [ id 1 label "Jørn Müller" ] node [ id 2 ] edge [ source 1 target 2 ] ]',
        "x.csv": "source,target\nJørn Müller,Weir\n",
        "x.dl": 'DL n=2 format=edgelist1\nlabels:\n"Jørn Müller" Weir\ndata:\n1 2\n',
    }[name]
    (tmp_path / name).write_bytes(content.encode("cp1252"))
    opened = load(tmp_path / name)
    assert "Jørn Müller" in opened.facts.nodes["name"].tolist()
    (told,) = (note for note in opened.notes if "Windows-1252" in note)
    assert ": 2 ('Jørn', 'Müller')" in told
    assert not any("Windows" in note for note in opened_as(tmp_path, name, content).notes)
    (tmp_path / name).write_bytes(content.encode("cp1252").replace(b"\xfc", b"\x81"))  # that is no letter there either
    with pytest.raises(FactsError, match="not UTF-8"):
        load(tmp_path / name)
