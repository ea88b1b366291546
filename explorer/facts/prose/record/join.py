"""Across documents: one event on several pages, chains of meetings, promises and what answered them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType

from explorer.facts.edtf import last_day, span, surely_before
from explorer.facts.prose.record.fulfils import Promise, answers
from explorer.facts.prose.record.sameness import one_id_each
from explorer.facts.prose.text.tokens import norms
from explorer.facts.statements import Citation, Drawn, Identity, Leftover, Node, Relation, digest

Row = dict[str, str]


@dataclass(frozen=True)
class Statements:
    """Rows for the tables of facts, sorted by id, and the contradictions found between documents."""

    nodes: list[Row]
    relations: list[Row]
    citations: list[Row]
    contradictions: list[Leftover] = field(default_factory=list)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)  # document → its own id of a node → the common one


def join(drawn: Sequence[Drawn]) -> Statements:
    """Put the statements of several documents together.

    The same event on several pages becomes one node (series and ordinal, or kind, date and place; a title
    is no identity); the same claim in two documents one relation with two citations; claims that disagree
    stay side by side. Then the chains are concluded: `follows` along a series, `fulfils` by named rules.
    """
    drawn = sorted(drawn, key=lambda d: d.document)
    renamed = one_id_each(drawn)
    drawn = [_renamed(d, renamed.get(d.document, {})) for d in drawn]
    drawn = _commitments_apart(drawn)
    nodes = _nodes(drawn)
    relations: dict[str, Relation] = {}
    citations: dict[str, Row] = {}
    for one in drawn:
        ids = {
            id(relation): relation.id for relation in one.relations
        }  # those that are cited are mostly the same object
        for relation in one.relations:
            key = ids[id(relation)]
            old = relations.get(key)
            if old is None or (old.basis != "stated" and relation.basis == "stated"):
                relations[key] = relation
        for citation in one.citations:
            _cite(citations, citation, ids)
    events = _identities(drawn, nodes)
    contradictions = _disagreements(drawn, nodes, events)
    for relation, spot in [*_follows(drawn, events, relations), *_fulfils(nodes, events, relations, citations)]:
        if relation.id not in relations and relation.source in nodes and relation.target in nodes:
            relations[relation.id] = relation
            for row in spot:
                copy = {**row, "statement": relation.id}
                copy["id"] = _citation_id(copy)
                citations[copy["id"]] = copy
    relations = {k: r for k, r in relations.items() if r.source in nodes and r.target in nodes and r.source != r.target}
    kept = set(nodes) | set(relations)
    return Statements(
        [_node_row(nodes[k]) for k in sorted(nodes)],
        [_relation_row(k, relations[k]) for k in sorted(relations)],
        [citations[k] for k in sorted(citations) if citations[k]["statement"] in kept],
        contradictions,
        renamed,
    )


# ------------------------------------------------------------------------------------------- identity


def _renamed(one: Drawn, ids: dict[str, str]) -> Drawn:
    if not ids:
        return one
    stems = {
        f"commitment:{old.split(':', 1)[1]}/": f"commitment:{new.split(':', 1)[1]}/"
        for old, new in ids.items()
        if old.split(":")[0] in ("meeting", "workshop")
    }

    def new(node: str) -> str:
        if node in ids:
            return ids[node]
        if node.startswith("commitment:"):
            for old, fresh in stems.items():
                if node.startswith(old):
                    return fresh + node[len(old) :]
        return node

    def relation(r: Relation) -> Relation:
        return replace(r, source=new(r.source), target=new(r.target))

    return replace(
        one,
        nodes=tuple(replace(n, id=new(n.id), kind=new(n.id).split(":", 1)[0]) for n in one.nodes),
        relations=tuple(relation(r) for r in one.relations),
        citations=tuple(
            replace(c, statement=new(c.statement) if isinstance(c.statement, str) else relation(c.statement))
            for c in one.citations
        ),
        events=tuple(replace(e, id=new(e.id), body=new(e.body) if e.body else "") for e in one.events),
    )


def _commitments_apart(drawn: list[Drawn]) -> list[Drawn]:
    """Number the commitments of a second page on the same event apart (b1, b2 …); the same words are the same point."""
    taken: dict[str, str] = {}  # commitment id → wording
    words: dict[tuple[str, tuple[str, ...]], str] = {}  # (event, folded wording) → id
    out = []
    for one in drawn:
        ids: dict[str, str] = {}
        for node in one.nodes:
            if node.kind != "commitment":
                continue
            home, number = node.id.rsplit("/", 1)
            key = (home, norms(node.wording))
            if key in words and words[key] != node.id:
                ids[node.id] = words[key]
            elif node.id in taken and taken[node.id] != node.wording:
                letters = (letter * times for times in count(1) for letter in "bcdefghijklmnopqrstuvwxyz")
                letter = next(each for each in letters if f"{home}/{each}{number}" not in taken)
                ids[node.id] = f"{home}/{letter}{number}"
            final = ids.get(node.id, node.id)
            taken[final] = node.wording
            words.setdefault(key, final)
        out.append(_renamed(one, ids) if ids else one)
    return out


# ------------------------------------------------------------------------------------------- rows


def _nodes(drawn: Sequence[Drawn]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for one in sorted(drawn, key=lambda d: d.document):
        own = {e.id for e in one.events if e.own}
        for node in one.nodes:
            old = nodes.get(node.id)
            nodes[node.id] = node if old is None else _merged(old, node, node.id in own)
    return nodes


_EITHER = ("acronym", "force", "condition", "due", "status", "complete", "wording", "url")


def _merged(old: Node, new: Node, own: bool) -> Node:
    """One node from two tellings: the page about the event itself names and dates it."""
    first, second = (new, old) if own else (old, new)
    names = tuple(
        dict.fromkeys(n for n in (*first.aliases, second.name, *second.aliases) if norms(n) != norms(first.name))
    )
    start, end = first.start, first.end
    if second.start and (not start or (len(second.start) > len(start) and second.start.startswith(start))):
        start, end = second.start, second.end
    note = "; ".join(dict.fromkeys(n for n in (first.note, second.note) if n))
    dates = [d for d in dict.fromkeys(f"{n.start}{'/' + n.end if n.end else ''}" for n in (first, second)) if d]
    if first.kind in ("meeting", "workshop") and len(dates) > 1 and _apart(first, second) and "disagree" not in note:
        note = f"{note}; " if note else ""
        note += f"Sources disagree on the date: {' and '.join(dates)}"
    kept = {name: getattr(first, name) or getattr(second, name) for name in _EITHER}
    further = tuple({**dict(second.further), **dict(first.further)}.items())
    return replace(first, aliases=names, start=start, end=end, note=note, further=further, **kept)


def _apart(a: Node, b: Node) -> bool:
    left, right = span(f"{a.start}/{a.end}" if a.end else a.start), span(f"{b.start}/{b.end}" if b.end else b.start)
    if not left or not right or len(a.start) != len(b.start):
        return bool(left and right and (left[1] < right[0] or right[1] < left[0]))
    return left != right


def _node_row(node: Node) -> Row:
    aliases = "|".join(a.replace("|", "/") for a in dict.fromkeys(node.aliases) if a != node.name)
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "aliases": aliases,
        "acronym": node.acronym,
        "start": node.start,
        "end": node.end,
        "force": node.force,
        "condition": node.condition,
        "due": node.due,
        "status": node.status,
        "complete": node.complete,
        "wording": node.wording,
        "url": node.url,
        "note": node.note,
        **dict(node.further),
    }


def _relation_row(key: str, relation: Relation) -> Row:
    return {
        "id": key,
        "source": relation.source,
        "relation": relation.relation,
        "target": relation.target,
        "role": relation.role,
        "start": relation.start,
        "end": relation.end,
        "basis": relation.basis,
        "rule": relation.rule,
        "confidence": relation.confidence,
        **dict(relation.further),
    }


def _cite(citations: dict[str, Row], citation: Citation, ids: Mapping[int, str] = MappingProxyType({})) -> None:
    """Add a citation. `ids`: of relations that have theirs already, by object."""
    said = citation.statement
    statement = said if isinstance(said, str) else ids.get(id(said)) or said.id
    row = {
        "statement": statement,
        "document": citation.document,
        "passage": citation.passage,
        "char_start": str(citation.char_start),
        "char_end": str(citation.char_end),
        "quotation": citation.quotation,
        "as_written": citation.as_written,
    }
    row = {"id": _citation_id(row), **row}
    citations.setdefault(row["id"], row)


def _citation_id(row: Row) -> str:
    return f"citation:{digest(row['statement'], row['passage'], row['char_start'], row['char_end'])}"


# ------------------------------------------------------------------------------------------- chains


def _identities(drawn: Iterable[Drawn], nodes: dict[str, Node]) -> dict[str, Identity]:
    found: dict[str, Identity] = {}
    for one in drawn:
        for event in one.events:
            old = found.get(event.id)
            node = nodes[event.id]
            merged = (
                event
                if old is None
                else replace(
                    old,
                    series=old.series or event.series,
                    ordinal=old.ordinal or event.ordinal,
                    place=old.place or event.place,
                    body=old.body or event.body,
                    own=old.own or event.own,
                    names=tuple(dict.fromkeys((*old.names, *event.names))),
                    status="held" if "held" in (old.status, event.status) else old.status or event.status,
                )
            )
            same = (merged.start, merged.end) == (node.start, node.end)
            found[event.id] = merged if same else replace(merged, start=node.start, end=node.end)
    return found


def _follows(
    drawn: Sequence[Drawn], events: dict[str, Identity], relations: dict[str, Relation]
) -> list[tuple[Relation, list[Row]]]:
    """The next number of a series follows the one before it, when no date speaks against it."""
    series: dict[str, dict[int, Identity]] = defaultdict(dict)
    for event in sorted(events.values(), key=lambda e: e.id):
        if event.series and event.ordinal:
            series[event.series].setdefault(event.ordinal, event)
    stated = {(r.source, r.target) for r in relations.values() if r.relation == "follows"}
    spots = _spots(drawn) if series else {}
    out = []
    for counted in series.values():
        for number, event in sorted(counted.items()):
            before = counted.get(number - 1)
            if (
                before is None
                or (event.id, before.id) in stated
                or (event.start and before.start and _not_after(event, before))
            ):
                continue
            relation = Relation(
                event.id, "follows", before.id, basis="inferred", rule="next number of its series", confidence="0.95"
            )
            out.append((relation, [spots[node] for node in (event.id, before.id) if node in spots]))
    return out


def _not_after(event: Identity, before: Identity) -> bool:
    return surely_before(event.end or event.start, before.start) or event.start == before.start


def _spots(drawn: Sequence[Drawn]) -> dict[str, Row]:
    """The first citation of every node."""
    first: dict[str, Row] = {}
    for one in drawn:
        for citation in one.citations:
            if isinstance(citation.statement, str) and citation.statement not in first:
                rows: dict[str, Row] = {}
                _cite(rows, citation)
                first[citation.statement] = next(iter(rows.values()))
    return first


def _fulfils(
    nodes: dict[str, Node], events: dict[str, Identity], relations: dict[str, Relation], citations: dict[str, Row]
) -> list[tuple[Relation, list[Row]]]:
    hosts: dict[str, set[str]] = defaultdict(set)
    sites: dict[str, str] = {}
    made: dict[str, str] = {}
    state_of = {r.source: r.target for r in relations.values() if r.relation == "located_in"}
    for relation in relations.values():
        if relation.relation == "assigned_to" and relation.role == "host":
            hosts[relation.source].add(relation.target)
        elif relation.relation == "hosted":
            hosts[relation.target].add(relation.source)
        elif relation.relation == "held_in" and relation.target in state_of:
            sites[relation.source] = state_of[relation.target]
        elif relation.relation == "agreed_at":
            made[relation.source] = relation.target
    promises = []
    for node in sorted(nodes.values(), key=lambda n: n.id):
        if node.kind == "commitment" and node.id in made:
            event = events.get(made[node.id])
            day = last_day(event.end or event.start) if event is not None and event.start else ""
            promises.append(Promise(node.id, node.wording, node.force, day, frozenset(hosts[node.id]), ""))
    said = [(r.source, r.target) for r in relations.values() if r.relation == "fulfils"]
    told = {k: frozenset(v) for k, v in hosts.items()}
    found = answers(promises, [events[k] for k in sorted(events)], sites, told, said)
    first: dict[str, Row] = {}
    for row in (citations[k] for k in (sorted(citations) if found else ())):
        first.setdefault(row["statement"], row)
    out = []
    for answer in found:
        if made.get(answer.promise) == answer.event:
            continue
        relation = Relation(
            answer.event, "fulfils", answer.promise, basis="inferred", rule=answer.rule, confidence=answer.confidence
        )
        out.append((relation, [first[s] for s in (answer.event, answer.promise) if s in first]))
    return out


def _disagreements(drawn: Sequence[Drawn], nodes: dict[str, Node], events: dict[str, Identity]) -> list[Leftover]:
    """Dates on which pages disagree: kept in the note of the event, and told."""
    told = {(c.text, c.why) for one in drawn for c in one.contradictions}
    doubtful = [key for key in sorted(events) if "disagree" in nodes[key].note]
    spots = _spots(drawn) if doubtful else {}
    out = []
    for key in doubtful:
        note = nodes[key].note
        if (nodes[key].name, note) not in told and key in spots:
            row = spots[key]
            out.append(
                Leftover(
                    row["document"],
                    row["passage"],
                    int(row["char_start"]),
                    int(row["char_end"]),
                    nodes[key].name,
                    note,
                )
            )
    return out
