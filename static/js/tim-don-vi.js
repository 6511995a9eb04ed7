// Finds a unit by its name in any spelling ("p12 q3", "Q.1", "tan binh") or by the state's code. The names come from
// du-lieu/tim-don-vi.js, a script, so that it works from a disk; it is loaded when the box is first used.
(() => {
  const MOST = 12;
  const SHORT = { q: "quan", p: "phuong", h: "huyen", x: "xa", tt: "thi tran", tx: "thi xa", tp: "thanh pho" };
  const boxes = document.querySelectorAll(".find-unit");
  const inOrder = new Intl.Collator("vi", { numeric: true }).compare;
  let units;

  // As names are compared when figures are read: no case, no diacritics, a number is a word, "q 3" is "quan 3".
  const words = (text) => {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đðɖ]/g, "d");
    const found = plain.match(/\d+|[^\W\d_]+/gu) ?? [];
    const last = found.length - 1;
    return found.flatMap((word, at) => {
      if (/^\d/.test(word)) return word.replace(/^0+(?=\d)/, "");
      if (word === "tphcm") return ["thanh", "pho", "ho", "chi", "minh"];
      // A last letter may be the beginning of any word.
      const isShort = Object.hasOwn(SHORT, word) && (at < last || word.length > 1);
      return (isShort ? SHORT[word] : word).split(" ");
    });
  };

  globalThis.timDonVi = (text) => {
    const lines = text.split("\n").map((line) => line.split("\t"));
    units = lines.map(([code, name, above, official = "", short = ""]) => {
      const parent = above ? lines[above][1] : "";
      const own = words(name);
      const outer = words(parent);
      return {
        code,
        official,
        title: parent ? `${name}, ${parent}` : name,
        plain: `${name} ${parent}`.toLowerCase().normalize("NFC"),
        orders: [[...own, ...outer], [...outer, ...own], words(short)],
      };
    });
    boxes.forEach((box) => box.dispatchEvent(new Event("input")));
  };

  // How far a unit is from what was typed: its words in order, the last perhaps unfinished. Less is better.
  const distance = (unit, wanted, typed) => {
    if (unit.official === typed || unit.code === typed) return 0;
    const far = (order) => {
      let [at, cost] = [0, 1];
      for (const [i, word] of wanted.entries()) {
        const whole = order.indexOf(word, at);
        const begun = i === wanted.length - 1 ? order.findIndex((one, j) => j >= at && one.startsWith(word)) : -1;
        const found = whole < 0 ? begun : whole;
        if (found < 0) return Infinity;
        // Words passed over, an unfinished word, and later parts of the name each stand a little further off.
        cost += (found - at) * (i ? 2 : 1) + (whole < 0);
        at = found + 1;
      }
      return cost + (order.length - at) / 10;
    };
    return Math.min(...unit.orders.map(far)) - unit.plain.includes(typed) / 2;
  };

  const search = (typed) => {
    const wanted = words(typed);
    if (!wanted.length) return [];
    const exact = typed.trim().toLowerCase().normalize("NFC");
    return units
      .map((unit) => [distance(unit, wanted, exact), unit])
      .filter(([far]) => far < Infinity)
      .sort(([a, one], [b, other]) => a - b || inOrder(one.title, other.title))
      .map(([, unit]) => unit);
  };

  const set = (box) => {
    const input = box.querySelector("input");
    const list = box.querySelector("ul");
    const status = box.querySelector("[role=status]");
    const { root, count, none, more, failed } = box.dataset;
    const make = (name, attributes, parent) => parent.appendChild(Object.assign(document.createElement(name), attributes));
    const load = () => {
      const id = "du-lieu-tim-don-vi";
      if (document.getElementById(id)) return;
      const onerror = () => (status.textContent = failed);
      make("script", { id, onerror, src: `${root}du-lieu/tim-don-vi.js` }, document.head);
    };
    const show = () => {
      if (!units) return load();
      const found = search(input.value);
      list.replaceChildren();
      for (const { code, title } of found.slice(0, MOST)) {
        make("a", { href: `${root}don-vi/${code}.html`, textContent: title }, make("li", {}, list));
      }
      const said = found.length ? count.replace("{count}", found.length.toLocaleString(document.documentElement.lang)) : none;
      status.textContent = input.value.trim() ? (found.length > MOST ? `${said}. ${more}.` : said) : "";
    };
    box.addEventListener("focusin", load);
    box.addEventListener("input", show);
    box.addEventListener("keydown", (event) => {
      const stops = [input, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      if (event.key === "Enter" && at === 0) stops[1]?.click();
      else if (event.key === "ArrowDown") stops[Math.min(at + 1, stops.length - 1)].focus();
      else if (event.key === "ArrowUp") stops[Math.max(at - 1, 0)].focus();
      else if (event.key === "Escape") {
        input.value = "";
        input.focus();
        show();
      } else return;
      event.preventDefault();
    });
    box.hidden = false;
  };
  boxes.forEach(set);
})();
