import { describe, expect, it } from 'vitest';
import { digestJobSchema, parseJob, sliceJobSchema, UnreadableJobError } from '../../shared/jobs.ts';
import { describeError } from '../../shared/platform/log.ts';
import { readerId } from '../support/delivery-factories.ts';

const slice = {
  version: 1,
  kind: 'slice',
  run: '2026-08-18T05:00Z',
  slot: 'America/Argentina/Buenos_Aires#7#0',
  localDate: '2026-08-18',
};
const digest = {
  version: 1,
  kind: 'digest',
  run: '2026-08-18T05:00Z',
  subscriber: readerId(),
  digest: '2026-08-17-W34',
};

describe('a queue message', () => {
  it('of this version is read', () => {
    expect(parseJob(sliceJobSchema, JSON.stringify(slice))).toEqual(slice);
    expect(parseJob(digestJobSchema, JSON.stringify(digest))).toEqual(digest);
  });

  // What such a message leads to would be stored under half a name, and each later digest of the reader would fail on it.
  it.each([
    ['version', { version: 2 }],
    ['kind', { kind: 'slice' }],
    ['run', { run: '2026-13-45T05:00Z' }],
    ['run', { run: '2026-08-18' }],
    ['subscriber', { subscriber: 'ada@example.org' }],
    ['digest', { digest: '2026-08-18x' }],
    ['digest', { digest: '2026-02-31' }],
    ['digest', { digest: '2026-08-17-W60' }],
  ])('for a digest with a wrong %s is refused by that name: %j', (field, wrong) => {
    expect(() => parseJob(digestJobSchema, JSON.stringify({ ...digest, ...wrong }))).toThrow(
      new RegExp(`^the message is not one of this version's: ${field}: `),
    );
  });

  it.each([
    ['slot', { slot: 'Europe/Berlin#7' }],
    ['slot', { slot: 'Europe/Berlin#24#0' }],
    ['localDate', { localDate: '18.08.2026' }],
    ['after', { after: '~' }],
  ])('for a slice with a wrong %s is refused by that name: %j', (field, wrong) => {
    expect(() => parseJob(sliceJobSchema, JSON.stringify({ ...slice, ...wrong }))).toThrow(field);
  });

  it('that is no JSON is refused without repeating it', () => {
    expect(() => parseJob(digestJobSchema, 'ada@example.org')).toThrow(
      new UnreadableJobError('the message is not JSON'),
    );
  });

  it.each(['{"a": q83vEjRWeJtoken', '{"subscriber":"ada'])('is not quoted in a log: %s', body => {
    expect(logged(() => parseJob(digestJobSchema, body))).toBe('the message is not JSON');
  });
});

/** What a log says of the error that a call throws. */
function logged(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return describeError(error).errorMessage;
  }
  throw new Error('it threw nothing');
}
