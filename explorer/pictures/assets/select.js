// From the view to what is shown: first what passes the filters, then what of it is drawn.

/**
 * @param {View} view
 * @returns {Shown}
 */
function select(view) {
  const nodeOn = new Uint8Array(facts.nodeCount);
  const edgeOn = new Uint8Array(facts.edgeCount);
  const passing = passNodes(view, nodeOn);
  passEdges(view, nodeOn, edgeOn, passing);
  keepTopic(view, nodeOn, edgeOn);
  if (isNarrowed(view)) dropLonely(view, nodeOn, edgeOn);
  const distance = view.focus >= 0 ? reach(view.focus, view.depth, edgeOn, nodeOn) : null;
  const isDrawn = new Uint8Array(facts.nodeCount);
  const base = view.mode === "network" && !distance ? baseNodes(view, nodeOn) : [];
  const nodes = view.mode === "network" ? drawnNodes(view, nodeOn, edgeOn, distance, isDrawn, base) : allNodes(nodeOn, distance, isDrawn);
  const edges = [];
  for (let e = 0; e < facts.edgeCount; e++) if (edgeOn[e] && isDrawn[facts.source[e]] && isDrawn[facts.target[e]]) edges.push(e);
  let passingNodes = 0;
  let passingEdges = 0;
  for (let i = 0; i < nodeOn.length; i++) passingNodes += nodeOn[i];
  for (let e = 0; e < edgeOn.length; e++) passingEdges += edgeOn[e];
  return { nodeOn, edgeOn, nodes, base, edges, isDrawn, distance, passingNodes, passingEdges, ...passing };
}

/**
 * Pass nodes by kind, force, time and hiding; count by kind as if no kind were off.
 * @param {View} view
 * @param {Uint8Array} nodeOn
 */
function passNodes(view, nodeOn) {
  const kindCounts = facts.kinds.map(() => 0);
  const years = facts.year;
  const passes = attributeTest(view, "nodes");
  for (let i = 0; i < facts.nodeCount; i++) {
    if (view.hidden.has(i) || !passes(i)) continue;
    const force = view.forcesOff.size ? facts.node("force", i) : "";
    if (force && view.forcesOff.has(force)) continue;
    if (!inTime(view, years[i])) continue;
    kindCounts[facts.kindOf[i]]++;
    if (!view.kindsOff.has(facts.kindOf[i])) nodeOn[i] = 1;
  }
  for (const node of endsOf(view.chosen)) nodeOn[node] = 1;
  return { kindCounts, relationCounts: facts.relations.map(() => 0) };
}

/**
 * @param {View} view
 * @param {number} year −1 timeless, 0 undated
 */
function inTime(view, year) {
  if (year < 0) return true;
  if (year === 0) return view.undated;
  return (!view.from || year >= view.from) && (!view.to || year <= view.to);
}

/**
 * Pass relations by name, role, basis, their own dates and both their ends.
 * @param {View} view
 * @param {Uint8Array} nodeOn
 * @param {Uint8Array} edgeOn
 * @param {{ relationCounts: number[] }} counts
 */
function passEdges(view, nodeOn, edgeOn, counts) {
  const timed = Boolean(view.from || view.to);
  const passes = attributeTest(view, "edges");
  for (let e = 0; e < facts.edgeCount; e++) {
    if (!nodeOn[facts.source[e]] || !nodeOn[facts.target[e]]) continue;
    if (view.rolesOff.size && view.rolesOff.has(facts.edge("role", e))) continue;
    if (view.basesOff.size && view.basesOff.has(facts.edge("basis", e))) continue;
    if ((timed && !ownTime(view, e)) || !passes(e)) continue;
    counts.relationCounts[facts.relationOf[e]]++;
    if (!view.relationsOff.has(facts.relationOf[e]) || facts.nodeCount + e === view.chosen) edgeOn[e] = 1;
  }
}

/**
 * @param {View} view
 * @param {number} edge
 */
function ownTime(view, edge) {
  const start = yearOf(facts.edge("start", edge));
  const end = yearOf(facts.edge("end", edge));
  return !(start && view.to && start > view.to) && !(end && view.from && end < view.from);
}

/**
 * Of a topic keep what is about it and what touches that.
 * @param {View} view
 * @param {Uint8Array} nodeOn
 * @param {Uint8Array} edgeOn
 */
function keepTopic(view, nodeOn, edgeOn) {
  if (view.topic < 0) return;
  const about = facts.relationByName.get("about");
  const core = new Uint8Array(facts.nodeCount);
  core[view.topic] = 1;
  for (const e of facts.edgesOf(view.topic)) if (facts.relationOf[e] === about) core[facts.other(e, view.topic)] = 1;
  const kept = core.slice();
  for (let e = 0; e < facts.edgeCount; e++) {
    const touches = core[facts.source[e]] || core[facts.target[e]];
    const byAnother = facts.relationOf[e] === about && facts.target[e] !== view.topic;
    if (!edgeOn[e] || !touches || byAnother) edgeOn[e] = 0;
    else kept[facts.source[e]] = kept[facts.target[e]] = 1;
  }
  for (let i = 0; i < nodeOn.length; i++) nodeOn[i] &= kept[i];
}

/**
 * Whether a filter beyond the kinds is on, so that nodes without a relation left have no business here.
 * @param {View} view
 */
function isNarrowed(view) {
  return Boolean(view.from || view.to || !view.undated || view.topic >= 0 || view.rolesOff.size || view.forcesOff.size || view.basesOff.size || view.relationsOff.size || [...view.valuesOff].some(([key, off]) => off.size && key.startsWith("edges")) || [...view.ranges.keys()].some((key) => key.startsWith("edges")));
}

/**
 * Under a time range, a relation between two timeless nodes (Bali is in Indonesia) alone keeps neither.
 * @param {View} view
 * @param {Uint8Array} nodeOn
 * @param {Uint8Array} edgeOn
 */
function dropLonely(view, nodeOn, edgeOn) {
  const years = facts.year;
  const timed = Boolean(view.from || view.to);
  const kept = new Uint8Array(facts.nodeCount);
  for (let e = 0; e < facts.edgeCount; e++) {
    if (!edgeOn[e]) continue;
    const [s, t] = [facts.source[e], facts.target[e]];
    if (timed && years[s] < 0 && years[t] < 0 && !facts.edge("start", e)) continue;
    kept[s] = kept[t] = 1;
  }
  for (let i = 0; i < nodeOn.length; i++) if (!kept[i] && !(timed && years[i] > 0) && i !== view.chosen && i !== view.focus) nodeOn[i] = 0;
  for (let e = 0; e < facts.edgeCount; e++) if (!nodeOn[facts.source[e]] || !nodeOn[facts.target[e]]) edgeOn[e] = 0;
}

/**
 * Distances from a node over what passes, −1 beyond the depth.
 * @param {number} start
 * @param {number} depth
 * @param {Uint8Array} edgeOn
 * @param {Uint8Array} nodeOn
 */
function reach(start, depth, edgeOn, nodeOn) {
  const distance = new Int16Array(facts.nodeCount).fill(-1);
  nodeOn[start] = 1;
  distance[start] = 0;
  let edge = [start];
  for (let step = 1; step <= depth && edge.length; step++) {
    const next = [];
    for (const node of edge) {
      for (const e of facts.edgesOf(node)) {
        const other = facts.other(e, node);
        if (!edgeOn[e] || distance[other] >= 0) continue;
        distance[other] = step;
        next.push(other);
      }
    }
    edge = next;
  }
  return distance;
}

/**
 * What the budget buys, the most relevant first. What was asked for by name does not use it up: the rest stays as it was.
 * @param {View} view
 * @param {Uint8Array} nodeOn
 */
function baseNodes(view, nodeOn) {
  const counted = new Uint8Array(facts.nodeCount);
  /** @type {number[]} */
  const nodes = [];
  for (const list of [facts.payload.first, facts.byRank]) {
    for (const node of list) {
      if (nodes.length >= view.budget) return nodes;
      if (counted[node] || !nodeOn[node]) continue;
      counted[node] = 1;
      nodes.push(node);
    }
  }
  return nodes;
}

/**
 * @param {View} view
 * @param {Uint8Array} nodeOn
 * @param {Uint8Array} edgeOn
 * @param {Int16Array | null} distance
 * @param {Uint8Array} isDrawn
 * @param {number[]} base
 * @returns {number[]}
 */
function drawnNodes(view, nodeOn, edgeOn, distance, isDrawn, base) {
  /** @type {number[]} */
  const nodes = [];
  const add = (/** @type {number} */ node) => {
    if (!isDrawn[node] && nodeOn[node]) {
      isDrawn[node] = 1;
      nodes.push(node);
    }
  };
  // In this order a choice among what is drawn already changes nothing.
  const must = mustDraw(view);
  if (distance) {
    const near = facts.byRank.filter((node) => distance[node] >= 0);
    near.sort((a, b) => distance[a] - distance[b] || facts.rank[a] - facts.rank[b]);
    for (const node of near.slice(0, Math.max(view.budget, facts.about.limit))) add(node);
    for (const node of must) add(node);
    return nodes;
  }
  for (const node of base) add(node);
  for (const node of must) add(node);
  // What is chosen brings its nearest neighbours along, so that its story is seen; they go when it is let go.
  if (facts.isNode(view.chosen)) {
    const missing = new Set([...facts.edgesOf(view.chosen)].filter((e) => edgeOn[e]).map((e) => facts.other(e, view.chosen)));
    const near = [...missing].filter((node) => !isDrawn[node]).sort((a, b) => facts.rank[a] - facts.rank[b]);
    for (const node of near.slice(0, BRING_ALONG)) add(node);
  }
  return nodes;
}

/** As many missing neighbours as come along when a node is chosen. */
const BRING_ALONG = 12;

/**
 * What the reader asked for by name is drawn whatever the number.
 * @param {View} view
 */
function mustDraw(view) {
  const nodes = [...endsOf(view.chosen), ...view.added, ...view.selected, ...view.pinned.keys()];
  if (view.compare) nodes.push(...view.compare.flatMap((side) => side.nodes));
  if (view.path) for (const step of currentPath(view)) nodes.push(step.node);
  if (view.focus >= 0) nodes.push(view.focus);
  return nodes;
}

/**
 * In the table and the other views everything that passes is shown.
 * @param {Uint8Array} nodeOn
 * @param {Int16Array | null} distance
 * @param {Uint8Array} isDrawn
 */
function allNodes(nodeOn, distance, isDrawn) {
  const nodes = [];
  for (const node of facts.byRank) {
    if (!nodeOn[node] || (distance && distance[node] < 0)) continue;
    isDrawn[node] = 1;
    nodes.push(node);
  }
  return nodes;
}
