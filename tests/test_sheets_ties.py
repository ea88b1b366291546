"""Tables of ties: rows of one pair, weights, names with a place in brackets, and what is told of them. All invented."""

import pytest
from test_sheets import write

import explorer
from explorer.facts.columns.names import known, shipped_names


def read(folder, text, columns=""):
    return explorer.read(write(folder, "t.csv", text), columns=columns or None)


def whys(done, what="guessed"):
    return [remark.why for remark in done.report.remarks if remark.what == what]


@pytest.mark.parametrize(
    ("text", "columns", "head", "weight"),
    [
        ("from,to,weight\nFiji,Samoa,12\nFiji,Samoa,30\nFiji,Samoa,12\nFiji,Tonga,5\n", "", "weight", "54"),
        ("Donor,Recipient,Year,Sector,value\nFiji,Samoa,2019,Reefs,1.5\nFiji,Samoa,2019,Roads,0.25\n", "", "value", "1.75"),
        ("from;to;weight\nFiji;Samoa;1,5\nFiji;Samoa;2,25\n", "", "weight", "3.75"),
        ("from,to,amount\nHeron,Reed,7\nHeron,Reed,7\n", "weight=amount", "amount", "14"),
        ("from,to,weight\nFiji,Samoa,12\nFiji,Samoa,\n", "", "weight", "12"),
    ],
)  # fmt: skip
def test_weights_of_rows_of_one_pair_are_summed_and_told(tmp_path, text, columns, head, weight):
    done = read(tmp_path, text, columns)
    assert done.facts.relations[head].iloc[0] == weight or weight in done.facts.relations[head].tolist()
    (why,) = whys(done)
    assert f"make 1 relation; '{head}' is summed" in why and why.startswith(
        f"{text.count('Samoa') + text.count('Reed,')} rows"
    )


@pytest.mark.parametrize(
    "text",
    ["from,to,year,weight\nFiji,Samoa,2018,12\nFiji,Samoa,2019,30\n", "from,to,weight\nFiji,Samoa,12\nSamoa,Fiji,30\n",
     "from,to,relation,weight\nFiji,Samoa,lends to,12\nFiji,Samoa,sells to,30\n"],
)  # fmt: skip
def test_rows_that_differ_in_more_than_their_weight_are_relations_of_their_own(tmp_path, text):
    done = read(tmp_path, text)
    assert sorted(done.facts.relations["weight"]) == ["12", "30"] and whys(done) == []


def test_rows_joined_without_a_weight_are_told_with_what_sums_them(tmp_path):
    done = read(tmp_path, "from,to,amount\nHeron,Reed,500\nHeron,Reed,500\nHeron,Reed,700\n")
    assert done.facts.relations["amount"].tolist() == ["500; 700"]
    assert "3 rows" in whys(done)[0] and "--columns weight=HEAD" in whys(done)[0]


@pytest.mark.parametrize(
    "name",
    ["Heron Motors (UK)", "REED WORKERS PARTY (INDIA)", "Reed Bank [Germany]", "Dune Society (Kenya)", "Heron (Chad)",
     "Reed Guild (US)", "Heron Motors (EU)", "African Lake Group (Kenya)", "Embassy Guild of Lakes (Fiji)"],
)  # fmt: skip
def test_an_organisation_with_a_state_in_brackets_is_not_that_state(tmp_path, name):
    for head in ("Name of organisation", "Participant", "Company"):
        rows = f"Minister,Date,{head},Purpose\nAnn Lake,2024-01-10,{name},Talk\nAnn Lake,2024-02-10,Kenya,Talk\n"
        done = read(tmp_path, rows)
        assert name in set(done.facts.nodes["name"])
        assert not {"state:gbr", "state:ind", "state:deu", "state:tcd", "state:usa"} & set(done.facts.nodes["id"])
    done = read(tmp_path, f"Source,Target,Relation\nTide Holdings,{name},gave to\nTide Holdings,Kenya,paid\n")
    assert {"Tide Holdings", "Kenya", name} == set(done.facts.nodes["name"])


def test_branches_in_two_states_are_two_organisations(tmp_path):
    done = read(
        tmp_path, "Organisation,Event\nHeron Motors (UK),Lake Forum\nHeron Motors (USA),Lake Forum\nUK,Lake Forum\n"
    )
    ends = set(done.facts.relations["source"])
    assert ends == {"organisation:heron-motors-uk", "organisation:heron-motors-usa", "state:gbr"}


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Korea (Republic of)", "state:kor"), ("Kenia (Kenya)", "state:ken"), ("Chair (Kenya)", "state:ken"),
        ("KEN (Kenya)", "state:ken"), ("UKG (United Kingdom)", "state:gbr"), ("Government (Fiji)", "state:fji"),
        ("United Kingdom (UK)", "state:gbr"), ("Burma (Myanmar)", "state:mmr"), ("Refugee Agency (UNHCR)", "organisation:unhcr"),
        ("European Union (EU)", "organisation:eu"), ("Minister of Lakes (Fiji)", "state:fji"),
    ],
)  # fmt: skip
def test_another_writing_of_a_state_beside_its_name_is_the_state(text, node):
    found = known(text, shipped_names())
    assert found is not None and found.id == node
