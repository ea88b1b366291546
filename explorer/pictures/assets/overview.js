// The panel before anything is chosen: what is here, and where one may begin.

/** @returns {Child[]} */
function overviewPanel() {
  const { about } = facts;
  const span = facts.firstYear ? (facts.firstYear === facts.lastYear ? String(facts.firstYear) : `${facts.firstYear}–${facts.lastYear}`) : "";
  const head = make(
    "header",
    { class: "panel-head" },
    make("p", { class: "over", text: say("overview_over") }),
    make("h2", { id: "panel-title", tabindex: "-1", text: about.documents ? say("overview_title") : about.title }),
    makeButton({ icon: "close", label: say("panel_close"), class: "button close", press: closeOverview }),
  );
  const told = !about.documents ? `${say("nodes_n", { n: facts.nodeCount })}, ${say("relations_n", { n: facts.edgeCount })}.` : say(span ? "overview_text_span" : "overview_text", { nodes: facts.nodeCount, edges: facts.edgeCount, n: about.documents, span });
  return [head, make("p", { class: "lead", text: told }), beginList(), storyList(), setsList(), leadersList(), openPromises(), make("p", { class: "none", text: say("overview_hint") })];
}

/** A few questions that this page can answer, each one press away. */
function beginList() {
  const list = make("ul", { class: "starts" });
  const put = (/** @type {string} */ text, /** @type {() => void} */ press) => list.append(make("li", {}, makeButton({ class: "start", text, press })));
  for (const { text, view } of facts.payload.questions || []) put(text, () => showView(view));
  if (!list.children.length) for (const [text, press] of ownQuestions()) put(text, press);
  return list.children.length ? make("section", { class: "group" }, make("h3", { text: say("overview_begin") }), list) : null;
}

/**
 * Questions that fit the graph: none about meetings where there are none.
 * @returns {Array<[string, () => void]>}
 */
function ownQuestions() {
  /** @type {Array<[string, () => void]>} */
  const list = [];
  const events = facts.kinds.some(({ isA }) => isA === "event");
  const [first, second] = leaders("party", 2);
  if (first === undefined || !facts.edgeCount) return list;
  list.push([say(events ? "start_party" : "start_near", { name: labelOf(first) }), () => choose(first)]);
  if (second !== undefined) list.push([say("start_path", { a: labelOf(first), b: labelOf(second) }), () => showPath(first, second)]);
  const latest = latestEvent();
  if (latest >= 0) list.push([say("start_latest", { name: labelOf(latest) }), () => choose(latest)]);
  else if (lookNames("color").includes("community")) list.push([say("start_groups"), () => change((next) => (next.color = "community"))]);
  if (facts.firstYear) list.push([say("start_timeline"), () => setMode("timeline")]);
  return list;
}

/** The views that somebody kept in this page. */
function storyList() {
  if (!story.length) return null;
  const list = make("ul", { class: "starts" });
  story.forEach((one, i) => list.append(make("li", {}, makeButton({ class: "start", text: one.name, press: () => goToView(i) }))));
  return make("section", { class: "group" }, make("h3", { text: say("views_title") }), list);
}

/**
 * The most connected nodes under an abstract parent, organs of the process apart; of any kind where none has it.
 * @param {string} isA
 * @param {number} most
 */
function leaders(isA, most) {
  const found = facts.byRank.filter((node) => facts.kind(node).isA === isA && facts.kind(node).name !== "body" && shown.nodeOn[node]);
  return (found.length ? found : facts.byRank).slice(0, most);
}

/** In the order of the figures that stand beside the names. */
function leadersList() {
  if (!facts.edgeCount) return null;
  const list = make("ul", { class: "rows" });
  const nodes = facts.byRank.filter((node) => shown.nodeOn[node] && !["place", "topic"].includes(facts.kind(node).name));
  nodes.sort((a, b) => facts.degree(b) - facts.degree(a) || compareText(sortKey(facts.name(a)), sortKey(facts.name(b))));
  for (const node of nodes.slice(0, 8)) list.append(make("li", {}, make("div", { class: "row-line" }, nodeButton(node, facts.name(node)), make("span", { class: "details", text: say("relations_n", { n: facts.degree(node) }) }))));
  return make("section", { class: "group" }, make("h3", { text: say("overview_leaders") }), list);
}

function latestEvent() {
  let best = -1;
  for (let i = 0; i < facts.nodeCount; i++) {
    if (facts.kind(i).isA !== "event" || !facts.node("start", i) || facts.degree(i) < 3) continue;
    if (best < 0 || facts.node("start", i) > facts.node("start", best)) best = i;
  }
  return best;
}

function openPromises() {
  const kind = facts.kindByName.get("commitment");
  if (kind === undefined || !facts.relationByName.has("fulfils")) return null;
  const counts = { open: 0, answered: 0, recorded: 0 };
  for (let i = 0; i < facts.nodeCount; i++) if (facts.kindOf[i] === kind) counts[promiseState(i)]++;
  const n = counts.open + counts.answered + counts.recorded;
  return make("p", { class: "lead", text: say("overview_promises", { n, ...counts }) });
}

let overviewClosed = false;
/** Whether the reader asked for the overview where there is little room. */
let overviewAsked = false;

function openOverview() {
  overviewAsked = true;
  overviewClosed = false;
  panelKey = "none";
  change((next) => Object.assign(next, { chosen: -1, compare: null, path: null, selected: new Set() }));
  drawPanel();
  document.getElementById("panel-title")?.focus();
}

function closeOverview() {
  overviewClosed = true;
  overviewAsked = false;
  panelKey = "none";
  drawPanel();
  byId("graph").focus({ preventScroll: true });
}
