"""The scorer of the paraphrases: faultless facts have no fault, and every kind of mistake is seen."""

from __future__ import annotations

import csv

import pytest
from paraphrase_files import as_list, load
from score_paraphrases import NAMES, SCORERS, Facts, Result, page_text, score_dates, score_file, summary

ITEMS = [(name, item) for name in SCORERS for item in load(name)]
READ = [(name, item) for name, item in ITEMS if "dates" not in item]


class Sheet(Facts):
    """Facts written down by hand, one call a fact."""

    def node(self, kind: str, name: str, **more: str) -> str:
        state = name in NAMES["states"]
        kind = "state" if state and kind == "organisation" else kind
        key = f"{kind}:{NAMES['states'][name] if kind == 'state' else name.lower()}"
        self.nodes.setdefault(
            key,
            {
                "id": key,
                "kind": kind,
                "name": name,
                "aliases": "",
                "acronym": "",
                "start": "",
                "end": "",
                "force": "",
                "wording": "",
                **more,
            },
        )
        return key

    def link(self, source: str, relation: str, target: str, role: str = "") -> None:
        self.relations.append({"source": source, "relation": relation, "target": target, "role": role})


def perfect(item: dict) -> Sheet:
    """The facts that an item asks for, and no others."""
    sheet = Sheet()
    own = "" if item.get("page") else sheet.node("meeting", "Review Session of the Riverside Forum")
    acts = []
    for number, act in enumerate(item.get("acts", [])):
        node = sheet.node(
            "commitment", f"act {number}", wording=plain_name(act["keys"]), force=as_list(act["force"])[0]
        )
        acts.append(node)
        for name, role in act.get("assigned_to", []):
            sheet.link(node, "assigned_to", sheet.node("organisation", name), role.split("|")[0])
        for relation in ("proposed_by", "presented_by", "endorsed_by", "concerns"):
            for name in act.get(relation, []):
                sheet.link(node, relation, sheet.node("organisation", name))
        for name in act.get("mandated_by", []):
            sheet.link(node, "mandated_by", sheet.node("meeting", name))
        if "part_of" in act:
            sheet.link(node, "part_of", acts[act["part_of"] - 1])
    for event in item.get("events", []):
        name = plain_name(event["keys"])
        start, end = (as_list(event.get(f, ""))[0] for f in ("start", "end"))
        node = sheet.node(as_list(event["kind"])[0], name, start=start, end=end)
        own = node if event.get("main") else own
        if event.get("place"):
            place = sheet.node("place", event["place"])
            sheet.link(node, "held_in", place)
            if "country" in event:
                sheet.link(place, "located_in", sheet.node("organisation", event["country"]))
        if "session_of" in event:
            sheet.link(node, "session_of", sheet.node("body", event["session_of"]))
    if not own:
        own = sheet.node("meeting", "page")
        if "events" in item:
            del sheet.nodes[own]
    for name, role in item.get("participants", []):
        sheet.link(sheet.node("organisation", name), "participated_in", own, role.split("|")[0])
    for name, role in item.get("chairs", []):
        sheet.link(sheet.node("organisation", name), "chaired", own, role.split("|")[0])
    for name in item.get("hosts", []):
        sheet.link(sheet.node("organisation", name), "hosted", own)
    for later, earlier in item.get("follows", []):
        assert later == []
        sheet.link(own, "follows", f"meeting:{plain_name(earlier)}")
    for name, by in item.get("mandated_by", []):
        sheet.link(sheet.node("body", name) if name else own, "mandated_by", f"meeting:{plain_name(by)}")
    return sheet


def plain_name(keys: list[str]) -> str:
    return " ".join(key.split("|")[0] for key in keys)


@pytest.mark.parametrize(("name", "item"), READ, ids=[item["id"] for _, item in READ])
def test_faultless_facts_have_no_fault(name, item):
    result = SCORERS[name](item, perfect(item))
    assert result.faults == []
    assert result.found == result.wanted


@pytest.mark.parametrize(("name", "item"), READ, ids=[item["id"] for _, item in READ])
def test_empty_facts_find_nothing(name, item):
    assert SCORERS[name](item, Facts()).found == 0


def by_id(name: str, wanted: str) -> dict:
    return next(item for item in load(name) if item["id"] == wanted)


def faults(name: str, item: dict, sheet: Facts) -> list[str]:
    return SCORERS[name](item, sheet).faults


def item_with(name: str, **fields) -> dict:
    return next(item for item in load(name) if all(item.get(k) == v for k, v in fields.items()))


def test_agreeing_where_nothing_was_agreed_is_a_fault():
    item = next(i for i in load("acts") if i["text"].startswith("Members did not agree"))
    sheet = perfect(item)
    sheet.node("commitment", "x", force="agreed", wording="establish a permanent fund")
    assert faults("acts", item, sheet) == ["must not be drawn: x  establish a permanent fund"]
    noted = perfect(item)
    noted.node("commitment", "x", force="noted", wording="permanent fund not agreed")
    assert faults("acts", item, noted) == []


def test_an_act_out_of_thin_air_is_a_fault():
    item = item_with("acts", family="no-act")
    sheet = perfect(item)
    sheet.node("commitment", "boat trip", force="agreed")
    assert any(f.startswith("act not in the text") for f in faults("acts", item, sheet))


def test_wrong_force_and_wrong_role_are_faults():
    item = next(i for i in load("acts") if "asked Malaysia to host" in i["text"])
    sheet = perfect(item)
    for row in sheet.relations:
        row["role"] = "support"
    for row in sheet.nodes.values():
        row["force"] = "welcomed" if row["kind"] == "commitment" else ""
    found = faults("acts", item, sheet)
    assert sum(f.startswith("missed force") for f in found) == 2
    assert [f for f in found if "assigned_to" in f] == ["missed assigned_to Malaysia (host): host expert meeting"]


def test_one_node_may_answer_three_acts_but_not_four():
    acts = [{"force": "agreed", "keys": [k]} for k in ("one", "two", "three", "four")]
    sheet = Sheet()
    sheet.node("commitment", "c", wording="one two three four", force="agreed")
    assert faults("acts", {"acts": acts[:3]}, sheet) == []
    assert len(faults("acts", {"acts": acts}, sheet)) == 1


def test_absent_and_unnamed_parties_are_faults():
    item = next(i for i in load("attendance") if "Kiribati" in i.get("not_participants", []))
    sheet = perfect(item)
    event = next(iter(sheet.nodes))
    for name in ("Kiribati", "Peru"):
        sheet.link(sheet.node("organisation", name), "participated_in", event, "member")
    assert faults("attendance", item, sheet) == ["was not there: Kiribati  ", "not said to be there: Peru  "]


def test_wrong_day_place_and_spare_event_are_faults():
    item = by_id("events", "evt-001")
    sheet = perfect(item)
    for row in list(sheet.nodes.values()):
        row["start"] = "2014-09-10" if row["kind"] == "meeting" else ""
    sheet.relations = [r for r in sheet.relations if r["relation"] != "held_in"]
    sheet.node("workshop", "a workshop that nobody held")
    found = faults("events", item, sheet)
    assert {f.split(":")[0].split(" of ")[0] for f in found} == {
        "missed date",
        "missed place",
        "missed country",
        "event not in the text",
    }


def test_dates_are_matched_as_written():
    item = {"dates": ["2011-05-04", ["2015", "2015~"]], "may_dates": ["1951"]}
    assert score_dates(item, ["2011-05-04", "2015~", "1951"]) == Result(2, 2, [])
    assert score_dates(item, ["2011-05-04/2011-05-06"]).faults == [
        "missed date 2011-05-04",
        "missed date ['2015', '2015~']",
        "date not in the text: 2011-05-04/2011-05-06",
    ]


def test_tables_on_disk_are_read_and_summed_by_family():
    by_text = {page_text(item): item for item in load("attendance")}

    def reader(page, folder):
        sheet = perfect(by_text[page.read_text(encoding="utf-8")])
        folder.mkdir()
        for name, rows in (("nodes", list(sheet.nodes.values())), ("relations", sheet.relations)):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, sorted({field for row in rows for field in row}))
                writer.writeheader()
                writer.writerows(rows)

    rows = summary("attendance", score_file("attendance", "check", reader=reader))
    assert sum(row["items"] for row in rows) == len([i for i in load("attendance") if i["set"] == "check"])
    assert all(row["right"] == row["items"] and row["wrong"] == 0 for row in rows)
    assert sum(row["found"] for row in rows) == sum(row["wanted"] for row in rows) > 50
