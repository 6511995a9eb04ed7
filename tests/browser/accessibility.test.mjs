import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./checks/accessibility.mjs";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const MEDIA = {
  light: { media: "screen", colorScheme: "light" },
  dark: { media: "screen", colorScheme: "dark" },
  print: { media: "print", colorScheme: "light" },
};

const site = Site.underTest();
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

for (const [kind, path] of Object.entries(site.sample()).filter(([, page]) => page)) {
  for (const width of [360, 1280]) {
    test(`the ${kind} page is accessible at ${width} pixels in light, dark and print`, async () => {
      // Nothing moves, so that no colour is measured half-way.
      const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
      const found = [];
      for (const [name, media] of Object.entries(MEDIA)) {
        await page.emulateMedia(media);
        found.push(...(await violations(page)).map((violation) => `${path} in ${name}: ${violation}`));
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }
}
