"""The one door for facts that people have edited: what cannot be asked about is told once, the rest is used.

`check` still sees the tables as they are; every other question sees them without what hangs in the air.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from explorer.facts.edtf import span
from explorer.facts.tables import Facts

ENDLESS = "9999-12-31"
SHOWN = 3  # how many of a kind a note names


def sound(facts: Facts) -> tuple[Facts, tuple[str, ...]]:
    """Return the facts that questions can be asked of, and a note for each kind of thing that they are without.

    Left out: nodes without an id, further nodes of one id, relations to nodes that are not there. Blanks around ids are
    taken off; a further relation of one id gets an id of its own. Dates that cannot be read stay, and are told.

    >>> from explorer.answers.example import example_facts
    >>> whole, notes = sound(example_facts())
    >>> notes, len(whole.relations) == len(example_facts().relations)
    ((), True)
    """
    notes: list[str] = []
    nodes = _identified(facts.nodes, "nodes.csv", notes)
    relations = _trimmed(facts.relations, ("id", "source", "target"), "relations.csv", notes)
    again = relations["id"].duplicated()
    if again.any():
        notes.append(
            _told(again.sum(), "relation shares its id with another", relations.loc[again, "id"], "each was kept")
        )
        relations = relations.assign(
            id=relations["id"].where(~again, relations["id"] + "~" + _number(relations, again))
        )
    known = set(nodes["id"])
    loose = ~(relations["source"].isin(known) & relations["target"].isin(known))
    if loose.any():
        ends = (end for row in relations.loc[loose, ["source", "target"]].itertuples(index=False) for end in row)
        notes.append(
            _told(loose.sum(), "relation names a node that nodes.csv does not hold", _missing(ends, known), "left out")
        )
        relations = relations[~loose].reset_index(drop=True)
    nodes, relations = _ended(nodes, "nodes.csv", notes), _ended(relations, "relations.csv", notes)
    notes += _unreadable_dates(nodes, relations)
    if nodes is facts.nodes and relations is facts.relations:
        return facts, tuple(notes)
    return replace(facts, nodes=nodes, relations=relations), tuple(notes)


def _missing(ends: Iterable[str], known: set[str]) -> list[str]:
    return list(dict.fromkeys(end for end in ends if end not in known))


def _identified(nodes: pd.DataFrame, place: str, notes: list[str]) -> pd.DataFrame:
    nodes = _trimmed(nodes, ("id",), place, notes)
    empty, again = nodes["id"] == "", nodes["id"].duplicated() & (nodes["id"] != "")
    if empty.any():
        notes.append(_told(empty.sum(), f"row of {place} has no id", nodes.loc[empty, "name"], "left out"))
    if again.any():
        notes.append(_told(again.sum(), f"row of {place} repeats an id", nodes.loc[again, "id"], "the first was kept"))
    left = empty | again
    return nodes[~left].reset_index(drop=True) if left.any() else nodes


def _trimmed(table: pd.DataFrame, columns: tuple[str, ...], place: str, notes: list[str]) -> pd.DataFrame:
    """Take blanks off both ends of ids."""
    for column in columns:
        bare = table[column].str.strip()
        changed = bare != table[column]
        if changed.any():
            notes.append(
                _told(changed.sum(), f"{column} of {place} has blanks around it", bare[changed], "they were taken off")
            )
            table = table.assign(**{column: bare})
    return table


def _ended(table: pd.DataFrame, place: str, notes: list[str]) -> pd.DataFrame:
    """Read the last day of year 9999, by which databases say that something has no end, as what it means."""
    endless = table["end"] == ENDLESS
    if not endless.any():
        return table
    notes.append(_told(endless.sum(), f"end of {place} is {ENDLESS}", table.loc[endless, "id"], "read as no end"))
    return table.assign(end=table["end"].mask(endless, ""))


def _number(table: pd.DataFrame, again: pd.Series[bool]) -> pd.Series[str]:
    return (table.groupby("id").cumcount() + 1).astype(str).where(again, "")


def _unreadable_dates(nodes: pd.DataFrame, relations: pd.DataFrame) -> list[str]:
    notes = []
    for name, table in (("nodes", nodes), ("relations", relations)):
        for column in ("start", "end"):
            values = table[column]
            bad = values[values != ""].map(span).isna()
            where = [f"{table['id'][at]} '{values[at]}'" for at in bad[bad].index]
            if where:
                done = "write 2012-06-01, 2012-06 or 2012; questions about a period leave out what is not"
                notes.append(_told(len(where), f"{column} of {name}.csv is no date", where, done))
    return notes


def _told(count: int, what: str, examples: Iterable[object], done: str) -> str:
    """Return one line: how many, what is wrong, the first few examples, and what was done."""
    found = [str(each) for each in examples]
    subject, _, rest = what.partition(" ")
    verbs = {"shares": "share", "names": "name", "repeats": "repeat", "has": "have", "is": "are", "its": "their"}
    plural = " ".join(verbs.get(word, word) for word in rest.split(" "))
    many = f"{subject}s {plural}" if subject in ("relation", "row") else f"values of {subject} {plural}"
    more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
    return f"{count:,} {what if count == 1 else many} ({', '.join(found[:SHOWN])}{more}); {done}."
