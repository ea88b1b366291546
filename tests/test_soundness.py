"""Facts that people have edited: every question answers, what cannot be asked about is told once, `check` sees it all."""

import contextlib
import random

import pytest
from click.testing import CliRunner
from smallworld import small_world

from explorer.cli import cli
from explorer.errors import ExplorerError
from explorer.explorer import load, read
from explorer.facts.package import write_facts
from explorer.facts.soundness import sound
from explorer.facts.tables import Facts

QUESTIONS = (
    *(
        ["describe"],
        ["meetings"],
        ["meetings", "--since", "2012"],
        ["timeline"],
        ["commitments"],
        ["attendance"],
        ["ties"],
    ),
    *(
        ["participants", "Sixth meeting"],
        ["show", "Thailand"],
        ["neighbours", "Thailand"],
        ["rank"],
        ["groups"],
        ["review"],
    ),
    *(["sources", "Thailand"], ["find", "Thailand"], ["paths", "Thailand", "Sri Lanka"]),
)
EXPORTS = ("out.jsonld", "out.ics", "out.graphml", "out.gexf", "out.json", "out.cyjs")


def changed(table, column, value, which=lambda row: True):
    def damage(facts):
        frame = facts.tables()[table].copy()
        rows = frame.apply(which, axis=1)
        frame.loc[rows, column] = frame.loc[rows, column].map(value)
        return Facts(**{**facts.tables(), table: frame})

    return damage


def without(table, which):
    def damage(facts):
        frame = facts.tables()[table]
        return Facts(**{**facts.tables(), table: frame[~frame.apply(which, axis=1)].reset_index(drop=True)})

    return damage


def is_id(*ids):
    return lambda row: row["id"] in ids


DAMAGES = {
    "dates of a spreadsheet": (changed("nodes", "start", lambda v: "/".join(reversed(v.split("-")))), "no date"),
    "one date": (changed("nodes", "start", lambda v: "June 2012", is_id("meeting:som-6")), "1 start of nodes.csv is no date"),
    "an event gone": (without("nodes", is_id("meeting:som-6")), "meeting:som-6"),
    "a commitment gone": (without("nodes", is_id("commitment:som-6/1")), "commitment:som-6/1"),
    "a state gone": (without("nodes", is_id("state:tha")), "state:tha"),
    "half of the nodes gone": (without("nodes", lambda row: row["id"] > "o"), "names? a node that"),
    "blank behind an id": (changed("nodes", "id", lambda v: f"{v} ", is_id("state:tha")), "blanks? around"),
    "blank before an end": (changed("relations", "source", lambda v: f" {v}", lambda row: "tha" in row["source"]), "blanks? around"),
    "an id emptied": (changed("nodes", "id", lambda v: "", is_id("topic:visas")), "no id"),
    "an id twice": (changed("nodes", "id", lambda v: "state:lka", is_id("state:tha")), "repeats? an id"),
    "relations of one id": (changed("relations", "id", lambda v: "rel:01", is_id("rel:02", "rel:03")), "share"),
    "no end": (changed("nodes", "end", lambda v: "9999-12-31", lambda row: row["kind"] == "meeting"), "no end"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_engine_opens_them_through_the_same_door(damage, tmp_path):
    pytest.importorskip("polars")
    change, _ = DAMAGES[damage]
    write_facts(change(small_world()), tmp_path / "facts")
    here, far = load(tmp_path / "facts"), load(tmp_path / "facts", engine="polars")
    assert far.notes == here.notes and far.notes
    for question in ("timeline", "ties", "check"):
        ours, theirs = (getattr(opened, question)() for opened in (here, far))
        assert theirs.to_dict("records") == ours.to_dict("records"), question


def test_an_engine_tells_the_damage_once(tmp_path):
    pytest.importorskip("duckdb")
    write_facts(DAMAGES["a state gone"][0](small_world()), tmp_path / "facts")
    done = CliRunner().invoke(cli, ["timeline", "--facts", str(tmp_path / "facts"), "--engine", "duckdb"])
    assert done.exit_code == 0 and done.stderr.count(load(tmp_path / "facts").notes[0]) == 1


def test_tables_that_no_hand_edits_are_left_where_they_are(tmp_path, monkeypatch):
    pytest.importorskip("polars")
    write_facts(DAMAGES["a state gone"][0](small_world()), tmp_path / "facts")
    assert load(tmp_path / "facts", engine="polars").notes
    monkeypatch.setattr("explorer.facts.engine_soundness.EDITED", 3)
    opened = load(tmp_path / "facts", engine="polars")
    assert opened.notes == () and len(opened.check())


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_question_answers_and_the_damage_is_told_once(damage, tmp_path):
    change, told = DAMAGES[damage]
    write_facts(change(small_world()), tmp_path / "facts")
    notes = load(tmp_path / "facts").notes
    assert len(notes) == len(set(notes)) and any(__import__("re").search(told, note) for note in notes), notes
    for words in QUESTIONS:
        done = CliRunner().invoke(cli, [*words, "--facts", str(tmp_path / "facts")], standalone_mode=False)
        assert not isinstance(done.exception, Exception) or type(done.exception).__module__ == "explorer.errors", (
            words,
            done,
        )
        for note in notes:
            assert done.stderr.count(note) == 1, words
    for name in EXPORTS:
        load(tmp_path / "facts").export(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
    load(tmp_path / "facts").draw().save(tmp_path / "out.html")


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "no end"])
def test_check_still_sees_it(damage, tmp_path):
    change, _ = DAMAGES[damage]
    write_facts(change(small_world()), tmp_path / "facts")
    assert len(load(tmp_path / "facts").check())


def test_sound_facts_are_handed_on_as_they_are():
    facts = small_world()
    whole, notes = sound(facts)
    assert whole is facts and notes == ()


def test_nothing_but_the_damaged_is_left_out():
    chance = random.Random(5)
    facts = small_world()
    ids = facts.nodes["id"].tolist()
    for _ in range(30):
        gone = set(chance.sample(ids, chance.randint(1, 6)))
        whole, notes = sound(without("nodes", lambda row, gone=gone: row["id"] in gone)(facts))
        kept = [row.id for row in facts.relations.itertuples() if not {row.source, row.target} & gone]
        assert whole.relations["id"].tolist() == kept
        assert bool(notes) == (len(kept) < len(facts.relations))


CELLS = ("", "01/06/2012", "2012-06-01 ", "9999-12-31", "nan", "x", "state:tha", " state:tha", "TRUE", "1,5", "2012/2011", "=1+1",
         "#REF!", "-1", "1e9", "2012-13", "é\u00a0", "|", "||a|")  # fmt: skip
OPTIONS = {
    "meetings": {"since": "2012"}, "participants": {"event": "Sixth meeting"}, "show": {"node": "Thailand"},
    "neighbours": {"node": "Thailand"}, "sources": {"node": "Thailand"}, "find": {"text": "Thailand"},
    "paths": {"a": "Thailand", "b": "Sri Lanka"},
    **{name: {} for name in ("describe", "timeline", "commitments", "attendance", "ties", "rank", "groups", "review", "check")},
}  # fmt: skip


def damaged(seed):
    """Drop, cut, blank and overwrite rows, columns and cells of every table, as hands and spreadsheets do."""
    chance = random.Random(seed)
    tables = {name: table.copy() for name, table in small_world().tables().items()}
    for _ in range(chance.randint(1, 4)):
        name = chance.choice([name for name, table in tables.items() if len(table)])
        table, kind = tables[name], chance.randrange(4)
        row, column = chance.choice(list(table.index)), chance.choice(list(table.columns))
        if kind == 0:
            tables[name] = table.drop(index=row).reset_index(drop=True)
        elif kind == 1:
            tables[name] = table.iloc[: chance.randrange(len(table) + 1)].reset_index(drop=True)
        else:
            table.loc[row if kind == 2 else slice(None), column] = chance.choice(CELLS)
    return Facts(**tables)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_whatever_was_damaged_no_question_meets_a_fault_of_the_program(seed, engine, tmp_path):
    write_facts(damaged(seed), tmp_path / "facts")
    opened = load(tmp_path / "facts", engine=engine)
    for name, options in OPTIONS.items():
        with contextlib.suppress(ExplorerError):
            getattr(opened, name)(**options)
    if engine == "pandas":
        for name in EXPORTS:
            with contextlib.suppress(ExplorerError):
                opened.export(tmp_path / name)


def test_letters_of_a_parquet_file_that_are_no_utf_8_are_told_as_damage(tmp_path):
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "facts"
    folder.mkdir()
    for name, frame in small_world().tables().items():
        frame.to_parquet(folder / f"{name}.parquet")
    table = pq.read_table(folder / "citations.parquet")
    broken = pa.array([b"\xb6"] * table.num_rows, pa.binary()).view(pa.string())
    at = table.column_names.index("quotation")
    pq.write_table(table.set_column(at, "quotation", broken), folder / "citations.parquet")
    with pytest.raises(ExplorerError, match="citations.parquet"):
        load(folder)
    with pytest.raises(ExplorerError, match="damaged"):
        read(folder / "citations.parquet")


def test_a_folder_of_facts_is_no_folder_of_pages(tmp_path):
    write_facts(small_world(), tmp_path / "facts")
    with pytest.raises(ExplorerError, match="holds facts that were read already, and no pages: open it with --facts"):
        read(tmp_path / "facts")
    said = "Fifth Meeting of the Lake Group\n\nThe Fifth Meeting of the Lake Group was held in Kigali, Rwanda, on 4 May 2014.\n"
    (tmp_path / "page.txt").write_text(said, encoding="utf-8")
    assert read(tmp_path).facts.documents["path"].tolist() == ["page.txt"]
