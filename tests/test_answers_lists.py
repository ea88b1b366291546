"""Lists worked out by hand on tiny worlds: find, show, neighbours, sources, meetings, participants, timeline, describe."""

import pandas as pd
import pytest
from factsmaker import facts
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import calm, world

from explorer.errors import AmbiguousNode, OptionError, UnknownNode
from explorer.explorer import Explorer
from explorer.facts.tables import Facts
from explorer.graph import to_graph

SESSIONS = world("sessions")
PROMISES = world("promises")


def test_find_takes_ids_names_acronyms_parts_and_says_which():
    found = SESSIONS.find("GRP")
    assert found[["id", "match"]].values.tolist() == [["body:group", "acronym"]]
    assert SESSIONS.find("body:group")["match"].tolist() == ["id"]
    assert SESSIONS.find("oslo")["match"].tolist() == ["name"]
    assert SESSIONS.find("osl")["match"].tolist() == ["part"]
    close = SESSIONS.find("Bregen")
    assert close[["id", "match"]].values.tolist()[0] == ["place:bergen", "close"]
    assert SESSIONS.find("zzzz").empty
    assert SESSIONS.find("oslo", kinds="state").empty


def test_find_names_the_name_of_which_the_text_is_most():
    tiny = world(
        'body:1 name="Ministerial Conference on Smuggling" aliases="Ministerials|The Ministerial Conference"\n'
    )
    row = tiny.find("ministerial").iloc[0]
    assert (row["match"], row["matched"]) == ("part", "Ministerials")
    tiny = world('body:1 name="Ministerials" aliases="Ministerial Conference on Smuggling"\n')
    assert tiny.find("ministerial").iloc[0]["matched"] == "Ministerials"


def test_find_folds_case_accents_hyphens_and_spaces():
    tiny = world('place:1 name="São Tomé–Príncipe" aliases="Saint Thomas|Sao Tomé"\n')
    for text in ("sao tome principe", "SÃO TOMÉ-PRÍNCIPE", "Sa\u0303o  Tome\u0301 Príncipe", "saint\u00a0thomas"):
        assert tiny.find(text)["id"].tolist() == ["place:1"], text


def test_a_name_that_two_nodes_carry_is_answered_with_their_ids():
    two = world("meeting:a name=Forum\nmeeting:b name=Forum\nbody:c name=Council acronym=FOR\nbody:d name=FOR\n")
    with pytest.raises(AmbiguousNode, match="meeting:a, meeting:b"):
        two.show("forum")
    assert two.index.resolve("FOR") == "body:d", "a name counts before an acronym"
    with pytest.raises(UnknownNode, match="Council"):
        two.show("Councel")
    with pytest.raises(KeyError):
        two.show("nobody at all")


def test_neighbours_read_in_the_direction_of_the_node():
    table = SESSIONS.neighbours("Oslo")
    assert table[["reading", "id"]].values.tolist() == [["is in", "state:nor"], ["was the site of", "meeting:s1"]]
    assert table["sources"].tolist() == ["doc:world#20", "doc:world#17"]
    assert SESSIONS.neighbours("Oslo", kinds="event")["id"].tolist() == ["meeting:s1"]
    assert SESSIONS.neighbours("Oslo", relations="located-in")["id"].tolist() == ["state:nor"]
    assert SESSIONS.neighbours("Ben", since="2011", kinds="meeting")["id"].tolist() == ["meeting:s3", "meeting:s4"]


def test_what_links_two_of_the_rim_is_one_step_too_far():
    tiny = world(
        "meeting:m start=2012-06-01\nmeeting:m held_in place:p\nmeeting:m hosted_by state:s\nplace:p located_in state:s\n"
        "topic:t name=Visas\nmeeting:m about topic:t\nstate:far name=Far\nplace:q located_in state:far\n"
    )
    near = ["place:p", "state:s", "topic:t"]
    assert sorted(tiny.neighbours("meeting:m")["id"]) == near
    assert sorted(tiny.neighbours("meeting:m", relations=["held_in", "hosted_by", "about", "located_in"])["id"]) == near
    rim = tiny.neighbours("meeting:m", depth=2)
    assert rim.loc[rim["steps"] == 2, "relation"].tolist() == ["located_in"]


def test_neighbours_go_out_several_steps():
    table = SESSIONS.neighbours("Lima", depth=2)
    assert sorted(set(zip(table["steps"], table["id"], strict=True))) == [
        (1, "state:per"),
        (1, "workshop:w"),
        (2, "organisation:cid"),
        (2, "state:ana"),
        (2, "topic:visas"),
    ]
    assert SESSIONS.neighbours("Lima", depth=0).empty


@calm
@given(facts())
def test_neighbours_are_the_edges_of_the_graph(drawn: Facts):
    graph = to_graph(drawn)
    asked = Explorer(drawn)
    for node in graph:
        table = asked.neighbours(node)
        edges = {key for _, _, key in graph.out_edges(node, keys=True)}
        edges |= {key for _, _, key in graph.in_edges(node, keys=True)}
        assert sorted(table["statement"]) == sorted(edges)
        for row in table.itertuples():
            ends = {graph_ends[2]: graph_ends[:2] for graph_ends in graph.edges(keys=True)}[row.statement]
            assert set(ends) == {node, row.id}


def test_show_cites_every_line():
    table = SESSIONS.show("S1")
    assert (table["sources"] != "").all()
    assert table[table["item"] == "start"]["text"].tolist() == ["2010-01-10"]
    hosts = table[table["item"] == "was hosted by"]
    assert hosts["node"].tolist() == ["state:ben"]
    assert hosts["sources"].tolist() == ["doc:world#33"]


def test_show_tells_how_sources_write_a_name():
    tiny = world('state:vnm name="Viet Nam"\n').facts
    cited = tiny.citations.assign(as_written="Vietnam")
    shown = Explorer(Facts.from_frames(**{**tiny.tables(), "citations": cited})).show("state:vnm")
    assert shown[shown["item"] == "as written"]["text"].tolist() == ["Vietnam"]


def test_sources_quote_the_line_that_says_it():
    table = SESSIONS.sources("Lima")
    assert table["quotation"].tolist() == [
        "workshop:w held_in place:lima", "place:lima located_in state:per", "workshop:w held_in place:lima"
    ]  # fmt: skip
    assert set(table["url"]) == {"https://example.org/world"}
    assert table["says"].iloc[1] == "Lima is in Per."
    statement = SESSIONS.sources("r00001")
    assert statement["quotation"].tolist() == ["body:group part_of body:club"]


def test_meetings_in_order_with_their_counts():
    table = SESSIONS.meetings()
    assert table["id"].tolist() == ["meeting:s1", "meeting:s2", "meeting:s3", "workshop:w", "meeting:s4"]
    assert table["participants"].tolist() == [2, 1, 2, 2, 4]
    assert table["hosts"].tolist() == ["Ben", "", "", "", "Nor"]
    assert table["chairs"].tolist() == ["Ben", "", "", "", ""]
    assert table["body"].tolist() == ["Group", "Group", "Group", "", "Group"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"party": "Ana"}, ["meeting:s1", "workshop:w", "meeting:s4"]),
        ({"party": "Nor"}, ["meeting:s4"]),
        ({"body": "GRP"}, ["meeting:s1", "meeting:s2", "meeting:s3", "meeting:s4"]),
        ({"body": "Club"}, ["meeting:s1", "meeting:s2", "meeting:s3", "meeting:s4"]),
        ({"place": "Nor"}, ["meeting:s1", "meeting:s4"]),
        ({"place": "Lima"}, ["workshop:w"]),
        ({"topic": "Visas"}, ["workshop:w"]),
        ({"kinds": "workshop"}, ["workshop:w"]),
        ({"since": "2010-06-15", "until": "2011-05"}, ["meeting:s2", "meeting:s3"]),
        ({"since": "2012-05-06"}, []),
        ({"around": "Lima", "depth": 1}, ["workshop:w"]),
        ({"relations": "chaired"}, ["meeting:s1"]),
    ],
)
def test_meetings_are_narrowed_down_while_their_counts_stay(options, expected):
    table = SESSIONS.meetings(**options)
    assert table["id"].tolist() == expected
    whole = SESSIONS.meetings().set_index("id")["participants"]
    assert table["participants"].tolist() == whole.loc[expected].tolist()


def test_meetings_about_a_topic_count_commitments_made_there():
    assert PROMISES.meetings(topic="Visas")["id"].tolist() == ["meeting:m1", "meeting:m2"]


def test_undated_events_come_last_and_fall_into_no_period():
    tiny = world("meeting:a\nmeeting:b start=2011\n")
    assert tiny.meetings()["id"].tolist() == ["meeting:b", "meeting:a"]
    assert tiny.meetings(since="1900")["id"].tolist() == ["meeting:b"]


def test_participants_with_roles():
    table = SESSIONS.participants("S1")
    assert table[["id", "role", "also"]].values.tolist() == [
        ["state:ana", "member", ""], ["state:ben", "observer", "hosted|chaired"]
    ]  # fmt: skip
    assert SESSIONS.participants("S1", role="chair")["id"].tolist() == ["state:ben"]
    assert SESSIONS.participants("S4", role="guest")["id"].tolist() == ["organisation:cid"]
    assert SESSIONS.participants("S4", kinds="state")["id"].tolist() == ["state:ana", "state:ben", "state:nor"]
    assert SESSIONS.participants("S4", relations="hosted")["id"].tolist() == ["state:nor"]
    with pytest.raises(OptionError, match="not an event"):
        SESSIONS.participants("Oslo")


def test_timeline_tells_what_each_led_to():
    table = PROMISES.timeline().set_index("id")
    assert table.index[0] == "meeting:m1" and table.index[-1] == "commitment:lost"
    assert table.loc["commitment:m1/1", "led_to_ids"] == "workshop:w1"
    assert table.loc["commitment:m2/2", "led_to_ids"] == "workshop:w2|workshop:w3"
    assert table.loc["meeting:m1", "commitments"] == 3
    assert SESSIONS.timeline().set_index("id").loc["meeting:s1", "led_to_ids"] == "meeting:s2"
    assert PROMISES.timeline(kinds="commitment", until="2012")["id"].tolist() == [
        "commitment:m1/1", "commitment:m1/2", "commitment:m1/3"
    ]  # fmt: skip


@calm
@given(facts())
def test_describe_counts_what_pandas_counts(drawn: Facts):
    table = Explorer(drawn).describe()
    for name, column in (("nodes", "kind"), ("relations", "relation")):
        counted = table[table["table"] == name].set_index("item")["count"].to_dict()
        assert counted == getattr(drawn, name)[column].value_counts().to_dict()
    cited = set(drawn.citations["statement"])
    assert table[table["table"] == "nodes"]["cited"].sum() == drawn.nodes["id"].isin(cited).sum()


def test_describe_tells_events_with_a_record_of_their_own_from_those_named_in_passing():
    tiny = world(
        "meeting:titled start=2010\nmeeting:acts\nmeeting:named\nworkshop:other\ncommitment:c agreed_at meeting:acts\n"
    )
    passages = tiny.facts.passages.copy()
    passages.loc[passages["id"] == "doc:world#1", "kind"] = "title"
    told = Explorer(Facts.from_frames(**{**tiny.facts.tables(), "passages": passages})).describe()
    assert told[told["table"] == "events"][["item", "count", "first"]].values.tolist() == [
        ["meeting with a record of its own", 2, "2010-01-01"],
        ["meeting named in passing", 1, ""],
        ["workshop named in passing", 1, ""],
    ]


def test_describe_knows_the_years():
    row = SESSIONS.describe().set_index("item").loc["meeting"]
    assert (row["first"], row["last"], row["dated"]) == ("2010-01-10", "2012-05-05", 4)


@calm
@given(st.sampled_from(["meetings", "timeline", "commitments", "describe", "attendance", "ties", "rank", "groups"]))
def test_answers_on_empty_facts_are_empty_tables_with_all_columns(name):
    answer = getattr(Explorer(Facts.from_rows()), name)()
    assert isinstance(answer, pd.DataFrame) and answer.empty and len(answer.columns)


def test_every_answer_ends_on_circles_long_rows_and_crowds():
    ring = [f"body:b{n} part_of body:b{(n + 1) % 50}" for n in range(50)]
    ring += [f"meeting:m{n} follows meeting:m{(n + 1) % 50}" for n in range(50)]
    ring += [f"meeting:m{n} session_of body:b{n}" for n in range(50)]
    row = [f"commitment:c{n} part_of commitment:c{n + 1}" for n in range(2_000)]
    crowd = [f"state:s{n} participated_in meeting:m0" for n in range(200)]
    asked = world("\n".join([*ring, *row, *crowd]) + "\n")
    for name in (
        "check",
        "describe",
        "meetings",
        "commitments",
        "attendance",
        "ties",
        "rank",
        "groups",
        "timeline",
        "review",
    ):
        assert len(getattr(asked, name)()), name
    assert len(asked.meetings(body="B7")) == 50
    assert len(asked.ties()) == 200 * 199 / 2
    assert len(asked.paths("C0", "C2000")) == 2_000
    assert len(asked.neighbours("C0", depth=5_000)) == 2_000
    assert asked.select(around="M0", depth=99).facts.nodes["kind"].value_counts()["meeting"] == 50
