import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { putOff } from '../../../functions/mailer/put-off.ts';
import type { Queue } from '../../../shared/platform/sqs.ts';

function setUp(receiveCount: number) {
  const calls: unknown[] = [];
  const queue: Queue = {
    send: (bodies, options) => Promise.resolve(void calls.push(['send', bodies, options])),
    hide: (handle, seconds) => Promise.resolve(void calls.push(['hide', handle, seconds])),
  };
  const record = {
    body: 'the job',
    receiptHandle: 'handle',
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  } as SQSRecord;
  return { record, queue, calls };
}

describe('putting a job off', () => {
  it('hides the message for as long as the wait', async () => {
    const { record, queue, calls } = setUp(1);
    expect(await putOff(record, 90, queue)).toBe('again');
    expect(calls).toEqual([['hide', 'handle', 90]]);
  });

  it('replaces a message that has waited often by a fresh one, so that waiting never leads to the dead letters', async () => {
    const { record, queue, calls } = setUp(5);
    expect(await putOff(record, 90, queue)).toBe('done');
    expect(calls).toEqual([['send', ['the job'], { delaySeconds: 90 }]]);
  });
});
