// The short forms of the payload's columns, undone: steps become numbers, a stem with a counter becomes ids.

/**
 * @param {any} payload as it stands in the page
 * @returns {Payload}
 */
function unpack(payload) {
  const { edges, citations } = payload;
  edges.id = unpackColumn(edges.id);
  edges.undirected = unpackColumn(edges.undirected);
  citations.of = unpackColumn(citations.of);
  citations.passage = unpackColumn(citations.passage);
  return payload;
}

/**
 * @param {any} column
 * @returns {any}
 */
function unpackColumn(column) {
  if (!column || !Array.isArray(column.steps)) return column;
  let sum = 0;
  const numbers = column.steps.map((/** @type {number} */ step) => (sum += step));
  if (typeof column.stem !== "string") return numbers;
  return numbers.map((/** @type {number} */ number) => column.stem + String(number).padStart(column.width, "0"));
}
