// Talking with the page around: checked messages of the frame's parent come in, what the reader does goes out. Nothing is
// sent before the parent has asked, and only to the window that asked.

/**
 * In: `{explorer: 1, select: [ids]}`, `{…, show: fragment}`, `{…, colour: name}`, `{…, positions: [[id, x, y], …]}`, or
 * `{explorer: 1}` alone, which only asks to be told all. Out: `{explorer: 1, number, selected, shown, path, positions,
 * notes}`, after every change those of the five that it changed. `number` grows, also when the page is opened anew.
 * @typedef {{ postMessage(message: object, options: { targetOrigin: string }): void }} Listener
 */

/** The window that asked. @type {Listener | null} */
let listener = null;
/** Name → what was told of it last, as text. @type {Map<string, string>} */
const lastTold = new Map();
let tellings = Date.now();
const MOST_SHOWN = 20000; // ids that are told; of a larger picture only the counts

/** What may be asked for, and how each is checked and done. @type {Map<string, { fits: (value: any) => boolean, run: (value: any) => void }>} */
const REQUESTS = new Map([
  ["select", { fits: (value) => isList(value, (id) => typeof id === "string"), run: (ids) => selectNodes(knownNodes(ids)) }],
  ["show", { fits: (value) => typeof value === "string" && value.length < 1e6, run: (text) => showView(text) }],
  ["colour", { fits: (value) => typeof value === "string" && lookNames("color").includes(value), run: (name) => change((next) => (next.color = name)) }],
  ["positions", { fits: (value) => isList(value, (row) => Array.isArray(row) && row.length === 3 && typeof row[0] === "string" && Number.isFinite(row[1]) && Number.isFinite(row[2])), run: placeFromOutside }],
]);

/**
 * @param {unknown} value
 * @param {(item: any) => boolean} fits
 */
function isList(value, fits) {
  return Array.isArray(value) && value.length <= facts.nodeCount && value.every(fits);
}

function startMessages() {
  if (alone) return;
  window.addEventListener("message", (event) => {
    const { data, source } = event;
    if (source !== parent || !data || typeof data !== "object" || data.explorer !== 1) return;
    listener = /** @type {Listener} */ (/** @type {unknown} */ (source));
    const asked = [...REQUESTS].filter(([name]) => Object.hasOwn(data, name));
    if (!asked.length) lastTold.clear();
    for (const [name, { fits, run }] of asked) if (fits(data[name])) run(data[name]);
    tellOthers();
  });
  onChange(() => tellOthers());
}

/** @param {string[]} ids */
function knownNodes(ids) {
  return ids.map((id) => facts.nodeById(id)).filter((node) => node >= 0);
}

/** @param {string} text */
function showView(text) {
  show(readView(text), view, true);
  rememberView(false);
}

/** @param {Array<[string, number, number]>} rows */
function placeFromOutside(rows) {
  change((next) => {
    for (const [id, x, y] of rows) {
      const node = facts.nodeById(id);
      if (node >= 0) next.moved.set(node, { x, y });
    }
  });
}

/** What the reader sees and does, in ids. */
function outerState() {
  const ids = (/** @type {Iterable<number>} */ nodes) => [...nodes].map((node) => facts.node("id", node));
  const edges = facts.isNode(view.chosen) || view.chosen < 0 ? [] : [facts.itemId(view.chosen)];
  return {
    selected: { nodes: ids(selectedNodes()), relations: edges },
    shown: { view: writeView(view), nodes: shown.nodes.length <= MOST_SHOWN ? ids(shown.nodes) : [], counts: [shown.nodes.length, shown.edges.length] },
    path: view.path ? currentPath(view).map(({ node, edges }) => ({ node: facts.node("id", node), relations: edges.map((e) => facts.edge("id", e)) })) : [],
    positions: [...view.moved, ...view.pinned].map(([node, { x, y }]) => [facts.node("id", node), x, y]),
    notes: [...notes].map(([node, text]) => [facts.node("id", node), text]),
  };
}

/** Tell the window that asked, once a change, what has changed. */
function tellOthers() {
  if (!listener) return;
  const changed = Object.entries(outerState()).filter(([name, value]) => {
    const text = JSON.stringify(value);
    const news = text !== lastTold.get(name);
    lastTold.set(name, text);
    return news;
  });
  if (changed.length) listener.postMessage({ explorer: 1, number: ++tellings, ...Object.fromEntries(changed) }, { targetOrigin: "*" });
}
