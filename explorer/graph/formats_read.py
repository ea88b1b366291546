"""Graph files read back: GraphML, GEXF, node-link and Cytoscape JSON, ours or anybody's, safely."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pandas as pd

from explorer.errors import FactsError
from explorer.files import read_file
from explorer.graph.formats_json import MARK
from explorer.ontology import vocabulary

DEEPEST = 256
ANEW = "Write it anew with the tool that made it."
_LOST = re.compile("[\x00\ud800-\udfff]")  # no table can hold a zero byte or half a character
_NEEDED = {"node": ("id",), "edge": ("source", "target")}
_GEXF_SPACE = re.compile(rb"http://(?:www\.)?gexf\.net/1\.[0-9](?:draft)?")


def read_graph(path: Path | str) -> nx.Graph[Any]:
    """Read a graph file by its ending. Raises FactsError with what is wrong and what to do."""
    path = Path(path)
    readers = {".graphml": _graphml, ".xml": _graphml, ".gexf": _gexf, ".json": _json, ".cyjs": _json}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FactsError(
            f"{path} is no facts folder and no graph file. Expected a folder, or a file ending in .graphml, .gexf,"
            " .json (node-link) or .cyjs. To read documents into facts: explorer read PATH --to FOLDER."
        )
    content = read_file(path, name=str(path), error=FactsError)
    try:
        graph = reader(path, content)
        if any(node in (None, "") for node in graph):
            raise FactsError(f"{path} is damaged: a node, or an end of an edge, has no id. {ANEW}")
        return _restored(path, graph)
    except FactsError:
        raise
    except RecursionError:
        raise FactsError(f"{path} is nested too deeply. {ANEW}") from None
    except Exception as error:  # the readers of networkx fail in many ways on damaged files
        what = f"{type(error).__name__}: {str(error)[:200].rstrip('.')}"
        raise FactsError(f"{path} is damaged or of another kind ({what}). {ANEW}") from None


def _checked(path: Path, content: bytes) -> None:
    """Refuse XML that declares entities, is nested too deeply or is none."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise FactsError(f"{path} is nested more than {DEEPEST} deep, the limit. {ANEW}")
            lacking = [name for name in _NEEDED.get(element.tag.rpartition("}")[2], ()) if not element.get(name)]
            if lacking:
                raise FactsError(f"{path} is damaged: an element {element.tag!r} has no {lacking[0]}. {ANEW}")
            if event == "end":
                element.clear()
    except DefusedXmlException:
        raise FactsError(f"{path} declares a document type or entities, which is unsafe; take it out.") from None
    except ParseError as error:
        raise FactsError(f"{path} is no well-formed XML: {error}. {ANEW}") from None


def _graphml(path: Path, content: bytes) -> nx.Graph[Any]:
    _checked(path, content)
    reader: Callable[..., nx.Graph[Any]] = nx.read_graphml
    return reader(io.BytesIO(content), force_multigraph=True)


def _gexf(path: Path, content: bytes) -> nx.Graph[Any]:
    _checked(path, content)
    # networkx knows the name of version 1.2 only; what Gephi writes today (1.3) differs in nothing that is read.
    content, loose = _of_one_sort(_GEXF_SPACE.sub(b"http://www.gexf.net/1.2draft", content))
    graph: nx.Graph[Any] = nx.read_gexf(io.BytesIO(content))
    for *_, data in graph.edges(data=True):
        if data.get("id") in loose:
            data["undirected"] = "1"
    for _, data in graph.nodes(data=True):
        _dates(data)
    for *_, data in graph.edges(data=True):
        _dates(data)
    return graph


def _of_one_sort(content: bytes) -> tuple[bytes, set[str]]:
    """Return GEXF whose edges all have a direction, and the ids of those that had none where both sorts are mixed.

    Gephi writes such graphs; networkx refuses them.
    """
    if b"undirected" not in content:
        return content, set()
    from defusedxml.ElementTree import fromstring, tostring

    root = fromstring(content, forbid_dtd=True)
    graphs = [element for element in root.iter() if element.tag.endswith("}graph")]
    default = graphs[0].get("defaultedgetype", "undirected") if graphs else "undirected"
    edges = [element for element in root.iter() if element.tag.endswith("}edge")]
    loose = {edge.get("id", "") for edge in edges if edge.get("type", default) == "undirected"}
    if not 0 < len(loose) < len(edges):
        return content, set()
    for element in (*graphs, *edges):
        element.attrib.pop("type", "")
    graphs[0].set("defaultedgetype", "directed")
    made: bytes = tostring(root, encoding="utf-8")
    return made, loose


def _dates(data: dict[str, Any]) -> None:
    """Put our vague dates back in the place of the days that stand for them on GEXF's timeline."""
    if "edtf_start" in data or "edtf_end" in data or "kind" in data or "relation" in data:
        data["start"], data["end"] = data.pop("edtf_start", ""), data.pop("edtf_end", "")


def _json(path: Path, content: bytes) -> nx.Graph[Any]:
    try:
        text = content.decode(json.detect_encoding(content))
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_mended if "\\u" in text else None)
    except UnicodeDecodeError as error:
        raise FactsError(f"{path} is not {error.encoding} (byte {error.start}). Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise FactsError(f"{path}, line {error.lineno}: no JSON: {error.msg}. {ANEW}") from None
    if isinstance(data, dict) and "elements" in data:
        return _cytoscape(data)
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        raise FactsError(f"{path} is no node-link data: it has no list 'nodes'.")
    edges = "edges" if "edges" in data else "links"
    data.setdefault(edges, [])
    data.setdefault("directed", True)
    data.setdefault("multigraph", True)
    made: nx.Graph[Any] = nx.node_link_graph(data, edges=edges)
    return made


def _cytoscape(data: dict[str, Any]) -> nx.Graph[Any]:
    """Return what Cytoscape or Cytoscape.js holds: elements in two lists, or in one where edges have a source."""
    held = data["elements"]
    parts = held if isinstance(held, dict) else {"nodes": [e for e in held if "source" not in e["data"]],
                                                 "edges": [e for e in held if "source" in e["data"]]}  # fmt: skip
    for part in ("nodes", "edges"):
        for element in parts.setdefault(part, []):
            own = element["data"]
            own.setdefault("value", own.get("id"))
            own.setdefault("name", own.get("label", own.get("id")))
            if part == "edges" and own.get("interaction"):  # Cytoscape's word for what an edge says
                own.setdefault("relation", own["interaction"])
    # Cytoscape writes neither; its edges have a direction and may be parallel.
    whole = {"data": [], "directed": True, "multigraph": True, **data, "elements": parts}
    graph: nx.Graph[Any] = nx.cytoscape_graph(whole)
    return graph


def _mended(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object whose texts can be written; what cannot is shown as U+FFFD."""
    return {_LOST.sub("\ufffd", k): _LOST.sub("\ufffd", v) if isinstance(v, str) else v for k, v in pairs}


def _restored(path: Path, graph: Any) -> nx.Graph[Any]:
    """Return a graph that we wrote as `to_graph` makes it; any other as it is."""
    ours = graph.graph.get("made_by") == MARK
    alike = graph.is_multigraph() and graph.is_directed() and graph.number_of_edges()
    if not ours and not (alike and all("relation" in d and "basis" in d for *_, d in graph.edges(data=True))):
        return cast("nx.Graph[Any]", graph)
    tables = {}
    for name in ("documents", "passages", "citations"):
        held = graph.graph.get(name, [])
        tables[name] = pd.DataFrame(json.loads(held) if isinstance(held, str) else held)
    cited: dict[str, list[dict[str, str]]] = {}
    for row in tables["citations"].to_dict("records"):
        cited.setdefault(str(row["statement"]), []).append({str(key): value for key, value in row.items()})
    blank_node, blank_relation = (
        dict.fromkeys(vocabulary().tables[name].column_names, "") for name in ("nodes", "relations")
    )
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph(documents=tables["documents"], passages=tables["passages"])
    for node, data in graph.nodes(data=True):
        if "kind" not in data:
            raise FactsError(f"{path}: node {node!r} has no kind, though the file holds facts.")
        own = {key: value for key, value in data.items() if key not in ("sources", "label", "value")}
        made.add_node(node, **{**blank_node, **own, "id": node, "citations": tuple(cited.get(str(node), ()))})
    for source, target, key, data in graph.edges(keys=True, data=True):
        statement = str(data.get("id", key))
        own = {k: v for k, v in data.items() if k not in ("sources", "label", "key", "interaction", "weight")}
        ends = {"id": statement, "source": source, "target": target, "citations": tuple(cited.get(statement, ()))}
        made.add_edge(source, target, key=statement, **{**blank_relation, **own, **ends})
    return made
