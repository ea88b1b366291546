"""Whether a process widens or narrows: how many parties came in each period, at equal effort, who is new, who is lost.

A year with more events sees more parties, whoever belongs: counts are rarefied to the same number of events. The mean
over all ways to draw that many events of a period is exact: R. K. Colwell, C. X. Mao and J. Chang, "Interpolating,
extrapolating, and comparing incidence-based species accumulation curves", Ecology 85 (2004). The interval is that of
the bootstrap over events, the trend Kendall's tau with a permutation test, both seeded.
"""

from __future__ import annotations

from math import lgamma
from typing import Any, Unpack

import numpy as np
import pandas as pd

from explorer.answers.presence import noted, presence
from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.errors import OptionError
from explorer.graph.index import JOIN, Index
from explorer.graph.options import Node, Role, Selection

COLUMNS = [
    "period", "events", "parties", "new", "lost", "persistence", "rarefied", "rarefied_low", "rarefied_high",
    "new_names", "lost_names", "sources",
]  # fmt: skip
DRAWS = 999
FEWEST = 2  # events that a period must have to be compared


@question(
    105,
    shown="period events parties new lost persistence rarefied rarefied_low rarefied_high",
    lists="new_names lost_names",
)
def participation(
    index: Index,
    *,
    years: int = 1,
    effort: int = 0,
    body: Node = "",
    role: Role = "",
    seed: int = 0,
    **selection: Unpack[Selection],
) -> pd.DataFrame:
    """Show how many parties came in each period, at equal effort, who was new and who was not seen again.

    `new` were in no earlier period, `lost` are in no later one (missing for the last period, of which none can know);
    `persistence` is the share of the parties of the period before that came again. `rarefied` is the number of parties
    to be expected at `effort` events, with its 95 % interval; a period of fewer events has none. `.attrs["notes"]` tell
    whether it rises or falls, and how sure that is.

    years: how many years make a period
    effort: events at which periods are compared; by default the fewest of any period that has two
    body: only sessions of it or of a part of it
    role: only presence in this role
    seed: another seed draws other bootstraps and permutations

    Example: explorer participation --kinds state
    """
    if years < 1 or effort < 0:
        raise OptionError(f"years {years}, effort {effort}: expected at least 1 year, and 0 or more events.")
    there = presence(index, selection, role=role, body=body)
    index = there.index
    starts = [index.dates(event)[0] for event in there.events]
    dated = [int(start[:4]) for start in starts if start]
    if not dated:
        return noted(frame([], COLUMNS), there, "Nothing of this has a date.")
    period = np.array([(int(s[:4]) - min(dated)) // years if s else -1 for s in starts])
    seen = np.zeros((max(there.joined, default=0) + 1, len(there.events)), dtype=bool)
    seen[there.party, there.event] = True
    kept = np.unique(there.party)
    seen = seen[kept]
    inside = {number: seen[:, period == number] for number in range(int(period.max()) + 1)}
    sizes = [cells.shape[1] for cells in inside.values() if cells.shape[1] >= FEWEST]
    effort = effort or min(sizes, default=0)
    random = np.random.default_rng(seed)
    present = {number: cells.any(axis=1) for number, cells in inside.items() if cells.shape[1]}
    last = max(present)
    made: list[dict[str, Any]] = []
    before = np.zeros(len(kept), dtype=bool)
    earlier: np.ndarray | None = None
    for number, here in present.items():
        later = np.logical_or.reduce([*(other for n, other in present.items() if n > number), np.zeros_like(here)])
        new, lost = here & ~before, here & ~later
        count, low, high = _rarefied(inside[number], effort, random)
        first = min(dated) + number * years
        made.append(
            {
                "period": str(first) if years == 1 else f"{first}–{first + years - 1}",
                "events": inside[number].shape[1],
                "parties": int(here.sum()),
                "new": int(new.sum()),
                "lost": int(lost.sum()) if number != last else None,
                "persistence": round(float((here & earlier).sum() / earlier.sum()), 4) if earlier is not None else None,
                "rarefied": count, "rarefied_low": low, "rarefied_high": high,
                "new_names": _names(index, kept[new]),
                "lost_names": _names(index, kept[lost]) if number != last else "",
                "sources": index.sources_of(*(e for e, p in zip(there.events, period, strict=True) if p == number)),
            }
        )  # fmt: skip
        before |= here
        earlier = here
    table = frame(made, COLUMNS, whole=("events", "parties", "new", "lost"),
                  real=("persistence", "rarefied", "rarefied_low", "rarefied_high"))  # fmt: skip
    undated = len(starts) - len(dated)
    more = [f"Events without a date, which belong to no period: {undated:,}."] if undated else []
    return noted(table, there, *_trend(made, effort, random), *more)


def _names(index: Index, rows: np.ndarray) -> str:
    return JOIN.join(sorted(index.names[row] for row in rows.tolist()))


def rarefied(times: np.ndarray, events: int, effort: int) -> float:
    """Return how many parties are to be expected at `effort` of a period's events, each having come so many `times`.

    >>> round(rarefied(np.array([1, 2]), 2, 1), 6)
    1.5
    """

    def ways(of: int) -> float:  # the logarithm of the number of ways to draw `effort` of so many
        return lgamma(of + 1) - lgamma(effort + 1) - lgamma(of - effort + 1)

    whole = ways(events)
    missed = [np.exp(ways(events - int(t)) - whole) if events - t >= effort else 0.0 for t in times.tolist() if t]
    return float(len(missed) - sum(missed))


def _rarefied(cells: np.ndarray, effort: int, random: np.random.Generator) -> tuple[Any, Any, Any]:
    events = cells.shape[1]
    if not effort or events < max(effort, FEWEST):
        return None, None, None
    count = rarefied(cells.sum(axis=1), events, effort)
    drawn = [
        rarefied(cells[:, random.integers(0, events, events)].sum(axis=1), events, effort) for _ in range(DRAWS // 5)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return round(count, 3), round(float(min(low, count)), 3), round(float(max(high, count)), 3)


def _trend(made: list[dict[str, Any]], effort: int, random: np.random.Generator) -> list[str]:
    counts = np.array([row["rarefied"] for row in made if row["rarefied"] is not None])
    if len(counts) < 4:
        return [f"Fewer than four periods have {max(effort, FEWEST)} events or more: no trend can be told."]
    tau = _tau(counts)
    drawn = np.array([abs(_tau(random.permutation(counts))) for _ in range(DRAWS)])
    p = (int((drawn >= abs(tau) - 1e-12).sum()) + 1) / (DRAWS + 1)
    sure = (
        ("It widened." if tau > 0 else "It narrowed.") if p <= 0.05 else "Neither widening nor narrowing can be told."
    )
    return [
        f"Parties at equal effort ({effort} events) over {len(counts)} periods: Kendall's tau {tau:.2f}, p {p:.3f}"
        f" ({DRAWS} permutations). {sure} Whoever is not mentioned may have been there."
    ]


def _tau(values: np.ndarray) -> float:
    """Return Kendall's tau-b of values with their order in time."""
    signs = np.sign(values[None, :] - values[:, None])[np.triu_indices(len(values), 1)]
    spread = np.sqrt(len(signs) * np.abs(signs).sum())
    return float(signs.sum() / spread) if spread else 0.0
