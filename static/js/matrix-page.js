/**
 * The rows of the matrix: by level, family and industry, in three orders. `?level=…&family=…&industry=…&order=…` is
 * its whole state.
 */

import { markColumns, moveByArrows } from "./matrix-cells.js";
import { carryState, fill, state, stated } from "./state.js";

const ORDERS = {
  "": (a, b) => a.printed - b.printed,
  name: (a, b) => a.place - b.place,
  tables: (a, b) => b.tables - a.tables || a.printed - b.printed,
};

export function attachMatrix() {
  const form = document.querySelector("[data-matrix-filters]");
  const region = document.querySelector("[data-matrix]");
  const table = region.querySelector("table");
  const view = {
    region,
    table,
    fields: [...form.querySelectorAll("select")],
    status: form.querySelector("[data-matrix-status]"),
    paper: document.querySelector("[data-matrix-paper]"), // on which the filters are not printed
    rows: [...table.tBodies[0].rows].map(rowOf),
  };
  const read = () => {
    for (const field of view.fields) {
      field.value = stated(field.name);
      if (field.selectedIndex < 0) field.selectedIndex = 0; // an address that names something unknown
    }
    show(view);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    state(Object.fromEntries(view.fields.map((field) => [field.name, field.value])));
    show(view);
  });
  form.querySelector("[data-matrix-reset]").addEventListener("click", () => {
    state(Object.fromEntries(view.fields.map((field) => [field.name, ""])));
    read();
  });
  addEventListener("popstate", read);
  form.hidden = false;
  read();
  markColumns(table);
  moveByArrows(table);
}

function rowOf(node, printed) {
  const cells = [...node.cells].slice(1);
  return { node, printed, cells, place: Number(node.dataset.place), family: node.dataset.family, tables: cells.filter((cell) => cell.dataset.level).length };
}

function show({ region, table, fields, status, paper, rows }) {
  const chosen = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const column = fields.find((field) => field.name === "industry").selectedIndex - 1; // the options are the columns
  const fits = (cell, i) => cell.dataset.level && (!chosen.level || cell.dataset.level === chosen.level) && (column < 0 || i === column);
  for (const { node, family, cells } of rows) {
    node.hidden = Boolean(chosen.family && family !== chosen.family) || !cells.some(fits);
    for (const cell of cells) cell.classList.toggle("other-level", Boolean(chosen.level && cell.dataset.level && cell.dataset.level !== chosen.level));
  }
  for (const { cells } of [{ cells: [...table.tHead.rows[0].cells].slice(1) }, ...rows]) {
    cells.forEach((cell, i) => cell.classList.toggle("chosen-column", i === column));
  }
  if (chosen.order !== (table.dataset.order ?? "")) {
    table.dataset.order = chosen.order;
    table.tBodies[0].append(...[...rows].sort(ORDERS[chosen.order]).map(({ node }) => node));
  }
  status.textContent = fill(status.dataset.text, { n: rows.filter(({ node }) => !node.hidden).length });
  const filters = fields.filter(({ name, value }) => value && name !== "order").map(({ selectedOptions: [option] }) => option.label);
  paper.textContent = filters.length ? [status.textContent, ...filters, location.href].join(" · ") : "";
  const [first, ...heads] = table.tHead.rows[0].cells;
  if (column >= 0) region.scrollLeft += heads[column].getBoundingClientRect().left - first.getBoundingClientRect().right;
  carryState();
}
