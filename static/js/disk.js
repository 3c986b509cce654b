/**
 * What site.js leaves to modules, which no browser loads from a disk: here the search, its suggestions and the lookup
 * of lists. Only in the copy for disks (disk.py), where it runs as soon as the page is there.
 */

import { attachBox } from "./search-box.js";
import { attachPage } from "./search-page.js";
import { lookUp } from "./lookup.js";

const searching = document.querySelector("form[data-search]");
const box = searching.querySelector("input");
const list = document.querySelector("[data-lookup]");

if (searching.dataset.search === "page") {
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  attachPage(searching, box);
} else {
  for (const event of ["focus", "input"]) box.addEventListener(event, () => attachBox(searching, box), { once: true });
}

if (list) {
  list.hidden = false;
  document.querySelector(".unscripted").hidden = true;
  list.addEventListener("lookup", ({ detail }) => lookUp(list, detail ?? undefined)); // as site.js says it
}
