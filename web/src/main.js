// Puts the page together and reacts to mouse, keyboard, address and printer.
import { chronology } from "./chronology.js";
import { byId, chip, count, h } from "./dom.js";
import { evidence, read, showPanel } from "./evidence.js";
import { map } from "./map.js";
import { differences, forecasts, people, quotations, reactions, short, sources } from "./sections.js";
import { strip } from "./strip.js";

/** @typedef {import("./view").View} View @typedef {import("./page").Item} Item */

/** @type {View} */
const view = JSON.parse(byId("data").textContent ?? "{}");
/** @type {Map<HTMLElement, Item>} Every button that opens evidence. */
const items = new Map();
/** @type {HTMLElement | null} */
let chosen = null;

/** Shows the evidence of something. @param {Item} item @param {HTMLElement} button */
function choose(item, button) {
  if (chosen && chosen !== button) mark(chosen, false);
  chosen = button;
  items.set(button, item);
  mark(button, true);
  showPanel(view, item);
  history.replaceState(null, "", `#${item.id}`);
}

/** @param {HTMLElement} button @param {boolean} on */
function mark(button, on) {
  const li = button.closest("li");
  button.setAttribute("aria-expanded", String(on));
  li?.classList.toggle("on", on);
  const inline = li?.querySelector(".inline");
  const item = items.get(button);
  inline?.replaceChildren(...(on && item ? [evidence(view, item)] : []));
}

/** @param {string} id @param {boolean} focus */
function openById(id, focus) {
  const target = id ? document.getElementById(id) : null;
  const button = /** @type {HTMLElement | null} */ (target?.querySelector("button.open") ?? null);
  button?.click();
  target?.scrollIntoView({ block: "center" });
  if (focus) button?.focus({ preventScroll: true });
}

/** @param {number} line */
function jump(line) {
  openById(view.lines[line].id, true);
}

/** @type {[string, string, number, () => Node][]} */
const parts = [
  ["short", "In short", view.short.length, () => short(view, choose)],
  ["chronology", "Chronology", view.lines.length, () => chronology(view, choose)],
  ["differences", "Where sources differ", view.discrepancies.length, () => differences(view, choose)],
  ["forecasts", "Predicted and happened", view.forecasts.length, () => forecasts(view, choose)],
  ["reactions", "Reactions", view.reactions.length, () => reactions(view, choose)],
  ["quotations", "Who said what", view.quotations.length, () => quotations(view, choose)],
  ["people", "People and bodies", view.actors.length, () => people(view, choose)],
  ["map", "Places", view.places.length, () => map(view, JSON.parse(byId("atlas").textContent ?? "{}"), jump)],
  ["sources", "Sources", view.sources.length, () => sources(view)],
];
const shown = parts.filter(([, , n]) => n > 0);

const main = view.sources.filter((s) => s.main);
const aside = view.sources.length - main.length;
byId("title").textContent = view.title;
byId("facts").textContent = [view.span, `${count(main.length, "page", "pages")}, ${count(view.independent_origins, "independent origin", "independent origins")}`,
  aside ? `${count(aside, "page", "pages")} set aside` : "", view.skipped.length ? `${view.skipped.length} not read` : ""].filter(Boolean).join(" · ");
byId("lead").append(...view.lead.flatMap((q) => [q.text, " ", chip(view, q.source), " "]));
byId("legend").append(...main.slice(0, 26).map((s) => h("a", { href: `#${s.id}` }, s.name)));
byId("nav").append(...shown.map(([id, name, n]) => h("a", { href: `#${id}` }, name, id !== "short" && h("small", {}, String(n)))));
const days = strip(view, jump);
if (days) byId("strip").append(days);
byId("main").append(...shown.map(([id, name, , make]) => h("section", { id, "aria-labelledby": `${id}-h` }, h("h2", { id: `${id}-h` }, name), make())));

// Arrow keys, or j and k, walk through everything that opens; Enter on an open one shows whole pages.
document.addEventListener("keydown", (event) => {
  const reader = /** @type {HTMLDialogElement} */ (byId("reader"));
  if (reader.open || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#main button.open")]);
  const at = chosen ? buttons.indexOf(chosen) : -1;
  if (step && buttons.length) {
    const next = buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)];
    event.preventDefault();
    next.click();
    next.focus({ preventScroll: true });
    next.closest("li")?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && chosen && document.activeElement === chosen) {
    const item = items.get(chosen);
    if (item?.quotes.length) {
      event.preventDefault();
      read(view, item, 0);
    }
  }
});

/** @type {HTMLDialogElement} */ (byId("reader")).addEventListener("click", (event) => {
  if (event.target === byId("reader")) /** @type {HTMLDialogElement} */ (byId("reader")).close();
});

window.addEventListener("hashchange", () => openById(decodeURIComponent(location.hash.slice(1)), false));

const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted && document.getElementById(wanted)) openById(wanted, false);
else if (matchMedia("(min-width: 1080px)").matches && view.lines.length) {
  // What most sources tell is a better beginning than what is oldest.
  const weight = (/** @type {import("./view").Line} */ l) => l.independent_origins * 100 + l.sources.length;
  const best = view.lines.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  /** @type {HTMLElement | null} */ (byId(best.id).querySelector("button.open"))?.click();
  history.replaceState(null, "", location.pathname + location.search);
}
