"""Notebook programs on the loopback address, with settings of their own, and the pictures in them."""

import contextlib
import importlib.util
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from driving import still
from watching import WATCH, Error, wait_until

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
KERNEL = "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
ENDED = "(window.ordered?.ended ?? true)"
LISTENS = "typeof listener === 'object' && listener !== null"
LOCAL = re.compile(r"(?:http|ws)://127\.0\.0\.1:|file:|data:|blob:")


@contextlib.contextmanager
def running(command, folder, **world):
    """Run a server in `folder` and end it afterwards."""
    server = subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(folder), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **world},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def until(found, server, seconds=90):
    """Wait until `found()` gives something while the server lives."""
    end = time.monotonic() + seconds
    while not (given := found()):
        assert server.poll() is None, "the server ended at once"
        assert time.monotonic() < end, f"nothing within {seconds} s"
        time.sleep(0.2)
    return given


@contextlib.contextmanager
def jupyterlab(folder):
    """Start JupyterLab on a free loopback port; give its address."""
    rooms = {f"JUPYTER_{name}_DIR": str(folder / f"{name.lower()}-dir") for name in ("CONFIG", "RUNTIME", "DATA")}
    rooms["IPYTHONDIR"] = str(folder / "ipython")
    if found := importlib.util.find_spec("anywidget"):  # its part of JupyterLab, also where packages lie elsewhere
        rooms["JUPYTER_PATH"] = str(pathlib.Path(found.origin).parents[4] / "share" / "jupyter")
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
        *("--ServerApp.ip=127.0.0.1", "--ServerApp.port=0", "--IdentityProvider.token=loopback"),
        *(f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    with running(command, folder, **rooms) as server:

        def address():
            for told in (folder / "runtime-dir").glob("jpserver-*.json"):
                with contextlib.suppress(ValueError):  # while it is being written
                    return json.loads(told.read_text(encoding="utf-8"))["url"]
            return None

        yield until(address, server)


def end_kernels(lab):
    """End every session of a JupyterLab."""
    with urllib.request.urlopen(f"{lab}api/sessions?token=loopback", timeout=60) as answer:
        for session in json.load(answer):
            ended = urllib.request.Request(f"{lab}api/sessions/{session['id']}?token=loopback", method="DELETE")
            urllib.request.urlopen(ended, timeout=60).close()


@contextlib.contextmanager
def marimo(app, folder):
    """Start marimo with an app on a free loopback port; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marimo", "run", str(app), "--headless", "--no-token", "--port", str(port)]
    with running(command, folder, XDG_CONFIG_HOME=str(folder), MARIMO_SKIP_UPDATE_CHECK="1") as server:
        address = f"http://127.0.0.1:{port}"

        def answers():
            with contextlib.suppress(OSError):
                return urllib.request.urlopen(f"{address}/health", timeout=5).status == 200

        until(answers, server)
        yield address


@contextlib.contextmanager
def watched(browser, refused=None):
    """Open an empty page that may ask the loopback address only; what else was asked goes into `refused`."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.add_init_script(WATCH)

    def local_only(route):
        if LOCAL.match(route.request.url):
            route.continue_()
        else:
            if refused is not None:
                refused.append(route.request.url)
            route.abort()

    context.route("**/*", local_only)
    try:
        yield context.new_page()
    finally:
        context.close()


def frames_of(page, number, seconds=90):
    """Wait for so many pictures and return their frames, in the order of the page."""
    end, why = time.monotonic() + seconds, ""
    while True:
        found = [frame for frame in page.frames if frame.url.startswith("about:srcdoc")]
        if len(found) >= number:
            try:
                for frame in found:
                    frame.frame_element().scroll_into_view_if_needed()
                    wait_until(frame, seconds=60)
                return sorted(found, key=lambda frame: frame.frame_element().bounding_box()["y"])
            except Error as error:  # a picture was put in the place of one of them meanwhile: look again
                why = f": {error}"
        assert time.monotonic() < end, f"no {number} pictures within {seconds} s{why}"
        page.wait_for_timeout(200)  # a plain sleep would not let the browser library see a frame that comes late


def talking(page, number, seconds=240):
    """Wait for so many pictures that talk with Python and return their frames.

    A JupyterLab that is still starting drops what a kernel tells of a widget before its own part for widgets is there,
    and shows the picture alone; then the notebook is run again, as a person would.
    """
    end = time.monotonic() + seconds
    while True:
        found = frames_of(page, number)
        patience = min(end, time.monotonic() + 45)
        while time.monotonic() < patience and not any(frame.is_detached() for frame in found):
            if all(talks(frame) for frame in found):
                return found
            page.wait_for_timeout(200)
        if any(frame.is_detached() for frame in found):
            continue
        said = page.locator(".jp-OutputArea-output").all_inner_texts()
        assert time.monotonic() < end, f"no {number} pictures talk within {seconds} s; the cells show {said}"
        order(page, "notebook:run-all-cells")
        until_gone(page, found[0])


def talks(frame):
    """Tell whether a picture is there and talks."""
    with contextlib.suppress(Error):  # taken away at this moment
        return not frame.is_detached() and frame.evaluate(LISTENS)


def until_gone(page, frame, seconds=60):
    """Wait until a picture was taken away, as when its cell runs again."""
    end = time.monotonic() + seconds
    while not frame.is_detached():
        assert time.monotonic() < end, f"the picture is still there after {seconds} s"
        page.wait_for_timeout(200)


def quiet(frame):
    """Assert that nothing ran in a frame and no policy was broken."""
    assert frame.evaluate("window.__seen") == {"hits": [], "violations": []}


def cell(number, source):
    """Return a code cell that has not run."""
    kind = {"cell_type": "code", "id": f"c{number}", "metadata": {}, "execution_count": None, "outputs": []}
    return {**kind, "source": source}


def write_notebook(path, *sources):
    """Write a notebook of these cells."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [cell(number, source) for number, source in enumerate(sources)]
    book = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


def open_notebook(page, lab, name, cells):
    """Open a notebook in JupyterLab, and nothing that was open before, and wait for its cells."""
    page.goto(f"{lab}lab/tree/{name}?token=loopback&reset", timeout=60_000)
    shown = f"!!window.jupyterapp && document.querySelectorAll('.jp-Notebook .jp-Cell').length === {cells}"
    wait_until(page, shown, seconds=90)


def order(page, command):
    """Give JupyterLab one of its commands; `window.ordered` tells when it has come to its end."""
    page.evaluate(
        """(command) => {
          const given = (window.ordered = { ended: false });
          window.jupyterapp.commands.execute(command).catch(() => {}).finally(() => (given.ended = true));
        }""",
        command,
    )


def run_all(page, seconds=90):
    """Run the notebook until it has run; order it again only when the order came to its end and nothing has run.

    JupyterLab may still be too busy starting to take an order. One that is given twice would replace the pictures of the
    first run, and with them what was chosen there, some time after they are seen.
    """
    end = time.monotonic() + seconds
    while not page.locator(".jp-OutputArea-output iframe").count() or prompts(page, "[*]"):
        assert time.monotonic() < end, f"no output within {seconds} s"
        accept = page.locator(".jp-Dialog button.jp-mod-accept")
        if accept.count():  # asks for the kernel while there is none yet
            accept.first.click()
        elif page.evaluate(f"{ENDED} && {KERNEL} === 'idle'") and not prompts(page, "[*0-9]"):
            order(page, "notebook:run-all-cells")
        page.wait_for_timeout(200)


def prompts(page, pattern):
    """Tell how many cells have a number or a star of this pattern beside them: a star while they run."""
    said = page.locator(".jp-InputPrompt").all_inner_texts()
    return sum(re.search(pattern, text) is not None for text in said)


def run_cell(page, number):
    """Run one cell of the notebook as a person does."""
    page.locator(".jp-Cell").nth(number).locator(".jp-Cell-inputWrapper").click()
    page.keyboard.press("Control+Enter")


def told(page, number, expected, seconds=60):
    """Run a cell until it prints what is expected, as messages take their time; return all that it printed."""
    shown = page.locator(".jp-Cell").nth(number)
    end = time.monotonic() + seconds
    again = 0.0
    while expected not in (said := " ".join(shown.locator(".jp-OutputArea-output").all_inner_texts())):
        assert time.monotonic() < end, said
        runs = "*" in " ".join(shown.locator(".jp-InputPrompt").all_inner_texts())
        if time.monotonic() > again and not runs:
            run_cell(page, number)
            again = time.monotonic() + 1.5
        page.wait_for_timeout(100)
    return said


def lasso(page, frame, nodes):
    """Draw a lasso around nodes with the mouse, in a frame; return the ids of all that lies inside, sorted."""
    element = frame.frame_element()
    element.scroll_into_view_if_needed()
    frame.get_by_role("button", name="Select with a lasso").click()
    wait_until(frame, "lassoOn === true")
    still(frame)
    around = element.bounding_box()
    spots = frame.evaluate(
        """(ids) => { const box = document.getElementById("canvas").getBoundingClientRect();
        return ids.map((id) => { const at = network.canvasToDOM(placeOf(facts.nodeById(id))); return [at.x + box.x, at.y + box.y]; }); }""",
        nodes,
    )
    left, right = min(x for x, _ in spots) - 14, max(x for x, _ in spots) + 14
    top, bottom = min(y for _, y in spots) - 14, max(y for _, y in spots) + 14
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top + 2))
    for place, (x, y) in enumerate(corners):
        page.mouse.move(around["x"] + x, around["y"] + y, steps=4)
        if not place:
            page.mouse.down()
    page.mouse.up()
    return frame.evaluate(
        """([left, right, top, bottom]) => { const box = document.getElementById("canvas").getBoundingClientRect();
        return shown.nodes.filter((node) => { const at = network.canvasToDOM(placeOf(node)); const [x, y] = [at.x + box.x, at.y + box.y];
          return x > left && x < right && y > top && y < bottom; }).map((node) => facts.node("id", node)).sort(); }""",
        [left, right, top, bottom],
    )


def needs(*modules):
    """Skip, saying so, where a notebook program is not installed."""
    for name in modules:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
