import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { hasFixtures, readRecordedDays } from '../support/fixtures.ts';
import { apiEntry } from '../support/upstream-factories.ts';
import { hostileText } from './hostile.ts';
import { defineKind } from './kind.ts';
import { mutatedJson } from './mutate-json.ts';
import { type Answer, openUpstream, type UpstreamInput } from './upstream-world.ts';

const samples = readdirSync('seeds/listing').map(name => ({
  day: name.slice(0, 10),
  body: readFileSync(`seeds/listing/${name}`, 'utf8'),
}));

/** Single elements of recorded answers in every shape since 2024, and made ones; each with the day it was listed on. */
const recorded = [...samples, ...(hasFixtures ? readRecordedDays() : [])].flatMap(({ day, body }) =>
  // Some of each answer, from anywhere in it, make up all of its shapes.
  (JSON.parse(body) as unknown[]).filter((_, index) => index % 7 === 0).map(entry => ({ day, entry })),
);

const ids = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 10_000, max: 10_040 }).map(number => `2601.${number}`) },
  { weight: 1, arbitrary: hostileText },
);

const made = fc
  .record({ day: fc.constantFrom('2026-01-05', '2026-01-06'), id: ids })
  .map(fields => ({ day: fields.day, entry: apiEntry(fields) }));

const documents = fc.oneof(fc.constantFrom(...recorded), made).chain(({ day, entry }) =>
  fc.record({
    day: fc.constant(day),
    entries: fc.array(
      fc.oneof(
        fc.constant(entry),
        made.map(each => each.entry),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'content-type': 'text/html' },
      { link: '<http://169.254.169.254/latest>; rel="next"' },
      { link: '</api/daily_papers?cursor=2>; rel="next"' },
      { link: '<>; rel=next' },
      { location: 'http://169.254.169.254/latest/meta-data/' },
      { location: '/elsewhere' },
      { link: '<javascript:alert(1)>; rel="next"' },
    ),
  },
);

/** Mostly the answer itself; at times another status. */
const status = fc.oneof(
  { weight: 20, arbitrary: fc.constant(200) },
  { weight: 1, arbitrary: fc.constantFrom(301, 302, 400, 401, 404, 418, 500, 503) },
);

/** Answers that are no list of papers at all. */
const strangeBody = fc.oneof(
  hostileText,
  fc.constantFrom('<!doctype html><p>Hello', '[]', '{}', '{"error":"gone"}'),
);

const answers = documents.chain(({ day, entries }) =>
  fc
    .record({
      status,
      headers,
      body: fc.oneof(
        { weight: 12, arbitrary: mutatedJson(fc.constant(entries)) },
        { weight: 1, arbitrary: strangeBody },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => new Uint8Array(bytes)) },
      ),
    })
    .map((huggingFace: Answer): UpstreamInput => ({ day, huggingFace })),
);

export const listingKind = defineKind({ name: 'listing', inputs: answers, open: openUpstream });
