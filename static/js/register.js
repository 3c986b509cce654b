/**
 * Starts the worker. Of all pages only the one that loads this may: to start a worker is to run a script by its
 * address, which needs a trusted type, and the policy of this page alone allows one. It makes one address and no other.
 */
(() => {
  "use strict";

  const address = new URL(document.currentScript.dataset.worker, location.href).href;
  if (location.protocol !== "https:" || !navigator.serviceWorker) return;
  const only = { createScriptURL: () => address };
  const trusted = self.trustedTypes ? self.trustedTypes.createPolicy("worker", only).createScriptURL("") : address;
  navigator.serviceWorker.register(trusted).catch(() => {}); // without it, the site is what it was
})();
