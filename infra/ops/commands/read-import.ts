import { withoutAddresses } from '../../../shared/platform/redact.ts';
import { type Address, addressProblems, parseAddress } from '../../../shared/subscribers/address.ts';
import { parsePreferences } from '../../../shared/subscribers/preferences.ts';
import { defaultPreferences, type Preferences } from '../../../shared/subscribers/subscriber.ts';
import { OpsError } from '../ops-error.ts';
import { parseCsv } from './csv.ts';

/** A line of an import that can be worked on. */
export interface ImportRow {
  readonly line: number;
  readonly address: Address;
  readonly preferences: Preferences;
}

/** A line that cannot; the problem never holds the address. */
export interface BadRow {
  readonly line: number;
  readonly problem: string;
}

/** Columns by their heading in lower case. */
const columns: Readonly<Record<string, keyof Preferences>> = {
  zone: 'zone',
  hour: 'hour',
  frequency: 'frequency',
  weekday: 'weekday',
  maxpapers: 'maxPapers',
  quietnote: 'quietNote',
};
/** A column of JSON, for terms of rules may hold whatever separates cells. */
const rulesColumn = 'rules';

/**
 * Reads addresses and preferences; an empty preference is the default. Of two lines with one address the first
 * counts. Throws OpsError when the file has no column of addresses, or one that is not known.
 */
export function readImport(text: string, now: Date): { readonly rows: ImportRow[]; readonly bad: BadRow[] } {
  const { headings, rows: lines } = parseCsv(text);
  const known = ['email', ...Object.keys(columns), rulesColumn];
  const unknown = headings.filter(heading => !known.includes(heading));
  if (!headings.includes('email') || unknown.length > 0) {
    const wrong = unknown.length > 0 ? `does not know ${unknown.join(', ')}` : 'found no column email';
    throw new OpsError(
      `The import ${wrong}. The first line names columns: email, and if you like zone, hour, frequency, weekday, maxPapers, quietNote, rules.`,
    );
  }
  const rows: ImportRow[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const { line, fields } of lines) {
    const read = readRow(line, fields, now);
    if ('problem' in read) bad.push(read);
    else if (seen.has(read.address.key))
      bad.push({ line, problem: 'The address stands in an earlier line.' });
    else {
      seen.add(read.address.key);
      rows.push(read);
    }
  }
  return { rows, bad };
}

function readRow(line: number, fields: Readonly<Record<string, string>>, now: Date): ImportRow | BadRow {
  // An export guards such cells against spreadsheets with a quote before them (formatCsvLine).
  const parsed = parseAddress((fields['email'] ?? '').replace(/^'(?=[=+\-@])/, ''));
  if (!parsed.ok) return { line, problem: addressProblems[parsed.problem] };
  const given = Object.entries(columns).flatMap(([heading, name]) => {
    const value = fields[heading] ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const rules = readRulesCell(fields[rulesColumn] ?? '');
  if (rules === 'unreadable') return { line, problem: 'The rules are not JSON.' };
  const read = parsePreferences({ ...Object.fromEntries(given), rules }, now, defaultPreferences);
  if (!read.ok) return { line, problem: problemsOf(read.problems, fields) };
  return { line, address: parsed.address, preferences: read.preferences };
}

/**
 * Each with what stands there, by the column's heading, unless it is an address; rules quote what is wrong in them by
 * themselves.
 */
function problemsOf(
  problems: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
): string {
  return Object.entries(problems)
    .map(([name, problem]) => {
      const value = fields[name.toLowerCase()];
      return value === undefined || value === ''
        ? problem
        : `${name} ${JSON.stringify(withoutAddresses(value))}: ${problem}`;
    })
    .join(' ');
}

/** As `parsePreferences` takes them; undefined for an empty cell. */
function readRulesCell(cell: string): unknown {
  if (cell === '') return undefined;
  try {
    return JSON.parse(cell);
  } catch {
    return 'unreadable';
  }
}
