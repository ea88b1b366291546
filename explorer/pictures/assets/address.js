// The view as an address fragment, and the history of views.
// Names and ids stand in it, not numbers: a link outlives a rebuilt data set.

/**
 * @param {View} view
 * @returns {string} without the "#"; "" for the opening view
 */
function writeView(view) {
  const parts = new URLSearchParams();
  const blank = freshView();
  if (view.mode !== "network") parts.append("view", view.mode);
  if (view.chosen >= 0) parts.append("choose", facts.itemId(view.chosen));
  for (const kind of view.kindsOff) parts.append("no-kind", facts.kinds[kind].name);
  for (const relation of view.relationsOff) parts.append("no-relation", facts.relations[relation].name);
  for (const role of view.rolesOff) parts.append("no-role", role);
  for (const force of view.forcesOff) parts.append("no-force", force);
  for (const basis of view.basesOff) parts.append("no-basis", basis);
  if (view.topic >= 0) parts.append("topic", facts.itemId(view.topic));
  if (view.from || view.to) parts.append("years", `${view.from || ""}-${view.to || ""}`);
  if (view.undated === Boolean(view.from || view.to)) parts.append("undated", view.undated ? "yes" : "no");
  if (view.focus !== blank.focus) parts.append("around", view.focus < 0 ? "" : facts.itemId(view.focus));
  if (view.depth !== 1) parts.append("depth", String(view.depth));
  for (const node of view.added) parts.append("with", facts.itemId(node));
  for (const node of view.hidden) parts.append("without", facts.itemId(node));
  for (const [node, { x, y }] of view.pinned) parts.append("pin", `${Math.round(x)},${Math.round(y)},${facts.itemId(node)}`);
  if (view.budget === Infinity) parts.append("draw", "all");
  else if (view.budget !== blank.budget) parts.append("draw", String(view.budget));
  if (view.path) {
    parts.append("from", facts.itemId(view.path.from));
    parts.append("to", facts.itemId(view.path.to));
    if (view.path.way) parts.append("way", String(view.path.way + 1));
  }
  return parts.toString().replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");
}

/**
 * Read a fragment; what it names and the page does not hold is passed over.
 * @param {string} text
 * @returns {View}
 */
function readView(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const view = freshView();
  const mode = parts.get("view");
  if (mode === "timeline" || mode === "matrix" || mode === "table") view.mode = mode;
  view.chosen = facts.itemById(parts.get("choose") ?? "");
  for (const name of parts.getAll("no-kind")) addKnown(view.kindsOff, facts.kindByName.get(name));
  for (const name of parts.getAll("no-relation")) addKnown(view.relationsOff, facts.relationByName.get(name));
  for (const role of parts.getAll("no-role")) view.rolesOff.add(role);
  for (const force of parts.getAll("no-force")) view.forcesOff.add(force);
  for (const basis of parts.getAll("no-basis")) view.basesOff.add(basis);
  view.topic = facts.nodeById(parts.get("topic") ?? "");
  const years = /^(\d{4})?-(\d{4})?$/.exec(parts.get("years") ?? "");
  if (years) [view.from, view.to] = [Number(years[1] || 0), Number(years[2] || 0)];
  view.undated = parts.has("undated") ? parts.get("undated") !== "no" : !(view.from || view.to);
  if (parts.has("around")) view.focus = facts.nodeById(parts.get("around") ?? "");
  view.depth = Math.min(3, Math.max(1, Number(parts.get("depth")) || 1));
  view.added = parts.getAll("with").map((id) => facts.nodeById(id)).filter((node) => node >= 0);
  for (const id of parts.getAll("without")) addKnown(view.hidden, facts.nodeById(id));
  for (const pin of parts.getAll("pin")) readPin(view, pin);
  const draw = parts.get("draw");
  if (draw === "all") view.budget = Infinity;
  else if (draw && Number(draw) > 0) view.budget = Math.min(Number(draw), facts.nodeCount);
  const [from, to] = [facts.nodeById(parts.get("from") ?? ""), facts.nodeById(parts.get("to") ?? "")];
  if (from >= 0 && to >= 0 && from !== to) view.path = { from, to, way: Math.max(0, (Number(parts.get("way")) || 1) - 1) };
  return view;
}

/**
 * @param {Set<number>} set
 * @param {number | undefined} member
 */
function addKnown(set, member) {
  if (member !== undefined && member >= 0) set.add(member);
}

/**
 * @param {View} view
 * @param {string} text
 */
function readPin(view, text) {
  const found = /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s.exec(text);
  const node = found ? facts.nodeById(found[3]) : -1;
  if (found && node >= 0) view.pinned.set(node, { x: Number(found[1]), y: Number(found[2]) });
}

// The history is our own list, so that it works in a frame and from disk; the browser's follows it
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
  show(readView(text), view);
  if (!alone) writeAddress(text, true);
  tellHistory();
  announce(say("announce_history", { n: shown.edges.length }));
}

/** Back and forward can be pressed when there is somewhere to go. */
function tellHistory() {
  /** @type {HTMLButtonElement} */ (byId("back")).disabled = visiting <= 0;
  /** @type {HTMLButtonElement} */ (byId("forward")).disabled = visiting >= visited.length - 1;
}

function startHistory() {
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
