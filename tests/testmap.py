"""Which tests run which function of the package, and the copy of the tree that faults are planted in; for mutants.py.

Every file of tests is traced once, in a process of its own, so that what is kept from one answer to the next is seen to
be made in each of them. What was found stays in build/mutants/map, a file each; one that is deleted is made anew.
"""

from __future__ import annotations

import compileall
import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "mutants"
TREE, MAP = WORK / "tree", WORK / "map"
ROOMS = ("answers", "graph", "facts", "documents", "pictures")
# Other machines, programs and documents than those of the code itself, or the same code once more and slower; and the
# reading of prose, whose rows have a runner of their own: tests/prose/mutate_rows.py.
LEFT = ("test_notebooks", "test_docs", "test_gallery", "test_trust", "test_cases", "test_data.py", "browser/", "tests/prose",
        "extraction/", "paraphrases", "gold/", "explorer/facts/prose")  # fmt: skip
QUIETLY = ("-q", "-s", "--no-header", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist")


def files_of(root: Path) -> list[str]:
    """Return the files of a working tree that git keeps, or will once they are added."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in told.split("\0") if (root / name).is_file()})


def copy() -> None:
    """Make the copy of the tree that faults are planted in, compiled."""
    shutil.rmtree(TREE, ignore_errors=True)
    for name in files_of(ROOT):
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, TREE / name)
    compileall.compile_dir(str(TREE / "explorer"), quiet=2)


def there() -> None:
    """Go where the copy is, so that its package and its tests are the ones that are imported."""
    os.chdir(TREE)
    os.environ |= {"PYTHONPATH": str(TREE), "EXPLORER_CACHE": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[:] = [str(TREE), *(part for part in sys.path if part not in ("", str(ROOT), str(ROOT / "tests")))]
    sys.dont_write_bytecode = True


def run(where: list[str], plugin: object) -> int:
    """Run pytest in the copy."""
    there()
    return int(pytest.main([*where, *QUIETLY], plugins=[plugin]))


def in_child(work: Callable[[], int], seconds: float, log: Path) -> int | None:
    """Do `work` in a process of its own and return what it returns; None when it took too long.

    It has so many seconds of a processor; however busy the machine is, it ends after ten times as many.
    """
    child = os.fork()
    if not child:
        os.setsid()
        with log.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        used = sum(os.times()[:2])
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, resource.RLIM_INFINITY))
        code = 3
        try:
            code = int(work())
        except BaseException as error:
            print(repr(error))
        sys.stdout.flush()
        os._exit(code)
    end, status = time.monotonic() + 10 * seconds, None
    while status is None and time.monotonic() < end:
        ended, how = os.waitpid(child, os.WNOHANG)
        status = os.waitstatus_to_exitcode(how) if ended else None
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):  # and whatever it started
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
    return status


class Quick:
    """A plugin of pytest that leaves what is no test of the code alone, or takes long."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the rest."""
        kept = [i for i in items if not any(part in i.nodeid for part in LEFT) and "[spark" not in i.nodeid]
        items[:] = [item for item in kept if item.get_closest_marker("slow") is None]


class Tracer(Quick):
    """A plugin of pytest that notes which functions of the package each test calls, and what the test takes."""

    def __init__(self, to: Path) -> None:
        self.to = to
        self.called: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
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
        begun = sum(os.times()[:4])
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            self.seconds[item.nodeid] = sum(os.times()[:4]) - begun
            for function in self.now:
                self.called[function].add(item.nodeid)

    def pytest_runtest_logreport(self, report):
        """Note what fails without any fault: it would notice everything."""
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self):
        """Write what was found."""
        called = {function: sorted(tests - self.failed) for function, tests in sorted(self.called.items())}
        self.to.write_text(json.dumps({"called": called, "seconds": self.seconds}), encoding="utf-8")


def traced() -> tuple[dict[str, set[str]], dict[str, float]]:
    """Return which tests call which function, and what each test takes; what was not traced yet is traced first."""
    MAP.mkdir(parents=True, exist_ok=True)
    tests = [path.relative_to(TREE).as_posix() for path in sorted((TREE / "tests").rglob("test_*.py"))]
    called: dict[str, set[str]] = defaultdict(set)
    seconds: dict[str, float] = {}
    asked = [
        name for name in (*(f"explorer/{room}" for room in ROOMS), *tests) if not any(part in name for part in LEFT)
    ]
    maps = {name: MAP / f"{name.replace('/', '-')}.json" for name in asked}
    if new := sum(not kept.exists() for kept in maps.values()):
        print(
            f"{new} files of tests are traced first, whatever --only says: each takes some times what it takes alone.",
            flush=True,
        )
    for name, kept in maps.items():
        if not kept.exists():
            begun = time.monotonic()
            in_child(lambda: run([name], Tracer(kept)), 900, kept.with_suffix(".log"))  # noqa: B023 - done at once
            print(f"traced: {name}, {time.monotonic() - begun:.0f} s", flush=True)
        if kept.exists():
            found = json.loads(kept.read_text(encoding="utf-8"))
            seconds |= found["seconds"]
            for function, by in found["called"].items():
                called[function].update(by)
    return called, seconds
