import { describe, expect, it } from 'vitest';
import { formatCsvLine, parseCsv } from '../../../infra/ops/commands/csv.ts';
import { readImport } from '../../../infra/ops/commands/read-import.ts';
import { rulesSchema } from '../../../shared/subscribers/rules.ts';

const now = new Date('2026-08-18T10:00:00Z');

describe('CSV', () => {
  it('reads quotes, doubled quotes, line breaks in fields, semicolons and a byte order mark', () => {
    const { rows } = parseCsv('\uFEFFEmail;Note\r\n"a;b";"say ""hi""\nthere"\r\n\r\nc;d');
    expect(rows).toEqual([
      { line: 2, fields: { email: 'a;b', note: 'say "hi"\nthere' } },
      { line: 5, fields: { email: 'c', note: 'd' } },
    ]);
  });

  it('guards spreadsheets against formulas, and an import reads the address as it was', () => {
    const line = formatCsvLine(['+tag@example.org', 7, 'a, "b"']);
    expect(line).toBe(`'+tag@example.org,7,"a, ""b"""`);
    const { rows } = readImport("email,hour\n'+tag@example.org,7\n", now);
    expect(rows[0]?.address.email).toBe('+tag@example.org');
  });
});

describe('an import', () => {
  it('takes preferences from columns, and defaults where a cell is empty', () => {
    const { rows, bad } = readImport(
      'email,zone,hour,frequency,weekday,maxPapers\nAda@Example.org,Europe/Berlin,7,weekly,5,\n',
      now,
    );
    expect(bad).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        address: { email: 'Ada@example.org', key: 'ada@example.org' },
        preferences: { zone: 'Europe/Berlin', hour: 7, frequency: 'weekly', weekday: 5, maxPapers: 20 },
      },
    ]);
  });

  it('reads back what an export writes: working days, a note on quiet days, rules with commas and quotes', () => {
    const rules = rulesSchema.parse({
      include: { phrases: ['a, "b"'], authors: ['Ada; Example'] },
      minUpvotes: 2,
    });
    const cells = ['ada@example.org', 'Asia/Tokyo', 6, 'weekdays', 1, 5, 'true', JSON.stringify(rules)];

    const { rows, bad } = readImport(
      `email,zone,hour,frequency,weekday,maxPapers,quietNote,rules\n${formatCsvLine(cells)}\n`,
      now,
    );

    expect(bad).toEqual([]);
    expect(rows[0]?.preferences).toEqual({
      zone: 'Asia/Tokyo',
      hour: 6,
      frequency: 'weekdays',
      weekday: 1,
      maxPapers: 5,
      quietNote: true,
      rules,
    });
  });

  it.each(['{', '[]', '{"include":{"phrases":["?"]}}'])('names a line whose rules are %s', cell => {
    const { rows, bad } = readImport(`email,rules\n${formatCsvLine(['ada@example.org', cell])}\n`, now);

    expect(rows).toEqual([]);
    expect(bad[0]?.line).toBe(2);
  });

  it('names the lines that will not do, without their addresses, and counts an address once', () => {
    const { rows, bad } = readImport(
      'email,hour\na@example.org,7\nA@example.org,8\nnobody,7\nb@example.org,99\n',
      now,
    );
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(bad.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(bad.map(({ problem }) => problem).join(' ')).not.toMatch(/nobody|[ab]@example/i);
  });

  it('says what stands where something else is needed', () => {
    const { bad } = readImport('email,zone\na@example.org,Mars\nb@example.org,b@example.org\n', now);

    expect(bad.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^zone "Mars": /),
      expect.stringMatching(/^zone "\[address\]": /),
    ]);
  });

  it('refuses a file without addresses, and columns that it does not know', () => {
    expect(() => readImport('hour\n7\n', now)).toThrow('found no column email');
    expect(() => readImport('email,shoe size\na@example.org,44\n', now)).toThrow('does not know shoe size');
  });
});
