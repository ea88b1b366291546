// What colour, size and width tell: by kind, by any attribute, by community, by a number; and what stands for what.

/** @typedef {{ name: string, label: string, from: string, type: "category" | "number" | "given", values?: string[], low?: number, high?: number, cuts?: number[] }} Scale */

const PLAIN_RADIUS = 8; // of nodes that are all alike, in pixels
const [OTHER, NONE] = [-1, -2]; // classes beside those of a scale, as encodings.py has them

/** @type {Paint[]} */
let paints = [];
/** Which of the paints a node has. */
let paintAt = new Uint16Array(0);
/** @type {Scale | null} */
let colourScale = null;
/** @type {Scale | null} */
let sizeScale = null;
/** @type {Scale | null} */
let widthScale = null;
let greatestCount = 1;

/**
 * What can be chosen for nodes or for lines.
 * @param {"nodes" | "edges"} of
 * @returns {Scale[]}
 */
function scalesOf(of) {
  return facts.payload.encodings?.[of] || [];
}

/**
 * @param {"nodes" | "edges"} of
 * @param {string} name
 * @returns {Scale | null}
 */
function scaleNamed(of, name) {
  return scalesOf(of).find((scale) => scale.name === name) || null;
}

/**
 * What is told at opening.
 * @param {"color" | "size" | "width"} what
 */
function openingLook(what) {
  return facts.payload.encodings?.[what] || { color: "kind", size: "degree", width: "one" }[what];
}

/** Take the colours that the view asks for. */
function takeLooks() {
  colourScale = view.color === "kind" ? null : scaleNamed("nodes", view.color);
  sizeScale = scaleNamed("nodes", view.size);
  widthScale = scaleNamed("edges", view.width);
  greatestCount = 1;
  if (paintAt.length !== facts.nodeCount) paintAt = new Uint16Array(facts.nodeCount);
  paints = paintsOf(colourScale);
  if (!colourScale) return view.color === "one" ? paintAt.fill(0) : paintAt.set(facts.kindOf);
  if (colourScale.type === "given") return takeGivenColours();
  for (let i = 0; i < facts.nodeCount; i++) paintAt[i] = paintOfClass(classOf(colourScale, i));
}

/** Which of the paints a class has: behind those of the palette stand "other" and "none". @param {number} at */
function paintOfClass(at) {
  return at === OTHER ? paints.length - 2 : at === NONE ? paints.length - 1 : at;
}

/**
 * @param {Scale | null} scale
 * @returns {Paint[]}
 */
function paintsOf(scale) {
  const plain = (/** @type {string} */ colour) => ({ fill: colourOnly(colour), line: colourOnly(colour), text: colours().ink });
  if (theme().forced || (!scale && view.color !== "one")) return facts.kinds.map((_, kind) => kindPaint(kind));
  if (!scale) return [facts.kinds.length === 1 ? kindPaint(0) : plain(colours().line)];
  const palettes = facts.payload.encodings?.palettes;
  if (!palettes || scale.type === "given") return facts.kinds.map((_, kind) => kindPaint(kind));
  const tone = isDark() ? "dark" : "light";
  const list = scale.type === "category" ? palettes.category[tone] : palettes.sequence[tone];
  return [...list, palettes.other[tone], palettes.none[tone]].map(plain);
}

/** Colours that the data say themselves; the kind's where they say none. */
function takeGivenColours() {
  const seen = new Map();
  for (let i = 0; i < facts.nodeCount; i++) {
    const colour = cell(facts.payload.nodes.look?.color, i);
    paintAt[i] = facts.kindOf[i];
    if (!/^#[0-9a-f]{6}$/i.test(colour) || theme().forced || seen.size > 60000) continue;
    if (!seen.has(colour)) {
      seen.set(colour, paints.length);
      paints.push({ fill: colour, line: colours().line, text: colours().ink });
    }
    paintAt[i] = seen.get(colour);
  }
}

/**
 * The class of a node on a scale: a value's place or a number's step, or else `OTHER`, `NONE`.
 * @param {Scale} scale
 * @param {number} node
 */
function classOf(scale, node) {
  if (scale.from === "community") {
    const community = facts.payload.nodes.community?.[node] ?? -1;
    return community < 0 ? NONE : community < (scale.values || []).length ? community : OTHER;
  }
  const value = valueOf(scale, node);
  if (scale.type === "category") return value === "" ? NONE : (scale.values || []).indexOf(value); // -1: OTHER
  if (value === "" || Number.isNaN(Number(value))) return NONE;
  return (scale.cuts || []).filter((cut) => cut <= Number(value)).length;
}

/**
 * What a node has on a scale, as text.
 * @param {Scale} scale
 * @param {number} node
 * @returns {string}
 */
function valueOf(scale, node) {
  const { nodes } = facts.payload;
  switch (scale.from) {
    case "kind":
      return facts.kind(node).label;
    case "community":
      return scale.values?.[nodes.community?.[node] ?? -1] || "";
    case "degree":
      return String(facts.nearOf(node));
    case "measures":
      return String(facts.measures.get(scale.name)?.[node] ?? "");
    case "column":
      return scale.name === "start" ? String(yearOf(facts.node("start", node)) || "") : cell(facts.columns.get(scale.name), node);
    case "look":
      return cell(/** @type {any} */ (facts.looks.get("size")), node);
    default:
      return cell(facts.moreNodes.get(scale.name), node);
  }
}

/** @param {number} node */
function paintOf(node) {
  return paints[paintAt[node]] || kindPaint(facts.kindOf[node]);
}

const SHAPES = new Set(["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon", "pentagon", "box", "ellipse"]);

/** @param {number} node */
function shapeOf(node) {
  const given = facts.payload.nodes.look?.shape ? cell(facts.payload.nodes.look.shape, node) : "";
  return SHAPES.has(given) ? given : facts.kind(node).shape;
}

/**
 * Radius of a node where the whole is in sight, in pixels; of a group by its number.
 * @param {number} node
 */
function sizeOf(node) {
  const group = groupOf(node);
  if (group) return 10 + 4 * Math.sqrt(group.nodes.length);
  if (view.size === "one" || !sizeScale) return PLAIN_RADIUS;
  if (sizeScale.type === "given") return Math.min(40, Math.max(0, Number(cell(/** @type {any} */ (facts.looks.get("size")), node)) || 0)) || PLAIN_RADIUS;
  const value = valueOf(sizeScale, node);
  return value === "" || Number.isNaN(Number(value)) ? 5 : 5 + 11 * Math.sqrt(share(sizeScale, Number(value)));
}

/**
 * Where a number lies between the base and the highest of its scale.
 * @param {{ low?: number, high?: number }} scale
 * @param {number} value
 */
function share({ low = 0, high = 1 }, value) {
  const base = Math.min(0, low);
  return high > base ? Math.min(1, Math.max(0, (value - base) / (high - base))) : 0;
}

/**
 * Relations that get a line of their own: one for each pair where the width counts, or where groups stand for many.
 * @param {number[]} edges
 * @returns {[number[], Map<number, number>]}
 */
function linesOf(edges) {
  const counting = view.width === "count";
  if (!counting && !view.groups.length) return [edges, new Map()];
  const counts = new Map();
  /** @type {Map<number, number>} */
  const first = new Map();
  const lines = edges.filter((e) => {
    const [a, b] = [headOf(facts.source[e]), headOf(facts.target[e])];
    const grouped = a !== facts.source[e] || b !== facts.target[e] || groupOf(a) || groupOf(b);
    if (grouped && a === b) return false;
    if (!counting && !grouped) return true;
    const key = Math.min(a, b) * facts.nodeCount + Math.max(a, b);
    const known = first.get(key);
    if (known === undefined) first.set(key, e);
    else counts.set(known, (counts.get(known) || 1) + 1);
    return known === undefined;
  });
  greatestCount = Math.max(1, ...counts.values());
  return [lines, counts];
}

/**
 * Width of a line in pixels, in steps of a fifth.
 * @param {number} edge
 */
function lineWidth(edge) {
  const many = lineCount.get(edge) || 1;
  if (view.width === "count" || many > 1) return step(0.8 + 4.2 * share({ low: 1, high: greatestCount }, many));
  if (view.width === "given") return step(Math.min(12, Number(cell(/** @type {any} */ (facts.edgeLooks.get("width")), edge)) || 1));
  if (!widthScale) return 1;
  const value = widthScale.from === "weight" ? facts.payload.edges.weight?.[edge] ?? 1 : Number(cell(facts.moreEdges.get(widthScale.name), edge));
  return Number.isNaN(value) ? 0.8 : step(0.8 + 4.2 * share(widthScale, value));
}

/** @param {number} width */
function step(width) {
  return Math.max(0.4, Math.round(width * 5) / 5);
}

/** @param {number} edge */
function lineColour(edge) {
  const own = view.color === "given" && !theme().forced ? cell(/** @type {any} */ (facts.edgeLooks.get("color")), edge) : "";
  return /^#[0-9a-f]{6}$/i.test(own) ? own : relationColour(facts.relationOf[edge]);
}

/**
 * The node that is drawn in a node's place: itself, or the first of its group.
 * @param {number} node
 */
function headOf(node) {
  return heads.size ? heads.get(node) ?? node : node;
}

/** @type {Map<number, number>} member of a group → the one that stands for it */
let heads = new Map();

/**
 * The group that a node stands for.
 * @param {number} node
 */
function groupOf(node) {
  return view.groups.find((group) => group.nodes[0] === node);
}

/** Take who stands for whom. */
function takeGroups() {
  heads = new Map();
  for (const { nodes } of view.groups) for (const node of nodes) heads.set(node, nodes[0]);
}
