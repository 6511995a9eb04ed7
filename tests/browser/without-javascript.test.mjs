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

/** The words in the main part of a page, but for those of controls, which may need a script. */
async function words(path, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
  const text = await page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true);
    copy.querySelectorAll("button, select, output, dialog, [role=status], .take").forEach((control) => control.remove());
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    const said = [];
    while (texts.nextNode()) said.push(texts.currentNode.data);
    return said.join(" ");
  });
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
