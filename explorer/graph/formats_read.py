"""Graph files read back: GraphML, GEXF, node-link and Cytoscape JSON, ours or anybody's, safely."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import networkx as nx
import pandas as pd

from explorer.errors import FactsError
from explorer.graph.formats_json import MARK

MOST_BYTES = 100 * 1024 * 1024
DEEPEST = 256


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
    content = _bytes(path)
    try:
        graph = reader(path, content)
    except FactsError:
        raise
    except RecursionError:
        raise FactsError(f"{path} is nested too deeply.") from None
    except Exception as error:  # the readers of networkx fail in many ways on damaged files
        raise FactsError(f"{path} is damaged or of another kind: {type(error).__name__}: {error}.") from None
    return _restored(path, graph)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FactsError(f"{path} is no ordinary file.")
        if path.stat().st_size > MOST_BYTES:
            raise FactsError(
                f"{path} is larger than {MOST_BYTES // 1024**2} MB. Larger sets travel as a folder (package, Parquet)."
            )
        return path.read_bytes()
    except OSError as error:
        raise FactsError(f"Cannot read {path}: {error.strerror or error}.") from None


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
                raise FactsError(f"{path} is nested more than {DEEPEST} deep.")
            if event == "end":
                element.clear()
    except DefusedXmlException:
        raise FactsError(f"{path} declares a document type or entities, which is refused as unsafe.") from None
    except ParseError as error:
        raise FactsError(f"{path} is no well-formed XML: {error}.") from None


def _graphml(path: Path, content: bytes) -> nx.Graph[Any]:
    _checked(path, content)
    reader: Callable[..., nx.Graph[Any]] = nx.read_graphml
    return reader(io.BytesIO(content), force_multigraph=True)


def _gexf(path: Path, content: bytes) -> nx.Graph[Any]:
    _checked(path, content)
    graph: nx.Graph[Any] = nx.read_gexf(io.BytesIO(content))
    for _, data in graph.nodes(data=True):
        _dates(data)
    for *_, data in graph.edges(data=True):
        _dates(data)
    return graph


def _dates(data: dict[str, Any]) -> None:
    """Put our vague dates back in the place of the days that stand for them on GEXF's timeline."""
    if "edtf_start" in data or "edtf_end" in data or "kind" in data or "relation" in data:
        data["start"], data["end"] = data.pop("edtf_start", ""), data.pop("edtf_end", "")


def _json(path: Path, content: bytes) -> nx.Graph[Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FactsError(f"{path} is not UTF-8 (byte {error.start}).") from None
    except json.JSONDecodeError as error:
        raise FactsError(f"{path}, line {error.lineno}: no JSON: {error.msg}.") from None
    if isinstance(data, dict) and "elements" in data:
        data.setdefault("data", [])
        for part in ("nodes", "edges"):
            for element in data["elements"].setdefault(part, []):
                element["data"].setdefault("value", element["data"].get("id"))
                element["data"].setdefault("name", element["data"].get("label", element["data"].get("id")))
        graph: nx.Graph[Any] = nx.cytoscape_graph(data)
        return graph
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        raise FactsError(f"{path} is no node-link data: it has no list 'nodes'.")
    edges = "edges" if "edges" in data else "links"
    data.setdefault(edges, [])
    data.setdefault("directed", True)
    data.setdefault("multigraph", True)
    made: nx.Graph[Any] = nx.node_link_graph(data, edges=edges)
    return made


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
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph(documents=tables["documents"], passages=tables["passages"])
    for node, data in graph.nodes(data=True):
        if "kind" not in data:
            raise FactsError(f"{path}: node {node!r} has no kind, though the file holds facts.")
        own = {key: value for key, value in data.items() if key not in ("sources", "label", "value")}
        made.add_node(node, **{**own, "id": node, "citations": tuple(cited.get(str(node), ()))})
    for source, target, key, data in graph.edges(keys=True, data=True):
        statement = str(data.get("id", key))
        own = {k: v for k, v in data.items() if k not in ("sources", "label", "key", "interaction", "weight")}
        ends = {"id": statement, "source": source, "target": target, "citations": tuple(cited.get(statement, ()))}
        made.add_edge(source, target, key=statement, **{**own, **ends})
    return made
