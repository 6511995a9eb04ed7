// A reader puts two or three units of a table side by side.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./checks/accessibility.mjs";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const places = { ranking: "xep-hang.html", "units below a unit": site.sample().district };
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

async function open(path, hash = "") {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await page.goto(pathToFileURL(`${site.folder}/${path}`).href + hash);
  return page;
}

/** The first table with at least so many units: their codes, and the words of the cells of each. */
const tableOf = (page, least) =>
  page.$$eval(
    "table.matrix",
    (tables, least) => {
      const table = tables.find((one) => one.tBodies[0].querySelectorAll("th a").length >= least);
      return [...table.tBodies[0].rows].slice(0, least).map((row) => ({
        code: row.querySelector("th a").getAttribute("href").split("/").pop().replace(".html", ""),
        cells: [...row.cells].slice(1).map((cell) => cell.textContent.trim()),
      }));
    },
    least,
  );

const compared = (page) =>
  page.$$eval(".compared tbody tr", (rows) => rows.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent.trim())));

for (const [kind, path] of Object.entries(places)) {
  test(`what is compared is what stands in the table: ${kind}`, async () => {
    const page = await open(path);
    const units = await tableOf(page, 3);
    for (const { code } of units) {
      await page.locator(`table.matrix tr:has(th a[href$="/${code}.html"]) input`).first().check();
    }
    const expected = units[0].cells.map((_, at) => units.map(({ cells }) => cells[at]));
    assert.deepEqual(await compared(page), expected);
    assert.equal(new URL(page.url()).hash, `#so-sanh=${units.map(({ code }) => code).join(",")}`);
    assert.deepEqual(await violations(page), []);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await tooWide(page), [], `at ${width}`);
    }
    // The address alone says the same.
    const shared = await open(path, new URL(page.url()).hash);
    assert.deepEqual(await compared(shared), expected);
    await Promise.all([page.close(), shared.close()]);
  });
}

test("no more than three are compared, and only those of one table", async () => {
  const page = await open("xep-hang.html");
  const units = await tableOf(page, 4);
  const boxes = page.locator("table.matrix").first().locator("input");
  for (const at of units.keys()) await boxes.nth(at).click();
  assert.equal(await page.locator("table.matrix input:checked").count(), 3);
  const tables = await page.locator("section > .scroll > table.matrix").count();
  if (tables > 1) {
    await page.locator("section > .scroll > table.matrix").nth(1).locator("input").first().check();
    assert.equal(await page.locator("table.matrix input:checked").count(), 1);
  }
  await page.locator(".compare-bar button").click();
  assert.equal(await page.locator("table.matrix input:checked").count(), 0);
  assert.equal(new URL(page.url()).hash, "");
  await page.close();
});

test("an address that names what is not there compares nothing and harms nothing", async () => {
  for (const hash of ["#so-sanh=", "#so-sanh=no-such,<b>", "#so-sanh=%E1", `#so-sanh=${"x,".repeat(500)}`]) {
    const page = await open("xep-hang.html");
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(page.url() + hash);
    await page.reload();
    assert.deepEqual(errors, [], hash);
    assert.equal(await page.locator(".compared").count(), 0, hash);
    await page.close();
  }
});
