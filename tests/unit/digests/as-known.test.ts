import { describe, expect, it } from 'vitest';
import { listingAsKnown, recordAsKnown, snapshotsAsKnown } from '../../../shared/digests/as-known.ts';
import { dayListing } from '../../support/paper-factories.ts';

const at = new Date('2026-08-12T08:00:00Z');
const { record } = dayListing('2026-08-12', [{ id: '2608.00012' }], {
  settledAt: '2026-08-12T08:05:00.000Z',
});

describe('what was known of a day', () => {
  it('is all of it from the very instant at which it settled', () => {
    expect(recordAsKnown(record, new Date('2026-08-12T08:05:00Z'))).toEqual(record);
  });

  it('is that it was filling, before it settled', () => {
    expect(recordAsKnown(record, at)).toEqual({ day: '2026-08-12', status: 'filling', entryCount: 1 });
  });

  it.each([
    ['2026-08-12T06:05:00.000Z', true],
    ['2026-08-12T09:05:00.000Z', false],
  ])('tells of a source that was down from %s: %s', (since, told) => {
    const delayed = { since, reason: 'HTTP 503' };
    expect('delayed' in recordAsKnown({ ...record, delayed }, at)).toBe(told);
  });

  it('are the papers that had entered it, ranked among themselves', () => {
    const late = { late: true, firstSeenAt: '2026-08-12T10:05:00.000Z' };
    const listing = dayListing('2026-08-11', [
      { id: '2608.00001', upvotes: 9, ...late },
      { id: '2608.00002', upvotes: 5 },
      { id: '2608.00003', upvotes: 3 },
    ]);

    const known = listingAsKnown(listing, at);

    expect(known.papers.map(({ paper, rank }) => [paper.id, rank])).toEqual([
      ['2608.00002', 1],
      ['2608.00003', 2],
    ]);
    expect(known.record.entryCount).toBe(2);
  });

  it('are the snapshots of dates up to then', () => {
    const snapshots = ['2026-08-11', '2026-08-12', '2026-08-13'].map(polledOn => ({ polledOn, upvotes: {} }));
    expect(snapshotsAsKnown(snapshots, at).map(({ polledOn }) => polledOn)).toEqual([
      '2026-08-11',
      '2026-08-12',
    ]);
  });
});
