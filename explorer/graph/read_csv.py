"""Edge lists and matrices in CSV, as graphs."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from explorer.errors import FactsError
from explorer.formulas import laid_bare
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_text import lines_of
from explorer.graph.values import numeral, sort_of

SOURCES = ("source", "from", "src", "sender", "ego", "source_id", "source id")
TARGETS = ("target", "to", "dst", "receiver", "alter", "target_id", "target id")
LOOSE = ("undirected", "false", "no", "0", "f")
EMPTY = ("", "0", "0.0", "na")
_WORD = re.compile(r'"(?:[^"]|"")*"|\S+')


def delimited(path: Path, content: bytes) -> Foreign:
    """Read an edge list (two named columns, or two to three columns without a head) or a square or two-mode matrix.

    A column `directed` or `type` says of each edge whether it has a direction. Columns in pairs, as `source_kind` and
    `target_kind`, are about its ends; where ends have ids (`source_id`, `target_id`) beside `source` and `target`,
    those are their names. Raises FactsError with the line.
    """
    lines = [line for line in lines_of(path, content) if line.strip() and not line.startswith(("#", "%"))]
    if not lines:
        raise FactsError(f"{path} is empty.")
    mark = next((sign for sign in ",;\t|" if lines[0].count(sign)), " ")
    if lines[0].lower().startswith("sep=") and len(lines) > 1:
        mark, lines = lines[0][4:5], lines[1:]
    rows = (
        list(map(_words, lines)) if mark == " " else list(csv.reader([f"{line}\n" for line in lines], delimiter=mark))
    )
    head = [cell.strip().lower() for cell in rows[0]]
    source = next((head.index(name) for name in SOURCES if name in head), -1)
    target = next((head.index(name) for name in TARGETS if name in head), -1)
    if source >= 0 and target >= 0:
        return _edges(path, _apart(rows[0]), rows[1:], *_ends(head, source, target))
    width = len(rows[0])
    if head[0] in ("id", "key") and "label" in head:
        return _nodes(path, _apart(rows[0]), rows[1:])
    if len(rows) > 1 and width > 1 and (not head[0] or (rows[0][1:] == [row[0] for row in rows[1:]])):
        return _matrix(path, rows)
    if width in (2, 3) and all(len(row) == width or mark == " " and len(row) in (2, 3) for row in rows):
        made = _edges(path, ["source", "target", "weight"], rows, 0, 1)
        made.tell("Read without a head: the first line is an edge", " – ".join(rows[0][:2]))
        return made
    raise FactsError(
        f"{path}: neither an edge list nor a matrix. Expected columns {SOURCES[0]!r} and {TARGETS[0]!r} (or from, to),"
        f" two or three columns without a head, or names down and across; the first line is {','.join(rows[0])[:60]!r}."
        " Tables about other things are read by `explorer read`."
    )


def _apart(heads: list[str]) -> list[str]:
    """Return heads of which each stands once.

    >>> _apart(["id", "sum ", "sum"])
    ['id', 'sum', 'sum (2)']
    """
    names: list[str] = []
    for head in heads:
        name, number = head.strip(), 1
        while name in names:
            number += 1
            name = f"{head.strip()} ({number})"
        names.append(name)
    return names


def _words(line: str) -> list[str]:
    """Return the words of a line parted by blanks; one in quotation marks may hold some."""
    return [word[1:-1].replace('""', '"') if word[0] == '"' else word for word in _WORD.findall(line)]


def _nodes(path: Path, names: list[str], rows: list[list[str]]) -> Foreign:
    """Read a table of nodes, as Gephi writes it beside one of edges."""
    made = Foreign()
    for at, row in enumerate(rows, 2):
        cells = dict(zip(names, [cell.strip() for cell in row], strict=False))
        if len(row) > len(names) and any(row[len(names) :]) or not cells[names[0]]:
            what = f"{len(row)} cells under {len(names)} heads" if cells[names[0]] else f"no {names[0]}"
            raise FactsError(f"{path}, row {at}: {what}. Expected a node with a cell for each head.")
        made.add(cells[names[0]], {_plain(name): cell for name, cell in cells.items() if cell and name != names[0]})
    made.tell("A table of nodes alone; its edges stand in another file", "")
    return made


def _ends(head: list[str], source: int, target: int) -> tuple[int, int, dict[str, tuple[int, int]]]:
    """Return the columns of the ends' ids, and those in pairs that tell of the ends, by what they tell."""
    pairs = {
        name: (at, head.index(f"target_{name}"))
        for at, column in enumerate(head)
        if (name := column.removeprefix("source_")) != column and f"target_{name}" in head
    }
    ids = pairs.pop("id", (source, target))
    return (*ids, {"name": (source, target), **pairs} if ids != (source, target) else pairs)


def _edges(
    path: Path,
    names: list[str],
    rows: list[list[str]],
    source: int,
    target: int,
    pairs: Mapping[str, tuple[int, int]] = MappingProxyType({}),
) -> Foreign:
    made = Foreign()
    about_ends = {source, target, *(at for pair in pairs.values() for at in pair)}
    for at, row in enumerate(rows, 2):
        if len(row) > len(names) and any(row[len(names) :]):
            raise FactsError(f"{path}, row {at}: {len(row)} cells under {len(names)} heads.")
        row = [laid_bare(cell.strip()) for cell in row]
        cells = list(zip(names, row, strict=False))
        ends = [row[at] if len(row) > at else "" for at in (source, target)]
        for side, end in enumerate(ends):
            if end:  # a name alone is a node without ties
                node = made.nodes.setdefault(end, {})
                told = {name: row[pair[side]] for name, pair in pairs.items() if len(row) > pair[side]}
                node.update({name: cell for name, cell in told.items() if cell and name not in node})
        if not all(ends):
            if any(ends) and not pairs:
                made.tell("Rows with one end only, kept as nodes", ends[0] or ends[1])
            continue
        own = {name: cell for number, (name, cell) in enumerate(cells) if number not in about_ends and cell}
        sort = next((name for name in own if name.lower() == "directed"), "")
        sort = sort or next(
            (n for n in own if n.lower() == "type" and own[n].lower() in ("directed", "undirected")), ""
        )
        said = own.pop(sort).lower() if sort else ""
        made.edges.append(
            Edge(
                ends[0],
                ends[1],
                {_plain(name): numeral(cell) if _plain(name) == "weight" else cell for name, cell in own.items()},
                said not in LOOSE,
            )
        )
    return made


def _plain(name: str) -> str:
    return name.lower() if name.lower() in ("weight", "id", "label", "relation", "start", "end") else name


def _matrix(path: Path, rows: list[list[str]]) -> Foreign:
    across = [cell.strip() for cell in rows[0][1:]]
    down = [row[0].strip() for row in rows[1:]]
    blank = next((f"column {at}" for at, name in enumerate(across, 2) if not name), "")
    blank = blank or next((f"row {at}" for at, name in enumerate(down, 2) if not name), "")
    if blank:
        raise FactsError(f"{path}: {blank} of the matrix has no name. Expected names down and across.")
    square = across == down
    made = Foreign({name: {} if square else {"mode": "1"} for name in down})
    if not square:
        for name in across:
            if name in made.nodes:
                raise FactsError(f"{path}: {name!r} stands both down and across, but the matrix is not square.")
            made.nodes[name] = {"mode": "2"}
    cells = [[numeral(cell.strip()) for cell in row[1:]] for row in rows[1:]]
    for at, row in enumerate(cells):
        if len(row) != len(across):
            raise FactsError(f"{path}, row {at + 2}: {len(row)} cells under {len(across)} names.")
        if sort_of([cell for cell in row if cell.lower() not in EMPTY]) == "string" and any(
            cell.lower() not in EMPTY for cell in row):  # fmt: skip
            odd = next(cell for cell in row if cell.lower() not in EMPTY and sort_of([cell]) == "string")
            raise FactsError(f"{path}, row {at + 2}: {odd!r} is no number. Expected 0, 1, a weight, or nothing.")
    loose = square and all(cells[a][b] == cells[b][a] for a in range(len(down)) for b in range(a))
    unknown = sum(cell.lower() == "na" or not cell for row in cells for cell in row)
    if unknown:
        made.tell("Cells that are empty or NA: unknown, so no edge", f"{unknown:,} cells")
    for a, row in enumerate(cells):
        for b, cell in enumerate(row):
            if cell.lower() in EMPTY or (loose and b < a):
                continue
            made.edges.append(Edge(down[a], across[b], {"weight": cell}, square and not loose))
    return made
