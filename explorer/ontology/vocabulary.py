"""Kinds, relations, closed lists and table schemas, loaded once from the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from explorer.ontology.datafile import shipped


@dataclass(frozen=True, slots=True)
class Kind:
    """One node kind: what it is called, what it stands for, which abstract parent it has."""

    name: str
    is_a: str
    label: str
    plural: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: its readings in both directions, its roles, the pairs of kinds it may join."""

    name: str
    label: str
    reverse: str
    roles: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    about: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `terms` names a closed list, `refers` the table its ids live in.

    `later` marks one that older packages do not have.
    """

    name: str
    about: str
    type: str = "string"
    required: bool = False
    terms: str = ""
    refers: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One of the five tables."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns in their order."""
        return [column.name for column in self.columns]

    @property
    def expected_names(self) -> list[str]:
        """Names of the columns that every package has, also an older one."""
        return [column.name for column in self.columns if not column.later]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the scheme with the phrases that show it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything the contract closes: see `vocabulary()`."""

    kinds: dict[str, Kind]
    relations: dict[str, Relation]
    roles: dict[str, str]
    forces: dict[str, str]
    promises: tuple[str, ...]
    statuses: dict[str, str]
    complete: dict[str, str]
    bases: dict[str, str]
    passage_kinds: dict[str, str]
    tables: dict[str, Table]
    topics: dict[str, Topic]

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """Kinds that act."""
        return tuple(k.name for k in self.kinds.values() if k.is_a == "party")

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Kinds that happen."""
        return tuple(k.name for k in self.kinds.values() if k.is_a == "event")

    @cached_property
    def presence(self) -> tuple[str, ...]:
        """Relations that say a party was at an event, in whatever capacity.

        >>> vocabulary().presence
        ('participated_in', 'hosted', 'chaired')
        """
        return tuple(r.name for r in self.relations.values()
                     if all(a in self.parties and b in self.events for a, b in r.pairs))  # fmt: skip

    def terms(self, name: str) -> list[str]:
        """Return the closed list `name` (kinds, relations, roles, forces, statuses, bases …)."""
        return list(getattr(self, name))

    def expand(self, end: str) -> tuple[str, ...]:
        """Return the kinds that `end` stands for: itself, or the children of an abstract parent.

        >>> vocabulary().expand("event")
        ('meeting', 'workshop')
        """
        return (end,) if end in self.kinds else tuple(k.name for k in self.kinds.values() if k.is_a == end)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary.

    >>> vocabulary().relations["held_in"].reverse
    'was the site of'
    """
    kinds = {
        row["kind"]: Kind(row["kind"], row["is_a"], row["label"], row["plural"], row["about"], row["example"])
        for row in shipped("kinds.yaml")
    }
    terms = shipped("terms.yaml")
    book = Vocabulary(
        kinds=kinds,
        relations={},
        roles=terms["roles"],
        forces=terms["forces"],
        promises=tuple(terms["promises"]),
        statuses=terms["statuses"],
        complete=terms["complete"],
        bases=terms["bases"],
        passage_kinds=terms["passage_kinds"],
        tables={name: _table(name, row) for name, row in shipped("tables.yaml").items()},
        topics={row["topic"]: _topic(row) for row in shipped("topics.yaml")},
    )
    for row in shipped("relations.yaml"):
        pairs = [pair.split(" > ") for pair in row["pairs"]]
        book.relations[row["relation"]] = Relation(
            row["relation"],
            row["label"],
            row["reverse"],
            tuple(row["roles"]),
            frozenset((s, t) for left, right in pairs for s in book.expand(left) for t in book.expand(right)),
            row["about"],
        )
    return book


def _table(name: str, row: dict[str, dict[str, dict[str, str]]]) -> Table:
    columns = tuple(
        Column(
            column,
            spec["about"],
            spec.get("type", "string"),
            spec.get("required") == "true",
            spec.get("terms", ""),
            spec.get("refers", ""),
            spec.get("later") == "true",
        )
        for column, spec in row["columns"].items()
    )
    return Table(name, str(row["about"]), columns)


def _topic(row: dict[str, str]) -> Topic:
    return Topic("topic:" + row["topic"], row["name"], tuple(row.get("aliases", ())), tuple(row["words"]))
