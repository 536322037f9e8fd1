import { afterAll, beforeAll, expect, it } from 'vitest';
import { addReaders } from '../../infra/local/populate.ts';
import type { UsageSnapshot } from '../../infra/local/servers/usage.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import type { RunningSystem } from '../support/running-system.ts';
import { startRunningSystem } from '../support/running-system.ts';

const readers = 300;

let running: RunningSystem;

beforeAll(async () => {
  // The stream's wait is what keeps Send events from overtaking the mailer's own note, and so from costing a write.
  running = await startRunningSystem('2026-01-09', { batchingWindows: true, streamInterval: 5 });
  await running.system.fireSchedule('Ingest', new Date('2026-01-07T08:05:00Z'));
});
afterAll(() => running.stop());

function count({ awsRequests }: UsageSnapshot, service: string, ...actions: string[]): number {
  return actions.reduce((total, action) => total + (awsRequests[service]?.[action] ?? 0), 0);
}

it('a mail costs what the design allows, its share of listings, manifests and events included', async () => {
  await addReaders(running.system, { name: 'reader', count: readers, preferences: defaultPreferences });
  // A first day fills the look-back with a line a reader, as it is for a reader of some days.
  await running.system.fireSchedule('Dispatch', new Date('2026-01-07T09:00:00Z'));
  await running.system.waitUntilQuiet({ timeout: 120_000 });
  await running.system.fireSchedule('Ingest', new Date('2026-01-08T08:05:00Z'));
  // The hours between, and the audits of the first day's run.
  await running.system.fireSchedule('Dispatch', new Date('2026-01-08T08:45:00Z'));
  await running.system.waitUntilQuiet({ timeout: 120_000 });
  const before = running.system.usage.snapshot();
  await running.system.fireSchedule('Dispatch', new Date('2026-01-08T09:00:00Z'));
  await running.system.waitUntilQuiet({ timeout: 120_000 });
  const after = running.system.usage.snapshot();

  const perMail = (of: (usage: UsageSnapshot) => number) => (of(after) - of(before)) / readers;
  const writes = perMail(usage => usage.writeUnits);
  const reads = perMail(usage => usage.readUnits);
  const queueing = perMail(usage => count(usage, 'sqs', 'SendMessage', 'SendMessageBatch'));
  process.stdout.write(
    `per mail: ${writes.toFixed(2)} write units, ${reads.toFixed(2)} read units (events included), ${queueing.toFixed(2)} SQS sends\n`,
  );
  expect(running.system.outbox.list()).toHaveLength(2 * readers);
  // 2.1, and what one run, its slices and manifests cost however few readers it has.
  expect(writes).toBeLessThanOrEqual(2.2);
  // 2 for the mail and a half for its Send event, and the listings that each of the mailer's processes reads once.
  expect(reads).toBeLessThanOrEqual(3.4);
  expect(queueing).toBeLessThanOrEqual(0.2);
});
