// The timeline: events in time order, parties as lanes, commitments hanging from the events that recorded them,
// and a curve from each commitment to the event that answered it.

const EVENTS_MOST = 300;
const LANES_MOST = 80;
const COLUMN = 30;
const LANE = 24;
const HEAD = 176;

/** @param {HTMLElement} box */
function drawTimeline(box) {
  const plan = planTimeline();
  if (!plan.events.length) return fill(box, make("p", { class: "none", text: say("timeline_none") }));
  const part = (/** @type {string} */ name, /** @type {Scene | null} */ scene) => make("div", { class: name }, scene && sceneSvg(scene, true));
  const scroller = make(
    "div",
    { class: "timeline", role: "group", "aria-label": say("timeline_label") },
    part("timeline-corner", null),
    part("timeline-head", headScene(plan)),
    part("lane-names", laneScene(plan)),
    part("timeline-body", bodyScene(plan)),
  );
  fill(box, make("div", { class: "view-head" }, make("p", { text: tellPlan(plan) }), presenceKey()), scroller);
  numberMarks(plan, box);
  rove(scroller);
  markOtherView();
}

/** @typedef {{ events: number[], all: number, parties: ReturnType<typeof shownParties>, allParties: number, x: Map<number, number>, hanging: Map<number, number[]>, lanesEnd: number, height: number, width: number, deepest: number }} Plan */

/** @returns {Plan} */
function planTimeline() {
  const all = shownEvents();
  const events = all.slice(-EVENTS_MOST);
  const allParties = shownParties(events);
  const parties = allParties.slice(0, LANES_MOST);
  const x = new Map(events.map((event, i) => [event, i * COLUMN + COLUMN / 2 + 8]));
  const hanging = hangingFrom(events);
  const deepest = Math.min(HANG_MOST, Math.max(0, ...[...hanging.values()].map((list) => list.length)));
  const lanesEnd = 6 + parties.length * LANE;
  const height = lanesEnd + 44 + deepest * 15 + (deepest ? 30 : 0);
  return { events, all: all.length, parties, allParties: allParties.length, x, hanging, lanesEnd, height, width: events.length * COLUMN + 150, deepest };
}

const HANG_MOST = 16;

/**
 * Commitments by the event that recorded them.
 * @param {number[]} events
 */
function hangingFrom(events) {
  /** @type {Map<number, number[]>} */
  const hanging = new Map();
  const here = new Set(events);
  for (const node of shown.nodes) {
    if (facts.kind(node).name !== "commitment") continue;
    const event = facts.recordOf(node);
    if (!here.has(event)) continue;
    hanging.set(event, [...(hanging.get(event) || []), node]);
  }
  for (const list of hanging.values()) list.sort((a, b) => compareText(facts.node("id", a), facts.node("id", b)));
  return hanging;
}

/** @param {Plan} plan */
function tellPlan(plan) {
  const text = say("timeline_text", { events: plan.events.length, parties: plan.parties.length });
  const cut = plan.all > plan.events.length || plan.allParties > plan.parties.length;
  return cut ? `${text} ${say("timeline_cut", { events: plan.all, parties: plan.allParties })}` : text;
}

/** @param {Plan} plan @returns {Scene} */
function laneScene(plan) {
  const paint = colours();
  const width = innerWidth < 600 ? 134 : 200;
  /** @type {Piece[]} */
  const pieces = plan.parties.flatMap((party, i) => {
    const kind = kindPaint(facts.kindOf[party.node]);
    const y = 6 + i * LANE + LANE / 2;
    return /** @type {Piece[]} */ ([
      { what: "shape", shape: facts.kind(party.node).shape, x: 16, y, radius: 5, fill: kind.fill, stroke: kind.line, width: 1, item: party.node, name: say("lane_name", { name: facts.name(party.node), n: party.at.size }) },
      { what: "words", x: 28, y: y + 4, text: shorten(labelOf(party.node), width < 200 ? 15 : 27), size: 12.5, fill: paint.ink, item: party.node },
    ]);
  });
  if (plan.deepest) pieces.push({ what: "words", x: 8, y: plan.lanesEnd + 42, text: say("timeline_commitments"), size: 11.5, fill: paint.muted, weight: 600 });
  return { width, height: plan.height, left: 0, top: 0, title: say("timeline_lanes"), background: paint.page, pieces };
}

/** Years and events above the lanes. @param {Plan} plan @returns {Scene} */
function headScene(plan) {
  return { width: plan.width, height: HEAD, left: 0, top: 0, title: say("timeline_events"), background: colours().page, pieces: [...yearPieces(plan, HEAD, true), ...eventPieces(plan)] };
}

/** Lanes and commitments. @param {Plan} plan @returns {Scene} */
function bodyScene(plan) {
  return { width: plan.width, height: plan.height, left: 0, top: 0, title: sceneTitle(), background: colours().page, pieces: [...yearPieces(plan, plan.height, false), ...stemPieces(plan), ...lanePieces(plan), ...commitmentPieces(plan)] };
}

/**
 * Bands of the years behind it all.
 * @param {Plan} plan
 * @param {number} height
 * @param {boolean} told with the years as words
 */
function yearPieces(plan, height, told) {
  const paint = colours();
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {Piece[]} */
  const years = []; // over the bands: one beside would cover them
  let [year, start, band] = ["", 0, 0];
  const close = (/** @type {number} */ end) => {
    if (end <= start) return;
    if (band++ % 2) pieces.push({ what: "rect", x: start, y: 0, width: end - start, height, fill: paint.band });
    if (told) years.push({ what: "words", x: start + (end - start > COLUMN ? 5 : 1), y: 15, text: year, size: 11.5, weight: 600, fill: paint.muted });
  };
  plan.events.forEach((event, i) => {
    const now = yearOf(facts.sortDate(event)) ? String(yearOf(facts.sortDate(event))) : say("undated");
    if (now === year) return;
    close(i * COLUMN + 8);
    [year, start] = [now, i * COLUMN + 8];
  });
  close(plan.events.length * COLUMN + 8);
  return [...pieces, ...years];
}

/** @param {Plan} plan */
function lanePieces(plan) {
  const paint = colours();
  /** @type {Piece[]} */
  const pieces = [];
  plan.parties.forEach((party, i) => {
    const y = 6 + i * LANE + LANE / 2;
    const places = plan.events.filter((event) => party.at.has(event)).map((event) => /** @type {number} */ (plan.x.get(event)));
    pieces.push({ what: "line", x1: 8, y1: y, x2: plan.width - 130, y2: y, stroke: paint.faint, width: 1 });
    pieces.push({ what: "line", x1: Math.min(...places), y1: y, x2: Math.max(...places), y2: y, stroke: kindPaint(facts.kindOf[party.node]).fill, width: 1.4, opacity: 0.35 });
    for (const [event, edges] of party.at) {
      const e = strongest(edges);
      pieces.push(presencePiece(e, plan.x.get(event) || 0, y, facts.kindOf[party.node], say("cell_name", { party: facts.name(party.node), role: [...new Set(edges.map(tellPresence))].join(", "), event: facts.name(event) })));
    }
  });
  return pieces;
}

/**
 * @param {number} edge
 * @param {number} x
 * @param {number} y
 * @param {number} kind
 * @param {string} name
 * @returns {Piece}
 */
function presencePiece(edge, x, y, kind, name) {
  const paint = kindPaint(kind);
  const presence = presenceOf(edge).name;
  const hollow = presence === "observer" || presence === "guest";
  const shape = presence === "chaired" ? "diamond" : presence === "hosted" ? "triangle" : "dot";
  const radius = presence === "chaired" || presence === "hosted" ? 6 : presence === "participant" || presence === "other" ? 3.4 : 4.6;
  const solid = paint.fill === "Canvas" ? "CanvasText" : paint.fill;
  return { what: "shape", shape, x, y, radius, fill: hollow ? colours().page : solid, stroke: hollow ? solid : paint.line, width: hollow ? 1.8 : 1, item: facts.nodeCount + edge, name };
}

/** @param {Plan} plan */
function eventPieces(plan) {
  const paint = colours();
  /** @type {Piece[]} */
  const pieces = [];
  for (const event of plan.events) {
    const x = plan.x.get(event) || 0;
    const kind = kindPaint(facts.kindOf[event]);
    pieces.push({ what: "words", x: x + 2, y: HEAD - 26, text: shorten(labelOf(event), 21), size: 12, fill: paint.ink, turn: -58, item: event });
    pieces.push({ what: "shape", shape: facts.kind(event).shape, x, y: HEAD - 14, radius: 6, fill: kind.fill, stroke: kind.line, width: 1, item: event, name: describeNode(event) });
  }
  return pieces;
}

/** A line from each event down to its commitments. @param {Plan} plan */
function stemPieces(plan) {
  return plan.events.map((event) => {
    const x = plan.x.get(event) || 0;
    return /** @type {Piece} */ ({ what: "line", x1: x, y1: 0, x2: x, y2: plan.hanging.has(event) ? plan.lanesEnd + 24 : plan.lanesEnd, stroke: colours().faint, width: 1 });
  });
}

/** Commitments below their events: filled when answered, hollow when open, small when nothing is due. @param {Plan} plan */
function commitmentPieces(plan) {
  /** @type {Piece[]} */
  const pieces = [];
  for (const [event, list] of plan.hanging) {
    const x = plan.x.get(event) || 0;
    list.slice(0, HANG_MOST).forEach((node, i) => {
      const y = plan.lanesEnd + 32 + i * 15;
      const kind = kindPaint(facts.kindOf[node]);
      const answers = linkedEdges(node, "fulfils", false).filter((e) => shown.edgeOn[e]);
      for (const e of answers) pieces.push(...answerPieces(plan, e, x, y));
      const solid = kind.fill === "Canvas" ? "CanvasText" : kind.fill;
      pieces.push({ what: "shape", shape: "star", x, y, radius: promiseState(node) === "recorded" ? 3.2 : 5.4, fill: promiseState(node) === "open" ? colours().page : solid, stroke: solid, width: 1.4, item: node, name: say(`hanging_${promiseState(node)}`, { name: shorten(facts.name(node), 140) }) });
    });
    if (list.length > HANG_MOST) pieces.push({ what: "words", x, y: plan.lanesEnd + 38 + HANG_MOST * 15, text: `+${list.length - HANG_MOST}`, size: 10.5, anchor: "middle", fill: colours().muted, item: event });
  }
  return pieces;
}

/**
 * @param {Plan} plan
 * @param {number} edge
 * @param {number} x
 * @param {number} y
 * @returns {Piece[]}
 */
function answerPieces(plan, edge, x, y) {
  const to = plan.x.get(facts.source[edge]);
  if (to === undefined) return [];
  const stroke = relationColour(facts.relationOf[edge]);
  const end = { x: to, y: plan.lanesEnd + 14 };
  return [
    { what: "curve", from: { x, y }, to: end, via: { x: to, y }, stroke, width: 1.8, opacity: 0.85, item: facts.nodeCount + edge },
    { what: "arrow", ...end, angle: -Math.PI / 2, size: 6, fill: stroke },
  ];
}

/**
 * Columns and rows of the marks, for the arrow keys.
 * @param {Plan} plan
 * @param {HTMLElement} box
 */
function numberMarks(plan, box) {
  const column = new Map(plan.events.map((event, i) => [event, i]));
  const lane = new Map(plan.parties.map((party, i) => [party.node, i]));
  const hang = new Map([...plan.hanging].flatMap(([event, list]) => list.map((node, i) => /** @type {[number, [number, number]]} */ ([node, [column.get(event) ?? 0, plan.parties.length + i]]))));
  for (const mark of /** @type {NodeListOf<SVGElement>} */ (box.querySelectorAll("[data-item]"))) {
    const item = Number(mark.dataset.item);
    if (!mark.hasAttribute("aria-label")) {
      mark.setAttribute("aria-hidden", "true");
      mark.setAttribute("data-pick", String(item));
      mark.removeAttribute("data-item");
      mark.addEventListener("click", () => choose(item));
      continue;
    }
    const ends = facts.isNode(item) ? [] : [facts.source[item - facts.nodeCount], facts.target[item - facts.nodeCount]];
    const event = ends.find((end) => column.has(end));
    const party = ends.find((end) => lane.has(end));
    const place = facts.isNode(item) ? (column.has(item) ? [column.get(item), -1] : lane.has(item) ? [-1, lane.get(item)] : hang.get(item)) : [column.get(event ?? -1), lane.get(party ?? -1)];
    mark.dataset.col = String(place?.[0] ?? -1);
    mark.dataset.row = String(place?.[1] ?? -1);
  }
}

/** The whole timeline as one scene, for taking away. @returns {Scene} */
function wholeTimeline() {
  const plan = planTimeline();
  const [names, head, body] = [laneScene(plan), headScene(plan), bodyScene(plan)];
  return {
    ...body,
    left: -names.width,
    top: -HEAD,
    width: body.width + names.width,
    height: body.height + HEAD,
    pieces: [...body.pieces, ...names.pieces.map((piece) => movePiece(piece, -names.width, 0)), ...head.pieces.map((piece) => movePiece(piece, 0, -HEAD))],
  };
}

/**
 * @param {Piece} piece
 * @param {number} dx
 * @param {number} dy
 * @returns {Piece}
 */
function movePiece(piece, dx, dy) {
  const moved = { ...piece };
  for (const [key, value] of Object.entries(moved)) {
    if (typeof value !== "number") continue;
    if (["x", "x1", "x2"].includes(key)) Object.assign(moved, { [key]: value + dx });
    if (["y", "y1", "y2"].includes(key)) Object.assign(moved, { [key]: value + dy });
  }
  return moved;
}
