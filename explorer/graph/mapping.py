"""Somebody else's graph as facts: which attribute stands for which column, and what has no word of ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd

from explorer.errors import OptionError, nearest
from explorer.facts.edtf import span
from explorer.facts.tables import Facts
from explorer.graph.colours import colours
from explorer.graph.foreign import Foreign, of_networkx, some, texts
from explorer.graph.heads import fold, heads_of
from explorer.graph.values import text_of
from explorer.ontology import vocabulary

UNDIRECTED = "undirected"  # column of relations, "true" where a relation has no direction

# Which attributes of a node or an edge stand for which column: in each row the first that it has.
NODE_NAMES: Mapping[str, Sequence[str]] = {
    "kind": ("kind", "type", "node_type", "group", "category", "class"),
    "name": ("name", "label"),
    "start": ("start", "date", "year"),
    "url": ("url", "href", "link"),
    "note": ("note", "description"),
}
EDGE_NAMES: Mapping[str, Sequence[str]] = {
    "relation": ("relation", "interaction", "type", "kind", "edge_type", "predicate", "rel", "label", "name"),
    "start": ("start", "since", "date", "year"),
    "end": ("end", "until"),
}
OPEN = ("kind", "relation", "role")  # columns in which words of others are kept as they are
FEW = 40  # an attribute with more different values than this tells no kinds apart
WIDE = 60  # attributes beyond these are told together in one column
_HOUR = re.compile(r"[T ][\d:.]*[1-9]")  # a time of day, which no column for dates holds; midnight is none
_DAY = re.compile(r"(-?\d{4}-\d\d-\d\d)[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?")


@dataclass(frozen=True)
class Mapped:
    """Facts made of another's graph; what did not fit; and the nodes whose own name is no text, by id."""

    facts: Facts
    notes: tuple[str, ...]
    keys: dict[str, Hashable]
    title: str = ""


def facts_of(graph: nx.Graph[Any], **named: str) -> Facts:
    """Return the facts of any networkx graph, directed or not, with or without parallel edges.

    Nodes may be named by anything; attributes that the tables have no column for become further columns.
    The graph is not changed.

    >>> graph = nx.Graph()
    >>> graph.add_node(1, label="Danube", type="river")
    >>> graph.add_edge(1, "Vienna", type="flows_through", length=23.5)
    >>> facts = facts_of(graph)
    >>> facts.nodes[["id", "kind", "name"]].values.tolist()
    [['1', 'river', 'Danube'], ['Vienna', 'node', 'Vienna']]
    >>> facts.relations[["source", "relation", "target", "length"]].values.tolist()
    [['1', 'flows_through', 'Vienna', '23.5']]
    """
    return mapped_graph(graph, **named).facts


def mapped_graph(graph: nx.Graph[Any], **named: str) -> Mapped:
    """Return a networkx graph as facts: one of ours with all that was added to it, any other as it can be mapped."""
    from explorer.graph.convert import OURS, to_facts

    if OURS in graph.graph and not any(named.values()):
        facts = to_facts(graph)
        keys = {text: node for node, text in texts(dict(graph.nodes(data=True))).items() if node != text}
        return Mapped(facts, notes_on(facts), keys, title_of(graph.graph))
    return mapped(of_networkx(graph), **named)


def mapped(foreign: Foreign, **named: str) -> Mapped:
    """Return a graph as facts. `named` says which attribute is kind, name, relation, weight, start, end.

    Raises OptionError where no node or edge has the attribute that is named.
    """
    notes: list[str] = []
    ids = texts(foreign.nodes)
    _known(foreign, named)
    nodes = _table("nodes", list(foreign.nodes.values()), NODE_NAMES, named, notes)
    nodes["id"] = list(ids.values())
    nodes["name"] = [name or own for name, own in zip(nodes["name"], nodes["id"], strict=True)]
    rows = [dict(edge.data) for edge in foreign.edges]
    own = [text_of(row.get("id")) for row in rows]
    if all(own) and len(set(own)) == len(own) and set(own).isdisjoint(nodes["id"]):
        for row in rows:
            del row["id"]
    else:
        width = len(str(len(own)))
        own = [f"e{number:0{width}d}" for number in range(1, len(own) + 1)]
    relations = _table("relations", rows, EDGE_NAMES, named, notes)
    relations["id"] = own
    relations["source"] = [ids[edge.source] for edge in foreign.edges]
    relations["target"] = [ids[edge.target] for edge in foreign.edges]
    if not all(edge.directed for edge in foreign.edges):
        relations[UNDIRECTED] = ["" if edge.directed else "true" for edge in foreign.edges]
    tables = {
        **Facts.from_rows().tables(),
        "nodes": _frame("nodes", nodes),
        "relations": _frame("relations", relations),
    }
    facts = Facts(**tables)
    for table, held in (("nodes", nodes), ("relations", relations)):
        notes += _colours_on(table, next((held[name] for name in ("color", "colour") if name in held), ()))
    keys = {text: node for node, text in ids.items() if text != node}
    return Mapped(facts, (*foreign.notes(), *notes, *notes_on(facts)), keys, title_of(foreign.about))


def _colours_on(table: str, cells: Iterable[str]) -> list[str]:
    """Return a note on what stands for a colour and is none that can be drawn."""
    odd = [repr(cell[:40]) for cell, found in colours(cells).items() if not found]
    forms = "'red', '#ff0000', 'rgb(255, 0, 0)', 'hsl(0, 100%, 50%)', 'tab:red', 'C3'"
    return [f"Colours of {table} that are not understood, and not drawn: {some(odd)}. Expected {forms}."] if odd else []


def title_of(about: Mapping[str, Any]) -> str:
    """Return what a graph is called, "" where it does not say."""
    own = about.get("title") or about.get("name")
    return own if isinstance(own, str) else ""


def _known(foreign: Foreign, named: Mapping[str, str]) -> None:
    """Refuse a name that no node or edge has an attribute of."""
    on_nodes = {text_of(key) for data in foreign.nodes.values() for key in data}
    on_edges = {text_of(key) for edge in foreign.edges for key in edge.data}
    where = {"kind": on_nodes, "name": on_nodes, "relation": on_edges, "weight": on_edges}
    for column, attribute in named.items():
        known = where.get(column, on_nodes | on_edges)
        if attribute and attribute not in known:
            near = nearest(attribute, sorted(known), 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            have = some([repr(name) for name in sorted(known)]) or "none at all"
            raise OptionError(f"No attribute {attribute!r} to be the {column}.{hint} There are: {have}.")


def _table(
    table: str,
    rows: list[dict[Any, Any]],
    names: Mapping[str, Sequence[str]],
    named: Mapping[str, str],
    notes: list[str],
) -> dict[str, list[str]]:
    """Turn attributes into columns: those of the vocabulary first, then one for each other attribute."""
    cells = _cells(rows)
    free = {name: list(found) for name, found in cells.items()}  # what no column has taken yet
    sorts, fallback = ("kind", "node") if table == "nodes" else ("relation", "linked_to")
    columns: dict[str, list[str]] = {}
    taken_from = []
    known = [name for name in vocabulary().tables[table].column_names if name not in ("id", "source", "target")]
    for column in sorted(known, key=lambda name: (name not in names, known.index(name))):
        given = named.get(column, "")
        tried = [given] if given in cells else _tried(column, names.get(column, (column,)), free)
        taken = columns[column] = [""] * len(rows)
        for attribute in tried:
            found = free.get(attribute, ())
            if column == sorts and not given and len(set(found)) > FEW:
                continue
            used = False
            for at, text in enumerate(found):
                fit = _fit(table, column, text) if text and not taken[at] else ""
                if fit:
                    taken[at], used = fit, True
                    free[attribute][at] = text if _HOUR.search(text) and fit != text else ""
            if used and attribute != column:
                taken_from.append(f"{column} from {attribute!r}")
    if taken_from:
        notes.append(f"Columns of {table} taken from attributes of other names: {', '.join(taken_from)}.")
    columns[sorts] = [cell or fallback for cell in columns[sorts]]
    empty = [""] * len(rows)
    for column in ("id", "source", "target") if table == "relations" else ("id",):
        columns.setdefault(column, empty)
    if table == "relations" and named.get("weight", "") not in ("", "weight"):
        free = {("weight" if name == named["weight"] else "weight (given)" if name == "weight" else name): found
                for name, found in free.items()}  # fmt: skip
    rest = {name: found for name, found in free.items() if any(found)}
    for number, (name, found) in enumerate(rest.items()):
        own = f"{name} (given)" if name in columns or name in vocabulary().tables[table].column_names else name
        if number < WIDE:
            columns[own] = found
        else:
            told = columns.setdefault("further", empty)
            columns["further"] = [_join(a, f"{name}: {b}" if b else "") for a, b in zip(told, found, strict=True)]
    return columns


def _tried(column: str, names: Sequence[str], attributes: Iterable[str]) -> list[str]:
    """Return the attributes that may stand for a column, in the order of `names`, however they are written.

    What a relation is called in sheets counts too, before the names that are hardly more than a label.
    """
    if column == "relation":
        last = [name for name in names if name in ("label", "name")]
        names = [*(name for name in names if name not in last), *heads_of("relation"), *last]
    written: dict[str, list[str]] = {}
    for attribute in attributes:
        written.setdefault(fold(attribute), []).append(attribute)
    found = [one for name in names for one in sorted(written.get(fold(name), ()), key=lambda one: one != name)]
    return list(dict.fromkeys(found))


def _cells(rows: list[dict[Any, Any]]) -> dict[str, list[str]]:
    """Return attribute → its texts by row, the most frequent first; names that read alike are told apart."""
    counts = Counter(key for row in rows for key in row)
    cells: dict[str, list[str]] = {}
    for key in sorted(counts, key=lambda key: (-counts[key], text_of(key))):
        name = wanted = text_of(key) or "unnamed"
        number = 1
        while name in cells:
            number += 1
            name = f"{wanted} ({number})"
        cells[name] = [text_of(row.get(key)) for row in rows]
    return cells


def _fit(table: str, column: str, text: str) -> str:
    """Return what a column may hold of a text: dates as EDTF, words of closed lists, shares; "" for all else."""
    declared = vocabulary().tables[table].columns
    of = next(one for one in declared if one.name == column)
    if of.type == "edtf":
        text = text.strip()
        day = _DAY.fullmatch(text)
        text = day[1] if day else re.sub(r"^(\d{4})\.0$", r"\1", text)
        return text if span(text) else ""
    if of.terms and column not in OPEN:
        return text if text in vocabulary().terms(of.terms) else ""
    if of.type == "number":
        try:
            return text if 0 <= float(text) <= 1 else ""
        except ValueError:
            return ""
    return text


def _join(one: str, other: str) -> str:
    return f"{one}; {other}" if one and other else one or other


def _frame(table: str, columns: dict[str, list[str]]) -> pd.DataFrame:
    known = vocabulary().tables[table].column_names
    order = [*known, *(name for name in columns if name not in known)]
    frame = pd.DataFrame({name: columns[name] for name in order}, dtype=str)
    return frame.sort_values("id", kind="stable").reset_index(drop=True)


def _near(word: str, known: Iterable[str]) -> str:
    return f"; it has {word.casefold()!r}" if word.casefold() in known else ""


def notes_on(facts: Facts) -> tuple[str, ...]:
    """Return a line for each thing in `facts` that the vocabulary has no word for.

    >>> import pandas as pd
    >>> nodes = pd.DataFrame({"id": ["danube"], "kind": ["river"], "length": ["2850"]})
    >>> notes_on(Facts(**{**Facts.from_frames().tables(), "nodes": nodes}))
    ("Not in the vocabulary: kind 'river' (1 node).", "Kept as further columns of nodes: 'length'.")
    """
    book = vocabulary()
    notes = []
    for table, column, known, noun in (
        ("nodes", "kind", book.kinds, "node"),
        ("relations", "relation", book.relations, "relation"),
    ):
        counts = getattr(facts, table)[column].value_counts().to_dict()
        odd = [
            f"{word!r} ({counts[word]:,} {noun}{'s' * (counts[word] != 1)}{_near(word, known)})"
            for word in sorted(set(counts) - set(known))
        ]
        if odd:
            notes.append(f"Not in the vocabulary: {column} {some(odd)}.")
    for name in ("nodes", "relations"):
        extra = [c for c in getattr(facts, name).columns if c not in book.tables[name].column_names]
        if extra:
            notes.append(f"Kept as further columns of {name}: {some([repr(str(c)) for c in extra])}.")
    if len(facts.relations) and not len(facts.citations):
        notes.append("No relation is cited: the file holds no sources.")
    return tuple(notes)
