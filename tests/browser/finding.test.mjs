// A reader finds a unit by typing its name in any spelling.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { violations } from "./checks/accessibility.mjs";
import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const DATA = "du-lieu/tim-don-vi.js";
const site = Site.underTest();
const address = (path) => pathToFileURL(`${site.folder}/${path}`).href;
/** Code, name, the line of the unit above, the state's code, the short name of every unit. */
const units = readUnits();
let browser;
let page;

before(async () => {
  browser = await launch();
  page = await browser.newPage();
});

after(() => browser?.close());

function readUnits() {
  let lines;
  new Function("timDonVi", site.read(DATA))((text) => (lines = text.split("\n").map((line) => line.split("\t"))));
  return lines.map(([code, name, above, official, short]) => ({ code, name, above: above && lines[above][1], official, short }));
}

async function open(path) {
  await page.goto(address(path));
  await page.locator(".find-unit input").focus();
  await page.waitForFunction(() => globalThis.document.getElementById("du-lieu-tim-don-vi")?.isConnected);
}

/** The addresses that are offered for what is typed, best first. */
async function found(text) {
  await page.fill(".find-unit input", text);
  return page.$$eval(".find-unit li a", (links) => links.map((link) => link.getAttribute("href").split("/").pop()));
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

test("every unit has a page, and every page of a unit is in the list", () => {
  const pages = site.pages.filter((path) => /^don-vi\/(?!index)[^/]+\.html$/.test(path));
  assert.deepEqual(units.map(({ code }) => `don-vi/${code}.html`).sort(), pages);
});

test("the names are loaded when the box is first used, not before", async () => {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address("index.html"), { waitUntil: "networkidle" });
  assert.ok(!requests.some((url) => url.endsWith(DATA)), "loaded with the page");
  await page.locator(".find-unit input").focus();
  await page.waitForRequest((request) => request.url().endsWith(DATA)).catch(() => undefined);
  assert.ok(requests.some((url) => url.endsWith(DATA)), "not loaded when used");
});

for (const path of ["index.html", "don-vi/index.html"]) {
  test(`a unit is found by its name in any spelling, on ${path}`, async () => {
    await open(path);
    // A few of every kind of name: that all are found by the same rules is tried with these.
    const step = Math.max(1, Math.floor(units.length / 25));
    for (const { code, name, above, official } of units.filter((_, at) => at % step === 0)) {
      const whole = above ? `${name}, ${above}` : name;
      const spellings = [whole, whole.toUpperCase(), plain(whole).toLowerCase(), whole.normalize("NFD"), code];
      if (above) spellings.push(`${above} ${name}`);
      if (official) spellings.push(official);
      for (const spelling of spellings) {
        assert.equal((await found(spelling))[0], `${code}.html`, spelling);
      }
    }
  });
}

test("abbreviations, numbers and short names are understood", async () => {
  await open("index.html");
  const numbered = units.find(({ name, above }) => /^Phường 0*\d+$/.test(name) && /^Quận \d+$/.test(above ?? ""));
  if (numbered) {
    const [ward, district] = [numbered.name, numbered.above].map((name) => Number(name.match(/\d+/)[0]));
    for (const typed of [`p${ward} q${district}`, `P.${ward}, Q.${district}`, `p${ward}q${district}`, `q${district} p${ward}`]) {
      assert.equal((await found(typed))[0], `${numbered.code}.html`, typed);
    }
  }
  for (const { code, short } of units.filter(({ short, above }) => short && !above).slice(0, 10)) {
    assert.equal((await found(short))[0], `${code}.html`, short);
  }
});

test("what is no name finds nothing, and says so", async () => {
  await open("index.html");
  for (const typed of ["zzzz", "(", "\\", "<>"]) {
    assert.deepEqual(await found(typed), [], typed);
    assert.notEqual((await page.textContent(".find-unit [role=status]")).trim(), "", typed);
  }
  assert.deepEqual(await found("   "), []);
});

test("the keyboard alone reaches what was found, and the box is accessible while it is used", async () => {
  await open("don-vi/index.html");
  const [first, second] = await found(units[0].name.split(" ")[0]);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("href")?.split("/").pop());
  assert.equal(await focused(), first);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), second);
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue(".find-unit input:focus"), "");
  await page.keyboard.type(units[0].code);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/don-vi/${units[0].code}.html`);
});
