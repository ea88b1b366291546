// "Cite this view": BibTeX and CSL-JSON with the version and hash of the data, the filters and the day of access.

function openCite() {
  const day = make("input", { type: "date", id: "accessed" });
  day.value = today();
  const form = make("select", { id: "cite-form" }, new Option("BibTeX", "bibtex"), new Option("CSL-JSON", "csl"));
  const text = make("textarea", { id: "cite-text", readonly: true, rows: 12, class: "text-to-copy", "aria-label": say("cite_text") });
  const tell = () => (text.value = form.value === "csl" ? cslText(day.value) : bibtexText(day.value));
  day.addEventListener("input", tell);
  form.addEventListener("change", tell);
  tell();
  const fields = make("div", { class: "fields" }, make("div", { class: "field" }, make("label", { for: "accessed", text: say("accessed") }), day), make("div", { class: "field" }, make("label", { for: "cite-form", text: say("cite_form") }), form));
  openDialog(say("cite_view"), make("div", {}, make("p", { text: say("cite_about") }), fields, text), [makeButton({ class: "button main", text: say("copy"), press: () => copyText(text.value) })]);
}

/** The browser's day; the reader may type another. */
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** What the view shows, in one line. */
function tellView() {
  const parts = [say(`view_${view.mode}`)];
  if (view.focus >= 0) parts.push(say("told_around", { name: facts.name(view.focus), n: view.depth }));
  if (view.chosen >= 0) parts.push(say("told_chosen", { name: facts.isNode(view.chosen) ? facts.name(view.chosen) : sentenceOf(view.chosen - facts.nodeCount) }));
  if (view.path) parts.push(say("path_title", { a: facts.name(view.path.from), b: facts.name(view.path.to) }));
  if (view.from || view.to) parts.push(say("told_years", { from: String(view.from || facts.firstYear), to: String(view.to || facts.lastYear) }));
  if (view.topic >= 0) parts.push(say("told_topic", { name: facts.name(view.topic) }));
  if (view.kindsOff.size) parts.push(say("told_without", { names: [...view.kindsOff].map((kind) => facts.kinds[kind].plural).join(", ") }));
  if (view.selected.size) parts.push(say("told_selected", { n: view.selected.size, names: namesOf([...view.selected], 4) }));
  if (view.compare) parts.push(say("compare_title", { a: view.compare[0].name, b: view.compare[1].name }));
  for (const look of /** @type {Look[]} */ (["color", "size", "width", "layout"])) if (view[look] !== freshView()[look]) parts.push(`${say(`choose_${look}`)}: ${tellLook(look, view[look])}`);
  for (const [key, off] of view.valuesOff) parts.push(say("told_without", { names: `${key.split(".").slice(1).join(".")} ${[...off].join(", ")}` }));
  for (const [key, [low, high]] of view.ranges) parts.push(`${key.split(".").slice(1).join(".")} ${low}–${high}`);
  for (const { name, nodes } of view.groups) parts.push(say("told_group", { name, n: nodes.length }));
  if (view.hidden.size) parts.push(say("told_hidden", { n: view.hidden.size }));
  for (const [off, tell] of /** @type {Array<[Set<string>, (term: string) => string]>} */ ([[view.rolesOff, tellRole], [view.forcesOff, tellForce], [view.basesOff, tellBasis]])) if (off.size) parts.push(say("told_without", { names: [...off].map((term) => tell(term) || say("without_role")).join(", ") }));
  if (view.relationsOff.size) parts.push(say("told_without", { names: [...view.relationsOff].map((relation) => facts.relations[relation].label).join(", ") }));
  parts.push(say("told_shown", { nodes: shown.nodes.length, edges: shown.edges.length }));
  return parts.join("; ");
}

/** The parts of the citation. */
function citeParts() {
  const { title, version, hash, made_by, asOf, authors, key } = facts.about;
  const address = alone && /^https?:$/.test(location.protocol) ? location.href : "";
  const fragment = writeView(view);
  const stem = key || (fold(title).replace(/[^a-z0-9]+/g, "").slice(0, 24) || "view") + asOf.slice(0, 4);
  return { title, version, hash, maker: made_by, authors: authors?.length ? authors : [made_by], asOf, address, fragment, told: tellView(), key: fragment ? `${stem}view${digest(fragment)}` : stem };
}

/**
 * A few letters that tell one view from another (FNV-1a, 32 bits).
 * @param {string} text
 */
function digest(text) {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) || 0), 0x01000193);
  return (sum >>> 0).toString(36);
}

/** @param {string} text */
function texText(text) {
  return text.replace(/[\\{}]/g, " ").replace(/[&%$#_]/g, (sign) => `\\${sign}`).replace(/~/g, " ").replace(/\^/g, " ");
}

/** @param {string} day */
function bibtexText(day) {
  const part = citeParts();
  const year = part.asOf.slice(0, 4);
  const note = [`${say("cite_data")} ${part.version}, ${say("data_hash")} ${part.hash}`, part.told, part.fragment && `${say("cite_fragment")} #${part.fragment}`].filter(Boolean).join(". ");
  const lines = [`  title = {{${texText(part.title)}}}`, `  author = {${part.authors.map((name) => `{${texText(name)}}`).join(" and ")}}`];
  if (year) lines.push(`  year = {${year}}`);
  if (!part.authors.includes(part.maker)) lines.push(`  howpublished = {${texText(part.maker)}}`);
  lines.push(`  version = {${texText(part.version)}}`, `  note = {${texText(note)}}`);
  if (part.address) lines.push(`  url = {${part.address.replace(/[{}\\]/g, "")}}`);
  if (day) lines.push(`  urldate = {${day}}`);
  return `@misc{${part.key},\n${lines.join(",\n")}\n}\n`;
}

/** @param {string} day */
function cslText(day) {
  const part = citeParts();
  const date = (/** @type {string} */ text) => ({ "date-parts": [text.split("-").map(Number)] });
  const item = {
    id: part.key,
    type: "dataset",
    title: part.title,
    author: part.authors.map((literal) => ({ literal })),
    version: part.version,
    ...(part.asOf ? { issued: date(part.asOf) } : {}),
    ...(day ? { accessed: date(day) } : {}),
    ...(part.address ? { URL: part.address } : {}),
    note: [`${say("data_hash")} ${part.hash}`, part.told, part.fragment && `#${part.fragment}`].filter(Boolean).join("; "),
  };
  return JSON.stringify([item], null, 2) + "\n";
}

/** Keys and hints. */
function openHelp() {
  const list = make("dl", { class: "help" });
  for (const line of say("help_lines").split("\n")) {
    const [keys, text] = line.split(" | ");
    list.append(make("div", {}, make("dt", { text: keys }), make("dd", { text })));
  }
  openDialog(say("help_open"), make("div", {}, list, make("p", { class: "none", text: say("help_about") })));
}
