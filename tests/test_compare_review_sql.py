"""Comparison, the list for review, and SQL that can reach nothing but the five tables."""

import re
import subprocess
import sys

import networkx as nx
import pandas as pd
import pytest
from factsmaker import facts
from hypothesis import given
from tinyworld import calm, world

from explorer.answers.printing import as_csv, as_json
from explorer.errors import MissingExtra, OptionError, UnknownNode
from explorer.explorer import Explorer, load
from explorer.facts.tables import Facts

BALI = load("example")
SESSIONS = world("sessions")


def changed(asked, table, row, /, **cells):
    """Return a copy of the world with one row of a table changed."""
    tables = asked.facts.tables()
    frame = tables[table].copy()
    for column, value in cells.items():
        frame.loc[frame["id"] == row, column] = value
    return Explorer(Facts.from_frames(**{**tables, table: frame}))


def without(asked, name, *rows):
    tables = asked.facts.tables()
    return Explorer(Facts.from_frames(**{**tables, name: tables[name][~tables[name]["id"].isin(rows)]}))


def changes(table):
    return table[["change", "what", "id", "column", "before", "after"]].values.tolist()


def test_nothing_differs_from_itself():
    table = BALI.compare(load("example"))
    assert table.empty and table.attrs["notes"] == ["No node differs.", "No relation differs."]


def test_added_dropped_corrected_and_changed_rule():
    new = changed(BALI, "nodes", "state:lka", name="Ceylon")
    new = changed(new, "relations", "r09", role="guest")
    new = changed(new, "relations", "r34", confidence="0.5")
    new = without(new, "relations", "r05")
    assert changes(BALI.compare(new)) == [
        ["corrected", "state", "state:lka", "name", "Sri Lanka", "Ceylon"],
        ["dropped", "chaired", "r05", "", "", ""],
        ["corrected", "participated_in", "r09", "role", "observer", "guest"],
        ["rule changed", "fulfils", "r34", "confidence", "0.9", "0.5"],
    ]
    assert changes(new.compare(BALI))[1] == ["added", "chaired", "r05", "", "", ""]


def test_another_id_for_the_same_relation_is_no_change():
    tables = BALI.facts.tables()
    renamed = {n: t.replace({"r05": "r99"}) for n, t in tables.items()}
    assert BALI.compare(Explorer(Facts.from_frames(**renamed))).empty


def test_two_dates_and_two_nodes():
    table = BALI.compare("2011", "2012")
    events = table[table["what"].isin(["meeting", "workshop"])].groupby("change")["id"].agg(set).to_dict()
    later = {"meeting:ahg-som-6", "workshop:2012-07-23-visa-integrity"}
    assert events == {"dropped": {"meeting:ahg-som-5"}, "added": later}
    rows = table.set_index("id")
    assert rows.loc["state:aus", ["change", "before", "after"]].tolist() == ["both", "1", "1"]
    assert rows.loc["state:lka", "change"] == "dropped" and rows.loc["state:tha", "change"] == "added"
    assert rows.loc["state:aus|state:idn", ["change", "before", "after"]].tolist() == ["both", "1", "1"]
    told, networks = table.attrs["notes"]
    assert told.startswith("2011: 1 event, ") and "cannot be compared" in networks
    assert BALI.compare("2012", "2011").attrs["notes"][0].startswith("2012: 2 events")
    pair = BALI.compare("Australia", "Thailand")
    assert pair.groupby("change").size().to_dict() == {"both": 1, "only": 6}
    assert "says nothing of absence" in pair.attrs["notes"][0]
    assert pair[["before", "after"]].iloc[0].tolist() == ["member", "member"]
    with pytest.raises(UnknownNode):
        BALI.compare("Australia", "Thailnd")


@calm
@given(facts(), facts())
def test_what_is_added_one_way_is_dropped_the_other(one, other):
    there, back = Explorer(one).compare(Explorer(other)), Explorer(other).compare(Explorer(one))
    for change, turned in (("added", "dropped"), ("dropped", "added"), ("corrected", "corrected")):
        ids = set(there[(there["change"] == change) & (there["what"].isin(one.nodes["kind"]))]["id"])
        assert ids <= set(back[back["change"] == turned]["id"])
    nodes = set(one.nodes["id"]), set(other.nodes["id"])
    kinds = there["id"].isin(nodes[0] | nodes[1])
    assert set(there[kinds & (there["change"] == "added")]["id"]) == nodes[1] - nodes[0]
    assert set(there[kinds & (there["change"] == "dropped")]["id"]) == nodes[0] - nodes[1]


@pytest.mark.parametrize("name", ["x.gexf", "x.graphml"])
def test_the_changes_as_a_coloured_graph(tmp_path, name):
    new = changed(without(BALI, "relations", "r05"), "nodes", "state:lka", name="Ceylon")
    BALI.compare(new, to=tmp_path / name)
    read = nx.read_gexf if name.endswith("gexf") else nx.read_graphml
    graph = read(tmp_path / name)
    assert graph.nodes["state:lka"]["change"] == "corrected"
    assert graph.number_of_edges() == len(BALI.facts.relations)
    assert {data.get("change", "") for *_, data in graph.edges(data=True)} == {"", "dropped"}
    painted = graph.nodes["state:lka"].get("colour") or graph.nodes["state:lka"]["viz"]["color"]
    assert painted in ("#b54708", {"r": 0xB5, "g": 0x47, "b": 0x08, "a": 1.0})


def test_two_nodes_as_a_coloured_graph(tmp_path):
    table = BALI.compare("Australia", "Thailand", to=tmp_path / "pair.gexf")
    graph = nx.read_gexf(tmp_path / "pair.gexf")
    assert graph.nodes["meeting:ahg-som-6"]["change"] == "both"
    assert graph.nodes["state:aus"]["change"] == "only Australia"
    assert graph.nodes["place:bangkok"]["change"] == "only Thailand"
    told = [data["change"] for *_, data in graph.edges(data=True)]
    assert sorted(told) == ["both"] * 2 + ["only Australia"] * 3 + ["only Thailand"] * 3
    assert len(table) == 1 + 3 + 3, "what both have is one row and two relations"


def test_review_puts_the_most_urgent_first_and_asks():
    worse = changed(BALI, "relations", "r34", confidence="0.2")
    worse = changed(worse, "nodes", "meeting:ahg-som-5", start="")
    worse = changed(worse, "nodes", "place:bali", name="Bangkok")
    table = worse.review()
    assert table["why"].tolist() == ["weak inference", "may be the same", "no date"] or table["why"].tolist() == [
        "may be the same", "weak inference", "no date"
    ]  # fmt: skip
    assert table["score"].is_monotonic_decreasing and (table["ask"] != "").all()
    inferred = table[table["why"] == "weak inference"].iloc[0]
    assert inferred["score"] == 0.81 and inferred["sources"] == "doc:ahg-som-6#6"
    assert worse.review(why="no date")["statement"].tolist() == ["meeting:ahg-som-5"]
    assert len(worse.review(limit=1)) == 1
    with pytest.raises(OptionError, match="weak inference"):
        worse.review(why="boredom")


@pytest.mark.parametrize(
    "words", ["Home Affairs Bureau", "the Immigration Department of Thailand", "Royal Thai Police"]
)
def test_a_state_that_is_written_as_an_agency_is_looked_at(words):
    citation = BALI.facts.citations[BALI.facts.citations["statement"] == "state:tha"].iloc[0]["id"]
    row = changed(BALI, "citations", citation, as_written=words).review(why="agency as state").iloc[0]
    assert row["statement"] == "state:tha" and words in row["text"] and row["ask"]
    assert len(BALI.review(why="agency as state")) == 0


def test_acts_that_depend_and_events_of_two_publishers_are_looked_at():
    act = BALI.facts.nodes["id"][BALI.facts.nodes["kind"] == "commitment"].iloc[0]
    worse = changed(BALI, "nodes", act, condition="subject to funds")
    assert worse.review(why="conditional")["statement"].tolist() == [act]
    first, second = BALI.facts.documents["id"].tolist()[:2]
    worse = changed(changed(BALI, "documents", first, publisher="One"), "documents", second, publisher="Other")
    both = worse.review(why="two publishers")
    cited = BALI.facts.citations.groupby("statement")["document"].nunique()
    events = BALI.facts.nodes["id"][BALI.facts.nodes["kind"].isin(["meeting", "workshop"])]
    assert set(both["statement"]) == {event for event in events if cited.get(event, 0) > 1}


def test_faults_come_before_everything():
    broken = changed(BALI, "relations", "r34", relation="fulfills")
    assert broken.review()["why"].iloc[0] == "fault"


def test_vague_dates_commitments_without_event_and_sources_are_gaps():
    table = world("promises").review()
    assert set(table[table["why"] == "vague date"]["statement"]) == {"meeting:m2", "workshop:w2"}
    assert table[table["why"] == "no event"]["statement"].tolist() == ["commitment:lost"]


def test_sql_answers():
    answer = BALI.sql("select kind, count(*) as n from nodes group by kind order by n desc, kind limit 2")
    assert answer.values.tolist() == [["state", 5], ["commitment", 4]]
    joined = BALI.sql("select count(*) as n from relations r join nodes n on n.id = r.source")
    assert joined["n"].tolist() == [34]


@pytest.mark.parametrize(
    "query",
    [
        "drop table nodes", "delete from nodes", "insert into nodes values (1)", "create table x as select 1",
        "copy nodes to 'x.csv'", "copy (select 1) to '/tmp/x'", "export database 'x'", "attach 'x.db' as y",
        "select 1; select 2", "set memory_limit = '1TB'", "pragma database_list", "install httpfs", "load httpfs",
        "select * from 'setup.cfg'", "select * from read_csv('setup.cfg')", "select * from read_text('/etc/hostname')",
        "select * from read_parquet('https://example.org/x.parquet')", "select * from glob('/*')", "explain select 1",
        "select getenv('HOME')", "select * from facts", "call duckdb_settings()", "selec * from nodes", "", "  ;  ",
        "select * from read_blob('/proc/self/environ')", "select * from sniff_csv('/etc/passwd')",
        "with x as (select * from read_json('/etc/passwd')) select * from x",
    ],
)  # fmt: skip
def test_a_query_reaches_nothing_but_the_tables(query, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "setup.cfg").write_text("a,b\n1,2\n", encoding="utf-8")
    facts = BALI.facts  # noqa: F841 - a name that a query might try to read
    with pytest.raises(OptionError):
        BALI.sql(query)
    assert [path.name for path in tmp_path.iterdir()] == ["setup.cfg"]


def test_sql_gives_text_and_numbers_whatever_duckdb_calls_them():
    answer = BALI.sql(
        "select date '2012-06-01' as day, [1, 2] as list, {'a': 1} as struct, sum(1) as n, 1.5 as part, null as nothing,"
        " max(case when kind = 'no' then 1 end) as never, count(*) > 1 as many from nodes"
    )
    assert as_json(answer) == as_json(pd.DataFrame([{
        "day": "2012-06-01", "list": "[1, 2]", "struct": "{'a': 1}", "n": 22, "part": 1.5, "nothing": None, "never": None,
        "many": True,
    }]))  # fmt: skip
    some = BALI.sql("select x from (values (1), (null), (3)) t(x) order by x desc nulls last")
    assert as_csv(some) == 'x\n3\n1\n""\n', "whole numbers stay whole beside missing ones, and in order"


@calm
@given(facts())
def test_sql_counts_what_pandas_counts(drawn):
    answer = Explorer(drawn).sql("select relation, count(distinct source) as n from relations group by relation")
    counted = drawn.relations.groupby("relation")["source"].nunique()
    assert dict(zip(answer["relation"], answer["n"], strict=True)) == counted.to_dict()


def test_a_query_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("explorer.answers.sql.SECONDS", 0.2)
    with pytest.raises(OptionError, match="more than 0.2 seconds"):
        BALI.sql("select count(*) from range(100000000000000) t(n) where n % 7 = 3")


def test_sql_without_duckdb_names_the_extra(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"relationship-explorer\[sql\]"):
        BALI.sql("select 1")


def test_the_tables_are_never_changed():
    before = {name: table.copy() for name, table in SESSIONS.facts.tables().items()}
    for name in ("describe", "meetings", "commitments", "attendance", "ties", "rank", "groups", "timeline", "review"):
        getattr(SESSIONS, name)()
    SESSIONS.compare(BALI)
    SESSIONS.sql("select * from nodes")
    assert all(SESSIONS.facts.tables()[name].equals(table) for name, table in before.items())


OTHER = (
    "describe nodes", "show tables", "summarize nodes", "pragma version", "call pragma_version()", "explain select 1",
    "delete from nodes", "delete from nodes returning id", "update nodes set id = 'x' returning id", "truncate nodes",
    "insert into nodes select * from nodes returning id", "copy nodes to 'x.csv'", "drop table nodes", "checkpoint",
    "create table x as select 1", "attach 'x.db' as y", "prepare x as select 1", "set threads = 1", "begin", "vacuum",
)  # fmt: skip
HIDDEN = (
    "{}", "/* select 1 */ {}", "with a as ({}) select * from a", "with a as materialized ({}) select 1", "select * from ({})",
    "select (with a as ({}) select count(*) from a)", "with b as (with a as ({}) select 1) select * from b",
    "select 1 union all (with a as ({}) select 2)", "select * from query($$with a as ({}) select 1$$)", "select 1; {}",
)  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("other", OTHER)
def test_sql_takes_nothing_but_a_select_however_deep_another_statement_stands(other, hidden, tmp_path, monkeypatch):
    pytest.importorskip("duckdb", reason="DuckDB is not installed (extra: sql)")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OptionError, match="Only one SELECT|SQL: "):
        BALI.sql(hidden.format(other))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("deep", ["select " + "1+" * 900 + "1 as n", 'select \'"type":"DELETE_QUERY_NODE"\' as n'])
def test_a_select_is_known_by_its_tree_not_by_its_text(deep):
    assert len(BALI.sql(deep)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process and keeps such a ceiling")
@pytest.mark.parametrize(
    ("select", "told"),
    [
        ("select 1 from range(1000001)", "1,000,000 rows"),
        ("select repeat('x', 100000) as wide from range(30000)", "1,024 MB"),
        ("select repeat('x', 1000001) as long", "1,000,000 letters"),
        ("select repeat('x', 4000000000) as long", "emory"),
        ("select range(1000000000) as many", "emory"),
        (
            "select repeat('x', 1000000) as a, repeat('y', 1000000) as b, repeat('z', 1000000) as c from range(3000)",
            "emory",
        ),
    ],
)
def test_an_answer_of_sql_is_bounded(select, told):
    pytest.importorskip("duckdb", reason="DuckDB is not installed (extra: sql)")
    script = (
        "import re, sys; from pathlib import Path; from explorer import load; from explorer.errors import OptionError\n"
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024\n"
        "bali = load('example'); bali.sql('select 1'); before = peak()\n"
        "try: bali.sql(sys.argv[1]); print('answered')\nexcept OptionError as error: print(error)\n"
        "print(peak() - before)"
    )
    done = subprocess.run([sys.executable, "-c", script, select], capture_output=True, text=True, timeout=110)
    said, megabytes = done.stdout.split("\n")[:2]
    assert re.search(told, said), (said, done.stderr[-500:])
    assert int(megabytes) < 2_560, "the ceiling, whatever a single value asks for"


def test_an_answer_of_many_pieces_is_whole():
    pytest.importorskip("duckdb", reason="DuckDB is not installed (extra: sql)")
    table = load("example").sql(
        "select range as n, case when range % 3000 = 0 then null else range end as m from range(9000)"
    )
    assert (
        table["n"].tolist() == list(range(9000)) and table["m"].isna().sum() == 3 and str(table["m"].dtype) == "Int64"
    )


def test_qap_is_the_correlation_and_knows_a_permuted_network():
    import numpy as np

    from explorer.answers.periods import qap

    random = np.random.default_rng(2)
    one = np.triu(random.integers(0, 5, (12, 12)), 1)
    one = one + one.T
    noisy = np.triu(np.maximum(one + random.integers(-1, 2, (12, 12)), 0), 1)
    found, p = qap(one, noisy + noisy.T)
    upper = np.triu_indices(12, 1)
    assert found == pytest.approx(np.corrcoef(one[upper], noisy[upper])[0, 1]) and p <= 0.005
    order = random.permutation(12)
    assert qap(one, one[np.ix_(order, order)])[1] > 0.05
    assert all(np.isnan(qap(np.zeros((4, 4)), one[:4, :4])))


def test_periods_of_the_shipped_data_say_whether_their_networks_are_alike():
    bali = load()
    notes = bali.compare("2003/2012", "2013/2024").attrs["notes"]
    assert "QAP correlation" in notes[1] and "Most changed: " in notes[1] and "2003/2012: " in notes[0]
