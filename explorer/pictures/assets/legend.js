// The legend is the filter: kinds and relations with their counts, then roles, forces, basis, topic and attributes.

/** @typedef {{ box: HTMLInputElement, tally: HTMLElement, row: HTMLElement, off: (view: View) => boolean, tell: () => number }} LegendRow */
/** @type {LegendRow[]} */
const legendRows = [];

function startLegend() {
  const legend = byId("legend");
  fill(
    legend,
    make(
      "div",
      { class: "legend-head" },
      make("h2", { text: say("legend_label") }),
      makeButton({ id: "reset", class: "button quiet", text: say("reset"), press: resetFilters }),
    ),
    looksSection(),
    kindSection(),
    relationSection(),
    termSection("roles", say("filter_roles"), facts.payload.edges.role, (view) => view.rolesOff, tellRole),
    termSection("forces", say("filter_forces"), facts.payload.nodes.force, (view) => view.forcesOff, tellForce),
    termSection("bases", say("filter_bases"), facts.payload.edges.basis, (view) => view.basesOff, tellBasis),
    topicSection(),
    ...attributeSections(),
  );
  byId("open-legend").addEventListener("click", () => toggleLegend());
  onChange(tellLegend);
}

/** @param {boolean} [open] */
function toggleLegend(open) {
  const now = open ?? !document.body.classList.contains("legend-open");
  document.body.classList.toggle("legend-open", now);
  byId("open-legend").setAttribute("aria-expanded", String(now));
  if (now) /** @type {HTMLElement | null} */ (byId("legend").querySelector("input"))?.focus();
}

function kindSection() {
  const list = make("ul", { class: "checks" });
  facts.kinds.forEach((kind, i) => {
    list.append(
      checkRow({
        name: kind.plural || kind.label,
        sign: kindSign(i),
        ...memberOf((view) => view.kindsOff),
        member: i,
        all: facts.kinds.map((_, k) => k),
        tell: () => shown.kindCounts[i],
        nodes: () => facts.byRank.filter((node) => shown.nodeOn[node] && facts.kindOf[node] === i),
      }),
    );
  });
  return section("legend-kinds", say("legend_kinds"), list, true);
}

function relationSection() {
  const list = make("ul", { class: "checks" });
  facts.relations.forEach((relation, i) => {
    list.append(
      checkRow({
        name: relation.label,
        sign: relationSign(i),
        ...memberOf((view) => view.relationsOff),
        member: i,
        all: facts.relations.map((_, k) => k),
        tell: () => shown.relationCounts[i],
      }),
    );
  });
  return facts.relations.length ? section("legend-relations", say("legend_relations"), list, true) : null;
}

/**
 * @param {string} id
 * @param {string} title
 * @param {Node} content
 * @param {boolean} open
 */
function section(id, title, content, open) {
  return make("details", { class: "legend-part", id, open }, make("summary", { text: title }), content);
}

/**
 * How a set of the view says that a member is off, and how it is switched.
 * @template {number | string} T
 * @param {(view: View) => Set<T>} set
 */
function memberOf(set) {
  return {
    off: (/** @type {View} */ view, /** @type {T} */ member) => set(view).has(member),
    turn: (/** @type {View} */ view, /** @type {T} */ member, /** @type {boolean} */ on) => void (on ? set(view).delete(member) : set(view).add(member)),
  };
}

/**
 * A box to tick with its count, a button that leaves only this one on, and for nodes one that selects them.
 * @template {number | string} T
 * @param {{ name: string, sign?: Node, off: (view: View, member: T) => boolean, turn: (view: View, member: T, on: boolean) => void, member: T, all: T[], tell: () => number, nodes?: () => number[] }} given
 */
function checkRow(given) {
  const { name, off, turn, member, all, nodes } = given;
  const box = make("input", { type: "checkbox", checked: true });
  box.checked = true;
  box.addEventListener("change", () => {
    change((next) => turn(next, member, box.checked));
    announceFilter(say(box.checked ? "announce_on" : "announce_off", { name }));
  });
  const tally = make("span", { class: "count" });
  const only = makeButton({
    class: "only",
    text: say("only"),
    label: say("only_label", { name }),
    press: () => {
      const alone = all.every((other) => (other === member) !== off(view, other));
      change((next) => all.forEach((other) => turn(next, other, alone || other === member)));
      announceFilter(say(alone ? "announce_all_on" : "announce_only", { name }));
    },
  });
  const pick = nodes ? makeButton({ icon: "set", class: "only pick-all", label: say("select_label", { name }), press: () => selectNodes(nodes(), name) }) : null;
  const row = make("li", {}, make("label", {}, box, given.sign || null, make("span", { class: "name", text: name }), tally), make("span", { class: "acts" }, pick, only));
  legendRows.push({ box, tally, row, off: (view) => off(view, member), tell: given.tell });
  return row;
}

/** @param {string} text */
function announceFilter(text) {
  announce(`${text} ${say("announce_shown", { nodes: shown.nodes.length, edges: shown.edges.length })}`);
}

/**
 * A filter by the values of a column; absent where the column holds fewer than two.
 * @param {string} id
 * @param {string} title
 * @param {Column} column
 * @param {(view: View) => Set<string>} set
 * @param {(value: string) => string} tell
 */
function termSection(id, title, column, set, tell) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const length = id === "forces" ? facts.nodeCount : facts.edgeCount;
  for (let i = 0; i < length; i++) {
    const value = cell(column, i);
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  if (id === "forces") counts.delete("");
  if (counts.size < 2) return null;
  const known = Object.keys(facts.payload.terms[/** @type {"roles" | "forces" | "bases"} */ (id)] || {});
  const place = (/** @type {string} */ value) => (value === "" ? 999 : known.includes(value) ? known.indexOf(value) : 998);
  const values = [...counts.keys()].sort((a, b) => place(a) - place(b) || compareText(a, b)).slice(0, 40);
  const list = make("ul", { class: "checks" });
  for (const value of values) {
    list.append(checkRow({ name: value ? tell(value) : say("without_role"), ...memberOf(set), member: value, all: values, tell: () => counts.get(value) || 0 }));
  }
  return section(`legend-${id}`, title, list, false);
}

/** One topic at a time: what is about it, and what that touches. */
function topicSection() {
  const kind = facts.kindByName.get("topic");
  if (kind === undefined) return null;
  const topics = facts.byRank.filter((node) => facts.kindOf[node] === kind);
  if (topics.length < 2) return null;
  topics.sort((a, b) => compareText(sortKey(facts.name(a)), sortKey(facts.name(b))));
  const choice = make("select", { id: "topic" }, new Option(say("any_topic"), "-1"), ...topics.map((node) => new Option(facts.name(node), String(node))));
  choice.addEventListener("change", () => {
    change((next) => (next.topic = Number(choice.value)));
    announceFilter(choice.selectedOptions[0].text + ".");
  });
  return make("div", { class: "legend-part topic" }, make("label", { for: "topic", text: say("filter_topic") }), choice);
}

/** Ticks, counts and the reset button as the view has them. */
function tellLegend() {
  for (const { box, tally, row, off, tell } of legendRows) {
    box.checked = !off(view);
    const told = count(tell());
    if (tally.textContent !== told) tally.textContent = told; // writing the same again would lay the page out anew
    row.classList.toggle("off", off(view));
  }
  const topic = /** @type {HTMLSelectElement | null} */ (document.getElementById("topic"));
  if (topic) topic.value = String(view.topic);
  tellLooks();
  for (const tell of rangeTellers) tell();
  const blank = freshView();
  /** @type {HTMLButtonElement} */ (byId("reset")).disabled = filterText(view) === filterText(blank) && view.focus === blank.focus && !view.added.length && view.budget === firstBudget() && !view.moved.size && !view.groups.length;
  byId("open-legend").classList.toggle("active", filterText(view) !== filterText(blank));
}

/** All filters off, nothing hidden, as at opening; what is chosen stays chosen. */
function resetFilters() {
  change((next) => {
    const blank = freshView();
    const { mode, chosen, selected, pinned, sets, color, size, width, layout, frame, sort } = next;
    Object.assign(next, blank, { mode, chosen, selected, pinned, sets, color, size, width, layout, frame, sort, budget: openingBudget(frame) });
  }, { announce: say("announce_reset") });
}
