// Attributes of the data themselves: which there are, and filters by their values or by a range of numbers.

/** @typedef {{ key: string, of: "nodes" | "edges", name: string, type: "values" | "number" | "text", counts: Map<string, number>, low: number, high: number, column: Column }} Attribute */

const VALUES_MOST = 40;

/** @type {Attribute[] | null} */
let attributesKept = null;

/** Every attribute of nodes and of relations that the page can filter by. */
function attributes() {
  if (!attributesKept) {
    attributesKept = [];
    for (const of of /** @type {const} */ (["nodes", "edges"])) for (const [name, column] of of === "nodes" ? facts.moreNodes : facts.moreEdges) if (of === "nodes" || name !== "weight" || !facts.payload.edges.weight) attributesKept.push(attributeOf(of, name, column));
    const { weight } = facts.payload.edges;
    if (weight) attributesKept.push(attributeOf("edges", "weight", weight.map(String)));
  }
  return attributesKept;
}

/**
 * @param {"nodes" | "edges"} of
 * @param {string} name
 * @param {Column} column
 * @returns {Attribute}
 */
function attributeOf(of, name, column) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  let numbers = true;
  let [low, high] = [Infinity, -Infinity];
  const length = of === "nodes" ? facts.nodeCount : facts.edgeCount;
  for (let i = 0; i < length; i++) {
    const value = cell(column, i);
    if (counts.size <= VALUES_MOST || counts.has(value)) counts.set(value, (counts.get(value) || 0) + 1);
    if (value === "" || !numbers) continue;
    const number = Number(value);
    if (Number.isFinite(number)) [low, high] = [Math.min(low, number), Math.max(high, number)];
    else numbers = false;
  }
  const type = numbers && low < high && counts.size > 5 ? "number" : counts.size <= VALUES_MOST ? "values" : "text";
  return { key: `${of}.${name}`, of, name, type, counts, low, high, column };
}

/**
 * A test for rows of nodes or relations: whether no filter by an attribute refuses them.
 * @param {View} view
 * @param {"nodes" | "edges"} of
 * @returns {(row: number) => boolean}
 */
function attributeTest(view, of) {
  if (!view.valuesOff.size && !view.ranges.size) return () => true;
  /** @type {Array<(row: number) => boolean>} */
  const tests = [];
  for (const { key, of: whose, column } of attributes()) {
    if (whose !== of) continue;
    const [off, range] = [view.valuesOff.get(key), view.ranges.get(key)];
    if (off?.size) tests.push((row) => !off.has(cell(column, row)));
    if (range) tests.push((row) => cell(column, row) !== "" && Number(cell(column, row)) >= range[0] && Number(cell(column, row)) <= range[1]);
  }
  return (row) => tests.every((test) => test(row));
}

/**
 * @param {View} view
 * @param {string} key
 * @param {string} value
 * @param {boolean} on
 */
function switchValue(view, key, value, on) {
  const off = view.valuesOff.get(key) || new Set();
  if (on) off.delete(value);
  else off.add(value);
  if (off.size) view.valuesOff.set(key, off);
  else view.valuesOff.delete(key);
}

// Attributes that say how something is drawn: nobody filters by a place or by a code of a colour.
const DRAWN_BY = new Set(["x", "y", "z", "color", "colour", "shape"]);

/** Filters by attributes, for the legend. */
function attributeSections() {
  const told = attributes().filter(({ name }) => !DRAWN_BY.has(name.toLowerCase()));
  return told.map((attribute) => (attribute.type === "number" ? rangeSection(attribute) : attribute.type === "values" && attribute.counts.size > 1 ? valueSection(attribute) : null));
}

/** @param {Attribute} attribute */
function valueSection({ key, of, name, counts }) {
  const list = make("ul", { class: "checks" });
  const values = [...counts.keys()].sort((a, b) => Number(!a) - Number(!b) || compareText(sortKey(a), sortKey(b)));
  for (const value of values) {
    list.append(
      checkRow({
        name: value || say("no_value"),
        member: value,
        all: values,
        off: (view, member) => Boolean(view.valuesOff.get(key)?.has(member)),
        turn: (view, member, on) => switchValue(view, key, member, on),
        tell: () => counts.get(value) || 0,
        nodes: key.startsWith("nodes") ? () => nodesWith(key, value) : undefined,
      }),
    );
  }
  return section(`legend-${key}`, of === "nodes" ? name : say("of_relations", { name }), list, false);
}

/**
 * Nodes that pass the filters and have a value.
 * @param {string} key
 * @param {string} value
 */
function nodesWith(key, value) {
  const found = attributes().find((attribute) => attribute.key === key);
  return found ? facts.byRank.filter((node) => shown.nodeOn[node] && cell(found.column, node) === value) : [];
}

/** @param {Attribute} attribute */
function rangeSection({ key, of, name: called, low, high }) {
  const name = of === "nodes" ? called : say("of_relations", { name: called });
  const field = (/** @type {0 | 1} */ end) => {
    const label = say(end ? "range_to" : "range_from", { name });
    const input = make("input", { type: "number", class: "year", step: "any", min: low, max: high, "aria-label": label, title: label, "data-range": `${key} ${end}` });
    input.addEventListener("change", () => {
      const ends = /** @type {[number, number]} */ ([...(view.ranges.get(key) || [low, high])]);
      ends[end] = input.value === "" ? [low, high][end] : Number(input.value);
      change((next) => (ends[0] <= low && ends[1] >= high ? next.ranges.delete(key) : next.ranges.set(key, ends)));
      announceFilter(say("announce_range", { name, from: String(ends[0]), to: String(ends[1]) }));
    });
    return input;
  };
  const fields = [field(0), field(1)];
  const tell = () => {
    const ends = view.ranges.get(key) || [low, high];
    fields.forEach((input, i) => (input.value = String(ends[i])));
  };
  rangeTellers.push(tell);
  return section(`legend-${key}`, name, make("div", { class: "row range" }, fields[0], make("span", { text: "–" }), fields[1]), false);
}

/** What writes the ranges of the view into their fields. @type {Array<() => void>} */
const rangeTellers = [];
