import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "./checks/accessibility.mjs";
import { tooWide } from "./checks/width.mjs";
import { launch } from "./support/browser.mjs";
import { preview } from "./support/preview.mjs";

const DOCUMENT = fileURLToPath(new URL("../word/thong-bao.docx", import.meta.url));
let browser;
let server;
let page;

before(async () => {
  [browser, server] = await Promise.all([launch(), preview()]);
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: "reduce" });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const text = () => page.locator("textarea[name=text]").inputValue();

/** Pastes HTML into the text, as a browser does after it was copied elsewhere. */
const paste = (html, plain) =>
  page.locator("textarea[name=text]").evaluate(
    (area, { html, plain }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      clipboardData.setData("text/plain", plain);
      area.focus();
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    { html, plain },
  );

test("a document fills the form, and tells what did not come along", async () => {
  await page.goto(`${server.base}ban-bien-tap/thong-bao/moi`);
  await page.locator("input[name=file]").setInputFiles(DOCUMENT);
  await page.locator(".document button").click();
  await page.locator(".brought").waitFor();
  assert.match(await page.locator(".brought").innerText(), /1 đoạn đã xóa/);
  assert.equal(await page.locator("input[name=title]").inputValue(), "THÔNG BÁO Về việc tiếp nhận hồ sơ sáng thứ Bảy");
  assert.deepEqual(await violations(page), []);
  for (const width of [1366, 360]) {
    await page.setViewportSize({ width, height: 768 });
    assert.deepEqual(await tooWide(page), []);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.locator("input[name=de-muc]").first().check();
  await page.locator("input[name=date]").fill("01/10/2019");
  await page.locator(".headings button").click();
  await page.locator(".look iframe").waitFor();
  assert.match(await text(), /^## I\. THỜI GIAN$/m);
  assert.match(await text(), /^\*\*II\. KẾT QUẢ\*\*$/m);
  const picture = page.frameLocator(".look iframe").locator("main img").first();
  await picture.waitFor();
  assert.ok(await picture.evaluate((img) => img.decode().then(() => img.naturalWidth > 0)));
});

test("a document that is dropped on the page is taken too", async () => {
  await page.goto(`${server.base}ban-bien-tap/thong-bao/moi`);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["%PDF-1.7"], "a.docx"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.locator(".brought.wrong").waitFor();
  assert.match(await page.locator(".brought").innerText(), /a\.docx: Tệp này là PDF/);
});

test("what is copied from Word becomes Markdown at the cursor, and can be taken back", async () => {
  await page.goto(`${server.base}ban-bien-tap/thong-bao/moi`);
  await page.locator("textarea[name=text]").fill("Đầu. ");
  await paste("<p><b>Lưu ý</b>: <i>nộp</i></p><script>alert(1)</script><img src='file:///a.png' width=90 height=90>", "Lưu ý: nộp");
  await page.locator(".pasted:not([hidden])").waitFor();
  assert.equal(await text(), "Đầu. **Lưu ý**: *nộp*\n\n![](thieu-anh-1)");
  assert.match(await page.locator(".pasted").innerText(), /1 ảnh không đi cùng/);
  await page.keyboard.press("Control+z");
  assert.equal(await text(), "Đầu. ");
});
