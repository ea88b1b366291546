"""Whole-table answers on each engine that needs no cluster, and opening a Parquet package to its first answer.

Each engine runs in a process of its own and asks every question once, from the files to the table; memory is the
peak of that process. The answers are compared by hash. Opening is compared by the time of the processor, which
other programs on the machine disturb less.

    python benchmarks/engines.py 100000
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENGINES = ("pandas", "polars", "duckdb")
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


def one(engine: str, answer: str, folder: Path) -> dict[str, Any]:
    """Open, ask one question, and tell what it took."""
    import networkx  # noqa: F401, imports are not what is measured
    import pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    import explorer
    import explorer.answers.meetings
    import explorer.graph.formats_tables

    if engine != "pandas":
        import explorer.answers.engine_ties

    begin, busy = time.perf_counter(), time.process_time()
    opened = explorer.load(folder, engine=engine)
    table = getattr(opened, answer)(**QUESTIONS[answer])
    seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
    cells = table.to_csv(index=False).encode("utf-8")
    # Not `ru_maxrss`, which a process inherits from the one that started it.
    peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))[1]) * 1024  # type: ignore[index]
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_bytes": peak,
        "rows": len(table),
        "hash": hashlib.sha256(cells).hexdigest()[:16],
    }


def bare(folder: Path) -> dict[str, Any]:
    """Read the five tables with pandas and do nothing with them."""
    import pandas as pd
    import pyarrow.parquet  # noqa: F401

    begin, busy = time.perf_counter(), time.process_time()
    kept = [pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))]
    return {"seconds": time.perf_counter() - begin, "cpu_seconds": time.process_time() - busy, "tables": len(kept)}


def measure(nodes: int, answers: tuple[str, ...] = tuple(QUESTIONS), runs: int = 3) -> list[dict[str, Any]]:
    """Return a row for each answer and engine, and one for opening beside the bare read."""
    from worlds import world, write

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = world(nodes)
        write(facts, folder, parquet=True)
        size = {"nodes": nodes, "relations": len(facts.relations)}
        del facts
        rows: list[dict[str, Any]] = []
        for answer in answers:
            found = {engine: _run(folder, engine, answer) for engine in ENGINES}
            rows += [{"benchmark": "engines", **size, "answer": answer, "engine": engine, **row,
                      "equal": row["hash"] == found["pandas"]["hash"]} for engine, row in found.items()]  # fmt: skip
        reads = [_run(folder, "bare", "")["cpu_seconds"] for _ in range(runs)]
        first = [_run(folder, "pandas", "participants")["cpu_seconds"] for _ in range(runs)]
    opening, least = statistics.median(first), statistics.median(reads)
    rows.append({"benchmark": "opening", **size, "cpu_seconds": opening, "beside_cpu_seconds": least,
                 "ratio": opening / least, "target": 1.5})  # fmt: skip
    return rows


def _run(folder: Path, engine: str, answer: str) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "engines.py"), "--one", engine, "--answer", answer, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{answer} on {engine} failed: {done.stderr[-500:]}")
    return dict(json.loads(done.stdout))


def main() -> None:
    """Measure at the size given and print a line for each row."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("nodes", type=int, nargs="?", default=100_000)
    options.add_argument("--answers", default=",".join(QUESTIONS))
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--answer", help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(bare(given.folder) if given.one == "bare" else one(given.one, given.answer, given.folder)))
        return
    for row in measure(given.nodes, tuple(given.answers.split(","))):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
