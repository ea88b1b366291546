// The panel before anything is chosen: what is here, and where one may begin.

/** @returns {Child[]} */
function overviewPanel() {
  const { about } = facts;
  const span = facts.firstYear ? (facts.firstYear === facts.lastYear ? String(facts.firstYear) : `${facts.firstYear}–${facts.lastYear}`) : "";
  const head = make(
    "header",
    { class: "panel-head" },
    make("p", { class: "over", text: say("overview_over") }),
    make("h2", { id: "panel-title", tabindex: "-1", text: say("overview_title") }),
    makeButton({ icon: "close", label: say("panel_close"), class: "button close", press: closeOverview }),
  );
  const text = make("p", { class: "lead", text: say(!about.documents ? "overview_text_bare" : span ? "overview_text_span" : "overview_text", { nodes: facts.nodeCount, edges: facts.edgeCount, n: about.documents, span }) });
  return [head, text, beginList(), leadersList(), openPromises(), make("p", { class: "none", text: say("overview_hint") })];
}

/** A few questions that this page can answer, each one press away. */
function beginList() {
  const list = make("ul", { class: "starts" });
  const put = (/** @type {string} */ text, /** @type {() => void} */ press) => list.append(make("li", {}, makeButton({ class: "start", text, press })));
  const [first, second] = leaders("party", 2);
  if (first !== undefined) put(say("start_party", { name: labelOf(first) }), () => choose(first));
  if (first !== undefined && second !== undefined) put(say("start_path", { a: labelOf(first), b: labelOf(second) }), () => showPath(first, second));
  const latest = latestEvent();
  if (latest >= 0) put(say("start_latest", { name: labelOf(latest) }), () => choose(latest));
  if (facts.firstYear) put(say("start_timeline"), () => setMode("timeline"));
  return list.children.length ? make("section", { class: "group" }, make("h3", { text: say("overview_begin") }), list) : null;
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

function leadersList() {
  const list = make("ul", { class: "rows" });
  const nodes = facts.byRank.filter((node) => shown.nodeOn[node] && !["place", "topic"].includes(facts.kind(node).name)).slice(0, 8);
  for (const node of nodes) list.append(make("li", {}, make("div", { class: "row-line" }, nodeButton(node, facts.name(node)), make("span", { class: "details", text: say("relations_n", { n: facts.degree(node) }) }))));
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

function closeOverview() {
  overviewClosed = true;
  panelKey = "none";
  drawPanel();
  byId("graph").focus({ preventScroll: true });
}
