// Everything beside the chronology: the box of answers, differences, forecasts, reactions, quotations, people, sources.
import { chip, chips, count, h } from "./dom.js";
import { paragraphs } from "./evidence.js";

/** @typedef {import("./view").View} View @typedef {import("./page").Item} Item @typedef {(item: Item, from: HTMLElement) => void} Choose */

/** So many people and bodies are shown at once; they stand in order of weight. */
const MANY = 36;
/** Weightiest first. */
const ORDER = ["contradiction", "update", "variant", "imprecise"];
const STATUS = { contradiction: "both cannot be true", update: "a later report replaces an earlier one", variant: "one thing in several wordings", imprecise: "less exact or less sure: both can be true" };
const TAG = { contradiction: "≠ open", update: "↗ update", variant: "❝ wording", imprecise: "less exact" };
const OUTCOME = { fulfilled: "✓ came true", not_fulfilled: "✕ did not come true", open: "○ open" };

/** An entry whose evidence opens. @param {Item} item @param {Choose} choose @param {string} kind @param {...(Node | string | false | null)} children */
function entry(item, choose, kind, ...children) {
  return h("li", { id: item.id, class: `entry ${kind}` }, opener(item, choose, ...children), h("div", { class: "inline" }));
}

/** The button that opens evidence. @param {Item} item @param {Choose} choose @param {...(Node | string | false | null)} children */
function opener(item, choose, ...children) {
  return h("button", { type: "button", class: "open", "aria-expanded": "false", onclick: (/** @type {Event} */ e) => choose(item, /** @type {HTMLElement} */ (e.currentTarget)) }, ...children);
}

/** The box of answers: what, when, where, who, how many. @param {View} view @param {Choose} choose */
export function short(view, choose) {
  return h("ol", { class: "short" }, ...view.short.map((fact, f) => h("li", { class: "fact" },
    h("span", { class: "question" }, fact.question),
    h("ol", {}, ...fact.answers.map((a, i) => {
      const item = { id: `short-${f + 1}-${i + 1}`, heading: a.text, detail: [fact.question, a.note].filter(Boolean).join(" · "), quotes: distinct(a.support) };
      return h("li", { id: item.id, class: "answer" }, opener(item, choose, h("span", { class: "label" }, a.text), a.note !== "" && h("span", { class: "note" }, a.note), chips(view, a.sources)), h("div", { class: "inline" }));
    })))));
}

/** @param {View} view @param {Choose} choose */
export function reactions(view, choose) {
  return h("ol", { class: "entries" }, ...view.reactions.map((r) => {
    const item = { id: r.id, heading: r.by, detail: [r.title, r.when].filter(Boolean).join(" · "), quotes: r.support };
    return entry(item, choose, "reaction", h("span", { class: "label plain" }, r.label, " ", chips(view, r.sources)),
      h("span", { class: "muted" }, [r.when, r.title].filter(Boolean).join(" · ")));
  }));
}

/** @param {View} view @param {Choose} choose */
export function differences(view, choose) {
  const sorted = [...view.discrepancies].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return h("ol", { class: "entries" }, ...sorted.map((d) => {
    const meaning = STATUS[/** @type {keyof typeof STATUS} */ (d.status)] ?? d.status;
    const item = { id: d.id, heading: d.question, detail: meaning, quotes: d.values.flatMap((v) => v.support) };
    const worded = d.kind === "wording";
    return entry(item, choose, d.status,
      h("span", { class: "label" }, d.question), h("span", { class: `tag ${d.status}`, title: meaning }, TAG[/** @type {keyof typeof TAG} */ (d.status)] ?? d.status),
      h("span", { class: "label plain" }, d.answer),
      worded && h("span", { class: "values" }, ...d.values.map((v) => h("span", { class: "wording" }, v.value, " ", chips(view, v.sources)))));
  }));
}

/** @param {View} view @param {Choose} choose */
export function forecasts(view, choose) {
  return h("ol", { class: "entries" }, ...view.forecasts.map((f) => {
    const word = OUTCOME[/** @type {keyof typeof OUTCOME} */ (f.outcome)] ?? f.outcome;
    const settled = f.line === null ? null : view.lines[f.line];
    const quotes = [f.statement, ...f.values.flatMap((v) => v.support), ...f.support, ...(settled?.support ?? [])];
    const item = { id: f.id, heading: f.question, detail: word, quotes: distinct(quotes) };
    return entry(item, choose, f.outcome,
      h("span", { class: "label" }, f.question), h("span", { class: `tag outcome ${f.outcome}` }, word), h("span", { class: "label plain" }, f.answer));
  }));
}

/** The same sentence once. @param {import("./view").Quote[]} quotes */
function distinct(quotes) {
  const seen = new Set();
  const key = (/** @type {import("./view").Quote} */ q) => `${q.source} ${q.aside} ${q.start}`;
  return quotes.filter((q) => !seen.has(key(q)) && seen.add(key(q)));
}

/** @param {View} view @param {Choose} choose */
export function quotations(view, choose) {
  const several = view.quotations.filter((q) => q.wordings.length > 1);
  const rest = view.quotations.filter((q) => q.wordings.length === 1);
  return h("ol", { class: "entries" }, ...[...several, ...rest].map((said) => {
    const speaker = said.speaker ?? "not attributed";
    const detail = said.wordings.length > 1 ? count(said.wordings.length, "wording", "wordings") : said.kind;
    return entry({ id: said.ids[0], heading: speaker, detail, quotes: said.wordings }, choose, "said",
      h("span", { class: "who" }, speaker), said.wordings.length > 1 && h("span", { class: "tag variant" }, detail),
      said.setting !== "" && h("span", { class: "muted" }, said.setting),
      ...said.wordings.map((q) => h("span", { class: "wording" }, q.text, " ", chip(view, q.source))));
  }));
}

/** @param {View} view @param {Choose} choose */
export function people(view, choose) {
  const entries = view.actors.map((a) => {
    const quotes = distinct([...a.titles.flatMap((t) => t.support), ...(a.only ? a.beside : [])]);
    const titles = a.titles.map((t) => h("span", { class: "value" }, t.value, " ", chips(view, t.sources), t.only && h("span", { class: "only" }, t.only)));
    const often = a.only ? `named ${a.only}` : count(a.mentions, "mention", "mentions");
    const item = { id: a.id, heading: a.name, detail: [a.aliases.join(", "), often].filter(Boolean).join(" · "), quotes };
    return entry(item, choose, a.kind === "PER" ? "person" : "body",
      h("span", { class: "who" }, a.name), a.only ? h("span", { class: "only" }, a.only) : h("span", { class: "muted" }, `${a.mentions}×`), chips(view, a.sources), ...titles);
  });
  const list = (/** @type {HTMLElement[]} */ part) => h("ol", { class: "entries people" }, ...part);
  const rest = entries.slice(MANY);
  return h("div", {}, list(entries.slice(0, MANY)),
    rest.length > 0 && h("details", { class: "more" }, h("summary", {}, `${rest.length} more`), list(rest)));
}

/** @param {View} view */
export function sources(view) {
  const shares = (/** @type {number} */ i) => view.copies.filter((c) => c.sources.includes(i))
    .map((c) => h("span", { class: "tag variant" }, `${c.kind === "excerpt" ? "a passage in common" : "one text"}, ${c.percent} %: `, ...c.sources.filter((s) => s !== i).map((s) => chip(view, s))));
  const rows = view.sources.map((s, i) => h("li", { class: s.main ? "source" : "source other", id: s.id },
    h("div", { class: "sourcehead" }, chip(view, i), s.name !== s.outlet && h("b", {}, s.outlet), h("span", { class: "muted", title: s.reasons.join("\n") }, s.published), ...shares(i), !s.main && h("span", { class: "tag" }, "another story")),
    h("div", { class: "headline" }, s.url ? h("a", { href: s.url, rel: "noreferrer noopener" }, s.title) : s.title),
    h("div", { class: "muted small" }, [s.authors.join(", "), s.agencies.join(", "), s.origin && s.origin !== s.outlet && `from ${s.origin}`, s.path].filter(Boolean).join(" · ")),
    h("details", {}, h("summary", {}, "The page as it was read"),
      ...s.notes.map((n) => h("p", { class: "note" }, n)),
      ...paragraphs(s, []))));
  const skipped = view.skipped.map((s) => h("li", { class: "source other" }, h("b", {}, s.path), h("span", { class: "muted" }, ` not read: ${s.reason}`)));
  return h("ol", { class: "sources" }, ...rows, ...skipped);
}
