// Lines between nodes: parallel ones bent apart, loops above their node, heads where a line meets its target.
// The same formulas as in docs/page-data.md.

/**
 * Bends of the drawn relations: parallel ones (whatever their direction) each take a curve of their own.
 * @param {number[]} edges
 * @returns {Float32Array} relation → bend from the straight line seen from the lower node, 0 for none; of a loop, its place among the loops
 */
function bends(edges) {
  const bend = new Float32Array(facts.edgeCount);
  edges = heads.size ? edges : notAlone(edges);
  /** @type {Map<number, number>} */
  const sizes = new Map();
  const keys = new Float64Array(edges.length);
  edges.forEach((e, i) => {
    const [a, b] = [headOf(facts.source[e]), headOf(facts.target[e])];
    keys[i] = Math.min(a, b) * facts.nodeCount + Math.max(a, b);
    sizes.set(keys[i], (sizes.get(keys[i]) || 0) + 1);
  });
  if (sizes.size === edges.length) return bend;
  /** @type {Map<number, number>} */
  const seen = new Map();
  edges.forEach((e, i) => {
    const many = sizes.get(keys[i]) || 1;
    if (many < 2) return;
    const at = seen.get(keys[i]) || 0;
    seen.set(keys[i], at + 1);
    bend[e] = isLoop(e) ? at : (at - (many - 1) / 2) * Math.min(0.24, 0.9 / many);
  });
  return bend;
}

/**
 * Relations that are not the only one between their two nodes: most are, and need no reckoning.
 * @param {number[]} edges
 */
function notAlone(edges) {
  const by = new Int32Array(facts.nodeCount).fill(-1);
  const first = new Int32Array(facts.nodeCount);
  const among = new Uint8Array(facts.edgeCount);
  const twice = new Uint8Array(facts.edgeCount);
  for (const e of edges) among[e] = 1;
  for (let node = 0; node < facts.nodeCount; node++) {
    for (let i = facts.begins[node]; i < facts.begins[node + 1]; i++) {
      const e = facts.incident[i];
      const other = facts.source[e] === node ? facts.target[e] : facts.source[e];
      if (!among[e] || other < node) continue;
      if (by[other] === node) twice[e] = twice[first[other]] = 1;
      else [by[other], first[other]] = [node, e];
    }
  }
  return edges.filter((e) => twice[e]);
}

/** @param {number} edge */
function isLoop(edge) {
  return headOf(facts.source[edge]) === headOf(facts.target[edge]);
}

/**
 * The curve of a relation as it is drawn.
 * @param {number} edge
 * @param {number} [scale] pixels a unit: a loop has its size on the screen
 * @returns {Curve}
 */
function curveOf(edge, scale = network.getScale()) {
  const [s, t] = [headOf(facts.source[edge]), headOf(facts.target[edge])];
  const [from, to] = [placeOf(s), placeOf(t)];
  const bend = bendOf[edge];
  if (s === t) return loopOf(edge, from, screenRadius(s, scale), bend, scale);
  if (!bend) return { edge, from, to, via: null };
  const side = s < t ? bend : -bend;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { edge, from, to, via: { x: (from.x + to.x) / 2 - dy * side, y: (from.y + to.y) / 2 + dx * side } };
}

/**
 * A loop stands above its node, each around the one before.
 * @param {number} edge
 * @param {Point} at
 * @param {number} radius of the node in pixels
 * @param {number} turn how many loops lie within
 * @param {number} scale
 * @returns {Curve}
 */
function loopOf(edge, at, radius, turn, scale) {
  const size = radius + 10 + 9 * turn;
  const spot = (/** @type {number} */ x, /** @type {number} */ y) => ({ x: at.x + x / scale, y: at.y + y / scale });
  const top = -radius - 1.6 * size;
  return { edge, from: spot(0.6 * radius, -0.8 * radius), to: spot(-0.6 * radius, -0.8 * radius), via: spot(size, top), back: spot(-size, top) };
}

/**
 * A point on a curve.
 * @param {Curve} curve
 * @param {number} t 0 at the source, 1 at the target
 * @returns {Point}
 */
function alongCurve({ from, to, via, back }, t) {
  const u = 1 - t;
  if (!via) return { x: from.x * u + to.x * t, y: from.y * u + to.y * t };
  const mix = back
    ? (/** @type {"x" | "y"} */ axis) => u * u * u * from[axis] + 3 * u * u * t * via[axis] + 3 * u * t * t * back[axis] + t * t * t * to[axis]
    : (/** @type {"x" | "y"} */ axis) => u * u * from[axis] + 2 * u * t * via[axis] + t * t * to[axis];
  return { x: mix("x"), y: mix("y") };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Curve} curve
 */
function traceCurve(pen, { from, to, via, back }) {
  pen.moveTo(from.x, from.y);
  if (!via) pen.lineTo(to.x, to.y);
  else if (back) pen.bezierCurveTo(via.x, via.y, back.x, back.y, to.x, to.y);
  else pen.quadraticCurveTo(via.x, via.y, to.x, to.y);
}

/**
 * Where the line meets the border of its target, and its direction there.
 * @param {Curve} curve
 * @param {number} scale
 */
function arrowTip(curve, scale) {
  let t = 1;
  if (!curve.back) {
    const gap = (screenRadius(headOf(facts.target[curve.edge]), scale) + 1.5) / scale;
    const far = (/** @type {number} */ at) => {
      const p = alongCurve(curve, at);
      return Math.hypot(p.x - curve.to.x, p.y - curve.to.y);
    };
    let low = 0.5;
    for (let i = 0; i < 12; i++) {
      const middle = (low + t) / 2;
      if (far(middle) < gap) t = middle;
      else low = middle;
    }
  }
  const tip = alongCurve(curve, t);
  const before = alongCurve(curve, t - 0.03);
  return { ...tip, angle: Math.atan2(tip.y - before.y, tip.x - before.x) };
}

/**
 * Corners of an arrow head.
 * @param {{ x: number, y: number, angle: number, size: number }} arrow
 * @returns {Array<[number, number]>}
 */
function arrowPoints({ x, y, angle, size }) {
  return [
    [x, y],
    [x - size * 1.3 * Math.cos(angle - 0.42), y - size * 1.3 * Math.sin(angle - 0.42)],
    [x - size * 1.3 * Math.cos(angle + 0.42), y - size * 1.3 * Math.sin(angle + 0.42)],
  ];
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {{ x: number, y: number, angle: number, size: number }} arrow
 */
function traceArrow(pen, arrow) {
  arrowPoints(arrow).forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
}

/**
 * Whether a relation has a direction: as its sort says, unless it says otherwise itself.
 * @param {number} edge
 */
function isDirected(edge) {
  return facts.relation(edge).directed && !facts.undirected.has(edge);
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
