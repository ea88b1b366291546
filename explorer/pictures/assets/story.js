// What the reader adds to the page: notes on nodes, views with a name, and a guided way through them. It travels with
// the file: "Save page" writes the page anew with all of it inside.

/** @typedef {{ name: string, view: string, text: string }} NamedView */

/** @type {Map<number, string>} */
const notes = new Map();
/** @type {NamedView[]} */
let story = [];
/** Which of the views the story stands at, −1 for none. */
let storyAt = -1;
/** The markup of the page as it came: up to its data, and from there on. */
let pristine = ["", ""];

/** Read what an earlier reader added. */
function startStory() {
  const added = document.getElementById("added");
  if (!added) return;
  const { notes: told, views } = JSON.parse(added.textContent || "{}");
  for (const [id, text] of Array.isArray(told) ? told : []) {
    const node = facts.nodeById(String(id));
    if (node >= 0) notes.set(node, String(text));
  }
  story = (Array.isArray(views) ? views : []).map((one) => ({ name: String(one.name), view: String(one.view), text: String(one.text || "") }));
}

/**
 * @param {number} node
 * @param {string} text "" takes the note away
 */
function setNote(node, text) {
  if (text) notes.set(node, text);
  else notes.delete(node);
  network.redraw();
  tellOthers();
  announce(say(text ? "announce_note" : "announce_note_gone", { name: labelOf(node) }));
}

/**
 * A field for the reader's note on a node.
 * @param {number} node
 */
function noteField(node) {
  const area = make("textarea", { id: "note", rows: 2 });
  area.value = notes.get(node) || "";
  area.addEventListener("change", () => setNote(node, area.value.trim()));
  return make("details", { class: "note", open: notes.has(node) }, make("summary", { text: say("note_title") }), make("div", { class: "field" }, make("label", { for: "note", text: say("note_label", { name: labelOf(node) }) }), area));
}

/** Views with a name: add, open, order, and the way through them. */
function openViews() {
  const name = make("input", { id: "view-name", type: "text", maxlength: 80, autocomplete: "off" });
  const text = make("textarea", { id: "view-text", rows: 2, maxlength: 600 });
  const list = make("ol", { class: "share" });
  const tell = () => fill(list, ...story.map((one, i) => make("li", {}, makeButton({ class: "button wide", text: one.name, press: () => { closeDialog(); goToView(i); } }), makeButton({ icon: "down", class: "button up", label: say("view_earlier", { name: one.name }), press: () => { moveView(i, -1); tell(); } }), makeButton({ icon: "close", label: say("view_forget", { name: one.name }), press: () => { story.splice(i, 1); storyAt = -1; tellStory(); tell(); } }))));
  const keep = () => {
    if (!name.value.trim()) return name.focus();
    story.push({ name: name.value.trim(), view: writeView(view), text: text.value.trim() });
    announce(say("announce_view_kept", { name: name.value.trim() }));
    name.value = text.value = "";
    tellStory();
    tell();
  };
  tell();
  const fields = make("div", {}, make("div", { class: "field" }, make("label", { for: "view-name", text: say("view_name") }), name), make("div", { class: "field" }, make("label", { for: "view-text", text: say("view_text") }), text));
  openDialog(say("views_title"), make("div", {}, make("p", { text: say("views_about") }), list, fields), [makeButton({ class: "button main", text: say("view_keep"), press: keep }), makeButton({ text: say("save_page"), press: () => savePage() })]);
}

/**
 * @param {number} i
 * @param {number} step
 */
function moveView(i, step) {
  if (i + step < 0 || i + step >= story.length) return;
  [story[i], story[i + step]] = [story[i + step], story[i]];
}

/** @param {number} i */
function goToView(i) {
  if (!story[i]) return;
  storyAt = i;
  show(readView(story[i].view), view, true);
  rememberView(false);
  tellStory();
  announce(say("announce_story", { at: i + 1, n: story.length, name: story[i].name, text: story[i].text }));
}

/** The bar of the story: where it stands, and the way on and back. */
function tellStory() {
  const bar = byId("story");
  bar.hidden = !story.length;
  if (!story.length) return fill(bar);
  const one = story[storyAt];
  const back = makeButton({ icon: "back", label: say("story_back"), press: () => goToView(storyAt - 1) });
  const on = makeButton({ icon: "forward", label: say("story_on"), press: () => goToView(storyAt + 1) });
  back.disabled = storyAt <= 0;
  on.disabled = storyAt >= story.length - 1;
  fill(bar, back, on, make("strong", { text: one ? say("story_at", { at: storyAt + 1, n: story.length, name: one.name }) : say("story_begin", { n: story.length }) }), one?.text ? make("span", { text: one.text }) : null);
}

/** Save the page with notes and views inside. */
function savePage() {
  const added = escapeJson(JSON.stringify({ notes: [...notes].map(([node, text]) => [facts.node("id", node), text]), views: story }));
  saveText(`${fileStem()}.html`, "text/html", `${pristine[0]}<${ELEMENT} type="application/json" id="added">${added}</${ELEMENT}>${pristine[1]}`);
}

/** Keep the page as it came, before a script changes it. */
function keepPage() {
  pristine = `<!doctype html>\n${markupOf(document.documentElement)}\n`.split(HERE);
}

/** Stands where the data begin; no markup holds it. */
const HERE = "\u0000";
/** Written out, it would end the element that this stands in. */
const ELEMENT = "script";

/**
 * JSON as it may stand in a script element.
 * @param {string} json
 */
function escapeJson(json) {
  return json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const VOID = new Set(["meta", "input", "br", "link", "img", "hr", "col"]);
const RAW = new Set(["script", "style", "noscript"]);

/**
 * The markup of an element, as the HTML standard writes it out.
 * @param {Element} element
 * @returns {string}
 */
function markupOf(element) {
  const escaped = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/\u00a0/g, "&nbsp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const name = element.localName;
  if (element.id === "added") return "";
  const mark = /^data(-gz)?$/.test(element.id) ? HERE : "";
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${escaped(value).replace(/"/g, "&quot;")}"`).join("");
  if (VOID.has(name)) return `<${name}${attributes}>`;
  const inside = [...element.childNodes].map((child) => (child instanceof Element ? markupOf(child) : child.nodeType === Node.TEXT_NODE ? (RAW.has(name) ? child.nodeValue || "" : escaped(child.nodeValue || "")) : "")).join("");
  // A line break right after <pre> or <textarea> would be lost.
  return `${mark}<${name}${attributes}>${/^(pre|textarea)$/.test(name) && inside.startsWith("\n") ? "\n" : ""}${inside}</${name}>`;
}
