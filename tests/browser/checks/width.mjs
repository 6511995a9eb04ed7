// Whether a page fits its window.

/** The elements that make an open page wider than its window; empty where it can not be scrolled sideways. */
export function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const describe = (element) => {
      const right = Math.round(element.getBoundingClientRect().right);
      const classes = element.getAttribute("class");
      return `<${element.localName}${classes ? ` class="${classes}"` : ""}> ends at ${right} of ${width}`;
    };
    const sticking = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return sticking.length > 0 ? sticking.slice(0, 5).map(describe) : [`scrolls to ${document.documentElement.scrollWidth}`];
  });
}
