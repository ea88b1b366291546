"""Meetings and workshops, and who took part in one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

import pandas as pd

from explorer.answers.rows import frame
from explorer.errors import OptionError, one_of
from explorer.facts.edtf import first_day
from explorer.facts.tables import Facts
from explorer.graph.index import Index
from explorer.graph.select import Filter, Selection, allowed_ids, relations_named
from explorer.ontology import vocabulary

MEETINGS = [
    "id", "kind", "name", "acronym", "start", "end", "place", "body", "hosts", "chairs",
    "participants", "commitments", "answers", "sources",
]  # fmt: skip
PARTICIPANTS = ["id", "kind", "name", "role", "relation", "also", "as_written", "basis", "statement", "sources"]
MANY = 20_000  # relations from which `participants` looks only at those of its event
PRESENCE = ("participated_in", "hosted", "chaired")


def meetings(
    index: Index, *, party: str = "", body: str = "", place: str = "", topic: str = "", **selection: Unpack[Selection]
) -> pd.DataFrame:
    """Return the events in order of time, undated ones last; counts are over all facts, not over the selection."""
    allowed = allowed_ids(index, selection)
    kinds = set(vocabulary().events)
    events = [
        n for n, k in zip(index.ids, index.kinds, strict=True) if k in kinds and (allowed is None or n in allowed)
    ]
    for wanted, holders in ((party, _of_party), (body, _of_body), (place, _at_place), (topic, _on_topic)):
        if wanted:
            found = holders(index, index.resolve(wanted))
            events = [event for event in events if event in found]
    return frame([_meeting(index, event) for event in sorted(events, key=in_time(index))], MEETINGS)


def in_time(index: Index) -> Callable[[str], tuple[bool, str, str, str]]:
    """Return the sort key that puts nodes in order of time, the undated last."""

    def key(node: str) -> tuple[bool, str, str, str]:
        start, end = index.dates(node)
        day = first_day(start or end)
        return not day, day, end, node

    return key


def _meeting(index: Index, event: str) -> dict[str, object]:
    row = index.position[event]
    present = index.links("participated_in", "target").get(event, ())
    return {
        "id": event,
        "kind": index.kinds[row],
        "name": index.names[row],
        "acronym": index.column("acronym")[row],
        "start": index.starts[row],
        "end": index.column("end")[row],
        "place": index.names_of(link.node for link in index.links("held_in").get(event, ())),
        "body": index.names_of(link.node for link in index.links("session_of").get(event, ())),
        "hosts": index.names_of(link.node for link in index.links("hosted", "target").get(event, ())),
        "chairs": index.names_of(link.node for link in index.links("chaired", "target").get(event, ())),
        "participants": len({link.node for link in present}),
        "commitments": len({link.node for link in index.links("agreed_at", "target").get(event, ())}),
        "answers": len({link.node for link in index.links("fulfils").get(event, ())}),
        "sources": index.sources_of(event),
    }


def _of_party(index: Index, party: str) -> set[str]:
    return {link.node for relation in PRESENCE for link in index.links(relation).get(party, ())}


def parts(index: Index, whole: str) -> set[str]:
    """Return `whole` and everything that is part of it, at any remove."""
    found, waiting = {whole}, [whole]
    while waiting:
        for link in index.links("part_of", "target").get(waiting.pop(), ()):
            if link.node not in found:
                found.add(link.node)
                waiting.append(link.node)
    return found


def _of_body(index: Index, body: str) -> set[str]:
    return {link.node for organ in parts(index, body) for link in index.links("session_of", "target").get(organ, ())}


def _at_place(index: Index, place: str) -> set[str]:
    places = {place, *(link.node for link in index.links("located_in", "target").get(place, ()))}
    return {link.node for here in places for link in index.links("held_in", "target").get(here, ())}


def _on_topic(index: Index, topic: str) -> set[str]:
    covered = {link.node for link in index.links("about", "target").get(topic, ())}
    made_at = index.links("agreed_at")
    return covered | {link.node for node in covered for link in made_at.get(node, ())}


def participants(index: Index, event: str, *, role: str = "", **filters: Unpack[Filter]) -> pd.DataFrame:
    """Return who was at an event: a row for each party and role that a source gives it.

    Only `participated_in` counts, unless `relations` names others. Raises OptionError when the node is no event.
    """
    one_of("role", role, vocabulary().roles)
    node = index.resolve(event)
    _must_be(index, node, vocabulary().events, "an event")
    chosen_relations = relations_named(filters.get("relations", ""), index) or ["participated_in"]
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
            if (role and link.role != role) or (kinds is not None and link.node not in kinds):
                continue
            also = [
                other
                for other in PRESENCE
                if other != relation and any(x.node == link.node for x in index.links(other, "target").get(node, ()))
            ]
            row = index.relation_position[link.statement]
            made.append(
                {
                    "id": link.node,
                    "kind": index.kind(link.node),
                    "name": index.name(link.node),
                    "role": link.role,
                    "relation": relation,
                    "also": "|".join(also),
                    "as_written": as_written.get(link.statement, ""),
                    "basis": index.column("basis", "relations")[row],
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
