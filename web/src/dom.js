// Small helpers. Text of pages goes through text nodes only, never through markup.

/** @typedef {import("./view").View} View */

/**
 * Makes an element. Properties beginning with "on" are listeners, the rest attributes; null and false leave one out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * Makes an SVG element.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/** @param {Element} element @param {Record<string, unknown>} attributes */
function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(key, value === true ? "" : String(value));
  }
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/** @param {number} n @param {string} one @param {string} many */
export function count(n, one, many) {
  return `${n} ${n === 1 ? one : many}`;
}

/** The name of a source. @param {View} view @param {number} source */
export function chip(view, source) {
  const s = view.sources[source];
  return h("abbr", { class: "chip", title: `${s.outlet}, ${s.published}`, "data-source": source }, s.name);
}

/** Names of sources; pages that carry one text stand in one frame. @param {View} view @param {number[]} sources */
export function chips(view, sources) {
  /** @type {Map<number, number[]>} */
  const texts = new Map();
  for (const s of sources) texts.set(view.sources[s].text_of, [...(texts.get(view.sources[s].text_of) ?? []), s]);
  return h("span", { class: "chips" }, ...[...texts.values()].map((one) => one.length === 1 ? chip(view, one[0])
    : h("abbr", { class: "chip", title: `one text: ${one.map((s) => `${view.sources[s].outlet}, ${view.sources[s].published}`).join("; ")}`, "data-source": one[0] }, one.map((s) => view.sources[s].name).join(" = "))));
}
