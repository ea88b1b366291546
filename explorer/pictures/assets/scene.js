// A scene is a list of lines, shapes and words: the same list becomes SVG on the page, an SVG file, or a canvas.

/**
 * @param {Scene} scene
 * @param {boolean} [alive] with names and places for the pointer and the keyboard
 */
function sceneSvg(scene, alive = false) {
  const svg = makeSvg("svg", {
    xmlns: SVG,
    viewBox: `${round(scene.left)} ${round(scene.top)} ${round(scene.width)} ${round(scene.height)}`,
    width: round(scene.width),
    height: round(scene.height),
    "font-family": LABEL_FONT,
    role: alive ? "group" : "img",
    "aria-label": scene.title,
  });
  if (!alive) {
    svg.append(makeSvg("title", {}, scene.title));
    svg.append(makeSvg("rect", { x: round(scene.left), y: round(scene.top), width: round(scene.width), height: round(scene.height), fill: scene.background }));
  }
  for (const piece of scene.pieces) svg.append(pieceSvg(piece, alive));
  return svg;
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(2));
}

/**
 * @param {Piece} piece
 * @param {boolean} alive
 */
function pieceSvg(piece, alive) {
  const element = bareSvg(piece);
  if ("opacity" in piece && piece.opacity !== undefined && piece.opacity < 1) element.setAttribute("opacity", String(round(piece.opacity)));
  if (alive && piece.item !== undefined) {
    element.dataset.item = String(piece.item);
    element.classList.add("pick");
    if ("name" in piece && piece.name) {
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", piece.name);
      element.append(makeSvg("title", {}, piece.name));
    }
  }
  return element;
}

/** @param {Piece} piece */
function bareSvg(piece) {
  switch (piece.what) {
    case "rect":
      return makeSvg("rect", { x: round(piece.x), y: round(piece.y), width: round(piece.width), height: round(piece.height), fill: piece.fill });
    case "line":
      return makeSvg("line", { x1: round(piece.x1), y1: round(piece.y1), x2: round(piece.x2), y2: round(piece.y2), stroke: piece.stroke, "stroke-width": round(piece.width), "stroke-dasharray": piece.dash?.join(" ") });
    case "curve":
      return makeSvg("path", { d: `M${round(piece.from.x)} ${round(piece.from.y)}Q${round(piece.via.x)} ${round(piece.via.y)} ${round(piece.to.x)} ${round(piece.to.y)}`, fill: "none", stroke: piece.stroke, "stroke-width": round(piece.width), "stroke-dasharray": piece.dash?.join(" ") });
    case "shape": {
      const element = shapeSvg(piece.shape, piece.x, piece.y, piece.radius);
      for (const [name, value] of Object.entries({ fill: piece.fill, stroke: piece.stroke, "stroke-width": round(piece.width), "stroke-linejoin": "round" })) element.setAttribute(name, String(value));
      return element;
    }
    case "arrow": {
      const points = arrowPoints(piece).map(([x, y]) => `${round(x)},${round(y)}`);
      return makeSvg("polygon", { points: points.join(" "), fill: piece.fill });
    }
    case "words": {
      const halo = piece.halo ? { stroke: piece.halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
      return makeSvg("text", { x: round(piece.x), y: round(piece.y), "font-size": round(piece.size), "font-weight": piece.weight, fill: piece.fill, "text-anchor": piece.anchor, transform: piece.turn ? `rotate(${piece.turn} ${round(piece.x)} ${round(piece.y)})` : undefined, ...halo }, piece.text);
    }
  }
}

/**
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
 * @param {Scene} scene
 * @param {number} scale
 */
function sceneCanvas(scene, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(scene.width * scale);
  canvas.height = Math.round(scene.height * scale);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scale, scale);
  pen.fillStyle = scene.background;
  pen.fillRect(0, 0, scene.width, scene.height);
  pen.translate(-scene.left, -scene.top);
  pen.lineJoin = "round";
  for (const piece of scene.pieces) paintPiece(pen, piece);
  return canvas;
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Piece} piece
 */
function paintPiece(pen, piece) {
  pen.save();
  if ("opacity" in piece && piece.opacity !== undefined) pen.globalAlpha = piece.opacity;
  if ("fill" in piece) pen.fillStyle = piece.fill;
  if ("stroke" in piece) {
    pen.strokeStyle = piece.stroke;
    pen.lineWidth = piece.width;
  }
  if ("dash" in piece && piece.dash) pen.setLineDash(piece.dash);
  if (piece.what === "rect") pen.fillRect(piece.x, piece.y, piece.width, piece.height);
  else if (piece.what === "words") paintWords(pen, piece);
  else if (piece.what === "arrow") {
    pen.beginPath();
    arrowPoints(piece).forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.fill();
  } else if (piece.what === "shape") {
    tracePath(pen, piece.shape, piece.x, piece.y, piece.radius);
    if (piece.fill !== "none") pen.fill();
    pen.stroke();
  } else {
    pen.beginPath();
    if (piece.what === "line") traceCurve(pen, { edge: -1, from: { x: piece.x1, y: piece.y1 }, to: { x: piece.x2, y: piece.y2 }, via: null });
    else traceCurve(pen, { edge: -1, from: piece.from, to: piece.to, via: piece.via });
    pen.stroke();
  }
  pen.restore();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Extract<Piece, { what: "words" }>} piece
 */
function paintWords(pen, piece) {
  pen.font = `${piece.weight || 400} ${piece.size}px ${LABEL_FONT}`;
  pen.textAlign = piece.anchor === "middle" ? "center" : piece.anchor === "end" ? "end" : "start";
  pen.translate(piece.x, piece.y);
  if (piece.turn) pen.rotate((piece.turn * Math.PI) / 180);
  if (piece.halo) {
    pen.strokeStyle = piece.halo;
    pen.lineWidth = 3;
    pen.strokeText(piece.text, 0, 0);
  }
  pen.fillText(piece.text, 0, 0);
}

/** The network as it stands on the screen, as a scene; the zoom and cut of the view are kept. */
function networkScene() {
  const box = byId("canvas");
  const scale = network.getScale();
  const paint = colours();
  const centre = network.getViewPosition();
  const [width, height] = [box.clientWidth, box.clientHeight];
  const dom = (/** @type {Point} */ p) => ({ x: (p.x - centre.x) * scale + width / 2, y: (p.y - centre.y) * scale + height / 2 });
  const inside = (/** @type {Point} */ p) => p.x > -60 && p.y > -60 && p.x < width + 60 && p.y < height + 60;
  /** @type {Piece[]} */
  const pieces = [];
  for (const e of shown.edges) pieces.push(...linePieces(e, scale, dom));
  for (const node of [...shown.nodes].reverse()) {
    const at = dom(placeOf(node));
    if (!inside(at)) continue;
    const kind = kindPaint(facts.kindOf[node]);
    const opacity = lit && !lit.nodes.has(node) ? 0.22 : 1;
    pieces.push({ what: "shape", shape: facts.kind(node).shape, x: at.x, y: at.y, radius: screenRadius(node, scale), fill: kind.fill, stroke: kind.line, width: 1.2, opacity });
  }
  for (const label of placeLabels(scale, (node) => screenRadius(node, scale))) {
    const at = dom(placeOf(label.node));
    if (!inside(at)) continue;
    pieces.push({ what: "words", x: at.x + label.dx + 4, y: at.y + label.dy + label.sprite.height / 2 + 4, text: label.text, size: label.strong ? 13 : 12, weight: label.strong ? 600 : 400, fill: paint.ink, halo: paint.page });
  }
  return { width, height, left: 0, top: 0, title: sceneTitle(), background: paint.page, pieces };
}

/**
 * @param {number} edge
 * @param {number} scale
 * @param {(point: Point) => Point} dom
 * @returns {Piece[]}
 */
function linePieces(edge, scale, dom) {
  const curve = curveOf(edge, bendOf.get(edge) || 0);
  const isLit = Boolean(lit && lit.edges.has(edge));
  const relation = facts.relation(edge);
  const stroke = relationColour(facts.relationOf[edge]);
  const [from, to] = [dom(curve.from), dom(curve.to)];
  const opacity = isLit ? 0.95 : lit ? 0.12 : shown.edges.length > 1200 ? 0.24 : 0.4;
  const look = { stroke, width: isLit ? 1.8 : 1, dash: relation.dashes ? [4, 4] : undefined, opacity };
  const line = /** @type {Piece} */ (curve.via ? { what: "curve", from, to, via: dom(curve.via), ...look } : { what: "line", x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...look });
  if (!isLit || !relation.directed) return [line];
  const tip = arrowTip(curve, scale);
  const at = dom(tip);
  return [line, { what: "arrow", x: at.x, y: at.y, angle: tip.angle, size: 7, fill: stroke, opacity: 0.95 }];
}

function sceneTitle() {
  return say("scene_title", { title: facts.about.title, view: say(`view_${view.mode}`), nodes: shown.nodes.length, edges: shown.edges.length });
}
