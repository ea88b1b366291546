"""Ties against chance: the facts known of it, its reference, and sentences that follow the selection."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyworld import world

import explorer
from explorer.answers.chance import Grid, chance, corrected, grid, probabilities
from explorer.answers.presence import presence
from explorer.errors import OptionError


def davis():
    graph = nx.davis_southern_women_graph()
    there = nx.bipartite.biadjacency_matrix(graph, graph.graph["top"], graph.graph["bottom"]).toarray().astype(bool)
    return Grid(np.arange(len(there)), there, np.ones_like(there))


def drawn(seed, shape=(12, 30)):
    random = np.random.default_rng(seed)
    there = random.random(shape) < random.uniform(0.05, 0.7, shape[0])[:, None]
    there = there[there.any(axis=1)][:, there.any(axis=0)]
    return Grid(np.arange(len(there)), there, np.ones_like(there))


def shipped():
    return grid(presence(explorer.load().index, {"relations": "participated_in"}, kind="state"))


def plainly(cell, a, b, shared):
    """Return the chance of as many shared events or more, event by event."""
    mass = np.zeros(cell.shape[1] + 2)
    mass[0] = 1
    for met in cell[a] * cell[b]:
        mass[1:] = mass[1:] * (1 - met) + mass[:-1] * met
        mass[0] *= 1 - met
    return mass[shared:].sum()


def test_davis_women_met_no_more_than_chance_has_it():
    made = chance(davis(), "sdsm")
    assert len(made.q) == 153 and (made.q <= 0.05).sum() == 0
    assert made.p_more.min() == pytest.approx(0.0884, abs=5e-5)


def test_of_the_shipped_states_none_met_more_than_chance():
    bali = explorer.load()
    table = bali.ties(kind="state", chance="sdsm", relations="participated_in")
    note = table.attrs["notes"][0]
    assert note.startswith("Of 820 pairs (those that never met included) 0 met more often than chance at q 0.05")
    assert "Smallest p: Cambodia and Papua New Guinea, 4 against 1.5 expected" in note
    assert (table["q"] > 0.05).all() and np.allclose(table["events"] / table["expected"], table["lift"], rtol=1e-4)


@pytest.mark.parametrize("cells", [davis(), shipped(), drawn(1), drawn(2, (40, 20))], ids=["davis", "bali", "a", "b"])
def test_the_model_is_that_of_bicm(cells):
    bicm = pytest.importorskip("bicm")
    cells = Grid(cells.rows, cells.there, np.ones_like(cells.there))
    graph = bicm.BipartiteGraph()
    graph.set_biadjacency_matrix(cells.there.astype(int))
    graph.solve_tool(verbose=False)
    assert np.abs(graph.get_bicm_matrix() - probabilities(cells)).max() < 1e-6


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.booleans())
def test_all_sums_are_kept_on_average_and_the_tails_are_exact(seed, late):
    cells = drawn(seed)
    if late:  # parties that joined at some time before they first came
        first = np.random.default_rng(seed).integers(0, cells.there.argmax(axis=1) + 1)
        cells = Grid(cells.rows, cells.there, np.arange(cells.there.shape[1]) >= first[:, None])
    cell = probabilities(cells)
    assert not cell[~cells.open].any()
    assert np.abs(cell.sum(axis=1) - cells.there.sum(axis=1)).max() < 1e-6
    assert np.abs(cell.sum(axis=0) - cells.there.sum(axis=0)).max() < 1e-6
    made = chance(cells, "sdsm")
    for at in range(0, len(made.a), 7):
        a, b, shared = int(made.a[at]), int(made.b[at]), int(made.shared[at])
        assert shared == (cells.there[a] & cells.there[b]).sum()
        assert made.p_more[at] == pytest.approx(plainly(cell, a, b, shared), abs=1e-9)
        assert made.p_less[at] == pytest.approx(1 - plainly(cell, a, b, shared + 1), abs=1e-9)
        assert made.expected[at] == pytest.approx((cell[a] * cell[b]).sum(), abs=1e-9)


def test_drawn_matrices_keep_every_sum_and_every_cell_that_could_not_be(monkeypatch):
    cells = drawn(3)
    late = Grid(cells.rows, cells.there, np.arange(cells.there.shape[1]) >= cells.there.argmax(axis=1)[:, None])
    seen = []
    from explorer.answers import chance as module

    real = module._trade

    def watched(rows, free, *rest):
        real(rows, free, *rest)
        seen.append(
            [len(row) for row in rows] == late.there.sum(axis=1).tolist()
            and [sum(e in row for row in rows) for e in range(late.there.shape[1])] == late.there.sum(axis=0).tolist()
            and all(row <= open_ for row, open_ in zip(rows, free, strict=True))
        )

    monkeypatch.setattr(module, "_trade", watched)
    one = chance(late, "fdsm", samples=5)
    assert seen and all(seen)
    monkeypatch.setattr(module, "_trade", real)
    assert (chance(late, "fdsm", samples=5).p_more == one.p_more).all(), "the same seed draws the same"


def test_both_models_agree_in_the_main():
    cells = davis()
    soft, hard = chance(cells, "sdsm"), chance(cells, "fdsm", samples=300)
    assert np.corrcoef(soft.p_more, hard.p_more)[0, 1] > 0.95 and np.abs(soft.expected - hard.expected).max() < 0.7


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_is_that_of_scipy(values):
    stats = pytest.importorskip("scipy.stats")
    p = np.array(values)
    assert np.allclose(corrected(p), stats.false_discovery_control(p))


def clique():
    """Return a world in which two states met at eight small workshops, others at as many in ever new pairs."""
    lines = [f"meeting:p{n} start=20{10 + n}" for n in range(4)]
    lines += [f"workshop:w{n} start={2000 + n}" for n in range(40)]
    lines += [f"state:s{s} participated_in meeting:p{n} member" for s in range(2, 12) for n in range(4) if (s + n) % 3]
    others = [(a, b) for a in range(2, 12) for b in range(a + 1, 12)][::2]
    lines += [f"state:s{s} participated_in workshop:w{n} member" for n in range(40)
              for s in ((0, 1) if n < 8 else others[n % len(others)])]  # fmt: skip
    return world("\n".join(lines) + "\n")


def test_the_sentence_follows_the_selection():
    asked = clique()
    table = asked.ties(chance="sdsm")
    assert "1 met more often than chance" in table.attrs["notes"][0] and "S0 and S1, " in table.attrs["notes"][0]
    top = table.set_index(["a", "b"]).loc[("state:s0", "state:s1")]
    assert top.q < 0.05 and top.lift > 1
    plenaries = asked.ties(chance="sdsm", kinds="meeting")
    assert " 0 met more often than chance" in plenaries.attrs["notes"][0]
    assert "on average (SDSM)" in plenaries.attrs["notes"][0]
    assert "not tested" in asked.ties().attrs["notes"][0]
    with pytest.raises(OptionError, match="chance is told of pairs"):
        asked.ties(chance="sdsm", by="year")


def test_the_backbone_is_a_graph_that_can_be_drawn_and_exported(tmp_path):
    found = clique().backbone(to=tmp_path / "backbone.graphml")
    ends = found.facts.relations[["source", "target"]].values.tolist()
    assert ends == [["state:s0", "state:s1"]] and len(found.facts.nodes) == 12
    assert explorer.load(tmp_path / "backbone.graphml").facts.relations[["source", "target"]].values.tolist() == ends
    assert "S0" in found.draw().html
    assert not len(clique().backbone(kinds="meeting").facts.relations)
