// Painting the network on vis-network's canvas: lines in one stroke per relation, nodes as stamps, labels on top.
// vis-network keeps the nodes, the view, dragging and physics; one stroke for all lines of a relation is what keeps
// a picture of thousands of lines moving.

/** Raised whenever something other than the zoom changes what is painted. */
let pictureVersion = 0;
/** @type {Map<number, number>} */
let bendOf = new Map();
/** @type {Map<number, number[]>} relation → drawn edges */
let edgesByRelation = new Map();
/** Zoom at which the whole picture fits; sizes are reckoned from it. */
let fitScale = 1;
let greatestDegree = 1;

let letterScaleKept = 1;

/** Take the shown nodes and relations into the picture. */
function preparePicture() {
  pictureVersion++;
  letterScaleKept = letterScale();
  bendOf = bends(shown.edges);
  edgesByRelation = new Map();
  for (const e of shown.edges) {
    const list = edgesByRelation.get(facts.relationOf[e]);
    if (list) list.push(e);
    else edgesByRelation.set(facts.relationOf[e], [e]);
  }
  greatestDegree = Math.max(1, ...shown.nodes.slice(0, 2000).map((node) => facts.degree(node)));
}

/**
 * Radius of a node on the screen: by its relations, growing slowly with the zoom.
 * @param {number} node
 * @param {number} scale
 */
function screenRadius(node, scale) {
  const crowd = shown.nodes.length > 600 ? 0.62 : shown.nodes.length > 220 ? 0.82 : 1;
  const base = 4.6 + 9.5 * Math.sqrt(Math.min(1, facts.degree(node) / greatestDegree));
  return base * crowd * letterScaleKept * Math.min(2.4, Math.max(0.55, Math.pow(scale / fitScale, 0.5)));
}

/**
 * Lines, under the nodes.
 * @param {CanvasRenderingContext2D} pen in canvas units
 * @param {number} scale
 */
function paintLines(pen, scale) {
  const many = shown.edges.length;
  const plain = Math.min(0.5, Math.max(0.12, 0.5 * Math.pow(200 / Math.max(many, 1), 0.45)));
  pen.lineCap = "round";
  for (const [relation, edges] of edgesByRelation) {
    pen.globalAlpha = theme().forced ? (lit ? 0.2 : 0.7) : lit ? plain * 0.32 : plain;
    pen.strokeStyle = relationColour(relation);
    pen.lineWidth = (many > 1200 ? 0.8 : 1) / scale;
    pen.setLineDash(facts.relations[relation].dashes && many < 2500 ? [4 / scale, 4 / scale] : []);
    pen.beginPath();
    for (const e of edges) traceCurve(pen, curveOf(e, bendOf.get(e) || 0));
    pen.stroke();
  }
  if (lit) paintLitLines(pen, scale);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Curve} curve
 */
function traceCurve(pen, curve) {
  pen.moveTo(curve.from.x, curve.from.y);
  if (!curve.via) pen.lineTo(curve.to.x, curve.to.y);
  else pen.quadraticCurveTo(curve.via.x, curve.via.y, curve.to.x, curve.to.y);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintLitLines(pen, scale) {
  if (!lit) return;
  const strong = view.path !== null || !facts.isNode(view.chosen) ? 2.6 : 1.7;
  pen.globalAlpha = 0.95;
  for (const e of lit.edges) {
    const curve = curveOf(e, bendOf.get(e) || 0);
    pen.strokeStyle = relationColour(facts.relationOf[e]);
    pen.lineWidth = strong / scale;
    pen.setLineDash(facts.relation(e).dashes ? [5 / scale, 4 / scale] : []);
    pen.beginPath();
    traceCurve(pen, curve);
    pen.stroke();
    if (facts.relation(e).directed) paintArrow(pen, curve, scale);
  }
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Curve} curve
 * @param {number} scale
 */
function paintArrow(pen, curve, scale) {
  const { x, y, angle } = arrowTip(curve, scale);
  const size = 7 / scale;
  pen.fillStyle = pen.strokeStyle;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - size * 1.3 * Math.cos(angle - 0.42), y - size * 1.3 * Math.sin(angle - 0.42));
  pen.lineTo(x - size * 1.3 * Math.cos(angle + 0.42), y - size * 1.3 * Math.sin(angle + 0.42));
  pen.closePath();
  pen.fill();
}

/**
 * Where the line meets the border of its target, and its direction there.
 * @param {Curve} curve
 * @param {number} scale
 */
function arrowTip(curve, scale) {
  const gap = (screenRadius(facts.target[curve.edge], scale) + 1.5) / scale;
  let t = 1;
  for (let i = 0; i < 24; i++) {
    t -= 0.02;
    const p = alongCurve(curve, t);
    if (Math.hypot(p.x - curve.to.x, p.y - curve.to.y) >= gap) break;
  }
  const tip = alongCurve(curve, t);
  const before = alongCurve(curve, t - 0.03);
  return { ...tip, angle: Math.atan2(tip.y - before.y, tip.x - before.x) };
}

/** @type {Map<string, Sprite>} */
const nodeStamps = new Map();

/**
 * A node's shape at a size, drawn once.
 * @param {number} kind
 * @param {number} radius screen pixels
 * @returns {Sprite}
 */
function nodeStamp(kind, radius) {
  const ratio = window.devicePixelRatio || 1;
  const size = Math.round(radius * 2) / 2;
  const paint = kindPaint(kind);
  const page = colours().page;
  const key = `${kind} ${size} ${ratio} ${paint.fill} ${page}`;
  const known = nodeStamps.get(key);
  if (known) return known;
  if (nodeStamps.size > 600) nodeStamps.clear();
  const image = document.createElement("canvas");
  const side = Math.ceil(size * 2.6 + 6);
  image.width = image.height = Math.ceil(side * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
  pen.scale(ratio, ratio);
  pen.lineJoin = "round";
  tracePath(pen, facts.kinds[kind].shape, side / 2, side / 2, size);
  pen.strokeStyle = page;
  pen.lineWidth = 3.4;
  pen.stroke();
  pen.fillStyle = paint.fill;
  pen.fill();
  pen.strokeStyle = paint.line;
  pen.lineWidth = 1.2;
  pen.stroke();
  const stamp = { image, width: side, height: side };
  nodeStamps.set(key, stamp);
  return stamp;
}

/**
 * One node, as vis-network asks for it.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} node
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 */
function paintNode(pen, node, x, y, scale) {
  const radius = screenRadius(node, scale);
  const stamp = nodeStamp(facts.kindOf[node], radius);
  pen.globalAlpha = lit && !lit.nodes.has(node) ? 0.22 : 1;
  pen.drawImage(stamp.image, x - stamp.width / 2 / scale, y - stamp.height / 2 / scale, stamp.width / scale, stamp.height / scale);
  pen.globalAlpha = 1;
  if (node === view.chosen || node === cursor || (lit && lit.core.has(node) && view.path)) paintRing(pen, node, x, y, radius, scale);
  if (view.pinned.has(node)) paintPin(pen, x, y, radius, scale);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} node
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} scale
 */
function paintRing(pen, node, x, y, radius, scale) {
  pen.strokeStyle = colours().accent;
  pen.lineWidth = 2.4 / scale;
  pen.setLineDash(node === cursor && node !== view.chosen ? [5 / scale, 3 / scale] : []);
  pen.beginPath();
  pen.arc(x, y, (radius * 1.25 + 5) / scale, 0, Math.PI * 2);
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {number} scale
 */
function paintPin(pen, x, y, radius, scale) {
  pen.fillStyle = colours().ink;
  pen.beginPath();
  pen.arc(x + (radius + 2) / scale, y - (radius + 2) / scale, 2.6 / scale, 0, Math.PI * 2);
  pen.fill();
}

/**
 * Labels, over everything, in screen pixels.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} scale
 */
function paintLabels(pen, scale) {
  for (const label of placeLabels(scale, (node) => screenRadius(node, scale))) {
    const at = placeOf(label.node);
    pen.drawImage(label.sprite.image, at.x + label.dx / scale, at.y + label.dy / scale, label.sprite.width / scale, label.sprite.height / scale);
  }
  for (const { sprite, x, y } of placedLineLabels) pen.drawImage(sprite.image, x, y, sprite.width / scale, sprite.height / scale);
}
