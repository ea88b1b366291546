// What the mouse or a finger does in the network: choose, add to a set, drag, push, zoom, draw a lasso, rest.

const CLICK_SLACK = 5; // pixels that a press may wander and still be a click
const FINGER_SLACK = 10;

/** @typedef {{ id: number, x: number, y: number, startX: number, startY: number }} Press */
/** @type {Map<number, Press>} */
const presses = new Map();
/** What the press does: nothing yet, push the ground, move nodes, or draw a lasso. @type {"" | "push" | "move" | "lasso"} */
let gesture = "";
let dragged = -1;
/** Whether a plain drag draws a lasso. */
let lassoOn = false;
/** Corners of the lasso, in units of the picture. @type {Point[]} */
let lasso = [];
/** How far apart two fingers were. */
let fingers = 0;

/** @param {HTMLElement} box */
function listenToPointer(box) {
  box.addEventListener("pointerdown", (event) => pressDown(box, event));
  box.addEventListener("pointermove", (event) => {
    const press = presses.get(event.pointerId);
    if (press) pressMove(box, event, press);
    else if (event.pointerType !== "touch") rest(event.offsetX, event.offsetY);
  });
  box.addEventListener("pointerup", (event) => pressUp(box, event, true));
  box.addEventListener("pointercancel", (event) => pressUp(box, event, false));
  box.addEventListener("pointerleave", () => presses.size || setHovered(-1));
  box.addEventListener("dblclick", (event) => {
    const item = itemAt({ x: event.offsetX, y: event.offsetY });
    if (facts.isNode(item)) focusOn(item);
  });
  box.addEventListener(
    "wheel",
    (event) => {
      // In somebody else's page the wheel scrolls that page, unless Control is held.
      if (facts.about.embed && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const turn = event.deltaMode ? event.deltaY * 30 : event.deltaY;
      network.zoomAt(zoomWithin(network.scale * 1.0018 ** -turn), { x: event.offsetX, y: event.offsetY });
      noteLook();
    },
    { passive: false },
  );
}

/**
 * @param {HTMLElement} box
 * @param {PointerEvent} event
 */
function pressDown(box, event) {
  if (event.button) return;
  box.setPointerCapture(event.pointerId);
  presses.set(event.pointerId, { id: event.pointerId, x: event.offsetX, y: event.offsetY, startX: event.offsetX, startY: event.offsetY });
  setHovered(-1);
  network.way = null;
  if (presses.size === 2) {
    gesture = "push";
    fingers = spread();
  } else dragged = movableAt({ x: event.offsetX, y: event.offsetY });
}

/**
 * The node that a drag from here moves. In a crowd of dots there is one under every point: there the ground is pushed,
 * unless the dot was chosen before.
 * @param {Point} point
 */
function movableAt(point) {
  const node = nodeAt(point);
  const held = node === view.chosen || view.selected.has(node);
  return node >= 0 && isCrowded() && !held && screenRadius(node, network.scale) < HELD_FROM ? -1 : node;
}

/** Radius in pixels from which a node of a crowd can be dragged without being chosen first. */
const HELD_FROM = 6;

/** Distance of two fingers. */
function spread() {
  const [a, b] = [...presses.values()];
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/**
 * @param {HTMLElement} box
 * @param {PointerEvent} event
 * @param {Press} press
 */
function pressMove(box, event, press) {
  const [dx, dy] = [event.offsetX - press.x, event.offsetY - press.y];
  if (!gesture) {
    const slack = event.pointerType === "touch" ? FINGER_SLACK : CLICK_SLACK;
    if (Math.hypot(event.offsetX - press.startX, event.offsetY - press.startY) < slack) return;
    gesture = dragged >= 0 && !lassoOn ? "move" : lassoOn || event.shiftKey ? "lasso" : "push";
    if (gesture === "lasso") lasso = [network.DOMtoCanvas({ x: press.startX, y: press.startY })];
    box.classList.add("dragging");
  }
  [press.x, press.y] = [event.offsetX, event.offsetY];
  if (presses.size === 2) {
    const now = spread();
    const [a, b] = [...presses.values()];
    network.x -= dx / 2 / network.scale;
    network.y -= dy / 2 / network.scale;
    network.zoomAt(zoomWithin((network.scale * now) / (fingers || now)), { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    fingers = now;
  } else if (gesture === "push") {
    network.x -= dx / network.scale;
    network.y -= dy / network.scale;
    network.redraw();
  } else if (gesture === "lasso") {
    lasso.push(network.DOMtoCanvas({ x: event.offsetX, y: event.offsetY }));
    network.redraw();
  } else {
    for (const node of movedTogether(dragged)) setPlace(node, { x: places.x[node] + dx / network.scale, y: places.y[node] + dy / network.scale });
    if (!isLarge()) pictureVersion++; // a large picture stays; what moves lies over it
    network.redraw();
  }
}

/**
 * A node alone, or with the whole set it belongs to.
 * @param {number} node
 */
function movedTogether(node) {
  return view.selected.has(node) ? [...view.selected].filter((one) => shown.isDrawn[one]) : [headOf(node)];
}

/**
 * @param {HTMLElement} box
 * @param {PointerEvent} event
 * @param {boolean} whole false where the browser took the press away
 */
function pressUp(box, event, whole) {
  if (!presses.delete(event.pointerId) || presses.size) return;
  box.classList.remove("dragging");
  const [done, node] = [gesture, dragged];
  [gesture, dragged] = ["", -1];
  if (done === "push") return noteLook();
  if (done === "lasso") return takeLasso(event.shiftKey || event.ctrlKey || event.metaKey);
  if (done === "move") return pinPlaces(movedTogether(node));
  if (!whole) return;
  byId("graph").focus({ preventScroll: true });
  const item = itemAt({ x: event.offsetX, y: event.offsetY });
  const group = facts.isNode(item) ? groupOf(item) : undefined;
  if (group) selectNodes(group.nodes, group.name);
  else if (facts.isNode(item) && (event.shiftKey || event.ctrlKey || event.metaKey)) toggleSelected(item);
  else choose(item);
}

/** @param {boolean} adding to what is selected already */
function takeLasso(adding) {
  const corners = lasso;
  lasso = [];
  network.redraw();
  const inside = shown.nodes.filter((node) => isInside(placeOf(node), corners));
  selectNodes(adding ? [...new Set([...view.selected, ...inside])] : inside);
}

/**
 * Whether a point lies inside a polygon: a ray from it crosses the border an odd number of times.
 * @param {Point} point
 * @param {Point[]} corners
 */
function isInside({ x, y }, corners) {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i], corners[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintLasso(pen, scale) {
  if (lasso.length < 2) return;
  pen.beginPath();
  lasso.forEach(({ x, y }, i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.strokeStyle = pen.fillStyle = colours().accent;
  pen.lineWidth = 1.5 / scale;
  pen.stroke();
  pen.globalAlpha = 0.1;
  pen.fill();
  pen.globalAlpha = 1;
}

/** @param {boolean} on */
function setLasso(on) {
  lassoOn = on;
  byId("lasso").setAttribute("aria-pressed", String(on));
  byId("canvas").classList.toggle("lassoing", on);
  announce(say(on ? "announce_lasso_on" : "announce_lasso_off"));
}

const rest = afterRest((/** @type {number} */ x, /** @type {number} */ y) => {
  if (!presses.size && view.mode === "network") setHovered(itemAt({ x, y }));
}, 40);

/** @param {number} item */
function setHovered(item) {
  if (item === hovered) return;
  hovered = item;
  byId("canvas").classList.toggle("over", item >= 0);
  byId("canvas").title = tipOf(item);
  light();
  network.redraw();
}

/**
 * What the data say of an item where the pointer rests on it.
 * @param {number} item
 */
function tipOf(item) {
  if (item < 0) return "";
  const text = facts.isNode(item) ? facts.looks.get("title") : facts.edgeLooks.get("title");
  return shorten(cell(text, facts.isNode(item) ? item : item - facts.nodeCount), 300);
}

/**
 * The node or relation at a point of the screen, −1 for none.
 * @param {Point} point
 */
function itemAt(point) {
  const node = nodeAt(point);
  if (node >= 0) return node;
  const edge = edgeAt(network.DOMtoCanvas(point), 7 / network.scale);
  return edge < 0 ? -1 : facts.nodeCount + edge;
}

/**
 * The node at a point of the screen, −1 for none; a small one has a target of 24 pixels.
 * @param {Point} point
 */
function nodeAt(point) {
  if (!shown.nodes.length) return -1;
  const { x, y } = network.DOMtoCanvas(point);
  const { scale } = network;
  return gridOfShown().nearest(x, y, 60 / scale, (node, far) => far * scale <= Math.max(12, screenRadius(node, scale) * 1.15)).node;
}

/**
 * The drawn relation nearest to a point, lit ones first.
 * @param {Point} point
 * @param {number} within
 */
function edgeAt(point, within) {
  const { x, y } = places;
  let [best, nearest] = [-1, within];
  for (const e of drawnLines) {
    const [a, b] = [headOf(facts.source[e]), headOf(facts.target[e])];
    const far = within + (bendOf[e] || a === b ? (Math.abs(x[a] - x[b]) + Math.abs(y[a] - y[b])) * 0.3 + (a === b ? 80 / network.scale : 0) : 0);
    if (point.x < Math.min(x[a], x[b]) - far || point.x > Math.max(x[a], x[b]) + far || point.y < Math.min(y[a], y[b]) - far || point.y > Math.max(y[a], y[b]) + far) continue;
    const distance = distanceTo(curveOf(e), point) * (lit && lit.edges.has(e) ? 0.5 : 1);
    if (distance < nearest) [best, nearest] = [e, distance];
  }
  return best;
}
