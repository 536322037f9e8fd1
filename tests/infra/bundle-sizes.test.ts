import { expect, it } from 'vitest';
import { measureBundles } from '../../infra/bundle-sizes.ts';

it('bundles of all functions are within their limits', async () => {
  const bundles = await measureBundles();

  expect(bundles.map(({ name }) => name).sort()).toEqual([
    'Dispatch',
    'FanOut',
    'Feedback',
    'Ingest',
    'Mailer',
    'SendEvents',
    'Web',
  ]);
  for (const { name, bytes, limit } of bundles) expect(bytes, name).toBeLessThanOrEqual(limit);
});
