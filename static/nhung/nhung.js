// Gives every frame with an embedded page the height of what is in it. In a page that embeds it listens to its frames;
// in an embedded page it tells the page around it. Nothing else passes between the two.
(() => {
  "use strict";
  const NAME = "thidua-nhung";
  const own = document.documentElement;

  if ("thiduaKhung" in own.dataset) {
    if (parent === window) return;
    // A link that leads the whole window is dead in a frame that editors have sealed; no script runs in those.
    for (const link of document.links) link.target = "_top";
    let told;
    const tell = () => {
      const height = Math.ceil(own.getBoundingClientRect().height);
      // Whoever embeds the page may know how high it is.
      if (height !== told) parent.postMessage({ type: NAME, height: (told = height) }, "*");
    };
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.type !== `${NAME}?`) return;
      told = undefined;
      tell();
    });
    addEventListener("load", tell);
    if ("ResizeObserver" in window) new ResizeObserver(tell).observe(own);
    tell();
    return;
  }

  // A page with several frames has this script several times.
  if (window[NAME]) return window[NAME]();
  const frames = () => [...document.querySelectorAll(`iframe[data-${NAME}]`)];
  const origin = (frame) => new URL(frame.src, location.href).origin;

  addEventListener("message", ({ source, origin: from, data }) => {
    const { type, height } = data ?? {};
    if (type !== NAME || !(height > 0 && height < 20000)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame && from === origin(frame)) frame.style.height = `${Math.ceil(height)}px`;
  });
  // Frames that were there first have told already, to nobody. The question may go to whatever is in them.
  const ask = () => frames().forEach(({ contentWindow }) => contentWindow?.postMessage({ type: `${NAME}?` }, "*"));
  window[NAME] = ask;
  ask();
  addEventListener("load", ask);
})();
