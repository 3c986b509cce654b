/**
 * What scripts add to every page. A classic script, because modules do not load from a disk; it imports each module
 * only where and when it is needed. Without it every page still reads, links and prints.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  const starter = document.currentScript.dataset.offline; // the page that starts the worker, on sites that have one
  const onDisk = location.protocol === "file:"; // where no module will come
  let form;

  // Before the first paint, so that nobody sees the other colours flash.
  showTheme(remembered());
  if (onDisk) noModule();
  document.addEventListener("DOMContentLoaded", () => {
    form = document.querySelector("form[data-search]");
    tellToday();
    offerThemes(document.querySelector("[data-theme-switch]"));
    const lookup = document.querySelector("[data-lookup]");
    if (lookup) lookUpOnUse(lookup);
    if (onDisk) nameIndexFiles();
    else if (form) enhance();
    if (!onDisk && document.querySelector("[data-table-tools]")) {
      import("./tables.js").then(({ attachTables }) => attachTables(), () => {});
    }
    if (starter && location.protocol === "https:" && navigator.serviceWorker) keepPages();
  });

  /** Has the worker (worker.js) started after all else, by a page that may: the policy of this one does not let it. */
  function keepPages() {
    const section = document.querySelector("[data-keeping]");
    if (section) import("./offline.js").then(({ attachOffline }) => attachOffline(section)).catch(() => {});
    if (navigator.serviceWorker.controller || navigator.connection?.saveData || self !== top) return;
    addEventListener("load", () => {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.src = starter;
      document.body.append(frame);
    });
  }

  /** What only modules can use is not there, and no place is kept for it. */
  function noModule() {
    root.dataset.disk = "";
  }

  /** The page, and the browser's frame around it, which else go by the system. */
  function showTheme(theme) {
    if (!theme) return;
    root.dataset.theme = theme;
    document.querySelectorAll("meta[name=theme-color]").forEach((meta, i) => (meta.media = theme === ["light", "dark"][i] ? "all" : "not all"));
  }

  /** The reader's choice of colours, if there is one. */
  function remembered() {
    return { light: "light", dark: "dark" }[stored("theme")];
  }

  /** What the reader chose for this or, with a value, for what is read hereafter; storage may be forbidden. */
  function stored(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      return localStorage.getItem(name);
    } catch {
      return value; // the choice then lasts for this page
    }
  }

  /** A citation names the day on which the page was read: 2026-03-01, by the reader's clock. */
  function tellToday() {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    for (const node of document.querySelectorAll("[data-today]")) node.textContent = today;
  }

  function offerThemes(button) {
    if (!button) return;
    const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    tell();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      showTheme(remembered()); // it may have been changed on a page that was read since
      tell();
    });
    button.addEventListener("click", () => {
      showTheme(isDark() ? "light" : "dark");
      tell();
      stored("theme", root.dataset.theme);
    });
  }

  /** A web server shows a folder's index.html; a disk shows the folder, unless the link names the file. */
  function nameIndexFiles() {
    for (const [selector, attribute] of [["a[href]", "href"], ["form[action]", "action"]]) {
      for (const node of document.querySelectorAll(selector)) {
        const address = new URL(node.getAttribute(attribute), location.href);
        if (address.protocol !== "file:" || !address.pathname.endsWith("/")) continue;
        address.pathname += "index.html";
        node.setAttribute(attribute, address.href);
      }
    }
  }

  function enhance() {
    const input = form.querySelector("input");
    focusOnSlash(input);
    if (document.querySelector("[data-matrix]")) import("./matrix.js").then(({ attachMatrix }) => attachMatrix(), noModule);
    if (document.querySelector("[data-compare]")) import("./compare.js").then(({ attachCompare }) => attachCompare(), noModule);
    if (form.dataset.search === "page") searchOnUse(input);
    else onUse(input, () => search().then(({ attachBox }) => attachBox(form, input), () => {}));
  }

  /** Nothing of the search is loaded before somebody wants to search. What failed is tried again, under another
   * address, because a browser remembers that a module did not load. */
  function onceLoaded(address) {
    let loaded;
    let failed = 0;
    return () => {
      loaded ??= import(failed ? `${address}?${failed}` : address).catch((error) => {
        loaded = undefined;
        failed += 1;
        throw error;
      });
      return loaded;
    };
  }

  const search = onceLoaded("./search.js");
  const lookupTool = onceLoaded("./lookup.js");

  function onUse(input, start) {
    for (const event of ["focus", "input"]) input.addEventListener(event, start);
    if (document.activeElement === input) start();
  }

  function searchOnUse(input) {
    const status = document.querySelector("[data-search-status]");
    const index = document.querySelector("[data-search-index]");
    const asked = new URLSearchParams(location.search);
    const start = () =>
      search().then(({ attachPage }) => attachPage(form, input), () => {
        index.hidden = false;
        status.ariaBusy = null;
        status.textContent = document.querySelector(".unscripted").textContent;
      });
    input.value = asked.get("q") ?? "";
    index.hidden = ["q", "kind", "industry", "level"].some((name) => asked.get(name));
    if (index.hidden) {
      status.ariaBusy = "true";
      start();
    }
    onUse(input, start);
  }

  /** The list stays in the page, whatever is pressed or dropped before its script is there. */
  function lookUpOnUse(lookup) {
    const status = lookup.querySelector("[data-lookup-status]");
    if (!onDisk) {
      lookup.hidden = false;
      document.querySelector(".unscripted").hidden = true;
    }
    const start = (file) => {
      if (onDisk) return lookup.dispatchEvent(new CustomEvent("lookup", { detail: file })); // disk.js has the tool
      status.textContent = "";
      status.ariaBusy = "true";
      lookupTool()
        .then(({ lookUp }) => lookUp(lookup, file))
        .catch(() => (status.textContent = status.dataset.failed))
        .finally(() => (status.ariaBusy = null));
    };
    lookup.addEventListener("submit", (event) => {
      event.preventDefault();
      start();
    });
    lookup.addEventListener("change", ({ target }) => {
      if (!target.files?.length) return;
      start(target.files[0]);
      target.value = ""; // so that the same file can be chosen again; the answers name it
    });
    for (const type of ["dragover", "drop"]) {
      lookup.addEventListener(type, (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        if (type === "drop") start(event.dataTransfer.files[0]);
      });
    }
  }

  /** Who speaks to the computer may press keys unawares, so the page about the site has a switch for it. */
  function focusOnSlash(input) {
    const choice = document.querySelector("[data-slash]");
    let on = stored("slash") !== "off";
    const tell = () => (on ? input.setAttribute("aria-keyshortcuts", "/") : input.removeAttribute("aria-keyshortcuts"));
    tell();
    if (choice) {
      const box = choice.querySelector("input");
      choice.hidden = false;
      box.checked = on;
      box.addEventListener("change", () => {
        on = box.checked;
        stored("slash", on ? "on" : "off");
        tell();
      });
    }
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (!on || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }
})();
