"""The paraphrase files are well formed, and what they expect can be found in their own text."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from paraphrase_files import as_list, holds, load

FORCES = {"agreed", "tasked", "endorsed", "recommended", "welcomed", "noted"}
PARTICIPATION = {"member", "participant", "observer", "guest"}
ASSIGNMENT = {"lead", "host", "report", "support", ""}
FIELDS = {
    "acts": {"acts", "may", "not"},
    "attendance": {"participants", "not_participants", "may", "chairs", "hosts", "not_nodes"},
    "events": {
        "events",
        "dates",
        "may_dates",
        "may",
        "follows",
        "mandated_by",
        "chairs",
        "hosts",
        "may_chairs",
        "not_chairs",
        "not_held",
        "not_places",
        "not_nodes",
        "reports",
    },
}
EDTF = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?~?(/\d{4}(-\d\d(-\d\d)?)?)?)?")


ITEMS = [(name, item) for name in FIELDS for item in load(name)]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_halves_hold_the_same_families(name):
    items = load(name)
    assert len({item["id"] for item in items}) == len(items)
    by_set = {s: Counter(i["family"] for i in items if i["set"] == s) for s in ("develop", "check")}
    assert sum(by_set["develop"].values()) + sum(by_set["check"].values()) == len(items)
    assert by_set["develop"] == by_set["check"]


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=[item["id"] for _, item in ITEMS])
def test_item_is_well_formed(name, item):
    assert item["text"].strip()
    assert set(item) <= {"id", "set", "family", "text", "page"} | FIELDS[name]
    for act in [*item.get("acts", []), *(n for n in item.get("not", []) if "keys" in n)]:
        assert set(as_list(act["force"])) <= FORCES
        assert holds(item["text"], act["keys"]), act["keys"]
        for _, role in act.get("assigned_to", []):
            assert set(role.split("|")) <= ASSIGNMENT
        assert 0 <= act.get("part_of", 0) <= len(item["acts"])
    for _, role in item.get("participants", []):
        assert set(role.split("|")) <= PARTICIPATION
    for event in item.get("events", []):
        assert holds(item["text"], event["keys"]), event["keys"]
        assert set(as_list(event["kind"])) <= {"meeting", "workshop"}
        dates = [date for field in ("start", "end") for date in as_list(event.get(field, ""))]
        assert all(EDTF.fullmatch(date) for date in dates)
        assert event.get("status", "held") in {"held", "planned", "referenced"}
    for date in item.get("dates", []):
        assert all(EDTF.fullmatch(d) for d in as_list(date))


@pytest.mark.parametrize(("name", "item"), ITEMS, ids=[item["id"] for _, item in ITEMS])
def test_nothing_is_both_wanted_and_forbidden(name, item):
    wanted = {p for p, _ in item.get("participants", [])}
    assert not wanted & set(item.get("not_participants", []))
    tolerated = set(item.get("may", [])) if name == "attendance" else set()
    assert not tolerated & set(item.get("not_participants", []))
    chairs = {c for c, _ in item.get("chairs", [])}
    assert not chairs & set(item.get("not_chairs", []))
