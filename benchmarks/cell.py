"""A picture in a cell of a real JupyterLab: the live one beside the frame alone, in one run.

Seconds from the moment in which the cell is run until the picture can be used, in headless Chromium; the two in turn,
after a run of each that is not counted. The graph is in memory before. Needs Chromium and the extra `notebook`.

    python benchmarks/cell.py [SIZE ...]          # default: 1000 20000
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]

SIZES = (1_000, 20_000)
ROUNDS = 5
MADE = (
    "import networkx as nx, explorer\n"
    "from IPython.display import HTML, display\n"
    "asked = explorer.from_graph(nx.gnm_random_graph({size}, {relations}, seed=1))\n"
    "print('made')"
)
CELLS = {"frame": "display(HTML(asked.draw().to_iframe()))", "live": "asked.draw()"}


def measure(size: int) -> dict[str, float]:
    """Return the median seconds of both ways for a graph of `size` nodes and twice as many relations."""
    from laboratory import jupyterlab, open_notebook, order, told, watched, write_notebook
    from playwright.sync_api import sync_playwright

    seconds: dict[str, list[float]] = {name: [] for name in CELLS}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_notebook(folder / "cells.ipynb", MADE.format(size=size, relations=2 * size), *CELLS.values())
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        with jupyterlab(folder) as lab, watched(browser) as page:
            open_notebook(page, lab, "cells.ipynb", 1 + len(CELLS))
            told(page, 0, "made")
            for turn in range(ROUNDS + 1):
                for number, way in enumerate(CELLS, 1):
                    order(page, "notebook:clear-all-cell-outputs")
                    _until(page, lambda: not _pictures(page))
                    taken = _run(page, number)
                    if turn:
                        seconds[way].append(taken)
        browser.close()
    found = {way: round(median(taken), 2) for way, taken in seconds.items()}
    return {"size": size, **found, "ratio": round(found["live"] / found["frame"], 2)}


def _run(page, number: int) -> float:
    """Run a cell and return the seconds until its picture can be used."""
    page.locator(".jp-Cell").nth(number).locator(".jp-Cell-inputWrapper").click()
    begun = time.monotonic()
    page.keyboard.press("Control+Enter")
    _until(page, lambda: any(_ready(frame) for frame in _pictures(page)))
    return time.monotonic() - begun


def _pictures(page) -> list:
    return [frame for frame in page.frames if frame.url.startswith("about:srcdoc") and not frame.is_detached()]


def _ready(frame) -> bool:
    from playwright.sync_api import Error

    try:
        return bool(frame.evaluate("document.documentElement.dataset.ready === 'true'"))
    except Error:  # while it is being filled
        return False


def _until(page, found, limit: float = 240.0) -> None:
    end = time.monotonic() + limit
    while not found():
        if time.monotonic() > end:
            raise SystemExit(f"nothing within {limit:.0f} s")
        page.wait_for_timeout(10)


def _chromium() -> str:
    import shutil

    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "") or sys.exit("No Chromium here.")


if __name__ == "__main__":
    for asked in [int(size) for size in sys.argv[1:]] or SIZES:
        print(json.dumps(measure(asked)), flush=True)
