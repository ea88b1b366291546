"""Plant small faults into the program, one at a time, and tell which of them no test notices.

    python tests/mutants.py                      # 240 faults, drawn by a seed
    python tests/mutants.py --number 60 --seed 2 --only explorer/graph

A fault is a comparison, a boundary, a connective, a condition, an outcome or a call that is changed in one place of
`answers/`, `graph/`, `facts/` (without prose), `documents/` or `pictures/`. It is planted into a copy of the tree under
build/mutants and tried in a process of its own against the tests that run the function it stands in: which those are
is found out once, by tracing a run of the suite (`--map` does that anew), and the quick ones come first; a fault that
survives them meets those that run its file. What cannot be noticed, since it changes nothing, stands with its reason
in mutants.yaml, and the faults that must be noticed stand there too. Exit 1 when more than one in twenty survives.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import contextlib
import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from faultmaker import Fault, Places

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "mutants"
TREE, MAP = WORK / "tree", WORK / "map.json"
ROOMS = ("answers", "graph", "facts", "documents", "pictures")
APART = ("explorer/facts/prose/",)  # whose rows have a runner of their own: tests/prose/mutate_rows.py
# Other machines, programs and documents than those of the code itself, or the same code once more and slower.
LEFT = ("test_notebooks", "test_docs", "test_gallery", "test_trust", "browser/", "tests/prose", "paraphrases", "gold/")
QUIETLY = ("-q", "-s", "--no-header", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist")
MOST_SECONDS = 12.0  # of tests for one fault, by what they took in the traced run; three times that for a second look


# --- which faults there are ----------------------------------------------------------------------------------------------


def files() -> list[str]:
    """Return the files that faults are planted in."""
    paths = (path for room in ROOMS for path in sorted((TREE / "explorer" / room).rglob("*.py")))
    told = (path.relative_to(TREE).as_posix() for path in paths)
    return ["explorer/files.py", *(path for path in told if not path.startswith(APART))]


def named() -> tuple[list[tuple[str, Fault]], dict[str, str]]:
    """Return the faults that must be noticed, and those that change nothing with the reason."""
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
    return must, {f"{row['file']}: {row['fault']}": row["why"] for row in told["changes nothing"]}


# --- which tests run which function --------------------------------------------------------------------------------------


class Quick:
    """A plugin of pytest that leaves what is no test of the code alone, or takes long."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the rest."""
        kept = [i for i in items if not any(part in i.nodeid for part in LEFT) and "[spark" not in i.nodeid]
        items[:] = [item for item in kept if item.get_closest_marker("slow") is None]


class Tracer(Quick):
    """A plugin of pytest that notes which functions of the package each test calls."""

    def __init__(self) -> None:
        self.called: dict[str, set[str]] = defaultdict(set)
        self.seconds: Counter[str] = Counter()
        self.now: set[str] = set()
        self.failed: set[str] = set()
        self.folder = f"{TREE}{os.sep}explorer{os.sep}"

    def trace(self, frame, event, _argument):
        """Note the function that is called; lines are not looked at."""
        code = frame.f_code
        if code.co_filename.startswith(self.folder):
            self.now.add(f"{code.co_filename[len(self.folder) - 9 :]}:{code.co_qualname}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        """Trace one test with what is set up for it."""
        self.now = set()
        sys.settrace(self.trace)
        threading.settrace(self.trace)
        begun = time.monotonic()
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            self.seconds[item.nodeid] = time.monotonic() - begun
            for function in self.now:
                self.called[function].add(item.nodeid)

    def pytest_runtest_logreport(self, report):
        """Note what fails without any fault: it would notice everything."""
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self):
        """Write what was found."""
        called = {function: sorted(tests - self.failed) for function, tests in sorted(self.called.items())}
        MAP.write_text(json.dumps({"called": called, "seconds": dict(self.seconds)}), encoding="utf-8")


def copy() -> None:
    """Make the copy of the tree that faults are planted in, compiled."""
    shutil.rmtree(TREE, ignore_errors=True)
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, told.split("\0")):
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, TREE / name)
    compileall.compile_dir(str(TREE / "explorer"), quiet=2)


def there() -> None:
    """Go where the copy is, so that its package and its tests are the ones that are imported."""
    os.chdir(TREE)
    os.environ |= {"PYTHONPATH": str(TREE), "EXPLORER_CACHE": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[:] = [str(TREE), *(part for part in sys.path if part not in ("", str(ROOT), str(ROOT / "tests")))]
    sys.dont_write_bytecode = True


def in_child(work: Callable[[], int], seconds: float, log: Path) -> int | None:
    """Do `work` in a process of its own and return what it returns; None when it took too long."""
    child = os.fork()
    if not child:
        os.setsid()
        with log.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        code = 3
        try:
            code = int(work())
        except BaseException as error:
            print(repr(error))
        sys.stdout.flush()
        os._exit(code)
    end, status = time.monotonic() + seconds, None
    while status is None and time.monotonic() < end:
        ended, how = os.waitpid(child, os.WNOHANG)
        status = os.waitstatus_to_exitcode(how) if ended else None
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):  # and whatever it started
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
    return status


def traced() -> dict[str, Any]:
    """Return which tests call which function, from a run of the suite that is made where there is none yet."""
    if not MAP.exists():
        print(f"A traced run of the suite comes first; see {WORK / 'map.log'}.", flush=True)
        where = [*(f"tests/{path.name}" for path in sorted((ROOT / "tests").iterdir()) if path.name.startswith("test_")),
                 "tests/extraction", *(f"explorer/{room}" for room in ROOMS)]  # fmt: skip
        in_child(lambda: run(where, Tracer()), 7200, WORK / "map.log")
        if not MAP.exists():
            sys.exit(f"The traced run of the suite came to no end; see {WORK / 'map.log'}.")
    found: dict[str, Any] = json.loads(MAP.read_text(encoding="utf-8"))
    return found


# --- trying a fault ------------------------------------------------------------------------------------------------------


def run(where: list[str], plugin: object) -> int:
    """Run pytest in the copy."""
    there()
    return int(pytest.main([*where, *QUIETLY], plugins=[plugin]))


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


def quickest(tests: dict[str, float], times: int = 1) -> dict[str, float]:
    """Return the quickest tests, as many as fit into the time for one fault (so many times)."""
    chosen, total = {}, 0.0
    for test, seconds in sorted(tests.items(), key=lambda pair: pair[1]):
        total += seconds
        if total > times * MOST_SECONDS and chosen:
            break
        chosen[test] = seconds
    return chosen


def codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """Yield the code of a file and of all functions in it, by name and first line."""
    yield (code.co_qualname, code.co_firstlineno), code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def put_into_functions(place: Path, old: bytes, new: bytes) -> bool:
    """Give every function that lives in this process the code it has with the fault; False where that cannot be done.

    A file that is not loaded yet brings the fault with it.
    """
    was, now = (dict(codes(compile(text, str(place), "exec", dont_inherit=True))) for text in (old, new))
    changed = {key for key in was.keys() & now.keys() if was[key] != now[key]}
    put = loaded = False
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(place):
            loaded = True
            key = (one.__code__.co_qualname, one.__code__.co_firstlineno)
            if key in changed and one.__code__.co_freevars == now[key].co_freevars:
                one.__code__ = now[key]
                put = True
    return put or not loaded


class Trial(Quick):
    """A plugin of pytest that collects all tests once and tries each fault in a process forked from there."""

    def __init__(self, found: dict[str, Any], faults: list[Fault], tell: Callable[[Fault, str], None]) -> None:
        self.called, self.seconds, self.faults, self.tell = found["called"], found["seconds"], faults, tell
        self.sound: dict[str, bool] = {}  # whether a test that noticed a fault passes without it
        self.items: dict[str, pytest.Item] = {}
        self.failed = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the faults instead of running the tests."""
        self.items = {item.nodeid: item for item in session.items}
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
        own |= {test for test in self.items if test not in self.seconds and test.split("::")[0] in files}
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

        ended = in_child(work, 60 + 6 * sum(tests.values()), WORK / "last.log")
        return "" if ended == 0 else told.read_text(encoding="utf-8")

    def tried(self, fault: Fault) -> str:
        """Plant a fault, try it, and take it out again."""
        own, others = self.tests(fault)
        first = quickest(own or others)
        later = quickest({test: seconds for test, seconds in (own | others).items() if test not in first}, 3)
        if not first:
            return "survived (no test calls it)"
        place = TREE / fault.path
        text = place.read_bytes()
        planted = fault.planted(text)
        for kept in (place.parent / "__pycache__").glob(f"{place.stem}.*"):
            kept.unlink()
        try:
            for tests in (first, later):
                left = dict(tests)
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


def main() -> None:
    """Try the named faults and as many as were asked for, and tell which survived."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--number", type=int, default=240)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", metavar="PART", help="of the path of a file")
    asked.add_argument("--map", action="store_true", help="trace the suite anew")
    options = asked.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    copy()
    if options.map:
        MAP.unlink(missing_ok=True)
    found = traced()
    must, nothing = named()
    names = {fault: what for what, fault in must}
    counted: Counter[str] = Counter()
    left: list[Fault] = []

    def tell(fault: Fault, how: str) -> None:
        said = f"{fault.path}: {fault.told((TREE / fault.path).read_bytes())}"
        why = nothing.get(said, "") if how.startswith("survived") else ""
        counted["changes nothing" if why else how] += 1
        if how.startswith("survived") and not why:
            left.append(fault)
            print(f"{how}: {fault.path}:{fault.line} ({names.get(fault, fault.kind)})\n    {said}", flush=True)

    faults = [*names, *drawn(options.number, options.seed, options.only)]
    where = sorted({test.split("::")[0] for test in found["seconds"] if (TREE / test.split("::")[0]).exists()})
    run(where, Trial(found, faults, tell))
    tried = sum(counted.values())
    print(f"{tried} faults tried: {', '.join(f'{n} {how}' for how, n in counted.most_common())}.")
    sys.exit(len(left) > tried / 20 or any(fault in names for fault in left))


if __name__ == "__main__":
    main()
