/** The titles in the lists that people paste or keep in files: one a line, several, or in a column among others. */

import { LINE_END, rowsOf, separatorOf } from "./csv.js";
import { exactIn } from "./search/exact.js";

/** What a list of titles may have above them. */
const HEAD = /^(?:(?:招聘|需求|拟聘)?(?:岗位|职位|职务|工种|职业|职称|崗位|職位|職務|工種|職稱)(?:名称|名稱)?|名称|名稱|(?:job |position |role )?(?:titles?|names?)|jobs?|positions?|roles?)$/i;
/** A heading stands in one of so many rows: there may be a line above it that says what the list is. */
const HEADS = 3;
/** So many rows tell which column has the titles. */
const TELLING = 100;
/** What numbers lines, or says how many are wanted. */
const NUMBER = /^[\d\s.、()（）]*[名人位个個]?$/;
/** No name is longer, with what stands around it. */
const LONG = 200;

/** The text of a file, or what keeps it from being read: `{ text: "Welder" }`, `{ problem: "not_text" }`, `{ problem: "unreadable" }`. */
export async function textOf(file) {
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { problem: "unreadable" };
  }
  const text = decoded(bytes);
  return text === null ? { problem: "not_text" } : { text };
}

/** The text of bytes in the encodings that spreadsheets write: UTF-8, UTF-16 with its mark, or GB 18030; null of none. */
function decoded(bytes) {
  const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.slice(0, 2)];
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  if (bytes.includes(0)) return null; // as in every workbook and picture, and in no text
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/**
 * The titles in a text, one a row; rows without one are empty. What heads them is no title.
 * @param {string} text
 * @param {(text: string) => boolean} isListed whether a text is a listed name
 * @param {string} [name] that of its file, if it has one
 * @returns {string[]}
 */
export function titlesIn(text, isListed, name = "") {
  const lines = text.split(LINE_END);
  const csv = /\.csv$/i.test(name);
  // A tab before all else only indents.
  if (csv || /\.tsv$/i.test(name) || lines.some((line) => line.trim().includes("\t"))) {
    return columnOf(rowsOf(text, csv ? separatorOf(text) : "\t"), isListed).titles;
  }
  // Commas are also in titles and between them, so only what the columns say tells that there are any.
  const separator = separatorOf(text);
  if (separator !== "\t" && lines.length > 1) {
    const { titles, isHeaded, isOnly, listed } = columnOf(rowsOf(text, separator), isListed);
    if (isHeaded || (isOnly && listed > lines.slice(0, TELLING).filter(isListed).length)) return titles;
  }
  return lines.map((line, i) => (i === 0 && lines.length > 1 && HEAD.test(line.trim()) ? "" : line));
}

/**
 * The column of the titles: one that is headed so, of these the one with most listed names, of these the first that
 * does not only number the rows.
 * @param {string[][]} rows
 * @returns {{titles: string[], listed: number, isHeaded: boolean, isOnly: boolean}} how many of the first rows are
 *   `listed`, and whether no other column has any that are
 */
function columnOf(rows, isListed) {
  const full = rows.filter((row) => row.some((value) => value.trim()));
  const telling = full.slice(0, TELLING);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const columns = Array.from({ length: width }, (_, at) => ({ at, listed: telling.filter((row) => isListed(row[at] ?? "")).length }));
  const isHead = (cell) => HEAD.test(cell.trim());
  const head = full.length > 1 && full.slice(0, HEADS).find((row) => row.some(isHead));
  const headed = head ? columns.filter(({ at }) => isHead(head[at] ?? "")) : [];
  const worded = columns.filter(({ at }) => full.filter((row) => !NUMBER.test(row[at] ?? "")).length * 2 > full.length);
  const [{ at, listed }] = [headed, worded, columns].find(({ length }) => length).sort((a, b) => b.listed - a.listed);
  const first = rows.indexOf(head) + 1;
  return {
    titles: rows.map((row, i) => (i < first ? "" : (row[at] ?? ""))),
    listed,
    isHeaded: headed.length > 0,
    isOnly: columns.filter((one) => one.listed).length === 1,
  };
}

/** The titles on one line: `most` at most, if most that stands between its commas is listed, but not the line as a whole. */
export function titlesOn(line, isListed, most) {
  const parts = line.split(/[、，,；;/]/, most).filter((part) => !NUMBER.test(part.trim()));
  return parts.length > 1 && parts.filter(isListed).length * 2 > parts.length && !isListed(line) ? parts : [line];
}

/**
 * What names the entries that a title of a list says: as it stands, without its number and how many are wanted, or in
 * both languages at once, as "焊工 Welder".
 * @param {ReturnType<typeof import("./search/engine.js").createEngine>} engine
 * @returns {(title: string) => import("./search/decode.js").Entry[]}
 */
export function namedIn(engine) {
  const exact = exactIn(engine);
  const inBoth = (title) => {
    const english = exact(title.replace(/\p{Script=Han}/gu, ""));
    return english.length ? exact(title.replace(/\P{Script=Han}/gu, "")).filter((entry) => english.includes(entry)) : [];
  };
  return (title) => {
    const bare = unnumbered(title);
    return [exact(title), exact(bare), inBoth(bare)].find(({ length }) => length) ?? [];
  };
}

/** A title without the number before it and how many are wanted, as lists have them: "1. 焊工（3名）", "Welder x 2". */
const unnumbered = (title) =>
  title
    .slice(0, LONG)
    .replace(/^(?:[（(]?(?:\d+|[一二三四五六七八九十]+)[)）.．、:：]|\d+(?=[\s\p{Script=Han}])|[①-⑳])\s*/u, "")
    .replace(/\s*(?:[（(]\d+\s*[名人位个個]?[)）]|[*×x]\s*\d+|\d+\s*[名人位个個]|[,，;；]\s*\d+)$/i, "");
