"""What most deserves a person's look: contradictions, weak inferences, gaps, names that may be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, Unpack

import pandas as pd

from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.answers.sentences import sentence
from explorer.facts.check import check
from explorer.facts.edtf import span
from explorer.graph.index import Index
from explorer.graph.names import fold
from explorer.graph.options import Selection
from explorer.graph.select import chosen
from explorer.ontology import vocabulary

REVIEW = ["score", "why", "statement", "text", "ask", "sources"]
ALIKE = 92  # names of one kind at least this much alike (0 to 100) may be one
MOST_NAMES = 4_000
WHY = {
    "fault": 1.0,
    "contradiction": 0.95,
    "weak inference": 0.9,  # times 1 - confidence, and a half added
    "may be the same": 0.8,
    "agency as state": 0.75,
    "two publishers": 0.72,
    "no event": 0.7,
    "conditional": 0.65,
    "no date": 0.6,
    "bare event": 0.55,
    "no source": 0.5,
    "nothing said": 0.4,
    "vague date": 0.3,
}


@question(170, shown="score why text sources")
def review(
    index: Index,
    *,
    why: Literal[
        "", "fault", "contradiction", "weak inference", "may be the same", "no event", "no date", "no source",
        "vague date", "bare event", "nothing said", "agency as state", "two publishers", "conditional",
    ] = "",
    **selection: Unpack[Selection],
) -> pd.DataFrame:  # fmt: skip
    """List what most deserves a person's look: contradictions, weak inferences, gaps, names that may be one.

    The most urgent first; `score` from 0 to 1, `ask` the question to answer.

    why: only this reason: contradiction, weak inference, may be the same, no event, no date, bare event, …

    Example: explorer review --limit 10
    """
    index, selection = index.selected(selection)
    nodes, relations = chosen(index, **selection)
    kept = {index.ids[row] for row in nodes.nonzero()[0].tolist()}
    kept |= {index.column("id", "relations")[row] for row in relations.nonzero()[0].tolist()}
    made = [
        row for rule in (_problems, _inferred, _alike, _gaps, _doubtful) for row in rule(index)
        if row["statement"] in kept or not row["statement"] or row["why"] == "fault"
    ]  # fmt: skip
    made = [row for row in made if not why or row["why"] == why]
    made.sort(key=lambda row: (-row["score"], row["why"], row["statement"], row["text"]))
    return frame(made, REVIEW)


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
    by_kind["commitment"] = [row for row, kind in enumerate(index.kinds) if kind == "commitment"]
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


_AGENCY = re.compile(
    r"\b(?:Agency|Authority|Board|Bureau|Commission|Department|Institute|Office|Police|Secretariat|Service)\b"
)


def _doubtful(index: Index) -> Iterator[dict[str, Any]]:
    """States written as an agency, events that documents of two publishers speak of, acts that depend on something."""
    citations = index.facts.citations
    publisher = dict(zip(index.facts.documents["id"], index.facts.documents["publisher"], strict=True))
    written: dict[str, set[str]] = {}
    publishers: dict[str, set[str]] = {}
    for one, document, words in zip(
        citations["statement"], citations["document"], citations["as_written"], strict=True
    ):
        written.setdefault(one, set()).add(words)
        publishers.setdefault(one, set()).add(publisher.get(document, ""))
    conditions = index.column("condition")
    for row, node in enumerate(index.ids):
        name, kind = index.names[row], index.kinds[row]
        agencies = sorted(words for words in written.get(node, ()) if _AGENCY.search(words)) if kind == "state" else []
        if agencies:
            text = f"{name}, written as {'; '.join(agencies[:3])}"
            yield _row(index, "agency as state", node, text, "Does it stand for the state, or for itself?")
        told = sorted(publishers.get(node, set()) - {""})
        if kind in vocabulary().events and len(told) > 1:
            text = f"{name}, by {' and '.join(told[:3])}"
            yield _row(index, "two publishers", node, text, "Is it one event in all of them?")
        if conditions[row]:
            text = f"{name}: {conditions[row]}"
            yield _row(index, "conditional", node, text, "Was it agreed, or only what would follow?")


_OF_EVENTS = (("place", ("held_in",)), ("participants", ("participated_in",)), ("chair or host", ("chaired", "hosted")))


def _titled(index: Index) -> set[str]:
    """The events that a title names: what their pages are about."""
    passages, citations = index.facts.passages, index.facts.citations
    titles = set(passages.loc[passages["kind"] == "title", "id"])
    return set(citations.loc[citations["passage"].isin(titles), "statement"])


def _joined(index: Index) -> dict[str, set[str]]:
    """Relation → the nodes at either end of it."""
    found: dict[str, set[str]] = {relation: set() for relation in vocabulary().relations}
    relations = index.facts.relations
    for relation, source, target in zip(relations["relation"], relations["source"], relations["target"], strict=True):
        found.setdefault(relation, set()).update((source, target))
    return found


def _gaps(index: Index) -> Iterator[dict[str, Any]]:
    titled, joined = _titled(index), _joined(index)
    for row, node in enumerate(index.ids):
        name, kind = index.names[row], index.kinds[row]
        if kind in vocabulary().events:
            start = index.starts[row]
            if not start:
                yield _row(index, "no date", node, name, "When was it?")
            elif (days := span(start)) and days[0] != days[1]:
                yield _row(index, "vague date", node, f"{name}: {start}", "On which day?")
            lacks = [what for what, relations in _OF_EVENTS if not any(node in joined[r] for r in relations)]
            if node in titled and lacks:
                yield _row(
                    index, "bare event", node, f"{name}: no {', no '.join(lacks)}", "Does its page really not say?"
                )
        elif kind in ("organisation", "body", "instrument") and not any(node in ends for ends in joined.values()):
            yield _row(index, "nothing said", node, name, "What does the page say of it?")
        elif kind == "commitment" and node not in index.links("agreed_at"):
            yield _row(index, "no event", node, name, "Where was it put on record?")
        if node not in index.sources and not index.column("note")[row]:
            yield _row(index, "no source", node, name, "Where is it said?")
