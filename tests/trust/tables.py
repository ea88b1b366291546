"""Malformed tables and data packages: one small whole package, spoiled in one place each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from .case import READ, REFUSED, Case, noise, sparse

TEXT = "Australia and Indonesia met in Bali."
TABLES = {
    "documents": ["id,title,url,publisher,published,retrieved,path,media_type,language,sha256",
                  "doc:a,Sixth Meeting,,,,,a.txt,text/plain,en,"],
    "passages": ["id,document,parent,position,kind,text", f"doc:a#1,doc:a,,1,paragraph,{TEXT}"],
    "nodes": ["id,kind,name,aliases,acronym,start,end,force,wording,url,note",
              "meeting:a,meeting,Sixth Meeting,,,2012-06-01,2012-06-01,,,,",
              "state:aus,state,Australia,,,,,,,,", "state:idn,state,Indonesia,,,,,,,,"],
    "relations": ["id,source,relation,target,role,start,end,basis,rule,confidence",
                  "r1,state:aus,participated_in,meeting:a,participant,,,stated,,",
                  "r2,state:idn,participated_in,meeting:a,participant,,,stated,,"],
    "citations": ["id,statement,document,passage,char_start,char_end,quotation,as_written",
                  "c1,meeting:a,doc:a,doc:a#1,0,9,Australia,", "c2,r1,doc:a,doc:a#1,0,9,Australia,Australia",
                  "c3,r2,doc:a,doc:a#1,14,23,Indonesia,Indonesia", "c4,state:aus,doc:a,doc:a#1,0,9,Australia,",
                  "c5,state:idn,doc:a,doc:a#1,14,23,Indonesia,"],
}  # fmt: skip


def files() -> dict[str, bytes]:
    """Return the files of the whole package."""
    return {f"{name}.csv": ("\n".join(lines) + "\n").encode("utf-8") for name, lines in TABLES.items()}


Change = Callable[[dict[str, bytes]], object]


def package(name: str, change: Change, verdict: str, says: str = "", *, slow: bool = False) -> Case:
    """Return a case that is the whole package after `change`."""

    def make(path: Path) -> None:
        path.mkdir()
        parts = files()
        change(parts)
        for part, content in parts.items():
            (path / part).write_bytes(content)

    return Case(f"tables/{name}", make, verdict, says, slow=slow)


def _spoil(table: str, old: str, new: str | bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[f"{table}.csv"]
        wanted = old.encode()
        if wanted not in text:
            raise ValueError(f"{old!r} is not in {table}.csv")
        parts[f"{table}.csv"] = text.replace(wanted, new.encode() if isinstance(new, str) else new, 1)

    return change


def _set(table: str, content: bytes | str) -> Change:
    raw = content.encode() if isinstance(content, str) else content
    return lambda parts: parts.update({f"{table}.csv": raw})


def table_cases() -> Iterator[Case]:
    """Packages: the folder, the files, the rows, the cells, the descriptor; as spreadsheets save them."""
    yield from _folders()
    yield from _files_of_a_package()
    yield from _rows()
    yield from _as_spreadsheets_save()
    yield from _descriptors()


def _folders() -> Iterator[Case]:
    yield Case("tables/missing", lambda path: None, REFUSED, "no folder|no file or folder|There is no")
    yield Case("tables/empty-folder", lambda path: path.mkdir(), REFUSED, "holds no documents.csv")
    yield Case("tables/thousand-empty-files", _thousand, REFUSED, "holds no documents.csv")
    yield Case("tables/table-for-folder", lambda path: path.write_bytes(files()["nodes.csv"]), REFUSED,
               "folder|GraphML|an edge list", ".csv")  # fmt: skip
    yield Case("tables/random-for-folder", lambda path: path.write_bytes(noise("t", 9_000)), REFUSED, "folder|GraphML")
    for name in TABLES:
        yield package(f"without-{name}", lambda parts, n=name: parts.pop(f"{n}.csv"), REFUSED, f"holds no {name}.csv")


def _thousand(path: Path) -> None:
    path.mkdir()
    for number in range(1_000):
        (path / f"{number}.csv").touch()


def _files_of_a_package() -> Iterator[Case]:
    for name in TABLES:
        yield package(f"{name}-empty", _set(name, b""), REFUSED, rf"{name}\.csv is empty")
        yield package(f"{name}-random", _set(name, noise(name, 5_000)), REFUSED, rf"{name}\.csv")
    yield package("newlines-only", _set("nodes", "\n\n\n"), REFUSED, r"nodes\.csv is empty")
    yield package("head-only-bom", _set("nodes", b"\xef\xbb\xbf"), REFUSED, r"nodes\.csv is empty")
    yield package("pdf", _set("nodes", b"%PDF-1.4\n"), REFUSED, r"nodes\.csv is a PDF")
    yield package("spreadsheet", _set("nodes", b"PK\x03\x04" + noise("x", 900)), REFUSED, r"nodes\.csv is a zip")
    yield package(
        "old-spreadsheet", _set("nodes", b"\xd0\xcf\x11\xe0" + noise("x", 900)), REFUSED, r"nodes\.csv is an old"
    )
    yield package("zeros", _set("nodes", b"\0" * 9_000), REFUSED, r"nodes\.csv: byte 0 is 0")
    yield package("page", _set("nodes", "<!doctype html><p>Not found"), REFUSED, r"nodes\.csv lacks the column 'id'")
    yield package("json", _set("nodes", '[{"id": "state:aus"}]'), REFUSED, r"nodes\.csv lacks the column")
    yield package(
        "merge-marks", _spoil("nodes", "state:aus", "<<<<<<< HEAD\nstate:aus"), REFUSED, r"nodes\.csv, line 3"
    )
    yield package("pointer", _set("nodes", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"), REFUSED,
                  r"nodes\.csv lacks the column")  # fmt: skip
    folder = lambda path: (path.mkdir(), (path / "nodes.csv").mkdir(), _rest(path))  # noqa: E731
    yield Case("tables/folder-for-table", folder, REFUSED, r"nodes\.csv is no ordinary file")
    huge = lambda path: (path.mkdir(), _rest(path), sparse(10 * 2**30)(path / "nodes.csv"))  # noqa: E731
    yield Case("tables/ten-gigabytes", huge, REFUSED, r"nodes\.csv is larger than 100,000,000 bytes")
    loop = lambda path: (path.mkdir(), _rest(path), (path / "nodes.csv").symlink_to("nodes.csv"))  # noqa: E731
    yield Case("tables/link-loop", loop, REFUSED, r"nodes\.csv")
    many = b"id,kind,name,aliases,acronym,start,end,force,wording,url,note\n" + b",,,,,,,,,,\n" * 3_000_000
    yield package("too-many-cells", _set("nodes", many), REFUSED, "20,000,000 cells", slow=True)


def _rest(path: Path) -> None:
    for name, content in files().items():
        if name != "nodes.csv":
            (path / name).write_bytes(content)


def _rows() -> Iterator[Case]:
    line = "state:aus,state,Australia,,,,,,,,"
    yield package(
        "short-row", _spoil("nodes", line, "state:aus,state"), REFUSED, r"nodes\.csv, line 3: 2 cells where 11"
    )
    yield package("long-row", _spoil("nodes", line, line + ",,"), REFUSED, r"nodes\.csv, line 3: 13 cells where 11")
    yield package("all-rows-long", lambda parts: parts.update({"nodes.csv": parts["nodes.csv"].replace(b",,,,\n", b",,,,,\n")}),
                  REFUSED, r"nodes\.csv, line \d: 12 cells")  # fmt: skip
    yield package("open-quote", _spoil("nodes", "Australia", '"Australia'), REFUSED, r"nodes\.csv, line .*quote")
    yield package("text-after-quote", _spoil("nodes", "Australia", '"Aus"tralia'), REFUSED, r"nodes\.csv, line 3")
    yield package("cut-in-a-row", lambda parts: parts.update({"nodes.csv": parts["nodes.csv"][:-9]}), REFUSED,
                  r"nodes\.csv, line 4: \d cells")  # fmt: skip
    yield package("cell-too-long", _spoil("nodes", "Australia", "A" * 1_000_001), REFUSED, "1,000,000 characters")
    yield package("cell-as-long-as-may-be", _spoil("nodes", "Australia", "A" * 1_000_000), READ)
    yield package("spaces-line", _spoil("nodes", line, "   \n" + line), REFUSED, r"nodes\.csv, line 3: 1 cells")
    yield package("blank-line", _spoil("nodes", line, "\n" + line), READ)
    yield package(
        "latin-1", _spoil("nodes", "Australia", "Nouméa".encode("cp1252")), REFUSED, r"nodes\.csv: byte \d+ \(0xe9\)"
    )
    yield package("zero-in-a-cell", _spoil("nodes", "Australia", "Aus\0tralia"), REFUSED, r"nodes\.csv: byte \d+ is 0")
    head = "id,kind,name,aliases"
    yield package(
        "no-head",
        lambda p: p.update({"nodes.csv": p["nodes.csv"].split(b"\n", 1)[1]}),
        REFUSED,
        "lacks the column 'id'",
    )
    yield package("column-missing", _spoil("nodes", ",acronym", ""), REFUSED, "lacks the column 'acronym'")
    own = lambda p: p.update({"nodes.csv": p["nodes.csv"].replace(b"\n", b",x\n")})  # noqa: E731
    yield package("column-of-ones-own", own, READ)
    yield package("column-unknown", lambda p: p.update({"passages.csv": p["passages.csv"].replace(b"\n", b",x\n")}), REFUSED,
                  "unknown column 'x'")  # fmt: skip
    yield package(
        "column-without-rows", _spoil("nodes", ",note", ",note,remark"), REFUSED, r"nodes\.csv, line 2: 11 cells"
    )
    yield package("column-without-name", lambda p: p.update({"nodes.csv": p["nodes.csv"].replace(b"\n", b",\n")}), REFUSED,
                  "unknown column ''")  # fmt: skip
    yield package("column-twice", _spoil("nodes", ",note", ",note,note"), REFUSED, "names a column twice")
    yield package("column-misspelt", _spoil("nodes", head, "id,kind,nmae,aliases"), REFUSED, "lacks the column 'name'")
    yield package("columns-swapped", _spoil("nodes", head, "kind,id,name,aliases"), REFUSED, "columns in another order")
    yield package("column-hostile", _spoil("nodes", ",note", ",\x1b[31mred"), REFUSED, "lacks the column 'note'")
    yield package("end-dangling", _spoil("relations", "state:aus", "state:xyz"), READ)
    yield package("id-twice", _spoil("nodes", "state:idn,", "state:aus,"), READ)
    yield package("id-empty", _spoil("nodes", "state:aus,state", ",state"), READ)
    yield package("namibia", _spoil("nodes", "Australia", "NA"), READ)
    yield package("date-impossible", _spoil("nodes", "2012-06-01", "2012-02-30"), READ)
    yield package("position-odd", _spoil("passages", ",,1,", ",,first,"), READ)
    yield package("position-huge", _spoil("passages", ",,1,", f",,{'9' * 400},"), READ)
    yield package("span-odd", _spoil("citations", "0,9,", "-5,99999999999999999999,"), READ)
    yield package("confidence-odd", _spoil("relations", "stated,,", "inferred,x,NaN"), READ)
    yield package("kind-unknown", _spoil("nodes", "state:aus,state,", "state:aus,klingon,"), READ)
    yield package("formula", _spoil("nodes", "Australia", "=1+1"), READ)
    yield package("escape", _spoil("nodes", "Australia", "\x1b[31mred\x07\x9b"), READ)
    yield package("carriage-return", _spoil("nodes", "Australia", '"Aus\rtralia"'), READ)
    yield package("prototype", _spoil("nodes", "state:aus,state,Australia", "__proto__,state,constructor"), READ)


def _as_spreadsheets_save() -> Iterator[Case]:
    def saved(encoding: str, mark: str, end: str) -> Change:
        def change(parts: dict[str, bytes]) -> None:
            text = parts["nodes.csv"].decode().replace(",", mark).replace("\n", end)
            parts["nodes.csv"] = text.encode(encoding)

        return change

    names = {",": "commas", ";": "semicolons", "\t": "tabs"}
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        for mark, name in names.items():
            yield package(f"{encoding}-{name}-crlf", saved(encoding, mark, "\r\n"), READ)
    yield package("utf-8-cr", saved("utf-8", ",", "\r"), READ)
    yield package("utf-16-no-bom", saved("utf-16-le", ",", "\n"), REFUSED, r"nodes\.csv: byte 1 is 0")
    yield package("bars", saved("utf-8", "|", "\n"), REFUSED, "lacks the column")
    yield package(
        "sep-line", lambda p: p.update({"nodes.csv": b"sep=,\n" + p["nodes.csv"]}), REFUSED, "lacks the column"
    )


def _descriptors() -> Iterator[Case]:
    def described(
        change: Callable[[list[dict[str, object]]], object] = lambda resources: None, then: Change = len
    ) -> Change:
        def spoil(parts: dict[str, bytes]) -> None:
            from explorer.facts.package import _hash
            from explorer.files import DESCRIPTOR

            resources: list[dict[str, object]] = [
                {"name": name[:-4], "path": name, "bytes": len(body), "hash": _hash(body)}
                for name, body in parts.items()
            ]
            change(resources)
            parts[DESCRIPTOR] = json.dumps({"name": "facts", "resources": resources}).encode()
            then(parts)

        return spoil

    def cut(share: float, table: str) -> Change:
        def then(parts: dict[str, bytes]) -> None:
            body = parts[f"{table}.csv"]
            parts[f"{table}.csv"] = body[: int(len(body) * share)]

        return then

    yield package("described", described(), READ)
    for table in TABLES:
        yield package(
            f"cut-{table}", described(then=cut(0.7, table)), REFUSED, rf"{table}\.csv was cut off|{table}\.csv"
        )
    yield package("described-otherwise", described(lambda r: r[0].update(hash="sha256:0")), READ)
    says = r"datapackage\.json is cut off"
    for name, content in {
        "cut": b'{"name": "facts", "resources": [{"na',
        "empty": b"",
        "random": noise("descriptor", 900),
        "list": b"[]",
        "null": b"null",
        "resources-number": b'{"resources": 7}',
        "resources-of-numbers": b'{"resources": [1, 2]}',
        "bytes-odd": b'{"resources": [{"path": "nodes.csv", "bytes": "many", "hash": ""}]}',
        "deep": b"[" * 200_000,
        "utf-16": '{"resources": 7}'.encode("utf-16"),
    }.items():
        put = lambda parts, c=content: parts.update({"datapackage.json": c})  # noqa: E731
        yield package(f"descriptor-{name}", put, REFUSED, says)
    yield package("descriptor-climbing", described(lambda r: r[0].update(path="../../../../etc/passwd")), READ)
    yield package("descriptor-web", described(lambda r: r[0].update(path="http://192.0.2.1/nodes.csv")), READ)
