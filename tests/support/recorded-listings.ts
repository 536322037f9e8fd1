import * as z from 'zod';
import { combine } from '../../shared/papers/merge.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { readHuggingFaceEntry } from '../../shared/papers/sources/hugging-face-entry.ts';
import { readRecordedDays } from './fixtures.ts';
import { dayListing, type ListedFacts } from './paper-factories.ts';

/** The recorded answers of the API as settled days, ascending; those that list anything. */
export function readRecordedListings(): DayListing[] {
  return readRecordedDays()
    .map(({ day, body }) =>
      dayListing(
        day,
        z
          .array(z.unknown())
          .parse(JSON.parse(body))
          .map(value => listedFacts(value, day)),
      ),
    )
    .filter(({ papers }) => papers.length > 0);
}

function listedFacts(value: unknown, day: string): ListedFacts {
  const read = readHuggingFaceEntry(value, day);
  if (read.kind === 'skipped') throw new Error(`${day}: ${read.skipped.problem}`);
  const { paperId, facts, upvotes = 0, comments = 0 } = read.entry;
  return { ...combine(paperId, { 'hugging-face': facts }), upvotes, comments };
}
