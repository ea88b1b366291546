// Where the work is kept: with the server that serves the page, else in the browser's own storage, where it may.

/** @type {Decision[]} as they were last handed over */
let handed = [];
/** @type {Promise<void>} */
let handing = Promise.resolve();

function keepWork() {
  countDecided();
  if (read.served) handOver();
  else
    try {
      localStorage.setItem(storageKey(), JSON.stringify({ who: whoDecides(), decisions }));
    } catch {
      announce("This browser keeps nothing here: save the decisions before you close the page.");
    }
}

function storageKey() {
  return `explorer-review:${location.pathname}:${read.title}`;
}

/** Take up what was kept. */
function recallWork() {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey()) || "{}");
    if (Array.isArray(kept.decisions)) decisions = kept.decisions.map((/** @type {any} */ one) => blankDecision(read.columns, new Map(Object.entries(one).map(([name, text]) => [name, String(text)]))));
    if (typeof kept.who === "string") inputById("who").value = kept.who;
  } catch {
    decisions = [];
  }
  countDecided();
}

/** Take up what the file on the server holds already. */
async function recallServed() {
  const answer = await fetch("decisions");
  if (!answer.ok) return announce(await answer.text());
  const text = await answer.text();
  const kept = text ? readDecisions(read.columns, text) : [];
  decisions = [...kept, ...decisions];
  handed = kept;
  countDecided();
  refresh();
}

/** Hand to the server what was added and what was taken back since the last time, one after the other. */
function handOver() {
  handing = handing.then(async () => {
    if (!whoDecides()) return announce("Write your name: until then nothing is written to the file.");
    const now = decisions.map((one) => (one.who ? one : { ...one, who: whoDecides() }));
    const texts = (/** @type {Decision[]} */ list) => list.map((one) => JSON.stringify(one));
    const [before, after] = [texts(handed), texts(now)];
    const add = now.filter((_, at) => !before.includes(after[at]));
    const drop = handed.filter((_, at) => !after.includes(before[at]));
    if (!add.length && !drop.length) return;
    try {
      const answer = await fetch("decisions", { method: "POST", body: JSON.stringify({ add, drop }) });
      if (!answer.ok) throw new Error(await answer.text());
      handed = now;
      byId("left").dataset.kept = String(handed.length);
    } catch (error) {
      announce(`Not written: ${error instanceof Error ? error.message : error}. The decisions stay on this page; save them to a file.`);
    }
  });
}
