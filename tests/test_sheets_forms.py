"""Tables in the forms of well-known public data: years across, matrices, votes, sanctions, federations."""

import pytest
from test_sheets import write

import explorer
from explorer.facts.check import check


def read(folder, rows, **options):
    done = explorer.read(write(folder, "a.csv", rows), **options)
    assert check(done.facts) == []
    return done


def stated(done, *columns):
    return sorted(done.facts.relations[list(columns)].itertuples(index=False, name=None))


def refused(done):
    return done.report.documents[0].refused


def test_years_across_beside_party_and_body_are_spans_of_membership(tmp_path):
    rows = "Organisation code,IGO,State,1990,1991,1992,X1993\n7,RVB,Kenya,0,1,1,0\n7,RVB,Malawi,1,-9,1,1\n"
    done = read(tmp_path, rows)
    assert stated(done, "source", "relation", "target", "start", "end") == [
        ("state:ken", "member_of", "organisation:rvb", "1991", "1992"),
        ("state:mwi", "member_of", "organisation:rvb", "1990", "1990"),
        ("state:mwi", "member_of", "organisation:rvb", "1992", "1993"),
    ]
    treaty = read(tmp_path, "Treaty,State,2001,2002\nPact on Nets,Kenya,1,1\n")
    assert stated(treaty, "relation", "start", "end") == [("party_to", "2001", "2002")]


def test_years_across_without_a_body_stay_events(tmp_path):
    done = read(tmp_path, "Country,2001,2002\nKenya,x,\nMalawi,x,x\n")
    assert {relation for (relation,) in stated(done, "relation")} == {"participated_in"}


MATRIX = "Exporter,Kenya,Malawi,Samoa,Total\nKenya,0,1200.5,,1200.5\nMalawi,7,3,0,10\nAtlantis,1,1,1,3\n"


def test_a_matrix_of_states_is_ties_with_weights(tmp_path):
    done = read(tmp_path, MATRIX, columns="relation==exports to")
    assert stated(done, "source", "relation", "target", "weight") == [
        ("state:ken", "exports_to", "state:mwi", "1200.5"),
        ("state:mwi", "exports_to", "state:ken", "7"),
    ]
    told = " ".join(one.why for one in done.report.remarks)
    assert "leads from the row (Exporter)" in told and "'Atlantis'" in told and "Total: none that a list has" in told
    assert [one.passage[-2:] for one in done.report.remarks if "row and its head" in one.why] == ["#3"]


def test_matrices_of_marks_of_years_and_with_an_open_sign(tmp_path):
    marks = read(tmp_path, "country,Kenya,Malawi,Samoa\nKenya,0,1,0\nMalawi,x,0,no\nSamoa,-,yes,0\n")
    assert stated(marks, "source", "target") == [
        ("state:ken", "state:mwi"), ("state:mwi", "state:ken"), ("state:wsm", "state:mwi"),
    ]  # fmt: skip
    years = read(tmp_path, "year,country,Kenya,Malawi\n1990,Kenya,0,5\n1991,Kenya,0,6\n1990,Malawi,2,0\n")
    assert stated(years, "source", "start", "weight") == [
        ("state:ken", "1990", "5"), ("state:ken", "1991", "6"), ("state:mwi", "1990", "2"),
    ]  # fmt: skip
    asked = explorer.read(write(tmp_path, "b.csv", 'X,Kenya,Malawi\nKenya,0,"1,500"\nMalawi,2,0\n'))
    assert "decimal=comma" in refused(asked) and not len(asked.facts.relations)


def test_parties_by_events_named_after_states_are_no_matrix(tmp_path):
    done = read(tmp_path, "Meeting,Kenya,Malawi\nSOM 1,x,\nSOM 2,x,x\n")
    assert {relation for (relation,) in stated(done, "relation")} == {"participated_in"}


def test_who_voted_was_there_however_it_voted(tmp_path):
    rows = "Roll call,Date,Resolution,Country,Vote\n1,2001-02-03,L/7,Kenya,Nay\n1,2001-02-03,L/7,Malawi,Abstained\n"
    rows += "1,2001-02-03,L/7,Samoa,Did not vote\n1,2001-02-03,L/7,Fiji,\n"
    done = read(tmp_path, rows)
    assert stated(done, "source", "target", "Vote") == [
        ("state:ken", "meeting:2001-02-03-l-7", "Nay"), ("state:mwi", "meeting:2001-02-03-l-7", "Abstained"),
    ]  # fmt: skip
    assert sum("no participation" in one.why or "neither" in one.why for one in done.report.remarks) == 2


def test_votes_across_keep_how_each_voted(tmp_path):
    done = read(tmp_path, "Resolution,Date,Kenya,Malawi,Samoa\nL/7,2001-02-03,Y,N,A\nL/8,2001-02-04,N,,Y\n")
    assert [vote for _, vote in stated(done, "source", "vote")] == ["N", "Y", "N", "A", "Y"]
    marks = read(tmp_path, "Session,Date,Kenya,Malawi,Samoa\nSOM 1,2001-02-03,Y,N,Y\n")
    assert [source for source, _ in stated(marks, "source", "role")] == ["state:ken", "state:wsm"]  # N is absent


def test_codes_of_votes_are_told_and_settled_by_one_option(tmp_path):
    rows = "ccode,rcid,vote,year\n2,11,1,1990\n20,11,3,1990\n200,11,8,1990\n"
    done = read(tmp_path, rows)
    assert any("'8'" in one.why and "--columns" in one.why for one in done.report.remarks)
    assert done.facts.nodes.name.tolist().count("rcid 11") == 1
    said = read(tmp_path, rows, columns="8=absent")
    assert {source for (source,) in stated(said, "source")} == {"state:usa", "state:can"}


def test_ends_that_list_states_are_several(tmp_path):
    rows = 'case,sanctioned state,sanctioning state,begin,end\n1,Kenya,"Malawi, Samoa and Fiji",1990,1994\n'
    rows += "2,Malawi,Dune, Board,1990,1994\n".replace("Dune, Board", '"Dune, Sand and Board"')
    assert stated(read(tmp_path, rows), "source", "target", "start", "end") == [
        ("organisation:dune-sand-and-board", "state:mwi", "1990", "1994"),
        *((f"state:{one}", "state:ken", "1990", "1994") for one in ("fji", "mwi", "wsm")),
    ]


def test_donors_and_recipients_are_ends(tmp_path):
    done = read(tmp_path, "Donor,Recipient,Year,Disbursed\nKenya,Malawi,1999,3.5\n")
    assert stated(done, "source", "target", "start", "Disbursed") == [("state:ken", "state:mwi", "1999", "3.5")]
    pledge = read(tmp_path, "Donor,Pledge,Deadline\nKenya,Three gauges,2001\n")
    assert ("assigned_to",) in stated(pledge, "relation")


def test_a_list_of_names_by_country_and_day_is_no_attendance(tmp_path):
    rows = "Name,Type,Listed on,Country\nDune Traders,Entity,3-Mar-2011,Kenya\nIda Rill,Individual,4-Mar-2011,Malawi\n"
    assert "cannot be told" in refused(explorer.read(write(tmp_path, "a.csv", rows)))


def test_federations_belong_to_their_confederation_and_odd_states_of_members_stay(tmp_path):
    rows = "Federation,Country,Status,Confederation\nKenya Kites,Kenya,Full,OKC\nMalawi Kites,Malawi,Lapsed,OKC\n"
    done = read(tmp_path, rows)
    assert stated(done, "source", "target", "Country", "Status") == [
        ("organisation:kenya-kites", "organisation:okc", "Kenya", "Full"),
        ("organisation:malawi-kites", "organisation:okc", "Malawi", "Lapsed"),
    ]
    assert any("'Lapsed'" in one.why and "taken as member" in one.why for one in done.report.remarks)


@pytest.mark.parametrize("said", ["", "Lapsed=absent"])
def test_words_among_marks_are_asked_for(tmp_path, said):
    rows = "NOC,Kite Federation,Canoe Union\nKenya,Full,Lapsed\nMalawi,Associate,Full\n"
    done = read(tmp_path, rows, columns=said or None)
    assert ("state:mwi", "associate") in stated(done, "source", "role") and len(done.facts.relations) == 3
    assert any("'Lapsed' (1 cells) has no meaning" in one.why for one in done.report.remarks) == (not said)


def test_lists_are_asked_what_their_members_belong_to(tmp_path):
    for rows in ("Code,Name\nKEN,Kenya\nMWI,Malawi\n", "Code,Name,Date\nKEN,Kenya,1990-02-03\nMWI,Malawi,\n"):
        path = write(tmp_path, "a.csv", rows)
        assert 'body==NAME"' in refused(explorer.read(path)) and "party=Code" not in refused(explorer.read(path))
        done = read(tmp_path, rows, columns="body==Kite League")
        assert stated(done, "source", "relation") == [("state:ken", "member_of"), ("state:mwi", "member_of")]


def test_an_index_of_treaties_has_no_parties(tmp_path):
    rows = "chapter_no,treaty_name,chapter_name\n1,Pact on Nets,Fishing\n2,Pact on Lakes,Water\n"
    assert "cannot be told" in refused(explorer.read(write(tmp_path, "a.csv", rows)))


def test_names_below_committees_are_members(tmp_path):
    done = read(tmp_path, "Name,Committee\nKite Trust,Committee on Winds\n")
    assert stated(done, "relation") == [("member_of",)]


@pytest.mark.parametrize("shape", ["attendance", "memberships", "treaties", "commitments", "meetings", "ties"])
def test_a_shape_that_was_said_without_its_columns_is_asked_for_them(tmp_path, shape):
    path = write(tmp_path, "a.csv", "colour,size\nred,12.5\nblue,3.25\n")
    assert "cannot be told from the heads" in refused(explorer.read(path, columns=f"shape={shape}"))


def test_a_flag_by_country_and_year_is_no_attendance(tmp_path):
    rows = "year,state,islands,landlocked\n1990,Kenya,0,0\n1990,Malawi,3,1\n1991,Malawi,3,1\n"
    assert not len(explorer.read(write(tmp_path, "a.csv", rows)).facts.relations)


def test_flags_called_as_variables_are_asked_about(tmp_path):
    rivals = "pair,start,spatial,ideological,mc_1\nKenya and Malawi,1990,1,,0\nFiji and Samoa,1991,1,1,1\n"
    assert "cannot be told; say it" in refused(explorer.read(write(tmp_path, "a.csv", rivals)))
    named = "country,Suva,Apia\nKenya,1,0\nMalawi,1,1\n"  # names are meetings', as before
    assert {relation for (relation,) in stated(read(tmp_path, named), "relation")} == {"participated_in"}
    marked = read(tmp_path, "country,suva,apia\nKenya,x,\nMalawi,x,x\n")
    assert len(marked.facts.relations) == 3
