"""Edge lists and matrices in CSV, as graphs."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Mapping
from pathlib import Path

from explorer.errors import FactsError
from explorer.formulas import laid_bare
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.heads import SOURCES, TARGETS, ends_of, weight_of
from explorer.graph.read_text import lines_of
from explorer.graph.values import numeral, sort_of

LOOSE = ("undirected", "false", "no", "0", "f")
EMPTY = ("", "0", "0.0", "na")
LISTS = (".edgelist", ".edges", ".ncol")  # never matrices
_DICT = re.compile(r"(?P<ends>.*?)(?P<mark>[ \t,;|])(?P<said>\{.*\})")  # as networkx writes attributes
_WORD = re.compile(r'"(?:[^"]|"")*"|\S+')


def delimited(path: Path, content: bytes) -> Foreign:
    """Read an edge list (two named columns, or two to three columns without a head) or a square or two-mode matrix.

    A column `directed` or `type` says of each edge whether it has a direction. Columns in pairs, as `source_kind` and
    `target_kind`, are about its ends; where ends have ids (`source_id`, `target_id`) beside `source` and `target`,
    those are their names. Raises FactsError with the line.
    """
    made = Foreign()
    lines = [line for line in lines_of(path, content, made) if line.strip() and not line.startswith(("#", "%"))]
    if not lines:
        raise FactsError(f"{path} is empty.")
    if all(line.endswith("}") and _DICT.fullmatch(line) for line in lines):
        return _with_dicts(path, lines, made)
    rows = parted(lines)
    head = [cell.strip().lower() for cell in rows[0]]
    width = len(rows[0])
    if head[0] in ("id", "key") and "label" in head and not ({*SOURCES} & {*head} and {*TARGETS} & {*head}):
        return _nodes(path, heads_apart(rows[0]), rows[1:], made)
    if path.suffix.lower() not in LISTS and _is_matrix(rows):
        return _matrix(path, rows, made)
    blanks = not any(sign in lines[0] for sign in ",;\t|")
    even = all(len(row) == width or blanks and len(row) in (2, 3) for row in rows)
    if ends := ends_of(rows, width if even else 0):
        names, known = heads_apart(rows[0]), _ends(head, ends.source, ends.target)
        weight = weight_of(names, rows[1:], known[:2])
        for note in filter(None, (ends.note, weight and f"Weight of the edges taken from the column {weight!r}")):
            made.remark(note)
        return _edges(path, ["weight" if name == weight else name for name in names], rows[1:], *known, made)
    if width in (2, 3) and even:
        made.remark(f"Read without a head: the first line is an edge ({' – '.join(rows[0][:2])!r})")
        return _edges(path, ["source", "target", "weight"], rows, 0, 1, {}, made)
    raise FactsError(
        f"{path}: neither an edge list nor a matrix. Expected columns {SOURCES[0]!r} and {TARGETS[0]!r} (or from, to),"
        f" two or three columns without a head, or names down and across; the first line is {','.join(rows[0])[:60]!r}."
        " Tables about other things are read by `explorer read`."
    )


def parted(lines: list[str]) -> list[list[str]]:
    """Return the cells of the lines of a table, by the mark that its first line has, or tells (`sep=;`)."""
    if not lines:
        return []
    mark = next((sign for sign in ",;\t|" if lines[0].count(sign)), " ")
    if lines[0].lower().startswith("sep=") and len(lines) > 1:
        mark, lines = lines[0][4:5], lines[1:]
    if mark == " ":
        return list(map(_words, lines))
    return list(csv.reader([f"{line}\n" for line in lines], delimiter=mark))


def _is_matrix(rows: list[list[str]]) -> bool:
    """Tell whether the same names stand across and down; a corner among numbers is an edge of a list of numbers."""
    corner, across = rows[0][0].strip(), rows[0][1:]
    if len(rows) < 2 or not across or not corner:
        return len(rows) > 1 and bool(across)
    numbers = all(sort_of([numeral(cell)]) in ("integer", "number") for cell in rows[0])
    return len(across) > 1 and not numbers and across == [row[0] for row in rows[1:]]


def _with_dicts(path: Path, lines: list[str], made: Foreign) -> Foreign:
    """Read what `networkx.write_edgelist` writes: two ends, and their attributes as a dictionary of Python."""
    for line in lines:
        found = _DICT.fullmatch(line)
        assert found is not None
        mark = found["mark"].strip(" ") or None
        ends = [end.strip() for end in found["ends"].split(mark)]
        if len(ends) != 2 or not all(ends):
            raise FactsError(
                f"{path}: {found['ends'][:60]!r} is no pair of names. Names with blanks need another mark between them:"
                r" nx.write_edgelist(G, file, delimiter='\t')."
            )
        try:
            said = ast.literal_eval(found["said"])
            if not isinstance(said, dict):
                raise ValueError
        except (ValueError, SyntaxError, MemoryError):
            said = {"data": found["said"]}
            made.tell("Attributes that are no plain values, kept as text under 'data'", found["said"])
        made.edges.append(Edge(ends[0], ends[1], said))
        made.nodes.update({end: {} for end in ends})
    made.unsaid(len(made.edges))
    return made


def heads_apart(heads: list[str]) -> list[str]:
    """Return heads of which each stands once.

    >>> heads_apart(["id", "sum ", "sum"])
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


def _nodes(path: Path, names: list[str], rows: list[list[str]], made: Foreign) -> Foreign:
    """Read a table of nodes, as Gephi writes it beside one of edges."""
    for at, row in enumerate(rows, 2):
        cells = dict(zip(names, [cell.strip() for cell in row], strict=False))
        if len(row) > len(names) and any(row[len(names) :]) or not cells[names[0]]:
            what = f"{len(row)} cells under {len(names)} heads" if cells[names[0]] else f"no {names[0]}"
            raise FactsError(f"{path}, row {at}: {what}. Expected a node with a cell for each head.")
        made.add(cells[names[0]], {_plain(name): cell for name, cell in cells.items() if cell and name != names[0]})
    beside = path.name == "nodes.csv" and (path.parent / "edges.csv").is_file()
    where = f"for its edges open the folder {path.parent}" if beside else "its edges stand in another file"
    made.remark(f"A table of nodes alone; {where}")
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
    pairs: Mapping[str, tuple[int, int]],
    made: Foreign,
) -> Foreign:
    about_ends, unsaid = {source, target, *(at for pair in pairs.values() for at in pair)}, 0
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
        unsaid += not sort and "undirected" not in own
        made.edges.append(
            Edge(
                ends[0],
                ends[1],
                {_plain(name): numeral(cell) if _plain(name) == "weight" else cell for name, cell in own.items()},
                said not in LOOSE,
            )
        )
    made.unsaid(unsaid, way=" (a column 'Type' tells: Directed, Undirected)")
    return made


def _plain(name: str) -> str:
    return name.lower() if name.lower() in ("weight", "id", "label", "relation", "start", "end") else name


def _matrix(path: Path, rows: list[list[str]], made: Foreign) -> Foreign:
    across = [cell.strip() for cell in rows[0][1:]]
    down = [row[0].strip() for row in rows[1:]]
    blank = next((f"column {at}" for at, name in enumerate(across, 2) if not name), "")
    blank = blank or next((f"row {at}" for at, name in enumerate(down, 2) if not name), "")
    if blank:
        raise FactsError(f"{path}: {blank} of the matrix has no name. Expected names down and across.")
    square = across == down
    made.remark(f"Read as a matrix: {len(down):,} names down, {len(across):,} across, a cell for each pair")
    made.nodes = {name: {} if square else {"mode": "1"} for name in down}
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
    made.tell("Cells that are empty or NA: unknown, so no edge", times=unknown)
    for a, row in enumerate(cells):
        for b, cell in enumerate(row):
            if cell.lower() in EMPTY or (loose and b < a):
                continue
            made.edges.append(Edge(down[a], across[b], {"weight": cell}, square and not loose))
    return made
