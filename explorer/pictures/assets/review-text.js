// The document as it was laid out, each word underlined by the sort of statement that rests on it.

const SORTS = /** @type {const} */ ([
  ["of-party", "party"],
  ["of-event", "event"],
  ["of-commitment", "commitment"],
  ["of-relation", "relation"],
  ["of-other", "place, topic, instrument"],
  ["of-loose", "a name or a date that gave nothing"],
]);

/** @param {any} statement */
function sortOf(statement) {
  if (statement.relation) return "of-relation";
  if (read.parties.includes(statement.kind)) return "of-party";
  if (read.events.includes(statement.kind)) return "of-event";
  return statement.kind === "commitment" ? "of-commitment" : "of-other";
}

/** What a statement is, in words. @param {any} statement */
function sortTold(statement) {
  return (statement.relation || statement.kind || "").replace(/_/g, " ");
}

let shownDocument = "";

/** @param {string} document */
function showDocument(document) {
  if (shownDocument === document) return;
  shownDocument = document;
  /** @type {Map<number, Array<{ row: number, from: number, to: number }>>} */
  const marks = new Map();
  const mark = (/** @type {number} */ passage, /** @type {any} */ one) => (marks.get(passage) || marks.set(passage, []).get(passage))?.push(one);
  read.statements.forEach((/** @type {any} */ one, /** @type {number} */ row) => {
    for (const [passage, from, to] of one.marks) if (read.passages[passage].document === document) mark(passage, { row, from, to });
  });
  for (const [passage, from, to] of read.loose) if (read.passages[passage].document === document) mark(passage, { row: -1, from, to });
  const rows = read.passages.map((/** @type {any} */ one, /** @type {number} */ row) => ({ one, row })).filter((/** @type {any} */ each) => each.one.document === document);
  fill(byId("page"), ...rows.map((/** @type {any} */ each) => passageElement(each.one, each.row, marks.get(each.row) || [])));
  byId("page").scrollTop = 0;
  /** @type {HTMLSelectElement} */ (byId("document")).value = document;
}

/**
 * One passage: where marks overlap, the shortest shows its sort, and a press chooses it.
 * @param {any} passage
 * @param {number} row
 * @param {Array<{ row: number, from: number, to: number }>} marks
 */
function passageElement(passage, row, marks) {
  const cuts = [...new Set([0, passage.text.length, ...marks.flatMap((one) => [one.from, one.to])])].filter((at) => at >= 0 && at <= passage.text.length).sort((a, b) => a - b);
  const pieces = cuts.slice(0, -1).map((from, at) => {
    const text = passage.text.slice(from, cuts[at + 1]);
    const over = marks.filter((one) => one.from <= from && one.to >= cuts[at + 1]).sort((a, b) => a.to - a.from - (b.to - b.from) || a.row - b.row);
    if (!over.length) return text;
    const loose = over[0].row < 0;
    const sort = loose ? "of-loose" : sortOf(read.statements[over[0].row]);
    return make("span", {
      class: `said ${sort}`,
      "data-rows": over.map((one) => one.row).join(" "),
      title: loose ? "gave nothing" : sortTold(read.statements[over[0].row]),
      on: { click: () => (loose ? choosePassage(row) : chooseStatement(over[0].row)) },
    }, text);
  });
  return make("p", { class: `passage ${passage.kind} deep-${read.depth[row]}`, "data-passage": row, on: { click: (/** @type {Event} */ event) => event.target === event.currentTarget && choosePassage(row) } }, ...pieces);
}

/** Light up the words of a statement, and the passage. @param {any} [statement] */
function lightWords(statement) {
  const row = String(rowOfId.get(statement?.id));
  for (const each of byId("page").querySelectorAll(".said")) each.classList.toggle("lit", (each.getAttribute("data-rows") || "").split(" ").includes(row));
  for (const each of byId("page").querySelectorAll(".passage")) each.classList.toggle("chosen", each.getAttribute("data-passage") === String(passageNow));
  byId("page").querySelector(".passage.chosen")?.scrollIntoView({ block: "nearest" });
}

function showKey() {
  fill(byId("key"), ...SORTS.map(([sort, told]) => make("li", { class: `said ${sort}`, text: told })));
  fill(byId("document"), ...read.documents.map((/** @type {any} */ one) => make("option", { value: one.id, text: one.title })));
}

/** The words that the reader has selected in the text, "" for none. */
function selectedWords() {
  const selection = getSelection();
  return selection && selection.anchorNode && byId("page").contains(selection.anchorNode) ? selection.toString().trim() : "";
}
