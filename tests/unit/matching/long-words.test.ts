import { expect, test } from 'vitest';
import { stemWord } from '../../../shared/matching/stem-word.ts';

test('what is too long for a word stays as it is, so that a source’s nonsense holds nobody up', () => {
  // The stemmer's time grows with the square of the length: this one took ten minutes.
  const nonsense = 'stemming'.repeat(25_000);

  expect(stemWord(nonsense)).toBe(nonsense);
});
