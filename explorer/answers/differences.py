"""What differs: between two sets of facts, between two dates, or between two parties."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from explorer.answers.question import displayed
from explorer.answers.rows import frame
from explorer.answers.sentences import sentence
from explorer.facts.tables import Facts, rows
from explorer.graph.index import Index
from explorer.ontology import vocabulary

COMPARE = ["change", "what", "id", "text", "column", "before", "after", "sources"]
CHANGES = ("added", "dropped", "corrected", "rule changed", "both", "only")
_RULE = ("basis", "rule", "confidence")
_NODE_COLUMNS = tuple(vocabulary().tables["nodes"].column_names[1:])
_RELATION_COLUMNS = ("role", "start", "end", *_RULE)
COLOURS = {"added": "#1a7f37", "dropped": "#b42318", "corrected": "#b54708", "rule changed": "#6941c6", "": "#98a2b3",
           "both": "#1a7f37", "only one": "#175cd3", "only other": "#b54708"}  # fmt: skip


@displayed("change what text column before after sources", "id before after")
def compare_facts(old: Index, new: Index) -> pd.DataFrame:
    """Return what was added, dropped and corrected from `old` to `new`, nodes before relations.

    Nodes are the same by id, relations by source, relation and target: a relation that only rests on
    something else is `rule changed`, one with another role or date `corrected`. `.attrs["notes"]` tell it
    in a few sentences.
    """
    made = [*_nodes(old, new), *_relations(old, new)]
    order = {change: place for place, change in enumerate(CHANGES)}
    made.sort(key=lambda r: (r["table"], order[r["change"]], r["what"], r["id"], r["column"]))
    table = frame(made, COMPARE)
    table.attrs["notes"] = _told(made)
    return table


def _nodes(old: Index, new: Index) -> list[dict[str, Any]]:
    before = {row["id"]: row for row in rows(old.facts.nodes)}
    after = {row["id"]: row for row in rows(new.facts.nodes)}
    made = []
    for node in sorted(before.keys() | after.keys()):
        index, row = (new, after[node]) if node in after else (old, before[node])
        one = {"table": "0", "what": row["kind"], "id": node, "text": row["name"], "sources": index.sources_of(node),
               "column": ""}  # fmt: skip
        if node not in before or node not in after:
            made.append({**one, "change": "added" if node in after else "dropped"})
            continue
        for column in _NODE_COLUMNS:
            if before[node][column] != row[column]:
                made.append({**one, "change": "corrected", "column": column, "before": before[node][column],
                             "after": row[column]})  # fmt: skip
    return made


def _relations(old: Index, new: Index) -> list[dict[str, Any]]:
    before, after = _by_ends(old.facts), _by_ends(new.facts)
    made = []
    for ends in sorted(before.keys() | after.keys()):
        was, now = list(before.get(ends, ())), list(after.get(ends, ()))
        for row in list(was):  # what is wholly alike is no change
            twin = next((other for other in now if all(other[c] == row[c] for c in _RELATION_COLUMNS)), None)
            if twin:
                was.remove(row)
                now.remove(twin)
        for row, other in zip(was, now, strict=False):
            differing = [column for column in _RELATION_COLUMNS if row[column] != other[column]]
            change = "rule changed" if set(differing) <= set(_RULE) else "corrected"
            for column in differing:
                made.append({**_relation(new, other), "change": change, "column": column, "before": row[column],
                             "after": other[column]})  # fmt: skip
        made += [{**_relation(old, row), "change": "dropped"} for row in was[len(now) :]]
        made += [{**_relation(new, row), "change": "added"} for row in now[len(was) :]]
    return made


def _relation(index: Index, row: dict[str, str]) -> dict[str, Any]:
    return {"table": "1", "what": row["relation"], "id": row["id"], "text": sentence(index, row),
            "sources": index.sources_of(row["id"]), "column": ""}  # fmt: skip


def _by_ends(facts: Facts) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows(facts.relations):
        found.setdefault((row["source"], row["relation"], row["target"]), []).append(row)
    return found


def _told(made: list[dict[str, Any]]) -> list[str]:
    notes = []
    for table, noun in (("0", "node"), ("1", "relation")):
        of = [row for row in made if row["table"] == table]
        ids = {change: {row["id"] for row in of if row["change"] == change} for change in CHANGES}
        counts = [f"{len(found):,} {change}" for change, found in ids.items() if found]
        if not counts:
            notes.append(f"No {noun} differs.")
            continue
        kinds = Counter(row["what"] for row in of if row["change"] == "added")
        most = ", ".join(f"{count:,} {what}" for what, count in kinds.most_common(4))
        notes.append(f"{noun.capitalize()}s: {', '.join(counts)}." + (f" Most of the added: {most}." if most else ""))
    return notes


def compare_parties(index: Index, one: str, other: str) -> pd.DataFrame:
    """Return what two nodes share and what only one has: each relation with each node at its other end.

    `change` is `both` or `only`; `before` holds the role of `one`, `after` that of `other`.

    >>> from explorer.answers.example import example_facts
    >>> index = Index(example_facts())
    >>> compare_parties(index, "state:aus", "state:can").change.tolist()
    ['both', 'only', 'only', 'only']
    """
    found = [_links(index, node) for node in (one, other)]
    order = {name: place for place, name in enumerate(vocabulary().relations)}
    made = []
    for key in found[0].keys() | found[1].keys():
        relation, direction, end = key
        of = [side.get(key, []) for side in found]
        who = "both" if all(of) else index.name(one if of[0] else other)
        made.append(
            {
                "change": "both" if all(of) else "only",
                "what": relation,
                "id": end,
                "text": f"{who}: {_reading(relation, direction)} {index.name(end)}"
                + ("" if all(of) else _absent(index, relation, end, other if of[0] else one)),
                "column": "role" if any(row["role"] for rows_of in of for row in rows_of) else "",
                "before": "|".join(dict.fromkeys(row["role"] for row in of[0] if row["role"])),
                "after": "|".join(dict.fromkeys(row["role"] for row in of[1] if row["role"])),
                "sources": index.sources_of(*(row["id"] for rows_of in of for row in rows_of)),
                "sort": (not all(of), not of[0], order.get(relation, 99), index.dates(end), end, direction),
            }
        )
    made.sort(key=lambda row: row["sort"])
    table = frame(made, COMPARE)
    shared = [row for row in made if row["change"] == "both"]
    alone = [sum(bool(mine.get(k)) and not theirs.get(k) for k in mine) for mine, theirs in (found, found[::-1])]
    table.attrs["notes"] = [
        f"{index.name(one)} and {index.name(other)} share {len(shared):,} links; {alone[0]:,} are only"
        f" {index.name(one)}'s, {alone[1]:,} only {index.name(other)}'s. What is only one's says nothing of absence."
    ]
    return table


def _absent(index: Index, relation: str, end: str, party: str) -> str:
    """Say that a party was absent, where the list of an event is known to be whole."""
    whole = relation == "participated_in" and index.column("complete")[index.position[end]] == "yes"
    return f"; {index.name(party)} was absent (the list is known to be whole)" if whole else ""


def _links(index: Index, node: str) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """Return the relations of a node by what they are, which way they go and what stands at the other end."""
    row, adjacency = index.position[node], index.adjacency
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for relation in index.relations(sorted({*adjacency.relation[adjacency.begin[row] : adjacency.begin[row + 1]]})):
        outward = relation["source"] == node
        end = relation["target"] if outward else relation["source"]
        found.setdefault((relation["relation"], "out" if outward else "in", end), []).append(relation)
    return found


def _reading(relation: str, direction: str) -> str:
    from explorer.answers.sentences import reading

    return reading(relation, reverse=direction == "in")


def pair_graph(index: Index, one: str, other: str) -> Any:
    """Return two nodes and all they are linked to as one `networkx.MultiDiGraph`, coloured by whose the links are."""
    import networkx as nx

    links = {node: _links(index, node) for node in (one, other)}
    nodes = {row["id"]: row for row in rows(index.facts.nodes)}
    graph: Any = nx.MultiDiGraph()

    def marked(whose: set[str]) -> dict[str, str]:
        word = "both" if len(whose) > 1 else "only one" if one in whose else "only other"
        return {"change": word if word == "both" else f"only {index.name(*whose)}", "colour": COLOURS[word]}

    reached = {node: {node, *(end for *_, end in of)} for node, of in links.items()}
    for end in sorted(set().union(*reached.values())):
        graph.add_node(end, **nodes[end], **marked({node for node, ends in reached.items() if end in ends}))
    for of in links.values():
        for key, joined in sorted(of.items()):
            for row in joined:
                whose = {
                    node for node, theirs in links.items() if key in theirs or node in (row["source"], row["target"])
                }
                graph.add_edge(row["source"], row["target"], key=row["id"], **row, **marked(whose))
    return graph


def change_graph(old: Facts, new: Facts, table: pd.DataFrame) -> Any:
    """Return both facts as one `networkx.MultiDiGraph`, whose nodes and edges say their `change` and `colour`."""
    import networkx as nx

    change: dict[str, str] = {}
    for statement, what in zip(table["id"].tolist(), table["change"].tolist(), strict=True):
        change.setdefault(statement, what)
    graph: Any = nx.MultiDiGraph()
    for facts in (old, new):
        for row in rows(facts.nodes):
            marked = change.get(row["id"], "")
            graph.add_node(row["id"], **row, change=marked, colour=COLOURS[marked])
    for facts in (old, new):
        for row in rows(facts.relations):
            marked = change.get(row["id"], "")
            if facts is new or marked == "dropped":
                graph.add_edge(
                    row["source"], row["target"], key=row["id"], **row, change=marked, colour=COLOURS[marked]
                )
    return graph
