// The home page gives its answers in one screen, and says how many days are left only while that is true.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const script = readFileSync(new URL("../../static/js/con-lai.js", import.meta.url), "utf8");
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

test("the answers stand in the first screen of a desk and begin in that of a phone", async () => {
  for (const [width, height, whole] of [
    [1280, 900, true],
    [360, 800, false],
  ]) {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(pathToFileURL(`${site.folder}/index.html`).href);
    await page.evaluate(() => document.fonts.ready);
    const answers = await page.$$eval(".answer", (found) => found.map((one) => one.getBoundingClientRect()));
    const end = whole ? Math.max(...answers.map(({ bottom }) => bottom)) : answers[1].top;
    assert.ok(answers.length > 1 && end <= height, `${end} of ${height}`);
    await page.close();
  }
});

test("the days left are those until the last day in Vietnam, and afterwards it is said to be over", async () => {
  const context = await browser.newContext({ timezoneId: "America/Los_Angeles" });
  const said = {
    "2019-11-29T12:00:00+07:00": "còn 2 ngày",
    "2019-11-29T23:59:00+07:00": "còn 2 ngày",
    "2019-11-30T00:01:00+07:00": "còn 1 ngày",
    "2019-12-01T00:01:00+07:00": "hôm nay là ngày cuối",
    "2019-12-01T23:59:00+07:00": "hôm nay là ngày cuối",
    "2019-12-02T00:00:00+07:00": "đã kết thúc",
    "2016-03-01T00:00:00+07:00": "còn 1.370 ngày",
  };
  const body = `<html lang="vi"><span data-ends="2019-12-01" data-left="còn {count} ngày" data-left-one="còn 1 ngày"
    data-last-day="hôm nay là ngày cuối" data-over="đã kết thúc"></span>`;
  for (const [now, words] of Object.entries(said)) {
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(now));
    await page.setContent(body);
    await page.addScriptTag({ content: script });
    assert.equal(await page.textContent("span"), words, now);
    await page.close();
  }
  await context.close();
});
