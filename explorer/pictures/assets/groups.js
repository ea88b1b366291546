// Relations of a node in the panel: grouped by relation and direction, and by role where there are several.

/** @typedef {{ relation: number, outward: boolean, edges: number[] }} Group */

/**
 * @param {number} node
 * @returns {Group[]}
 */
function groupsOf(node) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const e of facts.edgesOf(node)) {
    if (!shown.edgeOn[e]) continue;
    const outward = facts.source[e] === node || !isDirected(e);
    const key = `${facts.relationOf[e]} ${outward}`;
    const group = groups.get(key);
    if (group) group.edges.push(e);
    else groups.set(key, { relation: facts.relationOf[e], outward, edges: [e] });
  }
  const list = [...groups.values()];
  list.sort((a, b) => a.relation - b.relation || Number(b.outward) - Number(a.outward));
  for (const group of list) group.edges.sort((a, b) => compareEdges(a, b, node));
  return list;
}

/**
 * By role, then date, then name.
 * @param {number} a
 * @param {number} b
 * @param {number} node
 */
function compareEdges(a, b, node) {
  return (
    roleOrder(facts.edge("role", a)) - roleOrder(facts.edge("role", b)) ||
    compareText(facts.edgeSortDate(a) || "9", facts.edgeSortDate(b) || "9") ||
    compareText(sortKey(facts.name(facts.other(a, node))), sortKey(facts.name(facts.other(b, node))))
  );
}

/** @param {string} role */
function roleOrder(role) {
  const place = Object.keys(facts.payload.terms.roles).indexOf(role);
  return place < 0 ? 99 : place;
}

/**
 * @param {number} node
 * @returns {HTMLElement[]}
 */
function relationGroups(node) {
  const hiddenByFilter = facts.degree(node) - [...facts.edgesOf(node)].filter((e) => shown.edgeOn[e]).length;
  const boxes = groupsOf(node).filter((group) => !toldAbove(node, group)).map((group) => groupBox(node, group));
  if (hiddenByFilter > 0) boxes.push(make("p", { class: "none", text: say("filtered_out", { n: hiddenByFilter }) }));
  return boxes;
}

/**
 * @param {number} node
 * @param {Group} group
 */
function groupBox(node, group) {
  const relation = facts.relations[group.relation];
  const title = group.outward || !relation.directed ? relation.label : relation.reverse;
  const box = make("section", { class: "group", "aria-label": title }, make("h3", {}, relationSign(group.relation), make("span", { text: title }), make("span", { class: "count", text: count(group.edges.length) })));
  const roles = new Set(group.edges.map((e) => facts.edge("role", e)));
  if (roles.size < 2) {
    box.append(rowList(node, group.edges, false));
    return box;
  }
  for (const role of roles) {
    const edges = group.edges.filter((e) => facts.edge("role", e) === role);
    box.append(make("h4", {}, make("span", { text: role ? tellRole(role) : say("without_role") }), make("span", { class: "count", text: count(edges.length) })), rowList(node, edges, false));
  }
  return box;
}

/**
 * @param {number} node
 * @param {number[]} edges
 * @param {boolean} withRole
 */
function rowList(node, edges, withRole) {
  const list = make("ul", { class: "rows" });
  const most = edges.length <= GROUP_ROWS + 4 ? edges.length : GROUP_ROWS;
  for (const e of edges.slice(0, most)) list.append(relationRow(node, e, withRole));
  if (edges.length > most) {
    const rest = make("li");
    const more = makeButton({
      class: "button quiet",
      text: say("show_all", { n: edges.length }),
      press: () => {
        rest.remove();
        const before = list.children.length;
        for (const e of edges.slice(most, most + 500)) list.append(relationRow(node, e, withRole));
        if (edges.length > most + 500) list.append(make("li", { class: "none", text: say("rest_in_table", { n: edges.length - most - 500 }) }));
        /** @type {HTMLElement | null} */ (list.children[before]?.querySelector("button"))?.focus();
      },
    });
    rest.append(more);
    list.append(rest);
  }
  return list;
}

/**
 * @param {number} node
 * @param {number} edge
 * @param {boolean} withRole
 */
function relationRow(node, edge, withRole) {
  const other = facts.other(edge, node);
  const line = make("li");
  const date = facts.edgeDate(edge);
  const role = withRole ? facts.edge("role", edge) : "";
  const basis = facts.edge("basis", edge);
  const details = [role && tellRole(role), date, basis && basis !== "stated" ? tellBasis(basis) : ""].filter(Boolean).join(" · ");
  line.append(
    make(
      "div",
      { class: "row-line" },
      nodeButton(other),
      make("button", { type: "button", class: "details", "aria-label": say("relation_open", { text: sentenceOf(edge), shown: details || say("relation_details") }), on: { click: () => choose(facts.nodeCount + edge) } }, details || say("relation_details")),
      citationMarks(facts.nodeCount + edge, line, 4),
    ),
  );
  return line;
}

/**
 * A commitment's chain: put on record at → assigned to → answered by, or open.
 * @param {number} node
 */
function commitmentChain(node) {
  if (facts.kind(node).name !== "commitment") return null;
  const list = make("ol", { class: "chain", "aria-label": say("chain_label") });
  const put = (/** @type {string} */ relation, /** @type {boolean} */ outward, /** @type {string} */ words) => {
    const edges = linkedEdges(node, relation, outward);
    for (const e of edges) {
      const line = make("li", { class: `step ${relation}` });
      const other = facts.other(e, node);
      const details = [facts.edge("role", e) && tellRole(facts.edge("role", e)), facts.nodeDate(other), facts.edge("basis", e) !== "stated" && basisLine(e)].filter(Boolean).join(" · ");
      line.append(make("span", { class: "step-word", text: words }), nodeButton(other), make("span", { class: "details", text: details }), citationMarks(facts.nodeCount + e, line, 3));
      list.append(line);
    }
    return edges.length;
  };
  put("agreed_at", true, say("chain_recorded"));
  put("assigned_to", true, say("chain_assigned"));
  const answered = put("fulfils", false, say("chain_answered"));
  const state = promiseState(node);
  const due = state === "open";
  const answer = facts.payload.nodes.answer ? facts.nodeById(cell(facts.payload.nodes.answer, node)) : -1;
  if (!answered && answer >= 0) list.append(make("li", { class: "step fulfils" }, make("span", { class: "step-word", text: say("chain_answered") }), nodeButton(answer)));
  else if (!answered && state !== "answered") list.append(make("li", { class: "step open" }, make("span", { class: "step-word", text: say(due ? "chain_open" : "chain_recorded_only") }), make("span", { class: "details", text: say(due ? "chain_open_about" : "chain_recorded_about") })));
  return make("section", { class: "group" }, make("h3", { text: say("chain_label") }), list);
}

/**
 * @param {number} node
 * @param {string} relation
 * @param {boolean} outward
 */
function linkedEdges(node, relation, outward) {
  const number = facts.relationByName.get(relation);
  if (number === undefined) return [];
  return [...facts.edgesOf(node)].filter((e) => facts.relationOf[e] === number && (outward ? facts.source[e] === node : facts.target[e] === node));
}

/**
 * Where a commitment stands: an event answers it, one is awaited, or it put on record what needs no answer.
 * @param {number} node
 * @returns {"open" | "answered" | "recorded"}
 */
function promiseState(node) {
  const told = facts.payload.nodes.standing ? cell(facts.payload.nodes.standing, node) : "";
  if (told) return told === "open" || told === "answered" ? told : "recorded";
  if (linkedEdges(node, "fulfils", false).length) return "answered";
  return facts.payload.terms.promises.includes(facts.node("force", node)) ? "open" : "recorded";
}

/**
 * What a party was asked to do, or an event put on record: open first, then answered.
 * @param {number} node
 */
function promisesOf(node) {
  const isA = facts.kind(node).isA;
  if (isA !== "party" && isA !== "event") return null;
  const edges = linkedEdges(node, isA === "party" ? "assigned_to" : "agreed_at", false);
  if (!edges.length) return null;
  const commitments = edges.map((e) => facts.source[e]);
  const [open, answered, recorded] = ["open", "answered", "recorded"].map((state) => commitments.filter((commitment) => promiseState(commitment) === state));
  const box = make("section", { class: "group promises", "aria-label": say("promises_label") }, make("h3", {}, make("span", { text: say("promises_label") }), make("span", { class: "count", text: say("promises_count", { open: open.length, answered: answered.length, recorded: recorded.length }) })));
  for (const [title, list] of /** @type {Array<[string, number[]]>} */ ([[say("promises_open"), open], [say("promises_answered"), answered], [say("promises_recorded"), recorded]])) {
    if (!list.length) continue;
    const details = make("details", { open: list.length <= 12 && list !== recorded }, make("summary", { text: `${title} (${list.length})` }));
    const rows = make("ul", { class: "rows" });
    for (const commitment of list.slice(0, 200)) rows.append(promiseRow(commitment, /** @type {number} */ (edges.find((e) => facts.source[e] === commitment))));
    details.append(rows);
    box.append(details);
  }
  return box;
}

/**
 * @param {number} commitment
 * @param {number} edge
 */
function promiseRow(commitment, edge) {
  const line = make("li");
  const [force, role] = [facts.node("force", commitment), facts.edge("role", edge)];
  const details = [force && tellForce(force), role && tellRole(role), facts.nodeDate(commitment)].filter(Boolean).join(" · ");
  line.append(
    make(
      "div",
      { class: "row-line" },
      nodeButton(commitment),
      make("button", { type: "button", class: "details", "aria-label": say("relation_open", { text: sentenceOf(edge), shown: details || say("relation_details") }), on: { click: () => choose(facts.nodeCount + edge) } }, details || say("relation_details")),
      citationMarks(facts.nodeCount + edge, line, 2),
    ),
  );
  return line;
}

/**
 * Relations that the chain or the list of commitments already tells.
 * @param {number} node
 * @param {Group} group
 */
function toldAbove(node, group) {
  const { isA, name } = facts.kind(node);
  const relation = facts.relations[group.relation].name;
  if (name === "commitment") return (group.outward && (relation === "agreed_at" || relation === "assigned_to")) || (!group.outward && relation === "fulfils");
  return !group.outward && ((isA === "party" && relation === "assigned_to") || (isA === "event" && relation === "agreed_at"));
}
