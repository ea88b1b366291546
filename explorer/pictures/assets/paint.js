// Colours of the theme, and the shapes of kinds, drawn the same way on canvas and in SVG.

const THEMES = {
  light: { page: "#ffffff", ink: "#1a1d21", muted: "#566070", line: "#8792a2", faint: "#e3e7ec", accent: "#1456b8", band: "#f4f6f8", land: "#eef1f4", coast: "#c3cad3" },
  dark: { page: "#12161c", ink: "#eef1f5", muted: "#a3aebd", line: "#77869a", faint: "#2a323d", accent: "#8ab8ff", band: "#191f27", land: "#1d242d", coast: "#3a4552" },
};
const SYSTEM = { page: "Canvas", ink: "CanvasText", muted: "CanvasText", line: "CanvasText", faint: "GrayText", accent: "Highlight", band: "Canvas", land: "Canvas", coast: "GrayText" };

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

/** What holds now; asked for every node of every frame, so it is looked up once. @type {{ dark: boolean, forced: boolean } | null} */
let themeNow = null;

function theme() {
  if (!themeNow) {
    const asked = document.documentElement.dataset.theme;
    themeNow = { dark: asked === "dark" || (asked !== "light" && prefersDark.matches), forced: forcedColours.matches };
  }
  return themeNow;
}

function isDark() {
  return theme().dark;
}

/** Colours of the page as it stands. */
function colours() {
  if (theme().forced) return SYSTEM;
  return isDark() ? THEMES.dark : THEMES.light;
}

/**
 * @param {number} kind
 * @returns {Paint}
 */
function kindPaint(kind) {
  if (theme().forced) return { fill: "Canvas", line: "CanvasText", text: "CanvasText" };
  return facts.kinds[kind][isDark() ? "dark" : "light"];
}

/** @param {number} relation */
function relationColour(relation) {
  if (theme().forced) return "CanvasText";
  return facts.relations[relation][isDark() ? "dark" : "light"];
}

/**
 * Corners of a shape of radius one; null for the round ones.
 * @param {string} shape
 * @returns {Array<[number, number]> | null}
 */
function corners(shape) {
  switch (shape) {
    case "square":
      return [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]];
    case "box":
      return [[-1, -0.72], [1, -0.72], [1, 0.72], [-1, 0.72]];
    case "diamond":
      return [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]];
    case "triangle":
      return [[0, -1.15], [1.08, 0.75], [-1.08, 0.75]];
    case "triangleDown":
      return [[0, 1.15], [1.08, -0.75], [-1.08, -0.75]];
    case "hexagon":
      return ring(6, 1.08, 0);
    case "pentagon":
      return ring(5, 1.15, -90);
    case "star":
      return Array.from({ length: 10 }, (_, i) => onRing(i % 2 ? 0.55 : 1.25, -90 + i * 36));
    default:
      return null;
  }
}

/**
 * @param {number} sides
 * @param {number} radius
 * @param {number} turn degrees
 */
function ring(sides, radius, turn) {
  return Array.from({ length: sides }, (_, i) => onRing(radius, turn + (i * 360) / sides));
}

/**
 * @param {number} radius
 * @param {number} degrees
 * @returns {[number, number]}
 */
function onRing(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * Lay the path of a shape on a canvas.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function tracePath(pen, shape, x, y, radius) {
  pen.beginPath();
  const points = corners(shape);
  if (!points) {
    if (shape === "ellipse") pen.ellipse(x, y, radius * 1.2, radius * 0.8, 0, 0, Math.PI * 2);
    else pen.arc(x, y, radius, 0, Math.PI * 2);
    return;
  }
  points.forEach(([px, py], i) => (i ? pen.lineTo(x + px * radius, y + py * radius) : pen.moveTo(x + px * radius, y + py * radius)));
  pen.closePath();
}

/**
 * The same shape as SVG.
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function shapeSvg(shape, x, y, radius) {
  const points = corners(shape);
  const fix = (/** @type {number} */ value) => Number(value.toFixed(2));
  if (points) return makeSvg("polygon", { points: points.map(([px, py]) => `${fix(x + px * radius)},${fix(y + py * radius)}`).join(" ") });
  if (shape === "ellipse") return makeSvg("ellipse", { cx: fix(x), cy: fix(y), rx: fix(radius * 1.2), ry: fix(radius * 0.8) });
  return makeSvg("circle", { cx: fix(x), cy: fix(y), r: fix(radius) });
}

/**
 * The sign of a kind beside its name in lists: its shape, in its colour.
 * @param {number} kind
 */
function kindSign(kind) {
  const svg = makeSvg("svg", { class: "sign", viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false" });
  const shape = shapeSvg(facts.kinds[kind].shape, 0, 0, 8);
  shape.setAttribute("class", `k${kind}`);
  svg.append(shape);
  return svg;
}

/**
 * The sign of a node beside its name in lists: as the picture draws it.
 * @param {number} node
 */
function nodeSign(node) {
  const svg = makeSvg("svg", { class: "sign", viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false" });
  const shape = shapeSvg(shapeOf(node), 0, 0, 8);
  shape.dataset.sign = String(node);
  shape.setAttribute("class", `p${paintAt[node]}`);
  svg.append(shape);
  return svg;
}

/** Colours of nodes, kinds and relations for lists, as rules of a sheet made by script: no style stands in the markup. */
function paintLists() {
  themeNow = null;
  takeLooks();
  for (const shape of document.querySelectorAll("[data-sign]")) shape.setAttribute("class", `p${paintAt[Number(/** @type {SVGElement} */ (shape).dataset.sign)]}`);
  // Where colour tells something else than the kind, the signs of the kinds show their shape only.
  const plain = view.color !== "kind" && (view.color !== "one" || facts.kinds.length > 1) ? colours().muted : "";
  const forced = theme().forced;
  const sheet = new CSSStyleSheet();
  const dark = isDark();
  facts.kinds.forEach((kind, i) => {
    const paint = kind[dark ? "dark" : "light"];
    sheet.insertRule(forced ? `.k${i} { fill: Canvas; stroke: CanvasText; }` : `.k${i} { fill: ${plain || colourOnly(paint.fill)}; stroke: ${plain || colourOnly(paint.line)}; }`);
  });
  paints.forEach(({ fill, line }, i) => {
    sheet.insertRule(forced ? `.p${i} { fill: Canvas; stroke: CanvasText; }` : `.p${i} { fill: ${colourOnly(fill)}; stroke: ${colourOnly(line)}; }`);
  });
  facts.relations.forEach((relation, i) => {
    sheet.insertRule(`.r${i} { stroke: ${forced ? "CanvasText" : colourOnly(relation[dark ? "dark" : "light"])}; }`);
  });
  document.adoptedStyleSheets = [sheet];
}

/**
 * A colour may come from somebody's data: anything but a plain colour becomes grey.
 * @param {string} text
 */
function colourOnly(text) {
  return /^#[0-9a-f]{3,8}$/i.test(text) ? text : "#7a7f87";
}
