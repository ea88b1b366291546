"""Pajek as plain text: a network, or a project with the partitions and vectors of its vertices."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.errors import FactsError
from explorer.graph.foreign import Edge, Foreign
from explorer.graph.read_text import lines_of
from explorer.graph.values import numeral

_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_LINES = ("*arcs", "*edges", "*arcslist", "*edgeslist", "*matrix")
_TABLES = ("*partition", "*vector")
_OTHERS = ("*permutation", "*cluster", "*hierarchy")
_LATER = "Networks after the first, left out; save each as a .net of its own to read it"
_SHAPES = ("ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "circle")


@dataclass
class _Table:
    """A partition or a vector: a value for each vertex, in their order."""

    part: str
    name: str
    size: int = -1
    cells: list[str] = field(default_factory=list)


def pajek(path: Path, content: bytes) -> Foreign:
    """Read a network, or the first of a project with its partitions and vectors. Raises FactsError with the line."""
    read = _Pajek(path)
    for at, line in enumerate(lines_of(path, content, read.made), 1):
        line = line.strip()
        if line.startswith("*"):
            read.head(at, line)
        elif line and not line.startswith("%"):
            read.line(at, line)
    return read.done()


class _Pajek:
    """A file as far as it is read: the part at hand, and the network, partition or vector that it is of."""

    def __init__(self, path: Path) -> None:
        self.path, self.made = path, Foreign()
        self.names: dict[int, str] = {}
        self.labels: dict[str, str] = {}  # of relations, by their number
        self.tables: list[_Table] = []
        self.within = self.part = self.relation = ""
        self.later = self.awaits = False  # in a network after the first; its *Vertices are still to come
        self.two = self.row = 0

    def head(self, at: int, line: str) -> None:
        """Begin a part."""
        named = re.findall(r"^\*\w*", line)[0]
        word, rest = named.lower(), line[len(named) :].lstrip()
        if word == "*vertices":
            self._vertices(at, rest)
        elif word == "*network" or word in (*_TABLES, *_OTHERS):
            self._begin(at, word, rest, line)
        elif word not in _LINES:
            self.part = word
            self.made.tell("Parts of the file left out", line)
        elif self.later:
            self.part = "*later"
        else:
            self.part, self.row = word, 0
            label, number = re.search(r'"([^"]*)"', rest), re.match(r":\s*(\d+)", rest)
            if label and number:
                self.labels[number[1]] = label[1]
            self.relation = label[1] if label else self.labels.get(number[1], number[1]) if number else ""

    def _begin(self, at: int, word: str, rest: str, line: str) -> None:
        self.within = self.part = word
        if word in _TABLES:
            self.tables.append(_Table(word[1:], re.sub(r"(?i)\.(clu|vec)$", "", rest)))
        elif word in _OTHERS:
            self.made.tell("Parts of the file left out", line)
        else:
            self.later, self.awaits = bool(self.names), True
            if self.later:
                self.made.tell(_LATER, rest or f"line {at}")
            else:
                self.made.about["title"] = rest

    def _vertices(self, at: int, rest: str) -> None:
        """Take what *Vertices says: how many values a partition has, how many vertices a network."""
        counts = [int(word) for word in rest.split() if word.isdecimal()]
        if not counts:
            raise FactsError(f"{self.path}, line {at}: *Vertices without their number.")
        if self.within in _OTHERS:
            self.within = ""
            return
        if self.within in _TABLES and self.tables[-1].size < 0:
            self.tables[-1].size = counts[0]
            return
        if self.names and not self.awaits:  # a network that no line announces
            self.later = True
            self.made.tell(_LATER, f"line {at}")
        self.awaits, self.within = False, "*network"
        self.part = "*later" if self.later else "*vertices"
        if not self.later:
            self.two = counts[1] if len(counts) > 1 else 0
            self.names = {number: str(number) for number in range(1, counts[0] + 1)}
            self.made.nodes = {name: {} for name in self.names.values()}

    def line(self, at: int, line: str) -> None:
        """Take one line of the part at hand."""
        if self.part == "*vertices":
            self._vertex(at, line)
        elif self.part in _TABLES:
            self.tables[-1].cells.append(numeral(line))
        elif self.part == "*matrix":
            self.row += 1
            for column, cell in enumerate(line.split(), 1 + self.two):
                if numeral(cell) not in ("0", "0.0"):
                    self._edge(self.row, column, {"weight": numeral(cell)}, not self.two)
        elif self.part in _LINES:
            self._ties(at, line)
        elif not self.part and at < 20 and not self.names:
            self.made.tell("Lines before the first part of the file, left out", line)
        elif not self.part:
            raise FactsError(f"{self.path}, line {at}: expected *Vertices, found {line[:40]!r}.")

    def _ties(self, at: int, line: str) -> None:
        """Take a line of ties; one that begins with `2:` is of the relation of that number."""
        said, relation = re.match(r"(\d+):\s*(.*)", line), self.relation
        if said:
            relation, line = self.labels.get(said[1], said[1]), said[2]
        directed = self.part.startswith("*arcs")
        words = [word.strip('"') for word in _WORDS.findall(line)]
        if self.part.endswith("list"):
            first, *others = (self._number(at, word) for word in line.split())
            for other in others:
                self._edge(abs(first), other, {}, directed, relation)
            return
        if len(words) < 2:
            raise FactsError(f"{self.path}, line {at}: an arc needs two vertices, found {line[:40]!r}.")
        ends = [self._number(at, word) for word in words[:2]]
        if max(ends) not in self.names and self.made.nodes:
            self.made.tell("Edges with a vertex beyond those declared", line)
        own = {"weight": numeral(words[2])} if len(words) > 2 else {}
        self._edge(ends[0], ends[1], {**own, **_parameters(words[3:])}, directed, relation)

    def _edge(self, source: int, target: int, own: dict[str, Any], directed: bool, relation: str = "") -> None:
        relation = relation or self.relation
        own = {"relation": relation, **own} if relation else own
        self.made.edges.append(Edge(str(source), str(target), own, directed))

    def _number(self, at: int, word: str) -> int:
        if not word.isdecimal():
            raise FactsError(f"{self.path}, line {at}: {word!r} is no number of a vertex.")
        return int(word)

    def _vertex(self, at: int, line: str) -> None:
        words = [
            word[1:-1].replace('\\"', '"') if word[0] == '"' and len(word) > 1 else word
            for word in _WORDS.findall(line)
        ]
        number = self._number(at, words[0])
        if number not in self.names:
            declared = f"the {len(self.names):,} that *Vertices declares"
            raise FactsError(f"{self.path}, line {at}: vertex {number} is beyond {declared}.")
        own: dict[str, Any] = self.made.nodes[self.names[number]]
        if len(words) > 1:
            own["name"] = html.unescape(words[1])
        rest = words[2:]
        for axis in "xyz":
            if rest and re.fullmatch(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", rest[0]):
                own[axis] = rest.pop(0)
        if rest and rest[0].lower() in _SHAPES:
            own["shape"] = rest.pop(0)
        own.update(_parameters(rest))

    def done(self) -> Foreign:
        """Return the network with what its partitions and vectors say of its vertices."""
        made = self.made
        if self.tables and not self.names:
            raise FactsError(f"{self.path} holds partitions or vectors alone. Save the network and these in one .paj.")
        if not made.nodes:
            raise FactsError(f"{self.path} is no Pajek file: it has no *Vertices.")
        if self.two:
            for number, name in self.names.items():
                made.nodes[name].setdefault("mode", "1" if number <= self.two else "2")
        for table in self.tables:
            if len(table.cells) != len(self.names):
                given = f"{table.part} {table.name}: {len(table.cells):,}, not {len(self.names):,}"
                made.tell(
                    "Partitions and vectors with another number of values than there are vertices, left out", given
                )
                continue
            wanted = name = table.name or table.part
            number = 1
            while any(name in data for data in made.nodes.values()):
                number += 1
                name = f"{wanted} ({table.part})" if number == 2 else f"{wanted} ({table.part} {number})"
            for node, cell in zip(self.names.values(), table.cells, strict=True):
                made.nodes[node][name] = cell
        return made.close()


def _parameters(rest: list[str]) -> dict[str, str]:
    made = dict(zip(rest[::2], rest[1::2], strict=False))
    if len(rest) % 2:
        made["note"] = rest[-1]
    names = {"ic": "color", "c": "color", "w": "width", "l": "label"}
    return {names.get(key, key): value for key, value in made.items()}
