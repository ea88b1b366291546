"""Who is central, by a measure, and what that measure means and does not mean here."""

from __future__ import annotations

from typing import Any, Literal, Unpack

import numpy as np
import pandas as pd

from explorer.answers.networks import Chosen, On, network
from explorer.answers.question import question
from explorer.answers.rows import typed
from explorer.errors import one_of
from explorer.graph.index import Index
from explorer.graph.measures import betweenness, eigenvector, pagerank
from explorer.graph.options import Node, Selection
from explorer.graph.select import kinds_named
from explorer.graph.structure import ROLES, brokerage, constraint, core
from explorer.ontology import vocabulary

STEPS = ("degree", "betweenness")  # measures for which a line is a line, whatever it weighs
MEANING = {
    "degree": "Degree: how many others it is linked to. High means often on record, not influential; hosts of plenaries"
    " and long lists rise by the record alone.",
    "strength": "Strength: the sum of the weights of its lines; where nothing weighs, their number."
    " On ties it is the number of events shared with anybody: it counts presence, not what was said there.",
    "betweenness": "Betweenness: the share of shortest chains that run through it. High means it joins parts of the"
    " record that hardly touch; it does not say that anything was passed on.",
    "pagerank": "PageRank: where a walker along the relations spends their time. High means linked to what is itself"
    " much linked; on a graph without direction it stays close to degree.",
    "constraint": "Constraint: how much its contacts are contacts of one another (Burt 1992). Low, listed first, means"
    " room between groups; it does not say that the room is used.",
    "brokerage": "Brokerage: how often it stands between two that are not joined themselves, by role (Gould and"
    " Fernandez 1989). High means many such places; it does not say that anything was passed on.",
    "core": "Core: 1 for the core, 0 for the periphery of the best division into both (Borgatti and Everett 1999)."
    " The core meets everybody; look at the fit before you speak of one.",
    "eigenvector": "Eigenvector: central when its neighbours are. High means in the thick of the largest cluster;"
    " all that lies outside it scores about 0.",
}


@question(130, shown="place name kind score neighbours sources")
def rank(
    index: Index,
    *,
    by: Literal[
        "degree", "strength", "betweenness", "pagerank", "eigenvector", "constraint", "brokerage", "core"
    ] = "degree",
    on: On = "relations",
    through: Node = "",
    weight: str = "",
    within: str = "",
    attribute: str = "kind",
    **selection: Unpack[Selection],
) -> pd.DataFrame:  # fmt: skip
    """Rank nodes by a centrality, and say what that measure means and does not mean here.

    Equal scores share a place. Ranks of unlike things do not compare: of a graph of parties, events and more, parties
    are listed unless `kinds` names others. `normalised` is the share of the most that a node could have (degree,
    betweenness; after Borgatti and Everett 1997 where lines only join two families). `.attrs["notes"]` tell what was
    measured, on what.

    by: degree, strength, betweenness, pagerank, eigenvector, constraint, brokerage or core
    on: relations (every relation is a line) or ties (parties that shared events)
    through: what ties share instead of any event: meeting, workshop, a body's sessions, another kind, a relation
    weight: attribute of relations that says what a line weighs; weight where there is one; none: every line 1
    kinds: which kinds are listed, whatever the graph holds; by default parties, all for all
    within: which kinds of nodes the graph holds; all unless told
    attribute: of nodes, by which brokerage tells groups: kind or any other column

    Example: explorer rank --by betweenness --limit 10
    """
    kinds = selection.pop("kinds", "")
    listed = [] if kinds == "all" else kinds_named(kinds, None if index.far else index)
    held = {**selection, "kinds": within} if on != "ties" else {**selection, "kinds": listed}
    index, held = index.selected(held, ties=on == "ties")
    looked = network(index, on, held, through, weight)
    shown, about = _listed(index, looked, listed)
    if kinds == "all":
        shown, about = np.ones(len(shown), dtype=bool), ["Listed: all kinds; ranks of unlike things do not compare."]
    notes = [MEANING[by], *looked.notes, *about]
    if by in STEPS and (looked.net.weight != 1).any():
        notes.append("Here every line counts as one, whatever it weighs.")
    more: dict[str, np.ndarray] = {}
    if by in ("constraint", "core", "brokerage"):
        scores, more, told = _structure(index, looked, by, on, attribute)
        notes += told
    elif by == "betweenness":
        scores, pivots = betweenness(looked.net)
        if pivots < looked.net.nodes:
            notes.append(f"Estimated from the chains that start at {pivots:,} of {looked.net.nodes:,} nodes.")
    elif by == "eigenvector":
        scores, settled = eigenvector(looked.net)
        if not settled:
            notes.append("The scores had not settled when the search was cut off: take them as rough.")
    elif by == "pagerank":
        scores = pagerank(looked.net)
    else:
        scores = (looked.net.degree if by == "degree" else looked.net.strength).astype(float)
    scores = np.array([float(f"{score:.6g}") for score in scores.tolist()])  # the last digits hang on the machine
    normal, told = normalised(looked, index, by, scores)
    notes += told
    lowest_first = by == "constraint"  # few constraints, much room
    order = np.lexsort((looked.rows, np.nan_to_num(scores if lowest_first else -scores, nan=np.inf)))
    order = order[shown[order]]
    rows = looked.rows[order].tolist()
    table = typed(
        {
            "place": _places(scores[order]),
            "id": [index.ids[row] for row in rows],
            "kind": [index.kinds[row] for row in rows],
            "name": [index.names[row] for row in rows],
            "score": scores[order],
            "normalised": normal[order],
            **{name: column[order] for name, column in more.items()},
            "neighbours": looked.net.degree[order],
            "by": [by] * len(rows),
            "on": [on] * len(rows),
            "sources": [index.sources.get(index.ids[row], "") for row in rows],
        }
    )
    table.attrs["notes"] = notes
    table.attrs["nothing"] = list(looked.notes[1:])
    return table


def _listed(index: Index, looked: Chosen, kinds: list[str]) -> tuple[np.ndarray, list[str]]:
    """Return which nodes of the network are listed, and what is to be said of it."""
    kind_of = np.array(index.kinds, dtype=object)[looked.rows]
    parties = np.isin(kind_of, vocabulary().parties)
    if kinds:
        return np.isin(kind_of, kinds), []
    if parties.all() or not parties.any() or not np.isin(kind_of, list(vocabulary().kinds)).all():
        return np.ones(len(kind_of), dtype=bool), []
    return parties, [
        f"Listed: the {int(parties.sum()):,} parties of a graph of {len(kind_of):,} nodes; ranks of unlike"
        " things do not compare. --kinds lists others, --within narrows the graph."
    ]


def _structure(index: Index, looked: Chosen, by: str, on: str, attribute: str) -> Any:
    """Return scores of position, further columns, and what is to be said of them."""
    net = looked.net
    if by == "constraint":
        return constraint(net), {}, []
    if by == "core":
        inside, found = core(net)
        told = [f"Core: {int(inside.sum()):,} of {net.nodes:,} nodes; fit {found:.3f} (1 is a perfect core, 0 none)."]
        return inside.astype(float), {}, told
    if attribute not in index.facts.nodes.columns:
        one_of("column of nodes", attribute, [str(name) for name in index.facts.nodes.columns])
    values = index.column(attribute)
    groups = [values[row] for row in looked.rows.tolist()]
    source, target = (looked.source, looked.target) if on != "ties" else (net.here, net.there)
    made = brokerage(net.nodes, source, target, groups)
    told = [f"Groups: by {attribute}, {len(set(groups)):,} of them. Lines are taken "
            + ("both ways, as ties have no direction." if on == "ties" else "from source to target.")]  # fmt: skip
    return made.sum(axis=1).astype(float), dict(zip(ROLES, made.T, strict=True)), told


def normalised(looked: Chosen, index: Index, by: str, scores: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return degree and betweenness as shares of the most that a node could have, nan for other measures.

    Where lines only join two families, the most is that of two-mode graphs: S. P. Borgatti and M. G. Everett, "Network
    analysis of 2-mode data", Social Networks 19 (1997); reference: networkx.bipartite.
    """
    net, nodes = looked.net, looked.net.nodes
    if by not in STEPS:
        return np.full(nodes, np.nan), []
    family = np.isin(np.array(index.kinds, dtype=object)[looked.rows], vocabulary().parties)
    sizes = int(family.sum()), int((~family).sum())
    if not (len(net.a) and all(sizes) and (family[net.a] != family[net.b]).all()):
        return scores / (max(nodes - 1, 1) if by == "degree" else 1), []
    own, other = np.where(family, *sizes), np.where(family, *sizes[::-1])
    told = [f"Two modes, {sizes[0]:,} and {sizes[1]:,}: `normalised` is after Borgatti and Everett (1997)."]
    if by == "degree":
        return scores / other, told
    s, t = (own - 1) // other, (own - 1) % other
    most = (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    return scores * ((nodes - 1) * (nodes - 2) / 2) / np.maximum(most, 1), told


def _places(scores: np.ndarray) -> np.ndarray:
    """Return 1, 2, 2, 4 … for scores in falling order."""
    place = np.arange(1, len(scores) + 1)
    same = np.zeros(len(scores), dtype=bool)
    same[1:] = scores[1:] == scores[:-1]
    place[same] = 0
    return np.maximum.accumulate(place)
