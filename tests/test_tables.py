"""Tables and the data package: exact, ordered, whole, the same bytes every time."""

import csv
import io
import json

import pandas as pd
import pytest
from factsmaker import facts as made_facts
from hypothesis import given, settings

from explorer.documents import Limits
from explorer.errors import FactsError
from explorer.facts.package import FactsWarning, package_files, read_facts, table_schema, write_facts
from explorer.facts.tables import TABLE_NAMES, Facts
from explorer.ontology import vocabulary


def test_columns_are_those_of_the_vocabulary():
    tables = Facts.from_rows().tables()
    assert list(tables) == list(vocabulary().tables) == list(TABLE_NAMES)
    for name, table in tables.items():
        assert list(table.columns) == vocabulary().tables[name].column_names


def test_an_unknown_column_is_refused_with_the_nearest():
    with pytest.raises(FactsError, match=r"no column 'nmae'; did you mean 'name'"):
        Facts.from_rows(nodes=[{"id": "place:bali", "nmae": "Bali"}])


def test_namibia_stays_text(tmp_path):
    facts = Facts.from_rows(nodes=[{"id": "state:nam", "kind": "state", "name": "Namibia", "acronym": "NA"}])
    assert read_facts(write_facts(facts, tmp_path / "facts")).nodes.acronym.tolist() == ["NA"]


def test_passages_are_in_reading_order():
    passages = [{"id": f"d#{n}", "document": "d", "position": str(n)} for n in (10, 2, 1)]
    assert Facts.from_rows(passages=passages).passages.position.tolist() == ["1", "2", "10"]


@settings(max_examples=60)
@given(made_facts())
def test_what_is_written_is_read_back(tmp_path_factory, facts):
    folder = write_facts(facts, tmp_path_factory.mktemp("package") / "facts")
    assert read_facts(folder).equals(facts)


@settings(max_examples=30)
@given(made_facts())
def test_the_same_facts_give_the_same_bytes(facts):
    again = Facts.from_rows(
        **{name: list(reversed(table.to_dict("records"))) for name, table in facts.tables().items()}
    )
    assert sorted(package_files(again)["nodes.csv"]) == sorted(package_files(facts)["nodes.csv"])
    assert package_files(facts) == package_files(facts)


def test_a_missing_table_is_named(tmp_path):
    folder = write_facts(Facts.from_rows(), tmp_path / "facts")
    (folder / "relations.csv").unlink()
    with pytest.raises(FactsError, match=r"holds no relations\.csv"):
        read_facts(folder)


def test_a_strange_column_is_named(tmp_path):
    folder = write_facts(Facts.from_rows(), tmp_path / "facts")
    (folder / "nodes.csv").write_text("id,kind\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"nodes\.csv lacks the column 'name'"):
        read_facts(folder)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_saved_by_a_spreadsheet_is_read_and_told_of(tmp_path, encoding, mark):
    facts = Facts.from_rows(nodes=[{"id": "state:nam", "kind": "state", "name": "NA", "note": 'a;b,c\t"d"\r\ne'}])
    folder = write_facts(facts, tmp_path / "facts")
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows([facts.nodes.columns, *facts.nodes.itertuples(index=False)])
    (folder / "nodes.csv").write_bytes(text.getvalue().encode(encoding))
    with pytest.warns(FactsWarning, match=r"nodes\.csv changed after datapackage\.json was written"):
        assert read_facts(folder).equals(facts)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty. Expected the columns id, kind, name"),
        (b"id,kind\n", "lacks the column 'name'"),
        (b"%PDF-1.4", "is a PDF, not text"),
        (b"id,k\xe9nd\n", r"byte 4 \(0xe9\) is not utf-8; save it as CSV in UTF-8"),
        (b"HEAD\nstate:a,state\n", "line 2: 2 cells where 15 belong"),
        (b"HEAD\nstate:a,state,A,,,,,,,,,,,,,,\n", "line 2: 17 cells where 15 belong"),
        (b'HEAD\nstate:a,state,"A,,,,,,,,\n', "a quoted cell never ends"),
        (b'HEAD\nstate:a,state,"A"b,,,,,,,,\n', "line 2: .*expected after"),
        (b"HEAD\nstate:a,state," + b"A" * 1_000_001 + b",,,,,,,,\n", "a cell is longer than 1,000,000 characters"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(tmp_path, content, says):
    folder = write_facts(Facts.from_rows(), tmp_path / "facts")
    (folder / "datapackage.json").unlink()
    head = (folder / "nodes.csv").read_bytes().rstrip(b"\n")
    (folder / "nodes.csv").write_bytes(content.replace(b"HEAD", head))
    with pytest.raises(FactsError, match=rf"nodes\.csv.*{says}"):
        read_facts(folder)


def test_columns_of_the_users_own_are_kept(tmp_path):
    facts = Facts.from_rows(nodes=[{"id": "state:a", "kind": "state", "name": "A"}])
    facts.nodes["length, in km"] = "7"
    folder = write_facts(facts, tmp_path / "facts")
    assert read_facts(folder).nodes.to_dict("records") == facts.nodes.to_dict("records")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"][2]["schema"]["fields"][-1]["name"] == "length, in km"


@pytest.mark.parametrize("engine", ["pandas", "polars", "duckdb"])
@pytest.mark.parametrize("without", [("condition", "due", "status", "complete"), ("due",), ("complete", "condition")])
def test_a_package_from_before_a_column_came_is_read(tmp_path, without, engine):
    import explorer

    facts = Facts.from_rows(nodes=[{"id": "state:a", "kind": "state", "name": "A", "note": "n", "url": "u"}])
    facts.nodes["region"] = "Pacific"
    folder = write_facts(facts, tmp_path / "facts")
    facts.nodes.drop(columns=list(without)).to_csv(folder / "nodes.csv", index=False, lineterminator="\n")
    (folder / "datapackage.json").unlink()
    read = explorer.load(folder, engine=engine).facts.nodes
    wanted = facts.nodes if engine == "pandas" else facts.nodes.drop(columns="region")
    assert read.to_dict("records") == wanted.to_dict("records")


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_what_no_table_can_hold_is_not_written(tmp_path, text):
    with pytest.raises(FactsError, match="zero byte or half a character"):
        write_facts(Facts(**{**Facts.from_rows().tables(), "nodes": _one_node(text)}), tmp_path / "facts")
    assert list(tmp_path.iterdir()) == []


def _one_node(name):
    return pd.DataFrame(
        {c: [name if c == "name" else "x"] for c in vocabulary().tables["nodes"].column_names}, dtype=object
    )


def test_a_package_cut_off_is_refused(tmp_path):
    folder = write_facts(
        Facts.from_rows(nodes=[{"id": f"state:{n}", "kind": "state"} for n in range(9)]), tmp_path / "f"
    )
    whole = (folder / "nodes.csv").read_bytes()
    (folder / "nodes.csv").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FactsError, match=r"nodes\.csv was cut off: \d+ of \d+ bytes are there"):
        read_facts(folder)
    (folder / "nodes.csv").write_bytes(whole)
    (folder / "datapackage.json").write_text('{"resources": [', encoding="utf-8")
    with pytest.raises(FactsError, match=r"datapackage\.json is cut off"):
        read_facts(folder)


def test_limits_of_tables_hold(tmp_path):
    folder = write_facts(
        Facts.from_rows(nodes=[{"id": f"state:{n}", "kind": "state"} for n in range(9)]), tmp_path / "f"
    )
    with pytest.raises(FactsError, match="hold over 50 cells"):
        read_facts(folder, limits=Limits(cells=50))
    with pytest.raises(FactsError, match=r"documents\.csv is larger than 20 bytes"):
        read_facts(folder, limits=Limits(file_bytes=20))
    with pytest.raises(FactsError, match="larger than 500 bytes in all"):
        read_facts(folder, limits=Limits(expanded_bytes=500))


def test_the_descriptor_follows_the_vocabulary(tmp_path):
    folder = write_facts(Facts.from_rows(), tmp_path / "facts", {"title": "Empty"})
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == "Empty"
    for resource in package["resources"]:
        assert resource["schema"] == table_schema(vocabulary().tables[resource["name"]])


def test_frictionless_finds_the_package_valid(tmp_path):
    frictionless = pytest.importorskip("frictionless")
    facts = Facts.from_rows(
        documents=[{"id": "doc:d", "title": "Page"}],
        passages=[{"id": "doc:d#1", "document": "doc:d", "position": "1", "kind": "title", "text": 'Page, "one"\nand'}],
        nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}],
        citations=[{"id": "c1", "statement": "place:bali", "document": "doc:d", "passage": "doc:d#1"}],
    )
    folder = write_facts(facts, tmp_path / "facts")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
