"""Commitments: what was put on record, who is to do it, what answered it and how long that took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import compress, starmap
from math import inf
from typing import Any, Literal, Unpack

import pandas as pd

from explorer.answers.meetings import UNDATED, Holders, holding, in_order, of_body, parts
from explorer.answers.question import question
from explorer.answers.rows import frame, number, typed
from explorer.answers.standing import SetUp, standing
from explorer.answers.survival import waiting
from explorer.facts.edtf import first_day, last_day
from explorer.graph.index import JOIN, Ids, Index, Link, Linking, Reads, joined
from explorer.graph.options import Date, Force, Node, Selection
from explorer.ontology import vocabulary

COMMITMENTS = [
    "id", "force", "name", "wording", "event", "event_name", "since", "assigned_to", "proposed_by", "concerns",
    "topics", "status", "answered_by", "answered_on", "basis", "rule", "confidence", "days", "days_at_most",
    "as_of", "sources", "answer_sources",
]  # fmt: skip
SETTING_UP: dict[str, Any] = {"beyond": ("session_of", "located_in"), "behind": ("session_of",), "whole": ("body",)}
LISTED = Reads(
    ("agreed_at", "assigned_to", "proposed_by", "concerns", "about"), ("fulfils",),
    cited_kinds=("meeting", "workshop", "commitment"),
    cited_relations=("agreed_at", "fulfils", "session_of", "located_in"), **SETTING_UP,
)  # fmt: skip
SUMMED = Reads(("agreed_at", "assigned_to", "about", "concerns"), ("fulfils",), **SETTING_UP)
Columns = dict[str, list[Any]]
YEARS = (1, 2)
WITHIN = tuple(f"within_{years}_year{'s' * (years > 1)}{end}" for years in YEARS for end in ("", "_low", "_high"))
COUNTS = ("answered", "open", "declared", "decided", "done", "withdrawn", "on record")
SUMMARY = [
    "by", "id", "name", "commitments", *(word.replace(" ", "_") for word in COUNTS), "at_risk", *WITHIN, "median_days",
    "oldest_open", "ids",
]  # fmt: skip
UNTIL = "until"  # the last day of the event it was put on record at: not told, but it gives the order
BASES = ("stated", "inferred", "curated")


@question(
    90,
    shown="since force name assigned_to status answered_on basis days sources; "
    "name commitments answered open on_record median_days oldest_open",
    lists="assigned_to proposed_by concerns topics basis ids",
)
def commitments(
    index: Index,
    *,
    party: Node = "",
    topic: Node = "",
    body: Node = "",
    force: Force = "",
    status: Literal["", "answered", "open", "declared", "decided", "done", "withdrawn", "on record"] = "",
    as_of: Date = "",
    by: Literal["", "all", "assignee", "body", "topic", "force", "basis"] = "",
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """List commitments: force, who, since when, what answered them and how long it took, or open.

    `status` of a row is `answered` (an event answers it, or a body that was to be set up has met or has its seat),
    `open` (it promises something and nothing in these facts answers it), `declared` (it says how things are),
    `decided` (done by being decided), `done` or `withdrawn` (a source or a person says so) or `on record` (endorsed,
    welcomed or noted: nothing is due); `rule` names what an inferred one rests on. A summary says which share was
    answered within one and two years, by Kaplan and Meier with 95 % intervals (`explorer.answers.survival`), among
    the dated ones that are answered or open; `median_days` is empty where half is not reached. `days` and
    `days_at_most` say how long the answer took, or how long it has been open on `as_of`: they differ
    where a date is vague.

    party: only those assigned to, proposed, presented or endorsed by it
    topic: only those about it
    body: only those put on record at its sessions, or that concern it
    force: only this force: agreed, tasked, endorsed, recommended, welcomed, noted
    status: only those that stand so: answered, open, declared, decided, done, withdrawn, "on record"
    as_of: the day up to which open ones have aged; by default the last day in the data
    by: a summary of all, or by assignee, body, topic, force, or the basis of the answer

    Example: explorer commitments --status open --as-of 2013-01-01
    """
    held = holding(index, HOLDERS, {"party": party, "topic": topic, "body": body})
    found = index.pieces(["commitment"], selection, held, SUMMED if by else LISTED, force=force)

    def told(part: Index, nodes: list[str]) -> Any:
        made = _of_status(_standing(part, *in_order(part, nodes), as_of or part.last_day), status)
        return _counted(part, made, by) if by else _table(part, made)

    pieces: list[Any] = list(starmap(told, found))  # which holds on to no part that was told
    if by:
        summary = _summary(pieces, by)
        summary.attrs["notes"] = _about(summary)
        return summary
    table: pd.DataFrame = pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)
    if len(pieces) > 1:
        columns = (table[name].tolist() for name in ("since", UNTIL, "id"))
        table = table.iloc[_times(*columns)].reset_index(drop=True)
    return table.drop(columns=UNTIL)


def _of_status(made: Columns, status: str) -> Columns:
    wanted = [standing == (status or standing) for standing in made["status"]]
    return made if all(wanted) else {name: list(compress(column, wanted)) for name, column in made.items()}


def _table(index: Index, made: Columns) -> pd.DataFrame:
    made = {**made, **_told(index, made)}
    named = {name: made[name] for name in (*COMMITMENTS, UNTIL)}
    return typed(named, whole=("days", "days_at_most"), real=("confidence",))


def _times(since: list[str], until: list[str], nodes: list[str]) -> list[int]:
    """Return the places of commitments in order of time, as `in_order` puts them."""
    days = [first_day(start or end) or UNDATED for start, end in zip(since, until, strict=True)]
    return sorted(range(len(nodes)), key=lambda at: (days[at], until[at], nodes[at]))


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
    forces = index.column("force")
    force = [forces[index.position[node]] for node in nodes]
    made_at = index.links("agreed_at")
    answering = index.links("fulfils", "target")
    answers = [_answer(index, links) if (links := answering.get(node)) else None for node in nodes]
    told = {key: index.column(key, "relations") for key in ("basis", "rule", "confidence")}
    said = [{key: column[answer.row] for key, column in told.items()} if answer else dict.fromkeys(told, "")
            for answer in answers]  # fmt: skip
    wordings, statuses, setting = index.column("wording"), index.column("status"), SetUp(index)
    status = ["answered" if answer else "" for answer in answers]
    for place, (node, kind) in enumerate(zip(nodes, force, strict=True)):
        row = index.position[node]
        if answers[place] and statuses[row] not in ("open", "withdrawn"):
            continue
        status[place], rule = standing(kind, wordings[row], statuses[row])
        found = setting.answer(node, wordings[row], starts[place]) if status[place] in ("open", "decided") else None
        if found and not statuses[row]:
            answers[place] = Link(found.node, found.statement, "", found.row)
            status[place], rule = "answered", found.rule
        if rule:
            said[place] = {"basis": "inferred", "rule": rule, "confidence": ""}
    answered_on = [index.dates(answer.node)[0] if answer else "" for answer in answers]
    open_on = [as_of if standing == "open" else "" for standing in status]
    made = [end or start for start, end in zip(starts, ends, strict=True)]
    spans = [_days(since, on or day) for since, on, day in zip(made, answered_on, open_on, strict=True)]
    return {
        "id": nodes,
        "force": force,
        "event": [links[0].node if (links := made_at.get(node)) else "" for node in nodes],
        "since": starts,
        UNTIL: ends,
        "status": status,
        "as_of": open_on,
        "answered_by": [answer.node if answer else "" for answer in answers],
        "answered_on": answered_on,
        **{key: [row[key] for row in said] for key in ("basis", "rule")},
        "confidence": [number(row["confidence"]) for row in said],
        "days": [span[0] for span in spans],
        "days_at_most": [span[1] for span in spans],
        "answer": answers,
    }


def _told(index: Index, made: Columns) -> Columns:
    """Return the names, the words and the sources of commitments, a column a list."""
    nodes, made_at, sources = made["id"], index.links("agreed_at"), []
    answers = [index.sources_of(one.statement, one.node) if one else "" for one in made["answer"]]
    for node, answered in zip(nodes, answers, strict=True):
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
        "answer_sources": answers,
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


def _counted(index: Index, made: Columns, by: str) -> Columns:
    """Return what a summary counts, and `keys`: what each is counted for, as (id, name)."""
    said: dict[Any, Any] = {}  # equal texts and keys of very many rows are kept once

    def shared(value: Any) -> Any:
        return said.setdefault(value, value)

    keys = (tuple((key, _called(index, by, key)) for key in dict.fromkeys(each) or [""])
            for each in _keys(index, made, by))  # fmt: skip
    texts = {name: [shared(text) for text in made[name]] for name in ("status", "since", UNTIL, "basis")}
    return {"id": made["id"], "days": made["days"], "keys": [shared(key) for key in keys], **texts}


def _summary(pieces: list[Columns], by: str) -> pd.DataFrame:
    made = {name: [cell for piece in pieces for cell in piece[name]] for name in pieces[0]}
    if len(pieces) > 1:
        order = _times(made["since"], made[UNTIL], made["id"])
        made = {name: [column[at] for at in order] for name, column in made.items()}
    groups: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for row, keys in enumerate(made["keys"]):
        for key, name in keys:
            groups.setdefault(key, []).append(row)
            names[key] = name
    nodes, status, since, days = (made[name] for name in ("id", "status", "since", "days"))
    told: list[dict[str, Any]] = []
    for key, rows in groups.items():
        counts = Counter(status[row] for row in rows)
        if by == "basis":
            counts["answered"] = sum(made["basis"][row] == key for row in rows if status[row] == "answered")
        risk = [row for row in rows if status[row] in ("answered", "open") and days[row] is not None]
        events = [status[row] == "answered" and (by != "basis" or made["basis"][row] == key) for row in risk]
        estimate = waiting([days[row] for row in risk], events)
        shares = [round(share, 4) for years in YEARS for share in estimate.within(365.25 * years)]
        waits = [since[row] for row in rows if status[row] == "open" and since[row]]
        told.append(
            {
                "by": by,
                "id": key,
                "name": names[key],
                "commitments": len(rows),
                **{word.replace(" ", "_"): counts[word] for word in COUNTS},
                "at_risk": estimate.at_risk,
                **dict(zip(WITHIN, shares if risk else [None] * len(WITHIN), strict=True)),
                "median_days": estimate.median if estimate.median < inf else None,
                "oldest_open": min(waits, key=first_day, default=""),
                "ids": JOIN.join(nodes[row] for row in rows),
            }
        )
    told.sort(key=lambda r: (not r["id"], -r["commitments"], r["id"]))
    return frame(told, SUMMARY, real=("median_days", *WITHIN))


def _called(index: Index, by: str, key: str) -> str:
    if not key:
        return "(none)"
    return vocabulary().forces.get(key, key) if by == "force" else key if by in ("all", "basis") else index.name(key)


def _about(table: pd.DataFrame) -> list[str]:
    if not len(table) or not table["at_risk"].max():
        return ["Nothing of this is both due and dated: how long answers take cannot be told."]
    reached = int(table["median_days"].notna().sum())
    told = (
        "Within one and two years: the share answered by then, as Kaplan and Meier estimate it, who count what is open"
    )
    told += " for as long as it waits; _low and _high are 95 % intervals."
    if reached < len(table):
        told += f" Half is not reached in {len(table) - reached} of {len(table)} rows, where median_days is empty."
    return [told]


def _keys(index: Index, made: Columns, by: str) -> Iterator[list[str]]:
    """Yield what each commitment is counted for."""
    if by in ("all", "force"):
        yield from ([force if by == "force" else "all"] for force in made["force"])
        return
    if by == "basis":  # what still waits, waits for an answer of any basis
        yield from ([*BASES] if standing in ("answered", "open") else [] for standing in made["status"])
        return
    column, relation = {"body": ("event", "session_of"), "assignee": ("id", "assigned_to"), "topic": ("id", "about")}[
        by
    ]
    links = index.links(relation)
    yield from ([link.node for link in links.get(here, ())] for here in made[column])
