// A page of somebody else, at an origin of its own, with a content-security policy of its own.

import { createServer } from "node:http";

/** Serves one page at `/` and `frame` at `/frame`. Resolves to its address and a way to end it. */
export function host(body, policy, frame = "") {
  const server = createServer(({ url }, response) => {
    const html = url === "/frame" ? frame : `<!doctype html><html lang="vi"><title>Trang tin</title><body>${body}</body></html>`;
    const headers = { "content-type": "text/html; charset=utf-8" };
    if (url !== "/frame") headers["content-security-policy"] = policy;
    response.writeHead(url === "/" || url === "/frame" ? 200 : 404, headers).end(html);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}/`;
      const close = () => {
        server.closeAllConnections();
        return new Promise((done) => server.close(done));
      };
      resolve({ address, close });
    });
  });
}
