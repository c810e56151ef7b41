// The chronology: a line an event, a lane a source.
import { chip, count, h } from "./dom.js";

/** @typedef {import("./view").View} View @typedef {import("./view").Line} Line @typedef {import("./page").Item} Item */

/** More sources than this do not fit side by side; their letters then stand in a row. */
const LANES = 14;

/** @param {Line} line @returns {Item} */
export function lineItem(line) {
  const origins = count(line.independent_origins, "independent origin", "independent origins");
  const named = line.origins.length ? `${origins}: ${line.origins.join(", ")}` : origins;
  return { id: line.id, heading: line.label, detail: `${line.when} · ${named}`, quotes: line.support };
}

/** @param {View} view @param {(item: Item, from: HTMLElement) => void} choose */
export function chronology(view, choose) {
  const used = [...new Set(view.lines.flatMap((l) => l.sources))].sort((a, b) => a - b);
  const lanes = used.length <= LANES ? used : null;
  const list = h("ol", { class: lanes ? "lines lanes" : "lines", style: `--lanes: ${used.length}` });
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
        laneRow(view, line, lanes),
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

/** @param {View} view @param {Line} line @param {number[] | null} lanes */
function laneRow(view, line, lanes) {
  const cells = (lanes ?? line.sources).map((s) => (line.sources.includes(s) ? chip(view, s) : h("i", { "aria-hidden": "true" })));
  return h("span", { class: "lane" }, ...cells);
}

/** @param {View} view @param {number} d */
function flag(view, d) {
  const x = view.discrepancies[d];
  const values = x.values.map((v) => `${v.value} (${v.sources.map((s) => view.sources[s].letter).join(" ")})`).join(" · ");
  return h("a", { class: `flag ${x.status}`, href: `#${x.id}` }, `${x.label}: ${values}`);
}

/** @param {View} view @param {number} f */
function outcome(view, f) {
  const x = view.forecasts[f];
  const letter = view.sources[x.statement.source].letter;
  return h("a", { class: `flag ${x.outcome}`, href: `#${x.id}` }, x.outcome === "fulfilled" ? `${letter} had foretold it` : `${letter} had expected otherwise`);
}
