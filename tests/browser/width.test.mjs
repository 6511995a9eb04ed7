import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

for (const [kind, path] of Object.entries(site.sample()).filter(([, page]) => page)) {
  test(`the ${kind} page never scrolls sideways`, async () => {
    const page = await browser.newPage();
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
      assert.deepEqual(await tooWide(page), [], `${path} at ${width} pixels`);
    }
    // A telephone that is turned.
    await page.setViewportSize({ width: 360, height: 800 });
    assert.deepEqual(await tooWide(page), [], `${path} made narrow`);
    await page.close();
  });
}
