/** For search-source.js where a disk is read: the data lies in the script itself, and a folder shows no page. */

/** @param {string} address `../../static/search.1a2b3c4d.json`; KEPT has its text as `search.json` (disk.py) */
export async function fetchJson(address) {
  return JSON.parse(KEPT[address.replace(/.*\//, "").replace(/\.[0-9a-f]{8}\./, ".")]);
}

export const opened = (path) => path.replace(/#|$/, "index.html$&");
