import { describe, expect, it } from 'vitest';
import { fuzzKinds } from './kinds.ts';

/** A taste of `npm run fuzz`, the same inputs every time. */
const runs = 250;
const seed = 20_261_125;

describe.each(fuzzKinds)('bad input of kind $name', kind => {
  it('crashes nothing, leaves nothing half stored, and is refused with a reason', async () => {
    const { findings, ...report } = await kind.run({ runs, seed });

    expect(findings).toEqual([]);
    expect(report).toMatchObject({ inputs: runs, crashes: 0, wrongAnswers: 0, halfStored: 0 });
    // Inputs that are all refused, or all accepted, would show little.
    expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(runs / 20);
  });
});
