/** Stands in the worker's place where there shall be none: throws away what one kept, and itself. */

const mine = `catalogue ${new URL(self.registration.scope).pathname} `;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(clear());
});
