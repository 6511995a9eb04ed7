import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./checks/accessibility.mjs";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { preview } from "./support/preview.mjs";

const FORM = "trang/gop-y.md";
const PAGES = [
  "",
  "thong-bao/",
  "thong-bao/moi",
  "thong-bao/2019-05-16-kiem-tra-cong-vu.md",
  "thong-bao/2019-05-16-kiem-tra-cong-vu.md?lich-su",
  "sang-kien/",
  "sang-kien/moi",
  "sang-kien/quan-9-truc-tuyen.md",
  "trang/",
  FORM,
  "bang/",
  "doi-chieu",
  "phong-trao",
  "phong-trao/chi-tieu/dung-han",
  "phong-trao/don-vi/quan-1",
  "thay-doi",
  "xuat-ban",
  "khong-co",
];
let browser;
let server;
let desk;

before(async () => {
  [browser, server] = await Promise.all([launch(), preview()]);
  desk = `${server.base}ban-bien-tap/`;
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Presses a button and waits for the page that comes. */
async function press(page, name) {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name, exact: true }).click()]);
}

for (const path of PAGES) {
  test(`the desk's page “${path}” is accessible, and fits a phone and an office screen`, async () => {
    const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP: true });
    const page = await context.newPage();
    for (const [width, height] of [[320, 640], [360, 740], [1366, 768]]) {
      await page.setViewportSize({ width, height });
      await page.goto(desk + path);
      assert.deepEqual(await tooWide(page), [], `${width}`);
    }
    assert.deepEqual(await violations(page), []);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await violations(page), [], "dark");
    await context.close();
  });
}

test("without scripts a page is written, looked at, saved, found in its versions and brought back", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${desk}thong-bao/moi`);
  await page.fill("[name=title]", "Tin không cần mã lệnh");
  await page.fill("[name=date]", "01/10/2019");
  await page.fill("[name=text]", "Đoạn một.\n\n  - thụt vào\n");
  await press(page, "Xem thử");
  const look = page.frameLocator("iframe");
  await look.getByRole("heading", { name: "Tin không cần mã lệnh" }).waitFor();
  assert.equal(await page.inputValue("[name=text]"), "Đoạn một.\n\n  - thụt vào\n");
  await press(page, "Lưu");
  assert.match(page.url(), /2019-10-01-tin-khong-can-ma-lenh\.md\?da-luu$/);
  await page.fill("[name=title]", "Tin đã sửa");
  await press(page, "Lưu");
  await page.getByRole("link", { name: "các bản trước" }).click();
  await page.locator(".rows a").first().click();
  await press(page, "Trở về bản này");
  assert.equal(await page.inputValue("[name=title]"), "Tin không cần mã lệnh");
  await context.close();
});

test("what is typed is kept and checked while it is typed, and stands beside the page", async () => {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(desk + FORM);
  const text = page.locator("[name=text]");
  await text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Câu vừa gõ [hỏng](khong-co.md).\n\n");
  await page.locator(".checked .error").waitFor();
  assert.match(await page.locator(".checked").innerText(), /khong-co\.md/);
  await page.close();
  // A tab that was closed: what was typed is there.
  const again = await browser.newPage();
  await again.goto(desk + FORM);
  assert.match(await again.inputValue("[name=text]"), /^Câu vừa gõ/);
  await press(again, "Bỏ bản viết dở");
  assert.doesNotMatch(await again.inputValue("[name=text]"), /Câu vừa gõ/);
  await again.close();
});

test("the buttons of the text put marks around what is chosen", async () => {
  const page = await browser.newPage();
  await page.goto(`${desk}trang/moi`);
  await page.fill("[name=text]", "chữ đậm");
  await page.locator("[name=text]").selectText();
  await page.getByRole("button", { name: "Đậm" }).click();
  assert.equal(await page.inputValue("[name=text]"), "**chữ đậm**");
  await page.close();
});

test("the desk is used with the keyboard alone", async () => {
  const page = await browser.newPage();
  await page.goto(`${desk}trang/moi`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#noi-dung");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "title");
  await page.keyboard.type("Trang bàn phím");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.match(page.url(), /trang\/trang-ban-phim\.md\?da-luu(#|$)/);
  await page.close();
});
