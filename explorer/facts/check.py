"""Check facts against the contract: every fault with its place and the remedy, none on clean data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from explorer.facts.edtf import span, surely_before
from explorer.facts.tables import Facts, rows
from explorer.ontology import Column, Table, vocabulary

OWN = "relation named by its table"  # the rule of a relation that a table names and the vocabulary does not have


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `level` is `fault` (the contract is broken) or `contradiction` (sources disagree).

    `row` is the id of the row, or its line when the id itself is at fault.
    """

    level: str
    table: str
    row: str
    column: str
    what: str
    remedy: str


def check(facts: Facts) -> list[Problem]:
    """Return every fault and contradiction in `facts`, in the order of the tables.

    >>> check(Facts.from_rows(nodes=[{"id": "place:bali", "kind": "plaice", "name": "Bali"}]))[0].what
    "'plaice' is none of the kinds."
    """
    return [problem for rule in RULES for problem in rule(facts)]


def _fault(table: str, row: str, column: str, what: str, remedy: str = "") -> Problem:
    return Problem("fault", table, row, column, what, remedy)


def _columns() -> Iterator[tuple[Table, Column]]:
    for table in vocabulary().tables.values():
        for column in table.columns:
            yield table, column


def ids(facts: Facts) -> Iterator[Problem]:
    """Ids are there, and no two rows share one; required cells are filled."""
    for table, column in _columns():
        values = getattr(facts, table.name)[column.name]
        if column.required:
            for line in values.index[values == ""]:
                row = getattr(facts, table.name)["id"].iloc[line] or f"row {line + 1}"
                yield _fault(table.name, row, column.name, "is empty.", "Every row needs it.")
        if column.name == "id":
            for value in sorted(set(values[values.duplicated() & (values != "")])):
                yield _fault(table.name, value, "id", "stands on more than one row.", "Ids are unique.")


def references(facts: Facts) -> Iterator[Problem]:
    """Ids that a cell refers to exist."""
    for table, column in _columns():
        if not column.refers:
            continue
        frame = getattr(facts, table.name)
        known = set(getattr(facts, column.refers)["id"])
        lost = frame[~frame[column.name].isin(known) & (frame[column.name] != "")]
        for row, value in zip(lost["id"], lost[column.name], strict=True):
            yield _fault(table.name, row, column.name, f"{value!r} is no row of {column.refers}.csv.")
    statements = set(facts.nodes["id"]) | set(facts.relations["id"])
    lost = facts.citations[~facts.citations["statement"].isin(statements)]
    for row, value in zip(lost["id"], lost["statement"], strict=True):
        yield _fault("citations", row, "statement", f"{value!r} is neither a node nor a relation.")


def closed_lists(facts: Facts) -> Iterator[Problem]:
    """Kinds, relations, roles, forces and bases are words of the vocabulary."""
    for table, column in _columns():
        if not column.terms:
            continue
        allowed = vocabulary().terms(column.terms)
        frame = getattr(facts, table.name)
        odd = frame[~frame[column.name].isin([*allowed, ""])]
        if column.terms == "relations":
            odd = odd[odd["rule"] != OWN]
        for row, value in zip(odd["id"], odd[column.name], strict=True):
            name = column.terms.replace("_", " ")
            yield _fault(
                table.name, row, column.name, f"{value!r} is none of the {name}.", f"Expected: {', '.join(allowed)}."
            )


def types(facts: Facts) -> Iterator[Problem]:
    """Dates are EDTF and possible; numbers are numbers."""
    for table, column in _columns():
        if column.type == "string":
            continue
        frame = getattr(facts, table.name)
        valid: Callable[[str], bool] = {"edtf": lambda v: span(v) is not None, "integer": str.isdecimal}.get(
            column.type, _share
        )
        for row, value in zip(frame["id"], frame[column.name], strict=True):
            if value and not valid(value):
                expected = {
                    "edtf": "Expected an EDTF date such as 2012-06-01, 2012-06 or 2012.",
                    "integer": "Expected a whole number.",
                    "number": "Expected a number from 0 to 1.",
                }[column.type]
                what = "is no possible date." if column.type == "edtf" else "cannot be read."
                yield _fault(table.name, row, column.name, f"{value!r} {what}", expected)
    for name in ("nodes", "relations"):
        frame = getattr(facts, name)
        both = frame[(frame["start"] != "") & (frame["end"] != "")]
        for row, start, end in zip(both["id"], both["start"], both["end"], strict=True):
            if surely_before(end, start):
                yield _fault(name, row, "end", f"{end} lies before the start {start}.", "Correct one of them.")


def _share(value: str) -> bool:
    try:
        return 0 <= float(value) <= 1
    except ValueError:
        return False


def pairs(facts: Facts) -> Iterator[Problem]:
    """Relations join the kinds they may join, carry roles they may carry, and state what they rest on."""
    kind = dict(zip(facts.nodes["id"], facts.nodes["kind"], strict=True))
    for row in rows(facts.relations):
        relation = vocabulary().relations.get(row["relation"])
        ends = (kind.get(row["source"]), kind.get(row["target"]))
        if relation and None not in ends and ends not in relation.pairs:
            yield _fault(
                "relations", row["id"], "relation", f"{row['relation']} does not lead from a {ends[0]} to a {ends[1]}."
            )
        if relation and row["role"] and row["role"] not in relation.roles and row["role"] in vocabulary().roles:
            expected = f"Expected: {', '.join(relation.roles)}." if relation.roles else "It has none."
            yield _fault("relations", row["id"], "role", f"{row['role']!r} is no role of {row['relation']}.", expected)
        if row["basis"] == "inferred" and not (row["rule"] and row["confidence"]):
            yield _fault("relations", row["id"], "rule", "an inferred relation names no rule or no confidence.")
        if row["basis"] != "inferred" and row["confidence"]:
            yield _fault(
                "relations", row["id"], "confidence", f"belongs to inferred relations; this one is {row['basis']}."
            )


def provenance(facts: Facts) -> Iterator[Problem]:
    """Every node and relation is cited, or curated with a reason; quotations are equal to their spans."""
    cited = set(facts.citations["statement"])
    for row in rows(facts.nodes):
        if row["id"] not in cited and not row["note"]:
            yield _fault("nodes", row["id"], "", "has neither a citation nor a note that says why it stands here.")
    for row in rows(facts.relations):
        if row["id"] not in cited and not (row["basis"] == "curated" and row["rule"]):
            yield _fault("relations", row["id"], "", "has no citation, and is not curated with a reason.")
    text = dict(zip(facts.passages["id"], facts.passages["text"], strict=True))
    home = dict(zip(facts.passages["id"], facts.passages["document"], strict=True))
    for row in rows(facts.citations):
        if row["passage"] in home and home[row["passage"]] != row["document"]:
            yield _fault("citations", row["id"], "document", f"passage {row['passage']} belongs to another document.")
        start, end = row["char_start"], row["char_end"]
        if row["quotation"] and start.isdecimal() and end.isdecimal() and row["passage"] in text:
            if text[row["passage"]][int(start) : int(end)] != row["quotation"]:
                yield _fault("citations", row["id"], "quotation", "is not what stands in the passage at that place.")
        elif row["quotation"] and row["passage"] in text:
            yield _fault("citations", row["id"], "char_start", "a quotation needs the place where it stands.")


def cycles(facts: Facts) -> Iterator[Problem]:
    """Nothing is part of itself, follows itself, or lies in itself, however long the way round."""
    import networkx as nx

    for relation in ("part_of", "follows", "located_in"):
        chosen = facts.relations[facts.relations["relation"] == relation]
        graph = nx.DiGraph(zip(chosen["source"], chosen["target"], strict=True))
        circles = [ring for ring in nx.strongly_connected_components(graph) if len(ring) > 1]
        circles += [{source} for source, target in graph.edges if source == target]
        for node in sorted(set().union(*circles)):
            yield _fault("relations", node, relation, "stands on a circle: it leads back to itself.")


def time_order(facts: Facts) -> Iterator[Problem]:
    """An event follows earlier ones, and answers commitments that were put on record before it."""
    start = dict(zip(facts.nodes["id"], facts.nodes["start"], strict=True))
    end = dict(zip(facts.nodes["id"], facts.nodes["end"], strict=True))
    recorded = facts.relations[facts.relations["relation"] == "agreed_at"]
    at = dict(zip(recorded["source"], recorded["target"], strict=True))
    for row in rows(facts.relations):
        source, target = row["source"], row["target"]
        if row["relation"] == "follows" and surely_before(
            end.get(source) or start.get(source, ""), start.get(target, "")
        ):
            yield _fault("relations", row["id"], "follows", f"{source} was over before {target} began.")
        if row["relation"] == "fulfils" and target in at:
            when = end.get(source) or start.get(source, "")
            if surely_before(when, start.get(at[target], "")):
                yield _fault(
                    "relations", row["id"], "fulfils", f"{source} was over before the promise {target} was made."
                )


def contradictions(facts: Facts) -> Iterator[Problem]:
    """Sources that disagree: kept side by side, and told."""
    events = facts.nodes[facts.nodes["kind"].isin(vocabulary().events) & facts.nodes["note"].str.contains("disagree")]
    for row, note in zip(events["id"], events["note"], strict=True):
        yield Problem("contradiction", "nodes", row, "note", note, "")
    sites = facts.relations[facts.relations["relation"] == "held_in"]
    several = sites[sites.duplicated("source", keep=False)]
    roles = facts.relations[facts.relations["relation"] == "participated_in"]
    exclusive = roles[roles["role"].isin(["member", "participant", "observer", "guest"])]
    doubled = exclusive[exclusive.duplicated(["source", "target"], keep=False)]
    cited = facts.citations
    cited = cited[cited["statement"].isin(several["id"]) | cited["statement"].isin(doubled["id"])]
    quoted = cited.groupby("statement")["document"].agg(lambda d: ", ".join(sorted(set(d))))
    for source, group in several.groupby("source"):
        said = "; ".join(f"{t} ({quoted.get(i, 'uncited')})" for t, i in zip(group["target"], group["id"], strict=True))
        yield Problem("contradiction", "relations", str(source), "held_in", f"sources give several places: {said}.", "")
    for (party, event), group in doubled.groupby(["source", "target"]):
        said = "; ".join(f"{r} ({quoted.get(i, 'uncited')})" for r, i in zip(group["role"], group["id"], strict=True))
        what = f"sources give several roles at {event}: {said}."
        yield Problem("contradiction", "relations", str(party), "participated_in", what, "")


RULES: tuple[Callable[[Facts], Iterator[Problem]], ...] = (
    ids,
    references,
    closed_lists,
    types,
    pairs,
    provenance,
    cycles,
    time_order,
    contradictions,
)


def table(problems: list[Problem]) -> pd.DataFrame:
    """Return problems as a table."""
    columns = ["level", "table", "row", "column", "what", "remedy"]
    return pd.DataFrame([[getattr(p, c) for c in columns] for p in problems], columns=columns, dtype=str)
