"""What passes between a live picture, the notebook's page and Python: how many bytes, and what of it is believed.

The picture's own frame and the bridge of the widget, in a page that stands for the notebook; Python's side is the real one.
"""

import json
from importlib.resources import files

import networkx as nx
import pytest
from watching import wait_until

import explorer

pytest.importorskip("anywidget", reason="anywidget is not installed (extra: notebook)")
HOST = """<!doctype html><meta charset="utf-8"><title>A notebook</title>{frame}<script>
{bridge}
const model = {{
  state: {state}, changed: {{}}, sent: [], said: [], heard: new Map(),
  get(name) {{ return this.state[name]; }},
  set(name, value) {{ this.state[name] = this.changed[name] = value; }},
  save_changes() {{ if (!Object.keys(this.changed).length) return; this.sent.push(JSON.stringify(this.changed)); this.changed = {{}}; }},
  on(event, act) {{ this.heard.set(event, act); }},
  off(event) {{ this.heard.delete(event); }},
  take(name, value) {{ this.state[name] = value; this.heard.get("change:" + name)?.(); }},
}};
addEventListener("message", (event) => model.said.push(JSON.stringify(event.data)));
render({{ model, el: document.body }});
</script>"""


class Notebook:
    """The page, and a kernel that is handed what the page sends when a test says so."""

    def __init__(self, opened, path, picture):
        self.picture, self.bridge, self.marks = picture, picture._talk.bridge("k"), 0
        script = files("explorer.pictures.assets").joinpath("bridge.js").read_text(encoding="utf-8")
        state = {name: getattr(self.bridge, name) for name in ("key", "html", "heard", "ask_select", "ask_show", "ask_colour")}  # fmt: skip
        html = HOST.format(frame=picture.to_iframe(key="k"), bridge=script.replace("export default { render };", ""), state=json.dumps(state))  # fmt: skip
        path.write_text(html, encoding="utf-8")
        self.watched = opened(path, wait=False)
        self.page = self.watched.page
        (self.frame,) = self.watched.framed()
        wait_until(self.frame, seconds=60)
        wait_until(self.page, "model.sent.length > 0")
        self.kernel()

    def arrived(self):
        """Wait until all that the picture has told is with the bridge."""
        self.marks += 1
        self.frame.evaluate(f"parent.postMessage('mark {self.marks}', '*')")
        wait_until(self.page, f"model.said.includes('\"mark {self.marks}\"')")

    def kernel(self):
        """Let Python take what was sent, and the page hear its answer; return the bytes of what was sent."""
        self.arrived()
        sent = self.page.evaluate("model.sent.splice(0)")
        for one in sent:
            for name, value in json.loads(one).items():
                setattr(self.bridge, name, value)
        self.page.evaluate("(heard) => model.take('heard', heard)", self.bridge.heard)
        return sum(map(len, sent))

    def ask(self, name):
        """Bring what Python asks for to the page; return its bytes."""
        value = getattr(self.bridge, f"ask_{name}")
        self.page.evaluate("([name, value]) => model.take(name, value)", [f"ask_{name}", value])
        return len(json.dumps(value))


@pytest.fixture
def notebook(opened, tmp_path):
    return lambda picture: Notebook(opened, tmp_path / "notebook.html", picture)


def nodes(explorer_):
    return set(explorer_.facts.nodes["id"])


@pytest.mark.slow
def test_of_twenty_thousand_nodes_only_differences_travel(notebook):
    graph = nx.gnm_random_graph(20_000, 40_000, seed=1)
    book = notebook(explorer.from_graph(graph).draw())
    book.frame.evaluate("change((next) => (next.budget = facts.nodeCount))")
    wait_until(book.frame, "shown.nodes.length === facts.nodeCount", seconds=60)
    assert book.kernel() > 100_000, "all that is drawn travels once"
    everything = nodes(book.picture.shown)
    assert len(everything) == 20_000
    one = book.frame.evaluate("(() => { selectNodes([7]); return facts.node('id', 7); })()")
    few = book.kernel()
    assert few < 1000 and nodes(book.picture.selected) == {one}
    book.frame.evaluate("change((next) => [3, 5, 7, 11].forEach((node) => next.hidden.add(node)))")
    filtered = book.kernel()
    print(f"one node selected: {few} bytes, one filter set: {filtered}")
    assert filtered < 2000
    gone = everything - nodes(book.picture.shown)
    assert gone == set(book.frame.evaluate("[3, 5, 7, 11].map((node) => facts.node('id', node))"))
    book.picture.select(one)
    assert book.ask("select") < 100
    book.picture.show(view="table")
    assert book.ask("show") < 100
    wait_until(book.frame, "view.mode === 'table'", seconds=60)
    assert book.kernel() < 2000
    book.watched.quiet()


def test_every_change_arrives_however_many_messages_are_lost(notebook):
    """The page sends, the kernel hears of the last message of several only, or late: it knows what the page shows."""
    book = notebook(explorer.load("example").draw())
    steps = ["selectNodes([2])", "selectNodes([2, 4])", "showView('years=2012-')", "togglePin(3)", "selectNodes([])",
             "showView('view=table')", "showView('')", "change((next) => next.hidden.add(1))", "showView('')"]  # fmt: skip
    told = """(() => { const { selected, shown, path, positions, notes } = outerState();
      return { selected, shown, path, positions, notes }; })()"""
    for n, step in enumerate(steps):
        book.frame.evaluate(f"(() => {{ {step}; }})()")
        if n % 3 == 1:
            book.arrived()
            book.page.evaluate("model.sent.splice(0, model.sent.length - 1)")
        if n % 2:
            book.kernel()
            state, known = book.frame.evaluate(told), book.picture._talk.told
            assert known["selected"] == state["selected"] and known["positions"] == state["positions"], step
            assert set(known["shown"]["nodes"]) == set(state["shown"]["nodes"]), step
            assert {**known["shown"], "nodes": 0} == {**state["shown"], "nodes": 0}, step
    book.watched.quiet()


LIE = {"explorer": 1, "number": 10**15, "selected": {"nodes": ["state:idn"], "relations": []}, "notes": [["state:idn", "lie"]],
       "select": ["state:idn"], "show": "view=matrix", "colour": "kind"}  # fmt: skip
FROM_A_STRANGER = """(lie) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.srcdoc = `<script>onmessage = ({ data }) => { parent.postMessage(data, "*");
    for (let i = 0; i < parent.frames.length; i++) if (parent.frames[i] !== self) parent.frames[i].postMessage(data, "*");
    parent.postMessage("sent", "*"); }</` + "script>";
  addEventListener("message", ({ data }) => data === "sent" && done(true));
  frame.onload = () => frame.contentWindow.postMessage(lie, "*");
  document.body.append(frame);
})"""


def test_a_stranger_among_the_frames_is_not_believed(notebook):
    book = notebook(explorer.load("example").draw())
    before = book.frame.evaluate("JSON.stringify(outerState())")
    assert book.page.evaluate(FROM_A_STRANGER, LIE)
    book.page.evaluate("(lie) => window.postMessage(lie, '*')", LIE)
    book.page.wait_for_timeout(200)
    assert book.kernel() == 0 and nodes(book.picture.selected) == set() and book.picture.notes == {}
    assert book.frame.evaluate("JSON.stringify(outerState())") == before
    book.watched.quiet()


ODD = [None, 0, "x", [], {}, {"__proto__": 1}, [["__proto__", 1, 2]], ["__proto__"], {"nodes": ["__proto__"], "relations": [1]}, [{}], [[]],
       [["a", None, 2]], {"view": "<img src=x onerror=alert(1)>", "nodes": "all"}, "view=<script>alert(1)</script>", "javascript:alert(1)"]  # fmt: skip


def test_what_has_another_form_changes_nothing_on_either_side(notebook):
    """Sent to the picture by the page around, and to the page by the picture's own window."""
    book = notebook(explorer.load("example").draw())
    before = book.frame.evaluate("JSON.stringify(facts.about)")
    names = ("select", "show", "colour", "positions", "selected", "shown", "path", "notes", "number", "explorer")
    messages = [*ODD, *({"explorer": 1, "number": 5, name: value} for name in names for value in ODD)]
    book.page.evaluate("(all) => all.forEach((one) => frames[0].postMessage(one, '*'))", messages)
    book.frame.evaluate("(all) => all.forEach((one) => parent.postMessage(one, '*'))", messages)
    book.kernel()
    assert nodes(book.picture.selected) == set() and "__proto__" not in book.picture.positions
    assert book.frame.evaluate("[Object.keys(Object.prototype).length, JSON.stringify(facts.about)]") == [0, before]
    assert book.page.evaluate("Object.keys(Object.prototype).length") == 0
    book.frame.evaluate("(() => { selectNodes([2]); })()")
    book.kernel()
    assert len(nodes(book.picture.selected)) == 1, "it still talks"
    book.watched.quiet()
