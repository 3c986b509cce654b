/** The state of a view lies in the address, so that it can be linked and the back button works. */

/** What the address says about a name: empty if nothing. */
export const stated = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** Changes the address, with a step for the back button; an empty value is left out. */
export function state(values) {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.toString().replaceAll("%2C", ",");
  if (`?${query}` === (location.search || "?")) return;
  history.pushState(null, "", query ? `?${query}` : location.pathname);
}

/** The other language's page shows the same view. */
export function carryState() {
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
}

/** A text with its values: `fill("{n} of {total}", { n: 1, total: 2 })`. */
export function fill(text, values) {
  return text.replace(/\{([a-z_]+)\}/g, (_, name) => values[name]);
}
