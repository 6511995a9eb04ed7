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

// What measures time wants the machine to itself.
const ALONE = ["font.test.mjs", "lighthouse.test.mjs", "preview.test.mjs", "shift.test.mjs"];
const files = readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();
const status = [
  run(files.filter((name) => !ALONE.includes(name)), 2),
  run(files.filter((name) => ALONE.includes(name)), 1),
];
cleanUp();
process.exit(Math.max(...status));

function run(names, atOnce) {
  const options = ["--test", `--test-concurrency=${atOnce}`];
  return spawnSync(process.execPath, [...options, ...names], { cwd: here, env, stdio: "inherit" }).status ?? 1;
}

function cleanUp() {
  if (temporary) rmSync(temporary, { recursive: true, force: true });
}

function fail(message) {
  cleanUp();
  console.error(message);
  process.exit(1);
}
