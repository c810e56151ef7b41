// The strip of days above the chronology: where the story is dense, and where sources differ.
import { svg } from "./dom.js";

/** @typedef {import("./view").View} View */

const DAY = 864e5;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Lines dated to the day, in the densest stretch of at most 90 days. Nothing when that is less than two days.
 * @param {View} view @param {(line: number) => void} jump @returns {SVGElement | null}
 */
export function strip(view, jump) {
  const dated = view.lines.flatMap((l, i) => (l.earliest && l.earliest === l.latest ? [{ i, day: Date.parse(l.earliest) / DAY }] : []));
  const near = densest(dated.map((d) => d.day));
  const shown = dated.filter((d) => d.day >= near[0] && d.day <= near[1]);
  const days = near[1] - near[0];
  if (days < 1) return null;
  const [width, height, margin] = [1200, 74, 34];
  const x = (/** @type {number} */ day) => margin + ((day - near[0]) / days) * (width - 2 * margin);
  const root = svg("svg", { class: "strip", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Days of the chronology" },
    svg("line", { x1: 0, x2: width, y1: 48, y2: 48 }));
  const step = Math.max(1, Math.ceil(days / 14));
  for (let d = near[0]; d <= near[1]; d += step) {
    const date = new Date(d * DAY);
    root.append(svg("text", { x: x(d), y: 68, "text-anchor": "middle" }, `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`));
  }
  /** @type {Map<number, number>} */
  const height_of = new Map();
  for (const { i, day } of shown) {
    const line = view.lines[i];
    const n = height_of.get(day) ?? 0;
    height_of.set(day, n + 1);
    if (n > 4) continue;
    const differs = line.discrepancies.some((d) => view.discrepancies[d].status === "contradiction");
    const dot = svg("circle", { cx: x(day), cy: 48 - n * 10, r: 3.2 + Math.min(line.sources.length, 5) * 0.5, class: differs ? "differs" : "", onclick: () => jump(i) });
    dot.append(svg("title", {}, `${line.when}: ${line.label}`));
    root.append(dot);
  }
  return root;
}

/** The ends of the 90 days that hold most lines. @param {number[]} days @returns {[number, number]} */
function densest(days) {
  const sorted = [...days].sort((a, b) => a - b);
  let [best, from, to] = [0, 0, 0];
  sorted.forEach((first, i) => {
    const inside = sorted.slice(i).filter((d) => d - first <= 90);
    if (inside.length > best) [best, from, to] = [inside.length, first, inside[inside.length - 1]];
  });
  return [from, to];
}
