/** Lists in and CSV out, for people who keep them in spreadsheets. */

const LINE_END = /\r\n|\r|\n/;
/** What a list of titles may have above them. */
const HEAD = /^(?:(?:招聘|需求|拟聘)?(?:岗位|职位|职务|工种|职业|职称|崗位|職位|職務|工種|職稱)(?:名称|名稱)?|名称|名稱|(?:job |position |role )?(?:titles?|names?)|jobs?|positions?|roles?)$/i;
/** No name is longer, with what stands around it. */
const LONG = 200;
/** What numbers lines. */
const NUMBER = /^[\d\s.、()（）]*$/;
const SEPARATORS = ["\t", ";", ","]; // the rarest in a title first

/**
 * The titles in a file, one a line, or what keeps them from being read: `{ titles: "Welder\nMiller" }`,
 * `{ problem: "not_text" }`, `{ problem: "unreadable" }`.
 */
export async function titlesOf(file) {
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { problem: "unreadable" };
  }
  const text = decoded(bytes);
  return text === null ? { problem: "not_text" } : { titles: titlesIn(text, file.name) };
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
 * The titles in a text, one a line: of columns the first that does not only number the lines. What heads a list is no
 * title; its line stays empty. `name` is that of its file, if it has one.
 */
export function titlesIn(text, name = "") {
  const csv = /\.csv$/i.test(name);
  const columns = csv || /\.tsv$/i.test(name) || text.split(LINE_END).some((line) => line.trim().includes("\t"));
  const titles = columns ? titleColumn(text, csv ? separatorOf(text) : "\t") : text.split(LINE_END); // a tab before all else only indents
  if (titles.length > 1 && HEAD.test(titles[0].trim())) titles[0] = "";
  return titles.join("\n");
}

/** What most lines have equally often, outside quotes: `;` in "a, b;3\nc;1". Else the tab, because no title has one. */
function separatorOf(text) {
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

function titleColumn(text, separator) {
  const field = new RegExp(`("[^"]*(?:""[^"]*)*"|)([^${separator}\\r\\n]*)(${separator}|\\r\\n|\\r|\\n|$)`, "gy");
  const rows = [[]];
  for (const [, quoted, bare, end] of text.matchAll(field)) {
    rows.at(-1).push((quoted.slice(1, -1).replaceAll('""', '"') + bare).replace(/\s+/g, " "));
    if (end !== separator) rows.push([]);
  }
  const full = rows.filter((row) => row.some((value) => value.trim()));
  const says = (column) => full.filter((row) => !NUMBER.test(row[column] ?? "")).length * 2 > full.length;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const titles = Array.from({ length: width }, (_, column) => column).find(says) ?? 0;
  return rows.map((row) => row[titles] ?? "");
}

/** A title without the number before it and how many are wanted, as lists have them: "1. 焊工（3名）", "Welder x 2". */
export const unnumbered = (title) =>
  title
    .slice(0, LONG)
    .replace(/^(?:[（(]?(?:\d+|[一二三四五六七八九十]+)[)）.．、:：]|\d+(?=[\s\p{Script=Han}])|[①-⑳])\s*/u, "")
    .replace(/\s*(?:[（(]\d+\s*[名人位个個]?[)）]|[*×x]\s*\d+|\d+\s*[名人位个個]|[,，;；]\s*\d+)$/i, "");

/**
 * RFC 4180 with a byte-order mark, without which Excel misreads Chinese. A value that a spreadsheet would run as a
 * formula gets an apostrophe before it.
 */
export function toCsv(rows) {
  const cell = (value) => {
    const text = String(value).replace(/^[=+\-@＝＋－＠\t\r]/, "'$&");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
