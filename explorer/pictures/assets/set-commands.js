// Commands that select or compare: "open commitments", "observers of AHG SOM 6", "compare UNHCR and IOM", a value of any
// attribute, a kind or a named set; and those that colour: "colour by community".

/**
 * @param {string} text
 * @returns {Found[]}
 */
function compareCommands(text) {
  const asked = afterWord(text, "command_compare");
  if (!asked) return [];
  const words = say("command_with").split("|").map(plainPattern).join("|");
  const parts = asked.split(new RegExp(`\\s+(?:${words})\\s+|\\s*,\\s*`, "i"));
  if (parts.length !== 2) return [];
  const [a, b] = parts.map(setCalled);
  return a && b ? [command(say("command_compare_run", { a: a.name, b: b.name }), () => compareSets(a, b))] : [];
}

/**
 * A named set, or the node that a text means.
 * @param {string} text
 * @returns {NamedSet | null}
 */
function setCalled(text) {
  const set = view.sets.find(({ name }) => fold(name) === fold(text));
  const node = set ? -1 : findNodes(text, 1)[0]?.node ?? -1;
  return set || (node >= 0 ? setOf(node) : null);
}

/**
 * @param {string} text
 * @returns {Found[]}
 */
function setCommands(text) {
  const keep = afterWord(text, "command_keep");
  const wanted = fold(keep || afterWord(text, "command_select") || text);
  if (wanted.length < 2) return [];
  const asked = keep !== null || afterWord(text, "command_select") !== null;
  /** @type {Array<{ name: string, nodes: number[] }>} */
  const sets = [...promiseSets(wanted), ...roleSets(wanted), ...view.sets.filter(({ name }) => fold(name).startsWith(wanted)), ...valueSets(wanted)];
  facts.kinds.forEach((kind, i) => {
    const name = kind.plural || kind.label;
    if ((asked && fold(name).startsWith(wanted)) || fold(name) === wanted) sets.push({ name, nodes: facts.byRank.filter((node) => shown.nodeOn[node] && facts.kindOf[node] === i) });
  });
  return sets.filter(({ nodes }) => nodes.length).slice(0, 4).map(({ name, nodes }) => command(say(keep ? "command_keep_run" : "command_select_run", { n: nodes.length, name }), () => (keep ? keepOnly(nodes) : selectNodes(nodes, name))));
}

/**
 * Commitments that are open, answered or on record, of one party or event where it is named: "open commitments of RSO".
 * @param {string} wanted folded
 */
function promiseSets(wanted) {
  const kind = facts.kindByName.get("commitment");
  if (kind === undefined) return [];
  const name = fold(facts.kinds[kind].plural);
  for (const state of /** @type {const} */ (["open", "answered", "recorded"])) {
    const begin = `${fold(say(`promises_${state}`))} ${name}`;
    if (!begin.startsWith(wanted) && !wanted.startsWith(`${begin} `)) continue;
    const rest = wanted.slice(begin.length).replace(ofWords(), "").trim();
    const owner = rest ? findNodes(rest, 1)[0]?.node ?? -1 : -1;
    if (rest && owner < 0) continue;
    const all = owner >= 0 ? neighboursOf(owner) : facts.byRank;
    const title = `${say(`promises_${state}`)} ${facts.kinds[kind].plural.toLowerCase()}`;
    return [{ name: owner >= 0 ? `${title}: ${labelOf(owner)}` : title, nodes: all.filter((node) => facts.kindOf[node] === kind && shown.nodeOn[node] && promiseState(node) === state) }];
  }
  return [];
}

/** "of", "at", … at the beginning of a text. */
function ofWords() {
  return new RegExp(`^\\s*(?:${say("command_of").split("|").map(plainPattern).join("|")})\\s+`);
}

/**
 * Who has a role at a node: "observers of AHG SOM 6"; or in a relation with it: "hosts of …".
 * @param {string} wanted folded
 */
function roleSets(wanted) {
  const found = new RegExp(`^(.+?)\\s+(?:${say("command_of").split("|").map(plainPattern).join("|")})\\s+(.+)$`).exec(wanted);
  if (!found) return [];
  const node = findNodes(found[2], 1)[0]?.node ?? -1;
  if (node < 0) return [];
  const same = (/** @type {string} */ word) => word && (fold(word) === found[1] || `${fold(word)}s` === found[1]);
  const edges = [...facts.edgesOf(node)].filter((e) => shown.edgeOn[e] && [tellRole(facts.edge("role", e)), facts.relation(e).label, facts.relation(e).reverse, facts.kind(facts.other(e, node)).plural, facts.kind(facts.other(e, node)).label].some(same));
  return edges.length ? [{ name: say("quoted_of", { what: found[1], name: labelOf(node) }), nodes: [...new Set(edges.map((e) => facts.other(e, node)))] }] : [];
}

/**
 * Nodes with a value of any attribute: "Officer", or "club Officer".
 * @param {string} wanted folded
 */
function valueSets(wanted) {
  /** @type {NamedSet[]} */
  const sets = [];
  if (wanted.length < 2) return sets;
  for (const { of, name, counts, column, type } of attributes()) {
    if (of !== "nodes" || type === "text") continue;
    for (const value of counts.keys()) {
      if (!value || (!fold(value).startsWith(wanted) && fold(`${name} ${value}`) !== wanted)) continue;
      sets.push({ name: `${name}: ${value}`, nodes: facts.byRank.filter((node) => shown.nodeOn[node] && cell(column, node) === value) });
      if (sets.length > 3) return sets;
    }
  }
  return sets;
}

/**
 * "colour by community", "size by degree", "layout circle".
 * @param {string} text
 * @returns {Found[]}
 */
function lookCommands(text) {
  /** @type {Found[]} */
  const list = [];
  for (const look of /** @type {Look[]} */ (["color", "size", "width", "layout"])) {
    const wanted = afterWord(text, `command_${look}`);
    if (wanted === null) continue;
    for (const name of lookNames(look)) {
      const told = tellLook(look, name);
      if (!fold(told).startsWith(fold(wanted)) && !fold(name).startsWith(fold(wanted))) continue;
      list.push(command(say(`command_${look}_run`, { name: told }), () => change((next) => (next[look] = name), { announce: say("announce_look", { what: say(`choose_${look}`), name: told }) })));
    }
  }
  return list.slice(0, 5);
}
