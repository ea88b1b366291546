"""Live pictures in real notebook programs: chosen with the mouse, read in Python; asked in Python, seen in the picture."""

import time

import pytest
from laboratory import (
    KERNEL,
    TESTS,
    end_kernels,
    frames_of,
    lasso,
    marimo,
    needs,
    open_notebook,
    order,
    quiet,
    run_all,
    run_cell,
    talking,
    told,
    until_gone,
    watched,
    write_notebook,
)
from watching import wait_until

pytestmark = pytest.mark.slow
FIRST = "import explorer\nbali = explorer.load('example')\npicture = bali.draw(title='First')\npicture"
SECOND = "other = bali.draw(kinds='state,organisation', title='Second')\nother"
CHOSEN = "print(sorted(picture.selected.facts.nodes['id']), sorted(other.selected.facts.nodes['id']))"
ASKED = "if len(picture.selected.facts.nodes):\n    picture.show(since=2012, view='table')\nprint('asked')"
# Messages as a page around could send them that is not the notebook: to the picture and, as if from it, to the bridge.
STRANGER = """() => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = `<script>
    const lie = { explorer: 1, selected: { nodes: ["state:idn"], relations: [] }, select: ["state:idn"], show: "view=matrix" };
    parent.postMessage(lie, "*");
    for (let i = 0; i < parent.frames.length; i++) if (parent.frames[i] !== self) parent.frames[i].postMessage(lie, "*");
    parent.postMessage("sent", "*");
  </` + "script>";
  addEventListener("message", (event) => event.data === "sent" && (frame.remove(), done(true)));
  document.body.append(frame);
})"""


def chosen(first, second=()):
    return f"{sorted(first)} {sorted(second)}"


def listens(frame):
    wait_until(frame, "typeof listener === 'object' && listener !== null", seconds=60)


def test_jupyterlab_from_the_lasso_to_python_and_back(browser, lab):
    """Two pictures on one page, a stranger's messages, a kernel that is restarted, a notebook that is saved and reopened."""
    folder, address = lab
    needs("anywidget")
    write_notebook(folder / "two.ipynb", FIRST, SECOND, CHOSEN, ASKED)
    refused = []
    with watched(browser, refused) as page:
        open_notebook(page, address, "two.ipynb", 4)
        run_all(page)
        first, second = talking(page, 2)
        inside = lasso(page, first, ["state:tha", "state:lka"])
        assert {"state:tha", "state:lka"} <= set(inside)
        told(page, 2, chosen(inside))
        assert second.evaluate("view.selected.size") == 0 and second.evaluate("view.mode") == "network"
        second.evaluate("selectNodes(knownNodes(['organisation:unhcr']))")
        page.evaluate(STRANGER)
        told(page, 2, chosen(inside, ["organisation:unhcr"]))
        run_cell(page, 3)
        wait_until(first, "view.from === 2012 && view.mode === 'table'", seconds=60)
        assert second.evaluate("view.mode") == "network"

        order(page, "notebook:restart-kernel")
        page.locator(".jp-Dialog button.jp-mod-accept").click()
        wait_until(page, f"{KERNEL} === 'idle'", seconds=60)
        assert "NameError" in told(page, 2, "NameError")
        assert first.evaluate("view.mode") == "table", "the picture stands without its kernel"
        order(page, "notebook:run-all-cells")
        until_gone(page, first)
        again, _ = talking(page, 2)
        again.evaluate("selectNodes(knownNodes(['state:idn']))")
        told(page, 2, chosen(["state:idn"]))
        quiet(again)
        order(page, "docmanager:save")
        wait_until(page, "!window.jupyterapp.shell.currentWidget.context.model.dirty", seconds=60)
    end_kernels(address)
    with watched(browser, refused) as page:
        open_notebook(page, address, "two.ipynb", 4)
        for frame, name in zip(frames_of(page, 2), ("First", "Second"), strict=True):
            assert frame.locator("h1").first.inner_text() == name
            quiet(frame)
    assert refused == []


HOSTILE = (
    f"import sys; sys.path[:0] = [{TESTS!r}, {TESTS + '/browser'!r}]\n"
    "from vectors import FIELDS, poisoned, vectors\n"
    "from explorer.explorer import Explorer\n"
    "texts = vectors()[:60]\n"
    "picture = Explorer(poisoned(texts, {(t, c) for t, c in FIELDS if t in ('nodes', 'relations') and c in ('id', 'name', 'note')})).draw(title=texts[0])\n"
    "picture"
)
SAME = "print(sorted(picture.selected.facts.nodes['id']) == sorted({*texts}), len(picture.selected.facts.nodes))"


def test_hostile_names_come_back_as_text(browser, lab):
    folder, address = lab
    needs("anywidget")
    write_notebook(folder / "hostile.ipynb", HOSTILE, SAME, "picture.select(texts[3])\nprint(repr(picture))")
    refused, dialogs = [], []
    with watched(browser, refused) as page:
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        open_notebook(page, address, "hostile.ipynb", 3)
        run_all(page)
        (frame,) = talking(page, 1)
        frame.evaluate(
            "selectNodes([...Array(facts.nodeCount).keys()].filter((i) => facts.node('id', i) !== 'meeting:hub'))"
        )
        told(page, 1, "True 60")
        run_cell(page, 2)
        wait_until(frame, "view.chosen >= 0 || view.selected.size === 1", seconds=60)
        quiet(frame)
        assert page.evaluate("window.__seen.hits") == [] and dialogs == [] and refused == []


LARGE = (
    "import networkx as nx, explorer\n"
    "picture = explorer.from_graph(nx.gnm_random_graph(20_000, 40_000, seed=1)).draw()\n"
    "picture"
)
COUNTED = "print(len(picture.selected.facts.nodes), len(picture.positions))"


def test_twenty_thousand_nodes_in_a_cell(browser, lab):
    folder, address = lab
    needs("anywidget")
    write_notebook(folder / "large.ipynb", LARGE, COUNTED, "picture.show(view='table')\nprint('asked')")
    with watched(browser) as page:
        open_notebook(page, address, "large.ipynb", 3)
        run_all(page, seconds=180)
        (frame,) = frames_of(page, 1, seconds=180)
        listens(frame)
        frame.evaluate("selectNodes([...Array(facts.nodeCount).keys()])")
        told(page, 1, "20000 20000", seconds=180)
        run_cell(page, 2)
        wait_until(frame, "view.mode === 'table'", seconds=120)


APP = """
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import explorer
    bali = explorer.load("example")
    picture, other = bali.draw(title="First"), bali.draw(title="Second", kinds="state,organisation")
    return mo, picture, other


@app.cell
def _(mo, picture):
    live = mo.ui.anywidget(picture.live())
    live
    return (live,)


@app.cell
def _(other):
    other
    return


@app.cell
def _(live, mo, picture):
    live.value
    mo.md("chosen: " + ", ".join(sorted(picture.selected.facts.nodes["id"])))
    return


@app.cell
def _(mo):
    later = mo.ui.checkbox(label="Since 2012")
    later
    return (later,)


@app.cell
def _(later, mo, other, picture):
    if later.value:
        picture.show(since=2012, view="table")
    mo.md("of the other: " + ", ".join(sorted(other.selected.facts.nodes["id"]))) if later.value else None
    return
"""


def press_until(page, name, text, seconds=120):
    """Tick a box, again and again, until its cell tells what it is told some time after it was chosen in a picture.

    Each press waits until the cell has answered the one before: unticked, it says nothing.
    """
    box, says = page.get_by_role("checkbox", name=name), page.get_by_text(text.split(":")[0])
    end = time.monotonic() + seconds
    while not page.get_by_text(text).count():
        assert time.monotonic() < end, f"not within {seconds} s: {text}"
        box.press("Space")
        says.wait_for(timeout=60_000)
        if not page.get_by_text(text).count():
            box.press("Space")
            says.wait_for(timeout=60_000, state="hidden")


def test_marimo_from_the_lasso_to_python_and_back(browser, tmp_path):
    needs("marimo", "anywidget")
    app = tmp_path / "app.py"
    app.write_text(APP, encoding="utf-8")
    refused = []
    with marimo(app, tmp_path) as address, watched(browser, refused) as page:
        page.goto(address, timeout=60_000)
        first, second = talking(page, 2)
        inside = lasso(page, first, ["state:tha", "state:lka"])
        assert {"state:tha", "state:lka"} <= set(inside)
        page.get_by_text(f"chosen: {', '.join(inside)}").wait_for(timeout=60_000)
        second.evaluate("selectNodes(knownNodes(['organisation:unhcr']))")
        page.evaluate(STRANGER)
        page.wait_for_timeout(500)  # for what the stranger says, were it heard
        press_until(page, "Since 2012", "of the other: organisation:unhcr")
        wait_until(first, "view.from === 2012 && view.mode === 'table'", seconds=60)
        assert second.evaluate("view.mode") == "network"
        quiet(first)
        quiet(second)
    assert refused == []
