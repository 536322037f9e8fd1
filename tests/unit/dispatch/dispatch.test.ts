import { describe, expect, it } from 'vitest';
import type { DispatchDeps } from '../../../functions/dispatch/dispatch.ts';
import { dispatch } from '../../../functions/dispatch/dispatch.ts';
import { recordingLog } from '../../support/delivery-factories.ts';
import { fake } from '../../support/fake.ts';

function setUp({
  zones = ['Europe/Berlin', 'UTC'],
  hours = Array.from({ length: 24 }, (_, hour) => hour),
  checkpoint = '2026-08-18T04:45:00Z',
  queueFails = false,
} = {}) {
  const opened: Record<string, string[]> = {};
  const queued: string[] = [];
  let through = checkpoint === 'none' ? undefined : new Date(checkpoint);
  const log = recordingLog();
  const deps: DispatchDeps = {
    readers: fake<DispatchDeps['readers']>('readers', {
      hoursInUse: () => Promise.resolve(zones.flatMap(zone => hours.map(hour => ({ zone, hour })))),
    }),
    runs: {
      checkpoint: () => Promise.resolve(through),
      advanceCheckpoint: to => Promise.resolve(void (through = to)),
      open: (run, slices) => Promise.resolve(void (opened[run] = [...slices])),
    },
    slices: fake<DispatchDeps['slices']>('slices', {
      send: bodies =>
        queueFails ? Promise.reject(new Error('no SQS')) : Promise.resolve(void queued.push(...bodies)),
    }),
    log,
  };
  return { deps, opened, queued, log, through: () => through };
}

describe('dispatch', () => {
  it('queues each slice that came due since the checkpoint, under the run of its instant', async () => {
    const { deps, opened, queued, through } = setUp();

    const outcome = await dispatch(new Date('2026-08-18T05:00:00Z'), deps);

    expect(outcome).toMatchObject({ runs: 1, slices: 8, leftOut: 0 });
    expect(opened['2026-08-18T05:00Z']).toContain('Europe/Berlin#7#0');
    expect(JSON.parse(queued[0]!)).toEqual({
      version: 1,
      kind: 'slice',
      run: '2026-08-18T05:00Z',
      slot: 'Europe/Berlin#7#0',
      localDate: '2026-08-18',
    });
    expect(through()).toEqual(new Date('2026-08-18T05:00:00Z'));
  });

  it('leaves out the hours that nobody has chosen', async () => {
    const { deps, opened } = setUp({ hours: [7] });
    await dispatch(new Date('2026-08-18T08:00:00Z'), deps);
    expect(Object.entries(opened).map(([run, slots]) => [run, slots[0]])).toEqual([
      ['2026-08-18T05:00Z', 'Europe/Berlin#7#0'],
      ['2026-08-18T07:00Z', 'UTC#7#0'],
    ]);
  });

  it('catches up after missed ticks, each hour in the run of its own instant', async () => {
    const { deps, opened } = setUp({ zones: ['UTC'] });
    await dispatch(new Date('2026-08-18T07:15:00Z'), deps);
    expect(Object.keys(opened)).toEqual(['2026-08-18T05:00Z', '2026-08-18T06:00Z', '2026-08-18T07:00Z']);
  });

  it('goes no further back than a day, and says what was missed', async () => {
    const { deps, opened, log } = setUp({ zones: ['UTC'], checkpoint: '2026-08-10T00:00:00Z' });
    const { leftOut } = await dispatch(new Date('2026-08-18T05:00:00Z'), deps);
    expect(Object.keys(opened)).toHaveLength(24);
    expect(log.events).toEqual(['due hours were missed']);
    expect(leftOut).toBe(1);
  });

  it('leaves the checkpoint where it was when queueing fails, so that the next tick queues again', async () => {
    const { deps, through } = setUp({ queueFails: true });
    await expect(dispatch(new Date('2026-08-18T05:00:00Z'), deps)).rejects.toThrow('no SQS');
    expect(through()).toEqual(new Date('2026-08-18T04:45:00Z'));
  });

  it('queues nothing the second time the same tick fires', async () => {
    const { deps, queued } = setUp();
    await dispatch(new Date('2026-08-18T05:00:00Z'), deps);
    const before = queued.length;
    await dispatch(new Date('2026-08-18T05:00:00Z'), deps);
    expect(queued).toHaveLength(before);
  });

  it('serves the other zones when one cannot be read', async () => {
    const { deps, queued, log } = setUp({ zones: ['Mars/Olympus', 'UTC'] });
    const { leftOut } = await dispatch(new Date('2026-08-18T05:00:00Z'), deps);
    expect(queued).toHaveLength(4);
    expect(log.events).toEqual(['zone left out']);
    expect(leftOut).toBe(1);
  });

  it('starts with its own quarter of an hour on a new system', async () => {
    const { deps, opened } = setUp({ zones: ['UTC'], checkpoint: 'none' });
    await dispatch(new Date('2026-08-18T05:00:00Z'), deps);
    expect(Object.keys(opened)).toEqual(['2026-08-18T05:00Z']);
  });
});
