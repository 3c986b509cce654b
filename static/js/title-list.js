/** The titles in the lists that people paste or keep in files: one a line, several, or in a column among others. */

import { LINE_END, rowsOf, separatorOf } from "./csv.js";
import { exactIn } from "./search/exact.js";

/** What heads titles: words that mean nothing else, words that may mean a rank, and what names anything. */
const SURE = "岗位|崗位|职位|職位|工种|工種";
const LIKELY = "职称|職稱|职务|職務|职业|職業";
const BARE = "名称|名稱";
/** All that stands above a list, and what the heading of a column of titles ends in, the surest first. */
const HEAD = new RegExp(`^(?:(?:招聘|需求|拟聘)?(?:${SURE}|${LIKELY})(?:${BARE})?|${BARE}|(?:job |position |role )?(?:titles?|names?)|jobs?|positions?|roles?)$`, "i");
const HEADS = [
  new RegExp(`(?:${SURE})(?:${BARE})?(?:[（(].*)?$|\\b(?:job|position|title|role)s?(?: names?)?(?:\\s*\\(.*)?$`, "i"),
  new RegExp(`(?:${LIKELY})(?:${BARE})?(?:[（(].*)?$`),
  new RegExp(`^(?:${BARE}|names?)$`, "i"),
];
const LONGEST_HEAD = 24;
/** A heading stands in one of so many rows: there may be lines above it that say what the list is. */
const TOP = 5;
/** So many rows tell which column has the titles. */
const TELLING = 100;
/** What numbers lines, or says how many are wanted. */
const NUMBER = /^[\d\s.、()（）]*[名人位个個]?$/;
/** No name is longer, with what stands around it. */
const LONG = 200;

/**
 * The titles in a text, row by row: as many as its columns of titles have, else the line. What heads them is no title.
 * @param {string} text
 * @param {(text: string) => boolean} isListed whether a text is a listed name
 * @param {string} [name] that of its file, if it has one
 * @returns {string[][]}
 */
export function titlesIn(text, isListed, name = "") {
  const lines = text.split(LINE_END);
  const csv = /\.csv$/i.test(name);
  // A tab before all else only indents.
  const tabs = /\.tsv$/i.test(name) || lines.some((line) => line.trim().includes("\t"));
  const rows = rowsOf(text, tabs && !csv ? "\t" : separatorOf(text));
  const { titles, isHeaded } = columnsOf(rows, isListed);
  // In what is pasted, commas are also in titles and between them: only a heading tells that there are columns.
  if (csv || tabs || isHeaded) return titles;
  return lines.map((line, i) => [i === 0 && lines.length > 1 && HEAD.test(line.trim()) ? "" : line]);
}

/**
 * The columns of titles: a heading that is sure tells which, then how many listed names they have, then any heading,
 * then which is the first that does not only number the rows. Columns with one heading are halves of one list.
 * @param {string[][]} rows
 * @returns {{titles: string[][], isHeaded: boolean}}
 */
function columnsOf(rows, isListed) {
  const full = rows.filter((row) => row.some((cell) => cell.trim()));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const head = width > 1 ? headOf(full, isListed) : full.length > 1 && HEAD.test(full[0][0].trim()) ? full[0] : null;
  const columns = Array.from({ length: width }, (_, at) => ({
    at,
    heading: (head?.[at] ?? "").trim(),
    rank: head ? rankOf(head[at] ?? "") : HEADS.length,
    listed: full.slice(0, TELLING).filter((row) => isListed(row[at] ?? "")).length,
    isWorded: full.filter((row) => !NUMBER.test(row[at] ?? "")).length * 2 > full.length,
  }));
  const [best] = columns.sort((a, b) => (b.rank === 0) - (a.rank === 0) || b.listed - a.listed || a.rank - b.rank || b.isWorded - a.isWorded || a.at - b.at);
  const isHeaded = best.rank < HEADS.length && width > 1;
  const chosen = isHeaded ? columns.filter(({ heading }) => heading === best.heading).sort((a, b) => a.at - b.at) : [best];
  const first = rows.indexOf(head) + 1;
  return { titles: rows.map((row, i) => (i < first ? [""] : chosen.map(({ at }) => row[at] ?? ""))), isHeaded };
}

/** The row that heads the columns, if there is one: several words; above it no name, and below it no such row. */
function headOf(full, isListed) {
  const mayHead = (row) => {
    const cells = row.map((cell) => cell.trim()).filter(Boolean);
    return cells.length > 1 && !cells.some((cell) => NUMBER.test(cell)) && cells.some((cell) => rankOf(cell) < HEADS.length && !isListed(cell));
  };
  const place = full.slice(0, TOP).findIndex(mayHead);
  if (place < 0 || place === full.length - 1 || mayHead(full[place + 1])) return null;
  return full.slice(0, place).some((row) => row.some(isListed)) ? null : full[place];
}

/** How sure a cell is to head titles: 0 most, as many as there are kinds if it does not. */
function rankOf(cell) {
  const heading = cell.trim();
  const rank = heading.length > LONGEST_HEAD ? -1 : HEADS.findIndex((kind) => kind.test(heading));
  return rank < 0 ? HEADS.length : rank;
}

/** The titles on a line: several, if half of what stands between its commas is listed (in English most), but not the whole. */
export function titlesOn(line, isListed) {
  if (isListed(line)) return [line];
  const parts = atCommas(line).flatMap((part) => (part.includes("/") && !isListed(part) ? listOf(part.split("/"), isListed) ?? part : part));
  return listOf(parts, isListed) ?? [line];
}

function listOf(all, isListed) {
  const parts = all.filter((part) => !NUMBER.test(part.trim()));
  const share = parts.filter(isListed).length * 2 - parts.length;
  return parts.length > 1 && (share > 0 || (share === 0 && parts.some((part) => /\p{Script=Han}/u.test(part)))) ? parts : null;
}

/** What stands between the commas of a line that are not in brackets. */
function atCommas(line) {
  const parts = [""];
  let depth = 0;
  for (const char of line) {
    if ("(（".includes(char)) depth += 1;
    else if (")）".includes(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && "、，,；;".includes(char)) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
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
    for (const { index, 0: end } of title.matchAll(/\p{Script=Han}(?=[a-z])|[a-z](?=\p{Script=Han})|[\s/（(]+/giu)) {
      const at = index + end.length;
      const [one, other] = [title.slice(0, at), title.slice(at)].map(exact);
      const same = one.filter((entry) => other.includes(entry));
      if (same.length) return same;
    }
    return [];
  };
  return (title) => {
    const bare = unnumbered(title);
    for (const find of [() => exact(title), () => exact(bare), () => inBoth(bare)]) {
      const found = find();
      if (found.length) return found;
    }
    return [];
  };
}

/** A title without the number before it and how many are wanted, as lists have them: "1. 焊工（3名）", "Welder x 2". */
const unnumbered = (title) =>
  title
    .slice(0, LONG)
    .replace(/^(?:[（(]?(?:\d+|[一二三四五六七八九十]+)[)）.．、:：]|\d+(?=[\s\p{Script=Han}])|[①-⑳])\s*/u, "")
    .replace(/\s*(?:[（(]\d+\s*[名人位个個]?[)）]|[*×x]\s*\d+|\d+\s*[名人位个個]|[,，;；]\s*\d+)$/i, "");
