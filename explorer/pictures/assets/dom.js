// Elements are made here and nowhere else. Text goes in as text: no markup is ever parsed.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Make an element with attributes, listeners and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props] `class`, `text`, `on` (event → listener), or an attribute; false and null leave it out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(tag, props, ...children) {
  const element = document.createElement(tag);
  dress(element, props || {});
  for (const child of children) if (child || child === 0) element.append(typeof child === "number" ? String(child) : child);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, any>} props
 */
function dress(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "text") element.textContent = String(value);
    else if (name === "class") element.setAttribute("class", value);
    else if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, /** @type {EventListener} */ (listener));
    else if (name.startsWith("on") || name === "style" || name === "href" || name === "src" || name === "srcdoc") {
      throw new Error(`make() does not set ${name}`);
    } else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * Find an element of the template; its absence is a fault of ours.
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element "${id}".`);
  return element;
}

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
function inputById(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/**
 * Put children into an element in place of what it holds.
 * @param {Element} element
 * @param {...Child} children
 */
function fill(element, ...children) {
  element.replaceChildren();
  for (const child of children) if (child || child === 0) element.append(typeof child === "number" ? String(child) : child);
}

/**
 * A link for http, https and mailto; anything else stands as text.
 * @param {string} url
 * @param {string} text
 * @param {string} [className]
 * @returns {HTMLElement}
 */
function makeLink(url, text, className) {
  if (!safeUrl(url)) return make("span", { class: className, text: text === url ? text : `${text} (${url})` });
  const link = make("a", { class: className, text, rel: "noopener noreferrer", target: "_blank" });
  link.href = url;
  return link;
}

/**
 * Only an address that begins, as written, with a known scheme: no spaces, no control characters before it.
 * @param {string} url
 */
function safeUrl(url) {
  if (!/^(https?:\/\/|mailto:)[^\s\u0000-\u001f]+$/i.test(url)) return false;
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number | undefined>} [attributes]
 * @param {...(Node | string)} children
 */
function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== undefined) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * One of the icons that stand in the template.
 * @param {string} name
 */
function icon(name) {
  return makeSvg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, makeSvg("use", { href: `#icon-${name}` }));
}

/**
 * A push button with an icon, words, or both.
 * @param {{ icon?: string, text?: string, label?: string, class?: string, id?: string, pressed?: boolean, expanded?: boolean, press: (event: Event) => void }} given
 */
function makeButton(given) {
  return make(
    "button",
    {
      type: "button",
      id: given.id,
      class: given.class || "button",
      "aria-label": given.label,
      title: given.label,
      "aria-pressed": given.pressed === undefined ? null : String(given.pressed),
      "aria-expanded": given.expanded === undefined ? null : String(given.expanded),
      on: { click: given.press },
    },
    given.icon ? icon(given.icon) : null,
    given.text ? make("span", { text: given.text }) : null,
  );
}

/**
 * Run when the browser has nothing better to do; at once where it cannot say so.
 * @param {() => void} work
 */
function whenIdle(work) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 30);
}

/**
 * Hand on only the last of many calls, after a rest.
 * @param {(...given: any[]) => void} work
 * @param {number} rest milliseconds
 */
function afterRest(work, rest) {
  let timer = 0;
  return (/** @type {any[]} */ ...given) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => work(...given), rest);
  };
}

const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
const forcedColours = window.matchMedia("(forced-colors: active)");
