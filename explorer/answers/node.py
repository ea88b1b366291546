"""About one node: find it, show all of it, list its neighbours and its sources."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.question import question
from explorer.answers.rows import frame, number
from explorer.answers.sentences import reading, sentence
from explorer.facts.tables import rows
from explorer.graph.adjacency import Adjacency
from explorer.graph.index import Index
from explorer.graph.options import Filter, Node, Selection
from explorer.graph.select import allowed_ids, chosen
from explorer.ontology import vocabulary

FIND = ["id", "kind", "name", "acronym", "aliases", "match", "matched", "score", "relations", "sources"]
NEIGHBOURS = [
    "steps", "of", "relation", "reading", "direction", "id", "kind", "name", "role", "start", "end",
    "basis", "rule", "confidence", "statement", "sources",
]  # fmt: skip
SHOW = ["item", "text", "node", "role", "start", "end", "basis", "rule", "statement", "sources"]
SOURCES = [
    "statement", "says", "document", "title", "url", "publisher", "published", "retrieved",
    "passage", "position", "char_start", "char_end", "quotation", "as_written",
]  # fmt: skip


@question(30, shown="id name acronym match relations sources", lists="aliases")
def find(index: Index, text: str, *, limit: int = 20, **selection: Unpack[Selection]) -> pd.DataFrame:
    """Find nodes by name, alias or acronym; close matches are said to be close.

    text: a name, a part of one, or an id
    limit: how many to list

    Example: explorer find "senior officials" --kinds meeting
    """
    allowed = allowed_ids(index, selection)
    index = index.naming(text, limit)
    found = index.book.matching(text, limit, allowed)
    degree = index.adjacency.degree
    order = sorted(found, key=lambda n: (-found[n][2], -int(degree[index.position[n]]), n))
    counts = np.bincount(np.concatenate([index.source_rows, index.target_rows]), minlength=len(index.ids))
    data = []
    for node in order[:limit]:
        row = index.position[node]
        match, matched, score = found[node]
        fields = {c: index.column(c)[row] for c in ("id", "kind", "name", "acronym", "aliases")}
        data.append(
            {**fields, "match": match, "matched": matched, "score": score, "relations": int(counts[row]),
             "sources": index.sources_of(node)}
        )  # fmt: skip
    return frame(data, FIND)


@question(50, shown="reading name kind role start sources")
def neighbours(index: Index, node: Node, *, depth: int = 1, **filters: Unpack[Filter]) -> pd.DataFrame:
    """List the relations of a node and what stands at their other ends.

    depth: how many steps to go out from it

    Example: explorer neighbours Australia --kinds meeting
    """
    centre = index.resolve(node)
    index, filters = index.around([centre], depth, filters)
    return frame(relations_of(index, centre, depth, filters), NEIGHBOURS, real=("confidence",))


def relations_of(index: Index, centre: str, depth: int = 1, filters: Filter | None = None) -> list[dict[str, Any]]:
    """Return the relations within `depth` steps of `centre`, each read from its nearer end to its farther one."""
    here = index.position[centre]
    adjacency = index.adjacency
    if depth == 1 and not any((filters or {}).values()):
        numbers = adjacency.relation[adjacency.begin[here] : adjacency.begin[here + 1]]
        distance = {here: 0}
    else:
        _, kept = chosen(index, around=[centre], depth=depth, **(filters or {}))
        numbers = np.flatnonzero(kept)
        walked = Adjacency.of(len(index.ids), index.source_rows[numbers], index.target_rows[numbers])
        steps = walked.walk([here], depth)
        distance = {int(row): int(steps[row]) for row in np.flatnonzero(steps >= 0)}
        near = np.minimum(steps[index.source_rows[numbers]], steps[index.target_rows[numbers]])
        numbers = numbers[near < depth]
    order = {name: place for place, name in enumerate(vocabulary().relations)}
    made: list[dict[str, Any]] = []
    for row in index.relations(numbers.tolist()):
        source, target = index.position[row["source"]], index.position[row["target"]]
        outward = distance.get(source, 1) <= distance.get(target, 1)
        near, other = (source, target) if outward else (target, source)
        start, end = (row["start"], row["end"]) if row["start"] else index.dates(index.ids[other])
        made.append(
            {
                "steps": distance.get(near, 0) + 1,
                "of": index.ids[near],
                "relation": row["relation"],
                "reading": reading(row["relation"], reverse=not outward),
                "direction": "out" if outward else "in",
                "id": index.ids[other],
                "kind": index.kinds[other],
                "name": index.names[other],
                "role": row["role"],
                "start": start,
                "end": end,
                "basis": row["basis"],
                "rule": row["rule"],
                "confidence": number(row["confidence"]),
                "statement": row["id"],
                "sources": index.sources_of(row["id"]),
            }
        )
    made.sort(
        key=lambda r: (
            r["steps"], r["of"], r["direction"] == "in", order.get(r["relation"], len(order)), r["relation"],
            r["start"], r["name"], r["statement"],
        )
    )  # fmt: skip
    return made


@question(40, shown="item text role start basis sources")
def show(index: Index, node: Node, **filters: Unpack[Filter]) -> pd.DataFrame:
    """Show everything about one node, each line with its sources.

    An item a row: its own columns, how sources write it, its relations.

    Example: explorer show RSO
    """
    centre = index.resolve(node)
    index, filters = index.around([centre], 1, filters)
    row = {key: str(value) for key, value in index.facts.nodes.iloc[index.position[centre]].items()}
    own = index.sources_of(centre)
    blank = dict.fromkeys(SHOW, "")
    lines = [
        {**blank, "item": item, "text": row[item], "node": centre, "statement": centre, "sources": own}
        for item in dict.fromkeys(("name", "kind", "id", *row))
        if row[item] and item != "aliases"
    ]
    cited = index.facts.citations
    mine = cited[(cited["statement"] == centre) & (cited["as_written"] != "")]
    written: dict[str, list[str]] = {}
    for name, passage in zip(mine["as_written"].tolist(), mine["passage"].tolist(), strict=True):
        written.setdefault(name, []).append(passage)
    for name in row["aliases"].split("|"):
        if name and name not in written:
            lines.append({**blank, "item": "alias", "text": name, "node": centre, "statement": centre, "sources": own})
    for name in sorted(written):
        if name != row["name"]:
            passages = "|".join(dict.fromkeys(written[name]))
            line = {"item": "as written", "text": name, "node": centre, "statement": centre, "sources": passages}
            lines.append({**blank, **line})
    for other in relations_of(index, centre, 1, filters):
        lines.append(
            {
                "item": other["reading"],
                "text": other["name"],
                "node": other["id"],
                **{key: other[key] for key in ("role", "start", "end", "basis", "rule", "statement", "sources")},
            }
        )
    return frame(lines, SHOW)


@question(60, shown="says quotation passage url")
def sources(index: Index, node: Node, **filters: Unpack[Filter]) -> pd.DataFrame:
    """List where a node and its relations are said: document, passage, the very words.

    node: a node, or the id of a relation

    Example: explorer sources "Visa integrity"
    """
    if not index.far and node in set(index.facts.relations["id"].tolist()):
        statements = [node]
    else:
        centre = index.resolve(node)
        index, filters = index.around([centre], 1, filters)
        around = relations_of(index, centre, 1, filters)
        statements = [centre, *(line["statement"] for line in around)]
    facts = index.facts
    relation = {row["id"]: row for row in rows(facts.relations[facts.relations["id"].isin(statements)])}
    documents = facts.documents.set_index("id")
    passages = facts.passages.set_index("id")
    cited: dict[str, list[dict[str, str]]] = {}
    for row in rows(facts.citations[facts.citations["statement"].isin(statements)]):
        cited.setdefault(row["statement"], []).append(row)
    made = []
    for statement in dict.fromkeys(statements):
        for row in cited.get(statement, ()):
            of: Any = documents.loc[row["document"]] if row["document"] in documents.index else {}
            at: Any = passages.loc[row["passage"]] if row["passage"] in passages.index else {}
            says = sentence(index, relation[statement]) if statement in relation else index.name(statement)
            made.append(
                {
                    "statement": statement,
                    "says": says,
                    **{key: of.get(key, "") for key in ("title", "url", "publisher", "published", "retrieved")},
                    "position": at.get("position", ""),
                    **{key: row[key] for key in SOURCES if key in row},
                }
            )
    return frame(made, SOURCES)
