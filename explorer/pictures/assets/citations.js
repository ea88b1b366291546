// Citation marks and the passages they open: the source behind every line.

/**
 * Marks of an item's citations: [1] [2] …; each opens its passage below the line it stands in.
 * @param {number} item
 * @param {HTMLElement} line where the passage opens
 * @param {number} [most]
 */
function citationMarks(item, line, most = 6) {
  const rows = facts.citations(item);
  const box = make("span", { class: "marks" });
  rows.slice(0, most).forEach((row, i) => box.append(citationMark(row, i + 1, line)));
  if (rows.length > most) {
    const rest = makeButton({
      class: "mark more",
      text: say("more_sources", { n: rows.length - most }),
      press: () => {
        rest.remove();
        rows.slice(most).forEach((row, i) => box.append(citationMark(row, most + i + 1, line)));
      },
    });
    box.append(rest);
  }
  return box;
}

/**
 * @param {number} row of the citations
 * @param {number} number
 * @param {HTMLElement} line
 */
function citationMark(row, number, line) {
  const mark = makeButton({
    class: "mark",
    text: String(number),
    label: say("source_mark", { number, title: documentTitle(row) }),
    expanded: false,
    press: () => {
      const open = mark.getAttribute("aria-expanded") === "true";
      closePassages(line);
      if (open) return;
      mark.setAttribute("aria-expanded", "true");
      openPassage(line, passageBox(row));
      announce(say("announce_passage", { title: documentTitle(row) }));
    },
  });
  return mark;
}

/** @param {HTMLElement} line */
function closePassages(line) {
  const below = line instanceof HTMLTableCellElement ? line.parentElement?.nextElementSibling : null;
  if (below?.classList.contains("passage-row")) below.remove();
  for (const other of line.querySelectorAll(".passage-box")) other.remove();
  for (const other of line.querySelectorAll(".mark[aria-expanded]")) other.setAttribute("aria-expanded", "false");
}

/**
 * In a list below the line; in a table in a row of its own, which is no relation and is not counted as one.
 * @param {HTMLElement} line
 * @param {HTMLElement} box
 */
function openPassage(line, box) {
  if (line instanceof HTMLTableCellElement) line.parentElement?.after(make("tr", { class: "passage-row" }, make("td", { colspan: line.cellIndex + 1 }, box)));
  else line.append(box);
}

/** @param {number} row */
function documentTitle(row) {
  const { citations, passages, documents } = facts.payload;
  const document = passages.document[citations.passage[row]];
  return cell(documents.title, document) || cell(documents.id, document);
}

/**
 * The passage of a citation: what it stands under, its text with the cited words marked, and where it comes from.
 * @param {number} row
 */
function passageBox(row) {
  const { citations, passages } = facts.payload;
  const passage = citations.passage[row];
  const text = cell(passages.text, passage);
  const from = Math.max(0, citations.from[row]);
  const to = Math.min(text.length, citations.to[row]);
  const quote = make("blockquote", { class: "passage" });
  for (const above of headingsOf(passage)) quote.append(make("p", { class: "above", text: shorten(cell(passages.text, above), 240) }));
  const words = make("p");
  const written = cell(citations.written, row);
  if (to > from) words.append(text.slice(0, from), markedWords(text.slice(from, to), written), text.slice(to));
  else words.append(text);
  quote.append(words);
  return make("div", { class: "passage-box" }, quote, sourceLine(passages.document[passage], written, text.slice(from, to)));
}

/**
 * The cited words; within them the name as the source writes it stands out.
 * @param {string} words
 * @param {string} name
 */
function markedWords(words, name) {
  const at = name && name !== words ? words.indexOf(name) : -1;
  if (at < 0) return make("mark", { text: words });
  return make("mark", {}, words.slice(0, at), make("strong", { text: name }), words.slice(at + name.length));
}

/**
 * What a passage stands under, outermost first.
 * @param {number} passage
 */
function headingsOf(passage) {
  const { parent } = facts.payload.passages;
  const above = [];
  for (let at = parent[passage]; at >= 0 && above.length < 8; at = parent[at]) above.unshift(at);
  return above;
}

/**
 * Title, date, publisher and address of a document. A passage may stand in minutes of a page, not in the page:
 * one line says whose text it is, the next leads to the page it tells of and says when that was read.
 * @param {number} document
 * @param {string} [written]
 * @param {string} [quotation]
 */
function sourceLine(document, written, quotation) {
  const { documents } = facts.payload;
  const [title, url] = [cell(documents.title, document), cell(documents.url, document)];
  const published = tellDate(cell(documents.published, document));
  const retrieved = tellDate(cell(documents.retrieved, document));
  const line = make("p", { class: "from" });
  line.append(make("cite", { text: title || cell(documents.id, document) }));
  const publisher = cell(documents.publisher, document);
  const facts_ = [publisher && say("text_by", { publisher }), published && say("published", { date: published })].filter(Boolean);
  if (facts_.length) line.append(make("span", { class: "by", text: facts_.join(" · ") }));
  if (written && !quotation?.includes(written)) line.append(make("span", { class: "by", text: say("as_written", { text: written }) }));
  if (url) line.append(makeLink(url, safeUrl(url) ? say("open_page", { place: hostOf(url) }) : url, "out"));
  if (retrieved) line.append(make("span", { class: "by read", text: say("retrieved", { date: retrieved }) }));
  return line;
}

/** @param {string} url */
function hostOf(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "") || url;
  } catch {
    return url;
  }
}
