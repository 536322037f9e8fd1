import { expect, it } from 'vitest';
import { oldestWait } from '../../../functions/mailer/oldest-wait.ts';

const now = new Date('2026-08-18T07:00:00Z');

it('is counted from the instant at which the oldest run was due', () => {
  expect(oldestWait(['2026-08-18T06:45Z', '2026-08-18T05:00Z'], now)).toBe(2 * 3_600);
});

it('is nothing when no job is left, or when the clock of another machine was ahead', () => {
  expect(oldestWait([], now)).toBe(0);
  expect(oldestWait(['2026-08-18T07:01Z'], now)).toBe(0);
});
