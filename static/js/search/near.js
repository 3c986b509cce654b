/** Which names are near a query that found nothing. */

import { fold } from "./text.js";

/** What share of its pieces a name must have in common with a query to be near it. */
const NEAR = 0.2;

/** What such a share of all names has says nothing: 工程师. */
const COMMON = 0.06;

/** @returns {(text: string, limit: number) => import("./decode.js").Entry[]} nearest first */
export function nearTo(entries) {
  let names; // in pieces, made when a query first finds nothing
  const havers = new Map(); // how many names have a piece
  const tells = (piece) => !(havers.get(piece) > COMMON * entries.length);

  return (text, limit) => {
    if (!names) {
      names = entries.map(({ zh, en, pinyin }) => [zh, en, pinyin].map(pieces));
      for (const piece of names.flat(2)) havers.set(piece, (havers.get(piece) ?? 0) + 1);
    }
    const wanted = pieces(text).filter(tells);
    return entries
      .map((entry, i) => ({ entry, share: Math.max(...names[i].map((name) => alike(wanted, name.filter(tells)))) }))
      .filter(({ share }) => share >= NEAR)
      .sort((a, b) => b.share - a.share || b.entry.tables - a.entry.tables)
      .slice(0, limit)
      .map(({ entry }) => entry);
  };
}

/** What two texts can have in common: pairs of Han characters, and how English words begin. Single letters say nothing. */
function pieces(text) {
  const pairs = Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)).filter((pair) => /^\p{Script=Han}+$/u.test(pair));
  return [...new Set([...pairs, ...(fold(text).match(/[a-z]{4,}/g) ?? []).map((word) => word.slice(0, 6))])];
}

const alike = (a, b) => (2 * a.filter((piece) => b.includes(piece)).length) / (a.length + b.length || 1);
