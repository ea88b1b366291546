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

/** @param {Point} point */
function spotSvg({ x, y }) {
  return `${round(x)} ${round(y)}`;
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
      return makeSvg("path", { d: `M${spotSvg(piece.from)}${piece.back ? "C" : "Q"}${[piece.via, ...(piece.back ? [piece.back] : []), piece.to].map(spotSvg).join(" ")}`, fill: "none", stroke: piece.stroke, "stroke-width": round(piece.width), "stroke-dasharray": piece.dash?.join(" ") });
    case "shape": {
      const element = shapeSvg(piece.shape, piece.x, piece.y, piece.radius);
      for (const [name, value] of Object.entries({ fill: piece.fill, stroke: piece.stroke, "stroke-width": round(piece.width), "stroke-linejoin": "round" })) element.setAttribute(name, String(value));
      return element;
    }
    case "area":
      return makeSvg("path", { d: piece.rings.map((ring) => `M${ring.map(spotSvg).join("L")}Z`).join(""), fill: piece.fill, "fill-rule": "evenodd", stroke: piece.stroke, "stroke-width": round(piece.width) });
    case "arrow": {
      const points = arrowPoints(piece).map(([x, y]) => `${round(x)},${round(y)}`);
      return makeSvg("polygon", { points: points.join(" "), fill: piece.fill });
    }
    case "words": {
      const halo = piece.halo ? { stroke: piece.halo, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
      return makeSvg("text", { x: round(piece.x), y: round(piece.y), "font-size": round(piece.size), "font-weight": piece.weight, fill: piece.fill, "text-anchor": isRightToLeft(piece.text) && !piece.anchor ? "end" : piece.anchor, direction: isRightToLeft(piece.text) ? "rtl" : undefined, transform: piece.turn ? `rotate(${piece.turn} ${round(piece.x)} ${round(piece.y)})` : undefined, ...halo }, piece.text);
    }
  }
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
  } else if (piece.what === "area") {
    pen.beginPath();
    for (const ring of piece.rings) traceRing(pen, ring);
    pen.fill("evenodd");
    pen.stroke();
  } else if (piece.what === "shape") {
    tracePath(pen, piece.shape, piece.x, piece.y, piece.radius);
    if (piece.fill !== "none") pen.fill();
    pen.stroke();
  } else {
    pen.beginPath();
    if (piece.what === "line") traceCurve(pen, { edge: -1, from: { x: piece.x1, y: piece.y1 }, to: { x: piece.x2, y: piece.y2 }, via: null });
    else traceCurve(pen, { edge: -1, from: piece.from, to: piece.to, via: piece.via, back: piece.back });
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
  pen.direction = isRightToLeft(piece.text) ? "rtl" : "ltr";
  pen.textAlign = piece.anchor === "middle" ? "center" : piece.anchor === "end" ? "right" : "left";
  pen.translate(piece.x, piece.y);
  if (piece.turn) pen.rotate((piece.turn * Math.PI) / 180);
  if (piece.halo) {
    pen.strokeStyle = piece.halo;
    pen.lineWidth = 3;
    pen.strokeText(piece.text, 0, 0);
  }
  pen.fillText(piece.text, 0, 0);
}
