"""Spreadsheets as a new user has them: they go in without a line of code, and every statement leads to its cells."""

import pytest

import explorer
from explorer.facts.check import check

LONG = """Meeting,Date,City,Country,Status
Fifth SOM,2014-05-04,"Suva, Fiji",DR Congo,member
Fifth SOM,2014-05-04,"Suva, Fiji",Fiji,host
Fifth SOM,2014-05-04,"Suva, Fiji",Lake Water Agency (LWA),observer
Sixth SOM,2015-06-01,"Bali, Indonesia",LWA,observer
Sixth SOM,2015-06-01,"Bali, Indonesia",Australia,co-chair
Sixth SOM,2015-06-01,"Bali, Indonesia",Samoa,absent
"""
PLEDGES = """Who;What;When;Status
Australia;Fund a training course;2016-12-31;done
IOM;Publish a guide on returns;31 March 2017;open
Fiji;Host the next meeting;;withdrawn
"""


def relations(facts, *names):
    rows = facts.relations
    chosen = rows[rows.relation.isin(names)] if names else rows
    return sorted(chosen[["source", "relation", "target", "role"]].itertuples(index=False, name=None))


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_long_list_of_attendance(tmp_path):
    done = explorer.read(write(tmp_path, "long.csv", LONG))
    assert check(done.facts) == []
    assert relations(done.facts, "participated_in", "hosted", "chaired", "held_in") == [
        ("meeting:2014-05-04-fifth-som", "held_in", "place:suva", ""),
        ("meeting:2015-06-01-sixth-som", "held_in", "place:bali", ""),
        ("organisation:lake-water-agency", "participated_in", "meeting:2014-05-04-fifth-som", "observer"),
        ("organisation:lake-water-agency", "participated_in", "meeting:2015-06-01-sixth-som", "observer"),
        ("state:aus", "chaired", "meeting:2015-06-01-sixth-som", "co_chair"),
        ("state:aus", "participated_in", "meeting:2015-06-01-sixth-som", "participant"),
        ("state:cod", "participated_in", "meeting:2014-05-04-fifth-som", "member"),
        ("state:fji", "hosted", "meeting:2014-05-04-fifth-som", ""),
        ("state:fji", "participated_in", "meeting:2014-05-04-fifth-som", "participant"),
    ]
    sources = done.sources("DR Congo")
    assert set(sources.passage) == {"doc:long#2"}
    assert "Country: DR Congo" in sources.quotation.tolist()
    passed = done.report.remarks_table("passed over")
    assert passed[["passage", "why"]].values.tolist() == [
        ["doc:long#7", "absent, as the row says; absence is no participation"]
    ]


def test_pledges_keep_status_and_due(tmp_path):
    done = explorer.read(write(tmp_path, "pledges.csv", PLEDGES))
    assert check(done.facts) == []
    nodes = done.facts.nodes[done.facts.nodes.kind == "commitment"]
    assert nodes[["wording", "due", "status"]].values.tolist() == [
        ["Fund a training course", "2016-12-31", "done"],
        ["Publish a guide on returns", "2017-03-31", "open"],
        ["Host the next meeting", "", "withdrawn"],
    ]
    assert [row[2] for row in relations(done.facts, "assigned_to")] == ["state:aus", "organisation:iom", "state:fji"]


def test_a_wide_workbook_with_marks(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Party", "SOM 1 (2011)", "SOM 2 (May 2012)"], ["Australia", "x", "o"], ["Fiji", None, "x"]):
        book.active.append(row)
    book.save(tmp_path / "wide.xlsx")
    done = explorer.read(tmp_path / "wide.xlsx")
    assert [remark.why for remark in done.report.remarks if remark.what == "passed over"] == [
        "the mark 'o' (1 cells) has no meaning that is known: say --columns \"o=observer\" "
        "(or member, participant, guest, absent)"
    ]
    done = explorer.read(tmp_path / "wide.xlsx", columns="o=observer")
    assert check(done.facts) == []
    assert relations(done.facts) == [
        ("state:aus", "participated_in", "meeting:2011-som-1", "participant"),
        ("state:aus", "participated_in", "meeting:2012-05-som-2", "observer"),
        ("state:fji", "participated_in", "meeting:2012-05-som-2", "participant"),
    ]
    assert done.sources("Fiji").quotation.tolist()[0] == "Party: Fiji"


def test_three_tables_of_one_forum_make_one_graph():
    lakes = explorer.load("lakes")
    assert check(lakes.facts) == []
    events = lakes.facts.nodes[lakes.facts.nodes.kind.isin(["meeting", "workshop"])]
    assert len(events) == 10 and (events.start != "").all()
    agency = lakes.facts.nodes[lakes.facts.nodes.acronym == "LWA"]
    assert agency.id.tolist() == ["organisation:lake-water-agency"]
    assert set(lakes.sources("LWA").document) == {"doc:attendance", "doc:groups", "doc:pledges"}
    told = lakes.commitments().set_index("wording")
    assert told.loc["Host a workshop on fishing licences", "answered_by"] == "workshop:2016-11-22-fishing-licences"
    passed = lakes.report.remarks_table("passed over")
    assert passed.passage.tolist() == ["doc:attendance#16", "doc:attendance#37", "doc:groups#11"]
    rows = lakes.facts.passages[lakes.facts.passages.kind == "row"].document.value_counts().to_dict()
    assert rows == {"doc:attendance": 40, "doc:groups": 8, "doc:pledges": 7}


def test_two_events_of_one_name_are_not_taken_for_each_other(tmp_path):
    write(tmp_path, "a.csv", "Party,Meeting,Date\nFiji,Forum,2012-01-01\nFiji,Forum,2013-01-01\n")
    write(tmp_path, "b.csv", "Who,What,Made at\nFiji,Dig a well,Forum\n")
    done = explorer.read(tmp_path)
    assert relations(done.facts, "agreed_at")[0][2] == "meeting:forum"


def test_lists_of_new_names_in_a_cell_are_split_where_each_looks_like_a_name(tmp_path):
    cells = {
        "Marsh Agency, Dune Board; Zeta": ["Dune Board", "Marsh Agency", "Zeta"],
        "Reef Union, Marsh Agency and the Fund for Nets (FFN)": ["Fund for Nets", "Marsh Agency", "Reef Union"],
        "Kelp, Zeta": ["Kelp", "Zeta"],
        "Kelp": ["Kelp"],
        "Fiji, Samoa, Dune Board": ["Dune Board", "Fiji", "Samoa"],
        "Ministry of Fisheries, Forests and Water": ["Ministry of Fisheries, Forests and Water"],
        "Korea, Republic of": ["Republic of Korea"],
        "Tidal Institute, Fiji": ["Tidal Institute, Fiji"],
        "Commission for Reefs, Mangroves and Sand": ["Commission for Reefs, Mangroves and Sand"],
        "Sand Company, Inc": ["Sand Company, Inc"],
        "Institute of Tides, University of Kelp": ["Institute of Tides, University of Kelp"],
        "Tora, Ana": ["Tora, Ana"],
    }
    lines = ["Meeting,Participants", *(f'SOM {n},"{cell}"' for n, cell in enumerate(cells, 1))]
    done = explorer.read(write(tmp_path, "a.csv", "\n".join(lines) + "\n"))
    assert check(done.facts) == []
    for number, (cell, names) in enumerate(cells.items(), 1):
        assert sorted(done.participants(f"SOM {number}").name) == names, cell


def test_a_table_is_told_by_its_columns_and_its_marks_by_their_number(tmp_path):
    (tmp_path / "long.csv").write_text(
        "Party,Meeting,Date,Role,Sea level\nFiji,Lake Forum 1,2011-05-02,host,3\nSamoa,Lake Forum 1,2011-05-02,member,4\n",
        encoding="utf-8",
    )
    (tmp_path / "wide.csv").write_text(
        "Party,Lake Forum 1 (2 May 2011),Lake Forum 2 (3 May 2012)\nFiji,x,x\nSamoa,,x\n", encoding="utf-8"
    )
    told = {r.document: r.why for r in explorer.read(tmp_path).report.remarks if r.what == "understood"}
    assert told["doc:wide"].endswith("(wide; party=Party, 2 columns of marks)")
    columns = "party=Party, event=Meeting, date=Date, role=Role; kept as they are: Sea level"
    assert told["doc:long"].endswith(f"(attendance; {columns})")
