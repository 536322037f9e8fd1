import fc from 'fast-check';
import { takeIn } from '../../functions/feedback/take-in.ts';
import { parseSesEvent } from '../../shared/deliveries/ses-event.ts';
import { createLog } from '../../shared/platform/log.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { delivery, readerId } from '../support/delivery-factories.ts';
import { startDynamo } from '../support/dynamo.ts';
import { hostileText, plantedAddress, tellsAddress } from './hostile.ts';
import { defineKind, type FuzzWorld, type Verdict, WrongAnswerError } from './kind.ts';
import { mutatedJson } from './mutate-json.ts';
import { readersOnDynamo } from './readers.ts';
import { sqsEvent } from './sqs-event.ts';
import { problemsOf } from './stored-items.ts';
import { keepState } from './table-state.ts';

const names = ['sent', 'sending', 'unknown', 'pending'] as const;
const digest = '2026-08-18';
const idOf = (name: string) => subscriberId(`${name}@example.org`);

const tags: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...names).map(name => ({ digest: [`${idOf(name)}_${digest}_1`] })),
  },
  { weight: 2, arbitrary: fc.constantFrom(...names).map(name => ({ confirmation: [idOf(name)] })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      {},
      { digest: [] },
      { digest: [`${readerId(9)}_${digest}_1`] },
      { digest: [`${idOf('sent')}_2026-99-99_1`] },
      { digest: [`${idOf('sent')}_${digest}_9999999`] },
      { digest: `${idOf('sent')}_${digest}_1` },
      { digest: [`x${idOf('sent')}_${digest}_1`] },
      { campaign: ['other-account'], 'ses:configuration-set': ['theirs'] },
      { [plantedAddress]: 7 },
      { confirmation: [plantedAddress] },
      null,
    ),
  },
  { weight: 1, arbitrary: hostileText.map(text => ({ digest: [text], confirmation: [text] })) },
);

const details = fc.constantFrom(
  { eventType: 'Send', send: {} },
  { eventType: 'Delivery', delivery: { recipients: [plantedAddress], smtpResponse: '250 ok' } },
  { eventType: 'DeliveryDelay', deliveryDelay: { delayType: 'General' } },
  {
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'NoEmail',
      bouncedRecipients: [{ emailAddress: plantedAddress, diagnosticCode: `550 <${plantedAddress}>` }],
    },
  },
  { eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: `Full ${plantedAddress}` } },
  {
    eventType: 'Complaint',
    complaint: { complaintFeedbackType: 'abuse', complainedRecipients: [{ emailAddress: plantedAddress }] },
  },
  { eventType: 'Complaint', complaint: { complaintFeedbackType: 'not-spam' } },
  { eventType: 'Reject', reject: { reason: `Bad content from ${plantedAddress}` } },
  { eventType: 'Rendering Failure', failure: { errorMessage: `no ${plantedAddress}`, templateName: 'x' } },
  { eventType: 'Open', open: { ipAddress: '192.0.2.1' } },
  { eventType: 'Subscription', subscription: {} },
  { notificationType: 'Bounce', bounce: { bounceType: 'Permanent' } },
);

/** SES events about readers of these names, about others, and about nobody. */
export const sesEvents = fc.record({ detail: details, tags }).map(({ detail, tags: each }) => ({
  ...detail,
  mail: {
    timestamp: '2026-08-18T05:00:31Z',
    messageId: '0100019a-ses',
    sendingAccountId: '111122223333',
    destination: [plantedAddress],
    commonHeaders: { to: [plantedAddress] },
    tags: each,
  },
}));

/** What SNS would wrap around an event if the subscription were not raw, and what a forger would. */
const envelopes = sesEvents.chain(event =>
  fc.constantFrom<unknown>(
    {
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-central-1:999999999999:theirs',
      Message: JSON.stringify(event),
    },
    { Type: 'SubscriptionConfirmation', SubscribeURL: 'http://169.254.169.254/', Token: 'x' },
    [event],
    { ...event, mail: JSON.stringify(event.mail) },
  ),
);

const inputs = fc.oneof(
  { weight: 4, arbitrary: mutatedJson(sesEvents) },
  { weight: 2, arbitrary: sesEvents.map(event => JSON.stringify(event)) },
  { weight: 1, arbitrary: mutatedJson(envelopes) },
  { weight: 1, arbitrary: hostileText },
);

async function open(): Promise<FuzzWorld<string>> {
  const dynamo = await startDynamo();
  const { web, readers } = await readersOnDynamo(dynamo, names);
  for (const status of ['sent', 'sending', 'unknown'] as const) {
    await web.ledger.replace(undefined, delivery({ subscriber: readers[status].id, digest, status }));
  }
  const state = await keepState(dynamo);
  const deps = {
    ledger: web.ledger,
    subscribers: web.subscribers,
    clock: () => new Date('2026-08-18T06:00:00Z'),
  };

  return {
    take: async body => {
      const lines: string[] = [];
      let outcome: Verdict | undefined;
      const { batchItemFailures } = await processBatch(
        sqsEvent(body),
        createLog({}, line => lines.push(line)),
        async record => {
          const event = parseSesEvent(record.body);
          const { ledger, suppressed } = await takeIn(event, deps);
          const done = suppressed || ledger === 'changed' || ledger === 'unchanged';
          outcome = done ? { kind: 'accepted' } : { kind: 'refused', why: ledger };
          return 'done';
        },
      );
      const log = lines.join('\n');
      const failed = batchItemFailures.length > 0;
      if (failed && !log.includes('"errorName":"UnreadableEventError"')) throw new Error(log);
      if (tellsAddress(log)) throw new WrongAnswerError(`the log tells an address: ${log}`);
      if (log.length > 2_000) throw new WrongAnswerError(`a reason of ${log.length} characters`);
      const verdict: Verdict = outcome ?? { kind: 'refused', why: log };
      const after = await state.read();
      try {
        if (verdict.kind === 'refused' && state.changed(after))
          throw new WrongAnswerError('a refused event changed something');
        const told = JSON.stringify(after.items.map(({ reason }) => reason));
        if (tellsAddress(told)) throw new WrongAnswerError(`an address is kept as a reason: ${told}`);
        const problems = problemsOf(after.items);
        if (problems.length > 0) throw new WrongAnswerError(`left ${problems.join('; ')}`);
      } finally {
        await state.restore(after);
      }
      return verdict;
    },
    halfStored: async () => problemsOf((await state.read()).items),
    close: () => dynamo.close(),
  };
}

export const sesEventKind = defineKind({ name: 'ses-event', inputs, open });
