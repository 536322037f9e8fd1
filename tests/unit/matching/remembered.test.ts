import { expect, test } from 'vitest';
import { remembered } from '../../../shared/matching/remembered.ts';

function counting(most: number) {
  const asked: string[] = [];
  const answer = remembered(word => {
    asked.push(word);
    return word.length;
  }, most);
  return { asked, answer };
}

test('an answer is worked out once', () => {
  const { asked, answer } = counting(2);

  const answers = ['one', 'three', 'one', 'three'].map(answer);

  expect(answers).toEqual([3, 5, 3, 5]);
  expect(asked).toEqual(['one', 'three']);
});

test('it starts anew when it is full', () => {
  const { asked, answer } = counting(2);

  for (const word of ['one', 'two', 'three', 'three', 'one']) answer(word);

  expect(asked).toEqual(['one', 'two', 'three', 'one']);
});

test('what is too long for a word is not kept', () => {
  const { asked, answer } = counting(2);

  for (let time = 0; time < 2; time += 1) expect(answer('x'.repeat(61))).toBe(61);

  expect(asked).toHaveLength(2);
});
