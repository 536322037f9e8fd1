import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BreakerStore } from '../../shared/deliveries/breaker-store.ts';
import { createBreakerStore } from '../../shared/deliveries/breaker-store.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { readRunAccount } from '../../shared/deliveries/run-account.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { delivery, readerId } from '../support/delivery-factories.ts';
import type { TestDynamo } from '../support/dynamo.ts';
import { startDynamo } from '../support/dynamo.ts';

let dynamo: TestDynamo;
let ledger: LedgerStore;
let runs: RunsStore;
let breaker: BreakerStore;

beforeAll(async () => {
  dynamo = await startDynamo();
  ledger = createLedgerStore(dynamo.client, dynamo.tables.deliveries);
  runs = createRunsStore(dynamo.client, dynamo.tables.deliveries);
  breaker = createBreakerStore(dynamo.client, dynamo.tables.deliveries);
});

afterAll(() => dynamo.close());

describe('the ledger', () => {
  it('lets one of many racing workers claim a digest', async () => {
    const claims = Array.from({ length: 20 }, (_, index) =>
      ledger.replace(undefined, delivery({ subscriber: readerId(100), run: `run ${index}` })),
    );
    const won = (await Promise.all(claims)).filter(Boolean);
    expect(won).toHaveLength(1);
  });

  it('refuses a step from a line that has moved on', async () => {
    const claimed = delivery({ subscriber: readerId(101) });
    const unknown = delivery({ subscriber: readerId(101), status: 'unknown' });
    const again = delivery({ subscriber: readerId(101), status: 'sending', attempt: 2 });
    expect(await ledger.replace(undefined, claimed)).toBe(true);
    expect(await ledger.replace(claimed, unknown)).toBe(true);
    expect(await ledger.replace(unknown, again)).toBe(true);

    expect(await ledger.replace(claimed, delivery({ subscriber: readerId(101), status: 'sent' }))).toBe(
      false,
    );
    expect(await ledger.replace(unknown, again)).toBe(false);
    expect(await ledger.get(readerId(101), '2026-08-18')).toEqual(again);
  });

  it("gives a reader's lines from a date on, oldest first, daily and weekly alike", async () => {
    const digests = ['2026-08-24', '2026-08-17-W34', '2026-08-16', '2026-08-01'];
    for (const digest of digests) {
      await ledger.replace(undefined, delivery({ subscriber: readerId(102), digest }));
    }
    const history = await ledger.history(readerId(102), '2026-08-10');
    expect(history.map(line => line.digest)).toEqual(['2026-08-16', '2026-08-17-W34', '2026-08-24']);
    expect(await ledger.historyNow(readerId(102), '2026-08-10')).toEqual(history);
  });

  it('forgets what an erased reader was sent, but not that something was', async () => {
    const sent = delivery({
      subscriber: readerId(103),
      status: 'sent',
      messageId: 'ses-9',
      rising: ['2608.00001'],
    });
    await ledger.replace(undefined, sent);
    await ledger.eraseReader(readerId(103));
    const [line] = await ledger.exportReader(readerId(103));
    expect(line).toMatchObject({ status: 'sent', papers: [], days: [] });
    expect(line).not.toHaveProperty('messageId');
    expect(line).not.toHaveProperty('rising');
  });

  it('does not let a worker in the middle of a send write back what was erased', async () => {
    const claimed = delivery({ subscriber: readerId(104) });
    await ledger.replace(undefined, claimed);
    await ledger.eraseReader(readerId(104));
    expect(await ledger.replace(claimed, { ...claimed, status: 'sent' })).toBe(false);
    expect(await ledger.get(readerId(104), '2026-08-18')).toMatchObject({
      status: 'sending',
      papers: [],
      days: [],
    });
  });
});

describe('runs', () => {
  it('take repeated ticks and overlapping pages without counting anybody twice', async () => {
    const run = '2026-08-18T05:00Z';
    await runs.open(run, ['UTC#5#0', 'UTC#5#1']);
    await runs.open(run, ['UTC#5#0', 'Europe/Berlin#7#0']);
    await runs.addToManifest(run, 'UTC#5#0', 'first', '2026-08-18', [1, 2].map(readerId));
    await runs.addToManifest(run, 'UTC#5#0', 'first', '2026-08-18', [2, 3].map(readerId));
    await runs.addToManifest(run, 'UTC#5#0', readerId(3), '2026-08-18', [3, 4].map(readerId));
    await runs.addToManifest(run, 'UTC#5#0', 'first', '2026-08-17-W34', [readerId(1)]);

    expect((await runs.due(run)).length).toBe(5);
    expect((await runs.get(run))?.slices).toEqual(['Europe/Berlin#7#0', 'UTC#5#0', 'UTC#5#1']);
  });

  it('tell whether a digest was queued for a reader, whatever page they are on', async () => {
    const run = '2026-08-18T05:15Z';
    await runs.addToManifest(run, 'UTC#5#0', 'first', '2026-08-18', [1, 2, 3].map(readerId));
    await runs.addToManifest(run, 'UTC#5#0', readerId(3), '2026-08-18', [4, 5, 6].map(readerId));
    await runs.addToManifest(run, 'UTC#5#0', readerId(6), '2026-08-18', [7, 9].map(readerId));
    const isDue = (number: number, slice = 'UTC#5#0', digest = '2026-08-18') =>
      runs.isDue(run, slice, { subscriber: readerId(number), digest });

    const queued = await Promise.all([1, 3, 4, 6, 7, 8, 9].map(number => isDue(number)));

    expect(queued).toEqual([true, true, true, true, true, false, true]);
    expect(await isDue(1, 'UTC#5#1')).toBe(false);
    expect(await isDue(1, 'UTC#5#0', '2026-08-19')).toBe(false);
  });

  it('are complete when every slice is finished, and their account balances', async () => {
    const run = '2026-08-18T06:00Z';
    await runs.open(run, ['UTC#6#0', 'UTC#6#1']);
    await runs.addToManifest(run, 'UTC#6#0', 'first', '2026-08-18', [201, 202, 203].map(readerId));
    await runs.finishSlice(run, 'UTC#6#0');
    await ledger.replace(undefined, delivery({ subscriber: readerId(201), status: 'sent' }));
    await ledger.replace(
      undefined,
      delivery({ subscriber: readerId(202), status: 'skipped', reason: 'paused' }),
    );

    expect(await readRunAccount(run, { runs, ledger })).toMatchObject({
      run,
      complete: false,
      due: 3,
      sent: 1,
      skipped: 1,
      inFlight: 1,
      reasons: { 'skipped: paused': 1 },
      missing: [{ subscriber: readerId(203), digest: '2026-08-18' }],
    });
    await runs.finishSlice(run, 'UTC#6#1');
    expect(await readRunAccount(run, { runs, ledger })).toMatchObject({ complete: true });
  });

  it('know no slice that they were not opened with, and keep nothing of one', async () => {
    await runs.open('2026-08-18T12:00Z', ['UTC#12#0']);

    expect(await runs.finishSlice('2026-08-18T12:00Z', 'UTC#12#1')).toBe(false);
    expect(await runs.finishSlice('2026-08-18T12:15Z', 'UTC#12#0')).toBe(false);
    expect(await runs.finishSlice('2026-08-18T12:00Z', 'UTC#12#0')).toBe(true);

    expect(await runs.get('2026-08-18T12:15Z')).toBeUndefined();
    expect((await runs.get('2026-08-18T12:00Z'))?.finishedSlices).toEqual(['UTC#12#0']);
  });

  it('are listed by day, oldest first', async () => {
    await runs.open('2026-09-01T09:00Z', ['UTC#9#0']);
    await runs.open('2026-09-01T07:30Z', ['Asia/Kolkata#13#0']);
    expect((await runs.listRuns('2026-09-01')).map(run => run.id)).toEqual([
      '2026-09-01T07:30Z',
      '2026-09-01T09:00Z',
    ]);
    expect(await runs.listRuns('2026-09-02')).toEqual([]);
    expect(await readRunAccount('2026-09-02T00:00Z', { runs, ledger })).toBeUndefined();
  });

  it('hold thousands of readers in one manifest', async () => {
    const ids = Array.from({ length: 2_500 }, (_, index) => readerId(10_000 + index));
    for (let start = 0; start < ids.length; start += 1_000) {
      await runs.addToManifest(
        '2026-08-18T07:00Z',
        'UTC#7#0',
        `page ${start}`,
        '2026-08-18',
        ids.slice(start, start + 1_000),
      );
    }
    expect(await runs.due('2026-08-18T07:00Z')).toHaveLength(2_500);
  });

  it('have a checkpoint that only moves forward', async () => {
    expect(await runs.checkpoint()).toBeUndefined();
    await runs.advanceCheckpoint(new Date('2026-08-18T05:00:00Z'));
    await runs.advanceCheckpoint(new Date('2026-08-18T04:00:00Z'));
    expect(await runs.checkpoint()).toEqual(new Date('2026-08-18T05:00:00Z'));
  });
});

describe('the breaker', () => {
  it('is closed until it is opened, keeps its first opening, and lets one probe through', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 7, 18, 5, minute));
    expect(await breaker.read()).toEqual({ state: 'closed' });

    await breaker.open('the account is paused', at(0), at(5));
    await breaker.open('still paused', at(6), at(11));
    expect(await breaker.read()).toEqual({
      state: 'open',
      reason: 'still paused',
      since: at(0),
      probeAt: at(11),
    });

    expect(await breaker.claimProbe(at(10), at(15))).toBe(false);
    const probes = await Promise.all([1, 2, 3, 4].map(() => breaker.claimProbe(at(11), at(16))));
    expect(probes.filter(Boolean)).toHaveLength(1);

    await breaker.close();
    expect(await breaker.read()).toEqual({ state: 'closed' });
    expect(await breaker.claimProbe(at(20), at(25))).toBe(false);
  });

  it('is held against everything that the mailer does, until a person releases it', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 7, 18, 6, minute));
    await breaker.open('the account is paused', at(0), at(5));
    await breaker.hold('a wrong template', at(1));

    await breaker.open('still paused', at(6), at(11));
    await breaker.close();
    expect(await breaker.claimProbe(at(30), at(35))).toBe(false);
    expect(await breaker.read()).toEqual({ state: 'held', reason: 'a wrong template', since: at(1) });

    expect(await breaker.release()).toBe(true);
    expect(await breaker.release()).toBe(false);
    expect(await breaker.read()).toEqual({ state: 'closed' });
  });
});
