"""Graphs as plain text: GML and UCINET DL."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explorer.errors import FactsError
from explorer.graph.convert import MARK
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_xml import DEEPEST, colour
from explorer.graph.values import numeral

_GML = re.compile(r'\s+|#[^\n]*|(?P<text>"[^"]*")|(?P<open>\[)|(?P<close>\])|(?P<word>[^\s\[\]"#]+)')
DL_FORMATS = ("fullmatrix", "fm", "edgelist1", "el1", "nodelist1", "nl1")


def lines_of(path: Path, content: bytes, made: Foreign) -> list[str]:
    """Return the lines of a text file in UTF-8, or UTF-16 with its mark, else in Windows-1252. Raises FactsError."""
    try:
        code = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        text = content.decode(code)
    except UnicodeDecodeError as error:
        text = _of_windows(path, content, error.start, made)
    if "\0" in text:
        raise FactsError(f"{path} holds a zero byte, so it is no text file.")
    return re.split(r"\r\n|\r|\n", text)


def _of_windows(path: Path, content: bytes, byte: int, made: Foreign) -> str:
    """Return a text of the time before UTF-8, and tell the words by which people see whether its letters are right."""
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252")
    except UnicodeDecodeError:
        raise FactsError(f"{path} is not UTF-8 (byte {byte}). Save it as UTF-8.") from None
    for word in (word for word in re.findall(r"\w+|[^\x00-\x7f]", text) if not word.isascii()):
        made.tell("Words that are not UTF-8, read as Windows-1252; if they look wrong, save the file as UTF-8", word)
    return text


def gml(path: Path, content: bytes) -> Foreign:
    """Read GML of Gephi, igraph, networkx and others. Raises FactsError with the line."""
    made = Foreign()
    top = _gml_lists(path, "\n".join(lines_of(path, content, made)))
    graphs = [value for key, value in top if key == "graph" and isinstance(value, list)]
    if not graphs:
        raise FactsError(f"{path} holds no graph: no 'graph [' in it.")
    for key, value in top:
        if key != "graph":
            made.about[key] = value
    for number, graph in enumerate(graphs, 1):
        if len(graphs) > 1:
            made.tell("Graphs in one file, joined", f"graph {number}")
        plain = {key: value for key, value in graph if not isinstance(value, list)}
        directed = str(plain.pop("directed", "0")) in ("1", "true")
        plain.pop("multigraph", None)
        made.say(plain)
        for key, value in graph:
            if key == "node" and isinstance(value, list):
                own = _gml_row(value, made)
                if "id" not in own:
                    own["id"] = f"node {len(made.nodes) + 1}"
                    made.tell("Nodes without an id, numbered", own["id"])
                made.add(_gml_must(path, own, "id"), {k: v for k, v in own.items() if k != "id"})
            elif key == "edge" and isinstance(value, list):
                own = _gml_row(value, made)
                ends = [_gml_must(path, own, end) for end in ("source", "target")]
                made.edges.append(
                    Edge(ends[0], ends[1], {k: v for k, v in own.items() if k not in ("source", "target")}, directed)
                )
            elif isinstance(value, list):
                made.tell("Parts of the file left out", key)
    return _by_label(made) if made.about.get("Creator") == MARK else made.close()


def _by_label(made: Foreign) -> Foreign:
    """Return what we wrote: the id of a node is its label, that of an edge its key."""
    del made.about["Creator"]
    names = {node: data.pop("label", node) for node, data in made.nodes.items()}
    made.nodes = {names[node]: data for node, data in made.nodes.items()}
    made.edges = [Edge(names.get(edge.source, edge.source), names.get(edge.target, edge.target),
                       {"id" if name == "key" else name: value for name, value in edge.data.items()}, edge.directed)
                  for edge in made.edges]  # fmt: skip
    return made.close()


def _gml_must(path: Path, own: dict[str, Any], key: str) -> str:
    if key not in own or isinstance(own[key], list):
        has = "has no" if key not in own else "has more than one"
        raise FactsError(f"{path} is damaged: a node or an edge {has} {key}: {str(own)[:80]}.")
    return str(own[key])


def _gml_row(held: list[tuple[str, Any]], made: Foreign) -> dict[str, Any]:
    own: dict[str, Any] = {}
    for key, value in held:
        if key.lower() == "graphics" and isinstance(value, list):
            looks = {k.lower(): v for k, v in value if not isinstance(v, list)}
            own.update({axis: looks[axis] for axis in "xy" if axis in looks})
            own.update({ours: looks[given] for given, ours in (("w", "size"), ("type", "shape"), ("width", "width"))
                        if given in looks})  # fmt: skip
            if "fill" in looks:
                own["color"] = colour(looks["fill"])
            for name in [k for k, _ in value if k.lower() not in ("x", "y", "w", "type", "width", "fill")]:
                made.tell("Details of drawing, left out", name)
        elif isinstance(value, list):
            own[key] = [inner if not isinstance(inner, list) else dict(inner) for _, inner in value]
        elif key in own:
            own[key] = [*own[key], value] if isinstance(own[key], list) else [own[key], value]
        else:
            own[key] = value
    return own


def _gml_lists(path: Path, text: str) -> list[tuple[str, Any]]:
    """Return keys and values; a list is a list of these again."""
    stack: list[list[tuple[str, Any]]] = [[]]
    keys: list[str] = []
    key, line = "", 1
    for found in _GML.finditer(text):
        sort, piece = found.lastgroup, found[0]
        here, line = line, line + piece.count("\n")
        if sort is None:
            continue
        if sort == "open":
            if not key:
                raise FactsError(f"{path}, line {here}: '[' without a name before it.")
            if len(stack) > DEEPEST:
                raise FactsError(f"{path} is nested more than {DEEPEST} deep, the limit.")
            keys.append(key)
            stack.append([])
            key = ""
        elif sort == "close":
            if len(stack) < 2 or key:
                raise FactsError(f"{path}, line {here}: ']' where a {'value' if key else 'name'} was expected.")
            done = stack.pop()
            stack[-1].append((keys.pop(), done))
        elif not key:
            if sort == "text":
                raise FactsError(f"{path}, line {here}: {' '.join(piece.split())[:40]} where a name was expected.")
            key = piece
        else:
            stack[-1].append((key, html.unescape(piece[1:-1]) if sort == "text" else numeral(piece)))
            key = ""
    if key and len(stack) == 1:
        raise FactsError(f"{path} was cut off: {key[:40]!r} at its end has no value. Copy it again.")
    if len(stack) > 1:
        raise FactsError(f"{path} was cut off: {len(stack) - 1} '[' are not closed. Copy it again.")
    return stack[0]


def dl(path: Path, content: bytes) -> Foreign:
    """Read UCINET DL: fullmatrix, edgelist1, nodelist1; labels in a list or embedded. Raises FactsError."""
    made = Foreign()
    text = "\n".join(lines_of(path, content, made))
    head, _, data = re.sub(r"(?i)\bdata\s*:", "data:", re.sub(r"(?i)^\s*dl\b", "", text), count=1).partition("data:")
    if not re.match(r"(?i)\s*dl\b", text) or not data:
        raise FactsError(f"{path} is no DL file: expected 'DL' at its start, and 'data:'.")
    low = head.lower()
    counts = {
        name: int(found[1]) for name in ("n", "nr", "nc", "nm") if (found := re.search(rf"\b{name}\s*=\s*(\d+)", low))
    }
    form = found[1] if (found := re.search(r"format\s*=\s*(\w+)", low)) else "fullmatrix"
    embedded = "labels embedded" in re.sub(r"\s+", " ", low) or "embedded" in low
    labels = {name: _labels(head, name) for name in ("labels", "row labels", "column labels")}
    if counts.get("nm", 1) > 1:
        raise FactsError(f"{path} holds {counts['nm']} matrices in one DL file; save one matrix a file.")
    read = {"f": _dl_matrix, "e": _dl_edges, "n": _dl_nodes}.get(form[0] if form in DL_FORMATS else "")
    if read is None:
        raise FactsError(
            f"{path}: DL in the format {form!r} is not read. Save it as fullmatrix, edgelist1 or nodelist1."
        )
    rows = labels["row labels"] or labels["labels"]
    size = counts.get("n", counts.get("nr", len(rows)))
    names = rows or ([] if embedded else [str(number) for number in range(1, size + 1)])
    for name in names:
        made.add(name, {})
    read(path, data, made, names, labels["column labels"], counts, embedded)
    return made.close()


def _labels(head: str, name: str) -> list[str]:
    before = r"(?<!row )(?<!column )" if name == "labels" else ""
    found = re.search(rf"(?is){before}\b{name}\s*:(.*?)(?=(?:row |column )?labels|data|format|$)", head)
    return [word.strip('"') for word in re.findall(r'"[^"]*"|[^\s,]+', found[1])] if found else []


def _dl_edges(path: Path, data: str, made: Foreign, names: list[str], *more: Any) -> None:
    for line in filter(str.strip, data.splitlines()):
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|[^\s,]+', line)]
        if len(words) < 2:
            raise FactsError(f"{path}: a line of the edge list has one word only: {line.strip()[:40]!r}.")
        source, target = (_dl_name(word, names, more[2]) for word in words[:2])
        made.edges.append(Edge(source, target, {"weight": numeral(words[2])} if len(words) > 2 else {}))


def _dl_nodes(path: Path, data: str, made: Foreign, names: list[str], *more: Any) -> None:
    del path
    for line in filter(str.strip, data.splitlines()):
        first, *others = (_dl_name(word.strip('"'), names, more[2]) for word in re.findall(r'"[^"]*"|[^\s,]+', line))
        if first not in made.nodes:
            made.nodes[first] = {}
        made.edges += [Edge(first, other, {}) for other in others]


def _dl_name(word: str, names: list[str], embedded: bool) -> str:
    return names[int(word) - 1] if not embedded and word.isdecimal() and 0 < int(word) <= len(names) else word


def _dl_matrix(
    path: Path, data: str, made: Foreign, names: list[str], columns: list[str], counts: dict[str, int], embedded: bool
) -> None:
    words = _words(data)
    wide = counts.get("nc", counts.get("n", len(columns or names)))
    if embedded:
        columns = [word for _, word in zip(range(wide), words, strict=False)]
        names = []
    two = "nc" in counts or bool(columns and columns != names and not embedded)
    columns = columns or ([f"c{number}" for number in range(1, wide + 1)] if two else names)
    rows: list[tuple[str, list[str]]] = []
    for at in range(counts.get("nr", counts.get("n", len(names)))):
        try:
            rows.append((next(words) if embedded else names[at], [next(words) for _ in range(wide)]))
        except StopIteration:
            raise FactsError(f"{path} was cut off: row {at + 1} of its matrix is not whole.") from None
    alike = {name.lower(): name for name, _ in rows}  # UCINET makes no difference between small and capital letters
    columns = columns if two else [alike.get(name.lower(), name) for name in columns]
    for name in (*(name for name, _ in rows), *columns):
        made.nodes.setdefault(name, {})
    for name, cells in rows:
        for other, cell in zip(columns, cells, strict=True):
            if numeral(cell) not in ("0", "0.0"):
                made.edges.append(Edge(name, other, {"weight": numeral(cell)}, not two))


def _words(data: str) -> Iterator[str]:
    return (found[0].strip('"') for found in re.finditer(r'"[^"]*"|[^\s,]+', data))
