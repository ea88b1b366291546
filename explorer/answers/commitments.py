"""Commitments: what was put on record, who is to do it, what answered it and how long that took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import compress
from statistics import median
from typing import Any, Unpack

import pandas as pd

from explorer.answers.meetings import Holders, holding, in_order, of_body, parts
from explorer.answers.rows import frame, typed
from explorer.errors import OptionError, one_of
from explorer.facts.edtf import first_day, last_day, span
from explorer.graph.index import JOIN, Ids, Index, Link, Linking, joined
from explorer.graph.select import Selection, listed
from explorer.ontology import vocabulary

COMMITMENTS = [
    "id", "force", "name", "wording", "event", "event_name", "since", "assigned_to", "proposed_by", "concerns",
    "topics", "status", "answered_by", "answered_on", "basis", "rule", "confidence", "days", "days_at_most",
    "as_of", "sources", "answer_sources",
]  # fmt: skip
BY = ("assignee", "body", "topic", "force")
STATUS = ("answered", "open", "on record")
Columns = dict[str, list[Any]]
SUMMARY = ["by", "id", "name", "commitments", "answered", "open", "on_record", "median_days", "oldest_open", "ids"]


def commitments(
    index: Index,
    *,
    party: str = "",
    topic: str = "",
    body: str = "",
    force: str = "",
    status: str = "",
    as_of: str = "",
    by: str = "",
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Return the commitments in order of time, each with its answer; or, with `by`, a summary.

    `status` of a row is `answered` (an event answers it), `open` (it promises something and no event in
    these facts answers it) or `on record` (endorsed, welcomed or noted: nothing is due). `days` and
    `days_at_most` say how long the answer took, or how long it has been open on `as_of`: they differ
    where a date is vague.
    """
    one_of("force", force, vocabulary().forces)
    one_of("status", status, STATUS)
    one_of("summary by", by, BY)
    day = as_of or index.last_day
    if as_of and span(as_of) is None:
        raise OptionError(f"as_of {as_of!r} is no date. Expected 2012, 2012-06 or 2012-06-01.")
    held = holding(index, HOLDERS, {"party": party, "topic": topic, "body": body})
    made = _standing(index, *in_order(index, listed(index, ["commitment"], selection, *held)), day)
    wanted = [f == (force or f) and s == (status or s) for f, s in zip(made["force"], made["status"], strict=True)]
    made = made if all(wanted) else {name: list(compress(column, wanted)) for name, column in made.items()}
    if by:
        return _summary(index, made, by)
    made |= _told(index, made)
    return typed({name: made[name] for name in COMMITMENTS}, whole=("days", "days_at_most"))


def _of_party(index: Linking[Ids], party: str) -> Ids:
    return index.linked(("assigned_to", "proposed_by", "presented_by", "endorsed_by"), [party], "target")


def _on_topic(index: Linking[Ids], topic: str) -> Ids:
    return index.linked(["about"], [topic], "target")


def _of_body(index: Linking[Ids], body: str) -> Ids:
    made = index.linked(["agreed_at"], of_body(index, body), "target")
    return index.either(made, index.linked(["concerns"], parts(index, body), "target"))


HOLDERS: Holders = {"party": _of_party, "topic": _on_topic, "body": _of_body}


def _standing(index: Index, nodes: list[str], starts: list[str], ends: list[str], as_of: str) -> Columns:
    """Return what became of each commitment, a column a list."""
    forces, promises = index.column("force"), vocabulary().promises
    force = [forces[index.position[node]] for node in nodes]
    made_at = index.links("agreed_at")
    answering = index.links("fulfils", "target")
    answers = [_answer(index, links) if (links := answering.get(node)) else None for node in nodes]
    status = [
        "answered" if answer else "open" if kind in promises else "on record"
        for answer, kind in zip(answers, force, strict=True)
    ]
    answered_on = [index.dates(answer.node)[0] if answer else "" for answer in answers]
    open_on = [as_of if standing == "open" else "" for standing in status]
    made = [end or start for start, end in zip(starts, ends, strict=True)]
    spans = [_days(since, on or day) for since, on, day in zip(made, answered_on, open_on, strict=True)]
    told = {key: index.column(key, "relations") for key in ("basis", "rule", "confidence")}
    return {
        "id": nodes,
        "force": force,
        "event": [links[0].node if (links := made_at.get(node)) else "" for node in nodes],
        "since": starts,
        "status": status,
        "as_of": open_on,
        "answered_by": [answer.node if answer else "" for answer in answers],
        "answered_on": answered_on,
        **{key: [column[answer.row] if answer else "" for answer in answers] for key, column in told.items()},
        "days": [span[0] for span in spans],
        "days_at_most": [span[1] for span in spans],
        "answer_sources": [index.sources_of(answer.statement, answer.node) if answer else "" for answer in answers],
    }


def _told(index: Index, made: Columns) -> Columns:
    """Return the names, the words and the sources of commitments, a column a list."""
    nodes, made_at, sources = made["id"], index.links("agreed_at"), []
    for node, answered in zip(nodes, made["answer_sources"], strict=True):
        said = index.sources_of(node, *(link.statement for link in made_at.get(node, ())))
        sources.append(joined(said, answered) if answered else said)
    names, wordings = index.names, index.column("wording")
    rows = [index.position[node] for node in nodes]
    named = {"assigned_to": "assigned_to", "proposed_by": "proposed_by", "concerns": "concerns", "topics": "about"}
    return {
        "name": [names[row] for row in rows],
        "wording": [wordings[row] for row in rows],
        "event_name": [index.name(event) if event else "" for event in made["event"]],
        **{column: index.named(nodes, relation) for column, relation in named.items()},
        "sources": sources,
    }


def _answer(index: Index, links: list[Link]) -> Link:
    """Return what answers a commitment first: the earliest event, the undated last."""

    def key(link: Link) -> tuple[bool, str, str, str]:
        start = index.dates(link.node)[0]
        return not start, first_day(start), link.node, link.statement

    return min(links, key=key)


@lru_cache(maxsize=65536)
def _days(start: str, until: str) -> tuple[int | None, int | None]:
    """Return the fewest and the most days from `start` to `until`, both EDTF.

    >>> _days("2012-06-01", "2012-07-23"), _days("2011-03", "2011-04-01"), _days("", "2012")
    ((52, 52), (1, 31), (None, None))
    """
    if not first_day(start) or not first_day(until):
        return None, None
    fewest = date.fromisoformat(first_day(until)) - date.fromisoformat(last_day(start))
    most = date.fromisoformat(last_day(until)) - date.fromisoformat(first_day(start))
    return max(fewest.days, 0), max(most.days, 0)


def _summary(index: Index, made: Columns, by: str) -> pd.DataFrame:
    groups: dict[str, list[int]] = {}
    for row, keys in enumerate(_keys(index, made, by)):
        for key in dict.fromkeys(keys) or [""]:
            groups.setdefault(key, []).append(row)
    nodes, status, since, days = (made[name] for name in ("id", "status", "since", "days"))
    told: list[dict[str, Any]] = []
    for key, rows in groups.items():
        counts = Counter(status[row] for row in rows)
        took = [days[row] for row in rows if status[row] == "answered" and days[row] is not None]
        waiting = [since[row] for row in rows if status[row] == "open" and since[row]]
        told.append(
            {
                "by": by,
                "id": key,
                "name": (index.name(key) if by != "force" else vocabulary().forces.get(key, key)) if key else "(none)",
                "commitments": len(rows),
                "answered": counts["answered"],
                "open": counts["open"],
                "on_record": counts["on record"],
                "median_days": float(median(took)) if took else None,
                "oldest_open": min(waiting, key=first_day, default=""),
                "ids": JOIN.join(nodes[row] for row in rows),
            }
        )
    told.sort(key=lambda r: (not r["id"], -r["commitments"], r["id"]))
    return frame(told, SUMMARY, real=("median_days",))


def _keys(index: Index, made: Columns, by: str) -> Iterator[list[str]]:
    """Yield what each commitment is counted for."""
    if by == "force":
        yield from ([force] for force in made["force"])
        return
    column, relation = {"body": ("event", "session_of"), "assignee": ("id", "assigned_to"), "topic": ("id", "about")}[
        by
    ]
    links = index.links(relation)
    yield from ([link.node for link in links.get(here, ())] for here in made[column])
