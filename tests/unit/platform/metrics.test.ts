import { describe, expect, it } from 'vitest';
import { createMetrics, formatMetrics } from '../../../shared/platform/metrics.ts';

const at = new Date('2026-08-18T05:00:12.000Z');

describe('metrics', () => {
  it('are a line in the embedded metric format, with the stage as their one dimension', () => {
    const line = formatMetrics('prod', { DigestsSent: 7, QuotaUsedPercent: 12.5 }, at);

    expect(JSON.parse(line!)).toEqual({
      _aws: {
        Timestamp: at.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: 'DailyPapers',
            Dimensions: [['Stage']],
            Metrics: [
              { Name: 'DigestsSent', Unit: 'Count' },
              { Name: 'QuotaUsedPercent', Unit: 'Percent' },
            ],
          },
        ],
      },
      Stage: 'prod',
      DigestsSent: 7,
      QuotaUsedPercent: 12.5,
    });
  });

  it('leave out what says nothing: zeroes, and shares of a quota without end', () => {
    const line = formatMetrics(
      'prod',
      { DigestsSent: 1, DigestsFailed: 0, QuotaUsedPercent: Number.NaN },
      at,
    );

    expect(line).not.toContain('DigestsFailed');
    expect(line).not.toContain('QuotaUsedPercent');
  });

  it('are not written at all when there is nothing to say', () => {
    const lines: string[] = [];

    createMetrics(
      'prod',
      () => at,
      line => lines.push(line),
    ).put({ BreakerOpen: 0 });

    expect(lines).toEqual([]);
  });
});
