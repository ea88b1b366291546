// The panel: everything about the chosen node or relation, each line with its sources.

/** Rows of a group that stand open before "show all". */
const GROUP_ROWS = 8;

function startPanel() {
  onChange((change) => {
    if (change.chosen || change.filter || change.path || change.first || change.looks || panelMode === "node" || panelMode === "set") drawPanel();
  });
}

/** @type {"" | "node" | "edge" | "set" | "compare" | "path" | "overview"} */
let panelMode = "";

/** Whose the panel is: the last thing that was chosen. A path waits beneath. */
function ownerOf() {
  if (pathAsked) return "path";
  if (view.compare) return "compare";
  if (view.selected.size) return "set";
  if (view.chosen >= 0) return facts.isNode(view.chosen) ? "node" : "edge";
  if (view.path) return "path";
  const quiet = (facts.about.embed || isNarrow()) && !overviewAsked;
  return quiet || overviewClosed ? "" : "overview";
}

/** @returns {Child[]} */
function panelContent() {
  switch (panelMode) {
    case "path":
      return pathPanel();
    case "compare":
      return comparePanel();
    case "set":
      return setPanel();
    case "node":
      return nodePanel(view.chosen);
    case "edge":
      return edgePanel(view.chosen - facts.nodeCount);
    case "overview":
      return overviewPanel();
    default:
      return [];
  }
}

/** Redraw the panel for what is chosen, keeping the place of the reader where it can. */
function drawPanel() {
  const panel = byId("panel");
  const top = panel.scrollTop;
  const item = view.chosen;
  const sets = JSON.stringify([[...view.selected], view.compare, view.sets, view.groups]);
  const key = `${item} ${view.path ? JSON.stringify(view.path) : ""} ${pathAsked} ${filterText(view)} ${view.focus} ${view.depth} ${[item, ...view.selected].map((node) => view.pinned.has(node))} ${sets}`;
  if (key === panelKey) return;
  const same = key.split(" ")[0] === panelKey.split(" ")[0];
  const focused = document.activeElement instanceof HTMLElement && panel.contains(document.activeElement) ? document.activeElement.dataset.act : undefined;
  panelKey = key;
  panelMode = ownerOf();
  fill(panel, ...panelContent());
  panel.hidden = !panelMode;
  document.body.classList.toggle("panel-open", Boolean(panelMode));
  panel.scrollTop = same ? top : 0;
  if (focused) /** @type {HTMLElement | null} */ (panel.querySelector(`[data-act="${focused}"]`))?.focus();
}

let panelKey = "none";

/** Bring the panel back when it was closed for what is chosen. */
function openPanel() {
  if (ownerOf() && byId("panel").hidden) {
    panelKey = "none";
    drawPanel();
  }
}

function isNarrow() {
  return window.matchMedia("(max-width: 62rem)").matches;
}

/**
 * @param {string} over small words over the heading
 * @param {Child} sign
 * @param {string} title
 */
function panelHead(over, sign, title) {
  return make(
    "header",
    { class: "panel-head" },
    make("p", { class: "over" }, sign, make("span", { text: over })),
    make("h2", { id: "panel-title", text: title, tabindex: "-1", class: title.length > 90 ? "long" : null }),
    makeButton({ icon: "close", label: say("panel_close"), class: "button close", press: closePanel }),
  );
}

function closePanel() {
  const owner = ownerOf();
  const asked = pathAsked;
  pathAsked = false;
  if (asked && !view.path) {
    panelKey = "none";
    drawPanel();
  }
  change((next) => {
    if (owner === "path") next.path = null;
    next.chosen = -1;
    next.selected.clear();
    next.compare = null;
  });
  byId("graph").focus({ preventScroll: true });
}

/**
 * @param {number} node
 * @returns {Child[]}
 */
function nodePanel(node) {
  const kind = facts.kind(node);
  const over = [kind.label, facts.nodeDate(node)].filter(Boolean).join(" · ");
  const wording = facts.node("wording", node);
  const lines = make("div", { class: "facts" });
  const name = facts.name(node);
  return [
    panelHead(over, nodeSign(node), name),
    pathBack(),
    nodeActions(node),
    wording && fold(wording) !== fold(name) ? make("p", { class: "wording", text: wording }) : null,
    noteField(node),
    nodeFacts(node, lines),
    commitmentChain(node),
    promisesOf(node),
    ...relationGroups(node),
  ];
}

/** @param {number} node */
function nodeActions(node) {
  const focused = view.focus === node;
  const hiddenNear = neighboursOf(node).filter((other) => !shown.isDrawn[other] && shown.nodeOn[other]).length;
  const pinned = view.pinned.has(node);
  const act = (/** @type {string} */ name, /** @type {HTMLButtonElement} */ button) => {
    button.dataset.act = name;
    if (name === "expand") button.disabled = !hiddenNear;
    return button;
  };
  const box = make("div", { class: "actions", role: "group", "aria-label": say("actions_label") });
  box.append(
    act("focus", makeButton({ icon: "focus", text: say(focused ? "focus_leave" : "focus"), pressed: focused, press: () => focusOn(focused ? -1 : node) })),
    act("expand", makeButton({ icon: "expand", text: hiddenNear ? say("expand_n", { n: hiddenNear }) : say("expand"), press: () => expand(node) })),
    act("path", makeButton({ icon: "path", text: say("path_from_here"), press: () => askPath(node) })),
    act("pin", makeButton({ icon: "pin", text: say(pinned ? "unpin" : "pin"), pressed: pinned, press: () => togglePin(node) })),
    act("select", makeButton({ icon: "set", text: say("select_add"), press: () => toggleSelected(node) })),
    act("hide", makeButton({ icon: "hide", text: say("hide"), press: () => hideNode(node) })),
  );
  if (view.focus >= 0) box.append(depthChoice());
  return box;
}

/** How far the focus reaches: one to three steps. */
function depthChoice() {
  const group = make("span", { class: "depth", role: "group", "aria-label": say("depth_label") }, make("span", { class: "depth-word", "aria-hidden": "true", text: say("depth") }));
  for (const depth of [1, 2, 3]) {
    const button = makeButton({ text: String(depth), label: say("depth_n", { n: depth }), pressed: view.depth === depth, press: () => change((next) => (next.depth = depth), { announce: say("depth_n", { n: depth }) }) });
    button.dataset.act = `depth${depth}`;
    group.append(button);
  }
  return group;
}

/**
 * The node's own facts, then the passages it is cited by.
 * @param {number} node
 * @param {HTMLElement} box
 */
function nodeFacts(node, box) {
  const list = make("dl");
  const name = facts.name(node);
  const put = (/** @type {string} */ term, /** @type {Child} */ value) => value && list.append(make("div", {}, make("dt", { text: term }), make("dd", {}, value)));
  put(say("fact_acronym"), facts.node("acronym", node) !== name && facts.node("acronym", node));
  put(say("fact_aliases"), facts.node("aliases", node).split("|").filter((alias) => alias && alias !== facts.node("acronym", node) && alias !== name).join(" · "));
  put(say("fact_force"), facts.node("force", node) && tellForce(facts.node("force", node)));
  put(say("fact_date"), tellDate(facts.node("start", node), facts.node("end", node)));
  put(say("fact_condition"), facts.node("condition", node));
  put(say("fact_due"), tellDate(facts.node("due", node)));
  put(say("fact_status"), facts.node("status", node));
  put(say("fact_complete"), facts.node("complete", node));
  put(say("fact_note"), facts.node("note", node));
  const url = facts.node("url", node);
  put(say("fact_page"), url && makeLink(url, safeUrl(url) ? hostOf(url) : url, "out"));
  for (const [name, column] of facts.moreNodes) put(name, tellMore(cell(column, node)));
  const cited = facts.citations(node).length;
  if (cited) {
    const line = make("div", { class: "cited" });
    const value = make("dd", {}, citationMarks(node, line));
    list.append(make("div", {}, make("dt", { text: say("fact_sources", { n: cited }) }), value));
    box.append(list, line);
  } else box.append(list);
  return box;
}

/** @param {string} text */
function tellMore(text) {
  return safeUrl(text) ? makeLink(text, shorten(text, 60), "out") : text;
}

/**
 * A relation: the sentence, its ends, its facts, its passages laid open.
 * @param {number} edge
 * @returns {Child[]}
 */
function edgePanel(edge) {
  const item = facts.nodeCount + edge;
  const relation = facts.relation(edge);
  const list = make("dl");
  const put = (/** @type {string} */ term, /** @type {Child} */ value) => value && list.append(make("div", {}, make("dt", { text: term }), make("dd", {}, value)));
  put(say("column_source"), nodeButton(facts.source[edge]));
  put(say("column_relation"), relation.label);
  put(say("column_target"), nodeButton(facts.target[edge]));
  const role = facts.edge("role", edge);
  put(say("fact_role"), role && roleLine(role));
  put(say("fact_date"), facts.edgeDate(edge));
  const weight = facts.payload.edges.weight?.[edge];
  put(say("fact_weight"), weight === undefined ? "" : String(weight));
  put(say("fact_basis"), basisLine(edge));
  for (const [name, column] of facts.moreEdges) put(name, tellMore(cell(column, edge)));
  const rows = facts.citations(item);
  const passages = make("div", { class: "passages" }, rows.length ? make("h3", { text: say("sources_n", { n: rows.length }) }) : make("p", { class: "none", text: say("no_source") }));
  rows.slice(0, 20).forEach((row) => passages.append(passageBox(row)));
  return [panelHead(say("relation"), relationSign(facts.relationOf[edge]), sentenceOf(edge)), pathBack(), list, passages];
}

/** @param {string} role */
function roleLine(role) {
  const known = facts.payload.terms.roles;
  const about = Object.prototype.hasOwnProperty.call(known, role) ? known[role] : "";
  return about && about !== tellRole(role) ? `${tellRole(role)} – ${about}` : tellRole(role);
}

/** @param {number} edge */
function basisLine(edge) {
  const basis = facts.edge("basis", edge);
  if (!basis) return "";
  const [rule, confidence] = [facts.edge("rule", edge), facts.edge("confidence", edge)];
  const parts = [tellBasis(basis)];
  if (rule) parts.push(basis === "curated" ? rule : say("by_rule", { rule })); // what a person says is no rule
  if (confidence) parts.push(say("confidence", { value: confidence }));
  return parts.join(", ");
}

/** @param {number} relation */
function relationSign(relation) {
  const svg = makeSvg("svg", { class: "sign", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  svg.append(makeSvg("path", { d: arrows()[relation] ? "M2 12H20M15 7l6 5-6 5" : "M2 12H22", class: `line r${relation}${facts.relations[relation].dashes ? " dashed" : ""}` }));
  return svg;
}

/** Whether any relation of a sort has a direction. @type {boolean[] | null} */
let arrowsKept = null;

/** Which sorts of relations bear an arrow. */
function arrows() {
  if (!arrowsKept) {
    arrowsKept = facts.relations.map(() => false);
    for (let e = 0; e < facts.edgeCount; e++) if (isDirected(e)) arrowsKept[facts.relationOf[e]] = true;
  }
  return arrowsKept;
}

/**
 * A node's name that chooses it.
 * @param {number} node
 * @param {string} [text]
 */
function nodeButton(node, text) {
  const button = make("button", { type: "button", class: "node-link", on: { click: () => choose(node) } }, nodeSign(node), make("span", { text: text || shorten(facts.name(node), 120) }));
  button.dataset.node = String(node);
  return button;
}
