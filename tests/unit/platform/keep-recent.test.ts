import { describe, expect, it } from 'vitest';
import { keepRecent } from '../../../shared/platform/keep-recent.ts';

const start = Date.parse('2026-08-18T05:00:00Z');
const longAgo = new Date(0);

/** Keeps two readings for a minute; each reading is a number of its own. */
function setUp() {
  let now = start;
  let readings = 0;
  const keep = keepRecent<number>(() => new Date(now), { milliseconds: 60_000, most: 2 });
  const make = () => Promise.resolve((readings += 1));
  return {
    get: (name: string, since = longAgo) => keep(name, since, make),
    keep,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('what is kept', () => {
  it('is used until it is too old', async () => {
    const { get, pass } = setUp();
    const first = await get('a');

    pass(59_999);
    const second = await get('a');
    pass(1);
    const third = await get('a');

    expect([first, second, third]).toEqual([1, 1, 2]);
  });

  it('is not used for what asks for something from later', async () => {
    const { get, pass } = setUp();
    await get('a');
    pass(10_000);

    expect(await get('a', new Date(start + 5_000))).toBe(2);
    expect(await get('a', new Date(start + 5_000))).toBe(2);
  });

  it('is used for an instant that is still to come', async () => {
    const { get } = setUp();
    await get('a');
    expect(await get('a', new Date(start + 3_600_000))).toBe(1);
  });

  it('are the last few that were used', async () => {
    const { get } = setUp();
    for (const name of ['a', 'b', 'a', 'c']) await get(name);

    expect(await get('a')).toBe(1);
    expect(await get('b')).toBe(4);
  });

  it('is no reading that failed', async () => {
    const { get, keep } = setUp();
    const failing = keep('a', longAgo, () => Promise.reject(new Error('not now')));
    await expect(failing).rejects.toThrow('not now');
    expect(await get('a')).toBe(1);
  });
});
