"""The facts of a page as JSON: columns, each passage once, compressed when large. See docs/page.md."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from explorer.ontology import vocabulary
from explorer.pictures.cited import Cited, cited
from explorer.pictures.coast import outline
from explorer.pictures.columns import column, numbered, steps
from explorer.pictures.content import Content
from explorer.pictures.encodings import Encodings
from explorer.pictures.labels import distinctive
from explorer.pictures.layouts.ordered import map_scale
from explorer.pictures.looks import Looks
from explorer.pictures.opening import citation_key, has, layouts_of, questions_of
from explorer.pictures.positions import Places, coordinate_columns, coordinates_of
from explorer.pictures.style import KindStyle, palettes
from explorer.version import VERSION

NODE_COLUMNS = (
    "id", "name", "aliases", "acronym", "start", "end", "force", "condition", "due", "status", "complete",
    "wording", "url", "note",
)  # fmt: skip
RELATION_COLUMNS = ("role", "start", "end", "basis", "rule", "confidence")
DOCUMENT_COLUMNS = (
    "id", "title", "url", "publisher", "published", "retrieved", "path", "media_type", "language", "sha256",
)  # fmt: skip
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
    places: Places
    ranking: Sequence[int]
    first: Sequence[int]
    looks: Looks
    encodings: Encodings
    authors: Sequence[str] = ()
    lang: str = "en"
    fragment: str = ""
    standing: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def opening(self) -> dict[int, tuple[float, float]]:
        """Row → place of what is drawn first."""
        places = self.places
        across, down = places.opening or ([places.x[row] for row in self.first], [places.y[row] for row in self.first])
        return {row: (float(x), float(y)) for row, x, y in zip(self.first, across, down, strict=True)}


@dataclass(frozen=True)
class Payload:
    """The payload as parts of JSON in UTF-8, with the same `about` as a dictionary for the template.

    In parts, since each copy of a large text costs as much as a tenth of the page.
    """

    parts: Sequence[bytes | memoryview]
    about: dict[str, Any]

    @property
    def json(self) -> str:
        """The payload as one text."""
        return b"".join(self.parts).decode("utf-8")

    def element(self, compress: bool | None = None) -> str:
        """Return the element that carries the payload; `compress=None` compresses when it is large."""
        if compress or (compress is None and sum(map(len, self.parts)) >= COMPRESS_FROM):
            packed = base64.b64encode(squeeze(*self.parts)).decode("ascii")
            return f'<script type="application/octet-stream;base64" id="data-gz">{packed}</script>'
        return f'<script type="application/json" id="data">{for_script(self.json)}</script>'


def payload_of(content: Content, view: View, strings: Mapping[str, Any] | None = None) -> Payload:
    """Return the payload of `content` as `view` shows it."""
    proof = cited(content)
    facts = {
        "nodes": {
            **{name: column(content.nodes[name]) for name in NODE_COLUMNS},
            "kind": content.kind,
            **_labels(content),
            **_node_looks(view),
            **_standing(content, view.standing),
            **_more(content.more_nodes),
        },
        "edges": {
            **{name: column(content.relations[name]) for name in RELATION_COLUMNS},
            "id": numbered(content.relations["id"]),
            "source": content.source,
            "relation": content.relation,
            "target": content.target,
            **_line_looks(content, view.looks),
            **_more(content.more_relations),
        },
        **_proof(proof),
    }
    text = encoded(dumps(facts))
    rank = [0] * content.size
    for place, row in enumerate(view.ranking):
        rank[row] = place
    day = as_of(content, proof)
    about = {
        "title": view.title,
        "subtitle": view.subtitle,
        "version": VERSION,
        "hash": hashlib.sha256(text).hexdigest()[:16],
        "documents": len(proof.documents["id"]),
        "nodes": content.size,
        "edges": len(content.source),
        "made_by": f"relationship-explorer {VERSION}",
        "embed": view.embed,
        "theme": view.theme,
        "limit": view.limit,
        "focus": view.focus,
        "asOf": day,
        "placed": view.places.layout == "given",
        "layout": view.places.layout,
        "authors": list(view.authors),
        "key": citation_key(view.title, view.authors, day[:4]),
        "lang": view.lang,
        "view": view.fragment,
    }
    book = vocabulary()
    owned = has(content, view.encodings)
    rest = {
        "about": about,
        "kinds": [_kind(kind) for kind in content.kinds],
        "relations": [asdict(style) for style in content.relation_kinds],
        "terms": {"roles": book.roles, "forces": book.forces, "bases": book.bases, "promises": list(book.promises)},
        "places": {"x": view.places.x, "y": view.places.y, "rank": rank},
        "first": list(view.first),
        **({"opening": dict(zip("xy", view.places.opening, strict=True))} if view.places.opening else {}),
        "has": owned,
        **({"map": _map(content, view)} if owned["coordinates"] else {}),
        "layouts": layouts_of(owned, view.places.layout),
        "questions": [asdict(question) for question in questions_of(content, view.ranking, view.encodings, owned)],
        "encodings": _encodings(view.encodings),
        "strings": strings or {},
    }
    # `nodes` opens the text, so that its further columns can be put in without writing the facts twice.
    head = b'{"nodes":{'
    places = encoded(dumps(rest.pop("places"))[1:-1])
    return Payload((head, places, b",", memoryview(text)[len(head) : -1], b",", encoded(dumps(rest)[1:])), about)


def _standing(content: Content, standing: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Return where each commitment stands and what answers it, as columns; none where nobody was asked."""
    if not standing:
        return {}
    told = [standing.get(node, ("", "")) for node in content.nodes["id"]]
    return {"standing": column([state for state, _ in told]), "answer": column([answer for _, answer in told])}


def _map(content: Content, view: View) -> dict[str, Any]:
    """Return which columns hold degrees, how long these are drawn, and the outline of the land."""
    latitude, longitude = coordinates_of(content)
    first = list(view.first)
    own = view.places.opening and np.isfinite(latitude[first] + longitude[first]).any()
    return {
        **dict(zip(("lat", "lon"), coordinate_columns(content), strict=True)),
        "scale": map_scale(latitude, longitude),
        **({"opening": map_scale(latitude[first], longitude[first])} if own else {}),
        "coast": outline(),
    }


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


def squeeze(*parts: bytes | memoryview) -> bytes:
    """Return `parts` as one gzip without a date or a system in its head, so that equal data give equal bytes."""
    size = sum(map(len, parts))
    level = next(level for most, level in LEVELS if size <= most or not most)
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = [*map(packer.compress, parts), packer.flush()]
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    return b"".join([b"\x1f\x8b\x08\0\0\0\0\0\0\xff", *body, struct.pack("<II", check, size & 0xFFFFFFFF)])


def _kind(kind: KindStyle) -> dict[str, Any]:
    row = asdict(kind)
    row["isA"] = row.pop("is_a")
    return row


def _encodings(found: Encodings) -> dict[str, Any]:
    return {
        "color": found.color,
        "size": found.size,
        "width": found.width,
        "nodes": [scale.entry() for scale in found.nodes.values()],
        "edges": [scale.entry() for scale in found.edges.values()],
        "palettes": palettes(),
    }


def _labels(content: Content) -> dict[str, Any]:
    own = distinctive(content)
    return {"label": column([own.get(row, "") for row in range(content.size)])} if own else {}


def _node_looks(view: View) -> dict[str, Any]:
    looks, found = view.looks, view.encodings
    said = {name: column(cells) for name in ("color", "shape", "title") if any(cells := getattr(looks, name))}
    sizes = {"size": looks.size} if looks.size else {}
    return {
        **({"community": found.community} if found.community else {}),
        **({"measures": found.measures} if found.measures else {}),
        **({"look": {**said, **sizes}} if said or sizes else {}),
    }


def _line_looks(content: Content, looks: Looks) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if looks.line_color:
        said["color"] = column(looks.line_color)
    if looks.line_title:
        said["title"] = column(looks.line_title)
    if looks.line_width:
        said["width"] = looks.line_width
    mixed = [row for row in content.undirected if content.relation_kinds[content.relation[row]].directed]
    return {
        **({"weight": [int(w) if w == int(w) else w for w in looks.weight]} if looks.weight else {}),
        **({"undirected": steps(mixed)} if mixed else {}),
        **({"look": said} if said else {}),
    }


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
            "number": column(proof.passage_number),
            "text": proof.passage_text,
        },
        "documents": {name: column(proof.documents[name]) for name in DOCUMENT_COLUMNS},
    }
