import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChaosResult } from '../../infra/local/chaos/assess.ts';
import { readFaults } from '../../infra/local/chaos/fault-names.ts';
import { isKept } from '../../infra/local/chaos/report.ts';
import { runChaos, synthesiseChaos } from '../../infra/local/chaos/run.ts';

/**
 * The promise of the README, under kills and faults. The long runs are `npm run chaos` and a nightly workflow. Runs mostly
 * wait, for visibility timeouts and the grace, so those of a test go on side by side.
 */

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-chaos-'));
  await synthesiseChaos(join(directory, 'assembly'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

interface Run {
  readonly seed?: number;
  readonly kills?: number;
  readonly faults: string;
  readonly brokenLedger?: string;
}

/** These wait for messages to be tried ten times, which takes two minutes; the long runs have them. */
const slowFaults: readonly string[] = ['poison-messages', 'jobs-stuck'];

let runs = 0;
async function chaos({ seed = 1, kills = 0, faults, brokenLedger }: Run): Promise<ChaosResult> {
  runs += 1;
  const chosen = readFaults(faults);
  if ('unknown' in chosen) throw new Error(`There is no fault ${chosen.unknown}.`);
  return runChaos(
    {
      subscribers: 40,
      kills,
      seed,
      faults: chosen.filter(name => !slowFaults.includes(name)),
      listing: 'seeds/listing',
      ...(brokenLedger !== undefined && { mailer: `tests/support/broken-ledgers/${brokenLedger}.ts` }),
    },
    {
      directory: join(directory, `run-${runs}`),
      assemblyDirectory: join(directory, 'assembly'),
      tell: () => undefined,
    },
  );
}

describe('under kills and faults', () => {
  it('nothing is lost, nothing repeated, nothing stays unknown', async () => {
    const [one, two] = await Promise.all([
      chaos({ seed: 1, kills: 8, faults: 'all' }),
      chaos({ seed: 2, kills: 8, faults: 'all' }),
    ]);

    for (const { cases, unknown, strays, kills, accepted, due } of [one, two]) {
      expect({ cases, unknown, strays }).toEqual({ cases: [], unknown: 0, strays: 0 });
      // Two readers left meanwhile, and may have had theirs before.
      expect(accepted - due).toBeOneOf([0, 1, 2]);
      expect(Object.values(kills).reduce((sum, count) => sum + count)).toBe(8);
    }
  });
});

describe('a ledger that is wrong', () => {
  it('loses or repeats mail, and is caught', async () => {
    const [markBeforeSend, noClaim, keyOnMessageId, unknownAsFailed] = await Promise.all([
      chaos({ faults: 'ses-throttle', brokenLedger: 'mark-before-send' }),
      chaos({ faults: 'ses-drop', kills: 4, brokenLedger: 'no-claim' }),
      chaos({
        faults: 'schedule-twice,sqs-twice,sqs-deleted,sqs-late',
        kills: 6,
        brokenLedger: 'key-on-message-id',
      }),
      chaos({ faults: 'ses-500', brokenLedger: 'unknown-as-failed' }),
    ]);

    expect(markBeforeSend.lost.length).toBeGreaterThan(0);
    expect(noClaim.repeated.length).toBeGreaterThan(0);
    expect(keyOnMessageId.repeated.length).toBeGreaterThan(0);
    expect(unknownAsFailed.lost.length).toBeGreaterThan(0);
    for (const result of [markBeforeSend, noClaim, keyOnMessageId, unknownAsFailed])
      expect(isKept(result, [])).toBe(false);
  });
});
