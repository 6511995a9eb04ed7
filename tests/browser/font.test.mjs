// Whoever opens a page for the first time reads it in the site's own font, from a server and from a disk, or, where the font comes
// late, wholly without it; never in letters of both.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const { home, ward, indicator, ranking } = site.sample();
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

/** Opens the page in a browser that has never seen it. Returns the fonts that its words are drawn in, how far it moved and what
    it complained of. */
async function firstVisit(address, { width = 360, late, patience = 1 } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  if (late) {
    await page.route(late, async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.continue();
    });
  }
  await page.addInitScript((times) => {
    const wait = setTimeout;
    globalThis.setTimeout = (then, milliseconds) => wait(then, milliseconds * times);
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  }, patience);
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  await page.waitForTimeout(300);
  const shift = await page.evaluate(() => globalThis.shift);
  const fonts = await fontsOf(await context.newCDPSession(page), "h1, main p, main a");
  await context.close();
  return { fonts, shift, complaints };
}

/** Whether the letters of these elements are in fonts that the page brought. */
async function fontsOf(session, selector) {
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector });
  const found = await Promise.all(nodeIds.slice(0, 40).map((nodeId) => session.send("CSS.getPlatformFontsForNode", { nodeId })));
  return new Set(found.flatMap(({ fonts }) => fonts).map(({ familyName, isCustomFont }) => isCustomFont && familyName));
}

for (const [kind, path] of Object.entries({ home, ward, indicator, ranking })) {
  for (const [from, base] of [
    ["a server", () => server.base],
    ["a disk", () => `${pathToFileURL(site.folder).href}/`],
  ]) {
    test(`the ${kind} page from ${from} is read in the site's font on the first visit`, async () => {
      for (const width of [360, 1280]) {
        // What is a moment for a reader's machine may be too short for one that does much else at once.
        const visit = await firstVisit(base() + path, { width, patience: 20 });
        assert.ok(visit.shift <= 0.02, `${path} at ${width} pixels moved by ${visit.shift}`);
        assert.deepEqual(visit.complaints, []);
        assert.deepEqual([...visit.fonts], ["Be Vietnam Pro"], `${path} at ${width} pixels`);
      }
    });
  }

  test(`the ${kind} page does without a part of the font that comes late, and then without all of it`, async () => {
    for (const late of [/vietnamese-400/, /latin-700/]) {
      const { fonts, shift } = await firstVisit(server.base + path, { late });
      assert.deepEqual([...fonts], [false], `${path} without ${late}`);
      assert.ok(shift <= 0.02, `${path} moved by ${shift}`);
    }
  });
}

test("a way into a page from a disk leads there", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await page.goto(`${pathToFileURL(site.folder).href}/${home}#chan-trang`);
  await page.waitForFunction(() => scrollY > 1000);
  await page.close();
});
