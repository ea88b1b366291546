// What the mouse or a finger does in the network: choose, drag, rest.

/** @param {HTMLElement} box */
function listenToPointer(box) {
  network.on("click", (given) => {
    byId("graph").focus({ preventScroll: true });
    const item = itemAt(given.pointer.DOM);
    hovered = -1;
    choose(item);
  });
  network.on("doubleClick", (given) => {
    const item = itemAt(given.pointer.DOM);
    if (facts.isNode(item)) focusOn(item);
  });
  network.on("dragStart", (given) => {
    hovered = -1;
    dragged = given.nodes.length ? Number(String(given.nodes[0]).slice(1)) : -1;
    box.classList.add("dragging");
  });
  network.on("dragging", () => {
    if (dragged < 0) return;
    const at = network.getPositions([`n${dragged}`])[`n${dragged}`];
    places.set(dragged, at);
    pictureVersion++;
  });
  network.on("dragEnd", () => {
    box.classList.remove("dragging");
    if (dragged < 0) return;
    const node = dragged;
    dragged = -1;
    const at = placeOf(node);
    change((next) => next.pinned.set(node, at), { announce: say("announce_pinned", { name: labelOf(node) }) });
  });
  box.addEventListener("mousemove", (event) => rest(event.offsetX, event.offsetY, event.buttons));
  box.addEventListener("mouseleave", () => setHovered(-1));
  box.addEventListener(
    "wheel",
    (event) => {
      // In somebody else's page the wheel scrolls that page, unless Control is held or the picture has the focus.
      if (!facts.about.embed) return;
      const wanted = event.ctrlKey || event.metaKey || byId("graph").contains(document.activeElement);
      network.setOptions({ interaction: { zoomView: wanted } });
    },
    { capture: true, passive: true },
  );
}

let dragged = -1;

const rest = afterRest((/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ buttons) => {
  if (buttons || dragged >= 0 || shown.nodes.length > 3000) return;
  setHovered(itemAt({ x, y }));
}, 40);

/** @param {number} item */
function setHovered(item) {
  if (item === hovered) return;
  hovered = item;
  byId("canvas").classList.toggle("over", item >= 0);
  light();
  network.redraw();
}

/**
 * The node or relation at a point of the canvas, −1 for none.
 * @param {Point} point
 */
function itemAt(point) {
  const id = network.getNodeAt(point);
  if (id) return Number(id.slice(1));
  const edge = edgeAt(network.DOMtoCanvas(point), 7 / network.getScale());
  return edge < 0 ? -1 : facts.nodeCount + edge;
}

/**
 * The drawn relation nearest to a point, lit ones first.
 * @param {Point} point
 * @param {number} within
 */
function edgeAt(point, within) {
  if (shown.edges.length > 12000) return -1;
  let [best, nearest] = [-1, within];
  for (const e of shown.edges) {
    const [a, b] = [placeOf(facts.source[e]), placeOf(facts.target[e])];
    const far = within + Math.hypot(b.x - a.x, b.y - a.y) * 0.3;
    if (point.x < Math.min(a.x, b.x) - far || point.x > Math.max(a.x, b.x) + far || point.y < Math.min(a.y, b.y) - far || point.y > Math.max(a.y, b.y) + far) continue;
    const distance = distanceTo(curveOf(e, bendOf.get(e) || 0), point) * (lit && lit.edges.has(e) ? 0.5 : 1);
    if (distance < nearest) [best, nearest] = [e, distance];
  }
  return best;
}

/**
 * @param {Curve} curve
 * @param {Point} point
 */
function distanceTo(curve, point) {
  const steps = curve.via ? 12 : 1;
  let least = Infinity;
  let a = curve.from;
  for (let i = 1; i <= steps; i++) {
    const b = i === steps ? curve.to : alongCurve(curve, i / steps);
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy));
    a = b;
  }
  return least;
}
