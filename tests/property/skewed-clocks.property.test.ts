import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendDigest } from '../../functions/mailer/send-digest.ts';
import { noteEvent } from '../../shared/deliveries/note-event.ts';
import { catalogueOf } from '../../shared/digests/catalogue.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import { memoryLedger, readerId } from '../support/delivery-factories.ts';
import { dayListing } from '../support/paper-factories.ts';
import { sendDeps } from '../support/send-deps.ts';
import { subscriber } from '../support/subscriber-factories.ts';

/** Seconds. */
const margin = 30;
const grace = 1_800;
const invocation = 120;
const start = Date.parse('2026-08-18T05:00:30Z');

const job: DigestJob = {
  version: 1,
  kind: 'digest',
  run: '2026-08-18T05:00Z',
  subscriber: readerId(),
  digest: '2026-08-18',
};

/** The killed process of a worker: what it waits for never comes. */
class KilledError extends Error {
  override readonly name = 'KilledError';
}

interface Story {
  /** Seconds by which the clocks of the workers are ahead. */
  readonly skews: readonly number[];
  /** When SES accepts the mail of the first worker, which is then killed: seconds after it began. */
  readonly acceptedAfter: number;
  /** Seconds from there to the event. */
  readonly eventAfter: number;
  /** The pauses between the later tries, each by the next of the workers. */
  readonly pauses: readonly number[];
}

/** Lives through it by true time, and counts the mails that SES accepted. */
async function live({ skews, acceptedAfter, eventAfter, pauses }: Story): Promise<number> {
  const ledger = memoryLedger();
  let at = 0;
  let accepted = 0;
  const work = (worker: number, send: () => Promise<{ kind: 'accepted'; messageId: string }>) => {
    const clock = () => new Date(start + (at + (skews[worker % skews.length] ?? 0)) * 1_000);
    return sendDigest(
      job,
      sendDeps({
        subscribers: { get: () => Promise.resolve(subscriber({ id: readerId() })) },
        ledger,
        listings: () =>
          Promise.resolve(
            catalogueOf({ listings: [dayListing('2026-08-17', [{ id: '2608.00001', upvotes: 9 }])] }),
          ),
        sender: { send },
        clock,
        graceSeconds: grace,
        clockMarginSeconds: margin,
        remaining: () => invocation * 1_000,
      }),
    );
  };
  await work(0, () => {
    accepted += 1;
    return Promise.reject(new KilledError());
  }).catch((error: unknown) => {
    if (!(error instanceof KilledError)) throw error;
  });
  const eventAt = acceptedAfter + eventAfter;
  let told = false;
  const later = [...pauses, 10 * grace];
  for (const [index, pause] of later.entries()) {
    const next = at + pause;
    if (!told && next >= eventAt) {
      at = eventAt;
      told = true;
      const event = { kind: 'accepted', messageId: 'ses-1' } as const;
      await noteEvent(job, event, { ledger, clock: () => new Date(start + at * 1_000) });
    }
    at = next;
    await work(index + 1, () => {
      accepted += 1;
      return Promise.resolve({ kind: 'accepted', messageId: 'ses-2' });
    });
  }
  return accepted;
}

const story: fc.Arbitrary<Story> = fc.record({
  // Any two of them are apart by the margin at the most.
  skews: fc.array(fc.integer({ min: -margin / 2, max: margin / 2 }), { minLength: 2, maxLength: 5 }),
  acceptedAfter: fc.integer({ min: 0, max: invocation }),
  eventAfter: fc.integer({ min: 0, max: grace - margin - 1 }),
  pauses: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 25 }),
});

describe('workers whose clocks are apart by the margin', () => {
  it('send a mail once whose event comes within the grace', async () => {
    await fc.assert(
      fc.asyncProperty(story, async each => {
        expect(await live(each)).toBe(1);
      }),
    );
  });

  it('would send it twice with clocks apart by hours', async () => {
    const apart = { skews: [0, 0, 7_200], acceptedAfter: 100, eventAfter: 1_000, pauses: [200, 10, 10] };

    expect(await live(apart)).toBe(2);
  });
});
