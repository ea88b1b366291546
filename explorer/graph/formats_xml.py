"""GraphML and GEXF, written row by row: networkx' writers refuse None and lists, and stamp the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from explorer.facts.edtf import first_day, last_day
from explorer.facts.tables import Facts
from explorer.graph.formats_json import DERIVED, MARKED, tables_as_text
from explorer.graph.typed import Row, Typed, sorts, typed, written

ENDS = ("id", "source", "target")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACED = "Characters that XML cannot hold stand as U+FFFD."


class _Text:
    """Escapes text for XML and remembers whether any of it could not be held."""

    def __init__(self) -> None:
        self.replaced = False

    def clean(self, text: str) -> str:
        if _ILLEGAL.search(text):
            self.replaced = True
            text = _ILLEGAL.sub("\ufffd", text)
        return text

    def body(self, text: str) -> str:
        # A bare CR would come back as LF.
        return escape(self.clean(text), {"\r": "&#13;"})

    def attribute(self, text: str) -> str:
        return quoteattr(self.clean(text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})

    @property
    def notes(self) -> list[str]:
        return [REPLACED] if self.replaced else []


GRAPHML = {"integer": "long", "number": "double", "boolean": "boolean", "string": "string"}
GEXF = {"integer": "long", "number": "double", "boolean": "boolean", "string": "string"}
LOOKS = ("color", "x", "y", "z", "size", "shape", "thickness")  # what GEXF has elements of its own for
MIXED = "Edges of both sorts: most readers of GraphML open no such file, so all are written with a direction; those \
without have the attribute undirected."
MIXED_GEXF = "Edges of both sorts are written as such; Gephi reads them, networkx refuses them."


def graphml_of(facts: Facts, title: str) -> tuple[bytes, list[str]]:
    """Return facts as GraphML that holds all five tables, and what is to be said about it."""
    return graphml(typed(facts, MARKED), tables_as_text(facts), title)


def gexf_of(facts: Facts, title: str) -> tuple[bytes, list[str]]:
    """Return facts as GEXF, and what is to be said about it."""
    return gexf(typed(facts, DERIVED), title)


def graphml(held: Typed, about: Mapping[str, str], title: str) -> tuple[bytes, list[str]]:
    """Return GraphML: every column with its type, `about` as data of the graph; and what is to be said about it."""
    text = _Text()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    whole = {**about, **({"title": title} if title else {})}
    keys: dict[tuple[str, str], str] = {}
    for kind, columns in (
        ("graph", dict.fromkeys(whole, "string")),
        ("node", {name: sort for name, sort in sorts(held.nodes).items() if name != "id"}),
        ("edge", {name: sort for name, sort in sorts(held.edges).items() if name not in ENDS}),
    ):
        for name, sort in columns.items():
            key = keys[kind, name] = f"{kind[0]}{len(keys)}"
            named = f'attr.name={text.attribute(name)} attr.type="{GRAPHML[sort]}"'
            lines.append(f'<key id="{key}" for="{kind}" {named}/>')
    lines.append(f'<graph edgedefault="{"undirected" if held.loose else "directed"}">')
    lines += [f'<data key="{keys["graph", name]}">{text.body(value)}</data>' for name, value in whole.items()]

    def said(kind: str, row: Row) -> str:
        cells = ((keys[kind, name], value) for name, value in row.items() if (kind, name) in keys)
        return "".join(f'<data key="{key}">{text.body(written(value))}</data>' for key, value in cells)

    lines += [f"<node id={text.attribute(row['id'])}>{said('node', row)}</node>" for row in held.nodes]
    for row in held.edges:
        ends = " ".join(f"{name}={text.attribute(row[name])}" for name in ENDS)
        lines.append(f"<edge {ends}>{said('edge', row)}</edge>")
    lines += ["</graph>", "</graphml>", ""]
    return "\n".join(lines).encode(), [*text.notes, *([MIXED] if held.mixed else [])]


def gexf(held: Typed, title: str) -> tuple[bytes, list[str]]:
    """Return GEXF 1.3 with a timeline: what is dated lasts from its first to its last possible day.

    Places, colours, sizes, shapes and weights are written as GEXF's own.
    """
    text = _Text()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        f"<meta><creator>relationship-explorer</creator><description>{text.body(title)}</description></meta>",
        f'<graph defaultedgetype="{"undirected" if held.loose else "directed"}" mode="dynamic" timeformat="date">',
    ]
    keys: dict[tuple[str, str], str] = {}
    for kind, rows in (("node", held.nodes), ("edge", held.edges)):
        lines.append(f'<attributes class="{kind}" mode="static">')
        for name, sort in sorts(rows).items():
            if name in ("id", "colour", *(ENDS if kind == "edge" else ())) or _own(kind, name, rows):
                continue
            key = keys[kind, name] = str(len([k for k in keys if k[0] == kind]))
            # `start` and `end` are GEXF's own words for the timeline.
            told = f"edtf_{name}" if name in ("start", "end") else name
            lines.append(f'<attribute id="{key}" title={text.attribute(told)} type="{GEXF[sort]}"/>')
        lines.append("</attributes>")
    lines.append("<nodes>")
    for row in held.nodes:
        label = text.attribute(row.get("name") or row["id"])
        inner = _inner(row, "node", keys, text)
        lines.append(f"<node id={text.attribute(row['id'])} label={label}{_spell(row)}>{inner}</node>")
    lines += ["</nodes>", "<edges>"]
    for row in held.edges:
        ends = " ".join(f"{name}={text.attribute(row[name])}" for name in ENDS)
        sort = ' type="undirected"' if held.mixed and row.get("undirected") else ""
        weight = f' weight="{row["weight"]}"' if "weight" in row and ("edge", "weight") not in keys else ""
        named = f"label={text.attribute(row.get('relation', ''))}"
        inner = _inner(row, "edge", keys, text)
        lines.append(f"<edge {ends}{sort} {named}{weight}{_spell(row)}>{inner}</edge>")
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return "\n".join(lines).encode(), [*text.notes, *([MIXED_GEXF] if held.mixed else [])]


def _own(kind: str, name: str, rows: Sequence[Row]) -> bool:
    """Tell whether GEXF has its own place for a column, and every value of it fits there."""
    if name == "undirected" and kind == "edge":
        return True
    values = [row[name] for row in rows if name in row]
    if name == "color":
        return all(re.fullmatch("#[0-9a-f]{6}", str(value)) for value in values)
    if name == "weight" and kind == "edge" or name in ("x", "y", "z", "size", "thickness"):
        return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
    return False


def _spell(row: Row) -> str:
    start, end = row.get("start", ""), row.get("end", "")
    first, last = first_day(start or end), last_day(end or start)
    return f' start="{first}" end="{last}"' if first and last and first <= last else ""


def _inner(row: Row, kind: str, keys: Mapping[tuple[str, str], str], text: _Text) -> str:
    values = "".join(
        f'<attvalue for="{keys[kind, name]}" value={text.attribute(written(value))}/>'
        for name, value in row.items()
        if (kind, name) in keys and value != ""
    )
    paint = row.get("colour") or ("" if (kind, "color") in keys else row.get("color", ""))
    dots = [int(paint[at : at + 2], 16) for at in (1, 3, 5)] if re.fullmatch("#[0-9a-f]{6}", str(paint)) else []
    drawn = f'<viz:color r="{dots[0]}" g="{dots[1]}" b="{dots[2]}"/>' if dots else ""
    place = " ".join(f'{axis}="{row[axis]}"' for axis in "xyz" if axis in row and (kind, axis) not in keys)
    drawn += f"<viz:position {place}/>" if place else ""
    for name in ("size", "thickness"):
        if name in row and (kind, name) not in keys:
            drawn += f'<viz:{name} value="{row[name]}"/>'
    return f"<attvalues>{values}</attvalues>{drawn}"
