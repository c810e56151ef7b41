// The sentences that something rests on: in the panel, beneath a line on narrow screens, and marked in the whole page.
import { byId, chip, chips, h } from "./dom.js";

/** @typedef {import("./view").View} View @typedef {import("./view").Quote} Quote @typedef {import("./page").Item} Item */

/** Where words stand that no text holds. @type {Record<string, string>} */
const PLACE = { caption: "a caption", facts: "a box of facts", teaser: "a teaser of another article" };

/** One sentence, word for word. @param {View} view @param {Quote} quote @param {() => void} [open] @param {number[]} [others] Other sources with the same words. */
export function sentence(view, quote, open, others = []) {
  const s = view.sources[quote.source];
  const place = quote.aside === undefined ? null : h("span", { class: "from" }, `in ${PLACE[s.asides[quote.aside].role] ?? "the margin"}`);
  const from = quote.attribution?.length ? h("span", { class: "from" }, `credits ${quote.attribution.join(", ")}`) : null;
  return h("figure", { class: "sentence" },
    h("blockquote", {}, ...decisive(quote)),
    h("figcaption", {}, chips(view, [quote.source, ...others]), h("span", { class: "date" }, s.published), place, from,
      open && h("button", { type: "button", class: "link", onclick: open }, "In the page")));
}

/** A sentence with the words that decide underlined. @param {Quote} quote */
function decisive(quote) {
  const at = quote.words ? quote.text.indexOf(quote.words) : -1;
  if (!quote.words || at < 0) return [quote.text];
  return [quote.text.slice(0, at), h("u", {}, quote.words), quote.text.slice(at + quote.words.length)];
}

/** @param {View} view @param {Item} item */
export function evidence(view, item) {
  // The same words of several pages stand once, with all their names.
  const first = item.quotes.filter((q, i) => item.quotes.findIndex((o) => o.text === q.text) === i);
  return h("div", { class: "evidence" }, ...first.map((q) => {
    const others = item.quotes.filter((o) => o.text === q.text && o.source !== q.source).map((o) => o.source);
    return sentence(view, q, () => read(view, item, item.quotes.indexOf(q)), [...new Set(others)]);
  }));
}

/** Fills the panel. @param {View} view @param {Item} item */
export function showPanel(view, item) {
  const several = new Set(item.quotes.map((q) => q.source)).size > 1;
  byId("panel").replaceChildren(
    h("p", { class: "eyebrow" }, "Evidence"),
    h("h2", {}, item.heading),
    h("p", { class: "muted" }, item.detail),
    ...(several ? [h("button", { type: "button", class: "wide", onclick: () => read(view, item, 0) }, "Read the pages side by side")] : []),
    evidence(view, item));
  byId("panel").scrollTop = 0;
}

/** Opens whole pages side by side, the sentences marked. @param {View} view @param {Item} item @param {number} first */
export function read(view, item, first) {
  const reader = /** @type {HTMLDialogElement} */ (byId("reader"));
  const sources = [...new Set([item.quotes[first], ...item.quotes].map((q) => q.source))];
  const columns = sources.map((s) => page(view, s, item.quotes.filter((q) => q.source === s)));
  reader.replaceChildren(
    h("header", {},
      h("div", {}, h("p", { class: "eyebrow" }, item.detail), h("h2", {}, item.heading)),
      h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => reader.close() }, "✕")),
    h("div", { class: "pages", tabindex: 0, role: "group", "aria-label": "Pages" }, ...columns));
  if (!reader.open) reader.showModal();
  for (const column of columns) {
    const mark = column.querySelector("mark");
    if (mark) column.scrollTop = Math.max(0, mark.offsetTop - column.offsetTop - 120);
  }
}

/** A page with passages marked. @param {View} view @param {number} source @param {Quote[]} quotes */
function page(view, source, quotes) {
  const s = view.sources[source];
  const head = h("header", {}, h("p", { class: "muted" }, chip(view, source), ` ${s.published}`), h("h3", {}, s.title));
  return h("article", { class: "page", tabindex: 0 }, head, ...paragraphs(s, quotes));
}

/** The paragraphs of a page with passages marked, what stands beside them in its place. @param {import("./view").Source} s @param {Quote[]} quotes */
export function paragraphs(s, quotes) {
  const spans = (/** @type {number | undefined} */ aside) => quotes.filter((q) => q.aside === aside).map((q) => [q.start, q.end]).sort((a, b) => a[0] - b[0]);
  const asides = s.asides.map((a, i) => ({ before: a.before, role: a.role, shown: beside(a, spans(i)) })).filter((a) => a.role !== "title");
  const body = spans(undefined);
  const found = [];
  for (const b of s.blocks) {
    while (asides.length && asides[0].before <= b.start) found.push(asides[0].shown), asides.shift();
    found.push(h("p", { class: b.role }, ...marked(s.text, b.start, b.end, body)));
  }
  return [...found, ...asides.map((a) => a.shown)];
}

/** @param {import("./view").Source["asides"][0]} aside @param {number[][]} spans */
function beside(aside, spans) {
  const speakers = [...new Set(aside.said.map(([speaker]) => speaker))];
  const said = speakers.length ? [" ", h("span", { class: "muted" }, `(said by ${speakers.join(", ")})`)] : [];
  const label = aside.role === "teaser" ? [h("span", { class: "muted" }, "Teaser of another article: ")] : [];
  return h("p", { class: aside.role }, ...label, ...marked(aside.text, 0, aside.text.length, spans), ...said);
}

/** The text of a block, cut at the marks. @param {string} text @param {number} start @param {number} end @param {number[][]} spans */
function marked(text, start, end, spans) {
  const parts = [];
  let at = start;
  for (const [from, to] of spans) {
    const [a, b] = [Math.max(from, at), Math.min(to, end)];
    if (a >= b) continue;
    parts.push(text.slice(at, a), h("mark", {}, text.slice(a, b)));
    at = b;
  }
  parts.push(text.slice(at, end));
  return parts;
}
