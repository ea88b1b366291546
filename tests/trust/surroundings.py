"""The same input gives the same bytes under every time zone, locale and hash seed."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .case import PAGE
from .figure import Figure
from .judge import TESTS

ZONES = ("UTC", "Pacific/Kiritimati")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")
SEEDS = ("1", "4711")
COMMANDS = """
from pathlib import Path
import explorer
made = explorer.read("pages", to="facts")
made.draw(title="Ünï").save("page.html")
made.draw().save("page.svg")
for name in ("a.graphml", "a.gexf", "a.json", "a.cyjs", "a.jsonld", "a.ics"):
    made.export(name)
for name in ("groups", "rank", "ties", "timeline", "commitments", "describe", "check"):
    Path(f"{name}.csv").write_text(getattr(made, name)().to_csv(), encoding="utf-8")
Path("report.json").write_text(made.report.to_json(), encoding="utf-8")
"""


def surroundings(most: int = 16) -> Figure:
    """Read, draw, export and ask in up to 16 combinations; every file must be equal in all of them."""
    figure = Figure("R6 W4", "time zones × locales × hash seeds: same bytes")
    first: dict[str, str] = {}
    combinations = list(itertools.product(ZONES, LOCALES, SEEDS))
    for zone, locale, seed in combinations[:: -(-len(combinations) // most)]:
        folder = Path(tempfile.mkdtemp(prefix="trust-place-"))
        (folder / "pages").mkdir()
        for number, old in enumerate(("Sixth", "Seventh")):
            text = PAGE.replace("Sixth", old).replace("2012", str(2012 + number))
            (folder / "pages" / f"{number}.txt").write_text(text, encoding="utf-8")
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": seed,
                       "PYTHONPATH": str(TESTS.parent), "EXPLORER_CACHE": "off"}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", COMMANDS], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        found = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }
        first = first or found
        where = f"{zone}, {locale}, {seed}"
        faults = [f"{where}: {done.stderr.strip()[-300:]}"] if done.returncode or len(found) < 20 else []
        faults += [
            f"{where}: {name} differs" for name in sorted(set(first) | set(found)) if first.get(name) != found.get(name)
        ]
        figure.count(*faults)
        shutil.rmtree(folder)
    figure.note = f"{len(first)} files each"
    return figure
