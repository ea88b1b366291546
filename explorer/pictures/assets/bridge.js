// The notebook's side of a live picture: finds the frame by its key (or makes it), and hands checked messages on both ways.
// A module of its own, given to anywidget as it is; it is no part of the page.

const NAMES = ["selected", "shown", "path", "positions", "notes"];
const isIds = (value) => Array.isArray(value) && value.every((id) => typeof id === "string");
const isRows = (value, length) => Array.isArray(value) && value.every((row) => Array.isArray(row) && row.length === length && typeof row[0] === "string");
const FITS = {
  selected: (value) => value && isIds(value.nodes) && isIds(value.relations),
  shown: (value) => value && typeof value.view === "string" && isIds(value.nodes),
  path: (value) => Array.isArray(value) && value.every((step) => step && typeof step.node === "string" && isIds(step.relations)),
  positions: (value) => isRows(value, 3) && value.every(([, x, y]) => Number.isFinite(x) && Number.isFinite(y)),
  notes: (value) => isRows(value, 2) && value.every(([, text]) => typeof text === "string"),
};

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
    const asks = model.get("asks") || {};
    for (const [name, [number, value]] of Object.entries(asks)) {
      if (sent[name] === number) continue;
      sent[name] = number;
      send({ [name]: value });
    }
  };
  const hear = (event) => {
    const { data, source } = event;
    if (!source || source !== frame()?.contentWindow || !data || typeof data !== "object" || data.explorer !== 1) return;
    for (const name of NAMES) if (FITS[name](data[name])) model.set(name, data[name]);
    model.save_changes();
    if (heard) return;
    heard = true;
    ask();
  };
  window.addEventListener("message", hear);
  model.on("change:asks", heardAsk);
  function heardAsk() {
    if (heard) ask();
  }
  // The frame may still be loading, or come later into the document: it is asked until it answers.
  const timer = setInterval(() => (heard ? clearInterval(timer) : send({})), 300);
  return () => {
    clearInterval(timer);
    window.removeEventListener("message", hear);
    model.off("change:asks", heardAsk);
  };
}

export default { render };
