"""Pages that tell on themselves: what ran, what was asked of the network, which errors were told."""

import time
from dataclasses import dataclass, field

try:
    from playwright.sync_api import Error
except ImportError:  # then every test that comes here is skipped
    Error = Exception

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


def wait_until(frame, expression="document.documentElement.dataset.ready === 'true'", seconds=60):
    """Wait until `expression` holds in a page or frame.

    Asked again and again from here: Playwright's own waiting evaluates strings inside the page, which the
    page's policy forbids.
    """
    end = time.monotonic() + seconds
    while not holds(frame, expression):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        time.sleep(0.03)


def holds(frame, expression):
    """Tell whether `expression` holds; never while the page or frame is being filled."""
    try:
        return frame.evaluate(expression)
    except Error as error:
        if "context was destroyed" not in str(error):
            raise
        return False


@dataclass
class Watched:
    """A page with everything it did that it should not: empty lists are good."""

    page: object
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)
    downloads: list = field(default_factory=list)

    def ready(self, seconds=60):
        """Wait until the page can be used."""
        wait_until(self.page, seconds=seconds)
        return self.page

    def framed(self, number=1, seconds=60):
        """Wait until so many pictures have come into frames of the page, and return the frames."""
        end = time.monotonic() + seconds
        while len(found := [one for one in self.page.frames[1:] if one.url not in ("", "about:blank")]) < number:
            assert time.monotonic() < end, f"{len(found)} of {number} frames within {seconds} s"
            self.page.wait_for_timeout(
                30
            )  # a plain sleep would not let the browser library see a frame that comes late
        return found

    def seen(self, name):
        """Collect what the watching script saw (hits or violations) in the page and in every frame of it."""
        return [item for frame in self.page.frames for item in frame.evaluate(f"window.__seen?.{name} ?? []")]

    def heard(self):
        """Return what ran, what was asked of the network, which policies were broken, which errors were told."""
        return [*self.seen("hits"), *self.dialogs, *self.requests, *self.seen("violations"), *self.errors]

    def quiet(self, where=""):
        """Assert that there was none of it; `where` is told otherwise."""
        assert self.heard() == [], where
