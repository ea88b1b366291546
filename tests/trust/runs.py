"""Long runs of one thing (commas, digits, blanks, brackets in brackets, quotes, one word again and again …): four times as
long, at most eight times the time. They are fed to every pattern of the package, those too that are built while it
runs, and to every room that reads: pages of each kind, and each cell of a table.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError

from .case import PAGE
from .doubling import Pattern, Probe, patterns, seconds, used_on

MOST = 8.0
_ENOUGH = 0.004  # seconds that a measure of a pattern must take to mean something
_ENOUGH_OF_A_ROOM = 0.04
_LONGEST = 25_600  # times a unit; what takes no time then takes too little in any file
UNITS = (
    *",;:.-–—'\"“”’()[]/|*_#&<>=+@1aAé", " ", "\t", "\n", "\r", "\u00a0", "\u200b", "\x00",
    ", ", "; ", ": ", ". ", "- ", " – ", "\n\n", " \n", "\n ", "a\n", "- a\n", "1. ", "1.1.", "1,", "1-", "1/", "1 ", "12 May ", "2012-", "'a' ",
    "word ", "Word ", "the ", "of ", "and ", "a, ", "A. ", "a.b.", "a-", "x@", "x@y.", "(a", "(a) ", "() ", "[a](", "**a", "`a` ", "a: ", "Mr ",
    "Fiji, ", "Fiji and ", "(Fiji ", "Fiji – ", "May ", "2012 ", "1 May 2012, ", "Meeting of the ", "http://a.b/", "www.",
)  # fmt: skip
TAGS = (
    "<a>", "<a", "</a>", "<p>", "<b><i>", "<!--", "-->", "<a href='", "<td>", "<table><tr><td>", "<li>", "<ul><li>", "&amp;", "&#1;", "&",
    "<script>", "<style", "<br>", "<p title=", "<![CDATA[", "<?a",
)  # fmt: skip

Run = tuple[str, Callable[[int], str]]


def runs(units: tuple[str, ...] = UNITS) -> Iterator[Run]:
    """Yield runs by name: each unit again and again, with a word around it too, and brackets and quotes in one another."""
    for unit in units:
        yield f"{unit!r} × n", lambda n, unit=unit: unit * n  # type: ignore[misc]
        yield f"a {unit!r} × n b", lambda n, unit=unit: f"a {unit * n} b"  # type: ignore[misc]
    for left, right in ("()", "[]", "{}", "<>", "“”", "‘’", "«»"):
        yield f"{left} × n {right} × n", lambda n, left=left, right=right: left * n + "a" + right * n  # type: ignore[misc]
        yield f"{left}a × n {right} × n", lambda n, left=left, right=right: f"a {left}" * n + right * n  # type: ignore[misc]


def every_pattern() -> list[Pattern]:
    """Return the patterns that stand in the source, and those that are built while pages and tables are read."""
    found = patterns()
    known = {one.compiled.pattern for one in found}
    done = subprocess.run([sys.executable, "-m", "trust.runs"], cwd=Path(__file__).parents[1], capture_output=True,
                          text=True, encoding="utf-8", check=True)  # fmt: skip
    for place, text, flags, way in json.loads(done.stdout):
        if text not in known:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(Pattern(f"{place} (built)", re.compile(text, flags), way))
    return found


def probe_patterns(tried: list[Pattern]) -> Iterator[Probe]:
    """Yield for every pattern the run that hurts it most."""
    for pattern in tried:
        worst = Probe(pattern.place, 0.0, 0)
        for name, make in runs():
            growth, size = grown(make, used_on(pattern), _ENOUGH)
            worst = max(worst, Probe(pattern.place, growth, size, name), key=lambda probe: probe.growth)
        yield worst


def rooms() -> Iterator[tuple[str, str, tuple[str, ...], Callable[[str], str]]]:
    """Yield what is read: its name, the ending of its file, what its runs are made of, and a file around a run."""
    yield "a page", ".txt", UNITS, lambda run: f"{PAGE}\n{run}\n"
    yield "a page of Markdown", ".md", UNITS, lambda run: f"# {PAGE}\n{run}\n"
    yield "a web page", ".html", (*UNITS, *TAGS), lambda run: f"<h1>A</h1><p>{PAGE}</p>{run}"
    cells = {"Meeting": "SOM 1", "Party": "Fiji", "Date": "1 May 2012", "Role": "Observer", "Place": "Apia"}
    for column in cells:
        yield f"a cell of {column}", ".csv", UNITS, lambda run, column=column: _table([*cells], {**cells, column: run})  # type: ignore[misc]
    yield "the head of a column", ".csv", UNITS, lambda run: _table([*list(cells)[:-1], run], cells)


def _table(heads: list[str], row: dict[str, str]) -> str:
    """Return a table with two rows, the second of them given."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(heads)
    writer.writerow(["SOM 2", "Samoa", "2 May 2012", "Observer", "Suva"])
    writer.writerow(row.values())
    return made.getvalue()


def probe_rooms(share: int = 1) -> Iterator[Probe]:
    """Yield for every room and run how much longer it takes when there is four times of it.

    What sentences mean is not read here, which takes long whatever they are: see `probe_reading`.
    """
    from explorer.documents import read_document
    from explorer.documents.sources import find_files
    from explorer.facts.prose.names import shipped_names
    from explorer.facts.results import read_one

    names = shipped_names()
    trials = [(room, run) for room in rooms() for run in runs(room[2])][::share]
    with tempfile.TemporaryDirectory(prefix="trust-runs-") as folder:

        def read(path: Path) -> object:
            """Read a file, or refuse it."""
            if path.suffix == ".csv":
                return read_one(find_files([path])[0], names)
            with contextlib.suppress(ExplorerError):  # a zero byte is refused, for one
                return read_document(path)

        for number, ((room, ending, _, around), (name, make)) in enumerate(trials):

            def written(n: int, around: Callable[[str], str] = around, make: Callable[[int], str] = make,
                        start: str = f"{number}-", ending: str = ending) -> Path:  # fmt: skip
                path = Path(folder, f"{start}{n}{ending}")
                path.write_text(around(make(n)), encoding="utf-8")
                return path

            growth, size = grown(written, read, _ENOUGH_OF_A_ROOM)
            yield Probe(f"{room}: {name}", growth, size, name)


def grown(make: Callable[[int], Any], run: Callable[[Any], object], enough: float) -> tuple[float, int]:
    """Double a run until it takes long enough to be measured; return how the time grew at four times of it, and its size.

    No run is measured twice: what is remembered would cost nothing.
    """
    size = 50
    while (once := seconds(run, make(size), 1)) < enough:
        size *= 2
        if size > _LONGEST:
            return 0.0, size
    growth = seconds(run, make(4 * size), 1) / once
    for more in (1, 2, 3):  # a busy machine disturbs one of them
        if growth > MOST:
            growth = min(growth, seconds(run, make(4 * (size + more)), 1) / seconds(run, make(size + more), 1))
    return growth, size


def _built() -> list[tuple[str, str, int, bool]]:
    """Load and use the package; return every pattern that it compiles: place, pattern, flags, and False (looked for)."""
    kept: dict[tuple[str, int], str] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def noted(pattern: str | re.Pattern[str], flags: int) -> re.Pattern[str]:
        frame = sys._getframe(2)
        place = frame.f_globals.get("__name__", "")
        if place.startswith("explorer") and isinstance(pattern, str):
            kept.setdefault((pattern, int(flags)), f"{place}:{frame.f_lineno}")
        made: re.Pattern[str] = compiled(pattern, flags)
        return made

    re._compile = noted  # type: ignore[attr-defined]
    import explorer

    from .recombined import tried

    patterns()  # imports every module
    tried(range(20))
    for opened in (explorer.load(), explorer.load("lakes")):
        for question in (opened.commitments, opened.review, opened.check, opened.draw):
            question()
    return [(place, text, flags, False) for (text, flags), place in kept.items()]


if __name__ == "__main__":
    print(json.dumps(_built()))
