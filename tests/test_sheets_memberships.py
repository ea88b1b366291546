"""Wide tables of memberships: codes by year, parties across or bodies across; and tables that look like them."""

import pytest
from test_sheets import write

import explorer
from explorer.documents.sheets import read as sheets
from explorer.facts.check import check

# Invented: 0 no membership, 1 full, 2 associate, 3 observer, -9 not known, -1 no state yet.
BY_STATE = """country,ccode,year,RVB,LWA,DKF,HNT
Kenya,501,1990,1,0,-9,3
Kenya,501,1991,1,0,-9,3
Kenya,501,1992,0,2,1,-9
Kenya,501,1993,1,2,1,3
Malawi,553,1990,-1,-9,-1,0
Malawi,553,1991,1,1,-1,0
Malawi,553,1993,1,1,1,0
"""
BY_BODY = """ioname,orgname,year,kenya,newzealand,stlucia,trinidad,hessia,defunct
RVB,River Basin Board,1990,1,0,-1,0,1,0
RVB,River Basin Board,1991,1,1,-1,3,-1,0
RVB,River Basin Board,1992,-9,1,2,0,-1,1
"""


def held(done):
    rows = done.facts.relations
    return sorted(rows[["source", "relation", "target", "role", "start", "end"]].itertuples(index=False, name=None))


def whys(done, what="passed over"):
    return [remark.why for remark in done.report.remarks if remark.what == what]


def member(party, body, start, end="", role="member"):
    return (f"state:{party}", "member_of", body, role, start, end or start)


@pytest.mark.parametrize("many", [20_000, 3])
def test_codes_of_states_by_year_become_spans(tmp_path, monkeypatch, many):
    monkeypatch.setattr(sheets, "MANY", many)
    path = write(tmp_path, "states.csv", BY_STATE)
    done = explorer.read(path, columns="2=associate,3=observer")
    assert check(done.facts) == []
    assert held(done) == sorted(
        [
            member("ken", "organisation:rvb", "1990", "1991"),
            member("ken", "organisation:rvb", "1993"),
            member("ken", "organisation:lwa", "1992", "1993", "associate"),
            member("ken", "organisation:dkf", "1992", "1993"),
            member("ken", "organisation:hnt", "1990", "1991", "observer"),
            member("ken", "organisation:hnt", "1993", role="observer"),
            member("mwi", "organisation:rvb", "1991"),
            member("mwi", "organisation:rvb", "1993"),
            member("mwi", "organisation:lwa", "1991"),
            member("mwi", "organisation:lwa", "1993"),
            member("mwi", "organisation:dkf", "1993"),
        ]
    )
    first = done.facts.relations.query("target == 'organisation:rvb' and source == 'state:ken' and start == '1990'")
    cited = done.facts.citations[done.facts.citations.statement == first.id.iloc[0]]
    assert sorted(cited[["passage", "quotation"]].values.tolist()) == [
        ["doc:states#2", "RVB: 1"],
        ["doc:states#3", "RVB: 1"],
    ]
    assert whys(done) == []
    assert "taken for bodies" in whys(done, "guessed")[0]


def test_codes_without_a_meaning_are_asked_for_in_one_line(tmp_path):
    path = write(tmp_path, "states.csv", BY_STATE)
    done = explorer.read(path)
    assert {row[3] for row in held(done)} == {"member"}
    (why,) = whys(done)
    assert why == (
        "the marks '3', '2' (5 cells) have no meaning that is known: say --columns \"2=associate,3=observer\" "
        "(or member, associate, absent)"
    )
    told = explorer.read(path, columns=why.split('"')[1])
    assert whys(told) == [] and {row[3] for row in held(told)} == {"member", "associate", "observer"}


def test_a_legend_tells_the_codes(tmp_path):
    legend = "0 = no membership; 1 = full membership; 2 = associate membership; 3 = observer; -9 = missing"
    text = BY_STATE + f"\n{legend},,,,,,\n"
    done = explorer.read(write(tmp_path, "states.csv", text))
    assert whys(done) == ["a line below the table"]
    assert held(done) == held(explorer.read(write(tmp_path, "plain.csv", BY_STATE), columns="2=associate,3=observer"))


def test_codes_of_bodies_by_year_have_states_across(tmp_path):
    path = write(tmp_path, "bodies.csv", BY_BODY)
    done = explorer.read(path, columns="2=associate,3=observer")
    assert check(done.facts) == []
    board = "organisation:river-basin-board"
    assert held(done) == sorted(
        [
            member("ken", board, "1990", "1991"),
            member("nzl", board, "1991", "1992"),
            member("lca", board, "1992", role="associate"),
            member("tto", board, "1991", role="observer"),
            member("hessia", board, "1990"),
        ]
    )
    (node,) = done.facts.nodes[done.facts.nodes.id == board].to_dict("records")
    assert (node["name"], node["acronym"], node["defunct"]) == ("River Basin Board", "RVB", "0; 1")
    assert whys(done) == [
        "defunct: no party that is known, and 0 and 1 alone; kept as what a row says of itself",
    ]


def test_numbers_of_other_programs_are_the_same_codes(tmp_path):
    done = explorer.read(write(tmp_path, "a.csv", BY_STATE), columns="2=associate,3=observer")
    floats = "\n".join(
        ",".join(f"{cell}.0" if at > 2 and row else cell for at, cell in enumerate(line.split(",")))
        for row, line in enumerate(BY_STATE.splitlines())
    )
    other = explorer.read(write(tmp_path, "b.csv", floats + "\n"), columns="2=associate,3=observer")
    assert held(done) == held(other)


@pytest.mark.parametrize(
    "heads",
    [
        "SOM 1,SOM 2,SOM 3",
        "2011-05-04,2012-06-01,2013-07-02",
        "Spring session,Autumn session,Retreat",
        "Suva,Nadi,Apia",
    ],
)
def test_noughts_and_ones_of_meetings_are_attendance(tmp_path, heads):
    done = explorer.read(write(tmp_path, "a.csv", f"party,{heads}\nFiji,1,0,1\nSamoa,1,1,0\nTonga,0,1,-9\n"))
    assert {row[1] for row in held(done)} == {"participated_in"} and len(held(done)) == 5


def test_bodies_by_their_words_with_one_dated_head_among_them(tmp_path):
    heads = "Lake Commission,River Board,Coast Agency,Founding conference (4 May 1990)"
    done = explorer.read(write(tmp_path, "a.csv", f"country,{heads}\nKenya,1,0,1,1\nMalawi,0,1,1,0\n"))
    assert [(row[1], row[2]) for row in held(done) if row[0] == "state:ken"] == [
        ("member_of", "body:lake-commission"),
        ("member_of", "organisation:coast-agency"),
        ("participated_in", "meeting:1990-05-04-founding"),
    ]


def test_flags_by_year_are_asked_about(tmp_path):
    rows = "country,year,democracy,island,war\nKenya,1990,0,0,1\nKenya,1991,1,0,0\nSamoa,1990,1,1,0\nSamoa,1991,1,1,0\n"
    path = write(tmp_path, "a.csv", rows)
    asked = explorer.read(path)
    assert "cannot be told; say it: --columns shape=memberships" in asked.report.documents[0].refused
    assert held(asked) == []
    done = explorer.read(path, columns="shape=memberships")
    assert member("wsm", "organisation:island", "1990", "1991") in held(done)


def test_treaties_across_bind_parties(tmp_path):
    rows = "country,Lake Convention,Protocol on Nets\nKenya,s,r\nMalawi,x,0\n"
    done = explorer.read(write(tmp_path, "a.csv", rows))
    assert [row[:4] for row in held(done)] == [
        ("state:ken", "party_to", "instrument:lake-convention", "signed"),
        ("state:ken", "party_to", "instrument:protocol-on-nets", "ratified"),
        ("state:mwi", "party_to", "instrument:lake-convention", ""),
    ]


def test_codes_in_a_list_of_memberships(tmp_path):
    rows = "country,body,year,status\nKenya,Lake Fund,1990,1\nKenya,Lake Fund,1991,-9\nMalawi,Lake Fund,1990,2\n"
    done = explorer.read(write(tmp_path, "a.csv", rows))
    assert [row[:4] for row in held(done)] == [("state:ken", "member_of", "organisation:lake-fund", "member")]
    assert whys(done) == [
        "its cell does not say whether it is a member",
        "the code '2' has no meaning that is known: say --columns 2=observer, or another role",
    ]


def test_a_list_of_years_of_joining_has_no_ends(tmp_path):
    rows = "country,body,year\nKenya,Lake Fund,1990\nMalawi,Lake Fund,1994\n"
    done = explorer.read(write(tmp_path, "a.csv", rows))
    assert [row[4:] for row in held(done)] == [("1990", ""), ("1994", "")]
