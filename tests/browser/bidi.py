"""Firefox as Debian ships it, driven by WebDriver BiDi: no driver program, no patched browser."""

import base64
import json
import re
import subprocess
import threading
import time


class Firefox:
    """One headless Firefox with one tab."""

    def __init__(self, path, profile):
        self.process = subprocess.Popen(
            [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        address = next(
            found.group(1) for line in self.process.stderr if (found := re.search(r"BiDi.* (ws://\S+)", line))
        )
        threading.Thread(target=self.process.stderr.read, daemon=True).start()  # a full pipe would stop the browser
        from websocket import create_connection

        self.socket = create_connection(f"{address}/session", timeout=60, suppress_origin=True)
        self.number, self.told = 0, []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method, **params):
        """Send a command and return what comes back; what the page logs meanwhile is kept."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            got = json.loads(self.socket.recv())
            if got.get("method") == "log.entryAdded" and got["params"]["level"] == "error":
                self.told.append(got["params"]["text"])
            if got.get("id") == self.number:
                assert got["type"] == "success", got
                return got["result"]

    def open(self, address, width=1280, height=800):
        """Open an address and wait until the page can be used."""
        self.told.clear()
        self.ask("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})
        self.ask("browsingContext.navigate", context=self.tab, url="about:blank", wait="complete")
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")
        self.until("document.documentElement.dataset.ready === 'true'")

    def run(self, script):
        """Return the value of an expression."""
        got = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({script})",
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert got["type"] == "success", got
        value = got["result"].get("value")
        return None if value is None else json.loads(value)

    def until(self, script, seconds=60):
        """Wait until an expression holds."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < end, f"not within {seconds} s: {script}"
            time.sleep(0.05)

    def located(self, among=None, **said):
        """Return what has this role or accessible name, or which of `among` has; all of the page takes half a second."""
        places = {} if among is None else {"startNodes": [{"sharedId": one["sharedId"]} for one in among]}
        locator = {"type": "accessibility", "value": said}
        return self.ask("browsingContext.locateNodes", context=self.tab, locator=locator, **places)["nodes"]

    def find(self, role, name):
        """Return what has this role and accessible name: exactly one."""
        found = self.located(role=role, name=name)
        assert len(found) == 1, (role, name, len(found))
        return found[0]

    def click(self, x, y, key=None):
        """Press and let go of the mouse at a point, with a key held where one is named."""
        pointer = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        actions = [{"type": "pointer", "id": "mouse", "actions": pointer}]
        if key:
            held = [
                {"type": "keyDown", "value": key},
                {"type": "pause"},
                {"type": "pause"},
                {"type": "keyUp", "value": key},
            ]
            actions = [
                {"type": "key", "id": "keys", "actions": held},
                {"type": "pointer", "id": "mouse", "actions": [*pointer, {"type": "pause"}]},
            ]
        self.ask("input.performActions", context=self.tab, actions=actions)
        self.ask("input.releaseActions", context=self.tab)

    def drag(self, points):
        """Draw with the mouse from point to point."""
        (x, y), *rest = points
        actions = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}]
        actions += [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 30} for x, y in rest]
        pointer = {"type": "pointer", "id": "mouse", "actions": [*actions, {"type": "pointerUp", "button": 0}]}
        self.ask("input.performActions", context=self.tab, actions=[pointer])
        self.ask("input.releaseActions", context=self.tab)

    def press(self, role, name):
        """Click the middle of a control."""
        node = self.find(role, name)
        self.ask(
            "script.callFunction",
            functionDeclaration="(element) => element.scrollIntoView({block: 'nearest'})",
            arguments=[{"sharedId": node["sharedId"]}],
            target={"context": self.tab},
            awaitPromise=False,
        )
        place = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": place},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.ask(
            "input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": actions}]
        )

    def type(self, text):
        """Type keys one after the other."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": keys}])

    def shot(self):
        """Return a picture of the page as PNG."""
        return base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.tab)["data"])

    def close(self):
        """End the browser that was started here."""
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
