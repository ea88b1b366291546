"""Small PDF, Word and HTML files made by hand, so that every byte of a test's input is known."""

from __future__ import annotations

import io
import textwrap
import zipfile
import zlib
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PRINTED = {ord("("): "\\(", ord(")"): "\\)", ord("•"): "\x95", ord("–"): "\x96"}


def pdf(pages: list[list[tuple[float, float, float, str]]], *, squeeze: bool = True) -> bytes:
    """Return a PDF with these lines a page: left and height in points, type size, text (Latin letters)."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for lines in pages:
        drawing = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text.translate(PRINTED)}) Tj ET\n" for x, y, size, text in lines
        ).encode("latin-1")
        body = zlib.compress(drawing) if squeeze else drawing
        squeezed = b"/Filter/FlateDecode" if squeeze else b""
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(body), squeezed, body))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1<</Type/Font"
            b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>" % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assemble(objects)


def assemble(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF made of numbered objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def docx(
    body: str, *, styles: str = "", numbering: str = "", parts: dict[str, bytes] | None = None, prolog: str = ""
) -> bytes:
    """Return a Word document with this body (WordprocessingML inside w:body)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, *, style: str = "", numbering: str = "", level: int = 0, strong: bool = False) -> str:
    """Return a paragraph in WordprocessingML."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        inside += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    bold = "<w:rPr><w:b/></w:rPr>" if strong else ""
    return f'<w:p><w:pPr>{inside}</w:pPr><w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def printed(text: str, form: str) -> bytes:
    """Return a text as a printed `pdf` of wrapped lines, a gap between paragraphs, or as `docx`, a paragraph a line."""
    if form == "docx":
        return docx("".join(paragraph(escape(line)) for line in text.splitlines() if line.strip()))
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, 88) or [""]]
    pages = [lines[i : i + 50] for i in range(0, len(lines), 50)]
    return pdf([[(60, 780 - 14 * i, 11, line) for i, line in enumerate(page) if line] for page in pages])
