// Every page has a content-security policy, and nothing in it that the policy would forbid.

import { readPage } from "../support/html.mjs";

/** Problems with the policy of a page's HTML. */
export function policyProblems(html) {
  const { elements } = readPage(html);
  const problems = [];
  const policies = elements.filter(
    ({ name, attributes }) => name === "meta" && /^content-security-policy$/i.test(attributes["http-equiv"] ?? ""),
  );
  if (policies.length !== 1) problems.push(`has ${policies.length} content-security policies`);
  const policy = policies[0]?.attributes.content ?? "";
  if (!/(^|;)\s*default-src\s+'(none|self)'/.test(policy)) problems.push("its policy has no strict default-src");
  if (/unsafe-|\*/.test(policy)) problems.push(`its policy is open: ${policy}`);
  for (const { name, attributes, text } of elements) {
    const handlers = Object.keys(attributes).filter((attribute) => attribute.startsWith("on"));
    if (handlers.length > 0) problems.push(`<${name}> has a handler ${handlers.join(", ")}`);
    if ("style" in attributes) problems.push(`<${name}> has a style attribute`);
    if (name === "script" && !("src" in attributes) && !isData(attributes) && text.trim() !== "") {
      problems.push("has an inline script");
    }
    if (/^\s*javascript:/i.test(attributes.href ?? "")) problems.push(`<${name}> runs a script for an address`);
  }
  return problems;
}

const isData = ({ type }) => /^application\/(ld\+)?json$/.test(type ?? "");
