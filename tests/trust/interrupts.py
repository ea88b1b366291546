"""Ctrl-C at any moment of any long work: exit 130 within two seconds, no traceback, nothing half-written."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .case import PAGE
from .figure import Figure
from .judge import TESTS
from .samples import facts

MOST_SECONDS = 2.0  # of a machine that does nothing else
STARTED = "from explorer.__main__ import main; print(flush=True); main()"


def interrupts(times: int, seed: int = 7) -> Figure:
    """Press Ctrl-C `times` times, at moments spread over each work."""
    from explorer.facts.package import write_facts

    figure = Figure("W5", "Ctrl-C: exit 130 within 2 s, nothing half-written")
    chance, slowest, caught = random.Random(seed), 0.0, 0
    folder = Path(tempfile.mkdtemp(prefix="trust-ctrl-c-"))
    write_facts(facts("old"), folder / "facts")
    (folder / "pages").mkdir()
    for number in range(400):
        (folder / "pages" / f"{number}.txt").write_text(PAGE.replace("2012", str(1990 + number % 30)), encoding="utf-8")
    works = (
        (["read", "pages", "--to", "new"], "new"),
        (["read", "pages", "--to", "new", "--processes", "2"], "new"),
        (["draw", "--facts", "facts", "--output", "new.html"], "new.html"),
        (["export", "new.graphml", "--facts", "facts"], "new.graphml"),
    )
    for number in range(times):
        arguments, result = works[number % len(works)]
        process = subprocess.Popen(
            [sys.executable, "-c", STARTED, *arguments], cwd=folder, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_heed,
            env={**os.environ, "PYTHONPATH": str(TESTS.parent), "EXPLORER_CACHE": "off"},
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()  # past the start of Python itself, which is not ours
        time.sleep(chance.uniform(0, 2.5))
        running = process.poll() is None
        if running:
            os.killpg(process.pid, signal.SIGINT)  # the terminal tells every process of the work
        pressed, slow = time.monotonic(), slowness()
        try:
            _, errors = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            figure.count(f"{' '.join(arguments)}: does not end")
            continue
        seconds = (time.monotonic() - pressed) / max(slow, slowness())
        faults = [f"{seconds:.1f} s"] if running and seconds > MOST_SECONDS else []
        faults += ["traceback"] if "Traceback" in errors else []
        ended = 130 if process.returncode == -signal.SIGINT else process.returncode  # a shell calls both 130
        faults += [f"exit {ended}"] if ended not in (0, 130) else []
        caught += ended == 130
        slowest = max(slowest, seconds if ended == 130 else 0.0)
        if ended == 130 and (folder / result).exists():
            ok = {"new": "datapackage.json"}.get(result)  # written just before the key was pressed: then whole
            faults += [] if ok is None or (folder / result / ok).exists() else ["half-written"]
        left = [path.name for path in folder.iterdir() if path.name.startswith(".")]
        figure.count(
            *(f"{' '.join(arguments)}: {fault}" for fault in [*faults, *(f"left behind {name}" for name in left)])
        )
        for name in ("new", "new.html", "new.graphml", *left):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder)
    figure.note = f"{caught} caught at work, slowest {slowest:.2f} s"
    return figure


def slowness() -> float:
    """Return how many times longer a work takes now than it would if it had its processor for itself."""
    begun, busy = time.monotonic(), time.process_time()
    while time.process_time() - busy < 0.03:
        pass
    return (time.monotonic() - begun) / 0.03


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # work that was started in the background would ignore it
