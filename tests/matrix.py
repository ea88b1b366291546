"""The suite with the oldest and the newest libraries, on every supported Python that this machine has.

    make matrix                      # Python 3.11, 3.12, 3.13 and later, as far as they are found
    make matrix ARGS="tests/test_graph.py"

The newest are what the ranges of setup.cfg allow today; the oldest are the lower ends of those ranges, resolved by uv.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
WAYS = {"newest": "highest", "oldest": "lowest-direct"}


def main(arguments: list[str]) -> int:
    """Run the suite for each Python and way; print a table; return how many runs failed."""
    folder = ROOT / "build" / "matrix"
    outcomes = []
    for python in PYTHONS:
        if shutil.which(python) is None:
            outcomes.append((python, "", "not on this machine"))
            continue
        for way, resolution in WAYS.items():
            outcomes.append((python, way, _tried(folder / f"{python}-{way}", python, resolution, arguments)))
    for row in outcomes:
        print("{:<12} {:<8} {}".format(*row))
    return sum(outcome.startswith("failed") for *_, outcome in outcomes)


def _tried(venv: Path, python: str, resolution: str, arguments: list[str]) -> str:
    shutil.rmtree(venv, ignore_errors=True)
    subprocess.run([python, "-m", "venv", str(venv)], check=True)
    run = str(venv / "bin" / "python")
    subprocess.run([run, "-m", "pip", "install", "--quiet", "uv"], check=True)
    install = [run, "-m", "uv", "pip", "install", "--quiet", "--python", run, "--resolution", resolution]
    if subprocess.run([*install, "--editable", f"{ROOT}[all,test]"], check=False).returncode:
        return "failed: nothing to install fits"
    tests = [run, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]
    return "passed" if subprocess.run(tests, cwd=ROOT, check=False).returncode == 0 else "failed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
