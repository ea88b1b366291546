"""Take the pictures of the page that README and docs/page.md show: every view, wide and narrow, light and dark.

    python docs/draw_pictures.py [FOLDER]      # default: docs/pictures; needs Playwright for Python and a Chromium

The page is that of the shipped facts, so the pictures are to be taken again when those or the page have changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import explorer

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
# What the address fragment of a picture asks for, and what is done on the page before it is taken.
VIEWS = {
    "network": "",
    "timeline": "#view=timeline",
    "matrix": "#view=matrix",
    "table": "#view=table",
    "panel": "#choose=body%3Aregional-support-office",
}


def settled(page: Page) -> None:
    """Wait until the page is ready and its picture still."""
    for _ in range(200):
        if page.evaluate("document.documentElement.dataset.ready === 'true'"):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(900)


def main(folder: Path) -> None:
    """Draw the page once and take every picture of it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as play:
        page_file = explorer.load().draw(title="The Bali Process, 2002 to 2024").save(Path(made) / "page.html")
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for size, viewport in SIZES.items():
            for theme in ("light", "dark"):
                context = browser.new_context(
                    viewport=viewport, color_scheme=theme, reduced_motion="reduce", offline=True
                )
                for view, fragment in VIEWS.items():
                    page = context.new_page()
                    page.goto(page_file.as_uri() + fragment)
                    settled(page)
                    page.screenshot(path=folder / f"{view}-{size}-{theme}.jpg", type="jpeg", quality=84)
                    page.close()
                context.close()
        browser.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    main(target)
