"""Communities: who is more closely tied among themselves than with others, and what they have in common."""

from __future__ import annotations

from collections import Counter
from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.chance import grid, probabilities
from explorer.answers.networks import On, network
from explorer.answers.presence import Presence, presence
from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.errors import OptionError
from explorer.graph.index import JOIN, Index
from explorer.graph.measures import Network
from explorer.graph.options import Node, Selection
from explorer.ontology import vocabulary

GROUPS = ["group", "size", "leading", "topics", "bodies", "inside", "members", "names", "sources"]
LEADING = 5
NOTE = (
    "Groups by Louvain modularity (Blondel and others, 2008), seeded. They say who is on record together; they are no"
    " alliances, and other seeds or resolutions may cut them otherwise."
)
UNTESTED = "Whether they hold together more than chance has it was not tested: --test does."
DRAWS = 99
MOST = 2_000  # nodes up to which groups are tested


@question(140, shown="group size leading topics bodies inside sources", lists="leading topics bodies members names")
def groups(
    index: Index,
    *,
    on: On = "ties",
    through: Node = "",
    weight: str = "",
    resolution: float = 1.0,
    seed: int = 0,
    test: bool = False,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Find communities, described by their leading members, topics and bodies.

    The largest comes first. `leading` are the members with the strongest ties, `topics` and `bodies` those met
    most often at what the members were at or are linked to, `inside` the share of their ties' weight that stays
    within the group.

    on: ties (parties that shared events) or relations (every relation is a line)
    through: what ties share instead of any event: meeting, workshop, a body's sessions, another kind, a relation
    weight: attribute of relations that says what a line weighs; weight where there is one; none: every line 1
    resolution: below 1 fewer and larger groups, above 1 more and smaller
    seed: another seed may cut doubtful groups otherwise
    test: hold their modularity beside that of networks drawn with the same degrees (of parties and of events for ties)

    Example: explorer groups --since 2011
    """
    if resolution <= 0:
        raise OptionError(f"resolution {resolution} must be more than 0. Expected about 0.5 (few groups) to 2 (many).")
    index, selection = index.selected(selection, ties=on == "ties")
    looked = network(index, on, selection, through, weight)
    context: Any = {**selection, "kinds": "", "relations": ""} if on == "ties" else selection  # they choose who is tied
    part = index.part(context)
    told_by = index if part is index.facts else Index(part)
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
        topics, bodies = _common(told_by, [index.ids[row] for row in rows])
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
    told = UNTESTED
    if test and found and len(looked.net.a):
        tied = presence(index, selection, through=through) if on == "ties" else None
        told = _tested(looked.net, found, resolution, seed, tied)
    table.attrs["notes"] = [NOTE, told, *looked.notes]
    table.attrs["nothing"] = list(looked.notes[1:])
    return table


def _tested(net: Network, found: list[list[int]], resolution: float, seed: int, there: Presence | None) -> str:
    """Say whether a division holds together more than those of networks drawn by the configuration model.

    Of ties, who is at which event is drawn anew, with the numbers of both kept on average (`explorer.answers.chance`);
    of relations, the ends of lines are exchanged, with the number at every node kept.
    """
    import networkx as nx

    if net.nodes > MOST:
        raise OptionError(f"test: {net.nodes:,} nodes are more than {MOST:,}. Narrow the selection down.")
    random = np.random.default_rng(seed)
    cells = grid(there) if there else None
    chances = probabilities(cells) if cells else None
    drawn = []
    for number in range(DRAWS):
        if chances is not None:
            graph = _graph(_projected((random.random(chances.shape) < chances).astype(float)))
        else:
            graph = _graph(net)
            lines = graph.number_of_edges()
            try:
                nx.double_edge_swap(graph, nswap=lines, max_tries=100 * lines, seed=int(random.integers(2**31)))
            except nx.NetworkXException:
                return "Whether they hold together more than chance has it cannot be tested: no lines can be exchanged."
        if graph.number_of_edges():
            parts = nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=number)
            drawn.append(nx.community.modularity(graph, parts, weight="weight", resolution=resolution))
    own = nx.community.modularity(
        _graph(net), [set(members) for members in found], weight="weight", resolution=resolution
    )
    p = (sum(value >= own - 1e-12 for value in drawn) + 1) / (len(drawn) + 1)
    low, high = np.quantile(drawn, [0.025, 0.975]) if drawn else (0.0, 0.0)
    sure = "more than chance has it" if p <= 0.05 else "no more than chance has it"
    return (
        f"Modularity {own:.3f}; in {len(drawn)} networks drawn by the configuration model {low:.3f} to {high:.3f}"
        f" (95 %), p {p:.2f}: they hold together {sure}."
    )


def _projected(cells: np.ndarray) -> Network:
    """Return the ties of parties × events, each event of n adding 1/(n-1)."""
    heavy = (cells / np.maximum(cells.sum(axis=0) - 1, 1)) @ cells.T
    a, b = np.nonzero(np.triu(heavy, 1))
    return Network(len(cells), a, b, heavy[a, b])


def _graph(net: Network) -> Any:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(net.nodes))
    graph.add_weighted_edges_from(zip(net.a.tolist(), net.b.tolist(), net.weight.tolist(), strict=True))
    return graph


def _louvain(net: Network, resolution: float, seed: int) -> list[list[int]]:
    """Return the communities as lists of nodes, the largest first; nodes without ties stand alone, last."""
    import networkx as nx

    graph = _graph(net)
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
        present = (index.links(relation).get(node, ()) for relation in vocabulary().presence)
        events.update({link.node for links in present for link in links})
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
