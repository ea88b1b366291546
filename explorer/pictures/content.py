"""The facts of a picture as plain columns, with every id turned into a position in its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from explorer.errors import FactsError
from explorer.facts.tables import Facts
from explorer.graph.mapping import UNDIRECTED
from explorer.ontology import vocabulary
from explorer.pictures.style import KindStyle, RelationStyle, kind_styles, relation_styles

Columns = dict[str, list[str]]


@dataclass(frozen=True, eq=False)
class Content:
    """What a picture shows, as columns of text and positions (`source[e]` is the row of a node).

    `more_nodes` and `more_relations` are columns that the vocabulary does not know, `undirected` rows of relations
    without direction.
    """

    facts: Facts
    nodes: Columns
    relations: Columns
    kind: list[int]
    kinds: list[KindStyle]
    source: list[int]
    relation: list[int]
    target: list[int]
    relation_kinds: list[RelationStyle]
    more_nodes: Columns = field(default_factory=dict)
    more_relations: Columns = field(default_factory=dict)
    undirected: list[int] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.kind)

    @cached_property
    def row(self) -> dict[str, int]:
        """Node id → row."""
        return {name: i for i, name in enumerate(self.nodes["id"])}

    @cached_property
    def neighbours(self) -> list[dict[int, int]]:
        """For each node the rows of its neighbours, with the number of relations to each."""
        found: list[dict[int, int]] = [{} for _ in range(self.size)]
        for a, b in zip(self.source, self.target, strict=True):
            if a != b:
                found[a][b] = found[b][a] = found[a].get(b, 0) + 1
        return found

    @cached_property
    def degree(self) -> list[int]:
        """For each node the number of its neighbours."""
        return [len(near) for near in self.neighbours]


def content_of(facts: Facts) -> Content:
    """Return the content of `facts`. Raises FactsError for an id used twice and for a dangling end.

    >>> content = content_of(Facts.from_rows(
    ...     nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"},
    ...            {"id": "state:idn", "kind": "state", "name": "Indonesia"}],
    ...     relations=[{"id": "r1", "source": "place:bali", "relation": "located_in", "target": "state:idn"}]))
    >>> content.source, content.target, [kind.label for kind in content.kinds]
    ([0], [1], ['State', 'Place'])
    """
    nodes, more_nodes = _columns("nodes", facts.nodes)
    relations, more_relations = _columns("relations", facts.relations)
    row = {name: i for i, name in enumerate(nodes["id"])}
    if len(row) != len(nodes["id"]):
        twice = next(name for i, name in enumerate(nodes["id"]) if row[name] != i)
        raise FactsError(f"Node {twice!r} stands twice in the nodes table; `explorer check` lists all such rows.")
    kinds = kind_styles(nodes["kind"])
    kind_row = {kind.name: i for i, kind in enumerate(kinds)}
    loose = more_relations.pop(UNDIRECTED, None)
    marks = list(zip(relations["relation"], loose, strict=True)) if loose else []
    undirected = {name for name, mark in marks if mark} - {name for name, mark in marks if not mark}
    relation_kinds = relation_styles(relations["relation"], undirected=undirected)
    relation_row = {kind.name: i for i, kind in enumerate(relation_kinds)}
    try:
        source = [row[name] for name in relations["source"]]
        target = [row[name] for name in relations["target"]]
    except KeyError as missing:
        raise FactsError(
            f"A relation names {missing.args[0]!r}, which is no node; `explorer check` lists all such rows."
        ) from None
    return Content(
        facts=facts,
        nodes=nodes,
        relations=relations,
        kind=[kind_row[name] for name in nodes["kind"]],
        kinds=kinds,
        source=source,
        relation=[relation_row[name] for name in relations["relation"]],
        target=target,
        relation_kinds=relation_kinds,
        more_nodes=more_nodes,
        more_relations=more_relations,
        undirected=[row for row, (_, mark) in enumerate(marks) if mark],
    )


def _columns(table: str, frame: pd.DataFrame) -> tuple[Columns, Columns]:
    known = vocabulary().tables[table].column_names
    columns = {str(name): frame[name].tolist() for name in frame.columns}
    return {name: columns[name] for name in known}, {n: c for n, c in columns.items() if n not in known}
