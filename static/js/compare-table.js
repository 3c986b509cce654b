/** A comparison as a table. Texts only ever become text nodes. */

import { KINDS } from "./comparison.js";
import { fill } from "./state.js";

export function draw(result, { kind, columns, groups }, words) {
  const table = result.querySelector("table");
  const heads = columns.map((column) => element("th", { scope: "col" }, ...names(words, kind, column)));
  table.caption.textContent = words[`${kind}Caption`];
  table.tHead.replaceChildren(element("tr", {}, element("th", { scope: "col" }, words[`${kind}Corner`]), ...heads));
  for (const body of [...table.tBodies]) body.remove();
  table.append(...groups.map((group) => bodyOf(group, kind, columns.length, words)));
  result.hidden = false;
}

/** A group of rows under its heading. */
function bodyOf({ which, k, column, rows }, kind, n, words) {
  const text = { all: words[`${kind}All`], some: words[`${kind}Some`], one: words[`${kind}One`] }[which];
  const heading = element("span", {}, fill(text, { n, k, name: column?.[words.own] }), " ", element("span", { className: "count" }, String(rows.length)));
  const head = element("tr", { className: "group" }, element("th", { scope: "rowgroup", colSpan: n + 1 }, heading));
  const other = KINDS.find((one) => one !== kind);
  const body = element("tbody", {}, head, ...rows.map(({ named, cells }) => element("tr", {}, element("th", { scope: "row" }, ...names(words, other, named)), ...cells.map((cell) => cellOf(words, cell)))));
  body.dataset.group = which;
  return body;
}

function cellOf(words, cell) {
  if (!cell) return element("td", { className: "none" }, words.none);
  const level = element("span", { className: "level" }, cell.level[words.own]);
  level.dataset.level = cell.level.id;
  const rank = element("a", { href: `${pageOf(words, "industries", cell.industry.id)}#${cell.role.id}` }, fill(words.rank, cell));
  return element("td", {}, element("data", { value: cell.index }, cell.index), " ", level, " ", rank);
}

const pageOf = (words, kind, id) => fill(words[`${kind}Page`], { id });

/** A name that leads to its page, and the same in the other language. */
function names(words, kind, named) {
  return [
    element("a", { href: pageOf(words, kind, named.id) }, named[words.own]),
    " ",
    element("span", { className: "gloss", lang: words.otherTag }, named[words.other]),
  ];
}

/** An element with properties and children; texts only ever become text nodes. */
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
