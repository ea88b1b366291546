"""Look-ups over facts, each made once when first asked for: positions, neighbours, names, sources."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from explorer.facts.tables import Facts
from explorer.graph.adjacency import Adjacency
from explorer.graph.names import NameBook
from explorer.ontology import vocabulary

JOIN = "|"  # joins several values in one cell, as in `aliases`


class Index:
    """Facts with their look-ups. Everything is derived; two indexes of equal facts answer the same.

    >>> from explorer.answers.example import example_facts
    >>> index = Index(example_facts())
    >>> index.name("state:aus"), index.resolve("AHG SOM 6")
    ('Australia', 'meeting:ahg-som-6')
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def ids(self) -> list[str]:
        """Node ids, in the order of the nodes table."""
        return list(self.facts.nodes["id"].tolist())

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each node id in the nodes table."""
        return {node: row for row, node in enumerate(self.ids)}

    @cached_property
    def kinds(self) -> list[str]:
        """Kind of each node, by row."""
        return list(self.facts.nodes["kind"].tolist())

    @cached_property
    def names(self) -> list[str]:
        """Name of each node, by row; the id where it has none."""
        return [name or node for name, node in zip(self.facts.nodes["name"].tolist(), self.ids, strict=True)]

    @cached_property
    def starts(self) -> list[str]:
        """First day (EDTF) of each node, by row."""
        return list(self.facts.nodes["start"].tolist())

    @cached_property
    def ends(self) -> list[str]:
        """Last day (EDTF) of each node, by row: its `end`, or its `start` where that is all there is."""
        ends = self.facts.nodes["end"].tolist()
        return [end or start for end, start in zip(ends, self.starts, strict=True)]

    def name(self, node: str) -> str:
        """Return the name of `node`, or the id itself when it is none of the nodes."""
        row = self.position.get(node)
        return node if row is None else self.names[row]

    def kind(self, node: str) -> str:
        """Return the kind of `node`, "" when it is none of the nodes."""
        row = self.position.get(node)
        return "" if row is None else self.kinds[row]

    @cached_property
    def source_rows(self) -> np.ndarray:
        """Node row of each relation's source."""
        return self._ends("source")

    @cached_property
    def target_rows(self) -> np.ndarray:
        """Node row of each relation's target."""
        return self._ends("target")

    def _ends(self, column: str) -> np.ndarray:
        rows = pd.Index(self.ids).get_indexer(pd.Index(self.facts.relations[column]))
        lost = np.flatnonzero(rows < 0)
        if len(lost):
            from explorer.errors import FactsError

            row = self.facts.relations.iloc[int(lost[0])]
            raise FactsError(f"Relation {row['id']} in relations.csv names {row[column]!r}, which is no node.")
        return rows

    @cached_property
    def adjacency(self) -> Adjacency:
        """The graph as arrays, for walks that ignore direction."""
        return Adjacency.of(len(self.ids), self.source_rows, self.target_rows)

    @cached_property
    def book(self) -> NameBook:
        """Names, aliases and acronyms of all nodes."""
        nodes = self.facts.nodes
        return NameBook(self.ids, self.kinds, self.names, nodes["aliases"].tolist(), nodes["acronym"].tolist())

    def resolve(self, text: str) -> str:
        """Return the id of the node that `text` names. Raises UnknownNode or AmbiguousNode."""
        return self.book.resolve(text)

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
        passages = [p for s in statements for p in self.sources.get(s, "").split(JOIN) if p]
        return JOIN.join(dict.fromkeys(passages))

    @cached_property
    def last_day(self) -> str:
        """The last day that any event of these facts is known to touch, "" when none is dated."""
        from explorer.facts.edtf import last_day

        events = set(vocabulary().events)
        days = (last_day(end) for end, kind in zip(self.ends, self.kinds, strict=True) if kind in events and end)
        return max(days, default="")

    def relations_named(self, *names: str) -> pd.DataFrame:
        """Return the rows of the relations table with one of these relations."""
        relations = self.facts.relations
        return relations[relations["relation"].isin(names)]
