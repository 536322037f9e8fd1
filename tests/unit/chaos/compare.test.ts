import { describe, expect, it } from 'vitest';
import { type AcceptedCall, compare } from '../../../infra/local/chaos/compare.ts';
import { readersOf } from '../../../infra/local/chaos/readers.ts';
import { countUnnoted } from '../../../infra/local/chaos/unnoted.ts';

const readers = readersOf(3);
const callTo = (number: number): AcceptedCall => ({
  id: `mail-${number}`,
  acceptedAt: '2026-08-18T12:00:00.000Z',
  to: [readers[number]?.email ?? 'stranger@elsewhere.example'],
});

describe('what SES accepted against who was due', () => {
  it('is fine when everybody has one mail, but for the one whose address SES rejects', () => {
    expect(compare(readers, new Set([1]), [callTo(0), callTo(2)])).toEqual({
      due: 2,
      accepted: 2,
      lost: [],
      repeated: [],
      strays: 0,
    });
  });

  it('names who has none, and who has several', () => {
    const comparison = compare(readers, new Set(), [callTo(0), callTo(2), callTo(2)]);

    expect(comparison.lost.map(({ reader }) => reader)).toEqual([readers[1]]);
    expect(comparison.repeated).toEqual([{ reader: readers[2], accepted: [callTo(2), callTo(2)] }]);
  });

  it('asks no mail for those who left, and still minds a second one', () => {
    const comparison = compare(readers, new Set([0, 1]), [callTo(0), callTo(0), callTo(2)]);

    expect(comparison.lost).toEqual([]);
    expect(comparison.repeated.map(({ reader }) => reader)).toEqual([readers[0]]);
  });

  it('counts the addresses of nobody', () => {
    expect(compare(readers, new Set([0]), [callTo(0), callTo(1), callTo(2), callTo(9)]).strays).toBe(1);
  });
});

describe('accepted calls whose answer nobody wrote down', () => {
  const accepted = (processId: number, to: string, answered = true) =>
    ({ kind: 'accepted', processId, to, answered }) as const;

  it('are those without an answer, and those whose process came to nothing more', () => {
    const unnoted = countUnnoted([
      accepted(1, 'noted'),
      { kind: 'noted', processId: 1 },
      accepted(2, 'unanswered', false),
      { kind: 'noted', processId: 2 },
      accepted(3, 'killed'),
      { kind: 'kill', victim: 'Mailer', at: 'ses SendRawEmail', planned: 'Mailer send 3' },
      accepted(4, 'killed'),
    ]);

    expect(unnoted).toEqual(
      new Map([
        ['unanswered', 1],
        ['killed', 2],
      ]),
    );
  });
});
