// The view as an address fragment. Names and ids stand in it, not numbers: a link outlives a rebuilt data set.

/**
 * @param {View} view
 * @returns {string} without the "#"; "" for the opening view
 */
function writeView(view) {
  const parts = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string} */ value, /** @type {unknown} */ when = true) => when && parts.append(name, value);
  const blank = freshView();
  put("view", view.mode, view.mode !== "network");
  put("choose", view.chosen >= 0 ? facts.itemId(view.chosen) : "", view.chosen >= 0);
  for (const node of view.selected) put("select", facts.itemId(node));
  writeFilters(put, view);
  put("around", view.focus < 0 ? "" : facts.itemId(view.focus), view.focus !== blank.focus);
  put("depth", String(view.depth), view.depth !== 1);
  for (const node of view.added) put("with", facts.itemId(node));
  for (const node of view.hidden) put("without", facts.itemId(node));
  for (const [name, map] of /** @type {Array<[string, Map<number, Point>]>} */ ([["pin", view.pinned], ["moved", view.moved]])) {
    for (const [node, { x, y }] of map) put(name, `${Math.round(x)},${Math.round(y)},${facts.itemId(node)}`);
  }
  for (const look of /** @type {const} */ (["color", "size", "width", "layout"])) put(look, view[look], view[look] !== blank[look]);
  for (const [name, list] of /** @type {Array<[string, NamedSet[]]>} */ ([["group", view.groups], ["set", view.sets], ["compare", view.compare || []]])) {
    for (const { name: called, nodes } of list) {
      put(name, called);
      for (const node of nodes) put("in", facts.itemId(node));
    }
  }
  put("sort", `${tableColumns[view.sort.by].key.replace("column_", "")}${view.sort.up ? "" : "-down"}`, view.sort.by !== blank.sort.by || view.sort.up !== blank.sort.up);
  const blankBudget = openingBudget(view.frame);
  put("draw", view.budget === Infinity ? "all" : String(view.budget), view.budget !== blankBudget);
  if (view.path) {
    put("from", facts.itemId(view.path.from));
    put("to", facts.itemId(view.path.to));
    put("way", String(view.path.way + 1), view.path.way);
  }
  if (view.look) put("look", [view.look.x, view.look.y, view.look.span].map((number) => Number(number.toPrecision(6))).join());
  // The picture is laid out for the window it is made in: a link carries that size along.
  if (parts.size) put("window", `${view.frame.width}x${view.frame.height}`);
  return parts.toString().replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");
}

/**
 * @param {(name: string, value: string, when?: unknown) => void} put
 * @param {View} view
 */
function writeFilters(put, view) {
  for (const kind of view.kindsOff) put("no-kind", facts.kinds[kind].name);
  for (const relation of view.relationsOff) put("no-relation", facts.relations[relation].name);
  for (const role of view.rolesOff) put("no-role", role);
  for (const force of view.forcesOff) put("no-force", force);
  for (const basis of view.basesOff) put("no-basis", basis);
  for (const [key, off] of view.valuesOff) for (const value of off) put("no-value", `${key}=${value}`);
  for (const [key, [low, high]] of view.ranges) put("range", `${key}=${low}..${high}`);
  if (view.topic >= 0) put("topic", facts.itemId(view.topic));
  put("years", `${view.from || ""}-${view.to || ""}`, view.from || view.to);
  put("undated", view.undated ? "yes" : "no", view.undated === Boolean(view.from || view.to));
}

/**
 * Read a fragment; what it names and the page does not hold is passed over.
 * @param {string} text
 * @returns {View}
 */
function readView(text) {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const view = freshView();
  const nodesOf = (/** @type {string} */ name) => parts.getAll(name).map((id) => facts.nodeById(id)).filter((node) => node >= 0);
  const mode = parts.get("view");
  if (mode && viewNames().includes(mode)) view.mode = /** @type {View["mode"]} */ (mode);
  view.chosen = facts.itemById(parts.get("choose") ?? "");
  view.selected = new Set(nodesOf("select"));
  readFilters(view, parts);
  if (parts.has("around")) view.focus = facts.nodeById(parts.get("around") ?? "");
  view.depth = Math.min(3, Math.max(1, Number(parts.get("depth")) || 1));
  view.added = nodesOf("with");
  view.hidden = new Set(nodesOf("without"));
  for (const pin of parts.getAll("pin")) readPlace(view.pinned, pin);
  for (const place of parts.getAll("moved")) readPlace(view.moved, place);
  readLooks(view, parts);
  readSets(view, parts);
  const frame = /^(\d{2,5})x(\d{2,5})$/.exec(parts.get("window") ?? "");
  if (frame) view.frame = { width: Number(frame[1]), height: Number(frame[2]) };
  view.budget = openingBudget(view.frame);
  const draw = parts.get("draw");
  if (draw === "all") view.budget = Infinity;
  else if (draw && Number(draw) > 0) view.budget = Math.min(Number(draw), facts.nodeCount);
  const [from, to] = [facts.nodeById(parts.get("from") ?? ""), facts.nodeById(parts.get("to") ?? "")];
  if (from >= 0 && to >= 0 && from !== to) view.path = { from, to, way: Math.max(0, (Number(parts.get("way")) || 1) - 1) };
  const look = (parts.get("look") ?? "").split(",").map(Number);
  if (look.length === 3 && look.every(Number.isFinite) && look[2] > 0) view.look = { x: look[0], y: look[1], span: look[2] };
  return view;
}

/**
 * @param {View} view
 * @param {URLSearchParams} parts
 */
function readFilters(view, parts) {
  for (const name of parts.getAll("no-kind")) addKnown(view.kindsOff, facts.kindByName.get(name));
  for (const name of parts.getAll("no-relation")) addKnown(view.relationsOff, facts.relationByName.get(name));
  for (const role of parts.getAll("no-role")) view.rolesOff.add(role);
  for (const force of parts.getAll("no-force")) view.forcesOff.add(force);
  for (const basis of parts.getAll("no-basis")) view.basesOff.add(basis);
  for (const text of parts.getAll("no-value")) {
    const found = attributes().find(({ key }) => text.startsWith(`${key}=`));
    if (found) switchValue(view, found.key, text.slice(found.key.length + 1), false);
  }
  for (const text of parts.getAll("range")) {
    const found = attributes().find(({ key, type }) => type === "number" && text.startsWith(`${key}=`));
    const ends = found ? text.slice(found.key.length + 1).split("..").map(Number) : [];
    if (found && ends.length === 2 && ends.every(Number.isFinite)) view.ranges.set(found.key, [ends[0], ends[1]]);
  }
  view.topic = facts.nodeById(parts.get("topic") ?? "");
  const years = /^(\d{4})?-(\d{4})?$/.exec(parts.get("years") ?? "");
  if (years) [view.from, view.to] = [Number(years[1] || 0), Number(years[2] || 0)];
  view.undated = parts.has("undated") ? parts.get("undated") !== "no" : !(view.from || view.to);
}

/**
 * @param {View} view
 * @param {URLSearchParams} parts
 */
function readLooks(view, parts) {
  const [color, size, width, layout] = ["color", "size", "width", "layout"].map((name) => parts.get(name) ?? "");
  if (lookNames("color").includes(color)) view.color = color;
  if (lookNames("size").includes(size)) view.size = size;
  if (lookNames("width").includes(width)) view.width = width;
  if (layoutNames().includes(layout)) view.layout = layout;
  const sort = /^(\w+?)(-down)?$/.exec(parts.get("sort") ?? "");
  const by = sort ? tableColumns.findIndex(({ key }) => key === `column_${sort[1]}`) : -1;
  if (sort && by >= 0) view.sort = { by, up: !sort[2] };
}

/**
 * Sets stand as their name and then their members.
 * @param {View} view
 * @param {URLSearchParams} parts
 */
function readSets(view, parts) {
  /** @type {NamedSet | null} */
  let open = null;
  /** @type {NamedSet[]} */
  const compared = [];
  const lists = new Map([["group", view.groups], ["set", view.sets], ["compare", compared]]);
  for (const [name, value] of parts) {
    const node = name === "in" && open ? facts.nodeById(value) : -1;
    if (open && node >= 0) open.nodes.push(node);
    if (name === "in") continue;
    const list = lists.get(name);
    open = list ? { name: value, nodes: [] } : null;
    if (list && open) list.push(open);
  }
  view.groups = view.groups.filter(({ nodes }) => nodes.length > 1);
  view.sets = view.sets.filter(({ nodes }) => nodes.length);
  if (compared.length === 2 && compared.every(({ nodes }) => nodes.length)) view.compare = compared;
}

/**
 * @param {Set<number>} set
 * @param {number | undefined} member
 */
function addKnown(set, member) {
  if (member !== undefined && member >= 0) set.add(member);
}

/**
 * @param {Map<number, Point>} map
 * @param {string} text
 */
function readPlace(map, text) {
  const found = /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s.exec(text);
  const node = found ? facts.nodeById(found[3]) : -1;
  if (found && node >= 0) map.set(node, { x: Number(found[1]), y: Number(found[2]) });
}
