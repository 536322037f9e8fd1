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
