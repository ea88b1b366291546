"""Whole-table answers on each engine that needs no cluster, and opening a Parquet package to its first answer.

Each engine answers from the files to the table, in a process of its own: median of several runs. With `--memory`
every answer has a process of its own, and the peak of that process is told. Answers are compared by hash. Opening
is compared by the time of the processor, which other programs on the machine disturb less, in its best run.

    python benchmarks/engines.py 10000
    python benchmarks/engines.py 100000 --memory
    python benchmarks/engines.py 1000000 --memory --answers ties --on duckdb
    python benchmarks/engines.py 217000 --opening
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENGINES = ("pandas", "polars", "duckdb")
ENOUGH = 2.0  # seconds of runs after which an answer is not asked again
QUESTIONS: dict[str, dict[str, Any]] = {
    "ties": {},
    "describe": {},
    "participants": {"event": "meeting:0000000"},
    "meetings": {},
    "attendance": {},
    "commitments": {"by": "topic"},
    "timeline": {"since": "2022"},
    "neighbours": {"node": "commitment:0000100", "depth": 2},
    "check": {},
}


def one(engine: str, answer: str, folder: Path, runs: int) -> dict[str, Any]:
    """Open and ask one question, several times over, and tell what it took."""
    import networkx  # noqa: F401, imports are not what is measured
    import pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import yaml  # noqa: F401

    import explorer
    import explorer.answers.meetings
    import explorer.graph.formats_tables

    if engine != "pandas":
        import explorer.answers.engine_ties

    seconds: list[float] = []
    cpu: list[float] = []
    while len(seconds) < runs and sum(seconds) < ENOUGH:
        begin, busy = time.perf_counter(), time.process_time()
        table = getattr(explorer.load(folder, engine=engine), answer)(**QUESTIONS[answer])
        seconds.append(time.perf_counter() - begin)
        cpu.append(time.process_time() - busy)
    return {
        "seconds": statistics.median(seconds),
        "cpu_seconds": statistics.median(cpu),
        "rows": len(table),
        "hash": hash_of(table),
    }


def hash_of(table: Any) -> str:
    """Return the hash of a table as CSV, which is never whole in memory: its peak is what is measured."""
    hashed = hashlib.sha256()

    class Rows:
        def write(self, text: str) -> None:
            hashed.update(text.encode("utf-8"))

    table.to_csv(Rows(), index=False)
    return hashed.hexdigest()[:16]


def peak() -> int:
    """Return the most bytes that this process held; not `ru_maxrss`, which it inherits from the one that started it."""
    said = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(said[1]) * 1024 if said else 0


def bare(folder: Path) -> dict[str, Any]:
    """Read the five tables with pandas and do nothing with them."""
    import pandas as pd
    import pyarrow.parquet  # noqa: F401

    busy = time.process_time()
    kept = [pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))]
    return {"cpu_seconds": time.process_time() - busy, "tables": len(kept)}


def measure(nodes: int, answers: list[str], engines: list[str], memory: bool, runs: int = 3) -> list[dict[str, Any]]:
    """Return a row for every answer on every engine."""
    folder, size = _world(nodes)
    groups = [[answer] for answer in answers] if memory else [answers]
    rows = []
    for engine in engines:
        for group in groups:
            told = _run(folder, "--one", engine, "--answers", *group, "--runs", str(1 if memory else runs))
            for row in told:
                row |= {} if memory else {"peak_bytes": None}
                rows.append({"benchmark": "engines", **size, "engine": engine, **row})
    wanted = {row["answer"]: row["hash"] for row in reversed(rows)}  # those of the first engine
    return [{**row, "equal": row["hash"] == wanted[row["answer"]]} for row in rows]


def opening(nodes: int, runs: int = 5) -> dict[str, Any]:
    """Return how opening a package to its first answer compares with the bare read."""
    folder, size = _world(nodes)
    pairs = [(_run(folder, "--one", "pandas", "--answers", "participants", "--runs", "1"),
              _run(folder, "--one", "bare")) for _ in range(runs)]  # fmt: skip
    # The least of the runs: getting memory from the system costs one run three times as much as its twin.
    first, least = (min(row[0]["cpu_seconds"] for row in side) for side in zip(*pairs, strict=True))
    return {"benchmark": "opening", **size, "cpu_seconds": first, "bare_cpu_seconds": least, "ratio": first / least}


def _world(nodes: int) -> tuple[Path, dict[str, int]]:
    from pyarrow.parquet import read_metadata
    from worlds import kept

    folder = kept(nodes)
    return folder, {"nodes": nodes, "relations": read_metadata(folder / "relations.parquet").num_rows}


def _run(folder: Path, *more: str) -> list[dict[str, Any]]:
    command = [sys.executable, str(HERE / "engines.py"), "--folder", str(folder), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(more)} failed: {done.stderr[-500:]}")
    return list(json.loads(done.stdout))


def main() -> None:
    """Measure at the size given and print a line for each row."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("nodes", type=int, nargs="?", default=100_000)
    options.add_argument("--answers", nargs="+", default=list(QUESTIONS), choices=list(QUESTIONS))
    options.add_argument("--on", nargs="+", default=list(ENGINES), choices=ENGINES)
    options.add_argument("--memory", action="store_true", help="a process for each answer, with its peak")
    options.add_argument("--opening", action="store_true", help="measure opening only")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        made = [bare(given.folder)] if given.one == "bare" else [
            {"answer": answer, **one(given.one, answer, given.folder, given.runs), "peak_bytes": peak()}
            for answer in given.answers
        ]  # fmt: skip
        print(json.dumps(made))
    elif given.opening:
        print(json.dumps(opening(given.nodes)))
    else:
        for row in measure(given.nodes, given.answers, given.on, given.memory, given.runs):
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
