"""What most deserves a person's look: contradictions, weak inferences, gaps, names that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Unpack

import pandas as pd

from explorer.answers.rows import frame
from explorer.answers.sentences import sentence
from explorer.errors import one_of
from explorer.facts.check import check
from explorer.facts.edtf import span
from explorer.graph.index import Index
from explorer.graph.names import fold
from explorer.graph.select import Selection, chosen
from explorer.ontology import vocabulary

REVIEW = ["score", "why", "statement", "text", "ask", "sources"]
ALIKE = 92  # names of one kind at least this much alike (0 to 100) may be one
MOST_NAMES = 4_000
WHY = {
    "fault": 1.0,
    "contradiction": 0.95,
    "weak inference": 0.9,  # times 1 - confidence, and a half added
    "may be the same": 0.8,
    "no event": 0.7,
    "no date": 0.6,
    "no source": 0.5,
    "vague date": 0.3,
}


def review(index: Index, *, why: str = "", limit: int = 0, **selection: Unpack[Selection]) -> pd.DataFrame:
    """Return what to look at, the most urgent first; `score` from 0 to 1, `ask` the question to answer."""
    one_of("reason", why, WHY)
    nodes, relations = chosen(index, **selection)
    kept = {index.ids[row] for row in nodes.nonzero()[0].tolist()}
    kept |= {index.column("id", "relations")[row] for row in relations.nonzero()[0].tolist()}
    made = [
        row for rule in (_problems, _inferred, _alike, _gaps) for row in rule(index) if row["statement"] in kept
        or not row["statement"] or row["why"] == "fault"
    ]  # fmt: skip
    made = [row for row in made if not why or row["why"] == why]
    made.sort(key=lambda row: (-row["score"], row["why"], row["statement"], row["text"]))
    return frame(made[:limit] if limit > 0 else made, REVIEW)


def _row(index: Index, why: str, statement: str, text: str, ask: str, score: float | None = None) -> dict[str, Any]:
    return {"score": round(WHY[why] if score is None else score, 3), "why": why, "statement": statement, "text": text,
            "ask": ask, "sources": index.sources_of(statement)}  # fmt: skip


def _problems(index: Index) -> Iterator[dict[str, Any]]:
    for problem in check(index.facts):
        text = f"{index.name(problem.row)}: {problem.what}"
        ask = problem.remedy or ("Which source is right?" if problem.level == "contradiction" else "What should it be?")
        yield _row(index, problem.level, problem.row, text, ask)


def _inferred(index: Index) -> Iterator[dict[str, Any]]:
    relations = index.facts.relations
    for row in relations[relations["basis"] == "inferred"].to_dict("records"):
        try:
            confidence = float(row["confidence"])
        except ValueError:
            confidence = 0.0
        told = sentence(index, {str(key): value for key, value in row.items()})
        score = WHY["weak inference"] * (0.5 + 0.5 * (1 - confidence))
        yield _row(index, "weak inference", row["id"], told, "Do the sources bear this out?", score)


def _alike(index: Index) -> Iterator[dict[str, Any]]:
    """Nodes of one kind whose names nearly agree, and events of one body on one day."""
    from rapidfuzz import fuzz, process

    events = vocabulary().events
    by_kind: dict[str, list[int]] = {}
    by_day: dict[tuple[str, str], list[str]] = {}
    for row, kind in enumerate(index.kinds):
        if kind in events:
            for link in index.links("session_of").get(index.ids[row], ()):
                if index.starts[row]:
                    by_day.setdefault((link.node, index.starts[row]), []).append(index.ids[row])
        elif kind not in ("commitment", "state", "topic"):
            by_kind.setdefault(kind, []).append(row)
    for (body, day), together in sorted(by_day.items()):
        for one, other in zip(together[:-1], together[1:], strict=True):
            text = f"{index.name(one)} and {index.name(other)} are both sessions of {index.name(body)} on {day}"
            yield _row(index, "may be the same", one, text, "Are they one event?")
    for kind, rows in sorted(by_kind.items()):
        if len(rows) > MOST_NAMES:
            yield _row(index, "may be the same", "", f"{len(rows):,} nodes of kind {kind}", "Too many to hold against"
                       " each other here: narrow down with --around or --since.")  # fmt: skip
            continue
        names = [fold(index.names[row]) for row in rows]
        scores = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        for left, right in zip(*scores.nonzero(), strict=True):
            if left < right:
                one, other = rows[left], rows[right]
                text = f"{index.names[one]} ({index.ids[one]}) and {index.names[other]} ({index.ids[other]})"
                yield _row(index, "may be the same", index.ids[one], text, f"Are they one {kind}?")


def _gaps(index: Index) -> Iterator[dict[str, Any]]:
    for row, node in enumerate(index.ids):
        name, kind = index.names[row], index.kinds[row]
        if kind in vocabulary().events:
            start = index.starts[row]
            if not start:
                yield _row(index, "no date", node, name, "When was it?")
            elif (days := span(start)) and days[0] != days[1]:
                yield _row(index, "vague date", node, f"{name}: {start}", "On which day?")
        elif kind == "commitment" and node not in index.links("agreed_at"):
            yield _row(index, "no event", node, name, "Where was it put on record?")
        if node not in index.sources and not index.column("note")[row]:
            yield _row(index, "no source", node, name, "Where is it said?")
