import { readFile } from 'node:fs/promises';
import { sleep } from '../../../shared/platform/clock.ts';
import type { Command, Context, Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { formatFacts } from '../terminal/table.ts';
import { counted } from '../terminal/words.ts';
import { type Imported, type ImportRules, importReader } from './import-reader.ts';
import { type BadRow, type ImportRow, readImport } from './read-import.ts';

export const importSubscribers: Command = {
  name: 'subscribers import',
  summary: 'Signs up the addresses of a CSV file and mails each a confirmation',
  words: 'FILE.csv',
  wordCount: [1, 1],
  options: {
    consent: { value: 'SOURCE', help: 'needed: where their consent is recorded; kept with each reader' },
    'opt-in-proven': {
      help: 'each has confirmed the address, and you can prove it: make them active, mail nothing',
    },
    'mail-again': { help: 'also mail those again who still wait for their confirmation' },
    'skip-bad': { help: 'leave out lines that will not do, instead of importing none' },
  },
  details:
    'The first line names columns: email, and if you like zone, hour, frequency, weekday, maxPapers,\n' +
    'quietNote, and rules as JSON. Importing again mails nobody twice; who unsubscribed, bounced or complained is left alone.',
  examples: [
    'subscribers import readers.csv --consent "sign-up sheet, spring conference 2026" --stage prod',
    'subscribers import old-list.csv --consent "confirmed in the old system, export of 3 May" --opt-in-proven --local',
  ],
  async run(input, context) {
    const rules = readRules(input);
    const { rows, bad } = readImport(await readText(input.words[0] ?? ''), context.clock());
    refuseBad(bad, input.has('skip-bad'));
    await context.confirm(question(rows, rules, context));
    const counts = await importAll(rows, rules, context);
    const data = { ...counts, leftOut: bad.length };
    return { text: describe(data), data, failed: counts.notMailed > 0 };
  },
};

function readRules(input: Input): ImportRules {
  const source = input.text('consent')?.trim() ?? '';
  if (source === '')
    throw new OpsError(
      'Say where their consent is recorded, as --consent "sign-up sheet, spring conference 2026". It is kept with each reader.',
    );
  return { source, optInProven: input.has('opt-in-proven'), mailAgain: input.has('mail-again') };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new OpsError(`${file} cannot be read. Is there such a file?`, { cause });
  }
}

const shownProblems = 10;

function refuseBad(bad: readonly BadRow[], skip: boolean): void {
  if (bad.length === 0 || skip) return;
  const lines = bad.slice(0, shownProblems).map(({ line, problem }) => `  line ${line}: ${problem}`);
  if (bad.length > shownProblems) lines.push(`  and ${bad.length - shownProblems} more`);
  throw new OpsError(
    `Nothing was imported. Mend these lines, or leave them out with --skip-bad:\n${lines.join('\n')}`,
  );
}

function question(rows: readonly ImportRow[], { optInProven }: ImportRules, { target }: Context): string {
  const who = counted(rows.length, 'address', 'addresses');
  return optInProven
    ? `${who} become active readers of ${target.name} at once, without being asked.`
    : `${who} will be mailed a confirmation by ${target.name}.`;
}

interface Counts {
  readonly activated: number;
  readonly mailed: number;
  readonly notMailed: number;
  readonly activeAlready: number;
  readonly waitingAlready: number;
  readonly left: number;
}

async function importAll(rows: readonly ImportRow[], rules: ImportRules, context: Context): Promise<Counts> {
  const { perSecond } = await context.target.mails.getQuota();
  const done: Imported[] = [];
  for (const row of rows) {
    const imported = await importReader(row, rules, context);
    done.push(imported);
    if (imported.kind === 'not-mailed' && imported.outcome !== 'rejected') {
      context.terminal.note(
        `SES takes no more now (${imported.outcome}). Import again with --mail-again later.`,
      );
      break;
    }
    if (done.length % 100 === 0) context.terminal.note(`${done.length} of ${rows.length}`);
    // Half the rate: the other half is for digests and sign-ups of the same moment.
    if (imported.kind === 'mailed') await sleep(2_000 / perSecond);
  }
  const count = (kind: Imported['kind']) => done.filter(each => each.kind === kind).length;
  return {
    activated: count('activated'),
    mailed: count('mailed'),
    notMailed: count('not-mailed'),
    activeAlready: count('active-already'),
    waitingAlready: count('waiting-already'),
    left: count('left'),
  };
}

function describe(counts: Counts & { readonly leftOut: number }): string {
  const facts = [
    ['made active', counts.activated],
    ['mailed a confirmation', counts.mailed],
    ['could not be mailed', counts.notMailed],
    ['active already', counts.activeAlready],
    ['waiting for their confirmation already', counts.waitingAlready],
    ['unsubscribed, bounced or complained: left alone', counts.left],
    ['lines left out', counts.leftOut],
  ] as const;
  return formatFacts(facts.filter(([, count]) => count > 0));
}
