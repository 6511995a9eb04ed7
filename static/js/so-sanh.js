// Puts two or three units of a table side by side: the cells of the table, as they stand there. What is chosen stands
// in the address, so that it can be shared.
(() => {
  const MOST = 3;
  const HASH = "#so-sanh=";
  const words = document.getElementById("so-sanh-mau").dataset;
  const boxes = new Map();
  let chosen = [];

  const make = (name, text = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  const copies = (nodes) => [...nodes].map((node) => node.cloneNode(true));

  const bar = make("div", "", { class: "compare-bar", hidden: "" });
  const status = make("p", "", { role: "status" });
  const show = make("a", words.show, { href: "#so-sanh" });
  const clear = make("button", words.clear, { type: "button" });
  bar.append(status, show, clear);
  const side = make("section", "", { id: "so-sanh", class: "compare", tabindex: -1, hidden: "" });

  for (const link of document.querySelectorAll("table.matrix tbody th a")) {
    const row = link.closest("tr");
    const table = row.closest("table");
    const [, code] = /([^/]+)\.html$/.exec(link.href) ?? [];
    // Of a table of one unit there is nothing to compare.
    if (!code || table.rows.length < 3) continue;
    const box = make("input", "", { type: "checkbox", "aria-label": words.choose.replace("{unit}", link.textContent) });
    box.onchange = () => choose(code, box.checked);
    link.before(box);
    boxes.set(code, { box, link, row, table });
  }

  function choose(code, on) {
    // Units of one table are compared: those of another are let go of.
    const others = chosen.filter((other) => other !== code && boxes.get(other).table === boxes.get(code).table);
    if (on && others.length >= MOST) {
      boxes.get(code).box.checked = false;
      status.textContent = words.limit;
    } else tell(on ? [...others, code] : others);
  }

  function tell(codes) {
    chosen = codes;
    history.replaceState(null, "", chosen.length ? HASH + chosen : location.pathname + location.search);
    update();
  }

  function update() {
    for (const [code, { box }] of boxes) box.checked = chosen.includes(code);
    const title = words.title.replace("{count}", chosen.length);
    const few = chosen.length < 2;
    bar.hidden = !chosen.length;
    show.hidden = side.hidden = few;
    status.textContent = few ? words.one : title;
    if (!chosen.length) return;
    const picked = chosen.map((code) => boxes.get(code));
    const { table } = picked[0];
    const place = table.closest(".scroll") ?? table;
    place.after(bar);
    if (few) return;
    const [corner, ...heads] = table.tHead.rows[0].cells;
    const compared = make("table", "", { class: `compared of-${picked.length}` });
    const line = (element, first, scope, cells) => {
      const head = make("th", "", { scope });
      head.append(...copies(first));
      element.insertRow().append(head, ...cells);
    };
    const names = picked.map(({ link }) => {
      const name = make("th", "", { scope: "col" });
      name.append(...copies([link]));
      return name;
    });
    line(compared.createTHead(), corner.childNodes, "col", names);
    const body = compared.createTBody();
    heads.forEach((head, at) => line(body, head.childNodes, "row", copies(picked.map(({ row }) => row.cells[at + 1]))));
    side.replaceChildren(make("h2", title), compared);
    place.before(side);
  }

  function jump() {
    side.scrollIntoView();
    side.focus();
  }

  function read() {
    if (!location.hash.startsWith(HASH)) return;
    const codes = new Set(location.hash.slice(HASH.length).split(",").filter((code) => boxes.has(code)));
    const [first] = codes;
    const table = boxes.get(first)?.table;
    chosen = [...codes].filter((code) => boxes.get(code).table === table).slice(0, MOST);
    update();
    table?.closest("details")?.setAttribute("open", "");
    if (chosen.length > 1) jump();
  }

  clear.onclick = () => {
    const { box } = boxes.get(chosen[0]);
    tell([]);
    box.focus();
  };
  // A jump to the comparison must not take what is chosen out of the address.
  show.onclick = (event) => {
    event.preventDefault();
    jump();
  };
  addEventListener("hashchange", read);
  document.querySelector(".compare-hint").hidden = !boxes.size;
  read();
})();
