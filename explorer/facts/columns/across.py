"""What tables name short and others name in full: a meeting without its day, an agency by its acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from explorer.facts.columns.words import fold
from explorer.facts.statements import Citation, Drawn, Identity, Relation


def across(drawn: Sequence[Drawn], tables: Collection[str]) -> tuple[list[Drawn], dict[str, dict[str, str]]]:
    """Return statements of documents with what `tables` among them name short brought to what others name in full.

    An event without a date takes that of the one dated event of its name; an organisation that is called by letters
    alone is the one of that acronym. Where two come into question nothing is done. Also returned: document → ids that
    were changed.
    """
    dated: dict[str, dict[str, Identity]] = defaultdict(dict)
    acronyms: dict[str, set[str]] = defaultdict(set)
    for one in drawn:
        for event in one.events:
            for name in event.names if event.start else ():
                dated[fold(name)].setdefault(event.start, event)
        for node in one.nodes:
            if node.kind in ("organisation", "body") and node.acronym and node.name != node.acronym:
                acronyms[node.acronym].add(node.id)
    made: list[Drawn] = []
    changed: dict[str, dict[str, str]] = {}
    for one in drawn:
        if one.document in tables:
            one = _dated(one, dated)
            ids = {
                node.id: next(iter(acronyms[node.name]))
                for node in one.nodes
                if node.kind == "organisation" and len(acronyms.get(node.name, ())) == 1
            }
            ids = {old: new for old, new in ids.items() if old != new}
            changed[one.document] = ids
            one = _renamed(one, ids) if ids else one
        made.append(one)
    return made, changed


def _dated(one: Drawn, dated: dict[str, dict[str, Identity]]) -> Drawn:
    days: dict[str, Identity] = {}
    for event in one.events:
        found = [] if event.start else [day for name in event.names for day in dated.get(fold(name), {}).values()]
        if len({day.start for day in found}) == 1 and found[0].kind == event.kind:
            days[event.id] = found[0]
    if not days:
        return one
    nodes = [replace(n, start=days[n.id].start, end=days[n.id].end) if n.id in days else n for n in one.nodes]
    events = [
        replace(e, start=days[e.id].start, end=days[e.id].end, place=days[e.id].place) if e.id in days else e
        for e in one.events
    ]
    return replace(one, nodes=tuple(nodes), events=tuple(events))


def _renamed(one: Drawn, ids: dict[str, str]) -> Drawn:
    def relation(each: Relation) -> Relation:
        return replace(each, source=ids.get(each.source, each.source), target=ids.get(each.target, each.target))

    def citation(each: Citation) -> Citation:
        said = each.statement
        return replace(each, statement=ids.get(said, said) if isinstance(said, str) else relation(said))

    nodes = [
        replace(n, id=ids[n.id], kind=ids[n.id].split(":")[0], acronym=n.name) if n.id in ids else n for n in one.nodes
    ]
    return replace(
        one,
        nodes=tuple(nodes),
        relations=tuple(map(relation, one.relations)),
        citations=tuple(map(citation, one.citations)),
    )
