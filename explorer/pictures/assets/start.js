// The order in which the page comes to life: the picture first, then what is read beside it.

async function startPage() {
  keepPage();
  byId("blocked").remove();
  const payload = await readPayload();
  learnWords(payload.strings);
  facts = new Facts(payload);
  startStory();
  startTime();
  byId("panel").hidden = facts.about.embed || isNarrow();
  // With panel and years in their places: the picture is laid out for what is left.
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  if (width && height) openingFrame = { width, height };
  view = readView(location.hash.length > 1 ? location.hash : facts.about.view || "");
  paintLists();
  startStage();
  startLegend();
  startPanel();
  show(view, null);
  startNetwork();
  // After the network, which measures its box: a table just written would have to be laid out first.
  startTable();
  light();
  tellDrawn();
  // The picture is seen before anything else takes time.
  afterFrames(3, finishPage);
}

/** After the first picture: the table, the search and all that is not seen at once. */
function finishPage() {
  drawTable();
  startSearch();
  startKeyboard();
  startShare();
  startPrint();
  startHistory();
  startMessages();
  tellStory();
  rememberView(false);
  watchSize();
  if (view.chosen >= 0 && view.mode === "network" && facts.isNode(view.chosen)) bringIntoSight(view.chosen);
  document.documentElement.dataset.ready = "true";
  performance.mark("explorer:ready");
  readAhead();
}

/**
 * @param {number} frames
 * @param {() => void} work
 */
function afterFrames(frames, work) {
  if (frames <= 0) setTimeout(work);
  else if (document.hidden) setTimeout(work, 50);
  else requestAnimationFrame(() => afterFrames(frames - 1, work));
}

/** Fit the picture again when its box changes much, as on turning a phone. */
function watchSize() {
  let [width, height] = [0, 0];
  const settleSize = afterRest((/** @type {DOMRectReadOnly} */ box) => {
    const first = !width;
    if (Math.abs(box.width - width) + Math.abs(box.height - height) < 40) return;
    [width, height] = [box.width, box.height];
    if (first) return;
    if (view.mode === "network") fitPicture(false);
    else drawOtherView();
  }, 200);
  new ResizeObserver(([entry]) => settleSize(entry.contentRect)).observe(byId("stage"));
}

startPage().catch((fault) => {
  document.documentElement.dataset.fault = "true";
  byId("status").classList.remove("unseen");
  byId("status").textContent = `${words.get("fault") || "The page could not be drawn."} ${fault instanceof Error ? fault.message : ""}`;
  throw fault;
});
