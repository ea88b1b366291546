// The stage: which of the four views stands on it, how much is drawn, the buttons at its edge, the theme.

function startStage() {
  showViews();
  for (const button of byId("views").querySelectorAll("button")) {
    button.addEventListener("click", () => setMode(/** @type {View["mode"]} */ (button.dataset.view)));
  }
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("fit").addEventListener("click", () => {
    fitPicture(true);
    rememberView(true);
  });
  byId("loosen").addEventListener("click", () => loosen());
  byId("lasso").addEventListener("click", () => setLasso(!lassoOn));
  byId("open-views").addEventListener("click", openViews);
  for (const button of byId("handles").querySelectorAll("button[data-push]")) {
    const [x, y] = (/** @type {HTMLElement} */ (button).dataset.push || "0,0").split(",").map(Number);
    button.addEventListener("click", () => pushBy(x, y));
  }
  byId("switch-theme").addEventListener("click", () => switchTheme());
  byId("open-path").addEventListener("click", () => askPath(view.chosen >= 0 && facts.isNode(view.chosen) ? view.chosen : -1));
  byId("skip-picture").addEventListener("click", (event) => {
    event.preventDefault();
    if (view.mode !== "network") setMode("network");
    byId("graph").focus();
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    if (facts.about.embed) setMode("table");
    byId("relations").focus();
  });
  onChange((change) => {
    if (change.mode) showMode(change.view.mode);
    if (change.drawn || change.filter || change.mode || change.first) tellStage();
    if (change.mode || ((change.drawn || change.filter) && change.view.mode !== "network")) drawOtherView();
    else if (change.chosen && change.view.mode !== "network") markOtherView();
  });
  document.body.dataset.mode = "network";
}

/** Views that this graph has something for. */
function viewNames() {
  const events = facts.kinds.some(({ isA }) => isA === "event");
  return ["network", ...(facts.firstYear ? ["timeline"] : []), ...(events ? ["matrix"] : facts.edgeCount ? ["adjacency"] : []), "table"];
}

/** Tabs without content are absent. */
function showViews() {
  const names = viewNames();
  for (const button of byId("views").querySelectorAll("button")) button.hidden = !names.includes(button.dataset.view || "");
}

/** @param {View["mode"]} mode */
function setMode(mode) {
  if (view.mode === mode) return;
  change((next) => (next.mode = mode), { announce: say("announce_view", { view: say(`view_${mode}`) }) });
  announceFilter(say("announce_view", { view: say(`view_${mode}`) }));
}

/** @param {View["mode"]} mode */
function showMode(mode) {
  document.body.dataset.mode = mode;
  for (const button of byId("views").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.view === mode));
  byId("graph").hidden = mode !== "network";
  byId("handles").hidden = mode !== "network";
  byId("other-view").hidden = mode === "network" || mode === "table";
}

/** Draw the timeline or a matrix. */
function drawOtherView() {
  if (view.mode === "timeline") drawTimeline(byId("other-view"));
  else if (view.mode === "matrix") drawMatrix(byId("other-view"));
  else if (view.mode === "adjacency") drawAdjacency(byId("other-view"));
  else fill(byId("other-view"));
}

/** Show in the timeline or matrix what is chosen. */
function markOtherView() {
  for (const element of byId("other-view").querySelectorAll("[data-item]")) {
    const here = Number(/** @type {HTMLElement | SVGElement} */ (element).dataset.item) === view.chosen;
    element.classList.toggle("chosen", here);
  }
}

/** How much of the whole is drawn, and buttons for more. */
function tellStage() {
  const box = byId("drawn");
  const passing = shown.passingNodes;
  const missing = passing - shown.nodes.length;
  const parts = [make("span", { id: "drawn-count", text: missing > 0 ? say(facts.about.embed ? "drawn_short" : "drawn_some", { n: shown.nodes.length, total: passing, missing }) : say("drawn_all", { n: shown.nodes.length }) })];
  const outside = facts.nodeCount - passing;
  if (outside > 0) parts.push(make("span", { class: "details", text: say("drawn_filtered", { n: outside }) }));
  if (missing > 0 && view.mode === "network" && view.focus < 0) {
    parts.push(makeButton({ class: "button small", text: say("draw_more"), press: () => drawMore() }));
    parts.push(makeButton({ class: "button small", text: say("draw_all"), press: () => drawAll() }));
  }
  if ((facts.about.embed || isNarrow()) && view.mode === "network") parts.push(makeButton({ class: "button small", text: say("overview_begin"), press: openOverview }));
  byId("empty").hidden = shown.nodes.length > 0 || view.mode !== "network";
  if (!shown.nodes.length) parts.push(makeButton({ class: "button small", text: say("show_everything"), press: resetFilters }));
  if (crowd.busy) parts.push(make("span", { text: say("drawing") }), makeButton({ id: "stop-drawing", class: "button small", text: say("stop_drawing"), press: stopDrawing }));
  if (view.budget !== firstBudget() && view.focus < 0 && view.mode === "network") parts.push(makeButton({ class: "button small", text: say("draw_fewer"), press: () => change((next) => Object.assign(next, { budget: firstBudget(), added: [] }), { announce: say("announce_fewer") }) }));
  if (view.focus >= 0) parts.push(makeButton({ class: "button small", text: say("focus_leave"), press: () => focusOn(-1) }));
  if (view.hidden.size) parts.push(makeButton({ class: "button small", text: say("unhide", { n: view.hidden.size }), press: () => change((next) => next.hidden.clear(), { announce: say("announce_unhidden") }) }));
  fill(box, ...parts);
}

function drawMore() {
  change((next) => (next.budget = Math.min(facts.nodeCount, next.budget + 100)));
  announceFilter(say("announce_more"));
}

/** A large picture grows before the reader's eyes and can be stopped. */
function drawAll() {
  change((next) => {
    next.budget = Infinity;
    next.focus = -1;
    next.mode = "network";
  });
  announceFilter(say("announce_all_drawn"));
}

/** Tell the stage whether a large picture is being painted. */
function tellDrawing() {
  if (crowd.busy !== Boolean(document.getElementById("stop-drawing"))) tellStage();
}

/** Stop painting a large picture: back to the first selection. */
function stopDrawing() {
  crowd.stop();
  change((next) => Object.assign(next, { budget: firstBudget(), added: [] }), { announce: say("announce_stopped") });
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  themeNow = null;
  document.dispatchEvent(new Event("themechange"));
  announce(say(isDark() ? "announce_dark" : "announce_light"));
}

/**
 * The one dialog of the page.
 * @param {string} title
 * @param {Child} content
 * @param {HTMLElement[]} [buttons]
 */
function openDialog(title, content, buttons = []) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const close = makeButton({ icon: "close", label: say("dialog_close"), class: "button close", press: closeDialog });
  fill(dialog, make("header", { class: "dialog-head" }, make("h2", { id: "dialog-title", text: title }), close), make("div", { class: "dialog-body" }, content), buttons.length ? make("div", { class: "actions" }, ...buttons) : null);
  if (!dialog.open) dialog.showModal();
}

function closeDialog() {
  /** @type {HTMLDialogElement} */ (byId("dialog")).close();
}
