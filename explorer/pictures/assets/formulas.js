// What a spreadsheet takes for a formula: the list of explorer/formulas.py.

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text as it may stand in a table for people: with an apostrophe before it where a spreadsheet would run it. @param {string} text */
function keptApart(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** @param {string} text */
function quotedCell(text) {
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
