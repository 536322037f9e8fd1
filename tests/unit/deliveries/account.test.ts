import { describe, expect, it } from 'vitest';
import { accountFor } from '../../../shared/deliveries/account.ts';
import type { DeliveryStatus } from '../../../shared/deliveries/delivery.ts';
import { type Delivery, pastOf } from '../../../shared/deliveries/delivery.ts';
import { delivery, readerId } from '../../support/delivery-factories.ts';

describe("a run's account", () => {
  it('puts every queued digest into exactly one column, and names the missing', () => {
    const statuses: (DeliveryStatus | undefined)[] = [
      'sent',
      'bounced',
      'skipped',
      'failed',
      'unknown',
      'sending',
      'due',
      undefined,
    ];
    const due = statuses.map((_, index) => ({ subscriber: readerId(index), digest: '2026-08-18' }));
    const lines = new Map(
      statuses.flatMap((status, index) =>
        status
          ? [[readerId(index), delivery({ subscriber: readerId(index), status, reason: 'because' })] as const]
          : [],
      ),
    );

    const account = accountFor(due, ({ subscriber }) => lines.get(subscriber));

    expect(account).toMatchObject({
      due: 8,
      sent: 2,
      skipped: 1,
      failed: 1,
      unknown: 1,
      inFlight: 3,
      bounced: 1,
    });
    expect(account.reasons).toMatchObject({ 'skipped: because': 1, 'failed: because': 1 });
    expect(account.missing.map(({ subscriber }) => subscriber)).toEqual([3, 4, 5, 6, 7].map(readerId));
  });
});

describe('what earlier digests mean for the next', () => {
  it('does not mail again what may have arrived, and does not cover days put off or failed', () => {
    const past = pastOf([
      delivery({ status: 'sent', days: ['2026-08-14'], papers: ['2608.00001'] }),
      delivery({ status: 'unknown', days: ['2026-08-15'], papers: ['2608.00002'] }),
      delivery({ status: 'failed', days: ['2026-08-16'], papers: ['2608.00003'] }),
      delivery({ status: 'due', days: ['2026-08-17'], papers: ['2608.00004'] }),
      delivery({ status: 'skipped', days: ['2026-08-13'], papers: [] }),
    ]);
    expect([...past.covered.keys()].sort()).toEqual(['2026-08-13', '2026-08-14', '2026-08-15']);
    expect([...past.sent.keys()]).toEqual(['2608.00001', '2608.00002']);
  });

  it('leaves the days of a failed digest to the next one, and gives up those that fail again', () => {
    const failed = delivery({ status: 'failed', digest: '2026-08-17', days: ['2026-08-16'] });
    const failedAgain = delivery({
      status: 'failed',
      digest: '2026-08-18',
      days: ['2026-08-16', '2026-08-17'],
    });

    const [once, twice] = [pastOf([failed]), pastOf([failed, failedAgain])];

    expect([...once.covered.keys()]).toEqual([]);
    expect([...twice.covered.keys()]).toEqual(['2026-08-16']);
  });

  it('knows when the listings were last looked at: not by a digest that was put off or skipped unseen', () => {
    const { lastDueAt } = pastOf([
      delivery({ status: 'sent', run: '2026-08-14T05:00Z' }),
      delivery({ status: 'skipped', reason: 'nothing-new', run: '2026-08-15T05:00Z' }),
      delivery({ status: 'skipped', reason: 'paused', run: '2026-08-16T05:00Z' }),
      delivery({ status: 'due', run: '2026-08-17T05:00Z' }),
    ]);

    expect(lastDueAt).toEqual(new Date('2026-08-15T05:00:00Z'));
  });

  it('knows when each paper was offered last, and what was shown as rising', () => {
    const past = pastOf([
      delivery({ status: 'sent', run: '2026-08-14T05:00Z', days: ['2026-08-13'], papers: ['2608.00001'] }),
      delivery({
        status: 'sent',
        run: '2026-08-17T05:00Z',
        days: ['2026-08-14'],
        papers: ['2608.00001', '2608.00002'],
        rising: ['2608.00001'],
      }),
      delivery({ status: 'failed', papers: ['2608.00003'], rising: ['2608.00003'] }),
    ]);

    expect(past.sent).toEqual(
      new Map([
        ['2608.00001', '2026-08-17'],
        ['2608.00002', '2026-08-17'],
      ]),
    );
    expect(past.covered.get('2026-08-13')).toBe('2026-08-14');
    expect([...past.risen]).toEqual(['2608.00001']);
  });

  it('knows since when a pause has kept digests back', () => {
    const paused = { status: 'skipped', reason: 'paused', papers: [] } satisfies Partial<Delivery>;

    const { pausedFrom } = pastOf([
      delivery({ digest: '2026-08-16', ...paused }),
      delivery({ digest: '2026-08-15', ...paused }),
      delivery({ digest: '2026-08-14', status: 'skipped', reason: 'weekend', days: [], papers: [] }),
    ]);

    expect(pausedFrom).toBe('2026-08-15');
  });
});
