// What axe finds on an open page.

import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Violations on a page, each with its rule and the first elements that break it. */
export async function violations(page) {
  // Evaluated rather than added as a script element, which the page's policy forbids.
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate((tags) => {
    // Nobody touches paper: the size of targets is a matter of the screen.
    const rules = { "target-size": { enabled: !matchMedia("print").matches } };
    return globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, rules });
  }, RULES);
  return found.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.any[0]?.message ?? node.html}`);
    return `${id}: ${help} (${nodes.length}): ${where.join(" | ")}`;
  });
}
