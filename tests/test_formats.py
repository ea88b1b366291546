"""Web pages, PDF and Word documents: the same page in every format, and hostile files of each."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from documentmaker import assemble, docx, paragraph, pdf
from test_documents import outline, read

from explorer.documents import Document, Limits, read_document
from explorer.documents.word import _printed
from explorer.errors import InputError, MissingExtra

LONG = "It was hosted by Fiji and attended by many delegations from all parts of the region and beyond, who spoke."


def bodies(document: Document) -> list[str]:
    return [passage.text for passage in document.passages]


# Web pages


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head><title>Site</title>{head}</head><body>{body}</body></html>"


def test_only_the_content_of_a_page_is_read(tmp_path: Path) -> None:
    chrome = """<script>document.write("<p>no</p>")</script><style>p{}</style><!-- <p>no</p> -->
    <div id="cookie-banner">no</div><div class="main-menu"><ul><li>no</ul></div><nav>no</nav><aside>no</aside>
    <p hidden>no</p><p style="display: none">no</p><div role="navigation">no</div><p aria-hidden="true">no</p>
    <header class="site-header"><h1>no</h1></header><noscript>no</noscript><footer>no</footer><form>no</form>"""
    text = f"<h1>Ninth Retreat</h1><p>They <span class='sr-only'>no</span>met.</p>{chrome}<p>They left.</p>"
    document = read(tmp_path, page(text), "a.html")
    assert outline(document) == ["title |Ninth Retreat", "paragraph |They met.", "paragraph |They left."]
    assert (document.title, document.language, document.media_type) == ("Ninth Retreat", "en", "text/html")


def test_main_is_the_content_where_there_is_one(tmp_path: Path) -> None:
    text = f"<p>Latest news</p><main><header><h1>Ninth Retreat</h1></header><p>{LONG}</p></main><p>See also</p>"
    assert bodies(read(tmp_path, page(text), "a.html")) == ["Ninth Retreat", LONG]


def test_marks_of_state_on_the_whole_page_hide_nothing(tmp_path: Path) -> None:
    text = "<html class='no-js cookies-not-set'><body class='menu-open has-sidebar'><h1>Retreat</h1><p>They met.</p>"
    assert bodies(read(tmp_path, text, "a.html")) == ["Retreat", "They met."]


def test_a_page_that_is_all_in_what_looks_like_a_menu_is_read_all_the_same(tmp_path: Path) -> None:
    assert bodies(read(tmp_path, page("<div class='menu'><h1>Retreat</h1><p>They met.</p></div>"), "a.html")) == [
        "Retreat",
        "They met.",
    ]


def test_lists_keep_their_levels_and_marks(tmp_path: Path) -> None:
    text = """<h2>Notes</h2><p>Ministers:</p><ul><li>met<ul><li>in Apia</li></ul></li><li><p>agreed to</p>
    <ol type="a"><li>talk<li>write</ol><p>and did so</p></li></ul><p>Then:</p><ol start="4"><li>rest</ol>"""
    assert outline(read(tmp_path, page(text), "a.html"))[1:] == [
        "paragraph |Ministers:",
        "  item •|met",
        "    item •|in Apia",
        "  item •|agreed to",
        "    item a.|talk",
        "    item b.|write",
        "    paragraph |and did so",
        "paragraph |Then:",
        "  item 4.|rest",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Ministers:<br>• met;<br>• agreed to:<br>– talk</p>",
        "<p>Ministers:</p><p>&bull; met;</p><p>&#8226;&nbsp;agreed to:</p><p>&ndash; talk</p>",
        "<p>Ministers:</p><table><tr><td>•<td>met;<tr><td>•</td><td>agreed to:</td></tr><tr><td>–</td><td>talk</td></tr></table>",
        "<p>Ministers:</p><pre>• met;\n• agreed to:\n– talk\n</pre>",
        "<p>Ministers:</p><ul><li>met;</li><li>agreed to:</li><ul><li>talk</li></ul></ul>",
    ],
)
def test_faked_lists_nest_like_real_ones(tmp_path: Path, text: str) -> None:
    lines = [line.replace("–|", "•|") for line in outline(read(tmp_path, page(f"<h1>Notes</h1>{text}"), "a.html"))]
    assert lines[1:] == ["paragraph |Ministers:", "  item •|met;", "  item •|agreed to:", "    item •|talk"]


def test_head_with_glued_labels(tmp_path: Path) -> None:
    text = "<h1>Notes</h1><p><strong>Location:</strong> Apia, Samoa<strong>Date:</strong> 4 May 2014</p><p>sea-view-2 Image</p><p>They met.</p>"
    assert outline(read(tmp_path, page(text), "a.html"))[1:3] == [
        "location |Location: Apia, SamoaDate: 4 May 2014",
        "caption |sea-view-2 Image",
    ]


def test_bold_lines_are_headings_and_captions_are_captions(tmp_path: Path) -> None:
    text = "<h1>Notes</h1><figure><img><figcaption>Delegates</figcaption></figure><p><b>Outcomes</b></p><p>They <b>met</b>.</p>"
    assert outline(read(tmp_path, page(text), "a.html"))[1:] == [
        "caption |Delegates",
        "heading |Outcomes",
        "  paragraph |They met.",
    ]


def test_rows_of_short_cells_are_one_line_each(tmp_path: Path) -> None:
    text = f"<h1>Notes</h1><table><tr><th>State<th>Name<tr><td>Fiji<td>Ms A</table><table><tr><td><p>{LONG}</p><p>{LONG}</p><td>x</table>"
    assert bodies(read(tmp_path, page(text), "a.html"))[1:] == ["State | Name", "Fiji | Ms A", LONG, LONG, "x"]


def test_entities_and_broken_markup(tmp_path: Path) -> None:
    text = '<h1>Notes<p>A &lt; B &amp; 1 < 2 &nbsp;x</p><p class=\'a"b>c\'>D</p><p title="x>y">E<p>F <b>g</i> h</p><p'
    assert bodies(read(tmp_path, text, "a.html")) == ["Notes", "A < B & 1 < 2 \u00a0x", "D", "E", "F g h"]


def test_a_page_in_another_encoding_is_refused_even_if_it_says_so(tmp_path: Path) -> None:
    data = page("<p>Café</p>", "<meta charset=windows-1252>").encode("cp1252")
    with pytest.raises(InputError, match="--encoding"):
        read(tmp_path, data, "a.html")
    assert bodies(read(tmp_path, data, "a.html", encoding="cp1252")) == ["Café"]


def test_endless_pages_are_refused(tmp_path: Path) -> None:
    few = Limits(tags=50, passages=40, passage_chars=1000)
    for name, data, says in (
        ("a.html", "<i>" * 60, "50 tags"),
        ("a.html", "<p>x" * 45, "40 paragraphs"),
        ("a.html", "<p>" + "x " * 600, "1,000 characters"),
        ("a.html", "<pre>" + "x" * 1100, "1,000 characters"),
        ("a.docx", docx("<w:p/>" * 60), "50 elements"),
        ("a.docx", docx(paragraph("x" * 1100)), "1,000 characters"),
    ):
        with pytest.raises(InputError, match=says):
            read(tmp_path, data, name, limits=few)


def test_deep_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nests"):
        read(tmp_path, "<div>" * 300 + "x", "a.html")
    with pytest.raises(InputError, match="no text"):
        read(tmp_path, "<html><script>1</script></html>", "a.html")


@pytest.mark.parametrize("deep", [3, 7])
def test_a_page_may_be_as_deep_as_the_limit_and_no_deeper(tmp_path: Path, deep: int) -> None:
    path = tmp_path / "a.html"
    inside = deep - 3  # html, body and the paragraph are elements as well
    path.write_text(page("<div>" * inside + "<p>They met.</p>" + "</div>" * inside), encoding="utf-8")
    assert bodies(read_document(path, limits=Limits(depth=deep)))[-1] == "They met."
    with pytest.raises(InputError, match=f"deeper than {deep - 1}, the limit"):
        read_document(path, limits=Limits(depth=deep - 1))


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<!--",
        "<p>",
        "<b>x",
        '<a b="',
        "&",
        "<li>x",
        "<td>x",
        "<script>",
        "</script",
        "<!",
        "<br>• x:",
        "<p>- x",
    ],
)
def test_cost_of_a_page_is_linear(piece: str) -> None:
    import time

    from explorer.documents.webpage import read_html

    def seconds(count: int) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            read_html((piece * count).encode(), "a", None, Limits(passages=10**7, tags=10**7))
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8000) < 3.4 * seconds(4000) + 0.02


# PDF

LINES = [
    (72, 780, 18, "Ninth Retreat of the Lake Forum"),
    (72, 740, 11, LONG),
    (72, 726, 11, "All of them thanked the hosts."),
    (72, 700, 14, "Outcomes"),
    (72, 676, 11, "Ministers (present):"),
    (90, 652, 11, "• met;"),
    (90, 638, 11, "• agreed to:"),
    (108, 624, 11, "– talk"),
    (108, 610, 11, "– write"),
]


def test_a_pdf_keeps_paragraphs_headings_and_lists(tmp_path: Path) -> None:
    numbered = [
        [*LINES, (300, 30, 9, "Page 1 of 2")],
        [(72, 780, 11, "They left on the next day."), (300, 30, 9, "Page 2 of 2")],
    ]
    document = read(tmp_path, pdf(numbered), "a.pdf")
    assert outline(document) == [
        "title |Ninth Retreat of the Lake Forum",
        f"paragraph |{LONG}\nAll of them thanked the hosts.",
        "heading |Outcomes",
        "  paragraph |Ministers (present):",
        "    item •|met;",
        "    item •|agreed to:",
        "      item –|talk",
        "      item –|write",
        "  paragraph |They left on the next day.",
    ]


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="text recognition"):
        read(tmp_path, pdf([[]]), "a.pdf")


def _bomb(size: int) -> bytes:
    body = zlib.compress(b" " * size, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(body), body)
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            stream,
            b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</Font<<>>>>>>",
        ]
    )


PAGE = b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
NESTED = [FORM % (n + 1, 60, b"/X Do " * 10) for n in range(5, 17)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hello", "no PDF"),
        (b"%PDF-1.7\n", "damaged|no text"),
        (pdf([LINES])[:700], "damaged|no text"),
        (pdf([LINES]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]"), "damaged|no text|limit"),
        (_bomb(80_000_000), "no text"),
        (assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"]), "damaged|no text|limit"),
        (
            assemble(
                [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>", NESTED[0], PAGE, *NESTED]
            ),
            "limit|no text",
        ),
        (
            assemble(
                [b"<</Type/Catalog/Pages 2 0 R>>"],
                b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"x" * 32 + b")/U(" + b"y" * 32 + b")/P -4>>/ID[(a)(a)]",
            ),
            "password|encrypted|damaged",
        ),
    ],
)
def test_hostile_pdfs_are_refused_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, data, "a.pdf", limits=Limits(letters=50_000))
    assert "\n" not in str(caught.value) and "a.pdf" in str(caught.value)


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "pypdfium2.py").write_text("raise ImportError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "absent")  # of the process that opens PDFs as well
    with pytest.raises(MissingExtra, match=r"pip install 'relationship-explorer\[documents\]'"):
        read(tmp_path, pdf([LINES]), "a.pdf")


# Word

STYLES = """<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Sub"><w:name w:val="my heading"/><w:basedOn w:val="H"/></w:style>
<w:style w:styleId="B"><w:name w:val="List Bullet"/></w:style><w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"""


def test_a_word_document_keeps_headings_lists_and_tables(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>"
    body = (
        paragraph("Ninth Retreat", style="T")
        + paragraph("Outcomes", style="Sub")
        + paragraph("Ministers:", style="Loop")
        + paragraph("met;", numbering="1")
        + paragraph("agreed to", numbering="1")
        + paragraph("talk", numbering="1", level=1)
        + paragraph("write", numbering="1", level=1)
        + paragraph("left.", numbering="1")
        + paragraph("Others:")
        + paragraph("came;", numbering="2")
        + paragraph("went.", style="B")
        + paragraph("2012 Workshops", strong=True)
        + f"<w:tbl><w:tr>{cell.format(paragraph('Fiji'))}{cell.format(paragraph('Ms A'))}</w:tr></w:tbl>"
        + "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t>A</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>"
        "<w:ins><w:r><w:tab/><w:t>B.</w:t></w:r></w:ins></w:p>"
    )
    assert outline(read(tmp_path, docx(body, styles=STYLES, numbering=NUMBERING), "a.docx")) == [
        "title |Ninth Retreat",
        "heading |Outcomes",
        "  paragraph |Ministers:",
        "    item 3.|met;",
        "    item 4.|agreed to",
        "      item (a)|talk",
        "      item (b)|write",
        "    item 5.|left.",
        "  paragraph |Others:",
        "    item •|came;",
        "    item •|went.",
        "  heading |2012 Workshops",
        "    paragraph |Fiji | Ms A",
        "    paragraph |A\tB.",
    ]


def test_a_document_saved_by_another_program_reads_the_same(tmp_path: Path) -> None:
    library = pytest.importorskip("docx")
    made = library.Document()
    made.add_heading("Ninth Retreat", 0)
    made.add_heading("Outcomes", 1)
    made.add_paragraph("Ministers:")
    made.add_paragraph("met;", style="List Bullet")
    made.add_paragraph("in Apia", style="List Bullet 2")
    made.add_paragraph("left.", style="List Number")
    made.save(tmp_path / "b.docx")
    assert outline(read_document(tmp_path / "b.docx")) == [
        "title |Ninth Retreat",
        "heading |Outcomes",
        "  paragraph |Ministers:",
        "    item •|met;",
        "      item •|in Apia",
        "    item 1.|left.",
    ]


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WHOLE = docx(paragraph("They met."))
MIDDLE = WHOLE.index(b"word/document.xml") + 60
SPOILT = WHOLE[:MIDDLE] + bytes(byte ^ 255 for byte in WHOLE[MIDDLE : MIDDLE + 4]) + WHOLE[MIDDLE + 4 :]


def test_word_counts_in_small_and_capital_letters_and_roman_figures() -> None:
    sorts = ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimal")
    assert [_printed(sort, 4) for sort in sorts] == ["d", "D", "iv", "IV", "4"]
    assert [_printed("lowerRoman", n) for n in (9, 48, 89, 90)] == ["ix", "xlviii", "lxxxix", "90"]
    assert [_printed("upperLetter", n) for n in (1, 26, 27)] == ["A", "Z", "27"]


@pytest.mark.parametrize(("style", "kind"), [("Heading2", "paragraph"), ("", "heading")], ids=["styled", "plain"])
def test_short_lines_head_a_word_document_that_styles_no_heading(tmp_path: Path, style: str, kind: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    lines = [("Report of the Forum", style), (LONG, ""), ("Next steps", ""), (LONG, "")]
    path = tmp_path / "a.docx"
    path.write_bytes(docx("".join(paragraph(text, style=named) for text, named in lines), styles=styles))
    told = {passage.text: passage.kind for passage in read_document(path).passages}
    assert told["Next steps"] == kind and told["Report of the Forum"] in ("heading", "title")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hello", "no Word document"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "password|old .doc"),
        (b"PK\x03\x04broken", "damaged"),
        (WHOLE[: len(WHOLE) // 2], "damaged"),
        (_zip(a=b"x"), "no word/document.xml"),
        (docx("", prolog=ENTITIES), "entities"),
        (docx("", prolog='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "DTD"),
        (docx("<w:p>"), "no whole XML"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "nests deeper than 256"),
        (docx(paragraph("x" * 3_000_000)), "100 times|characters"),
        (docx("<w:p/>" * 2_000_000), "100 times"),
        (docx(paragraph("x"), parts={f"p{n}": b"" for n in range(2001)}), "2,00"),
        (SPOILT, "damaged"),
    ],
)
def test_hostile_word_documents_are_refused_in_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, data, "a.docx")
    assert "\n" not in str(caught.value) and "a.docx" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", pdf([LINES])), ("a.docx", WHOLE), ("a.html", page("<h1>x</h1><p>They met.</p>").encode())],
)
def test_damaged_bytes_never_end_in_anything_but_a_document_or_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    import random

    chance = random.Random(20120601)
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(chance.choice([1, 3, 20])):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        cut = bytes(spoilt[: chance.randrange(1, len(spoilt) + 1)]) if chance.random() < 0.3 else bytes(spoilt)
        try:
            read(tmp_path, cut, name)
        except InputError as error:
            assert "\n" not in str(error)
