import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { invalid } from "./checks/validity.mjs";
import { readPage } from "./support/html.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();

test("one page of each kind is valid HTML", async () => {
  const pages = Object.values(site.sample()).filter(Boolean);
  assert.deepEqual(await invalid(pages.map((path) => join(site.folder, path))), []);
});

test("every page tells its language, its title and its width", () => {
  const problems = site.pages.filter((path) => {
    const { elements } = readPage(site.read(path));
    const has = (name, fits) => elements.some((element) => element.name === name && fits(element));
    return !(
      has("html", ({ attributes }) => /^(vi|en)$/.test(attributes.lang ?? "")) &&
      has("title", ({ text }) => text.trim() !== "") &&
      has("meta", ({ attributes }) => /^utf-8$/i.test(attributes.charset ?? "")) &&
      has("meta", ({ attributes }) => attributes.name === "viewport")
    );
  });
  assert.deepEqual(problems, []);
});

test("no two pages have one title", () => {
  const pages = new Map();
  for (const path of site.pages) {
    const title = readPage(site.read(path)).elements.find(({ name }) => name === "title")?.text;
    pages.set(title, [...(pages.get(title) ?? []), path]);
  }
  assert.deepEqual([...pages.values()].filter((same) => same.length > 1), []);
});
