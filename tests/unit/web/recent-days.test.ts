import { describe, expect, it } from 'vitest';
import type { WebDeps } from '../../../functions/web/deps.ts';
import { createRecentDays } from '../../../functions/web/recent-days.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { fake } from '../../support/fake.ts';
import { dayListing } from '../../support/paper-factories.ts';

const days = Array.from({ length: 40 }, (_, index) =>
  dayListing(addDays('2026-08-18', index - 39), [{ id: `2608.${String(index).padStart(5, '0')}` }], {
    status: index === 39 ? 'filling' : 'settled',
  }),
);

function readerOf(answer: () => boolean = () => true) {
  const read: string[] = [];
  let now = new Date('2026-08-18T07:00:00.000Z');
  const archive = fake<WebDeps['archive']>('archive', {
    getDayRecords: (from, to) =>
      Promise.resolve(days.map(({ record }) => record).filter(({ day }) => day >= from && day <= to)),
    getDayListing: day => {
      read.push(day);
      return answer()
        ? Promise.resolve(days.find(({ record }) => record.day === day))
        : Promise.reject(new Error('no answer'));
    },
    getSnapshots: day => Promise.resolve([{ polledOn: day, upvotes: {} }]),
  });
  const recentDays = createRecentDays({ archive, clock: () => now });
  const wait = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return { recentDays, read, wait };
}

describe('the days of a preview', () => {
  it('are the last fourteen settled ones', async () => {
    const { recentDays } = readerOf();

    const { listings, index, snapshots } = await recentDays();

    expect(listings.map(({ record }) => record.day)).toEqual(
      Array.from({ length: 14 }, (_, day) => addDays('2026-08-04', day)),
    );
    expect(index.papers).toHaveLength(14);
    expect([...snapshots.keys()]).toEqual(listings.map(({ record }) => record.day));
  });

  it('are read once in five minutes, however many ask', async () => {
    const { recentDays, read, wait } = readerOf();

    await Promise.all([recentDays(), recentDays()]);
    wait(4);
    await recentDays();
    const before = read.length;
    wait(2);
    await recentDays();

    expect([before, read.length]).toEqual([14, 28]);
  });

  it('are read again at once when they could not be', async () => {
    const answers = [false];
    const { recentDays } = readerOf(() => answers.shift() ?? true);

    await expect(recentDays()).rejects.toThrow('no answer');

    expect((await recentDays()).listings).toHaveLength(14);
  });
});
