"""Communities: who is more closely tied among themselves than with others, and what they have in common."""

from __future__ import annotations

from collections import Counter
from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.networks import network
from explorer.answers.rows import frame
from explorer.errors import OptionError
from explorer.graph.index import JOIN, Index
from explorer.graph.measures import Network
from explorer.graph.select import Selection
from explorer.ontology import vocabulary

GROUPS = ["group", "size", "leading", "topics", "bodies", "inside", "members", "names", "sources"]
LEADING = 5
NOTE = (
    "Groups by Louvain modularity (Blondel and others, 2008), seeded. They say who is on record together more than"
    " chance would have it; they are no alliances, and other seeds or resolutions may cut them otherwise."
)


def groups(
    index: Index, *, on: str = "ties", resolution: float = 1.0, seed: int = 0, **selection: Unpack[Selection]
) -> pd.DataFrame:
    """Return the communities, the largest first.

    `leading` are the members with the strongest ties, `topics` and `bodies` those met most often at what the
    members were at or are linked to, `inside` the share of their ties' weight that stays within the group.
    """
    if resolution <= 0:
        raise OptionError(f"resolution {resolution} must be more than 0. Expected about 0.5 (few groups) to 2 (many).")
    looked = network(index, on, selection)
    found = _louvain(looked.net, resolution, seed)
    of = np.full(looked.net.nodes, -1)
    for number, members in enumerate(found):
        of[members] = number
    inside = np.bincount(of[looked.net.here], weights=looked.net.heavy * (of[looked.net.here] == of[looked.net.there]),
                         minlength=len(found)) if len(found) else np.zeros(0)  # fmt: skip
    whole = np.bincount(of[looked.net.here], weights=looked.net.heavy, minlength=len(found)) if len(found) else inside
    made = []
    for number, members in enumerate(found):
        ranked = sorted(members, key=lambda n: (-round(float(looked.net.strength[n]), 9), int(looked.rows[n])))
        rows = [int(looked.rows[n]) for n in ranked]
        topics, bodies = _common(index, [index.ids[row] for row in rows])
        made.append(
            {
                "group": number + 1,
                "size": len(members),
                "leading": JOIN.join(index.names[row] for row in rows[:LEADING]),
                "topics": topics,
                "bodies": bodies,
                "inside": round(float(inside[number] / whole[number]), 3) if whole[number] else None,
                "members": JOIN.join(index.ids[row] for row in rows),
                "names": JOIN.join(index.names[row] for row in rows),
                "sources": index.sources_of(*(index.ids[row] for row in rows[:LEADING])),
            }
        )
    table = frame(made, GROUPS, real=("inside",))
    table.attrs["notes"] = [NOTE, *looked.notes]
    return table


def _louvain(net: Network, resolution: float, seed: int) -> list[list[int]]:
    """Return the communities as lists of nodes, the largest first; nodes without ties stand alone, last."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(net.nodes))
    graph.add_weighted_edges_from(zip(net.a.tolist(), net.b.tolist(), net.weight.tolist(), strict=True))
    if not len(net.a):
        return [[node] for node in range(net.nodes)]
    found = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=seed)
    return sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))


def _common(index: Index, members: list[str], count: int = 3) -> tuple[str, str]:
    """Return the topics and the bodies met most often at what the members were at, or are linked to."""
    topics: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    events: Counter[str] = Counter()
    kinds: dict[str, Any] = {"topic": topics, "body": bodies, **dict.fromkeys(vocabulary().events, events)}
    for node in members:
        counter = kinds.get(index.kind(node))
        if counter is not None:
            counter[node] += 1
        for link in index.links("participated_in").get(node, ()):
            events[link.node] += 1
        for relation in ("about", "session_of", "concerns"):
            for link in index.links(relation).get(node, ()):
                if index.kind(link.node) in ("topic", "body"):
                    kinds[index.kind(link.node)][link.node] += 1
    sessions, covers, recorded = index.links("session_of"), index.links("about"), index.links("agreed_at", "target")
    for event, times in events.items():
        for link in sessions.get(event, ()):
            bodies[link.node] += times
        for about in (event, *(link.node for link in recorded.get(event, ()))):
            for link in covers.get(about, ()):
                topics[link.node] += times
    chosen = [sorted(c.items(), key=lambda item: (-item[1], item[0]))[:count] for c in (topics, bodies)]
    return index.names_of(node for node, _ in chosen[0]), index.names_of(node for node, _ in chosen[1])
