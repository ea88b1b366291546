// The network view: what is drawn comes, goes and moves; what is in sight.

/** @type {Camera} */
let network;

function startNetwork() {
  openPlaces();
  placeNodes();
  preparePicture();
  network = new Camera(byId("canvas"));
  const { look } = view;
  fitPicture(false);
  if (look) lookAt(look);
  network.paint();
  listenToPointer(byId("canvas"));
  onChange(redrawNetwork);
  const repaint = () => {
    paintLists();
    preparePicture();
    network.redraw();
    if (view.mode !== "network") drawOtherView();
  };
  prefersDark.addEventListener("change", repaint);
  forcedColours.addEventListener("change", repaint);
  document.addEventListener("themechange", repaint);
}

/** @param {Change} change */
function redrawNetwork(change) {
  if (change.view.mode !== "network") return;
  const { look } = view;
  if (change.drawn || change.mode || change.places) {
    settle();
    const before = { x: places.x.slice(), y: places.y.slice(), on: places.on.slice() };
    placeNodes();
    const fit = change.focus || change.mode || change.layout;
    stopPreparing();
    preparing = shown.nodes.length > FRESH_NODES;
    const ready = () => {
      preparing = false;
      glide(before, fit);
    };
    if (preparing) {
      // In slices, so that no task takes long; meanwhile the old picture stands.
      stopPreparing = inSlices(prepareSlowly(), { done: () => {
        ready();
        network.redraw();
      } });
    } else {
      preparePicture();
      ready();
    }
  } else if (change.looks) preparePicture();
  light();
  network.redraw();
  tellDrawn();
  if (change.travelled && look) lookAt(look);
  else if (change.travelled && change.before?.look) fitPicture(true);
  else if (change.path && view.path) fitPath();
  else if (change.chosen && facts.isNode(view.chosen) && view.focus < 0) bringIntoSight(view.chosen);
}

/** Whether a large picture is being made ready. */
let preparing = false;
/** Stops making it ready. */
let stopPreparing = () => {};

/** Bring a path into sight, not nearer than its surroundings stay in sight too. */
function fitPath() {
  const nodes = currentPath(view).map((step) => step.node);
  if (nodes.length) fitPicture(true, nodes);
}

/**
 * Move nodes from where they stood to where they now stand, in steps where motion is welcome.
 * @param {typeof places} before
 * @param {boolean} fit whether the whole is to be brought into sight
 */
function glide(before, fit) {
  const moving = shown.nodes.filter((node) => before.on[node] && (before.x[node] !== places.x[node] || before.y[node] !== places.y[node]));
  const turn = ++gliding;
  if (fit || moving.length) fitPicture(moving.length < GLIDE_MOST);
  if (!moving.length || moving.length > GLIDE_MOST || reducedMotion.matches) return;
  const goal = moving.map(placeOf);
  const begun = performance.now();
  const step = () => {
    if (turn !== gliding) return;
    const t = Math.min(1, (performance.now() - begun) / 320);
    const ease = 1 - (1 - t) ** 3;
    moving.forEach((node, i) => setPlace(node, t < 1 ? { x: before.x[node] + (goal[i].x - before.x[node]) * ease, y: before.y[node] + (goal[i].y - before.y[node]) * ease } : goal[i]));
    pictureVersion++;
    network.redraw();
    if (t < 1) requestAnimationFrame(step);
  };
  step();
}

const GLIDE_MOST = 400; // nodes that move in steps
let gliding = 0;

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
  const { width, height } = network;
  if (!width || !height || !nodes.length) return;
  const whole = nodes === shown.nodes;
  const { left, right, top, bottom } = frameOf(nodes);
  const covered = coveredMargins();
  const margin = { x: Math.min(80, width * 0.12), top: Math.max(Math.min(36, height * 0.08), byId("strip").offsetHeight + 30), bottom: handlesLieOver() ? Math.min(76, height * 0.22) : Math.min(36, height * 0.08) };
  const free = { width: Math.max(80, width - covered.right - 2 * margin.x), height: Math.max(80, height - covered.bottom - margin.top - margin.bottom) };
  const scale = Math.max(1e-4, Math.min(free.width / Math.max(right - left, 60), free.height / Math.max(bottom - top, 60), whole ? 1.6 : fitScale * 1.5));
  if (whole) {
    fitScale = scale;
    pictureVersion++;
    view.look = null;
  }
  const position = { x: (left + right) / 2 + covered.right / 2 / scale, y: (top + bottom) / 2 + (covered.bottom + margin.bottom - margin.top) / 2 / scale };
  network.moveTo({ position, scale, duration: animated ? 320 : 0 });
}

/**
 * Bring a node into sight if it is not.
 * @param {number} node
 */
function bringIntoSight(node) {
  const at = network.canvasToDOM(placeOf(node));
  const covered = coveredMargins();
  const inside = at.x > 30 && at.y > 30 && at.x < network.width - covered.right - 30 && at.y < network.height - covered.bottom - 30;
  if (inside) return;
  const { x, y } = placeOf(node);
  const { scale } = network;
  network.moveTo({ position: { x: x + covered.right / 2 / scale, y: y + covered.bottom / 2 / scale }, duration: 250 });
}

/**
 * Keep a zoom between a sixth of the fitted one and where a few nodes fill the view.
 * @param {number} scale
 */
function zoomWithin(scale) {
  return Math.min(Math.max(12, fitScale * 60), Math.max(fitScale / 6, scale));
}

/** @param {number} factor */
function zoomBy(factor) {
  network.moveTo({ scale: zoomWithin((network.way ? network.way.to[2] : network.scale) * factor), duration: 160 });
  noteLook();
}

/**
 * @param {number} x
 * @param {number} y screen pixels
 */
function pushBy(x, y) {
  network.moveTo({ position: { x: network.x + x / network.scale, y: network.y + y / network.scale } });
  noteLook();
}

/** Remember where the reader looks, so that a link leads there in a window of any size. */
const noteLook = afterRest(() => {
  if (network.way) return noteLook();
  const span = Math.min(network.width, network.height) / network.scale;
  view.look = { x: network.x, y: network.y, span };
  rememberView(true);
}, 250);

/** @param {{ x: number, y: number, span: number }} look */
function lookAt({ x, y, span }) {
  view.look = { x, y, span };
  network.moveTo({ position: { x, y }, scale: zoomWithin(Math.min(network.width, network.height) / span) });
}
