import type { DueDigest } from '../../../shared/deliveries/account.ts';
import { readRunAccount } from '../../../shared/deliveries/run-account.ts';
import { createQueue } from '../../../shared/platform/sqs.ts';
import type { Command, Context } from '../command.ts';
import { counted } from '../terminal/words.ts';
import { digestJobs, sliceJobs } from './missing-jobs.ts';
import { noSuchRun, parseRun } from './run-id.ts';

export const sendMissing: Command = {
  name: 'send-missing',
  summary: 'Queues the digests of a run that have no final outcome once more',
  words: 'RUN',
  wordCount: [1, 1],
  options: {
    'retry-failed': { help: 'also try those again that failed for good (asks first)' },
  },
  details:
    'Harmless however often: a digest that was sent, is being sent or waits for an answer of SES is left alone by the\n' +
    'ledger. Slices that fan-out never finished are queued again too. The mails show what is known now, days that were\n' +
    'filled in since among it.',
  examples: [
    'send-missing 2026-08-18T05:00Z --stage prod',
    'send-missing 2026-08-18T05:00Z --retry-failed --local',
  ],
  async run(input, context) {
    const { target, clock } = context;
    const run = parseRun(input.words[0] ?? '');
    const [found, account] = await Promise.all([target.runs.get(run), readRunAccount(run, target)]);
    if (found === undefined || account === undefined) throw noSuchRun(run);
    const retried = input.has('retry-failed') ? await retryFailed(account.missing, context) : 0;
    const slices = sliceJobs(found);
    const digests = digestJobs(run, account.missing, clock());
    await createQueue(target.sqs, target.output('SlicesQueueUrl')).send(slices);
    await queueDigests(digests, context);
    const data = { run, digests: digests.length, slices: slices.length, retried, failed: account.failed };
    return { text: describe(data), data };
  },
};

interface Queued {
  readonly run: string;
  readonly digests: number;
  readonly slices: number;
  readonly retried: number;
  readonly failed: number;
}

function describe({ run, digests, slices, retried, failed }: Queued): string {
  const lines = [
    `${counted(digests, 'digest')} and ${counted(slices, 'slice')} of ${run} queued again.`,
    ...(retried > 0 ? [`${counted(retried, 'digest')} that had failed will be tried once more.`] : []),
    ...(failed > retried
      ? [
          `${counted(failed - retried, 'digest')} failed for good and will stay so; --retry-failed tries them again.`,
        ]
      : []),
    ...(digests + slices > 0 ? [`See what becomes of them: npm run ops -- runs ${run}`] : []),
  ];
  return lines.join('\n');
}

const atOnce = 1_000;

async function queueDigests(jobs: readonly string[], { target, terminal }: Context): Promise<void> {
  const queue = createQueue(target.sqs, target.output('DigestsQueueUrl'));
  for (let start = 0; start < jobs.length; start += atOnce) {
    await queue.send(jobs.slice(start, start + atOnce));
    if (jobs.length > atOnce)
      terminal.note(`queued ${Math.min(start + atOnce, jobs.length)} of ${jobs.length}`);
  }
}

/** Makes failed lines due again; one that changed meanwhile is left as it is. */
async function retryFailed(
  missing: readonly DueDigest[],
  { target, clock, confirm }: Context,
): Promise<number> {
  const deliveries = await target.ledger.find(missing);
  const failed = [...deliveries.values()].filter(({ status }) => status === 'failed');
  if (failed.length === 0) return 0;
  await confirm(`${counted(failed.length, 'digest')} that SES refused will be tried again.`);
  const now = clock().toISOString();
  const changed = await Promise.all(
    failed.map(({ messageId: _refused, ...line }) =>
      target.ledger.replace(
        { ...line, status: 'failed' },
        { ...line, status: 'due', days: [], papers: [], until: now, updatedAt: now },
      ),
    ),
  );
  return changed.filter(Boolean).length;
}
