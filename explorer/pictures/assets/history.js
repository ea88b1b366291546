// The history of views, back and forward. It is our own list, so that it works in a frame and from disk; the browser's follows it
// where the page is on its own, so that its back button does the same.

/** @type {string[]} */
const visited = [];
let visiting = -1;
const alone = window.top === window.self;

/** @param {boolean} replace */
function rememberView(replace) {
  const text = writeView(view);
  if (visiting >= 0 && visited[visiting] === text) return;
  if (replace && visiting >= 0) visited[visiting] = text;
  else {
    visited.length = visiting + 1;
    visited.push(text);
    visiting = visited.length - 1;
  }
  writeAddress(text, replace || visiting === 0);
  tellHistory();
}

/**
 * @param {string} text
 * @param {boolean} replace
 */
function writeAddress(text, replace) {
  const address = location.href.replace(/#.*$/s, "") + (text ? "#" + text : "");
  try {
    if (replace || !alone) history.replaceState({ place: visiting }, "", address);
    else history.pushState({ place: visiting }, "", address);
  } catch {
    // A sandboxed frame may refuse; our own list still holds the view.
  }
}

/** @param {number} step −1 or 1 */
function travel(step) {
  if (visiting + step < 0 || visiting + step >= visited.length) return;
  if (alone) {
    history.go(step);
    return;
  }
  visiting += step;
  arrive(visited[visiting]);
}

/** @param {string} text */
function arrive(text) {
  show(readView(text), view, true);
  if (!alone) writeAddress(text, true);
  tellHistory();
  announce(say("announce_history", { n: shown.edges.length }));
}

/** Back and forward can be pressed when there is somewhere to go. */
function tellHistory() {
  /** @type {HTMLButtonElement} */ (byId("back")).disabled = visiting <= 0;
  /** @type {HTMLButtonElement} */ (byId("forward")).disabled = visiting >= visited.length - 1;
}

/**
 * Control Z goes back a view, with Shift or as Control Y forward.
 * @param {KeyboardEvent} event
 */
function undoKeys(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  travel(key === "y" || event.shiftKey ? 1 : -1);
}

function startHistory() {
  document.addEventListener("keydown", undoKeys);
  byId("back").addEventListener("click", () => travel(-1));
  byId("forward").addEventListener("click", () => travel(1));
  window.addEventListener("popstate", (event) => {
    const place = event.state && typeof event.state.place === "number" ? event.state.place : -1;
    const text = location.hash.replace(/^#/, "");
    if (place >= 0 && place < visited.length) visiting = place;
    else {
      visited.push(text);
      visiting = visited.length - 1;
    }
    arrive(text);
  });
}
