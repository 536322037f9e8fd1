import { dispatch } from '../../functions/dispatch/dispatch.ts';
import { fanOut } from '../../functions/fan-out/fan-out.ts';
import { createListings } from '../../functions/mailer/listings.ts';
import { type SendDigestDeps, sendDigest } from '../../functions/mailer/send-digest.ts';
import { parseTag } from '../../shared/deliveries/delivery-tag.ts';
import { type DigestJob, digestJobSchema, parseJob, sliceJobSchema } from '../../shared/jobs.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import type { SendOutcome } from '../../shared/platform/ses.ts';
import { slotFrequencyOf, slotOf } from '../../shared/subscribers/slots.ts';
import type { Preferences, Subscriber } from '../../shared/subscribers/subscriber.ts';
import { memoryLedger, recordingLog } from './delivery-factories.ts';
import { memoryRuns } from './memory-runs.ts';
import { sendDeps } from './send-deps.ts';
import { storedListings } from './stored-listings.ts';

/** A mail that SES accepted. */
export interface WorldMail {
  readonly at: Date;
  readonly digest: string;
  readonly papers: readonly string[];
}

export interface WorldFacts {
  readonly reader: Subscriber;
  /** All lists of the story; what of them is known at a time, their own times say. */
  readonly lists: readonly DayListing[];
  /** What SES says to the n-th mail, from 0. @default accepted */
  readonly answer?: (mail: number) => SendOutcome['kind'] & ('accepted' | 'throttled' | 'unanswered');
  /** Waits between the steps of a worker, so that two of them may meet. @default not at all */
  readonly between?: () => Promise<void>;
}

/** One reader's digests from dispatch to SES in memory, at a time that the test sets. The functions are the real ones. */
export function oneReaderWorld({ reader: given, lists, answer = () => 'accepted', between }: WorldFacts) {
  let now = new Date(0);
  let reader = given;
  let asked = 0;
  const mails: WorldMail[] = [];
  const jobs: DigestJob[] = [];
  const ledger = memoryLedger();
  const runs = memoryRuns();
  const clock = () => now;
  const step = async <T>(value: Promise<T>): Promise<T> => {
    await between?.();
    const result = await value;
    await between?.();
    return result;
  };
  const deps: SendDigestDeps = sendDeps({
    subscribers: { get: () => step(Promise.resolve(reader)) },
    ledger: {
      history: (...of) => step(ledger.history(...of)),
      historyNow: (...of) => ledger.historyNow(...of),
      get: (...of) => ledger.get(...of),
      replace: async (...lines) => {
        await between?.();
        return ledger.replace(...lines);
      },
    },
    runs,
    listings: createListings(
      storedListings(() => lists),
      clock,
    ),
    sender: {
      send: async ({ tags }) => {
        await between?.();
        const kind = answer(asked);
        asked += 1;
        if (kind !== 'accepted') return { kind, reason: 'not now' };
        const digest = parseTag(tags['digest'] ?? '')?.digest ?? '';
        const papers = ledger.lines().find(line => line.digest === digest)?.papers ?? [];
        mails.push({ at: now, digest, papers });
        return { kind, messageId: `ses-${asked}` };
      },
    },
    clock,
  });

  const slices: string[] = [];
  const queueInto = (bodies: string[]) => ({
    send: (sent: readonly string[]) => Promise.resolve(void bodies.push(...sent)),
    hide: () => Promise.resolve(),
  });
  const slotReader = () => ({ id: reader.id, frequency: slotFrequencyOf(reader.preferences) });

  return {
    mails,
    jobs,
    ledger,
    setTime(instant: Date) {
      now = instant;
    },
    prefer(preferences: Partial<Preferences>) {
      reader = { ...reader, preferences: { ...reader.preferences, ...preferences } };
    },
    /** A tick of dispatch now, and fan-out after it. */
    async tick() {
      const { zone, hour } = reader.preferences;
      const hoursInUse = () => Promise.resolve([{ zone, hour }]);
      await dispatch(now, {
        readers: { hoursInUse },
        runs,
        slices: queueInto(slices),
        log: recordingLog(),
      });
      const digests: string[] = [];
      for (const slice of slices.splice(0)) {
        const pageSlot = (slot: string) =>
          Promise.resolve({ readers: slot === slotOf(reader) ? [slotReader()] : [] });
        await fanOut(parseJob(sliceJobSchema, slice), () => 100_000, {
          readers: { pageSlot },
          runs,
          slices: queueInto(slices),
          digests: queueInto(digests),
        });
      }
      jobs.push(...digests.map(body => parseJob(digestJobSchema, body)));
    },
    work: (job: DigestJob) => sendDigest(job, deps),
  };
}

export type OneReaderWorld = ReturnType<typeof oneReaderWorld>;
