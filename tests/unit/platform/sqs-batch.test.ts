import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../shared/platform/log.ts';
import { processBatch } from '../../../shared/platform/sqs-batch.ts';
import { recordingLog } from '../../support/delivery-factories.ts';

function batch(...bodies: string[]): SQSEvent {
  return { Records: bodies.map((body, index) => ({ body, messageId: `m${index}` }) as SQSRecord) };
}

describe('a batch of messages', () => {
  it('reports only the records that failed or have to wait, and works on all', async () => {
    const log = recordingLog();
    const worked: string[] = [];
    const response = await processBatch(batch('good', 'throws', 'waits', 'good'), log, ({ body }) => {
      worked.push(body);
      if (body === 'throws') return Promise.reject(new Error('poison'));
      return Promise.resolve(body === 'waits' ? 'again' : 'done');
    });
    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }]);
    expect(worked).toHaveLength(4);
    expect(log.events).toEqual(['record failed']);
  });
});

describe('the log', () => {
  it('writes one JSON line with the error and its causes, and no address', () => {
    const lines: string[] = [];
    const log = createLog({ function: 'mailer' }, line => lines.push(line));
    const cause = new Error('550 <ada@example.org> unknown');
    log.with({ run: 'r1' }).error('send failed', new TypeError('no luck', { cause }), { attempt: 2 });
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      event: 'send failed',
      function: 'mailer',
      run: 'r1',
      attempt: 2,
      errorName: 'TypeError',
      errorMessage: 'no luck < 550 <[address]> unknown',
    });
  });
});
