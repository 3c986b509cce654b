/**
 * The search box in the header: an ARIA combobox whose list suggests entries while one types. Nothing is loaded
 * before it has the focus. On the search page the results themselves follow the box, so it suggests nothing there.
 */

import { addressOf, levelIn, loadEngine, say, words } from "./search-data.js";
import { composing } from "./composing.js";
import { draw, element } from "./elements.js";
import { facts, identity, names, shortened } from "./search-result.js";

/** More are neither read nor seen on a phone above its keyboard, and each is laid out at every key stroke. */
const LIMIT = 6;

let attached = false;

export function attachBox(form, input) {
  if (attached) return;
  attached = true;
  const [list, status] = [document.createElement("div"), document.createElement("p")];
  const [place, box] = [document.createElement("div"), document.createElement("div")];
  place.className = "suggestions";
  place.append(box);
  box.append(list, status);
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  status.setAttribute("role", "status");
  form.append(place);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  let active = -1;

  function show(results, told = "") {
    activate(-1);
    draw(list, results.map(option));
    list.hidden = !results.length;
    box.className = results.length || told ? "open" : ""; // CSS would ask what is in it at every key stroke
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = told;
  }

  function option(result, i) {
    const { entry } = result;
    const attributes = { id: `suggestion-${i}`, href: addressOf(entry), tabindex: "-1", role: "option", "aria-selected": "false", ...identity(entry) };
    return element("a", attributes, ...names(result).flatMap((name) => [name, " "]), element("span", "result-facts", ...facts(result)));
  }

  function activate(next) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = next;
    const chosen = list.children[active];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  async function update() {
    const { value } = input;
    const engine = await loadEngine().catch(() => null);
    // An answer to what was typed before, or to somebody who has left, is worth nothing now.
    if (!engine || value !== input.value || document.activeElement !== input) return;
    list.setAttribute("aria-label", words.suggestions);
    const query = value.trim();
    const found = engine.search(query, { limit: LIMIT });
    const n = found.total;
    const told = n > LIMIT ? "first" : n ? "results" : "nothing";
    show(found, query && !levelIn(query, engine) ? say(told, { n, first: LIMIT, query: shortened(query) }) : "");
  }

  async function step(by) {
    if (list.hidden) await update();
    const { length } = list.children;
    if (length) activate(by > 0 ? (active + 1) % length : (active < 1 ? length : active) - 1);
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", update);
  input.addEventListener("blur", () => show([]));
  addEventListener("pagehide", () => show([])); // who comes back finds the page, not the list over it
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (composing(event)) {
      if (key === "Enter") event.preventDefault();
    } else if (key === "Escape" && status.textContent) {
      event.preventDefault();
      show([]);
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && list.children[active]) {
      event.preventDefault();
      list.children[active].click();
    }
  });
  // A press on the list must not take the focus away before the click arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  update();
}
