// The order in which the page comes to life: the picture first, then what is read beside it.

async function startPage() {
  const payload = await readPayload();
  learnWords(payload.strings);
  facts = new Facts(payload);
  paintLists();
  startStage();
  startLegend();
  startTime();
  startPanel();
  byId("panel").hidden = facts.about.embed || isNarrow();
  openingBudgetKept = openingBudget();
  startTable();
  show(readView(location.hash), null);
  startNetwork();
  light();
  tellDrawn();
  requestAnimationFrame(() => setTimeout(finishPage));
}

/** After the first picture: the table, the search and all that is not seen at once. */
function finishPage() {
  drawTable();
  startSearch();
  startKeyboard();
  startShare();
  startHistory();
  rememberView(false);
  watchSize();
  if (view.chosen >= 0 && view.mode === "network" && facts.isNode(view.chosen)) bringIntoSight(view.chosen);
  document.documentElement.dataset.ready = "true";
  performance.mark("explorer:ready");
  whenIdle(readEntries);
}

/** Fit the picture again when its box changes much, as on turning a phone. */
function watchSize() {
  const box = byId("stage");
  let [width, height] = [box.clientWidth, box.clientHeight];
  const settleSize = afterRest(() => {
    if (Math.abs(box.clientWidth - width) + Math.abs(box.clientHeight - height) < 40) return;
    [width, height] = [box.clientWidth, box.clientHeight];
    if (view.mode === "network") fitPicture(false);
    else drawOtherView();
  }, 200);
  new ResizeObserver(() => settleSize()).observe(box);
}

startPage().catch((fault) => {
  document.documentElement.dataset.fault = "true";
  byId("status").classList.remove("unseen");
  byId("status").textContent = `${words.get("fault") || "The page could not be drawn."} ${fault instanceof Error ? fault.message : ""}`;
  throw fault;
});
