// Labels of constant size that never lie on each other: the most telling ones win, as on a good map.

const LABEL_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** @typedef {{ image: HTMLCanvasElement, width: number, height: number }} Sprite */
/** @typedef {{ text: string, sprite: Sprite, dx: number, dy: number, led: boolean, node: number, strong: boolean }} PlacedLabel */

/** @type {Map<string, Sprite>} */
const labelSprites = new Map();
/** @type {PlacedLabel[]} */
let placedLabels = [];
let placedFor = "";
/** As many of the first nodes as are named before all others; fewer on a small stage. */
const LEADERS = 18;

/** How much larger than usual letters are, on large screens or at the reader's wish. */
function letterScale() {
  return Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 15);
}

/**
 * A label drawn once, halo and all, to be put down many times.
 * @param {string} text
 * @param {boolean} strong
 * @param {boolean} faint
 * @returns {Sprite}
 */
function labelSprite(text, strong, faint) {
  const ratio = window.devicePixelRatio || 1;
  const paint = colours();
  const key = `${strong ? "b" : ""}${faint ? "f" : ""}${ratio}${paint.page}${text}`;
  const known = labelSprites.get(key);
  if (known) return known;
  if (labelSprites.size > 2000) labelSprites.clear();
  const size = Math.round((strong ? 13 : 12) * letterScale());
  const font = `${strong ? 600 : 400} ${size}px ${LABEL_FONT}`;
  const image = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (image.getContext("2d"));
  pen.font = font;
  const width = Math.ceil(pen.measureText(text).width) + 8;
  const height = size + 8;
  image.width = Math.ceil(width * ratio);
  image.height = Math.ceil(height * ratio);
  pen.scale(ratio, ratio);
  pen.font = font;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.direction = isRightToLeft(text) ? "rtl" : "ltr";
  if (faint) {
    pen.globalAlpha = 0.86;
    pen.fillStyle = paint.page;
    pen.fillRect(0, 2, width, height - 4);
    pen.globalAlpha = 1;
  }
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = paint.page;
  pen.strokeText(text, 4, height / 2);
  pen.fillStyle = faint ? paint.muted : paint.ink;
  pen.fillText(text, 4, height / 2);
  const sprite = { image, width, height };
  labelSprites.set(key, sprite);
  return sprite;
}

/**
 * Place labels for the current zoom and sight. Kept while the picture is only pushed about a little.
 * @param {number} scale
 * @param {(node: number) => number} radiusOf in screen pixels
 * @param {Sight | null} [sight] null for the whole
 */
function placeLabels(scale, radiusOf, sight = network.sight(0.1)) {
  const zoom = isLarge() ? Math.round(Math.log(scale) * 8) : scale.toFixed(3);
  const key = [zoom, sight ? [Math.round((sight.left * scale) / 160), Math.round((sight.top * scale) / 120)] : "", shown.nodes.length, view.focus, view.chosen, hovered, cursor, lit ? [lit.nodes.size, lit.core.size] : -1, pictureVersion, window.devicePixelRatio].join();
  // While a large picture moves its labels move along; they find new places when it rests.
  if (key === placedFor || (crowd.moving && placedFor)) return placedLabels;
  placedFor = key;
  placedLabels = [];
  const order = labelled(sight);
  const boxes = new Boxes();
  const names = new Boxes();
  const middle = frameOf(order);
  const aside = Math.min(78, network.width * 0.115);
  const bounds = { left: middle.left * scale - aside, right: middle.right * scale + aside, centre: ((middle.left + middle.right) / 2) * scale };
  for (const node of order) {
    const { x, y } = placeOf(node);
    const radius = radiusOf(node);
    boxes.add(x * scale - radius * 0.9, y * scale - radius * 0.9, radius * 1.8, radius * 1.8);
  }
  const most = lit ? 90 : 160;
  const leaders = Math.max(6, Math.min(LEADERS, Math.round((network.width * network.height) / 22000)));
  const end = performance.now() + SLICE;
  for (const [i, node] of order.entries()) {
    const strong = Boolean(node === view.chosen || node === cursor || node === view.focus || (lit && lit.core.has(node) && lit.core.size < 30));
    const text = groupOf(node)?.name || labelOf(node);
    const sprite = labelSprite(text, strong, false);
    const { x, y } = placeOf(node);
    const spot = findSpot([boxes, names], { x: x * scale, y: y * scale }, radiusOf(node) + 2, sprite, strong || i < leaders, bounds);
    if (!spot) continue;
    for (const taken of [boxes, names]) taken.add(x * scale + spot.dx + 2, y * scale + spot.dy + 2, sprite.width - 4, sprite.height - 4);
    placedLabels.push({ text, sprite, dx: spot.dx, dy: spot.dy, led: Boolean(spot.led), node, strong });
    if (placedLabels.length >= most) break;
    if (!sight || performance.now() < end || !isCrowded()) continue;
    // Words that were never painted before take their time: the others follow in the next frame.
    placedFor = "";
    network.redraw();
    break;
  }
  placeLineLabels(scale, boxes);
  return placedLabels;
}

/** As many of the most important nodes in sight as find a place for their label. */
const CANDIDATES = 600;

/**
 * Nodes in sight that may be labelled, the most important first; only what is lit where something is.
 * @param {Sight | null} sight
 */
function labelled(sight) {
  const inSight = (/** @type {number} */ node) => {
    const { x, y } = placeOf(node);
    return !sight || (x >= sight.left && x <= sight.right && y >= sight.top && y <= sight.bottom);
  };
  if (lit) return [...lit.nodes].filter((node) => headOf(node) === node && shown.isDrawn[node] && inSight(node)).sort((a, b) => labelOrder(a) - labelOrder(b)).slice(0, CANDIDATES);
  const first = [view.chosen, cursor, view.focus].filter((node) => facts.isNode(node) && shown.isDrawn[node]);
  const order = new Set(first);
  for (const node of facts.byRank) {
    if (order.size >= CANDIDATES) break;
    if (shown.isDrawn[node] && headOf(node) === node && inSight(node)) order.add(node);
  }
  return [...order];
}

/**
 * Lines tell their relation when few are lit, where there is room beside the names.
 * @param {number} scale
 * @param {Boxes} boxes
 */
function placeLineLabels(scale, boxes) {
  placedLineLabels = [];
  if (!lit || lit.edges.size > LINE_LABELS) return;
  for (const e of lit.edges) {
    const curve = curveOf(e, scale);
    const [role, relation] = [facts.edge("role", e), facts.relation(e).label];
    const sprite = labelSprite(role ? say("relation_role", { relation, role: tellRole(role) }) : relation, false, true);
    if (Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y) * scale < sprite.width + 44) continue;
    for (const t of [0.5, 0.4, 0.6, 0.32, 0.68]) {
      const at = alongCurve(curve, t);
      const [x, y] = [at.x * scale - sprite.width / 2, at.y * scale - sprite.height / 2];
      if (!boxes.isFree(x, y, sprite.width, sprite.height)) continue;
      boxes.add(x, y, sprite.width, sprite.height);
      placedLineLabels.push({ sprite, x: x / scale, y: y / scale });
      break;
    }
  }
}

/**
 * Whether a text is read from right to left: by its first letter that says so.
 * @param {string} text
 */
function isRightToLeft(text) {
  const letter = /\p{L}/u.exec(text)?.[0] || "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter);
}

/** More lit lines than this are told in the panel only. */
const LINE_LABELS = 14;
/** @type {Array<{ sprite: Sprite, x: number, y: number }>} in canvas units */
let placedLineLabels = [];

/** @param {number} node */
function labelOrder(node) {
  if (node === view.chosen || node === cursor || node === view.focus) return -2e6;
  if (lit && lit.core.has(node)) return -1.5e6;
  if (lit && lit.nodes.has(node)) return -1e6 + facts.rank[node];
  return facts.rank[node];
}

/** Rings of places that are tried for a label that is never left out. */
const RINGS = 11;

/**
 * Where the line from a node to a label that had to move away ends, in screen pixels from the node.
 * @param {PlacedLabel} label
 * @returns {Point}
 */
function leadOf({ dx, dy, sprite }) {
  const nearest = (/** @type {number} */ low, /** @type {number} */ size) => Math.min(Math.max(0, low + 4), low + size - 4);
  return { x: nearest(dx, sprite.width), y: nearest(dy, sprite.height) };
}

/**
 * @param {[Boxes, Boxes]} taken by shapes and names; by names alone
 * @param {Point} at of the node, in screen pixels
 * @param {number} gap
 * @param {Sprite} sprite
 * @param {boolean} must a label that moves away until there is room, and a line leads to it; at worst it lies over a shape
 * @param {{ left: number, right: number, centre: number }} bounds how far labels may reach to the sides
 * @returns {{ dx: number, dy: number, led?: boolean } | undefined | null}
 */
function findSpot([boxes, names], { x, y }, gap, { width, height }, must, bounds) {
  const around = (/** @type {number} */ gap) => {
    const right = { dx: gap - 2, dy: -height / 2 };
    const left = { dx: -gap - width + 2, dy: -height / 2 };
    const corner = gap * 0.72;
    const aslant = [[corner, corner - 6], [-corner - width, corner - 6], [corner, -corner - height + 6], [-corner - width, -corner - height + 6]].map(([dx, dy]) => ({ dx, dy }));
    const sides = x > bounds.centre ? [left, right] : [right, left];
    return [{ dx: -width / 2, dy: gap - 2 }, ...sides, { dx: -width / 2, dy: -gap - height + 2 }, ...aslant].filter(({ dx }) => x + dx > bounds.left && x + dx + width < bounds.right);
  };
  const ring = (/** @type {number} */ away) => Array.from({ length: 16 }, (_, turn) => (turn * Math.PI) / 8).map((turn) => ({ dx: Math.cos(turn) * (away + width / 2) - width / 2, dy: Math.sin(turn) * (away + height / 2) - height / 2, led: true })).filter(({ dx }) => x + dx > bounds.left && x + dx + width < bounds.right);
  const further = Array.from({ length: must ? RINGS : 0 }, (_, at) => ring(gap + 18 * (at + 2)));
  /** @type {Array<{ dx: number, dy: number, led?: boolean }>} */
  const tries = [...around(gap), ...(must ? [8, 18].flatMap((more) => around(gap + more)) : []), ...further.flat()];
  if (!tries.length) tries.push({ dx: x > bounds.centre ? -gap - width + 2 : gap - 2, dy: -height / 2 });
  const isFree = (/** @type {Boxes} */ boxes, /** @type {Point} */ at, /** @type {number} */ room) => boxes.isFree(at.x - room, at.y - room, width + 2 * room, height + 2 * room);
  // What is led to from afar keeps away from other shapes, or it would be taken for theirs.
  const spot = tries.find(({ dx, dy, led }) => isFree(boxes, { x: x + dx, y: y + dy }, led ? 7 : -2));
  return spot || (must ? tries.find(({ dx, dy }) => isFree(names, { x: x + dx, y: y + dy }, -2)) : null);
}

/** Rectangles in a grid, to ask quickly whether a place is taken. */
class Boxes {
  constructor() {
    /** @type {Map<number, number[][]>} */
    this.cells = new Map();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {(cell: number) => boolean | void} each
   */
  over(x, y, width, height, each) {
    for (let i = Math.floor(x / 64); i <= Math.floor((x + width) / 64); i++) {
      for (let j = Math.floor(y / 32); j <= Math.floor((y + height) / 32); j++) if (each((i + 50000) * 100000 + j + 50000)) return true;
    }
    return false;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  add(x, y, width, height) {
    const box = [x, y, x + width, y + height];
    this.over(x, y, width, height, (cell) => {
      const list = this.cells.get(cell);
      if (list) list.push(box);
      else this.cells.set(cell, [box]);
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  isFree(x, y, width, height) {
    return !this.over(x, y, width, height, (cell) =>
      (this.cells.get(cell) || []).some((box) => box[0] < x + width && box[2] > x && box[1] < y + height && box[3] > y),
    );
  }
}
