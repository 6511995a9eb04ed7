import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { complaints } from "./checks/opening.mjs";
import { policyProblems } from "./checks/policy.mjs";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
// The page for what is not there belongs to the site's own address.
const sample = Object.entries(site.sample()).filter(([kind, page]) => page && kind !== "not found");
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

for (const [kind, path] of sample) {
  test(`the ${kind} page opens from a disk without a complaint and asks for nothing elsewhere`, async () => {
    const base = `${pathToFileURL(site.folder).href}/`;
    assert.deepEqual(await complaints(browser, base + path, base), []);
  });

  test(`the ${kind} page opens from a sub-folder of a server likewise`, async () => {
    assert.deepEqual(await complaints(browser, server.base + path, server.base), []);
  });
}

test("every page has a strict policy and nothing in it that the policy forbids", () => {
  const problems = site.pages.flatMap((path) => policyProblems(site.read(path)).map((problem) => `${path}: ${problem}`));
  assert.deepEqual(problems, []);
});
