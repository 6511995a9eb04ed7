// Runs the suite against the site in $SITE; without it, builds the example into a temporary folder first.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = join(here, "..", "..");

let temporary;
const env = { ...process.env };
if (!env.SITE) {
  temporary = mkdtempSync(join(tmpdir(), "thidua-site-"));
  env.SITE = join(temporary, "site");
  const build = ["run", "--release", "--quiet", "--", "build", "--out", env.SITE];
  const built = spawnSync("cargo", build, { cwd: repository, stdio: "inherit" });
  if (built.status !== 0) fail("the example site could not be built");
}

const files = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();
const tests = spawnSync(process.execPath, ["--test", ...files], { cwd: here, env, stdio: "inherit" });
cleanUp();
process.exit(tests.status ?? 1);

function cleanUp() {
  if (temporary) rmSync(temporary, { recursive: true, force: true });
}

function fail(message) {
  cleanUp();
  console.error(message);
  process.exit(1);
}
