import * as fc from 'fast-check';

/**
 * Where the inputs of property tests come from. One seed in `npm test`, so that nobody's change is refused for a rare
 * case that it did not touch; every night new ones (`.github/workflows/nightly.yml`), which find those rare cases.
 * `PROPERTY_SEED=N npx vitest run --project property` gives the inputs of seed N.
 */
const seed = Number(process.env['PROPERTY_SEED'] ?? '1');
if (!Number.isSafeInteger(seed))
  throw new Error(`PROPERTY_SEED: got ${process.env['PROPERTY_SEED']}, expected a whole number`);
fc.configureGlobal({ seed });
