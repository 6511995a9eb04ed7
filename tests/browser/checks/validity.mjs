// What the Nu HTML Checker says, which is the one behind validator.w3.org.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const JAR = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

/** Errors and warnings of HTML files, each with its file and line. */
export function invalid(files) {
  const command = ["-Xss4m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", ...files];
  return new Promise((resolve, reject) => {
    execFile("java", command, { maxBuffer: 1 << 28 }, (error, stdout) => {
      if (error) {
        reject(new Error(`the HTML checker did not run (is Java installed?): ${error.message}`));
        return;
      }
      resolve(JSON.parse(stdout).messages.filter(matters).map(told));
    });
  });
}

/** It takes 'self' for nothing where a page is read from a disk; what browsers do there is tried in browsers. */
const POLICY = /^Resource violates Content Security Policy/;

const matters = ({ type, subType, message }) => (type !== "info" || subType === "warning") && !POLICY.test(message);

const told = ({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${extract ?? ""}`.trim();
