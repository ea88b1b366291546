"""Choose a part of the facts: a period, some kinds, some relations, the surroundings of a node."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from explorer.errors import OptionError, one_of
from explorer.facts.edtf import span
from explorer.facts.tables import Facts
from explorer.graph.index import Index
from explorer.graph.options import Selection, Words
from explorer.ontology import vocabulary


def words(value: Words) -> list[str]:
    """Return several values given as an iterable or as one text with commas.

    >>> words("state, body"), words(["state"]), words("")
    (['state', 'body'], ['state'], [])
    """
    parts = value.split(",") if isinstance(value, str) else list(value)
    return [part.strip() for part in parts if part.strip()]


def kinds_named(value: Words, index: Index | None = None) -> list[str]:
    """Return the kinds that `value` names: kinds, `party`, `event`, plurals. Raises OptionError.

    >>> kinds_named("event, states")
    ['meeting', 'workshop', 'state']
    """
    book = vocabulary()
    plurals = {kind.plural.casefold(): kind.name for kind in book.kinds.values()}
    plurals |= {"parties": "party", "events": "event"}
    given_words = words(value)
    own = set(index.kinds) if index and given_words else set()
    found: list[str] = []
    for given in given_words:
        word = given.casefold()
        word = plurals.get(word, word)
        expanded = list(dict.fromkeys([*book.expand(word), *_written(own, (*book.expand(word), word))]))
        if not expanded:
            one_of("kind", given, [*book.kinds, "party", "event", *sorted(own - set(book.kinds))])
        found += [kind for kind in expanded if kind not in found]
    return found


def _written(own: set[str], names: Iterable[str]) -> list[str]:
    """Return the words of a graph that are `names` in whatever letters: `Person` is what `person` asks for."""
    plain = {name.casefold() for name in names}
    return sorted(one for one in own if one.casefold() in plain)


def relations_named(value: Words, index: Index | None = None) -> list[str]:
    """Return the relations that `value` names, hyphens and spaces as good as underscores. Raises OptionError.

    >>> relations_named("participated in,hosted")
    ['participated_in', 'hosted']
    """
    given_words = words(value)
    own = set(index.facts.relations["relation"].unique().tolist()) if index and given_words else set()
    known = list(vocabulary().relations)
    found = []
    for given in given_words:
        name = given.casefold().replace("-", "_").replace(" ", "_")
        meant = list(dict.fromkeys([*([name] if name in known else []), *_written(own, (given, name))]))
        if not meant:
            one_of("relation", given, [*known, *sorted(own - set(known))])
        found += [one for one in meant if one not in found]
    return found


def period(since: str = "", until: str = "") -> tuple[str, str]:
    """Return the first and last day of a period given as EDTF dates ("" is open). Raises OptionError.

    >>> period("2011", "2012-06")
    ('2011-01-01', '2012-06-30')
    """
    days = []
    for name, text, end in (("since", since, 0), ("until", until, 1)):
        found = span(str(text)) if text else ("", "")
        if found is None:
            raise OptionError(f"{name} {text!r} is no date. Expected 2012, 2012-06 or 2012-06-01.")
        days.append(found[end])
    if all(days) and days[0] > days[1]:
        raise OptionError(f"since {since} lies after until {until}.")
    return days[0], days[1]


def within(start: str, end: str, first: str, last: str) -> bool:
    """Tell whether something that lasts from `start` to `end` (EDTF) may fall into the period; undated never does.

    >>> within("2012-06", "", "2012-06-15", ""), within("", "", "2012-06-15", "")
    (True, False)
    """
    begin, close = span(start or end), span(end or start)
    return bool(begin and close and (not first or close[1] >= first) and (not last or begin[0] <= last))


def select(
    index: Index,
    *,
    since: str = "",
    until: str = "",
    kinds: Words = "",
    relations: Words = "",
    around: Words = "",
    depth: int = 1,
) -> Facts:
    """Return the facts of a part, with the documents and passages that it cites.

    `since` and `until` keep the events that may fall into the period and the commitments put on record at
    them (undated ones go), then what these are related to; relations with dates of their own count by
    these. `kinds` and `relations` keep only those; a node left without any relation of the chosen ones
    goes. `around` keeps what lies within `depth` steps, in either direction, of the nodes named, inside what the
    other options left; the nodes named always stay. Raises OptionError, UnknownNode, AmbiguousNode.
    """
    node, row = chosen(index, since=since, until=until, kinds=kinds, relations=relations, around=around, depth=depth)
    return part(index, node, row)


def chosen(
    index: Index,
    *,
    since: str = "",
    until: str = "",
    kinds: Words = "",
    relations: Words = "",
    around: Words = "",
    depth: int = 1,
) -> tuple[np.ndarray, np.ndarray]:
    """Return which nodes and which relations `select` keeps, as two masks over the rows of the tables."""
    if depth < 0:
        raise OptionError(f"depth {depth} is less than nothing. Expected 0, 1, 2 …")
    decided = index.choose(
        {"since": since, "until": until, "kinds": kinds, "relations": relations, "around": around, "depth": depth}
    )
    if decided is not None:
        return decided
    source, target = index.source_rows, index.target_rows
    nodes = np.ones(len(index.ids), dtype=bool)
    rows = np.ones(len(source), dtype=bool)
    centres = np.array([index.position[index.resolve(name)] for name in _names(around)], dtype=np.int64)
    if since or until:
        nodes, rows = _in_period(index, *period(since, until))
    if words(kinds):
        nodes = nodes & np.isin(np.array(index.kinds, dtype=object), kinds_named(kinds, index))
    if words(relations):
        rows = rows & index.facts.relations["relation"].isin(relations_named(relations, index)).to_numpy(dtype=bool)
    nodes[centres] = True
    rows = rows & nodes[source] & nodes[target]
    if words(relations):
        nodes &= _touched(len(nodes), source[rows], target[rows])
        nodes[centres] = True
    if len(centres):
        reached = _reach(index, centres, depth, nodes, rows)
        nodes = nodes & reached
        rows = rows & nodes[source] & nodes[target]
    return nodes, rows


def _names(around: Words) -> list[str]:
    # A name may hold a comma, so text is one name; several are given as a list.
    return [around] if isinstance(around, str) and around.strip() else [] if isinstance(around, str) else list(around)


def _reach(index: Index, centres: np.ndarray, depth: int, nodes: np.ndarray, rows: np.ndarray) -> np.ndarray:
    adjacency = index.adjacency
    if not (rows.all() and nodes.all()):
        from explorer.graph.adjacency import Adjacency

        adjacency = Adjacency.of(len(nodes), index.source_rows[rows], index.target_rows[rows])
    return adjacency.walk(centres.tolist(), depth) >= 0


def _touched(count: int, source: np.ndarray, target: np.ndarray) -> np.ndarray:
    touched = np.zeros(count, dtype=bool)
    touched[source] = True
    touched[target] = True
    return touched


def _in_period(index: Index, first: str, last: str) -> tuple[np.ndarray, np.ndarray]:
    source, target = index.source_rows, index.target_rows
    relation = np.array(index.facts.relations["relation"].tolist(), dtype=object)
    kinds = np.array(index.kinds, dtype=object)
    dated = np.isin(kinds, vocabulary().events) | (np.array(index.starts, dtype=object) != "")
    inside = np.zeros(len(kinds), dtype=bool)
    inside[dated] = [within(index.starts[row], index.ends[row], first, last) for row in np.flatnonzero(dated)]
    promised = (kinds == "commitment") & ~dated
    on_record = relation == "agreed_at"
    inside[source[on_record & inside[target] & promised[source]]] = True
    in_time = dated | promised
    kept = inside | ~in_time
    starts = index.facts.relations["start"].tolist()
    ends = index.facts.relations["end"].tolist()
    own_date = np.array([bool(s or e) for s, e in zip(starts, ends, strict=True)], dtype=bool)
    rows = kept[source] & kept[target]
    live = np.zeros(len(rows), dtype=bool)  # relations that themselves fall into the period
    live[own_date] = [within(starts[row], ends[row], first, last) for row in np.flatnonzero(own_date)]
    rows &= live | ~own_date
    live &= rows
    live |= rows & (inside[source] | inside[target])
    nodes = inside | _touched(len(kinds), source[live], target[live])
    upward = rows & np.isin(relation, ("located_in", "part_of"))
    while True:  # the state a place lies in, the body an organ belongs to
        more = upward & nodes[source] & ~nodes[target]
        if not more.any():
            break
        nodes[target[more]] = True
    return nodes, rows & nodes[source] & nodes[target]


def allowed_ids(index: Index, selection: Selection) -> set[str] | None:
    """Return the ids of the nodes that a selection keeps, None when it keeps all."""
    if not any(value for key, value in selection.items() if key != "depth"):
        return None
    if index.far:
        return set(index.far.fetch(index.far.choose(selection).nodes)["id"].tolist())
    nodes, _ = chosen(index, **selection)
    return {index.ids[row] for row in np.flatnonzero(nodes)}


def listed(index: Index, kinds: Iterable[str], selection: Selection, *within: set[str]) -> list[str]:
    """Return the ids of the nodes of some kinds that a selection keeps and that stand in every set of `within`."""
    allowed = allowed_ids(index, selection)
    sets = [*within, allowed] if allowed is not None else within
    wanted = set(kinds)
    found = [node for node, kind in zip(index.ids, index.kinds, strict=True) if kind in wanted]
    return [node for node in found if all(node in ids for ids in sets)] if sets else found


def part(index: Index, nodes: np.ndarray, rows: np.ndarray) -> Facts:
    """Return the facts of the nodes and relations that the masks keep, with what they cite."""
    facts = index.facts
    if nodes.all() and rows.all():
        return facts
    kept = np.append(np.append(nodes, rows), False)  # -1, a statement that is neither, stands for the last
    cited = kept[index.cited_statements]
    passages = np.zeros(len(facts.passages) + 1, dtype=bool)
    frontier = np.unique(index.cited_passages[cited])
    while len(frontier):  # a passage brings those it stands under
        passages[frontier] = True
        above = np.unique(index.passage_parents[frontier[frontier >= 0]])
        frontier = above[~passages[above]]
    kept_passages = facts.passages[passages[:-1]]
    frames = {
        "documents": facts.documents[facts.documents["id"].isin(kept_passages["document"])],
        "passages": kept_passages,
        "nodes": facts.nodes[nodes],
        "relations": facts.relations[rows],
        "citations": facts.citations[cited],
    }
    return Facts(**{name: frame.reset_index(drop=True) for name, frame in frames.items()})
