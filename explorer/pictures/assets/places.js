// Where nodes stand: the given positions or another layout, rings around a focus, a free spot for latecomers.

/** Least distance between two nodes on the screen when the whole is in sight. */
const ELBOW = 29;
/** Least distance between two nodes in the layouts made beforehand, in their units. */
const LAID_APART = 66;
/** How far the given positions may be stretched to the shape of the stage. */
const STRETCH_MOST = 1.7;
const STRETCH_LITTLE = 1.35;
const RING_STEP = 190;
const RING_ROOM = 64;
/** From this many nodes on the given positions are taken as they are. */
const ARRANGE_MOST = 1500;

/** Places in units of the picture; `on` where one is known. */
const places = { x: new Float64Array(0), y: new Float64Array(0), on: new Uint8Array(0) };

/** Make room for every node. */
function openPlaces() {
  Object.assign(places, { x: new Float64Array(facts.nodeCount), y: new Float64Array(facts.nodeCount), on: new Uint8Array(facts.nodeCount) });
}

/**
 * @param {number} node
 * @returns {Point}
 */
function placeOf(node) {
  const at = headOf(node);
  return places.on[at] ? { x: places.x[at], y: places.y[at] } : givenPlace(at);
}

/**
 * @param {number} node
 * @param {Point} point
 */
function setPlace(node, { x, y }) {
  places.x[node] = x;
  places.y[node] = y;
  places.on[node] = 1;
  gridNow = null;
}

/** @param {number} node */
function givenPlace(node) {
  const { x, y } = facts.payload.nodes;
  return { x: x[node] || 0, y: y[node] || 0 };
}

/** Work out where every drawn node stands. */
function placeNodes() {
  takeLooks();
  places.on.fill(0);
  gridNow = null;
  if (view.focus >= 0 && shown.distance) ringPlaces(view.focus, shown.distance);
  else freePlaces();
  for (const moved of [view.moved, view.pinned]) for (const [node, point] of moved) if (shown.isDrawn[node]) setPlace(node, point);
}

/**
 * The places of the layout, brought to the shape of the stage, and pushed apart where nodes would lie on each other.
 * Positions that somebody gave on purpose keep their shape.
 */
function freePlaces() {
  const nodes = shown.base.length ? shown.base : shown.nodes;
  const key = `${view.layout} ${view.frame.width} ${view.frame.height} ${letterScale()} ${view.layout === openingLayout() ? "" : view.color} ${nodes.join()}`;
  if (key !== settledFor) {
    settledFor = key;
    settled = layOut(nodes);
  }
  for (const [node, at] of settled) setPlace(node, at);
  const late = shown.nodes.filter((node) => !places.on[node]);
  if (!late.length) return;
  const boxes = new Boxes();
  const side = ELBOW * pictureUnit * 0.95;
  const take = (/** @type {Point} */ at) => boxes.add((at.x - side / 2) / pictureUnit, (at.y - side / 2) / pictureUnit, side / pictureUnit, side / pictureUnit);
  for (const at of settled.values()) take(at);
  for (const node of late) {
    const spot = nodes.length > ARRANGE_MOST ? givenPlace(node) : besideNeighbours(node, boxes, side);
    setPlace(node, spot);
    take(spot);
  }
}

/** The places of what is drawn without being asked for by name; kept, so that a latecomer moves nobody. @type {Map<number, Point>} */
let settled = new Map();
let settledFor = "";
/** What a pixel of the fitted picture is in its own units. */
let pictureUnit = 1;

/**
 * A free spot beside the neighbours that are drawn; the given place where there are none.
 * @param {number} node
 * @param {Boxes} boxes what is taken, in pixels of the fitted picture
 * @param {number} side of the room a node takes
 */
function besideNeighbours(node, boxes, side) {
  const near = neighboursOf(node).filter((other) => places.on[other]).map(placeOf);
  const given = givenPlace(node);
  const home = near.length ? { x: near.reduce((sum, at) => sum + at.x, 0) / near.length, y: near.reduce((sum, at) => sum + at.y, 0) / near.length } : given;
  const lean = Math.atan2(given.y - home.y, given.x - home.x);
  const room = side / pictureUnit;
  for (let turn = near.length ? 1 : 0; turn < 600; turn++) {
    const radius = side * 0.75 * Math.sqrt(turn) * (near.length > 1 || turn === 0 ? 1 : 1.3);
    const spot = { x: home.x + radius * Math.cos(lean + turn * 2.4), y: home.y + radius * Math.sin(lean + turn * 2.4) };
    if (boxes.isFree(spot.x / pictureUnit - room / 2, spot.y / pictureUnit - room / 2, room, room)) return spot;
  }
  return home;
}

/**
 * The positions that came with the data: those of the first selection by itself, or of the whole graph.
 * @param {number[]} nodes
 * @returns {Map<number, Point>}
 */
function ownPlaces(nodes) {
  const { opening, first } = facts.payload;
  const found = new Map(nodes.map((node) => [node, givenPlace(node)]));
  const { map } = facts.payload;
  mapScale = map?.scale || null;
  if (!opening || view.budget === Infinity || nodes.length > first.length * 2) return found;
  const here = new Set(nodes);
  const alone = new Map(first.map((node, i) => /** @type {[number, Point]} */ ([node, { x: opening.x[i], y: opening.y[i] }])).filter(([node]) => here.has(node)));
  if (alone.size * 2 < nodes.length) return found;
  mapScale = map?.opening || null;
  return alone;
}

/**
 * How far a picture is stretched to a stage so much wider than itself: not at all where little is gained, so that a ring
 * stays round.
 * @param {number} wider
 */
function stretchTo(wider) {
  const wanted = wider > 1 ? Math.max(1, wider / STRETCH_LITTLE) : Math.min(1, wider * STRETCH_LITTLE);
  return Math.min(STRETCH_MOST, Math.max(1 / STRETCH_MOST, wanted));
}

/**
 * @param {number[]} nodes
 * @returns {Map<number, Point>}
 */
function layOut(nodes) {
  const own = view.layout === openingLayout();
  const found = own ? ownPlaces(nodes) : layoutPlaces(view.layout, nodes);
  pictureUnit = 1;
  if (nodes.length < 3 || nodes.length > ARRANGE_MOST) return found;
  const frame = frameOf([...found.keys()], found);
  const { width, height } = view.frame;
  const free = own && !facts.about.placed && view.layout !== "map";
  const stretch = free ? stretchTo(width / height / (frame.width / frame.height)) : 1;
  const [sx, sy] = [Math.sqrt(stretch), 1 / Math.sqrt(stretch)];
  for (const point of found.values()) {
    point.x *= sx;
    point.y *= sy;
  }
  // As many units as the least distance on the screen takes once the whole is fitted.
  pictureUnit = Math.max((frame.width * sx) / Math.max(200, width - 140), (frame.height * sy) / Math.max(200, height - 90), 1e-6);
  // Never further apart than the layout itself leaves them: a crowd pushed apart on a small stage loses its shape.
  if (free) partNodes([...found.values()], Math.min(ELBOW * letterScale() * pictureUnit, LAID_APART));
  return found;
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
  setPlace(centre, { x: 0, y: 0 });
  const first = shown.nodes.filter((node) => distance[node] === 1);
  first.sort((a, b) => facts.kindOf[a] - facts.kindOf[b] || compareText(facts.sortDate(a), facts.sortDate(b)) || compareText(sortKey(facts.name(a)), sortKey(facts.name(b))));
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
    setPlace(node, { x: r * Math.cos(angle), y: r * Math.sin(angle) });
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
    if (!shown.edgeOn[e] || !places.on[other] || distance[other] !== distance[node] - 1) continue;
    x += places.x[other];
    y += places.y[other];
  }
  const angle = Math.atan2(y, x) + Math.PI / 2;
  return angle < 0 ? angle + 2 * Math.PI : angle;
}
