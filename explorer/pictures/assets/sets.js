// Working with several nodes at once: select, hide, keep only, pin, move, group into one, name, compare.

/**
 * Select nodes in place of what is selected or chosen.
 * @param {number[]} nodes
 * @param {string} [name] of what they are, for the announcement
 */
function selectNodes(nodes, name = "") {
  pathAsked = false;
  change(
    (next) => {
      next.selected = new Set(nodes);
      next.chosen = -1;
      next.compare = null;
    },
    { announce: nodes.length ? say("announce_selected", { n: nodes.length, name: name || namesOf(nodes, 3) }) : say("announce_none_selected") },
  );
  openPanel();
}

/**
 * Add a node to the selection or take it out; what was chosen becomes the first of it.
 * @param {number} node
 */
function toggleSelected(node) {
  const nodes = new Set(view.selected);
  if (!nodes.size && facts.isNode(view.chosen)) nodes.add(view.chosen);
  if (!nodes.delete(node)) nodes.add(node);
  selectNodes([...nodes]);
}

/**
 * Names of some nodes, the most connected first.
 * @param {number[]} nodes
 * @param {number} most
 */
function namesOf(nodes, most) {
  const first = [...nodes].sort((a, b) => facts.rank[a] - facts.rank[b]).slice(0, most).map(labelOf).join(", ");
  return nodes.length > most ? `${first} …` : first;
}

/** Nodes that a set act is about. */
function selectedNodes() {
  return view.selected.size ? [...view.selected] : facts.isNode(view.chosen) ? [view.chosen] : [];
}

/** @param {number[]} nodes */
function hideNodes(nodes) {
  change((next) => dropNodes(next, nodes), { announce: say("announce_hidden_set", { n: nodes.length }) });
}

/**
 * Hide all but these.
 * @param {number[]} nodes
 */
function keepOnly(nodes) {
  const kept = new Set(nodes);
  change(
    (next) => {
      for (let node = 0; node < facts.nodeCount; node++) if (!kept.has(node) && shown.nodeOn[node]) next.hidden.add(node);
      next.focus = -1;
      next.added = nodes.slice();
      next.path = null;
      next.selected.clear();
    },
    { announce: say("announce_kept", { n: nodes.length }) },
  );
  fitPicture(true);
}

/**
 * Draw nodes as one.
 * @param {number[]} nodes
 * @param {string} name
 */
function groupNodes(nodes, name) {
  const members = [...nodes].sort((a, b) => facts.rank[a] - facts.rank[b]);
  change(
    (next) => {
      next.groups = [...ungrouped(next, members), { name, nodes: members }];
      next.chosen = -1;
    },
    { announce: say("announce_grouped", { n: nodes.length, name }) },
  );
}

/**
 * The groups without these nodes; a group of one is none.
 * @param {View} view
 * @param {number[]} nodes
 */
function ungrouped(view, nodes) {
  const gone = new Set(nodes);
  return view.groups.map((group) => ({ ...group, nodes: group.nodes.filter((node) => !gone.has(node)) })).filter((group) => group.nodes.length > 1);
}

/** @param {number[]} nodes */
function ungroup(nodes) {
  change((next) => (next.groups = ungrouped(next, nodes)), { announce: say("announce_ungrouped") });
}

/**
 * Keep nodes under a name.
 * @param {number[]} nodes
 * @param {string} name
 */
function nameSet(nodes, name) {
  change((next) => (next.sets = [...next.sets.filter((set) => set.name !== name), { name, nodes }]), { announce: say("announce_named", { name, n: nodes.length }) });
}

/**
 * Move nodes by keys: they are pinned where they come to.
 * @param {number[]} nodes
 * @param {number} x
 * @param {number} y screen pixels
 */
function moveBy(nodes, x, y) {
  for (const node of nodes) setPlace(node, { x: placeOf(node).x + x / network.scale, y: placeOf(node).y + y / network.scale });
  pictureVersion++;
  pinPlaces(nodes);
}

/**
 * Compare two nodes or sets.
 * @param {NamedSet} one
 * @param {NamedSet} other
 */
function compareSets(one, other) {
  pathAsked = false;
  change(
    (next) => {
      next.compare = [one, other];
      next.chosen = -1;
      next.selected.clear();
    },
    { announce: say("announce_compared", { a: one.name, b: other.name, ...comparisonCounts(one, other) }) },
  );
  openPanel();
}

/**
 * @param {NamedSet} one
 * @param {NamedSet} other
 */
function comparisonCounts(one, other) {
  const { shared, here, there } = comparison(one, other);
  return { n: shared.length, here: here.length, there: there.length };
}

/**
 * Neighbours of both, of the one only, of the other only; for sets of more than one their members where they overlap.
 * @param {NamedSet} one
 * @param {NamedSet} other
 */
function comparison(one, other) {
  const near = (/** @type {NamedSet} */ set) => new Set(set.nodes.flatMap((node) => neighboursOf(node)).filter((node) => !one.nodes.includes(node) && !other.nodes.includes(node)));
  const [a, b] = [near(one), near(other)];
  const sorted = (/** @type {number[]} */ nodes) => nodes.sort((x, y) => facts.rank[x] - facts.rank[y]);
  const inBoth = one.nodes.filter((node) => other.nodes.includes(node));
  return { inBoth, shared: sorted([...a].filter((node) => b.has(node))), here: sorted([...a].filter((node) => !b.has(node))), there: sorted([...b].filter((node) => !a.has(node))) };
}
