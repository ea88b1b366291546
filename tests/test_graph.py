"""Facts → graph → facts loses nothing, and the graph is a plain one."""

import networkx as nx
import pytest
from factsmaker import facts as made_facts
from hypothesis import given, settings

from explorer.errors import FactsError
from explorer.facts.tables import Facts
from explorer.graph import to_facts, to_graph


@settings(max_examples=80, deadline=None)
@given(made_facts())
def test_the_round_trip_loses_nothing(facts):
    graph = to_graph(facts)
    assert type(graph) is nx.MultiDiGraph
    assert graph.number_of_edges() == len(facts.relations)
    assert to_facts(graph).equals(facts)


def test_keys_and_attributes_are_those_of_the_tables():
    facts = Facts.from_rows(
        nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}, {"id": "state:idn", "kind": "state"}],
        relations=[
            {"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn", "basis": "stated"},
            {"id": "r2", "source": "place:bali", "relation": "located_in", "target": "state:idn", "basis": "curated"},
        ],
        citations=[{"id": "c1", "statement": "r1", "quotation": "Bali, Indonesia"}],
    )
    graph = to_graph(facts)
    assert sorted(graph["place:bali"]["state:idn"]) == ["r1", "r2"]
    assert graph.edges["place:bali", "state:idn", "r1"]["citations"][0]["quotation"] == "Bali, Indonesia"
    assert graph.nodes["place:bali"]["name"] == "Bali"


def test_a_dangling_end_is_named():
    facts = Facts.from_rows(relations=[{"id": "r1", "source": "a", "relation": "follows", "target": "b"}])
    with pytest.raises(FactsError, match=r"Relation r1 in relations\.csv names 'a', which is no node"):
        to_graph(facts)
