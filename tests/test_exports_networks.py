"""Networks for R, UCINET, Pajek and GML, read back by the tools they are for, with the same numbers."""

import csv
import json
import re
import shutil
import subprocess

import igraph
import networkx as nx
import numpy as np
import pytest

from explorer.errors import FactsError
from explorer.explorer import Explorer, from_graph, load
from explorer.facts.tables import Facts

KARATE = from_graph(nx.karate_club_graph())
WEIGHT = sum(weight for *_, weight in nx.karate_club_graph().edges(data="weight"))
HAS_R = bool(shutil.which("Rscript")) and not subprocess.run(
    ["Rscript", "-e", "library(network); library(sna)"], capture_output=True, check=False
).returncode  # fmt: skip


def cells(path):
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def two_meetings():
    """Return two meetings: the list of the second is whole; Fiji joined between them; Tonga was at neither."""
    nodes = [{"id": f"state:{s}", "kind": "state", "name": s} for s in ("aus", "fji", "nam", "ton")]
    nodes += [
        {"id": f"meeting:{y}", "kind": "meeting", "name": f"{y}", "start": f"{y}-05-01", "complete": c}
        for y, c in ((2010, ""), (2012, "yes"))
    ]
    nodes.append({"id": "body:forum", "kind": "body", "name": "Forum"})
    links = [("aus", "2010"), ("nam", "2010"), ("aus", "2012"), ("fji", "2012")]
    relations = [
        {"id": f"r{n}", "source": f"state:{s}", "relation": "participated_in", "target": f"meeting:{y}"}
        for n, (s, y) in enumerate(links)
    ]
    relations.append(
        {"id": "m", "source": "state:fji", "relation": "member_of", "target": "body:forum", "start": "2011"}
    )
    return Explorer(Facts.from_rows(nodes=nodes, relations=relations))


def test_an_incidence_tells_absent_from_unknown(tmp_path):
    _, notes = two_meetings().export(tmp_path / "m", format="matrix")
    rows = {row[0]: row[1:] for row in cells(tmp_path / "m" / "incidence.csv")}
    assert rows == {
        "": ["2010", "2012"],
        "forum": ["", "0"],
        "aus": ["1", "1"],
        "fji": ["0", "1"],
        "nam": ["1", "0"],
        "ton": ["", "0"],
    }
    assert any("1 of 2 events" in note for note in notes)
    actors = {row[0]: row for row in cells(tmp_path / "m" / "nodes.csv")}
    assert actors["aus"][3] == "AUS" and actors["nam"][3] == "NAM" and "ton" in actors and actors["forum"][3] == ""


def test_waves_have_structural_zeros_before_joining(tmp_path):
    two_meetings().export(tmp_path / "r", format="rsiena")
    first, second = (cells(tmp_path / "r" / f"wave-{year}.csv") for year in (2010, 2012))
    order = first[0][1:]
    assert order == second[0][1:] == [row[0] for row in cells(tmp_path / "r" / "actors.csv")[1:]]
    one = {(row[0], other): cell for row in first[1:] for other, cell in zip(order, row[1:], strict=True)}
    two = {(row[0], other): cell for row in second[1:] for other, cell in zip(order, row[1:], strict=True)}
    assert one["aus", "nam"] == one["nam", "aus"] == "1" and one["aus", "fji"] == one["fji", "ton"] == "10"
    assert one["aus", "ton"] == "" and two["aus", "ton"] == "0" and two["aus", "fji"] == "1"
    assert {one[a, a] for a in order} == {"0"}
    with pytest.raises(FactsError, match="at least two years"):
        KARATE.export(tmp_path / "k", format="rsiena")


@pytest.mark.skipif(not HAS_R, reason="R with the packages network and sna is not here")
def test_r_reads_the_same_numbers(tmp_path):
    KARATE.export(tmp_path / "s", format="statnet")
    KARATE.export(tmp_path / "m", format="matrix")
    KARATE.export(tmp_path / "k.net")
    two_meetings().export(tmp_path / "t", format="statnet")
    two_meetings().export(tmp_path / "r", format="rsiena")
    script = f"""suppressMessages({{library(network); library(sna)}})
    setwd("{tmp_path}/s"); source("read.R")
    cat(network.size(net), network.edgecount(net), sum(net %e% "weight"), is.directed(net), "\\n")
    p <- read.paj("{tmp_path}/k.net"); cat(network.size(p), network.edgecount(p), "\\n")
    m <- as.matrix(read.csv("{tmp_path}/m/adjacency.csv", row.names=1, check.names=FALSE, na.strings=""))
    cat(sum(degree(m, gmode="graph", ignore.eval=FALSE)), "\\n")
    setwd("{tmp_path}/t"); source("read.R"); cat(network.size(net), network.size(met), network.naedgecount(met), "\\n")
    setwd("{tmp_path}/r"); read <- function(n) as.matrix(read.csv(n, row.names=1, check.names=FALSE, na.strings=""))
    w <- array(unlist(lapply(c("wave-2010.csv", "wave-2012.csv"), read)), c(5, 5, 2))
    cat(dim(w), sum(w == 10, na.rm=TRUE), sum(is.na(w)), sum(w == 1, na.rm=TRUE), "\\n")"""
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["34", "78", str(WEIGHT), "FALSE"],
        ["34", "78"],
        [str(2 * WEIGHT)],
        ["7", "7", "2"],
        ["5", "5", "2", "8", "10", "4"],
    ]


ODD = ["size class", 'we"ird', "back\\slash", 'x"]]; quit(status=7); y[["', "été", "1st", "a\nb", "#no", "=sum"]


def odd_columns(folder):
    """Write a graph whose attributes have names that R could take for more than names."""
    graph = nx.DiGraph()
    for at, name in enumerate(("Ann", "Ben")):
        graph.add_node(name, **dict.fromkeys(ODD, at + 0.5))
    graph.add_edge("Ann", "Ben", **dict.fromkeys(ODD, 3))
    from_graph(graph).export(folder, format="statnet")
    return folder


def test_names_of_columns_are_texts_in_the_script(tmp_path):
    script = (odd_columns(tmp_path / "s") / "read.R").read_text("utf-8")
    found = re.findall(r'^(?:edges|nodes)\[\[("(?:[^"\\\n]|\\.)*")\]\] <- as\.numeric\(\w+\[\[\1\]\]\)$', script, re.M)
    assert sorted({json.loads(name).lstrip("'") for name in found}) == sorted(ODD) and len(found) == 2 * len(ODD)
    assert len(script.splitlines()) == 5 + 2 * len(ODD)


@pytest.mark.skipif(not HAS_R, reason="R with the packages network and sna is not here")
def test_r_reads_columns_of_odd_names(tmp_path):
    script = f"""setwd("{odd_columns(tmp_path / "s")}"); source("read.R", encoding="UTF-8")
    cat(network::network.size(net), network::network.edgecount(net), sum(sapply(nodes, is.numeric)), "\\n")
    cat(sapply(edges, class), "\\n")"""
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    size, sorts = done.stdout.splitlines()
    assert size.split() == ["2", "1", str(len(ODD))] and sorts.split().count("numeric") == len(ODD)


def test_igraph_and_networkx_read_gml_pajek_and_dl(tmp_path):
    KARATE.export(tmp_path / "k.gml")
    KARATE.export(tmp_path / "k.net")
    KARATE.export(tmp_path / "u", format="ucinet")
    read = igraph.Graph.Read_GML(str(tmp_path / "k.gml")), igraph.Graph.Read_Pajek(str(tmp_path / "k.net"))
    assert [(g.is_directed(), g.vcount(), g.ecount(), sum(g.es["weight"])) for g in read] == [
        (False, 34, 78, WEIGHT)
    ] * 2
    other = igraph.Graph.Read_DL(str(tmp_path / "u" / "network.dl"))
    assert (other.vcount(), other.ecount(), sum(other.es["weight"])) == (34, 156, 2 * WEIGHT)
    for graph in (nx.read_gml(tmp_path / "k.gml"), nx.read_pajek(tmp_path / "k.net")):
        assert not graph.is_directed() and graph.size("weight") == WEIGHT and len(graph) == 34
    head, *rows = cells(_matrix(tmp_path))
    order = [int(name) for name in head[1:]]
    matrix = np.array([row[1:] for row in rows], dtype=float)
    assert np.allclose(matrix, nx.to_numpy_array(nx.karate_club_graph(), nodelist=order))


def _matrix(folder):
    KARATE.export(folder / "m", format="matrix")
    return folder / "m" / "adjacency.csv"


@pytest.mark.parametrize("name", ["x.gml", "x.net", "u", "m"])
def test_we_read_back_what_was_written(tmp_path, name):
    KARATE.export(tmp_path / name, format={"u": "ucinet", "m": "matrix"}.get(name, ""))
    file = {"u": "u/network.dl", "m": "m/adjacency.csv"}.get(name, name)
    back = load(tmp_path / file)
    times = 2 if name == "u" else 1
    assert len(back.facts.nodes) == 34 and back.facts.relations["weight"].astype(float).sum() == times * WEIGHT
    if name == "x.gml":
        assert back.facts.equals(KARATE.facts)
