// The text twin: every relation that is shown, as a row. As many rows as relations, under every filter;
// beyond two thousand they come in pages, and the line above says so.

const ROWS_A_PAGE = 2000;

/** Sorts last whichever way. */
const NOTHING = "~";

/** @typedef {{ key: string, text: (edge: number) => string, sort: (edge: number) => string }} TableColumn */
/** @type {TableColumn[]} */
const tableColumns = [
  { key: "column_source", text: (e) => facts.name(facts.source[e]), sort: (e) => fold(facts.name(facts.source[e])) },
  { key: "column_relation", text: (e) => facts.relation(e).label, sort: (e) => String(facts.relationOf[e]).padStart(4, "0") },
  { key: "column_target", text: (e) => facts.name(facts.target[e]), sort: (e) => fold(facts.name(facts.target[e])) },
  { key: "column_role", text: (e) => tellRole(facts.edge("role", e)), sort: (e) => facts.edge("role", e) || NOTHING },
  { key: "column_date", text: (e) => facts.edgeDate(e), sort: (e) => facts.edgeSortDate(e) || NOTHING },
  { key: "column_basis", text: (e) => tellBasis(facts.edge("basis", e)), sort: (e) => facts.edge("basis", e) || NOTHING },
];

let sortedBy = 4;
let sortedUp = false;
let tablePage = 0;
/** @type {number[]} */
let tableEdges = [];

function startTable() {
  onChange((change) => {
    if (change.drawn || change.mode || change.filter) {
      tablePage = 0;
      drawTableSoon();
    }
    if (change.chosen) markRow();
  });
  byId("table-box").addEventListener("click", (event) => {
    const row = event.target instanceof Element && !event.target.closest("button, a, .passage-box") ? event.target.closest("tr[data-edge]") : null;
    if (row instanceof HTMLElement) choose(facts.nodeCount + Number(row.dataset.edge));
  });
}

/** Small tables at once, so that rows and picture never differ; large ones a moment later. */
function drawTableSoon() {
  if (shown.edges.length <= ROWS_A_PAGE || view.mode === "table") drawTable();
  else whenIdle(drawTable);
}

function drawTable() {
  const column = tableColumns[sortedBy];
  const keys = new Map(shown.edges.map((e) => [e, column.sort(e)]));
  const none = (/** @type {number} */ e) => Number(keys.get(e) === NOTHING);
  tableEdges = [...shown.edges].sort((a, b) => none(a) - none(b) || (sortedUp ? 1 : -1) * compareText(keys.get(a) || "", keys.get(b) || "") || a - b);
  const first = tablePage * ROWS_A_PAGE;
  const rows = tableEdges.slice(first, first + ROWS_A_PAGE);
  const body = make("tbody");
  for (const e of rows) body.append(tableRow(e));
  const table = make("table", { id: "twin" }, make("caption", { class: "unseen", text: say("table_caption") }), make("thead", {}, headRow()), body);
  fill(byId("table-box"), shown.edges.length ? table : make("p", { class: "none", text: say("table_none") }));
  tellTable(first, rows.length);
  tellLonely();
  markRow();
}

/** Nodes that are shown and stand in no row: the twin names them too. */
function tellLonely() {
  const inRow = new Set(shown.edges.flatMap((e) => [facts.source[e], facts.target[e]]));
  const lonely = shown.nodes.filter((node) => !inRow.has(node));
  byId("lonely").hidden = !lonely.length;
  if (!lonely.length) return fill(byId("lonely"));
  const rest = lonely.length - LONELY_MOST;
  fill(byId("lonely"), make("span", { text: say("lonely", { n: lonely.length }) }), ...lonely.slice(0, LONELY_MOST).map((node) => nodeButton(node, shorten(facts.name(node), 90))), rest > 0 ? make("span", { text: say("more_sources", { n: rest }) }) : null);
}

/** As many as are named; the others are counted. */
const LONELY_MOST = 300;

function headRow() {
  const row = make("tr");
  tableColumns.forEach((column, i) => {
    const sorted = i === sortedBy;
    row.append(
      make(
        "th",
        { scope: "col", "aria-sort": sorted ? (sortedUp ? "ascending" : "descending") : null },
        makeButton({
          class: `sort${sorted ? (sortedUp ? " up" : " down") : ""}`,
          text: say(column.key),
          press: () => {
            sortedUp = sorted ? !sortedUp : true;
            sortedBy = i;
            drawTable();
            announce(say(sortedUp ? "announce_sorted_up" : "announce_sorted_down", { column: say(column.key) }));
            byId("twin").querySelectorAll("th")[i].querySelector("button")?.focus();
          },
        }),
      ),
    );
  });
  row.append(make("th", { scope: "col", text: say("column_citations") }));
  return row;
}

/** @param {number} e */
function tableRow(e) {
  const row = make("tr", { "data-edge": String(e) });
  const sources = make("td", { class: "sources" });
  row.append(
    make("td", {}, nodeButton(facts.source[e], shorten(facts.name(facts.source[e]), 90))),
    make("td", {}, make("button", { type: "button", class: "details", text: facts.relation(e).label, "aria-label": say("relation_open", { text: sentenceOf(e) }), on: { click: () => choose(facts.nodeCount + e) } })),
    make("td", {}, nodeButton(facts.target[e], shorten(facts.name(facts.target[e]), 90))),
    make("td", { text: tableColumns[3].text(e) }),
    make("td", { class: "date", text: tableColumns[4].text(e) }),
    make("td", { text: tableColumns[5].text(e) }),
    sources,
  );
  sources.append(citationMarks(facts.nodeCount + e, sources, 3));
  return row;
}

/**
 * @param {number} first
 * @param {number} rows
 */
function tellTable(first, rows) {
  const total = tableEdges.length;
  const paged = total > ROWS_A_PAGE;
  byId("relations-count").textContent = paged ? say("table_count_page", { from: first + 1, to: first + rows, n: total }) : say("table_count", { n: total, all: facts.edgeCount });
  byId("relations").dataset.rows = String(total);
  const turn = (/** @type {number} */ step) => () => {
    tablePage += step;
    drawTable();
    announce(byId("relations-count").textContent || "");
  };
  const tools = [];
  if (paged) {
    const before = makeButton({ icon: "back", label: say("page_before"), press: turn(-1) });
    const after = makeButton({ icon: "forward", label: say("page_after"), press: turn(1) });
    before.disabled = first === 0;
    after.disabled = first + rows >= total;
    tools.push(before, after);
  }
  tools.push(makeButton({ class: "button quiet", text: say("save_csv"), press: () => saveCsv() }));
  fill(byId("relations-tools"), ...tools);
}

/** Show in the table which relation is chosen. */
function markRow() {
  for (const row of byId("table-box").querySelectorAll("tr.chosen")) {
    row.classList.remove("chosen");
    row.removeAttribute("aria-current");
  }
  if (view.chosen < facts.nodeCount) return;
  const row = byId("table-box").querySelector(`tr[data-edge="${view.chosen - facts.nodeCount}"]`);
  row?.classList.add("chosen");
  row?.setAttribute("aria-current", "true");
}
