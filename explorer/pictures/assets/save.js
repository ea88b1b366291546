// What is shown, saved whole: a table for people, and node-link JSON that `explorer --facts` reads back, citations too.

/** Relations that are shown, as a table for people: no cell can begin a formula. */
function saveCsv() {
  const more = [...facts.moreEdges].filter(([name]) => name !== "weight");
  const nodes = new Map(shown.nodes.map((node) => [node, new Map(Object.entries(nodeRow(node)))]));
  const about = ["kind", ...columnsOf([...nodes.values()].map((row) => Object.fromEntries(row))).map(({ name }) => name)].filter((name, at, all) => !["id", "name"].includes(name) && all.indexOf(name) === at);
  const ofEnd = (/** @type {number} */ node, /** @type {string} */ name) => String(nodes.get(node)?.get(name) ?? "");
  const head = ["source_id", "source", "relation", "target_id", "target", "directed", "weight", "date", "role", "start", "end", "basis", "rule", "confidence", "id", ...more.map(([name]) => name), "documents", "urls", "quotations", ...about.flatMap((name) => [`source_${name}`, `target_${name}`])];
  const rows = shown.edges.map((e) => {
    const cited = facts.citations(facts.nodeCount + e).map(citationFacts);
    const [s, t] = [facts.source[e], facts.target[e]];
    const own = [facts.node("id", s), facts.name(s), facts.relation(e).name, facts.node("id", t), facts.name(t), isDirected(e) ? "yes" : "no", String(facts.payload.edges.weight?.[e] ?? "")];
    const columns = /** @type {const} */ (["title", "url", "quotation"]);
    return [...own, facts.edgeSortDate(e), ...edgeTexts(e), facts.edge("id", e), ...more.map(([, column]) => cell(column, e)), ...columns.map((key) => [...new Set(cited.map((row) => row[key]))].filter(Boolean).join(" | ")), ...about.flatMap((name) => [ofEnd(s, name), ofEnd(t, name)])];
  });
  const inRow = new Set(shown.edges.flatMap((e) => [facts.source[e], facts.target[e]]));
  for (const node of shown.nodes.filter((one) => !inRow.has(one))) rows.push(head.map((name) => (name === "source_id" ? facts.node("id", node) : name === "source" ? facts.name(node) : name.startsWith("source_") ? ofEnd(node, name.slice(7)) : "")));
  saveText(fileName("csv"), "text/csv", "\ufeff" + [head, ...rows].map((row) => row.map((text) => quotedCell(keptApart(text))).join(",")).join("\n") + "\n");
}

/** Role, start, end, basis, rule, confidence. @param {number} e */
function edgeTexts(e) {
  return EDGE_TEXTS.map((name) => facts.edge(name, e));
}

const EDGE_TEXTS = /** @type {const} */ (["role", "start", "end", "basis", "rule", "confidence"]);
const NODE_TEXTS = /** @type {const} */ (["id", "name", "aliases", "acronym", "start", "end", "force", "condition", "due", "status", "complete", "wording", "url", "note"]);
const DOCUMENT_TEXTS = /** @type {const} */ (["id", "title", "url", "publisher", "published", "retrieved", "path", "media_type", "language", "sha256"]);

/** @param {number} row */
function citationFacts(row) {
  const { citations, passages, documents } = facts.payload;
  const passage = citations.passage[row];
  const document = passages.document[passage];
  return { document: cell(documents.id, document), title: cell(documents.title, document), url: cell(documents.url, document), quotation: cell(passages.text, passage).slice(citations.from[row], citations.to[row]) };
}

/**
 * An object of columns that the data may have named: as entries, so that no name can do harm.
 * @param {Array<[string, unknown]>} entries
 */
function rowOf(entries) {
  return Object.fromEntries(entries);
}

/** @param {number} node */
function nodeRow(node) {
  const { x, y } = placeOf(node);
  const more = [...facts.moreNodes].map(([name, column]) => /** @type {[string, unknown]} */ ([name, cell(column, node)])).filter(([, value]) => value !== "");
  const note = notes.has(node) ? [/** @type {[string, unknown]} */ (["reader_note", notes.get(node)])] : [];
  const own = NODE_TEXTS.map((name) => /** @type {[string, unknown]} */ ([name, facts.node(name, node)]));
  return rowOf([...own, ["kind", facts.kind(node).name], ["x", round(x)], ["y", round(y)], ...more, ...note]);
}

/** @param {number} e */
function edgeRow(e) {
  const weight = facts.payload.edges.weight?.[e];
  const more = [...facts.moreEdges].map(([name, column]) => /** @type {[string, unknown]} */ ([name, cell(column, e)])).filter(([, value]) => value !== "");
  const own = EDGE_TEXTS.map((name) => /** @type {[string, unknown]} */ ([name, facts.edge(name, e)]));
  const id = facts.edge("id", e);
  return rowOf([["id", id], ["key", id], ["source", facts.node("id", facts.source[e])], ["relation", facts.relation(e).name], ["target", facts.node("id", facts.target[e])], ...own, ...(weight === undefined ? [] : [/** @type {[string, unknown]} */ (["weight", weight])]), ...more]);
}

/** What is shown as node-link JSON with the tables of its sources. */
function saveJson() {
  const { title, version, hash, made_by, authors = [] } = facts.about;
  const directed = shown.edges.some(isDirected) || !shown.edges.length;
  const graph = { title, version, hash, made_by, authors, view: writeView(view), ...sourceTables() };
  saveText(fileName("json"), "application/json", JSON.stringify({ directed, multigraph: true, graph, nodes: shown.nodes.map(nodeRow), edges: shown.edges.map(edgeRow) }, null, 1) + "\n");
}

/** Documents, passages and citations of what is shown. */
function sourceTables() {
  const { citations, passages, documents } = facts.payload;
  const rows = [...shown.nodes, ...shown.edges.map((e) => facts.nodeCount + e)].flatMap((item) => facts.citations(item));
  /** @type {Set<number>} */
  const used = new Set();
  for (const row of rows) for (let at = citations.passage[row]; at >= 0 && !used.has(at); at = passages.parent[at]) used.add(at);
  const sorted = [...used].sort((a, b) => a - b);
  const numberOf = (/** @type {number} */ passage) => (passages.number ? cell(passages.number, passage) : "");
  const idOf = (/** @type {number} */ passage) => (passage < 0 ? "" : `${cell(documents.id, passages.document[passage])}#${numberOf(passage) || `p${passage}`}`);
  return {
    documents: [...new Set(sorted.map((passage) => passages.document[passage]))].sort((a, b) => a - b).map((document) => rowOf(DOCUMENT_TEXTS.map((name) => [name, cell(documents[name], document)]))),
    passages: sorted.map((passage) => ({ id: idOf(passage), document: cell(documents.id, passages.document[passage]), parent: idOf(passages.parent[passage]), position: numberOf(passage).match(/^\d+$/)?.[0] || String(passage + 1), kind: cell(passages.kind, passage), text: cell(passages.text, passage) })),
    citations: rows.map((row) => {
      const passage = citations.passage[row];
      const text = cell(passages.text, passage);
      const [from, to] = [Math.max(0, citations.from[row]), citations.to[row]];
      // Tables count letters, not the halves that a script counts.
      const [start, end] = [from, to].map((place) => String([...text.slice(0, place)].length));
      return { id: `cite:${row}`, statement: facts.itemId(citations.of[row]), document: cell(documents.id, passages.document[passage]), passage: idOf(passage), char_start: start, char_end: end, quotation: text.slice(from, to), as_written: cell(citations.written, row) };
    }),
  };
}
