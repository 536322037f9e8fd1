import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doneMessages } from '../../infra/local/events/batch-outcome.ts';
import { occurrencesOf, parseScheduleExpression } from '../../infra/local/schedules/schedule-expression.ts';
import { parseRawMessage, rewriteMessage } from '../../infra/local/servers/ses/raw-message.ts';

describe('the local system', () => {
  test('deletes a message of a batch or leaves it, never both, whatever the function says', () => {
    const ids = fc.uniqueArray(fc.uuid(), { maxLength: 10 });
    fc.assert(
      fc.property(ids, fc.anything(), (messages, answer) => {
        const done = doneMessages(messages, answer, true);
        expect(new Set(done).size).toBe(done.length);
        expect(done.every(id => messages.includes(id))).toBe(true);
      }),
    );
  });

  test('finds the same occurrences in a span as in its two halves', () => {
    const expressions = fc.constantFrom(
      'cron(0/15 * * * ? *)',
      'cron(30 2 * * ? *)',
      'cron(5 * ? * MON-FRI *)',
      'rate(7 minutes)',
    );
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const instants = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2026-12-28T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        expressions,
        zones,
        instants,
        fc.integer({ min: 0, max: 2 * 86_400_000 }),
        (expression, zone, from, cut) => {
          const timetable = parseScheduleExpression(expression, zone);
          const middle = new Date(from.getTime() + cut);
          const to = new Date(from.getTime() + 2 * 86_400_000);
          expect([
            ...occurrencesOf(timetable, from, middle),
            ...occurrencesOf(timetable, middle, to),
          ]).toEqual(occurrencesOf(timetable, from, to));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('delivers the body of a message byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 900 }), bytes => {
        const raw = Buffer.concat([Buffer.from('From: a@b.example\r\nDate: x\r\n\r\n'), Buffer.from(bytes)]);
        const delivered = rewriteMessage(parseRawMessage(raw), raw, 'id', new Date(0));
        expect(delivered.subarray(delivered.indexOf('\r\n\r\n') + 4).equals(bytes)).toBe(true);
      }),
    );
  });
});
