// Painting the network: lines in few strokes, nodes as stamps, and over both what stands out, rings and labels.
// `paintPicture` may be interrupted after every batch, so that a large picture never holds the page.

/** Raised whenever something other than the view changes what is painted. */
let pictureVersion = 0;
/** @type {Float32Array} */
let bendOf = new Float32Array(0);
/** Relations that have a line: all that are drawn, or one for each pair where lines tell a number. @type {number[]} */
let drawnLines = [];
/** How many relations a line stands for; one where it is missing. @type {Map<number, number>} */
let lineCount = new Map();
/** @type {Array<{ relation: number, colour: string, width: number, edges: number[] }>} */
let lineGroups = [];
/** Radius of nodes in pixels where the whole picture is in sight, and the distance to the next one. */
let fitRadius = new Float32Array(0);
let gapOf = new Float32Array(0);
/** Zoom at which the whole picture fits; sizes are reckoned from it. */
let fitScale = 1;
let letterScaleKept = 1;

const BATCH = 400; // lines a stroke
const HEADS_MOST = 1600; // lines with heads where the whole is in sight

/** Take the shown nodes and relations into the picture. */
function preparePicture() {
  atOnce(prepareSlowly());
}

/** The same, interruptible; until its end nothing may be painted. */
function* prepareSlowly() {
  pictureVersion++;
  gridNow = null;
  letterScaleKept = letterScale();
  takeLooks();
  yield;
  [drawnLines, lineCount] = linesOf(shown.edges);
  yield;
  bendOf = bends(drawnLines);
  yield;
  /** @type {Map<number | string, typeof lineGroups[number]>} */
  const groups = new Map();
  const alike = view.width === "one" && view.color !== "given" && !lineCount.size;
  for (const [i, e] of drawnLines.entries()) {
    if (i % BATCH === 0) yield;
    const relation = facts.relationOf[e];
    if (alike && groups.get(relation)?.edges.push(e)) continue;
    const [width, colour] = [lineWidth(e), lineColour(e)];
    const key = alike ? relation : `${relation} ${width} ${colour}`;
    const group = groups.get(key);
    if (group) group.edges.push(e);
    else groups.set(key, { relation, width, colour, edges: [e] });
  }
  lineGroups = [...groups.values()];
  fitRadius = new Float32Array(facts.nodeCount);
  for (const [i, node] of shown.nodes.entries()) {
    if (i % BATCH === 0) yield;
    fitRadius[node] = sizeOf(node);
  }
  gapOf = isCrowded() ? new Float32Array(facts.nodeCount).fill(gridOfShown().cell * 0.7) : gaps();
}

/**
 * Radius of a node on the screen: what its size tells, growing slowly with the zoom, never over its neighbour.
 * @param {number} node
 * @param {number} scale
 */
function screenRadius(node, scale) {
  const free = fitRadius[node] * letterScaleKept * Math.min(2.4, Math.max(0.55, Math.sqrt(scale / fitScale)));
  return Math.min(free, Math.max(2, gapOf[node] * scale * 0.47));
}

/**
 * @param {CanvasRenderingContext2D} pen in units of the picture
 * @param {number} scale
 * @param {Sight} sight
 */
function* paintPicture(pen, scale, sight) {
  pen.lineCap = "round";
  paintLand(pen, scale);
  for (const group of lineGroups) yield* paintLines(pen, scale, sight, group);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  let painted = 0;
  // The first are the most telling ones and lie on top.
  for (let i = shown.nodes.length - 1; i >= 0; i--) {
    const node = shown.nodes[i];
    const [x, y] = [places.x[node], places.y[node]];
    if (headOf(node) !== node || x < sight.left || x > sight.right || y < sight.top || y > sight.bottom) continue;
    putStamp(pen, node, scale);
    if (++painted % 100 === 0) yield;
  }
}

/** How much of a line's colour is seen where nothing is chosen: the more lines, the less. */
function quietness() {
  const many = (200 / Math.max(drawnLines.length, 1)) ** 0.42;
  return theme().forced ? Math.min(0.7, Math.max(0.2, 0.7 * many)) : Math.min(0.55, Math.max(0.1, 0.55 * many));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 * @param {Sight} sight
 * @param {typeof lineGroups[number]} group
 */
function* paintLines(pen, scale, sight, { relation, colour, width, edges }) {
  const crowded = isCrowded();
  const { x, y } = places;
  pen.globalAlpha = quietness();
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = (crowded && width === 1 ? 1 / network.ratio : width) / scale;
  pen.setLineDash(facts.relations[relation].dashes && !crowded ? [4 / scale, 4 / scale] : []);
  /** @type {number[]} */
  const seen = [];
  pen.beginPath();
  for (const e of edges) {
    const [a, b] = [headOf(facts.source[e]), headOf(facts.target[e])];
    if ((x[a] < sight.left && x[b] < sight.left) || (x[a] > sight.right && x[b] > sight.right) || (y[a] < sight.top && y[b] < sight.top) || (y[a] > sight.bottom && y[b] > sight.bottom)) continue;
    if (bendOf[e] || a === b) traceCurve(pen, curveOf(e, scale));
    else {
      pen.moveTo(x[a], y[a]);
      pen.lineTo(x[b], y[b]);
    }
    seen.push(e);
    if (seen.length % BATCH) continue;
    pen.stroke();
    pen.beginPath();
    yield;
  }
  pen.stroke();
  yield;
  if (drawnLines.length > HEADS_MOST && scale < fitScale * 4) return;
  pen.globalAlpha = Math.min(1, quietness() * 1.6);
  pen.beginPath();
  for (const [i, e] of seen.entries()) {
    if (isDirected(e)) traceArrow(pen, { ...arrowTip(curveOf(e, scale), scale), size: 5.5 / scale });
    if (i % BATCH) continue;
    pen.fill();
    pen.beginPath();
    yield;
  }
  pen.fill();
}

/**
 * What lies over the picture: what stands out against a veil, rings, pins and labels.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintOver(pen, scale) {
  if (lit) {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.globalAlpha = 0.76;
    pen.fillStyle = colours().page;
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
    pen.globalAlpha = 1;
    network.aim(pen);
    paintLit(pen, scale, lit);
  }
  if (dragged >= 0 && gesture === "move" && isLarge()) paintLit(pen, scale, lightNodes(movedTogether(dragged), movedTogether(dragged).length < 20));
  const marked = new Set([...(lit && view.path ? lit.core : []), ...view.selected, view.chosen, cursor]);
  for (const node of marked) if (facts.isNode(node) && shown.isDrawn[node]) paintRing(pen, node, scale);
  for (const node of view.pinned.keys()) if (shown.isDrawn[node]) paintDot(pen, node, scale, -1, colours().ink);
  for (const node of notes.keys()) if (shown.isDrawn[node]) paintDot(pen, node, scale, 1, colours().accent);
  paintLasso(pen, scale);
  paintLabels(pen, scale);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 * @param {Lit} lit
 */
function paintLit(pen, scale, lit) {
  const strong = view.path !== null || view.chosen >= facts.nodeCount ? 2.6 : 1.7;
  for (const e of lit.edges) {
    if (isLoop(e) && facts.source[e] !== facts.target[e]) continue; // inside a group
    const curve = curveOf(e, scale);
    pen.strokeStyle = pen.fillStyle = lineColour(e);
    pen.lineWidth = Math.max(strong, lineWidth(e)) / scale;
    pen.setLineDash(facts.relation(e).dashes ? [5 / scale, 4 / scale] : []);
    pen.beginPath();
    traceCurve(pen, curve);
    pen.stroke();
    if (!isDirected(e)) continue;
    pen.beginPath();
    traceArrow(pen, { ...arrowTip(curve, scale), size: 7 / scale });
    pen.fill();
  }
  pen.setLineDash([]);
  for (const node of lit.nodes) if (headOf(node) === node && !lit.core.has(node)) putStamp(pen, node, scale);
  for (const node of lit.core) putStamp(pen, headOf(node), scale);
}

/** @type {Map<string, Sprite>} */
const nodeStamps = new Map();

/**
 * A shape at a size, drawn once.
 * @param {string} shape
 * @param {number} radius screen pixels
 * @param {Paint} paint
 * @returns {Sprite}
 */
function nodeStamp(shape, radius, paint) {
  const ratio = window.devicePixelRatio || 1;
  const size = Math.round(radius * 2) / 2;
  const page = colours().page;
  const key = `${shape} ${size} ${ratio} ${paint.fill} ${paint.line} ${page}`;
  const known = nodeStamps.get(key);
  if (known) return known;
  if (nodeStamps.size > 900) nodeStamps.clear();
  const image = document.createElement("canvas");
  const side = Math.ceil(size * 2.6 + 6);
  image.width = image.height = Math.ceil(side * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
  pen.scale(ratio, ratio);
  pen.lineJoin = "round";
  tracePath(pen, shape, side / 2, side / 2, size);
  pen.strokeStyle = page;
  pen.lineWidth = Math.min(3.4, size * 0.6);
  pen.stroke();
  pen.fillStyle = paint.fill;
  pen.fill();
  pen.strokeStyle = paint.line;
  pen.lineWidth = Math.min(1.2, size * 0.3);
  pen.stroke();
  const stamp = { image, width: side, height: side };
  nodeStamps.set(key, stamp);
  return stamp;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} node
 * @param {number} scale
 */
function putStamp(pen, node, scale) {
  const { image, width, height } = nodeStamp(shapeOf(node), screenRadius(node, scale), paintOf(node));
  pen.drawImage(image, places.x[node] - width / 2 / scale, places.y[node] - height / 2 / scale, width / scale, height / scale);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} node
 * @param {number} scale
 */
function paintRing(pen, node, scale) {
  const { x, y } = placeOf(node);
  pen.strokeStyle = colours().accent;
  pen.lineWidth = 2.4 / scale;
  pen.setLineDash(node === cursor && node !== view.chosen && !view.selected.has(node) ? [5 / scale, 3 / scale] : []);
  pen.beginPath();
  pen.arc(x, y, (screenRadius(headOf(node), scale) * 1.25 + 5) / scale, 0, Math.PI * 2);
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * A dot beside a node: above on the right for a pin, below for a note.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} node
 * @param {number} scale
 * @param {number} side
 * @param {string} colour
 */
function paintDot(pen, node, scale, side, colour) {
  const { x, y } = placeOf(node);
  const away = screenRadius(headOf(node), scale) + 2;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x + away / scale, y + (side * away) / scale, 2.8 / scale, 0, Math.PI * 2);
  pen.fill();
}

/**
 * Labels, over everything, in screen pixels.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintLabels(pen, scale) {
  const labels = placeLabels(scale, (node) => screenRadius(node, scale));
  for (const label of labels.filter(({ led }) => led)) {
    const [at, lead] = [placeOf(label.node), leadOf(label)];
    paintLead(pen, at, { x: at.x + lead.x / scale, y: at.y + lead.y / scale }, scale);
  }
  for (const label of labels) {
    const at = placeOf(label.node);
    pen.drawImage(label.sprite.image, at.x + label.dx / scale, at.y + label.dy / scale, label.sprite.width / scale, label.sprite.height / scale);
  }
  for (const { sprite, x, y } of placedLineLabels) pen.drawImage(sprite.image, x, y, sprite.width / scale, sprite.height / scale);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Point} from
 * @param {Point} to
 * @param {number} scale
 */
function paintLead(pen, from, to, scale) {
  pen.strokeStyle = colours().muted;
  pen.lineWidth = 0.8 / scale;
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  pen.stroke();
}

/** The summary of the picture, and how much of the whole it shows. */
function tellDrawn() {
  const most = shown.nodes.slice(0, 5).map((node) => labelOf(node));
  byId("summary").textContent = say("summary", { n: shown.nodes.length, edges: shown.edges.length, total: facts.nodeCount, names: most.join(", ") });
}
