import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { host } from "./support/host.mjs";
import { readPage } from "./support/html.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const { home, district, ward, indicator } = site.sample();
const initiative = site.largest(/^sang-kien\/(?!index|trang-)[^/]+\.html$/);
const embedded = [home, district, ward, indicator, initiative].filter((page) => page && snippetOf(page));
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

const toClose = [];

// Also what a failed test left open.
after(async () => {
  await browser?.close();
  await Promise.all([server?.close(), ...toClose.map((other) => other.close())]);
});

/** A page of somebody else, until the end of all tests. */
async function somebody(...page) {
  const other = await host(...page);
  toClose.push(other);
  return other;
}

/** The HTML that a page offers to be copied. */
function snippetOf(path) {
  const { elements } = readPage(site.read(path));
  return elements.find(({ name, attributes }) => name === "textarea" && "readonly" in attributes)?.text;
}

/** The same with the address at which the site is now. */
function copied(path) {
  const snippet = snippetOf(path);
  const [, address] = /src="(.+?)nhung\//.exec(snippet);
  return snippet.replaceAll(address, server.base);
}

const STRICT = () => `default-src 'none'; frame-src ${server.base}; script-src ${server.base}nhung/nhung.js`;

async function opened(body, policy, frame) {
  const other = await somebody(body, policy, frame);
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  const complaints = [];
  // Where styles are not allowed the height for wide windows is left out, and the browser says so.
  const isStyle = (text) => /inline style/i.test(text);
  page.on("console", (message) => message.type() === "error" && !isStyle(message.text()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(other.address, { waitUntil: "networkidle" });
  return { page, complaints, close: () => page.close() };
}

/** How high each frame is, and what is in it. */
async function heights(page) {
  const frames = await page.locator("iframe").all();
  return Promise.all(
    frames.map(async (frame) => {
      const content = await (await frame.elementHandle()).contentFrame();
      const inside = await content.evaluate(() => document.documentElement.getBoundingClientRect().height);
      const { height } = await frame.boundingBox();
      return { frame: height, inside: Math.ceil(inside) };
    }),
  );
}

async function settled(page) {
  // A frame is loaded when it comes near to what is seen.
  for (const frame of await page.locator("iframe").all()) {
    await frame.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
  }
  await page.waitForFunction(() => [...document.querySelectorAll("iframe[data-thidua-nhung]")].every((frame) => frame.style.height.endsWith("px")));
  await page.waitForTimeout(150);
  return heights(page);
}

test("a page of each kind offers a frame, a link and a script to be copied", () => {
  assert.equal(embedded.length, 5);
  for (const path of embedded) {
    assert.match(snippetOf(path), new RegExp(`^<iframe src="[^"]+/nhung/${path}" title="[^"]+" data-thidua-nhung `), path);
    assert.match(snippetOf(path), new RegExp(`<p><a href="[^"]+/${path}">`), path);
  }
});

test("several frames in a page of another origin with a strict policy are as high as what is in them", async () => {
  const { page, complaints, close } = await opened(embedded.map(copied).join("\n"), STRICT());
  const wide = await settled(page);
  assert.equal(wide.length, 5);
  for (const { frame, inside } of wide) assert.equal(frame, inside);
  assert.ok(new Set(wide.map(({ frame }) => frame)).size > 1, "they have heights of their own");
  await page.setViewportSize({ width: 360, height: 700 });
  // A browser lays out what is in a frame when the frame comes into view.
  for (const frame of await page.locator("iframe").all()) {
    await frame.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
  }
  for (const { frame, inside } of await heights(page)) assert.equal(frame, inside);
  assert.notDeepEqual(await heights(page), wide);
  assert.deepEqual(complaints, []);
  await close();
});

/** How high a frame says that it has to be on a phone and on a desk. */
function stated(path) {
  const [, phone, desk] = /height="(\d+)"(?: style="height:clamp\((\d+)px)?/.exec(snippetOf(path));
  return { phone: Number(phone), desk: Number(desk ?? phone) };
}

test("where scripts are blocked every frame is as high as its page needs, on a phone and on a desk", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  // Every page of a small site, and of a large one every seventh.
  const all = site.pages.filter((path) => !path.startsWith("nhung/") && site.files.has(`nhung/${path}`) && snippetOf(path));
  const step = all.length > 120 ? 7 : 1;
  for (const path of all.filter((_, i) => i % step === 0)) {
    const heights = stated(path);
    for (const [width, height] of [[358, heights.phone], [600, heights.desk]]) {
      await page.setViewportSize({ width, height: 300 });
      await page.goto(`${server.base}nhung/${path}`);
      const needed = await page.locator("html").evaluate((root) => root.getBoundingClientRect().height);
      assert.ok(needed <= height, `${path} needs ${needed} px at ${width} px, and has ${height}`);
      assert.ok(height <= 1.4 * needed + 140, `${path} needs ${needed} px at ${width} px, and has ${height}`);
    }
  }
  await page.close();
});

test("where scripts are blocked a frame has room for the whole page at any width of the window", async () => {
  for (const width of [320, 390, 560, 700, 1280]) {
    const { page, close } = await opened(copied(district), `default-src 'none'; style-src 'unsafe-inline'; frame-src ${server.base}`);
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(200);
    const [{ frame, inside }] = await heights(page);
    assert.ok(inside <= frame || width < 358, `${inside} px in ${frame} px at ${width}`);
    assert.equal(await page.locator("a").getAttribute("href"), `${server.base}${district}`);
    await close();
  }
});

test("in a frame that an editor has sealed the figure stands first, and its link leads to the page", async () => {
  const sealed = copied(district).replace("<iframe ", '<iframe sandbox="" ').replace(/<script.*<\/script>/, "");
  const { page, close } = await opened(sealed, `default-src 'none'; style-src 'unsafe-inline'; frame-src ${server.base}`);
  const inside = page.frameLocator("iframe");
  assert.ok((await inside.locator("h1 a").boundingBox()).y < (await page.locator("iframe").boundingBox()).y + 40);
  await inside.locator("h1 a").click();
  await inside.locator("main#noi-dung").waitFor();
  assert.equal(page.frames()[1].url(), `${server.base}${district}`);
  await close();
});

test("where frames are stripped the link remains", async () => {
  const stripped = copied(district).replace(/<(iframe|script)[^>]*><\/\1>/g, "");
  const { page, close } = await opened(stripped, "default-src 'none'");
  await page.locator("a").click();
  assert.equal(page.url(), `${server.base}${district}`);
  await close();
});

test("nobody but the frame itself changes its height", async () => {
  const liar = `<script>for (const type of ["thidua-nhung"]) parent.postMessage({ type, height: 77 }, "*")</script>`;
  const other = await somebody("", "", liar);
  const policy = `${STRICT()} 'unsafe-inline'; frame-src ${server.base} ${other.address}`.replace(/frame-src \S+; /, "");
  const body = `${copied(ward)}<iframe src="${other.address}frame" title="lạ" height="99" data-thidua></iframe>
    <script>postMessage({ type: "thidua-nhung", height: 78 }, "*")</script>`;
  const { page, close } = await opened(body, policy);
  await page.waitForTimeout(400);
  const [own, foreign] = await heights(page);
  assert.equal(own.frame, own.inside);
  assert.ok(![77, 78].includes(own.frame));
  assert.ok(foreign.frame >= 99, "a frame that is none of ours keeps its height");
  await close();
});

test("a frame that was led elsewhere is no longer believed", async () => {
  const { page, close } = await opened(copied(ward), `${STRICT()} 'unsafe-inline'; frame-src *`.replace(/frame-src \S+; /, ""));
  const [before] = await settled(page);
  const liar = `<script>parent.postMessage({ type: "thidua-nhung", height: 55 }, "*")</script>`;
  const other = await somebody("", "", liar);
  await page.frames()[1].goto(`${other.address}frame`);
  await page.waitForTimeout(300);
  assert.equal((await page.locator("iframe").boundingBox()).height, before.frame);
  await close();
});

test("a link in a frame leads the whole window to the page", async () => {
  const { page, close } = await opened(copied(indicator), STRICT());
  await page.frameLocator("iframe").locator("h1 a").click();
  await page.waitForURL(`${server.base}${indicator}`);
  await close();
});

test("embedded pages are small, not to be indexed, and in no sitemap", () => {
  const pages = site.pages.filter((path) => path.startsWith("nhung/"));
  assert.ok(pages.length > embedded.length);
  for (const path of pages) {
    const html = site.read(path);
    assert.match(html, /<meta name="robots" content="noindex">/, path);
    assert.ok(Buffer.byteLength(html) < 9000, `${path} has ${Buffer.byteLength(html)} bytes`);
  }
  if (site.files.has("sitemap.xml")) assert.doesNotMatch(site.read("sitemap.xml"), /\/nhung\//);
});
