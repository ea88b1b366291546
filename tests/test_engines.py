"""Every whole-table answer gives the same rows on every engine; DuckDB and polars always, Spark where it can run."""

import csv
import dataclasses
import importlib.util
import inspect
import itertools
import os
import re
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from worlds import world, write

import explorer
from explorer import cli
from explorer.answers.example import example_facts
from explorer.answers.question import questions
from explorer.errors import ExplorerError, FactsError, OptionError
from explorer.explorer import Explorer
from explorer.facts import days, edtf
from explorer.facts.engines import DuckDBEngine, EngineFacts, open_frames
from explorer.facts.package import write_facts
from explorer.facts.tables import Facts
from explorer.ontology import vocabulary

ROOT = Path(__file__).parents[1]
HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
ENGINES = [
    "polars",
    "duckdb",
    pytest.param("spark", marks=[
        pytest.mark.slow, pytest.mark.skipif(not HAS_SPARK, reason="Spark needs pyspark and Java, and one is not here")
    ]),
]  # fmt: skip

# An answer, and options that reach every part of it.
QUESTIONS = [
    ("describe", {}),
    ("describe", {"since": "2008", "until": "2011-06"}),
    ("describe", {"around": "State 5", "depth": 2}),
    ("describe", {"relations": "about,held_in", "kinds": "event,topic,place"}),
    ("meetings", {}),
    ("meetings", {"party": "state:0000003", "since": "2010"}),
    ("meetings", {"body": "Body 0", "kinds": "workshop"}),
    ("meetings", {"topic": "Topic 2", "place": "State 1"}),
    ("participants", {"event": "meeting:0000000"}),
    ("participants", {"event": "Workshop 2", "role": "member", "relations": "participated_in,hosted"}),
    ("attendance", {}),
    ("attendance", {"by": "event", "until": "2010"}),
    ("attendance", {"by": "matrix", "role": "observer", "around": "body:0000001", "depth": 2}),
    ("commitments", {}),
    ("commitments", {"status": "open", "as_of": "2020", "party": "State 2", "since": "2005-03"}),
    ("commitments", {"by": "topic", "body": "Body 1"}),
    ("ties", {}),
    ("ties", {"by": "year", "at_least": 2, "until": "2012"}),
    ("ties", {"by": "event", "through": "Body 2"}),
    ("ties", {"party": "State 0", "through": "workshop", "role": "member"}),
    ("ties", {"around": "topic:0000003", "depth": 2, "kind": "state"}),
    ("timeline", {}),
    ("timeline", {"since": "2015", "kinds": "commitment"}),
    ("check", {}),
    ("show", {"node": "State 4"}),
    ("neighbours", {"node": "Body 3", "depth": 2, "since": "2012"}),
    ("find", {"text": "topic 1"}),
    ("participation", {"years": 3, "kinds": "state"}),
    ("groups", {"since": "2011", "until": "2013-05"}),
    ("groups", {"kinds": "state", "around": "State 3", "depth": 2}),
    ("rank", {"on": "ties", "kinds": "state", "relations": "hosted,chaired"}),
    ("sources", {"node": "State 4", "since": "2012"}),
    ("review", {"since": "2014", "kinds": "event,commitment"}),
]


def options_of_the_example(name):
    """Return the options of the command line that stands in a question's help."""
    words = shlex.split(inspect.getdoc(getattr(Explorer, name)).rpartition("Example: explorer ")[2].splitlines()[0])[1:]
    words = [str(ROOT / word) if word.startswith("data/") else word for word in words]
    given = cli.cli.get_command(None, name).make_context(name, words).params
    return {key: value for key, value in given.items() if key in inspect.signature(getattr(Explorer, name)).parameters}


EXAMPLES = {name: options_of_the_example(name) for name in questions()}


def asked(one, answer, options):
    """Ask and return the table, or the message of the error."""
    try:
        return getattr(one, answer)(**options)
    except ExplorerError as error:
        return f"{type(error).__name__}: {error}"


def same(left, right):
    if isinstance(left, str) or isinstance(right, str):
        assert left == right
    else:
        pd.testing.assert_frame_equal(left, right)
        assert not len(left) or (left.attrs.get("notes") or []) == (right.attrs.get("notes") or [])


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    facts = world(400, seed=3)
    write(facts, folder / "csv")
    write(facts, folder / "parquet", parquet=True)
    return folder, Explorer(facts)


@pytest.fixture(scope="module")
def session_for():
    """Spark as it is quick with a few rows: one core, one part of each table, and nothing compiled to be run once."""

    def session_for_(engine):
        if engine != "spark":
            return None
        from pyspark.sql import SparkSession

        made = SparkSession.builder.appName("tests").master("local[1]").config("spark.ui.enabled", "false")
        java = made.config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        session = java.getOrCreate().newSession()  # whose settings are its own; a session that is made by us keeps ours
        session.sparkContext.setLogLevel("ERROR")
        session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
        session.conf.set("spark.sql.shuffle.partitions", "1")
        session.conf.set("spark.sql.adaptive.enabled", "false")
        session.conf.set("spark.sql.codegen.wholeStage", "false")
        session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        return session

    return session_for_


@pytest.fixture(scope="module", params=["pandas", *ENGINES])
def opened(request, small, session_for):
    if request.param == "pandas":  # which has faster ways of its own; those of the engines hold there as well
        return Explorer(EngineFacts(open_frames(small[0] / "parquet")))
    return explorer.load(small[0] / "parquet", engine=request.param, session=session_for(request.param))


# Spark plans for seconds whatever the size: one question an answer, and all of them where EXPLORER_EVERY_ENGINE is set.
ASKED_OF_SPARK = [1, 5, 9, 12, 15, 17, 22, 23] if not os.environ.get("EXPLORER_EVERY_ENGINE") else range(len(QUESTIONS))


@pytest.mark.parametrize(("answer", "options"), QUESTIONS, ids=lambda value: value if isinstance(value, str) else None)
def test_every_engine_answers_the_same(opened, small, answer, options):
    if opened.facts.frames.engine.name == "spark" and QUESTIONS.index((answer, options)) not in ASKED_OF_SPARK:
        pytest.skip("not asked of Spark; EXPLORER_EVERY_ENGINE=1 asks it everything")
    same(asked(opened, answer, options), asked(small[1], answer, options))


@pytest.mark.parametrize(("answer", "options"), QUESTIONS, ids=lambda value: value if isinstance(value, str) else None)
def test_an_engine_may_hand_over_its_rows_in_any_order(small, answer, options, monkeypatch):
    """DuckDB promises none to what is not sorted; of many rows it keeps none, and each time they come another way."""
    fetch, seeds = DuckDBEngine.fetch, itertools.count()

    def shuffled(engine, frame):
        table = fetch(engine, frame)
        if "ORDER BY" in re.sub(r"OVER \([^()]*\)", "", frame.to_native().sql_query()):
            return table
        return table.sample(frac=1, random_state=next(seeds), ignore_index=True)

    monkeypatch.setattr(DuckDBEngine, "fetch", shuffled)
    far = explorer.load(small[0] / "parquet", engine="duckdb")
    same(asked(far, answer, options), asked(small[1], answer, options))
    assert next(seeds) or answer == "check"


@pytest.mark.parametrize("engine", ENGINES)
def test_csv_is_read_cell_for_cell(tmp_path, engine):
    odd = 'NA, "quoted"\nand a line more, ünï'
    facts = Facts.from_rows(
        documents=[{"id": "doc:a", "title": odd}],
        nodes=[{"id": "state:nam", "kind": "state", "name": "Namibia", "note": "null"}],
    )
    write_facts(facts, tmp_path)
    opened = explorer.load(tmp_path, engine=engine)
    assert opened.facts.documents.equals(facts.documents) and opened.facts.nodes.equals(facts.nodes)
    assert repr(opened) == f"Explorer on {engine}: 1 node, 0 relations, 1 document"


def test_a_selection_comes_back_as_facts_in_memory(opened, small):
    options = {"around": ["State 3"], "depth": 1, "since": "2011"}
    part = opened.select(**options)
    assert type(part) is Explorer and part.facts.equals(small[1].select(**options).facts)
    assert part.graph.number_of_edges() == len(part.facts.relations)


def test_a_graph_that_would_not_fit_is_refused_with_advice(opened, monkeypatch):
    monkeypatch.setattr("explorer.graph.engine_index.FITS", 100)
    with pytest.raises(FactsError, match=r"more than the 100 .* Narrow it down"):
        opened.rank()
    monkeypatch.setattr("explorer.facts.engines.MOST_ROWS", 100)
    with pytest.raises(FactsError, match="Select a part first"):
        type(opened.facts)(opened.facts.frames).nodes  # noqa: B018


def test_chains_are_found_in_the_neighbourhood_that_is_brought_back(opened, small):
    got, want = (one.paths("State 3", "Organisation 2", count=2, steps=3) for one in (opened, small[1]))
    pd.testing.assert_frame_equal(got, want)
    assert "within 2 steps" in got.attrs["notes"][-1]


def test_unknown_engines_and_names_are_told(opened, small):
    with pytest.raises(OptionError, match="Did you mean duckdb"):
        explorer.load(small[0] / "csv", engine="duckdbb")
    for event in ("No such meeting", "State 1"):
        assert asked(opened, "participants", {"event": event}) == asked(small[1], "participants", {"event": event})
    with pytest.raises(FactsError, match=r"neither documents\.parquet nor documents\.csv"):
        explorer.load(small[0], engine="polars")


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_the_example_answers_the_same_from_csv(tmp_path, engine):
    write_facts(example_facts(), tmp_path)
    far, near = explorer.load(tmp_path, engine=engine), explorer.load("example")
    assert far.index.far
    for name, options in EXAMPLES.items():
        got, wanted = (asked(one, name, options) for one in (far, near))
        if name == "paths":  # which says how far it looked
            assert got.attrs["notes"].pop().startswith("Chains are looked for within 2 steps")
        same(got, wanted)


@settings(max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 10_000), size=st.integers(80, 250), data=st.data())
def test_random_worlds_answer_the_same(tmp_path_factory, seed, size, data):
    folder = tmp_path_factory.mktemp("random")
    facts = world(size, seed=seed)
    write(facts, folder, parquet=True)
    near = Explorer(facts)
    answer, options = data.draw(st.sampled_from([q for q in QUESTIONS if q[0] not in ("find", "show", "neighbours")]))
    for engine in ("polars", "duckdb"):
        same(asked(explorer.load(folder, engine=engine), answer, options), asked(near, answer, options))


DATES = st.one_of(
    st.from_regex(r"\A(19|20|00)\d\d(-[01]\d(-[0-3]\d)?)?[~?%]?\Z", fullmatch=True).filter(str.isascii),
    st.tuples(st.dates(), st.dates()).map(lambda pair: f"{pair[0]}/{pair[1]}"),
    st.dates().map(str),
    st.text("0123456789-/~x", max_size=12).filter(lambda text: text.count("/") < 2),
)


@settings(max_examples=10)
@given(st.lists(DATES, min_size=1, max_size=60))
def test_vague_dates_are_the_same_days_on_every_engine(dates):
    import duckdb
    import narwhals as nw
    import polars as pl

    table = pd.DataFrame({"text": pd.array(dates, dtype="str")})
    natives = [table, pl.DataFrame({"text": dates}).lazy(), duckdb.from_df(table)]
    wanted = {text: (edtf.first_day(text), edtf.last_day(text)) for text in dates}
    for native in natives:
        frame = nw.from_native(native).lazy()
        made = frame.with_columns(first=days.first_day(nw.col("text")), last=days.last_day(nw.col("text"))).collect()
        columns = (made[name].to_list() for name in ("text", "first", "last"))
        assert {text: (first, last) for text, first, last in zip(*columns, strict=True)} == wanted


@pytest.mark.parametrize(
    ("first", "last"), [("2012-03-01", "2012-06-30"), ("2012-03-01", ""), ("", "2012-06-30"), ("", "")]
)
def test_what_falls_into_a_period_falls_into_it_on_every_engine(first, last):
    """Also what touches it with one day; never what is undated."""
    import duckdb
    import narwhals as nw
    import polars as pl

    rows = {"start": ["2012-02-29", "2012-02", "2012-03-01", "2012", "2012-06", "2012-07", "", "soon", "2011/2013~", "2012-01"],
            "end": ["", "2012-03-01", "", "", "2012-08", "2012-08", "2012-06-30", "2012-05", "", "2012-02"]}  # fmt: skip
    wanted = []
    for start, end in zip(*rows.values(), strict=True):
        begin, close = edtf.first_day(start or end), edtf.last_day(end or start)
        wanted.append(begin != "" and close != "" and close >= first and (not last or begin <= last))
    assert len(set(wanted)) == 2
    table = pd.DataFrame(rows, dtype="str")
    for native in (table, pl.DataFrame(rows).lazy(), duckdb.from_df(table)):
        falls = days.within(nw.col("start"), nw.col("end"), first, last)
        assert nw.from_native(native).lazy().with_columns(falls=falls).collect()["falls"].to_list() == wanted


# Faults of every sort: table, column, what is put there, and in how many rows at most.
FAULTS = [
    ("nodes", "kind", "plaice", 1), ("nodes", "start", "2012-02-30", 1), ("nodes", "end", "1999", 1),
    ("nodes", "note", "the sources disagree about the day", 2), ("nodes", "name", "", 1), ("nodes", "id", "state:0000001", 1),
    ("relations", "target", "place:nowhere", 2), ("relations", "target", lambda row: row["source"], 3),
    ("relations", "role", "captain", 1), ("relations", "role", "chair", 2), ("relations", "basis", "inferred", 2),
    ("relations", "confidence", "1.5", 1), ("relations", "relation", "held_in", 3), ("relations", "relation", "follows", 2),
    ("relations", "relation", "fulfils", 2), ("citations", "statement", "r-none", 2), ("citations", "quotation", "not there", 2),
    ("citations", "char_start", "x", 1), ("citations", "char_end", "5", 2), ("citations", "document", "doc:0000001", 2),
    ("citations", "passage", "doc:none#1", 2), ("passages", "parent", "doc:none#2", 1),
    ("passages", "document", "doc:0000003", 1), ("documents", "published", "yesterday", 1),
]  # fmt: skip


def corrupted(facts, drawn):
    """Plant faults of every sort into a world, each into the rows that `drawn(table, rows at most)` gives."""
    tables = {name: table.copy() for name, table in facts.tables().items()}
    for table, column, value, most in FAULTS:
        for row in drawn(tables[table], most):
            tables[table].loc[row, column] = value(tables[table].loc[row]) if callable(value) else value
    return Facts.from_frames(**tables)


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_every_sort_of_fault_is_found_on_every_engine(tmp_path, engine):
    """Each stands in rows of its own, so that none hides another; with them what is no fault but looks like one."""
    whole = world(150, seed=5)
    rows = {name: iter(range(len(table))) for name, table in whole.tables().items()}

    def drawn(table, most):
        name = next(name for name, own in whole.tables().items() if list(own.columns) == list(table.columns))
        return [next(rows[name]) for _ in range(most)]

    facts = corrupted(whole, drawn)
    citations = facts.citations.copy()
    for change in (
        {"quotation": "", "char_start": "x"},
        {"quotation": "", "char_end": ""},
        {"char_start": "1234567890"},
    ):
        citations.loc[next(rows["citations"]), list(change)] = list(change.values())
    facts = dataclasses.replace(facts, citations=citations)
    write(facts, tmp_path, parquet=True)
    wanted = Explorer(facts).check()
    assert {"nodes", "relations", "citations", "passages", "documents"} == set(wanted["table"])
    same(explorer.load(tmp_path, engine=engine).check(), wanted)


@settings(max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 99), data=st.data())
def test_check_finds_the_same_faults_on_every_engine(tmp_path_factory, seed, data):
    folder = tmp_path_factory.mktemp("faulty")
    lots = lambda table, most: data.draw(st.lists(st.integers(0, len(table) - 1), max_size=most))  # noqa: E731
    facts = corrupted(world(150, seed=seed), lots)
    write(facts, folder, parquet=True)
    wanted = Explorer(facts).check()
    for engine in ("polars", "duckdb"):
        same(explorer.load(folder, engine=engine).check(), wanted)


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_a_table_all_of_whose_rows_are_at_fault_is_told_by_their_number(tmp_path, engine, monkeypatch):
    whole = example_facts()
    facts = dataclasses.replace(whole, nodes=whole.nodes.assign(id=""))
    write(facts, tmp_path, parquet=True)
    monkeypatch.setattr("explorer.facts.engine_check.LISTED", 5)
    told = explorer.load(tmp_path, engine=engine).check()
    crowd = told[told["row"] == ""]
    assert crowd["table"].tolist() == ["nodes", "relations", "citations"]
    assert f"{len(facts.nodes)} rows may be at fault" in crowd["what"].iloc[0]


_HEAD = ",".join(vocabulary().tables["nodes"].column_names) + "\n"


@pytest.mark.parametrize("engine", ENGINES[1:3])
@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        (b"", "is empty"),
        (b"\0" * 9_000, r"nodes\.csv"),
        (b"%PDF-1.7\n", "is a PDF"),
        ((_HEAD + "a,state\n").encode(), "line 2: 2 cells where 15"),
        ((_HEAD + 'a,state,"never,,,,,,,,\n').encode(), "a quoted cell never ends"),
        ((_HEAD + "a,state,\0,,,,,,,,\n").encode(), "line 2: a zero byte"),
        ((_HEAD + "a,state,\xe9,,,,,,,,\n").encode("latin-1"), "is not utf-8 all through; save it as CSV in UTF-8"),
        ((_HEAD + "a" * 2_100_000).encode(), "line 2 is longer than 2,000,000 characters"),
    ],
)
def test_a_faulty_table_is_refused_before_an_engine_mends_it(tmp_path, engine, nodes, says):
    write_facts(example_facts(), tmp_path)
    (tmp_path / "nodes.csv").write_bytes(nodes)
    with pytest.raises(FactsError, match=says):
        explorer.load(tmp_path, engine=engine)


@pytest.mark.parametrize("engine", ENGINES[1:3])
def test_tables_as_spreadsheets_save_them_and_damaged_parquet(tmp_path, engine, session_for):
    write_facts(example_facts(), tmp_path)
    for name in ("nodes", "relations"):
        text = (tmp_path / f"{name}.csv").read_text(encoding="utf-8")
        rows = [";".join(f'"{cell}"' for cell in row) for row in csv.reader(text.splitlines())]
        (tmp_path / f"{name}.csv").write_bytes("\r\n".join(rows).encode("utf-16"))
    session = session_for(engine)
    assert (
        explorer.load(tmp_path, engine=engine, session=session).describe().equals(explorer.load("example").describe())
    )
    (tmp_path / "nodes.parquet").write_bytes(b"PAR1" + b"x" * 900 + b"PAR1")
    with pytest.raises(FactsError, match=rf"{engine} cannot read these tables: .*Restore them"):
        explorer.load(tmp_path, engine=engine, session=session)
    with pytest.raises(FactsError, match="is no folder of tables"):
        explorer.load(tmp_path / "nodes.csv", engine=engine)
