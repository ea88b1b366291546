"""The facts of a page as JSON: columns, each passage once, compressed when large. See docs/page.md."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from explorer.ontology import vocabulary
from explorer.pictures.cited import Cited, cited
from explorer.pictures.columns import column, numbered, steps
from explorer.pictures.content import Content
from explorer.pictures.style import KindStyle
from explorer.version import VERSION

NODE_COLUMNS = ("id", "name", "aliases", "acronym", "start", "end", "force", "wording", "url", "note")
RELATION_COLUMNS = ("role", "start", "end", "basis", "rule", "confidence")
DOCUMENT_COLUMNS = ("id", "title", "url", "publisher", "published", "retrieved", "path")
COMPRESS_FROM = 100_000  # characters of JSON
LEVELS = ((3_000_000, 8), (0, 3))  # up to so many bytes: small ones hard, large ones fast


@dataclass(frozen=True)
class View:
    """How the page shows its content: what is drawn first, where everything stands, the reader's options."""

    title: str
    subtitle: str
    embed: bool
    theme: str
    limit: int
    focus: int
    x: Sequence[int]
    y: Sequence[int]
    ranking: Sequence[int]
    first: Sequence[int]
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Payload:
    """The payload as JSON text, with the same `about` as a dictionary for the template."""

    json: str
    about: dict[str, Any]

    def element(self, compress: bool | None = None) -> str:
        """Return the element that carries the payload; `compress=None` compresses when it is large."""
        if compress or (compress is None and len(self.json) >= COMPRESS_FROM):
            packed = base64.b64encode(squeeze(encoded(self.json))).decode("ascii")
            return f'<script type="application/octet-stream;base64" id="data-gz">{packed}</script>'
        return f'<script type="application/json" id="data">{for_script(self.json)}</script>'


def payload_of(content: Content, view: View, strings: Mapping[str, Any] | None = None) -> Payload:
    """Return the payload of `content` as `view` shows it."""
    proof = cited(content)
    facts = {
        "nodes": {
            **{name: column(content.nodes[name]) for name in NODE_COLUMNS},
            "kind": content.kind,
            **_more(content.more_nodes),
        },
        "edges": {
            **{name: column(content.relations[name]) for name in RELATION_COLUMNS},
            "id": numbered(content.relations["id"]),
            "source": content.source,
            "relation": content.relation,
            "target": content.target,
            **_more(content.more_relations),
        },
        **_proof(proof),
    }
    text = dumps(facts)
    rank = [0] * content.size
    for place, row in enumerate(view.ranking):
        rank[row] = place
    about = {
        "title": view.title,
        "subtitle": view.subtitle,
        "version": VERSION,
        "hash": hashlib.sha256(encoded(text)).hexdigest()[:16],
        "documents": len(proof.documents["id"]),
        "nodes": content.size,
        "edges": len(content.source),
        "made_by": f"relationship-explorer {VERSION}",
        "embed": view.embed,
        "theme": view.theme,
        "limit": view.limit,
        "focus": view.focus,
        "asOf": as_of(content, proof),
    }
    book = vocabulary()
    rest = {
        "about": about,
        "kinds": [_kind(kind) for kind in content.kinds],
        "relations": [asdict(style) for style in content.relation_kinds],
        "terms": {"roles": book.roles, "forces": book.forces, "bases": book.bases, "promises": list(book.promises)},
        "places": {"x": view.x, "y": view.y, "rank": rank},
        "first": list(view.first),
        "vis": {"options": view.options},
        "strings": strings or {},
    }
    # `nodes` opens the text, so that its further columns can be put in without writing the facts twice.
    places = dumps(rest.pop("places"))[1:-1]
    text = '{"nodes":{' + places + "," + text[len('{"nodes":{') : -1]
    return Payload(text + "," + dumps(rest)[1:], about)


def as_of(content: Content, proof: Cited) -> str:
    """Return the day up to which the data speak: the last retrieval, or else the last date in them."""
    dates = [date for date in proof.documents["retrieved"] if date]
    if not dates:
        dates = [*proof.documents["published"], *content.nodes["start"], *content.nodes["end"]]
    return max((date.split("/")[-1] for date in dates if date[:4].isdigit()), default="")


def dumps(value: Any) -> str:
    """Return JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


def encoded(text: str) -> bytes:
    r"""Return JSON text as UTF-8; a lone surrogate, which has no UTF-8, stays as its escape.

    >>> encoded('"\ud800"')
    b'"\\ud800"'
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace")


def for_script(text: str) -> str:
    r"""Return JSON text as it may stand inside a script element.

    >>> for_script('"</script>&"')
    '"\\u003c/script\\u003e\\u0026"'
    """
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        if sign in text:
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return encoded(text).decode("utf-8")


def squeeze(data: bytes) -> bytes:
    """Return `data` as gzip without a date or a system in its head, so that equal data give equal bytes."""
    level = next(level for most, level in LEVELS if len(data) <= most or not most)
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = packer.compress(data) + packer.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _kind(kind: KindStyle) -> dict[str, Any]:
    row = asdict(kind)
    row["isA"] = row.pop("is_a")
    return row


def _more(columns: Mapping[str, list[str]]) -> dict[str, Any]:
    return {"more": {name: column(cells) for name, cells in columns.items()}} if columns else {}


def _proof(proof: Cited) -> dict[str, Any]:
    return {
        "citations": {
            "of": steps(proof.of),
            "passage": steps(proof.passage),
            "from": proof.start,
            "to": proof.end,
            "written": column(proof.written),
        },
        "passages": {
            "document": proof.passage_document,
            "parent": proof.passage_parent,
            "kind": column(proof.passage_kind),
            "text": proof.passage_text,
        },
        "documents": {name: column(proof.documents[name]) for name in DOCUMENT_COLUMNS},
    }
