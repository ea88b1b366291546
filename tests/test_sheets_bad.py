"""Sheets as people have them: titles above, totals below, odd encodings, merged heads. Each is right, or one line says what to do."""

import io
import json
import zipfile

import pandas as pd
import pytest
from test_sheets import LONG, relations, write

import explorer
from explorer.documents import Limits, read_document
from explorer.documents.sheets.workbook import _by_odfpy
from explorer.errors import ExplorerError, InputError
from explorer.facts.check import check

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")
ROWS = [
    line.split(",") for line in ["Party,Meeting,Role", "Fiji,SOM 1,member", "Samoa,SOM 1,observer", "Tonga,SOM 2,guest"]
]
WANTED = [
    ("state:fji", "participated_in", "meeting:som-1", "member"),
    ("state:ton", "participated_in", "meeting:som-2", "guest"),
    ("state:wsm", "participated_in", "meeting:som-1", "observer"),
]


def csv_of(rows, mark=",", end="\n"):
    return end.join(mark.join(row) for row in rows) + end


def book_of(rows, path, change=None, name="Attendance"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("semicolons.csv", csv_of(ROWS, ";").encode()),
        ("tabs.tsv", csv_of(ROWS, "\t").encode()),
        ("pipes.csv", csv_of(ROWS, "|").encode()),
        ("bom.csv", csv_of(ROWS).encode("utf-8-sig")),
        ("utf16.csv", csv_of(ROWS, "\t").encode("utf-16")),
        ("crlf.csv", csv_of(ROWS, end="\r\n").encode()),
        ("sep.csv", b"sep=;\r\n" + csv_of(ROWS, ";").encode()),
        ("end.csv", csv_of([[*row, ""] for row in ROWS]).encode()),
        ("title.csv", b"List of participants,,\n,,\n" + csv_of(ROWS).encode()),
        ("below.csv", csv_of(ROWS).encode() + b"Total,3,\nSource: own count,,\n"),
        ("again.csv", csv_of([*ROWS[:2], ROWS[0], *ROWS[2:]]).encode()),
        ("columns.csv", csv_of([[row[0], "", row[1], "", row[2]] for row in ROWS]).encode()),
        ("counted.csv", csv_of([[str(n) if n else "", *row] for n, row in enumerate(ROWS)]).encode()),
        ("blanks.csv", csv_of([[f" {cell}\u00a0" for cell in row] for row in ROWS]).encode()),
        ("objects.json", json.dumps([dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]).encode()),
    ],
)
def test_the_same_table_in_many_dresses(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    done = explorer.read(tmp_path / name)
    assert relations(done.facts) == WANTED
    assert check(done.facts) == []


def test_what_is_no_row_is_named(tmp_path):
    done = explorer.read(write(tmp_path, "a.csv", csv_of(ROWS) + "Total,3,\nSource: own count,,\n"))
    passed = done.report.remarks_table("passed over")
    assert passed[["passage", "why"]].values.tolist() == [["doc:a#5", "a total"], ["doc:a#6", "a source"]]


def test_older_encodings_are_read_and_told(tmp_path):
    (tmp_path / "a.csv").write_bytes("Party,Meeting\nCôte d’Ivoire,Réunion\n".encode("cp1252"))
    done = explorer.read(tmp_path / "a.csv")
    assert relations(done.facts)[0][0] == "state:civ"
    assert any("cp1252" in remark.why for remark in done.report.remarks)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            ["Party,Date,Meeting", "Fiji,01/06/2012,A", "Samoa,02/07/2012,B"],
            "day 1 of month 6 or day 6 of month 1.*dates=day-first",
        ),
        (["a,b", "1,2", "3,4"], "cannot be told from the heads .*--columns"),
        (["Participant,Signature", "Fiji,1 May 2001"], r"which treaty it is about.*instrument==NAME"),
    ],
)
def test_what_is_not_understood_is_asked_for_in_one_line(tmp_path, rows, says):
    with pytest.raises(ExplorerError, match=says):
        done = explorer.read(write(tmp_path, "a.csv", "\n".join(rows) + "\n"))
        raise ExplorerError(done.report.documents[0].refused)


@pytest.mark.parametrize(("order", "day"), [("day-first", "2012-06-01"), ("month-first", "2012-01-06")])
def test_the_order_of_dates_is_settled_by_option_or_by_the_column(tmp_path, order, day):
    text = "Party,Date,Meeting\nFiji,01/06/2012,A\n"
    done = explorer.read(write(tmp_path, "a.csv", text), columns=f"dates={order}")
    assert done.facts.nodes[done.facts.nodes.kind == "meeting"].start.tolist() == [day]
    settled = explorer.read(write(tmp_path, "b.csv", text + "Samoa,23/06/2012,B\n"))
    assert settled.facts.nodes[settled.facts.nodes.kind == "meeting"].start.tolist() == ["2012-06-01", "2012-06-23"]


def test_columns_are_named_by_a_person_and_written_down(tmp_path):
    path = write(tmp_path, "a.csv", "alpha,beta,gamma\nFiji,SOM 1,q\nSamoa,SOM 1,r\n")
    plan = tmp_path / "map.yaml"
    first = explorer.read(path, columns="party=alpha,event=beta,q=member,r=observer,role=gamma", columns_to=plan)
    again = explorer.read(path, columns=plan)
    assert first.facts.equals(again.facts)
    assert relations(again.facts)[1] == ("state:wsm", "participated_in", "meeting:som-1", "observer")


@pytest.mark.parametrize("columns", ["evnt=alpha", "event=alpah", "event", "dates=sideways"])
def test_a_wrong_option_is_answered_with_what_is_right(tmp_path, columns):
    path = write(tmp_path, "a.csv", "alpha,beta\nFiji,SOM\nSamoa,SOM\n")
    with pytest.raises(ExplorerError, match=r"Did you mean|Write meaning=head|Expected: day-first"):
        explorer.read(path, columns=columns)


def test_unused_columns_stay(tmp_path):
    done = explorer.read(
        write(tmp_path, "a.csv", "Party,Meeting,Note,Region\nFiji,SOM 1,late,Pacific\nTonga,SOM 1,,\n")
    )
    table = done.facts.relations.set_index("source")
    assert table.loc["state:fji", "Region"] == "Pacific"
    assert "late" in table.loc["state:fji"].tolist()


def test_merged_titles_and_heads_of_two_rows(tmp_path):
    def change(book, sheet):
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("A4:A5")

    rows = [["Presence at sessions"], [None, "2014"], ["Party", "SOM 1", "SOM 2"], ["Fiji", "x", None], [None, None, "x"],
            ["Samoa", "x", "x"]]  # fmt: skip
    done = explorer.read(book_of(rows, tmp_path / "a.xlsx", change))
    assert [(s, t) for s, _, t, _ in relations(done.facts)] == [
        ("state:fji", "meeting:2014-som-1"),
        ("state:fji", "meeting:2014-som-2"),
        ("state:wsm", "meeting:2014-som-1"),
        ("state:wsm", "meeting:2014-som-2"),
    ]


def test_a_second_look_at_a_workbook(tmp_path):
    def change(book, sheet):
        sheet["A2"].font = openpyxl.styles.Font(strike=True)
        sheet["C3"].comment = openpyxl.comments.Comment("as told by the chair", "A")
        sheet["D3"] = "=1+1"
        sheet["D1"] = "Seats"
        hidden = book.create_sheet("Old")
        hidden.append(["Party", "Meeting"])
        hidden.append(["Fiji", "SOM 9"])
        hidden.sheet_state = "hidden"

    done = explorer.read(book_of(ROWS, tmp_path / "a.xlsx", change))
    assert "state:fji" not in done.facts.nodes.id.tolist()
    told = " ".join(remark.why for remark in done.report.remarks)
    for words in (
        "Struck out, so left out: A2",
        "as told by the chair",
        "Formulas without a stored value",
        "hidden; read it",
    ):
        assert words in told, words
    asked = explorer.read(tmp_path / "a.xlsx", columns="sheet=Old")
    assert relations(asked.facts) == [("state:fji", "participated_in", "meeting:som-9", "participant")]


def test_a_month_without_its_day_stays_a_month(tmp_path):
    import datetime

    def change(book, sheet):
        for row in (2, 3, 4):
            sheet.cell(row, 4).value = datetime.datetime(2012, 6, 1)
            sheet.cell(row, 4).number_format = "mmm yyyy"
        sheet["D1"] = "Date"

    done = explorer.read(book_of(ROWS, tmp_path / "a.xlsx", change))
    assert set(done.facts.nodes[done.facts.nodes.kind == "meeting"].start) == {"2012-06"}


def test_a_far_cell_is_refused_in_one_line(tmp_path):
    def change(book, sheet):
        sheet.cell(1_048_000, 16_000).value = " "

    path = book_of(ROWS, tmp_path / "a.xlsx", change)
    with pytest.raises(ExplorerError, match=r"reaches to cell [A-Z]+1048000"):
        explorer.read(path)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xlsx", b"<html><table></table></html>", "no workbook by its first bytes"),
        ("a.xlsx", b"PK\x03\x04 not really", "damaged"),
        ("a.ods", b"PK\x03\x04 not really", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.parquet", b"PAR1 nothing", "Parquet"),
        ("a.json", b'{"a": [1,', "JSON"),
        ("a.json", b"[1, 2]", "no array of objects"),
        ("a.csv", b"just one line\n", "no table"),
        ("a.csv", b'a,b\n"never', "quote|no table"),
        ("a.csv", b"\xff\xfe\x00", "a.csv"),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ExplorerError, match=says) as caught:
        explorer.read(tmp_path / name)
    assert "\n" not in str(caught.value) and "fault of the program" not in str(caught.value)


def test_data_frames_and_parquet(tmp_path):
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
    assert relations(explorer.read(frame).facts) == WANTED
    pytest.importorskip("pyarrow")
    frame.to_parquet(tmp_path / "a.parquet")
    assert relations(explorer.read(tmp_path / "a.parquet").facts) == WANTED
    frame["When"] = pd.to_datetime(["2014-05-04", None, "2015-06-01"])
    assert "meeting:2014-05-04-som-1" in explorer.read(frame).facts.nodes.id.tolist()


def test_ods(tmp_path):
    pytest.importorskip("odf")
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
    frame.to_excel(tmp_path / "a.ods", engine="odf", index=False)
    assert relations(explorer.read(tmp_path / "a.ods").facts) == WANTED


def test_sheets_and_pages_lie_in_one_folder(tmp_path):
    write(tmp_path, "long.csv", LONG)
    write(tmp_path, "page.md", "# Fifth SOM\n\nThe Fifth SOM was held in Suva, Fiji, on 4 May 2014. Tonga took part.\n")
    done = explorer.read(tmp_path)
    events = done.facts.nodes[done.facts.nodes.start == "2014-05-04"]
    assert len(events) == 1
    assert {"state:ton", "state:cod"} <= set(done.participants(events.id.iloc[0]).id)


def test_the_order_of_rows_and_the_run_change_nothing(tmp_path):
    path = write(tmp_path, "long.csv", LONG)
    assert explorer.read(path).facts.equals(explorer.read(path).facts)
    assert io.StringIO(str(explorer.read(path).report)).read() == str(explorer.read(path).report)


SPACES = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}


def open_sheet(*rows):
    """Return an .ods whose cells are given as they stand in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        manifest = (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
        )
        archive.writestr("META-INF/manifest.xml", manifest)
        inner = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        archive.writestr(
            "content.xml",
            f"<office:document-content {' '.join(f'xmlns:{n}={chr(34)}{u}{chr(34)}' for n, u in SPACES.items())}>"
            f'<office:body><office:spreadsheet><table:table table:name="a">{inner}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return made.getvalue()


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<text:p>a<text:s text:c="2000000000"/></text:p>', "2,000,000,000 blanks in a row"),
        ("<text:p>a</text:p>" * 400_000, "unpacks to more than the limit"),
    ],
)
def test_an_ods_that_would_unpack_to_gigabytes_is_refused(tmp_path, cell, says):
    (tmp_path / "a.ods").write_bytes(open_sheet([f"<table:table-cell>{cell}</table:table-cell>"]))
    with pytest.raises(InputError, match=says):
        read_document(tmp_path / "a.ods")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_quotation_mark_that_never_closes_swallows_no_rows(tmp_path, end):
    rows = ["Meeting,Date,Country", "SOM 1,2011-05-14,Fiji", '"SOM 2,2012-05-14,Samoa', "SOM 3,2013-05-14,Tonga"]
    with pytest.raises(InputError, match="line 3: a quotation mark opens and never closes"):
        explorer.read(write(tmp_path, "a.csv", (end or "\n").join(rows) + end))
    closed = explorer.read(write(tmp_path, "b.csv", "\n".join([*rows[:2], 'SOM 2,2012-05-14,"Samoa\nTonga"']) + end))
    assert len(closed.facts.relations) == 3


def test_heads_that_stand_twice_are_told_apart(tmp_path):
    done = explorer.read(write(tmp_path, "a.csv", "Country,Country,Meeting,Date\nFiji,FJI,SOM,2011-05-14\n"))
    assert done.facts.relations[["source", "Country (2)"]].values.tolist() == [["state:fji", "FJI"]]


def test_dates_that_do_not_exist_are_told(tmp_path):
    done = explorer.read(
        write(tmp_path, "a.csv", "Meeting,Date,Country\nSOM 1,2012-02-30,Fiji\nSOM 2,31/04/2013,Samoa\n")
    )
    assert [one.why for one in done.report.remarks if one.what == "passed over"] == [
        "'Date' holds '2012-02-30', which is no date; kept as it stands"
    ]


def test_a_head_of_two_rows_whose_second_begins_blank(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Who came"],
        [],
        ["Country", "2011", None, "2012"],
        [None, "SOM", "Retreat", "SOM"],
        ["Fiji", "x", None, "x"],
        ["Samoa", "x", "x", None],
    ):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.active.merge_cells("B3:C3")
    book.save(tmp_path / "a.xlsx")
    done = explorer.read(tmp_path / "a.xlsx")
    pairs = done.facts.relations[["source", "target"]].values.tolist()
    assert sorted(pairs) == [["state:fji", "meeting:2011-som"], ["state:fji", "meeting:2012-som"],
                             ["state:wsm", "meeting:2011-retreat"], ["state:wsm", "meeting:2011-som"]]  # fmt: skip


def words(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


HEAD = [words(head) for head in ("Meeting", "Date", "Country")]
FIRST = '<table:table-cell office:value-type="date" office:date-value="2014-05-04"><text:p>4 May</text:p></table:table-cell>'


def test_a_break_of_a_line_in_an_ods_parts_two_names(tmp_path):
    (tmp_path / "a.ods").write_bytes(open_sheet(HEAD, [words("SOM 1"), FIRST, words("Fiji<text:line-break/>Samoa")]))
    found = explorer.read(tmp_path / "a.ods").facts.relations
    assert set(found[found.relation == "participated_in"].source) == {"state:fji", "state:wsm"}


def test_an_ods_that_calamine_refuses_is_read_cell_by_cell():
    pytest.importorskip("odf")
    spanned = [
        words("SOM 1", ' table:number-columns-spanned="2"'),
        "<table:covered-table-cell/>",
        words("Fiji</text:p><text:p>Samoa"),
    ]
    (grid,) = _by_odfpy(open_sheet(HEAD, [words("SOM 1"), FIRST, words("Fiji")], spanned), "a.ods", Limits())
    assert grid.rows == [["Meeting", "Date", "Country"], ["SOM 1", "2014-05-04", "Fiji"], ["SOM 1", "", "Fiji\nSamoa"]]
