// What is laid out wrongly on an open page: texts over one another, cut, or broken in the middle of a number.

/** Faults of an open page at its present width, each with the text where it is. */
export function layoutFaults(page) {
  return page.evaluate(() => {
    const found = [];
    const width = document.documentElement.clientWidth;
    const say = (fault, text) => found.push(`${fault}: ${text.replace(/\s+/g, " ").trim().slice(0, 70)}`);
    const isHidden = (element) => {
      for (let one = element; one; one = one.parentElement) if (one.matches(".skip, [hidden]") || getComputedStyle(one).clipPath !== "none") return true;
      return false;
    };
    const shown = (element) => element.checkVisibility?.({ visibilityProperty: true, contentVisibilityAuto: false }) ?? true;

    // The page as a whole, and what may scroll in it.
    if (document.documentElement.scrollWidth > width) say(`scrolls to ${document.documentElement.scrollWidth} of ${width}`, document.title);
    for (const element of document.querySelectorAll("body *")) {
      if (element.closest("svg") || isHidden(element) || !shown(element)) continue;
      const style = getComputedStyle(element);
      const cuts = ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";
      if (cuts && element.scrollWidth > element.clientWidth + 1) say("is cut", element.textContent);
      if (style.position === "sticky" && style.left === "0px" && element.getBoundingClientRect().width > width / 3 + 1) {
        say(`sticks with ${Math.round(element.getBoundingClientRect().width)} of ${width}`, element.textContent);
      }
    }

    // Drawings: texts over one another, or outside.
    for (const svg of document.querySelectorAll("svg")) {
      if (!shown(svg)) continue;
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      for (const { text, box } of texts) {
        if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3) {
          say("sticks out of its drawing", text);
        }
      }
      for (const [at, one] of texts.entries()) {
        for (const other of texts.slice(at + 1)) if (overlap(one.box, other.box)) say("drawn over", `${one.text} | ${other.text}`);
      }
    }

    // Texts: lines over one another, numbers and names broken.
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("svg, script, template, textarea") || isHidden(parent) || !shown(parent)) continue;
      range.selectNodeContents(node);
      const scroll = parent.closest(".scroll, .table-scroll, .compare, pre")?.getBoundingClientRect();
      const sticky = parent.closest("th");
      for (const box of range.getClientRects()) {
        if (box.width < 2 || (sticky && getComputedStyle(sticky).position === "sticky")) continue;
        // What a part that scrolls does not show lies over nothing.
        if (scroll && (box.right > scroll.right + 1 || box.left < scroll.left - 1)) continue;
        if (box.right > width + 1) say("wider than the screen", node.data);
        lines.push({ node, box });
      }
      for (const match of node.data.matchAll(/[\p{L}\d]*\d[\d.,\u00a0]*\d[\d\u00a0%‰₫]*/gu)) {
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const tops = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top)));
        if (tops.size > 1 && !/https?:|www\./.test(node.data) && !parent.closest("code, .sources, .on-paper")) say("broken number", `${match[0]} in ${node.data}`);
      }
    }
    lines.sort((one, other) => one.box.top - other.box.top);
    for (const [at, one] of lines.entries()) {
      for (let next = at + 1; next < lines.length && lines[next].box.top < one.box.bottom; next += 1) {
        const other = lines[next];
        if (one.node !== other.node && overlap(one.box, other.box)) say("printed over", `${one.node.data.trim().slice(0, 30)} | ${other.node.data.trim()}`);
      }
    }
    return [...new Set(found)];

    /** Whether the inner parts of two boxes of text, without the room above and below letters, lie over one another. */
    function overlap(one, other) {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const inner = (box) => [box.top + box.height * 0.25, box.bottom - box.height * 0.25];
      const [top, bottom] = inner(one);
      const [otherTop, otherBottom] = inner(other);
      return across > 1.5 && Math.min(bottom, otherBottom) - Math.max(top, otherTop) > 1;
    }
  });
}
