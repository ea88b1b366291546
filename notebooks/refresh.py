"""Run every notebook from a clean kernel and store what it shows: `python notebooks/refresh.py [NAME…]`.

What is stored shows without running: tables, printed text, still pictures. Interactive pages weigh nearly a
megabyte each, so only the name of the picture is kept of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
LARGEST = 200_000  # characters of one stored output
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> Any:
    """Return the notebook at `path` with fresh outputs. Raises CellExecutionError where a cell fails."""
    notebook = nbformat.read(path, as_version=4)
    still = {**os.environ, "EXPLORER_LIVE": "off"}  # a live picture's widget has another id at every run
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # a kernel sends printed text in pieces as it likes
        resources={"metadata": {"path": str(HERE)}},
    ).execute(env=still)
    notebook.metadata = nbformat.from_dict(KERNEL)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", nbformat.from_dict({})
        for output in cell.get("outputs", ()):
            output.pop("metadata", None) if output.output_type == "stream" else output.update(metadata={})
            for form in [form for form, text in output.get("data", {}).items() if len(text) > LARGEST]:
                del output.data[form]
    return notebook


def text_of(notebook: Any) -> str:
    """Return the bytes of a notebook as they are stored."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def main(names: list[str]) -> None:
    """Refresh the notebooks whose file names hold one of `names`, or all."""
    for path in sorted(HERE.glob("*.ipynb")):
        if not names or any(name in path.name for name in names):
            path.write_text(text_of(run(path)), encoding="utf-8", newline="\n")
            print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
