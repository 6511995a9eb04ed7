// Puts two or three units of a table side by side: the cells of the table, as they stand there. What is chosen stands
// in the address, so that it can be shared.
(() => {
  const MOST = 3;
  const words = document.getElementById("so-sanh-mau")?.dataset;
  const tables = [...document.querySelectorAll("table.matrix")].filter((table) => table.tBodies[0]?.rows.length > 1);
  if (!words || !tables.length) return;
  const HASH = "#so-sanh=";
  const boxes = new Map();
  let chosen = [];

  const make = (name, text = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const bar = make("div", "", { class: "compare-bar", hidden: "" });
  const status = make("p", "", { role: "status" });
  const show = make("a", words.show, { href: "#so-sanh" });
  const clear = make("button", words.clear, { type: "button" });
  bar.append(status, show, clear);
  const side = make("section", "", { id: "so-sanh", class: "compare", tabindex: "-1", hidden: "" });

  for (const table of tables) {
    for (const row of table.tBodies[0].rows) {
      const link = row.querySelector("th a");
      const code = link && /([^/]+)\.html$/.exec(link.getAttribute("href"))?.[1];
      if (!code) continue;
      const box = make("input", "", { type: "checkbox", "aria-label": words.choose.replace("{unit}", link.textContent) });
      box.addEventListener("change", () => choose(code, box.checked));
      link.before(box);
      boxes.set(code, { box, row, table });
    }
  }

  function choose(code, on) {
    const table = boxes.get(code).table;
    // Units of one table are compared: those of another are let go of.
    const others = chosen.filter((other) => other !== code && boxes.get(other).table === table);
    if (on && others.length >= MOST) {
      boxes.get(code).box.checked = false;
      status.textContent = words.limit;
      return;
    }
    chosen = on ? [...others, code] : others;
    history.replaceState(null, "", chosen.length ? HASH + chosen.join(",") : location.pathname + location.search);
    update();
  }

  function update() {
    for (const [code, { box }] of boxes) box.checked = chosen.includes(code);
    bar.hidden = !chosen.length;
    const enough = chosen.length > 1;
    const title = words.title.replace("{count}", chosen.length);
    status.textContent = enough ? title : chosen.length ? words.one : "";
    show.hidden = side.hidden = !enough;
    if (!enough) return;
    const picked = chosen.map((code) => boxes.get(code));
    const table = picked[0].table;
    const heads = [...table.tHead.rows[0].cells];
    const compared = make("table", "", { class: `compared of-${picked.length}` });
    const header = compared.createTHead().insertRow();
    header.append(make("th", heads[0].textContent, { scope: "col" }));
    for (const { row } of picked) {
      const cell = make("th", "", { scope: "col" });
      cell.append(row.querySelector("th a").cloneNode(true));
      header.append(cell);
    }
    const body = compared.createTBody();
    heads.slice(1).forEach((head, at) => {
      const line = body.insertRow();
      const name = make("th", "", { scope: "row" });
      name.append(...[...head.childNodes].map((node) => node.cloneNode(true)));
      line.append(name);
      for (const { row } of picked) {
        const cell = row.cells[at + 1].cloneNode(true);
        line.append(cell);
      }
    });
    side.replaceChildren(make("h2", title), compared);
    const place = table.closest(".scroll") ?? table;
    place.before(side);
    place.after(bar);
  }

  function read() {
    if (!location.hash.startsWith(HASH)) return;
    const codes = location.hash.slice(HASH.length).split(",").filter((code) => boxes.has(code));
    const table = boxes.get(codes[0])?.table;
    chosen = [...new Set(codes)].filter((code) => boxes.get(code).table === table).slice(0, MOST);
    update();
    table?.closest("details")?.setAttribute("open", "");
    if (!side.hidden) side.scrollIntoView();
  }

  clear.addEventListener("click", () => {
    const first = boxes.get(chosen[0])?.box;
    chosen = [];
    history.replaceState(null, "", location.pathname + location.search);
    update();
    first?.focus();
  });
  // A jump to the comparison must not take what is chosen out of the address.
  show.addEventListener("click", (event) => {
    event.preventDefault();
    side.scrollIntoView();
    side.focus();
  });
  addEventListener("hashchange", read);
  document.querySelectorAll(".compare-hint").forEach((hint) => (hint.hidden = false));
  read();
})();
