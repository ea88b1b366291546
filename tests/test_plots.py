"""What is drawn of an answer is what stands in it."""

import re

import pandas as pd
import pytest

import explorer
from explorer.errors import MissingExtra, OptionError

matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra: plot)")


@pytest.fixture(autouse=True)
def closed():
    matplotlib.use("Agg")
    yield
    matplotlib.pyplot.close("all")


@pytest.fixture(scope="module")
def lakes():
    return explorer.load("lakes")


def heights(ax):
    return sum(patch.get_height() for patch in ax.patches)


def test_ties_are_a_matrix_of_the_events_shared(lakes):
    ties = lakes.ties()
    ax = ties.plot()
    cells = pd.DataFrame(ax.images[0].get_array().filled(0)).to_numpy()
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert set(names) == {*ties.a_name, *ties.b_name} and (cells == cells.T).all()
    for tie in ties.itertuples():
        assert cells[names.index(tie.a_name), names.index(tie.b_name)] == tie.events


def test_ties_by_year_are_lines(lakes):
    ties = lakes.ties(by="year")
    ax = ties.plot()
    line = ax.lines[0]
    a, b = line.get_label().split(" – ")
    rows = ties[(ties.a_name == a) & (ties.b_name == b)]
    assert sum(line.get_ydata()) == rows.events.sum()


def test_attendance_is_a_mark_for_each_presence(lakes):
    there = lakes.attendance()
    ax = there.plot()
    assert sum(len(marks.get_offsets()) for marks in ax.collections) == there.events.sum()
    assert [label.get_text() for label in ax.get_yticklabels()] == there.name.tolist()
    assert heights(lakes.attendance(by="event").plot()) == lakes.attendance(by="event").participants.sum()


@pytest.mark.parametrize(("question", "day"), [("timeline", "start"), ("commitments", "since")])
def test_what_is_dated_stands_in_its_year(question, day):
    answer = getattr(explorer.load(), question)()
    ax = answer.plot()
    dated = answer[answer[day].str.match(r"\d{4}")]
    assert heights(ax) == len(dated)
    assert int(re.search(r"\((\d+) undated", ax.get_title())[1]) == len(answer) - len(dated) > 0


def test_a_summary_of_commitments_bears_its_intervals():
    answer = explorer.load().commitments(by="body")
    ax = answer.plot()
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == [
        f"{row.name_} ({row.at_risk})" for row in answer.rename(columns={"name": "name_"}).itertuples() if row.at_risk
    ]
    drawn = [bar.lines[0].get_xdata().tolist() for bar in ax.containers]
    assert drawn[0] == pytest.approx(answer[answer.at_risk > 0].within_1_year.astype(float).tolist(), nan_ok=True)


def test_own_axes_are_given_back_and_the_rest_is_pandas(lakes):
    ax = matplotlib.pyplot.subplots()[1]
    ties = lakes.ties()
    assert ties.plot(ax=ax) is ax
    assert ties.plot.barh(x="a_name", y="events").get_title() == ""
    assert ties.plot(x="a_name", y="weight").get_title() == ""
    assert len(ties.head(2).plot.scatter(x="events", y="weight").collections) == 1


def test_what_cannot_be_drawn_says_so(lakes, monkeypatch):
    with pytest.raises(OptionError, match="meetings.. has no plot of its own. ties, attendance"):
        lakes.meetings().plot()
    with pytest.raises(OptionError, match="0 rows. There is nothing to draw"):
        lakes.ties(since=2090).plot()
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"relationship-explorer\[plot\]"):
        lakes.ties().plot()
