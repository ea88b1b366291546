"""Plant small faults into the program, one at a time, and tell which of them no test notices.

    nice python tests/mutants.py                      # 240 faults, drawn by a seed, and a table at the end
    python tests/mutants.py --number 60 --seed 2 --only explorer/graph

A fault is a comparison, a boundary, a connective, a condition, an outcome or a call that is changed in one place of
`answers/`, `graph/`, `facts/` (without prose), `documents/` or `pictures/`. It is planted into a copy of the tree under
build/mutants and tried in a process of its own against the tests that run the function it stands in, the quick ones
first (see testmap.py); a fault that survives them meets those that run its file. What was noticed is kept, so that a run
that was broken off goes on where it was, and one after new tests tries the survivors alone; `--anew` begins from nothing.
What cannot be noticed, since it changes nothing, stands with its reason in mutants.yaml, and the faults that must be
noticed stand there too, and those that only a test notices which is left out here (one of Spark, say). Exit 1 when more than one in twenty survives.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import gc
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from faultmaker import Fault, Places
from testmap import QUIETLY, ROOMS, TREE, WORK, Quick, copy, in_child, run, traced

APART = ("explorer/facts/prose/",)  # whose rows have a runner of their own: tests/prose/mutate_rows.py
SECONDS = 15.0  # of tests for one fault, by what they took in the traced run; four times that for a second look
OF_ITSELF = 0.02  # seconds that pytest takes for a test, whatever it does
KEPT = WORK / "noticed.json"


# --- which faults there are ----------------------------------------------------------------------------------------------


def files() -> list[str]:
    """Return the files that faults are planted in."""
    paths = (path for room in ROOMS for path in sorted((TREE / "explorer" / room).rglob("*.py")))
    told = (path.relative_to(TREE).as_posix() for path in paths)
    return ["explorer/files.py", *(path for path in told if not path.startswith(APART))]


def named() -> tuple[list[tuple[str, Fault]], dict[str, str], dict[str, str]]:
    """Return the faults that must be noticed, those that change nothing with the reason, those of a test left out."""
    import yaml

    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    must = []
    for row in told["must be noticed"]:
        text = (TREE / row["file"]).read_bytes()
        old = row["instead of"].encode()
        assert text.count(old) == 1, f"{row['file']}: {row['instead of']!r} stands there {text.count(old)} times"
        start = text.index(old)
        line = text.count(b"\n", 0, start) + 1
        must.append((row["fault"], Fault(row["file"], line, "named", start, start + len(old), row["put"])))
    nothing, apart = (
        {f"{row['file']}: {row['fault']}": row[what] for row in told[part]}
        for part, what in (("changes nothing", "why"), ("noticed by a test that is left out", "test"))
    )
    return must, nothing, apart


# --- trying a fault ------------------------------------------------------------------------------------------------------


def functions(path: str) -> list[tuple[int, int, str]]:
    """Return the functions of a file: first line, last line, and the name the tracer gives it."""
    found = []

    def walk(node: ast.AST, before: str) -> None:
        for one in ast.iter_child_nodes(node):
            inside = before
            if isinstance(one, (ast.FunctionDef, ast.ClassDef)):
                inside = f"{before}{one.name}."
                if isinstance(one, ast.FunctionDef):
                    found.append((one.lineno, one.end_lineno or one.lineno, f"{path}:{inside[:-1]}"))
                    inside += "<locals>."
            walk(one, inside)

    walk(ast.parse((TREE / path).read_bytes()), "")
    return found


def quickest(tests: dict[str, float], most: float) -> dict[str, float]:
    """Return the quickest tests, as many as fit into a time, one at least."""
    chosen, total = {}, 0.0
    for test, seconds in sorted(tests.items(), key=lambda pair: pair[1]):
        total += seconds + OF_ITSELF
        if total > most and chosen:
            break
        chosen[test] = seconds
    return chosen


def codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """Yield the code of a file and of all functions in it, by name and first line."""
    yield (code.co_qualname, code.co_firstlineno), code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


@cache
def living() -> dict[str, list[FunctionType]]:
    """Return the functions of the package that live in this process, by file; looked for once, before any fork."""
    found: dict[str, list[FunctionType]] = defaultdict(list)
    gc.unfreeze()  # what tests/conftest.py has put aside
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(TREE / "explorer")):
            found[one.__code__.co_filename].append(one)
    gc.freeze()  # what lives here is not looked through, and so not copied, in every process that is forked
    return found


def put_into_functions(place: Path, old: bytes, new: bytes) -> bool:
    """Give every function that lives in this process the code it has with the fault; False where that cannot be done.

    A file that is not loaded yet brings the fault with it.
    """
    was, now = (dict(codes(compile(text, str(place), "exec", dont_inherit=True))) for text in (old, new))
    changed = {key for key in was.keys() & now.keys() if was[key] != now[key]}
    put = False
    for one in living().get(str(place), ()):
        key = (one.__code__.co_qualname, one.__code__.co_firstlineno)
        if key in changed and one.__code__.co_freevars == now[key].co_freevars:
            one.__code__ = now[key]
            put = True
    return put or str(place) not in living()


class Trial(Quick):
    """A plugin of pytest that collects all tests once and tries each fault in a process forked from there."""

    def __init__(
        self, faults: list[Fault], apart: dict[str, str], tell: Callable[[Fault, str], None], most: float
    ) -> None:
        (self.called, self.seconds), self.faults, self.tell, self.most = traced(), faults, tell, most
        self.apart = apart
        self.sound: dict[str, bool] = {}  # whether a test that noticed a fault passes without it
        self.items: dict[str, pytest.Item] = {}
        self.failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the faults instead of running the tests."""
        self.items = {item.nodeid: item for item in session.items}
        living()
        for fault in self.faults:
            self.tell(fault, self.tried(fault))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test has failed."""
        self.failed = self.failed or report.failed

    def tests(self, fault: Fault) -> tuple[dict[str, float], dict[str, float]]:
        """Return the tests that run the function of a fault, and those that run anything else of its file.

        What runs once a process (as a module is loaded, or as a kept answer is made) is noted for one test only. A
        test that is newer than the traced run may run everything that its neighbours run.
        """
        around = [(last - first, name) for first, last, name in functions(fault.path) if first <= fault.line <= last]
        own = set(self.called.get(min(around)[1], ()) if around else ())
        every = {test for name, tests in self.called.items() if name.startswith(f"{fault.path}:") for test in tests}
        files = {test.split("::")[0] for test in own or every}
        own = own | {test for test in self.items if test not in self.seconds and test.split("::")[0] in files}
        times = [{t: self.seconds.get(t, 0.0) for t in some if t in self.items} for some in (own, every - own)]
        return times[0], times[1]

    def noticed(self, tests: dict[str, float], place: Path, texts: tuple[bytes, bytes] | None) -> str:
        """Return the test that fails, of these one after the other; "" for none."""
        told = WORK / "noticed.txt"
        told.write_text("", encoding="utf-8")

        def work() -> int:
            if texts and not put_into_functions(place, *texts):
                return 0
            chosen = [self.items[test] for test in tests]
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                told.write_text(item.nodeid, encoding="utf-8")
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    return 1
            return 0

        ended = in_child(work, 10 + 4 * sum(tests.values()), WORK / "last.log")
        return "" if ended == 0 else told.read_text(encoding="utf-8")

    def tried(self, fault: Fault) -> str:
        """Plant a fault, try it, and take it out again."""
        own, others = self.tests(fault)
        first = quickest(own or others, self.most)
        later = quickest(
            {test: seconds for test, seconds in (own | others).items() if test not in first}, 4 * self.most
        )
        place = TREE / fault.path
        text = place.read_bytes()
        if test := self.apart.get(f"{fault.path}: {fault.told(text)}"):
            first, later = {test: 0.0}, {}
        elif not first:
            return "survived (no test calls it)"
        planted = fault.planted(text)
        for kept in (place.parent / "__pycache__").glob(f"{place.stem}.*"):
            kept.unlink()
        try:
            for tests in (first, later):
                left = {one: seconds for one, seconds in tests.items() if one in self.items}
                place.write_bytes(planted)  # for the processes that tests start, and for files loaded anew
                while left and (test := self.noticed(left, place, (text, planted))):
                    place.write_bytes(text)
                    if self.holds(test, place):
                        return "noticed"
                    place.write_bytes(planted)
                    left = {one: left[one] for one in left if self.sound.get(one, True)}
            if not self.passes_anew(first):  # what runs as the file is loaded has run here before the fault
                place.write_bytes(text)
                return "noticed" if self.passes_anew(first) else "survived"
            return "survived"
        finally:
            place.write_bytes(text)
            compileall.compile_file(str(place), quiet=2, force=True)

    def holds(self, test: str, place: Path) -> bool:
        """Tell whether a test passes without any fault."""
        if test not in self.sound:
            self.sound[test] = not self.noticed({test: self.seconds.get(test, 1.0) + 10}, place, None)
        return self.sound[test]

    def passes_anew(self, tests: dict[str, float]) -> bool:
        """Tell whether tests pass in a process that loads every file anew, as for a fault that stands in no function."""
        command = [sys.executable, "-m", "pytest", "-x", *QUIETLY, *list(tests)[:200]]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def drawn(number: int, seed: int, only: str) -> list[Fault]:
    """Draw faults evenly from all places; never two of one kind in one line."""
    places = [one for path in files() if only in path for one in Places(path, (TREE / path).read_bytes()).found]
    single = list({(one.path, one.line, one.kind): one for one in places}.values())
    print(f"{len(single):,} faults can be planted.", flush=True)
    return random.Random(seed).sample(single, min(number, len(single)))


def key(fault: Fault) -> str:
    """Return the name under which it is kept that a fault was noticed: itself, and the whole file that it stands in."""
    whole = hashlib.sha256((TREE / fault.path).read_bytes()).hexdigest()
    return f"{fault.path} {whole[:16]} {fault.start} {fault.end} {fault.new}"


def room(path: str) -> str:
    """Return the room of a file."""
    return path.split("/")[1].removesuffix(".py")


class Outcome:
    """What became of the faults so far."""

    def __init__(self, names: dict[Fault, str], nothing: dict[str, str]) -> None:
        self.names, self.nothing = names, nothing
        self.counted: dict[str, Counter[str]] = defaultdict(Counter)
        self.left: list[Fault] = []
        self.kept: list[str] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else []

    def tell(self, fault: Fault, how: str) -> None:
        """Count a fault; one that survived is told, and one that was noticed is kept."""
        said = f"{fault.path}: {fault.told((TREE / fault.path).read_bytes())}"
        survived = how.startswith("survived")
        if not survived and key(fault) not in self.kept:
            self.kept.append(key(fault))
            KEPT.write_text(json.dumps(self.kept), encoding="utf-8")
        what = "changes nothing" if survived and said in self.nothing else how.split(" (")[0]
        self.counted[room(fault.path)][what] += 1
        if survived and said not in self.nothing:
            self.left.append(fault)
            print(f"{how}: {fault.path}:{fault.line} ({self.names.get(fault, fault.kind)})\n    {said}", flush=True)

    def table(self) -> str:
        """Return how many faults of each room were noticed, change nothing or survived."""
        ways = ("noticed", "changes nothing", "survived")
        rows = [(name, *(counts[way] for way in ways)) for name, counts in sorted(self.counted.items())]
        rows.append(("all", *(sum(row[n] for row in rows) for n in (1, 2, 3))))
        lines = [f"{'room':<12}" + "".join(f"{way:>17}" for way in ("tried", *ways))]
        lines += [
            f"{name:<12}{sum(numbers):>17}" + "".join(f"{number:>17}" for number in numbers) for name, *numbers in rows
        ]
        return "\n".join(lines)


def main() -> None:
    """Try the named faults and as many as were asked for, and tell which survived."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--number", type=int, default=240)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", metavar="PART", help="of the path of a file")
    asked.add_argument("--seconds", type=float, default=SECONDS, help="of tests for one fault; four times that later")
    asked.add_argument("--anew", action="store_true", help="trace the suite and try every fault again")
    options = asked.parse_args()
    if options.anew:
        shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    copy()
    must, nothing, apart = named()
    outcome = Outcome({fault: what for what, fault in must}, nothing)
    faults = [*outcome.names, *drawn(options.number, options.seed, options.only)]
    before = [fault for fault in faults if key(fault) in outcome.kept]
    for fault in before:
        outcome.tell(fault, "noticed")
    if before:
        print(f"{len(before)} of them were noticed in an earlier run.", flush=True)
    _, seconds = traced()
    where = sorted({test.split("::")[0] for test in seconds if (TREE / test.split("::")[0]).exists()})
    run(where, Trial([fault for fault in faults if fault not in before], apart, outcome.tell, options.seconds))
    print(outcome.table())
    tried = sum(counts.total() for counts in outcome.counted.values())
    failed = len(outcome.left) > tried / 20 or any(fault in outcome.names for fault in outcome.left)
    sys.stdout.flush()
    os._exit(failed)  # what was frozen is not taken apart, of which libraries would complain


if __name__ == "__main__":
    main()
