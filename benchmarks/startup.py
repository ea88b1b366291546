"""Start-up: whole processes, beside the imports that they cannot do without.

`explorer --help` beside `import click`; the first answer on the shipped facts beside `import pandas, networkx`.

    python benchmarks/startup.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from typing import Any

PAIRS = (
    ("explorer --help", ["-m", "explorer", "--help"], "import click", ["-c", "import click"], 1.5),
    ("explorer neighbours Australia", ["-m", "explorer", "neighbours", "Australia"], "import pandas, networkx",
     ["-c", "import pandas, networkx"], 1.3),
)  # fmt: skip


def measure(runs: int = 7) -> list[dict[str, Any]]:
    """Return a row for each pair: median seconds of both, taken in turn, and their ratio."""
    rows = []
    for name, command, floor_name, floor, most in PAIRS:
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(_seconds(command))
            theirs.append(_seconds(floor))
        seconds, least = statistics.median(ours), statistics.median(theirs)
        rows.append(
            {"benchmark": "start-up", "what": name, "seconds": round(seconds, 3), "beside": floor_name,
             "beside_seconds": round(least, 3), "ratio": round(seconds / least, 2), "target": most}
        )  # fmt: skip
    return rows


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed: {done.stderr.decode('utf-8', 'replace')[-300:]}")
    return time.perf_counter() - begin


if __name__ == "__main__":
    for row in measure():
        print(json.dumps(row))
