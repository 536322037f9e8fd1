import { expect, it } from 'vitest';
import { UsageError } from '../../../infra/command-line.ts';
import { readCostOptions } from '../../../infra/cost/options.ts';

it('asks for a thousand readers of thirty papers in prod unless told otherwise', () => {
  expect(readCostOptions([], 'cost.svg')).toMatchObject({
    subscribers: 1000,
    papers: 30,
    stage: 'prod',
    chart: 'cost.svg',
    json: false,
  });
});

it('takes numbers as people write them', () => {
  expect(readCostOptions(['--subscribers', '250,000'], 'cost.svg')).toMatchObject({ subscribers: 250_000 });
});

it.each(['none', '0', '1.5', '-3'])('says what would do instead of %s readers', text => {
  expect(() => readCostOptions([`--subscribers=${text}`], 'cost.svg')).toThrow(UsageError);
});
