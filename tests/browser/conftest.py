"""One headless Chromium for all browser tests, without network, and pages that tell on themselves."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the worlds that other tests share

ARGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VECTORS = Path(__file__).with_name("vectors.txt")

# Runs in every frame before anything else: whatever executes from data calls one of these.
WATCH = """(() => {
  const seen = (window.__seen = { hits: [], violations: [] });
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...given) => { seen.hits.push(name + " " + String(given[0])); };
  }
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
  });
})();"""


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


def chromium():
    """Return the path of a Chromium, or None."""
    named = os.environ.get("EXPLORER_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run; the tests are skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed")
    path = chromium()
    if path is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(NAMES)}); set EXPLORER_CHROMIUM to its path")
    with api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=ARGS)
        yield started
        started.close()


@dataclass
class Watched:
    """A page with everything it did that it should not: empty lists are good."""

    page: object
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)
    downloads: list = field(default_factory=list)

    def ready(self, seconds=30):
        """Wait until the page can be used."""
        self.page.wait_for_function("document.documentElement.dataset.ready === 'true'", timeout=seconds * 1000)
        return self.page

    def seen(self, name):
        """Collect what the watching script saw (hits or violations) in the page and in every frame of it."""
        return [item for frame in self.page.frames for item in frame.evaluate(f"window.__seen?.{name} ?? []")]

    def quiet(self):
        """Assert that nothing ran, nothing was asked of the network, no policy was broken, no error told."""
        assert self.seen("hits") == []
        assert self.dialogs == []
        assert self.requests == []
        assert self.seen("violations") == []
        assert self.errors == []


@pytest.fixture
def opened(browser):
    """Open a file or an address and watch it: `opened(path, **options of the context) -> Watched`."""
    contexts = []

    def open_(target, *, wait=True, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "offline": True, **options})
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page)
        context.route("**/*", lambda route: _only_files(route, watched))
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and watched.errors.append(message.text))
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("download", lambda download: watched.downloads.append(download.suggested_filename))
        page.goto(target if "://" in str(target) else Path(target).resolve().as_uri())
        if wait:
            watched.ready()
        return watched

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def show(opened, tmp_path):
    """Draw facts and open the page: `show(facts, fragment="", context={}, **options of draw) -> Watched`."""
    from explorer.pictures import draw

    def show_(facts, fragment="", context=None, **options):
        path = draw(facts, **options).save(tmp_path / "page.html")
        return opened(path.as_uri() + fragment, **(context or {}))

    return show_


def _only_files(route, watched):
    if route.request.url.startswith(("file:", "data:", "blob:")):
        route.continue_()
    else:
        watched.requests.append(route.request.url)
        route.abort()
