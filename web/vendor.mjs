// Copies the libraries that the report carries into vendor/, with their licences. Run after a change of versions.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";

const files = {
  "d3-array.min.js": "d3-array/dist/d3-array.min.js",
  "d3-geo.min.js": "d3-geo/dist/d3-geo.min.js",
  "topojson-client.min.js": "topojson-client/dist/topojson-client.min.js",
  "countries-110m.json": "world-atlas/countries-110m.json",
};
await mkdir("vendor", { recursive: true });
const notes = [];
for (const [name, from] of Object.entries(files)) {
  await copyFile(`node_modules/${from}`, `vendor/${name}`);
  const [library] = from.split("/");
  const { version, license } = JSON.parse(await readFile(`node_modules/${library}/package.json`, "utf8"));
  const text = await readFile(`node_modules/${library}/LICENSE`, "utf8").catch(() => readFile(`node_modules/${library}/LICENSE.md`, "utf8"));
  notes.push(`${name}: ${library} ${version}, ${license}\n\n${text.trim()}\n`);
}
await writeFile("vendor/LICENSES.txt", notes.join(`\n${"-".repeat(80)}\n\n`));
