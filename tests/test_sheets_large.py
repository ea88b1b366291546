"""Very large sheets go column by column: what comes out is what small ones give, row for row."""

import csv
import io
import random

import pytest

import explorer
from explorer.documents.limits import Limits
from explorer.documents.sheets import even
from explorer.documents.sheets import read as sheets
from explorer.documents.sheets.even import even_rows
from explorer.documents.sheets.gathered import gathered
from explorer.documents.sheets.heads import _no_rows, _openings, _suspects
from explorer.facts.check import check
from explorer.facts.columns import texts

PARTIES = ["Fiji", "Samoa", "DR Congo", "Lake Water Agency (LWA)", "LWA", "Canada (observer)", "Fiji; Tonga", ""]
ROLES = ["member", "observer", "host", "chair", "absent", "present", "", "n/a"]
TOWNS = ["Suva, Fiji", "Bali", ""]


def attendance(rows, seed):
    """Return a CSV of attendance with every sort of cell, blanks and repeated rows among them."""
    draw = random.Random(seed)
    lines = ["Meeting,Date,Place,Party,Status,Seats %,Region"]
    for _ in range(rows):
        number = draw.randrange(12)
        cells = [f"SOM {number}", f"20{10 + number}-05-0{1 + number % 9}", draw.choice(TOWNS), draw.choice(PARTIES),
                 draw.choice(ROLES), str(draw.randrange(3)), draw.choice(["Pacific", ""])]  # fmt: skip
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join(lines) + "\n"


def comparable(facts):
    told = {name: table for name, table in facts.tables().items() if name != "citations"}
    cited = facts.citations.drop(columns="id")
    told["citations"] = cited.sort_values(list(cited.columns), ignore_index=True)
    return told


@pytest.mark.parametrize(("seed", "arrow"), [(0, True), (1, True), (2, True), (3, False)])
def test_large_and_small_give_the_same(tmp_path, monkeypatch, seed, arrow):
    path = tmp_path / "attendance.csv"
    path.write_text(attendance(300, seed), encoding="utf-8")
    small = explorer.read(path)
    monkeypatch.setattr(sheets, "MANY", 10)
    if not arrow:
        monkeypatch.setattr(texts, "_arrow", lambda: None)
    large = explorer.read(path)
    assert check(large.facts) == check(small.facts)
    assert not [problem for problem in check(large.facts) if problem.level == "fault"]
    for name, table in comparable(small.facts).items():
        assert table.to_dict("records") == comparable(large.facts)[name].to_dict("records"), name
    assert large.facts.citations.id.is_unique
    counted = [report.documents[0].participants for report in (small.report, large.report)]
    assert counted[0] > 0 and large.report.documents[0].passages == small.report.documents[0].passages


def test_rows_that_are_none_are_left_out_of_large_sheets_too(tmp_path, monkeypatch):
    lines = attendance(60, 5).splitlines()
    lines[40:40] = [lines[0], "Total,,,,,12,"]
    path = tmp_path / "attendance.csv"
    path.write_text("\n".join([*lines, "Total,,,,,31,"]) + "\n", encoding="utf-8")
    small = explorer.read(path)
    monkeypatch.setattr(sheets, "MANY", 10)
    large = explorer.read(path)
    assert comparable(large.facts)["nodes"].equals(comparable(small.facts)["nodes"])
    assert not {"Total", "Meeting", "Party"} & set(large.facts.nodes.name)
    beside = [report.documents[0].passages for report in (small.report, large.report)]
    assert beside[0] == beside[1] > 60


def test_a_large_sheet_joins_a_page(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MANY", 10)
    (tmp_path / "attendance.csv").write_text(attendance(100, 1), encoding="utf-8")
    (tmp_path / "page.md").write_text(
        "# SOM 4\n\nSOM 4 was held in Suva, Fiji, on 5 May 2014.\n\nFiji and Samoa took part.\n", encoding="utf-8"
    )
    done = explorer.read(tmp_path)
    assert not [problem for problem in check(done.facts) if problem.level == "fault"]
    events = done.facts.nodes[done.facts.nodes.name.str.contains("SOM 4")]
    assert len(events) == 1
    assert {"doc:page", "doc:attendance"} <= set(done.sources(events.id.iloc[0]).document)


@pytest.mark.parametrize("shape", ["memberships", "ties"])
def test_other_large_tables_are_read_too(tmp_path, monkeypatch, shape):
    monkeypatch.setattr(sheets, "MANY", 10)
    heads = {"memberships": "Country,Organisation,From,Until", "ties": "source,target,relation,weight"}[shape]
    rows = {"memberships": "Fiji,Lake Council,{},{}", "ties": "Fiji,Samoa,trades with,{}{}"}[shape]
    text = "\n".join([heads, *(rows.format(1990 + n, 1991 + n) for n in range(30))])
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    done = explorer.read(tmp_path / "t.csv")
    assert len(done.facts.relations) == (30 if shape == "memberships" else 1)
    assert check(done.facts) == []


def test_a_large_sheet_that_is_there_twice_states_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MANY", 10)
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text(attendance(100, 2), encoding="utf-8")
    done, once = explorer.read(tmp_path), explorer.read(tmp_path / "one.csv")
    assert done.facts.relations.equals(once.facts.relations)
    assert len(done.facts.citations) == 2 * len(once.facts.citations)


EVEN = [
    'a,b\n"x, y",1\n"say ""no""",2\n,3\n',
    'a;b\r\n"x; y";1\r\nc;"2"\r\n',
    "a,b\nNA,null\nnan,\n",
    'a,b\n"",""\n x ,\t1\n',
    'a,b\n"""",1\nc,"""d"""\n',
    "a,b\nété,№\nc,1",
]
ODD = [
    'a,b\n"two\nlines",1\nc,2\n',
    "a,b\n\nc,1\n",
    "a,b\nc,1\n\n",
    "a,b\nc\nd,1,2\n",
    'a,b\nan inch 1",1\nc,2"\n',
    'a,b\n "x, y",1\nc,2\n',
    'a,b\n"x"y,1\nc,2\n',
    "a,b\rc,1\rd,2\r",
    'a,b\n"open,1\nc,2\n',
    "sep=,\na,b\nc,1\n",
    "\ufeffa,b\nc,1\n",
]


@pytest.mark.parametrize("block", [1 << 22, 7])
@pytest.mark.parametrize("text", EVEN)
def test_even_lines_are_read_as_the_standard_reader_reads_them(monkeypatch, text, block):
    monkeypatch.setattr(even, "_LOOKED_AT", block)
    mark = ";" if ";" in text else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    assert list(even_rows(text.encode(), mark, Limits())) == [[cell.strip() for cell in row] for row in rows]


@pytest.mark.parametrize("block", [1 << 22, 7])
@pytest.mark.parametrize("text", ODD)
def test_odd_lines_are_left_to_the_standard_reader(monkeypatch, text, block):
    monkeypatch.setattr(even, "_LOOKED_AT", block)
    assert even_rows(text.encode(), ",", Limits()) is None


def test_even_lines_keep_the_limits_and_the_encoding():
    assert even_rows("a,b\né,d\n".encode("cp1252"), ",", Limits()) is None
    assert even_rows(b"a,b\nccc,d\n", ",", Limits(passage_chars=2)) is None
    assert even_rows(b"a,b\nc,d\n", ",", Limits(cells=5)) is None


@pytest.mark.parametrize("head", ["Party", ""])
def test_the_same_rows_are_none_in_a_large_sheet(head):
    """Also where the first cell holds no word, and where its column has no name."""
    names = [head, "Meeting", "Seats"]
    body = [["Fiji", "SOM 1", "3"], ["—", "SOM 1", "4"], names, ["Samoa", "SOM 2", "2"], ["total", "", "9"],
            ["12", "SOM 3", "1"], ["Tonga", "SOM 3", "1"], ["Source: a survey", "", ""], ["Total", "", "10"]]  # fmt: skip
    found = _no_rows(names, body, 2)
    assert [(number, why) for number, _, why in found][:2] == [(4, "the head once more"), (6, "a total")]
    assert _no_rows(names, gathered(body), 2) == found and len(found) == 4


def test_a_large_sheet_looks_only_at_rows_that_may_be_none():
    body = gathered([[party, "SOM 1"] for party in ("Fiji", "Samoa", "—", "Party", "Total", "Tonga")])
    assert [number for number, _ in _suspects(body, 2, "Party", _openings())] == [2, 5, 6]
