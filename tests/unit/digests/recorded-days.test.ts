import { describe, expect, test } from 'vitest';
import { composeMessage } from '../../../shared/digests/message.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { digestOf, listEnvelope, renderContext } from '../../support/digest-factories.ts';
import { hasFixtures, needsFixtures } from '../../support/fixtures.ts';
import { hasPython, readWithPython } from '../../support/python-email.ts';
import { readRecordedListings } from '../../support/recorded-listings.ts';

describe.skipIf(!hasFixtures)(`recorded days${needsFixtures}`, () => {
  const days = hasFixtures ? readRecordedListings() : [];

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
