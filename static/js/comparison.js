/** What a comparison shows. Nothing is computed from two figures: rows are only sorted into groups. */

export const KINDS = ["industries", "roles"];

/**
 * The rows of a comparison in groups: those that all columns have, those that some have, fewest last, then those of
 * one column only. Roles stand in the printed order of the first column that lists them, industries in the document's.
 */
export function compare({ industries, roles, levels }, kind, ids) {
  const columns = ids.map((id) => (kind === "industries" ? industries : roles).find((one) => one.id === id));
  const listing = (industry, role) => {
    const row = industry.rows.find(([place]) => roles[place] === role);
    return row ? { industry, role, rank: row[1], size: industry.rows.length, index: row[2], level: levels[row[3]] } : null;
  };
  const found = (kind === "industries" ? roles : industries)
    .map((named) => ({ named, cells: columns.map((column) => (kind === "industries" ? listing(column, named) : listing(named, column))) }))
    .map((row) => ({ ...row, listed: row.cells.filter(Boolean).length, first: row.cells.findIndex(Boolean) }))
    .filter(({ listed }) => listed);
  if (kind === "industries") found.sort((a, b) => a.first - b.first || a.cells[a.first].rank - b.cells[b.first].rank);
  const n = columns.length;
  const groups = [];
  for (let k = n; k > 1; k--) groups.push({ which: k === n ? "all" : "some", k, rows: found.filter(({ listed }) => listed === k) });
  columns.forEach((column, i) => groups.push({ which: "one", column, rows: found.filter(({ listed, first }) => listed === 1 && first === i) }));
  return { kind, columns, groups: groups.filter(({ which, rows }) => which === "all" || rows.length) };
}
