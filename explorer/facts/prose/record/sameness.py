"""One event on several pages: which mentions of events, on all pages, are one event, and under which id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from explorer.facts.edtf import span
from explorer.facts.prose.events.sameness import GENERIC
from explorer.facts.prose.events.series import bare_title
from explorer.facts.statements import Drawn, Identity


def one_id_each(drawn: Sequence[Drawn]) -> dict[str, dict[str, str]]:
    """For each document, old id → new id: the same event, a process that is body here and organisation there."""
    groups: list[list[tuple[str, Identity]]] = []
    found: dict[str, dict[int, None]] = defaultdict(dict)  # what events that may be one have in common → groups
    for one in drawn:
        for event in one.events:
            seek, file = ([_keys(event, seek=far) for far in (True, False)]) if len(drawn) > 1 else [[event.id]] * 2
            near = sorted({at for key in seek for at in found.get(key, ())})
            fits = (at for at in near if any(_same(event, other, one.document == d) for d, other in groups[at]))
            home = next(fits, len(groups))
            if home == len(groups):
                groups.append([])
            groups[home].append((one.document, event))
            for key in file:
                found[key][home] = None
    renamed: dict[str, dict[str, str]] = defaultdict(dict)
    taken: set[str] = set()
    for group in groups:
        best = max(group, key=lambda pair: (_certainty(pair[1]), pair[1].own, -len(pair[1].id), pair[1].id))[1].id
        while best in taken:
            best += "-b"
        taken.add(best)
        for document, event in group:
            if event.id != best:
                renamed[document][event.id] = best
    bodies = {n.id.partition(":")[2]: n.id for one in drawn for n in one.nodes if n.kind == "body"}
    for one in drawn:
        for node in one.nodes:
            if node.kind == "organisation" and node.id.partition(":")[2] in bodies:
                renamed[one.document][node.id] = bodies[node.id.partition(":")[2]]
    return renamed


def _keys(event: Identity, *, seek: bool) -> list[str]:
    """Return what an event is filed under, or (`seek`) where those stand that may be the same.

    Its id, its number in a series, and its days: single days meet on a day; what is vaguer meets all of its month.
    """
    keys = [f"id {event.id}"]
    keys += [f"number {event.series} {event.ordinal}"] if event.series and event.ordinal else []
    days = span(f"{event.start}/{event.end}" if event.end else event.start) if event.start else None
    if days is None:
        return keys
    first, last = (date.fromisoformat(day) for day in days)
    exact = len(event.start) >= 10 and (last - first).days < 32
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    if exact:
        keys += [f"day {first + timedelta(days=n)}" for n in range((last - first).days + 1)]
        keys += [f"{'vague' if seek else 'exact'} {month}" for month in months]
    else:
        keys += [f"vague {month}" for month in months]
        keys += [f"exact {month}" for month in months] if seek else []
    return keys


def _certainty(event: Identity) -> int:
    return 4 * bool(event.ordinal and event.series) + len(event.start) // 4 + bool(event.body)


def _same(a: Identity, b: Identity, one_page: bool) -> bool:
    """Series and ordinal; or kind, date and place with nothing against it; never a title alone."""
    if one_page:
        return a.id == b.id
    if a.ordinal and b.ordinal and a.series and b.series:
        return a.series == b.series and a.ordinal == b.ordinal
    if not (a.start and b.start) or {a.kind, b.kind} == {"meeting", "workshop"} and not _alike(a, b):
        return a.id == b.id and not (a.start and b.start)
    if not _same_days(a, b):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if a.series and a.series == b.series:
        return True
    if a.body and b.body and a.body != b.body:
        return _alike(a, b) and bool(a.place)
    return _alike(a, b)


def _same_days(a: Identity, b: Identity) -> bool:
    left, right = span(f"{a.start}/{a.end}" if a.end else a.start), span(f"{b.start}/{b.end}" if b.end else b.start)
    if not left or not right:
        return False
    if len(a.start) >= 10 and len(b.start) >= 10:
        return (
            left[0] == right[0]
            or (left[1] == right[1])
            or (left[0] <= right[0] and right[1] <= left[1])
            or (right[0] <= left[0] and left[1] <= right[1])
        )
    return left[0] <= right[1] and right[0] <= left[1]


def _alike(a: Identity, b: Identity) -> bool:
    best = 0.0
    for one in a.names:
        for other in b.names:
            left, right = (set(bare_title(n)) - {"bali", "process"} for n in (one, other))
            if left and right and (left - GENERIC or right - GENERIC):
                best = max(best, len(left & right) / min(len(left), len(right)))
    return best >= 0.6
