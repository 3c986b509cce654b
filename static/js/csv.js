/** CSV in and out, for files that people keep in spreadsheets. */

/** The text of a file in the encodings that spreadsheets write: UTF-8, UTF-16 with its mark, or GB 18030. */
export async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const utf16 = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.slice(0, 2)];
  try {
    return new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The first column of a CSV text, one value a line. Columns may end at a comma, a semicolon or a tab. */
export function firstColumn(text) {
  const [separator = ","] = text.replace(/"[^"]*"/g, "").match(/[,;\t]/) ?? [];
  const field = new RegExp(`("(?:[^"]|"")*"|)([^${separator}\\r\\n]*)(${separator}|\\r\\n|\\r|\\n|$)`, "gy");
  const values = [];
  let first = true;
  for (const [, quoted, bare, end] of text.matchAll(field)) {
    if (first) values.push((quoted.slice(1, -1).replaceAll('""', '"') + bare).replace(/\s+/g, " "));
    first = end !== separator;
  }
  return values.join("\n");
}

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
