// Labels of constant size that never lie on each other: the most telling ones win, as on a good map.

const LABEL_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** @typedef {{ image: HTMLCanvasElement, width: number, height: number }} Sprite */
/** @typedef {{ text: string, sprite: Sprite, dx: number, dy: number, node: number, strong: boolean }} PlacedLabel */

/** @type {Map<string, Sprite>} */
const labelSprites = new Map();
/** @type {PlacedLabel[]} */
let placedLabels = [];
let placedFor = "";
/** As many of the first nodes as are named before all others. */
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
 * Place labels for the current zoom. Kept while the picture is only pushed about.
 * @param {number} scale
 * @param {(node: number) => number} radiusOf in screen pixels
 */
function placeLabels(scale, radiusOf) {
  const key = [scale.toFixed(3), shown.nodes.length, view.focus, view.chosen, hovered, cursor, lit ? lit.nodes.size : -1, pictureVersion, window.devicePixelRatio].join();
  if (key === placedFor) return placedLabels;
  placedFor = key;
  placedLabels = [];
  const boxes = new Boxes();
  const order = [...shown.nodes].sort((a, b) => labelOrder(a) - labelOrder(b));
  const middle = frameOf(shown.nodes.slice(0, 600));
  const bounds = { left: middle.left * scale - 78, right: middle.right * scale + 78, centre: ((middle.left + middle.right) / 2) * scale };
  // The leaders are named even where smaller shapes must lie under the name; the others find their place between shapes.
  const blockBy = (/** @type {number[]} */ nodes) => {
    for (const node of nodes) {
      if (lit && !lit.nodes.has(node)) return;
      const at = placeOf(node);
      const radius = radiusOf(node);
      boxes.add(at.x * scale - radius * 0.8, at.y * scale - radius * 0.8, radius * 1.6, radius * 1.6);
    }
  };
  blockBy(order.slice(0, LEADERS));
  const most = lit ? 90 : 160;
  for (const [i, node] of order.slice(0, 600).entries()) {
    if (i === LEADERS) blockBy(order.slice(LEADERS, 400));
    if (lit && !lit.nodes.has(node)) continue;
    const strong = Boolean(node === view.chosen || node === cursor || node === view.focus || (lit && lit.core.has(node)));
    const text = labelOf(node);
    const sprite = labelSprite(text, strong, false);
    const at = placeOf(node);
    const spot = findSpot(boxes, at.x * scale, at.y * scale, radiusOf(node) + 2, sprite, strong, bounds);
    if (!spot) continue;
    boxes.add(at.x * scale + spot.dx + 2, at.y * scale + spot.dy + 2, sprite.width - 4, sprite.height - 4);
    placedLabels.push({ text, sprite, dx: spot.dx, dy: spot.dy, node, strong });
    if (placedLabels.length >= most) break;
  }
  placeLineLabels(scale, boxes);
  return placedLabels;
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
    const curve = curveOf(e, bendOf.get(e) || 0);
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

/**
 * @param {Boxes} boxes
 * @param {number} x
 * @param {number} y
 * @param {number} gap
 * @param {Sprite} sprite
 * @param {boolean} must a strong label is put down even where there is no room
 * @param {{ left: number, right: number, centre: number }} bounds how far labels may reach to the sides
 */
function findSpot(boxes, x, y, gap, sprite, must, bounds) {
  const { width, height } = sprite;
  const right = { dx: gap - 2, dy: -height / 2 };
  const left = { dx: -gap - width + 2, dy: -height / 2 };
  const sides = x > bounds.centre ? [left, right] : [right, left];
  const tries = [{ dx: -width / 2, dy: gap - 2 }, ...sides, { dx: -width / 2, dy: -gap - height + 2 }].filter(({ dx }) => x + dx > bounds.left && x + dx + width < bounds.right);
  if (!tries.length) tries.push(x > bounds.centre ? left : right);
  for (const spot of tries) if (boxes.isFree(x + spot.dx + 2, y + spot.dy + 2, width - 4, height - 4)) return spot;
  return must ? tries[0] : null;
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
