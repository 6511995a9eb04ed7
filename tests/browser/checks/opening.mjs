// What goes on when a browser opens a page.

/** Opens a page and tells what it complained of, and what it asked for outside `base`. */
export async function complaints(browser, address, base) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const found = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => found.push(`not loaded: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
      found.push(`from elsewhere: ${request.url()}`);
    }
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await context.close();
  return found;
}
