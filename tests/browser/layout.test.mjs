// No text lies over another, is cut or broken in its figure, on any kind of page of the example and of a campaign with
// long names, many indicators and large sums: on screens, in the light and in the dark, and,
// measured from the PDF, on paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { paleTexts } from "./checks/contrast.mjs";
import { layoutFaults } from "./checks/layout.mjs";
import { printed, printedFaults } from "./checks/printed.mjs";
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
  for (const [kind, path] of Object.entries(site.sample()).filter(([, page]) => page)) {
    const address = pathToFileURL(`${site.folder}/${path}`).href;
    test(`${name}: the ${kind} page is laid out without a fault`, async () => {
      const page = await browser.newPage();
      for (const width of [320, 360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        await page.evaluate(() => document.fonts.ready);
        assert.deepEqual(await layoutFaults(page), [], `${path} at ${width} pixels`);
        if (width !== 360 && width !== 1280) continue;
        assert.deepEqual(await paleTexts(page), [], `${path} at ${width} pixels`);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await layoutFaults(page), [], `${path} at ${width} pixels in the dark`);
        assert.deepEqual(await paleTexts(page), [], `${path} at ${width} pixels in the dark`);
        await page.emulateMedia({ colorScheme: "light" });
      }
      await page.close();
    });

    if (kind.startsWith("embedded")) continue;
    test(`${name}: the ${kind} page is printed without a fault`, async () => {
      const page = await browser.newPage({ viewport: { width: 680, height: 1000 } });
      await page.goto(address);
      const headings = await page.$$eval("h1, h2, h3, h4, caption, summary, .of-block th", (all) => all.map((one) => one.textContent));
      assert.deepEqual(printedFaults(await printed(page), headings), [], path);
      await page.close();
    });
  }
}
