"""Compliance as coders score it, beside what the record answers; the two are never mixed.

A file of scores has the columns `commitment`, `member`, `score` (-1 not done, 0 partly, 1 done), `coder`, `evidence`,
as studies of compliance with summit commitments use them. Agreement is told as the share of pairs of coders who agree
and as Krippendorff's alpha (K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011), for scores in order.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, Unpack

import numpy as np
import pandas as pd

from explorer.answers.commitments import commitments
from explorer.answers.question import question
from explorer.answers.rows import frame
from explorer.errors import InputError
from explorer.graph.index import JOIN, Index
from explorer.graph.options import Selection

NEEDED = ("commitment", "member", "score", "coder", "evidence")
SCORES = {"-1": -1, "0": 0, "1": 1, "+1": 1, "−1": -1}
EACH = ["id", "name", "member", "member_name", "score", "coders", "agreement", "scores", "status", "answered_by", "evidence", "sources"]  # fmt: skip  # noqa: E501
SUMMARY = ["by", "id", "name", "score", "scored", "done", "partly", "not_done", "agreement", "status", "sources"]
Unit = tuple[str, str]


@question(
    95,
    shown="name member_name score coders agreement status answered_by sources; "
    "name score scored done partly not_done agreement",
    lists="scores evidence",
)
def compliance(
    index: Index, scores: str, *, by: Literal["", "commitment", "member"] = "", **selection: Unpack[Selection]
) -> pd.DataFrame:
    """Show how members kept commitments as coders score it, beside what the record answers.

    A row for each commitment and member: `score` is the mean of its coders, `agreement` the share of pairs of them who
    agree; `status` and `answered_by` are those of the record, which knows no scores. `.attrs["notes"]` tell the
    agreement of all, with Krippendorff's alpha. Raises InputError that names the file, the line and what was expected.

    scores: a CSV file with the columns commitment, member, score (-1, 0 or 1), coder, evidence
    by: a summary by commitment or member

    Example: explorer compliance data/example-scores.csv
    """
    told = commitments(index, **selection).set_index("id")
    units: dict[Unit, list[tuple[str, int, str]]] = {}
    left_out = 0
    for commitment, member, *coded in _read(index, Path(scores)):
        if commitment in told.index:
            one: Any = tuple(coded)  # coder, score, evidence
            units.setdefault((commitment, member), []).append(one)
        else:
            left_out += 1
    table = _each(index, told, units) if not by else _summed(index, told, units, by)
    table.attrs["notes"] = [_agreed(list(units.values()))] if units else []
    if left_out:
        table.attrs["notes"].append(f"{left_out:,} scores are of commitments that this selection leaves out.")
    return table


def _read(index: Index, path: Path) -> list[tuple[str, str, str, int, str]]:
    if not path.is_file():
        raise InputError(f"There is no file {path}. Expected CSV with the columns {', '.join(NEEDED)}.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if lacking:
            raise InputError(f"{path}, line 1: column {lacking[0]} is missing. Expected {', '.join(NEEDED)}.")
        made, seen = [], set()
        for row in reader:
            score, at = (row["score"] or "").strip(), f"{path}, line {reader.line_num}"
            if score not in SCORES:
                raise InputError(f"{at}: score {score!r} is none. Expected -1, 0 or 1.")
            commitment, member = index.resolve(row["commitment"] or ""), index.resolve(row["member"] or "")
            key = (commitment, member, row["coder"] or "")
            if key in seen:
                raise InputError(f"{at}: {row['coder']!r} scores {member} on {commitment} twice. Leave one of the two.")
            seen.add(key)
            made.append((*key[:2], key[2], SCORES[score], row["evidence"] or ""))
    return made


def _each(index: Index, told: pd.DataFrame, units: dict[Unit, list[tuple[str, int, str]]]) -> pd.DataFrame:
    made = []
    for (commitment, member), coded in sorted(units.items()):
        own: Any = told.loc[commitment]
        values = [score for _, score, _ in coded]
        made.append(
            {
                "id": commitment, "name": own["name"], "member": member, "member_name": index.name(member),
                "score": round(float(np.mean(values)), 4), "coders": len(coded), "agreement": percent([values]),
                "scores": JOIN.join(f"{coder}: {score:+d}" for coder, score, _ in coded), "status": own["status"],
                "answered_by": own["answered_by"], "sources": own["sources"],
                "evidence": JOIN.join(dict.fromkeys(filter(None, (evidence for *_, evidence in coded)))),
            }
        )  # fmt: skip
    return frame(made, EACH, whole=("coders",), real=("score", "agreement"))


def _summed(index: Index, told: pd.DataFrame, units: dict[Unit, list[tuple[str, int, str]]], by: str) -> pd.DataFrame:
    groups: dict[str, list[list[int]]] = {}
    made: list[dict[str, Any]] = []
    for unit, coded in sorted(units.items()):
        groups.setdefault(unit[0 if by == "commitment" else 1], []).append([score for _, score, _ in coded])
    for node, scored in groups.items():
        means = [float(np.mean(values)) for values in scored]
        third = 1 / 3
        own: Any = told.loc[node, ["status", "sources"]].to_dict() if by == "commitment" else {}
        made.append(
            {
                "by": by, "id": node, "name": index.name(node), "score": round(float(np.mean(means)), 4),
                "scored": len(scored), "done": sum(mean > third for mean in means),
                "partly": sum(-third <= mean <= third for mean in means),
                "not_done": sum(mean < -third for mean in means),
                "agreement": percent(scored), **own,
            }
        )  # fmt: skip
    made.sort(key=lambda row: (-row["score"], row["id"]))
    return frame(made, SUMMARY, whole=("scored", "done", "partly", "not_done"), real=("score", "agreement"))


def _agreed(coded: list[list[tuple[str, int, str]]]) -> str:
    values = [[score for _, score, _ in unit] for unit in coded]
    share, coefficient = percent(values), alpha(values)
    twice = sum(len(unit) > 1 for unit in values)
    if share is None:
        return f"No pair of coders scored the same: agreement cannot be told of {len(values):,} scores."
    known = f"{coefficient:.3f}" if coefficient is not None else "not defined, as all scores are the same"
    weak = " Below 0.667 no conclusions should be drawn." if coefficient is not None and coefficient < 0.667 else ""
    return (
        f"Of {len(values):,} commitments of a member {twice:,} were scored more than once: pairs of coders agree on"
        f" {share:.0%}, Krippendorff's alpha (ordinal) {known}.{weak}"
    )


def percent(units: Sequence[Sequence[float]]) -> float | None:
    """Return the share of pairs of scores of the same thing that are equal, None where there is no pair."""
    pairs = [one == other for unit in units for one, other in combinations(unit, 2)]
    return round(sum(pairs) / len(pairs), 4) if pairs else None


def alpha(units: Sequence[Sequence[float]], level: str = "ordinal") -> float | None:
    """Return Krippendorff's alpha of scores, None where it is not defined; `level`: nominal, ordinal or interval.

    >>> alpha([[1, 1], [0, 0], [-1, -1], [1, 1]])
    1.0
    """
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({value for unit in units for value in unit})
    place = {value: at for at, value in enumerate(values)}
    together = np.zeros((len(values), len(values)))
    for unit in units:
        for one in range(len(unit)):
            for other in range(len(unit)):
                if one != other:
                    together[place[unit[one]], place[unit[other]]] += 1 / (len(unit) - 1)
    totals = together.sum(axis=1)
    if len(values) < 2:
        return None
    apart = np.zeros_like(together)
    for c in range(len(values)):
        for k in range(len(values)):
            low, high = min(c, k), max(c, k)
            apart[c, k] = {
                "nominal": float(c != k),
                "ordinal": (totals[low : high + 1].sum() - (totals[low] + totals[high]) / 2) ** 2 if c != k else 0.0,
                "interval": (values[c] - values[k]) ** 2,
            }[level]
    expected = (np.outer(totals, totals) * apart).sum() / (totals.sum() - 1)
    return round(float(1 - (together * apart).sum() / expected), 6) if expected else None
