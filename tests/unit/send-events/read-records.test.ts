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
