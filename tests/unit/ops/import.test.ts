import { describe, expect, it } from 'vitest';
import { formatCsvLine, parseCsv } from '../../../infra/ops/commands/csv.ts';
import { readImport } from '../../../infra/ops/commands/read-import.ts';

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

  it('names the lines that will not do, without their addresses, and counts an address once', () => {
    const { rows, bad } = readImport(
      'email,hour\na@example.org,7\nA@example.org,8\nnobody,7\nb@example.org,99\n',
      now,
    );
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(bad.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(bad.map(({ problem }) => problem).join(' ')).not.toMatch(/nobody|[ab]@example/i);
  });

  it('refuses a file without addresses, and columns that it does not know', () => {
    expect(() => readImport('hour\n7\n', now)).toThrow('found no column email');
    expect(() => readImport('email,shoe size\na@example.org,44\n', now)).toThrow('does not know shoe size');
  });
});
