// Debian's Chromium, driven without anything of it reaching out to the network.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser, with further arguments. */
export function launch(more = []) {
  return chromium.launch({ executablePath: executable(), args: [...ARGUMENTS, ...more] });
}

function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = process.env.CHROMIUM ?? candidates.find((path) => existsSync(path));
  if (!found) throw new Error("no Chromium found; install Debian's package `chromium` or set CHROMIUM");
  return found;
}
