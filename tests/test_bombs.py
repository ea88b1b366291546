"""What unpacks to far more than it is: every kind of file, wherever the filling stands, is refused at once and in one line."""

import io
import time
import zipfile

import pytest
from documentmaker import pdf

from explorer.documents import read_document
from explorer.documents.limits import Limits
from explorer.errors import FactsError, InputError
from explorer.explorer import load

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")
SECONDS = 2  # of the processor
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text", "manifest")
)
CELL = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'
HEAD = f"<table:table-row>{CELL.format('', 'Party')}{CELL.format('', 'Meeting')}</table:table-row>"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def workbook(changes):
    """Return a workbook with parts filled up, moved or added: name → what its bytes become."""
    book = openpyxl.Workbook()
    for row in (["Party", "Meeting"], ["Fiji", "SOM 1"]):
        book.active.append(row)
    whole = io.BytesIO()
    book.save(whole)
    made = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, change in changes.items():
            parts[name] = change(parts.get(name, b""))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def sheet_elsewhere(rows):
    """Return a workbook whose sheet stands under a name that sheets do not have, as its relations may say."""
    kept = []

    def moved(old):
        return old.replace(b"worksheets/sheet1.xml", b"pages/one.xml")

    def emptied(old):
        kept.append(old)
        return b"<a/>"

    return workbook(
        {
            "xl/worksheets/sheet1.xml": emptied,
            "xl/pages/one.xml": lambda _: kept[0].replace(b"</sheetData>", rows + b"</sheetData>"),
            "xl/_rels/workbook.xml.rels": moved,
            "[Content_Types].xml": moved,
        }
    )


def opendocument(rows, more=(), start=""):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"{start}<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name='a'>"
            f"{HEAD}{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {SPACES}/>")
        for name, content in more:
            archive.writestr(name, content)
    return made.getvalue()


def repeated(rows, across, text):
    many = f' table:number-columns-repeated="{across}"'
    return f'<table:table-row table:number-rows-repeated="{rows}">{CELL.format(many, text)}</table:table-row>'


def filled(piece, times):
    return lambda old: old + piece * times


def parquet(encoding=None, **columns):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    made = io.BytesIO()
    how = {"use_dictionary": False, "column_encoding": encoding} if encoding else {}
    pq.write_table(pa.table(columns), made, compression="zstd", row_group_size=1_000_000, **how)
    return made.getvalue()


def a_long_list():
    import pyarrow as pa

    many = 30_000_000
    return pa.ListArray.from_arrays(pa.array([0, many], pa.int32()), pa.nulls(many, pa.int8()).fill_null(1))


def said_again(times):
    """Return a column of one long text, which the file holds once."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.nulls(times, pa.int32()).fill_null(0), pa.array(["long " * 18_000]))


def bytes_again(times):
    import pyarrow as pa

    return pa.array([b"long " * 18_000] * times, pa.binary(90_000))


def nearly_again(times, encoding, words=18_000):
    """Return texts of which the file holds only in what each differs from the one before."""
    texts = ["long " * words + f"{at:06}" for at in range(times)]
    return parquet(dict.fromkeys(("Party", "Meeting"), encoding), Party=["Fiji"] * times, Meeting=texts)


def a_list_of(times):
    import pyarrow as pa

    return pa.ListArray.from_arrays(pa.array([0, times], pa.int32()), said_again(times))


FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>'
ROW = b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'
BOMBS = {
    **{
        f"{part}.xlsx": lambda part=part: workbook({f"xl/{part}.xml": filled(b"<a>b</a>", 8_000_000)})
        for part in ("sharedStrings", "styles", "theme/theme1", "comments1", "worksheets/sheet1", "WORKSHEETS/s", "any")
    },
    "far away.xlsx": lambda: sheet_elsewhere(FAR),
    "a sheet elsewhere.xlsx": lambda: sheet_elsewhere(ROW * 1_500_000),
    "entities.xlsx": lambda: workbook({"xl/styles.xml": lambda old: ENTITIES.encode() + old}),
    "rows.ods": lambda: opendocument(repeated(100_000, 100, "x" * 5_000)),
    "columns.ods": lambda: opendocument("<table:table-row>" + CELL.format(' table:number-columns-repeated="900000000"', "x")
                                        + "</table:table-row>"),  # fmt: skip
    "behind a long row.ods": lambda: opendocument(f"<!--{'x' * 1_500_000}-->" * 2 + repeated(4_000_000_000, 9, "y")),
    "rows without end.ods": lambda: opendocument('<table:table-row table:number-rows-repeated="9"><text:p/>' * 60_000),
    "parts.ods": lambda: opendocument("", [("styles.xml", "<b/>" * 10_000_000)]),
    "entities.ods": lambda: opendocument("", start=ENTITIES),
    "cell.parquet": lambda: parquet(Party=["x" * 30_000_000], Meeting=["SOM"]),
    "repeated.parquet": lambda: parquet(Party=["Fiji"] * 20_000, Meeting=said_again(20_000)),
    "repeated in a list.parquet": lambda: parquet(Party=["Fiji"], Meeting=a_list_of(20_000)),
    "repeated bytes.parquet": lambda: parquet(Party=["Fiji"] * 2_500, Meeting=bytes_again(2_500)),
    "prefixes.parquet": lambda: nearly_again(4_000, "DELTA_BYTE_ARRAY"),
    "list.parquet": lambda: parquet(Party=["Fiji"], Meeting=a_long_list()),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_what_unpacks_too_far_is_refused_at_once(name, tmp_path):
    path = tmp_path / name.replace("/", "-")
    path.write_bytes(BOMBS[name]())
    began = time.process_time()
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert time.process_time() - began < SECONDS
    assert "\n" not in str(caught.value) and "fault" not in str(caught.value)
    assert any(word in str(caught.value) for word in ("limit", "far", "refused", "damaged")), caught.value


@pytest.mark.parametrize("long", [lambda: ["x" * 30_000_000], lambda: said_again(20_000)], ids=["one cell", "repeated"])
def test_a_table_of_facts_that_unpacks_too_far_is_refused_too(long, tmp_path):
    bali = load("example")
    bali.export(tmp_path / "facts", format="parquet")
    wording = long()
    nodes = {name: [cell] * len(wording) for name, cell in bali.facts.nodes.iloc[0].items()} | {"wording": wording}
    (tmp_path / "facts" / "nodes.parquet").write_bytes(parquet(**nodes))
    began = time.process_time()
    with pytest.raises(FactsError, match=r"nodes\.parquet unpacks to more than the limit"):
        load(tmp_path / "facts")
    assert time.process_time() - began < SECONDS


def test_texts_that_facts_repeat_are_read_as_they_are(tmp_path):
    """What a table repeats stands once in its file, and in every row once it is read."""
    bali = load("example")
    bali.export(tmp_path / "facts", format="parquet")
    first = bali.facts.nodes.iloc[0].to_dict()
    made = [first | {"id": f"place:{at:05}", "wording": "of some length " * (at % 3)} for at in range(9_000)]
    (tmp_path / "facts" / "nodes.parquet").write_bytes(parquet(**{name: [row[name] for row in made] for name in first}))
    read = load(tmp_path / "facts").facts.nodes
    assert read["id"].tolist() == [row["id"] for row in made]
    assert read["wording"].tolist() == [row["wording"] for row in made]


@pytest.mark.parametrize("encoding", ["PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"])
def test_texts_are_read_however_the_file_packs_them(encoding, tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(nearly_again(3, encoding, words=20))
    assert [passage.text[-6:] for passage in read_document(path).passages[-2:]] == ["000001", "000002"]


def test_a_long_cell_is_refused_by_its_length_whatever_the_file_weighs(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet(Party=["Fiji", "x" * 200], Meeting=["SOM", "SOM"]))
    with pytest.raises(InputError, match="column Party: a cell is longer than 100 characters"):
        read_document(path, limits=Limits(passage_chars=100))


def test_rows_and_cells_that_people_repeat_are_read(tmp_path):
    path = tmp_path / "a.ods"
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{CELL.format('', 'Fiji')}{CELL.format('', 'SOM')}</table:table-row>"
    path.write_bytes(opendocument(row + repeated(3, 2, "Samoa") + empty))
    assert len(read_document(path).passages) >= 5


def test_a_pdf_may_take_no_more_memory_than_its_limit(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf([[(72, 700, 12, "Ministers agreed.")]]))
    assert read_document(path).passages
    with pytest.raises(InputError, match="passes the limit of 16 MB of memory"):
        read_document(path, limits=Limits(memory=16 << 20))
