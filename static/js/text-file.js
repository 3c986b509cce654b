/** Text files in the encodings that spreadsheets and editors write. */

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
