/**
 * The search page: `?q=…&kind=…&industry=…&level=…` is its whole state, so that every search can be linked and the
 * back button leads through the searches. Without a query the A–Z index stays.
 */

import { composing } from "./composing.js";
import { levelIn, loadEngine, say, words } from "./search-data.js";
import { draw, element } from "./elements.js";
import { facts, identity, linked, shortened } from "./search-result.js";

const FACETS = { kind: "kinds", industry: "industries", level: "levels" }; // with the words for their values
const NEAREST = 5;
const PAGE = 50;
const WIDE = matchMedia("(min-width: 56rem)"); // as in 6-search.css

let page;

export function attachPage(form, input) {
  if (page) return;
  const part = (name) => document.querySelector(`[data-search-${name}]`);
  page = {
    input,
    status: part("status"),
    failed: document.querySelector(".unscripted"), // what those without scripts read
    facets: part("facets"),
    results: part("results"),
    nearest: part("nearest"),
    index: part("index"),
    paper: document.createElement("p"), // on which form and filters are not printed
    title: document.title,
    state: asked(),
    typing: false, // since the last search that somebody may want to come back to
    run: 0,
  };
  page.failed.hidden = true;
  page.paper.className = "print-head";
  page.status.before(page.paper);
  input.addEventListener("input", type);
  input.addEventListener("change", () => (page.typing = false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && composing(event)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Without its data, as after a new site has come, the page is asked for anew, if there is a network.
    const search = () => go({ q: input.value });
    loadEngine().then(search, () => (navigator.onLine ? location.assign(addressWith({ q: input.value })) : search()));
  });
  page.facets.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { facet, value } = link.dataset;
    // The links are made anew; the one that was pressed keeps the focus, or what is left of them.
    go({ [facet]: value }).then(() => {
      const same = page.facets.querySelector(WIDE.matches ? `[data-facet="${facet}"][data-value="${value}"]` : "summary");
      (same ?? page.facets.querySelector("a") ?? page.results.querySelector("a") ?? input).focus();
    });
  });
  page.results.addEventListener("click", async (event) => {
    if (!event.target.closest("button")) return;
    const next = page.shown;
    page.shown = Infinity;
    await render();
    page.results.children[next]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    const before = addressWith({});
    page.state = asked();
    if (addressWith({}) === before) return; // a link within the page
    page.typing = false;
    input.value = page.state.q;
    renderAnew(place());
  });
  addEventListener("pagehide", keepPlace);
  WIDE.addEventListener("change", () => WIDE.matches && page.facets.firstChild?.setAttribute("open", ""));
  loadEngine().catch(() => {});
  // Somebody may have typed before this module was there.
  // Browsers that resist fingerprinting do not say how somebody came.
  const back = (performance.getEntriesByType("navigation")[0]?.type ?? "navigate") !== "navigate";
  return input.value === page.state.q ? renderAnew(back && isAsked() ? place() : null) : type();
}

/** Whether there is something that somebody has asked for. */
const isAsked = () => Object.values(page.state).some((value) => value.trim());

/** The first letter after a search is a step for the back button, and those that follow belong to it. */
function type() {
  return change({ q: page.input.value }, page.typing || !isAsked() ? "replaceState" : "pushState", true);
}

const go = (changes) => change(changes, addressWith(changes) === addressWith({}) ? "replaceState" : "pushState", false);

function change(changes, step, typing) {
  const address = addressWith(changes);
  if (step === "pushState") keepPlace();
  Object.assign(page.state, changes);
  page.typing = typing;
  try {
    history[step](null, "", address);
  } catch {
    // Browsers allow only so many steps at a time; results follow the box all the same.
  }
  return renderAnew();
}

/** How far somebody has read this search, for when they leave the page or search on, and come back; storage may be forbidden. */
function keepPlace() {
  try {
    sessionStorage.setItem(addressWith({}), JSON.stringify({ all: page.shown > PAGE, top: scrollY }));
  } catch {
    // Then they come back to its beginning.
  }
}

function place() {
  try {
    return JSON.parse(sessionStorage.getItem(addressWith({})));
  } catch {
    return null;
  }
}

async function renderAnew(kept) {
  page.shown = kept?.all ? Infinity : PAGE;
  await render();
  if (kept) scrollTo(0, kept.top);
}

/** The state as the address has it. */
function asked() {
  const state = new URLSearchParams(location.search);
  return Object.fromEntries(["q", ...Object.keys(FACETS)].map((name) => [name, state.get(name) ?? ""]));
}

/** This page's address with some of its state changed; an empty value is left out. */
function addressWith(changes) {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries({ ...page.state, ...changes })) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return `${location.pathname}?${next}`.replace(/\?$/, "");
}

/** Whether an entry stays when the facets are as given. Industry and level must hold for one and the same table. */
function fits(entry, { kind, industry, level }) {
  if (kind && entry.kind !== kind) return false;
  if (!industry && !level) return true;
  if (entry.kind === "industry") return !level && entry.id === industry;
  return entry.listings.some((listing) => (!industry || listing.industry === industry) && (!level || listing.level === level));
}

async function render() {
  const run = ++page.run; // a newer state makes an older one worthless
  const { q, ...facets } = page.state;
  const query = q.trim();
  const anything = () => Boolean(query || Object.values(facets).join(""));
  page.index.hidden = anything();
  const engine = anything() && (await loadEngine().catch(() => null));
  if (run !== page.run) return;
  const failed = anything() && !engine;
  // Values that the catalogue does not have choose nothing.
  for (const facet in FACETS) if (engine && !Object.hasOwn(words[FACETS[facet]], facets[facet])) facets[facet] = "";
  const level = engine && levelIn(query, engine);
  if (level) facets.level = level;
  const found = !engine || !anything() ? [] : query && !level ? engine.search(query) : engine.entries.map((entry) => ({ entry }));
  const results = found.filter(({ entry }) => fits(entry, facets));
  const near = engine && query && !found.length ? engine.nearest(query, NEAREST) : [];

  for (const link of document.querySelectorAll("a[hreflang]")) link.search = addressWith({}).slice(location.pathname.length);
  document.title = query ? `${shortened(query)} – ${page.title}` : page.title;
  const chosen = engine ? Object.entries(facets).map(([facet, value]) => value && words[FACETS[facet]][value]).filter(Boolean) : [];
  drawFacets(found, facets, chosen, level);
  page.paper.textContent = anything() ? [query, ...chosen, location.href].filter(Boolean).join(" · ") : "";
  const rest = results.length - page.shown;
  draw(page.results, [...results.slice(0, page.shown).map((result) => listItem(result, identity(result.entry))), ...(rest > 0 ? [more(rest)] : [])]);
  page.nearest.hidden = !near.length;
  draw(page.nearest.querySelector("ul"), near.map((entry) => listItem({ entry }, {})));
  page.index.hidden = Boolean(found.length);
  page.status.ariaBusy = null;
  page.status.textContent = failed ? page.failed.textContent : anything() ? told(query, found, results) : "";
}

function told(query, found, results) {
  if (found.length && !results.length) return words.filtered;
  const n = results.length;
  return say(n > page.shown ? "first" : n ? "results" : "nothing", { n, first: page.shown, query: shortened(query) });
}

const listItem = (result, attributes) =>
  element("li", attributes, element("p", "", ...linked(result)), element("p", "result-facts", ...facts(result)));

const more = (n) => element("li", "", element("button", { class: "more", type: "button" }, say("more", { n })));

/** The facets, folded where they would push the results off a small screen. Folded or not, they name what is chosen. */
function drawFacets(found, facets, chosen, level) {
  const offered = Object.keys(FACETS).filter((facet) => !(level && facet === "level")); // the query chooses it
  const lists = offered.map((facet) => facetList(facet, found, facets)).filter(Boolean);
  const before = page.facets.firstChild;
  const summary = element("summary", "", [page.facets.getAttribute("aria-label"), ...chosen].join(" · "));
  draw(page.facets, lists.length ? [element("details", "", summary, ...lists)] : []);
  if (lists.length && !(before && WIDE.matches)) page.facets.firstChild.open = WIDE.matches;
}

/** A list of links, one for each value that has results, with their number. */
function facetList(facet, found, facets) {
  if (!found.length) return null;
  const number = (value) => found.filter(({ entry }) => fits(entry, { ...facets, [facet]: value })).length;
  const rows = Object.entries(words[FACETS[facet]])
    .map(([value, name]) => ({ value, name, n: number(value) }))
    .filter(({ value, n }) => n || value === facets[facet]);
  if (!rows.length || (rows.length === 1 && !facets[facet])) return null;
  const links = [{ value: "", name: words.all, n: number("") }, ...rows].map(({ value, name, n }) => {
    const attributes = { href: addressWith({ [facet]: value }), "data-facet": facet, "data-value": value, ...(value === facets[facet] && { "aria-current": "true" }) };
    return element("li", "", element("a", attributes, name, " ", element("span", "count", String(n))));
  });
  return element("section", "facet", element("h2", "facet-heading", words.facets[facet]), element("ul", "facet-values", ...links));
}
