"""Tables in the columns that registers, treaty series and pledging conferences publish: made up, and read without a word."""

import pytest
from test_sheets import write

import explorer
from explorer.facts.check import check


def read(folder, rows, **options):
    done = explorer.read(write(folder, "a.csv", rows), **options)
    assert check(done.facts) == []
    return done


def held(done, *columns):
    return sorted(done.facts.relations[[*columns]].itertuples(index=False, name=None))


def test_the_title_names_the_treaty_though_cells_of_the_first_row_are_empty(tmp_path):
    done = read(
        tmp_path,
        "Status of the Convention on Reeds,,\nParticipant,Signature,Ratification\nAlbania,,24 Jan 1993 a\n"
        "Fiji,13 Dec 1978,13 Aug 1980\n",
    )
    assert held(done, "source", "role", "target", "start") == [
        ("state:alb", "acceded", "instrument:convention-on-reeds", "1993-01-24"),
        ("state:fji", "ratified", "instrument:convention-on-reeds", "1980-08-13"),
        ("state:fji", "signed", "instrument:convention-on-reeds", "1978-12-13"),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Members of the Lake Organisation", "Lake Organisation"), ("Membership in Lake Fund", "Lake Fund"),
     ("List of Member States of the Reed Bank", "Reed Bank"), ("Partnership for Lakes", "Partnership for Lakes")],
)  # fmt: skip
def test_what_a_title_says_before_a_name_is_no_part_of_it(tmp_path, title, name):
    done = read(tmp_path, f"{title},\nMember State,Date of Admission\nFiji,13 October 1970\nSamoa,1976\n")
    names = dict(done.facts.nodes[["id", "name"]].itertuples(index=False, name=None))
    assert {names[target] for target in done.facts.relations.target} == {name}


def test_columns_beside_the_dates_of_a_treaty_stay(tmp_path):
    done = read(
        tmp_path,
        "iso3,treaty,signed,ratified,entry into force,reservations,status\n"
        "FJI,Eel Convention,2001-02-03,2003-04-05,2003-07-05,yes,In force\n"
        "WSM,Eel Convention,2001-02-03,2002-01-01,,,Denounced on 3 May 2010\nTON,Eel Convention,2001-02-03,,,no,\n",
    )
    rows = done.facts.relations
    fiji = rows[(rows.source == "state:fji") & (rows.role == "ratified")].iloc[0]
    assert (fiji["entry into force"], fiji["reservations"], fiji["status"]) == ("2003-07-05", "yes", "In force")
    assert ("state:wsm", "withdrew", "2010-05-03") in held(done, "source", "role", "start")


def test_members_that_left_are_no_parties_to_a_treaty(tmp_path):
    done = read(
        tmp_path,
        "Country,Organization,Type of membership,Date of entry,Date of withdrawal,Year\n"
        "Fiji,Lake Organisation,Full member,1971,,2020\nViet Nam,Lake Organisation,Observer,1980,1999,2020\n",
    )
    assert held(done, "source", "relation", "role", "start", "end", "Year") == [
        ("state:fji", "member_of", "member", "1971", "", "2020"),
        ("state:vnm", "member_of", "observer", "1980", "1999", "2020"),
    ]


@pytest.mark.parametrize(
    "who", ["Government of Fiji", "Delegation of the Republic of Fiji", "Royal Government of Fiji"]
)
def test_a_government_stands_for_its_state(tmp_path, who):
    done = read(
        tmp_path,
        "Pledge ID,Submitting entity,Description of pledge,Timeline,Implementation stage,Submitted at\n"
        f"G-1,{who},Build three schools,2025,In progress,Lake Forum 2023\nG-2,Eel Union,Give nets,31/12/2026,Planning,Lake Forum 2023\n",
    )
    assert "state:fji" in {row[1] for row in held(done, "relation", "target") if row[0] == "assigned_to"}
    commitments = done.facts.nodes[done.facts.nodes.kind == "commitment"]
    assert sorted(commitments[["due", "status", "Pledge ID"]].values.tolist()) == [
        ["2025", "open", "G-1"],
        ["2026-12-31", "open", "G-2"],
    ]
    assert {row[1] for row in held(done, "relation", "target") if row[0] == "agreed_at"} == {"meeting:2023-lake-forum"}


def test_the_day_of_a_pledge_without_an_event_is_its_start(tmp_path):
    done = read(tmp_path, "Country,Commitment,Year announced,Deadline\nPalau,Ban reef nets,2020,2030\n")
    (node,) = done.facts.nodes[done.facts.nodes.kind == "commitment"].to_dict("records")
    assert (node["start"], node["due"]) == ("2020", "2030")


@pytest.mark.parametrize("where", ["Online", "Video-conference", "MS Teams"])
def test_a_call_has_no_place(tmp_path, where):
    done = read(
        tmp_path,
        "Name of EC representative,Title of EC representative,Date of meeting,Location,Entity/ies met,Subject(s) of the meeting\n"
        f'Anna Lisel,Commissioner,2021-03-18,Brussels,"Tidal Bank\nHeron Trust",Lakes\nPer Holm,Adviser,2021-04-02,{where},Eel Society,Eels\n',
    )
    assert [row[1] for row in held(done, "relation", "target") if row[0] == "held_in"] == ["place:brussels"]
    (why,) = [one.why for one in done.report.remarks if one.what == "passed over"]
    assert why.startswith(f"{where!r} is no place")


def test_whoever_led_a_delegation_is_not_the_party(tmp_path):
    rows = "Event,Date,Country,Role,Head of delegation\nSOM 1,2011-05-04,Fiji,member,A. Reed\nSOM 1,2011-05-04,Samoa,observer,B. Tarn\n"
    done = read(tmp_path, rows)
    assert held(done, "source", "role", "Head of delegation") == [
        ("state:fji", "member", "A. Reed"),
        ("state:wsm", "observer", "B. Tarn"),
    ]


def test_what_stands_beside_marks_stays_with_the_party(tmp_path):
    done = read(
        tmp_path, "Country,Status,Joined,SOM 1 (2011-05-04),SOM 2 (2012-06-01)\nFiji,full,2001,x,x\nSamoa,new,2003,,x\n"
    )
    node = done.facts.nodes.set_index("id").loc["state:fji"]
    assert (node["Status (given)"], node["Joined"]) == ("full", "2001")


def test_a_column_of_dates_that_are_none_is_named_in_the_question(tmp_path):
    rows = "Minister,Date,Name of organisation or individual,Purpose of meeting\nJoan Tarn,week 41,Tidal Bank,Water\n"
    asked = explorer.read(write(tmp_path, "a.csv", rows)).report.documents[0].refused
    assert "'Date' holds 'week 41', which is no date that is known" in asked and "party=Date" not in asked


@pytest.mark.parametrize(
    ("weights", "option", "found"),
    [(("1,5", "2,75"), "", ["1.5", "2.75"]), (("1.234,5", "2"), "", ["1234.5", "2"]), (("1,234.5", "2"), "", ["1234.5", "2"]),
     (("1,500", "2"), "decimal=comma", ["1.500", "2"]), (("1,500", "2"), "decimal=point", ["1500", "2"])],
)  # fmt: skip
def test_figures_with_a_decimal_comma(tmp_path, weights, option, found):
    rows = f"from;to;weight\nFiji;Samoa;{weights[0]}\nSamoa;Tonga;{weights[1]}\n"
    done = read(tmp_path, rows, columns=option or None)
    assert sorted(done.facts.relations["weight"]) == sorted(found)
    assert f"weight: {weights[0]}" in set(done.facts.citations["quotation"].str.rpartition(" | ")[2])


def test_figures_that_may_be_two_are_asked_about(tmp_path):
    asked = explorer.read(write(tmp_path, "a.csv", "from;to;weight\nFiji;Samoa;1,500\nSamoa;Tonga;2\n"))
    assert "'1,500' may be 1.5 or 1500" in asked.report.documents[0].refused


@pytest.mark.parametrize("heads", ["from,to", "From,To", "source,target"])
def test_ends_of_ties_and_ends_of_spans_are_told_by_their_cells(tmp_path, heads):
    assert held(read(tmp_path, f"{heads},weight\nFiji,Samoa,2\n"), "source", "target") == [("state:fji", "state:wsm")]
    if heads != "source,target":
        spans = read(tmp_path, f"country,body,{heads}\nFiji,Lake Fund,1990,present\nSamoa,Lake Fund,1991,1999\n")
        assert held(spans, "source", "start", "end") == [("state:fji", "1990", ""), ("state:wsm", "1991", "1999")]
