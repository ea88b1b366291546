"""Two writers of one thing at the same moment: the second waits or says who holds it, and nobody's work is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .figure import Figure
from .kills import forked
from .samples import WRITERS, Writer


def races(times: int) -> list[Figure]:
    """Let two processes write each thing at once, `times` times."""
    return [_raced(writer, times) for writer in WRITERS] + [_both_kept(times)]


def _raced(writer: Writer, times: int) -> Figure:
    figure = Figure("W3", f"two writers at once: {writer.name}")
    whole = [writer.expected(version) for version in ("old", "new")]
    writer.expected("new")
    for number in range(times):
        folder = Path(tempfile.mkdtemp(prefix="trust-race-"))
        place = folder / writer.result
        if number % 2 or writer.name == "review":
            writer.write(place, "old")
        versions = ("new", "new" if writer.name == "review" else "old")
        if writer.name == "review":
            whole = [_twice(writer)]
        ended = _together([partial(writer.write, place, version) for version in versions])
        faults = [] if ended == [0, 0] else [f"race {number}: exits {ended}"]
        faults += [] if writer.found(place) in whole else [f"race {number}: lost, torn or mixed"]
        left = sorted(path.name for path in folder.rglob("*") if path.name.startswith("."))
        figure.count(*faults, *(f"race {number}: left behind {name}" for name in left))
        shutil.rmtree(folder)
    return figure


def _twice(writer: Writer) -> dict[str, bytes]:
    """Return a review to which both writers have added the same decision."""
    new = writer.expected("new")[""]
    return {"": new + new.splitlines(keepends=True)[-1]}


def _both_kept(times: int) -> Figure:
    """Two people add ten decisions each to one file at the same time: all twenty stand in it."""
    from explorer.facts.decisions import Decision, add_decision, read_decisions

    figure = Figure("W3", "two people deciding at once: decisions kept")
    for number in range(max(times // 10, 1)):
        folder = Path(tempfile.mkdtemp(prefix="trust-race-"))
        place = folder / "review.csv"

        def decide(who: str, place: Path = place) -> None:
            for n in range(10):
                add_decision(place, Decision("reject", f"r{n}", who=who, why="tried"))

        ended = _together([lambda: decide("A. Reader"), lambda: decide("B. Reader")])
        kept = {(each.who, each.statement) for each in read_decisions(place)}
        faults = [] if ended == [0, 0] else [f"race {number}: exits {ended}"]
        figure.count(*faults, *([] if len(kept) == 20 else [f"race {number}: {len(kept)} of 20 decisions"]))
        shutil.rmtree(folder)
    return figure


def _together(works: list[Callable[[], object]]) -> list[int]:
    """Run works in processes of their own that start at the same moment; return how each ended."""
    reading, writing = os.pipe()

    def wait_and(work: Callable[[], object]) -> Callable[[], object]:
        def run() -> None:
            os.close(writing)
            os.read(reading, 1)  # ends when the starter lets go of the other end
            work()

        return run

    children = [forked(wait_and(work)) for work in works]
    os.close(writing)
    os.close(reading)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
