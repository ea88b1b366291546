"""Malformed text and Markdown."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from .case import NOTHING, PAGE, READ, REFUSED, Case, data, noise, sparse


def text_cases() -> Iterator[Case]:
    """Text files: encodings, binary in disguise, no text, things that are no files, odd but readable pages."""
    yield from _encodings()
    yield from _disguised()
    yield from _empty()
    yield from _no_files()
    yield from _odd_but_readable()


def _text(name: str, content: bytes | str, verdict: str, says: str = "", ending: str = ".txt", **more: bool) -> Case:
    return data(f"text/{name}", content, verdict, says, ending=ending, **more)


def _encodings() -> Iterator[Case]:
    accented = PAGE.replace("Bangkok", "Nouméa")
    yield _text("utf-8", accented, READ, "Nouméa")
    yield _text("utf-8-bom", accented.encode("utf-8-sig"), READ, "Nouméa")
    yield _text("utf-16", accented.encode("utf-16"), READ, "Nouméa")
    yield _text("utf-16-be-bom", b"\xfe\xff" + accented.encode("utf-16-be"), READ, "Nouméa")
    yield _text("utf-16-le-no-bom", PAGE.encode("utf-16-le"), REFUSED, "byte 1 is 0.*--encoding utf-16-le")
    yield _text("utf-16-be-no-bom", accented.encode("utf-16-be"), REFUSED, "byte .* is not utf-8.*--encoding")
    yield _text("utf-32", accented.encode("utf-32"), REFUSED, "UTF-32")
    yield _text("utf-32-be", accented.encode("utf-32-be"), REFUSED, "byte")
    at = accented.encode("cp1252").index(b"\xe9")
    yield _text("cp1252", accented.encode("cp1252"), REFUSED, rf"byte {at} .*--encoding")
    yield _text("latin-1", accented.encode("latin-1"), REFUSED, rf"byte {at} .*--encoding")
    yield _text("mac-roman", accented.encode("mac-roman"), REFUSED, "byte .*--encoding")
    yield _text("shift-jis", "東京での会合 2012".encode("shift-jis"), REFUSED, "byte 0 .*--encoding")
    yield _text("gb18030", "北京会议".encode("gb18030"), REFUSED, "byte 0 .*--encoding")
    yield _text("koi8-r", "Встреча в Москве".encode("koi8-r"), REFUSED, "byte 0 .*--encoding")
    yield _text("ebcdic", PAGE.encode("cp500"), REFUSED, "byte")
    yield _text("utf-8-cut", accented.encode()[: accented.encode().index(b"\xa9")], REFUSED, "byte")
    yield _text("utf-8-overlong", PAGE.encode() + b"\xc0\xaf", REFUSED, "byte")
    yield _text("utf-8-surrogate", PAGE.encode() + b"\xed\xa0\x80", REFUSED, "byte")
    yield _text("utf-8-beyond", PAGE.encode() + b"\xf4\x90\x80\x80", REFUSED, "byte")
    yield _text("utf-8-continuation", b"\x80" * 200, REFUSED, "byte 0")
    yield _text("utf-16-odd", PAGE.encode("utf-16")[:-1], REFUSED, "byte|utf-16")
    yield _text("utf-16-surrogate", PAGE.encode("utf-16") + b"\x00\xd8", REFUSED, "byte|utf-16")
    yield _text("two-encodings", PAGE.encode() + accented.encode("cp1252"), REFUSED, "byte")
    yield _text("bom-in-the-middle", PAGE + "\ufeff" + PAGE, READ, "Bali")
    yield _text("two-boms", b"\xef\xbb\xbf" * 2 + PAGE.encode(), READ, "Bali")


def _disguised() -> Iterator[Case]:
    heads = {
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        "zip": b"PK\x03\x04" + noise("zip", 3_000),
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise("ole", 3_000),
        "png": b"\x89PNG\r\n\x1a\n" + noise("png", 3_000),
        "jpeg": b"\xff\xd8\xff\xe0" + noise("jpeg", 3_000),
        "gif": b"GIF89a" + noise("gif", 3_000),
        "gzip": b"\x1f\x8b\x08" + noise("gzip", 3_000),
        "elf": b"\x7fELF" + noise("elf", 3_000),
        "bzip2": b"BZh9" + noise("bzip2", 3_000),
        "xz": b"\xfd7zXZ\x00" + noise("xz", 3_000),
        "sqlite": b"SQLite format 3\x00" + noise("sqlite", 3_000),
        "exe": b"MZ\x90\x00" + noise("exe", 3_000),
        "tar": b"page.txt" + b"\0" * 92 + b"0000644\0" + b"\0" * 400,
        "parquet": b"PAR1" + noise("parquet", 3_000) + b"PAR1",
        "rtf-binary": b"{\\rtf1\\bin " + noise("rtf", 3_000),
        "random": noise("random", 65_536),
        "random-short": noise("random-short", 40),
        "pickle": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94\x8c\x06system\x94\x93\x94.",
    }
    for name, content in heads.items():
        yield _text(f"disguised-{name}", content, REFUSED, "not text|is not utf-8|is 0|control")
    for name in ("pdf", "zip", "png", "random"):
        yield _text(f"disguised-{name}-md", heads[name], REFUSED, "not text|is not utf-8|is 0|control", ".md")


def _empty() -> Iterator[Case]:
    for name, content in {
        "empty": b"",
        "bom-only": b"\xef\xbb\xbf",
        "bom-only-utf-16": b"\xff\xfe",
        "spaces": b" " * 5_000,
        "newlines": b"\n" * 5_000,
        "crlf": b"\r\n" * 500,
        "tabs": b"\t\t\t\n\t\t",
        "nulls": b"\0" * 5_000,
        "no-break-spaces": "\u00a0\u2003\u3000\n".encode() * 50,
        "zero-width": "\u200b\ufeff\u200d\n".encode() * 50,
        "controls": bytes(range(1, 9)) * 100,
        "escape": b"\x1b[2J\x1b[31m" * 300,
        "form-feeds": b"\f" * 300,
    }.items():
        yield _text(name, content, REFUSED, "empty|no text|nothing to read|is 0|control")
    yield _text("bullets-only", "•\n•\n- \n* \n", NOTHING, "not a meeting record")
    yield _text("front-matter-only", "---\ntitle: A\n---\n", REFUSED, "no text|nothing", ".md")
    yield _text("comment-only", "<!-- nothing -->\n", REFUSED, "no text|nothing", ".md")


def _no_files() -> Iterator[Case]:
    def folder_with(count: int, content: str = "", ending: str = ".txt"):
        def make(path: Path) -> None:
            path.mkdir()
            for number in range(count):
                (path / f"{number:04}{ending}").write_text(content, encoding="utf-8")

        return make

    def linked_folder(path: Path) -> None:
        path.mkdir()
        (path / "loop").symlink_to(path)

    def bind(path: Path) -> None:
        # The name of a socket may be no longer than some hundred bytes, so it is bound from within its folder.
        here = Path.cwd()
        try:
            os.chdir(path.parent)
            socket.socket(socket.AF_UNIX).bind(path.name)
        finally:
            os.chdir(here)

    yield Case("text/missing", lambda path: None, REFUSED, "no file or folder", ".txt")
    yield Case("text/pipe", os.mkfifo, REFUSED, "no ordinary file .*pipe", ".txt")
    yield Case("text/socket", bind, REFUSED, "no ordinary file .*socket", ".txt")
    yield Case("text/device", lambda path: path.symlink_to("/dev/zero"), REFUSED, "no ordinary file .*device", ".txt")
    yield Case("text/link-loop", lambda path: path.symlink_to(path.name), REFUSED, "Cannot read|symbolic", ".txt")
    yield Case("text/dead-link", lambda path: path.symlink_to("nowhere"), REFUSED, "Cannot read", ".txt")
    yield Case("text/empty-folder", folder_with(0), REFUSED, "holds no document")
    yield Case("text/folder-of-a-loop", linked_folder, REFUSED, "holds no document")
    yield Case("text/thousand-empty-files", folder_with(1_000), REFUSED, "empty")
    yield Case("text/folder-of-others", folder_with(3, "x", ".xyz"), REFUSED, "holds no document")
    yield Case("text/too-large", sparse(100_000_001), REFUSED, "larger than 100,000,000 bytes", ".txt")
    yield Case("text/ten-gigabytes", sparse(10 * 2**30), REFUSED, "larger than 100,000,000 bytes", ".txt")
    yield Case("text/zeros", sparse(50_000_000), REFUSED, "is 0", ".txt")
    yield _text("unknown-ending", PAGE, REFUSED, "only files ending in", ".xyz")
    yield _text("no-ending", PAGE, REFUSED, "only files ending in", "")
    yield _text("spreadsheet", "a,b\n1,2\n", NOTHING, "cannot be told from the heads", ".csv")


def _odd_but_readable() -> Iterator[Case]:
    yield _text("crlf-page", PAGE.replace("\n", "\r\n"), READ, "Bangkok")
    yield _text("cr-page", PAGE.replace("\n", "\r"), READ, "Bangkok")
    yield _text("mixed-line-ends", PAGE.replace("\n\n", "\r\n\r"), READ, "Bangkok")
    yield _text("no-last-newline", PAGE.rstrip(), READ, "visa")
    yield _text("formula", PAGE + '\n=HYPERLINK("http://x")\n+1\n@SUM(A1)\n', READ, "Bangkok")
    yield _text("markup", PAGE + "\n<script>alert(1)</script> {{7*7}} ${7*7} %s %n\n", READ, "alert")
    yield _text("escape-in-text", PAGE + "\nThe \x1b[31mred\x1b[0m\x07 end \x9b31m.\n", READ, "Bangkok")
    yield _text("bidirectional", PAGE + "\n\u202eexe.txt\u202c and \u2066mixed\u2069.\n", READ, "Bangkok")
    yield _text("private-use", PAGE + "\n\uf0b7 an item\n\U000f0000 \ufffe \uffff\n", READ, "an item")
    yield _text("combining", PAGE + "\nZ" + "\u0301" * 5_000 + "\n", READ, "Bangkok")
    yield _text("decomposed", PAGE.replace("Bangkok", "Nouméa"), READ, "Noume\u0301a|Nouméa")
    yield _text("long-word", PAGE + "\n" + "x" * 500_000 + "\n", READ, "Bangkok")
    yield _text("passage-too-long", PAGE + "\n" + "word " * 250_000 + "\n", REFUSED, "1,000,000|longer|limit")
    yield _text("deep-list", PAGE * 9 + "".join(" " * n + "- item\n" for n in range(600)), READ, "Bangkok")
    yield _text("many-colons", PAGE + "a:\n\n" * 2_000, READ, "Bangkok")
    yield _text("many-passages", PAGE + "a line\n\n" * 20_000, READ, "Bangkok", slow=True)
    yield _text("too-many-passages", PAGE + "a\n\n" * 200_001, REFUSED, "200,000|limit", slow=True)
    yield _text("many-brackets", PAGE + "\n" + "(" * 20_000 + ")" * 20_000 + "\n", READ, "Bangkok")
    yield _text("many-stars", PAGE + "\n" + "*" * 50_000 + " a\n", READ, "Bangkok", ".md")
    yield _text("many-links", PAGE + "\n" + "[a](" * 10_000 + "\n", READ, "Bangkok", ".md")
    yield _text("many-quotes", PAGE + "\n" + ">" * 10_000 + " a\n", READ, "Bangkok", ".md")
    yield _text("fence-without-end", PAGE + "\n```\ncode\n", READ, "Bangkok", ".md")
    yield _text("comment-without-end", PAGE + "\n<!-- never ends\n", READ, "Bangkok", ".md")
    yield _text("front-matter-without-end", "---\ntitle: x\n" + PAGE, READ, "Bangkok", ".md")
    yield _text(
        "front-matter-yaml-bomb", "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n" + PAGE, READ, "Bali", ".md"
    )
    yield _text(
        "front-matter-python", "---\ntitle: !!python/object/apply:os.system ['x']\n---\n" + PAGE, READ, "Bali", ".md"
    )
    yield _text(
        "front-matter-odd-url", "---\nurl: javascript:alert(1)\nretrieved: yesterday\n---\n" + PAGE, READ, "Bali", ".md"
    )
    yield _text("impossible-date", PAGE.replace("1 June 2012", "30 February 2012"), READ, "30 February")
    yield _text("end-before-start", PAGE.replace("1 June 2012", "9-2 June 2012"), READ, "9-2 June")
    yield _text("year-zero", PAGE.replace("2012", "0000"), READ, "0000")
    yield _text("year-huge", PAGE.replace("2012", "99999999999999999999"), READ, "9999")
    yield _text("many-dates", PAGE * 200 + "\n" + "1-2-3-4-5 June July 2012 " * 5_000, READ, "Bangkok")
    yield _text("odd-digits", PAGE.replace("2012", "٢٠١٢"), READ, "٢٠١٢")
    yield _text("one-word", "Bali", NOTHING, "not a meeting record")
    yield _text("no-record", "The cat sat on the mat. It was warm.\n\nThe end.\n", NOTHING, "not a meeting record")
    yield _text("french", "Les ministres se sont réunis à Bali pour la sixième fois et ils ont décidé de créer un "
                "bureau régional dans la ville de Bangkok avec les membres du groupe.\n", NOTHING, "English")  # fmt: skip
    yield _text("chinese", "部长们在巴厘岛举行了第六次会议。" * 20, NOTHING, "English")
    yield _text("hebrew", "השרים נפגשו בבאלי בפעם השישית. " * 20, NOTHING, "English")
