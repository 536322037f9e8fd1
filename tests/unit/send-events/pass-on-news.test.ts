import { describe, expect, it } from 'vitest';
import { type PassOnNewsDeps, passOnNews } from '../../../functions/send-events/pass-on-news.ts';
import type { DueDigest } from '../../../shared/deliveries/account.ts';
import { type Delivery, type DeliveryStatus, deliveryStatuses } from '../../../shared/deliveries/delivery.ts';
import { delivery, readerId, recordingLog } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

const sendEvent = (tags: object, messageId = 'ses-1') =>
  JSON.stringify({ eventType: 'Send', mail: { messageId, tags }, send: {} });
const ofReader = (number: number, attempt = 1) =>
  sendEvent({ digest: [`${readerId(number)}_2026-08-18_${attempt}`] }, `ses-${number}`);

function setUp({
  lines = [],
  ledger = 'works',
  queue = 'works',
}: {
  lines?: readonly Delivery[];
  ledger?: 'works' | 'fails';
  queue?: 'works' | 'fails';
} = {}) {
  const asked: (readonly DueDigest[])[] = [];
  const passedOn: string[] = [];
  const log = recordingLog();
  const deps: PassOnNewsDeps = {
    ledger: fake<PassOnNewsDeps['ledger']>('ledger', {
      find: digests => {
        asked.push(digests);
        if (ledger === 'fails') return Promise.reject(new Error('no DynamoDB'));
        const found = lines.filter(line => digests.some(({ subscriber }) => subscriber === line.subscriber));
        return Promise.resolve(new Map(found.map(line => [`${line.subscriber}/${line.digest}`, line])));
      },
    }),
    feedback: fake<PassOnNewsDeps['feedback']>('feedback', {
      send: bodies => {
        if (queue === 'fails') return Promise.reject(new Error('no SQS'));
        passedOn.push(...bodies);
        return Promise.resolve();
      },
    }),
    clock: () => new Date('2026-08-18T05:02:00Z'),
    log,
  };
  return { asked, passedOn, log, passOn: (bodies: readonly string[]) => passOnNews(bodies, deps) };
}

const line = (status: DeliveryStatus, number = 1) => delivery({ subscriber: readerId(number), status });

describe('what is no event', () => {
  it('is passed on so that SQS takes it, beside the events of its batch', async () => {
    const { passedOn, passOn } = setUp();

    await passOn(['\0\u0001broken\ud800\uffff\t', 'x'.repeat(1_000_000), ofReader(1)]);

    expect(passedOn).toEqual(['\ufffd\ufffdbroken\ufffd\ufffd\t', 'x'.repeat(10_000), ofReader(1)]);
  });
});

describe('a Send event', () => {
  it.each<[DeliveryStatus, boolean]>([
    ['due', true],
    ['sending', true],
    ['unknown', true],
    // Its reader may have left after a call that SES took all the same.
    ['skipped', true],
    ['sent', false],
    ['bounced', false],
    ['complained', false],
    ['failed', false],
  ])('of a digest that the ledger calls %s is passed on: %s', async (status, isNews) => {
    const { passOn, passedOn } = setUp({ lines: [line(status)] });

    await passOn([ofReader(1)]);

    expect(passedOn).toEqual(isNews ? [ofReader(1)] : []);
  });

  it('of an earlier attempt counts as well: that mail went out', async () => {
    const { passOn, passedOn } = setUp({ lines: [delivery({ status: 'sending', attempt: 2 })] });

    await passOn([ofReader(1, 1)]);

    expect(passedOn).toEqual([ofReader(1, 1)]);
  });

  it('of a digest without a line is passed on, for the line may be a moment old', async () => {
    const { passOn, passedOn } = setUp();

    await passOn([ofReader(1)]);

    expect(passedOn).toEqual([ofReader(1)]);
  });

  it('of a confirmation, of somebody else’s mail, or with a tag that is none of ours is forgotten', async () => {
    const { asked, passOn, passedOn } = setUp();

    const outcome = await passOn([
      sendEvent({ confirmation: [readerId()] }),
      sendEvent({}),
      sendEvent({ digest: ['elsewhere'] }),
    ]);

    expect(outcome).toEqual({ events: 3, passedOn: 0, ledgerRead: true });
    expect(asked.flat()).toEqual([]);
    expect(passedOn).toEqual([]);
  });

  it('that comes twice has its line read once, for DynamoDB refuses to read a key twice', async () => {
    const { asked, passOn, passedOn } = setUp({ lines: [line('unknown')] });

    await passOn([ofReader(1), ofReader(1)]);

    expect(asked).toMatchObject([[{ subscriber: readerId(1), digest: '2026-08-18' }]]);
    expect(asked[0]).toHaveLength(1);
    expect(passedOn).toHaveLength(2);
  });
});

describe('among many events', () => {
  it('only the news are passed on, as they came', async () => {
    const lines = deliveryStatuses.map((status, number) => line(status, number));
    const { passOn, passedOn } = setUp({ lines });

    const outcome = await passOn(lines.map((_, number) => ofReader(number)));

    expect(outcome).toEqual({ events: 8, passedOn: 4, ledgerRead: true });
    expect(passedOn).toEqual([0, 1, 3, 5].map(number => ofReader(number)));
  });

  it('one that nobody can read goes to feedback, whose dead letters a person reads', async () => {
    const { passOn, passedOn } = setUp({ lines: [line('sent')] });

    await passOn(['{"half":', ofReader(1), '{"eventType":"Send"}']);

    expect(passedOn).toEqual(['{"half":', '{"eventType":"Send"}']);
  });

  it('one that says a mailbox is gone is passed on whatever the ledger says', async () => {
    const bounce = JSON.stringify({
      eventType: 'Bounce',
      mail: { messageId: 'ses-1', tags: { confirmation: [readerId()] } },
      bounce: { bounceType: 'Permanent' },
    });
    const { passOn, passedOn } = setUp();

    await passOn([bounce]);

    expect(passedOn).toEqual([bounce]);
  });
});

describe('when something does not work', () => {
  it('a ledger that cannot be read loses no event', async () => {
    const { passOn, passedOn, log } = setUp({ ledger: 'fails' });

    const outcome = await passOn([ofReader(1), sendEvent({ confirmation: [readerId()] }), ofReader(2)]);

    expect(outcome).toEqual({ events: 3, passedOn: 2, ledgerRead: false });
    expect(passedOn).toEqual([ofReader(1), ofReader(2)]);
    expect(log.events).toHaveLength(1);
  });

  it('a queue that takes nothing fails the batch, so that it comes again', async () => {
    const { passOn } = setUp({ lines: [line('unknown')], queue: 'fails' });

    await expect(passOn([ofReader(1)])).rejects.toThrow('no SQS');
  });

  it('a queue that takes nothing is not noticed when there is no news', async () => {
    const { passOn } = setUp({ lines: [line('sent')], queue: 'fails' });

    expect(await passOn([ofReader(1)])).toMatchObject({ passedOn: 0 });
  });
});
