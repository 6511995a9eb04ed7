// The plainest web server there is: files as they are (packed where the browser can), no directory indexes, in a
// sub-folder.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".pdf": "application/pdf",
};

/** Serves a folder below `prefix`; nothing else is there. Resolves to the address and a way to end it. */
export function serve(folder, prefix = "/cai-cach/2019/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.startsWith(prefix) ? join(folder, normalize(path.slice(prefix.length))) : undefined;
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const packed = /text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, { "content-type": type, ...(packed ? { "content-encoding": "gzip" } : {}) });
    if (request.method === "HEAD") response.end();
    else if (packed) createReadStream(file).pipe(createGzip()).pipe(response);
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const base = `http://127.0.0.1:${server.address().port}${prefix}`;
      resolve({ base, close: () => new Promise((done) => server.close(done)) });
    });
  });
}
