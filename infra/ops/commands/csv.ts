/** One line of a CSV file: fields by the heading of their column. */
export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads CSV with a heading (RFC 4180): fields may be quoted, and quotes in them doubled. Commas or, where the heading
 * has them, semicolons separate. Headings are taken in lower case. Empty lines are left out.
 */
export function parseCsv(text: string): {
  readonly headings: readonly string[];
  readonly rows: readonly CsvRow[];
} {
  const content = text.replace(/^\uFEFF/, '');
  const separator = /^[^\r\n,]*;/.test(content) ? ';' : ',';
  const [first, ...records] = splitRecords(content, separator);
  const headings = (first?.cells ?? []).map(heading => heading.trim().toLowerCase());
  const rows = records.map(({ line, cells }) => ({
    line,
    fields: Object.fromEntries(headings.map((heading, index) => [heading, (cells[index] ?? '').trim()])),
  }));
  return { headings, rows };
}

interface Rec {
  readonly line: number;
  readonly cells: readonly string[];
}

function splitRecords(text: string, separator: string): Rec[] {
  const records: Rec[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begins = 1;
  const endRecord = () => {
    cells.push(cell);
    if (cells.some(each => each.trim() !== '')) records.push({ line: begins, cells });
    cells = [];
    cell = '';
    begins = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (letter === separator) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') endRecord();
    else if (letter !== '\r') cell += letter;
  }
  endRecord();
  return records;
}

/** One line of CSV, quoted where needed. A leading = + - or @ gets a quote before it, for spreadsheets run such cells. */
export function formatCsvLine(cells: readonly (string | number | undefined)[]): string {
  return cells
    .map(cell => {
      const text = String(cell ?? '');
      const safe = typeof cell === 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text;
      return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',');
}
