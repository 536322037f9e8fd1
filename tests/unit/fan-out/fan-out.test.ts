import { describe, expect, it } from 'vitest';
import type { SlotReader } from '../../../functions/fan-out/due-readers.ts';
import { dueReaders } from '../../../functions/fan-out/due-readers.ts';
import type { FanOutDeps } from '../../../functions/fan-out/fan-out.ts';
import { fanOut, UnknownSliceError } from '../../../functions/fan-out/fan-out.ts';
import type { SliceJob } from '../../../shared/jobs.ts';
import { readerId } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

const job: SliceJob = {
  version: 1,
  kind: 'slice',
  run: '2026-08-18T05:00Z',
  slot: 'Europe/Berlin#7#0',
  localDate: '2026-08-18',
};

function setUp(readers: SlotReader[], pageSize: number) {
  const steps: string[] = [];
  const deps: FanOutDeps = {
    readers: {
      pageSlot: (_slot, { after }) => {
        const start = after === undefined ? 0 : readers.findIndex(({ id }) => id === after) + 1;
        const page = readers.slice(start, start + pageSize);
        const last = page.at(-1);
        const more = start + pageSize < readers.length;
        return Promise.resolve({ readers: page, ...(more && last && { next: last.id }) });
      },
    },
    runs: {
      addToManifest: (_run, _slice, page, digest, ids) =>
        Promise.resolve(
          void steps.push(`manifest ${page === 'first' ? page : 'later'} ${digest} ${ids.length}`),
        ),
      finishSlice: (_run, slice) => Promise.resolve(steps.push(`finished ${slice}`) > 0),
    },
    slices: fake<FanOutDeps['slices']>('slices', {
      send: bodies => Promise.resolve(void steps.push(`slice ${bodies.join()}`)),
    }),
    digests: fake<FanOutDeps['digests']>('digests', {
      send: bodies => Promise.resolve(void steps.push(`queued ${bodies.length}`)),
    }),
  };
  return { deps, steps };
}

const daily = (number: number): SlotReader => ({ id: readerId(number), frequency: 'daily' });

describe('who of a slot is due', () => {
  it('readers of weekdays from Monday to Friday, under the key of the day, and on a weekend nobody', () => {
    const readers: SlotReader[] = [{ id: readerId(1), frequency: 'weekdays' }];

    const due = ['2026-08-14', '2026-08-15', '2026-08-16', '2026-08-17'].map(date => [
      ...dueReaders(readers, date),
    ]);

    expect(due).toEqual([[['2026-08-14', [readerId(1)]]], [], [], [['2026-08-17', [readerId(1)]]]]);
  });

  it('daily readers every day, weekly ones on their weekday under the key of the week', () => {
    const readers: SlotReader[] = [
      daily(1),
      { id: readerId(2), frequency: 'weekly-2' },
      { id: readerId(3), frequency: 'weekly-3' },
    ];
    expect([...dueReaders(readers, '2026-08-18')]).toEqual([
      ['2026-08-18', [readerId(1)]],
      ['2026-08-17-W34', [readerId(2)]],
    ]);
  });
});

describe('fan-out', () => {
  it('has every page in the manifest before it is in the queue, and finishes the slice last', async () => {
    const { deps, steps } = setUp([1, 2, 3, 4, 5].map(daily), 2);
    const outcome = await fanOut(job, () => 60_000, deps);
    expect(outcome).toEqual({ readers: 5, due: 5, finished: true });
    expect(steps).toEqual([
      'manifest first 2026-08-18 2',
      'queued 2',
      'manifest later 2026-08-18 2',
      'queued 2',
      'manifest later 2026-08-18 1',
      'queued 1',
      'finished Europe/Berlin#7#0',
    ]);
  });

  it('queues the rest as a slice of its own when time runs short', async () => {
    const { deps, steps } = setUp([1, 2, 3].map(daily), 2);
    const outcome = await fanOut(job, () => 5_000, deps);
    expect(outcome).toEqual({ readers: 2, due: 2, finished: false });
    expect(steps.at(-1)).toBe(`slice ${JSON.stringify({ ...job, after: readerId(2) })}`);
  });

  it('goes on after the reader that the slice names', async () => {
    const { deps } = setUp([1, 2, 3].map(daily), 2);
    expect(await fanOut({ ...job, after: readerId(2) }, () => 60_000, deps)).toMatchObject({ readers: 1 });
  });

  it('refuses a slice of which its run knows nothing', async () => {
    const { deps } = setUp([], 2);
    const runs = { ...deps.runs, finishSlice: () => Promise.resolve(false) };
    await expect(fanOut(job, () => 60_000, { ...deps, runs })).rejects.toThrow(UnknownSliceError);
  });

  it('finishes an empty slice without a manifest', async () => {
    const { deps, steps } = setUp([], 2);
    await fanOut(job, () => 60_000, deps);
    expect(steps).toEqual(['finished Europe/Berlin#7#0']);
  });
});
