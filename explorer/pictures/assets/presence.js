// Who was at what: shared by the timeline and the matrix.

/** @typedef {{ sign: string, strength: number, name: string }} Presence */

/** Signs of presence, the strongest first; a relation or role of the vocabulary each. */
const PRESENCES = /** @type {Presence[]} */ ([
  { name: "chaired", sign: "◆", strength: 6 },
  { name: "hosted", sign: "▲", strength: 5 },
  { name: "member", sign: "●", strength: 4 },
  { name: "participant", sign: "•", strength: 3 },
  { name: "observer", sign: "○", strength: 2 },
  { name: "guest", sign: "◌", strength: 1 },
  { name: "other", sign: "·", strength: 0 },
]);

/** @param {number} edge */
function presenceOf(edge) {
  const relation = facts.relation(edge).name;
  const role = facts.edge("role", edge);
  return PRESENCES.find(({ name }) => name === relation) || PRESENCES.find(({ name }) => name === role) || (relation === "participated_in" ? PRESENCES[3] : PRESENCES[6]);
}

/** Events in time order, the undated last; what has dates where nothing is an event. */
function shownEvents() {
  const years = facts.year;
  let events = shown.nodes.filter((node) => facts.kind(node).isA === "event");
  if (!events.length) events = shown.nodes.filter((node) => years[node] >= 0 && facts.kind(node).name !== "commitment");
  return events.sort((a, b) => compareText(facts.sortDate(a) || "~", facts.sortDate(b) || "~") || compareText(sortKey(facts.name(a)), sortKey(facts.name(b))));
}

/**
 * Parties beside the events they were at, the most present first.
 * @param {number[]} events
 * @returns {Array<{ node: number, at: Map<number, number[]>, first: string }>} `at`: event → relations
 */
function shownParties(events) {
  const isEvent = new Set(events);
  const anyParty = facts.kinds.some((kind) => kind.isA === "party");
  /** @type {Map<number, Map<number, number[]>>} */
  const parties = new Map();
  for (const e of shown.edges) {
    const [s, t] = [facts.source[e], facts.target[e]];
    const event = isEvent.has(t) ? t : isEvent.has(s) ? s : -1;
    if (event < 0) continue;
    const party = event === t ? s : t;
    if (isEvent.has(party) || (anyParty ? facts.kind(party).isA !== "party" || !isPresence(e) : facts.year[party] >= 0)) continue;
    const at = parties.get(party) || new Map();
    at.set(event, [...(at.get(event) || []), e]);
    parties.set(party, at);
  }
  const list = [...parties].map(([node, at]) => ({ node, at, first: events.find((event) => at.has(event)) === undefined ? "~" : facts.sortDate(/** @type {number} */ (events.find((event) => at.has(event)))) }));
  list.sort((a, b) => b.at.size - a.at.size || compareText(sortKey(facts.name(a.node)), sortKey(facts.name(b.node))));
  return list;
}

/** @param {number} edge */
function isPresence(edge) {
  return ["participated_in", "hosted", "chaired"].includes(facts.relation(edge).name);
}

/**
 * The strongest of some relations between a party and an event.
 * @param {number[]} edges
 */
function strongest(edges) {
  return edges.reduce((best, e) => (presenceOf(e).strength > presenceOf(best).strength ? e : best), edges[0]);
}

/** @param {number} edge */
function tellPresence(edge) {
  const presence = presenceOf(edge);
  return presence.name === "other" ? facts.relation(edge).label : say(`presence_${presence.name}`);
}

/** What the signs mean; "not mentioned" is not "absent". */
function presenceKey() {
  const used = new Set(shown.edges.filter((e) => isPresence(e)).map((e) => presenceOf(e).name));
  const list = make("ul", { class: "presence-key", "aria-label": say("presence_key") });
  for (const { name, sign } of PRESENCES) if (used.has(name)) list.append(make("li", {}, make("span", { class: "presence", "aria-hidden": "true", text: sign }), make("span", { text: name === "other" ? say("presence_other") : say(`presence_${name}`) })));
  list.append(make("li", {}, make("span", { class: "presence", "aria-hidden": "true", text: "\u2003" }), make("span", { text: say("presence_none") })));
  return list;
}

/**
 * One Tab stop for many marks: arrows go to the nearest mark in their direction, Enter chooses.
 * @param {HTMLElement} box holds elements with data-item, data-col and data-row
 */
function rove(box) {
  const marks = /** @type {Array<HTMLElement | SVGElement>} */ ([...box.querySelectorAll("[data-item]")]);
  if (!marks.length) return;
  /** @type {Map<string, HTMLElement | SVGElement>} */
  const byPlace = new Map(marks.map((mark) => [`${mark.dataset.col} ${mark.dataset.row}`, mark]));
  const current = marks.find((mark) => Number(mark.dataset.item) === view.chosen) || marks[0];
  for (const mark of marks) mark.setAttribute("tabindex", mark === current ? "0" : "-1");
  const [cols, rows] = [marks.map((mark) => Number(mark.dataset.col)), marks.map((mark) => Number(mark.dataset.row))];
  const far = { col: [Math.min(...cols), Math.max(...cols)], row: [Math.min(...rows), Math.max(...rows)] };
  const focus = (/** @type {HTMLElement | SVGElement | undefined} */ mark) => {
    if (!mark) return;
    box.querySelector("[data-item][tabindex='0']")?.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    mark.focus();
    mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  box.onkeydown = (event) => {
    const mark = event.target instanceof Element ? /** @type {HTMLElement | SVGElement | null} */ (event.target.closest("[data-item]")) : null;
    if (!mark) return;
    const [col, row] = [Number(mark.dataset.col), Number(mark.dataset.row)];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(Number(mark.dataset.item));
      return document.getElementById("panel-title")?.focus();
    }
    if (event.key === "Home") focus(marks[0]);
    else if (event.key === "End") focus(marks[marks.length - 1]);
    else if (event.key.startsWith("Arrow")) focus(nextMark(byPlace, col, row, event.key, far));
    else return;
    event.preventDefault();
  };
  box.onclick = (event) => {
    const mark = event.target instanceof Element ? /** @type {HTMLElement | SVGElement | null} */ (event.target.closest("[data-item]")) : null;
    if (mark) choose(Number(mark.dataset.item));
  };
}

/**
 * @param {Map<string, HTMLElement | SVGElement>} byPlace
 * @param {number} col
 * @param {number} row
 * @param {string} key
 * @param {{ col: number[], row: number[] }} far
 */
function nextMark(byPlace, col, row, key, far) {
  const [dx, dy] = key === "ArrowLeft" ? [-1, 0] : key === "ArrowRight" ? [1, 0] : key === "ArrowUp" ? [0, -1] : [0, 1];
  const reach = dx ? far.row[1] - far.row[0] : far.col[1] - far.col[0];
  for (let aside = 0; aside <= reach; aside++) {
    for (let step = 1; step <= (dx ? far.col[1] - far.col[0] : far.row[1] - far.row[0]); step++) {
      for (const side of aside ? [-aside, aside] : [0]) {
        const mark = byPlace.get(`${col + dx * step + (dx ? 0 : side)} ${row + dy * step + (dy ? 0 : side)}`);
        if (mark) return mark;
      }
    }
  }
  return undefined;
}
