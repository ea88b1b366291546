// How nodes and relations are told: short labels for the picture, sentences, roles, forces and bases.

/** @type {Map<number, string>} */
const labels = new Map();
/** @type {Array<[string, string]> | null} */
let shortNames = null;

/**
 * The short name for the picture.
 * @param {number} node
 * @returns {string}
 */
function labelOf(node) {
  let label = labels.get(node);
  if (label === undefined) {
    label = makeLabel(node);
    labels.set(node, label);
  }
  return label;
}

/**
 * An acronym; for an event the short name of its series ("AHG SOM 6"); else the name, with long names of bodies
 * in it as acronyms, and with the year where the name alone says nothing.
 * @param {number} node
 */
function makeLabel(node) {
  const acronym = facts.node("acronym", node);
  if (acronym && acronym.length <= 24) return acronym;
  let name = facts.name(node);
  if (facts.kind(node).isA !== "event") return shorten(distinctive(name, facts.kindOf[node]), 30);
  const series = facts.node("aliases", node).split("|").find((alias) => /^[A-Z][A-Z-]*(?: [A-Z]+)? \d{1,3}$/.test(alias));
  if (series) return series;
  for (const [long, short] of acronyms()) name = name.split(long).join(short);
  const year = yearOf(facts.sortDate(node));
  return year && name.split(" ").length < 3 ? `${name} ${year}` : shorten(name, 30);
}

/**
 * A long name without the beginning that it shares with others of its kind: "… a workshop on visas", not "Members agreed that …".
 * @param {string} name
 * @param {number} kind
 */
function distinctive(name, kind) {
  if (name.length <= 30) return name;
  const parts = name.split(" ");
  let shared = 0;
  while (shared < parts.length - 3 && (beginnings().get(`${kind} ${parts.slice(0, shared + 1).join(" ")}`) || 0) >= SHARED_BY) shared++;
  return shared > 1 ? `… ${parts.slice(shared).join(" ")}` : name;
}

/** From this many names on a beginning is no mark of any of them. */
const SHARED_BY = 3;
/** @type {Map<string, number> | null} */
let beginningsKept = null;

/** How many long names of a kind begin with the same words. */
function beginnings() {
  if (!beginningsKept) {
    beginningsKept = new Map();
    for (let node = 0; node < facts.nodeCount; node++) {
      const name = facts.name(node);
      if (name.length <= 30) continue;
      let begin = String(facts.kindOf[node]);
      for (const word of name.split(" ", 9)) {
        begin += ` ${word}`;
        beginningsKept.set(begin, (beginningsKept.get(begin) || 0) + 1);
      }
    }
  }
  return beginningsKept;
}

/** Names of parties that have acronyms, the longest first. */
function acronyms() {
  if (!shortNames) {
    const parties = facts.byRank.filter((node) => facts.kind(node).isA === "party" && facts.node("acronym", node)).slice(0, 200);
    shortNames = parties.map((node) => /** @type {[string, string]} */ ([facts.name(node), facts.node("acronym", node)]));
    shortNames.sort((a, b) => b[0].length - a[0].length || compareText(a[0], b[0]));
  }
  return shortNames;
}

/**
 * A relation as a sentence: "UNHCR took part in AHG SOM 6 as observer (1 June 2012)."
 * @param {number} edge
 */
function sentenceOf(edge) {
  const date = facts.edgeDate(edge);
  const role = facts.edge("role", edge);
  return say(role ? (date ? "sentence_role_date" : "sentence_role") : date ? "sentence_date" : "sentence", {
    source: quoted(facts.source[edge]),
    relation: facts.relation(edge).label,
    target: quoted(facts.target[edge]),
    role: tellRole(role),
    date,
  });
}

/**
 * A node's name inside a sentence; a commitment's wording in quotation marks.
 * @param {number} node
 */
function quoted(node) {
  const name = shorten(facts.name(node), 110);
  return facts.node("force", node) ? say("quoted", { text: name }) : name;
}

/** @param {string} role */
function tellRole(role) {
  return words.get(`role_${role}`) || role.replace(/_/g, " ");
}

/** @param {string} force */
function tellForce(force) {
  const known = facts.payload.terms.forces;
  return (Object.prototype.hasOwnProperty.call(known, force) && known[force]) || force;
}

/** @param {string} basis */
function tellBasis(basis) {
  return words.get(`basis_${basis}`) || basis;
}
