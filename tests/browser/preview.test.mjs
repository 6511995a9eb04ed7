import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./checks/accessibility.mjs";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { preview } from "./support/preview.mjs";

const TABLE = "data/observations/minh-hoa/hai-long/2019-09.csv";
const PAGE = "content/gioi-thieu.md";
const WRONG = "hai-long,Quận 99,2019-09,64,80\n";
let browser;
let server;
let page;

before(async () => {
  [browser, server] = await Promise.all([launch(), preview()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 600 }, reducedMotion: "reduce" });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The panel's text; empty where there are no problems. */
const panel = () => page.locator("#thidua-preview .panel").innerText();

/** Does something, and waits until the page has been loaded anew. */
async function reloaded(act) {
  const loaded = page.waitForEvent("load", { timeout: 30000 });
  act();
  await loaded;
}

test("a save reloads the page where it was scrolled to, with what was opened", async () => {
  await page.goto(`${server.base}don-vi/quan-3.html`);
  await page.locator("details.data summary").first().click();
  await page.evaluate(() => scrollTo(0, 1200));
  const before = await page.evaluate(() => document.querySelector("script[data-edition]").dataset.edition);
  await reloaded(() => server.edit(TABLE, (text) => `${text}\n`));
  assert.notEqual(await page.evaluate(() => document.querySelector("script[data-edition]").dataset.edition), before);
  assert.equal(await page.evaluate(() => scrollY), 1200);
  assert.equal(await page.locator("details.data").first().getAttribute("open"), "");
});

test("what was written is on the page after a save", async () => {
  await page.goto(`${server.base}gioi-thieu.html`);
  await reloaded(() => server.edit(PAGE, (text) => `${text}\nMột câu vừa viết thêm.\n`));
  assert.match(await page.locator("main").innerText(), /Một câu vừa viết thêm\./);
});

test("errors come beside the last good page without reloading it, and go when they are mended", async () => {
  await page.goto(`${server.base}don-vi/quan-3.html`);
  await page.evaluate(() => (window.stays = true));
  server.edit(TABLE, (text) => text + WRONG);
  await page.locator("#thidua-preview details.wrong").waitFor();
  assert.match(await panel(), /1 lỗi/);
  assert.match(await panel(), /Không có đơn vị nào là “Quận 99”/);
  assert.match(await panel(), /data\/observations\/minh-hoa\/hai-long\/2019-09\.csv:\d+:2/);
  assert.equal(await page.locator("#thidua-preview mark").first().innerText(), "Quận 99");
  assert.ok(await page.evaluate(() => window.stays), "the page was not loaded anew");
  assert.equal(await page.locator("h1").count(), 1);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  await page.setViewportSize({ width: 360, height: 600 });
  assert.deepEqual(await tooWide(page), []);
  await page.setViewportSize({ width: 1280, height: 600 });
  await reloaded(() => server.edit(TABLE, (text) => text.replace(WRONG, "")));
  assert.doesNotMatch(await panel(), /lỗi/);
});

test("a page that is not there is told with its status, and appears when it is written", async () => {
  const answer = await page.goto(`${server.base}trang-moi.html`);
  assert.equal(answer.status(), 404);
  const written = '+++\ntitle = "Trang mới"\n+++\n\nĐã có.\n';
  await reloaded(() => server.write("content/trang-moi.md", written));
  assert.equal(await page.locator("h1").innerText(), "Trang mới");
});

test("what was read stands beside the period before, with the totals that forms print", async () => {
  await page.goto(`${server.base}ban-bien-tap/doi-chieu`);
  assert.equal(await page.locator("h1").innerText(), "Đối chiếu số đã đọc");
  assert.ok((await page.locator("section").count()) > 1);
  assert.match(await page.locator("tbody tr").first().innerText(), /Tất cả \(\d+ đơn vị/);
  assert.deepEqual(await violations(page), []);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 600 });
    assert.deepEqual(await tooWide(page), []);
  }
});
