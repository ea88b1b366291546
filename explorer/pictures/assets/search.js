// Search: by name, alias, acronym or id, accents folded; and commands in plain words ("path UNHCR to Sri Lanka").

/** @typedef {{ node: number, text: string, words: string[], field: string, original: string }} Entry */
/** @typedef {{ title: string, about: string, sign: Node | null, run: () => void, match?: string }} Found */

/** @type {Entry[] | null} */
let entries = null;
/** @type {Found[]} */
let found = [];
let marked = -1;
const FOUND_MOST = 9;

function startSearch() {
  const input = inputById("find");
  if (/Mac|iPhone|iPad/.test(navigator.userAgent)) byId("find-key").textContent = "⌘ K";
  input.addEventListener("input", () => lookUp(input.value));
  input.addEventListener("focus", () => {
    if (input.value) lookUp(input.value);
  });
  input.addEventListener("keydown", searchKeys);
  input.addEventListener("blur", () => setTimeout(() => document.activeElement === input || closeFound(), 150));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
}

/** Fold every name once. */
function readEntries() {
  if (!entries) {
    stopReading();
    entries = [];
    atOnce(entriesSlowly(entries));
  }
  return entries;
}

/** Stops the reading ahead. */
let stopReading = () => {};

/** Read the names while nothing else is to do. */
function readAhead() {
  /** @type {Entry[]} */
  const list = [];
  stopReading = inSlices(entriesSlowly(list), { done: () => (entries = entries || list), wait: () => crowd.busy });
}

/** @param {Entry[]} list */
function* entriesSlowly(list) {
  for (let node = 0; node < facts.nodeCount; node++) {
    addEntry(list, node, facts.name(node), "name");
    addEntry(list, node, facts.node("acronym", node), "acronym");
    for (const alias of facts.node("aliases", node).split("|")) addEntry(list, node, alias, "alias");
    addEntry(list, node, facts.node("id", node), "id");
    if (node % 50 === 0) yield;
  }
}

/**
 * @param {Entry[]} list
 * @param {number} node
 * @param {string} original
 * @param {string} field
 */
function addEntry(list, node, original, field) {
  if (!original) return;
  const text = fold(original);
  if (text) list.push({ node, text, words: text.split(" "), field, original });
}

/**
 * Nodes for a text, best first: the whole name, then its beginning, then words that begin so, then anywhere.
 * @param {string} query
 * @param {number} most
 * @returns {Array<{ node: number, entry: Entry }>}
 */
function findNodes(query, most) {
  let text = fold(query);
  if (!text) return [];
  const kind = kindWord(text);
  if (kind >= 0) text = text.slice(text.indexOf(" ") + 1);
  const parts = text.split(" ");
  /** @type {Map<number, { score: number, entry: Entry }>} */
  const best = new Map();
  for (const entry of readEntries()) {
    if (kind >= 0 && facts.kindOf[entry.node] !== kind) continue;
    const score = scoreEntry(entry, text, parts);
    if (score < 0) continue;
    const known = best.get(entry.node);
    if (!known || score < known.score) best.set(entry.node, { score, entry });
  }
  return [...best]
    .sort((a, b) => a[1].score - b[1].score || facts.rank[a[0]] - facts.rank[b[0]])
    .slice(0, most)
    .map(([node, { entry }]) => ({ node, entry }));
}

/**
 * A kind named first narrows the search to it: "meeting bali". −1 without one, or where nothing follows.
 * @param {string} text folded
 */
function kindWord(text) {
  const [first, ...rest] = text.split(" ");
  return rest.length ? facts.kinds.findIndex((kind) => fold(kind.label) === first || fold(kind.plural) === first) : -1;
}

/**
 * @param {Entry} entry
 * @param {string} text
 * @param {string[]} parts
 */
function scoreEntry(entry, text, parts) {
  const late = entry.field === "id" ? 40 : 0;
  if (entry.text === text) return late + (entry.field === "acronym" ? 0 : 1);
  if (entry.text.startsWith(text)) return late + 10;
  if (parts.every((part) => entry.words.some((word) => word.startsWith(part)))) return late + 20;
  if (entry.text.includes(text)) return late + 30;
  return -1;
}

/** @param {string} query */
function lookUp(query) {
  found = [...findCommands(query), ...findRelations(query), ...findNodes(query, FOUND_MOST).map(({ node, entry }) => foundNode(node, entry))];
  marked = found.length ? 0 : -1;
  const list = byId("found");
  if (!query.trim()) return closeFound();
  fill(list, ...found.map(foundRow));
  if (!found.length) list.append(make("div", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false", text: nearestText(query) }));
  list.hidden = false;
  inputById("find").setAttribute("aria-expanded", "true");
  tellMarked();
  sayFound(found.length ? say("announce_found", { n: found.length }) : nearestText(query));
}

const sayFound = afterRest((/** @type {string} */ text) => byId("found").hidden || announce(text), 600);

/**
 * @param {number} node
 * @param {Entry} entry
 * @returns {Found}
 */
function foundNode(node, entry) {
  const also = entry.field === "name" || entry.field === "id" ? "" : entry.original;
  const about = [facts.kind(node).label, facts.nodeDate(node), also].filter(Boolean).join(" · ");
  return { title: shorten(facts.name(node), 110), about, sign: nodeSign(node), run: () => choose(node) };
}

/**
 * Relations between two nodes named one after the other: "unhcr ahg som 6".
 * @param {string} query
 * @returns {Found[]}
 */
function findRelations(query) {
  const parts = fold(query).split(" ");
  if (parts.length < 2) return [];
  /** @type {Found[]} */
  const list = [];
  for (let cut = 1; cut < parts.length; cut++) {
    const [left, right] = [parts.slice(0, cut).join(" "), parts.slice(cut).join(" ")];
    const others = new Set(named(right));
    for (const node of others.size ? named(left) : []) {
      for (const e of facts.edgesOf(node)) {
        if (!others.has(facts.other(e, node)) || list.length >= 4) continue;
        list.push({ title: shorten(sentenceOf(e), 160), about: say("relation"), sign: relationSign(facts.relationOf[e]), run: () => choose(facts.nodeCount + e) });
      }
    }
  }
  return list;
}

/**
 * Nodes that bear exactly this name, alias or acronym.
 * @param {string} text folded
 */
function named(text) {
  if (!byName) {
    byName = new Map();
    for (const entry of readEntries()) {
      const list = byName.get(entry.text);
      if (list) list.push(entry.node);
      else byName.set(entry.text, [entry.node]);
    }
  }
  return byName.get(text) || [];
}

/** @type {Map<string, number[]> | null} */
let byName = null;

/**
 * @param {Found} item
 * @param {number} i
 */
function foundRow(item, i) {
  const row = make("div", { role: "option", id: `found-${i}`, class: "found", "aria-selected": "false" }, item.sign, make("span", { class: "found-title", text: item.title }), make("span", { class: "found-about", text: item.about }));
  row.addEventListener("mousedown", (event) => event.preventDefault());
  row.addEventListener("click", () => takeFound(i));
  return row;
}

/** Names that lie near when nothing matches. @param {string} query */
function nearestText(query) {
  const text = fold(query);
  let [best, least] = ["", 3];
  for (const entry of readEntries()) {
    if (entry.field === "id" || Math.abs(entry.text.length - text.length) > 2) continue;
    const distance = editDistance(text, entry.text, least);
    if (distance < least) [best, least] = [entry.original, distance];
  }
  return best ? say("found_near", { text: query, name: best }) : `${say("found_none", { text: query })} ${say("found_try")}`;
}

/**
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
function editDistance(a, b, limit) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
    if (Math.min(...row) >= limit) return limit;
  }
  return row[b.length];
}

function tellMarked() {
  const input = inputById("find");
  found.forEach((_, i) => {
    const row = byId(`found-${i}`);
    row.setAttribute("aria-selected", String(i === marked));
    if (i === marked) row.scrollIntoView({ block: "nearest" });
  });
  if (marked >= 0) input.setAttribute("aria-activedescendant", `found-${marked}`);
  else input.removeAttribute("aria-activedescendant");
}

/** @param {number} i */
function takeFound(i) {
  const item = found[i];
  if (!item) return;
  const input = inputById("find");
  input.value = "";
  closeFound();
  item.run();
  if (!byId("panel").hidden && !byId("panel").contains(document.activeElement)) document.getElementById("panel-title")?.focus();
}

function closeFound() {
  byId("found").hidden = true;
  inputById("find").setAttribute("aria-expanded", "false");
  inputById("find").removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event */
function searchKeys(event) {
  const last = found.length - 1;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!found.length) return;
    marked = event.key === "ArrowDown" ? (marked >= last ? 0 : marked + 1) : marked <= 0 ? last : marked - 1;
    tellMarked();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (marked >= 0) takeFound(marked);
  } else if (event.key === "Escape") {
    if (!byId("found").hidden) closeFound();
    else inputById("find").value = "";
  }
}
