"""Tables that are no attendance, registers by their heads, and the line that asks: it makes a table where it is pasted. All invented."""

import re

import pytest
from test_sheets import write

import explorer
from explorer.facts.check import check

REFUSED = "asked"


def read(folder, text, columns=""):
    return explorer.read(write(folder, "t.csv", text), columns=columns or None)


def held(done, *columns):
    return sorted(done.facts.relations[[*columns]].itertuples(index=False, name=None))


def asked(done):
    (why,) = [remark.why for remark in done.report.remarks if remark.what == REFUSED]
    assert not len(done.facts.relations)
    return why


NO_MEETINGS = [
    "code,party,title,version,status,submissionDate\nFJI,Fiji,Reef Plan,1,Active,2016-11-23\nWSM,Samoa,Reef Plan,2,Archived,2017-01-02\n",
    "Party,Date,Status\nFiji,2016-11-23,Active\nSamoa,2017-01-02,Archived\n",
    "Actors,Code,Type,HQ_city,HQ_states,Year_inception\nHeron Trust,HET,7,Suva,Fiji,1965\nReef Fund,REF,6,Apia,Samoa,2000\n",
    "number,name,entry_type,year,c1,c2\n1,Lake Pact,base_treaty,2003,4,356\n2,Dune Union,base_treaty,1962,12,818\n",
    "Country,Title,Date,City\nFiji,Reef Atlas,2011,Suva\nSamoa,Tide Atlas,2012,Apia\n",
    "year,party,candidate,points,won_primary\n1980,Reed Party,Ann Lake,5,No\n1980,Tide Party,Bob Hill,6,Yes\n",
    "Country,Date\nFiji,8 April 1994\nSamoa,12 June 1963\n",
    "year,party,candidate,vote_percentage,won_primary\n1980,Reed Party,Ann Lake,5.5,No\n1980,Tide Party,Bob Hill,6.5,Yes\n",
    "Title,Date,Judge1,Judge2,Vote1,Vote2\nHeron v. Reed,2016-12-21,Lake,Hill,1,0\nReed v. Bank,2016-12-14,Lake,Marsh,0,0\n",
    "last_name,first_name,terms,2021_total,2021_local,2021_unions\nLake,Ann,4,9,6,1\nHill,Bob,2,0,0,0\nDune,Cy,1,5,1,0\n",
    "scenes,ann_lake,bob_hill,cy_dune\nHarbour,TRUE,,\nConcert,,TRUE,TRUE\n",
]


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_what_is_no_attendance_is_asked_about(tmp_path, text):
    assert "say " in asked(read(tmp_path, text)).casefold()


@pytest.mark.parametrize("text", [*NO_MEETINGS, "president,appointee,start_date,length\nTarn,Bert Hill,1977-01-21,245\nTarn,Ann Reed,1977-01-23,908\n",
    "Code,Name,Region\nFJI,Fiji,Reef Group\nWSM,Samoa,Tide Group\n", "country,tid,treatyname,csig\nFiji,32,Convention On Eels,1901-02-22\nSamoa,33,Lake Convention,\n",
    "Entity A Type,Entity A,Entity B Type,Entity B,Connection\nOrganisation,Heron Ltd,Organisation,Reed Ltd,owns\nPerson,Ann Lake,Organisation,Heron Ltd,advises\n",
    "character_1,character_2,n\nAnn,Bob,3\nBob,Cy,2\n", "Countries,UN,EU\nFiji,1970,\nFrance,1945,1958\n"])  # fmt: skip
def test_the_line_to_paste_makes_a_table(tmp_path, text):
    why = asked(read(tmp_path, text))
    assert "=HEAD," not in why.replace("meaning=HEAD,…", "")
    for line in re.findall('--columns "([^"]+)"', why):
        if not re.match(r"\d", line):  # a mark
            done = read(tmp_path, text, line.replace("==NAME", "==Lake Board"))
            assert len(done.facts.relations), line
            assert check(done.facts) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Code,Name,Region\nFJI,Fiji,Reef Group\nWSM,Samoa,Tide Group\n", "party=Name,body=Region"),
        ("a,tid,treatyname\nFiji,3,Eel Convention\nSamoa,4,Lake Convention\n", "party=a,instrument=treatyname"),
        ("character_1,character_2,n\nAnn,Bob,3\nBob,Cy,2\n", "source=character_1,target=character_2"),
        ("Firm A,Firm B,since\nHeron,Reed,2001\n", "source=Firm A,target=Firm B"),
        ("scenes,ann_lake,bob_hill\nHarbour,TRUE,\nConcert,,TRUE\n", "event=scenes"),
        ("length,appointee\n245,Bert Hill\n908,Ann Reed\n", "person=appointee,body==NAME"),
    ],
)  # fmt: skip
def test_the_line_to_paste_names_columns_that_fit(tmp_path, text, line):
    assert f'"{line}"' in asked(read(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "Party,Session date\nFiji,2011-05-04\nSamoa,2011-05-04\n",
        "Party,Date,Role\nFiji,2011-05-04,observer\nSamoa,2011-05-04,participant\n",
        "Party,Date,Attendance\nFiji,2011-05-04,yes\nSamoa,2011-05-04,yes\n",
        "Party,Date,Place\nFiji,2011-05-04,Suva\nSamoa,2012-05-04,Apia\n",
        "Person,Party,State,Event,Type,Date\nAnn Lake,Reed Party,Tarn,Reef Reception,speech,2011-05-04\nBob Hill,Tide Party,Tarn,Reef Reception,speech,2011-05-04\n",
        "Candidate name,Date,City,State\nAnn Lake,2011-05-04,Suva,Tarn\nBob Hill,2012-05-04,Apia,Heron\n",
    ],
)  # fmt: skip
def test_what_is_attendance_is_read_without_a_word(tmp_path, text):
    done = read(tmp_path, text)
    there = [row for row in held(done, "source", "relation") if row[1] == "participated_in"]
    wanted = ("person:ann-lake", "person:bob-hill") if "Ann Lake" in text else ("state:fji", "state:wsm")
    assert [source for source, _ in there] == [*wanted]


@pytest.mark.parametrize("head", ["Participation Type", "Action type", "Kind"])
def test_stages_of_a_treaty_are_no_meetings(tmp_path, head):
    text = f"Code,Name,Date,{head}\nFJI,Fiji,2019-01-18,Ratification\nWSM,Samoa,2019-01-23,Acceptance\nTON,Tonga,2020-11-16,Accession\nPLW,Palau,2020-11-17,Provisional application\n"
    assert "instrument==NAME" in asked(read(tmp_path, text))
    done = read(tmp_path, text, "instrument==Eel Convention")
    assert held(done, "source", "role", "start") == [
        ("state:fji", "ratified", "2019-01-18"), ("state:ton", "acceded", "2020-11-16"), ("state:wsm", "ratified", "2019-01-23"),
    ]  # fmt: skip
    assert not [r for r in done.report.remarks if r.what == "guessed"]
    assert any("is no stage of a treaty" in r.why for r in done.report.remarks)


@pytest.mark.parametrize("said", ["", ",role=Kind"])
def test_a_kind_beside_the_day_of_a_ratification_counts(tmp_path, said):
    text = "Name,Signature,Ratification,Kind\nFiji,2016-04-22,2017-02-15,Ratification\nTonga,,2017-11-13,Accession\nSamoa,,2018-01-01,Approval\n"
    assert held(read(tmp_path, text, f"instrument==Eel Convention{said}"), "source", "role", "start") == [
        ("state:fji", "ratified", "2017-02-15"), ("state:fji", "signed", "2016-04-22"),
        ("state:ton", "acceded", "2017-11-13"), ("state:wsm", "ratified", "2018-01-01"),
    ]  # fmt: skip


def test_a_treaty_in_each_row_with_its_members_in_one_cell(tmp_path):
    done = read(
        tmp_path,
        'Common.Name,Membership,Type,Date.of.Signature\nLake Pact,"Fiji, Samoa",FTA,1999-11-30\nEel Accord,"Tonga, Fiji",CU,2001-01-01\n',
    )
    assert len(held(done, "source", "target")) == 4
    assert ("state:ton", "instrument:eel-accord") in held(done, "source", "target")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("epid,mep,country,group,role,location,lobbyists,date\n1,Ann Lake,Belgium,RE,Member,Suva,Heron Guides,2019-11-27\n", ("person:ann-lake", "organisation:heron-guides")),
        ("id,date,contact_type,institution,function,org_name,lobbyist_type,purpose\nN1,2017-01-25,In person,Ministry of Lakes,Official,Heron Guides Union,Legal agent,Talk\n",
         ("body:ministry-of-lakes", "organisation:heron-guides-union")),
    ],
)  # fmt: skip
def test_registers_are_told_by_person_organisation_and_day(tmp_path, text, sides):
    done = read(tmp_path, text)
    assert {row[0] for row in held(done, "source", "relation") if row[1] == "participated_in"} == {*sides}


@pytest.mark.parametrize(("head", "meetings", "told"), [("id", 2, 0), ("Reference", 2, 0), ("Note", 1, 1)])
def test_numbers_of_rows_keep_meetings_apart(tmp_path, head, meetings, told):
    rows = [f"N{n},2017-01-25,Ann Lake,Heron Guides,Reefs" for n in (1, 2)]
    done = read(tmp_path, "\n".join([f"{head},Date,Minister,Organisation,Purpose", *rows]) + "\n")
    assert (done.facts.nodes["kind"] == "meeting").sum() == meetings
    assert sum("1 row has" in r.why for r in done.report.remarks if r.what == "guessed") == told


def test_rows_that_state_nothing_at_all_are_not_understood(tmp_path):
    rows = "".join(f"Q{n},absent,absent\n" for n in range(60))
    assert "none of its 60 rows states anything" in asked(read(tmp_path, f"Party,SOM 1,SOM 2\n{rows}"))


@pytest.mark.parametrize("columns", ["", "shape=matrix"])
def test_a_matrix_of_names_that_no_list_has(tmp_path, columns):
    done = read(tmp_path, "who,ann_lake,bob_hill,cy_dune\nann_lake,9,,\nbob_hill,2,7,\ncy_dune,1,3,5\n", columns)
    assert held(done, "source", "target", "weight") == [
        ("organisation:bob-hill", "organisation:ann-lake", "2"), ("organisation:cy-dune", "organisation:ann-lake", "1"),
        ("organisation:cy-dune", "organisation:bob-hill", "3"),
    ]  # fmt: skip
    assert any("no list has this name" in r.why for r in done.report.remarks if r.what == "unresolved")


@pytest.mark.parametrize("text", ["Country,Date\nFiji,1994\n", "party,event\nFiji,SOM 1\nSamoa,SOM 2\n"])
def test_what_is_no_matrix_is_told_so(tmp_path, text):
    assert "it is no matrix" in asked(read(tmp_path, text, "shape=matrix"))


@pytest.mark.parametrize(
    ("cells", "spans"),
    [(("192001", "201612"), ("1920-01", "2016-12")), (("19020520", "19061231"), ("1902-05-20", "1906-12-31"))],
)
def test_days_without_marks_below_a_head_of_dates(tmp_path, cells, spans):
    done = read(
        tmp_path, f"source,target,relation,begin,end\nFiji,Samoa,near,{','.join(cells)}\nFiji,Samoa,near,201801,\n"
    )
    assert (*spans,) in held(done, "start", "end") and len(done.facts.relations) == 2


def test_figures_that_look_like_days_are_none_without_a_head(tmp_path):
    assert set(
        read(tmp_path, "Party,Event,Budget\nFiji,SOM 201801,201801\nSamoa,SOM 201801,201802\n").facts.nodes["start"]
    ) == {""}


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_blank_before_a_quotation_mark_is_no_part_of_a_cell(tmp_path, mark):
    rows = [
        '"Party", "Event", "Date", "Place"',
        '"Fiji", "Lake Forum, second session; part 1", "2 May 1997", "Suva, Fiji"',
    ]
    done = read(tmp_path, "\n".join(row.replace('", ', f'"{mark} ') for row in rows) + "\n")
    (node,) = done.facts.nodes[done.facts.nodes.kind == "meeting"].to_dict("records")
    assert (node["name"], node["start"]) == ("Lake Forum, second session; part 1", "1997-05-02")


def test_a_quotation_mark_within_a_cell_stays(tmp_path):
    done = read(tmp_path, 'Party,Event,Note\nFiji,SOM 1, "so-called" talks\nSamoa,SOM 2, plain\n')
    assert '"so-called" talks' in done.facts.relations.to_csv(index=False).replace('""', '"')
