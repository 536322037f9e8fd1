import { describe, expect, it } from 'vitest';
import { explainLetter } from '../../../infra/ops/target/explain-letter.ts';
import type { FunctionName } from '../../../infra/ops/target/target.ts';
import type { Delivery } from '../../../shared/deliveries/delivery.ts';
import type { LedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import type { RunsStore } from '../../../shared/deliveries/runs-store.ts';
import { delivery, readerId } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

const run = '2026-08-18T05:00Z';
const job = { version: 1, kind: 'digest', run, subscriber: readerId(), digest: '2026-08-18' };
const slice = { version: 1, kind: 'slice', run, slot: 'UTC#5#0', localDate: '2026-08-18' };

function explain(of: FunctionName, body: unknown, line?: Delivery, finishedSlices: string[] = []) {
  return explainLetter(of, typeof body === 'string' ? body : JSON.stringify(body), {
    ledger: fake<LedgerStore>('ledger', { get: () => Promise.resolve(line) }),
    runs: fake<RunsStore>('runs', {
      get: () => Promise.resolve({ id: run, slices: ['UTC#5#0'], finishedSlices }),
    }),
  });
}

describe('why a message is a dead letter', () => {
  it.each([
    [undefined, /nothing was sent. Give it back/],
    [
      delivery({ status: 'due', reason: 'Throttling: too fast' }),
      /for the time being \(Throttling: too fast\)/,
    ],
    [delivery({ status: 'sending', attempt: 2 }), /whether SES took attempt 2\. Give it back/],
    [delivery({ status: 'unknown', reason: 'TimeoutError' }), /attempt 1 \(TimeoutError\)/],
    [delivery({ status: 'sent' }), /as sent meanwhile: giving it back changes nothing/],
  ])('is told from the line of its digest: %o', async (line, told) => {
    expect(await explain('Mailer', job, line)).toMatch(told);
  });

  it('is told from the run of its slice', async () => {
    expect(await explain('FanOut', slice)).toMatch(/have not all been queued/);
    expect(await explain('FanOut', slice, undefined, ['UTC#5#0'])).toMatch(/changes nothing/);
    expect(await explain('FanOut', { ...slice, slot: 'UTC#6#0' })).toMatch(/has no slice UTC#6#0/);
  });

  it('is told from what Lambda wrote down of a failed tick', async () => {
    const record = { responsePayload: { errorType: 'SourceDownError', errorMessage: 'none of 7 days' } };

    expect(await explain('Ingest', record)).toMatch(/SourceDownError: none of 7 days/);
    expect(await explain('Dispatch', { scheduledTime: '2026-08-18T05:00:00Z' })).toMatch(/could not hand/);
  });

  it.each(['Mailer', 'FanOut', 'Feedback'] as const)('names what %s cannot read in it', async of => {
    expect(await explain(of, 'not json')).toMatch(new RegExp(`^${of} cannot read it: .*not JSON`));
    expect(await explain(of, { version: 99 })).toMatch(/cannot read it: .*not /);
  });

  it('is a matter of tries for an event that can be read', async () => {
    expect(await explain('Feedback', { eventType: 'Send', mail: { messageId: 'm' } })).toMatch(/ten tries/);
  });
});
