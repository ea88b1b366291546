"""Attendance and ties: worked out by hand, and against a second count in plain Python and networkx."""

from collections import Counter, defaultdict
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import calm, world

from explorer.errors import OptionError
from explorer.explorer import Explorer
from explorer.facts.tables import Facts

SESSIONS = world("sessions")


@st.composite
def gatherings(draw):
    """Draw up to six events on days that may coincide or lack, and who was there, at times in two roles."""
    events = draw(st.lists(st.sampled_from(["", "2010", "2010-05", "2011-01-01", "2012-02-02"]), max_size=6))
    nodes = [{"id": f"meeting:e{n}", "kind": "meeting", "name": f"E{n}", "start": day} for n, day in enumerate(events)]
    parties = [f"state:p{n}" for n in range(5)] + ["organisation:o"]
    nodes += [{"id": party, "kind": party.split(":")[0], "name": party} for party in parties]
    relations = []
    for event in range(len(events)):
        for party, role in draw(
            st.sets(st.tuples(st.sampled_from(parties), st.sampled_from(["member", "observer", "", "hosted"])))
        ):
            hosted = role == "hosted"
            relations.append(
                {"id": f"r{len(relations):03}", "source": party, "relation": role if hosted else "participated_in",
                 "target": f"meeting:e{event}", "role": "" if hosted else role, "basis": "stated"}
            )  # fmt: skip
    return Facts.from_rows(nodes=nodes, relations=relations)


def there(facts):
    found = defaultdict(set)
    for row in facts.relations.itertuples():
        found[row.target].add(row.source)
    return found


def test_attendance_by_hand():
    table = SESSIONS.attendance(body="Group").set_index("id")
    assert table.loc["state:ben", ["events", "of", "streak", "gaps", "presence"]].tolist() == [4, 4, 4, 0, "comm"]
    assert table.loc["state:ana", ["events", "streak", "gaps", "longest_gap", "presence"]].tolist() == [
        2, 1, 1, 2, "m··m"
    ]  # fmt: skip
    assert table.loc["organisation:cid", ["events", "of", "presence"]].tolist() == [2, 2, "--gg"]
    assert table.loc["state:nor", ["events", "of", "roles", "presence"]].tolist() == [1, 1, "host", "---h"]
    assert table.loc["state:ben", "role_changes"] == "observer → member (2011-03-01)"
    assert table.loc["state:ben", "roles"] == "observer|host|chair|member"
    assert table.loc["state:ana", ["first", "last", "first_event", "last_event"]].tolist() == [
        "2010-01-10", "2012-05-05", "meeting:s1", "meeting:s4"
    ]  # fmt: skip
    assert table.loc["state:ana", "sources"] == "doc:world#23|doc:world#24"


def test_who_is_not_mentioned_is_never_called_absent():
    notes = SESSIONS.attendance().attrs["notes"]
    assert "not mentioned" in notes[0] and "does not say that it was absent" in notes[0]
    assert not any("absent" in str(column) for column in SESSIONS.attendance(by="event").columns)


def test_attendance_by_event():
    table = SESSIONS.attendance(by="event", body="Group").set_index("id")
    assert table["new"].tolist() == ["Ana|Ben", "", "Cid", "Nor"]
    assert table["back"].tolist() == ["", "", "", "Ana"]
    assert table["not_mentioned"].tolist() == ["", "Ana", "", ""]


def test_matrix():
    matrix = SESSIONS.attendance(by="matrix", body="Group")
    assert matrix.columns.names == ["start", "event"]
    assert matrix.index.get_level_values("id").tolist() == ["state:ana", "state:ben", "organisation:cid", "state:nor"]
    assert matrix.xs("state:ben", level="id").values.tolist()[0][0] == "observer+host+chair"
    assert matrix.xs("state:ana", level="id").values.tolist() == [["member", "", "", "member"]]


def test_participant_says_that_no_role_is_told_and_is_no_change_of_role():
    lines = ["meeting:a start=2010", "meeting:b start=2011", "meeting:c start=2012", "meeting:d start=2013"]
    roles = {"x": ["member", "participant", "member", "member"], "y": ["participant", "member", "observer", "guest"]}
    lines += [f"state:{who} participated_in meeting:{event} {role}" for who, held in roles.items()
              for event, role in zip("abcd", held, strict=True)]  # fmt: skip
    lines += ["state:x chaired meeting:d chair"]
    table = world("\n".join(lines) + "\n").attendance().set_index("id")
    assert table.loc["state:x", ["role_changes", "presence"]].tolist() == ["", "mpmc"]
    assert table.loc["state:y", "role_changes"] == "member → observer (2012)|observer → guest (2013)"


def test_a_party_is_counted_from_its_joining():
    lines = [f"meeting:{name} start={year}" for name, year in zip("abcd", range(2010, 2014), strict=True)]
    lines += ["body:club", "state:w participated_in meeting:a member", "state:w participated_in meeting:b member"]
    lines += [f"state:x participated_in meeting:{event} member" for event in "cd"]
    lines += ["state:x member_of body:club member 2011/"]
    table = world("\n".join(lines) + "\n")
    facts = table.facts
    facts.relations.loc[facts.relations["relation"] == "member_of", "start"] = "2011"
    rows = Explorer(facts).attendance().set_index("id")
    assert rows.loc["state:x", ["events", "of", "presence"]].tolist() == [2, 3, "-·mm"]
    assert rows.loc["state:w", ["events", "of", "presence"]].tolist() == [2, 4, "mm··"]


def test_an_event_whose_record_lists_nobody_does_not_count():
    tiny = world("meeting:a start=2010\nmeeting:b start=2011\nstate:x participated_in meeting:a member\n")
    assert tiny.attendance()[["events", "of", "presence"]].values.tolist() == [[1, 1, "m"]]


@calm
@given(gatherings())
def test_attendance_against_plain_counting(facts):
    present = there(facts)
    asked = Explorer(facts)
    table = asked.attendance().set_index("id")
    counts = Counter(party for parties in present.values() for party in parties)
    assert table["events"].to_dict() == dict(counts)
    assert table["of"].max(skipna=True) <= len(present) if len(table) else True
    matrix = asked.attendance(by="matrix")
    for (party, _), row in matrix.iterrows():
        assert {event for (_, event), cell in row.items() if cell} == {e for e in present if party in present[e]}
    for party, strip in table["presence"].items():
        assert len(strip) == len(present) and sum(letter not in "·-" for letter in strip) == counts[party]
        assert table.loc[party, "of"] == len(strip.lstrip("-"))


def test_ties_by_hand():
    table = SESSIONS.ties().set_index(["a", "b"])
    ben_and_ana = table.loc[("state:ana", "state:ben")]
    assert ben_and_ana["events"] == 2
    assert ben_and_ana["weight"] == pytest.approx(1 / 1 + 1 / 3, abs=1e-6), "Nor, who hosted, was there too"
    assert ben_and_ana[["first_event", "last_event"]].tolist() == ["meeting:s1", "meeting:s4"]
    cid_and_ana = table.loc[("organisation:cid", "state:ana")]
    assert (cid_and_ana["events"], cid_and_ana["weight"]) == (2, pytest.approx(1 / 1 + 1 / 3, abs=1e-6))
    assert SESSIONS.ties(through="workshop")[["a", "b"]].values.tolist() == [["organisation:cid", "state:ana"]]
    assert SESSIONS.ties(through="Group", kind="state")["events"].tolist() == [2, 1, 1]
    assert SESSIONS.ties(through="Group", kind="state", relations="participated_in")["events"].tolist() == [2]
    assert SESSIONS.ties(role="observer").empty


def test_the_weight_of_a_tie_counts_everyone_present_whatever_is_asked():
    weights = SESSIONS.ties(kind="state", since="2012", relations="participated_in")["weight"].tolist()
    assert weights == [0.5] and SESSIONS.ties(kind="state", since="2012")["weight"].round(4).tolist() == [0.3333] * 3
    assert SESSIONS.ties(role="member", since="2012")["weight"].round(4).tolist() == [0.3333]


def test_ties_by_year_and_by_event():
    years = SESSIONS.ties(by="year", party="Ana")
    assert years[["year", "a", "b", "events"]].values.tolist() == [
        ["2010", "state:ana", "state:ben", 1],
        ["2011", "organisation:cid", "state:ana", 1],
        ["2012", "organisation:cid", "state:ana", 1],
        ["2012", "state:ana", "state:ben", 1],
        ["2012", "state:ana", "state:nor", 1],
    ]
    assert years["sources"].tolist()[0] == "doc:world#23|doc:world#25"
    each = SESSIONS.ties(by="event", party="Ana", kind="state")
    assert each["event"].tolist() == ["meeting:s1", "meeting:s4", "meeting:s4"]
    assert each["sources"].tolist()[:2] == ["doc:world#23|doc:world#25", "doc:world#24|doc:world#28"]


@calm
@given(gatherings())
def test_ties_against_every_pair(facts):
    weights, counts = defaultdict(float), Counter()
    for parties in there(facts).values():
        for pair in combinations(sorted(parties), 2):
            counts[pair] += 1
            weights[pair] += 1 / (len(parties) - 1)
    table = Explorer(facts).ties()
    assert dict(zip(zip(table["a"], table["b"], strict=True), table["events"], strict=True)) == dict(counts)
    for row in table.itertuples():
        assert row.weight == pytest.approx(weights[row.a, row.b], abs=1e-6)
    one = Explorer(facts).ties(party="state:p1")
    pd.testing.assert_frame_equal(
        one.reset_index(drop=True),
        table[(table["a"] == "state:p1") | (table["b"] == "state:p1")].reset_index(drop=True),
    )


@calm
@given(gatherings())
def test_years_and_events_add_up_to_the_pairs(facts):
    asked = Explorer(facts)
    pairs = asked.ties().set_index(["a", "b"])
    for by in ("year", "event"):
        rows = asked.ties(by=by)
        rows["n"] = rows["events"] if by == "year" else 1
        summed = rows.groupby(["a", "b"])[["n", "weight"]].sum()
        assert summed["n"].to_dict() == pairs["events"].to_dict()
        assert summed["weight"].to_dict() == pytest.approx(pairs["weight"].to_dict(), abs=1e-5)


@calm
@given(gatherings())
def test_ties_against_the_projection_of_networkx(facts):
    two_sided = nx.Graph()
    two_sided.add_node("meeting:nowhere")  # networkx wants both sides filled
    for event, parties in there(facts).items():
        two_sided.add_edges_from((party, event) for party in parties)
    parties = {node for node in two_sided if not node.startswith("meeting")}
    projected = nx.bipartite.weighted_projected_graph(two_sided, parties)
    expected = {tuple(sorted((a, b))): weight for a, b, weight in projected.edges(data="weight")}
    table = Explorer(facts).ties()
    assert dict(zip(zip(table["a"], table["b"], strict=True), table["events"], strict=True)) == expected


def test_too_many_pairs_are_refused_with_advice(monkeypatch):
    monkeypatch.setattr("explorer.answers.ties.MOST_PAIRS", 3)
    with pytest.raises(OptionError, match="Narrow it down"):
        SESSIONS.ties()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: SESSIONS.ties(by="decade"), "pair, year, event"),
        (lambda: SESSIONS.attendance(by="year"), "party, event, matrix"),
        (lambda: SESSIONS.ties(role="king"), "member, participant"),
        (lambda: SESSIONS.ties(kind="stat"), "Did you mean state"),
    ],
)
def test_misuse_is_answered_with_what_can_be(ask, message):
    with pytest.raises(OptionError, match=message):
        ask()
