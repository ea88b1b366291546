"""Writers that are killed: afterwards the result is the old one or the new one, whole, and a rerun heals.

Half of the kills come before a step of the writer (opening, renaming, removing, making a folder: the steps that
Python reports to an audit hook), so that no step is missed; the other half at a random moment.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from explorer.files import write_file

from .figure import Figure
from .samples import WRITERS, Writer

STEPS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "shutil.rmtree",
    "ctypes.dlsym",
    "os.scandir",
}


def kills(times: int, seed: int = 7) -> list[Figure]:
    """Kill each writer `times` times."""
    return [_killed(writer, times, random.Random(f"{seed} {writer.name}")) for writer in WRITERS]


def forked(work: Callable[[], object]) -> int:
    """Run `work` in a process of its own that says nothing; return its id at once."""
    child = os.fork()
    if child:
        return child
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def _killed(writer: Writer, times: int, chance: random.Random) -> Figure:
    figure = Figure("W1", f"SIGKILL while writing: {writer.name}")
    old, new = writer.expected("old"), writer.expected("new")
    seconds, steps = _course(writer)
    landed = {"old": 0, "new": 0, "nothing": 0}
    for number in range(times):
        folder = Path(tempfile.mkdtemp(prefix="trust-kill-"))
        place = folder / writer.result
        # A review is kept from the start; of the others a third is written where nothing was before.
        before = number % 3 > 0 or writer.name == "review"
        if before:
            writer.write(place, "old")
        if number % 2:
            child = forked(partial(_write_and_die, writer, place, 1 + (number // 2) % steps))
        else:
            child = forked(partial(writer.write, place, "new"))
            time.sleep(chance.uniform(0, 1.2 * seconds))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = writer.found(place)
        state = (
            "new"
            if found == new
            else "old"
            if before and found == old
            else "nothing"
            if found is None and not before
            else ""
        )
        faults = [] if state else [f"kill {number}: {'lost' if found is None else 'torn or mixed'}"]
        if state:
            landed[state] += 1
        if writer.name == "review" and state == "new":  # a decision written twice would stand twice
            write_file(place, found[""] if found else b"")
        else:
            writer.write(place, "new")
        faults += [f"kill {number}: a rerun does not heal"] if writer.found(place) != new else []
        left = sorted(path.name for path in folder.rglob("*") if path.name.startswith("."))
        faults += [f"kill {number}: left behind: {', '.join(left)}"] if left else []
        figure.count(*faults)
        shutil.rmtree(folder)
    figure.note = ", ".join(f"{count} {state}" for state, count in landed.items() if count) + f"; {steps} steps"
    return figure


def _write_and_die(writer: Writer, place: Path, step: int) -> None:
    """Write, and be killed before the given step."""
    seen = 0
    root = str(place.parent)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in STEPS and (event == "ctypes.dlsym" or any(root in str(a) for a in arguments[:2])):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    writer.write(place, "new")


def _course(writer: Writer) -> tuple[float, int]:
    """Return how long a write takes, and of how many steps it is made."""
    folder = Path(tempfile.mkdtemp(prefix="trust-kill-"))
    place = folder / writer.result
    try:
        writer.write(place, "old")
        started = time.monotonic()
        os.waitpid(forked(lambda: writer.write(place, "new")), 0)
        seconds = time.monotonic() - started
        writer.write(place, "old")
        step = 0
        while True:
            step += 1
            _, status = os.waitpid(forked(partial(_write_and_die, writer, place, step)), 0)
            if not os.WIFSIGNALED(status):
                return seconds, step - 1
            if writer.found(place) != writer.expected("old"):
                shutil.rmtree(place, ignore_errors=True)
                place.unlink(missing_ok=True)
                writer.write(place, "old")
    finally:
        shutil.rmtree(folder)
