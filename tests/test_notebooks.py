"""The notebooks run from a clean kernel, and what is stored in them is what the program answers today."""

from __future__ import annotations

import getpass
import importlib.util
import json
import re
import socket
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import explorer
from explorer.errors import FactsError

if not all(map(importlib.util.find_spec, ("nbformat", "nbclient"))):  # imported late: they take seconds
    pytest.skip("nbformat and nbclient are not installed (extra: notebook)", allow_module_level=True)

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
ABSOLUTE = re.compile(r"""(?:^|[\s"'(=>])(?:/(?:home|root|work|tmp|usr|opt|var|private|Users)/|[A-Z]:\\\\)""")
MOST = 1_000_000  # bytes of one stored notebook


@cache
def refresh() -> ModuleType:
    """Return notebooks/refresh.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("refresh", FOLDER / "refresh.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def stored(name: str) -> Any:
    import nbformat

    return nbformat.read(FOLDER / name, as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> list[Any]:
    """Return what a cell shows as text and tables; pictures are left out, their numbers may differ by processor."""
    made = []
    for output in cell.outputs:
        if "data" not in output:
            made.append([output.output_type, output.get("name"), output.get("text")])
        elif {"image/svg+xml", "image/png"} & set(output.data):
            made.append(["picture"])
        else:
            made.append([output.output_type, output.data])
    return made


def test_there_are_eleven() -> None:
    assert [name[:2] for name in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_runs_and_shows_what_is_stored(name: str) -> None:
    try:
        explorer.load()
    except FactsError:
        pytest.skip("there are no shipped facts here yet; `make facts` makes them")
    fresh = refresh().run(FOLDER / name)
    for now, then in zip(code(fresh), code(stored(name)), strict=True):
        assert now.source == then.source
        assert shown(now) == shown(then), f"{now.source}\nRun `python notebooks/refresh.py {name[:2]}`."


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_shows_without_running(name: str) -> None:
    """Every notebook asks one question, holds a still picture and a table, and no cell has an error or a warning."""
    notebook = stored(name)
    assert re.match(r"# .+\n\n\*\*.+\?\*\*\n", notebook.cells[0].source)
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    forms = {form for output in outputs for form in output.get("data", {})}
    assert "image/svg+xml" in forms
    assert "text/html" in forms or name.startswith("06")
    assert all(output.output_type != "error" and output.get("name") != "stderr" for output in outputs)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_tells_nothing_of_the_machine(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert len(text.encode("utf-8")) < MOST
    notebook = json.loads(text)
    assert notebook["metadata"] == refresh().KERNEL
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    for cell in notebook["cells"]:
        said = json.dumps([cell["source"], cell.get("outputs", [])], ensure_ascii=False).replace("\\n", "\n")
        assert not ABSOLUTE.search(said), ABSOLUTE.search(said)
        for private in {socket.gethostname(), str(Path.home()), sys.prefix, str(FOLDER.parent)}:
            assert len(private) < 4 or private not in said
        if len(getpass.getuser()) > 4:
            assert getpass.getuser() not in said


def test_refreshing_drops_what_must_not_be_stored(tmp_path: Path) -> None:
    import nbformat

    source = "class Page:\n    def _repr_html_(self):\n        return 'x' * 300_000\n    def __repr__(self):\n        return 'a page'\nPage()"
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["own"]})
    path = tmp_path / "page.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"own": "note"}), path)
    made = refresh().run(path)
    assert dict(made.cells[0].outputs[0].data) == {"text/plain": "a page"}
    assert made.cells[0].metadata == {} and made.metadata == refresh().KERNEL
    assert refresh().text_of(made) == refresh().text_of(refresh().run(path))
