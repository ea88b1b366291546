// Paper: the picture drawn anew for the sheet with its legend, the table's sources as numbered notes with their addresses.

/** Documents in the order in which the table cites them. @type {number[]} */
let noteOrder = [];
let tableToo = true;

function startPrint() {
  window.addEventListener("beforeprint", preparePrint);
  window.addEventListener("afterprint", clearPrint);
}

/** Print, with or without the table. */
function openPrint() {
  const box = make("input", { type: "checkbox", id: "table-too" });
  box.checked = tableToo;
  box.addEventListener("change", () => (tableToo = box.checked));
  openDialog(say("print"), make("div", {}, make("p", { text: say("print_about") }), make("label", { class: "undated", for: "table-too" }, box, make("span", { text: say("print_table") }))), [
    makeButton({ class: "button main", text: say("print"), press: () => {
      closeDialog();
      window.print();
    } }),
  ]);
}

/** A sheet in pixels, wider than tall, as much as stands beside a margin. */
const SHEET = { width: 980, height: 620 };

/** Fill the sheet before the browser lays it out. */
function preparePrint() {
  finishTable();
  const before = document.documentElement.dataset.theme || "auto";
  document.documentElement.dataset.theme = "light";
  themeNow = null;
  takeLooks();
  const scene = view.mode === "network" && shown.nodes.length ? networkScene(SHEET) : view.mode === "timeline" ? wholeTimeline() : view.mode === "matrix" ? matrixScene() : view.mode === "adjacency" ? adjacencyScene() : null;
  fill(byId("sheet"), scene ? sceneSvg(withLegend(scene)) : null);
  document.body.classList.toggle("no-table", !tableToo);
  if (tableToo) numberSources();
  document.documentElement.dataset.theme = before;
  themeNow = null;
  takeLooks();
}

function clearPrint() {
  fill(byId("sheet"));
  fill(byId("sources"));
  for (const cell of document.querySelectorAll("#twin .noted")) cell.remove();
}

/** Beside every row the numbers of its documents, and below the table what they stand for. */
function numberSources() {
  const { citations, passages, documents } = facts.payload;
  noteOrder = [];
  for (const row of document.querySelectorAll("#twin tr[data-edge]")) {
    const edge = Number(/** @type {HTMLElement} */ (row).dataset.edge);
    const own = new Set(facts.citations(facts.nodeCount + edge).map((cited) => passages.document[citations.passage[cited]]));
    for (const document of own) if (!noteOrder.includes(document)) noteOrder.push(document);
    const numbers = [...own].map((document) => noteOrder.indexOf(document) + 1).sort((a, b) => a - b);
    if (numbers.length) row.querySelector(".sources")?.append(make("span", { class: "noted", text: numbers.join(", ") }));
  }
  const list = make("ol", {});
  for (const document of noteOrder) {
    const parts = [cell(documents.title, document) || cell(documents.id, document), cell(documents.publisher, document), tellDate(cell(documents.published, document)), cell(documents.url, document)];
    list.append(make("li", { text: parts.filter(Boolean).join(". ") }));
  }
  fill(byId("sources"), noteOrder.length ? make("h2", { text: say("column_citations") }) : null, noteOrder.length ? list : null);
}
