"""Which ties are more than chance, given how often each party came and how large each event was.

`sdsm` keeps these numbers on average: every party is at every event with a probability of its own, that of the
bipartite configuration model (Z. Neal, "The backbone of bipartite projections", Social Networks 39, 2014; F. Saracco
and others, "Inferring monopartite projections of bipartite networks", New Journal of Physics 19, 2017). The number of
shared events then follows a Poisson-binomial distribution, which is summed exactly. Reference: PyPI `bicm`.
`fdsm` keeps them exactly: matrices are drawn with a seed by trades between parties (G. Strona and others, "A fast and
unbiased procedure to randomize ecological binary matrices", Nature Communications 5, 2014: curveball).

Cells before the dated membership of a party are zero in both, whatever is drawn. `q` are the p-values of meeting so
often or more, by Benjamini and Hochberg (1995) over all pairs, those that never met included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.answers.presence import Presence

if TYPE_CHECKING:
    import networkx as nx

FAR = 35.0  # logit of a cell that is surely there, or surely not
ROOM = 4_000_000  # complex numbers that a block of pairs may take
ROUNDS = 500
SAMPLES = 1_000
LEVEL = 0.05


@dataclass(frozen=True, eq=False)
class Grid:
    """Parties × events: who was there; which cells are `open`, the party having joined. `rows` are node rows."""

    rows: np.ndarray
    there: np.ndarray
    open: np.ndarray


@dataclass(frozen=True, eq=False)
class Chance:
    """For every pair of parties (places `a` < `b` in the grid): events shared and expected, p-values and q."""

    a: np.ndarray
    b: np.ndarray
    shared: np.ndarray
    expected: np.ndarray
    p_more: np.ndarray
    p_less: np.ndarray
    q: np.ndarray


def grid(there: Presence) -> Grid:
    """Return who was at which event as a matrix, with the cells that a party could have filled."""
    rows, party = np.unique(there.party, return_inverse=True)
    seen = np.zeros((len(rows), len(there.events)), dtype=bool)
    seen[party, there.event] = True
    joined = np.array([there.member_from.get(row, 0) for row in rows.tolist()], dtype=np.int64)
    return Grid(rows, seen, np.arange(len(there.events)) >= joined[:, None])


def chance(cells: Grid, model: str, *, seed: int = 0, samples: int = SAMPLES) -> Chance:
    """Return what chance would have of every pair.

    >>> there = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
    >>> made = chance(Grid(np.arange(3), there, np.ones_like(there)), "sdsm")
    >>> made.shared.tolist(), bool(made.p_more[0] == made.p_more.min())
    ([2, 0, 0], True)
    """
    a, b = np.triu_indices(len(cells.rows), 1)
    wide = cells.there.astype(np.float32)
    shared = (wide @ wide.T)[a, b].round().astype(np.int64)
    if model == "sdsm":
        expected, more, less = _summed(probabilities(cells), a, b, shared)
    else:
        expected, more, less = _drawn(cells, a, b, shared, np.random.default_rng(seed), samples)
    return Chance(a, b, shared, expected, more, less, corrected(more))


def probabilities(cells: Grid) -> np.ndarray:
    """Return the probability of each cell: the one model of greatest entropy that keeps all sums on average."""
    rows, columns = cells.there.sum(axis=1), cells.there.sum(axis=0)
    lead: np.ndarray
    times: np.ndarray
    # Parties of one degree and joining are one class, as events of one size are where all cells are open.
    classes, first, of, many = np.unique(
        np.column_stack([rows, cells.open.sum(axis=1)]), axis=0, return_index=True, return_inverse=True,
        return_counts=True,
    )  # fmt: skip
    del classes
    allowed, degree = cells.open[first], rows[first].astype(float)
    if allowed.all():
        _, lead, event_of, times = np.unique(columns, return_index=True, return_inverse=True, return_counts=True)
    else:
        lead = event_of = np.arange(len(columns))
        times = np.ones(len(columns), dtype=np.int64)
    shown, size = allowed[:, lead], columns[lead].astype(float)
    x, y = np.zeros(len(degree)), np.full(len(size), -1.0)
    room = (shown * times).sum(axis=1), (shown * many[:, None]).sum(axis=0)
    for _ in range(ROUNDS):
        cell = _logistic(x[:, None] + y) * shown
        x = _step(x, degree, (cell * times).sum(axis=1), (cell * (1 - cell) * times).sum(axis=1), room[0])
        cell = _logistic(x[:, None] + y) * shown
        summed = (cell * many[:, None]).sum(axis=0)
        y = _step(y, size, summed, (cell * (1 - cell) * many[:, None]).sum(axis=0), room[1])
        off = np.abs((_logistic(x[:, None] + y) * shown * times).sum(axis=1) - degree).max(initial=0)
        if max(off, np.abs(summed - size).max(initial=0)) < 1e-10:
            break
    made: np.ndarray = (_logistic(x[:, None] + y) * shown)[of.ravel()][:, event_of.ravel()]
    return made


def _logistic(values: np.ndarray) -> np.ndarray:
    made: np.ndarray = 1.0 / (1.0 + np.exp(-values))
    return made


def _step(at: np.ndarray, wanted: np.ndarray, got: np.ndarray, slope: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Return the logits one step of Newton nearer to the sums that are wanted; what is full or empty goes far."""
    moved = np.clip(at + np.clip((wanted - got) / np.maximum(slope, 1e-12), -2, 2), -FAR, FAR)
    made: np.ndarray = np.where(wanted >= room, FAR, np.where(wanted <= 0, -FAR, moved))
    return made


def _summed(
    cell: np.ndarray, a: np.ndarray, b: np.ndarray, shared: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many shared events are expected, and the chances of as many or more, and of as many or fewer."""
    expected = (cell @ cell.T)[a, b]
    kinds, kind = np.unique(cell, axis=0, return_inverse=True)
    events, times = np.unique(kinds, axis=1, return_counts=True)
    kind = kind.ravel()
    alike, back = np.unique(
        np.minimum(kind[a], kind[b]) * len(kinds) + np.maximum(kind[a], kind[b]), return_inverse=True
    )
    left, right = alike // len(kinds), alike % len(kinds)
    most = np.zeros(len(alike), dtype=np.int64)
    np.maximum.at(most, back.ravel(), shared)
    mean = (events * times @ events.T)[left, right]
    need = np.maximum(most, mean + 10 * np.sqrt(mean) + 30)  # what lies beyond is less than rounding
    length = 2 ** np.ceil(np.log2(need + 2)).astype(np.int64)
    below = np.zeros((2, len(a)))  # P(fewer), P(as many or fewer)
    order = np.argsort(back.ravel(), kind="stable")
    begin = np.searchsorted(back.ravel()[order], np.arange(len(alike) + 1))
    for size in np.unique(length).tolist():
        block = max(1, ROOM // (len(times) * size))
        rows = np.flatnonzero(length == size)
        for start in range(0, len(rows), block):
            some = rows[start : start + block]
            summed = np.cumsum(_masses(events[left[some]] * events[right[some]], times, size), axis=1)
            pairs = np.concatenate([order[begin[row] : begin[row + 1]] for row in some.tolist()])
            of = np.repeat(np.arange(len(some)), begin[some + 1] - begin[some])
            below[1, pairs] = summed[of, shared[pairs]]
            below[0, pairs] = np.where(shared[pairs] > 0, summed[of, np.maximum(shared[pairs] - 1, 0)], 0.0)
    fewer, at_most = np.clip(below, 0, 1)
    return expected, 1 - fewer, at_most


def _masses(met: np.ndarray, times: np.ndarray, size: int) -> np.ndarray:
    """Return the Poisson-binomial probabilities of 0 … size - 1 events, by their characteristic function.

    `met` are the chances to meet at each sort of event, pairs × sorts, of which there are `times`. Y. Hong, "On
    computing the distribution function for the Poisson binomial distribution", Computational Statistics & Data
    Analysis 59, 2013.
    """
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size) - 1
    powers = np.zeros((len(met), len(turn)), dtype=complex)
    for sort, many in enumerate(times.tolist()):
        powers += many * np.log1p(np.multiply.outer(met[:, sort], turn))
    made: np.ndarray = np.fft.irfft(np.exp(powers), n=size, axis=1)
    return made


def _drawn(
    cells: Grid, a: np.ndarray, b: np.ndarray, shared: np.ndarray, random: np.random.Generator, samples: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the same as `_summed`, counted over matrices with the very sums of this one."""
    rows = [set(np.flatnonzero(row).tolist()) for row in cells.there]
    free = [set(np.flatnonzero(row).tolist()) for row in cells.open]
    more, less, total = (np.zeros(len(a)) for _ in range(3))
    trades = 5 * len(rows)
    for _ in range(samples):
        pairs = random.integers(0, max(len(rows), 1), size=(trades, 2)).tolist() if len(rows) > 1 else []
        for one, other in pairs:
            _trade(rows, free, one, other, random)
        wide = np.zeros(cells.there.shape, dtype=np.float32)
        for place, row in enumerate(rows):
            wide[place, list(row)] = 1
        drawn = (wide @ wide.T)[a, b].round()
        more += drawn >= shared
        less += drawn <= shared
        total += drawn
    return total / samples, (more + 1) / (samples + 1), (less + 1) / (samples + 1)


def _trade(rows: list[set[int]], free: list[set[int]], one: int, other: int, random: np.random.Generator) -> None:
    """Let two parties deal out anew the events that one of them alone was at and both could have been at."""
    if one == other:
        return
    mine = (rows[one] - rows[other]) & free[other]
    theirs = (rows[other] - rows[one]) & free[one]
    if not mine or not theirs:
        return
    dealt = random.permutation(sorted(mine | theirs)).tolist()
    rows[one] = (rows[one] - mine) | set(dealt[: len(mine)])
    rows[other] = (rows[other] - theirs) | set(dealt[len(mine) :])


def with_chance(there: Presence, table: pd.DataFrame, model: str, seed: int) -> pd.DataFrame:
    """Return pairs with what chance would have of each, and say how many are more than that."""
    cells = grid(there)
    made = chance(cells, model, seed=seed)
    place = {there.index.ids[row]: at for at, row in enumerate(cells.rows.tolist())}
    a, b = (np.array([place[node] for node in table[side].tolist()], dtype=np.int64) for side in ("a", "b"))
    low, high = np.minimum(a, b), np.maximum(a, b)
    at = low * (2 * len(cells.rows) - low - 1) // 2 + high - low - 1
    lift = made.shared[at] / np.maximum(made.expected[at], 1e-300)
    columns = {"expected": made.expected[at], "lift": lift, "p_more": made.p_more[at], "p_less": made.p_less[at],
               "q": made.q[at]}  # fmt: skip
    table = table.assign(
        **{name: np.array([float(f"{x:.6g}") for x in values.tolist()]) for name, values in columns.items()}
    )
    table.attrs["notes"] = _told(there, cells, made, model)
    return table[[*(name for name in table.columns if name != "sources"), "sources"]]


def _told(there: Presence, cells: Grid, made: Chance, model: str) -> list[str]:
    if not len(made.a):
        return []
    names, least = there.index.names, int(np.argmin(made.p_more))
    pair = " and ".join(names[cells.rows[side[least]]] for side in (made.a, made.b))
    sure = int((made.q <= LEVEL).sum())
    kept = "on average (SDSM)" if model == "sdsm" else f"exactly (FDSM, {SAMPLES:,} matrices drawn)"
    met = f"{made.shared[least]} against {made.expected[least]:.1f} expected, p {made.p_more[least]:.3g}"
    return [
        f"Of {len(made.a):,} pairs (those that never met included) {sure:,} met more often than chance at q {LEVEL},"
        f" given how often each came and how large each event was, kept {kept}. Smallest p: {pair}, {met}."
    ]


def backbone(there: Presence, model: str, level: float, seed: int) -> nx.Graph[str]:
    """Return the graph of the pairs that met more often than chance: parties, and a line with its numbers for each."""
    import networkx as nx

    cells = grid(there)
    made = chance(cells, model, seed=seed)
    index = there.index
    graph: nx.Graph[str] = nx.Graph()
    for row in cells.rows.tolist():
        graph.add_node(index.ids[row], kind=index.kinds[row], name=index.names[row])
    for at in np.flatnonzero(made.q <= level).tolist():
        one, other = (index.ids[cells.rows[side[at]]] for side in (made.a, made.b))
        numbers = {name: float(f"{getattr(made, name)[at]:.6g}") for name in ("expected", "p_more", "q")}
        graph.add_edge(one, other, relation="met more than chance", events=int(made.shared[at]), **numbers)
    return graph


def corrected(p: np.ndarray) -> np.ndarray:
    """Return p-values corrected for their number: the share of false finds among those at least as small.

    >>> corrected(np.array([0.01, 0.02, 0.9])).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    made = np.empty(len(p))
    made[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return made
