/**
 * Keeps pages for readers without a network. What stands before this in the published `sw.js` is written by the build:
 * BUILD, a hash of all that is kept, and SHELL, the paths that are kept from the beginning: their pages lie apart, so
 * that they stay when a reader removes the others (offline.js).
 *
 * A page always comes from the network if there is one; a kept page is shown only when asking fails. Assets have their
 * hash in their name, and only what has that hash is kept, so a kept one is the right one. A cache that fails is as good as none: nothing waits for it.
 */

const home = self.registration.scope;
const NAME = `catalogue ${new URL(home).pathname} `; // other sites of the same host have other paths
const PAGES = `${NAME}pages`;
const FIRST = `${NAME}shell`;
const ASSETS = `${NAME}assets`;
const MISSING = new URL("offline.html", home).href;
const HASHED = /^.*\/([a-z0-9-]+\.([0-9a-f]{8})\.[a-z]+)$/;

const fileName = (address) => HASHED.exec(new URL(address, home).pathname)?.[1];

self.addEventListener("install", (event) => {
  self.skipWaiting(); // no page needs the worker that it began with
  event.waitUntil(keepShell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), self.clients.claim()]));
  tidy(); // not waited for: until this event ends, pages wait
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(home)) return;
  if (fileName(request.url)) event.respondWith(asset(event, bare(request.url)));
  else if (request.mode === "navigate") event.respondWith(page(event, bare(request.url)));
});

async function page(event, address) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    const copy = response.clone();
    event.waitUntil(remember(address, copy).catch(() => {}));
    return response;
  } catch {
    return (await kept(PAGES, address)) ?? (await kept(FIRST, address)) ?? (await missing()) ?? Response.error();
  }
}

async function asset(event, address) {
  const known = await kept(ASSETS, address);
  if (known) return known;
  const response = await fetch(event.request);
  if (response.ok) {
    const copy = response.clone();
    event.waitUntil(keepAsset(address, copy).catch(() => {}));
  }
  return response;
}

/**
 * A host in trouble answers with a page that says so: what is not what its name says is never kept, but asked for
 * once more, past what the browser itself may have kept of it.
 */
async function keepAsset(address, response, again = true) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  const digits = [...sum.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digits === HASHED.exec(address)[2]) await put(ASSETS, address, response);
  else if (again) await keepAsset(address, await fetch(address, { cache: "reload" }), false);
  else throw new Error(`${address} is something else.`);
}

async function remember(address, response) {
  if (response.status === 404 || response.status === 410) await forget(address);
  else if (isPage(response)) await put(PAGES, address, response);
  if (!(await kept(FIRST, MISSING))) await keepShell(); // thrown away by the browser
}

async function forget(address) {
  for (const name of [PAGES, FIRST]) await (await caches.open(name)).delete(address);
}

function isPage(response) {
  return response.ok && response.type === "basic" && !response.redirected && response.headers.get("Content-Type")?.startsWith("text/html");
}

/** The page that says that the one asked for is not kept; shown at any depth, so its links begin at the site's root. */
async function missing() {
  const shown = await kept(FIRST, MISSING);
  if (!shown) return undefined;
  const text = (await shown.text()).replace(/ (href|src|data-worker)="(?![a-z]+:|[#/])/g, ` $1="${new URL(home).pathname}`);
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Takes what is not there yet; a shell that can't be had whole is no shell, and the browser tries again later. */
async function keepShell() {
  await Promise.all(
    SHELL.map(async (path) => {
      const address = new URL(path, home).href;
      const cache = fileName(address) ? ASSETS : FIRST;
      if (cache === ASSETS && (await kept(cache, address))) return;
      const response = await fetch(address, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
      await (cache === ASSETS ? keepAsset(address, response) : put(cache, address, response));
    }),
  );
}

/** Keeps the pages that were open before there was a worker, and drops what newer ones stand for. */
async function tidy() {
  // What was visited before hides no page of the new shell.
  const pages = await caches.open(PAGES).catch(() => null);
  await Promise.allSettled(SHELL.map((path) => pages?.delete(new URL(path, home).href)));
  const open = await self.clients.matchAll({ type: "window" });
  const tops = open.filter(({ frameType }) => frameType !== "nested").map(({ url }) => bare(url));
  await Promise.allSettled(tops.map(async (address) => remember(address, await fetch(address))));
  await dropUnneeded().catch(() => {});
}

async function dropUnneeded() {
  const [pages, assets] = [await caches.open(PAGES), await caches.open(ASSETS)];
  const found = new Map((await assets.keys()).map((request) => [fileName(request.url), request]));
  const needed = new Set();
  const unread = [];
  const need = (text) => {
    for (const [name] of text.matchAll(/[a-z0-9-]+\.[0-9a-f]{8}\.[a-z]+/g)) {
      if (!found.has(name) || needed.has(name)) continue;
      needed.add(name);
      unread.push(name);
    }
  };
  need(SHELL.join(" "));
  for (const request of await pages.keys()) need((await (await pages.match(request))?.text()) ?? "");
  while (unread.length) need((await (await assets.match(found.get(unread.pop())))?.text()) ?? "");
  for (const [name, request] of found) if (!needed.has(name)) await assets.delete(request);
}

/** An address without query and fragment: they do not change what the host sends. */
function bare(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

async function kept(cache, address) {
  try {
    return await (await caches.open(cache)).match(address);
  } catch {
    return undefined;
  }
}

async function put(cache, address, response) {
  await (await caches.open(cache)).put(address, response);
}
