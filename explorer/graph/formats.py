"""Files that other tools read: what there is, which ending or name means which, and the one way to write them.

Every format is deterministic: sorted, no clock, no random ids. What a format cannot hold is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx

from explorer.errors import OptionError, one_of
from explorer.facts.tables import Facts
from explorer.files import write_file, write_set
from explorer.formulas import STARTS
from explorer.graph.typed import Typed
from explorer.graph.values import no_formula

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the endings that mean it ("" for a folder), what it is for, what it cannot hold.

    `writer`: a function of this folder, "file.function", of the facts and a title. It returns bytes, or files by name
    for a folder, alone or with a list of what is to be said about them.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    writer: str
    lost: str = ""

    def made(self, facts: Facts, title: str) -> tuple[bytes | Files, list[str]]:
        """Return what is to be written, and what is to be said about it."""
        file, _, function = self.writer.partition(".")
        found = getattr(import_module(f"explorer.graph.{file}"), function)(facts, title)
        return found if isinstance(found, tuple) else (found, [])


_APOSTROPHE = re.compile(rb"(?m)(?:^|,)\"?'(?:%s)" % "|".join(map(re.escape, STARTS)).encode())
_IDS = "Passages and citations are left out; their ids stand in the column of sources."
_BARE = "Passages and citations are left out."
FORMATS = {
    form.name: form
    for form in (
        Format(
            "graphml",
            (".graphml",),
            "networkx, igraph, yEd, Cytoscape; `load` takes it back without loss",
            "formats_xml.graphml_of",
        ),
        Format("gexf", (".gexf",), "Gephi, with a timeline", "formats_xml.gexf_of", _IDS),
        Format(
            "json",
            (".json",),
            "networkx node-link data, D3; `load` takes it back without loss",
            "formats_json.node_link",
        ),
        Format("cyjs", (".cyjs",), "Cytoscape and Cytoscape.js", "formats_json.cytoscape", _IDS),
        Format("jsonld", (".jsonld",), "linked data: schema.org, SKOS, PROV", "formats_linked.jsonld"),
        Format(
            "ics",
            (".ics",),
            "calendars",
            "formats_calendar.calendar",
            "Only events dated to the day are written, without their relations.",
        ),
        Format(
            "package", ("",), "the five tables as a data package, exact; `load` takes it back", "formats_tables.package"
        ),
        Format(
            "parquet", (), "the five tables for large sets; a folder; `load` takes it back", "formats_tables.parquet"
        ),
        Format("gephi", (), "Gephi's spreadsheet import; a folder", "formats_tables.gephi", _IDS),
        Format("neo4j", (), "neo4j-admin database import; a folder", "formats_tables.neo4j", _IDS),
        Format(
            "statnet",
            (),
            "R: statnet and igraph; a folder, with the lines that read it",
            "formats_networks.statnet",
            _BARE,
        ),
        Format("rsiena", (), "R: RSiena; a folder, one wave a year", "formats_networks.rsiena", _BARE),
        Format("ucinet", (), "UCINET; a folder with a DL file", "formats_networks.ucinet", _BARE),
        Format("matrix", (), "adjacency and incidence as CSV; a folder", "formats_networks.matrix", _BARE),
        Format("pajek", (".net",), "Pajek, networkx, igraph, R", "formats_networks.pajek"),
        Format("gml", (".gml",), "networkx, igraph, yEd", "formats_networks.gml", _IDS),
    )
}


def format_of(path: Path, format: str = "") -> Format:
    """Return the format that is named, or that the ending of `path` means. Raises OptionError.

    >>> format_of(Path("bali.graphml")).name, format_of(Path("facts")).name
    ('graphml', 'package')
    """
    if format:
        one_of("format", format, FORMATS)
        return FORMATS[format]
    ending = path.suffix.lower()
    for form in FORMATS.values():
        if ending in form.endings:
            return form
    endings = ", ".join(e for form in FORMATS.values() for e in form.endings if e)
    folders = ", ".join(form.name for form in FORMATS.values() if not any(form.endings))
    raise OptionError(
        f"No format has the ending {ending!r} ({path.name}). Expected: {endings}, or a folder with format {folders}."
    )


def write(facts: Facts, path: Path | str, *, format: str = "", title: str = "") -> tuple[Path, list[str]]:
    """Write `facts` to `path`; return the path and what is to be said about it.

    Raises OptionError for an unknown format, MissingExtra where Parquet needs pyarrow, WriteError.
    """
    path = Path(path)
    form = format_of(path, format)
    notes = [form.lost] if form.lost else []
    made, more = form.made(facts, title)
    notes += more
    notes += _of_formulas(facts, made, exact=form.name == "package")
    written = write_set(path, made) if isinstance(made, dict) else write_file(path, made)
    return written, notes


def _of_formulas(facts: Facts, made: bytes | Files, *, exact: bool) -> list[str]:
    """Tell of texts in CSV that a spreadsheet would run: they stand behind an apostrophe, or as they are."""
    if exact:
        columns = (table[column] for table in facts.tables().values() for column in table.columns)
        count = sum(no_formula(text) != text for column in columns for text in column.unique())
        what = "the tables are exact, so they stand as they are: import them as text, do not open them"
    else:
        tables = [content for name, content in made.items() if name.endswith(".csv")] if isinstance(made, dict) else []
        count = sum(len(_APOSTROPHE.findall(content)) for content in tables)
        what = "an apostrophe stands before each"
    texts = "1 text begins" if count == 1 else f"{count:,} texts begin"
    return [f"{texts} like a formula; {what}."] if count else []


def write_graph(graph: nx.Graph[Any], path: Path | str) -> Path:
    """Write any graph whose attributes are text as GraphML or GEXF, by the ending of `path`."""
    from explorer.graph import formats_xml

    path = Path(path)
    form = format_of(path)
    if form.name not in ("graphml", "gexf"):
        raise OptionError(f"A coloured graph is written as .graphml or .gexf, not {path.suffix!r}.")
    nodes = [dict(data) for _, data in graph.nodes(data=True)]
    edges = [dict(data) for _, _, data in graph.edges(data=True)]
    held = Typed(nodes, edges, loose=False, mixed=False)
    content, _ = formats_xml.graphml(held, {}, "") if form.name == "graphml" else formats_xml.gexf(held, "")
    return write_file(path, content)
