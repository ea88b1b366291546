"""Try everything and print the figures; exit 1 when one of them breaks a promise."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from .commands import commands
from .doubling import MOST, patterns, probe_pattern, probe_reading
from .faults import faults
from .figure import Figure, table
from .interrupts import interrupts
from .judge import program, try_all
from .kills import kills
from .malformed import all_cases
from .metamorphic import metamorphic
from .mutations import mutations
from .races import races
from .recombined import recombined
from .runs import MOST as MOST_OF_RUNS
from .runs import every_pattern, probe_patterns, probe_rooms
from .surroundings import surroundings


def malformed(*, share: int = 1) -> list[Figure]:
    """Try every malformed file, or one in `share`: verdict, message, time, memory, what was written."""
    figures: dict[str, Figure] = {}
    highest = slowest = 0.0
    for case, found, outcome in try_all(all_cases(short=share > 1)[::share], program()):
        figure = figures.setdefault(case.sort, Figure("R1 R2", f"malformed files: {case.sort}"))
        figure.count(*(f"{case.name}: {fault} ({outcome.err.strip()[:200]})" for fault in found))
        highest, slowest = max(highest, outcome.megabytes), max(slowest, outcome.seconds)
    whole = Figure("R2", "peak memory below 1 GiB, over all of them", sum(f.tried for f in figures.values()))
    whole.wrong = int(highest > 1024)
    whole.note = f"highest {highest:.0f} MB, slowest {slowest:.1f} s"
    return [*figures.values(), whole]


def doubling(*, share: int = 1) -> list[Figure]:
    """Double the input of every text pattern, and of reading as a whole."""
    made = []
    for what, probes in (
        ("text patterns: twice the input", (probe_pattern(p, quick=share > 1) for p in patterns()[::share])),
        ("reading a page: twice the input", iter(()) if share > 1 else probe_reading()),
    ):
        figure, worst = Figure("R4", what), 0.0
        for probe in probes:
            figure.count(*([f"{probe.name}: {probe.growth:.1f} × {probe.text}"] if probe.growth > MOST else []))
            worst = max(worst, probe.growth)
        figure.note = f"worst {worst:.2f} × the time (at most {MOST})"
        made += [figure] if figure.tried else []
    return made


def runs(*, share: int = 1) -> list[Figure]:
    """Feed long runs of one thing to every text pattern, and to every room that reads; or to one in `share`."""
    made = []
    for what, probes in (
        ("text patterns: four times a run", probe_patterns((patterns() if share > 1 else every_pattern())[::share])),
        ("pages and cells: four times a run", probe_rooms(8 * share if share > 1 else 1)),
    ):
        figure, worst = Figure("R4", what), 0.0
        for probe in probes:
            figure.count(*([f"{probe.name}: {probe.growth:.1f} × {probe.text}"] if probe.growth > MOST_OF_RUNS else []))
            worst = max(worst, probe.growth)
        figure.note = f"worst {worst:.1f} × the time (at most {MOST_OF_RUNS:.0f})"
        made.append(figure)
    return made


def parts(short: bool) -> dict[str, Callable[[], Sequence[Figure]]]:
    """Return the parts by name, each to be tried when it is called."""
    return {
        "malformed": lambda: malformed(share=9 if short else 1),
        "commands": lambda: [commands(share=19 if short else 1)],
        "mutations": lambda: mutations(12 if short else 700),
        "recombined": lambda: [recombined(60 if short else 20_000)],
        "metamorphic": lambda: metamorphic(short),
        "doubling": lambda: doubling(share=11 if short else 1),
        "runs": lambda: runs(share=17 if short else 1),
        "kills": lambda: kills(8 if short else 200),
        "faults": lambda: [faults()],
        "races": lambda: races(4 if short else 50),
        "surroundings": lambda: [surroundings(2 if short else 16)],
        "interrupts": lambda: [interrupts(4 if short else 40)],
    }


def main() -> None:
    """Run the parts and print their figures."""
    asked = argparse.ArgumentParser(prog="PYTHONPATH=tests python -m trust", description=__doc__)
    asked.add_argument("--short", action="store_true", help="a share of everything, for every change")
    asked.add_argument("--json", metavar="FILE", help="write the figures there too")
    options = asked.parse_args()
    figures: list[Figure] = []
    started = time.monotonic()
    for name, tried in parts(options.short).items():
        print(f"{time.monotonic() - started:4.0f} s  {name}", file=sys.stderr, flush=True)
        begun = time.monotonic()
        made = list(tried())
        for figure in made:
            figure.group = name
        made[0].seconds = time.monotonic() - begun
        figures += made
    print(table(figures))
    if options.json:
        content = json.dumps([vars(figure) for figure in figures], indent=1, ensure_ascii=False)
        Path(options.json).parent.mkdir(parents=True, exist_ok=True)
        Path(options.json).write_text(content + "\n", encoding="utf-8")
    wrong = sum(figure.wrong for figure in figures)
    print(f"{sum(f.tried for f in figures):,} trials, {wrong:,} wrong, {time.monotonic() - started:.0f} s.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
