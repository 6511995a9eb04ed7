// What a page links to, loads and names, by its HTML alone.

import { parse } from "parse5";

/** The attributes that hold an address, by element, and whether the browser loads it by itself. */
const ADDRESSES = {
  a: [["href", false]],
  area: [["href", false]],
  form: [["action", false]],
  audio: [["src", true]],
  embed: [["src", true]],
  iframe: [["src", true]],
  image: [["href", true], ["xlink:href", true]],
  img: [["src", true], ["srcset", true]],
  input: [["src", true]],
  link: [["href", true]],
  object: [["data", true]],
  script: [["src", true]],
  source: [["src", true], ["srcset", true]],
  track: [["src", true]],
  use: [["href", true], ["xlink:href", true]],
  video: [["src", true], ["poster", true]],
};

/** `<link>`s that only tell; nothing is loaded for them. */
const TELLING = new Set(["canonical", "alternate", "license", "author", "help", "next", "prev", "search"]);

/**
 * Reads a page.
 *
 * @returns {{links: {address: string, element: string, loaded: boolean, rel: string}[], ids: Set<string>,
 *   elements: {name: string, attributes: Record<string, string>, text: string}[]}}
 */
export function readPage(html) {
  const links = [];
  const ids = new Set();
  const elements = [];
  for (const node of walk(parse(html))) {
    const attributes = Object.fromEntries(
      node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
    elements.push({ name: node.tagName, attributes, text: textOf(node) });
    if (attributes.id) ids.add(attributes.id);
    if (node.tagName === "a" && attributes.name) ids.add(attributes.name);
    links.push(...linksOf(node.tagName, attributes));
  }
  return { links, ids, elements };
}

/** The addresses in a stylesheet. */
export function addressesOfStyle(css) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const found = [
    ...plain.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)/g),
    ...plain.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/g),
  ];
  return found.map((match) => (match[1] ?? match[2] ?? match[3] ?? "").trim());
}

function* walk(node) {
  if (node.attrs) yield node;
  for (const child of node.childNodes ?? []) yield* walk(child);
  if (node.content) yield* walk(node.content);
}

function linksOf(element, attributes) {
  const rel = attributes.rel ?? "";
  return (ADDRESSES[element] ?? []).flatMap(([name, loads]) => {
    const value = attributes[name];
    if (value === undefined) return [];
    const addresses = name === "srcset" ? value.split(",").map((part) => part.trim().split(/\s+/)[0]) : [value];
    const loaded = loads && !rel.split(/\s+/).some((word) => TELLING.has(word.toLowerCase()));
    return addresses.map((address) => ({ address, element, loaded, rel }));
  });
}

function textOf(node) {
  return (node.childNodes ?? []).map((child) => child.value ?? "").join("");
}
