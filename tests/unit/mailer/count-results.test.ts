import { expect, it } from 'vitest';
import { countResults } from '../../../functions/mailer/count-results.ts';

it('counts what became of digests now, and neither what had its outcome before nor what only waits', () => {
  const counted = countResults([
    { kind: 'done', outcome: 'sent', status: 'sent' },
    { kind: 'done', outcome: 'already', status: 'sent' },
    { kind: 'done', outcome: 'skipped: paused', status: 'skipped' },
    { kind: 'done', outcome: 'failed: too long', status: 'failed' },
    { kind: 'wait', seconds: 5, reason: 'Throttling' },
    { kind: 'wait', seconds: 1_800, reason: 'TimeoutError', unanswered: true },
  ]);

  expect(counted).toEqual({ DigestsSent: 1, DigestsSkipped: 1, DigestsFailed: 1, OutcomesUnanswered: 1 });
});
