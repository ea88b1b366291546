"""Selection: period, kinds, relations and surroundings, by hand and against networkx."""

import networkx as nx
import pytest
from factsmaker import facts
from hypothesis import given
from hypothesis import strategies as st
from tinyworld import calm, world

from explorer.errors import OptionError
from explorer.explorer import Explorer
from explorer.facts.check import check
from explorer.graph import to_graph
from explorer.graph.select import within

SESSIONS = world("sessions")
PROMISES = world("promises")


def ids(explorer):
    return set(explorer.facts.nodes["id"])


def test_a_period_keeps_its_events_their_commitments_and_what_these_touch():
    assert ids(PROMISES.select(until="2012-06")) == {
        "meeting:m1", "body:group", "commitment:m1/1", "commitment:m1/2", "commitment:m1/3",
        "state:tha", "state:aus", "organisation:iom", "topic:visas",
    }  # fmt: skip
    later = PROMISES.select(since="2013-09")
    assert ids(later) == {"workshop:w2", "workshop:w3"}, "what they answered was put on record before"


def test_a_place_brings_its_state_and_an_organ_its_body():
    kept = ids(SESSIONS.select(until="2010-02"))
    assert {"place:oslo", "state:nor", "body:group", "body:club"} <= kept
    assert not {"place:lima", "state:per", "organisation:cid"} & kept


def test_vague_dates_may_fall_into_a_period():
    assert within("2012", "", "2012-06-01", "2012-06-30")
    assert not within("2012-05", "", "2012-06-01", "")
    assert "meeting:s2" in ids(SESSIONS.select(since="2010-06-30", until="2010-07"))


def test_relations_with_dates_of_their_own_count_by_these():
    tiny = world("state:a member_of body:b member start=2010 end=2012\nstate:c member_of body:b member start=2015\n")
    assert ids(tiny.select(until="2013")) == {"state:a", "body:b"}
    assert ids(tiny.select(since="2011")) == {"state:a", "state:c", "body:b"}


def test_kinds_relations_and_surroundings():
    assert ids(SESSIONS.select(kinds="workshop,topics")) == {"workshop:w", "topic:visas"}
    assert ids(SESSIONS.select(relations="hosted")) == {"state:ben", "state:nor", "meeting:s1", "meeting:s4"}
    assert ids(SESSIONS.select(around="Lima")) == {"place:lima", "workshop:w", "state:per"}
    assert ids(SESSIONS.select(around=["Lima", "Oslo"], depth=0)) == {"place:lima", "place:oslo"}
    assert ids(SESSIONS.select(around="Cid", kinds="meeting")) == {"organisation:cid", "meeting:s3", "meeting:s4"}
    assert ids(SESSIONS.select(around="Lima", depth=2, relations="held_in,about")) == {
        "place:lima", "workshop:w", "topic:visas"
    }  # fmt: skip


def test_documents_and_passages_that_are_cited_stay():
    part = SESSIONS.select(around="Lima").facts
    assert set(part.citations["passage"]) == set(part.passages["id"])
    assert len(part.documents) == 1
    assert check(part) == []


def test_nothing_chosen_is_everything_and_the_whole_stays_as_it_was():
    before = {name: table.copy() for name, table in SESSIONS.facts.tables().items()}
    assert SESSIONS.select().facts.equals(SESSIONS.facts)
    SESSIONS.select(since="2011", kinds="event")
    assert all(SESSIONS.facts.tables()[name].equals(table) for name, table in before.items())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"since": "soon"}, "since 'soon' is no date"),
        ({"since": "2013", "until": "2012"}, "lies after"),
        ({"kinds": "stat"}, "Did you mean state"),
        ({"relations": "hoste"}, "Did you mean hosted"),
        ({"around": "Oslo", "depth": -1}, "less than nothing"),
        ({"until": "2012-02-30"}, "no date"),
    ],
)
def test_misuse(options, message):
    with pytest.raises(OptionError, match=message):
        SESSIONS.select(**options)


@calm
@given(facts(), st.integers(0, 3))
def test_surroundings_are_those_of_networkx(drawn, depth):
    graph = to_graph(drawn)
    node = drawn.nodes["id"].iloc[0]
    expected = nx.single_source_shortest_path_length(nx.Graph(graph), node, cutoff=depth)
    part = Explorer(drawn).select(around=node, depth=depth)
    assert ids(part) == set(expected)
    assert set(part.facts.relations["id"]) == {key for *_, key in graph.subgraph(expected).edges(keys=True)}


@calm
@given(facts(), st.sampled_from(["state", "party", "meeting,place", "topic"]))
def test_kinds_are_those_of_a_plain_filter(drawn, kinds):
    wanted = {"party": ["state", "organisation", "body", "person"]}.get(kinds, kinds.split(","))
    part = Explorer(drawn).select(kinds=kinds)
    assert part.facts.nodes["id"].tolist() == drawn.nodes[drawn.nodes["kind"].isin(wanted)]["id"].tolist()
    assert {*part.facts.relations["source"], *part.facts.relations["target"]} <= ids(part)
