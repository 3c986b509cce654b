/** Comma-separated values in and out, as spreadsheets write and read them. */

import { guarded } from "./formula.js";

export const LINE_END = /\r\n|\r|\n/;
const SEPARATORS = ["\t", ";", ","]; // the rarest in a title first

/** What most lines have equally often, outside quotes: `;` in "a, b;3\nc;1". Else the tab, because no title has one. */
export function separatorOf(text) {
  const unquoted = text.replace(/(^|[\t;,])"[^"]*(?:""[^"]*)*"/gm, "$1");
  const lines = unquoted.split(LINE_END).filter((line) => line.trim());
  const agreeing = (separator) => {
    const found = new Map(); // how many lines have it how often
    for (const line of lines) {
      const times = line.split(separator).length - 1;
      if (times) found.set(times, (found.get(times) ?? 0) + 1);
    }
    return Math.max(0, ...found.values());
  };
  return SEPARATORS.find((separator) => agreeing(separator) * 2 > lines.length) ?? "\t";
}

/** The cells of each line; what is quoted may have separators and line ends in it, which become spaces. */
export function rowsOf(text, separator) {
  const field = new RegExp(`("[^"]*(?:""[^"]*)*"|)([^${separator}\\r\\n]*)(${separator}|\\r\\n|\\r|\\n|$)`, "gy");
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(field)) {
    rows.at(-1).push((quoted.slice(1, -1).replaceAll('""', '"') + bare).replace(/\s+/g, " "));
    if (end !== separator) rows.push([]);
  }
  return rows;
}

/**
 * RFC 4180 with a byte-order mark, without which Excel misreads Chinese. A value that a spreadsheet would run as a
 * formula gets an apostrophe before it.
 */
export function toCsv(rows) {
  const cell = (value) => {
    const text = guarded(String(value));
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
