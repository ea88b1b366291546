// Choosing from a few: digits take one of the first nine, letters narrow down, Enter takes the first, or what was written.

/** @typedef {{ text: string, take: () => void }} Choice */

/** @type {Choice[]} as they are offered now */
let offered = [];
/** @type {(typed: string) => void} what Enter does with a text that is on no list */
let takeTyped = () => {};
let typedTaken = false;
const DIGITS = "123456789";
const LETTERS = "abcdefghi"; // for lists of days, which may be written as well
let signs = DIGITS;
/** @type {Choice[]} */
let allChoices = [];

/**
 * Offer choices below the statements.
 * @param {string} title
 * @param {Choice[]} choices
 * @param {((typed: string) => void) | null} [typed] what to do with other words, where these are taken
 * @param {string} [by] what takes a choice
 */
function offer(title, choices, typed, by) {
  allChoices = choices;
  signs = by || DIGITS;
  typedTaken = Boolean(typed);
  takeTyped = typed || (() => announce("None of the choices begins so."));
  const field = make("input", { type: "text", id: "choice", "aria-label": `${title}: ${signs === LETTERS ? "a letter" : "a number"}, or ${typed ? "other words" : "letters to narrow down"}`, autocomplete: "off", on: { input: () => narrow(field.value), keydown: (/** @type {KeyboardEvent} */ event) => choiceKey(event, field) } });
  const box = byId("choices");
  fill(box, make("h3", { text: title }), field, make("ol", { id: "offered" }), makeButton({ text: "Leave (Escape)", class: "button small", press: endChoice }));
  box.hidden = false;
  narrow("");
  field.focus();
  box.scrollIntoView({ block: "nearest" });
}

/** @param {string} typed */
function narrow(typed) {
  const wanted = typed.trim().toLowerCase();
  offered = allChoices.filter((one) => !wanted || one.text.toLowerCase().includes(wanted)).slice(0, 9);
  fill(byId("offered"), ...offered.map((one, at) => make("li", {}, make("button", { type: "button", on: { click: one.take } }, make("kbd", { text: signs[at] }), ` ${one.text}`))));
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} field */
function choiceKey(event, field) {
  const digit = !field.value && event.key.length === 1 ? offered[signs.indexOf(event.key.toLowerCase())] : undefined;
  if (digit) {
    event.preventDefault();
    digit.take();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (offered[0] && field.value && !typedTaken) offered[0].take();
    else if (field.value.trim()) takeTyped(field.value.trim());
  } else if (event.key === "Escape") endChoice();
  event.stopPropagation();
}

function endChoice() {
  byId("choices").hidden = true;
  fill(byId("choices"));
  byId("statements").focus();
}

/** Nodes that a value may be: those named in the passage first, then by name. @param {(node: any) => boolean} fits @param {string} [like] */
function nodesThat(fits, like) {
  const near = fold2(like || "");
  const text = fold2(read.passages[passageNow]?.text || "");
  const rank = (/** @type {any} */ node) => {
    const name = fold2(node.name || "");
    const here = node.marks.some((/** @type {number[]} */ mark) => mark[0] === passageNow);
    const page = node.marks.some((/** @type {number[]} */ mark) => read.passages[mark[0]].document === shownDocument);
    return (near && (name.includes(near) || near.includes(name)) ? 0 : 4) + (near ? 3 * (1 - shared(name, near)) : 0) + (text.includes(name) ? 0 : here ? 0.5 : page ? 1 : 2);
  };
  return read.statements.filter((/** @type {any} */ one) => !one.relation && fits(one)).map((/** @type {any} */ node) => ({ node, at: rank(node) })).sort((/** @type {any} */ a, /** @type {any} */ b) => a.at - b.at || (a.node.id < b.node.id ? -1 : 1)).map((/** @type {any} */ one) => one.node);
}

/** @param {string} text */
function fold2(text) {
  return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
}

/** The share of words that two names have in common. @param {string} one @param {string} other */
function shared(one, other) {
  const [a, b] = [new Set(one.split(/\W+/)), new Set(other.split(/\W+/))];
  return [...a].filter((word) => b.has(word)).length / Math.max(a.size, b.size, 1);
}
