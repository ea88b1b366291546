"""Run every benchmark and write `results.json` and `results.md` beside this file: one command, `make bench`.

Each benchmark is a process of its own, one after the other; a failing one is named and the rest go on. Sizes are
nodes of generated worlds.

    python benchmarks/run.py                      # 1,000 to 100,000 nodes
    python benchmarks/run.py --sizes 1000 10000   # other sizes
    python benchmarks/run.py --cluster 1000000    # with Spark as well
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WIDTH, HEIGHT, EDGE = 640, 360, 60
COLOURS = ("#0b5cad", "#b3461e", "#2f7d32", "#7b3fa0", "#8a6d00", "#006d77", "#a3195b", "#444444", "#5b7f00")


def rows_of(script: str, *arguments: str) -> list[dict[str, Any]]:
    """Return the rows (lines of JSON) that a benchmark prints, or one row that says how it failed."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return [{"benchmark": script, "arguments": " ".join(arguments), "failed": done.stderr.strip()[-300:]}]
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    rows = [json.loads(line) for line in lines if line.startswith("{")]
    return rows or [{"benchmark": script, "arguments": " ".join(arguments), "printed": "\n".join(lines)}]


def machine() -> dict[str, Any]:
    """Describe the machine, and how busy it was with other things."""
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def markdown(about: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Return the rows as Markdown: a table for each benchmark, plain text for what prints its own."""
    told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in about.items())
    parts = ["# Measured", "", f"Machine: {told}.", ""]
    for name in dict.fromkeys(row["benchmark"] for row in rows):
        of = [row for row in rows if row["benchmark"] == name]
        parts += [f"## {name}", ""]
        tabled = [row for row in of if "printed" not in row]
        if tabled:
            columns = [
                key for key in dict.fromkeys(k for row in tabled for k in row) if key not in ("benchmark", "hash")
            ]
            parts += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
            parts += ["| " + " | ".join(_said(row.get(key)) for key in columns) + " |" for row in tabled]
        for row in of:
            parts += [row["printed"], ""] if "printed" in row else []
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _said(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no"}.get(value, "")
    if isinstance(value, float):
        return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "/").replace("\n", " ")


def chart(title: str, lines: dict[str, list[tuple[float, float]]]) -> str:
    """Return cost against size as SVG; both axes logarithmic."""
    from math import log10

    points = [point for line in lines.values() for point in line]
    lows = [min(p[axis] for p in points) for axis in (0, 1)]
    highs = [max(p[axis] for p in points) for axis in (0, 1)]

    def place(value: float, axis: int) -> float:
        share = (log10(value) - log10(lows[axis])) / ((log10(highs[axis]) - log10(lows[axis])) or 1)
        return EDGE + share * (WIDTH - 3 * EDGE) if axis == 0 else HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)

    drawn = [f'<text x="{EDGE}" y="24" font-size="15">{title} (seconds against nodes, logarithmic)</text>']
    for x in sorted({p[0] for p in points}):
        drawn.append(f'<text x="{place(x, 0):.0f}" y="{HEIGHT - 30}" text-anchor="middle">{x:,.0f}</text>')
    for y in (lows[1], highs[1]):
        drawn.append(f'<text x="{EDGE - 6}" y="{place(y, 1):.0f}" text-anchor="end">{y:.2g}</text>')
    for number, (name, line) in enumerate(sorted(lines.items())):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{place(x, 0):.1f},{place(y, 1):.1f}" for x, y in sorted(line))
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn.append(f'<text x="{WIDTH - 2 * EDGE + 8}" y="{50 + 18 * number}" fill="{colour}">{name}</text>')
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{title}">\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def charts(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the charts that the rows allow: building, and the answers in memory and on DuckDB."""
    wanted = {"build": ("build", "peer", None), "answers in memory": ("engines", "answer", "pandas"),
              "answers on DuckDB": ("engines", "answer", "duckdb")}  # fmt: skip
    made = {}
    for title, (benchmark, key, engine) in wanted.items():
        lines: dict[str, list[tuple[float, float]]] = {}
        for row in rows:
            if row["benchmark"] == benchmark and "failed" not in row and row.get("engine") == engine:
                lines.setdefault(str(row[key]), []).append((row["nodes"], row.get("cpu_seconds", row["seconds"])))
        if lines:
            made[f"{title.replace(' ', '-').lower()}.svg"] = chart(title, lines)
    return made


def main() -> None:
    """Run everything at the sizes given."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--cluster", type=int, default=0, help="nodes of the world that Spark is asked about")
    options.add_argument("--to", type=Path, default=HERE)
    given = options.parse_args()
    about, rows = machine(), rows_of("startup.py")
    sizes = [str(size) for size in given.sizes]
    for size in sizes:
        rows += rows_of("build.py", size, "--json")
        rows += rows_of("engines.py", size)
    for script in ("answers.py", "reading.py", "page.py"):
        if (HERE / script).exists():
            rows += rows_of(script, *[size for size in sizes if int(size) <= 10_000])
    if given.cluster:
        rows += rows_of("cluster.py", str(given.cluster))
    given.to.mkdir(parents=True, exist_ok=True)
    files = {"results.json": json.dumps({"machine": about, "rows": rows}, indent=1) + "\n"}
    files |= {"results.md": markdown(about, rows), **charts(rows)}
    for name, text in files.items():
        (given.to / name).write_text(text, encoding="utf-8", newline="\n")
    print(files["results.md"])
    sys.exit(1 if any("failed" in row for row in rows) else 0)


if __name__ == "__main__":
    main()
