// Other layouts than the given one: circle, concentric, by kind, by year, as a tree, on a map.

/** @param {string} name of a layout */
function tellLayout(name) {
  return words.get(`layout_${name}`) || name;
}

/** Layouts that the graph allows, the opening one first. */
function layoutNames() {
  const { layouts, has } = facts.payload;
  const names = ["force", "concentric", "circle", ...(facts.kinds.length > 1 ? ["kind"] : []), ...(facts.firstYear ? ["year"] : []), "tree", ...(has?.coordinates ? ["map"] : [])];
  return layouts?.length ? layouts : names;
}

/**
 * @param {string} name
 * @param {number[]} nodes
 * @returns {Map<number, Point>}
 */
function layoutPlaces(name, nodes) {
  switch (name) {
    case "circle":
      return onRings([inOrder(nodes)]);
    case "concentric":
      return onRings(byDegree(nodes));
    case "kind":
      return inColumns(nodes, (node) => facts.kindOf[node]);
    case "community":
      return inColumns(nodes, (node) => facts.payload.nodes.community?.[node] ?? 0);
    case "year":
      return inColumns(nodes, (node) => Math.max(0, facts.year[node]));
    case "tree":
      return asTree(nodes);
    case "map":
      return onMap(nodes);
    default:
      return new Map(nodes.map((node) => [node, givenPlace(node)]));
  }
}

/** Room for one node, in units of the picture. */
const SEAT = 60;

/** Like beside like: by colour, then kind, then name. @param {number[]} nodes */
function inOrder(nodes) {
  return [...nodes].sort((a, b) => paintAt[a] - paintAt[b] || facts.kindOf[a] - facts.kindOf[b] || compareText(sortKey(facts.name(a)), sortKey(facts.name(b))) || a - b);
}

/**
 * The most connected in the middle, each ring as long as it has room for.
 * @param {number[]} nodes
 */
function byDegree(nodes) {
  const sorted = [...nodes].sort((a, b) => facts.degree(b) - facts.degree(a) || a - b);
  const rings = [];
  for (let begin = 0, ring = 0; begin < sorted.length; ring++) {
    const room = ring ? Math.floor(2 * Math.PI * ring * 1.4) : 1;
    rings.push(inOrder(sorted.slice(begin, begin + room)));
    begin += room;
  }
  return rings;
}

/**
 * @param {number[][]} rings from the middle outwards
 * @returns {Map<number, Point>}
 */
function onRings(rings) {
  const found = new Map();
  let radius = 0;
  for (const [i, ring] of rings.entries()) {
    radius = Math.max(i ? radius + SEAT * 1.4 : 0, ring.length > 1 ? (ring.length * SEAT) / (2 * Math.PI) : 0);
    ring.forEach((node, k) => {
      const angle = (k / ring.length) * 2 * Math.PI - Math.PI / 2;
      found.set(node, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    });
  }
  return found;
}

/**
 * A column for each value, as many lines wide as keep the whole from growing tall.
 * @param {number[]} nodes
 * @param {(node: number) => number} value
 * @returns {Map<number, Point>}
 */
function inColumns(nodes, value) {
  /** @type {Map<number, number[]>} */
  const columns = new Map();
  for (const node of inOrder(nodes)) columns.set(value(node), [...(columns.get(value(node)) || []), node]);
  const tall = Math.max(6, Math.ceil(Math.sqrt(nodes.length) * 0.8));
  const found = new Map();
  let left = 0;
  for (const [, column] of [...columns].sort((a, b) => a[0] - b[0])) {
    const wide = Math.ceil(column.length / tall);
    const high = Math.ceil(column.length / wide);
    column.forEach((node, i) => found.set(node, { x: left + (i % wide) * SEAT * 1.2, y: (Math.floor(i / wide) - (high - 1) / 2) * SEAT }));
    left += wide * SEAT * 1.2 + SEAT * 1.6;
  }
  return found;
}

/**
 * Levels by distance from the most connected node of each part; each node under the one that leads to it.
 * @param {number[]} nodes
 * @returns {Map<number, Point>}
 */
function asTree(nodes) {
  const here = new Set(nodes);
  /** @type {Map<number, number[]>} */
  const children = new Map();
  /** @type {Map<number, number>} */
  const level = new Map();
  const roots = [];
  for (const start of [...nodes].sort((a, b) => facts.rank[a] - facts.rank[b])) {
    if (level.has(start)) continue;
    roots.push(start);
    level.set(start, 0);
    for (const queue = [start]; queue.length; ) {
      const node = /** @type {number} */ (queue.shift());
      const near = neighboursOf(node).filter((other) => here.has(other) && !level.has(other)).sort((a, b) => facts.rank[a] - facts.rank[b]);
      children.set(node, near);
      for (const other of near) {
        level.set(other, (level.get(node) || 0) + 1);
        queue.push(other);
      }
    }
  }
  return hang(roots, children, level);
}

/**
 * Leaves side by side, every other node over the middle of what hangs from it.
 * @param {number[]} roots
 * @param {Map<number, number[]>} children
 * @param {Map<number, number>} level
 */
function hang(roots, children, level) {
  /** @type {Map<number, Point>} */
  const found = new Map();
  let next = 0;
  const stack = roots.slice().reverse();
  const open = new Set();
  while (stack.length) {
    const node = stack[stack.length - 1];
    const below = children.get(node) || [];
    if (below.length && !open.has(node)) {
      open.add(node);
      stack.push(...below.slice().reverse());
      continue;
    }
    stack.pop();
    const [first, last] = [found.get(below[0]), found.get(below[below.length - 1])];
    const x = first && last ? (first.x + last.x) / 2 : (next += SEAT);
    found.set(node, { x, y: (level.get(node) || 0) * SEAT * 2.2 });
  }
  return found;
}

/** Least distance between two nodes on a map, as in the places made beforehand. */
const ON_MAP = 44;

/**
 * By latitude and longitude, parallels at their true length in the middle of the whole; the others in a row below.
 * @param {number[]} nodes
 * @returns {Map<number, Point>}
 */
function onMap(nodes) {
  const { map } = facts.payload;
  const number = (/** @type {string | undefined} */ name, /** @type {number} */ node) => {
    const text = cell(facts.moreNodes.get(name || ""), node);
    return text === "" ? NaN : Number(text);
  };
  const known = nodes.filter((node) => Number.isFinite(number(map?.lat, node)) && Number.isFinite(number(map?.lon, node)));
  const [across, down] = (mapScale = map?.scale || [20, 20]);
  const found = new Map(known.map((node) => [node, { x: number(map?.lon, node) * across, y: -number(map?.lat, node) * down }]));
  if (known.length <= ARRANGE_MOST) partNodes([...found.values()], ON_MAP);
  const frame = frameOf(known, found);
  const rest = nodes.filter((node) => !found.has(node));
  rest.forEach((node, i) => found.set(node, { x: known.length ? frame.left + (i + 0.5) * Math.max(SEAT, frame.width / rest.length) : i * SEAT, y: known.length ? frame.bottom + SEAT * 2 : 0 }));
  return found;
}
