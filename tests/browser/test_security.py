"""Nothing from data runs, whatever field it stands in and whatever the reader does (promises S1 to S7)."""

import os
import re
from html.parser import HTMLParser

import networkx as nx
import pytest
from smallworld import small_world
from vectors import FIELDS, poisoned, poisoned_rows, vectors

from explorer.pictures import draw, facts_of

VECTORS = vectors()
# Chooses every item in turn, opens each passage, and visits every view: a reader with great patience.
EVERYTHING = """async () => {
  const pause = () => new Promise((go) => setTimeout(go, 0));
  const items = facts.nodeCount + facts.edgeCount;
  for (let item = 0; item < items; item++) {
    change((view) => { view.chosen = item; }, { remember: "no" });
    for (const button of document.querySelectorAll("#panel button[aria-expanded='false']")) button.click();
    if (item % 40 === 0) await pause();
  }
  for (const mode of ["timeline", "matrix", "table", "network"]) { setMode(mode); await pause(); }
  for (const field of document.querySelectorAll("details")) field.open = true;
  await pause();
}"""
OPEN_PASSAGES = "document.querySelectorAll('#panel button[aria-expanded=false]').forEach((button) => button.click())"
# What stands in the document: names of elements and attributes, addresses of links.
INVENTORY = """() => {
  const names = new Set(), links = new Set();
  for (const element of document.querySelectorAll("*")) {
    names.add(element.localName);
    for (const attribute of element.attributes) {
      names.add("@" + attribute.name);
      if (["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(attribute.name)) {
        links.add(attribute.value);
        if (element.localName === "a" && !attribute.value.startsWith("#")) {
          names.add("rel " + element.rel);
          links.add(element.href);
        }
      }
    }
  }
  return { names: [...names], links: [...links] };
}"""


def visit(watched):
    """Load, hover, click, focus and press keys all over the page."""
    page = watched.page
    page.evaluate(EVERYTHING)
    box = page.locator("#stage").bounding_box()
    for i in range(6):
        for j in range(4):
            page.mouse.move(box["x"] + box["width"] * (i + 0.5) / 6, box["y"] + box["height"] * (j + 0.5) / 4)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for key in ["Tab"] * 6 + ["ArrowRight", "ArrowDown", "Enter", "Home", "End", "Escape"]:
        page.keyboard.press(key)
    page.evaluate("switchTheme()")
    page.evaluate("drawAll()")


def benign(show):
    """Return the elements and attributes of pages whose texts are harmless."""
    found = {"names": set()}
    plain = poisoned([f"plain {number}" for number in range(12)], set(FIELDS))
    for facts in (plain, small_world()):
        watched = show(facts, title="Plain", subtitle="text")
        visit(watched)
        found["names"] |= set(watched.page.evaluate(INVENTORY)["names"])
    return found


def harmless(watched, usual):
    """Assert that nothing ran and that no element or attribute is there that a plain page would not have."""
    watched.quiet()
    found = watched.page.evaluate(INVENTORY)
    assert not set(found["names"]) - usual["names"]
    assert not [name for name in found["names"] if name.startswith("@on") or name == "@srcdoc"]
    for link in found["links"]:
        assert re.match(r"(https?|mailto):|#|$", link), link


def test_the_list_is_long_enough():
    assert len(set(VECTORS)) == len(VECTORS) >= 150


def test_every_vector_in_every_field_at_once(show):
    usual = benign(show)
    watched = show(poisoned(VECTORS, set(FIELDS)), title=VECTORS[0], subtitle=VECTORS[1])
    visit(watched)
    harmless(watched, usual)


@pytest.mark.parametrize("table", ["documents", "passages", "nodes", "relations", "citations"])
def test_every_vector_in_each_table(show, table):
    fields = {field for field in FIELDS if field[0] == table}
    watched = show(poisoned(VECTORS, fields), limit=400)
    visit(watched)
    watched.quiet()
    if table == "nodes":
        texts = watched.page.evaluate("[...Array(facts.nodeCount).keys()].map((node) => facts.node('name', node))")
        assert set(VECTORS) <= set(texts)  # they came as what they are: texts


def share_of(field):
    """A share of the vectors, another one for each field; all of them where EXPLORER_EVERY_VECTOR is set."""
    share = 1 if os.environ.get("EXPLORER_EVERY_VECTOR") else 8
    return VECTORS[FIELDS.index(field) % share :: share]


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, len(FIELDS), 6), ids=lambda start: ".".join(FIELDS[start]))
def test_vectors_in_each_field_alone(show, start):
    """Rows whose other fields are usual, for six fields in one page; each has a page of its own when one is heard."""
    fields = FIELDS[start : start + 6]
    watched = show(poisoned_rows([(text, {field}) for field in fields for text in share_of(field)]), limit=400)
    visit(watched)
    if watched.heard():
        for field in fields:
            alone = show(poisoned(share_of(field), {field}))
            visit(alone)
            alone.quiet(field)
    watched.quiet(fields)


def test_vectors_in_the_heading(show):
    for title, subtitle in zip(VECTORS[::12], VECTORS[6::12] + [""], strict=True):
        watched = show(small_world(), title=title, subtitle=subtitle)
        watched.quiet((title, subtitle))
        if title.strip():
            told = " ".join(watched.page.locator("h1").first.text_content().split())
            assert " ".join(title.split()) in told or "\x00" in title
        watched.page.context.close()


def test_vectors_as_somebody_elses_kinds_columns_and_ids(show):
    graph = nx.MultiDiGraph(name="<script>alert(1)</script>")
    for number, text in enumerate(VECTORS):
        graph.add_node(text, **{text: text, "type": text if number < 39 else "thing", "color": text, "shape": text})
        graph.add_edge(text, VECTORS[number - 1], key=text, **{text: text, "type": text if number < 39 else "thing"})
    watched = show(facts_of(graph))
    visit(watched)
    watched.quiet()
    assert watched.page.evaluate("({}).polluted === undefined && Object.keys(Object.prototype).length === 0")


def test_vectors_typed_into_the_search(show):
    watched = show(poisoned(VECTORS, {("nodes", "name")}))
    page = watched.page
    for text in VECTORS[::10]:
        page.locator("#find").fill(text.replace("\n", " ").replace("\r", " "))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    watched.quiet()


def test_vectors_in_the_address(show):
    from urllib.parse import quote

    watched = show(small_world())
    for part in ("choose", "around", "no-kind", "topic", "years", "pin", "from", "view", "role"):
        for text in VECTORS[::15]:
            watched.page.evaluate("text => { location.hash = text; }", f"{part}={quote(text)}")
            watched.page.evaluate("text => { location.hash = text; }", text)
        watched.page.wait_for_timeout(100)
        watched.quiet(part)


def test_saved_pictures_and_tables_are_harmless_too(show):
    from defusedxml.ElementTree import fromstring

    watched = show(poisoned(VECTORS[:150], {("nodes", "name"), ("nodes", "kind"), ("relations", "relation")}))
    page = watched.page
    page.evaluate("() => { window.__saved = []; saveText = (name, type, text) => window.__saved.push([type, text]); }")
    for act in ("saveSvg", "saveCsv", "saveJson"):
        page.evaluate(f"{act}()")
    saved = page.evaluate("window.__saved")
    assert len(saved) == 3
    for kind, text in saved:
        if "svg" in kind:
            for element in fromstring(text).iter():
                assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "use", "a"}
                assert not [name for name in element.attrib if name.startswith("on")]
        elif "csv" in kind:
            for line in text.split("\n")[1:]:
                assert not re.match(r'"?[=+@\t\r-]', line), line
    watched.quiet()


class _Outline(HTMLParser):
    """Elements of the file in their order, with their attributes and texts."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])

    def handle_data(self, data):
        if self.elements:
            self.elements[-1][2] += data


def outline(html):
    parser = _Outline()
    parser.feed(html)
    return parser.elements


def test_the_policy_comes_before_the_first_script_and_admits_exactly_what_is_there():
    import base64
    import hashlib

    html = draw(small_world()).html
    elements = outline(html)
    names = [tag for tag, _, _ in elements]
    policies = [
        (i, attrs["content"])
        for i, (tag, attrs, _) in enumerate(elements)
        if tag == "meta" and attrs.get("http-equiv", "").lower() == "content-security-policy"
    ]
    assert len(policies) == 1
    place, policy = policies[0]
    assert place < min(names.index("script"), names.index("style"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["trusted-types"] == "'none'"
    assert set(rules) == {
        "default-src",
        "script-src",
        "style-src",
        "base-uri",
        "form-action",
        "require-trusted-types-for",
        "trusted-types",
    }

    def hashed(text):
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert [hashed(text) for text in scripts] == rules["script-src"].split()
    assert [hashed(text) for text in styles] == rules["style-src"].split()
    runs = [
        attrs for tag, attrs, _ in elements if tag == "script" and not attrs.get("type", "").startswith("application/")
    ]
    assert runs == [{}] * len(scripts)
    assert "\r" not in html


# One file answers the page around, when that has asked; the widget's asks from around the page; and the review page, which
# is no part of a picture, keeps its decisions with the server that serves it or in the browser.
MAY = {"messages.js": ("postMessage",), "bridge.js": ("postMessage",), "review-keep.js": ("localStorage", "fetch(")}


def test_the_sources_write_text_only():
    from importlib.resources import files

    drawn = (files("explorer.pictures.assets") / "order.txt").read_text(encoding="utf-8").split()
    assert "messages.js" in drawn and not {"bridge.js", "review-keep.js"} & set(drawn)

    banned = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|createContextualFragment"
        r"|setHTMLUnsafe|DOMParser|\.srcdoc|javascript:|\.setAttribute\(\s*[\"']on|importScripts|localStorage|document\.cookie"
        r"|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|window\.(?:parent|top)\.|postMessage"
    )
    read = 0
    for path in files("explorer.pictures.assets").iterdir():
        if path.name.endswith((".js", ".html")):
            read += 1
            may = MAY.get(path.name, ())
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                found = banned.search(line)
                assert not found or found.group() in may, f"{path.name}:{number}: {line.strip()}"
    assert read > 5


def test_the_template_escapes_and_marks_nothing_as_safe():
    from importlib.resources import files

    from explorer.pictures.page import template

    text = files("explorer.pictures.assets").joinpath("page.html").read_text(encoding="utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescapefalse" not in text.replace(" ", "")
    assert template().environment.autoescape is True
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"\sstyle\s*=", text)


def test_links_are_plain_and_open_without_ties(show):
    urls = ["https://example.org/a", "http://example.org/b", "mailto:a@example.org", "javascript:alert(1)", "ftp://x/y"]
    watched = show(poisoned(urls, {("documents", "url"), ("nodes", "url")}))
    page = watched.page
    found = set()
    for item in range(page.evaluate("facts.nodeCount")):
        page.evaluate("item => change((view) => { view.chosen = item; })", item)
        page.evaluate(OPEN_PASSAGES)
        for link in page.locator("#panel a[href]").all():
            found.add(link.get_attribute("href"))
            if not link.get_attribute("href").startswith("#"):
                assert set(link.get_attribute("rel").split()) >= {"noopener", "noreferrer"}
    outside = {link for link in found if not link.startswith("#")}
    assert outside == set(urls[:3])
    watched.quiet()
