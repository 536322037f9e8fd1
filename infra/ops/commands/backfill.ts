import { readFile } from 'node:fs/promises';
import { ingestSettings } from '../../../functions/ingest/settings.ts';
import type { DayRecord } from '../../../shared/papers/paper.ts';
import { recordDay } from '../../../shared/papers/record-day.ts';
import { recordPapers } from '../../../shared/papers/record-papers.ts';
import { type SavedPage, savedPageEntries } from '../../../shared/papers/sources/saved-page.ts';
import type { Command, Context } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { formatTable } from '../terminal/table.ts';
import { parseDay } from './day.ts';
import { dayOptions, describeReading, pastDays } from './ingest.ts';
import { readDays } from './read-days.ts';

export const backfill: Command = {
  name: 'backfill',
  summary: 'Fills past days in: from pages saved as text, or by reading the sources for a range',
  words: '[FILE...]',
  wordCount: [0, 1_000],
  options: { ...dayOptions, date: { value: 'DAY', help: 'with one FILE: the list day that the page is of' } },
  details:
    'A saved page tells titles, abstracts and numbers of authors and comments, no ids and no votes: its papers join\n' +
    'those of the same title. The page tells its date without a year, so say --date when it is an old one. Without a\n' +
    'FILE it is the same as ingest, for --from and --to.',
  examples: [
    'backfill "Daily Papers.txt" --date 2026-01-08 --stage prod',
    'backfill --from 2026-01-01 --to 2026-01-31 --local',
  ],
  async run(input, context) {
    if (input.words.length === 0) {
      const outcome = await readDays(pastDays(input, context.clock()), context);
      return { text: describeReading(outcome), data: outcome, failed: outcome.failedDays > 0 };
    }
    const date = input.text('date');
    if (date !== undefined && input.words.length > 1)
      throw new OpsError('--date says the day of one page. Give the files one by one.');
    const day = date === undefined ? undefined : parseDay('--date', date);
    const pages = await Promise.all(input.words.map(file => readPage(file, day)));
    const filled: Filled[] = [];
    for (const page of pages) filled.push(await record(page, context));
    return { text: format(filled), data: filled };
  },
};

type Page = SavedPage & { readonly kind: 'page' } & { readonly file: string };

interface Filled {
  readonly file: string;
  readonly day: string;
  readonly status: DayRecord['status'] | 'unknown';
  readonly entries: number;
  readonly newPapers: number;
  readonly newEntries: number;
  readonly incomplete: number;
}

async function readPage(file: string, day: string | undefined): Promise<Page> {
  const page = savedPageEntries(await readText(file), day === undefined ? {} : { day });
  if (page.kind === 'page') return { ...page, file };
  throw new OpsError(
    `${file} is not a saved page of Daily Papers: ${page.reason}. Save the page as plain text, or say its day with --date.`,
  );
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new OpsError(`${file} cannot be read. Is there such a file?`, { cause });
  }
}

async function record({ file, day, entries, incomplete }: Page, { target, clock }: Context): Promise<Filled> {
  const { SETTLE_HOUR: settleHour } = ingestSettings.parse(await target.environmentOf('Ingest'));
  const recorded = await recordPapers(target.papers, entries);
  const told = entries.map(entry => ({
    ...entry,
    paperId: recorded.papers.get(entry.paperId)?.id ?? entry.paperId,
  }));
  const poll = { kind: 'read' } as const;
  const result = await recordDay(target.papers, { day, poll, told, at: clock(), settleHour });
  return {
    file,
    day,
    status: result.record?.status ?? 'unknown',
    entries: entries.length,
    newPapers: recorded.newPapers,
    newEntries: result.newEntries,
    incomplete,
  };
}

function format(filled: readonly Filled[]): string {
  return formatTable(
    ['day', 'state', 'entries', 'new papers', 'new entries', 'cut off', 'file'],
    filled.map(({ day, status, entries, newPapers, newEntries, incomplete, file }) => [
      day,
      status,
      entries,
      newPapers,
      newEntries,
      incomplete,
      file,
    ]),
  );
}
