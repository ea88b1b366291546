// A path in the panel: asked for by two names, told in sentences with their sources.

/** Whether the panel asks for a path that is not yet complete. */
let pathAsked = false;
/** @type {{ from: number, to: number }} */
let pathEnds = { from: -1, to: -1 };

/**
 * Ask for a path from a node (−1: from nowhere yet).
 * @param {number} from
 */
function askPath(from) {
  pathAsked = true;
  pathEnds = { from, to: -1 };
  panelKey = "none";
  drawPanel();
  document.getElementById(from >= 0 ? "path-to" : "path-from")?.focus();
}

/**
 * @param {number} from
 * @param {number} to
 */
function showPath(from, to) {
  pathAsked = false;
  pathEnds = { from, to };
  change((next) => {
    next.path = { from, to, way: 0 };
    next.chosen = -1;
    next.selected.clear();
    next.compare = null;
    next.hidden.delete(from);
    next.hidden.delete(to);
  });
  const ways = findWays(view);
  announce(ways.length ? say("announce_path", { a: labelOf(from), b: labelOf(to), n: ways[0].length - 1, text: tellWay(ways[0]) }) : say("path_none", { a: labelOf(from), b: labelOf(to) }));
}

/** @returns {Child[]} */
function pathPanel() {
  if (view.path) pathEnds = { from: view.path.from, to: view.path.to };
  const head = panelHead(say("path_over"), icon("path"), view.path ? say("path_title", { a: labelOf(view.path.from), b: labelOf(view.path.to) }) : say("path_ask"));
  return [head, pathForm(), view.path ? pathTelling() : make("p", { class: "none", text: say("path_how") })];
}

function pathForm() {
  const from = nodeChoice("path-from", say("path_from"), pathEnds.from, (node) => (pathEnds.from = node));
  const to = nodeChoice("path-to", say("path_to"), pathEnds.to, (node) => (pathEnds.to = node));
  const form = make("div", { class: "path-form", role: "group", "aria-label": say("path_over") }, from, to);
  form.append(
    make(
      "div",
      { class: "actions" },
      makeButton({ icon: "path", text: say("path_find"), class: "button main", press: () => (pathEnds.from >= 0 && pathEnds.to >= 0 && pathEnds.from !== pathEnds.to ? showPath(pathEnds.from, pathEnds.to) : announce(say("path_need_two"))) }),
      makeButton({ icon: "swap", text: say("path_swap"), press: () => (pathEnds.from >= 0 && pathEnds.to >= 0 ? showPath(pathEnds.to, pathEnds.from) : undefined) }),
    ),
  );
  return form;
}

/**
 * A field that takes a node by name; what is typed is resolved when the field is left, or on Enter.
 * @param {string} id
 * @param {string} label
 * @param {number} node
 * @param {(node: number) => void} take
 */
function nodeChoice(id, label, node, take) {
  const names = make("datalist", { id: `${id}-names` });
  const input = make("input", { id, type: "text", list: `${id}-names`, autocomplete: "off", placeholder: say("path_hint") });
  input.value = node >= 0 ? facts.name(node) : "";
  const note = make("span", { class: "details", id: `${id}-note` });
  input.setAttribute("aria-describedby", note.id);
  input.addEventListener("input", () => fill(names, ...findNodes(input.value, 8).map(({ node: near }) => make("option", { value: facts.name(near) }))));
  const settle = () => {
    const [best] = findNodes(input.value, 1);
    take(best ? best.node : -1);
    note.textContent = !input.value.trim() ? "" : best ? (fold(facts.name(best.node)) === fold(input.value) ? "" : say("path_taken", { name: facts.name(best.node) })) : nearestText(input.value);
  };
  input.addEventListener("change", settle);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    settle();
    if (pathEnds.from >= 0 && pathEnds.to >= 0 && pathEnds.from !== pathEnds.to) {
      showPath(pathEnds.from, pathEnds.to);
      document.getElementById("panel-title")?.focus();
    }
  });
  return make("div", { class: "field" }, make("label", { for: id, text: label }), input, names, note);
}

/** The chain in sentences, and the other ways. */
function pathTelling() {
  const ways = findWays(view);
  const path = view.path;
  if (!path) return null;
  const names = { a: labelOf(path.from), b: labelOf(path.to) };
  if (!ways.length) return make("p", { class: "none", text: say("path_none", names) });
  const at = Math.min(path.way, ways.length - 1);
  const box = make("div", { class: "telling" });
  if (ways.length > 1) {
    const choice = make("div", { class: "ways", role: "group", "aria-label": say("path_ways") });
    ways.forEach((way, i) => {
      choice.append(makeButton({ text: nameWay(way), pressed: i === at, press: () => change((next) => next.path && (next.path.way = i), { announce: tellWay(way) }) }));
    });
    box.append(choice);
  }
  const list = make("ol", { class: "chain" });
  ways[at].slice(1).forEach((step, i) => list.append(pathStep(ways[at][i].node, step)));
  box.append(make("p", { class: "lead" }, nodeButton(ways[at][0].node)), list, make("p", { class: "none", text: say("path_about") }));
  return box;
}

/**
 * @param {number} before
 * @param {Step} step
 */
function pathStep(before, step) {
  const line = make("li", { class: "step" });
  for (const e of step.edges.slice(0, 4)) {
    line.append(make("p", { class: "sentence" }, make("span", { text: `${sentenceOf(e)} ` }), citationMarks(facts.nodeCount + e, line, 3)));
  }
  if (step.edges.length > 4) line.append(make("p", { class: "details", text: say("path_more_relations", { n: step.edges.length - 4 }) }));
  line.append(nodeButton(step.node));
  return line;
}

/** @param {Step[]} way */
function tellWay(way) {
  return way.slice(1).map((step) => sentenceOf(step.edges[0])).join(" ");
}

/** A way named by what it leads through. @param {Step[]} way */
function nameWay(way) {
  const between = way.slice(1, -1).map((step) => shorten(labelOf(step.node), 22));
  return between.length ? say("path_via", { names: between.join(" → ") }) : say("path_direct");
}
