import { describe, expect, it } from 'vitest';
import { suggest } from '../../../infra/ops/suggest.ts';
import { formatFacts, formatTable } from '../../../infra/ops/terminal/table.ts';
import { counted, minuteUtc } from '../../../infra/ops/terminal/words.ts';

describe('what people read', () => {
  it('has columns as wide as they need to be, numbers to the right', () => {
    const table = formatTable(
      ['run', 'due'],
      [
        ['2026-08-18T05:00Z', 7],
        ['short', 1_234_567],
      ],
    );
    expect(table.split('\n')).toEqual([
      'run                      due',
      '2026-08-18T05:00Z          7',
      'short              1,234,567',
    ]);
    expect(
      formatFacts([
        ['a', 1],
        ['long', 'b'],
      ]),
    ).toBe('a     1\nlong  b');
  });

  it('counts and dates plainly', () => {
    expect([counted(1, 'mail'), counted(1_200, 'mail'), counted(0, 'address', 'addresses')]).toEqual([
      '1 mail',
      '1,200 mails',
      '0 addresses',
    ]);
    expect(minuteUtc(new Date('2026-08-18T05:00:59Z'))).toBe('2026-08-18 05:00 UTC');
  });

  it('suggests a word only when it is near', () => {
    expect(suggest('stauts', ['status', 'runs'])).toBe('status');
    expect(suggest('MAILER', ['mailer'])).toBe('mailer');
    expect(suggest('frobnicate', ['status', 'runs'])).toBeUndefined();
  });
});
