"""Look-ups over facts, each made once when first asked for: positions, neighbours, names, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import numpy as np

from explorer.errors import FactsError
from explorer.facts.tables import Facts, rows
from explorer.graph.adjacency import Adjacency
from explorer.graph.names import NameBook
from explorer.ontology import vocabulary

if TYPE_CHECKING:
    from explorer.graph.engine_index import EngineIndex

SMALL = 100_000  # rows up to which a whole table is made lists of
JOIN = "|"  # joins several values in one cell, as in `aliases`


def places(position: dict[str, int], wanted: list[str]) -> np.ndarray:
    """Return the position of each id, -1 where there is none.

    >>> places({"a": 0, "b": 1}, ["b", "", "a"]).tolist()
    [1, -1, 0]
    """
    return np.fromiter(map(position.get, wanted, repeat(-1)), dtype=np.int64, count=len(wanted))


Ids = TypeVar("Ids")


class Linking(Protocol[Ids]):
    """What answers need to follow relations from node to node: sets of ids, here or on an engine."""

    def linked(
        self, relations: Sequence[str], nodes: Iterable[str] | Ids, by: str = ..., *, keep: bool = ..., on: bool = ...
    ) -> Ids:
        """Return what relations join to any of `nodes`."""

    def either(self, one: Ids, other: Ids) -> Ids:
        """Return what stands in either set."""

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names."""


def joined(*cells: str) -> str:
    """Return cells of several values each as one cell, every value once.

    >>> joined("a|b", "", "b|c")
    'a|b|c'
    """
    different = dict.fromkeys(filter(None, cells))
    if len(different) < 2:
        return next(iter(different), "")
    return JOIN.join(dict.fromkeys(value for cell in different for value in cell.split(JOIN)))


class Link(NamedTuple):
    """What stands at the other end of a relation, and which relation it is: its id, its role and its row."""

    node: str
    statement: str
    role: str
    row: int


@dataclass(frozen=True)
class Reads:
    """What an answer reads about the nodes it lists: relations from and to them, and those that lead on from there.

    Kinds and relations that are `cited` come with their citations; `counted` relations (with the end they are counted
    by) as numbers; `whole` kinds come with all their nodes, and `behind` are relations that lead to what was brought.
    No relation may stand in both `outward` and `inward`.
    """

    outward: Sequence[str] = ()
    inward: Sequence[str] = ()
    beyond: Sequence[str] = ()
    behind: Sequence[str] = ()
    whole: Sequence[str] = ()
    cited_kinds: Sequence[str] = ()
    cited_relations: Sequence[str] = ()
    counted: Sequence[tuple[tuple[str, ...], str]] = ()


NOTHING = Reads()


class Index:
    """Facts with their look-ups. Everything is derived; two indexes of equal facts answer the same.

    >>> from explorer.answers.example import example_facts
    >>> index = Index(example_facts())
    >>> index.name("state:aus"), index.resolve("AHG SOM 6")
    ('Australia', 'meeting:ahg-som-6')
    """

    def __init__(self, facts: Facts, *, as_read: Facts | None = None) -> None:
        self.facts = facts
        self.as_read = facts if as_read is None else as_read  # before what cannot be asked about was left out
        self._links: dict[tuple[str, str], dict[str, list[Link]]] = {}
        self._columns: dict[tuple[str, str], list[str]] = {}
        self._counts: dict[tuple[tuple[str, ...], str], dict[str, int]] = {}

    far: EngineIndex | None = None  # where the facts stay on an engine, what asks them there

    def choose(self, selection: Any) -> tuple[np.ndarray, np.ndarray] | None:
        """Return what a selection keeps where that was decided elsewhere; None: these facts decide it."""
        del selection
        return None

    # What an answer reads. In memory all of it is here; an engine brings it back, and answers go on with that.

    def near(
        self, kinds: Sequence[str], selection: Any, held: Sequence[Any] = (), reads: Reads = NOTHING, **cells: str
    ) -> tuple[Index, list[str]]:
        """Return the ids of the nodes of some kinds that a selection keeps, that stand in every set of `held` and
        whose columns hold `cells`; and an index of what an answer reads about them."""
        from explorer.graph.select import listed

        del reads
        found = listed(self, kinds, selection, *held)
        wanted = [(self.column(name), cell) for name, cell in cells.items() if cell]
        position = self.position
        return self, [node for node in found if all(column[position[node]] == cell for column, cell in wanted)]

    def pieces(
        self, kinds: Sequence[str], selection: Any, held: Sequence[Any] = (), reads: Reads = NOTHING, **cells: str
    ) -> Iterator[tuple[Index, list[str]]]:
        """Yield what `near` returns, of very many nodes on an engine so many at a time, in no order."""
        yield self.near(kinds, selection, held, reads, **cells)

    def reading(self, kinds: Sequence[str], selection: Any, reads: Reads, **cells: str) -> Index:
        """Return an index of what an answer reads about the nodes that `near` would list."""
        del kinds, selection, reads, cells
        return self

    def naming(self, text: str, limit: int) -> Index:
        """Return an index of the nodes that may bear a name, and of what is related to them."""
        del text, limit
        return self

    def around(self, nodes: Sequence[str], depth: int, filters: Any) -> tuple[Index, Any]:
        """Return an index of what lies around nodes, and which of the filters are still to be applied to it."""
        del nodes, depth
        return self, filters

    def selected(self, selection: Any, *, ties: bool = False) -> tuple[Index, Any]:
        """Return an index of what a selection keeps, for `ties` with all who were there; and what is still to apply."""
        del ties
        return self, selection

    def part(self, selection: Any) -> Facts:
        """Return what a selection keeps as facts of their own."""
        from explorer.graph.select import select

        return select(self, **selection)

    def column(self, name: str, table: str = "nodes") -> list[str]:
        """Return a column of the nodes or the relations as a list of text, by row."""
        if (table, name) not in self._columns:
            self._columns[table, name] = list(getattr(self.facts, table)[name].tolist())
        return self._columns[table, name]

    def relations(self, numbers: Iterable[int]) -> list[dict[str, str]]:
        """Return rows of the relations table; of small tables much faster than pandas gives a few rows.

        >>> from explorer.answers.example import example_facts
        >>> Index(example_facts()).relations([4])[0]["relation"]
        'chaired'
        """
        numbers = list(numbers)
        if len(self.facts.relations) > SMALL:
            return rows(self.facts.relations.iloc[numbers])
        names = [str(name) for name in self.facts.relations.columns]
        columns = [(name, self.column(name, "relations")) for name in names]
        return [{name: column[row] for name, column in columns} for row in numbers]

    @cached_property
    def ids(self) -> list[str]:
        """Node ids, in the order of the nodes table."""
        return self.column("id")

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each node id in the nodes table."""
        return {node: row for row, node in enumerate(self.ids)}

    @cached_property
    def kinds(self) -> list[str]:
        """Kind of each node, by row."""
        return self.column("kind")

    @cached_property
    def names(self) -> list[str]:
        """Name of each node, by row; the id where it has none."""
        return [name or node for name, node in zip(self.column("name"), self.ids, strict=True)]

    @cached_property
    def starts(self) -> list[str]:
        """First day (EDTF) of each node, by row."""
        return self.column("start")

    @cached_property
    def ends(self) -> list[str]:
        """Last day (EDTF) of each node, by row: its `end`, or its `start` where that is all there is."""
        return [end or start for end, start in zip(self.column("end"), self.starts, strict=True)]

    def name(self, node: str) -> str:
        """Return the name of `node`, or the id itself when it is none of the nodes."""
        row = self.position.get(node)
        return node if row is None else self.names[row]

    def kind(self, node: str) -> str:
        """Return the kind of `node`, "" when it is none of the nodes."""
        row = self.position.get(node)
        return "" if row is None else self.kinds[row]

    @cached_property
    def relation_position(self) -> dict[str, int]:
        """Row of each relation id in the relations table."""
        return {statement: row for row, statement in enumerate(self.column("id", "relations"))}

    @cached_property
    def source_rows(self) -> np.ndarray:
        """Node row of each relation's source."""
        return self._ends("source")

    @cached_property
    def target_rows(self) -> np.ndarray:
        """Node row of each relation's target."""
        return self._ends("target")

    def _ends(self, column: str) -> np.ndarray:
        named = self.column(column, "relations")
        if len(self.position) < len(self.ids):
            twice = next(node for row, node in enumerate(self.ids) if self.position[node] != row)
            raise FactsError(f"Two rows of nodes.csv have the id {twice!r}. `explorer check` lists all faults.")
        found = places(self.position, named)
        lost = np.flatnonzero(found < 0)
        if len(lost):
            row = int(lost[0])
            relation = self.column("id", "relations")[row]
            raise FactsError(f"Relation {relation} in relations.csv names {named[row]!r}, which is no node.")
        return found

    @cached_property
    def cited_statements(self) -> np.ndarray:
        """For each citation, the row of the node it is about, or the number of nodes plus the row of the relation."""
        beyond = {relation: row + len(self.ids) for relation, row in self.relation_position.items()}
        return places({**beyond, **self.position}, self.column("statement", "citations"))

    @cached_property
    def cited_passages(self) -> np.ndarray:
        """For each citation, the row of its passage."""
        return places(self._passages, self.column("passage", "citations"))

    @cached_property
    def passage_parents(self) -> np.ndarray:
        """For each passage, the row of the one it stands under."""
        return places(self._passages, self.column("parent", "passages"))

    @cached_property
    def _passages(self) -> dict[str, int]:
        return {passage: row for row, passage in enumerate(self.column("id", "passages"))}

    @cached_property
    def adjacency(self) -> Adjacency:
        """The graph as arrays, for walks that ignore direction."""
        return Adjacency.of(len(self.ids), self.source_rows, self.target_rows)

    @cached_property
    def book(self) -> NameBook:
        """Names, aliases and acronyms of all nodes."""
        return NameBook(self.ids, self.kinds, self.names, self.column("aliases"), self.column("acronym"))

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names. Raises UnknownNode or AmbiguousNode."""
        return text if text in self.position else self.book.resolve(text)  # most are ids, for which no name is read

    @cached_property
    def sources(self) -> dict[str, str]:
        """Statement id → ids of the passages that say it, joined by `|`, in the order of the citations."""
        found: dict[str, str] = {}
        cited = self.facts.citations
        for statement, passage in zip(cited["statement"].tolist(), cited["passage"].tolist(), strict=True):
            before = found.get(statement)
            if before is None:
                found[statement] = passage
            elif passage not in before.split(JOIN):
                found[statement] = f"{before}{JOIN}{passage}"
        return found

    def sources_of(self, *statements: str) -> str:
        """Return the passages of several statements, each once, joined by `|`."""
        if len(statements) == 1:
            return self.sources.get(statements[0], "")
        return joined(*(self.sources.get(statement, "") for statement in statements))

    @cached_property
    def last_day(self) -> str:
        """The last day that any event of these facts is known to touch, "" when none is dated."""
        from explorer.facts.edtf import last_day

        events = set(vocabulary().events)
        days = (last_day(end) for end, kind in zip(self.ends, self.kinds, strict=True) if kind in events and end)
        return max(days, default="")

    def links(self, relation: str, by: str = "source") -> dict[str, list[Link]]:
        """Return node → what one relation joins it to; `by="target"` looks from the targets.

        >>> from explorer.answers.example import example_facts
        >>> [link.node for link in Index(example_facts()).links("held_in", by="target")["place:bali"]]
        ['meeting:ahg-som-6']
        """
        if (relation, by) not in self._links:
            rows = np.flatnonzero((self.facts.relations["relation"] == relation).to_numpy(dtype=bool))
            chosen = self.facts.relations.iloc[rows]
            other = "target" if by == "source" else "source"
            found: dict[str, list[Link]] = {}
            columns = (chosen[name].tolist() for name in (by, other, "id", "role"))
            for here, *link in zip(*columns, rows.tolist(), strict=True):
                found.setdefault(here, []).append(Link(*link))
            self._links[relation, by] = found
        return self._links[relation, by]

    def linked(
        self, relations: Sequence[str], nodes: Iterable[str], by: str = "source", *, keep: bool = False,
        on: bool = False,
    ) -> set[str]:  # fmt: skip
        """Return what relations join to any of `nodes`; with `keep` these too, with `on` also what is joined to that.

        >>> from explorer.answers.example import example_facts
        >>> sorted(Index(example_facts()).linked(["held_in"], ["place:bali"], "target", keep=True))
        ['meeting:ahg-som-6', 'place:bali']
        """
        tables = [self.links(relation, by) for relation in relations]
        found = set(nodes)
        kept = set(found) if keep else set()
        while found:
            beside = {link.node for table in tables for node in found for link in table.get(node, ())}
            found = beside - kept if on else set()
            kept |= beside
        return kept

    def either(self, one: set[str], other: set[str]) -> set[str]:
        """Return what stands in either set."""
        return one | other

    def count(self, relations: tuple[str, ...], by: str = "source") -> dict[str, int]:
        """Return node → the number of different nodes that any of some relations joins it to."""
        if (relations, by) not in self._counts:
            found: dict[str, set[str]] = {}
            for relation in relations:
                for node, links in self.links(relation, by).items():
                    found.setdefault(node, set()).update([link.node for link in links])
            self._counts[relations, by] = {node: len(others) for node, others in found.items()}
        return self._counts[relations, by]

    def dates(self, node: str) -> tuple[str, str]:
        """Return start and end (EDTF) of a node: its own, or for a commitment those of the event it was made at."""
        return self.dated([node])[0]

    def dated(self, nodes: Iterable[str]) -> list[tuple[str, str]]:
        """Return start and end of each of `nodes`, as `dates` does of one."""
        position, starts, ends, kinds = self.position, self.starts, self.ends, self.kinds
        found, made_at = [], None
        for node in nodes:
            row = position[node]
            dates = starts[row], ends[row]
            if not (dates[0] or dates[1]) and kinds[row] == "commitment":
                made_at = self.links("agreed_at") if made_at is None else made_at
                events = (position[link.node] for link in made_at.get(node, ()))
                dates = next(((starts[event], ends[event]) for event in events if starts[event]), dates)
            found.append(dates)
        return found

    def names_of(self, nodes: Iterable[str]) -> str:
        """Return the names of several nodes, each once, joined by `|`."""
        return JOIN.join(dict.fromkeys(self.name(node) for node in nodes))

    def named(self, nodes: Iterable[str], relation: str, by: str = "source") -> list[str]:
        """Return for each of `nodes` the names of what one relation joins it to, joined by `|`.

        >>> from explorer.answers.example import example_facts
        >>> Index(example_facts()).named(["meeting:ahg-som-6", "state:aus"], "held_in")
        ['Bali', '']
        """
        names = {
            node: self.name(found[0].node) if len(found) == 1 else self.names_of(link.node for link in found)
            for node, found in self.links(relation, by).items()
        }
        return [names.get(node, "") for node in nodes]
