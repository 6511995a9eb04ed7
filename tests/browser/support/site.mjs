// The site under test: a folder, its files, and one page of each kind.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/** A built site in a folder. */
export class Site {
  constructor(folder) {
    this.folder = resolve(folder);
    this.files = new Set(list(this.folder, ""));
    this.pages = [...this.files].filter((path) => path.endsWith(".html")).sort();
  }

  /** The site in $SITE. */
  static underTest() {
    const folder = process.env.SITE;
    if (!folder || !existsSync(join(folder, "index.html"))) {
      throw new Error(`SITE must name a folder with a built site; it is ${folder ?? "not set"}. Run: npm test`);
    }
    return new Site(folder);
  }

  /** The text of a file. */
  read(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** One page of each kind, by the kind's name; `undefined` where the site has none. */
  sample() {
    const units = this.pages.filter((path) => /^don-vi\/[^/]+\.html$/.test(path) && !isIndex(path));
    const parents = new Set(units.map((page) => this.parentOf(page)).filter(Boolean));
    const isParent = (page) => parents.has(page.slice("don-vi/".length, -".html".length));
    return {
      home: this.page("index.html"),
      announcements: this.page("thong-bao/index.html"),
      announcement: this.largest(/^thong-bao\/(?!index|trang-\d)[^/]+\.html$/),
      units: this.page("don-vi/index.html"),
      district: this.largestOf(units.filter((page) => this.parentOf(page) !== null && isParent(page))),
      ward: this.largestOf(units.filter((page) => this.parentOf(page) !== null && !isParent(page))),
      indicators: this.page("chi-tieu/index.html"),
      indicator: this.largest(/^chi-tieu\/(?!index)[^/]+\.html$/),
      ranking: this.page("xep-hang.html"),
      report: this.page("bao-cao.html"),
      archive: this.page("sang-kien/index.html"),
      initiative: this.largest(/^sang-kien\/(?!index|trang-\d)[^/]+\.html$/),
      topic: this.largest(/^chu-de\/[^/]+\.html$/),
      "outside indices": this.page("chi-so.html"),
      methodology: this.page("phuong-phap.html"),
      data: this.page("du-lieu/index.html"),
      "not found": this.page("404.html"),
      "embedded campaign": this.page("nhung/index.html"),
      "embedded unit": this.largest(/^nhung\/don-vi\/[^/]+\.html$/),
      "embedded indicator": this.largest(/^nhung\/chi-tieu\/[^/]+\.html$/),
      "embedded initiative": this.largest(/^nhung\/sang-kien\/[^/]+\.html$/),
    };
  }

  page(path) {
    return this.files.has(path) ? path : undefined;
  }

  largest(pattern) {
    return this.largestOf(this.pages.filter((path) => pattern.test(path)));
  }

  largestOf(pages) {
    const size = (path) => statSync(join(this.folder, path)).size;
    return pages.reduce((best, page) => (best && size(best) >= size(page) ? best : page), undefined);
  }

  /** The parent of the unit of a page, by the figures behind it; `null` where it has none. */
  parentOf(page) {
    const figures = `du-lieu/${page.slice(0, -".html".length)}.json`;
    return this.files.has(figures) ? (JSON.parse(this.read(figures)).unit.parent ?? null) : null;
  }
}

const isIndex = (path) => path.endsWith("/index.html");

function list(folder, below) {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name;
    return entry.isDirectory() ? list(folder, path) : [path];
  });
}
