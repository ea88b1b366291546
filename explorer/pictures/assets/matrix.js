// The matrix: parties down, events across, a sign for the role. A blank says "not mentioned", not "absent".

const MATRIX_EVENTS = 150;
const MATRIX_PARTIES = 120;

function planMatrix() {
  const all = shownEvents().filter((event) => facts.edgesOf(event).length > 0);
  const withParties = new Set(shownParties(all).flatMap((party) => [...party.at.keys()]));
  const met = all.filter((event) => withParties.has(event));
  const events = met.slice(-MATRIX_EVENTS);
  const parties = shownParties(events);
  return { events, all: met.length, parties: parties.slice(0, MATRIX_PARTIES), allParties: parties.length };
}

/** @param {HTMLElement} box */
function drawMatrix(box) {
  const plan = planMatrix();
  if (!plan.events.length) return fill(box, make("p", { class: "none", text: say("matrix_none") }));
  const head = make("tr", {}, make("th", { scope: "col", class: "corner" }, make("span", { text: say("matrix_corner") })));
  plan.events.forEach((event, col) => head.append(make("th", { scope: "col", class: "event" }, markButton(event, col, -1, labelOf(event), describeNode(event)))));
  head.append(make("th", { scope: "col", class: "sum" }, make("span", { text: say("matrix_times") })));
  const body = make("tbody");
  plan.parties.forEach((party, row) => {
    const line = make("tr", {}, make("th", { scope: "row" }, markButton(party.node, -1, row, labelOf(party.node), describeNode(party.node), nodeSign(party.node))));
    plan.events.forEach((event, col) => line.append(matrixCell(party, event, col, row)));
    line.append(make("td", { class: "sum", text: String(party.at.size) }));
    body.append(line);
  });
  const table = make("table", { class: "matrix" }, make("caption", { class: "unseen", text: say("matrix_caption") }), make("thead", {}, head), body);
  const cut = plan.all > plan.events.length || plan.allParties > plan.parties.length;
  const text = say("matrix_text", { parties: plan.parties.length, events: plan.events.length });
  const scroller = make("div", { class: "matrix-box" }, table);
  fill(box, make("div", { class: "view-head" }, make("p", { text: cut ? `${text} ${say("timeline_cut", { events: plan.all, parties: plan.allParties })}` : text }), presenceKey()), scroller);
  rove(scroller);
  markOtherView();
}

/**
 * @param {number} item
 * @param {number} col
 * @param {number} row
 * @param {string} text
 * @param {string} name
 * @param {Node | null} [sign]
 */
function markButton(item, col, row, text, name, sign = null) {
  return make("button", { type: "button", class: "cell", "data-item": item, "data-col": col, "data-row": row, "aria-label": name, title: name }, sign, make("span", { text }));
}

/**
 * @param {{ node: number, at: Map<number, number[]> }} party
 * @param {number} event
 * @param {number} col
 * @param {number} row
 */
function matrixCell(party, event, col, row) {
  const edges = party.at.get(event);
  if (!edges) return make("td");
  const best = strongest(edges);
  const name = say("cell_name", { party: facts.name(party.node), role: [...new Set(edges.map(tellPresence))].join(", "), event: facts.name(event) });
  return make("td", { class: `presence-${presenceOf(best).name}` }, markButton(facts.nodeCount + best, col, row, presenceOf(best).sign, name));
}

/** The matrix as a scene, for taking away. @returns {Scene} */
function matrixScene() {
  const plan = planMatrix();
  const paint = colours();
  const [left, top, cellWide, cellHigh] = [200, 170, 24, 21];
  /** @type {Piece[]} */
  const pieces = [];
  plan.events.forEach((event, i) => pieces.push({ what: "words", x: left + i * cellWide + 16, y: top - 10, text: shorten(labelOf(event), 26), size: 11.5, fill: paint.ink, turn: -58 }));
  plan.parties.forEach((party, row) => {
    const y = top + row * cellHigh;
    if (row % 2) pieces.push({ what: "rect", x: 0, y, width: left + plan.events.length * cellWide + 40, height: cellHigh, fill: paint.band });
    pieces.push({ what: "words", x: left - 8, y: y + 14.5, text: labelOf(party.node), size: 12, anchor: "end", fill: paint.ink });
    plan.events.forEach((event, col) => {
      const edges = party.at.get(event);
      if (edges) pieces.push(presencePiece(strongest(edges), left + col * cellWide + cellWide / 2, y + cellHigh / 2, facts.kindOf[party.node], ""));
    });
    pieces.push({ what: "words", x: left + plan.events.length * cellWide + 24, y: y + 14.5, text: String(party.at.size), size: 11.5, anchor: "end", fill: paint.muted });
  });
  return { width: left + plan.events.length * cellWide + 150, height: top + plan.parties.length * cellHigh + 16, left: 0, top: 0, title: sceneTitle(), background: paint.page, pieces };
}
