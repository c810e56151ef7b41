// The chronology: a line an event, with the names of who tells it.
import { chips, count, h } from "./dom.js";

/** @typedef {import("./view").View} View @typedef {import("./view").Line} Line @typedef {import("./page").Item} Item */

/** More names than this stand in the way of the line; the rest is counted. */
const NAMED = 4;
/** What a difference means, as a sign. @type {Record<string, string>} */
const SIGN = { contradiction: "≠", update: "↗", variant: "❝", imprecise: "≈" };

/** @param {Line} line @returns {Item} */
export function lineItem(line) {
  const origins = count(line.independent_origins, "independent origin", "independent origins");
  const named = line.origins.length ? `${origins}: ${line.origins.join(", ")}` : origins;
  return { id: line.id, heading: line.label, detail: `${line.when} · ${named}`, quotes: line.support };
}

/** @param {View} view @param {(item: Item, from: HTMLElement) => void} choose */
export function chronology(view, choose) {
  const list = h("ol", { class: "lines" });
  let day = "";
  for (const line of view.lines) {
    const [date, clock] = split(line.when);
    list.append(h("li", { id: line.id, class: line.status },
      h("time", { class: date === day ? "same" : "" }, date, clock && h("small", {}, clock)),
      h("div", { class: "card" },
        h("button", { type: "button", class: "open", "aria-expanded": "false", onclick: (/** @type {Event} */ e) => choose(lineItem(line), /** @type {HTMLElement} */ (e.currentTarget)) },
          h("span", { class: "label" }, line.label),
          line.status !== "happened" && h("span", { class: `tag ${line.status}` }, line.status),
          single(line) && h("span", { class: "tag single" }, single(line))),
        told(view, line),
        ...line.discrepancies.map((d) => flag(view, d)),
        ...line.forecasts.map((f) => outcome(view, f)),
        h("div", { class: "inline" }))));
    day = date;
  }
  return list;
}

/** Says when several pages are one source. @param {Line} line */
function single(line) {
  return line.sources.length > 1 && line.independent_origins === 1 ? "one origin" : "";
}

/** Date and time of day apart. @param {string} when */
function split(when) {
  const comma = when.indexOf(", ");
  return comma < 0 ? [when, ""] : [when.slice(0, comma), when.slice(comma + 2)];
}

/** Who tells it. @param {View} view @param {Line} line */
function told(view, line) {
  const named = chips(view, line.sources.length > NAMED + 1 ? line.sources.slice(0, NAMED) : line.sources);
  if (line.sources.length > NAMED + 1) named.append(h("span", { class: "muted small" }, `and ${line.sources.length - NAMED} others`));
  return h("span", { class: "lane" }, named);
}

/** @param {View} view @param {number} d */
function flag(view, d) {
  const x = view.discrepancies[d];
  return h("a", { class: `flag ${x.status}`, href: `#${x.id}` }, `${SIGN[x.status] ?? "≠"} ${x.answer}`);
}

/** @param {View} view @param {number} f */
function outcome(view, f) {
  const x = view.forecasts[f];
  const name = view.sources[x.statement.source].name;
  return h("a", { class: `flag ${x.outcome}`, href: `#${x.id}` }, x.outcome === "fulfilled" ? `✓ Predicted by ${name}` : `✕ ${name} had expected otherwise`);
}
