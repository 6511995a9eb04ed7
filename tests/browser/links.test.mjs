import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { brokenLinks, grouped } from "./checks/links.mjs";
import { launch } from "./support/browser.mjs";
import { readPage } from "./support/html.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

test("the site has a page of every kind", () => {
  const missing = Object.entries(site.sample()).filter(([, page]) => page === undefined);
  assert.deepEqual(missing.map(([kind]) => kind), []);
});

test("every link of every page resolves, and nothing is loaded from elsewhere", () => {
  assert.deepEqual(grouped(brokenLinks(site)), []);
});

test("every file is there when the site is served from a sub-folder without directory indexes", async () => {
  const addresses = new Set();
  for (const path of site.pages.filter((page) => page !== "404.html")) {
    for (const { address } of readPage(site.read(path)).links) {
      const target = new URL(address, new URL(path, server.base));
      if (target.href.startsWith(server.base)) addresses.add(target.href.split("#")[0]);
    }
  }
  const missing = [];
  for (const address of addresses) {
    const response = await fetch(address, { method: "HEAD" });
    if (!response.ok) missing.push(`${response.status} ${address}`);
  }
  assert.deepEqual(missing, []);
  assert.ok(addresses.size > 0);
});

for (const from of ["a disk", "a sub-folder of a server"]) {
  test(`a reader gets from the home page to every section, from ${from}`, async () => {
    const base = from === "a disk" ? `${pathToFileURL(site.folder).href}/` : server.base;
    const page = await browser.newPage();
    await page.goto(`${base}index.html`);
    const links = await page.$$eval("nav a[href], main a[href]", (found) => found.map((link) => link.href));
    const inside = [...new Set(links.filter((link) => link.startsWith(base)).map((link) => link.split("#")[0]))];
    assert.ok(inside.length > 0, "the home page links to nothing");
    for (const link of inside.filter((address) => address.endsWith(".html"))) {
      await page.goto(link);
      assert.notEqual((await page.title()).trim(), "", link);
      assert.equal(await page.locator("h1").count(), 1, `${link} has one main heading`);
    }
    await page.close();
  });
}
