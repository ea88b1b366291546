"""One file, anywhere: without network, in sandboxed frames, several on one page, the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys

import pytest
from smallworld import small_world
from watching import wait_until

from explorer.pictures import draw

FRAMES = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body>
<p id="before">Before</p>{frames}<script>window.__told = []; addEventListener("message", (e) => __told.push(e.data));
</script></body></html>"""
DRAWN = """() => {
  const canvas = document.querySelector("canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4 * 7) if (pixels[i + 3]) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
  return colours.size;
}"""


def ready(frame):
    """Wait until the page is ready and drawn: a frame that nobody saw is drawn only once it has come into view."""
    wait_until(frame)
    wait_until(frame, f"({DRAWN})() > 5")


@pytest.mark.parametrize("options", [{}, {"embed": True}, {"compress": True}, {"theme": "dark"}], ids=str)
def test_no_request_no_error_no_violation_in_every_mode(show, options):
    watched = show(small_world(), **options)
    assert watched.page.evaluate("performance.getEntriesByName('explorer:ready').length") == 1
    assert watched.page.evaluate("performance.getEntriesByType('resource').length") == 0
    watched.quiet()


def test_a_sandboxed_frame_by_srcdoc(opened, tmp_path):
    host = tmp_path / "host.html"
    frame = draw(small_world(), title='A "quoted" <title> & more').to_iframe(height=500)
    host.write_text(FRAMES.format(frames=frame), encoding="utf-8")
    watched = opened(host, wait=False)
    (inner,) = watched.framed()
    ready(inner)
    element = watched.page.locator("iframe")
    assert element.get_attribute("sandbox") == "allow-scripts"
    assert element.get_attribute("title") == 'A "quoted" <title> & more: 13 nodes, 17 relations'
    assert element.bounding_box()["height"] == 500
    assert inner.evaluate("origin") == "null"
    watched.quiet()


@pytest.mark.parametrize("width", [1280, 900, 700])
def test_the_default_frame_shows_its_controls_whole(opened, tmp_path, width):
    host = tmp_path / "host.html"
    host.write_text(FRAMES.format(frames=draw(small_world()).to_iframe()), encoding="utf-8")
    watched = opened(host, wait=False, viewport={"width": width, "height": 800})
    (inner,) = watched.framed()
    ready(inner)
    named = ["button#zoom-in", "button#zoom-out", "button#fit", "button#lasso", "#time input", "#time button"]
    cut = inner.evaluate(
        """(named) => named.flatMap((name) => { const all = [...document.querySelectorAll(name)].filter((one) => one.checkVisibility());
        return all.length ? all.filter((one) => { const box = one.getBoundingClientRect();
          return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth; }).map(() => name) : [name + " is missing"]; })""",
        named,
    )
    assert inner.evaluate("innerHeight") == 640 and cut == []


def test_a_sandboxed_frame_by_src(opened, tmp_path):
    draw(small_world()).save(tmp_path / "page.html")
    host = tmp_path / "host.html"
    frame = '<iframe sandbox="allow-scripts" src="page.html" width="900" height="600"></iframe>'
    host.write_text(FRAMES.format(frames=frame), encoding="utf-8")
    watched = opened(host, wait=False)
    ready(*watched.framed())
    watched.quiet()


@pytest.mark.parametrize("embed", [False, True])
def test_several_on_one_page_do_not_disturb_each_other_or_the_host(opened, tmp_path, embed):
    facts = small_world()
    pictures = [draw(facts, title=f"Picture {i}", embed=embed, compress=i == 1).to_iframe() for i in range(3)]
    host = tmp_path / "host.html"
    host.write_text(FRAMES.format(frames="".join(pictures)), encoding="utf-8")
    watched = opened(host, wait=False)
    page = watched.page
    kept = page.evaluate("[Object.keys(window).filter((key) => isNaN(key)).sort(), document.body.childElementCount]")
    inner = watched.framed(3)
    assert len(page.frames) == 4
    for number, frame in enumerate(inner):
        page.locator("iframe").nth(number).scroll_into_view_if_needed()  # browsers let unseen frames sleep
        ready(frame)
    inner[0].evaluate("change((view) => { view.chosen = 0; })")
    assert inner[0].evaluate("view.chosen") == 0
    assert [frame.evaluate("view.chosen") for frame in inner[1:]] == [-1, -1]
    after = page.evaluate("[Object.keys(window).filter((key) => isNaN(key)).sort(), document.body.childElementCount]")
    assert after == kept
    assert page.evaluate("__told") == []
    assert page.url.endswith("host.html")  # the frames' addresses are their own
    watched.quiet()


def test_controls_in_a_sandboxed_frame_fail_softly(opened, tmp_path):
    host = tmp_path / "host.html"
    host.write_text(FRAMES.format(frames=draw(small_world()).to_iframe(height=700)), encoding="utf-8")
    watched = opened(host, wait=False)
    (frame,) = watched.framed()
    ready(frame)
    for act in ("saveSvg", "saveCsv", "saveJson", "savePng", "copyLink"):
        frame.evaluate(f"{act}()")
        watched.page.wait_for_timeout(50)
        frame.evaluate("closeDialog()")
    watched.quiet()
    assert watched.downloads == []


def test_without_scripts_a_table_tells_the_relations(opened, tmp_path):
    path = draw(small_world()).save(tmp_path / "page.html")
    watched = opened(path, wait=False, java_script_enabled=False)
    table = watched.page.locator("noscript table")
    assert table.is_visible()
    text = table.inner_text()
    assert "Sri Lanka" in text
    assert "took part in" in text
    assert table.locator("tbody tr").count() == 17
    assert watched.requests == []


def test_the_file_names_no_place_to_load_from(tmp_path):
    html = draw(small_world()).html
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert not re.search(r"\s(src|srcset|action|data|poster|background)\s*=", markup)
    assert not [link for link in re.findall(r'href="([^"]*)"', markup) if not link.startswith("#")]
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_page_carries_one_script_and_that_is_ours():
    from explorer.pictures.page import assets

    scripts = re.findall(r"<script>(.*?)</script>", draw(small_world()).html, re.DOTALL)
    assert scripts == list(assets().scripts) and len(scripts) == 1


SAVE = (
    "import sys; sys.path.insert(0, 'tests')\n"
    "from smallworld import small_world\n"
    "from explorer.pictures import draw\n"
    "picture = draw(small_world(), title='Gr\\u00f6\\u00dfe \\U0001f600', compress={compress})\n"
    "sys.stdout.buffer.write((picture.html + picture.svg() + picture.to_iframe()).encode('utf-8'))"
)


@pytest.mark.parametrize("compress", [False, True])
def test_the_same_bytes_under_other_seeds_zones_and_locales(compress):
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ]
    sums = set()
    for world in worlds:
        code = SAVE.format(compress=compress)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, **world}
        )
        sums.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(sums) == 1


def test_nothing_in_the_page_says_when_or_where_it_was_made(tmp_path):
    import getpass
    import platform
    import time

    html = draw(small_world()).html
    ours = html[: html.index("<script>")] + html[html.rindex("</script>") :]
    assert time.strftime("%Y-%m-%d") not in ours
    assert platform.node() not in ours or len(platform.node()) < 4
    assert f"/{getpass.getuser()}/" not in ours
    assert str(tmp_path) not in ours
