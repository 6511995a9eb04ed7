import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const { district } = site.sample();
let browser, server, page;

before(async () => {
  browser = await launch();
  server = await serve(site.folder);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  await page.goto(server.base + district);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test("the keys tell the figures of a chart one after the other, and Escape takes them away", async () => {
  const points = page.locator(".points").first();
  await points.focus();
  const last = await points.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  const before = await points.getAttribute("aria-valuetext");
  assert.notEqual(before, last);
  assert.equal(await points.locator("output").innerText(), before);
  assert.ok(await points.locator("output").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await points.locator("output").isVisible()));
});

test("the pointer tells the figure that it is nearest to", async () => {
  const points = page.locator(".points").first();
  const { width, height } = await points.boundingBox();
  await points.hover({ position: { x: width * 0.2, y: height / 2 } });
  const left = await points.getAttribute("aria-valuenow");
  await points.hover({ position: { x: width * 0.7, y: height / 2 } });
  assert.ok(Number(await points.getAttribute("aria-valuenow")) > Number(left));
});

test("what lies over a drawing is no part of the picture", async () => {
  assert.equal(await page.locator("[role=img] [tabindex]").count(), 0);
  assert.equal(await page.locator(".points").count(), await page.locator(".plot > svg").count());
});

for (const type of ["SVG", "PNG"]) {
  test(`a chart can be taken away as ${type}, with its message`, async () => {
    const figure = page.locator("figure.chart-box").first();
    if (!(await figure.locator(".take[open]").count())) await figure.locator(".take summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure.getByRole("button", { name: type }).click(),
    ]);
    const file = await readFile(await download.path());
    if (type === "PNG") {
      assert.equal(file.subarray(1, 4).toString(), "PNG");
      return;
    }
    const svg = file.toString();
    assert.match(svg, /^<svg xmlns=/);
    assert.ok(!/var\(|class="[^"]*"[^>]*style=/.test(svg), "it has colours of its own");
    const message = await figure.locator("svg > title").textContent();
    const told = svg.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
    assert.ok(told.includes(message.split(/\s+/).slice(0, 4).join(" ")), told.slice(0, 300));
  });
}

test("each chart has a link to just it, with and without a script", async () => {
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(server.base + district);
  const links = await plain.locator(".take a").evaluateAll((all) =>
    all.map((link) => [link.hash.slice(1), link.closest("figure").id]));
  await plain.close();
  assert.ok(links.length > 0);
  assert.deepEqual(links.filter(([hash, id]) => hash !== id), []);
});
