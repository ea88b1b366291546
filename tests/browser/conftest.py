"""One headless Chromium for all browser tests, without network, and pages that tell on themselves."""

import os
import shutil
from pathlib import Path

import pytest
from bidi import Firefox
from laboratory import end_kernels, jupyterlab, needs
from watching import WATCH, Watched

# Two renderers a window for the list under an address bar that nobody sees: half of all that a page costs. The others
# are what Playwright leaves out of itself, for of two such lists Chromium heeds the last.
LEFT_OUT = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "MediaRouter"),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)  # fmt: skip
ARGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    f"--disable-features={','.join(LEFT_OUT)}",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_collection_modifyitems(items):
    """Mark every test of this folder."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
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


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    """One Firefox for a file of tests; skipped where there is none."""
    path = os.environ.get("EXPLORER_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip("no Firefox found; set EXPLORER_FIREFOX to its path")
    pytest.importorskip("websocket", reason="websocket-client is not installed")
    started = Firefox(path, tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """One JupyterLab for the whole run, started when it is first asked for: its folder and its address."""
    needs("jupyterlab")
    folder = tmp_path_factory.mktemp("lab")
    with jupyterlab(folder) as address:
        yield folder, address


@pytest.fixture
def lab(served):
    """The same for one test; what still runs at its end is ended."""
    yield served
    end_kernels(served[1])


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
