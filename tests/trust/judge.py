"""Run the program on a case and judge what it did: exit, message, what it wrote, time and memory."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .case import NOTHING, PAGE, REFUSED, Case

TESTS = Path(__file__).resolve().parents[1]
MEGABYTES = 1024.0
SECONDS = 60.0


@dataclass(frozen=True)
class Outcome:
    """What a run did. `code` is negative where a signal ended it."""

    code: int
    hung: bool
    seconds: float
    megabytes: float
    out: str
    err: str


class Program:
    """The program, ready to be run many times."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}", "NO_COLOR": "1",
                       "EXPLORER_CACHE": "off"}  # fmt: skip
        environment.pop("EXPLORER_DEBUG", None)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "trust.zygote"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=TESTS, env=environment, text=True,
        )  # fmt: skip
        if self._line() != "ready":
            raise RuntimeError("The program cannot be loaded.")

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def run(
        self, arguments: Sequence[str], folder: Path, *, stdin: Path | None = None, seconds: float = SECONDS
    ) -> Outcome:
        """Run `explorer` with `arguments` in `folder`."""
        assert self._process.stdin is not None
        with tempfile.TemporaryDirectory() as place:
            out, err = Path(place, "out"), Path(place, "err")
            request = {"arguments": list(arguments), "folder": str(folder), "seconds": seconds,
                       "stdout": str(out), "stderr": str(err), "stdin": str(stdin or "")}  # fmt: skip
            print(json.dumps(request), file=self._process.stdin, flush=True)
            done = json.loads(self._line())
            texts = [p.read_bytes().decode("utf-8", "backslashreplace") if p.exists() else "" for p in (out, err)]
        return Outcome(done["code"], done["hung"], done["seconds"], done["megabytes"], *texts)

    def end(self) -> None:
        """Let the process go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)


@cache
def program() -> Program:
    """Return the program, started once; it ends with this process."""
    made = Program()
    atexit.register(made.end)
    return made


def arguments(case: Case, place: Path, folder: Path) -> list[str]:
    """Return the command that meets a case: `place` is the malformed thing, `folder` where results go."""
    to = str(folder / "facts")
    if case.sort in ("review", "words"):
        page = folder / "page.txt"
        page.write_text(PAGE, encoding="utf-8")
        return ["read", str(page), f"--{case.sort}", str(place), "--to", to]
    if case.sort in ("tables", "graphml", "gexf", "json"):
        return ["export", to, "--facts", str(place)]
    return ["read", str(place), "--to", to]


def faults(outcome: Outcome) -> list[str]:
    """Return what no run may do, whatever it was given."""
    found = []
    if outcome.hung:
        found.append("hang")
    elif outcome.code < 0 or outcome.code > 125:
        found.append(f"exit {outcome.code}")
    if re.search(
        r"Traceback \(most recent|fault of the program|Exception ignored|Fatal Python", outcome.out + outcome.err
    ):
        found.append("traceback")
    if outcome.megabytes > MEGABYTES:
        found.append(f"{outcome.megabytes:.0f} MB")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", outcome.out + outcome.err):
        found.append("control characters")
    return found


def message_faults(outcome: Outcome, says: str = "") -> list[str]:
    """Return what is wrong with a refusal: the exit code, more or less than one line, not what it should say."""
    found = faults(outcome)
    lines = outcome.err.strip().splitlines()
    if not 1 <= outcome.code <= 125:
        found.append(f"not refused (exit {outcome.code})")
    if len(lines) != 1:
        found.append(f"{len(lines)} lines instead of one")
    if outcome.out.strip():
        found.append("prints an answer")
    if lines and len(lines[0]) > 600:
        found.append(f"a message of {len(lines[0])} characters")
    if says and not re.search(says, outcome.err):
        found.append("the message does not say it")
    return found


def tried(program: Program, case: Case, folder: Path) -> tuple[list[str], Outcome]:
    """Run the command that meets `case` in an empty folder; return what is wrong, and the outcome."""
    place = folder / f"it{case.ending}"
    case.make(place)
    results = folder / "results"
    results.mkdir()
    command = arguments(case, place, results)
    before = {p.name for p in results.iterdir()}
    outcome = program.run(command, folder)
    if case.verdict == REFUSED:
        found = message_faults(outcome, case.says)
        if {p.name for p in results.iterdir()} != before:
            found.append("something was written")
    elif case.verdict == NOTHING:
        found = [fault for fault in message_faults(outcome, case.says) if fault != "prints an answer"]
        found += _result_faults(results / "facts", "")
    else:
        found = faults(outcome)
        if outcome.code != 0:
            found.append(f"not read (exit {outcome.code})")
        else:
            found += _result_faults(results / "facts", case.says)
    left = [p.name for p in folder.rglob(".*") if p.name.endswith((".partial", ".lock", ".switch"))]
    return found + [f"left behind: {name}" for name in left], outcome


def _result_faults(facts: Path, says: str) -> list[str]:
    from explorer.errors import ExplorerError
    from explorer.facts.package import read_facts

    try:
        read = read_facts(facts)
    except ExplorerError as error:
        return [f"the result cannot be read: {error}"]
    text = "\n".join(read.passages["text"])
    if says and not re.search(says, text):
        return ["the text is not in the result"]
    return []


def try_all(cases: Sequence[Case], program: Program) -> Iterator[tuple[Case, list[str], Outcome]]:
    """Try cases one after another, each in a folder of its own."""
    for case in cases:
        folder = Path(tempfile.mkdtemp(prefix="trust-"))
        try:
            found, outcome = tried(program, case, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        yield case, found, outcome
