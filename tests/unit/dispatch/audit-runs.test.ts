import { describe, expect, it } from 'vitest';
import { auditRuns } from '../../../functions/dispatch/audit-runs.ts';
import type { AuditDeps } from '../../../functions/dispatch/sample-run.ts';
import type { DueDigest } from '../../../shared/deliveries/account.ts';
import type { DeliveryStatus } from '../../../shared/deliveries/delivery.ts';
import { delivery, readerId, recordingLog } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

const run = '2026-08-18T05:00Z';
const tick = { from: new Date('2026-08-18T06:45:00Z'), to: new Date('2026-08-18T07:00:00Z') };

interface Circumstances {
  /** The outcome of each digest that was due; undefined for one without a line. */
  readonly outcomes?: readonly (DeliveryStatus | undefined)[];
  readonly finished?: boolean;
  readonly unreadable?: boolean;
}

function setUp({ outcomes = ['sent'], finished = true, unreadable = false }: Circumstances = {}) {
  const due = outcomes.map(
    (_, index): DueDigest => ({
      subscriber: readerId(index),
      digest: '2026-08-18',
    }),
  );
  const asked: string[] = [];
  const looked: string[] = [];
  const log = recordingLog();
  const deps: AuditDeps = {
    runs: fake<AuditDeps['runs']>('runs', {
      get: id => {
        asked.push(id);
        const known = { id, slices: ['UTC#5#0'], finishedSlices: finished ? ['UTC#5#0'] : [] };
        return Promise.resolve(id === run ? known : undefined);
      },
      due: () => Promise.resolve(due),
    }),
    ledger: fake<AuditDeps['ledger']>('ledger', {
      find: digests => {
        if (unreadable) return Promise.reject(new Error('no DynamoDB'));
        looked.push(...digests.map(({ subscriber }) => subscriber));
        return Promise.resolve(
          new Map(
            digests.flatMap(({ subscriber, digest }) => {
              const status = outcomes[Number.parseInt(subscriber, 16)];
              return status ? [[`${subscriber}/${digest}`, delivery({ subscriber, digest, status })]] : [];
            }),
          ),
        );
      },
    }),
    log,
  };
  return { deps, asked, looked, log };
}

const plenty = () => 60_000;

describe('the audit of runs', () => {
  it('looks at each run that was due two hours before the instants that the tick covers, or one', async () => {
    const { deps, asked } = setUp();

    const outcome = await auditRuns({ ...tick, from: new Date('2026-08-18T06:15:00Z') }, plenty, deps);

    expect(asked).toEqual([
      ...['2026-08-18T04:30Z', '2026-08-18T04:45Z', run],
      ...['2026-08-18T05:30Z', '2026-08-18T05:45Z', '2026-08-18T06:00Z'],
    ]);
    expect(outcome).toEqual({ audited: 1, incompleteRuns: 0, outcomesUnknown: 0 });
  });

  it('looks at nothing when a tick is repeated', async () => {
    const { deps, asked } = setUp();

    await auditRuns({ from: tick.to, to: tick.to }, plenty, deps);

    expect(asked).toEqual([]);
  });

  it.each<[string, Circumstances]>([
    ['a digest has no line', { outcomes: ['sent', undefined] }],
    ['a digest waits', { outcomes: ['sent', 'due'] }],
    ['a slice was not worked through', { finished: false }],
    ['it cannot be read', { unreadable: true }],
  ])('calls a run incomplete when %s', async (_, circumstances) => {
    const { deps, log } = setUp(circumstances);

    expect(await auditRuns(tick, plenty, deps)).toMatchObject({ incompleteRuns: 1 });
    expect(log.events).toHaveLength(1);
  });

  it('counts outcomes that nobody knows, which do not make a run incomplete', async () => {
    const { deps } = setUp({ outcomes: ['unknown', 'sent', 'unknown', 'skipped', 'failed', 'bounced'] });

    expect(await auditRuns(tick, plenty, deps)).toEqual({
      audited: 1,
      incompleteRuns: 0,
      outcomesUnknown: 2,
    });
  });

  it('counts outcomes that nobody knows an hour after they were due, and nothing else of that run', async () => {
    const hourAfter = { from: new Date('2026-08-18T05:45:00Z'), to: new Date('2026-08-18T06:00:00Z') };
    const { deps, log } = setUp({ outcomes: ['unknown', 'due', undefined], finished: false });

    expect(await auditRuns(hourAfter, plenty, deps)).toEqual({
      audited: 1,
      incompleteRuns: 0,
      outcomesUnknown: 1,
    });
    expect(log.events).toEqual(['outcomes unknown']);
  });

  it('leaves a run that cannot be read after an hour to the audit after two', async () => {
    const hourAfter = { from: new Date('2026-08-18T05:45:00Z'), to: new Date('2026-08-18T06:00:00Z') };
    const { deps, log } = setUp({ unreadable: true });

    expect(await auditRuns(hourAfter, plenty, deps)).toMatchObject({ incompleteRuns: 0 });
    expect(log.events).toEqual(['run not audited']);
  });

  it('looks at a thousand digests of a large run, from its first to its last tenth', async () => {
    const { deps, looked } = setUp({ outcomes: Array.from({ length: 25_500 }, () => 'sent' as const) });

    await auditRuns(tick, plenty, deps);

    const numbers = looked.map(id => Number.parseInt(id, 16));
    expect(new Set(numbers).size).toBe(1_000);
    expect(numbers[0]).toBe(0);
    expect(numbers.at(-1)).toBeGreaterThan(25_400);
  });

  it('leaves out what it has no time for, and says so', async () => {
    const { deps, asked, log } = setUp();

    await auditRuns(tick, () => 5_000, deps);

    expect(asked).toEqual([]);
    expect(log.events).toEqual(['no time to audit']);
  });
});
