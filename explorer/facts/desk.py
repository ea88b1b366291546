"""The desk on which decisions are carried out: facts as rows by id, changed one decision at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from explorer.errors import nearest
from explorer.facts.anchors import Anchors, Found, Near, Words, adds_node, names_another, words_in
from explorer.facts.decisions import NODE_COLUMNS, RELATION_COLUMNS, Decision
from explorer.facts.statements import digest
from explorer.facts.tables import Facts, rows
from explorer.ontology import slug, vocabulary

Row = dict[str, str]
_PASSAGE = re.compile(r"doc:[^\s#]+#(?:[\w.-]+/)?\d+")
_ALIKE = (frozenset({"organisation", "body"}), frozenset(vocabulary().events))  # kinds that one thing may bear


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a decision: `outcome` in words, `done` whether the facts are now as it says.

    `overruled`: a later decision counts instead. `near`: where a decision that no longer fits comes nearest to.
    """

    decision: Decision
    outcome: str
    done: bool
    overruled: bool = False
    near: Near = Near()

    @property
    def lost(self) -> bool:
        """Whether it could not be applied, so that somebody has to look at it."""
        return not self.done and not self.overruled


def both(anchors: Anchors, decision: Decision) -> tuple[Found, Found]:
    """Return the statement that a decision is about, and the node that its value names (or the value as it is)."""
    other = words_in(decision, "other_") if names_another(decision) else Words()
    return anchors.find(decision.statement, words_in(decision)), anchors.find(decision.value, other)


@dataclass
class Desk:
    """The tables as rows by id, while decisions change them."""

    documents: list[Row]
    passages: list[Row]
    nodes: dict[str, Row]
    relations: dict[str, Row]
    citations: dict[str, Row]
    further: list[Row]  # relations that share their id with one of `relations`: kept, never decided on
    moved: dict[str, str] = field(default_factory=dict)  # ids that a decision changed: old → new

    @classmethod
    def of(cls, facts: Facts) -> Desk:
        nodes, relations, citations = (
            {row["id"]: row for row in rows(table)} for table in (facts.nodes, facts.relations, facts.citations)
        )
        again = facts.relations[facts.relations["id"].duplicated()] if len(relations) < len(facts.relations) else None
        further = [] if again is None else rows(again)
        if further:  # of relations with one id the first is kept by its id
            relations |= {row["id"]: row for row in reversed(rows(facts.relations))}
        return cls(rows(facts.documents), rows(facts.passages), nodes, relations, citations, further)

    def anchors(self) -> Anchors:
        return Anchors(self.nodes.values(), self.relations.values(), self.citations.values(), self.passages)

    def facts(self) -> Facts:
        return Facts.from_rows(
            further=True,
            documents=self.documents,
            passages=self.passages,
            nodes=self.nodes.values(),
            relations=[*self.relations.values(), *self.further],
            citations=self.citations.values(),
        )

    def take(self, decision: Decision, found: Found, other: Found) -> Applied:
        """Apply one decision to the statement that was found for it as read, else to one that decisions made since."""
        if found.why or other.why:
            since = both(self.anchors(), decision)
            found, other = since[0] if found.why else found, since[1] if other.why else other
        told = decision.told()
        if decision.decision == "whole":
            there = any(row["id"] == decision.statement for row in self.documents)
            return Applied(decision, told if there else f"{told} (not applied: no such document was read)", done=there)
        if why := found.why or other.why:
            if decision.decision == "reject" and not found.rival:
                return Applied(decision, f"{told} (it is not drawn now, nothing to reject)", done=True)
            near = found.near if found.why else other.near
            return Applied(decision, f"{told} (not applied: {why}{near.told()})", done=False, near=near)
        statement = self.now(found.statement)
        acts = self.acts_in(statement)
        if decision.decision == "reject" and acts:
            for act in acts:
                self._reject(act, decision)
            return Applied(decision, told, done=True)
        statement = acts[0] if len(acts) == 1 else statement
        if trouble := self._nowhere(statement, decision):
            near = self._near_passage(statement)
            return Applied(decision, f"{told} (not applied: {trouble}{near.told()})", done=False, near=near)
        if statement not in self.nodes and statement not in self.relations and not adds_node(decision):
            return Applied(decision, f"{told} (it is not drawn now, nothing to reject)", done=True)
        way = getattr(self, f"_{decision.decision}")
        trouble = way(statement, replace(decision, statement=found.statement, value=other.statement))
        near = self._place(statement) if trouble else Near()
        told += f" (not applied: {trouble}{near.told()})" if trouble else ""
        return Applied(decision, told, not trouble, near=near)

    def _nowhere(self, statement: str, decision: Decision) -> str:
        """Say what of a decision is not there: its passage, its statement, a passage that it rests on."""
        known = {row["id"] for row in self.passages}
        named = [statement, decision.value if names_another(decision) else ""]
        named += _PASSAGE.findall(decision.why) if decision.decision == "add" else []
        for one in named:
            if _PASSAGE.fullmatch(one) and one not in known:
                return f"there is no passage {one}"
        if len(self.acts_in(statement)) > 1:
            return f"{statement} holds several commitments"
        if any(row["id"] == statement for row in self.further):
            return f"several relations have the id {statement}"
        there = statement in self.nodes or statement in self.relations or adds_node(decision)
        return "" if there or decision.decision == "reject" else "its statement is not found"

    def _near_passage(self, passage: str) -> Near:
        """Return the passage with the nearest number, for one that is not there; for an id that of the nearest id."""
        stem, _, number = passage.rpartition("#")
        here = [row for row in self.passages if row["document"] == stem and row["position"].isdigit()]
        if not here or not number.isdigit():
            known = nearest(passage, [*self.nodes, *self.relations], 1) if not stem else []
            return self._place(known[0]) if known else Near()
        row = min(here, key=lambda row: (abs(int(row["position"]) - int(number)), int(row["position"])))
        return Near(stem, row["id"])

    def _place(self, statement: str) -> Near:
        """Return where a statement stands."""
        said = sorted((c["document"], c["passage"]) for c in self.citations.values() if c["statement"] == statement)
        return Near(*said[0], statement) if said else Near()

    def acts_in(self, passage: str) -> list[str]:
        """Return the commitments of a passage. Their own ids count along the page, and rules may renumber them."""
        said = {c["statement"] for c in self.citations.values() if c["passage"] == passage}
        return sorted(act for act in said & set(self.nodes) if self.nodes[act]["kind"] == "commitment")

    def now(self, identity: str) -> str:
        """Return the id that a node or relation has after the decisions so far; moves never lead in a circle."""
        while identity in self.moved:
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
        if column in ("force", "condition", "due", "status") and row["kind"] != "commitment":
            return f"only commitments have a {column}"
        if column in ("start", "end", "complete") and row["kind"] not in vocabulary().events:
            return "only events have dates" if column != "complete" else "only events have lists of participants"
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
        kinds = {self.nodes[one]["kind"] for one in (statement, other)}
        if len(kinds) > 1 and not any(kinds <= group for group in _ALIKE):
            return f"a {self.nodes[statement]['kind']} is never the same as a {self.nodes[other]['kind']}"
        if trouble := self._parting(statement, other):
            return trouble
        gone, kept = self.nodes.pop(statement), dict(self.nodes[other])
        names = dict.fromkeys([*kept["aliases"].split("|"), gone["name"], *gone["aliases"].split("|")])
        kept["aliases"] = "|".join(name for name in names if name and name != kept["name"])
        for column in NODE_COLUMNS[2:]:
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

    def _parting(self, statement: str, other: str) -> str:
        """Say which relation of a node could not lead from or to another in its place, "" when each can."""
        if self.nodes[statement]["kind"] == self.nodes[other]["kind"]:
            return ""
        for row in self.relations.values():
            ends = {end: other if row[end] == statement else row[end] for end in ("source", "target")}
            touched = statement in (row["source"], row["target"]) and ends["source"] != ends["target"]
            if touched and (trouble := self._misfit({**row, **ends})):
                return f"of {row['id']}, {trouble}"
        return ""

    def _not_same_as(self, statement: str, decision: Decision) -> str:
        """Keep two nodes apart; or part off what one document says, as a node of its own."""
        if statement not in self.nodes:
            return "only nodes can be told apart"
        document = self.now(decision.value)
        if document == statement:
            return f"{decision.statement} and {decision.value} are one by other decisions"
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
        if adds_node(decision):
            return self._add_node(statement, decision)
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
        if self._cite_named(new["id"], decision):
            return ""
        order = {row["id"]: (row["document"], int(row["position"] or 0)) for row in self.passages}
        for end in sorted(set(ends.values())):
            said = [c for c in self.citations.values() if c["statement"] == end and c["passage"] in order]
            for first in sorted(said, key=lambda c: (order[c["passage"]], int(c["char_start"] or 0), c["id"]))[:1]:
                self._cite(first, new["id"])
        return ""

    def _add_node(self, statement: str, decision: Decision) -> str:
        """Put down a node that nothing was read of; its sources are the passages that the reason names."""
        if statement in self.nodes:
            self._remark(statement, decision.told())
        elif not self._cite_named(statement, decision):
            return "a new node needs a passage in why, such as doc:minutes#4"
        else:
            blank = dict.fromkeys(vocabulary().tables["nodes"].column_names, "")
            wording = decision.value if decision.column == "commitment" else ""
            new = {"id": statement, "kind": decision.column, "name": decision.value, "wording": wording}
            self.nodes[statement] = {**blank, **new, "note": decision.told()}
        return ""

    def _cite_named(self, statement: str, decision: Decision) -> bool:
        """Cite the passages that a reason names, whole."""
        named = set(_PASSAGE.findall(decision.why))
        cited = [row for row in self.passages if row["id"] in named]
        for row in cited:
            words = {"char_start": "0", "char_end": str(len(row["text"])), "quotation": row["text"], "as_written": ""}
            self._cite({"document": row["document"], "passage": row["id"], **words}, statement)
        return bool(cited)

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
