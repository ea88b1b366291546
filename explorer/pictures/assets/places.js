// Where nodes stand: the given positions, rings around a focus, a free spot for latecomers.

/** @type {Map<number, Point>} */
const places = new Map();
/** Positions that the reader loosened or dragged, until the next focus. @type {Map<number, Point>} */
const moved = new Map();

/** Least distance between two nodes on the screen when the whole is in sight. */
const ELBOW = 29;
/** How far the given positions may be stretched to the shape of the stage. */
const STRETCH_MOST = 1.7;
const RING_STEP = 190;
const RING_ROOM = 64;

/**
 * @param {number} node
 * @returns {Point}
 */
function placeOf(node) {
  return places.get(node) || givenPlace(node);
}

/** @param {number} node */
function givenPlace(node) {
  const { x, y } = facts.payload.nodes;
  return { x: x[node] || 0, y: y[node] || 0 };
}

/** Work out where every drawn node stands. */
function placeNodes() {
  places.clear();
  if (view.focus >= 0 && shown.distance) ringPlaces(view.focus, shown.distance);
  else freePlaces();
  for (const [node, point] of moved) if (shown.isDrawn[node]) places.set(node, point);
  for (const [node, point] of view.pinned) if (shown.isDrawn[node]) places.set(node, point);
}

/**
 * The given positions, brought to the shape of the stage, and pushed apart where nodes would lie on each other.
 * Positions that somebody gave on purpose keep their shape.
 */
function freePlaces() {
  const nodes = shown.base;
  const key = `${nodes.join()} ${byId("canvas").clientWidth > byId("canvas").clientHeight}`;
  if (key !== settledFor) {
    settledFor = key;
    settled.clear();
    layOut(nodes.length ? nodes : shown.nodes);
  }
  for (const [node, at] of settled) places.set(node, { ...at });
  for (const node of shown.nodes) if (!places.has(node)) places.set(node, besideNeighbours(node));
}

/** The places of what is drawn without being asked for by name; kept, so that a latecomer moves nobody. @type {Map<number, Point>} */
const settled = new Map();
let settledFor = "";
/** What a pixel of the fitted picture is in its own units. */
let pictureUnit = 1;

/**
 * A free spot beside the neighbours that are drawn; the given place where there are none.
 * @param {number} node
 */
function besideNeighbours(node) {
  const near = neighboursOf(node).map((other) => places.get(other)).filter((at) => at !== undefined);
  const given = givenPlace(node);
  const home = near.length ? { x: near.reduce((sum, at) => sum + at.x, 0) / near.length, y: near.reduce((sum, at) => sum + at.y, 0) / near.length } : given;
  const least = ELBOW * pictureUnit * 0.95;
  const lean = Math.atan2(given.y - home.y, given.x - home.x);
  for (let turn = near.length ? 1 : 0; turn < 240; turn++) {
    const radius = least * 0.75 * Math.sqrt(turn) * (near.length > 1 || turn === 0 ? 1 : 1.3);
    const spot = { x: home.x + radius * Math.cos(lean + turn * 2.4), y: home.y + radius * Math.sin(lean + turn * 2.4) };
    let free = true;
    for (const at of places.values()) if (Math.hypot(at.x - spot.x, at.y - spot.y) < least) free = false;
    if (free) return spot;
  }
  return home;
}

/** @param {number[]} nodes */
function layOut(nodes) {
  for (const node of nodes) settled.set(node, givenPlace(node));
  if (nodes.length < 3 || nodes.length > 1500) return;
  const frame = frameOf(nodes, settled);
  const box = byId("canvas");
  const aim = (box.clientWidth || 4) / (box.clientHeight || 3);
  const stretch = facts.about.placed ? 1 : Math.min(STRETCH_MOST, Math.max(1 / STRETCH_MOST, aim / (frame.width / frame.height)));
  const [sx, sy] = [Math.sqrt(stretch), 1 / Math.sqrt(stretch)];
  for (const point of settled.values()) {
    point.x *= sx;
    point.y *= sy;
  }
  // As many units as the least distance on the screen takes once the whole is fitted.
  pictureUnit = Math.max((frame.width * sx) / Math.max(200, box.clientWidth - 140), (frame.height * sy) / Math.max(200, box.clientHeight - 90));
  partNodes([...settled.values()], ELBOW * letterScale() * pictureUnit);
}

/**
 * @param {number[]} nodes
 * @param {Map<number, Point>} [at]
 */
function frameOf(nodes, at) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of nodes) {
    const { x, y } = at?.get(node) || placeOf(node);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, right, top, bottom, width: Math.max(right - left, 1), height: Math.max(bottom - top, 1) };
}

/**
 * Push apart points that stand closer than a distance, a little at a time, over a grid of that width.
 * @param {Point[]} points
 * @param {number} least
 */
function partNodes(points, least) {
  for (let round = 0; round < 60; round++) {
    /** @type {Map<number, Point[]>} */
    const grid = new Map();
    const key = (/** @type {number} */ x, /** @type {number} */ y) => (Math.floor(x / least) + 40000) * 100000 + Math.floor(y / least) + 40000;
    for (const point of points) {
      const cellKey = key(point.x, point.y);
      const list = grid.get(cellKey);
      if (list) list.push(point);
      else grid.set(cellKey, [point]);
    }
    let crowded = false;
    points.forEach((point, i) => {
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          for (const other of grid.get(key(point.x + dx * least, point.y + dy * least)) || []) {
            if (other !== point && push(point, other, least, i)) crowded = true;
          }
        }
      }
    });
    if (!crowded) return;
  }
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {number} least
 * @param {number} turn a direction for two that stand on one spot
 */
function push(a, b, least, turn) {
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  let far = Math.hypot(dx, dy);
  if (far >= least) return false;
  if (far < 0.01) [dx, dy, far] = [Math.cos(turn * 2.4), Math.sin(turn * 2.4), 1];
  const by = (least - far) * 0.28;
  a.x -= (dx / far) * by;
  a.y -= (dy / far) * by;
  b.x += (dx / far) * by;
  b.y += (dy / far) * by;
  return true;
}

/**
 * Rings around the focus: neighbours by kind and date on the first, each further node near the one that leads to it.
 * @param {number} centre
 * @param {Int16Array} distance
 */
function ringPlaces(centre, distance) {
  places.set(centre, { x: 0, y: 0 });
  const first = shown.nodes.filter((node) => distance[node] === 1);
  first.sort((a, b) => facts.kindOf[a] - facts.kindOf[b] || compareText(facts.sortDate(a), facts.sortDate(b)) || compareText(facts.name(a), facts.name(b)));
  let radius = layRings(first, RING_STEP, 0);
  for (let step = 2; step <= 3; step++) {
    const nodes = shown.nodes.filter((node) => distance[node] === step);
    if (!nodes.length) break;
    const angles = new Map(nodes.map((node) => [node, angleOfParents(node, distance)]));
    nodes.sort((a, b) => /** @type {number} */ (angles.get(a)) - /** @type {number} */ (angles.get(b)) || a - b);
    radius = layRings(nodes, radius + RING_STEP * 0.8, angles.get(nodes[0]) || 0);
  }
  const strays = shown.nodes.filter((node) => distance[node] < 0);
  if (strays.length) layRings(strays, radius + RING_STEP, 0);
}

/**
 * Lay nodes on as many rings as they need, each node beside its order's neighbours.
 * @param {number[]} nodes
 * @param {number} radius
 * @param {number} turn
 * @returns {number} radius of the outermost ring
 */
function layRings(nodes, radius, turn) {
  if (!nodes.length) return radius;
  let rings = 1;
  const fits = (/** @type {number} */ n) => {
    let room = 0;
    for (let i = 0; i < n; i++) room += Math.floor((2 * Math.PI * (radius + i * RING_ROOM * 1.3)) / RING_ROOM);
    return room >= nodes.length;
  };
  while (!fits(rings)) rings++;
  nodes.forEach((node, i) => {
    const angle = turn - Math.PI / 2 + ((i + 0.5) / nodes.length) * 2 * Math.PI;
    const r = radius + (i % rings) * RING_ROOM * 1.3;
    places.set(node, { x: r * Math.cos(angle), y: r * Math.sin(angle) });
  });
  return radius + (rings - 1) * RING_ROOM * 1.3;
}

/**
 * @param {number} node
 * @param {Int16Array} distance
 */
function angleOfParents(node, distance) {
  let [x, y] = [0, 0];
  for (const e of facts.edgesOf(node)) {
    const other = facts.other(e, node);
    const at = places.get(other);
    if (!shown.edgeOn[e] || !at || distance[other] !== distance[node] - 1) continue;
    x += at.x;
    y += at.y;
  }
  const angle = Math.atan2(y, x) + Math.PI / 2;
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

/**
 * @param {string} a
 * @param {string} b
 */
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Bends of the drawn relations: parallel ones (whatever their direction) each take a curve of their own.
 * @param {number[]} edges
 * @returns {Map<number, number>} relation → bend from the straight line, 0 for none, seen from the lower node index
 */
function bends(edges) {
  /** @type {Map<number, number[]>} */
  const pairs = new Map();
  for (const e of edges) {
    const [a, b] = [Math.min(facts.source[e], facts.target[e]), Math.max(facts.source[e], facts.target[e])];
    const key = a * facts.nodeCount + b;
    const list = pairs.get(key);
    if (list) list.push(e);
    else pairs.set(key, [e]);
  }
  const bend = new Map();
  for (const list of pairs.values()) {
    list.forEach((e, i) => bend.set(e, list.length === 1 ? 0 : (i - (list.length - 1) / 2) * Math.min(0.24, 0.9 / list.length)));
  }
  return bend;
}

/**
 * The curve of a relation as it is drawn.
 * @param {number} edge
 * @param {number} bend
 * @returns {Curve}
 */
function curveOf(edge, bend) {
  const [s, t] = [facts.source[edge], facts.target[edge]];
  const [from, to] = [placeOf(s), placeOf(t)];
  if (s === t) {
    const far = 60 + Math.abs(bend) * 200;
    return { edge, from, to: { x: from.x + 0.1, y: from.y }, via: { x: from.x + far, y: from.y - far * 1.5 } };
  }
  if (!bend) return { edge, from, to, via: null };
  const side = s < t ? bend : -bend;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { edge, from, to, via: { x: (from.x + to.x) / 2 - dy * side, y: (from.y + to.y) / 2 + dx * side } };
}

/**
 * A point on a curve.
 * @param {Curve} curve
 * @param {number} t 0 at the source, 1 at the target
 * @returns {Point}
 */
function alongCurve(curve, t) {
  const { from, to, via } = curve;
  if (!via) return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
  const u = 1 - t;
  return { x: u * u * from.x + 2 * u * t * via.x + t * t * to.x, y: u * u * from.y + 2 * u * t * via.y + t * t * to.y };
}
