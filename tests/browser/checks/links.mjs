// Every link leads somewhere, relatively, and nothing is loaded from elsewhere.

import { posix } from "node:path";
import { addressesOfStyle, readPage } from "../support/html.mjs";

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Schemes that a reader may be sent to; the site loads nothing from them. */
const OUTWARD = /^(https?|mailto|tel):/i;

/** Problems with the links of all pages and stylesheets of a site, each with the page it is on. */
export function brokenLinks(site) {
  const pages = new Map(site.pages.map((path) => [path, readPage(site.read(path))]));
  const problems = [];
  for (const [page, { links }] of pages) {
    for (const link of links) {
      const problem =
        page === "404.html" ? problemOfAbsolute(site, pages, link) : problemOf(site, pages, page, link);
      if (problem) problems.push(`${page}: <${link.element}> ${link.address}: ${problem}`);
    }
  }
  for (const style of [...site.files].filter((path) => path.endsWith(".css"))) {
    for (const address of addressesOfStyle(site.read(style))) {
      const problem = problemOf(site, pages, style, { address, loaded: true, rel: "" });
      if (problem) problems.push(`${style}: url(${address}): ${problem}`);
    }
  }
  return problems;
}

/** The page for what is not there is shown at any address: it links from the site's own address, or not at all. */
function problemOfAbsolute(site, pages, link) {
  if (link.address.startsWith("#")) return problemOf(site, pages, "404.html", link);
  const base = baseAddress(pages);
  const root = base && [base, new URL(base).pathname].find((start) => link.address.startsWith(start));
  if (root) return problemOfTarget(site, pages, "index.html", link.address.slice(root.length) || "index.html");
  if (!link.loaded && OUTWARD.test(link.address)) return undefined;
  return "is not absolute from the site's own address, on a page that is shown at any address";
}

/** The address that the site is published at, by the canonical one of its home page. */
export function baseAddress(pages) {
  const canonical = pages.get("index.html")?.links.find(({ rel }) => rel === "canonical");
  return canonical?.address.replace(/index\.html$/, "");
}

/** The same problem told once, with the first page that has it and how many have. */
export function grouped(problems) {
  const groups = new Map();
  for (const problem of problems) {
    const [page, ...rest] = problem.split(": ");
    const known = rest.join(": ");
    groups.set(known, [...(groups.get(known) ?? []), page]);
  }
  return [...groups].map(([problem, pages]) => `${problem} (on ${pages.length}, such as ${pages[0]})`);
}

function problemOf(site, pages, page, { address, loaded, rel }) {
  if (address === "" && !loaded) return "is empty";
  if (address.startsWith("data:") && loaded) return undefined;
  if (SCHEME.test(address) || address.startsWith("//")) {
    if (loaded) return "is loaded from elsewhere";
    return OUTWARD.test(address) ? undefined : "has a scheme that leads nowhere";
  }
  if (address.startsWith("/")) return "is not relative";
  if (/\bcanonical\b/.test(rel)) return "is canonical, yet not absolute";
  return problemOfTarget(site, pages, page, address);
}

function problemOfTarget(site, pages, page, address) {
  const [, path, fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(address);
  let target;
  let id;
  try {
    target = path === "" ? page : posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(path)));
    id = fragment === undefined ? "" : decodeURIComponent(fragment);
  } catch {
    return "is not well encoded";
  }
  if (target.startsWith("..")) return "leads out of the site";
  if (!site.files.has(target)) return path.endsWith("/") ? "needs a directory index" : "leads to nothing";
  if (id === "" || id === "top" || !pages.has(target)) return undefined;
  return pages.get(target).ids.has(id) ? undefined : "leads to a place that its page has not";
}
