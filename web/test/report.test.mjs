// The report in a real browser, opened from a file as a reader would.
// REPORT names a page to test; without it the hand-made dossier of dateline-report is written. CHROMIUM names the browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
let browser, address;

before(async () => {
  let file = process.env.REPORT;
  if (!file) {
    file = join(mkdtempSync(join(tmpdir(), "report-")), "sample.html");
    writeFileSync(file, execFileSync("cargo", ["run", "--quiet", "-p", "dateline-report", "--example", "sample"], { cwd: root, maxBuffer: 1 << 26 }));
  }
  address = `file://${resolve(file)}`;
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
});
after(() => browser?.close());

/** Opens the page, runs a check, and fails on any error or request for anything but the page itself. */
async function open(options, check) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 1000 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (e) => wrong.push(String(e)));
  page.on("console", (m) => m.type() === "error" && wrong.push(m.text()));
  page.on("request", (r) => r.url().split("#")[0] !== address && wrong.push(`asked for ${r.url()}`));
  await page.goto(address + (options.hash ?? ""));
  await check(page);
  await context.close();
  assert.deepEqual(wrong, []);
}

const text = (page, selector) => page.locator(selector).first().innerText();

test("opens from a file with every section, without an error or a request", () => open({}, async (page) => {
  assert.deepEqual(await page.locator("#app section").evaluateAll((all) => all.map((s) => s.id)),
    ["short", "chronology", "differences", "forecasts", "reactions", "quotations", "people", "map", "sources"]);
  assert.equal(await page.locator("#chronology li").count(), 8);
  assert.ok((await page.locator(".map .country").count()) > 3);
}));

test("the evidence of the line with most sources is open on a wide screen", () => open({}, async (page) => {
  assert.match(await text(page, "#panel h2"), /leaves Havnsund/);
  assert.equal(await page.locator("#panel blockquote").count(), 3);
}));

test("a click on a line shows its sentences, and whole pages with them marked", () => open({}, async (page) => {
  await page.click("#V2 .open");
  const sentences = await page.locator("#panel blockquote").allInnerTexts();
  assert.match(sentences[1], /^The Astrid Lund struck the reef shortly before 10 p\.m\./);
  await page.click("#panel .wide");
  assert.deepEqual(await page.locator("#reader mark").allInnerTexts(), sentences);
  assert.equal(await page.locator("#reader article").count(), 2);
  assert.match(await page.locator("#reader article").first().innerText(), /Lerwick/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#reader").evaluate((d) => d.open), false);
}));

test("offsets hold after curly quotes and dashes", () => open({}, async (page) => {
  await page.locator("#quotations .open", { hasText: "Eklund" }).click();
  const wordings = await page.locator("#panel blockquote").allInnerTexts();
  await page.locator("#panel .link").nth(1).click();
  assert.deepEqual((await page.locator("#reader mark").allInnerTexts()).sort(), wordings.sort());
}));

test("who is named in a caption only is shown as that, with the caption as evidence", () => open({}, async (page) => {
  const moe = page.locator("#people .entry", { hasText: "Elin Moe" });
  assert.match(await moe.innerText(), /in a caption only/);
  await moe.locator(".open").click();
  assert.match(await text(page, "#panel figcaption"), /in a caption/);
  const caption = await text(page, "#panel blockquote");
  await page.locator("#panel .link").first().click();
  assert.deepEqual(await page.locator("#reader p.caption mark").allInnerTexts(), [caption]);
  await page.keyboard.press("Escape");
  const strand = await page.locator("#people .entry", { hasText: /^Peter Strand/ }).innerText();
  assert.match(strand, /1×/);
  assert.match(strand, /Rescue chief[^]*in a caption only/);
}));

test("the box answers what, when, where, who and how many, and every answer opens its sentences", () => open({}, async (page) => {
  assert.deepEqual(await page.locator("#short .question").allInnerTexts(), ["What", "When", "Where", "Who", "How many"]);
  const toll = page.locator("#short .answer", { hasText: "12 dead" });
  assert.match(await toll.innerText(), /earlier 3, 9/);
  await toll.locator(".open").click();
  assert.equal(await text(page, "#panel h2"), "12 dead");
  assert.equal(await page.locator("#panel blockquote").count(), 3);
}));

test("a reaction names who speaks and opens the sentence", () => open({ hash: "#R1" }, async (page) => {
  assert.match(await text(page, "#panel h2"), /Ingrid Solheim/);
  assert.match(await text(page, "#panel blockquote"), /Ingrid Solheim/);
}));

test("the keyboard walks the lines and opens pages", () => open({}, async (page) => {
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.closest("li").id), "V3");
  assert.match(await text(page, "#panel h2"), /sinks off Skarvoy/);
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  assert.match(await text(page, "#reader h2"), /strikes the Kvitskjer reef/);
}));

test("every control can be reached by tab and has a name", () => open({}, async (page) => {
  const nameless = await page.locator("button, a[href], summary").evaluateAll((all) => all.filter((e) => !e.textContent.trim() && !e.getAttribute("aria-label")).length);
  assert.equal(nameless, 0);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
}));

test("an address with a line opens that line", () => open({ hash: "#V4" }, async (page) => {
  assert.match(await text(page, "#panel h2"), /arrest/);
  await page.evaluate(() => { location.hash = "#X1"; });
  await page.waitForFunction(() => document.querySelector("#panel h2").textContent.startsWith("Day the ferry"));
}));

for (const width of [320, 390, 768, 1080, 1360]) {
  test(`nothing is wider than a screen of ${width}`, () => open({ viewport: { width, height: 800 } }, async (page) => {
    await page.locator("#V1 .open").click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    if (width < 1080) assert.equal(await page.locator("#V1 .inline blockquote").count(), 3);
    await page.locator(width < 1080 ? "#V1 .inline .link" : "#panel .link").first().click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }));
}

for (const colorScheme of ["light", "dark"]) {
  test(`text can be read in ${colorScheme} colours`, () => open({ colorScheme }, async (page) => {
    const poor = await page.evaluate(() => {
      const rgb = (c) => (c.match(/[\d.]+/g) ?? []).map(Number);
      const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
      const found = [];
      for (const selector of ["h1", "#facts", "#nav a", ".label", ".flag", ".tag", ".chip", "time", "#panel blockquote", "#panel figcaption", ".headline a", "footer"]) {
        for (const e of document.querySelectorAll(selector)) {
          const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
          const contrast = (a + 0.05) / (b + 0.05);
          if (contrast < 4.5) found.push(`${selector} ${contrast.toFixed(2)}`);
        }
      }
      return found;
    });
    assert.deepEqual(poor, []);
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(ground, colorScheme === "dark" ? "rgb(17, 21, 28)" : "rgb(246, 247, 249)");
  }));
}

test("paper carries the plain account, and nothing of the application", () => open({}, async (page) => {
  assert.equal(await page.locator("#plain:visible").count(), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#app:visible").count(), 0);
  assert.ok((await page.locator("#plain blockquote:visible").count()) >= 4);
  assert.match(await page.locator("#plain").innerText(), /Where sources differ/);
}));

test("without scripts the page is the plain account", () => open({ javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator("#app:visible").count(), 0);
  assert.equal(await page.locator("#plain h1:visible").count(), 1);
  assert.ok((await page.locator("#plain .sources li").count()) >= 6);
}));
