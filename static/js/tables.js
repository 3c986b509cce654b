/**
 * A shortage table in another order, less of it, or somewhere else. The page has the words and the places of the
 * controls; without this module the table is complete and the controls are out of sight.
 */

import { guarded } from "./formula.js";
import { fill } from "./state.js";

const LINK_SIGN = "M6.5 9.5a3 3 0 0 0 4.2 0l2.4-2.4a3 3 0 0 0-4.2-4.2l-.8.8M9.5 6.5a3 3 0 0 0-4.2 0L2.9 8.9a3 3 0 0 0 4.2 4.2l.8-.8";

/** Gives every set of tools on the page to the table that follows it. */
export function attachTables() {
  for (const tools of document.querySelectorAll("[data-table-tools]")) {
    let table = tools.nextElementSibling;
    while (table && !table.matches("table.shortage")) table = table.nextElementSibling;
    if (table) attach(table, tools);
  }
}

function attach(table, tools) {
  const body = table.tBodies[0];
  const printed = [...body.rows];
  const say = teller(tools.querySelector("[role=status]"));
  const order = sorter(table, printed, tools.dataset, say);
  const filter = levelFilter(printed, tools, say);

  for (const row of printed) row.lastElementChild.append(rowLink(row, tools.dataset, say));
  onPress(tools, "order", () => order.reset());
  onPress(tools, "print", () => print());
  onPress(tools, "copy", async () => {
    const cells = shownCells(table);
    const done = await copy(asText(cells), asHtml(cells, table.caption ? textOf(table.caption) : ""));
    say(done ? tools.dataset.copied : tools.dataset.failed);
  });

  // A link leads to its row also if the row was filtered out.
  const reveal = () => {
    const row = printed.find((one) => one.id && `#${one.id}` === location.hash);
    if (!row?.hidden) return;
    filter.all();
    row.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  // The address may have named the row before.
  document.addEventListener("click", ({ target }) => target.closest('a[href^="#"]') && setTimeout(reveal));

  // Paper gets the printed order; the style sheet shows it all rows.
  addEventListener("beforeprint", () => body.append(...printed));
  addEventListener("afterprint", () => order.again());
  tools.hidden = false;
}

function onPress(tools, name, act) {
  tools.querySelector(`[data-tool=${name}]`)?.addEventListener("click", act);
}

/** Says something in the live region, also if it is what was said before. */
function teller(status) {
  return (text) => {
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = text));
  };
}

/* --- order --- */

function sorter(table, printed, words, say) {
  const heads = [...table.tHead.querySelectorAll("th[data-sort]")];
  let by; // the head that the rows are sorted by
  let rising = true;

  const again = () => table.tBodies[0].append(...(by ? sorted(printed, by.cellIndex, rising) : printed));
  const show = () => {
    for (const head of heads) {
      if (head === by) head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    again();
    say(by ? fill(rising ? words.rising : words.falling, { column: labelOf(by) }) : words.printed);
  };
  const reset = () => {
    by = undefined;
    show();
  };
  const press = (head) => {
    const first = head.dataset.sort === "rising";
    if (by !== head) [by, rising] = [head, first];
    else if (rising === first) rising = !first;
    else by = undefined;
    show();
  };
  if (printed.length > 1) for (const head of heads) headButton(head).addEventListener("click", () => press(head));
  return { again, reset };
}

/** The rows by the values of a column; rows with one value keep their printed order. */
function sorted(rows, column, rising) {
  const sign = rising ? 1 : -1;
  return [...rows].sort((a, b) => sign * (valueOf(a.cells[column]) - valueOf(b.cells[column])));
}

function valueOf(cell) {
  return Number(cell.dataset.sort ?? cell.querySelector("data")?.value ?? cell.textContent);
}

/** Turns the words of a column's head into a button. */
function headButton(head) {
  const label = head.querySelector(".head");
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  label.replaceWith(button);
  return button;
}

function labelOf(head) {
  return head.querySelector(".head").textContent.trim();
}

/* --- filter --- */

function levelFilter(printed, tools, say) {
  const boxes = [...tools.querySelectorAll("input[type=checkbox]")];
  const levelOf = (row) => row.querySelector(".level").dataset.level;
  const show = () => {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const row of printed) row.hidden = !wanted.has(levelOf(row));
    const shown = printed.filter((row) => !row.hidden).length;
    say(fill(tools.dataset.shown, { shown, total: printed.length }));
  };
  const all = () => {
    for (const box of boxes) box.checked = true;
    show();
  };
  for (const box of boxes) box.addEventListener("change", show);
  // A browser that restores a form after “back” restores the boxes and not the rows.
  if (boxes.some((box) => !box.checked)) show();
  return { all };
}

/* --- copies --- */

/** The rows that are shown, the column heads first. A name in two languages takes two columns. */
function shownCells(table) {
  const heads = [...table.tHead.rows].at(-1).cells;
  const columns = [...heads].flatMap((head, at) => [
    { title: labelOf(head), of: (row) => textOf(row.cells[at]), isFigure: Boolean(table.tBodies[0].rows[0].cells[at].querySelector("data")) },
    ...(head.dataset.other ? [{ title: head.dataset.other, of: (row) => glossOf(row.cells[at]), isFigure: false }] : []),
  ]);
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  return [
    columns.map(({ title }) => ({ text: title, isHead: true })),
    ...rows.map((row) => columns.map(({ of, isFigure }) => ({ text: of(row), isFigure }))),
  ];
}

/** A cell's own words: what stands in it beside the other language, notes, pictures and buttons. */
function textOf(cell) {
  const copied = cell.cloneNode(true);
  for (const beside of copied.querySelectorAll(".gloss, .note-mark, svg, button")) beside.remove();
  return plain(copied.textContent);
}

function glossOf(cell) {
  return plain(cell.querySelector(".gloss")?.textContent ?? "");
}

function plain(text) {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Tabs and lines, as spreadsheets and editors take them. A cell that would be run as a formula gets an apostrophe. */
function asText(rows) {
  return rows.map((cells) => cells.map(({ text }) => guarded(text)).join("\t")).join("\r\n");
}

/** A table for spreadsheets: figures stay numbers and keep their four decimals. */
function asHtml(rows, caption) {
  const cell = ({ text, isHead, isFigure }) => {
    const name = isHead ? "th" : "td";
    const format = isFigure ? ` style='mso-number-format:"0\\.0000"'` : ` style='mso-number-format:"\\@"'`;
    return `<${name}${isHead ? "" : format}>${escaped(text)}</${name}>`;
  };
  const lines = rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`);
  return `<meta charset="utf-8"><table><caption>${escaped(caption)}</caption>${lines.join("")}</table>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/**
 * Puts text, and the same as HTML if there is any, on the clipboard; tells whether the browser allowed it.
 * By the old event, because the new way rewrites HTML: it loses the formats of figures, and the page's policy
 * complains of the styles that it writes.
 */
async function copy(text, html) {
  if (copyByEvent({ "text/plain": text, ...(html ? { "text/html": html } : {}) })) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // also where there is no `navigator.clipboard`: not over HTTPS
  }
}

function copyByEvent(flavours) {
  let put = false;
  const give = (event) => {
    event.preventDefault();
    for (const [type, content] of Object.entries(flavours)) event.clipboardData.setData(type, content);
    put = true;
  };
  document.addEventListener("copy", give, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", give);
  return done && put;
}

/** A button that copies the whole address of a row. */
function rowLink(row, words, say) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "row-link";
  const label = fill(words.link, { name: textOf(row.querySelector("th")) });
  button.setAttribute("aria-label", label);
  button.title = label;
  button.append(sign());
  button.addEventListener("click", async () => {
    const address = new URL(`#${row.id}`, location.href);
    address.search = "";
    say((await copy(address.href)) ? words.linkCopied : words.failed);
  });
  return button;
}

function sign() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["width", "16"], ["height", "16"], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", LINK_SIGN);
  svg.append(path);
  return svg;
}
