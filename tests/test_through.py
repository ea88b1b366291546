"""Ties through anything: bodies, organisations, instruments, kinds and relations of one's own, two-mode graphs."""

import re
from collections import Counter
from itertools import combinations

import networkx as nx
import pytest

import explorer
from explorer.explorer import Explorer
from explorer.facts.tables import Facts


def facts(*triples, **columns):
    """Return facts of (source, relation, target): kinds are those that the ids say."""
    ids = sorted({end for source, _, target in triples for end in (source, target)})
    nodes = [{"id": node, "kind": node.split(":")[0], "name": node, **columns.get(node, {})} for node in ids]
    relations = [
        {"id": f"r{n:03}", "source": a, "relation": r, "target": b, "basis": "stated"}
        for n, (a, r, b) in enumerate(triples)
    ]
    return Facts.from_rows(nodes=nodes, relations=relations)


MEMBERS = Explorer(
    facts(
        *((f"state:{s}", "member_of", "organisation:lake") for s in "abc"),
        *((f"state:{s}", "member_of", "body:hill") for s in "ab"),
        *((f"state:{s}", "party_to", "instrument:pact") for s in "bc"),
        ("commitment:x", "assigned_to", "state:a"),
        ("commitment:x", "assigned_to", "state:c"),
    )
)


def pairs(table):
    return {
        (a.split(":")[1], b.split(":")[1]): n for a, b, n in zip(table["a"], table["b"], table["events"], strict=True)
    }


@pytest.mark.parametrize(
    ("through", "expected"),
    [
        ("organisation", {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1}),
        ("organisations", {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1}),
        ("body", {("a", "b"): 1}),
        ("organisation,body", {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}),
        ("member_of", {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}),
        ("member of", {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}),
        ("instrument", {("b", "c"): 1}),
        ("party_to", {("b", "c"): 1}),
        ("commitment", {("a", "c"): 1}),
    ],
)
def test_what_two_share_is_counted(through, expected):
    table = MEMBERS.ties(through=through)
    assert pairs(table) == expected
    assert f"Tied through {through}" in table.attrs["notes"][0]


def test_weights_count_everybody_who_shares():
    table = MEMBERS.ties(through="organisation,body")
    assert table.weight.tolist() == [1.5, 0.5, 0.5]  # 1/2 through three, 1 through two


def test_where_nothing_ties_it_says_what_it_looked_through_and_what_there_is():
    table = MEMBERS.ties()
    assert len(table) == 0
    (note,) = table.attrs["notes"]
    assert note.startswith("Looked through participated_in, hosted, chaired to meeting or workshop in vain.")
    assert "3 × member_of (state → organisation)" in note and note.endswith("Try --through organisation.")


@pytest.mark.parametrize("answer", ["attendance", "groups"])
def test_other_answers_take_the_same_way(answer):
    table = getattr(MEMBERS, answer)(through="organisation")
    assert len(table) and any("organisation" in note for note in table.attrs["notes"])


def test_rank_on_ties_through_instruments():
    table = MEMBERS.rank(on="ties", through="party_to")
    assert set(table.id) == {"state:b", "state:c"}
    with pytest.raises(explorer.ExplorerError, match="belongs to on=ties"):
        MEMBERS.rank(through="party_to")


@pytest.mark.parametrize("through", ["club", "visits"])
def test_kinds_and_relations_of_ones_own(through):
    mine = Explorer(
        facts(("woman:a", "visits", "club:x"), ("woman:b", "visits", "club:x"), ("woman:c", "visits", "club:y"))
    )
    assert pairs(mine.ties(through=through)) == {("a", "b"): 1}


def test_the_southern_women_are_eighteen_by_fourteen():
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    opened = explorer.from_graph(graph)
    assert opened.attendance(by="matrix").shape == (18, 14)
    shared = {pair: len(set(graph[pair[0]]) & set(graph[pair[1]])) for pair in combinations(sorted(women), 2)}
    table = opened.ties()
    assert {(a, b): n for a, b, n in zip(table.a, table.b, table.events, strict=True)} == {
        pair: n for pair, n in shared.items() if n
    }
    circles = [set(names.split("|")) for names in opened.groups().names]
    assert set().union(*circles) == set(women)
    assert set(opened.rank(on="ties").id) == set(women)
    assert len(table) == nx.bipartite.projected_graph(graph, women).number_of_edges() == 139


def test_absence_is_said_only_of_lists_that_are_whole():
    rows = [("state:a", "participated_in", "meeting:1"), ("state:b", "participated_in", "meeting:1"),
            ("state:a", "participated_in", "meeting:2")]  # fmt: skip
    loose = Explorer(facts(*rows))
    assert "absent" not in loose.attendance().columns and "absent" not in loose.attendance(by="event").columns
    whole = Explorer(facts(*rows, **{"meeting:2": {"complete": "yes"}}))
    table = whole.attendance().set_index("id")
    assert table.loc["state:b", ["presence", "absent"]].tolist() == ["xa", 1]
    assert whole.attendance(by="event").set_index("id").absent.to_dict() == {"meeting:1": "", "meeting:2": "state:b"}
    assert whole.attendance(by="matrix").iloc[:, 1].tolist() == ["present", "absent"]
    told = whole.compare("state:a", "state:b").text.tolist()
    assert "state:a: took part in meeting:2; state:b was absent (the list is known to be whole)" in told
    assert not any("was absent" in text for text in loose.compare("state:a", "state:b").text)


def own(*pairs, kind="town", relation="trades_with"):
    return [(f"{kind}:{a}", relation, f"{kind}:{b}") for a, b in pairs]


@pytest.mark.parametrize(
    ("triples", "direct"),
    [
        (own(("a", "b"), ("b", "c")), True),
        (own(("a", "c"), ("b", "c")), True),
        (own(("a", "b"), ("c", "b"), kind="state", relation="linked_to"), True),
        ([("state:a", "member_of", "body:x"), ("state:b", "member_of", "body:y")], False),
        ([("state:a", "party_to", "instrument:x"), ("state:b", "party_to", "instrument:x")], False),
        ([("woman:a", "visits", "club:x"), ("woman:b", "visits", "club:x")], False),
        ([("body:a", "part_of", "body:b"), ("body:c", "part_of", "body:b")], False),
        ([("state:a", "member_of", "body:x"), ("state:b", "member_of", "body:x"), *own(("a", "b"))], True),
    ],
)
@pytest.mark.parametrize("asked", ["", "organisation"])
def test_what_an_empty_answer_says_to_try_gives_an_answer(triples, direct, asked):
    mine = Explorer(facts(*triples))
    (note,) = mine.ties(through=asked).attrs["notes"][:1]
    tried = re.findall(r"Try --through ([\w]+)\.", note)
    assert all(len(mine.ties(through=each)) for each in tried)
    assert ("ties its ends directly: neighbours, paths and rank" in note) is direct
    shared = Counter((relation, target) for _, relation, target in triples if relation != "part_of")
    assert bool(tried) is (max(shared.values(), default=0) > 1)
