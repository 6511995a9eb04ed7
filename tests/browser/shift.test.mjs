// Nothing that is read moves while a page loads, however late its fonts and scripts come.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const MOST = 0.02;
const site = Site.underTest();
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

for (const [kind, path] of Object.entries(site.sample()).filter(([, page]) => page)) {
  test(`the ${kind} page does not move while it loads`, async () => {
    for (const width of [360, 1280]) {
      for (const late of [/\.woff2$/, /\.js$/]) {
        const context = await browser.newContext({ viewport: { width, height: 800 } });
        const page = await context.newPage();
        await page.route(late, async (route) => {
          await new Promise((done) => setTimeout(done, 400));
          await route.continue();
        });
        await page.addInitScript(() => {
          globalThis.shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(server.base + path);
        await page.waitForTimeout(700);
        const shift = await page.evaluate(() => globalThis.shift);
        assert.ok(shift <= MOST, `${path} at ${width} pixels with late ${late}: ${shift}`);
        await context.close();
      }
    }
  });
}
