import { describe, expect, it } from 'vitest';
import { deliveryStatuses } from '../../../shared/deliveries/delivery.ts';
import { nextStep } from '../../../shared/deliveries/next-step.ts';
import { delivery } from '../../support/delivery-factories.ts';

const now = new Date('2026-08-18T05:10:00Z');
const later = '2026-08-18T05:11:00.000Z';
const earlier = '2026-08-18T05:09:00.000Z';

describe('what a worker may do with a digest', () => {
  it('claims a digest that nobody has touched as the first attempt', () => {
    expect(nextStep(undefined, now)).toEqual({ kind: 'claim', attempt: 1 });
  });

  it('waits while somebody holds the lease', () => {
    expect(nextStep(delivery({ status: 'sending', until: later }), now)).toEqual({
      kind: 'wait',
      until: new Date(later),
    });
  });

  it('suspects a worker whose lease ran out, and does not send again at once', () => {
    expect(nextStep(delivery({ status: 'sending', until: earlier }), now)).toEqual({ kind: 'suspect' });
  });

  it.each(['unknown', 'due'] as const)('claims %s as the next attempt once its time has come', status => {
    expect(nextStep(delivery({ status, attempt: 3, until: later }), now).kind).toBe('wait');
    expect(nextStep(delivery({ status, attempt: 3, until: earlier }), now)).toEqual({
      kind: 'claim',
      attempt: 4,
    });
  });

  it('never touches a digest that has an outcome', () => {
    const final = deliveryStatuses.filter(status => !['due', 'sending', 'unknown'].includes(status));
    const steps = final.map(status => nextStep(delivery({ status, until: earlier }), now).kind);
    expect(steps).toEqual(final.map(() => 'done'));
  });
});
