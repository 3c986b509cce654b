/** Whether a text is a name that is listed. Only lists need it, so the search goes without. */

import { fold, LONGEST } from "./text.js";

/**
 * @param {ReturnType<typeof import("./engine.js").createEngine>} engine
 * @returns {(text: string) => import("./decode.js").Entry[]} the entries whose name, in either language, is the text
 *   but for width, case, script and punctuation
 */
export function exactIn({ entries, simplify }) {
  const plain = (text) => simplify(fold(text)).replace(/[^\p{L}\p{N}]/gu, "");
  const named = new Map();
  for (const entry of entries) {
    for (const name of new Set([entry.zh, entry.en].map(plain))) named.set(name, [...(named.get(name) ?? []), entry]);
  }
  return (text) => named.get(plain(text.slice(0, LONGEST))) ?? [];
}
