import { describe, expect, it } from 'vitest';
import { faults } from '../../../infra/local/chaos/fault-names.ts';
import { readChaosOptions } from '../../../infra/local/chaos/options.ts';

const read = (...args: readonly string[]) => readChaosOptions(args, 'seeds/listing');

describe('the command line of a chaos run', () => {
  it('means one long run of the mix, unless it says otherwise', () => {
    expect(read()).toMatchObject({ subscribers: 300, kills: 60, seed: 1, eachFault: false });
    expect(read()?.faults).not.toContain('events-never');
  });

  it('means a short run for every fault with --each-fault, even for one that is not in the mix', () => {
    const options = read('--each-fault');

    expect(options).toMatchObject({ subscribers: 30, kills: 4, eachFault: true });
    expect(options?.faults).toEqual(Object.keys(faults));
  });

  it('takes the faults of a list one by one', () => {
    expect(read('--each-fault', '--faults', 'schedule', '--kills', '0')).toMatchObject({
      kills: 0,
      faults: ['schedule-twice', 'schedule-late', 'schedule-missed'],
    });
  });

  it('says which fault there is not', () => {
    expect(() => read('--faults', 'rain')).toThrow('There is no fault rain.');
  });
});
