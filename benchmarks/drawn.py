"""Everything drawn at once: frames a second while the picture is moved, beside bare vis-network, sigma.js and bokeh.

    python benchmarks/drawn.py [SIZE ...] [--modules FOLDER] [--json]      # default: 1000 5000 20000

One graph a size, four relations a node, the same places for all; each page is opened in a Chromium of its own
(playwright). Ours is asked to draw all. vis-network, sigma.js, graphology come from FOLDER/node_modules (`npm install
vis-network sigma graphology`), bokeh where it is installed: what is missing is named and left out. *Picture*: seconds
to the first frame with shapes, for ours from pressing "Draw all" until all of it is there; *frames*: frames with
something drawn, a second, during one second of dragging and one of the wheel, which the screen caps at 60; *task*: the
longest task of the page meanwhile, of ours also from the press on, in milliseconds. WebGL runs in software where there
is no graphics card.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from page import spots
from playwright.sync_api import Page, sync_playwright

SIZES = (1_000, 5_000, 20_000)
VIEW = {"width": 1400, "height": 900}
PROBE = """
(() => {
  const seen = window.seen = { frames: 0, drawn: 0, shapes: 0, first: 0, task: 0, last: 0 };
  let drew = false;
  const mark = (n) => {
    drew = true;
    seen.shapes += n;
    if (!seen.first && seen.shapes >= 10) seen.first = performance.now();
  };
  for (const name of ["fill", "stroke", "fillRect", "drawImage"]) {
    const own = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { mark(1); return own.apply(this, given); };
  }
  for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
      const own = kind && kind.prototype[name];
      if (own) kind.prototype[name] = function (...given) { mark(10); return own.apply(this, given); };
    }
  }
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) {
      seen.task = Math.max(seen.task, task.duration);
      seen.last = task.startTime + task.duration;
    }
  }).observe({ type: "longtask", buffered: true });
  const frame = () => { seen.frames++; if (drew) seen.drawn++; drew = false; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
})();
"""
BARE = "<!doctype html><meta charset=utf-8><style>body{margin:0}#g{width:1400px;height:860px}</style><div id=g></div>"
VIS = """
const nodes = data.n.map(([id, x, y], i) => ({ id, label: `Node ${i}`, x, y, shape: "dot", size: 8 }));
const edges = data.e.map(([from, to], id) => ({ id, from, to }));
new vis.Network(document.getElementById("g"), { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) },
  { physics: false, edges: { smooth: false, color: "#ccc", width: 0.5 } });
"""
SIGMA = """
const graph = new graphology.Graph({ multi: true });
data.n.forEach(([id, x, y], i) => graph.addNode(id, { label: `Node ${i}`, x, y: -y, size: 4, color: "#2f6fb5" }));
for (const [a, b] of data.e) graph.addEdge(a, b, { size: 0.5, color: "#ccc" });
new Sigma(graph, document.getElementById("g"));
"""


def graph_of(size: int) -> dict[str, list]:
    """Return nodes with their places and relations: communities, hubs, some relations across."""
    random = np.random.default_rng(size)
    ends = []
    for node in range(size):
        near = node // 40 * 40
        for _ in range(4):
            other = (
                int(random.integers(size))
                if random.random() < 0.1
                else min(near + int(40 * random.random() ** 2), size - 1)
            )
            if other != node:
                ends.append([node, other])
    return {"n": [[i, x, y] for i, (x, y) in enumerate(spots(size))], "e": ends}


def ours(data, out: Path, modules: Path) -> bool:
    del modules
    import networkx as nx

    from explorer.pictures import draw, facts_of

    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node, {"label": f"Node {node}", "type": "thing"}) for node, _, _ in data["n"])
    graph.add_edges_from(data["e"])
    draw(facts_of(graph), title="All drawn", positions={str(node): (x, y) for node, x, y in data["n"]}).save(out)
    return True


def vis(data, out: Path, modules: Path) -> bool:
    return _bare(data, out, [modules / "vis-network/standalone/umd/vis-network.min.js"], VIS)


def sigma(data, out: Path, modules: Path) -> bool:
    files = [modules / "graphology/dist/graphology.umd.min.js", modules / "sigma/dist/sigma.min.js"]
    return _bare(data, out, files, SIGMA)


def bokeh(data, out: Path, modules: Path) -> bool:
    del modules
    if find_spec("bokeh") is None:
        return False
    from bokeh.embed import file_html
    from bokeh.models import WheelZoomTool
    from bokeh.plotting import figure
    from bokeh.resources import INLINE

    plot = figure(width=1400, height=860, tools="pan,wheel_zoom")
    plot.toolbar.active_scroll = plot.select_one(WheelZoomTool)
    at = {node: (x, -y) for node, x, y in data["n"]}
    (x0, y0), (x1, y1) = (zip(*(at[pair[end]] for pair in data["e"]), strict=True) for end in (0, 1))
    plot.segment(list(x0), list(y0), list(x1), list(y1), color="#ccc", line_width=0.5)
    plot.scatter([x for x, _ in at.values()], [y for _, y in at.values()], size=8)
    out.write_text(file_html(plot, INLINE, "all drawn"), encoding="utf-8")
    return True


def _bare(data, out: Path, files: list[Path], code: str) -> bool:
    if not all(file.is_file() for file in files):
        return False
    held = json.dumps(data, separators=(",", ":"))
    scripts = [file.read_text(encoding="utf-8") for file in files]
    parts = [BARE, *("<script>" + text.replace("</script", "<\\/script") + "</script>" for text in scripts)]
    out.write_text("".join([*parts, f"<script>const data = {held};{code}</script>"]), encoding="utf-8")
    return True


MAKERS = {"ours": ours, "vis-network": vis, "sigma": sigma, "bokeh": bokeh}


def draw_all(page: Page) -> tuple[float, float]:
    """Press the button that draws everything; return the seconds until all of it is there, and the longest task.

    The button is found and pressed from within: a look-up by role would be a long task of its own.
    """
    words = json.loads(
        (Path(__file__).parents[1] / "explorer/pictures/assets/strings.json").read_text(encoding="utf-8")
    )
    page.evaluate("seen.task = 0")
    whole = page.evaluate(
        """(words) => new Promise((done) => {
          const button = [...document.querySelectorAll("button")].find((one) => one.textContent === words);
          if (!button) return done(0);
          const begin = performance.now();
          setTimeout(() => {
            button.click();
            const look = () => isCrowded() && (crowd.kept?.version !== pictureVersion || preparing)
              ? requestAnimationFrame(look) : done(performance.now() - begin);
            requestAnimationFrame(look);
          });
        })""",
        words["draw_all"],
    )
    rest(page)
    return whole / 1000, page.evaluate("seen.task")


def rest(page: Page, most: float = 60.0) -> None:
    """Wait until the page has had no long task for a second."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        if page.evaluate("performance.now() - seen.last") > 1000:
            return
        page.wait_for_timeout(200)


def moved(page: Page) -> tuple[float, float]:
    """Drag for a second and zoom for a second; return the frames drawn a second and the longest task."""
    x, y = 560, 400
    page.mouse.move(x, y)
    page.evaluate("seen.task = 0")
    a = page.evaluate("[seen.drawn, performance.now()]")
    page.mouse.down()
    begin = time.monotonic()
    while (t := time.monotonic() - begin) < 1:
        page.mouse.move(x + 150 * math.sin(6.28 * t), y + 100 * math.sin(12.56 * t))
        page.wait_for_timeout(12)
    page.mouse.up()
    begin = time.monotonic()
    while (t := time.monotonic() - begin) < 1:
        page.mouse.wheel(0, -40 if t < 0.5 else 40)
        page.wait_for_timeout(12)
    b = page.evaluate("[seen.drawn, performance.now()]")
    return (b[0] - a[0]) / (b[1] - a[1]) * 1000, page.evaluate("seen.task")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--modules", type=Path, default=Path("node_modules"), help="where npm put sigma and graphology")
    parser.add_argument("--only", default=",".join(MAKERS), help="pages to measure, joined by commas")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--json", action="store_true", help="print lines of JSON")
    given = parser.parse_args()
    modules = given.modules / "node_modules" if (given.modules / "node_modules").is_dir() else given.modules
    if not given.json:
        print("| nodes | page | MB | picture, s | frames a second | longest task, ms |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        for size in given.sizes:
            data = graph_of(size)
            for name in given.only.split(","):
                out = Path(folder) / f"{name}.html"
                if not MAKERS[name](data, out, modules):
                    print(f"{name} is not here and was left out.", file=sys.stderr)
                    continue
                browser = play.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
                page = browser.new_page(viewport=VIEW)
                page.set_default_timeout(180_000)
                page.add_init_script(PROBE)
                page.goto(out.as_uri())
                page.wait_for_timeout(1_000)
                rest(page)
                picture, task = draw_all(page) if name == "ours" else (page.evaluate("seen.first / 1000"), 0)
                frames, moving = moved(page)
                browser.close()
                mb = round(out.stat().st_size / 1e6, 2)
                row = {"nodes": size, "page": name, "mb": mb, "picture": round(picture, 2)}
                row |= {"frames": round(frames, 1), "task": round(max(task, moving))}
                print(json.dumps(row) if given.json else f"| {' | '.join(map(str, row.values()))} |", flush=True)


if __name__ == "__main__":
    main()
