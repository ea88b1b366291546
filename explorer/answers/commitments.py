"""Commitments: what was put on record, who is to do it, what answered it and how long that took."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Any, Unpack

import pandas as pd

from explorer.answers.meetings import Holders, holding, in_time, of_body, parts
from explorer.answers.rows import frame
from explorer.errors import OptionError, one_of
from explorer.facts.edtf import first_day, last_day, span
from explorer.graph.index import JOIN, Ids, Index, Linking
from explorer.graph.select import Selection, listed
from explorer.ontology import vocabulary

COMMITMENTS = [
    "id", "force", "name", "wording", "event", "event_name", "since", "assigned_to", "proposed_by", "concerns",
    "topics", "status", "answered_by", "answered_on", "basis", "rule", "confidence", "days", "days_at_most",
    "as_of", "sources", "answer_sources",
]  # fmt: skip
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
    one_of("status", status, ("answered", "open", "on record"))
    one_of("summary by", by, ("assignee", "body", "topic", "force"))
    day = as_of or index.last_day
    if as_of and span(as_of) is None:
        raise OptionError(f"as_of {as_of!r} is no date. Expected 2012, 2012-06 or 2012-06-01.")
    held = holding(index, HOLDERS, {"party": party, "topic": topic, "body": body})
    nodes = listed(index, ["commitment"], selection, *held)
    made = [_commitment(index, node, day) for node in sorted(nodes, key=in_time(index))]
    made = [row for row in made if (not force or row["force"] == force) and (not status or row["status"] == status)]
    if by:
        return _summary(index, made, by)
    return frame(made, COMMITMENTS, whole=("days", "days_at_most"))


def _of_party(index: Linking[Ids], party: str) -> Ids:
    return index.linked(("assigned_to", "proposed_by", "presented_by", "endorsed_by"), [party], "target")


def _on_topic(index: Linking[Ids], topic: str) -> Ids:
    return index.linked(["about"], [topic], "target")


def _of_body(index: Linking[Ids], body: str) -> Ids:
    made = index.linked(["agreed_at"], of_body(index, body), "target")
    return index.either(made, index.linked(["concerns"], parts(index, body), "target"))


HOLDERS: Holders = {"party": _of_party, "topic": _on_topic, "body": _of_body}


def _commitment(index: Index, node: str, as_of: str) -> dict[str, Any]:
    row = index.position[node]
    made_at = index.links("agreed_at").get(node, ())
    start, end = index.dates(node)
    answers = answers_of(index, node)
    force = index.column("force")[row]
    status = "answered" if answers else "open" if force in vocabulary().promises else "on record"
    made: dict[str, Any] = {
        "id": node,
        "force": force,
        "name": index.names[row],
        "wording": index.column("wording")[row],
        "event": made_at[0].node if made_at else "",
        "event_name": index.name(made_at[0].node) if made_at else "",
        "since": start,
        "assigned_to": index.names_of(link.node for link in index.links("assigned_to").get(node, ())),
        "proposed_by": index.names_of(link.node for link in index.links("proposed_by").get(node, ())),
        "concerns": index.names_of(link.node for link in index.links("concerns").get(node, ())),
        "topics": index.names_of(link.node for link in index.links("about").get(node, ())),
        "status": status,
        "as_of": as_of if status == "open" else "",
        "sources": index.sources_of(node, *(link.statement for link in made_at)),
    }
    until = ""
    if answers:
        first = answers[0]
        made |= {"answered_by": first["event"], "answered_on": first["start"]}
        made |= {key: first[key] for key in ("basis", "rule", "confidence")}
        made["answer_sources"] = index.sources_of(first["statement"], first["event"])
        made["sources"] = JOIN.join(
            dict.fromkeys(filter(None, f"{made['sources']}|{made['answer_sources']}".split(JOIN)))
        )
        until = first["start"]
    elif status == "open":
        until = as_of
    fewest, most = _days(end or start, until)
    return made | {"days": fewest, "days_at_most": most}


def answers_of(index: Index, node: str) -> list[dict[str, Any]]:
    """Return what answers a commitment, the earliest first: event, dates, and what the answer rests on."""
    found = []
    for link in index.links("fulfils", "target").get(node, ()):
        row = index.relation_position[link.statement]
        start, end = index.dates(link.node)
        fields = {key: index.column(key, "relations")[row] for key in ("basis", "rule", "confidence")}
        found.append({"event": link.node, "start": start, "end": end, "statement": link.statement, **fields})
    return sorted(found, key=lambda a: (not a["start"], first_day(a["start"]), a["event"], a["statement"]))


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


def _summary(index: Index, made: list[dict[str, Any]], by: str) -> pd.DataFrame:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in made:
        for key in _keys(index, row, by) or [""]:
            groups.setdefault(key, []).append(row)
    told = []
    for key, rows in groups.items():
        counts = {s: sum(r["status"] == s for r in rows) for s in ("answered", "open", "on record")}
        took = [r["days"] for r in rows if r["status"] == "answered" and r["days"] is not None]
        since = [r["since"] for r in rows if r["status"] == "open" and r["since"]]
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
                "oldest_open": min(since, key=first_day, default=""),
                "ids": JOIN.join(row["id"] for row in rows),
            }
        )
    told.sort(key=lambda r: (not r["id"], -r["commitments"], r["id"]))
    return frame(told, SUMMARY, real=("median_days",))


def _keys(index: Index, row: dict[str, Any], by: str) -> list[str]:
    if by == "force":
        return [row["force"]]
    if by == "body":
        found = [link.node for link in index.links("session_of").get(row["event"], ())]
    else:
        relation = {"assignee": "assigned_to", "topic": "about"}[by]
        found = [link.node for link in index.links(relation).get(row["id"], ())]
    return list(dict.fromkeys(found))
