"""Decisions applied to facts at every build, and what most deserves a person's look next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from explorer.facts.anchors import Found
from explorer.facts.decisions import Decision, add_decision, read_decisions
from explorer.facts.desk import Applied, Desk, both
from explorer.facts.tables import Facts, rows

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.report import Report

__all__ = ["Applied", "Decision", "add_decision", "apply", "read_decisions", "worklist"]

WORK = ("score", "why", "statement", "document", "passage", "text")
_WEIGHT = {
    "not applied": 1.0,
    "contradiction": 0.95,
    "review": 0.9,
    "unresolved": 0.6,
    "guessed": 0.5,
    "refused": 0.45,
    "passed over": 0.2,
}


def apply(facts: Facts, decisions: Sequence[Decision]) -> tuple[Facts, list[Applied]]:
    """Return the facts as the decisions leave them, and what became of each decision, in their order.

    Statements are found by words and meaning where a decision holds these (`anchors`), else by id. Of several
    acceptances and rejections of one statement the last one counts, and so it is with same_as and not_same_as of one
    pair. The arguments stay as they are.

    >>> one = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
    >>> left, applied = apply(one, [Decision("reject", "place:bali", who="A. Reader", why="the process is meant")])
    >>> len(left.nodes), applied[0].done
    (0, True)
    """
    if not decisions:
        return facts, []
    desk = Desk.of(facts)
    read = desk.anchors()
    named = [both(read, each) for each in decisions]
    about = [_about(*pair) for pair in zip(decisions, named, strict=True)]
    last = {key: at for at, key in enumerate(about) if key}
    applied = []
    for at, (decision, (found, other)) in enumerate(zip(decisions, named, strict=True)):
        if (key := about[at]) and last[key] != at:
            outcome = f"{decision.told()} (a later decision overrules it)"
            applied.append(Applied(decision, outcome, done=False, overruled=True))
        else:
            applied.append(desk.take(decision, found, other))
    return desk.facts(), applied


def _about(decision: Decision, named: tuple[Found, Found]) -> tuple[str, frozenset[str]] | None:
    """Return what a later decision on the same question shares with this one; None where each counts."""
    statement, value = named[0].statement or decision.statement, named[1].statement or decision.value
    if decision.decision in ("accept", "reject"):
        return "stands", frozenset({statement})
    return ("same", frozenset({statement, value})) if decision.decision in ("same_as", "not_same_as") else None


def worklist(facts: Facts, report: Report, decisions: Iterable[Decision] = ()) -> pd.DataFrame:
    """List what most deserves a look, the most urgent first: `score` (0 to 1), `why`, and where it stands.

    Weak inferences of `facts` and the remarks of `report`. Statements on which a decision was taken are left out.
    """
    import pandas as pd

    decided = {decision.statement for decision in decisions}
    names = dict(zip(facts.nodes["id"], facts.nodes["name"], strict=True))
    made: list[dict[str, object]] = []
    for row in rows(facts.relations):
        if row["basis"] == "inferred" and row["id"] not in decided:
            text = (
                f"{names.get(row['source'], row['source'])} {row['relation']} {names.get(row['target'], row['target'])}"
            )
            score = round(0.5 + 0.45 * (1 - float(row["confidence"] or 0)), 3)
            made.append({"score": score, "why": f"inferred: {row['rule']}", "statement": row["id"], "text": text})
    for remark in report.remarks:
        if remark.what not in _WEIGHT or (remark.what == "review" and "(" not in remark.why):
            continue  # a file of another kind; a decision that was simply applied
        made.append(
            {
                "score": _WEIGHT[remark.what],
                "why": f"{remark.what}: {remark.why}" if remark.why else remark.what,
                "statement": remark.text if remark.what in ("review", "not applied") else "",
                "document": remark.document,
                "passage": remark.passage,
                "text": remark.text,
            }
        )
    made.sort(key=lambda row: (-float(str(row["score"])), *(str(row.get(column, "")) for column in WORK[1:])))
    return pd.DataFrame([{column: row.get(column, "") for column in WORK} for row in made], columns=list(WORK))
