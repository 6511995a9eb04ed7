// Pages on paper: no ways about the site, everything open, no chart broken, addresses written out.

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

/** Opens a page as it is printed: the width between the margins of A4, in dark colours, which paper has not. */
async function onPaper(path) {
  const page = await browser.newPage({ viewport: { width: 680, height: 1000 }, colorScheme: "dark" });
  await page.goto(pathToFileURL(`${site.folder}/${path}`).href);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  return page;
}

for (const [kind, path] of Object.entries(site.sample()).filter(([kind, page]) => page && kind !== "not found")) {
  test(`the ${kind} page is whole on paper`, async () => {
    const page = await onPaper(path);
    const problems = await page.evaluate(() => {
      const shown = (element) => element.checkVisibility?.({ contentVisibilityAuto: false }) ?? true;
      const name = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
      const found = [];
      for (const way of document.querySelectorAll("header nav, .skip, .crumbs, .jump, .find-unit, .matrix input")) {
        if (shown(way)) found.push(`${name(way)} is printed`);
      }
      for (const details of document.querySelectorAll("details")) {
        const inside = details.querySelector(":scope > :not(summary)");
        if (inside && details.getClientRects().length && !inside.getClientRects().length) found.push(`${name(details)} is closed`);
      }
      for (const whole of document.querySelectorAll("main svg, main tr, main figure")) {
        if (getComputedStyle(whole).breakInside === "auto" && shown(whole)) found.push(`${name(whole)} may break`);
      }
      for (const head of document.querySelectorAll("main thead:not(.hidden)")) {
        if (getComputedStyle(head).display !== "table-header-group") found.push(`${name(head)} is not repeated`);
      }
      for (const link of document.querySelectorAll('main a[href^="http"]')) {
        if (!getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))) found.push(`${link.href} is not written out`);
      }
      const ink = getComputedStyle(document.body);
      if (ink.color !== "rgb(0, 0, 0)" || ink.backgroundColor !== "rgb(255, 255, 255)") found.push(`${ink.color} on ${ink.backgroundColor}`);
      return [...new Set(found)];
    });
    await page.close();
    assert.deepEqual(problems, [], path);
  });
}

test("nothing is wider than the paper", async () => {
  for (const path of Object.values(site.sample()).filter(Boolean)) {
    const page = await onPaper(path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 1, `${path} by ${over}`);
    await page.close();
  }
});

test("the report prints as a document of numbered pages", async () => {
  const page = await onPaper("bao-cao.html");
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages > 3, `${pages} pages`);
  const parts = await page.$$eval(".report .part", (found) => found.map((part) => getComputedStyle(part).breakBefore));
  // The summary follows the cover, and the first part the contents, which end a page.
  assert.deepEqual(parts.slice(0, 2), ["auto", "auto"], parts.join());
  assert.ok(parts.slice(2).every((way) => way === "page"), parts.join());
  const targets = await page.$$eval(".toc a", (links) => links.filter((link) => !document.querySelector(link.hash)).length);
  assert.equal(targets, 0, "every line of the contents leads somewhere");
  await page.close();
});
