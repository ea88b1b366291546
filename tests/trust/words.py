"""Malformed Word documents: zips that lie, XML that declares or nests too much, parts that are missing."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator

from .case import READ, REFUSED, Case, data, noise

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
LINES = (
    "Sixth Meeting of Senior Officials of the Ad Hoc Group",
    "Bali, Indonesia, 1 June 2012",
    "The meeting was attended by Australia, Indonesia and UNHCR.",
    "Ministers agreed to establish a Regional Support Office in Bangkok.",
)


def paragraph(text: str, properties: str = "") -> str:
    """Return one paragraph of a Word document."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(body: str = "", start: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """Return the main part: the usual lines, then `body`."""
    return f'{start}<w:document xmlns:w="{W}"><w:body>{"".join(map(paragraph, LINES))}{body}</w:body></w:document>'


def docx(main: str | bytes | None = None, more: dict[str, str | bytes] | None = None, **changed: str | bytes) -> bytes:
    """Return a Word document; `more` are further parts, `types` and `relations` replace those parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": changed.get("types", TYPES),
        "_rels/.rels": changed.get("relations", RELATIONS),
        "word/document.xml": document() if main is None else main,
        **(more or {}),
    }
    return zipped(parts)


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of `parts`, the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            if content != b"":
                archive.writestr(zipfile.ZipInfo(name), content, method)
            elif not name.endswith(" "):
                archive.writestr(zipfile.ZipInfo(name), b"", method)
    return stream.getvalue()


def _docx(name: str, content: bytes | Callable[[], bytes], verdict: str, says: str = "", **more: bool) -> Case:
    return data(f"docx/{name}", content, verdict, says, ending=".docx", **more)


def docx_cases() -> Iterator[Case]:
    """Word documents: the zip, its sizes, the XML, the parts, odd but readable ones.

    Only the main part, styles and numbering are ever unpacked: whatever other parts hold can do no harm.
    """
    yield from _zips()
    yield from _sizes()
    yield from _xml()
    yield from _parts()
    yield from _odd_but_readable()


def _zips() -> Iterator[Case]:
    whole = docx()
    yield _docx("empty", b"", REFUSED, "empty|nothing")
    yield _docx("text", b"Ministers agreed", REFUSED, "Word|zip|docx")
    yield _docx("random", noise("docx", 9_000), REFUSED, "Word|zip|docx")
    yield _docx("pdf", b"%PDF-1.4\n" + noise("p", 900), REFUSED, "PDF|Word|zip|docx")
    yield _docx(
        "old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise("ole", 4_000), REFUSED, "Word|zip|docx|password"
    )
    for share in (1, 30, 60, 95):
        yield _docx(f"cut-at-{share}", whole[: len(whole) * share // 100], REFUSED, "Word|zip|damaged|docx")
    yield _docx("head-only", whole[:4], REFUSED, "Word|zip|damaged|docx")
    yield _docx("end-only", whole[-22:], REFUSED, "Word|zip|damaged|docx")
    yield _docx("empty-zip", zipped({}), REFUSED, "Word|zip|damaged|docx|document")
    at = whole.index(b"word/document.xml") + len("word/document.xml") + 40
    yield _docx("flipped-bytes", whole[:at] + b"\xff\xff\xff" + whole[at + 3 :], REFUSED, "Word|zip|damaged|docx")
    middle = whole.rindex(b"PK\x01\x02")
    lie = bytearray(whole)
    struct.pack_into("<I", lie, middle + 24, 20)
    yield _docx("size-declared-too-small", bytes(lie), REFUSED, "Word|zip|damaged|docx|XML")
    lie = bytearray(whole)
    struct.pack_into("<I", lie, middle + 24, 0xFFFFFFF0)
    yield _docx("size-declared-too-large", bytes(lie), READ, "Bangkok")
    lie = bytearray(whole)
    struct.pack_into("<I", lie, middle + 16, 0xDEADBEEF)
    yield _docx("wrong-checksum", bytes(lie), REFUSED, "Word|zip|damaged|docx")
    lie = bytearray(whole)
    struct.pack_into("<H", lie, middle + 10, 99)
    yield _docx("unknown-method", bytes(lie), REFUSED, "Word|zip|damaged|docx|packed")
    lie = bytearray(whole)
    struct.pack_into("<H", lie, middle + 8, 1)
    yield _docx("encrypted-part", bytes(lie), REFUSED, "Word|zip|damaged|docx|password|encrypted")
    lie = bytearray(whole)
    struct.pack_into("<I", lie, middle + 42, 0x7FFFFFFF)
    yield _docx("offset-beyond", bytes(lie), REFUSED, "Word|zip|damaged|docx")
    lie = bytearray(whole)
    struct.pack_into("<H", lie, len(lie) - 12, 60_000)
    yield _docx("count-lies", bytes(lie), READ, "Bangkok")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream = io.BytesIO(whole)
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("word/document.xml", document(paragraph("Second")))
        yield _docx("same-part-twice", stream.getvalue(), REFUSED, "twice|damaged|docx|Word")


def _sizes() -> Iterator[Case]:
    many = {f"word/media/{n}.xml": "x" for n in range(2_100)}
    yield _docx("too-many-parts", lambda: docx(more=many), REFUSED, "2,000|parts|members")
    says = "limit|larger|times|unpack|expand|longer"
    yield _docx("bomb", lambda: docx(document(paragraph("a" * 130_000_000))), REFUSED, says, slow=True)
    yield _docx("bomb-small", lambda: docx(document(paragraph("a" * 20_000_000))), REFUSED, says)
    yield _docx(
        "bomb-beside", lambda: docx(more={f"word/{n}.xml": b"\0" * 30_000_000 for n in range(4)}), READ, slow=True
    )
    short = paragraph("a") * 250_000
    yield _docx("bomb-of-paragraphs", lambda: docx(document(short)), REFUSED, "times its size")
    runs = "<w:r><w:t>word </w:t></w:r>"
    yield _docx("long-passage", lambda: docx(document(f"<w:p>{runs * 250_000}</w:p>")), REFUSED, says, slow=True)
    yield _docx(
        "many-paragraphs",
        docx(document("".join(paragraph(f"This is the line {n} of it.") for n in range(5_000)))),
        READ,
        "Bangkok",
    )
    inner = docx()
    for _ in range(5):
        inner = zipped({"inner.docx": inner})
    yield _docx("zip-in-zip", docx(more={"word/embeddings/a.docx": inner}), READ, "Bangkok")


def _xml() -> Iterator[Case]:
    says = "XML|entit|declar|Word|damaged|docx"
    bomb = "<!DOCTYPE d [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12)) + "]>"
    yield _docx("entity-bomb", docx(document(paragraph("&e11;"), bomb)), REFUSED, says)
    quadratic = '<!DOCTYPE d [<!ENTITY a "' + "a" * 50_000 + '">]>'
    yield _docx("entity-quadratic", docx(document(paragraph("&a;" * 2_000), quadratic)), REFUSED, says)
    outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _docx("entity-outside", docx(document(paragraph("&x;"), outside)), REFUSED, says)
    yield _docx("entity-unused", docx(document("", '<!DOCTYPE d [<!ENTITY x "y">]>')), REFUSED, says)
    yield _docx("doctype-outside", docx(document("", '<!DOCTYPE d SYSTEM "http://192.0.2.1/a.dtd">')), REFUSED, says)
    yield _docx("entity-in-types", docx(types=TYPES.replace("?><", f"?>{bomb}<")), READ, "Bangkok")
    yield _docx("entity-in-relations", docx(relations=RELATIONS.replace("?><", f"?>{bomb}<")), READ, "Bangkok")
    yield _docx("entity-in-styles", _with("styles", f'{bomb}<w:styles xmlns:w="{W}"/>'), REFUSED, says)
    yield _docx("entity-in-numbering", _with("numbering", f'{bomb}<w:numbering xmlns:w="{W}"/>'), REFUSED, says)
    yield _docx("not-xml", docx("Ministers agreed"), REFUSED, says)
    yield _docx("empty-main-part", docx(b""), REFUSED, says)
    yield _docx("random-main-part", docx(noise("main", 3_000)), REFUSED, says)
    yield _docx("cut-main-part", docx(document()[:-40]), REFUSED, says)
    yield _docx("wrong-nesting", docx(document("<w:p><w:r></w:p></w:r>")), REFUSED, says)
    yield _docx("unbound-prefix", docx(document("<q:p/>")), REFUSED, says)
    yield _docx("control-character", docx(document(paragraph("a\x01b"))), REFUSED, says)
    yield _docx("zero-entity", docx(document(paragraph("a&#0;b"))), REFUSED, says)
    yield _docx("wrong-encoding", docx(document(paragraph("é")).encode("cp1252")), REFUSED, says)
    yield _docx("unknown-encoding", docx(document(start='<?xml version="1.0" encoding="x-klingon"?>')), REFUSED, says)
    yield _docx(
        "utf-16", docx(document(start='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")), READ, "Bangkok"
    )
    for depth in (300, 20_000):
        deep = "<w:sdt><w:sdtContent>" * depth + paragraph("x") + "</w:sdtContent></w:sdt>" * depth
        yield _docx(f"deep-{depth}", docx(document(deep)), REFUSED, "deep|nest|256|times|XML")
    table = "<w:tbl><w:tr><w:tc>" * 100 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 100
    yield _docx("deep-tables", docx(document(table)), REFUSED, "deep|nest|256")


def _with(part: str, content: str | bytes, main: str | None = None) -> bytes:
    """Return a document that has a further part which the main part refers to."""
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml"
    types = TYPES.replace("</Types>", f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/></Types>')
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{part}" Target="{part}.xml"/>'
        "</Relationships>"
    )
    return docx(main, {f"word/{part}.xml": content, "word/_rels/document.xml.rels": link}, types=types)


def _parts() -> Iterator[Case]:
    says = "Word|damaged|docx|document"
    yield _docx("no-main-part", zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}), REFUSED, says)
    yield _docx("no-types", zipped({"_rels/.rels": RELATIONS, "word/document.xml": document()}), READ, "Bangkok")
    sheet = TYPES.replace("wordprocessingml.document.main", "spreadsheetml.sheet.main").replace(
        "word/document", "xl/workbook"
    )
    parts = {"[Content_Types].xml": sheet, "_rels/.rels": RELATIONS.replace("word/document", "xl/workbook")}
    yield _docx("spreadsheet", zipped({**parts, "xl/workbook.xml": "<workbook/>"}), REFUSED, says)
    odt = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}
    yield _docx("open-document", zipped(odt), REFUSED, says)
    yield _docx("any-zip", zipped({"page.txt": "Ministers agreed"}), REFUSED, says)
    yield _docx("no-body", docx(f'<w:document xmlns:w="{W}"/>'), REFUSED, says + "|no text|nothing")
    nothing = f'<w:document xmlns:w="{W}"><w:body>{paragraph(" ")}</w:body></w:document>'
    yield _docx("no-text", docx(nothing), REFUSED, "no text|nothing")
    picture = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:drawing/></w:r></w:p></w:body></w:document>'
    yield _docx("picture-only", docx(picture), REFUSED, "no text|nothing")
    up = {"../../../../tmp/evil.txt": "x", "/tmp/evil.txt": "x", "C:\\evil.txt": "x", "word/..\\..\\evil": "x"}
    yield _docx("climbing-names", docx(more=up), READ, "Bangkok")
    target = RELATIONS.replace('Target="word/document.xml"', 'Target="../../../etc/passwd"')
    yield _docx("main-part-outside", docx(relations=target), READ, "Bangkok")
    away = RELATIONS.replace('Target="word', 'TargetMode="External" Target="http://192.0.2.1/word')
    yield _docx("main-part-on-the-network", docx(relations=away), READ, "Bangkok")


def _odd_but_readable() -> Iterator[Case]:
    yield _docx("good", docx(), READ, "Bangkok")
    yield _docx("stored", zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document()},
                                 zipfile.ZIP_STORED), READ, "Bangkok")  # fmt: skip
    yield _docx("junk-before", b"junk" * 9 + docx(), REFUSED, "Word|zip|damaged|docx")
    yield _docx("macros", docx(more={"word/vbaProject.bin": noise("vba", 900)}), READ, "Bangkok")
    loop = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    styled = document(paragraph("styled", '<w:pPr><w:pStyle w:val="A"/></w:pPr>'))
    yield _docx("styles-in-a-circle", _with("styles", loop, styled), READ, "styled")
    numbered = document(
        paragraph("numbered", '<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="-7"/></w:numPr></w:pPr>')
    )
    yield _docx("odd-numbering", docx(numbered), READ, "numbered")
    lists = f'<w:numbering xmlns:w="{W}"><w:num w:numId="x"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    yield _docx("numbering-without-list", _with("numbering", lists, numbered), READ, "numbered")
    outline = document(paragraph("odd level", '<w:pPr><w:outlineLvl w:val="many"/></w:pPr>'))
    yield _docx("odd-outline", docx(outline), READ, "odd level")
    yield _docx("field", docx(document('<w:p><w:fldSimple w:instr="INCLUDETEXT C:\\x"><w:r><w:t>shown</w:t></w:r>'
                                       "</w:fldSimple></w:p>")), READ, "Bangkok")  # fmt: skip
    yield _docx(
        "deleted-text", docx(document("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>")), READ, "Bali"
    )
    cells = "<w:tbl><w:tr><w:tc>" + paragraph("cell") + "</w:tc><w:tc/></w:tr><w:tr/></w:tbl><w:tbl/>"
    yield _docx("odd-table", docx(document(cells)), READ, "cell")
