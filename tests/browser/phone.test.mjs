// What a phone shows first: the ways about the site in one row, and of a ranking its first places; and how long it has to be scrolled.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";
import { built } from "./support/campaign.mjs";
import { Site } from "./support/site.mjs";

const wide = built("wide");
const sites = { example: Site.underTest(), "wide campaign": wide.site };
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
  wide.remove();
});

for (const [name, site] of Object.entries(sites)) {
  const open = async (path, width) => {
    const page = await browser.newPage({ viewport: { width, height: 740 } });
    await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
    await page.evaluate(() => document.fonts.ready);
    return page;
  };
  const boxes = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.getBoundingClientRect().toJSON()));

  test(`${name}: the ways about the site stand in one row and can be touched`, async () => {
    for (const width of [320, 360, 412, 480, 600]) {
      const page = await open("index.html", width);
      const ways = await boxes(page, "header.site nav a");
      assert.ok(ways.length > 3);
      // Some have one word, some two below each other; all end at the same height.
      assert.equal(new Set(ways.map(({ bottom }) => Math.round(bottom))).size, 1, `${width} pixels`);
      assert.deepEqual(ways.filter((way) => way.height < 40 || way.width < 24), [], `${width} pixels`);
      await page.close();
    }
  });

  test(`${name}: the first screen of the ranking has its first places`, async () => {
    const page = await open("xep-hang.html", 360);
    const rows = await boxes(page, ".ranked tbody tr");
    const seen = rows.filter(({ bottom }) => bottom <= 740);
    assert.ok(seen.length >= 2, `${seen.length} of ${rows.length} rows`);
    await page.close();
  });
}

test("the longest page of an indicator is no more than 9,842 pixels long", async () => {
  const site = sites.example;
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(pathToFileURL(`${site.folder}/${site.sample().indicator}`).href);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= 9_842, `${height} pixels`);
  await page.close();
});
