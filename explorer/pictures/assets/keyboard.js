// The network by keyboard: one Tab stop; arrows go round the neighbours, step in and step back.

/** Nodes that were stepped through, the last one being whose neighbours the arrows go round. @type {number[]} */
let trail = [];

function startKeyboard() {
  const graph = byId("graph");
  graph.addEventListener("keydown", graphKeys);
  graph.addEventListener("focus", () => {
    if (!graph.matches(":focus-visible")) return;
    if (cursor < 0) setCursor(facts.isNode(view.chosen) && shown.isDrawn[view.chosen] ? view.chosen : homeNode());
    trail = [cursor];
  });
  graph.addEventListener("blur", () => {
    if (cursor < 0) return;
    cursor = -1;
    light();
    pictureVersion++;
    network.redraw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || /** @type {HTMLDialogElement} */ (byId("dialog")).open) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (document.body.classList.contains("legend-open") && byId("legend").contains(document.activeElement)) {
      toggleLegend(false);
      byId("open-legend").focus();
    } else if (!byId("panel").hidden && (view.chosen >= 0 || view.path || view.selected.size || view.compare || pathAsked)) closePanel();
  });
}

/** The most connected node that is drawn. */
function homeNode() {
  return byRankDrawn()[0] ?? -1;
}

function byRankDrawn() {
  return [...shown.nodes].sort((a, b) => facts.rank[a] - facts.rank[b]);
}

/** @param {number} node */
function setCursor(node) {
  cursor = node;
  hovered = -1;
  if (node < 0) return;
  light();
  pictureVersion++;
  bringIntoSight(node);
  network.redraw();
}

/**
 * Neighbours of a node that are drawn, clockwise from the top.
 * @param {number} node
 */
function roundOf(node) {
  const centre = placeOf(node);
  const angle = (/** @type {number} */ other) => {
    const at = placeOf(other);
    const turn = Math.atan2(at.x - centre.x, -(at.y - centre.y));
    return turn < 0 ? turn + 2 * Math.PI : turn;
  };
  return neighboursOf(node).filter((other) => shown.isDrawn[other]).sort((a, b) => angle(a) - angle(b) || a - b);
}

/** @param {KeyboardEvent} event */
function graphKeys(event) {
  if (event.ctrlKey || event.metaKey) return;
  if (cursor < 0 || !shown.isDrawn[cursor]) {
    cursor = homeNode();
    trail = [cursor];
  }
  if (cursor < 0) return;
  if ((event.shiftKey || event.altKey) && event.key.startsWith("Arrow")) {
    const pushes = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] });
    const [x, y] = pushes[event.key];
    if (event.altKey) moveBy(view.selected.size ? [...view.selected] : [cursor], x / 4, y / 4);
    else pushBy(x, y);
    event.preventDefault();
    return;
  }
  if (event.altKey) return;
  const act = graphActs(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

/**
 * @param {string} key
 * @returns {(() => void) | undefined}
 */
function graphActs(key) {
  /** @type {Record<string, () => void>} */
  const acts = {
    ArrowRight: () => goRound(1),
    ArrowLeft: () => goRound(-1),
    ArrowDown: stepIn,
    ArrowUp: stepBack,
    Home: () => goTo(homeNode()),
    End: () => goTo(byRankDrawn()[shown.nodes.length - 1] ?? -1),
    Enter: () => {
      choose(cursor);
      document.getElementById("panel-title")?.focus();
    },
    " ": () => choose(cursor),
    Escape: () => (view.chosen >= 0 || view.path || view.selected.size || view.compare ? closePanel() : byId("graph").blur()),
    "+": () => zoomBy(1.4),
    "=": () => zoomBy(1.4),
    "-": () => zoomBy(1 / 1.4),
    0: () => fitPicture(true),
    f: () => focusOn(view.focus === cursor ? -1 : cursor),
    e: () => expand(cursor),
    h: () => (view.selected.size ? hideNodes([...view.selected]) : hideNode(cursor)),
    p: () => togglePin(cursor),
    x: () => toggleSelected(cursor),
    g: () => view.selected.size > 1 && groupNodes([...view.selected], nameOfSet([...view.selected])),
    k: () => selectedNodes().length && keepOnly(selectedNodes()),
    n: () => noteByKey(cursor),
    "[": () => goToView(storyAt - 1),
    "]": () => goToView(storyAt + 1),
  };
  return Object.prototype.hasOwnProperty.call(acts, key) ? acts[key] : undefined;
}

/**
 * Open a node's details at its note.
 * @param {number} node
 */
function noteByKey(node) {
  choose(node);
  const field = document.getElementById("note");
  const box = field?.closest("details");
  if (box) box.open = true;
  field?.focus();
}

/** @param {number} node */
function goTo(node) {
  trail = [node];
  setCursor(node);
  announce(describeNode(node));
}

/** @param {number} step */
function goRound(step) {
  const centre = trail[trail.length - 1] ?? cursor;
  const round = roundOf(centre);
  if (!round.length) return announce(say("announce_no_neighbours", { name: labelOf(centre) }));
  const at = round.indexOf(cursor);
  const next = at < 0 ? (step > 0 ? 0 : round.length - 1) : (at + step + round.length) % round.length;
  setCursor(round[next]);
  const edge = [...facts.edgesOf(centre)].find((e) => shown.edgeOn[e] && facts.other(e, centre) === round[next]);
  announce(say("announce_neighbour", { at: next + 1, n: round.length, text: describeNode(round[next]), sentence: edge === undefined ? "" : sentenceOf(edge) }));
}

function stepIn() {
  const centre = trail[trail.length - 1];
  if (cursor === centre) return goRound(1);
  trail.push(cursor);
  announce(say("announce_step_in", { name: labelOf(cursor), n: roundOf(cursor).length }));
}

function stepBack() {
  if (trail.length > 1 && trail[trail.length - 1] === cursor) trail.pop();
  const centre = trail[trail.length - 1];
  setCursor(centre);
  announce(describeNode(centre));
}
