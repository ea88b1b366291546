"""Each answer against a second count: plain loops over the rows of the tables, on small worlds made up."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyworld import calm

from explorer.explorer import Explorer
from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

BOOK = vocabulary()
few = settings(calm, max_examples=12)  # each world has many nodes, and each is looked at
# Every date that is drawn, with the first and the last day it can mean.
DAYS = {
    "": None,
    "2010": (date(2010, 1, 1), date(2010, 12, 31)),
    "2010-05": (date(2010, 5, 1), date(2010, 5, 31)),
    "2010-05-09": (date(2010, 5, 9), date(2010, 5, 9)),
    "2011-02": (date(2011, 2, 1), date(2011, 2, 28)),
    "2012-07-23": (date(2012, 7, 23), date(2012, 7, 23)),
}
NODES = [
    *((f"meeting:m{n}", "meeting") for n in range(3)),
    *((f"workshop:w{n}", "workshop") for n in range(2)),
    *((f"commitment:c{n}", "commitment") for n in range(3)),
    *((f"state:s{n}", "state") for n in range(3)),
    ("organisation:o", "organisation"), ("body:b0", "body"), ("body:b1", "body"),
    ("place:p0", "place"), ("place:p1", "place"), ("topic:t", "topic"),
]  # fmt: skip
NAMES = ["Ana", "Ben Ana", "Group of Ten", "Côte", "Cote d'Azur", "Lima"]


def of_kind(*kinds):
    return [node for node, kind in NODES if kind in kinds]


PRESENT = ("participated_in", "hosted", "chaired")
EVENTS, PARTIES = of_kind("meeting", "workshop"), of_kind("state", "organisation")
ENDS = {
    "participated_in": (PARTIES, EVENTS), "hosted": (PARTIES, EVENTS), "chaired": (PARTIES, EVENTS),
    "held_in": (EVENTS, of_kind("place")), "session_of": (EVENTS, of_kind("body")), "follows": (EVENTS, EVENTS),
    "located_in": (["place:p1"], ["place:p0"]), "part_of": (["body:b1"], ["body:b0"]),
    "agreed_at": (of_kind("commitment"), EVENTS), "fulfils": (EVENTS, of_kind("commitment")),
    "assigned_to": (of_kind("commitment"), PARTIES), "about": (of_kind("commitment", "meeting"), ["topic:t"]),
}  # fmt: skip


@st.composite
def records(draw):
    """Draw a world of twelve to thirty relations that keep to their ends, and citations of some statements."""
    nodes = []
    for node, kind in NODES:
        row = {"id": node, "kind": kind, "name": draw(st.sampled_from(NAMES))}
        if kind in BOOK.events:
            row["start"] = draw(st.sampled_from(list(DAYS)))
        elif kind == "commitment":
            row["force"] = draw(st.sampled_from(["agreed", "tasked", "noted"]))
        nodes.append(row)
    relations = []
    for number, relation in enumerate(draw(st.lists(st.sampled_from(list(ENDS)), min_size=12, max_size=30))):
        source, target = (draw(st.sampled_from(side)) for side in ENDS[relation])
        weak = relation == "fulfils" and draw(st.booleans())
        basis = {"basis": "inferred", "rule": "a rule", "confidence": "0.5"} if weak else {"basis": "stated"}
        role = draw(st.sampled_from(["", "member", "observer"])) if relation == "participated_in" else ""
        relations.append(
            {"id": f"r{number:02}", "source": source, "relation": relation, "target": target, "role": role, **basis}
        )
    statements = st.sampled_from([row["id"] for row in (*nodes, *relations)])
    citations = [
        {"id": f"c{number:02}", "statement": statement, "document": "doc:d", "passage": f"doc:d#{number % 3 + 1}",
         "quotation": "said", "as_written": draw(st.sampled_from(["", "written so"]))}
        for number, statement in enumerate(draw(st.lists(statements, max_size=20)))
    ]  # fmt: skip
    passages = [
        {"id": f"doc:d#{n}", "document": "doc:d", "position": str(n), "kind": "paragraph", "text": "said"}
        for n in (1, 2, 3)
    ]
    return Facts.from_rows(
        documents=[{"id": "doc:d", "title": "A page", "url": "https://example.org"}],
        passages=passages, nodes=nodes, relations=relations, citations=citations,
    )  # fmt: skip


class Plain:
    """The tables as lists of rows, looked through from end to end for every question."""

    def __init__(self, facts):
        self.nodes = facts.nodes.to_dict("records")
        self.relations = facts.relations.to_dict("records")
        self.citations = facts.citations.to_dict("records")
        self.node = {row["id"]: row for row in self.nodes}

    def out(self, node, *relations):
        return [r["target"] for r in self.relations if r["source"] == node and r["relation"] in relations]

    def into(self, node, *relations):
        return [r["source"] for r in self.relations if r["target"] == node and r["relation"] in relations]

    def passages(self, *statements):
        return {row["passage"] for row in self.citations if row["statement"] in statements}

    def names(self, nodes):
        return {self.node[node]["name"] for node in nodes}

    def start(self, node):
        """The date of an event; of a commitment, that of the first event named that has one."""
        dates = [self.node[node]["start"], *(self.node[event]["start"] for event in self.out(node, "agreed_at"))]
        return next(filter(None, dates), "")


def parts(cell):
    return set(cell.split("|")) - {""}


def order_of(starts):
    """Tell that dated rows come in order of their first day, and the undated last."""
    days = [DAYS[start] for start in starts]
    dated = [day[0] for day in days if day]
    return dated == sorted(dated) and all(days[: len(dated)])


@few
@given(records())
def test_meetings(facts):
    plain, asked = Plain(facts), Explorer(facts)
    table = asked.meetings()
    assert sorted(table["id"]) == sorted(EVENTS) and order_of(table["start"])
    for row in table.itertuples():
        assert row.participants == len(set(plain.into(row.id, *PRESENT)))
        assert row.commitments == len(set(plain.into(row.id, "agreed_at")))
        assert row.answers == len(set(plain.out(row.id, "fulfils")))
        for column, nodes in (
            ("place", plain.out(row.id, "held_in")), ("body", plain.out(row.id, "session_of")),
            ("hosts", plain.into(row.id, "hosted")), ("chairs", plain.into(row.id, "chaired")),
        ):  # fmt: skip
            assert parts(getattr(row, column)) == plain.names(nodes)
        assert parts(row.sources) == plain.passages(row.id)
    present = {e for e in EVENTS if "state:s0" in plain.into(e, *PRESENT)}
    assert set(asked.meetings(party="state:s0")["id"]) == present
    organs = {"body:b0", *plain.into("body:b0", "part_of")}
    assert set(asked.meetings(body="body:b0")["id"]) == {e for e in EVENTS if organs & {*plain.out(e, "session_of")}}
    places = {"place:p0", *plain.into("place:p0", "located_in")}
    assert set(asked.meetings(place="place:p0")["id"]) == {e for e in EVENTS if places & {*plain.out(e, "held_in")}}
    about = set(plain.into("topic:t", "about"))
    on_topic = {e for e in EVENTS if e in about or about & set(plain.into(e, "agreed_at"))}
    assert set(asked.meetings(topic="topic:t")["id"]) == on_topic


@few
@given(records())
def test_participants(facts):
    plain, asked = Plain(facts), Explorer(facts)
    for event in EVENTS:
        table = asked.participants(event)
        there, seen = [], set()
        for relation in PRESENT:  # who hosted or chaired has a row where no earlier relation gave it one
            rows = [r for r in plain.relations if r["target"] == event and r["relation"] == relation]
            there += [r for r in rows if r["source"] not in seen]
            seen |= {r["source"] for r in rows}
        assert sorted(table["statement"]) == sorted(r["id"] for r in there)
        by_id = {r["id"]: r for r in there}
        for row in table.itertuples():
            said = by_id[row.statement]
            assert (row.id, row.basis) == (said["source"], said["basis"])
            assert row.role == (said["role"] or {"hosted": "host", "chaired": "chair"}.get(said["relation"], ""))
            assert parts(row.also) == {r for r in PRESENT if r != row.relation and row.id in plain.into(event, r)}
            assert parts(row.sources) == plain.passages(row.statement)
        members = sorted(r["id"] for r in there if r["role"] == "member")
        assert sorted(asked.participants(event, role="member")["statement"]) == members


@few
@given(records())
def test_commitments(facts):
    plain, asked = Plain(facts), Explorer(facts)
    table = asked.commitments(as_of="2013-01-01")
    assert sorted(table["id"]) == of_kind("commitment") and order_of(table["since"])
    for row in table.itertuples():
        answers = plain.into(row.id, "fulfils")
        promise = plain.node[row.id]["force"] in ("agreed", "tasked")
        assert row.status == ("answered" if answers else "open" if promise else "on record")
        assert row.since == plain.start(row.id)
        assert parts(row.assigned_to) == plain.names(plain.out(row.id, "assigned_to"))
        assert (row.event or None) == next(iter(plain.out(row.id, "agreed_at")), None)
        until = date(2013, 1, 1) if row.status == "open" else None
        if answers:
            dated = [DAYS[plain.node[event]["start"]] for event in answers if plain.node[event]["start"]]
            assert row.answered_by in answers
            assert bool(row.answered_on) == bool(dated)
            until = min(dated)[0] if dated else None
            assert until is None or DAYS[row.answered_on][0] == until
        since = DAYS[row.since]
        if since and until:
            last = DAYS[row.answered_on][1] if answers else until
            assert row.days == max((until - since[1]).days, 0)
            assert row.days_at_most == max((last - since[0]).days, 0)
        else:
            assert str(row.days) == str(row.days_at_most) == "<NA>"
    by_party = {row["id"] for row in plain.nodes if row["id"] in plain.into("state:s0", "assigned_to")}
    assert set(asked.commitments(party="state:s0")["id"]) == by_party
    for row in asked.commitments(by="assignee", as_of="2013-01-01").itertuples():
        given_to = {c for c in of_kind("commitment") if row.id in (plain.out(c, "assigned_to") or [""])}
        assert parts(row.ids) == given_to and row.commitments == len(given_to)
        assert row.answered == sum(bool(plain.into(c, "fulfils")) for c in given_to)


@few
@given(records())
def test_timeline(facts):
    plain = Plain(facts)
    table = Explorer(facts).timeline()
    assert sorted(table["id"]) == sorted([*EVENTS, *of_kind("commitment")]) and order_of(table["start"])
    for row in table.itertuples():
        event = row.kind != "commitment"
        led = plain.into(row.id, "follows" if event else "fulfils")
        assert row.start == plain.start(row.id)
        assert parts(row.led_to_ids) == set(led) and parts(row.led_to) == plain.names(led)
        assert parts(row.place) == plain.names(plain.out(row.id, "held_in"))
        links = [
            r["id"]
            for r in plain.relations
            if r["target"] == row.id and r["relation"] == ("follows" if event else "fulfils")
        ]
        assert parts(row.sources) == plain.passages(row.id, *links)
        if event:
            assert row.commitments == len(set(plain.into(row.id, "agreed_at")))


@few
@given(records())
def test_one_node_shown_with_its_neighbours_and_its_sources(facts):
    plain, asked = Plain(facts), Explorer(facts)
    by_id = {r["id"]: r for r in plain.relations}
    for node in ("meeting:m0", "state:s0", "commitment:c0"):
        mine = [r for r in plain.relations if node in (r["source"], r["target"])]
        table = asked.neighbours(node)
        assert sorted(table["statement"]) == [r["id"] for r in mine]
        for row in table.itertuples():
            said = by_id[row.statement]
            out = said["source"] == node
            assert (row.id, row.direction) == ((said["target"], "out") if out else (said["source"], "in"))
            words = BOOK.relations[said["relation"]]
            assert row.reading == (words.label if out else words.reverse)
            assert (row.role, row.basis) == (said["role"], said["basis"])
            assert (row.confidence == 0.5) if said["confidence"] else pd.isna(row.confidence)
            assert row.start == plain.start(row.id) and parts(row.sources) == plain.passages(row.statement)
        shown = asked.show(node)
        lines = shown[shown["statement"] != node]
        own = shown[(shown["statement"] == node) & (shown["item"] != "as written")]
        assert lines["statement"].tolist() == table["statement"].tolist()
        assert lines["text"].tolist() == [plain.node[other]["name"] for other in table["id"]]
        assert dict(zip(own["item"], own["text"], strict=True)) == {
            key: plain.node[node][key] for key in ("name", "kind", "id", "start", "force") if plain.node[node][key]
        }
        cited = [row for row in plain.citations if row["statement"] in {node, *(r["id"] for r in mine)}]
        quoted = asked.sources(node)
        assert sorted(zip(quoted["statement"], quoted["passage"], quoted["as_written"], strict=True)) == sorted(
            (row["statement"], row["passage"], row["as_written"]) for row in cited
        )
        assert set(quoted["position"]) <= {"1", "2", "3"} and set(quoted["title"]) <= {"A page"}


@few
@given(records())
def test_neighbours_of_neighbours(facts):
    plain, asked = Plain(facts), Explorer(facts)
    inner = {"meeting:m0"}
    for r in plain.relations:
        if "meeting:m0" in (r["source"], r["target"]):
            inner |= {r["source"], r["target"]}
    table = asked.neighbours("meeting:m0", depth=2)
    assert sorted(table["statement"]) == [r["id"] for r in plain.relations if inner & {r["source"], r["target"]}]
    first = {r["id"] for r in plain.relations if "meeting:m0" in (r["source"], r["target"])}
    assert set(table.loc[table["steps"] == 1, "statement"]) == first


@few
@given(records(), st.sampled_from(["ana", "COTE", "Group of", "lima", "côte d’azur"]))
def test_find(facts, text):
    plain = Plain(facts)
    bare = {"ana": "ana", "COTE": "cote", "Group of": "group of", "lima": "lima", "côte d’azur": "cote d azur"}[text]
    as_compared = {name: name.lower().replace("ô", "o").replace("'", " ") for name in NAMES}
    bearers = {n["id"] for n in plain.nodes if as_compared[n["name"]] == bare}
    holders = {n["id"] for n in plain.nodes if bare in as_compared[n["name"]]}
    table = Explorer(facts).find(text, limit=100)
    if holders:
        assert set(table["id"]) == holders
        assert set(table.loc[table["match"] == "name", "id"]) == bearers
        assert set(table["id"][: len(bearers)]) == bearers, "whole names come first"
    else:
        assert set(table["match"]) <= {"close"}
    for row in table.itertuples():
        # A loop would stand at both ends.
        assert row.relations == sum((r["source"] == row.id) + (r["target"] == row.id) for r in plain.relations)
        assert parts(row.sources) == plain.passages(row.id)


@few
@given(records())
def test_review(facts):
    plain = Plain(facts)
    table = Explorer(facts).review()
    assert table["score"].tolist() == sorted(table["score"], reverse=True)

    def asked_about(why):
        return set(table.loc[table["why"] == why, "statement"])

    starts = {event: DAYS[plain.node[event]["start"]] for event in EVENTS}
    assert asked_about("no date") == {event for event, days in starts.items() if not days}
    assert asked_about("vague date") == {event for event, days in starts.items() if days and days[0] != days[1]}
    assert asked_about("no event") == {c for c in of_kind("commitment") if not plain.out(c, "agreed_at")}
    assert asked_about("no source") == {node["id"] for node in plain.nodes if not plain.passages(node["id"])}
    assert asked_about("weak inference") == {r["id"] for r in plain.relations if r["basis"] == "inferred"}
    if plain.node["body:b0"]["name"] == plain.node["body:b1"]["name"]:
        assert "body:b0" in asked_about("may be the same")
