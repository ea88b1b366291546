// What is said aloud to those who do not see the picture.

let lastSaid = "";

/**
 * Announce a text politely. The same text twice is told apart by a no-break space, so that it is spoken again.
 * @param {string} text
 */
function announce(text) {
  if (!text) return;
  lastSaid = text === lastSaid ? text + "\u00a0" : text;
  byId("status").textContent = lastSaid;
}

/** The summary of the picture, and how much of the whole it shows. */
function tellDrawn() {
  const most = shown.nodes.slice(0, 5).map((node) => labelOf(node));
  byId("summary").textContent = say("summary", { n: shown.nodes.length, edges: shown.edges.length, total: facts.nodeCount, names: most.join(", ") });
}
