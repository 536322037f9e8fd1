import { expect, it } from 'vitest';
import { readRecords } from '../../../functions/send-events/read-records.ts';

const record = (text: string) => ({ data: Buffer.from(text).toString('base64') });

it('reads an event from each record, with or without a line end', () => {
  expect(readRecords([record('{"a":"ü"}'), record('{"b":2}\n')])).toEqual(['{"a":"ü"}', '{"b":2}']);
});

it('reads several events of one record, a line each', () => {
  expect(readRecords([record('{"a":1}\n{"b":2}\n\n')])).toEqual(['{"a":1}', '{"b":2}']);
});

it('reads one event over several lines as one', () => {
  expect(readRecords([record('{\n  "a": 1\n}\n')])).toEqual(['{\n  "a": 1\n}']);
});

it('hands on what is no JSON, and finds nothing in an empty record', () => {
  expect(readRecords([record('half {'), record('\n')])).toEqual(['half {']);
});

it('hands on what is no event as one document a record, however many lines it has', () => {
  expect(readRecords([record('{"a":1}\n{ half\n\n"more"\n{"b":2}')])).toEqual([
    '{"a":1}',
    '{"b":2}',
    '{ half\n\n"more"',
  ]);
  expect(readRecords([record('x\n'.repeat(100_000))])).toHaveLength(1);
});

it.each([[{ data: ['e30='] }], [{ data: null }], [{}], [null], ['e30=']])(
  'hands on %j as it is, though it is no record',
  odd => {
    expect(readRecords([record('{"a":1}'), odd])).toEqual(['{"a":1}', JSON.stringify(odd)]);
  },
);
