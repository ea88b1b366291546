// The adjacency matrix: who is related to whom, the same nodes down and across; for graphs whose relations are no attendance.

const ADJACENT_MOST = 90;

function planAdjacency() {
  const nodes = inOrder(shown.nodes.filter((node) => [...facts.edgesOf(node)].some((e) => shown.edgeOn[e])).slice(0, ADJACENT_MOST));
  const at = new Map(nodes.map((node, i) => [node, i]));
  /** @type {Map<string, number[]>} */
  const cells = new Map();
  for (const e of shown.edges) {
    const [a, b] = [at.get(facts.source[e]), at.get(facts.target[e])];
    if (a === undefined || b === undefined) continue;
    for (const key of isDirected(e) || a === b ? [`${a} ${b}`] : [`${a} ${b}`, `${b} ${a}`]) cells.set(key, [...(cells.get(key) || []), e]);
  }
  return { nodes, cells, all: shown.nodes.length };
}

/** @param {HTMLElement} box */
function drawAdjacency(box) {
  const { nodes, cells, all } = planAdjacency();
  if (!nodes.length) return fill(box, make("p", { class: "none", text: say("table_none") }));
  const head = make("tr", {}, make("th", { scope: "col", class: "corner" }, make("span", { text: say("column_source") })));
  nodes.forEach((node, col) => head.append(make("th", { scope: "col", class: "event" }, markButton(node, col, -1, labelOf(node), describeNode(node)))));
  const body = make("tbody");
  nodes.forEach((node, row) => {
    const line = make("tr", {}, make("th", { scope: "row" }, markButton(node, -1, row, labelOf(node), describeNode(node), nodeSign(node))));
    nodes.forEach((_, col) => {
      const edges = cells.get(`${row} ${col}`);
      line.append(edges ? make("td", {}, markButton(facts.nodeCount + edges[0], col, row, edges.length > 1 ? String(edges.length) : "■", edges.map((e) => sentenceOf(e)).join(" "))) : make("td"));
    });
    body.append(line);
  });
  const table = make("table", { class: "matrix" }, make("caption", { class: "unseen", text: say("adjacency_caption") }), make("thead", {}, head), body);
  const scroller = make("div", { class: "matrix-box" }, table);
  fill(box, make("div", { class: "view-head" }, make("p", { text: say(nodes.length < all ? "adjacency_cut" : "adjacency_text", { n: nodes.length, all }) })), scroller);
  rove(scroller);
  markOtherView();
}

/** The same as a scene, for taking away. @returns {Scene} */
function adjacencyScene() {
  const { nodes, cells } = planAdjacency();
  const paint = colours();
  const [left, top, side] = [200, 170, 18];
  /** @type {Piece[]} */
  const pieces = [];
  nodes.forEach((node, i) => {
    pieces.push({ what: "words", x: left + i * side + 14, y: top - 8, text: shorten(labelOf(node), 26), size: 11, fill: paint.ink, turn: -58 });
    pieces.push({ what: "words", x: left - 8, y: top + i * side + 13, text: labelOf(node), size: 11.5, anchor: "end", fill: paint.ink });
    if (i % 2) pieces.unshift({ what: "rect", x: 0, y: top + i * side, width: left + nodes.length * side, height: side, fill: paint.band });
  });
  for (const [key, edges] of cells) {
    const [row, col] = key.split(" ").map(Number);
    pieces.push({ what: "shape", shape: "square", x: left + (col + 0.5) * side, y: top + (row + 0.5) * side, radius: Math.min(8, 5 + edges.length), fill: lineColour(edges[0]), stroke: lineColour(edges[0]), width: 1 });
  }
  return { width: left + nodes.length * side + 130, height: top + nodes.length * side + 16, left: 0, top: 0, title: sceneTitle(), background: paint.page, pieces };
}
