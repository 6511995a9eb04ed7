// Makes the desk quicker: what is typed is kept and checked by itself, marks are put in by buttons. Nothing needs it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const text = form.elements.namedItem("text");
  const checked = form.querySelector(".checked");
  const look = document.querySelector(".look");
  let changed = false;
  let timer;
  let isKeeping = false;

  /** Sends what is typed to be kept, and shows what is wrong with it. */
  async function keep() {
    const data = new FormData(form);
    data.set("viec", "giu");
    for (const name of [...data.keys()]) {
      // Files are sent when they are saved.
      if (data.get(name) instanceof File) data.delete(name);
    }
    changed = false;
    const answer = await fetch(form.action || location.href, { method: "POST", body: data }).catch(() => undefined);
    if (!answer?.ok) {
      changed = true;
      return;
    }
    checked.innerHTML = await answer.text();
    showLook();
  }

  /** Keeps until nothing more was typed meanwhile: a large campaign takes longer to check than a sentence to type. */
  async function keepAll() {
    if (isKeeping) return;
    isKeeping = true;
    while (changed) {
      await keep();
      if (changed) await new Promise((resolve) => setTimeout(resolve, 900));
    }
    isKeeping = false;
  }

  function showLook() {
    const frame = look?.querySelector("iframe");
    if (!frame || innerWidth < 1200) return;
    look.hidden = false;
    const address = frame.dataset.src ?? frame.getAttribute("src");
    let top = 0;
    try {
      top = frame.contentWindow.scrollY;
    } catch {
      // Another page: it begins at its top.
    }
    frame.dataset.src = address;
    frame.src = address;
    frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top), { once: true });
  }

  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keepAll, 900);
  });
  form.addEventListener("submit", () => {
    changed = false;
    clearTimeout(timer);
  });
  // A tab that is closed at once: the browser sends it all the same.
  addEventListener("pagehide", () => {
    if (!changed) return;
    const data = new FormData(form);
    data.set("viec", "giu");
    navigator.sendBeacon(form.action || location.href, data);
  });

  // What is copied from Word or a page of the web becomes Markdown; words alone are put in as they are.
  text?.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html");
    const plain = event.clipboardData?.getData("text/plain") ?? "";
    if (!html) return;
    event.preventDefault();
    const data = new FormData();
    for (const name of ["token", "version", "nhap"]) {
      const control = form.elements.namedItem(name);
      if (control) data.set(name, control.value);
    }
    data.set("viec", "dan");
    data.set("html", html);
    const answer = await fetch(form.action || location.href, { method: "POST", body: data }).catch(() => undefined);
    const pasted = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
    type(pasted?.markdown.replace(/\n$/, "") || plain);
    tell(pasted?.told ?? []);
  });

  /** Puts words at the cursor as if they were typed, so that the browser can take them back. */
  function type(words) {
    text.focus();
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      form.dispatchEvent(new Event("input"));
    }
  }

  function tell(sentences) {
    const told = form.querySelector(".pasted");
    if (!told) return;
    told.hidden = sentences.length === 0;
    told.querySelector("ul").replaceChildren(
      ...sentences.map((sentence) => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
      }),
    );
  }

  // A document or picture that is dropped anywhere on the page, or a picture that is pasted, is taken as if it were chosen.
  const chooser = form.elements.namedItem("file");
  const taking = form.querySelector(".document button");
  const alt = form.elements.namedItem("picture_alt");
  const at = form.elements.namedItem("picture_at");
  const isDocument = (file) => /\.(docx?|docm)$/i.test(file.name);
  const isPicture = (file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

  /** Takes a file as if it were chosen; a picture needs to be described first. */
  function choose(file) {
    const chosen = new DataTransfer();
    chosen.items.add(file);
    chooser.files = chosen.files;
    if (isPicture(file) && !alt.value.trim()) alt.focus();
    else form.requestSubmit(taking);
  }
  if (chooser && taking) {
    addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    addEventListener("drop", (event) => {
      const first = [...(event.dataTransfer?.files ?? [])].find((file) => isDocument(file) || isPicture(file));
      if (!first) return;
      event.preventDefault();
      choose(first);
    });
    text?.addEventListener("paste", (event) => {
      const first = [...(event.clipboardData?.files ?? [])].find(isPicture);
      // What has words too is a text.
      if (!first || event.clipboardData.getData("text/plain")) return;
      event.preventDefault();
      choose(first);
    });
    // A picture goes where the cursor was, if it ever was in the text.
    text?.addEventListener("blur", () => {
      at.value = text.selectionStart;
    });
  }

  const marks = form.querySelector(".marks");
  if (marks && text) {
    marks.hidden = false;
    marks.addEventListener("click", ({ target }) => {
      const insert = target.dataset?.insert;
      if (!insert) return;
      put(insert);
    });
  }

  /** Puts Markdown around what is chosen: `…` stands for that. */
  function put(insert) {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const chosen = value.slice(start, end);
    const [before, after = ""] = insert.replaceAll("\\n", "\n").split("…");
    const isLine = before.startsWith("\n") || /^[#\-1|]/.test(before);
    const lead = isLine && start > 0 && value[start - 1] !== "\n" ? "\n\n" : "";
    text.focus();
    text.setRangeText(lead + before + chosen + after, start, end, "end");
    const at = start + lead.length + before.length;
    text.setSelectionRange(at, at + chosen.length);
    form.dispatchEvent(new Event("input"));
  }
})();
