"""Malformed PDFs: cut off, circular, encrypted, packed beyond measure, without text."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from .case import NOTHING, READ, REFUSED, Case, data, noise

LINES = (
    "Sixth Meeting of Senior Officials of the Ad Hoc Group",
    "Bali, Indonesia, 1 June 2012",
    "The meeting was attended by Australia, Indonesia and UNHCR.",
    "Ministers agreed to establish a Regional Support Office in Bangkok.",
)


def content(*more: str) -> bytes:
    """Return the content stream of a page that shows the usual lines, and `more`."""
    shown = "".join(f"1 0 0 1 60 {760 - 20 * n} Tm ({line}) Tj\n" for n, line in enumerate((*LINES, *more)))
    return f"BT /F1 12 Tf\n{shown}ET\n".encode("latin-1")


def stream(body: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """Return a stream object; `length` is what it claims to be long."""
    size = len(body) if length is None else length
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, size, body)


def pdf(objects: dict[int, bytes] | None = None, *, trailer: bytes = b"", start: int | None = None) -> bytes:
    """Return a PDF of one page; `objects` replace or add to its five (catalogue, pages, page, content, font)."""
    parts = {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        4: stream(content()),
        5: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        **(objects or {}),
    }
    text, places = b"%PDF-1.4\n", {}
    for number, body in sorted(parts.items()):
        if body:
            places[number] = len(text)
            text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = max(parts) + 1
    table = b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    at = len(text) if start is None else start
    return text + b"xref\n0 %d\n%s" % (size, table) + b"trailer\n<</Size %d /Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, trailer, at)  # fmt: skip


def _pdf(
    name: str,
    body: bytes | Callable[[], bytes],
    verdict: str,
    says: str = "damaged|no PDF|no text|nests|limit",
    **more: bool,
) -> Case:
    return data(f"pdf/{name}", body, verdict, says, ending=".pdf", **more)


def pdf_cases() -> Iterator[Case]:
    """PDFs: the file, its objects, its streams, its pages, and odd but readable ones."""
    yield from _files()
    yield from _objects()
    yield from _streams()
    yield from _no_text()
    yield from _odd_but_readable()


def _files() -> Iterator[Case]:
    whole = pdf()
    yield _pdf("empty", b"", REFUSED, "empty|nothing")
    yield _pdf("text", b"Ministers agreed to meet.\n", REFUSED)
    yield _pdf("random", noise("pdf", 9_000), REFUSED)
    yield _pdf("head-only", b"%PDF-1.4\n", REFUSED)
    yield _pdf("head-and-random", b"%PDF-1.7\n" + noise("pdf2", 9_000), REFUSED)
    yield _pdf("head-and-zeros", b"%PDF-1.7\n" + b"\0" * 9_000, REFUSED)
    yield _pdf("word", b"PK\x03\x04" + noise("w", 900), REFUSED)
    yield _pdf("page", b"<!doctype html><p>Ministers agreed", REFUSED)
    for share in (2, 20, 40):
        yield _pdf(f"cut-at-{share}", whole[: len(whole) * share // 100], REFUSED)
    yield _pdf("end-only", whole[-40:], REFUSED)
    yield _pdf("trailer-without-root", whole.replace(b"/Root 1 0 R", b""), REFUSED, "damaged")
    yield _pdf("root-missing", whole.replace(b"/Root 1 0 R", b"/Root 77 0 R"), REFUSED, "damaged")
    yield _pdf("root-of-wrong-type", whole.replace(b"/Root 1 0 R", b"/Root (no)"), REFUSED, "damaged")
    yield _pdf("size-huge", whole.replace(b"0 6\n", b"0 99999999\n"), READ, "Bangkok")
    lock = b" /Encrypt <</Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -44>> /ID [(a)(a)]" % (b"x" * 32, b"y" * 32)
    yield _pdf("encrypted", pdf(trailer=lock), REFUSED, "locked|encrypted")
    unknown = b" /Encrypt <</Filter /Klingon /V 9 /R 99 /O (x) /U (y) /P 0>>"
    yield _pdf("encrypted-strangely", pdf(trailer=unknown), REFUSED, "encrypted|damaged|locked")
    yield _pdf("encrypted-brokenly", pdf(trailer=b" /Encrypt 99 0 R"), READ, "Bangkok")


def _objects() -> Iterator[Case]:
    yield _pdf("no-pages", pdf({1: b"<</Type /Catalog>>"}), REFUSED)
    yield _pdf("pages-missing", pdf({2: b""}), REFUSED)
    yield _pdf("pages-a-number", pdf({2: b"42"}), REFUSED)
    yield _pdf("kids-none", pdf({2: b"<</Type /Pages /Kids [] /Count 0>>"}), REFUSED)
    yield _pdf("kids-missing", pdf({2: b"<</Type /Pages /Kids [77 0 R] /Count 1>>"}), REFUSED)
    yield _pdf("kids-a-string", pdf({2: b"<</Type /Pages /Kids (no) /Count 1>>"}), REFUSED)
    yield _pdf("kids-circle", pdf({2: b"<</Type /Pages /Kids [2 0 R] /Count 1>>"}), REFUSED)
    far = {2: b"<</Type /Pages /Kids [6 0 R] /Count 1>>", 6: b"<</Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 1>>"}
    yield _pdf("kids-wide-circle", pdf(far), REFUSED)
    deep = {n: b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % (n + 1) for n in range(6, 4_000)}
    deep[4_000] = b"<</Type /Page /MediaBox [0 0 9 9]>>"
    yield _pdf("page-tree-deep", pdf({2: b"<</Type /Pages /Kids [6 0 R] /Count 1>>", **deep}), REFUSED)
    many = b"<</Type /Pages /Kids [%s] /Count 6000>>" % (b"3 0 R " * 6_000)
    yield _pdf("pages-too-many", pdf({2: many}), REFUSED, "5,000|pages|limit")
    yield _pdf("reference-to-itself", pdf({4: b"4 0 R"}), REFUSED)
    yield _pdf("references-in-a-circle", pdf({4: b"6 0 R", 6: b"4 0 R"}), REFUSED)
    yield _pdf("array-deep", pdf({4: b"[" * 50_000 + b"]" * 50_000}), REFUSED)
    yield _pdf("dictionary-deep", pdf({4: b"<</A " * 20_000 + b"1" + b">>" * 20_000}), REFUSED)
    yield _pdf("string-without-end", pdf({4: b"(((((" + b"a" * 9_000}), REFUSED)
    yield _pdf("name-odd", pdf({5: b"<</Type /Font /Subtype /#00#FF#zz /BaseFont /A#0>>"}), READ, "Bangkok")


def _packed(body: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        body = zlib.compress(body, 9)
    return stream(body, b"/Filter [" + b"/FlateDecode " * times + b"]")


def _bomb_over_pages() -> bytes:
    pages = {
        n: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents %d 0 R>>" % (n + 100) for n in range(10, 18)
    }
    parts = {n + 100: _packed(b" " * 40_000_000) for n in pages}
    kids = b" ".join(b"%d 0 R" % n for n in pages)
    return pdf({2: b"<</Type /Pages /Kids [%s] /Count 8>>" % kids, **pages, **parts})


def _streams() -> Iterator[Case]:
    limits = "limit|MB|no text"
    yield _pdf("bomb", lambda: pdf({4: _packed(b" " * 80_000_000)}), REFUSED, limits)
    yield _pdf("bomb-twice-packed", lambda: pdf({4: _packed(b" " * 300_000_000, 2)}), REFUSED, limits, slow=True)
    yield _pdf("bomb-thrice-packed", lambda: pdf({4: _packed(b" " * 300_000_000, 3)}), REFUSED, limits, slow=True)
    yield _pdf("bomb-over-pages", _bomb_over_pages, REFUSED, limits, slow=True)
    array = b"[" + b"6 0 R " * 40 + b"]"
    yield _pdf(
        "bomb-many-times-one", lambda: pdf({4: array, 6: _packed(b" " * 30_000_000)}), REFUSED, limits, slow=True
    )
    run = stream(b"".join(b"\x81 " for _ in range(1_000_000)) + b"\x80", b"/Filter /RunLengthDecode")
    yield _pdf("bomb-run-length", pdf({4: run}), REFUSED, limits, slow=True)
    short = stream(content(), length=10)
    yield _pdf("length-too-short", pdf({4: short}), READ, "Bali|Sixth|Bangkok")
    yield _pdf("length-too-long", pdf({4: stream(content(), length=10_000_000)}), READ, "Bangkok")
    yield _pdf("length-negative", pdf({4: stream(content(), length=-5)}), READ, "Bangkok")
    for name, filters in {
        "unknown-filter": b"/Filter /Klingon",
        "crypt-filter": b"/Filter /Crypt",
        "flate-of-noise": b"/Filter /FlateDecode",
        "lzw-of-noise": b"/Filter /LZWDecode",
        "hex-of-noise": b"/Filter /ASCIIHexDecode",
        "ascii85-of-noise": b"/Filter /ASCII85Decode",
        "filter-a-number": b"/Filter 42",
        "filters-many": b"/Filter [" + b"/ASCIIHexDecode " * 5_000 + b"]",
    }.items():
        yield _pdf(name, pdf({4: stream(noise(name, 2_000), filters)}), REFUSED)
    cut = zlib.compress(content())[:-12]
    yield _pdf("flate-cut", pdf({4: stream(cut, b"/Filter /FlateDecode")}), REFUSED, "breaks off")
    picture = stream(noise("picture", 2_000), b"/Filter /JBIG2Decode")
    yield _pdf("picture-filter", pdf({4: picture}), REFUSED, "no text")
    predicted = stream(
        zlib.compress(content()), b"/Filter /FlateDecode /DecodeParms <</Predictor 15 /Columns 99999999>>"
    )
    yield _pdf("predictor-huge", pdf({4: predicted}), READ, "Bangkok")


def _no_text() -> Iterator[Case]:
    scanned = "no text|scan|recogni"
    yield _pdf("no-content", pdf({3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"}), REFUSED, scanned)
    yield _pdf("empty-content", pdf({4: stream(b"")}), REFUSED, scanned)
    yield _pdf("drawing-only", pdf({4: stream(b"0 0 m 100 100 l S\n" * 50)}), REFUSED, scanned)
    picture = {
        3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources <</XObject <</I 6 0 R>>>>>>",
        4: stream(b"/I Do"),
        6: stream(b"\0" * 300, b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB "
                               b"/BitsPerComponent 8"),
    }  # fmt: skip
    yield _pdf("scanned", pdf(picture), REFUSED, scanned)
    yield _pdf("spaces-only", pdf({4: stream(b"BT /F1 12 Tf (      ) Tj ET")}), REFUSED, scanned)


def _odd_but_readable() -> Iterator[Case]:
    yield _pdf("good", pdf(), READ, "Bangkok")
    yield _pdf("junk-before", b"junk\n" * 20 + pdf(), READ, "Bangkok")
    yield _pdf("junk-after", pdf() + noise("tail", 900), READ, "Bangkok")
    yield _pdf("wrong-start", pdf(start=5), READ, "Bangkok")
    yield _pdf("start-beyond", pdf(start=99_999_999), READ, "Bangkok")
    yield _pdf("start-negative", pdf(start=-1), READ, "Bangkok")
    yield _pdf("no-table", pdf().split(b"xref\n")[0], REFUSED)
    yield _pdf("earlier-table-is-itself", pdf(trailer=b" /Prev %d" % pdf().index(b"xref\n")), READ, "Bangkok")
    yield _pdf("version-odd", pdf().replace(b"%PDF-1.4", b"%PDF-9.9"), READ, "Bangkok")
    yield _pdf("script-at-opening", pdf({1: b"<</Type /Catalog /Pages 2 0 R /OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>>>"}),
               READ, "Bangkok")  # fmt: skip
    yield _pdf("count-lies", pdf({2: b"<</Type /Pages /Kids [3 0 R] /Count 999999999>>"}), READ, "Bangkok")
    yield _pdf("count-negative", pdf({2: b"<</Type /Pages /Kids [3 0 R] /Count -1>>"}), READ, "Bangkok")
    yield _pdf("parent-missing", pdf({3: b"<</Type /Page /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>"}),
               READ, "Bangkok")  # fmt: skip
    yield _pdf("font-missing", pdf({5: b""}), READ, "Bangkok")
    yield _pdf("font-a-number", pdf({5: b"42"}), READ, "Bangkok")
    unsaved = b"q " * 50_000 + content()
    yield _pdf("states-never-restored", pdf({4: stream(unsaved)}), READ, "Bangkok")
    yield _pdf("operators-odd", pdf({4: stream(content() + b"klingon 1 2 3 Tj ] >> ) } BT BT ET")}), READ, "Bangkok")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>"
    own = {
        3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources <</Font <</F1 5 0 R>> /XObject <</X 6 0 R>>>>>>",
        4: stream(content() + b"/X Do"),
        6: stream(b"/X Do", form),
    }  # fmt: skip
    yield _pdf("form-in-itself", pdf(own), READ, "Bangkok")
    ranges = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange"
    unicode = {5: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R>>", 6: stream(ranges)}
    yield _pdf("letters-without-end", pdf(unicode), NOTHING, "record")
    yield _pdf("letters-odd", pdf({**unicode, 6: stream(b"beginbfchar <zz> <D800> endbfchar <")}), READ, ".")
    many = content(*("and so on" for _ in range(20_000)))
    yield _pdf("many-lines", pdf({4: stream(many)}), READ, "Bangkok", slow=True)
