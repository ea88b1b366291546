// The panel of a selection and of a comparison.

const SET_ROWS = 60;

/** @returns {Child[]} */
function setPanel() {
  const nodes = [...view.selected];
  const known = view.sets.find((set) => sameList([...set.nodes].sort(), [...nodes].sort()));
  const head = panelHead(say("set_over"), icon("set"), known ? known.name : say("set_title", { n: nodes.length }));
  return [head, pathBack(), setActions(nodes), setName(nodes), memberList(nodes, (node) => removeButton(node)), setsList(), sharedFacts(nodes)];
}

/** @param {number} node */
function removeButton(node) {
  return makeButton({ icon: "close", class: "button quiet small", label: say("set_remove", { name: labelOf(node) }), press: () => toggleSelected(node) });
}

/** @param {number[]} nodes */
function setActions(nodes) {
  const grouped = nodes.some((node) => heads.has(node));
  const pinned = nodes.every((node) => view.pinned.has(node));
  const box = make("div", { class: "actions", role: "group", "aria-label": say("actions_label") });
  box.append(
    makeButton({ icon: "hide", text: say("hide"), press: () => hideNodes(nodes) }),
    makeButton({ icon: "focus", text: say("keep_only"), press: () => keepOnly(nodes) }),
    makeButton({ icon: "pin", text: say(pinned ? "unpin" : "pin"), pressed: pinned, press: () => (pinned ? change((next) => nodes.forEach((node) => next.pinned.delete(node)), { announce: say("announce_unpinned_set") }) : pinPlaces(nodes)) }),
    makeButton({ icon: "set", text: say(grouped ? "ungroup" : "group"), pressed: grouped, press: () => (grouped ? ungroup(nodes) : groupNodes(nodes, nameOfSet(nodes))) }),
  );
  if (nodes.length === 2) {
    const [a, b] = nodes;
    box.append(
      makeButton({ icon: "compare", text: say("compare"), press: () => compareSets(setOf(a), setOf(b)) }),
      makeButton({ icon: "path", text: say("path_between"), press: () => showPath(a, b) }),
    );
  }
  box.append(makeButton({ icon: "close", text: say("set_clear"), press: () => selectNodes([]) }));
  return box;
}

/** @param {number} node @returns {NamedSet} */
function setOf(node) {
  return { name: labelOf(node), nodes: [node] };
}

/** @param {number[]} nodes */
function nameOfSet(nodes) {
  const typed = /** @type {HTMLInputElement | null} */ (document.getElementById("set-name"))?.value.trim();
  return typed || view.sets.find((set) => sameList(set.nodes, nodes))?.name || say("group_name", { name: namesOf(nodes, 1).replace(/ …$/, ""), n: nodes.length - 1 });
}

/** @param {number[]} nodes */
function setName(nodes) {
  const input = make("input", { id: "set-name", type: "text", maxlength: 60, autocomplete: "off" });
  const keep = () => input.value.trim() && nameSet(nodes, input.value.trim());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") keep();
  });
  return make("div", { class: "field" }, make("label", { for: "set-name", text: say("set_name") }), make("div", { class: "row" }, input, makeButton({ text: say("set_keep"), press: keep })));
}

/**
 * @param {number[]} nodes
 * @param {(node: number) => Node | null} [beside]
 */
function memberList(nodes, beside = () => null) {
  const list = make("ul", { class: "rows" });
  for (const node of nodes.slice(0, SET_ROWS)) list.append(make("li", {}, make("div", { class: "row-line" }, nodeButton(node), make("span", { class: "details", text: facts.kind(node).label }), beside(node))));
  if (nodes.length > SET_ROWS) list.append(make("li", { class: "none", text: say("more_nodes", { n: nodes.length - SET_ROWS }) }));
  return list;
}

/** Sets with a name: one press selects, another compares with what is selected. */
function setsList() {
  if (!view.sets.length) return null;
  const list = make("ul", { class: "rows" });
  const now = [...view.selected];
  for (const set of view.sets) {
    const line = make("div", { class: "row-line" }, make("button", { type: "button", class: "node-link", text: `${set.name} (${set.nodes.length})`, on: { click: () => selectNodes(set.nodes, set.name) } }));
    if (now.length && !sameList(now, set.nodes)) line.append(makeButton({ class: "button quiet small", text: say("compare_with", { name: set.name }), press: () => compareSets({ name: nameOfSet(now), nodes: now }, set) }));
    line.append(makeButton({ icon: "close", class: "button quiet small", label: say("set_forget", { name: set.name }), press: () => change((next) => (next.sets = next.sets.filter(({ name }) => name !== set.name))) }));
    list.append(make("li", {}, line));
  }
  return make("section", { class: "group" }, make("h3", { text: say("sets_title") }), list);
}

/** What the members have in common. @param {number[]} nodes */
function sharedFacts(nodes) {
  if (nodes.length < 2 || nodes.length > 200) return null;
  const shared = nodes.map((node) => new Set(neighboursOf(node))).reduce((all, near) => new Set([...all].filter((node) => near.has(node))));
  const list = [...shared].sort((a, b) => facts.rank[a] - facts.rank[b]);
  return make("section", { class: "group", "aria-label": say("compare_shared") }, make("h3", {}, make("span", { text: say("compare_shared") }), make("span", { class: "count", text: count(list.length) })), list.length ? memberList(list) : make("p", { class: "none", text: say("compare_none") }));
}

/** @returns {Child[]} */
function comparePanel() {
  const [one, other] = view.compare || [];
  if (!one || !other) return [];
  const { inBoth, shared, here, there } = comparison(one, other);
  const part = (/** @type {string} */ title, /** @type {number[]} */ nodes) =>
    make("section", { class: "group", "aria-label": title }, make("h3", {}, make("span", { text: title }), make("span", { class: "count", text: count(nodes.length) })), nodes.length ? memberList(nodes) : make("p", { class: "none", text: say("compare_none") }));
  return [
    panelHead(say("compare_over"), icon("compare"), say("compare_title", { a: one.name, b: other.name })),
    pathBack(),
    make("p", { class: "none", text: say("compare_about") }),
    inBoth.length ? part(say("compare_members"), inBoth) : null,
    part(say("compare_shared"), shared),
    part(say("compare_only", { name: one.name }), here),
    part(say("compare_only", { name: other.name }), there),
  ];
}

/** The path that stays lit beside what is chosen, one press away. */
function pathBack() {
  if (!view.path) return null;
  const { from, to } = view.path;
  return makeButton({ icon: "path", class: "button quiet", text: say("path_back", { a: labelOf(from), b: labelOf(to) }), press: () => {
    change((next) => {
      next.chosen = -1;
      next.selected.clear();
      next.compare = null;
    });
    document.getElementById("panel-title")?.focus();
  } });
}
