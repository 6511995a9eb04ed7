// What is wrong on a printed page, measured from the PDF: words over one another or beyond the paper, headings that
// stand alone at the end of a page.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Prints an open page on A4 and reads back where its words stand: pages of lines of words. */
export async function printed(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  const folder = mkdtempSync(join(tmpdir(), "thidua-pdf-"));
  try {
    writeFileSync(join(folder, "page.pdf"), pdf);
    const xml = execFileSync("pdftotext", ["-bbox-layout", join(folder, "page.pdf"), "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
    return pagesOf(xml);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pagesOf(xml) {
  return xml.split("<page ").slice(1).map((text) => ({
    width: Number(/width="([\d.]+)"/.exec(text)[1]),
    height: Number(/height="([\d.]+)"/.exec(text)[1]),
    lines: text.split("<line ").slice(1).map((line) =>
      [...line.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<\/word>/g)].map(
        ([, left, top, right, bottom, word]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, word }),
      ),
    ),
  }));
}

/** Faults of printed pages; `headings` are the texts that must not stand alone at the end of one. */
export function printedFaults(pages, headings = []) {
  const found = [];
  for (const [at, { width, height, lines }] of pages.entries()) {
    const here = `page ${at + 1}`;
    const words = lines.flat().sort((one, other) => one.top - other.top);
    for (const [index, one] of words.entries()) {
      if (one.right > width - 28 || one.left < 28 || one.bottom > height - 20) found.push(`${here}: beyond the margin: ${one.word}`);
      for (let next = index + 1; next < words.length && words[next].top < one.bottom; next += 1) {
        if (overlap(one, words[next])) found.push(`${here}: one over the other: ${one.word} | ${words[next].word}`);
      }
    }
    if (at + 1 === pages.length) continue;
    const stranded = lastHeading(lines.filter((line) => line.length > 0 && line[0].bottom < height - 45), headings);
    if (stranded) found.push(`${here}: ends with the heading ${stranded}`);
  }
  return found;
}

/** The heading that stands alone at the end of these lines: all of it, with nothing beside it. */
function lastHeading(lines, headings) {
  const told = lines.map((line) => ({
    top: Math.min(...line.map(({ top }) => top)),
    bottom: Math.max(...line.map(({ bottom }) => bottom)),
    text: line.map(({ word }) => decoded(word)).join(" ").replace(/\s+/g, " ").trim().normalize(),
  })).sort((one, other) => other.bottom - one.bottom);
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  const plain = headings.map((heading) => heading.replace(/\s+/g, " ").trim().normalize());
  let text = "";
  for (const [at, line] of told.slice(0, 4).entries()) {
    const beside = told.some((other, place) => place !== at && other.top < middle(line) && other.bottom > middle(line));
    if (beside) return undefined;
    text = `${line.text} ${text}`.trim();
    if (plain.includes(text)) return text;
  }
  return undefined;
}

const decoded = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Whether the inner parts of two words, without the room above and below letters, lie over one another. */
function overlap(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const inner = ({ top, bottom }) => [top + (bottom - top) * 0.25, bottom - (bottom - top) * 0.25];
  const [top, bottom] = inner(one);
  const [otherTop, otherBottom] = inner(other);
  return across > 0.8 && Math.min(bottom, otherBottom) - Math.max(top, otherTop) > 0.8;
}
