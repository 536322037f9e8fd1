import fc from 'fast-check';
import { fanOut } from '../../functions/fan-out/fan-out.ts';
import { type SendDigestDeps, sendDigest } from '../../functions/mailer/send-digest.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { catalogueOf } from '../../shared/digests/catalogue.ts';
import { digestJobSchema, parseJob, sliceJobSchema } from '../../shared/jobs.ts';
import { createLog } from '../../shared/platform/log.ts';
import type { Queue } from '../../shared/platform/sqs.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { slotOf } from '../../shared/subscribers/slots.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import { readerId } from '../support/delivery-factories.ts';
import { startDynamo } from '../support/dynamo.ts';
import { fake } from '../support/fake.ts';
import { dayListing } from '../support/paper-factories.ts';
import { sendDeps } from '../support/send-deps.ts';
import { hostileText, tellsAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, WrongAnswerError } from './kind.ts';
import { mutatedJson } from './mutate-json.ts';
import { readersOnDynamo } from './readers.ts';
import { sqsEvent } from './sqs-event.ts';
import { problemsOf } from './stored-items.ts';
import { keepState } from './table-state.ts';

const names = ['one', 'two', 'pending'] as const;
const run = '2026-08-18T05:00Z';
const idOf = (name: string) => subscriberId(`${name}@example.org`);
const slot = slotOf({
  id: idOf('one'),
  preferences: { ...defaultPreferences, zone: 'Europe/Berlin', hour: 7 },
});

const or = (usual: string, ...odd: readonly string[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const versions = fc.oneof(
  { weight: 8, arbitrary: fc.constant<unknown>(1) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, 2, '1', null, 1.5) },
);
const runs = or(
  run,
  '2026-08-18T05:15Z',
  '2026-13-45T99:99Z',
  '2026-08-18',
  '2026-02-31T05:00Z',
  '2026-08-18T05:00:00.000Z',
  '',
);

const slices = fc.record({
  version: versions,
  kind: or('slice', 'digest', 'part'),
  run: runs,
  slot: or(slot, 'UTC#9#0', 'Europe/Berlin#7', '#7#0', 'Europe/Berlin#99#0', `${'a/'.repeat(900)}#7#0`),
  localDate: or('2026-08-18', '2026-02-31', '18.08.2026', '2026-W34', ''),
  after: fc.option(or(readerId(0), 'subscriber#', '\ud800', '~'), { nil: undefined }),
});
const digests = fc.record({
  version: versions,
  kind: or('digest', 'slice', 'preview'),
  run: runs,
  subscriber: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...names).map(idOf) },
    { weight: 1, arbitrary: fc.constantFrom(readerId(9), '', idOf('one').toUpperCase(), `${idOf('one')}#`) },
  ),
  digest: or('2026-08-18', '2026-08-17-W34', '2026-08-18x', '2026-02-31', '2026-08-18-W99', '', 'breaker'),
  knownAt: fc.option(or('2026-08-18T09:30:00.000Z', '2026-08-17T00:00:00Z', '2026-08-18', 'now'), {
    nil: undefined,
  }),
});

interface QueueInput {
  readonly queue: 'slices' | 'digests';
  readonly body: string;
}

const bodies = (messages: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 3, arbitrary: messages.map(message => JSON.stringify(message)) },
    { weight: 3, arbitrary: mutatedJson(messages) },
    { weight: 1, arbitrary: hostileText },
  );

const inputs: fc.Arbitrary<QueueInput> = fc.oneof(
  bodies(slices).map(body => ({ queue: 'slices' as const, body })),
  bodies(digests).map(body => ({ queue: 'digests' as const, body })),
);

/** What a message may be refused with: it then waits among the dead letters with this beside it. */
const refusals = ['UnreadableJobError', 'UnknownSliceError'];

async function open(): Promise<FuzzWorld<QueueInput>> {
  const dynamo = await startDynamo();
  const { web } = await readersOnDynamo(dynamo, names);
  const runsStore = createRunsStore(dynamo.client, dynamo.tables.deliveries);
  await runsStore.open(run, [slot]);
  const state = await keepState(dynamo);
  const queued: string[] = [];
  const queue = fake<Queue>('queue', { send: sent => Promise.resolve(void queued.push(...sent)) });
  const fanOutDeps = { readers: web.slots, runs: runsStore, slices: queue, digests: queue };
  const mailerDeps: SendDigestDeps = sendDeps({
    subscribers: web.subscribers,
    ledger: web.ledger,
    listings: () =>
      Promise.resolve(
        catalogueOf({ listings: [dayListing('2026-08-17', [{ id: '2608.00001', upvotes: 9 }])] }),
      ),
  });

  return {
    take: async input => {
      const lines: string[] = [];
      const { batchItemFailures } = await processBatch(
        sqsEvent(input.body),
        createLog({}, line => lines.push(line)),
        async ({ body }) => {
          if (input.queue === 'slices')
            await fanOut(parseJob(sliceJobSchema, body), () => 60_000, fanOutDeps);
          else await sendDigest(parseJob(digestJobSchema, body), mailerDeps);
          return 'done';
        },
      );
      const log = lines.join('\n');
      if (batchItemFailures.length > 0 && !refusals.some(name => log.includes(`"errorName":"${name}"`)))
        throw new Error(log);
      if (tellsAddress(log) || log.length > 2_000)
        throw new WrongAnswerError(`the log tells too much: ${log}`);
      // What fan-out queues, the mailer can read.
      for (const body of queued.splice(0)) parseJob(digestJobSchema, body);
      const after = await state.read();
      try {
        const problems = problemsOf(after.items);
        if (problems.length > 0) throw new WrongAnswerError(`left ${problems.join('; ')}`);
        if (log.includes('UnreadableJobError') && state.changed(after))
          throw new WrongAnswerError('an unreadable message changed something');
      } finally {
        await state.restore(after);
      }
      return batchItemFailures.length > 0 ? { kind: 'refused', why: log } : { kind: 'accepted' };
    },
    halfStored: async () => problemsOf((await state.read()).items),
    close: () => dynamo.close(),
  };
}

export const queueMessageKind = defineKind({ name: 'queue-message', inputs, open });
