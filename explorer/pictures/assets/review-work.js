// The work: decisions in their order, what they leave to look at, where they are kept.

/** @type {any} The payload. */
let read;
/** @type {Map<string, number>} id of a statement → its row */
const rowOfId = new Map();
/** @type {Map<string, number>} id of a passage → its row */
const rowOfPassage = new Map();
/** @type {Decision[]} */
let decisions = [];
/** @type {Map<string, Decision[]>} id of a statement → decisions on it */
let decidedOn = new Map();
/** @type {number[]} rows of statements in the order in which they are looked at */
let route = [];
/** Row of the statement that is looked at; -1 in a passage that gave none. */
let current = 0;
/** Rows from here on are what people put down on this page. */
let readCount = 0;
/** @type {Map<string, any[]>} id of a document → statements drawn from it */
const drawnFrom = new Map();
/** @type {Map<string, Decision>} id of a statement → the decision that marks its document as wholly read */
let whollyRead = new Map();
/** @type {WeakMap<Decision, number>} decisions of this page that were one act, and are undone as one */
const actOf = new WeakMap();
let acts = 0;

/** @param {any} payload */
function learnWork(payload) {
  read = payload;
  readCount = read.statements.length;
  for (const one of read.statements) for (const [document] of one.drawn) push(drawnFrom, read.documents[document].id, one);
  read.statements.forEach((/** @type {any} */ one, /** @type {number} */ row) => rowOfId.set(one.id, row));
  read.passages.forEach((/** @type {any} */ one, /** @type {number} */ row) => rowOfPassage.set(one.id, row));
}

/**
 * Put the statements in order: as they stand on the pages, or what most deserves a look first.
 * @param {string} order
 */
function layRoute(order) {
  const place = (/** @type {any} */ one) => (one.marks.length ? one.marks[0][0] : read.passages.length);
  const all = read.statements.map((/** @type {any} */ one, /** @type {number} */ row) => ({ row, urgent: order === "urgent" ? one.urgent : order === "differ" && !differs(one.id) ? 1 : 0, at: place(one), from: one.marks.length ? one.marks[0][1] : 0 }));
  all.sort((/** @type {any} */ a, /** @type {any} */ b) => a.urgent - b.urgent || a.at - b.at || a.from - b.from || a.row - b.row);
  route = all.map((/** @type {any} */ one) => one.row);
}

/** @template T @param {Map<string, T[]>} lists @param {string} key @param {T} item */
function push(lists, key, item) {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** @param {string} id */
function isDecided(id) {
  return (decidedOn.has(id) && !differs(id)) || whollyRead.has(id) || (rowOfId.get(id) || 0) >= readCount;
}

const SETTLED = "settled: ";

/** Whether two people decided otherwise on a statement, and nobody has settled it. @param {string} id */
function differs(id) {
  const list = decidedOn.get(id) || [];
  if (list.length < 2 || list.some((one) => one.why.startsWith(SETTLED))) return false;
  /** @type {Map<string, Map<string, string>>} who → what they decided in the end, part by part where they put right */
  const last = new Map();
  for (const one of list) {
    const parts = one.decision === "correct" ? last.get(one.who) || new Map() : new Map();
    parts.delete("");
    last.set(one.who, parts.set(one.column, `${one.decision} ${one.value}`));
  }
  return new Set([...last.values()].map((parts) => [...parts].sort().join(" "))).size > 1;
}

function countDecided() {
  decidedOn = new Map();
  whollyRead = new Map();
  for (const one of decisions) if (one.decision !== "add") push(decidedOn, one.statement, one);
  for (const one of decisions) {
    if (one.decision !== "whole") continue;
    const judged = new Set(one.value.split(" ").flatMap((part) => part.slice(part.indexOf("=") + 1).split(",").map((mark) => `${part.split("=")[0]} ${mark}`)));
    for (const each of drawnFrom.get(one.statement) || []) if (!one.value || judged.has(`${sortName(each)} ${markIn(each, one.statement)}`)) whollyRead.set(each.id, one);
  }
  layAdded();
}

/** What sort a statement is: a relation or a kind. @param {any} statement @returns {string} */
function sortName(statement) {
  return statement.relation || statement.kind || "";
}

/** What stands for the words of a statement in a document. @param {any} statement @param {string} document */
function markIn(statement, document) {
  return statement.drawn.find((/** @type {[number, string]} */ [at]) => read.documents[at].id === document)?.[1];
}

/** All that is drawn from a document and not decided on, as the decision "whole" holds it. @param {string} document */
function judgedIn(document) {
  /** @type {Map<string, string[]>} */
  const held = new Map();
  for (const one of drawnFrom.get(document) || []) if (!decidedOn.has(one.id)) push(held, sortName(one), markIn(one, document));
  return [...held].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sort, marks]) => `${sort}=${[...new Set(marks)].join(",")}`).join(" ");
}

/** What people put down stands after what was read. */
function layAdded() {
  for (const one of read.statements.splice(readCount)) rowOfId.delete(one.id);
  const there = new Set(read.statements.filter((/** @type {any} */ one) => one.relation).map(linkKey));
  for (const by of decisions) {
    if (by.decision !== "add") continue;
    const marks = [...by.why.matchAll(/doc:[^\s#]+#(?:[\w.-]+\/)?\d+/g)].map(([id]) => rowOfPassage.get(id)).filter((row) => row !== undefined).map((row) => [row, 0, 0]);
    const node = read.kinds.includes(by.column);
    const [relation, role = ""] = by.column.split(" ");
    const one = node ? { id: by.statement, kind: by.column, name: by.value, told: by.value } : { id: `put down: ${by.statement} ${by.column} ${by.value}`, relation, role, source: by.statement, target: by.value, told: linkTold(by.statement, relation, role, by.value) };
    if (node ? rowOfId.has(one.id) : there.has(linkKey(one))) continue;
    there.add(linkKey(one));
    rowOfId.set(one.id, read.statements.length);
    read.statements.push({ ...one, marks, drawn: [], words: {}, why: "", urgent: readCount, by });
  }
  route = [...route.filter((row) => row < readCount), ...read.statements.slice(readCount).map((/** @type {any} */ _, /** @type {number} */ at) => readCount + at)];
}

/** @param {any} one */
function linkKey(one) {
  return [one.source, one.relation, one.target, one.role || ""].join(" ");
}

/** @param {string} source @param {string} relation @param {string} role @param {string} target */
function linkTold(source, relation, role, target) {
  const label = read.relations.find((/** @type {any} */ one) => one.name === relation)?.label || relation;
  return `${nameOf(source)} ${label} ${nameOf(target)}${role ? `, as ${role.replace(/_/g, " ")}` : ""}`;
}

/** @param {string} id */
function verdictOf(id) {
  const { by } = read.statements[rowOfId.get(id) ?? -1] || {};
  if (by) return byTold("put down", by);
  const verbs = new Map([["accept", "accepted"], ["reject", "rejected"], ["same_as", "same as"], ["not_same_as", "not the same as"]]);
  const list = decidedOn.get(id) || [];
  const several = new Set(list.map((one) => one.who)).size > 1;
  const whole = whollyRead.get(id);
  if (!list.length && whole) return byTold("right, as the document was wholly read", whole);
  return list.map((one) => (several ? `${one.who}: ` : "") + (one.decision === "correct" ? `${one.column} → ${shownValue(one)}` : `${verbs.get(one.decision)}${one.value ? ` ${nameOf(one.value)}` : ""}`)).join("; ");
}

/** @param {string} what @param {Decision} by */
function byTold(what, by) {
  return `${what}${by.who ? ` by ${by.who}` : ""}${by.when ? ` on ${by.when}` : ""}: ${by.why}`;
}

/** @param {Decision} one */
function shownValue(one) {
  return one.column === "source" || one.column === "target" ? nameOf(one.value) : one.value || "nothing";
}

/** @param {string} id */
function nameOf(id) {
  const row = rowOfId.get(id);
  if (row === undefined) return read.documents.find((/** @type {any} */ one) => one.id === id)?.title || id;
  return read.statements[row].name || read.statements[row].told;
}

/**
 * Take a decision on a statement; what ties it to its words goes along.
 * @param {string} decision
 * @param {any} statement
 * @param {{ column?: string, value?: string, why?: string }} [more]
 */
function decide(decision, statement, more) {
  const { column = "", value = "", why = WHYS.get(decision) || "" } = more || {};
  const given = new Map(Object.entries({ decision, statement: statement.id, column, value, who: whoDecides(), when: today(), why: differs(statement.id) ? SETTLED + why : why, ...statement.words }));
  const other = ["source", "target"].includes(column) || ["same_as", "not_same_as", "add"].includes(decision) ? rowOfId.get(value) : undefined;
  if (other !== undefined) for (const [name, text] of Object.entries(read.statements[other].words)) given.set(`other_${name}`, String(text));
  take([blankDecision(read.columns, given)]);
}

/** @param {Decision[]} made by one act */
function take(made) {
  for (const one of made) actOf.set(one, acts);
  decisions = [...decisions, ...made];
  keepWork();
}

const WHYS = new Map([
  ["accept", "the words say so"],
  ["reject", "the words do not say so"],
  ["correct", "the words say otherwise"],
  ["same_as", "both are the same in these words"],
  ["not_same_as", "these words speak of another"],
  ["add", "the words say so"],
  ["whole", "read from the first line to the last"],
]);

function whoDecides() {
  return inputById("who").value.trim();
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** @param {Decision} one */
function isMine(one) {
  return !one.who || one.who === whoDecides();
}

/** Take back the last act of whoever decides here: all that it decided. */
function undoLast() {
  const last = [...decisions].reverse().find(isMine);
  if (!last) return [];
  const act = actOf.get(last);
  const gone = act === undefined ? [last] : decisions.filter((one) => actOf.get(one) === act);
  takeBack(gone);
  return gone;
}

/** @param {Decision[]} gone */
function takeBack(gone) {
  decisions = decisions.filter((one) => !gone.includes(one));
  keepWork();
}

/** Give the last decision on a statement another reason. @param {Decision} one @param {string} why */
function noteOn(one, why) {
  const passages = one.decision === "add" && !why.includes("doc:") ? one.why.match(/ \(doc:.*\)$/)?.[0] || "" : "";
  const noted = { ...one, why: (one.why.startsWith(SETTLED) ? SETTLED : "") + why + passages };
  const act = actOf.get(one);
  if (act !== undefined) actOf.set(noted, act);
  decisions = decisions.map((each) => (each === one ? noted : each));
  keepWork();
}

/** How many statements were looked at, how many there are, and on how many people differ. */
function progressOf() {
  const all = read.statements.slice(0, readCount);
  const done = all.filter((/** @type {any} */ one) => isDecided(one.id)).length;
  return { done, all: all.length, apart: all.filter((/** @type {any} */ one) => differs(one.id)).length };
}

/** What is left of a document, in words. @param {any} document */
function leftIn(document) {
  const whole = decidedOn.get(document.id)?.some((one) => one.decision === "whole");
  const left = (drawnFrom.get(document.id) || []).filter((one) => !isDecided(one.id)).length;
  return `${whole ? "wholly read" : left ? `${left} left` : "done"}: ${document.title}`;
}
