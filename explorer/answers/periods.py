"""Two periods beside each other: who and what is in either, who met whom, and whether it is the same network.

What happened in one period cannot happen in the other: events and acts are told as those of the earlier (`dropped`) or
of the later (`added`); of all else, with how many of them it is linked in each. The networks of ties are compared by
QAP: the correlation over all pairs of parties, beside that of parties permuted (L. Hubert and J. Schultz, "Quadratic
assignment as a general data analysis strategy", British Journal of Mathematical and Statistical Psychology 29, 1976;
D. Krackhardt 1988). Reference: sna (R), `gcor` and `qaptest`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from explorer.answers.presence import presence
from explorer.answers.rows import frame
from explorer.answers.ties import tied
from explorer.graph.index import Index
from explorer.ontology import vocabulary

COMPARE = ["change", "what", "id", "text", "column", "before", "after", "sources"]
PERMUTATIONS = 999


def compare_periods(one: Index, other: Index, said: tuple[str, str], *, seed: int = 0) -> pd.DataFrame:
    """Return what is in either of two periods, given as indexes of their parts; notes tell it in sentences."""
    counts = [_linked(index) for index in (one, other)]
    made: list[dict[str, Any]] = []
    timed = {*vocabulary().events, "commitment"}
    kinds = list(vocabulary().kinds)
    for node in sorted(counts[0].keys() | counts[1].keys()):
        index = other if node in other.position else one
        kind, times = index.kind(node), [count.get(node, 0) for count in counts]
        here = [node in count if kind in timed else bool(count.get(node)) for count in counts]
        if not any(here):  # only what something else lies in
            continue
        told = ["", ""] if kind in timed else [str(time) for time in times]
        order = (0, kinds.index(kind) if kind in kinds else len(kinds), kind, -abs(times[1] - times[0]))
        made.append(
            {
                "change": "both" if all(here) else "added" if here[1] else "dropped",
                "what": kind, "id": node, "text": index.name(node), "column": "linked with" if told[0] else "",
                "before": told[0], "after": told[1], "sources": index.sources_of(node), "sort": order,
            }
        )  # fmt: skip
    ties = [_ties(index) for index in (one, other)]
    for a, b in sorted(ties[0].keys() | ties[1].keys()):
        times = [counted.get((a, b), 0) for counted in ties]
        index = other if (a, b) in ties[1] else one
        made.append(
            {
                "change": "both" if all(times) else "added" if times[1] else "dropped", "what": "tie", "id": f"{a}|{b}",
                "text": f"{index.name(a)} and {index.name(b)}", "column": "events shared", "before": str(times[0]),
                "after": str(times[1]), "sources": "", "sort": (1, 0, "tie", -abs(times[1] - times[0])),
            }
        )  # fmt: skip
    made.sort(key=lambda row: (row["sort"], row["id"]))
    table = frame(made, COMPARE)
    table.attrs["notes"] = [*_told(made, said), _qap_told(other, ties, said, seed)]
    return table


def _linked(index: Index) -> dict[str, int]:
    """Return with how many events and acts of its period each node is linked."""
    timed = {*vocabulary().events, "commitment"}
    held: dict[str, set[int]] = {node: set() for node in index.ids}
    for source, target in zip(index.source_rows.tolist(), index.target_rows.tolist(), strict=True):
        for here, there in ((source, target), (target, source)):
            if index.kinds[there] in timed:
                held[index.ids[here]].add(there)
    return {node: len(others) for node, others in held.items()}


def _ties(index: Index) -> dict[tuple[str, str], int]:
    a, b, counts, _ = tied(index, presence(index, {}))
    pairs = zip(a.tolist(), b.tolist(), counts.tolist(), strict=True)
    return {(index.ids[one], index.ids[other]): int(count) for one, other, count in pairs}


def _told(made: list[dict[str, Any]], said: tuple[str, str]) -> list[str]:
    parties = set(vocabulary().parties)
    of = Counter((row["change"], "parties" if row["what"] in parties else row["what"]) for row in made)
    events = sum(of[change, kind] for kind in vocabulary().events for change in ("dropped",))
    later = sum(of[change, kind] for kind in vocabulary().events for change in ("added",))
    both, left, came = (of[change, "parties"] for change in ("both", "dropped", "added"))
    return [
        f"{said[0]}: {events:,} event{'s' * (events != 1)}, {left + both:,} parties; {said[1]}: {later:,}"
        f" event{'s' * (later != 1)}, {came + both:,} parties. In both {both:,} parties; {left:,} only in {said[0]},"
        f" {came:,} only in {said[1]}."
    ]


def qap(one: np.ndarray, other: np.ndarray, *, seed: int = 0, permutations: int = PERMUTATIONS) -> tuple[float, float]:
    """Return the correlation of two symmetric matrices over all pairs, and how seldom permuted ones reach it.

    >>> same = np.array([[0, 2, 1], [2, 0, 0], [1, 0, 0]])
    >>> round(qap(same, same)[0], 6)
    1.0
    """
    upper = np.triu_indices(len(one), 1)
    left, right = one[upper].astype(float), other[upper].astype(float)
    if len(left) < 3 or not left.std() or not right.std():
        return float("nan"), float("nan")
    found = float(np.corrcoef(left, right)[0, 1])
    random = np.random.default_rng(seed)
    orders = (random.permutation(len(one)) for _ in range(permutations))
    drawn = [float(np.corrcoef(one[np.ix_(order, order)][upper], right)[0, 1]) for order in orders]
    reached = sum(value >= found - 1e-12 for value in drawn)
    return found, (reached + 1) / (permutations + 1)


def _qap_told(index: Index, ties: list[dict[tuple[str, str], int]], said: tuple[str, str], seed: int) -> str:
    present = [{node for pair in counted for node in pair} for counted in ties]
    shared = sorted(present[0] & present[1])
    place = {node: at for at, node in enumerate(shared)}
    matrices = [np.zeros((len(shared), len(shared)), dtype=np.int64) for _ in ties]
    for matrix, counted in zip(matrices, ties, strict=True):
        for (a, b), count in counted.items():
            if a in place and b in place:
                matrix[place[a], place[b]] = matrix[place[b], place[a]] = count
    found, p = qap(*matrices, seed=seed)
    if np.isnan(found):
        return f"Too few parties met others in both {' and '.join(said)}, or all as often: ties cannot be compared."
    upper = np.triu_indices(len(shared), 1)
    change = (matrices[1] - matrices[0])[upper]
    most = int(np.argmax(np.abs(change)))
    pair = " and ".join(index.name(shared[side[most]]) for side in upper)
    drives = f" Most changed: {pair}, {change[most]:+d} events." if change[most] else ""
    sure = "alike beyond chance" if p <= 0.05 else "no more alike than chance has it"
    return (
        f"Ties among the {len(shared):,} parties that met others in both: QAP correlation {found:.2f}, p {p:.3f}"
        f" ({PERMUTATIONS} permutations): {sure}.{drives}"
    )
