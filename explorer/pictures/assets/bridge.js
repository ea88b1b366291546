// The notebook's side of a live picture: finds the frame by its key (or makes it), and hands checked messages on both ways.
// A module of its own, given to anywidget as it is; it is no part of the page.

const NAMES = ["selected", "shown", "path", "positions", "notes"];
const ASKS = ["select", "show", "colour"];
const isIds = (value) => Array.isArray(value) && value.every((id) => typeof id === "string");
const isRows = (value, length) => Array.isArray(value) && value.every((row) => Array.isArray(row) && row.length === length && typeof row[0] === "string");
const FITS = {
  selected: (value) => value && isIds(value.nodes) && isIds(value.relations),
  shown: (value) => value && typeof value.view === "string" && isIds(value.nodes),
  path: (value) => Array.isArray(value) && value.every((step) => step && typeof step.node === "string" && isIds(step.relations)),
  positions: (value) => isRows(value, 3) && value.every(([, x, y]) => Number.isFinite(x) && Number.isFinite(y)),
  notes: (value) => isRows(value, 2) && value.every(([, text]) => typeof text === "string"),
};

// Of lists of things with an id only what came and went is handed on; the rest, and what is new or shorter so, whole.
const parted = (value) => (Array.isArray(value) ? { items: value } : (({ nodes, ...rest }) => ({ rest, items: nodes }))(value));
const keyOf = (item) => (typeof item === "string" ? item : item[0]);
function changeOf(name, before, after) {
  if (JSON.stringify(before) === JSON.stringify(after)) return null;
  if (before === undefined || name === "path") return { whole: after };
  const [old, now] = [parted(before), parted(after)];
  const had = new Map(old.items.map((item) => [keyOf(item), JSON.stringify(item)]));
  const has = new Set(now.items.map(keyOf));
  const came = now.items.filter((item) => had.get(keyOf(item)) !== JSON.stringify(item));
  const gone = [...had.keys()].filter((key) => !has.has(key));
  return came.length + gone.length > now.items.length ? { whole: after } : { came, gone, ...(now.rest ? { rest: now.rest } : {}) };
}

function frameOf(model, el) {
  const html = model.get("html");
  if (!html) return () => document.querySelector(`iframe[data-explorer-key="${CSS.escape(model.get("key"))}"]`);
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("title", model.get("title"));
  frame.setAttribute("srcdoc", html);
  frame.style.cssText = `width: 100%; border: 0; height: ${Number(model.get("height")) || 640}px`;
  el.append(frame);
  return () => frame;
}

function render({ model, el }) {
  const frame = frameOf(model, el);
  const sent = {};
  let heard = false;
  const send = (message) => frame()?.contentWindow?.postMessage({ explorer: 1, ...message }, "*");
  const ask = () => {
    for (const name of ASKS) {
      const [number, value] = model.get(`ask_${name}`) || [];
      if (!number || sent[name] === number) continue;
      sent[name] = number;
      send({ [name]: value });
    }
  };
  // Messages to the kernel may be lost on the way when they come fast, the last one never: each holds all that has changed
  // since the state that the kernel said it has heard.
  const states = new Map([[0, {}]]);
  let newest = 0;
  const hand = () => {
    const heardOf = model.get("heard");
    const base = states.has(heardOf) ? heardOf : 0;
    for (const number of states.keys()) if (number && number < base) states.delete(number);
    const changes = NAMES.map((name) => [name, changeOf(name, states.get(base)[name], states.get(newest)[name])]).filter(([, change]) => change);
    if (!changes.length) return;
    model.set("change", { base, number: newest, ...Object.fromEntries(changes) });
    model.save_changes();
  };
  const hear = (event) => {
    const { data, source } = event;
    if (!source || source !== frame()?.contentWindow || !data || typeof data !== "object" || data.explorer !== 1 || !(Number.isSafeInteger(data.number) && data.number > newest)) return;
    const state = { ...states.get(newest) };
    for (const name of NAMES) if (name in data && FITS[name](data[name])) state[name] = data[name];
    newest = data.number;
    states.set(newest, state);
    hand();
    if (heard) return;
    heard = true;
    ask();
  };
  window.addEventListener("message", hear);
  const heardAsk = () => heard && ask();
  const missed = () => newest && !model.get("heard") && hand();
  for (const name of ASKS) model.on(`change:ask_${name}`, heardAsk);
  model.on("change:heard", missed);
  // The frame may still be loading, or come later into the document: it is asked until it answers.
  const timer = setInterval(() => (heard ? clearInterval(timer) : send({})), 300);
  return () => {
    clearInterval(timer);
    window.removeEventListener("message", hear);
    for (const name of ASKS) model.off(`change:ask_${name}`, heardAsk);
    model.off("change:heard", missed);
  };
}

export default { render };
