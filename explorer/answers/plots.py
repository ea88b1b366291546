"""What people plot of an answer, as matplotlib axes (extra: plot): who met whom, who was there when, what fell into
which year, what became of commitments. Every other plot is pandas' own, by the same word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from explorer.errors import MissingExtra, OptionError

# Told apart by any eye, and by lightness in print (M. Okabe and K. Ito, "Color universal design", 2008).
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#666666")
MOST = 25  # parties beside one another of which the names can still be read
ROLES = {"c": "chaired", "h": "hosted", "m": "member", "o": "observer", "g": "guest", "p": "there", "x": "there"}
UNDATED = "None of these rows bears a date, so that there is nothing to draw by year."


class Plots(pd.DataFrame.plot):  # type: ignore[misc, valid-type]
    """`answer.plot()` draws what people plot of the question; with a kind or columns it is pandas' `plot`."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Draw the answer onto `ax`, or onto new axes, and return the axes.

        Raises OptionError where a question has no plot of its own, MissingExtra without matplotlib.

        >>> from explorer.explorer import load
        >>> load("example").ties().plot().get_title()
        'Events shared by pairs of 7 parties'
        """
        answer = self._parent
        if arguments or set(options) - {"ax"}:
            return super().__call__(*arguments, **options)
        try:
            from matplotlib import pyplot
        except ImportError:
            raise MissingExtra("A plot needs matplotlib: pip install 'relationship-explorer[plot]'.") from None
        drawing = next((draw for columns, draw in DRAWN if columns <= set(answer.columns)), None)
        if drawing is not None and answer.empty:
            raise OptionError(f"{answer.heading}. There is nothing to draw: ask for more than these.")
        if drawing is None:
            raise OptionError(
                f"{answer.heading.partition(':')[0]} has no plot of its own. ties, attendance, timeline and "
                "commitments have; of others name what is drawn, as in plot.barh(x=…, y=…)."
            )
        ax = options.get("ax")
        if ax is None:
            ax = pyplot.subplots(figsize=(9, 6), layout="constrained")[1]
        drawing(answer, ax)
        return ax


def _pairs(answer: pd.DataFrame, ax: Any) -> None:
    """Draw who met whom as a matrix of the parties that share most events."""
    shared = pd.concat([answer.groupby("a_name")["events"].sum(), answer.groupby("b_name")["events"].sum()])
    ranked = (
        shared.groupby(level=0)
        .sum()
        .reset_index(name="events")
        .sort_values(["events", "index"], ascending=[False, True])
    )
    names = ranked["index"].tolist()[:MOST]
    row = {name: place for place, name in enumerate(names)}
    cells = np.full((len(names), len(names)), np.nan)
    for a, b, events in zip(answer["a_name"], answer["b_name"], answer["events"], strict=True):
        if a in row and b in row:
            cells[row[a], row[b]] = cells[row[b], row[a]] = events
    shown = ax.imshow(cells, cmap="Blues", vmin=0)
    ax.set_xticks(range(len(names)), names, rotation=90)
    ax.set_yticks(range(len(names)), names)
    ax.figure.colorbar(shown, ax=ax, label="events shared")
    of = f" of {len(ranked)}" if len(ranked) > len(names) else ""
    ax.set_title(f"Events shared by pairs of {len(names)}{of} parties")


def _years_of_pairs(answer: pd.DataFrame, ax: Any) -> None:
    """Draw the events shared by year, a line for each of the pairs that share most."""
    dated = answer[answer["year"].str.fullmatch(r"\d{4}")]
    if dated.empty:
        raise OptionError(UNDATED)
    pair = dated["a_name"] + " – " + dated["b_name"]
    counted = dated.assign(pair=pair, year=dated["year"].astype(int)).pivot_table(
        index="year", columns="pair", values="events", aggfunc="sum", fill_value=0
    )
    most = counted.sum().sort_values(ascending=False, kind="stable").index[: len(COLOURS)]
    years = range(int(counted.index.min()), int(counted.index.max()) + 1)
    for place, name in enumerate(most):
        ax.plot(
            years,
            counted[name].reindex(years, fill_value=0),
            color=COLOURS[place],
            marker="os^Dv<>P"[place],
            label=name,
        )
    ax.set(
        xlabel="year", ylabel="events shared", title=f"Events shared by year, {len(most)} pairs of {counted.shape[1]}"
    )
    ax.legend(fontsize="small", loc="upper left")


def _presence(answer: pd.DataFrame, ax: Any) -> None:
    """Draw who was there: a row a party, a mark an event in order of time, its colour and letter the role."""
    table = answer.head(MOST)
    names = dict.fromkeys(ROLES.values())
    for place, role in enumerate(names):
        spots = [
            (event, row)
            for row, letters in enumerate(table["presence"])
            for event, letter in enumerate(letters)
            if ROLES.get(letter) == role
        ]
        if spots:
            x, y = zip(*spots, strict=True)
            ax.scatter(x, y, s=22, color=COLOURS[place], marker="PDosv^"[place], label=role)
    ax.set_yticks(range(len(table)), table["name"])
    ax.invert_yaxis()
    ax.set(xlabel="events in order of time", title=_of("Who was there when", table, answer, "parties"))
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(names), fontsize="small")


def _crowds(answer: pd.DataFrame, ax: Any) -> None:
    """Draw how many were at each event, and how many of them for the first time."""
    new = [len(cell.split("|")) if cell else 0 for cell in answer["new"]]
    x = np.arange(len(answer))
    ax.bar(x, answer["participants"].astype(int) - new, color=COLOURS[0], label="there before")
    ax.bar(
        x,
        new,
        bottom=answer["participants"].astype(int) - new,
        color=COLOURS[1],
        hatch="//",
        label="for the first time",
    )
    years = [start[:4] or "undated" for start in answer["start"]]
    first = [place for place, year in enumerate(years) if not place or years[place - 1] != year]
    ax.set_xticks(first, [years[place] for place in first], rotation=90)
    ax.set(ylabel="parties", title=f"Parties at {len(answer)} events")
    ax.legend(fontsize="small", loc="upper left")


def _counted(answer: pd.DataFrame, ax: Any, day: str, by: str, title: str) -> None:
    """Draw how many rows fall into each year, stacked by a column."""
    year = answer[day].str[:4]
    known = answer[year.str.fullmatch(r"\d{4}")]
    if known.empty:
        raise OptionError(UNDATED)
    counts = known.assign(year=year.astype("object")).groupby(["year", by]).size().unstack(fill_value=0)
    counts.index = counts.index.astype(int)
    years = range(int(counts.index.min()), int(counts.index.max()) + 1)
    counts = counts.reindex(years, fill_value=0)
    below = np.zeros(len(counts))
    for place, name in enumerate(counts.sum().sort_values(ascending=False, kind="stable").index):
        values = counts[name].to_numpy()
        hatch = ("", "//", "..", "xx", "\\\\", "++", "oo", "--")[place % 8]
        ax.bar(
            list(years),
            values,
            bottom=below,
            color=COLOURS[place % len(COLOURS)],
            hatch=hatch,
            label=name,
            edgecolor="white",
        )
        below = below + values
    undated = len(answer) - len(known)
    ax.set(xlabel="year", ylabel="number", title=title + (f" ({undated} undated left out)" if undated else ""))
    ax.legend(fontsize="small", loc="upper left")


def _timeline(answer: pd.DataFrame, ax: Any) -> None:
    _counted(answer, ax, "start", "kind", "Events and commitments by year")


def _commitments(answer: pd.DataFrame, ax: Any) -> None:
    _counted(answer, ax, "since", "status", "Commitments by year, and how they stand")


def _shares(answer: pd.DataFrame, ax: Any) -> None:
    """Draw which share was answered within one and two years, with its interval, a row a group."""
    table = answer[answer["at_risk"].astype(int) > 0].head(MOST)
    y = np.arange(len(table))
    for place, years in enumerate(("1_year", "2_years")):
        share, low, high = (table[f"within_{years}{end}"].astype(float) for end in ("", "_low", "_high"))
        reach = [(share - low).fillna(0).clip(lower=0), (high - share).fillna(0).clip(lower=0)]
        ax.errorbar(share, y + place * 0.25 - 0.125, xerr=reach, fmt="os"[place], color=COLOURS[place], capsize=3,
                    label=f"within {years.replace('_', ' ')}")  # fmt: skip
    ax.set_yticks(y, [f"{name} ({risk})" for name, risk in zip(table["name"], table["at_risk"], strict=True)])
    ax.invert_yaxis()
    ax.set(
        xlim=(-0.03, 1.03),
        xlabel="share answered (95 % interval)",
        title=_of("Commitments answered", table, answer, "groups"),
    )
    ax.legend(fontsize="small", loc="upper left")


def _of(title: str, table: pd.DataFrame, answer: pd.DataFrame, what: str) -> str:
    return f"{title}: {len(table)}{f' of {len(answer)}' if len(table) < len(answer) else ''} {what}"


# What an answer is known by: its columns. The first that fits is drawn.
DRAWN: tuple[tuple[set[str], Callable[[pd.DataFrame, Any], None]], ...] = (
    ({"year", "a_name", "b_name", "events"}, _years_of_pairs),
    ({"a_name", "b_name", "events"}, _pairs),
    ({"presence", "name", "streak"}, _presence),
    ({"participants", "new", "not_mentioned"}, _crowds),
    ({"within_1_year", "at_risk", "name"}, _shares),
    ({"since", "status", "answered_by"}, _commitments),
    ({"start", "led_to", "kind"}, _timeline),
)
