/** The cells of the matrix: their column marked under pointer and focus, and arrow keys from one to the next. */

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The row is marked by the style sheet, which cannot name a cell's column. */
export function markColumns(table) {
  let marked = [];
  let column;
  const mark = (cell) => {
    if (cell?.cellIndex === column) return;
    column = cell?.cellIndex;
    for (const node of marked) node.classList.remove("in-column");
    marked = column ? [...table.rows].map((row) => row.cells[column]) : [];
    for (const node of marked) node.classList.add("in-column");
  };
  const markFocus = () => mark(table.contains(document.activeElement) ? document.activeElement.closest("th, td") : null);
  // Not `pointerover`: that also comes when the arrow keys scroll the table away under a pointer at rest.
  for (const type of ["pointermove", "pointerdown"]) table.addEventListener(type, (event) => mark(event.target.closest("th, td")));
  table.addEventListener("pointerleave", markFocus);
  table.addEventListener("focusin", markFocus);
  table.addEventListener("focusout", () => mark(null));
}

/** One stop a row for the Tab key; from there the arrows lead to the other filled cells, Home and End to the ends. */
export function moveByArrows(table) {
  for (const link of table.querySelectorAll("td a")) link.tabIndex = -1;
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = neighbour(table, cell, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** The next link that a key leads to, past empty cells; nothing if there is none. */
function neighbour(table, cell, key) {
  const rows = [...table.rows].filter((row) => !row.hidden);
  const linksOf = (row) => [...row.querySelectorAll("a")];
  if (key === "Home") return linksOf(cell.parentElement)[0];
  if (key === "End") return linksOf(cell.parentElement).at(-1);
  if (!Object.hasOwn(STEPS, key)) return null;
  const [down, right] = STEPS[key];
  let row = rows.indexOf(cell.parentElement) + down;
  let column = cell.cellIndex + right;
  for (; rows[row]?.cells[column]; row += down, column += right) {
    const link = rows[row].cells[column].querySelector("a");
    if (link) return link;
  }
  return null;
}
