// Every word of the page comes from strings.json; this file fills in the numbers and names.

/** @type {Map<string, string>} */
const words = new Map();

/**
 * Take the words of the payload.
 * @param {Record<string, string>} strings
 */
function learnWords(strings) {
  for (const [key, text] of Object.entries(strings || {})) words.set(key, text);
}

/**
 * Say a string: `say("rows", {n: 3})`. With `n` equal to one, `rows_one` is taken where it exists.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say(key, values) {
  const single = values && (values.n === 1 || values.n === "1") ? words.get(key + "_one") : undefined;
  const text = single ?? words.get(key) ?? key;
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    const value = Object.prototype.hasOwnProperty.call(values, name) ? values[name] : all;
    return typeof value === "number" ? count(value) : value;
  });
}

/**
 * Write a number with thousands set apart, the same in every locale.
 * @param {number} number
 */
function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Fold a text for comparison: accents, case, odd spaces and hyphens away.
 * @param {string} text
 */
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßøđłæœıþð]/g, (letter) => FOLDED.get(letter) || letter)
    .replace(/['’ʼ`´]/g, "")
    .replace(/[\s\u00a0\-‐‑–—_/.,;:()"“”]+/g, " ")
    .trim();
}

const FOLDED = new Map([
  ["ß", "ss"], ["ø", "o"], ["đ", "d"], ["ł", "l"], ["æ", "ae"], ["œ", "oe"], ["ı", "i"], ["þ", "th"], ["ð", "d"],
]);

/**
 * @param {string} a
 * @param {string} b
 */
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A name as it is sorted: folded, and with its numbers as numbers, so that 9 comes before 10.
 * @param {string} text
 */
function sortKey(text) {
  return fold(text).replace(/\d+/g, (digits) => digits.padStart(9, "0"));
}

/**
 * Cut a text at a word, with an ellipsis.
 * @param {string} text
 * @param {number} length
 */
function shorten(text, length) {
  const letters = [...text];
  if (letters.length <= length) return text;
  const cut = letters.slice(0, length - 1).join("");
  const space = cut.lastIndexOf(" ");
  return (space > length * 0.6 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/, "") + "…";
}

/**
 * Tell an EDTF date as people write it: "1 June 2012", "March 2011", "23–26 July 2012".
 * @param {string} start
 * @param {string} [end]
 */
function tellDate(start, end) {
  const [from, until] = start.includes("/") ? start.split("/", 2) : [start, end || ""];
  if (!from && !until) return "";
  if (!from) return say("until_date", { date: tellDay(until) });
  if (!until || until === from || until === "..") return tellDay(from);
  const a = /^(\d{4})-(\d\d)-(\d\d)$/.exec(from);
  const b = /^(\d{4})-(\d\d)-(\d\d)$/.exec(until);
  if (a && b && a[1] === b[1] && a[2] === b[2]) return `${Number(a[3])}–${tellDay(until)}`;
  if (a && b && a[1] === b[1]) return `${Number(a[3])} ${month(a[2])} – ${tellDay(until)}`;
  return `${tellDay(from)} – ${tellDay(until)}`;
}

/** @param {string} date */
function tellDay(date) {
  const part = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!part) return date;
  const [, year, monthNumber, day] = part;
  if (!monthNumber || !month(monthNumber)) return year;
  return day ? `${Number(day)} ${month(monthNumber)} ${year}` : `${month(monthNumber)} ${year}`;
}

/** @param {string} number two digits */
function month(number) {
  return say("months").split(" ")[Number(number) - 1] || "";
}

/**
 * The year of an EDTF date, 0 without one.
 * @param {string} date
 */
function yearOf(date) {
  const found = /\d{4}/.exec(date);
  return found ? Number(found[0]) : 0;
}
