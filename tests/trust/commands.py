"""Every command that reads meets every class of hostile thing, in every place where it takes a file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .case import PAGE, Case
from .figure import Figure
from .judge import message_faults, program
from .malformed import all_cases
from .tables import files

# One thing or two of each class: no file, another file, cut, endless, declared too small, grown too large, deep.
THINGS = (
    "text/disguised-random", "text/disguised-pdf", "text/ten-gigabytes", "text/zeros", "text/empty", "text/pipe", "text/socket",
    "text/device", "text/link-loop", "text/dead-link", "text/missing", "text/empty-folder", "text/thousand-empty-files",
    "text/utf-16-le-no-bom", "tables/cut-relations", "tables/open-quote", "tables/short-row", "tables/ten-gigabytes",
    "tables/zero-in-a-cell", "tables/folder-for-table", "tables/link-loop", "graphml/entity-bomb", "graphml/very-deep",
    "gexf/entity-outside", "gexf/cut-at-70", "json/ten-gigabytes", "docx/bomb-small", "docx/deep-20000", "review/utf-32",
    "words/aliases-bomb",
)  # fmt: skip
ASKED = {
    "check": [], "describe": [], "find": ["Bali"], "show": ["Bali"], "neighbours": ["Bali"], "sources": ["Bali"],
    "meetings": [], "participants": ["Bali"], "commitments": [], "attendance": [], "ties": [], "paths": ["Bali", "Fiji"],
    "rank": [], "groups": [], "timeline": [], "sql": ["select 1"], "review": [],
}  # fmt: skip


def places(it: str, good: str, page: str) -> Iterator[list[str]]:
    """Yield every way in which a command is given the file `it`; results go into the folder `results`."""
    for name, more in ASKED.items():
        yield [name, *more, "--facts", it]
    for engine in ("polars", "duckdb"):
        for name in ("check", "find", "ties"):
            yield [name, *ASKED[name], "--facts", it, "--engine", engine]
    yield ["compare", it, good]
    yield ["compare", good, it]
    yield ["compare", "2011", "2012", "--facts", it]
    yield ["draw", "--facts", it, "--output", "results/new.html"]
    yield ["export", "results/new.graphml", "--facts", it]
    yield ["read", it, "--to", "results/new"]
    yield ["read", it, "--explain", "--format", "json"]
    yield ["read", page, "--review", it, "--to", "results/new"]
    yield ["read", page, "--words", it, "--to", "results/new"]


def commands(*, share: int = 1) -> Figure:
    """Give every thing to every command, or one pair in `share`; each is refused in one line, nothing written."""
    cases = {case.name: case for case in all_cases()}
    pairs = [(cases[name], at) for name in THINGS for at in range(len(list(places("", "", ""))))][::share]
    figure, slowest = Figure("R1 R9", "every command that reads × every class of hostile thing"), 0.0
    with tempfile.TemporaryDirectory(prefix="trust-commands-") as base:
        good, page = Path(base, "good"), Path(base, "page.txt")
        good.mkdir()
        for name, content in files().items():
            (good / name).write_bytes(content)
        page.write_text(PAGE, encoding="utf-8")
        for case, at in pairs:
            arguments, folder = _given(case, at, Path(base), good, page)
            outcome = program().run(arguments, folder)
            found = message_faults(outcome)
            found += ["something was written"] if any((folder / "results").iterdir()) else []
            shown = " ".join(arguments).replace(str(folder), ".")
            figure.count(*(f"{case.name}: {shown}: {fault} ({outcome.err.strip()[:200]})" for fault in found))
            slowest = max(slowest, outcome.seconds)
            shutil.rmtree(folder)
    figure.note = f"{len(THINGS)} things, slowest {slowest:.1f} s"
    return figure


def _given(case: Case, at: int, base: Path, good: Path, page: Path) -> tuple[list[str], Path]:
    folder = Path(tempfile.mkdtemp(dir=base))
    (folder / "results").mkdir()
    it = folder / f"it{case.ending}"
    case.make(it)
    return list(places(str(it), str(good), str(page)))[at], folder
