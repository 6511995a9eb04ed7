// The checks themselves, on pages made to break them: a check that finds nothing anywhere is worth nothing.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./checks/accessibility.mjs";
import { brokenLinks, grouped } from "./checks/links.mjs";
import { complaints } from "./checks/opening.mjs";
import { policyProblems } from "./checks/policy.mjs";
import { invalid } from "./checks/validity.mjs";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`;
const folder = mkdtempSync(join(tmpdir(), "thidua-checks-"));
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

let sites = 0;

/** A site of these files; pages are given by what is in their bodies. */
function siteOf(files) {
  const root = join(folder, String((sites += 1)));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path.endsWith(".html") ? page(content) : content);
  }
  return new Site(root);
}

function page(body, head = POLICY) {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang</title>${head}</head>
<body><main><h1>Trang</h1>${body}</main></body></html>`;
}

async function openedBody(body) {
  const address = pathToFileURL(join(siteOf({ "index.html": body }).folder, "index.html")).href;
  const opened = await browser.newPage({ viewport: { width: 320, height: 600 } });
  await opened.goto(address);
  return opened;
}

test("links that resolve are left in peace", () => {
  const site = siteOf({
    "index.html": `<a href="a/b%20c.html#m%E1%BB%A5c">b</a> <a href="https://example.org/">o</a> <a href="mailto:a@b.vn">m</a>`,
    "a/b c.html": `<h2 id="mục">M</h2> <a href="../index.html">h</a> <a href="#mục">m</a> <img src="data:image/gif;base64," alt="">`,
    "404.html": `<p>Không có</p>`,
  });
  assert.deepEqual(brokenLinks(site), []);
});

for (const [address, problem] of [
  ["no.html", "leads to nothing"],
  ["a/", "needs a directory index"],
  ["/index.html", "is not relative"],
  ["../x.html", "leads out of the site"],
  ["index.html#no", "leads to a place that its page has not"],
  ["javascript:1", "has a scheme that leads nowhere"],
  ["", "is empty"],
  ["%E1%BB", "is not well encoded"],
]) {
  test(`a link to "${address}" is found out`, () => {
    const site = siteOf({ "index.html": `<a href="${address}">x</a>`, "a/b.html": "" });
    assert.deepEqual(brokenLinks(site), [`index.html: <a> ${address}: ${problem}`]);
  });
}

test("what is loaded from elsewhere is found out, in pages and in stylesheets", () => {
  const site = siteOf({
    "index.html": `<img src="https://example.org/a.png" alt="">`,
    "s.css": `/* url(no.png) */ a { background: url("//example.org/b.png") } b { background: url(no.png) }`,
  });
  assert.deepEqual(brokenLinks(site), [
    "index.html: <img> https://example.org/a.png: is loaded from elsewhere",
    "s.css: url(//example.org/b.png): is loaded from elsewhere",
    "s.css: url(no.png): leads to nothing",
  ]);
});

test("a problem that many pages have is told once", () => {
  const problems = ["a.html: <a> x.html: leads to nothing", "b.html: <a> x.html: leads to nothing"];
  assert.deepEqual(grouped(problems), ["<a> x.html: leads to nothing (on 2, such as a.html)"]);
});

test("the page for what is not there may link only from the site's own address", () => {
  const files = { "404.html": `<a href="index.html">h</a>`, "index.html": "" };
  assert.equal(brokenLinks(siteOf(files)).length, 1);
  files["index.html"] = `<link rel="canonical" href="https://example.org/cc/index.html">`;
  for (const good of ["https://example.org/cc/", "https://example.org/cc/index.html", "/cc/index.html"]) {
    files["404.html"] = `<a href="${good}">h</a>`;
    assert.deepEqual(brokenLinks(siteOf(files)), [], good);
  }
  files["404.html"] = `<link rel="stylesheet" href="https://example.org/cc/no.css">`;
  assert.equal(brokenLinks(siteOf(files)).length, 1);
});

test("a page without a policy, or with what a policy forbids, is found out", () => {
  assert.deepEqual(policyProblems(page("")), []);
  assert.equal(policyProblems(page("", "")).length, 2);
  assert.equal(policyProblems(page("", POLICY.replace("'self'", "*"))).length, 2);
  for (const body of [`<p onclick="x()">`, `<p style="color:red">`, `<script>x()</script>`, `<a href="javascript:x()">`]) {
    assert.equal(policyProblems(page(body)).length, 1, body);
  }
});

test("a page that complains when it is opened is found out", async () => {
  const bodies = {
    [`<p>Yên</p>`]: 0,
    [`<img src="no.png" alt="">`]: 1,
    [`<script>x()</script>`]: 1,
    [`<script src="bad.js"></script>`]: 1,
    [`<img src="http://127.0.0.1:9/a.png" alt="">`]: 1,
  };
  for (const [body, least] of Object.entries(bodies)) {
    const site = siteOf({ "index.html": body, "bad.js": "no.such()" });
    const base = `${pathToFileURL(site.folder).href}/`;
    const found = await complaints(browser, `${base}index.html`, base);
    assert.ok(least === 0 ? found.length === 0 : found.length >= least, `${body}: ${found.join("; ")}`);
  }
});

test("a picture without words and a page that is too wide are found out", async () => {
  const good = await openedBody(`<p>Vừa vặn</p>`);
  assert.deepEqual([await violations(good), await tooWide(good)], [[], []]);
  const bad = await openedBody(`<img src="a.png"><table><tr><td>${"rộng".repeat(200)}</td></tr></table>`);
  assert.match((await violations(bad)).join(), /image-alt/);
  assert.match((await tooWide(bad)).join(), /<table>/);
});

test("invalid HTML is found out", async () => {
  const site = siteOf({ "good.html": "<p>Tốt</p>", "bad.html": "<ul><p>Hỏng</ul><div></span>" });
  const found = await invalid([join(site.folder, "good.html"), join(site.folder, "bad.html")]);
  assert.ok(found.length > 0 && found.every((message) => message.includes("bad.html")), found.join("\n"));
});
