"""Statements of a table while they are gathered, each with the cells that say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from explorer.documents.sheets.coded import Coded
from explorer.facts.check import OWN
from explorer.facts.columns.bulk import Bulk, Many
from explorer.facts.columns.names import Named, Names, known
from explorer.facts.columns.table import Table
from explorer.facts.statements import Citation, Drawn, Identity, Leftover, Node, Relation
from explorer.ontology import vocabulary

if TYPE_CHECKING:
    import numpy as np

RULE = "row of a table"


@dataclass
class Sheaf:
    """What the rows of one table state. Nodes and relations stand once, however many rows say them."""

    table: Table
    nodes: dict[str, Node] = field(default_factory=dict)
    events: dict[str, Identity] = field(default_factory=dict)
    relations: dict[tuple[str, ...], Relation] = field(default_factory=dict)
    places: dict[tuple[str, str, int, int], Citation] = field(default_factory=dict)
    passed_over: list[Leftover] = field(default_factory=list)
    unresolved: list[Leftover] = field(default_factory=list)
    guessed: list[Leftover] = field(default_factory=list)
    looked_up: dict[tuple[str, str], Named | None] = field(default_factory=dict)
    bulk: Bulk | None = None  # what a very large sheet states, a row each

    def __post_init__(self) -> None:
        if hasattr(self.table.passages, "sheet"):
            self.bulk = Bulk(self.table.passages)

    def known(self, text: str, names: Names, kind: str) -> Named | None:
        """Return the known node of a kind that a text names; each text is looked up once."""
        key = (text, kind)
        if key not in self.looked_up:
            self.looked_up[key] = known(text, names, (kind,))
        return self.looked_up[key]

    def name(self, named: Named, row: int, columns: Sequence[int], as_written: str = "", *, alias: str = "") -> str:
        """Add the node that a cell names, cited from this row, and return its id. `alias`: as this table names it."""
        aliases = (alias,) if alias and alias not in (named.name, named.acronym) else ()
        if not aliases and (old := self.nodes.get(named.id)) and old.name == named.name:
            self._cite(named.id, named.id, row, columns, as_written)
        else:
            self.node(Node(named.id, named.kind, named.name, aliases, named.acronym), row, columns, as_written)
        return named.id

    def node(self, node: Node, row: int, columns: Sequence[int], as_written: str = "") -> None:
        """Add a node, or to the one that is there another name; cite it from this row."""
        old = self.nodes.get(node.id)
        if old is None:
            kept = tuple((own_name(head, "nodes"), cell) for head, cell in node.further)
            self.nodes[node.id] = replace(node, further=kept) if kept else node
        elif node.aliases or node.name != old.name:
            names = dict.fromkeys((*old.aliases, node.name, *node.aliases))
            aliases = tuple(name for name in names if name != old.name)
            if aliases != old.aliases:
                self.nodes[node.id] = replace(old, aliases=aliases, acronym=old.acronym or node.acronym)
        self._cite(node.id, node.id, row, columns, as_written)

    def relate(
        self,
        relation: Relation,
        row: int,
        columns: Sequence[int],
        as_written: str = "",
    ) -> None:
        """Add a relation that this row states; the same one of another row gains a citation and its further cells."""
        source, target = self.nodes.get(relation.source), self.nodes.get(relation.target)
        if source is None or target is None or source.id == target.id:
            return
        told = vocabulary().relations.get(relation.relation)
        if told is not None and (source.kind, target.kind) not in told.pairs:
            self.pass_over(row, columns, f"{relation.relation} does not lead from a {source.kind} to a {target.kind}")
            return
        if relation.further:
            kept = tuple((own_name(head, "relations"), cell) for head, cell in relation.further)
            relation = replace(relation, further=kept)
        key = (relation.source, relation.relation, relation.target, relation.role, relation.start, relation.end)
        old = self.relations.get(key)
        if old is None:
            rule = relation.rule or (RULE if told is not None else OWN)
            self.relations[key] = Relation(
                *key, basis=relation.basis, rule=rule, confidence=relation.confidence, further=relation.further
            )
        elif relation.further != old.further:
            self.relations[key] = replace(old, further=both(old.further, relation.further))
        self._cite(key, " ".join(key), row, columns, as_written)

    def relate_all(
        self,
        relation: str,
        rows: np.ndarray,
        sources: Coded[str],
        targets: Coded[str],
        roles: Coded[str],
        used: Sequence[int],
        *,
        written: int,
        further: Sequence[int] = (),
    ) -> None:
        """Add one relation from each of `rows`; beside each its source, target and role.

        `written`: the column of the name as the table has it; `further`: columns that are kept with the relation.
        """
        heads, columns = self.table.heads, self.table.columns
        if self.bulk is not None:
            kept = tuple((own_name(heads[column], "relations"), column) for column in further)
            used = self.table.with_parts(used)
            self.bulk.many.append(Many(relation, rows, sources, targets, roles, used, written, RULE, kept))
            return
        for row, source, target, role in zip(rows.tolist(), sources, targets, roles, strict=True):
            cells = tuple((heads[c], columns[c][row]) for c in further if columns[c][row])
            self.relate(Relation(source, relation, target, role, further=cells), row, used, columns[written][row])

    def pass_over_all(self, rows: Sequence[int], columns: Sequence[int], why: str) -> None:
        """Note rows that gave nothing: each, or of a very large sheet the first and their number."""
        if self.bulk is not None and len(rows) > 1:
            self.pass_over(rows[0], columns, f"{why} (and {len(rows) - 1:,} rows more)")
            return
        for row in rows:
            self.pass_over(row, columns, why)

    def pass_over(self, row: int, columns: Sequence[int], why: str) -> None:
        """Note a row, or some of its cells, that gave nothing."""
        self.passed_over.append(self._leftover(row, columns, why))

    def unknown(self, row: int, columns: Sequence[int], why: str) -> None:
        """Note a name that no list has."""
        self.unresolved.append(self._leftover(row, columns, why))

    def guess(self, row: int, columns: Sequence[int], why: str) -> None:
        """Note what was concluded without being said."""
        self.guessed.append(self._leftover(row, columns, why))

    def _leftover(self, row: int, columns: Sequence[int], why: str) -> Leftover:
        passage, start, end, text = self.table.quote(row, columns)
        return Leftover(self.table.document, passage, start, end, text, why)

    def _cite(
        self, statement: str | tuple[str, ...], key: str, row: int, columns: Sequence[int], as_written: str
    ) -> None:
        passage, start, end, words = self.table.quote(row, columns)
        place = (key, passage, start, end)
        if place not in self.places:
            named: str | Relation = statement if isinstance(statement, str) else self.relations[statement]
            self.places[place] = Citation(named, self.table.document, passage, start, end, words, as_written)

    def drawn(self) -> Drawn:
        """Return everything as one document's statements."""
        return Drawn(
            self.table.document,
            tuple(self.nodes.values()),
            tuple(self.relations.values()),
            tuple(self.places.values()),
            tuple(self.events.values()),
            tuple(self.passed_over),
            tuple(self.unresolved),
            tuple(self.guessed),
        )


def own_name(head: str, table: str) -> str:
    """Return the name of a column of the user's own, beside those of the vocabulary.

    >>> own_name("Region", "nodes"), own_name("Note", "nodes")
    ('Region', 'Note (given)')
    """
    return f"{head} (given)" if head.casefold() in vocabulary().tables[table].column_names else head


def both(one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the further cells of two rows: different ones side by side.

    >>> both((("Region", "Pacific"),), (("Region", "Asia"), ("Code", "7")))
    (('Region', 'Pacific; Asia'), ('Code', '7'))
    """
    cells = dict(one)
    for head, text in other:
        old = cells.get(head, "")
        cells[head] = text if not old or text == old else old if f"; {text};" in f"; {old};" else f"{old}; {text}"
    return tuple(cells.items())
