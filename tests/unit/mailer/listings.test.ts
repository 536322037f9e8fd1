import { expect, it } from 'vitest';
import { createListings } from '../../../functions/mailer/listings.ts';
import { selectDigest } from '../../../shared/digests/select.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { selectionInput } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';

it('a reader who moves from Monday to Sunday misses no day of the thirteen in between', async () => {
  const monday = '2026-08-17';
  const due = addDays(monday, 13);
  const stored = Array.from({ length: 30 }, (_, index) =>
    dayListing(addDays('2026-08-05', index), [{ id: `2608.${10_000 + index}` }]),
  );
  const listings = createListings(
    {
      getDayRecords: (from, to) =>
        Promise.resolve(stored.map(({ record }) => record).filter(({ day }) => day >= from && day <= to)),
      getDayListing: day => Promise.resolve(stored.find(({ record }) => record.day === day)),
    },
    () => new Date(`${due}T09:00:00Z`),
  );

  const selection = selectDigest(
    selectionInput({ weekly: true, covered: [monday], listings: await listings(due) }),
  );

  const days = selection.kind === 'digest' ? selection.digest.days : [];
  expect(days).toEqual(Array.from({ length: 13 }, (_, index) => addDays(monday, index + 1)));
});
