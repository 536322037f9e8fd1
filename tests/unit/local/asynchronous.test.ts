import { describe, expect, test } from 'vitest';
import { invokeAsynchronously } from '../../../infra/local/functions/asynchronous.ts';
import { FunctionError } from '../../../infra/local/functions/function-error.ts';

function attempts(failures: number) {
  const pauses: number[] = [];
  const records: string[] = [];
  let count = 0;
  const run = (retries: number) =>
    invokeAsynchronously(
      () => {
        count += 1;
        if (count > failures) return Promise.resolve();
        throw new FunctionError('Ingest', { errorType: 'TypeError', errorMessage: 'no' });
      },
      {
        retries,
        onFailure: record => {
          records.push(record);
          return Promise.resolve();
        },
      },
      milliseconds => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    );
  return { run, pauses, records, count: () => count };
}

describe('an invocation that nobody waits for', () => {
  test('is tried again after one minute and after two', async () => {
    const invocation = attempts(2);

    await invocation.run(2);

    expect(invocation.pauses).toEqual([60_000, 120_000]);
    expect(invocation.records).toEqual([]);
  });

  test('leaves a record when it fails for good', async () => {
    const invocation = attempts(9);

    await invocation.run(1);

    expect(invocation.count()).toBe(2);
    expect(invocation.records.map(record => JSON.parse(record) as unknown)).toMatchObject([
      {
        requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
        responsePayload: { errorType: 'TypeError', errorMessage: 'Ingest: no' },
      },
    ]);
  });
});
