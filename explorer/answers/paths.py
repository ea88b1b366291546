"""How two nodes are linked: chains told in sentences, each step with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.answers.rows import number as number_of
from explorer.answers.sentences import called, reading
from explorer.errors import OptionError
from explorer.facts.edtf import surely_before
from explorer.graph.adjacency import Adjacency
from explorer.graph.chains import LIMIT, Found, chains
from explorer.graph.index import Index
from explorer.graph.options import Date, Filter, Node, Nodes
from explorer.graph.select import chosen
from explorer.graph.weights import MOST, lightest
from explorer.ontology import vocabulary

PATHS = [
    "path", "step", "steps", "cost", "why", "source", "source_name", "relation", "target", "target_name", "sentence",
    "start", "basis", "confidence", "statement", "sources",
]  # fmt: skip
MOST_STEPS = 30
REACH = 2  # steps around both ends in which chains are looked for where the facts stay on an engine


@question(120, limit=False, shown="path step sentence sources")
def paths(
    index: Index,
    a: Node,
    b: Node,
    *,
    count: int = 3,
    steps: int = 0,
    avoid: Nodes = (),
    after: Date = "",
    before: Date = "",
    in_order: bool = False,
    weight: str = "",
    **filters: Unpack[Filter],
) -> pd.DataFrame:
    """Tell how two nodes are linked: short, telling chains, a sentence for each step with its sources.

    A row for each step; none found is an empty table that says so. The first chain is the cheapest of the shortest,
    the others are the cheapest of at most `steps` steps; see `explorer.graph.chains` for the cost. What was said of
    the search (no chain, a cap) stands in `.attrs["notes"]`. Raises UnknownNode, AmbiguousNode, OptionError.

    a: where the chains start
    b: where they end
    count: how many chains to tell
    steps: longest chain to look for; by default two more than the shortest
    avoid: nodes that no chain may pass through
    after: only events and commitments not before this date
    before: only events and commitments not after this date
    in_order: only chains along which time never runs backwards
    weight: attribute of relations whose sum is to be smallest, as of lengths; by default chains are short and telling

    Example: explorer paths UNHCR "Sri Lanka"
    """
    if not 1 <= count <= 100:
        raise OptionError(f"count {count} is out of range. Expected 1 to 100.")
    if not 0 <= steps <= MOST_STEPS:
        raise OptionError(f"steps {steps} is out of range. Expected 1 to {MOST_STEPS}, or 0 for a choice by distance.")
    start, goal = index.resolve(a), index.resolve(b)
    if start == goal:
        raise OptionError(f"{a!r} and {b!r} are the same node, {start}.")
    avoided = [index.resolve(name) for name in ([avoid] if isinstance(avoid, str) else avoid)]
    far = index.far
    index, filters = index.around([start, goal], REACH, filters)
    banned, live = _ruled_out(index, start, goal, avoided, after, before, filters)
    pairs = index.adjacency
    if not live.all():
        numbers = np.flatnonzero(live)
        pairs = Adjacency.of(len(index.ids), index.source_rows[numbers], index.target_rows[numbers])
        pairs = Adjacency(pairs.begin, pairs.neighbour, numbers[pairs.relation])
    fits = (lambda path: _in_order(index, path)) if in_order else None
    ends = index.position[start], index.position[goal]
    if weight:
        found = lightest(index, live, banned, ends, weight, count=count, steps=steps, fits=fits)
    else:
        found = chains(pairs, *ends, count=count, steps=steps, banned=banned, fits=fits)
    told = [row for number, _ in enumerate(found.chains, 1) for row in _told(index, pairs, found, number)]
    for row in told if weight else ():
        row["why"] = "lightest"
    table = frame(told, PATHS, whole=("path", "step", "steps"), real=("cost", "confidence"))
    within = f"Chains are looked for within {REACH} steps of either end; select a part to look further."
    table.attrs["notes"] = _notes(index, start, goal, found, MOST if weight else LIMIT, steps) + (
        [within] if far else []
    )
    return table


def _ruled_out(
    index: Index, start: str, goal: str, avoided: Sequence[str], after: str, before: str, filters: Filter
) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the nodes that no chain may pass, and which relations are left."""
    banned = np.zeros(len(index.ids), dtype=bool)
    live = np.ones(len(index.source_rows), dtype=bool)
    if any(filters.values()):
        of_nodes: Any = {**filters, "relations": ""}
        kept, _ = chosen(index, **of_nodes)
        banned |= ~kept
        if filters.get("relations"):
            live = chosen(index, relations=filters["relations"])[1]
    banned[[index.position[node] for node in avoided if node in index.position]] = True
    if after or before:
        timed = {*vocabulary().events, "commitment"}
        for row, node in enumerate(index.ids):
            if index.kinds[row] in timed or index.starts[row]:
                begins, ends = index.dates(node)
                late = bool(before) and not surely_before(ends or begins, before)
                early = bool(after) and not surely_before(after, begins or ends)
                banned[row] |= late or early
    banned[[index.position[start], index.position[goal]]] = False
    return np.flatnonzero(banned), live


def _in_order(index: Index, path: tuple[int, ...]) -> bool:
    latest = ""
    for row in path:
        start, end = index.dates(index.ids[row])
        if start or end:
            if latest and surely_before(end or start, latest):
                return False
            latest = start or end
    return True


def _told(index: Index, pairs: Adjacency, found: Found, number: int) -> list[dict[str, Any]]:
    chain = found.chains[number - 1]
    made = []
    for step, (one, other) in enumerate(zip(chain.nodes[:-1], chain.nodes[1:], strict=True), 1):
        joined = index.relations(sorted(pairs.between(one, other)))
        joined.sort(key=lambda r: (r["basis"] == "inferred", list(vocabulary().relations).index(r["relation"])
                                   if r["relation"] in vocabulary().relations else 99, r["id"]))  # fmt: skip
        source, target = index.ids[one], index.ids[other]
        begins = index.dates(target)[0] or index.dates(source)[0]
        made.append(
            {
                "path": number,
                "step": step,
                "steps": len(chain.nodes) - 1,
                "cost": round(chain.cost, 3),
                "why": "shortest" if number == 1 else "telling",
                "source": source,
                "source_name": index.names[one],
                "relation": "|".join(dict.fromkeys(r["relation"] for r in joined)),
                "target": target,
                "target_name": index.names[other],
                "sentence": _sentence(index, source, target, joined),
                "start": begins,
                "basis": "|".join(dict.fromkeys(r["basis"] for r in joined)),
                "confidence": min((c for r in joined if (c := number_of(r["confidence"])) is not None), default=None),
                "statement": "|".join(r["id"] for r in joined),
                "sources": index.sources_of(*(r["id"] for r in joined)),
            }
        )
    return made


def _sentence(index: Index, source: str, target: str, joined: list[dict[str, str]]) -> str:
    said = []
    for row in joined:
        text = reading(row["relation"], reverse=row["source"] != source)
        text += f" (as {row['role'].replace('_', '-')})" if row["role"] else ""
        text += f" (inferred, confidence {row['confidence']})" if row["basis"] == "inferred" else ""
        said.append(text)
    return f"{called(index, source)} {' and '.join(dict.fromkeys(said))} {called(index, target)}."


def _notes(index: Index, start: str, goal: str, found: Found, limit: int, steps: int) -> list[str]:
    notes = []
    if found.distance is None:
        within = f" within {steps} steps" if steps else ""
        notes.append(f"No chain links {index.name(start)} and {index.name(goal)}{within} in this selection.")
    elif not found.chains:
        notes.append("No chain of that length keeps the conditions.")
    if found.capped:
        notes.append(f"The search stopped after {limit:,} chains, whole or partial: there may be others.")
    return notes
