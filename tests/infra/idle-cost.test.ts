import { expect, it } from 'vitest';
import { beyondAllowances, billOf, total } from '../../infra/cost/bill.ts';
import { monthlyUse } from '../../infra/cost/monthly-use.ts';
import { readStageResources } from '../../infra/cost/stage-resources.ts';
import { someMeasurement } from '../support/cost-factories.ts';
import { testStages } from '../support/test-stages.ts';

it('what stands idle in prod costs at most two dollars a month, but for what AWS gives every account', async () => {
  const prod = await readStageResources('prod', testStages);

  const use = monthlyUse(someMeasurement(), prod, { subscribers: 0, ledgerDays: 21 });

  expect(prod).toMatchObject({ dashboards: 1, consumedQueues: 3 });
  expect(Object.keys(prod.functions).sort()).toEqual(
    ['Dispatch', 'Feedback', 'FanOut', 'Ingest', 'Mailer', 'SendEvents', 'Web'].sort(),
  );
  expect(use.alarms).toBeGreaterThan(0);
  expect(total(billOf(beyondAllowances(use)))).toBeLessThanOrEqual(2);
});
