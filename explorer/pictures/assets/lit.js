// What stands out: the chosen node or relation with its surroundings, a path, or what the pointer rests on.

/** @typedef {{ nodes: Set<number>, edges: Set<number>, core: Set<number> }} Lit */

/** @type {Lit | null} */
let lit = null;
/** What the pointer rests on, −1 for nothing. */
let hovered = -1;
/** Where the keyboard stands in the picture, −1 for nowhere. */
let cursor = -1;

/** Work out anew what is lit; null when nothing is, so that all is drawn alike. */
function light() {
  const item = hovered >= 0 ? hovered : cursor >= 0 && cursor !== view.chosen ? cursor : -1;
  if (item >= 0) lit = together(lightPath(), lightItem(item));
  else if (view.compare) lit = lightNodes(view.compare.flatMap(({ nodes }) => nodes), true);
  else if (view.selected.size) lit = lightNodes([...view.selected], false);
  else lit = together(lightPath(), lightItem(view.chosen));
}

/**
 * The path stays lit beside what is chosen.
 * @param {Lit | null} path
 * @param {Lit | null} item
 */
function together(path, item) {
  if (!path || !item) return path || item;
  return { nodes: new Set([...path.nodes, ...item.nodes]), edges: new Set([...path.edges, ...item.edges]), core: new Set([...path.core, ...item.core]) };
}

/**
 * Some nodes and the relations among them; with their neighbours when they are compared.
 * @param {number[]} some
 * @param {boolean} wide
 * @returns {Lit}
 */
function lightNodes(some, wide) {
  const core = new Set(some);
  const nodes = new Set(some);
  const edges = new Set();
  for (const node of some) {
    for (const e of facts.edgesOf(node)) {
      const other = facts.other(e, node);
      if (!shown.edgeOn[e] || !shown.isDrawn[other] || !(wide || core.has(other))) continue;
      nodes.add(other);
      edges.add(e);
    }
  }
  return { nodes, edges, core };
}

/** @param {number} item @returns {Lit | null} */
function lightItem(item) {
  if (item < 0) return null;
  if (!facts.isNode(item)) {
    const e = item - facts.nodeCount;
    const ends = new Set([facts.source[e], facts.target[e]]);
    return { nodes: ends, edges: new Set([e]), core: new Set(ends) };
  }
  if (!shown.isDrawn[item]) return null;
  const nodes = new Set([item]);
  const edges = new Set();
  for (const e of facts.edgesOf(item)) {
    const other = facts.other(e, item);
    if (!shown.edgeOn[e] || !shown.isDrawn[other]) continue;
    nodes.add(other);
    edges.add(e);
  }
  return { nodes, edges, core: new Set([item]) };
}

/** @returns {Lit | null} */
function lightPath() {
  const steps = currentPath(view);
  if (!steps.length) return null;
  const nodes = new Set(steps.map((step) => step.node));
  const edges = new Set(steps.flatMap((step) => step.edges));
  return { nodes, edges, core: new Set([steps[0].node, steps[steps.length - 1].node]) };
}
