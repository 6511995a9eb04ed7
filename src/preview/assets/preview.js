// Waits for news of the preview. A new edition reloads the page where it stands; problems come into the panel.
(() => {
  "use strict";
  const { edition, change } = document.currentScript.dataset;
  const place = `thidua-preview ${location.pathname}`;
  const host = document.getElementById("thidua-preview");
  // Problems are told once, around all frames.
  host.hidden = parent !== window;
  let shown = change;
  let events;

  // Without what a script folds: that may come after this.
  const opened = () => [...document.querySelectorAll("details:not(.take)")];

  function restore() {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch {
      // A browser that keeps nothing: the page begins at its top.
    }
    if (!kept) return;
    opened().forEach((details, index) => {
      if (index in kept.open) details.open = kept.open[index];
    });
    scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
  }

  function reload() {
    const open = opened().map((details) => details.open);
    try {
      sessionStorage.setItem(place, JSON.stringify({ left: scrollX, top: scrollY, open }));
    } catch {
      // As above.
    }
    events.close();
    location.reload();
  }

  async function renew(news) {
    shown = news;
    const answer = await fetch("/.thidua/panel").catch(() => undefined);
    if (!answer?.ok || shown !== news) return;
    const panel = (host.shadowRoot ?? shadow()).querySelector(".panel");
    const before = panel.querySelector("details.wrong");
    panel.innerHTML = await answer.text();
    const after = panel.querySelector("details.wrong");
    // Who has closed the panel to see the page need not close it again.
    if (before && after) after.open = before.open;
  }

  /** For a browser that does not know shadow trees in HTML. */
  function shadow() {
    const tree = host.attachShadow({ mode: "open" });
    const template = host.querySelector("template");
    tree.append(template.content.cloneNode(true));
    template.remove();
    return tree;
  }

  function listen() {
    events = new EventSource("/.thidua/events");
    events.onmessage = ({ data }) => {
      const [newest, news] = data.split(" ");
      if (newest !== edition) reload();
      else if (news !== shown) renew(news);
    };
  }

  // A browser keeps six connections to a server: those of pages that nobody sees are given back.
  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (document.visibilityState === "visible") listen();
  });
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  if (!host.shadowRoot) shadow();
  restore();
  if (document.visibilityState === "visible") listen();
})();
