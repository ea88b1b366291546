"""Codes of states: the whole column tells whether they are ISO 3166's or the Correlates of War's; what is no state."""

import pytest
from test_sheets import write

import explorer
from explorer.facts.check import check
from explorer.facts.columns.names import by_code, shipped_names
from explorer.ontology import known_names
from explorer.ontology.datafile import shipped

WARS = shipped("cow.yaml", "explorer.facts.columns")


def sources(done):
    return set(done.facts.relations.source)


def refused(done):
    return done.report.documents[0].refused


def read(folder, rows, **options):
    return explorer.read(write(folder, "a.csv", rows), **options)


def members(head, codes):
    return f"{head},body,year\n" + "".join(f"{code},Lake Fund,1990\n" for code in codes)


@pytest.mark.parametrize("head", ["country", "state", "member state", "party"])
def test_codes_of_wars_are_told_by_the_column_as_a_whole(tmp_path, head):
    done = read(tmp_path, members(head, ["AUS", "UKG", "GMY", "SWZ", "USA", "RUS"]))
    assert sources(done) == {f"state:{code}" for code in ("aut", "gbr", "deu", "che", "usa", "rus")}
    assert check(done.facts) == [] and refused(done) == ""
    (told,) = [one.why for one in done.report.remarks if "Correlates of War" in one.why]
    assert "GMY" in told and "codes=iso" in told


@pytest.mark.parametrize("head", ["country", "state", "iso3"])
def test_codes_of_iso_stay_what_they_are(tmp_path, head):
    done = read(tmp_path, members(head, ["AUS", "GBR", "DEU", "SWZ", "USA", "RUS"]))
    assert sources(done) == {f"state:{code}" for code in ("aus", "gbr", "deu", "swz", "usa", "rus")}
    assert not [one for one in done.report.remarks if "Correlates" in one.why]


@pytest.mark.parametrize(("answer", "state"), [("iso", "aus"), ("cow", "aut")])
def test_codes_that_both_have_with_two_meanings_are_asked_about(tmp_path, answer, state):
    path = write(tmp_path, "a.csv", members("country", ["AUS", "CAN", "USA"]))
    asked = explorer.read(path)
    assert "AUS is Australia in ISO 3166 and Austria in the Correlates of War" in refused(asked)
    assert not len(asked.facts.relations)
    done = explorer.read(path, columns=f"codes={answer}")
    assert f"state:{state}" in sources(done) and refused(done) == ""


@pytest.mark.parametrize(("head", "state"), [("stateabb", "aut"), ("ISO3", "aus"), ("iso_a3", "aus"), ("cowc", "aut")])
def test_a_head_settles_codes_that_both_have(tmp_path, head, state):
    done = read(tmp_path, members(head, ["AUS", "CAN", "USA"]), columns=f"country={head}")
    assert f"state:{state}" in sources(done)


def test_numbers_of_wars_by_year(tmp_path):
    rows = "ccode,year,LWA,RVB\n2,1990,1,0\n2,1991,1,0\n305,1990,0,1\n345,1990,1,-9\n"
    done = read(tmp_path, rows)
    assert sources(done) == {"state:usa", "state:aut", "state:yugoslavia"}
    assert check(done.facts) == []


def test_pairs_by_number(tmp_path):
    rows = "ccode1,ccode2,year,visits\n2,200,1990,4\n200,220,1991,1\n365,2,1990,2\n"
    done = read(tmp_path, rows)
    ends = set(done.facts.relations[["source", "target"]].itertuples(index=False, name=None))
    assert ends == {("state:usa", "state:gbr"), ("state:gbr", "state:fra"), ("state:rus", "state:usa")}


def test_plain_numbers_are_no_states(tmp_path):
    rows = "source,target\n2,200\n200,220\n365,2\n"
    assert not any(one.startswith("state:") for one in sources(read(tmp_path, rows)))
    rows = "ccode,country,body\n4,Afghanistan,Lake Fund\n8,Albania,Lake Fund\n12,Algeria,Lake Fund\n"  # ISO's numbers
    assert sources(read(tmp_path, rows)) == {"state:afg", "state:alb", "state:dza"}


def test_codes_of_neither_scheme_are_asked_about(tmp_path):
    asked = read(tmp_path, members("country", ["GER", "SUI", "NED", "FRA", "ITA", "USA", "NOR"]))
    assert "GER, NED, SUI are no codes of ISO 3166" in refused(asked)
    done = read(tmp_path, members("party", ["WHO", "FAO", "ILO", "USA", "IOM"]))
    assert refused(done) == "" and "organisation:iom" in sources(done)


def test_every_code_of_wars_leads_to_one_state():
    names, states = shipped_names(), {one.id for one in known_names()}
    found = {code: by_code(code, names, "cow") for code in WARS}
    assert all(found.values()) and len(WARS) == 217
    for code, row in WARS.items():
        assert by_code(row["number"], names, "cow") == found[code]
        assert (found[code].id in states) == ("state" in row)
    twice = [one.id for one in found.values()]
    assert {one for one in twice if twice.count(one) > 1} == {"state:deu"}  # West Germany is Germany


AGENCIES = [
    "Coast Bureau",
    "Office for Tidal Matters",
    "Ministry of Lakes",
    "Border Agency",
    "Dune Commission",
    "TIDCO",
]


@pytest.mark.parametrize("name", AGENCIES)
def test_an_agency_below_country_is_no_state(tmp_path, name):
    done = read(
        tmp_path, f"country,meeting,date\nFiji,SOM 1,2011-05-04\n{name},SOM 1,2011-05-04\nSamoa,SOM 1,2011-05-04\n"
    )
    kinds = dict(done.facts.nodes[["name", "kind"]].itertuples(index=False, name=None))
    assert kinds[name] in ("organisation", "body")
    assert [one for one in done.report.remarks if one.what == "unresolved" and name in one.text] or any(
        "no list has" in one.why for one in done.report.remarks
    )


def test_a_misspelt_state_is_told_with_the_one_that_may_be_meant(tmp_path):
    done = read(
        tmp_path, "country,meeting,date\nFiji,SOM 1,2011-05-04\nAustrlia,SOM 1,2011-05-04\nHessia,SOM 1,2011-05-04\n"
    )
    whys = [one.why for one in done.report.remarks]
    assert any("did you mean Australia?" in why for why in whys)
    assert sum("taken for a state" in why for why in whys) == 2


def test_pairs_of_abbreviations_and_of_numbers_beside_names(tmp_path):
    abbreviations = "stateabb1,stateabb2,year,visits\nUSA,UKG,1990,3\nUKG,FRN,1991,2\nAUS,GMY,1991,1\n"
    ends = set(read(tmp_path, abbreviations).facts.relations[["source", "target"]].itertuples(index=False, name=None))
    assert ends == {("state:usa", "state:gbr"), ("state:gbr", "state:fra"), ("state:aut", "state:deu")}
    alliances = (
        "version,ccode1,state_name1,ccode2,state_name2,dyad_st_year,dyad_end_year,defense,neutrality\n"
        "4,200,United Kingdom,380,Sweden,1816,1911,0,1\n4,240,Hanover,245,Bavaria,1838,1848,1,0\n"
    )
    rows = read(tmp_path, alliances).facts.relations
    assert sorted(rows[["source", "target", "start", "end", "defense"]].values.tolist()) == [
        ["state:gbr", "state:swe", "1816", "1911", "0"],
        ["state:hanover", "state:bavaria", "1838", "1848", "1"],
    ]


def test_numbers_stand_for_states_whose_names_no_list_has(tmp_path):
    rows = "ccode,year,state,RVB,LWO\n2,1990,usa,1,-9\n200,1991,uk,1,2\n345,1990,yugoslavia,1,0\n20,1990,canada,0,1\n"
    done = read(tmp_path, rows, columns="2=associate")
    assert sources(done) == {"state:usa", "state:gbr", "state:yugoslavia", "state:can"}
    named = read(
        tmp_path, "ccode,year,state,RVB,LWO\n501,1990,Kenya,1,-9\n553,1991,Malawi,1,2\n", columns="2=associate"
    )
    assert named.report.remarks and not [one for one in named.report.remarks if "Correlates" in one.why]


@pytest.mark.parametrize("head", ["iso2c", "ISO_A2", "country_iso", "iso-2"])
def test_heads_of_iso_codes(tmp_path, head):
    assert sources(read(tmp_path, members(head, ["DE", "NA", "NO"]))) == {"state:deu", "state:nam", "state:nor"}


@pytest.mark.parametrize(
    ("head", "codes", "states"),
    [
        ("iso_n3", ["036", "276", "004"], {"aus", "deu", "afg"}),
        ("ISO numeric", ["36", "276", "4"], {"aus", "deu", "afg"}),
        ("M49", ["36.0", "276.0", "4.0"], {"aus", "deu", "afg"}),
        ("ccode", ["900", "255", "260", "700"], {"aus", "deu", "afg"}),  # both numbers of Germany, by years
        ("cowcode", ["900", "970", "678"], {"aus", "nru", "yemen-arab-republic"}),
        ("gwno", ["900", "255", "260", "700"], {"aus", "deu", "afg"}),
        ("gwcode", ["900", "970", "678", "340"], {"aus", "kir", "yem", "srb"}),
        ("gwc", ["AUS", "RUM", "SER", "YUG"], {"aut", "rou", "srb", "yugoslavia"}),
    ],
)
def test_numbers_and_letters_below_a_head_that_says_whose_they_are(tmp_path, head, codes, states):
    done = read(tmp_path, members(head, codes))
    assert refused(done) == "" and check(done.facts) == []
    assert sources(done) == {f"state:{state}" for state in states}


@pytest.mark.parametrize(("said", "state"), [("iso", "mne"), ("cow", "qat"), ("gw", "qat")])
def test_numbers_below_country_are_asked_about(tmp_path, said, state):
    rows = members("country", ["36", "499", "694"]) if said == "iso" else members("country", ["900", "694", "499"])
    asked = read(tmp_path, rows)
    assert "codes=iso, codes=cow or codes=gw" in refused(asked) and not len(asked.facts.relations)
    assert f"state:{state}" in sources(read(tmp_path, rows, columns=f"codes={said}"))


@pytest.mark.parametrize(
    ("head", "code", "whose"), [("gwno", "955", "Gleditsch and Ward"), ("iso_n3", "37", "ISO 3166")]
)
def test_a_number_that_is_none_is_told_with_its_row_and_is_no_state(tmp_path, head, code, whose):
    good = {"gwno": ["2", "20", "200", "220"], "iso_n3": ["840", "124", "826", "250"]}[head]
    done = read(tmp_path, members(head, [*good, code, code]))
    assert sources(done) == {"state:usa", "state:can", "state:gbr", "state:fra"}
    (told,) = [one for one in done.report.remarks if one.what == "unresolved"]
    assert repr(code) in told.why and whose in told.why and "2 rows" in told.why and told.passage.endswith("#6")


def test_pairs_by_numbers_of_both_lists(tmp_path):
    rows = "gwno_a,gwno_b,year\n2,340,2010\n2,999,2010\n2,20,2010\n340,678,2010\n"
    done = read(tmp_path, rows)
    assert set(done.facts.relations.target) == {"state:srb", "state:can", "state:yem"}
    assert [one.passage[-2:] for one in done.report.remarks if "'999' is no number" in one.why] == ["#3"]
    rows = "iso3_o,iso3_d,year,tariff\nAUS,NZL,2010,4\nFJI,AUS,2010,2\nFJI,NZL,2011,2\n"
    assert sources(read(tmp_path, rows)) == {"state:aus", "state:fji"}


def test_every_number_of_iso_leads_to_one_state():
    names, numbers = shipped_names(), shipped("numbers.yaml", "explorer.facts.columns")
    assert all(by_code(number, names).id == f"state:{code}" for number, code in numbers.items())
    assert len(numbers) == len(set(numbers.values())) == 249
    core = pytest.importorskip("babel.core")  # another source of the same facts
    letters = shipped("codes.yaml", "explorer.facts.columns")
    for number, territory in core.get_global("territory_aliases").items():
        if number in numbers and len(territory) == 1:
            assert letters[territory[0]] == numbers[number]


def test_every_code_of_gleditsch_and_ward_leads_to_one_state():
    names, states = shipped_names(), {one.id for one in known_names()}
    own = shipped("gw.yaml", "explorer.facts.columns")
    for code, row in own.items():
        found = by_code(code, names, "gw")
        assert found == by_code(row["number"], names, "gw") and (found.id in states) == ("state" in row)
    replaced = {code for code in WARS if by_code(code, names, "gw") != by_code(code, names, "cow")}
    assert replaced == {"FIJ", "KIR", "ROM", "YAR"}  # others keep their letters
    assert by_code("946", names, "gw") is None and by_code("679", names, "gw") is None
