/**
 * Keeps every page of one language on this device, on request. What is kept is not noted down anywhere: a kept page
 * counts if its hash is the one that the list of the site names, so an older page does not. What the worker keeps from
 * the beginning lies in a cache of its own, and stays when the pages are removed.
 */

import { fill } from "./state.js";

const AT_ONCE = 4; // requests

export async function attachOffline(section) {
  await navigator.serviceWorker.ready; // for ever, where there is none
  const list = new URL(section.dataset.list, location.href);
  const { [section.dataset.language]: listed } = await fetch(list, { cache: "no-cache" }).then((response) => response.json()).catch(() => ({}));
  const name = `catalogue ${new URL(".", list).pathname} `; // as worker.js names its caches
  const pages = (listed ?? []).map(([path, digest, bytes]) => ({ address: new URL(path, list).href, digest, bytes }));
  const view = {
    words: section.dataset,
    cache: `${name}pages`,
    shell: `${name}shell`,
    pages,
    head: section.querySelector("h2"),
    keep: section.querySelector("[data-offline-keep]"),
    stop: section.querySelector("[data-offline-stop]"),
    remove: section.querySelector("[data-offline-remove]"),
    progress: section.querySelector("progress"),
    status: section.querySelector("[role=status]"),
  };
  view.keep.addEventListener("click", () => keep(view));
  view.remove.addEventListener("click", async () => {
    await caches.delete(view.cache);
    await show(view, view.words.removed);
    if (view.keep.hidden) view.head.tabIndex = -1; // no list, no button
    (view.keep.hidden ? view.head : view.keep).focus();
  });
  await show(view);
  section.hidden = !listed && view.remove.hidden; // without a network, what is kept can still be removed
}

/** Shows what is kept now; says `words`, or that all is kept. Returns the pages that are not. */
async function show(view, words = "") {
  const cache = await caches.open(view.cache);
  const known = await Promise.all(view.pages.map((page) => isKept(view, page)));
  const left = view.pages.filter((_, at) => !known[at]);
  const megabytes = left.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  view.keep.textContent = fill(view.words.keep, { size: megabytes.toFixed(1) });
  view.keep.hidden = !left.length;
  view.remove.hidden = !(await cache.keys()).length;
  view.stop.hidden = view.progress.hidden = true;
  const values = { n: view.pages.length - left.length, total: view.pages.length };
  view.status.textContent = fill(left.length || !view.pages.length ? words : view.words.done, values);
  return left;
}

async function keep(view) {
  const left = await show(view);
  const stop = new AbortController();
  const stopped = () => stop.abort();
  view.keep.hidden = view.remove.hidden = true;
  view.stop.hidden = view.progress.hidden = false;
  view.stop.addEventListener("click", stopped, { once: true });
  view.stop.focus();
  view.progress.max = left.length;
  view.progress.value = 0;
  view.status.textContent = view.words.started;
  navigator.storage?.persist?.().catch(() => {}); // asks the browser not to throw it away
  let words = view.words.stopped;
  try {
    await take(view, left, stop.signal);
  } catch (error) {
    if (error.name === "QuotaExceededError") words = view.words.full;
    else if (!stop.signal.aborted) words = view.words.failed;
  }
  stop.abort(); // what one failure leaves under way
  view.stop.removeEventListener("click", stopped);
  await show(view, words);
  (view.keep.hidden ? view.remove : view.keep).focus();
}

async function take(view, left, signal) {
  const cache = await caches.open(view.cache);
  const waiting = [...left];
  const one = async () => {
    while (waiting.length && !signal.aborted) {
      const { address } = waiting.shift();
      const response = await fetch(address, { cache: "no-cache", signal });
      if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
      await cache.put(address, response);
      view.progress.value += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Whether this page, as it is now, is what the worker would show. */
async function isKept({ cache, shell }, { address, digest }) {
  const [visited, first] = await Promise.all([cache, shell].map((cacheName) => caches.match(address, { cacheName })));
  const response = visited ?? first;
  if (!response) return false;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return digest === [...hash].slice(0, digest.length / 2).map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
