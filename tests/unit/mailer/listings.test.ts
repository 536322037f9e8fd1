import { expect, it } from 'vitest';
import { createListings } from '../../../functions/mailer/listings.ts';
import { chooseDigest, noPast } from '../../../shared/digests/choose.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { storedListings } from '../../support/stored-listings.ts';

it('a reader who moves from Monday to Sunday misses no day of the thirteen in between', async () => {
  const monday = '2026-08-17';
  const due = addDays(monday, 13);
  const stored = Array.from({ length: 30 }, (_, index) =>
    dayListing(addDays('2026-08-05', index), [{ id: `2608.${10_000 + index}` }]),
  );
  const knownAt = new Date(`${due}T09:00:00Z`);
  const listings = createListings(
    storedListings(() => stored),
    () => knownAt,
  );

  const past = { ...noPast, covered: new Map([[monday, monday]]) };
  const reader = { key: 'any', weekly: true, dueOn: due, preferences: { maxPapers: 20 }, past };
  const selection = chooseDigest(reader, await listings({ dueOn: due, knownAt }));

  const days = selection.kind === 'digest' ? selection.digest.days : [];
  expect(days).toEqual(Array.from({ length: 13 }, (_, index) => addDays(monday, index + 1)));
});

it('runs that are worked on by turns read each day once, and share what they have in common', async () => {
  const stored = Array.from({ length: 20 }, (_, index) =>
    dayListing(addDays('2026-08-01', index), [{ id: `2608.${10_000 + index}` }]),
  );
  const papers = storedListings(() => stored);
  const listings = createListings(papers, () => new Date('2026-08-16T12:00:00Z'));

  for (let round = 0; round < 3; round += 1)
    for (const dueOn of ['2026-08-14', '2026-08-15', '2026-08-16'])
      await listings({ dueOn, knownAt: new Date(`${dueOn}T09:00:00Z`) });

  expect(papers.reads.toSorted()).toEqual(
    stored.map(({ record }) => record.day).filter(day => day >= '2026-08-01' && day <= '2026-08-16'),
  );

  const catalogueOf = (time: string) => listings({ dueOn: '2026-08-16', knownAt: new Date(time) });
  const [early, later, settled] = [
    await catalogueOf('2026-08-16T06:00:00Z'),
    await catalogueOf('2026-08-16T07:00:00Z'),
    await catalogueOf('2026-08-16T08:00:00Z'),
  ];
  expect(later).toBe(early);
  expect(settled).not.toBe(early);
});
