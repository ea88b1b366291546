"""Participation by period: counts at equal effort, who is new and lost, and a trend that says how sure it is."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import world

import explorer
from explorer.answers.participation import _tau, rarefied


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(1, 5))
def test_rarefied_counts_are_the_mean_over_every_draw(times, effort):
    cells = np.array([[n < t for n in range(5)] for t in times])
    drawn = [cells[:, list(some)].any(axis=1).sum() for some in combinations(range(5), effort)]
    assert rarefied(cells.sum(axis=1), 5, effort) == pytest.approx(np.mean(drawn))


@given(st.lists(st.integers(0, 9), min_size=3, max_size=12))
def test_the_trend_is_kendalls_tau(values):
    stats = pytest.importorskip("scipy.stats")
    theirs = stats.kendalltau(range(len(values)), values).statistic
    assert _tau(np.array(values, dtype=float)) == pytest.approx(0.0 if np.isnan(theirs) else theirs)


def years(growth):
    """Return a world of three meetings a year over eight years, with so many parties each year."""
    lines = [f"meeting:m{y}{n} start={2010 + y}-0{n + 1}" for y in range(8) for n in range(3)]
    for year, many in enumerate(growth):
        lines += [f"state:s{s} participated_in meeting:m{year}{n} member" for s in range(many) for n in range(3)
                  if n == 0 or (s + n) % 2]  # fmt: skip
    return world("\n".join(lines) + "\n")


def test_the_trend_follows_what_is_asked():
    assert "It widened." in years(range(3, 11)).participation().attrs["notes"][0]
    assert "It narrowed." in years(range(11, 3, -1)).participation().attrs["notes"][0]
    assert "Neither widening" in years([5, 6, 5, 6, 5, 6, 5, 6]).participation().attrs["notes"][0]
    assert "no trend can be told" in years(range(3, 11)).participation(until=2012).attrs["notes"][0]
    assert "equal effort (2 events)" in years(range(3, 11)).participation(effort=2).attrs["notes"][0]


def test_new_lost_and_persistent_parties_by_hand():
    lines = [f"meeting:m{n} start={2010 + n}" for n in range(4)]
    there = {0: "ab", 1: "bc", 2: "bc", 3: "bd"}
    lines += [f"state:{who} participated_in meeting:m{n} member" for n, all_ in there.items() for who in all_]
    table = world("\n".join(lines) + "\n").participation()
    assert table["period"].tolist() == ["2010", "2011", "2012", "2013"]
    assert table["new_names"].tolist() == ["A|B", "C", "", "D"] and table["lost_names"].tolist() == ["A", "", "C", ""]
    assert table["lost"].tolist()[:3] == [1, 0, 1] and table["lost"].isna().tolist() == [False] * 3 + [True]
    assert table["persistence"].tolist()[1:] == [0.5, 1.0, 0.5] and table["rarefied"].isna().all()
    two = world("\n".join(lines) + "\n").participation(years=2)
    assert two["period"].tolist() == ["2010–2011", "2012–2013"] and two["parties"].tolist() == [3, 3]
    assert two["rarefied"].tolist() == [3.0, 3.0]


def test_the_shipped_data_are_told_with_their_uncertainty():
    table = explorer.load().participation(kinds="state", years=2)
    assert "Kendall's tau" in table.attrs["notes"][0] and "permutations" in table.attrs["notes"][0]
    rows = table.dropna(subset=["rarefied"])
    assert (rows["rarefied_low"] <= rows["rarefied"]).all() and (rows["rarefied"] <= rows["parties"] + 1e-9).all()
