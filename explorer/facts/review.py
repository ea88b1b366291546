"""Decisions applied to facts at every build, and what most deserves a person's look next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.facts.decisions import NODE_COLUMNS, RELATION_COLUMNS, Decision, add_decision, read_decisions
from explorer.facts.extraction.statements import digest
from explorer.facts.tables import Facts, rows
from explorer.ontology import slug, vocabulary

if TYPE_CHECKING:
    import pandas as pd

    from explorer.facts.report import Report

__all__ = ["Applied", "Decision", "add_decision", "apply", "read_decisions", "worklist"]

Row = dict[str, str]
_PASSAGE = re.compile(r"doc:[^\s#]+#\d+")
WORK = ("score", "why", "statement", "document", "passage", "text")
_WEIGHT = {"contradiction": 0.95, "review": 0.9, "unresolved": 0.6, "guessed": 0.5, "refused": 0.45, "passed over": 0.2}


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a decision: `outcome` in words, `done` whether the facts are now as it says."""

    decision: Decision
    outcome: str
    done: bool


def apply(facts: Facts, decisions: Sequence[Decision]) -> tuple[Facts, list[Applied]]:
    """Return the facts as the decisions leave them, and what became of each decision, in their order.

    Of several acceptances and rejections of one statement the last one counts. The arguments stay as they are.

    >>> one = Facts.from_rows(nodes=[{"id": "place:bali", "kind": "place", "name": "Bali"}])
    >>> left, applied = apply(one, [Decision("reject", "place:bali", who="A. Reader", why="the process is meant")])
    >>> len(left.nodes), applied[0].done
    (0, True)
    """
    if not decisions:
        return facts, []
    desk = _Desk.of(facts)
    last = {d.statement: at for at, d in enumerate(decisions) if d.decision in ("accept", "reject")}
    applied = []
    for at, decision in enumerate(decisions):
        if decision.decision in ("accept", "reject") and last[decision.statement] != at:
            applied.append(Applied(decision, f"{decision.told()} (a later decision overrules it)", False))
        else:
            applied.append(desk.take(decision))
    return desk.facts(), applied


@dataclass
class _Desk:
    """The tables as rows by id, while decisions change them."""

    documents: list[Row]
    passages: list[Row]
    nodes: dict[str, Row]
    relations: dict[str, Row]
    citations: dict[str, Row]
    moved: dict[str, str] = field(default_factory=dict)  # ids that a decision changed: old → new

    @classmethod
    def of(cls, facts: Facts) -> _Desk:
        nodes, relations, citations = (
            {row["id"]: row for row in rows(table)} for table in (facts.nodes, facts.relations, facts.citations)
        )
        return cls(rows(facts.documents), rows(facts.passages), nodes, relations, citations)

    def facts(self) -> Facts:
        return Facts.from_rows(
            documents=self.documents,
            passages=self.passages,
            nodes=self.nodes.values(),
            relations=self.relations.values(),
            citations=self.citations.values(),
        )

    def take(self, decision: Decision) -> Applied:
        """Apply one decision."""
        statement = self.now(decision.statement)
        acts = self.acts_in(statement)
        if decision.decision == "reject" and acts:
            for act in acts:
                self._reject(act, decision)
            return Applied(decision, decision.told(), True)
        statement = acts[0] if len(acts) == 1 else statement
        if statement not in self.nodes and statement not in self.relations:
            gone = (
                "it is not drawn now, nothing to reject"
                if decision.decision == "reject"
                else "its statement is not found"
            )
            return Applied(decision, f"{decision.told()} ({gone})", decision.decision == "reject")
        way = getattr(self, f"_{decision.decision}")
        trouble: str = way(statement, decision)
        return Applied(decision, f"{decision.told()}{f' (not applied: {trouble})' if trouble else ''}", not trouble)

    def acts_in(self, passage: str) -> list[str]:
        """Return the commitments of a passage. Their own ids count along the page, and rules may renumber them."""
        said = {c["statement"] for c in self.citations.values() if c["passage"] == passage}
        return sorted(act for act in said & set(self.nodes) if self.nodes[act]["kind"] == "commitment")

    def now(self, identity: str) -> str:
        """Return the id that a node or relation has after the decisions so far."""
        seen = set()
        while identity in self.moved and identity not in seen:
            seen.add(identity)
            identity = self.moved[identity]
        return identity

    # Each of these returns why it cannot be done, "" when it is.

    def _accept(self, statement: str, decision: Decision) -> str:
        self._remark(statement, decision.told())
        return ""

    def _reject(self, statement: str, _decision: Decision) -> str:
        if statement in self.nodes:
            for relation in [r for r in self.relations.values() if statement in (r["source"], r["target"])]:
                self._drop(relation["id"])
        self._drop(statement)
        return ""

    def _correct(self, statement: str, decision: Decision) -> str:
        column, value = decision.column, decision.value
        if statement in self.nodes:
            return self._correct_node(self.nodes[statement], decision)
        row = self.relations[statement]
        if column not in RELATION_COLUMNS:
            return f"a relation has no {column}"
        new = {**row, column: self.now(value) if column in ("source", "target") else value}
        if trouble := self._misfit(new):
            return trouble
        was = f"{column} was {row[column] or 'empty'}"
        new["basis"], new["confidence"] = "curated", ""
        new["rule"] = _joined(row["rule"], f"{decision.told()} ({was})")
        self._replace(row["id"], new)
        return ""

    def _correct_node(self, row: Row, decision: Decision) -> str:
        column, value = decision.column, decision.value
        if column not in NODE_COLUMNS:
            return f"a node has no {column}"
        new = {**row, column: value}
        if column == "force" and row["kind"] != "commitment":
            return "only commitments have a force"
        if column in ("start", "end") and row["kind"] not in vocabulary().events:
            return "only events have dates"
        if (
            column in ("start", "end")
            and new["end"]
            and new["start"][: len(new["end"])] > new["end"][: len(new["start"])]
        ):
            return f"{new['start']} is after {new['end']}"
        if column == "name" and row["name"] not in new["aliases"].split("|"):
            new["aliases"] = "|".join(
                part for part in (*new["aliases"].split("|"), row["name"]) if part and part != value
            )
        was = f"{column} was {row[column] or 'empty'}"
        new["note"] = _joined(row["note"], f"{decision.told()} ({was})")
        self.nodes[row["id"]] = new
        return ""

    def _same_as(self, statement: str, decision: Decision) -> str:
        other = self.now(decision.value)
        if statement not in self.nodes or other not in self.nodes:
            return "both have to be nodes that are there"
        if statement == other:
            return ""
        gone, kept = self.nodes.pop(statement), dict(self.nodes[other])
        names = dict.fromkeys([*kept["aliases"].split("|"), gone["name"], *gone["aliases"].split("|")])
        kept["aliases"] = "|".join(name for name in names if name and name != kept["name"])
        for column in ("acronym", "start", "end", "force", "wording", "url"):
            kept[column] = kept[column] or gone[column]
        kept["note"] = _joined(kept["note"], gone["note"], f"{statement} judged to be the same: {decision.told()}")
        self.nodes[other] = kept
        self.moved[statement] = other
        for citation in [c for c in self.citations.values() if c["statement"] == statement]:
            self._cite_anew(citation, other)
        for relation in [r for r in self.relations.values() if statement in (r["source"], r["target"])]:
            ends = {end: other if relation[end] == statement else relation[end] for end in ("source", "target")}
            if ends["source"] == ends["target"]:
                self._drop(relation["id"])
            else:
                self._replace(relation["id"], {**relation, **ends})
        return ""

    def _not_same_as(self, statement: str, decision: Decision) -> str:
        """Keep two nodes apart; or part off what one document says, as a node of its own."""
        if statement not in self.nodes:
            return "only nodes can be told apart"
        document = decision.value
        if document in self.nodes:
            self._remark(statement, f"not the same as {document}: {decision.told()}")
            return ""
        said = [c for c in self.citations.values() if c["statement"] == statement and c["document"] == document]
        if not said:
            return f"{document} is no node, and no document that cites it"
        if len(said) == sum(c["statement"] == statement for c in self.citations.values()):
            return f"{document} is the only document that cites it"
        own = self.nodes[statement]
        apart = f"{statement}-{slug(document.partition(':')[2])}"
        note = f"parted from {statement}: {decision.told()}"
        name = next((c["as_written"] for c in said if c["as_written"]), own["name"])
        self.nodes[apart] = {**own, "id": apart, "name": name, "aliases": "", "note": note}
        for citation in said:
            self._cite_anew(citation, apart)
        for relation in [r for r in self.relations.values() if statement in (r["source"], r["target"])]:
            cited = [c for c in self.citations.values() if c["statement"] == relation["id"]]
            here = [c for c in cited if c["document"] == document]
            ends = {end: apart if relation[end] == statement else relation[end] for end in ("source", "target")}
            if here and len(here) == len(cited):
                self._replace(relation["id"], {**relation, **ends})
            elif here:
                new = {**relation, **ends}
                new["id"] = _relation_id(new)
                self.relations[new["id"]] = new
                for citation in here:
                    self._cite_anew(citation, new["id"])
        return ""

    def _add(self, statement: str, decision: Decision) -> str:
        """Put down a relation. Its sources are the passages that the reason names, else the first words on its ends."""
        name, _, role = decision.column.partition(" ")
        acts = self.acts_in(decision.value)
        ends = {"source": statement, "target": acts[0] if len(acts) == 1 else self.now(decision.value)}
        new = {"relation": name, **ends, "role": role, "start": "", "end": "", "confidence": ""}
        if statement not in self.nodes:
            return "a relation leads from a node"
        if trouble := self._misfit(new):
            return trouble
        new |= {"id": _relation_id(new), "basis": "curated", "rule": decision.told()}
        if new["id"] in self.relations:
            self._remark(new["id"], decision.told())
            return ""
        self.relations[new["id"]] = new
        named = set(_PASSAGE.findall(decision.why))
        whole = [row for row in self.passages if row["id"] in named]
        for row in whole:
            words = {"char_start": "0", "char_end": str(len(row["text"])), "quotation": row["text"], "as_written": ""}
            self._cite({"document": row["document"], "passage": row["id"], **words}, new["id"])
        if whole:
            return ""
        order = {row["id"]: (row["document"], int(row["position"] or 0)) for row in self.passages}
        for end in sorted(set(ends.values())):
            said = [c for c in self.citations.values() if c["statement"] == end and c["passage"] in order]
            for first in sorted(said, key=lambda c: (order[c["passage"]], int(c["char_start"] or 0), c["id"]))[:1]:
                self._cite(first, new["id"])
        return ""

    def _remark(self, statement: str, text: str) -> None:
        table, column = (self.nodes, "note") if statement in self.nodes else (self.relations, "rule")
        table[statement] = {**table[statement], column: _joined(table[statement][column], text)}

    def _drop(self, statement: str) -> None:
        self.nodes.pop(statement, None)
        self.relations.pop(statement, None)
        for citation in [c["id"] for c in self.citations.values() if c["statement"] == statement]:
            del self.citations[citation]

    def _replace(self, old: str, new: Row) -> None:
        """Put a changed relation in place of the old one; where it says what another says already, they are one."""
        new["id"] = _relation_id(new)
        del self.relations[old]
        there = self.relations.get(new["id"])
        self.relations[new["id"]] = {**there, "rule": _joined(there["rule"], new["rule"])} if there else new
        if new["id"] != old:
            self.moved[old] = new["id"]
            self.moved.pop(new["id"], None)
            for citation in [c for c in self.citations.values() if c["statement"] == old]:
                self._cite_anew(citation, new["id"])

    def _cite_anew(self, citation: Row, statement: str) -> None:
        del self.citations[citation["id"]]
        self._cite(citation, statement)

    def _cite(self, citation: Row, statement: str) -> None:
        place = (citation["passage"], citation["char_start"], citation["char_end"])
        new = {**citation, "statement": statement, "id": f"citation:{digest(statement, *place)}"}
        self.citations[new["id"]] = new

    def _misfit(self, relation: Row) -> str:
        """Say why a relation cannot stand, "" when it can."""
        ends = [self.nodes.get(relation[end]) for end in ("source", "target")]
        for end, node in zip(("source", "target"), ends, strict=True):
            if node is None:
                return f"{relation[end]} as {end} is no node of these facts"
        kind = vocabulary().relations[relation["relation"]]
        pair = (ends[0]["kind"], ends[1]["kind"])  # type: ignore[index]
        if pair not in kind.pairs:
            return f"{relation['relation']} does not lead from a {pair[0]} to a {pair[1]}"
        if relation["role"] and relation["role"] not in kind.roles:
            return f"{relation['relation']} has no role {relation['role']}"
        return ""


def _relation_id(row: Row) -> str:
    parts = (row[column] for column in ("source", "relation", "target", "role", "start", "end"))
    return f"{row['relation']}:{digest(*parts)}"


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)


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
                "statement": remark.text if remark.what == "review" else "",
                "document": remark.document,
                "passage": remark.passage,
                "text": remark.text,
            }
        )
    made.sort(key=lambda row: (-float(str(row["score"])), *(str(row.get(column, "")) for column in WORK[1:])))
    return pd.DataFrame([{column: row.get(column, "") for column in WORK} for row in made], columns=list(WORK))
