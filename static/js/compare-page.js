/**
 * Compares two to four industries or roles in the browser. `?industries=a,b` or `?roles=a,b` is the whole state.
 * Every figure is shown as printed, in its own table; nothing is computed from two of them.
 */

import { KINDS, compare } from "./comparison.js";
import { draw, element } from "./compare-table.js";
import { carryState, fill, state, stated } from "./state.js";

const FEWEST = 2;
const MOST = 4;

export function attachCompare() {
  const form = document.querySelector("[data-compare]");
  const view = {
    form,
    words: form.dataset,
    status: form.querySelector("[data-compare-status]"),
    chips: form.querySelector("[data-compare-chosen]"),
    clear: form.querySelector("[data-compare-clear]"),
    summary: form.querySelector("summary"),
    result: document.querySelector("[data-compare-result]"),
    left: {}, // what was chosen of each kind, to come back to after a look at the other
    none: false, // whether the list shows no role
    loaded: null,
    run: 0,
  };
  const filter = form.querySelector("[data-compare-filter]");
  const read = () => show(view);
  const choose = (kind, ids) => {
    showKind(form, kind);
    state({ industries: "", roles: "", [kind]: ids.join(",") });
    read();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "kind") choose(target.value, view.left[target.value] ?? []);
    if (!KINDS.includes(target.name)) return;
    const { kind, ids } = asked(form);
    if (!target.checked) choose(kind, ids.filter((id) => id !== target.value));
    else if (ids.length < MOST) choose(kind, [...ids, target.value]);
    else {
      target.checked = false;
      tell(view, fill(view.words.tooMany, { most: MOST }));
    }
  });
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    const items = [...form.querySelectorAll("[data-kind=roles] li")];
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    const none = items.every((item) => item.hidden);
    if (none) tell(view, view.words.noMatch);
    else if (view.none) read(); // what was said before
    view.none = none;
  });
  view.chips.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    const { kind, ids } = asked(form);
    choose(kind, ids.filter((id) => id !== pressed.value));
    (view.chips.querySelector("button") ?? view.summary).focus();
  });
  view.clear.addEventListener("click", () => {
    choose(asked(form).kind, []);
    view.summary.focus();
  });
  addEventListener("popstate", read);
  form.hidden = false;
  document.querySelector(".unscripted").hidden = true;
  // Who follows a link to a comparison wants to see it, not the way to make one.
  form.querySelector("details").open = asked(form).ids.length < FEWEST;
  read();
}

const boxes = (form, kind) => [...form.querySelectorAll(`input[name=${kind}]`)];

/** What the address asks for: names that the catalogue has, each once, at most four; `over` if it asks for more. */
function asked(form) {
  const known = (kind) => {
    const ids = new Set(boxes(form, kind).map((box) => box.value));
    return [...new Set(stated(kind).split(","))].filter((id) => ids.has(id));
  };
  const kind = KINDS.find((one) => known(one).length) ?? form.querySelector("[name=kind]:checked").value;
  const ids = known(kind);
  return { kind, ids: ids.slice(0, MOST), over: ids.length > MOST };
}

function showKind(form, kind) {
  form.querySelector(`[name=kind][value=${kind}]`).checked = true;
  for (const group of form.querySelectorAll("[data-kind]")) group.hidden = group.dataset.kind !== kind;
}

async function show(view) {
  const { form, words, chips } = view;
  const run = ++view.run; // a newer choice stops the older one
  const { kind, ids, over } = asked(form);
  showKind(form, kind);
  for (const one of KINDS) for (const box of boxes(form, one)) box.checked = one === kind && ids.includes(box.value);
  chips.replaceChildren(...ids.map((id) => chip(form, kind, id)));
  view.clear.hidden = !ids.length;
  view.left[kind] = ids;
  carryState();
  const told = over ? `${fill(words.tooMany, { most: MOST })} ` : "";
  if (ids.length < FEWEST) {
    view.result.hidden = true;
    return tell(view, ids.length ? words.oneMore : words.start);
  }
  tell(view, "");
  view.status.ariaBusy = "true";
  view.loaded ??= load(words.source);
  const tables = await view.loaded.catch(() => null);
  if (run !== view.run) return;
  if (!tables) {
    view.loaded = null; // a failed load must not last
    view.result.hidden = true;
    return tell(view, words.failed);
  }
  const comparison = compare(tables, kind, ids);
  draw(view.result, comparison, words);
  const count = (which) => comparison.groups.filter((group) => group.which === which).reduce((sum, { rows }) => sum + rows.length, 0);
  tell(view, told + fill(words.tally, { all: count("all"), some: count("some"), one: count("one") }));
}

async function load(source) {
  const response = await fetch(new URL(source, location.href));
  if (!response.ok) throw new Error(`${source} answers ${response.status}.`);
  return response.json();
}

/** A chosen name as a button that takes it out again. */
function chip(form, kind, id) {
  const box = boxes(form, kind).find(({ value }) => value === id);
  const name = box.nextElementSibling.firstChild.textContent.trim();
  const button = element("button", { type: "button", value: id, ariaLabel: fill(form.dataset.remove, { name }) }, name);
  return element("li", {}, button);
}

/** A text that is said again although it is the same, as when a fifth is refused twice. */
function tell({ status }, text) {
  status.ariaBusy = null;
  status.replaceChildren(element("span", {}, text));
}
