"""One file to one document: the bytes are read within limits, decoded, and made into nested passages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from explorer.documents.decode import decode
from explorer.documents.limits import Limits
from explorer.documents.markup import front_matter, without_comments, without_tables, without_tags
from explorer.documents.metadata import field_lines, with_head_lines
from explorer.documents.model import Block, Document
from explorer.documents.nesting import nest
from explorer.documents.sources import ENDINGS, MEDIA_TYPES, TABLES, SourceFile, find_files, read_bytes
from explorer.documents.text import blocks_of, plain_blocks, told_apart
from explorer.errors import InputError

Parts = tuple[dict[str, str], list[Block]]


def read_document(
    source: SourceFile | Path | str,
    *,
    encoding: str | None = None,
    limits: Limits | None = None,
    sheet: str = "",
    head: int = 0,
) -> Document:
    """Read one file into a document.

    `source`: a file as `find_files` returns it, or its path. `encoding`: the encoding of a text or web
    page that is neither UTF-8 nor marked UTF-16. `limits`: how much is taken before refusing. `sheet`: the one
    sheet of a workbook to read; `head`: the number of the row that heads its table. Raises InputError (what,
    where, and what to do) and, for .html, .pdf, .docx and workbooks, MissingExtra.

    >>> import tempfile; path = Path(tempfile.mkdtemp()) / "som.md"
    >>> _ = path.write_text("# Fifth SOM\\n\\nMinisters:\\n\\n- met\\n", encoding="utf-8")
    >>> [(p.kind, p.parent, p.text) for p in read_document(path).passages]
    [('title', '', 'Fifth SOM'), ('paragraph', '', 'Ministers:'), ('item', 'doc:som#2', 'met')]
    """
    limits = limits or Limits()
    if not isinstance(source, SourceFile):
        found = find_files([source])
        if len(found) != 1:
            raise InputError(f"{source} is {len(found)} files; name one.")
        source = found[0]
    data = read_bytes(source, limits)
    if not data.strip():
        raise InputError(f"{source.name} is empty; there is nothing to read.")
    media_type = _media_type(source, data)
    if media_type in TABLES.values():
        return _table(source, data, media_type, encoding, limits, sheet, head)
    fields, blocks = _reader(media_type)(data, source.name, encoding, limits)
    passages = nest(blocks, source.id, source.name, limits)
    if not passages:
        raise InputError(f"{source.name} holds no text; there is nothing to read.")
    title = next((p.text for p in passages if p.kind == "title"), "")
    return Document(
        id=source.id,
        title=fields.get("title") or re.sub(r"\s+", " ", title),
        url=fields.get("url", ""),
        publisher=fields.get("publisher", ""),
        published=fields.get("published", ""),
        retrieved=fields.get("retrieved", ""),
        path=source.name,
        media_type=media_type,
        language=fields.get("language", ""),
        sha256=hashlib.sha256(data).hexdigest(),
        process=fields.get("process", ""),
        passages=passages,
    )


def _table(
    source: SourceFile, data: bytes, media_type: str, encoding: str | None, limits: Limits, sheet: str, head: int
) -> Document:
    from explorer.documents.sheets.read import passages_of, read_tables

    tables = read_tables(data, source.name, media_type, encoding, limits, sheet=sheet, head=head)
    passages, beside, rows = passages_of(tables, source.id)
    title = next((p.text for p in passages if p.kind == "title"), "")
    return Document(
        id=source.id,
        title=title or PurePosixPath(source.name).stem,
        path=source.name,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        passages=tuple(passages),
        beside=tuple(beside),
        rows=rows,
    )


def _media_type(source: SourceFile, data: bytes) -> str:
    """Return the media type by the ending of the name; standard input is told by its first bytes."""
    if source.path is not None:
        if source.suffix in MEDIA_TYPES:
            return MEDIA_TYPES[source.suffix]
        raise InputError(f"{source.name}: only files ending in {ENDINGS} are read.")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith(b"%pdf-"):
        return "application/pdf"
    if start.startswith(b"par1"):
        return MEDIA_TYPES[".parquet"]
    if start.startswith((b"[{", b"[ {", b"[\n", b"[\r\n")):
        return MEDIA_TYPES[".json"]
    if start.startswith(b"pk\x03\x04"):
        return MEDIA_TYPES[".docx"]
    return "text/markdown" if start.startswith((b"---", b"# ")) else "text/plain"


def _reader(media_type: str) -> Callable[[bytes, str, str | None, Limits], Parts]:
    """Return the reader of a media type; what needs an extra library is imported only when it is asked for."""
    if media_type == "text/html":
        from explorer.documents.webpage import read_html

        return read_html
    if media_type == "application/pdf":
        from explorer.documents.pdf import read_pdf

        return read_pdf
    if media_type == MEDIA_TYPES[".docx"]:
        from explorer.documents.word import read_docx

        return read_docx
    return _read_markdown if media_type == "text/markdown" else _read_text


def _read_text(data: bytes, name: str, encoding: str | None, limits: Limits) -> Parts:
    fields, text = front_matter(decode(data, name, encoding))
    blocks = blocks_of(text, name=name, limits=limits)
    return fields, with_head_lines(blocks, field_lines(fields), fields.get("title", ""))


def _read_markdown(data: bytes, name: str, encoding: str | None, limits: Limits) -> Parts:
    fields, text = front_matter(decode(data, name, encoding))
    blocks: list[Block] = []
    for number, part in enumerate(without_tables(without_comments(text))):
        if number % 2:
            from explorer.documents.webpage import fragment_blocks

            blocks += fragment_blocks(part, name, limits)
        else:
            blocks += plain_blocks(without_tags(part), markdown=True, name=name, limits=limits)
    if fields.get("title") and sum(block.kind == "heading" and block.depth == 1 for block in blocks) > 1:
        blocks.insert(0, Block(fields["title"], "title"))  # its first headings are those of parts
    blocks = told_apart(blocks, headings=not any(block.kind == "heading" for block in blocks))
    return fields, with_head_lines(blocks, field_lines(fields), fields.get("title", ""))
