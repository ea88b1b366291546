"""A notebook shows the page: in JupyterLab on the loopback address, and as the HTML that nbconvert makes."""

import importlib.util
import json
import os
import subprocess
import sys
import time

import pytest
from watching import WATCH, wait_until

pytestmark = pytest.mark.slow
TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
CODE = (
    f"import sys; sys.path.insert(0, {TESTS!r})\n"
    "from smallworld import small_world\n"
    "from explorer.pictures import draw\n"
    "draw(small_world(), title='Seen in a notebook')"
)


KERNEL = "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"


def notebook():
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "execution_count": None, "outputs": [], "source": CODE}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "seen.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    return tmp_path


@pytest.fixture
def lab(folder):
    """Start JupyterLab on a free loopback port with settings of its own; return its address."""
    if importlib.util.find_spec("jupyterlab") is None:
        pytest.skip("JupyterLab is not installed (extra: notebook)")
    rooms = {f"JUPYTER_{name}_DIR": str(folder / f"{name.lower()}-dir") for name in ("CONFIG", "RUNTIME", "DATA")}
    world = {**os.environ, **rooms, "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython")}
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
            *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token=loopback"),
            *(f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly"),
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ],
        env=world,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 90
        while not (found := list((folder / "runtime-dir").glob("jpserver-*.json"))):
            assert server.poll() is None, "JupyterLab ended at once"
            assert time.monotonic() < end, "JupyterLab did not start within 90 s"
            time.sleep(0.2)
        yield json.loads(found[0].read_text(encoding="utf-8"))["url"]
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def local_only(route, refused):
    if route.request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "file:", "data:", "blob:")):
        route.continue_()
    else:
        refused.append(route.request.url)
        route.abort()


def picture_frame(page, seconds):
    """Wait for the frame of the picture and return it."""
    end = time.monotonic() + seconds
    while True:
        for frame in page.frames:
            if frame.url == "about:srcdoc":
                page.locator("iframe").last.scroll_into_view_if_needed()
                wait_until(frame, seconds=60)
                return frame
        assert time.monotonic() < end, f"no picture within {seconds} s"
        time.sleep(0.2)


def check(page):
    frame = picture_frame(page, 90)
    assert frame.locator("h1").first.inner_text() == "Seen in a notebook"
    assert frame.evaluate("document.querySelectorAll('canvas').length") >= 1
    assert frame.evaluate("window.__seen") == {"hits": [], "violations": []}
    assert page.locator("iframe").last.get_attribute("sandbox") == "allow-scripts"


def run_all(page, seconds=90):
    """Run the notebook; again while JupyterLab is still too busy starting to take the order."""
    end = time.monotonic() + seconds
    while not page.locator(".jp-OutputArea-output iframe").count():
        assert time.monotonic() < end, f"no output within {seconds} s"
        accept = page.locator(".jp-Dialog button.jp-mod-accept")
        if accept.count():  # asks for the kernel while there is none yet
            accept.first.click()
        elif page.evaluate(KERNEL) == "idle":
            page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        page.wait_for_timeout(3000)


def test_jupyterlab_runs_a_notebook_and_shows_the_picture(browser, lab):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    refused = []
    context.route("**/*", lambda route: local_only(route, refused))
    page = context.new_page()
    try:
        page.goto(f"{lab}lab/tree/seen.ipynb?token=loopback", timeout=60_000)
        wait_until(page, "!!window.jupyterapp && !!document.querySelector('.jp-Notebook .jp-Cell')", seconds=90)
        run_all(page)
        check(page)
    finally:
        context.close()


def test_nbconvert_makes_html_that_shows_the_picture(browser, folder):
    nbconvert = pytest.importorskip("nbconvert", reason="nbconvert is not installed (extra: notebook)")
    import nbformat
    from nbconvert.preprocessors import ExecutePreprocessor

    book = nbformat.read(folder / "seen.ipynb", as_version=4)
    ExecutePreprocessor(timeout=120).preprocess(book, {"metadata": {"path": str(folder)}})
    html, _ = nbconvert.HTMLExporter().from_notebook_node(book)
    path = folder / "seen.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    context.route("**/*", lambda route: local_only(route, []))
    page = context.new_page()
    try:
        page.goto(path.as_uri(), timeout=60_000)
        check(page)
    finally:
        context.close()
