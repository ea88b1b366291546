"""Driving the page as a reader does: by role and accessible name, with the mouse or with keys alone."""

import re

from explorer.pictures import draw

STATES = ("start", "chosen", "filtered", "table")


def find(page, text, key="Enter"):
    """Type into the search and take the first that is found."""
    box = page.get_by_role("combobox", name="Find or do")
    box.fill(text)
    page.get_by_role("listbox", name="Found").get_by_role("option").first.wait_for()
    if key:
        box.press(key)


def title(page):
    """Heading of the panel."""
    return page.locator("#panel-title").inner_text()


def panel(page):
    """The panel."""
    return page.get_by_role("region", name="Details")


def rows(page):
    """How many rows the table of relations has."""
    return page.locator("#twin tbody tr[data-edge]").count()


def drawn(page):
    """Numbers of drawn nodes and relations, as the picture itself has them."""
    return page.evaluate("() => [shown.nodes.length, shown.edges.length]")


def said(page):
    """What was last announced."""
    return page.locator("#status").inner_text()


def fragment(page):
    """The address fragment, without the size of the window it was made in."""
    return re.sub(r"(^|&)window=\d+x\d+", "", page.evaluate("() => location.hash.slice(1)"))


def spot(page, node):
    """Where a node (by id) lies on the screen."""
    return page.evaluate(
        """(id) => {
          const at = network.canvasToDOM(placeOf(facts.nodeById(id)));
          const box = document.getElementById("canvas").getBoundingClientRect();
          return [box.left + at.x, box.top + at.y];
        }""",
        node,
    )


def still(page):
    """Wait until the picture has stood the same for ten frames and no transition runs.

    Frames are counted, not time: on a busy machine both the movement and the count take longer.
    """
    page.evaluate(
        """() => new Promise((done) => {
          let [before, same] = ["", 0];
          const look = () => {
            const now = JSON.stringify([network.getViewPosition(), network.getScale(), shown.nodes.map(placeOf)]);
            const moves = document.getAnimations().some((one) => one.playState === "running");
            same = now === before && !moves ? same + 1 : 0;
            before = now;
            if (same >= 10) done();
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })"""
    )


def legend(page, name):
    """A tick box of the legend by the beginning of its name."""
    return page.get_by_role("region", name="Legend and filters").get_by_role("checkbox", name=name)


def saved(page, act):
    """What a press saves: the name of the file and its bytes."""
    with page.expect_download() as waiting:
        act()
    got = waiting.value
    return got.suggested_filename, got.path().read_bytes()


def into_state(page, state):
    """Bring the page into one of the four states that accessibility is judged in."""
    if state == "chosen":
        find(page, "unhcr")
    elif state == "filtered":
        find(page, "hide topics")
    elif state == "table":
        page.get_by_role("button", name="Table", exact=True).click()


def page_of(facts, folder, **options):
    """Draw facts into a folder and return the address of the page."""
    return draw(facts, **options).save(folder / "page.html").as_uri()
