// The map of places, drawn from Natural Earth without any network.
import { count, h, svg } from "./dom.js";

/** @typedef {import("./view").View} View */

/** @param {View} view @param {unknown} atlas @param {(line: number) => void} jump */
export function map(view, atlas, jump) {
  const spots = view.places.slice(0, 40);
  const [width, height] = [900, 420];
  const points = { type: "MultiPoint", coordinates: spots.map((p) => [p.longitude, p.latitude]) };
  const projection = d3.geoMercator().fitExtent([[70, 50], [width - 150, height - 50]], points);
  // A single place, or places close together, would fill the map with one bay.
  const limit = 1600;
  if (!(projection.scale() < limit)) {
    const mean = (/** @type {"latitude" | "longitude"} */ k) => spots.reduce((sum, p) => sum + p[k], 0) / spots.length;
    projection.scale(limit).center([mean("longitude"), mean("latitude")]).translate([width / 2, height / 2]);
  }
  projection.clipExtent([[-20, -20], [width + 20, height + 20]]);
  const path = d3.geoPath(projection);
  const root = svg("svg", { class: "map", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "Map of places" });
  const countries = /** @type {{objects: {countries: unknown}}} */ (atlas).objects.countries;
  for (const country of topojson.feature(atlas, countries).features) {
    const d = path(country);
    if (d) root.append(svg("path", { class: "country", d }));
  }
  /** @type {number[][]} */
  const taken = [];
  for (const spot of spots) {
    const at = projection([spot.longitude, spot.latitude]);
    if (!at) continue;
    const [x, y] = at;
    const line = spot.lines[0];
    const dot = svg("circle", { cx: x, cy: y, r: 4 + Math.min(6, Math.sqrt(spot.mentions)), class: spot.only ? "only" : line === undefined ? "named" : "", onclick: () => line !== undefined && jump(line) });
    dot.append(svg("title", {}, `${spot.name}: ${spot.only ? `named ${spot.only}` : count(spot.mentions, "mention", "mentions")}`));
    root.append(dot);
    // The name is left out where it would cover another; the dot still tells it.
    const box = [x + 10, y - 9, x + 14 + spot.name.length * 7, y + 9];
    if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
    taken.push(box);
    root.append(svg("text", { x: x + 11, y: y + 4 }, spot.name));
  }
  return h("div", { class: "mapbox" }, root);
}
