import { expect, it } from 'vitest';
import { oldestFailure } from '../../../functions/feedback/oldest-failure.ts';

const now = new Date('2026-08-18T05:20:00Z');
const sent = (messageId: string, at: string) => ({
  messageId,
  attributes: { SentTimestamp: String(Date.parse(at)) },
});
const messages = [
  sent('taken in', '2026-08-18T05:00:00Z'),
  sent('failed', '2026-08-18T05:05:00Z'),
  sent('failed too', '2026-08-18T05:19:00Z'),
];
const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map(itemIdentifier => ({ itemIdentifier })),
});

it('is the age of the oldest message that failed, and of no other', () => {
  expect(oldestFailure(messages, failures('failed', 'failed too'), now)).toBe(15 * 60);
});

it('is nothing when none failed', () => {
  expect(oldestFailure(messages, failures(), now)).toBe(0);
});
