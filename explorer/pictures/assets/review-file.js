// The file of decisions as text: written so that no cell can begin a formula, and read back as it was.

/** @typedef {Record<string, string>} Decision */

/**
 * @param {string[]} columns
 * @param {Decision[]} decisions
 */
function writeDecisions(columns, decisions) {
  return [columns, ...decisions.map((one) => columns.map((name) => guardedCell(one[name] || "")))].map((row) => row.map(quotedCell).join(",")).join("\n") + "\n";
}

/** @param {string} text */
function guardedCell(text) {
  return text.startsWith("'") ? `'${text}` : keptApart(text);
}

/**
 * Read a file of decisions. Throws an Error that says what is wrong with it.
 * @param {string[]} columns those that a decision may have
 * @param {string} text
 * @returns {Decision[]}
 */
function readDecisions(columns, text) {
  const [head, ...rows] = csvRows(text.replace(/^\ufeff/, ""));
  const names = (head || []).map((name) => name.trim().toLowerCase());
  for (const name of ["decision", "statement", "who", "why"]) if (!names.includes(name)) throw new Error(`The file has no column ${name}.`);
  return rows
    .map((row) => blankDecision(columns, new Map(names.map((name, at) => [name, plainCell(row[at] || "")]))))
    .filter((one) => one.decision);
}

/**
 * A decision with every column, the given ones filled.
 * @param {string[]} columns
 * @param {Map<string, string>} given
 * @returns {Decision}
 */
function blankDecision(columns, given) {
  return Object.fromEntries(columns.map((name) => [name, given.get(name) || ""]));
}

/** @param {string} cell */
function plainCell(cell) {
  return cell.startsWith("'") && guardedCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/**
 * @param {string} text
 * @returns {string[][]} rows that hold anything
 */
function csvRows(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    const row = rows[rows.length - 1];
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (text[at + 1] === '"') row[row.length - 1] += text[++at];
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  if (quoted) throw new Error("A quotation mark in the file is never closed.");
  return rows.filter((row) => row.some((cell) => cell.trim()));
}
