import { open } from 'node:fs/promises';
import { describePreferences } from '../../../shared/subscribers/describe-preferences.ts';
import { describeRules } from '../../../shared/subscribers/describe-rules.ts';
import type { Preferences, Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { createToken } from '../../../shared/subscribers/token.ts';
import type { Command, Context, Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { readLimit } from '../read-arguments.ts';
import { formatFacts, formatTable } from '../terminal/table.ts';
import { counted, minuteUtc } from '../terminal/words.ts';
import { formatCsvLine } from './csv.ts';
import { findReader } from './find-reader.ts';
import { importSubscribers } from './import.ts';

const statuses: readonly Subscriber['status'][] = [
  'pending',
  'active',
  'unsubscribed',
  'bounced',
  'complained',
];
const status = { value: 'STATUS', help: `only these: ${statuses.join(', ')}` };

const list: Command = {
  name: 'subscribers list',
  summary: 'Readers with their status and hour, in no order',
  words: '',
  wordCount: [0, 0],
  options: {
    status,
    limit: { value: 'N', help: 'so many at the most (default 50)' },
    addresses: { help: 'show their addresses too' },
  },
  examples: [
    'subscribers list --status bounced --stage prod',
    'subscribers list --addresses --limit 500 --local',
  ],
  async run(input, context) {
    const limit = readLimit(input, 50);
    const readers: Subscriber[] = [];
    for await (const reader of chosen(input, context)) {
      readers.push(reader);
      if (readers.length === limit) break;
    }
    const withAddresses = input.has('addresses');
    const headings = ['subscriber', 'status', 'digests', ...(withAddresses ? ['address'] : [])];
    const rows = readers.map(reader => [
      reader.id,
      reader.status,
      describePreferences(reader.preferences),
      ...(withAddresses ? [reader.email] : []),
    ]);
    const data = readers.map(({ token: _token, email, ...reader }) =>
      withAddresses ? { ...reader, email } : reader,
    );
    return { text: rows.length === 0 ? 'Nobody.' : formatTable(headings, rows), data };
  },
};

const show: Command = {
  name: 'subscribers show',
  summary: 'One reader with their last digests; as JSON, all that is stored of them but their link',
  words: 'ADDRESS',
  wordCount: [1, 1],
  options: {},
  examples: [
    'subscribers show ada@example.org --stage prod',
    'subscribers show ada@example.org --json --local',
  ],
  async run(input, { target }) {
    const { token: _token, ...reader } = await findReader(input.words[0] ?? '', target);
    const deliveries = await target.ledger.exportReader(reader.id);
    const { consent } = reader;
    const facts = formatFacts([
      ['subscriber', reader.id],
      ['address', reader.email],
      ['status', `${reader.status} since ${minuteUtc(reader.statusChangedAt)}`],
      ['digests', describePreferences(reader.preferences)],
      ['papers', describeRules(reader.preferences.rules)],
      ['signed up', minuteUtc(reader.signedUpAt)],
      ...(reader.confirmedAt === undefined ? [] : [['confirmed', minuteUtc(reader.confirmedAt)] as const]),
      ...(consent === undefined
        ? []
        : [['imported', `${minuteUtc(consent.recordedAt)}, consent: ${consent.source}`] as const]),
    ]);
    const lines = deliveries
      .slice(-14)
      .map(({ digest, status: state, reason = '', papers, updatedAt }) => [
        digest,
        state,
        papers.length,
        minuteUtc(updatedAt),
        reason,
      ]);
    const ledger =
      lines.length === 0
        ? 'No digests yet.'
        : formatTable(['digest', 'state', 'papers', 'at', 'reason'], lines);
    return { text: `${facts}\n\n${ledger}`, data: { reader, deliveries } };
  },
};

const exportAll: Command = {
  name: 'subscribers export',
  summary: 'Writes the active readers to a CSV file, addresses included',
  words: 'FILE.csv',
  wordCount: [1, 1],
  options: { status: { ...status, help: `those of another status instead: ${statuses.join(', ')}` } },
  details:
    'The file can be imported again, into any stage: so those who left are not in it unless you ask for them. It holds\n' +
    'personal data and no links; only you can read it.',
  examples: [
    'subscribers export readers.csv --stage prod',
    'subscribers export bounced.csv --status bounced --local',
  ],
  async run(input, context) {
    const file = input.words[0] ?? '';
    // Not over what is there, and for nobody else on this machine.
    const out = await open(file, 'wx', 0o600).catch((cause: unknown) => {
      throw new OpsError(`${file} cannot be made. Is there such a file already?`, { cause });
    });
    let written = 0;
    try {
      await out.write('email,zone,hour,frequency,weekday,maxPapers,quietNote,rules\n');
      for await (const { email, preferences } of chosen(input, context, 'active')) {
        await out.write(`${formatCsvLine([email, ...preferenceCells(preferences)])}\n`);
        written += 1;
        if (written % 10_000 === 0) context.terminal.note(`${written} written`);
      }
    } finally {
      await out.close();
    }
    return { text: `${counted(written, 'reader')} written to ${file}.`, data: { file, readers: written } };
  },
};

const erase: Command = {
  name: 'subscribers erase',
  summary: 'Deletes all that is stored of a reader (asks first)',
  words: 'ADDRESS',
  wordCount: [1, 1],
  options: {},
  details:
    'As “delete my data” does: nothing more is sent, the ledger forgets what they were sent, their item goes. Bare\n' +
    'outcomes without papers stay until they expire, under an id that no longer leads anywhere, and for 60 days what\n' +
    'lets earlier mails unsubscribe the address if it signs up again.',
  examples: ['subscribers erase ada@example.org --stage prod'],
  async run(input, { target, confirm }) {
    const reader = await findReader(input.words[0] ?? '', target);
    await confirm('All that is stored of this reader will be gone for good.');
    await target.subscribers.unsubscribe(reader);
    await target.ledger.eraseReader(reader.id);
    await target.formerLinks.keepErased(reader);
    const erased = await target.subscribers.erase(reader);
    if (!erased) throw new OpsError('The reader changed meanwhile. Run it again to finish.');
    return { text: `Erased ${reader.id}.`, data: { subscriber: reader.id, erased } };
  },
};

const rotateLink: Command = {
  name: 'subscribers rotate-link',
  summary: 'Gives a reader a new link, so that the one in every earlier mail only unsubscribes (asks first)',
  words: 'ADDRESS',
  wordCount: [1, 1],
  options: {},
  details:
    'For a link that got into wrong hands. The new one comes with the next digest; it is never printed. Earlier mails\n' +
    'can still unsubscribe, and nothing else.',
  examples: ['subscribers rotate-link ada@example.org --stage prod'],
  async run(input, { target, confirm, randomBytes }) {
    const reader = await findReader(input.words[0] ?? '', target);
    await confirm('The links in this reader’s earlier mails will do nothing any more but unsubscribe.');
    await target.formerLinks.keepRotated(reader);
    const rotated = await target.roster.replaceToken(reader, createToken(randomBytes));
    if (!rotated) throw new OpsError('The reader changed meanwhile. Run it again.');
    return {
      text: `${reader.id} has a new link. It comes with the next digest.`,
      data: { subscriber: reader.id, rotated },
    };
  },
};

export const subscriberCommands: readonly Command[] = [
  list,
  show,
  importSubscribers,
  exportAll,
  erase,
  rotateLink,
];

/** What a reader chose, as an import reads it; a pause is not carried along. */
function preferenceCells({ zone, hour, frequency, weekday, maxPapers, quietNote, rules }: Preferences) {
  const wishes = rules === undefined ? '' : JSON.stringify(rules);
  return [zone, hour, frequency, weekday, maxPapers, quietNote === true ? 'true' : '', wishes];
}

/**
 * The readers of the status that was asked for, or else of `usual`, or all. Throws OpsError for a status that does not
 * exist.
 */
async function* chosen(
  input: Input,
  { target, clock }: Context,
  usual?: Subscriber['status'],
): AsyncIterable<Subscriber> {
  const wanted = input.text('status') ?? usual;
  if (wanted !== undefined && !statuses.some(known => known === wanted))
    throw new OpsError(`There is no status ${wanted}. There are ${statuses.join(', ')}.`);
  for await (const page of target.roster.pages(clock())) {
    yield* page.filter(reader => wanted === undefined || reader.status === wanted);
  }
}
