"""The targets that the benchmarks are held to: each with what was found, and the reason where it was not met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
LINEAR = 1.2  # the exponent of growth up to which cost counts as linear: caches and clocks are no straight lines
UP_TO = 100_000  # nodes up to which answers are held to their peers


@dataclass(frozen=True)
class Target:
    """What must hold of every row that `of` picks: `value` is at most `most`."""

    name: str
    most: float
    of: Callable[[Row], bool]
    value: Callable[[Row], float]
    said: Callable[[Row], str]
    unit: str = "×"
    why: str = ""


def _is(benchmark: str, **wanted: Any) -> Callable[[Row], bool]:
    return lambda row: row["benchmark"] == benchmark and all(row.get(key) == value for key, value in wanted.items())


def _of(*keys: str) -> Callable[[Row], str]:
    return lambda row: " at ".join(f"{row[key]:,}" if isinstance(row[key], int) else str(row[key]) for key in keys)


def _beside_peer(row: Row) -> bool:
    return row["benchmark"] == "answers" and row.get("same", False) and row["nodes"] <= UP_TO


def _grows(row: Row) -> bool:
    return row["benchmark"] == "answers, growth" and "betweenness" not in row["answer"]


def _beyond_peer(row: Row) -> float:
    return float(row["exponent"] - max(row.get("peer_exponent", 1) - 1, 0))


TARGETS = (
    Target("reading beside the bare parser over the same text", 2.5, _is("parsing", what="records"),
           lambda row: row["ratio"], _of("words")),
    Target("pace of reading a passage ten times as long", LINEAR,
           lambda row: row["benchmark"] == "parsing" and "pace_growth" in row,
           lambda row: row["pace_growth"], _of("what")),
    Target("`explorer --help` beside `import click`", 1.5, _is("start-up", what="explorer --help"),
           lambda row: row["ratio"], _of("what")),
    Target("first answer of the shell beside importing pandas and networkx", 1.3,
           _is("start-up", beside="import pandas, networkx"), lambda row: row["ratio"], _of("what")),
    Target("time to build the graph beside from_pandas_edgelist", 0.5, _is("build", peer="ours"),
           lambda row: row["time_ratio"], _of("nodes")),
    Target("memory of the graph beside from_pandas_edgelist", 0.6, _is("build", peer="ours"),
           lambda row: row["memory_ratio"], _of("nodes"),
           why="of the smallest worlds the documents, nodes and citations that the peer lacks weigh as much as the "
               "relations"),
    Target("a live picture in a cell beside the frame alone, until it can be used", 1.15, _is("cell"),
           lambda row: row["ratio"], _of("size")),
    Target("Parquet to the first answer beside the bare pandas read", 1.5, _is("opening"),
           lambda row: row["ratio"], _of("relations")),
    Target("answers beside the best peer that computes the same", 3.0, _beside_peer,
           lambda row: row["ratio"], _of("answer", "nodes"),
           why="small walks and tables are fixed cost"),
    Target("`ties` beside the bare pandas merge", 1.5, _is("answers", answer="ties", peer="pandas merge and count"),
           lambda row: row["ratio"], _of("nodes")),
    Target("growth of the time of answers with the relations read (exponent, less what a peer grows beyond 1)", LINEAR,
           _grows, _beyond_peer, _of("answer"), unit="",
           why="look-ups made once meet slower memory as they grow; between small worlds fixed cost still counts"),
    Target("growth of the memory of answers (exponent)", LINEAR, _is("memory, growth"),
           lambda row: row["exponent"], _of("answer", "engine"), unit=""),
    Target("`ties` on DuckDB with a million nodes, memory", 2.0,
           lambda row: _is("engines", engine="duckdb", answer="ties")(row) and row["nodes"] >= 1_000_000,
           lambda row: row["peak_bytes"] / 2**30, _of("nodes"), unit=" GiB"),
    Target("`attendance` of everybody, `commitments` of everything on DuckDB with a million nodes, memory", 0.9,
           lambda row: row["benchmark"] == "engines" and row["engine"] == "duckdb" and row["nodes"] >= 1_000_000
           and row["answer"] in ("attendance", "commitments"),
           lambda row: row["peak_bytes"] / 2**30, _of("answer", "nodes"), unit=" GiB"),
    Target("answers that differ between engines", 0, _is("engines"),
           lambda row: 0 if row["equal"] else 1, _of("answer", "engine"), unit=""),
    Target("answers that differ between Spark and DuckDB", 0, _is("cluster"),
           lambda row: 0 if row["equal"] else 1, _of("answer"), unit=""),
    Target("a sheet to facts beside pandas reading and grouping its rows, as a share of what is allowed",
           1.0, lambda row: row["benchmark"] == "sheets" and row["rows"] >= 1_000_000,
           lambda row: row["ratio"] / row["most"], _of("kind", "rows"),
           why="a passage, a relation and a citation for every row are made, named and sorted"),
    Target("memory of a sheet to facts", 1.5, _is("sheets", rows=1_000_000), lambda row: row["gib"],
           _of("kind", "rows"), unit=" GiB", why="the texts of the rows stand there once more while they are quoted"),
    Target("bytes of the page beside pyvis, as a share of what is allowed", 1.0, _is("page", page="ours"),
           lambda row: row["bytes_to_pyvis"] / row["most"], _of("nodes")),
)  # fmt: skip


def judged(rows: list[Row]) -> list[Row]:
    """Return a row for each target: the worst that was found, where (all that missed), whether it is met, why not."""
    made = []
    for target in TARGETS:
        found = [row for row in rows if "failed" not in row and target.of(row)]
        worst = max(found, key=target.value, default=None)
        told: Row = {"benchmark": "targets", "target": target.name, "at most": f"{target.most:g}{target.unit}"}
        if worst is None:
            made.append({**told, "found": "", "where": "", "met": "not measured in this run", "why not": ""})
            continue
        missed = [row for row in found if target.value(row) > target.most]
        where = "; ".join(target.said(row) for row in sorted(missed or [worst], key=target.value, reverse=True)[:5])
        told |= {"found": f"{target.value(worst):.2f}{target.unit}", "where": where}
        told |= {"met": f"{len(found) - len(missed)} of {len(found)}" if missed else "yes",
                 "why not": target.why if missed else ""}  # fmt: skip
        made.append(told)
    return made
