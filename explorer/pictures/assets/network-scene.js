// The network as it stands, as a scene: for SVG, PNG and the sheet of paper; with a legend and a line of its source.

/**
 * @param {{ width: number, height: number }} [sheet] the whole of it on a sheet of this size, instead of what is in sight
 * @returns {Scene}
 */
function networkScene(sheet) {
  const { left, right, top, bottom } = frameOf(shown.nodes);
  const view = sheet
    ? { ...sheet, x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min((sheet.width - 130) / Math.max(right - left, 60), (sheet.height - 80) / Math.max(bottom - top, 60)) }
    : { width: network.width, height: network.height, x: network.x, y: network.y, scale: network.scale };
  const { width, height, scale } = view;
  const paint = colours();
  const dom = (/** @type {Point} */ p) => ({ x: (p.x - view.x) * scale + width / 2, y: (p.y - view.y) * scale + height / 2 });
  const inside = (/** @type {Point} */ p) => p.x > -60 && p.y > -60 && p.x < width + 60 && p.y < height + 60;
  const fitted = fitScale;
  if (sheet) fitScale = scale;
  /** @type {Piece[]} */
  const pieces = [];
  const land = landRings().map((ring) => ring.map(dom)).filter((ring) => ring.some(inside));
  if (land.length) pieces.push({ what: "area", rings: land, fill: paint.land, stroke: paint.coast, width: 0.8 });
  for (const e of drawnLines) pieces.push(...linePieces(e, scale, dom));
  for (const node of [...shown.nodes].reverse()) {
    const at = dom(placeOf(node));
    if (!inside(at) || headOf(node) !== node) continue;
    const { fill, line } = paintOf(node);
    pieces.push({ what: "shape", shape: shapeOf(node), x: at.x, y: at.y, radius: screenRadius(node, scale), fill, stroke: line, width: 1.2, opacity: lit && !lit.nodes.has(node) ? 0.22 : 1 });
  }
  const labels = placeLabels(scale, (node) => screenRadius(node, scale), sheet ? null : network.sight()).map((label) => ({ ...label, at: dom(placeOf(label.node)) })).filter(({ at }) => inside(at));
  for (const label of labels.filter(({ led }) => led)) {
    const [{ at }, lead] = [label, leadOf(label)];
    pieces.push({ what: "line", x1: at.x, y1: at.y, x2: at.x + lead.x, y2: at.y + lead.y, stroke: paint.muted, width: 0.8, opacity: 1 });
  }
  for (const { at, dx, dy, sprite, text, strong } of labels) {
    pieces.push({ what: "words", x: at.x + dx + 4, y: at.y + dy + sprite.height / 2 + 4, text, size: strong ? 13 : 12, weight: strong ? 600 : 400, fill: paint.ink, halo: paint.page });
  }
  fitScale = fitted;
  placedFor = "";
  return { width, height, left: 0, top: 0, title: sceneTitle(), background: paint.page, pieces };
}

/**
 * @param {number} edge
 * @param {number} scale
 * @param {(point: Point) => Point} dom
 * @returns {Piece[]}
 */
function linePieces(edge, scale, dom) {
  const curve = curveOf(edge, scale);
  const isLit = Boolean(lit && lit.edges.has(edge));
  const stroke = lineColour(edge);
  const [from, to] = [dom(curve.from), dom(curve.to)];
  const opacity = isLit ? 0.95 : lit ? 0.12 : Math.max(0.25, quietness());
  const look = { stroke, width: lineWidth(edge) * (isLit ? 1.8 : 1), dash: facts.relation(edge).dashes ? [4, 4] : undefined, opacity };
  const line = /** @type {Piece} */ (curve.via ? { what: "curve", from, to, via: dom(curve.via), back: curve.back && dom(curve.back), ...look } : { what: "line", x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...look });
  if (!isDirected(edge) || (!isLit && drawnLines.length > HEADS_MOST)) return [line];
  const tip = arrowTip(curve, scale);
  return [line, { what: "arrow", ...dom(tip), angle: tip.angle, size: isLit ? 7 : 5.5, fill: stroke, opacity: isLit ? 0.95 : Math.min(1, opacity * 1.6) }];
}

function sceneTitle() {
  return say("scene_title", { title: facts.about.title, view: say(`view_${view.mode}`), nodes: shown.nodes.length, edges: shown.edges.length });
}

const LEGEND_ROW = 19;

/**
 * A scene with the legend and the source below it.
 * @param {Scene} scene
 * @returns {Scene}
 */
function withLegend(scene) {
  const paint = colours();
  const entries = view.mode === "network" ? legendEntries() : [];
  const wide = 190;
  const across = Math.max(1, Math.floor((scene.width - 24) / wide));
  const top = scene.top + scene.height + 14;
  /** @type {Piece[]} */
  const pieces = [];
  entries.forEach(({ sign, text }, i) => {
    const [x, y] = [scene.left + 22 + (i % across) * wide, top + Math.floor(i / across) * LEGEND_ROW];
    pieces.push(sign(x, y));
    pieces.push({ what: "words", x: x + 18, y: y + 4, text: shorten(text, 27), size: 11.5, fill: paint.ink });
  });
  const rows = Math.ceil(entries.length / across);
  const y = top + rows * LEGEND_ROW + 12;
  pieces.push({ what: "words", x: scene.left + 14, y, text: shorten(sourceLineOfPicture(), Math.floor(scene.width / 5.6)), size: 10.5, fill: paint.muted });
  return { ...scene, height: y + 12 - scene.top, pieces: [...scene.pieces, { what: "rect", x: scene.left, y: scene.top + scene.height, width: scene.width, height: y + 12 - scene.top - scene.height, fill: paint.page }, ...pieces] };
}

/** Title, authors, version of the data, what is shown. */
function sourceLineOfPicture() {
  const { title, authors, hash, made_by } = facts.about;
  return [title, authors?.join(", "), tellView(), `${say("data_hash")} ${hash.slice(0, 12)}`, made_by].filter(Boolean).join(" · ");
}

/** What the signs of the picture mean: kinds or colours, then the relations that are drawn. */
function legendEntries() {
  /** @type {Array<{ sign: (x: number, y: number) => Piece, text: string }>} */
  const entries = [];
  const kinds = new Set(shown.nodes.map((node) => facts.kindOf[node]));
  const byKind = view.color === "kind";
  const neutral = colours().muted;
  if (byKind || kinds.size > 1) {
    facts.kinds.forEach((kind, i) => {
      const { fill, line } = byKind ? kindPaint(i) : { fill: neutral, line: neutral };
      if (kinds.has(i)) entries.push({ text: kind.plural || kind.label, sign: (x, y) => ({ what: "shape", shape: kind.shape, x: x + 4, y, radius: 6, fill, stroke: line, width: 1.2 }) });
    });
  }
  for (const { at, text } of keyOfColours()) entries.push({ text, sign: (x, y) => ({ what: "shape", shape: "dot", x: x + 4, y, radius: 6, fill: paints[at].fill, stroke: paints[at].line, width: 1 }) });
  const relations = new Set(drawnLines.map((e) => facts.relationOf[e]));
  facts.relations.forEach((relation, i) => {
    if (relations.has(i)) entries.push({ text: relation.label, sign: (x, y) => ({ what: "line", x1: x - 4, y1: y, x2: x + 12, y2: y, stroke: relationColour(i), width: 1.8, dash: relation.dashes ? [4, 3] : undefined }) });
  });
  return entries;
}
