// The network view: vis-network with our nodes in it, and what the pointer does there.
// Nodes are n0, n1, … and relations e0, e1, … there: no id of the data ever becomes a key.

/** @type {VisNetwork} */
let network;
/** @type {VisDataSet} */
let visNodes;
/** @type {VisDataSet} */
let visEdges;
/** @type {Set<number>} nodes that vis-network holds */
let held = new Set();
let loose = false;

function startNetwork() {
  const box = byId("canvas");
  placeNodes();
  preparePicture();
  visNodes = new vis.DataSet(shown.nodes.map(visNode));
  visEdges = new vis.DataSet();
  held = new Set(shown.nodes);
  network = new vis.Network(box, { nodes: visNodes, edges: visEdges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false, randomSeed: 7 },
    nodes: { labelHighlightBold: false },
    edges: { smooth: false, hidden: true },
    interaction: { hover: false, keyboard: false, selectable: true, selectConnectedEdges: false, tooltipDelay: 1e6, zoomView: !facts.about.embed, multiselect: false },
  });
  const frame = box.firstElementChild;
  if (frame instanceof HTMLElement) frame.tabIndex = -1;
  box.querySelector("canvas")?.setAttribute("aria-hidden", "true");
  network.on("beforeDrawing", (/** @type {CanvasRenderingContext2D} */ pen) => {
    if (loose) takePlaces();
    paintLines(pen, network.getScale());
  });
  network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ pen) => paintLabels(pen, network.getScale()));
  fitPicture(false);
  listenToPointer(box);
  onChange(redrawNetwork);
  const repaint = () => {
    paintLists();
    pictureVersion++;
    network.redraw();
    if (view.mode !== "network") drawOtherView();
  };
  prefersDark.addEventListener("change", repaint);
  forcedColours.addEventListener("change", repaint);
  document.addEventListener("themechange", repaint);
}

/** @param {number} node */
function visNode(node) {
  const { x, y } = placeOf(node);
  return {
    id: `n${node}`,
    x,
    y,
    shape: "custom",
    ctxRenderer: (/** @type {{ ctx: CanvasRenderingContext2D, x: number, y: number }} */ given) => {
      const scale = network ? network.getScale() : 1;
      const side = Math.max(24, screenRadius(node, scale) * 2.2) / scale;
      return { drawNode: () => paintNode(given.ctx, node, given.x, given.y, scale), nodeDimensions: { width: side, height: side } };
    },
  };
}

/** @param {Change} change */
function redrawNetwork(change) {
  if (change.view.mode !== "network") return;
  if (change.drawn || change.mode) {
    settle();
    if ((view.focus >= 0) !== lastFocused || view.focus !== lastFocus) moved.clear();
    lastFocus = view.focus;
    const before = new Map([...places]);
    placeNodes();
    const gone = [...held].filter((node) => !shown.isDrawn[node]);
    const come = shown.nodes.filter((node) => !held.has(node));
    visNodes.remove(gone.map((node) => `n${node}`));
    visNodes.add(come.map(visNode));
    held = new Set(shown.nodes);
    preparePicture();
    glide(before);
  }
  light();
  pictureVersion++;
  network.redraw();
  tellDrawn();
  if (change.mode) fitPicture(false);
  else if (change.path && view.path) fitPath();
  else if (change.chosen && facts.isNode(view.chosen) && view.focus < 0) bringIntoSight(view.chosen);
}

/** Bring a path into sight, not nearer than its surroundings stay in sight too. */
function fitPath() {
  const nodes = currentPath(view).map((step) => step.node);
  if (nodes.length) fitPicture(true, nodes);
}

/**
 * Move nodes from where they stood to where they now stand, in steps where motion is welcome.
 * @param {Map<number, Point>} before
 */
function glide(before) {
  const goal = new Map([...places]);
  const moving = shown.nodes.filter((node) => {
    const from = before.get(node);
    const to = /** @type {Point} */ (goal.get(node));
    return from && (from.x !== to.x || from.y !== to.y);
  });
  const restaged = moving.length > 0;
  moveNodes(new Map(moving.map((node) => [node, /** @type {Point} */ (goal.get(node))])));
  if (restaged || view.focus >= 0 !== lastFocused) fitPicture(moving.length < 400);
  lastFocused = view.focus >= 0;
  if (!restaged || moving.length > 400 || reducedMotion.matches) return;
  const begun = performance.now();
  const turn = ++gliding;
  const step = () => {
    if (turn !== gliding) return;
    const t = Math.min(1, (performance.now() - begun) / 320);
    const ease = 1 - Math.pow(1 - t, 3);
    /** @type {Map<number, Point>} */
    const now = new Map();
    for (const node of moving) {
      const from = before.get(node);
      const to = /** @type {Point} */ (goal.get(node));
      if (from) now.set(node, t < 1 ? { x: from.x + (to.x - from.x) * ease, y: from.y + (to.y - from.y) * ease } : to);
    }
    moveNodes(now);
    pictureVersion++;
    network.redraw();
    if (t < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

let gliding = 0;
let lastFocused = false;
let lastFocus = -1;

/**
 * Move nodes all at once: one by one vis-network would redraw for each.
 * @param {Map<number, Point>} points
 */
function moveNodes(points) {
  for (const [node, point] of points) places.set(node, point);
  visNodes.update([...points].filter(([node]) => held.has(node)).map(([node, { x, y }]) => ({ id: `n${node}`, x, y })));
}

/** The part of the canvas that no panel covers, as margins in pixels. */
function coveredMargins() {
  const canvas = byId("canvas").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  const overlaps = panel.width > 0 && panel.left < canvas.right - 8 && panel.top < canvas.bottom - 8 && panel.right > canvas.left + 8;
  if (!overlaps) return { right: 0, bottom: 0 };
  const beside = panel.width < canvas.width * 0.7;
  return beside ? { right: Math.max(0, canvas.right - panel.left), bottom: 0 } : { right: 0, bottom: Math.min(canvas.height * 0.6, Math.max(0, canvas.bottom - panel.top)) };
}

/** Whether the buttons lie over the picture, as they do where there is room. */
function handlesLieOver() {
  return getComputedStyle(byId("handles")).position === "absolute";
}

/**
 * Bring all that is drawn into sight.
 * @param {boolean} animated
 * @param {number[]} [nodes] only these
 */
function fitPicture(animated, nodes = shown.nodes) {
  const box = byId("canvas");
  const [width, height] = [box.clientWidth, box.clientHeight];
  if (!width || !height || !nodes.length) return;
  const { left, right, top, bottom } = frameOf(nodes);
  const covered = coveredMargins();
  const margin = { x: Math.min(80, width * 0.12), top: Math.min(36, height * 0.08), bottom: handlesLieOver() ? Math.min(76, height * 0.16) : Math.min(36, height * 0.08) };
  const free = { width: Math.max(80, width - covered.right - 2 * margin.x), height: Math.max(80, height - covered.bottom - margin.top - margin.bottom) };
  const scale = Math.max(0.01, Math.min(free.width / Math.max(right - left, 60), free.height / Math.max(bottom - top, 60), nodes === shown.nodes ? 1.6 : fitScale * 1.5));
  if (nodes === shown.nodes) fitScale = scale;
  const position = { x: (left + right) / 2 + covered.right / 2 / scale, y: (top + bottom) / 2 + (covered.bottom + margin.bottom - margin.top) / 2 / scale };
  const animation = animated && !reducedMotion.matches ? { duration: 320, easingFunction: "easeOutCubic" } : false;
  network.moveTo({ position, scale, animation });
}

/**
 * Bring a node into sight if it is not.
 * @param {number} node
 */
function bringIntoSight(node) {
  const box = byId("canvas");
  const at = network.canvasToDOM(placeOf(node));
  const covered = coveredMargins();
  const inside = at.x > 30 && at.y > 30 && at.x < box.clientWidth - covered.right - 30 && at.y < box.clientHeight - covered.bottom - 30;
  if (inside) return;
  const scale = network.getScale();
  const place = placeOf(node);
  const position = { x: place.x + covered.right / 2 / scale, y: place.y + covered.bottom / 2 / scale };
  network.moveTo({ position, scale, animation: reducedMotion.matches ? false : { duration: 250, easingFunction: "easeOutCubic" } });
}

/** @param {number} factor */
function zoomBy(factor) {
  const scale = Math.min(12, Math.max(fitScale / 6, network.getScale() * factor));
  network.moveTo({ scale, animation: reducedMotion.matches ? false : { duration: 160, easingFunction: "easeOutQuad" } });
}

/**
 * @param {number} x
 * @param {number} y screen pixels
 */
function pushBy(x, y) {
  const scale = network.getScale();
  const position = network.getViewPosition();
  network.moveTo({ position: { x: position.x + x / scale, y: position.y + y / scale }, scale, animation: false });
}

/** Let the nodes find new places for a moment. */
function loosen() {
  if (loose) return settle();
  loose = true;
  tellLoose();
  visEdges.clear();
  visEdges.add(shown.edges.map((e) => ({ id: `e${e}`, from: `n${facts.source[e]}`, to: `n${facts.target[e]}`, hidden: true })));
  visNodes.update([...view.pinned.keys()].filter((node) => held.has(node)).map((node) => ({ id: `n${node}`, fixed: true })));
  network.setOptions({
    physics: { enabled: true, solver: "forceAtlas2Based", stabilization: false, minVelocity: 0.4, maxVelocity: 30, forceAtlas2Based: { gravitationalConstant: -70, centralGravity: 0.012, springLength: 90, springConstant: 0.05, avoidOverlap: 0.4, damping: 0.6 } },
  });
  loosening = window.setTimeout(settle, 5000);
  announce(say("announce_loose"));
}

let loosening = 0;

/** End the loosening; nodes stay where they came to. */
function settle() {
  if (!loose) return;
  clearTimeout(loosening);
  takePlaces();
  loose = false;
  network.setOptions({ physics: { enabled: false } });
  visEdges.clear();
  visNodes.update([...view.pinned.keys()].filter((node) => held.has(node)).map((node) => ({ id: `n${node}`, fixed: false })));
  for (const node of shown.nodes) moved.set(node, placeOf(node));
  pictureVersion++;
  fitPicture(true);
  tellLoose();
  announce(say("announce_settled"));
}

/** Take the positions that physics has found. */
function takePlaces() {
  const found = network.getPositions();
  for (const node of shown.nodes) {
    const at = found[`n${node}`];
    if (at) places.set(node, at);
  }
  pictureVersion++;
}

function tellLoose() {
  const button = byId("loosen");
  button.setAttribute("aria-pressed", String(loose));
}
