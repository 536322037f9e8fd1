import { expect, it } from 'vitest';
import { readInvocations } from '../../../infra/cost/invocation-log.ts';

it('adds up what invocations took and wrote, whichever wrote a line', () => {
  const text = [
    'START RequestId: a at 2026-01-08T09:00:00.000Z (queue)',
    'START RequestId: b at 2026-01-08T09:00:00.010Z (queue)',
    '{"event":"été"}',
    'END RequestId: a Duration: 12 ms',
    'END RequestId: b Duration: 30 ms',
    '',
  ].join('\n');

  const use = readInvocations(text);

  expect(use).toEqual({ invocations: 2, milliseconds: 42, logLines: 1, logBytes: 17, metrics: [] });
});

it('names the custom metrics of lines in embedded metric format, each once', () => {
  const line = JSON.stringify({
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [{ Namespace: 'n', Metrics: [{ Name: 'Sent', Unit: 'Count' }] }],
    },
    Sent: 3,
  });

  expect(readInvocations(`${line}\n${line}\n`)).toMatchObject({ logLines: 2, metrics: ['Sent'] });
});
