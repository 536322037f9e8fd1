import { describe, expect, it } from 'vitest';
import { digestJobs, sliceJobs } from '../../../infra/ops/commands/missing-jobs.ts';
import { tickOf } from '../../../infra/ops/target/dead-letters.ts';
import { digestJobSchema, parseJob, sliceJobSchema } from '../../../shared/jobs.ts';
import { readerId } from '../../support/delivery-factories.ts';

describe('what is queued again', () => {
  it('are the missing digests, with what is known by now', () => {
    const missing = [{ subscriber: readerId(), digest: '2026-08-18' }];
    const [job] = digestJobs('2026-08-18T05:00Z', missing, new Date('2026-08-18T09:30:00Z'));
    expect(parseJob(digestJobSchema, job!)).toEqual({
      version: 1,
      kind: 'digest',
      run: '2026-08-18T05:00Z',
      subscriber: readerId(),
      digest: '2026-08-18',
      knownAt: '2026-08-18T09:30:00.000Z',
    });
  });

  it('are the unfinished slices, with the local date of their zone at the due instant', () => {
    const jobs = sliceJobs({
      id: '2026-08-18T22:00Z',
      slices: ['Asia/Tokyo#7#0', 'Asia/Tokyo#7#1', 'UTC#22#0'],
      finishedSlices: ['Asia/Tokyo#7#1'],
    });
    expect(jobs.map(job => parseJob(sliceJobSchema, job))).toMatchObject([
      { slot: 'Asia/Tokyo#7#0', localDate: '2026-08-19' },
      { slot: 'UTC#22#0', localDate: '2026-08-18' },
    ]);
  });

  it('is the tick that the schedule had sent, whoever wrote the failure down', () => {
    const tick = { scheduledTime: '2026-08-18T05:05:00Z' };
    expect(tickOf(JSON.stringify(tick))).toEqual(tick);
    expect(tickOf(JSON.stringify({ requestPayload: tick, responsePayload: { errorType: 'X' } }))).toEqual(
      tick,
    );
  });
});
