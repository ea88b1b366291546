// What is shown as GraphML or GEXF, with the places, colours and sizes that it has on the page.

/**
 * @param {Document} page
 * @param {string} space
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Element | string)} children
 */
function makeXml(page, space, tag, attributes, ...children) {
  const element = page.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, legalXml(String(value)));
  element.append(...children.map((child) => (typeof child === "string" ? legalXml(child) : child)));
  return element;
}

/**
 * Letters that no XML may hold become the sign for an unknown one.
 * @param {string} text
 */
function legalXml(text) {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

/**
 * Names of the columns that rows have, each with the values it holds, all as text but numbers.
 * @param {Array<Record<string, unknown>>} rows
 */
function columnsOf(rows) {
  /** @type {Map<string, string>} */
  const columns = new Map();
  for (const row of rows) for (const [name, value] of Object.entries(row)) if (value !== "") columns.set(name, typeof value === "number" && columns.get(name) !== "string" ? "double" : "string");
  return [...columns].map(([name, type], i) => ({ name, type, key: i }));
}

/**
 * @param {Document} page
 */
function xmlText(page) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(page)}\n`;
}

const GRAPHML = "http://graphml.graphdrawing.org/xmlns";

function saveGraphml() {
  const page = document.implementation.createDocument(GRAPHML, "graphml");
  const xml = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, /** @type {Array<Element | string>} */ ...children) => makeXml(page, GRAPHML, tag, attributes, ...children);
  const [nodes, edges] = [shown.nodes.map(nodeRow), shown.edges.map(edgeRow)];
  const graph = xml("graph", { edgedefault: shown.edges.some(isDirected) ? "directed" : "undirected" });
  for (const [of, letter, rows] of /** @type {Array<[string, string, Array<Record<string, unknown>>]>} */ ([["node", "n", nodes], ["edge", "e", edges]])) {
    const columns = columnsOf(rows).filter(({ name }) => !["id", "key", "source", "target"].includes(name));
    for (const { name, type, key } of columns) page.documentElement.append(xml("key", { id: `${letter}${key}`, for: of, "attr.name": name, "attr.type": type }));
    rows.forEach((row, i) => {
      /** @type {Record<string, string>} */
      const own = of === "node" ? { id: String(row.id) } : { id: String(row.id), source: String(row.source), target: String(row.target), directed: String(isDirected(shown.edges[i])) };
      graph.append(xml(of, own, ...columns.filter(({ name }) => Object.hasOwn(row, name) && row[name] !== "").map(({ name, key }) => xml("data", { key: `${letter}${key}` }, String(row[name])))));
    });
  }
  page.documentElement.append(graph);
  saveText(fileName("graphml"), "application/xml", xmlText(page));
}

const GEXF = "http://gexf.net/1.3";
const VIZ = "http://gexf.net/1.3/viz";

function saveGexf() {
  const page = document.implementation.createDocument(GEXF, "gexf");
  page.documentElement.setAttribute("version", "1.3");
  const xml = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes, /** @type {Array<Element | string>} */ ...children) => makeXml(page, GEXF, tag, attributes, ...children);
  const viz = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes) => makeXml(page, VIZ, `viz:${tag}`, attributes);
  const graph = xml("graph", { defaultedgetype: shown.edges.some(isDirected) ? "directed" : "undirected" });
  for (const [of, items] of /** @type {Array<["node" | "edge", number[]]>} */ ([["node", shown.nodes], ["edge", shown.edges]])) {
    const rows = items.map(of === "node" ? nodeRow : edgeRow);
    const columns = columnsOf(rows).filter(({ name }) => !["id", "key", "source", "target", "x", "y", "name", "weight"].includes(name));
    graph.append(xml("attributes", { class: of }, ...columns.map(({ name, type, key }) => xml("attribute", { id: key, title: name, type }))));
    const box = xml(`${of}s`, {});
    rows.forEach((row, i) => {
      const values = xml("attvalues", {}, ...columns.filter(({ name }) => Object.hasOwn(row, name) && row[name] !== "").map(({ name, key }) => xml("attvalue", { for: key, value: String(row[name]) })));
      if (of === "node") {
        const [red, green, blue] = [1, 3, 5].map((at) => parseInt(paintOf(items[i]).fill.slice(at, at + 2), 16) || 0);
        box.append(xml("node", { id: String(row.id), label: facts.name(items[i]) }, values, viz("position", { x: Number(row.x), y: -Number(row.y) }), viz("color", { r: red, g: green, b: blue }), viz("size", { value: round(sizeOf(items[i])) })));
      } else box.append(xml("edge", { id: String(row.id), source: String(row.source), target: String(row.target), type: isDirected(items[i]) ? "directed" : "undirected", ...(row.weight === undefined ? {} : { weight: Number(row.weight) }) }, values));
    });
    graph.append(box);
  }
  page.documentElement.append(graph);
  saveText(fileName("gexf"), "application/xml", xmlText(page));
}
