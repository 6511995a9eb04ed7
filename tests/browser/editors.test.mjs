// What real editors and sanitisers, as they come, leave of what is to be copied into other sites.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { host } from "./support/host.mjs";
import { readPage } from "./support/html.mjs";
import { serve } from "./support/server.mjs";
import { Site } from "./support/site.mjs";

const require = createRequire(import.meta.url);
const sanitize = require("sanitize-html");
const EDITORS = "http://editors.test/";
const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));
const TYPES = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const site = Site.underTest();
const { home, district, indicator } = site.sample();
const initiative = site.largest(/^sang-kien\/(?!index|trang-)[^/]+\.html$/);
const pages = [home, district, indicator, initiative].filter(Boolean);
let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(site.folder)]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The pieces of HTML that pages offer, with the address at which the site is now: a frame, a text, a picture. */
function snippets(path) {
  const codes = (page) =>
    readPage(site.read(page))
      .elements.filter(({ name, attributes }) => name === "textarea" && "readonly" in attributes)
      .map(({ text }) => text);
  const [frame] = codes(path);
  const [text, picture] = codes(`nhung/chu/${path}`);
  const [, address] = /src="(.+?)nhung\//.exec(frame);
  const here = (code) => code?.replaceAll(address, server.base);
  return { frame: here(frame), text: here(text), picture: here(picture) };
}

/** A page with an editor's files, which come from its package. */
async function editor(scripts) {
  const page = await browser.newPage();
  await page.route(`${EDITORS}**`, (route) => {
    const path = normalize(decodeURIComponent(new URL(route.request().url()).pathname));
    if (path === "/") {
      const tags = scripts.map((script) => `<script src="/${script}"></script>`).join("");
      return route.fulfill({ contentType: "text/html", body: `<!doctype html><meta charset="utf-8"><body><textarea id="e"></textarea><div id="q"></div>${tags}` });
    }
    try {
      return route.fulfill({ contentType: TYPES[extname(path)] ?? "application/octet-stream", body: readFileSync(join(MODULES, path)) });
    } catch {
      return route.fulfill({ status: 404 });
    }
  });
  await page.goto(EDITORS);
  return page;
}

/** What an editor that was opened once makes of each piece. */
const KEEPERS = {
  "TinyMCE 7": () => tiny("tinymce7"),
  "TinyMCE 8": () => tiny("tinymce8"),
  "CKEditor 5": async () => {
    const page = await editor(["ckeditor5/dist/browser/ckeditor5.umd.js"]);
    await page.evaluate(async () => {
      const { ClassicEditor, Essentials, Paragraph, Bold, Link, Table, ImageBlock, ImageInline, LinkImage, Heading } = globalThis.CKEDITOR;
      const plugins = [Essentials, Paragraph, Bold, Heading, Link, Table, ImageBlock, ImageInline, LinkImage];
      globalThis.editor = await ClassicEditor.create(document.querySelector("#e"), { licenseKey: "GPL", plugins });
    });
    return kept(page, (html) => (globalThis.editor.setData(html), globalThis.editor.getData()));
  },
  Quill: async () => {
    const page = await editor(["quill/dist/quill.js"]);
    await page.evaluate(() => {
      globalThis.quill = new globalThis.Quill("#q");
    });
    return kept(page, (html) => {
      globalThis.quill.setContents([]);
      globalThis.quill.clipboard.dangerouslyPasteHTML(html);
      return globalThis.quill.root.innerHTML;
    });
  },
  DOMPurify: async () => kept(await editor(["dompurify/dist/purify.min.js"]), (html) => globalThis.DOMPurify.sanitize(html)),
  "sanitize-html": () => ({ keep: async (html) => sanitize(html), close: async () => {} }),
};

const kept = (page, keep) => ({ keep: (html) => page.evaluate(keep, html), close: () => page.close() });

async function tiny(name) {
  const page = await editor([`${name}/tinymce.min.js`]);
  await page.evaluate(() => globalThis.tinymce.init({ selector: "#e", license_key: "gpl" }));
  return kept(page, (html) => (globalThis.tinymce.activeEditor.setContent(html), globalThis.tinymce.activeEditor.getContent()));
}

/** The page of somebody who puts a piece of HTML into it, at the width of a phone, without scripts. */
async function published(html, use) {
  const other = await host(html, "script-src 'none'");
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  try {
    await page.goto(other.address, { waitUntil: "networkidle" });
    return await use(page);
  } finally {
    await page.close();
    await other.close();
  }
}

for (const [name, open] of Object.entries(KEEPERS)) {
  test(`${name} leaves the figure in a frame that is high enough, or the link`, async () => {
    const { keep, close } = await open();
    for (const path of pages) {
      const html = await keep(snippets(path).frame);
      assert.doesNotMatch(html, /<script/, path);
      await published(html, async (page) => {
        const links = await page.locator("a").evaluateAll((all) => all.map((link) => [link.href, link.textContent.trim()]));
        assert.ok(links.some(([href, text]) => href === server.base + path && text), `${path}: ${html}`);
        for (const frame of await page.locator("iframe").all()) {
          const inside = frame.contentFrame();
          const needed = await inside.locator("html").evaluate((root) => root.getBoundingClientRect().height);
          const { height } = await frame.boundingBox();
          assert.ok(needed <= height + 1, `${path} needs ${needed} px and has ${height}: ${html}`);
          await inside.locator("h1 a").click();
          // In the whole window, or where the frame is sealed in the frame.
          await Promise.any([inside, page].map((place) => place.locator("main#noi-dung").waitFor()));
        }
      });
    }
    await close();
  });

  test(`${name} leaves the text with its figures, its date and its link`, async () => {
    const { keep, close } = await open();
    for (const path of pages) {
      const { text } = snippets(path);
      const html = await keep(text);
      await published(html, async (page) => {
        const words = (await page.locator("body").innerText()).replace(/\s+/g, " ");
        const cells = readPage(text).elements.filter(({ name }) => ["td", "strong"].includes(name));
        for (const { text: cell } of cells) {
          assert.ok(words.includes(cell.replace(/\s+/g, " ").trim()), `${path}: ${cell} is not in ${words}`);
        }
        assert.match(words, /Số liệu đến hết|Cập nhật|cập nhật/, path);
        assert.ok(await page.locator(`a[href="${server.base}${path}"]`).count(), `${path}: ${html}`);
      });
    }
    await close();
  });

  test(`${name} leaves the picture with what it says, or the link`, async () => {
    const { keep, close } = await open();
    for (const path of pages) {
      const { picture } = snippets(path);
      assert.ok(picture, path);
      const html = await keep(picture);
      await published(html, async (page) => {
        for (const image of await page.locator("img").all()) {
          assert.ok(await image.evaluate((one) => one.complete && one.naturalWidth > 0), `${path}: ${html}`);
          assert.ok(await image.getAttribute("alt"), `${path}: ${html}`);
        }
        const links = await page.locator("a").evaluateAll((all) => all.map((link) => [link.href, link.textContent.trim()]));
        assert.ok(links.some(([href, text]) => href === server.base + path && text), `${path}: ${html}`);
      });
    }
    await close();
  });
}
