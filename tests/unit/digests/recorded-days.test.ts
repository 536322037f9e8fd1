import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { composeMessage } from '../../../shared/digests/message.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { combine } from '../../../shared/papers/merge.ts';
import type { DayListing } from '../../../shared/papers/paper.ts';
import { readHuggingFaceEntry } from '../../../shared/papers/sources/hugging-face-entry.ts';
import { digestOf, listEnvelope, renderContext } from '../../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../../support/paper-factories.ts';
import { hasPython, readWithPython } from '../../support/python-email.ts';

const recordings = new URL('../../../../shared/fixtures/huggingface/', import.meta.url);
const isHere = existsSync(recordings);

describe.skipIf(!isHere)('recorded days (skipped where ../shared/fixtures/huggingface is absent)', () => {
  const days = isHere ? recordedDays() : [];

  test('each fits into one mail of up to fifty papers, the largest too', async () => {
    expect(days.length).toBeGreaterThan(0);
    for (const day of days) {
      const digest = digestOf([day], { maxPapers: 50 });

      const mail = renderDigest(digest, renderContext());

      expect(mail.shown.length).toBe(Math.min(50, day.papers.length));
      expect((await composeMessage(mail, listEnvelope())).length).toBeLessThan(102_000);
    }
  });

  test.skipIf(!hasPython())('Python reads them all (skipped where there is no python3)', async () => {
    const mails = days.map(day => renderDigest(digestOf([day]), renderContext()));

    const readings = readWithPython(
      await Promise.all(mails.map(mail => composeMessage(mail, listEnvelope()))),
    );

    expect(readings.flatMap(({ defects }) => defects)).toEqual([]);
    expect(readings.map(({ headers }) => new Map(headers).get('subject'))).toEqual(
      mails.map(({ subject }) => subject),
    );
  });
});

/** The recorded answers of the API that list anything, one a day. */
function recordedDays(): DayListing[] {
  return readdirSync(recordings)
    .filter(name => name.endsWith('.json'))
    .map(name => {
      const day = name.slice(0, 10);
      const answer = z.array(z.unknown()).parse(JSON.parse(readFileSync(new URL(name, recordings), 'utf8')));
      return dayListing(
        day,
        answer.map(value => listedFacts(value, day)),
      );
    })
    .filter(({ papers }) => papers.length > 0);
}

function listedFacts(value: unknown, day: string): ListedFacts {
  const read = readHuggingFaceEntry(value, day);
  if (read.kind === 'skipped') throw new Error(`${day}: ${read.skipped.problem}`);
  const { paperId, facts, upvotes = 0, comments = 0 } = read.entry;
  return { ...combine(paperId, { 'hugging-face': facts }), upvotes, comments };
}
