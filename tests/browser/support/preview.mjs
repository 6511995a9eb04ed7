// `thidua serve` on a copy of the example.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));
const ENDING = process.platform === "win32" ? ".exe" : "";
const PROGRAM = process.env.THIDUA ?? join(REPOSITORY, "target", "release", `thidua${ENDING}`);

/** Starts the preview. Resolves to its address, what edits the copy, and a way to end it. */
export async function preview() {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: cargo build --release, or set THIDUA`);
  const root = mkdtempSync(join(tmpdir(), "thidua-preview-"));
  for (const folder of ["content", "data"]) cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  const words = ["serve", "--root", root, "--lang", "vi", "--port", "0", "--now", "2019-11-01T08:00:00+07:00"];
  const program = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "ignore"] });
  const base = await new Promise((resolve, reject) => {
    program.on("exit", (code) => reject(new Error(`the preview ended with ${code}`)));
    program.stdout.on("data", (data) => {
      const address = /http:\S+/.exec(data);
      if (address) resolve(address[0]);
    });
  });
  return {
    base,
    write: (path, text) => writeFileSync(join(root, path), text),
    edit: (path, change) => writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8"))),
    close: () =>
      new Promise((resolve) => {
        program.on("exit", () => resolve(rmSync(root, { recursive: true, force: true })));
        program.kill();
      }),
  };
}
