// The page comes to life: what is looked at is shown, keys and buttons do the same.

/** Say what was done, aloud and in sight. @param {string} text */
function told(text) {
  announce(text);
}

/** Row of the statement that was looked at last. */
let lastChosen = 0;

/** @param {number} row */
function chooseStatement(row) {
  current = lastChosen = row;
  const { marks } = read.statements[row];
  if (marks.length) {
    const here = marks.find((/** @type {number[]} */ mark) => mark[0] === passageNow) || marks.find((/** @type {number[]} */ mark) => read.passages[mark[0]].document === shownDocument) || marks[0];
    passageNow = here[0];
    showDocument(read.passages[passageNow].document);
  }
  refresh();
}

/** @param {number} row */
function choosePassage(row) {
  passageNow = row;
  showDocument(read.passages[row].document);
  const first = ofPassage()[0];
  if (first !== undefined) return chooseStatement(first);
  current = -1;
  refresh();
}

/** Rows of the statements that rest on the passage. */
function ofPassage() {
  return route.filter((row) => read.statements[row].marks.some((/** @type {number[]} */ mark) => mark[0] === passageNow));
}

function refresh() {
  const { done, all, apart } = progressOf();
  const bar = /** @type {HTMLProgressElement} */ (byId("progress"));
  bar.max = Math.max(all, 1);
  bar.value = done;
  byId("left").textContent = `${done} of ${all}, ${all - done} left${apart ? `, people differ on ${apart}` : ""}`;
  [.../** @type {HTMLSelectElement} */ (byId("document")).options].forEach((option, at) => (option.textContent = leftIn(read.documents[at])));
  const statement = now();
  const rows = [...new Set([...ofPassage(), ...(statement ? [current] : [])])];
  const none = make("li", { class: "none", text: "Nothing was read from this passage. n puts down a node, + a relation." });
  fill(byId("statements"), ...(rows.length ? [] : [none]), ...rows.map((row) => {
    const one = read.statements[row];
    const verdict = verdictOf(one.id);
    return make("li", { "aria-current": row === current ? "true" : null },
      make("button", { type: "button", on: { click: () => chooseStatement(row) } }, make("span", { class: `said ${sortOf(one)}`, text: sortTold(one) }), `: ${one.told} `, verdict ? make("span", { class: "verdict", text: `[${verdict}]` }) : null, one.note ? make("span", { class: "details review-note", text: one.note }) : null));
  }));
  byId("why").textContent = statement?.why ? `Look here: ${statement.why}` : "";
  lightWords(statement);
  byId("statements").querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

/** @param {KeyboardEvent} event */
function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !inputById("single").checked) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("dialog") || target.closest("select") || (target instanceof HTMLInputElement && target.type !== "checkbox")) return;
  const act = ACTS.find(([key]) => key === event.key.toLowerCase()); // also with Caps Lock
  if (!act) return;
  event.preventDefault();
  act[2]();
}

function loadFile() {
  const file = inputById("file").files?.[0];
  if (!file) return;
  file.text().then((text) => {
    try {
      const known = new Set(decisions.map((one) => JSON.stringify(one)));
      const fresh = readDecisions(read.columns, text).filter((one) => !known.has(JSON.stringify(one)));
      decisions = [...decisions, ...fresh];
      keepWork();
      const { apart } = progressOf();
      told(`Loaded ${fresh.length} decisions from ${file.name}.${apart ? ` People differ on ${apart}; an order shows these first.` : ""}`);
      refresh();
    } catch (error) {
      told(`${file.name} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
    inputById("file").value = "";
  });
}

function startReview() {
  learnWork(JSON.parse(byId("data").textContent || "{}"));
  recallWork();
  layRoute("page");
  showKey();
  fill(byId("acts"), ...ACTS.map(([key, text, act]) => makeButton({ text: `${text} (${key})`, class: "button small", press: act })));
  byId("document").addEventListener("change", () => {
    const wanted = /** @type {HTMLSelectElement} */ (byId("document")).value;
    const row = route.find((each) => read.statements[each].marks.some((/** @type {number[]} */ mark) => read.passages[mark[0]].document === wanted));
    const passage = read.passages.findIndex((/** @type {any} */ one) => one.document === wanted);
    showDocument(wanted);
    passageNow = passage;
    if (row === undefined) refresh();
    else chooseStatement(row);
  });
  byId("order").addEventListener("change", () => {
    layRoute(/** @type {HTMLSelectElement} */ (byId("order")).value);
    chooseStatement(route.find((row) => !isDecided(read.statements[row].id)) ?? route[0] ?? 0);
  });
  byId("who").addEventListener("change", () => {
    for (const one of decisions) one.who ||= whoDecides();
    keepWork();
    refresh();
  });
  inputById("file").addEventListener("change", loadFile);
  document.addEventListener("keydown", pressKey);
  if (route.length) chooseStatement(route.find((row) => !isDecided(read.statements[row].id)) ?? route[0]);
  if (read.served) handing = recallServed();
  document.documentElement.dataset.ready = "true";
}

startReview();
