import { describe, expect, it } from 'vitest';
import { type FaultName, faults, readFaults } from '../../../infra/local/chaos/fault-names.ts';
import { type ChaosInput, type ChaosPlan, planChaos } from '../../../infra/local/chaos/plan.ts';

const everything = Object.keys(faults) as FaultName[];

function plan(fields: Partial<ChaosInput> = {}): ChaosPlan {
  return planChaos({ seed: 7, subscribers: 60, kills: 12, faults: everything, ...fields });
}

describe('the plan of a run', () => {
  it('is the same for the same seed', () => {
    expect(plan()).toEqual(plan());
  });

  it('is another for another seed', () => {
    const [one, other] = [plan({ seed: 1 }), plan({ seed: 2 })];

    expect(one.kills).not.toEqual(other.kills);
    expect(one.sends).not.toEqual(other.sends);
    expect(one.dynamo).not.toEqual(other.dynamo);
    expect(one.batches).not.toEqual(other.batches);
    expect(one.events).not.toEqual(other.events);
  });

  it.each([0, 1, 8, 60, 200])('has exactly %i kills', kills => {
    expect(plan({ kills, subscribers: 300 }).kills).toHaveLength(kills);
  });

  it('leaves the kills of a seed where they are, whatever else goes wrong', () => {
    expect(plan({ faults: [] }).kills).toEqual(plan({ faults: ['ses-drop', 'disk-full'] }).kills);
  });

  it('kills nothing of feedback when no event comes', () => {
    const { kills } = plan({ faults: ['events-never'], kills: 60, subscribers: 300 });

    expect(kills.filter(({ victim }) => victim === 'Feedback')).toEqual([]);
  });

  it('kills the runner and several functions even in a short run', () => {
    const victims = new Set(
      plan({ kills: 8, subscribers: 40, faults: [] }).kills.map(({ victim }) => victim),
    );

    expect([...victims]).toEqual(expect.arrayContaining(['Mailer', 'FanOut', 'runner', 'SendEvents']));
  });

  it.each(everything)('has something go wrong for %s alone', fault => {
    const { kills: _, ...alone } = plan({ faults: [fault] });
    const { kills: __, ...nothing } = plan({ faults: [] });

    expect(alone).not.toEqual(nothing);
  });
});

describe('a list of faults', () => {
  it('names faults, groups of them, or all that a reader must not notice', () => {
    expect(readFaults('none')).toEqual([]);
    expect(readFaults('ses-drop, disk-full')).toEqual(['ses-drop', 'disk-full']);
    expect(readFaults('sqs')).toEqual(['sqs-twice', 'sqs-order', 'sqs-late', 'sqs-deleted']);
    expect(readFaults('all')).not.toContain('events-never');
    expect(readFaults('all,events-never')).toHaveLength(everything.length);
  });

  it('is not followed when it names something else', () => {
    expect(readFaults('ses,rain')).toEqual({ unknown: 'rain' });
  });
});
