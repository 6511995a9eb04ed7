// The site's font on the first page that somebody reads: nothing is shown before it is there, or for a moment, when it is not;
// it never changes what is being read. From a disk it is there at once.
(() => {
  const { src } = document.currentScript;
  const page = document.documentElement.classList;
  const faces = ["latin", "vietnamese"].flatMap((part) => ["400", "600 700"].map((weight) => {
    const file = new URL(`../fonts/be-vietnam-pro-${part}-${weight.slice(-3)}.woff2`, src);
    return new FontFace("Be Vietnam Pro", `url(${file})`, { weight });
  }));
  const show = () => page.remove("unread");
  page.add("unread");
  setTimeout(show, location.host ? 300 : 2000);
  // All of them or none: letters of two fonts in one word are worse than another font.
  Promise.all(faces.map((face) => face.load())).then(() => {
    if (page.contains("unread")) faces.map((face) => document.fonts.add(face));
    show();
  }, show);
})();
