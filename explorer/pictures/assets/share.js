// Take away: picture, tables, link, citation. In a sandboxed frame, which may not save files, the text is shown to copy.

function startShare() {
  byId("open-share").addEventListener("click", openShare);
  byId("open-help").addEventListener("click", openHelp);
}

function openShare() {
  const picture = view.mode !== "table";
  const list = make("ul", { class: "share" });
  const put = (/** @type {string} */ key, /** @type {() => void} */ press) => list.append(make("li", {}, makeButton({ class: "button wide", text: say(key), press: () => {
    closeDialog();
    press();
  } }), make("span", { class: "details", text: say(`${key}_about`) })));
  if (picture) put("save_svg", saveSvg);
  if (picture) put("save_png", savePng);
  if (picture) list.append(legendChoice());
  put("save_page", savePage);
  put("save_csv", saveCsv);
  put("save_json", saveJson);
  put("save_graphml", saveGraphml);
  put("save_gexf", saveGexf);
  put("print", openPrint);
  put("copy_link", copyLink);
  put("cite_view", openCite);
  openDialog(say("share_open"), list);
}

/** The scene of the view as it stands, with a legend and the line of its source where the reader wants them. */
function currentScene() {
  const scene = view.mode === "timeline" ? wholeTimeline() : view.mode === "matrix" ? matrixScene() : view.mode === "adjacency" ? adjacencyScene() : networkScene();
  return legendToo ? withLegend(scene) : scene;
}

let legendToo = true;

/** Whether saved pictures bear a legend and their source. */
function legendChoice() {
  const box = make("input", { type: "checkbox", id: "legend-too" });
  box.checked = legendToo;
  box.addEventListener("change", () => (legendToo = box.checked));
  return make("li", {}, make("label", { class: "undated", for: "legend-too" }, box, make("span", { text: say("legend_too") })));
}

function saveSvg() {
  const drawn = new XMLSerializer().serializeToString(sceneSvg(currentScene()));
  // The serializer writes letters that no XML may hold; readers would refuse the whole file.
  const legal = drawn.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${legal}\n`;
  saveText(fileName("svg"), "image/svg+xml", text);
}

function savePng() {
  const canvas = sceneCanvas(currentScene(), 2);
  if (maySave()) {
    canvas.toBlob((blob) => blob && saveBlob(fileName("png"), blob), "image/png");
    return;
  }
  canvas.classList.add("shown-picture");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", sceneTitle());
  openDialog(say("save_png"), make("div", {}, make("p", { text: say("picture_to_copy") }), canvas));
}

/** @param {string} ending */
function fileName(ending) {
  return `${fileStem()}-${view.mode}.${ending}`;
}

function fileStem() {
  return fold(facts.about.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "view";
}

/** Whether this page may save files: a sandboxed frame may not, and says so by its opaque origin. */
function maySave() {
  return alone || window.origin !== "null";
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
function saveText(name, type, text) {
  if (maySave()) saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
  else openText(name, text);
}

/**
 * @param {string} name
 * @param {Blob} blob
 */
function saveBlob(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  announce(say("announce_saved", { name }));
}

/**
 * Text in a field to copy from.
 * @param {string} title
 * @param {string} text
 * @param {string} [about]
 */
function openText(title, text, about = say("text_to_copy")) {
  const area = make("textarea", { readonly: true, rows: 12, "aria-label": title, class: "text-to-copy" });
  area.value = text;
  openDialog(title, make("div", {}, make("p", { text: about }), area), [makeButton({ class: "button main", text: say("copy"), press: () => copyText(text) })]);
  area.focus();
  area.select();
}

/** A link to exactly this view. */
function copyLink() {
  const text = writeView(view);
  const address = location.href.replace(/#.*$/s, "") + (text ? `#${text}` : "");
  if (alone && /^(file|https?):$/.test(location.protocol)) copyText(address, () => openText(say("copy_link"), address, say("link_about")));
  else openText(say("copy_link"), text ? `#${text}` : "#", say("link_frame"));
}

/**
 * @param {string} text
 * @param {() => void} [otherwise] where the browser does not let the page copy
 */
function copyText(text, otherwise) {
  const failed = otherwise || (() => announce(say("copy_failed")));
  if (!navigator.clipboard) return failed();
  navigator.clipboard.writeText(text).then(() => announce(say("announce_copied")), failed);
}
