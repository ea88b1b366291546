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
/** Row of the statement that is looked at. */
let current = 0;

/** @param {any} payload */
function learnWork(payload) {
  read = payload;
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

/** @param {string} id */
function isDecided(id) {
  return decidedOn.has(id) && !differs(id);
}

const SETTLED = "settled: ";

/** Whether two people decided otherwise on a statement, and nobody has settled it. @param {string} id */
function differs(id) {
  const list = decidedOn.get(id) || [];
  if (list.some((one) => one.why.startsWith(SETTLED))) return false;
  /** @type {Map<string, string>} who → what they decided last */
  const last = new Map(list.map((one) => [one.who, [one.decision, one.column, one.value].join(" ")]));
  return new Set(last.values()).size > 1;
}

function countDecided() {
  decidedOn = new Map();
  for (const one of decisions) {
    if (one.decision === "add") continue;
    const list = decidedOn.get(one.statement);
    if (list) list.push(one);
    else decidedOn.set(one.statement, [one]);
  }
}

/** @param {string} id */
function verdictOf(id) {
  const verbs = new Map([["accept", "accepted"], ["reject", "rejected"], ["same_as", "same as"], ["not_same_as", "not the same as"]]);
  const list = decidedOn.get(id) || [];
  const several = new Set(list.map((one) => one.who)).size > 1;
  return list.map((one) => (several ? `${one.who}: ` : "") + (one.decision === "correct" ? `${one.column} → ${shownValue(one)}` : `${verbs.get(one.decision)}${one.value ? ` ${nameOf(one.value)}` : ""}`)).join("; ");
}

/** @param {Decision} one */
function shownValue(one) {
  return one.column === "source" || one.column === "target" ? nameOf(one.value) : one.value || "nothing";
}

/** @param {string} id */
function nameOf(id) {
  const row = rowOfId.get(id);
  return row === undefined ? id : read.statements[row].name || read.statements[row].told;
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
  decisions = [...decisions, blankDecision(read.columns, given)];
  keepWork();
}

const WHYS = new Map([
  ["accept", "the words say so"],
  ["reject", "the words do not say so"],
  ["correct", "the words say otherwise"],
  ["same_as", "both are the same in these words"],
  ["not_same_as", "these words speak of another"],
  ["add", "the words say so"],
]);

function whoDecides() {
  return inputById("who").value.trim();
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function undoLast() {
  const last = decisions[decisions.length - 1];
  if (!last) return null;
  decisions = decisions.slice(0, -1);
  keepWork();
  return last;
}

/** Give the last decision on a statement another reason. @param {Decision} one @param {string} why */
function noteOn(one, why) {
  decisions = decisions.map((each) => (each === one ? { ...one, why } : each));
  keepWork();
}

/** How many statements were looked at, and how many there are. */
function progressOf() {
  const done = read.statements.filter((/** @type {any} */ one) => isDecided(one.id)).length;
  return { done, all: read.statements.length };
}
