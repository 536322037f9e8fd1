import { describe, expect, it } from 'vitest';
import { createListings } from '../../../functions/mailer/listings.ts';
import { sendDigest } from '../../../functions/mailer/send-digest.ts';
import type { DigestJob } from '../../../shared/jobs.ts';
import type { DayListing } from '../../../shared/papers/paper.ts';
import { delivery, memoryLedger, readerId } from '../../support/delivery-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { sendDeps } from '../../support/send-deps.ts';
import { storedListings } from '../../support/stored-listings.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

const tuesday = dayListing('2026-08-11', [{ id: '2608.00011' }], { settledAt: '2026-08-11T08:05:00.000Z' });
const wednesday = dayListing('2026-08-12', [{ id: '2608.00012' }], { settledAt: '2026-08-12T08:05:00.000Z' });
const filling: DayListing = {
  record: { day: '2026-08-12', status: 'filling', entryCount: 0, empty: 'still-filling' },
  papers: [],
};
const run = '2026-08-12T08:00Z';

function jobOf(reader: number, fields: Partial<DigestJob> = {}): DigestJob {
  return { version: 1, kind: 'digest', run, subscriber: readerId(reader), digest: '2026-08-12', ...fields };
}

/**
 * A ledger in which these readers had Monday's list on Tuesday, and a mailer that finds the lists as they are at a
 * time.
 */
function setUp(readers: readonly number[]) {
  const ledger = memoryLedger(
    readers.map(reader =>
      delivery({
        subscriber: readerId(reader),
        digest: '2026-08-11',
        run: '2026-08-11T08:00Z',
        status: 'sent',
        days: ['2026-08-10'],
        papers: ['2608.00010'],
      }),
    ),
  );
  const workAt = (job: DigestJob, time: string, lists?: readonly DayListing[]) => {
    const clock = () => new Date(time);
    const settled = clock() >= new Date('2026-08-12T08:05:30Z');
    const stored = lists ?? [tuesday, settled ? wednesday : filling];
    return sendDigest(
      job,
      sendDeps({
        subscribers: { get: id => Promise.resolve(subscriber({ id })) },
        ledger,
        listings: createListings(
          storedListings(() => stored),
          clock,
        ),
        clock,
      }),
    );
  };
  const lineOf = (reader: number, digest: string) =>
    ledger.lines().find(line => line.subscriber === readerId(reader) && line.digest === digest);
  return { workAt, lineOf };
}

describe('a run that is still worked on when the next list settles', () => {
  it('brings all its readers the same days: those that had settled when they were due', async () => {
    const { workAt, lineOf } = setUp([1, 2]);

    await workAt(jobOf(1), '2026-08-12T08:00:30Z');
    await workAt(jobOf(2), '2026-08-12T08:20:00Z');

    for (const reader of [1, 2])
      expect(lineOf(reader, '2026-08-12')).toMatchObject({
        status: 'sent',
        days: ['2026-08-11'],
        papers: ['2608.00011'],
      });
  });

  it('leaves the list that settled meanwhile to the next digest', async () => {
    const { workAt, lineOf } = setUp([1]);
    await workAt(jobOf(1), '2026-08-12T08:20:00Z');

    await workAt(jobOf(1, { run: '2026-08-13T08:00Z', digest: '2026-08-13' }), '2026-08-13T08:00:30Z');

    expect(lineOf(1, '2026-08-13')).toMatchObject({ status: 'sent', days: ['2026-08-12'] });
  });

  it('may show it to those to whom the operator sends the digest again by hand', async () => {
    const { workAt, lineOf } = setUp([1]);

    await workAt(jobOf(1, { knownAt: '2026-08-12T08:15:00.000Z' }), '2026-08-12T08:20:00Z');

    expect(lineOf(1, '2026-08-12')).toMatchObject({ status: 'sent', days: ['2026-08-11', '2026-08-12'] });
  });

  it('knows nothing of papers that entered a settled day after they were due', async () => {
    const late = dayListing(
      '2026-08-11',
      [
        { id: '2608.00011' },
        { id: '2608.00099', late: true, firstSeenAt: '2026-08-12T08:05:00.000Z', upvotes: 9 },
      ],
      tuesday.record,
    );
    const { workAt, lineOf } = setUp([1]);

    await workAt(jobOf(1), '2026-08-12T08:20:00Z', [late, filling]);

    expect(lineOf(1, '2026-08-12')).toMatchObject({ papers: ['2608.00011'] });
  });
});
