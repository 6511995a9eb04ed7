import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

/** The words that a reader sees in the main part of a page. */
async function words(path, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
  const text = await page.locator("main").innerText();
  await context.close();
  return text.split(/\s+/).filter((word) => word !== "");
}

for (const [kind, path] of Object.entries(site.sample()).filter(([, page]) => page)) {
  test(`the ${kind} page says without JavaScript all that it says with it`, async () => {
    const [without, withScripts] = [await words(path, false), await words(path, true)];
    assert.ok(without.length > 0, `${path} says nothing`);
    const said = new Set(without);
    assert.deepEqual(withScripts.filter((word) => !said.has(word)), [], path);
  });
}
