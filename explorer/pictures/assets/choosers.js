// Choosers of colour, size, width and layout at the head of the legend, and what each colour, size and width stands for.

/** @typedef {"color" | "size" | "width" | "layout"} Look */

/**
 * Names that a chooser offers.
 * @param {Look} look
 * @returns {string[]}
 */
function lookNames(look) {
  const offered = look === "layout" ? layoutNames() : scalesOf(look === "width" ? "edges" : "nodes").filter((scale) => fitsLook(scale, look)).map(({ name }) => name);
  const always = { color: ["kind", "one"], size: ["degree", "one"], width: ["one", ...(facts.edgeCount ? ["count"] : [])], layout: [] }[look];
  return [...new Set([...offered, ...always])];
}

/**
 * @param {Scale} scale
 * @param {Look} look
 */
function fitsLook({ type, from, name }, look) {
  if (type !== "given") return look === "color" || type === "number";
  return from !== "look" || { color: facts.looks.has("color"), size: facts.looks.has("size"), width: facts.edgeLooks.has("width"), layout: false }[look] || name !== "given";
}

/**
 * @param {Look} look
 * @param {string} name
 */
function tellLook(look, name) {
  if (look === "layout") return tellLayout(name);
  return scaleNamed(look === "width" ? "edges" : "nodes", name)?.label || words.get(`look_${name}`) || name;
}

function looksSection() {
  const box = make("div", { class: "looks" });
  for (const look of /** @type {Look[]} */ (["color", "size", "width", "layout"])) {
    const names = lookNames(look);
    if (names.length < 2) continue;
    const choice = make("select", { id: `look-${look}` }, ...names.map((name) => new Option(tellLook(look, name), name)));
    choice.addEventListener("change", () => {
      change(
        (next) => {
          next[look] = choice.value;
          if (look === "layout") next.moved.clear();
        },
        { announce: say("announce_look", { what: say(`choose_${look}`), name: choice.selectedOptions[0].text }) },
      );
    });
    box.append(make("label", { for: choice.id, text: say(`choose_${look}`) }), choice, make("div", { class: "key", id: `key-${look}` }));
  }
  return section("legend-looks", say("looks_title"), box, !facts.about.embed);
}

/** Choosers and keys as the view has them. */
function tellLooks() {
  for (const look of /** @type {Look[]} */ (["color", "size", "width", "layout"])) {
    const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById(`look-${look}`));
    if (choice) choice.value = view[look];
  }
  const key = [view.color, view.size, view.width, isDark(), theme().forced, greatestCount].join();
  if (key === keyToldFor) return;
  keyToldFor = key;
  paintLists();
  fill(byId("strip"), ...strip());
  for (const [look, rows] of /** @type {Array<[string, Node[]]>} */ ([["color", colourKey()], ["size", sizeKey()], ["width", widthKey()]])) {
    const box = document.getElementById(`key-${look}`);
    if (box) fill(box, rows.length ? make("ul", { class: "key-rows", "aria-label": say("key_label", { name: tellLook(/** @type {Look} */ (look), view[/** @type {Look} */ (look)]) }) }, ...rows) : null);
  }
}

let keyToldFor = "";

/** Rows of the colours: values, then "other" and "none" where they occur; or steps of a number. */
function keyOfColours() {
  const scale = colourScale;
  if (!scale || scale.type === "given") return [];
  const seen = new Set(paintAt);
  const [other, none] = [paintOfClass(OTHER), paintOfClass(NONE)];
  const rows = [];
  if (scale.type === "category") {
    (scale.values || []).forEach((value, i) => rows.push({ at: i, text: value }));
    if (seen.has(other)) rows.push({ at: other, text: say("key_other") });
    if (seen.has(none)) rows.push({ at: none, text: say("key_none") });
    return rows;
  }
  const edges = [scale.low ?? 0, ...(scale.cuts || []), scale.high ?? 0];
  for (let i = 0; i < edges.length - 1; i++) if (edges[i] !== edges[i + 1]) rows.push({ at: i, text: `${tellNumber(edges[i])} – ${tellNumber(edges[i + 1])}` });
  if (seen.has(none)) rows.push({ at: none, text: say("key_none") });
  return rows;
}

/** @param {number} number */
function tellNumber(number) {
  return String(Number(number.toPrecision(3)));
}

function colourKey() {
  return keyOfColours().map(({ at, text }) => {
    const nodes = () => facts.byRank.filter((node) => shown.nodeOn[node] && paintAt[node] === at);
    return make("li", {}, swatch(paints[at]), make("span", { class: "name", text }), makeButton({ icon: "set", class: "only pick-all", label: say("select_label", { name: text }), press: () => selectNodes(nodes(), text) }));
  });
}

/** @param {Paint | undefined} paint */
function swatch(paint) {
  return makeSvg("svg", { class: "sign", viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false" }, makeSvg("circle", { r: 9, fill: paint?.fill, stroke: paint?.line, class: "swatch" }));
}

/** Low, middle and high of a scale. @param {Scale} scale */
function threeOf({ low = 0, high: top = 0 }) {
  return [...new Set([low, (low + top) / 2, top].map((number) => Number(number.toPrecision(2))))];
}

/** The colours in one line, where the legend itself is not in sight. */
function strip() {
  const kinds = facts.kinds.map((kind, i) => make("li", {}, kindSign(i), make("span", { text: kind.plural || kind.label })));
  const colours = keyOfColours().map(({ at, text }) => make("li", {}, swatch(paints[at]), make("span", { text })));
  return view.color !== "kind" && colours.length ? colours : kinds.length > 1 ? kinds : [];
}

function sizeKey() {
  const scale = sizeScale;
  if (!scale || view.size === "given" || (!scale.low && !scale.high)) return [];
  return threeOf(scale).map((number) => {
    const radius = 5 + 11 * Math.sqrt(share(scale, number));
    return make("li", {}, makeSvg("svg", { class: "sign big", viewBox: "-17 -17 34 34", "aria-hidden": "true", focusable: "false" }, makeSvg("circle", { r: radius, class: "outline" })), make("span", { text: tellNumber(number) }));
  });
}

function widthKey() {
  if (view.width === "one" || view.width === "given") return [];
  const scale = view.width === "count" ? { low: 1, high: greatestCount } : widthScale;
  if (!scale) return [];
  return threeOf(/** @type {Scale} */ (scale)).map((number) => make("li", {}, makeSvg("svg", { class: "sign big", viewBox: "0 0 34 12", "aria-hidden": "true", focusable: "false" }, makeSvg("path", { d: "M2 6H32", class: "outline", "stroke-width": 0.8 + 4.2 * share(scale, number) })), make("span", { text: tellNumber(number) })));
}
