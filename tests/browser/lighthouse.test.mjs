// What Lighthouse says of a page of each kind on a phone. Its marks for speed depend on the machine: they are told, and
// what they follow from (sizes, scripts that wait, colours, names) is held here and in other tests.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const HELD = ["accessibility", "best-practices"];
const TOLD = "performance";

const site = Site.underTest();
const { home, district, indicator, initiative, ranking } = site.sample();
let browser;
let port;
let server;

before(async () => {
  port = await freePort();
  [browser, server] = await Promise.all([launch([`--remote-debugging-port=${port}`]), serve(site.folder)]);
});

after(() => Promise.all([browser?.close(), server?.close()]));

for (const [kind, path] of Object.entries({ home, unit: district, indicator, initiative, ranking }).filter(([, page]) => page)) {
  test(`the ${kind} page has Lighthouse's full marks for accessibility and best practices`, async (context) => {
    const { lhr } = await lighthouse(server.base + path, { port, logLevel: "error", onlyCategories: [...HELD, TOLD] });
    const mark = (name) => Math.round(100 * lhr.categories[name].score);
    context.diagnostic(`${TOLD} on this machine: ${mark(TOLD)}`);
    const wrong = HELD.filter((name) => mark(name) !== 100).map((name) => {
      const refs = lhr.categories[name].auditRefs.filter(({ weight }) => weight > 0);
      const failed = refs.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
      return `${name} ${mark(name)}: ${failed.map(({ title }) => title).join("; ")}`;
    });
    assert.deepEqual(wrong, []);
    const bytes = lhr.audits["total-byte-weight"].numericValue;
    context.diagnostic(`bytes of the first visit: ${bytes}`);
    assert.ok(bytes <= 150_000, `${bytes} bytes for the first page`);
    assert.ok(lhr.audits["cumulative-layout-shift"].numericValue <= 0.02, "what is read moves while the page loads");
  });
}

/** A port that nothing listens at. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
