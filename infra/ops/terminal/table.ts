/** A cell: numbers are aligned to the right and grouped by thousands. */
export type Cell = string | number;

/** Rows below headings, in columns as wide as they need to be. */
export function formatTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [headings, ...rows.map(row => row.map(formatCell))];
  const widths = headings.map((_, column) => Math.max(...lines.map(line => (line[column] ?? '').length)));
  const isNumber = headings.map((_, column) => rows.some(row => typeof row[column] === 'number'));
  return lines
    .map(line =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return isNumber[column] === true ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Facts about one thing, a line each. */
export function formatFacts(facts: readonly (readonly [string, Cell])[]): string {
  const width = Math.max(0, ...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${formatCell(value)}`).join('\n');
}

function formatCell(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}
