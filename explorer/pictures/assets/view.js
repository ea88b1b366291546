// What the reader has asked for, how it changes, and who hears of it.

/** Most neighbours that one "expand" brings in. */
const EXPAND_MOST = 60;

/** As many missing neighbours as come along when a node is chosen. */
const BRING_ALONG = 8;

/** @returns {View} */
function freshView() {
  return {
    mode: "network",
    chosen: -1,
    kindsOff: new Set(),
    relationsOff: new Set(),
    rolesOff: new Set(),
    forcesOff: new Set(),
    basesOff: new Set(),
    topic: -1,
    from: 0,
    to: 0,
    undated: true,
    focus: facts.about.focus ?? -1,
    depth: 1,
    added: [],
    hidden: new Set(),
    pinned: new Map(),
    budget: openingBudgetKept,
    path: null,
  };
}

/**
 * How many nodes to draw at opening: what fits the picture and stays legible, never more than the limit.
 * A small graph is drawn whole.
 */
function openingBudget() {
  const most = Math.max(1, facts.about.limit || 300);
  if (facts.nodeCount <= Math.min(SMALL_GRAPH, most)) return most;
  const box = byId("canvas");
  const fitting = Math.round((box.clientWidth * box.clientHeight) / (ROOM_FOR_ONE * letterScale() ** 2) / 10) * 10;
  const first = facts.payload.first.length || most;
  return Math.max(Math.min(OPENING_LEAST, first), Math.min(most, first, fitting));
}

/** The budget that the page opened with. */
let openingBudgetKept = 300;

const SMALL_GRAPH = 110;
const OPENING_LEAST = 40;
const ROOM_FOR_ONE = 4200; // square pixels that a node with its label takes

/** @type {View} */
let view;
/** @type {Shown} */
let shown;

/** @typedef {{ view: View, shown: Shown, drawn: boolean, chosen: boolean, filter: boolean, mode: boolean, path: boolean, first: boolean }} Change */
/** @type {Array<(change: Change) => void>} */
const listeners = [];

/**
 * Hear of every change of the view.
 * @param {(change: Change) => void} listener
 */
function onChange(listener) {
  listeners.push(listener);
}

/** @param {View} old @returns {View} */
function copyView(old) {
  return {
    ...old,
    kindsOff: new Set(old.kindsOff),
    relationsOff: new Set(old.relationsOff),
    rolesOff: new Set(old.rolesOff),
    forcesOff: new Set(old.forcesOff),
    basesOff: new Set(old.basesOff),
    hidden: new Set(old.hidden),
    pinned: new Map(old.pinned),
    added: [...old.added],
    path: old.path && { ...old.path },
  };
}

/**
 * Change the view: edit a copy of it, select anew, tell everyone, remember it, announce it.
 * @param {(view: View) => void} edit
 * @param {{ announce?: string, remember?: "push" | "replace" | "no" }} [options]
 */
function change(edit, options = {}) {
  const before = view;
  const next = copyView(view);
  edit(next);
  show(next, before);
  if (options.remember !== "no") rememberView(options.remember === "replace");
  if (options.announce) announce(options.announce);
}

/**
 * Show a view as it stands.
 * @param {View} next
 * @param {View | null} before
 */
function show(next, before) {
  const shownBefore = shown;
  view = next;
  shown = select(view);
  const change = {
    view,
    shown,
    first: !before,
    drawn: !before || !sameList(shown.nodes, shownBefore.nodes) || !sameList(shown.edges, shownBefore.edges) || before.focus !== view.focus || before.depth !== view.depth,
    chosen: !before || before.chosen !== view.chosen,
    filter: !before || shownBefore.passingEdges !== shown.passingEdges || shownBefore.passingNodes !== shown.passingNodes || filterText(before) !== filterText(view),
    mode: !before || before.mode !== view.mode,
    path: !before || JSON.stringify(before.path) !== JSON.stringify(view.path),
  };
  for (const listener of listeners) listener(change);
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function sameList(a, b) {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** @param {View} view */
function filterText(view) {
  const { kindsOff, relationsOff, rolesOff, forcesOff, basesOff, hidden } = view;
  const sets = [kindsOff, relationsOff, rolesOff, forcesOff, basesOff, hidden].map((set) => [.../** @type {Set<any>} */ (set)].join());
  return [...sets, view.topic, view.from, view.to, view.undated].join(";");
}

/**
 * Choose a node or relation. One that is not drawn comes into the picture with its nearest neighbours.
 * @param {number} item −1 for none
 * @param {{ announce?: boolean }} [options]
 */
function choose(item, options = {}) {
  if (item === view.chosen) return openPanel();
  const told = item < 0 ? say("announce_none_chosen") : facts.isNode(item) ? describeNode(item) : sentenceOf(item - facts.nodeCount);
  change(
    (next) => {
      next.chosen = item;
      if (item < 0) return;
      for (const node of endsOf(item)) {
        next.hidden.delete(node);
        next.kindsOff.delete(facts.kindOf[node]);
        if (!shown.isDrawn[node] && !next.added.includes(node)) next.added.push(node);
      }
      // A node with few neighbours brings them along, so that its whole story is seen.
      if (facts.isNode(item)) {
        const missing = neighboursOf(item).filter((other) => !shown.isDrawn[other]);
        if (missing.length <= BRING_ALONG) for (const other of missing) if (!next.added.includes(other)) next.added.push(other);
      }
      if (!facts.isNode(item)) next.relationsOff.delete(facts.relationOf[item - facts.nodeCount]);
    },
    { announce: options.announce === false ? "" : told },
  );
  openPanel();
}

/**
 * The node itself, or both ends of a relation.
 * @param {number} item
 */
function endsOf(item) {
  if (item < 0) return [];
  return facts.isNode(item) ? [item] : [facts.source[item - facts.nodeCount], facts.target[item - facts.nodeCount]];
}

/**
 * A node in one line, for announcements.
 * @param {number} node
 */
function describeNode(node) {
  const date = facts.nodeDate(node);
  return say(date ? "node_line_date" : "node_line", {
    name: shorten(facts.name(node), 140),
    kind: facts.kind(node).label,
    n: facts.degree(node),
    date,
  });
}

/**
 * Bring the neighbours of a node into the picture.
 * @param {number} node
 */
function expand(node) {
  const near = neighboursOf(node).filter((other) => !shown.isDrawn[other] && shown.nodeOn[other]);
  near.sort((a, b) => facts.rank[a] - facts.rank[b]);
  const taken = near.slice(0, EXPAND_MOST);
  change((next) => next.added.push(...(next.added.includes(node) ? [] : [node]), ...taken), {
    announce: say(taken.length < near.length ? "announce_expanded_some" : "announce_expanded", { n: taken.length, rest: near.length - taken.length, name: labelOf(node) }),
  });
}

/**
 * @param {number} node
 * @returns {number[]} neighbours over relations that pass the filters
 */
function neighboursOf(node) {
  const near = new Set();
  for (const e of facts.edgesOf(node)) if (shown.edgeOn[e]) near.add(facts.other(e, node));
  near.delete(node);
  return [...near];
}

/**
 * Draw a node and what lies around it, and nothing else; −1 leaves the focus.
 * @param {number} node
 * @param {number} [depth]
 */
function focusOn(node, depth) {
  change(
    (next) => {
      next.focus = node;
      if (depth) next.depth = depth;
      next.added = [];
      next.path = null;
      if (node >= 0) next.chosen = node;
      next.hidden.delete(node);
    },
    { announce: node < 0 ? say("announce_focus_left") : say("announce_focus", { name: labelOf(node), n: depth || view.depth }) },
  );
}

/** @param {number} node */
function hideNode(node) {
  change(
    (next) => {
      next.hidden.add(node);
      next.added = next.added.filter((other) => other !== node);
      if (next.chosen === node) next.chosen = -1;
      if (next.focus === node) next.focus = -1;
      if (next.path && (next.path.from === node || next.path.to === node)) next.path = null;
    },
    { announce: say("announce_hidden", { name: labelOf(node) }) },
  );
}

/**
 * Fix a node where it is, or let it go.
 * @param {number} node
 */
function togglePin(node) {
  const at = placeOf(node);
  const pinned = view.pinned.has(node);
  change((next) => (pinned ? next.pinned.delete(node) : next.pinned.set(node, at)), {
    announce: say(pinned ? "announce_unpinned" : "announce_pinned", { name: labelOf(node) }),
  });
}
