// Sites of small campaigns of odd shapes, which lie in campaigns/.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Site } from "./site.mjs";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const PROGRAM = process.env.THIDUA ?? join(REPOSITORY, "target", "release", "thidua");

/** Builds the campaign of that name. Returns its site and what takes it away. */
export function built(name) {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: cargo build --release, or set THIDUA`);
  const folder = mkdtempSync(join(tmpdir(), "thidua-odd-"));
  const root = join(REPOSITORY, "tests", "browser", "campaigns", name);
  const words = ["build", "--root", root, "--out", join(folder, "site"), "--lang", "vi", "--now", "2019-11-01T08:00:00+07:00"];
  execFileSync(PROGRAM, words, { stdio: ["ignore", "ignore", "inherit"] });
  return { site: new Site(join(folder, "site")), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
