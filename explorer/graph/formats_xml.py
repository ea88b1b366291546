"""GraphML and GEXF, written row by row: networkx' writers refuse None and lists, and stamp the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from explorer.facts.edtf import first_day, last_day

Row = Mapping[str, str]
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


def _columns(rows: Sequence[Row], left_out: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for row in rows:
        found.update(dict.fromkeys(row))
    return [name for name in found if name not in left_out]


def graphml(
    nodes: Sequence[Row], edges: Sequence[Row], about: Mapping[str, str], title: str
) -> tuple[bytes, list[str]]:
    """Return GraphML: every column as text, `about` as data of the graph; and what is to be said about it."""
    text = _Text()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    whole = {**about, **({"title": title} if title else {})}
    keys: dict[tuple[str, str], str] = {}
    for kind, names in (
        ("graph", list(whole)),
        ("node", _columns(nodes, ("id",))),
        ("edge", _columns(edges, ("id", "source", "target"))),
    ):
        for name in names:
            key = keys[kind, name] = f"{kind[0]}{len(keys)}"
            lines.append(
                f'<key id="{key}" for="{kind}" attr.name={text.attribute(name)} attr.type="string"/>'
            )  # fmt: skip
    lines.append('<graph edgedefault="directed">')
    lines += [f'<data key="{keys["graph", name]}">{text.body(value)}</data>' for name, value in whole.items()]
    for row in nodes:
        data = "".join(
            f'<data key="{keys["node", name]}">{text.body(value)}</data>' for name, value in row.items() if name != "id"
        )
        lines.append(f"<node id={text.attribute(row['id'])}>{data}</node>")
    for row in edges:
        ends = " ".join(f"{name}={text.attribute(row[name])}" for name in ("id", "source", "target"))
        data = "".join(
            f'<data key="{keys["edge", name]}">{text.body(value)}</data>'
            for name, value in row.items()
            if name not in ("id", "source", "target")
        )
        lines.append(f"<edge {ends}>{data}</edge>")
    lines += ["</graph>", "</graphml>", ""]
    return "\n".join(lines).encode(), text.notes


def gexf(nodes: Sequence[Row], edges: Sequence[Row], about: Mapping[str, str], title: str) -> tuple[bytes, list[str]]:
    """Return GEXF 1.3 with a timeline: what is dated lasts from its first to its last possible day."""
    text = _Text()
    del about
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        f"<meta><creator>relationship-explorer</creator><description>{text.body(title)}</description></meta>",
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
    ]
    keys: dict[tuple[str, str], str] = {}
    for kind, rows, left_out in (
        ("node", nodes, ("id", "colour")),
        ("edge", edges, ("id", "source", "target", "colour")),
    ):
        lines.append(f'<attributes class="{kind}" mode="static">')
        for name in _columns(rows, left_out):
            key = keys[kind, name] = str(len([k for k in keys if k[0] == kind]))
            # `start` and `end` are GEXF's own words for the timeline.
            told = f"edtf_{name}" if name in ("start", "end") else name
            lines.append(f'<attribute id="{key}" title={text.attribute(told)} type="string"/>')
        lines.append("</attributes>")
    lines.append("<nodes>")
    for row in nodes:
        label = text.attribute(row.get("name") or row["id"])
        lines.append(
            f"<node id={text.attribute(row['id'])} label={label}{_spell(row)}>{_inner(row, 'node', keys, text)}</node>"
        )
    lines += ["</nodes>", "<edges>"]
    for row in edges:
        ends = " ".join(f"{name}={text.attribute(row[name])}" for name in ("id", "source", "target"))
        label = text.attribute(row.get("relation", ""))
        lines.append(f"<edge {ends} label={label}{_spell(row)}>{_inner(row, 'edge', keys, text)}</edge>")
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return "\n".join(lines).encode(), text.notes


def _spell(row: Row) -> str:
    start, end = row.get("start", ""), row.get("end", "")
    first, last = first_day(start or end), last_day(end or start)
    return f' start="{first}" end="{last}"' if first and last and first <= last else ""


def _inner(row: Row, kind: str, keys: Mapping[tuple[str, str], str], text: _Text) -> str:
    values = "".join(
        f'<attvalue for="{keys[kind, name]}" value={text.attribute(value)}/>'
        for name, value in row.items()
        if (kind, name) in keys and value
    )
    colour = row.get("colour", "")
    dots = [int(colour[at : at + 2], 16) for at in (1, 3, 5)] if re.fullmatch("#[0-9a-f]{6}", colour) else []
    paint = f'<viz:color r="{dots[0]}" g="{dots[1]}" b="{dots[2]}"/>' if dots else ""
    return f"<attvalues>{values}</attvalues>{paint}"
