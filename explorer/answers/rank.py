"""Who is central, by a measure, and what that measure means and does not mean here."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd

from explorer.answers.networks import network
from explorer.answers.rows import typed
from explorer.errors import one_of
from explorer.graph.index import Index
from explorer.graph.measures import betweenness, eigenvector, pagerank
from explorer.graph.select import Selection

MEANING = {
    "degree": "Degree: how many others it is linked to. High means often on record, not influential; hosts of plenaries"
    " and long lists rise by the record alone.",
    "strength": "Strength: the sum of its ties' weights; on ties, the number of events shared with anybody."
    " It counts presence, not what was said there.",
    "betweenness": "Betweenness: the share of shortest chains that run through it. High means it joins parts of the"
    " record that hardly touch; it does not say that anything was passed on.",
    "pagerank": "PageRank: where a walker along the relations spends their time. High means linked to what is itself"
    " much linked; on a graph without direction it stays close to degree.",
    "eigenvector": "Eigenvector: central when its neighbours are. High means in the thick of the largest cluster;"
    " all that lies outside it scores about 0.",
}


def rank(
    index: Index, *, by: str = "degree", on: str = "relations", limit: int = 0, **selection: Unpack[Selection]
) -> pd.DataFrame:
    """Return the nodes in order of a centrality; equal scores share a place. `.attrs["notes"]` tell its meaning."""
    by, on = by or "degree", on or "relations"
    one_of("rank by", by, MEANING)
    looked = network(index, on, selection)
    notes = [MEANING[by], *looked.notes]
    if by == "betweenness":
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
    order = np.lexsort((looked.rows, -scores))
    order = order[:limit] if limit > 0 else order
    rows = looked.rows[order].tolist()
    table = typed(
        {
            "place": _places(scores[order]),
            "id": [index.ids[row] for row in rows],
            "kind": [index.kinds[row] for row in rows],
            "name": [index.names[row] for row in rows],
            "score": scores[order],
            "neighbours": looked.net.degree[order],
            "by": [by] * len(rows),
            "on": [on] * len(rows),
            "sources": [index.sources.get(index.ids[row], "") for row in rows],
        }
    )
    table.attrs["notes"] = notes
    return table


def _places(scores: np.ndarray) -> np.ndarray:
    """Return 1, 2, 2, 4 … for scores in falling order."""
    place = np.arange(1, len(scores) + 1)
    same = np.zeros(len(scores), dtype=bool)
    same[1:] = scores[1:] == scores[:-1]
    place[same] = 0
    return np.maximum.accumulate(place)
