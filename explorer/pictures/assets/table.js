// The text twin: every relation that is shown, as a row. As many rows as relations, under every filter;
// beyond two thousand they come in pages, and the line above says so.

const ROWS_A_PAGE = 2000;
const ROWS_OF_MANY = 200;
const MANY = 2500; // relations

/** Of a very large table fewer rows at once: the browser lays them out anew at every turn. */
function rowsAPage() {
  return shown.edges.length > MANY ? ROWS_OF_MANY : ROWS_A_PAGE;
}

/** Sorts last whichever way. */
const NOTHING = "~";

/** @typedef {{ key: string, text: (edge: number) => string, sort: (edge: number) => string }} TableColumn */
/** @type {TableColumn[]} */
const tableColumns = [
  { key: "column_source", text: (e) => facts.name(facts.source[e]), sort: (e) => sortKey(facts.name(facts.source[e])) },
  { key: "column_relation", text: (e) => facts.relation(e).label, sort: (e) => String(facts.relationOf[e]).padStart(4, "0") },
  { key: "column_target", text: (e) => facts.name(facts.target[e]), sort: (e) => sortKey(facts.name(facts.target[e])) },
  { key: "column_role", text: (e) => tellRole(facts.edge("role", e)), sort: (e) => facts.edge("role", e) || NOTHING },
  { key: "column_date", text: (e) => facts.edgeDate(e), sort: (e) => facts.edgeSortDate(e) || NOTHING },
  { key: "column_basis", text: (e) => tellBasis(facts.edge("basis", e)), sort: (e) => facts.edge("basis", e) || NOTHING },
  { key: "column_weight", text: weightOf, sort: (e) => Number(weightOf(e) || 0).toFixed(6).padStart(24, "0") },
];

/** @param {number} edge */
function weightOf(edge) {
  return String(facts.payload.edges.weight?.[edge] ?? "");
}

/** Numbers of the columns that hold anything in these data. @type {number[] | null} */
let filledColumns = null;

function shownColumns() {
  const holds = (/** @type {TableColumn} */ column) => {
    for (let e = 0; e < facts.edgeCount; e++) if (column.text(e)) return true;
    return false;
  };
  return (filledColumns ||= tableColumns.map((_, at) => at).filter((at) => at < 3 || holds(tableColumns[at])));
}

let tablePage = 0;
/** @type {number[]} */
let tableEdges = [];

function startTable() {
  onChange((change) => {
    if (change.drawn || change.mode || change.filter || change.travelled) {
      tablePage = 0;
      drawTable();
    }
    if (change.chosen) markRow();
  });
  byId("table-box").addEventListener("click", (event) => {
    const row = event.target instanceof Element && !event.target.closest("button, a, .passage-box") ? event.target.closest("tr[data-edge]") : null;
    if (row instanceof HTMLElement) choose(facts.nodeCount + Number(row.dataset.edge));
  });
}

/** Write the table anew. */
function drawTable(then = () => {}) {
  if (shown.edges.length > MANY) byId("relations-count").textContent = say("table_sorting", { n: shown.edges.length });
  writing(sortAndWrite(), then);
}

/**
 * Small tables at once, so that rows and picture never differ; large ones in slices, so that the page answers meanwhile.
 * @param {Iterator<unknown>} work
 * @param {() => void} then
 */
function writing(work, then) {
  stopWriting();
  let end = () => {};
  finishTable = () => {
    end();
    atOnce(work);
    finishTable = () => {};
    then();
  };
  if (shown.edges.length <= MANY) return finishTable();
  end = stopWriting = inSlices(work, {
    done: () => {
      finishTable = () => {};
      then();
    },
    wait: () => crowd.busy,
  });
}

/** Stops the sorting and writing of a large table. */
let stopWriting = () => {};
/** Writes what is still to come of it, for paper. */
let finishTable = () => {};

function* sortAndWrite() {
  yield* sortEdges();
  yield* writeTable();
}

/** Put the relations that are shown into their order. */
function* sortEdges() {
  const { by, up } = view.sort;
  const column = tableColumns[by];
  /** @type {Map<number, string>} */
  const keys = new Map();
  const edges = [...shown.edges];
  for (const [i, e] of edges.entries()) {
    keys.set(e, column.sort(e));
    if (i % 200 === 0) yield;
  }
  const none = (/** @type {number} */ e) => Number(keys.get(e) === NOTHING);
  yield* sortSlowly(edges, (a, b) => none(a) - none(b) || (up ? 1 : -1) * compareText(keys.get(a) || "", keys.get(b) || "") || a - b);
  tableEdges = edges;
}

/** Write a page of the sorted table. */
function* writeTable() {
  const first = tablePage * rowsAPage();
  const rows = tableEdges.slice(first, first + rowsAPage());
  const body = make("tbody");
  const table = make("table", { id: "twin" }, make("caption", { class: "unseen", text: say("table_caption") }), make("thead", {}, headRow()), body);
  fill(byId("table-box"), shown.edges.length ? table : make("p", { class: "none", text: say("table_none") }));
  tellTable(first, rows.length);
  tellLonely();
  yield;
  // Row by row into the page, so that the browser need not lay all of them out at once.
  for (const e of rows) {
    body.append(tableRow(e));
    yield;
  }
  markRow();
}

/** Nodes that are shown and stand in no row: the twin names them too. */
function tellLonely() {
  const inRow = new Uint8Array(facts.nodeCount);
  for (const e of shown.edges) inRow[facts.source[e]] = inRow[facts.target[e]] = 1;
  const lonely = shown.nodes.filter((node) => !inRow[node]);
  byId("lonely").hidden = !lonely.length;
  if (!lonely.length) return fill(byId("lonely"));
  const rest = lonely.length - LONELY_MOST;
  fill(byId("lonely"), make("span", { text: say("lonely", { n: lonely.length }) }), ...lonely.slice(0, LONELY_MOST).map((node) => nodeButton(node, shorten(facts.name(node), 90))), rest > 0 ? make("span", { text: say("more_sources", { n: rest }) }) : null);
}

/** As many as are named; the others are counted. */
const LONELY_MOST = 300;

function headRow() {
  const row = make("tr");
  shownColumns().forEach((i) => {
    const column = tableColumns[i];
    const sorted = i === view.sort.by;
    const sortedUp = view.sort.up;
    row.append(
      make(
        "th",
        { scope: "col", "data-head": say(column.key), "data-column": String(i), "aria-sort": sorted ? (sortedUp ? "ascending" : "descending") : null },
        makeButton({
          class: `sort${sorted ? (sortedUp ? " up" : " down") : ""}`,
          text: say(column.key),
          press: () => {
            const up = sorted ? !sortedUp : true;
            change((next) => (next.sort = { by: i, up }), { remember: "replace" });
            drawTable(() => {
              announce(say(up ? "announce_sorted_up" : "announce_sorted_down", { column: say(column.key) }));
              /** @type {HTMLElement | null} */ (byId("twin").querySelector(`th[data-column="${i}"] button`))?.focus();
            });
          },
        }),
      ),
    );
  });
  if (isCited()) row.append(make("th", { scope: "col", "data-head": say("column_citations") }, make("span", { text: say("column_citations") })));
  return row;
}

/** Whether these data come from documents. */
function isCited() {
  return facts.payload.citations.of.length > 0;
}

/** @param {number} e */
function tableRow(e) {
  const row = make("tr", { "data-edge": String(e) });
  const sources = make("td", { class: "sources" });
  row.append(
    make("td", {}, nodeButton(facts.source[e], shorten(facts.name(facts.source[e]), 90))),
    make("td", {}, make("button", { type: "button", class: "details", text: facts.relation(e).label, "aria-label": say("relation_open", { text: sentenceOf(e), shown: facts.relation(e).label }), on: { click: () => choose(facts.nodeCount + e) } })),
    make("td", {}, nodeButton(facts.target[e], shorten(facts.name(facts.target[e]), 90))),
    ...shownColumns().slice(3).map((at) => make("td", { class: at === 4 ? "date" : null, title: at === 5 && facts.edge("basis", e) === "curated" ? facts.edge("rule", e) : null, text: tableColumns[at].text(e) })),
  );
  if (!isCited()) return row;
  row.append(sources);
  sources.append(citationMarks(facts.nodeCount + e, sources, 3));
  return row;
}

/**
 * @param {number} first
 * @param {number} rows
 */
function tellTable(first, rows) {
  const total = tableEdges.length;
  const paged = total > rowsAPage();
  byId("relations-count").textContent = paged ? say("table_count_page", { from: first + 1, to: first + rows, n: total }) : say("table_count", { n: total, all: facts.edgeCount });
  byId("relations").dataset.rows = String(total);
  const turn = (/** @type {number} */ step) => () => {
    tablePage += step;
    writing(writeTable(), () => announce(byId("relations-count").textContent || ""));
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
