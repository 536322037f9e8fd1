import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Gate, Passage } from '../../../functions/mailer/gate.ts';
import { sendDigest } from '../../../functions/mailer/send-digest.ts';
import type { Delivery } from '../../../shared/deliveries/delivery.ts';
import { noteEvent } from '../../../shared/deliveries/note-event.ts';
import { catalogueOf } from '../../../shared/digests/catalogue.ts';
import type { DigestJob } from '../../../shared/jobs.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/platform/ses.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { unsubscribeTokenOf } from '../../../shared/subscribers/token.ts';
import { delivery, memoryLedger, readerId } from '../../support/delivery-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';
import { sendDeps } from '../../support/send-deps.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

const now = new Date('2026-08-18T05:00:30Z');
const job: DigestJob = {
  version: 1,
  kind: 'digest',
  run: '2026-08-18T05:00Z',
  subscriber: readerId(),
  digest: '2026-08-18',
};
const listing = dayListing('2026-08-17', [
  { id: '2608.00001', upvotes: 9 },
  { id: '2608.00002', upvotes: 3 },
]);

interface Circumstances {
  readonly lines?: readonly Delivery[];
  readonly reader?: Subscriber | 'gone';
  readonly outcome?: SendOutcome;
  readonly passage?: Passage;
  readonly whileSending?: () => Promise<void>;
  /** Milliseconds that the invocation has left. */
  readonly remaining?: number;
}

function setUp({
  lines = [],
  reader = subscriber({ id: readerId() }),
  outcome = { kind: 'accepted', messageId: 'ses-1' },
  passage = { kind: 'pass', perSecond: 10, probe: false },
  whileSending = () => Promise.resolve(),
  remaining = 100_000,
}: Circumstances = {}) {
  const ledger = memoryLedger(lines);
  const mails: OutgoingMail[] = [];
  const gateCalls: string[] = [];
  const gate: Gate = {
    ask: () => Promise.resolve(passage),
    stop: reason => Promise.resolve(void gateCalls.push(`stop: ${reason}`)),
    accepted: probe => Promise.resolve(void gateCalls.push(`accepted, probe ${String(probe)}`)),
  };
  const deps = sendDeps({
    subscribers: { get: () => Promise.resolve(reader === 'gone' ? undefined : reader) },
    ledger,
    listings: () => Promise.resolve(catalogueOf({ listings: [listing] })),
    sender: {
      send: async mail => {
        mails.push(mail);
        await whileSending();
        return outcome;
      },
    },
    gate,
    clock: () => now,
    remaining: () => remaining,
  });
  return { deps, ledger, mails, gateCalls };
}

describe('a reader', () => {
  /** A table whose cheap reads still show what was before. */
  const lagging = (before: Subscriber | undefined, now: Subscriber) => {
    const reads: string[] = [];
    const get = (_id: string, { eventually = false } = {}) => {
      reads.push(eventually ? 'cheap' : 'certain');
      return Promise.resolve(eventually ? before : now);
    };
    return { get, reads };
  };
  const active = subscriber({ id: readerId() });

  it.each([
    ['confirmed', subscriber({ id: readerId(), status: 'pending' })],
    ['signed up', undefined],
  ])('who %s a moment ago gets the mail, for a skip is decided on what is certain', async (_, before) => {
    const { get, reads } = lagging(before, active);
    const { deps, mails } = setUp();

    await sendDigest(job, { ...deps, subscribers: { get } });

    expect(mails).toHaveLength(1);
    expect(reads).toEqual(['cheap', 'certain']);
  });

  it('is read once, and cheaply, for a mail', async () => {
    const { get, reads } = lagging(active, active);
    const { deps } = setUp();

    await sendDigest(job, { ...deps, subscribers: { get } });

    expect(reads).toEqual(['cheap']);
  });
});

describe('sending a digest', () => {
  it('claims it, sends it once and notes what was in it', async () => {
    const { deps, ledger, mails } = setUp();

    const first = await sendDigest(job, deps);
    const second = await sendDigest(job, deps);

    expect(first).toMatchObject({ kind: 'done', outcome: 'sent' });
    expect(second).toMatchObject({ kind: 'done', outcome: 'already' });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.tags).toEqual({ digest: `${readerId()}_2026-08-18_1` });
    expect(ledger.lines()).toMatchObject([
      {
        status: 'sent',
        attempt: 1,
        messageId: 'ses-1',
        days: ['2026-08-17'],
        papers: ['2608.00001', '2608.00002'],
      },
    ]);
  });

  it('has its claim in the ledger before SES hears of the mail', async () => {
    let during: Delivery[] = [];
    const { deps, ledger } = setUp({
      whileSending: () => {
        during = ledger.lines();
        return Promise.resolve();
      },
    });
    await sendDigest(job, deps);
    expect(during).toMatchObject([{ status: 'sending', attempt: 1, until: '2026-08-18T05:02:40.000Z' }]);
  });

  it('addresses the mail to the reader with one-click headers', async () => {
    const reader = subscriber({ id: readerId(), email: 'Ada@example.org' });
    const { deps, mails } = setUp({ reader });
    await sendDigest(job, deps);
    const parsed = await PostalMime.parse(mails[0]!.raw);
    const header = (key: string) => parsed.headers.find(each => each.key === key)?.value;
    expect(mails[0]?.to).toBe('Ada@example.org');
    expect(header('list-unsubscribe')).toBe(
      `<https://papers.example.org/u/${reader.id}.${unsubscribeTokenOf(reader.token)}>`,
    );
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  it.each([
    ['unsubscribed', 'gone' as const],
    ['unsubscribed', subscriber({ status: 'unsubscribed' })],
    ['suppressed', subscriber({ status: 'bounced' })],
    ['suppressed', subscriber({ status: 'complained' })],
    ['paused', subscriber({}, { pausedUntil: '2026-08-20' })],
  ])('skips a reader who is %s, and says so', async (reason, reader) => {
    const { deps, ledger, mails } = setUp({ reader });
    await sendDigest(job, deps);
    expect(mails).toHaveLength(0);
    expect(ledger.lines()).toMatchObject([{ status: 'skipped', reason }]);
  });

  it('sends again on the day that a pause ends', async () => {
    const { deps, mails } = setUp({ reader: subscriber({}, { pausedUntil: '2026-08-18' }) });
    await sendDigest(job, deps);
    expect(mails).toHaveLength(1);
  });

  it('sends nothing that the reader already has', async () => {
    const { deps, ledger, mails } = setUp({
      lines: [
        delivery({
          digest: '2026-08-17',
          status: 'sent',
          days: ['2026-08-17'],
          papers: ['2608.00001', '2608.00002'],
        }),
      ],
    });
    await sendDigest(job, deps);
    expect(mails).toHaveLength(0);
    expect(ledger.lines().at(-1)).toMatchObject({
      digest: '2026-08-18',
      status: 'skipped',
      reason: 'not-in-yet',
    });
  });

  it('sends a short note instead to a reader who asked for it, as any other mail and without papers', async () => {
    const { deps, ledger, mails } = setUp({
      reader: subscriber({ id: readerId() }, { quietNote: true }),
      lines: [delivery({ digest: '2026-08-17', status: 'sent', days: ['2026-08-17'] })],
    });

    await sendDigest(job, deps);

    expect(await PostalMime.parse(mails[0]!.raw)).toMatchObject({
      subject: 'The list of Tuesday 18 August is not in yet',
    });
    expect(mails[0]?.tags).toEqual({ digest: `${readerId()}_2026-08-18_1` });
    const line = ledger.lines().at(-1);
    expect(line).toMatchObject({ status: 'sent', attempt: 1, papers: [], days: [] });
    expect(line).not.toHaveProperty('reason');
  });

  it('keeps in the ledger why the rules of a reader without notes let nothing through', async () => {
    const wishes = rules({ include: { phrases: ['protein'] }, fillUp: false });
    const { deps, ledger, mails } = setUp({ reader: subscriber({ id: readerId() }, { rules: wishes }) });

    await sendDigest(job, deps);

    expect(mails).toHaveLength(0);
    expect(ledger.lines()).toMatchObject([
      { status: 'skipped', reason: 'nothing-matched', days: ['2026-08-17'] },
    ]);
  });

  it('notes what was shown as rising', async () => {
    const catalogue = catalogueOf({
      listings: [dayListing('2026-08-16', [{ id: '2608.00009', upvotes: 54 }]), listing],
      snapshots: new Map([['2026-08-16', [{ polledOn: '2026-08-16', upvotes: { '2608.00009': 2 } }]]]),
    });
    const had = { days: ['2026-08-16'], papers: ['2608.00009'], run: '2026-08-16T05:00Z' };
    const { deps, ledger } = setUp({
      lines: [delivery({ digest: '2026-08-16', status: 'sent', ...had })],
    });

    await sendDigest(job, { ...deps, listings: () => Promise.resolve(catalogue) });

    expect(ledger.lines().at(-1)).toMatchObject({
      papers: ['2608.00001', '2608.00002', '2608.00009'],
      rising: ['2608.00009'],
    });
  });

  it('does not touch the ledger while the gate is closed', async () => {
    const { deps, ledger } = setUp({ passage: { kind: 'wait', seconds: 300, reason: 'paused' } });
    expect(await sendDigest(job, deps)).toEqual({ kind: 'wait', seconds: 315, reason: 'paused' });
    expect(ledger.lines()).toEqual([]);
  });
});

describe('when SES does not say yes', () => {
  it('waits for the event of an unanswered call, and sends again only after the grace', async () => {
    const unanswered = setUp({ outcome: { kind: 'unanswered', reason: 'TimeoutError' } });
    expect(await sendDigest(job, unanswered.deps)).toMatchObject({ kind: 'wait', seconds: 1_800 });
    expect(unanswered.ledger.lines()).toMatchObject([
      { status: 'unknown', until: '2026-08-18T05:30:30.000Z' },
    ]);

    const early = setUp({ lines: unanswered.ledger.lines() });
    expect((await sendDigest(job, early.deps)).kind).toBe('wait');
    expect(early.mails).toHaveLength(0);

    const late = setUp({ lines: unanswered.ledger.lines() });
    await sendDigest(job, { ...late.deps, clock: () => new Date('2026-08-18T05:31:00Z') });
    expect(late.mails[0]?.tags).toEqual({ digest: `${readerId()}_2026-08-18_2` });
  });

  it('remembers what an unanswered call may have sent, when its reader leaves before the grace is over', async () => {
    const unknown = delivery({ status: 'unknown', until: '2026-08-18T05:00:00.000Z' });
    const { deps, ledger, mails } = setUp({ lines: [unknown], reader: 'gone' });
    await sendDigest(job, deps);
    expect(mails).toHaveLength(0);
    expect(ledger.lines()).toMatchObject([
      { status: 'skipped', reason: 'unsubscribed', papers: unknown.papers },
    ]);

    const noted = await noteEvent(job, { kind: 'accepted', messageId: 'ses-late' }, deps);
    expect(noted).toBe('changed');
    expect(ledger.lines()).toMatchObject([{ status: 'sent', papers: unknown.papers }]);
  });

  it('claims nothing when there is no time left for an answer', async () => {
    const { deps, ledger, mails } = setUp({ remaining: 24_999 });

    const result = await sendDigest(job, deps);

    expect(result).toEqual({ kind: 'wait', seconds: 1, reason: 'no time left to send it' });
    expect([ledger.lines(), mails]).toEqual([[], []]);
  });

  it('takes a worker whose lease ran out for one that may have sent', async () => {
    const { deps, ledger, mails } = setUp({ lines: [delivery({ until: '2026-08-18T05:00:00.000Z' })] });
    expect(await sendDigest(job, deps)).toMatchObject({ kind: 'wait', seconds: 1_800 });
    expect(mails).toHaveLength(0);
    expect(ledger.lines()).toMatchObject([{ status: 'unknown', attempt: 1 }]);
  });

  it('puts a throttled digest back to due', async () => {
    const { deps, ledger } = setUp({ outcome: { kind: 'throttled', reason: 'Throttling' } });
    expect(await sendDigest(job, deps)).toMatchObject({ kind: 'wait' });
    expect(ledger.lines()).toMatchObject([{ status: 'due', reason: 'Throttling' }]);
  });

  it.each(['quota-spent', 'sending-stopped'] as const)(
    'stops everybody when it is %s, and fails nobody',
    async kind => {
      const { deps, ledger, gateCalls } = setUp({ outcome: { kind, reason: 'not now' } });
      expect((await sendDigest(job, deps)).kind).toBe('wait');
      expect(ledger.lines()).toMatchObject([{ status: 'due' }]);
      expect(gateCalls).toEqual(['stop: not now']);
    },
  );

  it('tries for hours what SES refuses in words that nobody knows, and then fails it', async () => {
    const outcome = { kind: 'refused', reason: 'AWordOfTomorrow' } as const;
    const early = setUp({ outcome, lines: [delivery({ status: 'due', attempt: 34, until: undefined })] });
    const late = setUp({ outcome, lines: [delivery({ status: 'due', attempt: 35, until: undefined })] });

    const [again, given] = [await sendDigest(job, early.deps), await sendDigest(job, late.deps)];

    expect(again).toMatchObject({ kind: 'wait', reason: 'AWordOfTomorrow' });
    expect(early.ledger.lines()).toMatchObject([{ status: 'due', attempt: 35 }]);
    expect(given).toMatchObject({ kind: 'done', status: 'failed' });
    expect(late.ledger.lines()).toMatchObject([{ status: 'failed', attempt: 36 }]);
  });

  it('fails a digest that SES will never take', async () => {
    const { deps, ledger } = setUp({ outcome: { kind: 'rejected', reason: 'Bad content' } });
    expect(await sendDigest(job, deps)).toMatchObject({ kind: 'done', outcome: 'failed: Bad content' });
    expect(ledger.lines()).toMatchObject([{ status: 'failed', reason: 'Bad content' }]);
  });
});

describe('races', () => {
  it('lets one of two workers send', async () => {
    const { deps, mails } = setUp();
    const results = await Promise.all([sendDigest(job, deps), sendDigest(job, deps)]);
    expect(mails).toHaveLength(1);
    expect(results.map(result => result.kind).sort()).toEqual(['done', 'wait']);
  });

  it('ends as sent when the line became unknown while SES was answering', async () => {
    const { deps, ledger } = setUp({
      whileSending: async () => {
        const [line] = ledger.lines();
        await ledger.replace(line, { ...line!, status: 'unknown' });
      },
    });
    await sendDigest(job, deps);
    expect(ledger.lines()).toMatchObject([{ status: 'sent', messageId: 'ses-1' }]);
  });
});
