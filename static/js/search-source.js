/** Where the search has its data from and how it names pages: on a web server. On a disk, disk-source.js does it. */

export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
  return response.json();
}

/** A page's path as it can be opened. */
export const opened = (path) => path;
