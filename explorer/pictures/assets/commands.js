// What can be typed into the search besides names: years, a path, a comparison, kinds to show or hide, sets to select,
// colours, a view, something to save.
// The words that begin a command stand in strings.json, parted by "|".

/**
 * Commands that a text can mean, the likeliest first.
 * @param {string} query
 * @returns {Found[]}
 */
function findCommands(query) {
  const text = query.trim();
  if (text.length < 2) return [];
  const years = yearCommands(text);
  return [...years, ...compareCommands(text), ...(years.length ? [] : pathCommands(text)), ...kindCommands(text), ...setCommands(text), ...lookCommands(text), ...plainCommands(text)].slice(0, 6);
}

/**
 * @param {string} title
 * @param {() => void} run
 * @returns {Found}
 */
function command(title, run) {
  return { title, about: say("command"), sign: icon("forward"), run };
}

/**
 * The text after one of the words that begin a command, null when it begins otherwise.
 * @param {string} text
 * @param {string} key
 */
function afterWord(text, key) {
  for (const word of say(key).split("|")) {
    if (fold(text) === fold(word)) return "";
    if (text.toLowerCase().startsWith(word.toLowerCase() + " ")) return text.slice(word.length + 1).trim();
  }
  return null;
}

/** @param {string} text */
function pathCommands(text) {
  const asked = afterWord(text, "command_path");
  const parts = (asked ?? text).split(new RegExp(`\\s*(?:→|->)\\s*|\\s+(?:${say("command_to").split("|").map(plainPattern).join("|")})\\s+`, "i"));
  if (parts.length === 2) {
    const [a, b] = parts.map((part) => findNodes(part, 1)[0]?.node ?? -1);
    if (a >= 0 && b >= 0 && a !== b) return [command(say("command_path_run", { a: labelOf(a), b: labelOf(b) }), () => showPath(a, b))];
  }
  if (asked !== null) {
    const from = asked ? findNodes(asked, 1)[0]?.node ?? -1 : view.chosen >= 0 && facts.isNode(view.chosen) ? view.chosen : -1;
    return [command(from >= 0 ? say("command_path_from", { a: labelOf(from) }) : say("path_open"), () => askPath(from))];
  }
  return [];
}

/** @param {string} word */
function plainPattern(word) {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** @param {string} text */
function yearCommands(text) {
  if (!facts.firstYear) return [];
  const span = /^(\d{4})\s*(?:-|–|—|to)\s*(\d{4})$/.exec(text);
  const one = /^(\d{4})$/.exec(text);
  const since = /^(\d{4})$/.exec(afterWord(text, "command_since") || "");
  const until = /^(\d{4})$/.exec(afterWord(text, "command_until") || "");
  const range = span ? [Number(span[1]), Number(span[2])] : one ? [Number(one[1]), Number(one[1])] : since ? [Number(since[1]), 0] : until ? [0, Number(until[1])] : null;
  if (!range || (range[0] && range[1] && range[0] > range[1])) return [];
  return [command(say("command_years", { from: range[0] ? String(range[0]) : "…", to: range[1] ? String(range[1]) : "…" }), () => setYears(range[0], range[1]))];
}

/** @param {string} text */
function kindCommands(text) {
  for (const [key, act] of /** @type {Array<[string, "hide" | "show" | "only"]>} */ ([["command_hide", "hide"], ["command_show", "show"], ["command_only", "only"]])) {
    const rest = afterWord(text, key);
    if (!rest) continue;
    const wanted = fold(rest);
    const kinds = facts.kinds.map((kind, i) => ({ kind, i })).filter(({ kind }) => fold(kind.plural).startsWith(wanted) || fold(kind.label).startsWith(wanted));
    const relations = facts.relations.map((relation, i) => ({ relation, i })).filter(({ relation }) => fold(relation.label).includes(wanted) || fold(relation.name) === wanted);
    return [
      ...kinds.map(({ kind, i }) => command(say(`command_${act}_run`, { name: kind.plural }), () => switchMember((next) => next.kindsOff, facts.kinds.length, i, act, kind.plural))),
      ...relations.map(({ relation, i }) => command(say(`command_${act}_run`, { name: say("quoted", { text: relation.label }) }), () => switchMember((next) => next.relationsOff, facts.relations.length, i, act, relation.label))),
    ];
  }
  return [];
}

/**
 * @param {(view: View) => Set<number>} set
 * @param {number} length
 * @param {number} member
 * @param {"hide" | "show" | "only"} act
 * @param {string} name
 */
function switchMember(set, length, member, act, name) {
  change((next) => {
    if (act === "hide") set(next).add(member);
    else set(next).delete(member);
    if (act === "only") for (let i = 0; i < length; i++) if (i !== member) set(next).add(i);
  });
  announceFilter(say(act === "hide" ? "announce_off" : act === "only" ? "announce_only" : "announce_on", { name }));
}

/** @param {string} text */
function plainCommands(text) {
  const wanted = fold(text);
  return plainList()
    .filter(({ title }) => title !== say("command_timeline") || viewNames().includes("timeline"))
    .filter(({ title, also }) => [title, ...also.split("|")].some((words) => fold(words).startsWith(wanted) || fold(words).split(" ").some((word) => wanted.length > 2 && word.startsWith(wanted))))
    .map(({ title, run }) => command(title, run));
}

/** Everything that a button does, by name. @returns {Array<{ title: string, also: string, run: () => void }>} */
function plainList() {
  return [
    { title: say("save_svg"), also: say("command_svg"), run: () => saveSvg() },
    { title: say("save_png"), also: say("command_png"), run: () => savePng() },
    { title: say("save_csv"), also: say("command_csv"), run: () => saveCsv() },
    { title: say("save_json"), also: say("command_json"), run: () => saveJson() },
    { title: say("save_graphml"), also: "graphml", run: () => saveGraphml() },
    { title: say("save_gexf"), also: "gexf", run: () => saveGexf() },
    { title: say("print"), also: "", run: () => openPrint() },
    { title: say("copy_link"), also: say("command_link"), run: () => copyLink() },
    { title: say("cite_view"), also: say("command_cite"), run: () => openCite() },
    { title: say("command_network"), also: say("view_network"), run: () => setMode("network") },
    { title: say("command_timeline"), also: say("view_timeline"), run: () => setMode("timeline") },
    { title: say("command_matrix"), also: say("view_matrix"), run: () => setMode(viewNames().includes("matrix") ? "matrix" : "adjacency") },
    { title: say("command_table"), also: say("view_table"), run: () => setMode("table") },
    { title: say("views_title"), also: say("command_views"), run: () => openViews() },
    { title: say("save_page"), also: "", run: () => savePage() },
    { title: say("lasso"), also: "", run: () => setLasso(!lassoOn) },
    { title: say("select_shown"), also: "", run: () => selectNodes(shown.nodes) },
    { title: say("reset"), also: say("command_reset"), run: () => resetFilters() },
    { title: say("draw_all"), also: say("command_all"), run: () => drawAll() },
    { title: say("fit"), also: say("command_fit"), run: () => fitPicture(true) },
    { title: say("loosen"), also: "", run: () => loosen() },
    { title: say("theme_switch"), also: say("command_theme"), run: () => switchTheme() },
    { title: say("help_open"), also: say("command_help"), run: () => openHelp() },
  ];
}
