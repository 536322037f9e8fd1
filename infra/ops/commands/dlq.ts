import type { Command, Context, Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { readLimit } from '../read-arguments.ts';
import { suggest } from '../suggest.ts';
import { drain, giveBack, peek } from '../target/dead-letters.ts';
import { depthOf, type UnitQueues, unitQueues } from '../target/queues.ts';
import type { Target } from '../target/target.ts';
import { formatTable } from '../terminal/table.ts';
import { counted, minuteUtc } from '../terminal/words.ts';

const limit = { value: 'N', help: 'so many messages at the most' };

const list: Command = {
  name: 'dlq list',
  summary: 'How many messages each dead-letter queue holds',
  words: '',
  wordCount: [0, 0],
  options: {},
  examples: ['dlq list --stage prod'],
  async run(_input, { target }) {
    const rows = await Promise.all(
      unitQueues(target).map(async ({ unit, deadLetters }) => ({
        unit,
        ...(await depthOf(target, deadLetters)),
      })),
    );
    const text = formatTable(
      ['function', 'dead letters', 'being looked at'],
      rows.map(({ unit, waiting, hidden }) => [unit, waiting, hidden]),
    );
    return { text, data: rows };
  },
};

const show: Command = {
  name: 'dlq show',
  summary: 'What is in a dead-letter queue and why, addresses taken out',
  words: 'FUNCTION',
  wordCount: [1, 1],
  options: { limit: { ...limit, help: `${limit.help} (default 10)` } },
  details: 'Looking hides a message for three seconds; it stays in the queue.',
  examples: ['dlq show mailer --stage prod', 'dlq show ingest --limit 3 --local'],
  async run(input, { target }) {
    const unit = findUnit(input, target);
    const letters = await peek(target, unit, readLimit(input, 10));
    const text = letters
      .map(({ id, sentAt, body, reason }) => `${id}  sent ${minuteUtc(sentAt)}\n  ${body}\n  ${reason}`)
      .join('\n');
    return {
      text: text === '' ? `Nothing is in the dead-letter queue of ${unit.unit}.` : text,
      data: letters,
    };
  },
};

const redrive: Command = {
  name: 'dlq redrive',
  summary: 'Gives dead letters back to be tried again',
  words: 'FUNCTION',
  wordCount: [1, 1],
  options: { limit },
  details:
    'Into the queue that they came from; a failed tick of ingest or dispatch is run again, now. Mend the cause first.\n' +
    'Repeats are harmless: the ledger knows digests, not messages.',
  examples: ['dlq redrive mailer --stage prod', 'dlq redrive ingest --limit 1 --local'],
  async run(input, context) {
    const { target } = context;
    const unit = findUnit(input, target);
    const most = readLimit(input, await count(unit, target));
    const done = await drain(
      target,
      unit,
      most,
      reporting(context, most, body => giveBack(target, unit, body)),
    );
    const where = unit.source === undefined ? 'run again' : 'given back to the queue';
    return {
      text: `${counted(done, 'dead letter')} of ${unit.unit} ${where}.`,
      data: { unit: unit.unit, redriven: done },
    };
  },
};

const drop: Command = {
  name: 'dlq drop',
  summary: 'Throws dead letters away (asks first)',
  words: 'FUNCTION',
  wordCount: [1, 1],
  options: { limit },
  details: 'Of ticks nothing is lost: the next one reads the same days, or goes on from the checkpoint.',
  examples: ['dlq drop dispatch --stage prod', 'dlq drop feedback --limit 1 --yes --local'],
  async run(input, context) {
    const { target, confirm } = context;
    const unit = findUnit(input, target);
    const most = readLimit(input, await count(unit, target));
    if (most > 0) await confirm(`${counted(most, 'dead letter')} of ${unit.unit} will be gone for good.`);
    const done = await drain(
      target,
      unit,
      most,
      reporting(context, most, () => Promise.resolve()),
    );
    return {
      text: `${counted(done, 'dead letter')} of ${unit.unit} dropped.`,
      data: { unit: unit.unit, dropped: done },
    };
  },
};

export const dlqCommands: readonly Command[] = [list, show, redrive, drop];

/** Only as many as there are now: what fails again meanwhile stays. */
async function count({ deadLetters }: UnitQueues, target: Target): Promise<number> {
  const { waiting, hidden } = await depthOf(target, deadLetters);
  return waiting + hidden;
}

function reporting(
  { terminal }: Pick<Context, 'terminal'>,
  all: number,
  work: (body: string) => Promise<void>,
): (body: string) => Promise<void> {
  let done = 0;
  return async body => {
    await work(body);
    done += 1;
    if (done % 100 === 0) terminal.note(`${done} of about ${all}`);
  };
}

function findUnit(input: Input, target: Target): UnitQueues {
  const units = unitQueues(target);
  const typed = input.words[0] ?? '';
  const unit = units.find(each => each.unit === typed);
  if (unit !== undefined) return unit;
  const names = units.map(each => each.unit);
  const meant = suggest(typed, names);
  throw new OpsError(
    `There is no function ${typed}. ${meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`}`,
  );
}
