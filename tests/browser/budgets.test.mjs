// What readers download: little, and nothing from elsewhere (see opening.test.mjs).

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readPage } from "./support/html.mjs";
import { Site } from "./support/site.mjs";

const site = Site.underTest();
const size = (path) => statSync(join(site.folder, path)).size;
const sum = (pattern) => [...site.files].filter((path) => pattern.test(path)).reduce((total, path) => total + size(path), 0);

test("no page of a unit is larger than 60 kB with its charts", () => {
  const units = site.pages.filter((path) => /^don-vi\/(?!index)[^/]+\.html$/.test(path));
  assert.deepEqual(units.filter((path) => size(path) > 60_000).map((path) => `${path}: ${size(path)}`), []);
});

test("all scripts together are no larger than 15 kB, and all fonts than 70 kB", () => {
  // The list of units that is looked through (du-lieu/) is data, and comes only when the box is used.
  const scripts = sum(/^(js|nhung)\/.*\.js$/);
  assert.ok(scripts > 0 && scripts <= 15_000, `scripts: ${scripts}`);
  const fonts = sum(/\.woff2$/);
  assert.ok(fonts > 0 && fonts <= 70_000, `fonts: ${fonts}`);
});

test("no page waits for a script but the one, of less than 1 kB, that brings the font", () => {
  const FONT = "js/font.js";
  assert.ok(size(FONT) < 1000);
  const waiting = Object.values(site.sample()).filter(Boolean).flatMap((path) => {
    const scripts = readPage(site.read(path)).elements.filter(({ name }) => name === "script");
    return scripts
      .filter(({ attributes }) => "src" in attributes && !("defer" in attributes) && !("async" in attributes))
      .filter(({ attributes }) => !attributes.src.endsWith(FONT))
      .map(({ attributes }) => `${path}: ${attributes.src}`);
  });
  assert.deepEqual(waiting, []);
});
