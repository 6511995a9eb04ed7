// Words of drawings that are too pale for what they lie on, which axe does not look at.

const LEAST = 4.5;

/** Words of the drawings of an open page with too little contrast, each with how much it has. */
export function paleTexts(page) {
  return page.evaluate((least) => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    // Any colour as red, green and blue, where it is laid over another.
    const over = (colour, ground, opacity = 1) => {
      pen.globalAlpha = 1;
      pen.fillStyle = `rgb(${ground})`;
      pen.fillRect(0, 0, 1, 1);
      pen.globalAlpha = opacity;
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (colour) => {
      const [red, green, blue] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
      const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    };
    const groundOf = (element) => {
      const around = [];
      for (let one = element; one; one = one.parentElement) around.unshift(getComputedStyle(one).backgroundColor);
      return around.reduce((ground, colour) => over(colour, ground), [255, 255, 255]);
    };
    const covers = (shape, x, y) => shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
    const found = [];
    for (const svg of document.querySelectorAll("svg")) {
      if (!svg.checkVisibility()) continue;
      const page = groundOf(svg);
      const drawn = [];
      for (const one of svg.querySelectorAll("path, rect, circle, text")) {
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        if (one.localName !== "text") {
          if (style.fill !== "none") drawn.push({ one, style });
          continue;
        }
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        const under = drawn.filter((shape) => covers(shape.one, x, y));
        const ground = under.reduce((below, { style: shape }) => over(shape.fill, below, shape.fillOpacity * shape.opacity), page);
        // A halo lies between the letters and whatever is below.
        const behind = style.stroke !== "none" && style.paintOrder.startsWith("stroke") ? over(style.stroke, ground) : ground;
        const has = contrast(over(style.fill, behind, style.fillOpacity * style.opacity), behind);
        if (has < least) found.push(`${has.toFixed(2)}: ${one.textContent}`);
      }
    }
    return [...new Set(found)];
  }, LEAST);
}
