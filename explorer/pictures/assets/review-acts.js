// What a reader does with a statement, by key or by button.

/** Row of the passage that is looked at. */
let passageNow = 0;

const NODE_FIELDS = new Map([["d", "start"], ["z", "end"], ["f", "force"], ["i", "condition"], ["n", "name"]]);
const FIELD_NAMES = new Map([["start", "date"], ["end", "last day"]]);

/** The parts of a relation by key: p is the end that is a party, e the other one. @param {any} statement */
function linkFields(statement) {
  const turned = !isParty(statement.source) && isParty(statement.target);
  return new Map([["p", turned ? "target" : "source"], ["o", "role"], ["e", turned ? "source" : "target"], ["d", "start"], ["z", "end"]]);
}

/** @param {string} id */
function isParty(id) {
  return read.parties.includes(kindOf(id));
}

/** What a part of a statement is called. @param {any} statement @param {string} column */
function fieldTold(statement, column) {
  return column === "source" || column === "target" ? kindOf(statement[column]) || column : FIELD_NAMES.get(column) || column;
}

/** @type {Array<[string, string, () => void]>} key, words, act */
const ACTS = [
  ["j", "Next", () => step(1)],
  ["k", "Previous", () => step(-1)],
  [".", "Next passage", () => stepPassage(1)],
  [",", "Previous passage", () => stepPassage(-1)],
  ["a", "Accept", () => judge("accept")],
  ["r", "Reject", () => judge("reject")],
  ["c", "Correct", correct],
  ["s", "Same as", () => same("same_as")],
  ["x", "Not the same as", () => same("not_same_as")],
  ["+", "Add", addFrom],
  ["n", "New node", newNode],
  ["d", "Document wholly read", wholeDocument],
  ["m", "Note", note],
  ["b", "Accept many", bulk],
  ["u", "Undo", undo],
  ["w", "Save", saveDecisions],
  ["l", "Load", () => inputById("file").click()],
  ["?", "Keys", help],
];

function now() {
  return read.statements[current];
}

/** Begin an act on a statement: null, and said why, where there is none. */
function beginOn() {
  acts++;
  const statement = now();
  if (!statement) told("Nothing was read from this passage: n puts down a node, + a relation.");
  return statement || null;
}

/** Go along the route, to what is not decided yet. @param {number} way */
function step(way) {
  const at = route.indexOf(current < 0 ? lastChosen : current);
  for (let far = 1; far <= route.length; far++) {
    const row = route[(at + way * far + route.length * 2) % route.length];
    if (way < 0 || !isDecided(read.statements[row].id)) return chooseStatement(row);
  }
  announce("Every statement has been looked at.");
}

/** @param {string} decision */
function judge(decision) {
  const statement = beginOn();
  if (!statement) return;
  if (statement.by) return judgeAdded(decision, statement);
  decide(decision, statement);
  told(`${decision === "accept" ? "Accepted" : "Rejected"}: ${now().told}`);
  step(1);
  refresh();
}

/** What was put down here is there already, or is taken back. @param {string} decision @param {any} statement */
function judgeAdded(decision, statement) {
  if (decision === "accept" || !isMine(statement.by)) return told(`Put down by ${statement.by.who || "you"}: ${decision === "accept" ? "it counts already." : "only they take it back."}`);
  const along = decisions.filter((one) => one.decision !== "add" && one.statement === statement.id);
  takeBack([statement.by, ...(statement.relation ? [] : along)]);
  told(`Taken back: ${statement.told}`);
  choosePassage(passageNow);
}

/** Go to the passage before or behind, also where nothing was read from it. @param {number} way */
function stepPassage(way) {
  const next = read.passages[passageNow + way];
  if (next) choosePassage(passageNow + way);
  else announce("There is no further passage.");
}

/** Decide, and go on. @param {string} decision @param {{ column?: string, value?: string, why?: string }} more */
function settle(decision, more) {
  acts++;
  const { start, end } = now();
  const day = more.column === "start" && more.value ? more.value : "";
  const along = day && end && (end === start || end < day); // an event of one day stays one
  if (along && day > end) decide("correct", now(), { ...more, column: "end" });
  decide(decision, now(), more);
  if (along && day < end) decide("correct", now(), { ...more, column: "end" });
  told(`${decision.replace(/_/g, " ")}: ${verdictOf(now().id)}`);
  endChoice();
  step(1);
  refresh();
}

/** Which part of a statement is wrong, by a letter; then what it should be. */
function correct() {
  const statement = beginOn();
  if (!statement) return;
  if (statement.by && statement.relation) return told("You put this down: take it back (r) and put it down anew (+).");
  const fields = statement.relation ? linkFields(statement) : NODE_FIELDS;
  const fits = [...fields].filter(([, column]) => fitsColumn(statement, column));
  offer("Correct what?", fits.map(([key, column]) => ({ text: `${fieldTold(statement, column)} (${key}): ${statement[column] ? nameOf(statement[column]) : "none"}`, take: () => correctField(column) })));
  byId("choice").addEventListener("keydown", (event) => {
    const column = fits.find(([key]) => key === /** @type {KeyboardEvent} */ (event).key)?.[1];
    if (!column) return;
    event.preventDefault();
    correctField(column);
  });
}

/** @param {any} statement @param {string} column */
function fitsColumn(statement, column) {
  if (statement.relation) return column !== "role" || rolesOf(statement.relation).length > 0;
  if (column === "name") return true;
  return ["start", "end"].includes(column) ? read.events.includes(statement.kind) : statement.kind === "commitment";
}

/** @param {string} relation @returns {string[]} */
function rolesOf(relation) {
  return read.relations.find((/** @type {any} */ one) => one.name === relation)?.roles || [];
}

/** @param {string} column */
function correctField(column) {
  const statement = now();
  const values = (/** @type {string[]} */ list) => list.filter((value) => value !== statement[column]).map((value) => ({ text: value || "none", take: () => settle("correct", { column, value }) }));
  const free = (/** @type {string} */ value) => settle("correct", { column, value });
  if (column === "role") return offer("Which role?", values([...rolesOf(statement.relation), ""]));
  if (column === "force") return offer("Which force?", values(read.forces));
  if (column === "source" || column === "target") {
    const kind = kindOf(statement[column]);
    const nodes = nodesThat((node) => node.id !== statement[column] && fitsEnd(statement, column, node.kind), selectedWords());
    const first = nodes.filter((/** @type {any} */ node) => node.kind === kind || read.events.includes(node.kind) === read.events.includes(kind));
    return offer(`Which ${fieldTold(statement, column)}?`, [...new Set([...first, ...nodes])].map((node) => ({ text: nodeTold(node), take: () => settle("correct", { column, value: node.id }) })));
  }
  if (column === "start" || column === "end") return offer("Which day?", values(daysNear()), (value) => (isDay(value) ? free(value) : announce("Write a day that there is: 2012-06-01, 2012-06 or 2012.")), LETTERS);
  return offer(`Which ${column}?`, values(column === "condition" ? conditionsNear() : [selectedWords()].filter(Boolean)), free);
}

/** @param {string} id */
function kindOf(id) {
  const row = rowOfId.get(id);
  return row === undefined ? "" : read.statements[row].kind;
}

/** @param {any} statement @param {string} end @param {string} kind */
function fitsEnd(statement, end, kind) {
  const pair = end === "source" ? [kind, kindOf(statement.target)] : [kindOf(statement.source), kind];
  return pairsOf(statement.relation).some(([from, to]) => from === pair[0] && to === pair[1]);
}

/** @param {string} relation @returns {string[][]} */
function pairsOf(relation) {
  return read.relations.find((/** @type {any} */ one) => one.name === relation)?.pairs || [];
}

/** @param {any} node */
function nodeTold(node) {
  return `${node.name}, ${node.kind}${node.start ? `, ${node.start}` : ""}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** @param {string} text */
function isDay(text) {
  const [, month = "1", day = "1"] = text.split("-");
  return /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) && new Date(Date.UTC(2000, Number(month) - 1, 1)).getUTCMonth() === Number(month) - 1 && new Date(Date.UTC(Number(text.slice(0, 4)), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
}

/** The days that the page names, those of the passage first. */
function daysNear() {
  const texts = [read.passages[passageNow], ...read.passages.filter((/** @type {any} */ one) => one.document === shownDocument)].map((one) => one.text);
  const found = texts.flatMap((text) => [...text.matchAll(/(\d{1,2})?(?:[–-]\d{1,2})?\s*(January|February|March|April|May|June|July|August|September|October|November|December)\s+(\d{4})/g)]);
  const days = found.map(([, day, month, year]) => [year, String(MONTHS.indexOf(month) + 1).padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-"));
  return [...new Set([...days, ""])];
}

/** Phrases of the passage on which an act may depend. */
function conditionsNear() {
  const found = read.passages[passageNow].text.match(/\b(?:if|subject to|provided|unless|where|when|as soon as|depending on|once|should)\b[^.;]*/gi) || [];
  return [...new Set([selectedWords(), ...found.map((/** @type {string} */ one) => one.replace(/^[,\s]+|[,\s]+$/g, "")), ""])].filter((one, at, all) => one || at === all.length - 1);
}

/** @param {string} decision */
function same(decision) {
  const statement = beginOn();
  if (!statement) return;
  if (statement.relation) return told("Two nodes are the same or not, never two relations: choose a node.");
  const kinds = read.events.includes(statement.kind) ? read.events : ["organisation", "body"].includes(statement.kind) ? ["organisation", "body"] : [statement.kind];
  const nodes = nodesThat((node) => node !== statement && kinds.includes(node.kind), statement.name).map((/** @type {any} */ node) => ({ text: nodeTold(node), take: () => settle(decision, { value: node.id }) }));
  const pages = [...new Set(statement.marks.map((/** @type {number[]} */ mark) => read.passages[mark[0]].document))];
  const parts = decision === "not_same_as" && pages.length > 1 ? pages.map((id) => ({ text: `what ${read.documents.find((/** @type {any} */ one) => one.id === id)?.title} speaks of`, take: () => settle(decision, { value: String(id) }) })) : [];
  offer(decision === "same_as" ? "The same as" : "Not the same as", [...nodes.slice(0, 9 - Math.min(parts.length, 4)), ...parts, ...nodes.slice(9 - Math.min(parts.length, 4))]);
}

/** Put down a relation: from whom, to what, and which of those that fit. */
function addFrom() {
  acts++;
  const words = selectedWords();
  const choose = (/** @type {string} */ title, /** @type {any[]} */ nodes, /** @type {(node: any) => void} */ then) => offer(title, nodes.map((node) => ({ text: nodeTold(node), take: () => then(node) })));
  choose("Add: from", nodesThat((node) => read.relations.some((/** @type {any} */ one) => one.pairs.some((/** @type {string[]} */ pair) => pair[0] === node.kind)), words), (source) =>
    choose(`${source.name} → to`, nodesThat((node) => node !== source && linksOf(source, node).length > 0, words.includes(source.name) ? "" : words), (target) =>
      offer(`${source.name} … ${target.name}`, linksOf(source, target).map((/** @type {{ column: string, text: string }} */ { column, text }) => ({ text, take: () => putDown(source, column, target) }))),
    ),
  );
}

/** Every relation, with every role, that may lead from one node to another. @param {any} source @param {any} target */
function linksOf(source, target) {
  return read.relations
    .filter((/** @type {any} */ one) => one.pairs.some((/** @type {string[]} */ pair) => pair[0] === source.kind && pair[1] === target.kind))
    .flatMap((/** @type {any} */ one) => [...one.roles, ""].map((role) => ({ column: role ? `${one.name} ${role}` : one.name, text: role ? `${one.label}, as ${role.replace(/_/g, " ")}` : one.label })));
}

/** @param {any} source @param {string} column @param {any} target */
function putDown(source, column, target) {
  decide("add", source, { column, value: target.id, why: `${WHYS.get("add")} (${read.passages[passageNow].id})` });
  told(`Added: ${source.name} ${column.replace(/_/g, " ")} ${target.name}`);
  endChoice();
  refresh();
}

/** Put down what nothing was read of: its kind, then its name, from the words selected or those that gave nothing. */
function newNode() {
  acts++;
  const { text, document } = read.passages[passageNow];
  const loose = read.loose.filter((/** @type {number[]} */ place) => place[0] === passageNow).map((/** @type {number[]} */ place) => text.slice(place[1], place[2]));
  const names = [...new Set([selectedWords(), ...loose].filter(Boolean))];
  const name = (/** @type {string} */ kind) => offer(`A new ${kind}: its name`, names.map((each) => ({ text: each, take: () => putNode(kind, each) })), (each) => putNode(kind, each));
  offer(`A new node from ${nameOf(document)}: of which kind?`, read.kinds.map((/** @type {string} */ kind) => ({ text: kind, take: () => name(kind) })));
}

/** @param {string} kind @param {string} name */
function putNode(kind, name) {
  const there = read.statements.find((/** @type {any} */ one) => one.kind === kind && fold2(one.name || "") === fold2(name));
  if (there) return told(`${nodeTold(there)} is there already: + adds a relation of it.`);
  const stem = `${kind}:${slugOf(name) || "new"}`;
  let id = stem;
  for (let n = 2; rowOfId.has(id); n++) id = `${stem}-${n}`;
  decide("add", { id, words: {} }, { column: kind, value: name, why: `${WHYS.get("add")} (${read.passages[passageNow].id})` });
  endChoice();
  told(`Put down: ${name}, ${kind}. Now + ties it, c gives it a date or force.`);
  chooseStatement(rowOfId.get(id) ?? current);
}

/** The readable part of an id. @param {string} name */
function slugOf(name) {
  return fold2(name).replace(/&/g, " and ").replace(/['’.]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
}

/** The document was read from end to end: what is drawn from it and not decided on is right, what is missing was put down. */
function wholeDocument() {
  acts++;
  const title = nameOf(shownDocument);
  if (decidedOn.get(shownDocument)?.some((one) => one.decision === "whole" && isMine(one))) return told(`${title} is marked as wholly read already.`);
  const open = (drawnFrom.get(shownDocument) || []).filter((one) => !isDecided(one.id)).length;
  decide("whole", { id: shownDocument, words: {} }, { value: judgedIn(shownDocument) });
  told(`Wholly read: ${title}. ${open} statements not decided on count as right; u takes it back.`);
  refresh();
}

function note() {
  const mine = [...(decidedOn.get(now()?.id) || []).filter(isMine), ...(now()?.by ? [now().by] : [])];
  const last = mine.at(-1) || [...decisions].reverse().find(isMine);
  if (!last) return told("Decide first; a note tells why.");
  offer(`Why (${last.decision.replace(/_/g, " ")} ${nameOf(last.statement)})`, [], (why) => {
    noteOn(last, why);
    told(`Noted: ${why}`);
    endChoice();
    refresh();
  });
}

/** Accept all that is not decided yet of a rule, of the document, or from a confidence on. */
function bulk() {
  acts++;
  const open = read.statements.filter((/** @type {any} */ one) => !decidedOn.has(one.id) && !isDecided(one.id));
  const here = open.filter((/** @type {any} */ one) => one.marks.some((/** @type {number[]} */ mark) => read.passages[mark[0]].document === shownDocument));
  const { rule, by } = now() || {};
  const sets = [["of this document", here], ...(rule && !by ? [[`of the rule “${rule}”`, open.filter((/** @type {any} */ one) => one.rule === rule)]] : []), ...["0.9", "0.8", "0.7"].map((least) => [`inferred with a confidence of at least ${least}`, open.filter((/** @type {any} */ one) => Number(one.confidence || 0) >= Number(least))]), ["that are left", open]];
  offer("Accept all", sets.filter(([, list]) => list.length).map(([text, list]) => ({ text: `${list.length} ${text}`, take: () => acceptAll(String(text), list) })));
}

/** @param {string} text @param {any[]} list */
function acceptAll(text, list) {
  const made = list.map((one) => blankDecision(read.columns, new Map(Object.entries({ decision: "accept", statement: one.id, who: whoDecides(), when: today(), why: `accepted with all ${text}`, ...one.words }))));
  take(made);
  endChoice();
  told(`Accepted ${made.length} ${text}.`);
  refresh();
}

function undo() {
  const [last, ...more] = undoLast();
  if (!last) return told("Nothing of yours to undo.");
  told(`Undone: ${last.decision.replace(/_/g, " ")} ${nameOf(last.statement)}${more.length ? ` and ${more.length} more` : ""}`);
  const row = rowOfId.get(last.statement);
  if (row !== undefined) chooseStatement(row);
  else choosePassage(passageNow);
}

function saveDecisions() {
  if (!whoDecides()) {
    byId("who").focus();
    return told("Write your name first: every decision says who took it.");
  }
  const name = whoDecides();
  const named = decisions.map((one) => (one.who ? one : { ...one, who: name }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([writeDecisions(read.columns, named)], { type: "text/csv;charset=utf-8" }));
  link.download = "decisions.csv";
  document.body.append(link);
  link.click();
  link.remove();
  told(`Saved ${named.length} decisions to decisions.csv.`);
}

function help() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const rows = ACTS.map(([key, text]) => make("div", {}, make("dt", { text: key }), make("dd", { text })));
  fill(dialog, make("div", { class: "dialog-head" }, make("h2", { id: "dialog-title", text: "Keys" }), makeButton({ text: "Close", press: () => dialog.close() })), make("div", { class: "dialog-body" }, make("dl", { class: "help" }, ...rows), make("p", { text: "After Correct: p party, o role, d date, z last day, f force, e event, i condition, n name. In a list the number (for days the letter) before a choice takes it, letters narrow the list down; where other words are taken, Enter takes what you wrote, and a space first lets it begin with a number. Words selected in the text come first. One undo takes back one act, also a bulk." })));
  dialog.showModal();
}
