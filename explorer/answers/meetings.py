"""Meetings and workshops, and who took part in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Unpack

import pandas as pd

from explorer.answers.question import question
from explorer.answers.rows import frame, typed
from explorer.errors import OptionError
from explorer.facts.edtf import first_day
from explorer.facts.tables import Facts
from explorer.graph.index import Ids, Index, Linking, Reads
from explorer.graph.options import Filter, Node, Role, Selection
from explorer.graph.select import allowed_ids, relations_named
from explorer.ontology import vocabulary

MEETINGS = [
    "id", "kind", "name", "acronym", "start", "end", "place", "body", "hosts", "chairs",
    "participants", "commitments", "answers", "sources",
]  # fmt: skip
COUNTED = {  # what is counted, and the end at which the event stands
    "participants": (vocabulary().presence, "target"),
    "commitments": (("agreed_at",), "target"),
    "answers": (("fulfils",), "source"),
}
IMPLIED = {"hosted": "host", "chaired": "chair"}  # the role of who is there by such a relation, where none is told
UNDATED = "~"  # stands after every day
PARTICIPANTS = ["id", "kind", "name", "role", "relation", "also", "as_written", "basis", "rule", "statement", "sources"]
Holders = dict[str, Callable[[Any, str], Any]]  # option → what finds the ids that belong to the node it names
MANY = 20_000  # relations from which `participants` looks only at those of its event


@question(70, shown="start name place participants commitments sources", lists="place body hosts chairs")
def meetings(
    index: Index,
    *,
    party: Node = "",
    body: Node = "",
    place: Node = "",
    topic: Node = "",
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """List meetings and workshops in order of time, with who, where and what came of them.

    Undated ones stand last; counts are over all facts, not over the selection.

    party: only those it took part in, hosted or chaired
    body: only sessions of it or of a part of it
    place: only those held there; a state stands for all its places
    topic: only those about it, or that put a commitment about it on record

    Example: explorer meetings --party Australia --since 2012
    """
    held = holding(index, HOLDERS, {"party": party, "body": body, "place": place, "topic": topic})
    kinds = vocabulary().events
    reads = Reads(("held_in", "session_of"), ("hosted", "chaired"), cited_kinds=kinds, counted=tuple(COUNTED.values()))
    index, events = index.near(kinds, selection, held, reads)
    events, _, _ = in_order(index, events)
    rows = [index.position[event] for event in events]
    told = {name: index.column(name) for name in ("kind", "acronym", "start", "end")} | {"name": index.names}
    made = {
        "id": events,
        **{name: [column[row] for row in rows] for name, column in told.items()},
        "place": index.named(events, "held_in"),
        "body": index.named(events, "session_of"),
        "hosts": index.named(events, "hosted", "target"),
        "chairs": index.named(events, "chaired", "target"),
        **{name: [index.count(*by).get(event, 0) for event in events] for name, by in COUNTED.items()},
        "sources": [index.sources.get(event, "") for event in events],
    }
    return typed({name: made[name] for name in MEETINGS})


def in_order(index: Index, nodes: list[str], later: str = "") -> tuple[list[str], list[str], list[str]]:
    """Return nodes in order of time, the undated last, with their starts and their ends.

    Those of the kind `later` come after the others of the same day.
    """
    dates = index.dated(nodes)
    days = [first_day(start or end) or UNDATED for start, end in dates]
    after = [bool(later) and index.kind(node) == later for node in nodes]
    ends = [end for _, end in dates]
    order = sorted(zip(days, after, ends, nodes, (start for start, _ in dates), strict=True))
    return [row[3] for row in order], [row[4] for row in order], [row[2] for row in order]


def in_time(index: Index) -> Callable[[str], tuple[bool, str, str, str]]:
    """Return the sort key that puts nodes in order of time, the undated last."""

    def key(node: str) -> tuple[bool, str, str, str]:
        start, end = index.dates(node)
        day = first_day(start or end)
        return not day, day, end, node

    return key


def holding(index: Linking[Ids], holders: Holders, wanted: Mapping[str, str]) -> list[Ids]:
    """Return, for every node that an option names, the ids that belong to it."""
    return [holders[option](index, index.resolve(node)) for option, node in wanted.items() if node]


def of_party(index: Linking[Ids], party: str) -> Ids:
    """Return the events that a party took part in, hosted or chaired."""
    return index.linked(vocabulary().presence, [party])


def parts(index: Linking[Ids], whole: str) -> Ids:
    """Return `whole` and everything that is part of it, at any remove."""
    return index.linked(["part_of"], [whole], "target", keep=True, on=True)


def of_body(index: Linking[Ids], body: str) -> Ids:
    """Return the sessions of a body and of its parts."""
    return index.linked(["session_of"], parts(index, body), "target")


def _at_place(index: Linking[Ids], place: str) -> Ids:
    return index.linked(["held_in"], index.linked(["located_in"], [place], "target", keep=True), "target")


def _on_topic(index: Linking[Ids], topic: str) -> Ids:
    return index.linked(["agreed_at"], index.linked(["about"], [topic], "target", keep=True), keep=True)


# What narrows the answer down: ids as a set, or as a frame where the facts stay on an engine.
HOLDERS: Holders = {"party": of_party, "body": of_body, "place": _at_place, "topic": _on_topic}


@question(80, shown="name kind role also sources", lists="also")
def participants(index: Index, event: Node, *, role: Role = "", **filters: Unpack[Filter]) -> pd.DataFrame:
    """List who took part in an event, with roles; who is not listed is not mentioned, which is not absent.

    A row for each party and role that a source gives it; who hosted or chaired was there, and has a row of that where
    no other says so. Raises OptionError when the node is no event.

    role: only this role: member, participant, observer, guest, host, chair, co_chair
    relations: only what these say, such as hosted,chaired

    Example: explorer participants "AHG SOM 6"
    """
    node = index.resolve(event)
    named = relations_named(filters.get("relations", ""), index)
    chosen_relations = named or list(vocabulary().presence)
    read = list(dict.fromkeys([*chosen_relations, *vocabulary().presence]))
    index = index.reading((), {}, Reads(inward=read, cited_relations=read), id=node)
    _must_be(index, node, vocabulary().events, "an event")
    narrowed: Any = {**filters, "relations": "", "around": [node]}
    kinds = allowed_ids(index, narrowed) if any(filters.values()) else None
    if len(index.facts.relations) > MANY:
        index = _of_one_event(index.facts, node)
    facts = index.facts
    at_event = facts.relations[facts.relations["target"] == node]
    cited = facts.citations
    written = cited[cited["statement"].isin(at_event["id"]) & (cited["as_written"] != "")]
    as_written = dict(zip(written["statement"].tolist(), written["as_written"].tolist(), strict=True))
    made = []
    for relation in chosen_relations:
        for link in index.links(relation, "target").get(node, ()):
            held = link.role or IMPLIED.get(relation, "")
            if (role and held != role) or (kinds is not None and link.node not in kinds):
                continue
            also = [
                other
                for other in vocabulary().presence
                if other != relation and any(x.node == link.node for x in index.links(other, "target").get(node, ()))
            ]
            if not (named or role) and set(also) & set(chosen_relations[: chosen_relations.index(relation)]):
                continue  # told beside the row of the other relation
            made.append(
                {
                    "id": link.node,
                    "kind": index.kind(link.node),
                    "name": index.name(link.node),
                    "role": held,
                    "relation": relation,
                    "also": "|".join(also),
                    "as_written": as_written.get(link.statement, ""),
                    "basis": index.column("basis", "relations")[link.row],
                    "rule": index.column("rule", "relations")[link.row],
                    "statement": link.statement,
                    "sources": index.sources_of(link.statement),
                }
            )
    order = {name: place for place, name in enumerate((*vocabulary().roles, ""))}
    kind_order = {name: place for place, name in enumerate(vocabulary().kinds)}
    made.sort(
        key=lambda r: (
            chosen_relations.index(r["relation"]), order.get(r["role"], 99), kind_order.get(r["kind"], 99), r["name"],
            r["statement"],
        )
    )  # fmt: skip
    return frame(made, PARTICIPANTS)


def _of_one_event(facts: Facts, node: str) -> Index:
    """Return an index of the relations to one event: look-ups over all facts take longer than finding these."""
    relations = facts.relations[facts.relations["target"] == node]
    nodes = facts.nodes[facts.nodes["id"].isin([node, *relations["source"].tolist()])]
    citations = facts.citations[facts.citations["statement"].isin(relations["id"].tolist())]
    frames = {"nodes": nodes, "relations": relations, "citations": citations}
    whole = {name: frames.get(name, table).reset_index(drop=True) for name, table in facts.tables().items()}
    return Index(Facts(**whole))


def _must_be(index: Index, node: str, kinds: tuple[str, ...], what: str) -> None:
    if index.kind(node) not in kinds:
        raise OptionError(f"{index.name(node)} ({node}) is a {index.kind(node)}, not {what}.")
