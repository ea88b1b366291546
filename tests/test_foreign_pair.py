"""A folder with a table of nodes and one of edges is one graph; what does not meet is told."""

import pytest

from explorer.errors import FactsError
from explorer.explorer import load

NODES = "Id,Label,Kind\nn1,Weir,work\nn2,Lock,work\nn3,Ann,person\n"


def folder_of(path, nodes, edges):
    path.mkdir(exist_ok=True)
    (path / "nodes.csv").write_text(nodes, encoding="utf-8")
    (path / "edges.csv").write_text(edges, encoding="utf-8")
    return path


@pytest.mark.parametrize("edges", ["Source,Target,Type,Weight\nn1,n2,Undirected,3\n", "Source;Target;Type;Weight\nn1;n2;Undirected;3\n",
                                   "source_kind,from,to,Type,weight\nmade,n1,n2,Undirected,3\n", "from,to,Type,weight\nWeir,Lock,Undirected,3\n"])  # fmt: skip
def test_nodes_and_edges_of_a_folder_meet(tmp_path, edges):
    opened = load(folder_of(tmp_path / "pair", NODES, edges))
    nodes = opened.facts.nodes
    assert sorted(nodes["name"]) == ["Ann", "Lock", "Weir"] and sorted(nodes["kind"]) == ["person", "work", "work"]
    row = opened.facts.relations.iloc[0]
    names = nodes.set_index("id")["name"]
    assert (names[row["source"]], names[row["target"]], row["weight"], row["undirected"]) == (
        "Weir",
        "Lock",
        "3",
        "true",
    )
    assert any("joined by the column 'Label'" in note if "Weir" in edges else "'Id'" in note for note in opened.notes)


def test_ends_without_a_row_of_their_own_are_told(tmp_path):
    opened = load(folder_of(tmp_path / "pair", NODES, "Source,Target\nn1,n9\n"))
    assert "n9" in opened.facts.nodes["id"].tolist()
    assert any("only as ends of edges, added: 1 ('n9')" in note for note in opened.notes)
    (alone,) = [note for note in load(tmp_path / "pair" / "nodes.csv").notes if "table of nodes alone" in note]
    assert alone.endswith(f"for its edges open the folder {tmp_path / 'pair'}.")


@pytest.mark.parametrize(("nodes", "says"), [("", "is empty"), ("Id,Label\n,Weir\n", "row 2: no Id"), ("Id,Label\na,b,c\n", "3 cells under 2")])  # fmt: skip
def test_nodes_that_cannot_be_read_are_refused_in_one_line(tmp_path, nodes, says):
    with pytest.raises(FactsError, match=says) as caught:
        load(folder_of(tmp_path / "pair", nodes, "Source,Target\na,b\n"))
    assert "\n" not in str(caught.value)
