"""A notebook shows the page: in JupyterLab on the loopback address, and as the HTML that nbconvert makes."""

import pytest
from laboratory import (
    TESTS,
    frames_of,
    needs,
    open_notebook,
    quiet,
    run_all,
    run_cell,
    talking,
    told,
    watched,
    write_notebook,
)
from watching import wait_until

pytestmark = pytest.mark.slow
CODE = (
    f"import sys; sys.path.insert(0, {TESTS!r})\n"
    "from smallworld import small_world\n"
    "from explorer.pictures import draw\n"
    "draw(small_world(), title='Seen in a notebook')"
)


def check(page):
    (frame,) = frames_of(page, 1)
    assert frame.locator("h1").first.inner_text() == "Seen in a notebook"
    assert frame.evaluate("document.querySelectorAll('canvas').length") >= 1
    quiet(frame)
    assert page.locator("iframe").last.get_attribute("sandbox") == "allow-scripts"


def test_jupyterlab_runs_a_notebook_and_shows_the_picture(browser, lab):
    folder, address = lab
    write_notebook(folder / "seen.ipynb", CODE)
    with watched(browser) as page:
        open_notebook(page, address, "seen.ipynb", 1)
        run_all(page)
        check(page)


def test_nbconvert_makes_html_that_shows_the_picture(browser, tmp_path):
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed (extra: notebook)")
    import nbformat
    from nbconvert.preprocessors import ExecutePreprocessor

    book = nbformat.read(write_notebook(tmp_path / "seen.ipynb", CODE), as_version=4)
    ExecutePreprocessor(timeout=120).preprocess(book, {"metadata": {"path": str(tmp_path)}})
    html, _ = nbconvert.HTMLExporter().from_notebook_node(book)
    path = tmp_path / "seen.html"
    path.write_text(html, encoding="utf-8")
    with watched(browser) as page:
        page.goto(path.as_uri(), timeout=60_000)
        check(page)


LIVE = "import explorer\npicture = explorer.load('example').draw(title='Seen in a notebook')\npicture"
CHOSEN = "print(sorted(picture.selected.facts.nodes['id']), len(picture.shown.facts.nodes))"
ASKED = "picture.select('Thailand'); picture.colour('kind'); picture.show(since=2012, view='table')"


def test_jupyterlab_talks_with_the_picture(browser, lab):
    """Chosen in the frame, read in the next cell; asked in a cell, seen in the frame; a message of others is not taken."""
    needs("anywidget")
    folder, address = lab
    write_notebook(folder / "live.ipynb", LIVE, CHOSEN, ASKED)
    with watched(browser) as page:
        open_notebook(page, address, "live.ipynb", 3)
        run_all(page)
        (frame,) = talking(page, 1)
        page.evaluate("window.postMessage({ explorer: 1, selected: { nodes: ['state:idn'], relations: [] } }, '*')")
        frame.evaluate("selectNodes(knownNodes(['organisation:unhcr', 'state:lka']))")
        told(page, 1, "['organisation:unhcr', 'state:lka'] 14")
        assert frame.evaluate("view.from") == 2012, "what a cell asked before the frame was there is done as well"
        frame.evaluate("showView('view=timeline')")
        run_cell(page, 2)
        wait_until(frame, "view.from === 2012 && view.mode === 'table'", seconds=60)
        quiet(frame)
