// What the reader has asked for, how it changes, and who hears of it.

/** Most neighbours that one "expand" brings in. */
const EXPAND_MOST = 60;

/** @returns {View} */
function freshView() {
  return {
    mode: "network",
    chosen: -1,
    selected: new Set(),
    compare: null,
    kindsOff: new Set(),
    relationsOff: new Set(),
    rolesOff: new Set(),
    forcesOff: new Set(),
    basesOff: new Set(),
    valuesOff: new Map(),
    ranges: new Map(),
    topic: -1,
    from: 0,
    to: 0,
    undated: true,
    focus: facts.about.focus ?? -1,
    depth: 1,
    added: [],
    hidden: new Set(),
    pinned: new Map(),
    moved: new Map(),
    groups: [],
    sets: [],
    color: openingLook("color"),
    size: openingLook("size"),
    width: openingLook("width"),
    layout: openingLayout(),
    frame: openingFrame,
    look: null,
    sort: { by: 4, up: false },
    budget: openingBudget(openingFrame),
    path: null,
  };
}

/** The layout that the given positions hold. */
function openingLayout() {
  return facts.payload.layouts?.[0] || "force";
}

/**
 * How many nodes to draw at opening: what fits the picture and stays legible, never more than the limit.
 * A small graph is drawn whole.
 * @param {{ width: number, height: number }} frame
 */
function openingBudget({ width, height }) {
  const most = Math.max(1, facts.about.limit || 300);
  if (facts.nodeCount <= Math.min(SMALL_GRAPH, most)) return most;
  const fitting = Math.round((width * height) / (ROOM_FOR_ONE * letterScale() ** 2) / 10) * 10;
  const first = facts.payload.first.length || most;
  // A graph that was meant to be seen whole: cut, a path would be no path.
  if (first === facts.nodeCount && first <= most) return most;
  return Math.max(Math.min(OPENING_LEAST, first), Math.min(most, first, fitting));
}

/** Size of the stage that the picture is laid out for: this window's, or that of the window a link was made in. */
let openingFrame = { width: 1000, height: 700 };

/** How many nodes the view begins with. */
function firstBudget() {
  return openingBudget(view.frame);
}

const SMALL_GRAPH = 110;
const OPENING_LEAST = 40;
const ROOM_FOR_ONE = 4200; // square pixels that a node with its label takes

/** @type {View} */
let view;
/** @type {Shown} */
let shown;

/**
 * What of the view has changed: `drawn` nodes or relations, `looks` (colour, size, width), `places`, what is in the
 * panel (`chosen`, `path`), and whether it came by the history (`travelled`).
 * @typedef {{ view: View, shown: Shown, before: View | null, first: boolean, drawn: boolean, chosen: boolean, filter: boolean, mode: boolean, path: boolean, looks: boolean, places: boolean, layout: boolean, focus: boolean, travelled: boolean }} Change
 */
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
    valuesOff: new Map([...old.valuesOff].map(([key, set]) => [key, new Set(set)])),
    ranges: new Map(old.ranges),
    selected: new Set(old.selected),
    hidden: new Set(old.hidden),
    pinned: new Map(old.pinned),
    moved: new Map(old.moved),
    groups: [...old.groups],
    sets: [...old.sets],
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
 * @param {boolean} [travelled]
 */
function show(next, before, travelled = false) {
  const shownBefore = shown;
  view = next;
  takeGroups();
  shown = select(view);
  const differs = (/** @type {(view: View) => unknown} */ of) => !before || String(of(before)) !== String(of(view));
  const places = (/** @type {Map<number, Point>} */ map) => [...map].map(([node, { x, y }]) => [node, x, y]);
  const change = {
    view,
    shown,
    before,
    travelled,
    first: !before,
    drawn: !before || !sameList(shown.nodes, shownBefore.nodes) || !sameList(shown.edges, shownBefore.edges) || before.focus !== view.focus || before.depth !== view.depth,
    chosen: differs((view) => [view.chosen, [...view.selected], JSON.stringify(view.compare)]),
    filter: !before || shownBefore.passingEdges !== shown.passingEdges || shownBefore.passingNodes !== shown.passingNodes || filterText(before) !== filterText(view),
    mode: differs((view) => view.mode),
    path: differs((view) => JSON.stringify(view.path)),
    looks: differs((view) => [view.color, view.size, view.width, JSON.stringify(view.groups)]),
    places: differs((view) => [places(view.pinned), places(view.moved), view.layout, JSON.stringify(view.frame), JSON.stringify(view.groups)]),
    layout: differs((view) => view.layout),
    focus: differs((view) => view.focus),
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
  const values = [...view.valuesOff].filter(([, off]) => off.size).map(([key, off]) => [key, ...off].join());
  return [...sets, ...values, [...view.ranges].join(), view.topic, view.from, view.to, view.undated].join(";");
}

/**
 * Choose a node or relation. What is not drawn, or is filtered out, is seen as long as it is chosen; nothing else changes.
 * @param {number} item −1 for none
 * @param {{ announce?: boolean }} [options]
 */
function choose(item, options = {}) {
  pathAsked = false;
  if (item === view.chosen && !view.selected.size && !view.compare) return openPanel();
  const told = item < 0 ? say("announce_none_chosen") : facts.isNode(item) ? describeNode(item) : sentenceOf(item - facts.nodeCount);
  change(
    (next) => {
      next.chosen = item;
      next.selected.clear();
      next.compare = null;
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
      next.moved.clear();
      next.selected.clear();
      if (node >= 0) next.chosen = node;
      next.hidden.delete(node);
    },
    { announce: node < 0 ? say("announce_focus_left") : say("announce_focus", { name: labelOf(node), n: depth || view.depth }) },
  );
}

/** @param {number} node */
function hideNode(node) {
  change((next) => dropNodes(next, [node]), { announce: say("announce_hidden", { name: labelOf(node) }) });
}

/**
 * @param {View} next
 * @param {number[]} nodes to hide
 */
function dropNodes(next, nodes) {
  const gone = new Set(nodes);
  for (const node of nodes) next.hidden.add(node);
  next.added = next.added.filter((node) => !gone.has(node));
  if (gone.has(next.chosen)) next.chosen = -1;
  if (gone.has(next.focus)) next.focus = -1;
  if (next.path && (gone.has(next.path.from) || gone.has(next.path.to))) next.path = null;
  next.selected.clear();
}

/**
 * Fix nodes where they stand.
 * @param {number[]} nodes
 */
function pinPlaces(nodes) {
  const at = nodes.map(placeOf);
  change((next) => nodes.forEach((node, i) => next.pinned.set(node, at[i])), { announce: nodes.length === 1 ? say("announce_pinned", { name: labelOf(nodes[0]) }) : say("announce_pinned_set", { n: nodes.length }) });
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
