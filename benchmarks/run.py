"""Run every benchmark and write one table (Markdown, JSON) and charts (SVG): one command, `make bench`.

Each benchmark is a process of its own, one after the other; a failing one is named and the rest go on. Sizes are
nodes of generated worlds, which are kept in `build/worlds`.

    python benchmarks/run.py                                    # all but the cluster, 1,000 to 100,000 nodes
    python benchmarks/run.py --parts build opening --sizes 10000
    python benchmarks/run.py --parts cluster --cluster 1000000 --documents 10000
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from charts import Lines, chart
from targets import judged

HERE = Path(__file__).parent
MILLION_RELATIONS = 217_000  # nodes of a world of 1,000,000 relations
PARTS = (
    "start-up",
    "build",
    "opening",
    "engines",
    "million",
    "answers",
    "reading",
    "parsing",
    "sheets",
    "page",
    "layout",
    "drawn",
    "cell",
    "cluster",
)
HIDDEN = ("benchmark", "hash", "same")


def commands(part: str, sizes: list[int], cluster: int, documents: int) -> Iterator[list[str]]:
    """Yield the scripts, with what they are given, that make up a part."""
    if part == "start-up":
        yield ["startup.py"]
    if part == "build":
        yield from (["build.py", str(size), "--json"] for size in sizes)
    if part == "opening":
        yield ["engines.py", str(MILLION_RELATIONS), "--opening"]
    if part == "engines":  # peaks of memory need a process for each answer, which small worlds are not worth
        yield from (["engines.py", str(size), *(["--memory"] if size >= 10_000 else [])] for size in sizes)
    if part == "million":
        yield ["engines.py", "1000000", "--memory", "--answers", "ties", "attendance", "commitments",
               "--on", "duckdb"]  # fmt: skip
    if part == "answers":
        yield ["answers.py", *map(str, sizes)]
    if part == "reading":
        yield ["reading.py", "100", "500", "--json"]
    if part == "parsing":
        yield ["parsing.py", "200", "--json"]
    if part == "sheets":
        yield ["sheets.py", "100000", "1000000"]
    if part == "page":
        yield ["page.py", "1000", "5000", "--json"]
    if part == "layout":
        yield ["layout.py", "1200", "3000", "--json"]
    if part == "drawn":  # needs playwright and a Chromium; sigma.js where npm put it
        yield ["drawn.py", "1000", "5000", "20000", "--json"]
    if part == "cell":  # needs playwright, a Chromium and JupyterLab
        yield ["cell.py"]
    if part == "cluster" and (cluster or documents):
        yield ["cluster.py", str(cluster), "--documents", str(documents)]


def rows_of(script: str, *arguments: str) -> list[dict[str, Any]]:
    """Return the rows that a benchmark prints (lines of JSON, or one list), or one that says how it failed."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, str(HERE / script), *arguments], capture_output=True, text=True, check=False)
    print(f"{time.perf_counter() - begin:6.1f} s  {script} {' '.join(arguments)}", file=sys.stderr, flush=True)
    name = script.removesuffix(".py")
    printed = done.stdout.strip()
    if printed.startswith("["):
        rows = json.loads(printed)
    else:
        rows = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    if done.returncode:
        said = (done.stderr.strip() or "no message")[-300:]
        rows.append({"benchmark": "failed", "script": f"{script} {' '.join(arguments)}", "failed": said})
    return [{"benchmark": name, **row} for row in rows]


def machine() -> dict[str, Any]:
    """Describe the machine, and how busy it was with other things."""
    about = Path("/proc/cpuinfo")
    models = [line for line in about.read_text("utf-8").splitlines() if "model name" in line] if about.exists() else []
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def memory_growth(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return, for each answer on each engine, the exponent with which its peak grows between the two largest sizes."""
    peaks: dict[tuple[str, str], dict[int, int]] = {}
    for row in rows:
        if row["benchmark"] == "engines" and row["peak_bytes"]:
            peaks.setdefault((row["answer"], row["engine"]), {})[row["relations"]] = row["peak_bytes"]
    made = []
    for (answer, engine), found in peaks.items():
        if len(found) > 1:
            (one, less), (other, more) = sorted(found.items())[-2:]
            exponent = math.log(more / less) / math.log(other / one)
            made.append({"benchmark": "memory, growth", "answer": answer, "engine": engine, "from": one, "to": other,
                         "peak_bytes": more, "exponent": round(exponent, 2)})  # fmt: skip
    return made


def markdown(about: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Return the rows as Markdown: a table for each benchmark."""
    told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in about.items())
    parts = ["# Measured", "", f"Machine: {told}.", ""]
    for name in dict.fromkeys(row["benchmark"] for row in rows):
        of = [row for row in rows if row["benchmark"] == name]
        columns = [key for key in dict.fromkeys(key for row in of for key in row) if key not in HIDDEN]
        parts += [f"## {name.capitalize()}", "", "| " + " | ".join(key.replace("_", " ") for key in columns) + " |"]
        parts += ["|" + "---|" * len(columns)]
        parts += ["| " + " | ".join(_said(row.get(key)) for key in columns) + " |" for row in of] + [""]
    return "\n".join(parts).rstrip() + "\n"


def _said(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no"}.get(value, "")
    if isinstance(value, float):
        return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "/").replace("\n", " ")


def charts(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the charts that the rows allow, by name of file."""
    drawn: dict[str, tuple[str, Lines, str]] = {}

    def put(file: str, title: str, name: str, row: dict[str, Any], cost: str, upward: str) -> None:
        lines = drawn.setdefault(f"{file}.svg", (title, {}, upward))[1]
        if row.get(cost):
            lines.setdefault(name, []).append((row["relations"], row[cost]))

    for row in rows:
        if row["benchmark"] == "build":
            put("build-time", "Building the graph", row["peer"], row, "seconds", "seconds")
            put("build-memory", "The graph in memory", row["peer"], row, "bytes", "bytes")
        if row["benchmark"] == "engines":
            engine = row["engine"]
            put(f"engine-{engine}", f"Answers on {engine}, from the files", row["answer"], row, "seconds", "seconds")
            name = f"{row['answer']} on {engine}"
            if row["answer"] in ("ties", "commitments"):
                put("engine-memory", "Peak memory of a process", name, row, "peak_bytes", "bytes")
        if row["benchmark"] == "answers":
            put("answers", "Answers in memory", row["answer"], row, "seconds", "seconds")
    return {file: chart(title, lines, "relations", upward) for file, (title, lines, upward) in drawn.items() if lines}


def main() -> None:
    """Run the parts asked for at the sizes given."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--cluster", type=int, default=0, help="nodes of the world that Spark is asked about")
    options.add_argument("--documents", type=int, default=0, help="documents that Spark reads")
    options.add_argument("--to", type=Path, default=HERE.parent / "build" / "bench")
    given = options.parse_args()
    about, rows = machine(), []
    for part in given.parts:
        for script, *arguments in commands(part, sorted(given.sizes), given.cluster, given.documents):
            rows += rows_of(script, *arguments)
    rows = [*judged([*rows, *memory_growth(rows)]), *rows, *memory_growth(rows)]
    about["load_after"] = round(os.getloadavg()[0], 1)
    given.to.mkdir(parents=True, exist_ok=True)
    files = {"results.json": json.dumps({"machine": about, "rows": rows}, indent=1) + "\n"}
    files |= {"results.md": markdown(about, rows), **charts(rows)}
    for name, text in files.items():
        (given.to / name).write_text(text, encoding="utf-8", newline="\n")
    print(files["results.md"])
    print(f"Written to {given.to}: {', '.join(sorted(files))}", file=sys.stderr)
    sys.exit(1 if any("failed" in row for row in rows) else 0)


if __name__ == "__main__":
    main()
