import { expect, it } from 'vitest';
import { listPrices, pricesAsOf } from '../../../infra/cost/list-prices.ts';

it('every list price is an amount with its unit and where AWS publishes it', () => {
  for (const [name, price] of Object.entries(listPrices)) {
    expect(price.usd, name).toBeGreaterThan(0);
    expect(price.per, name).not.toBe('');
    expect(price.source, name).toMatch(/^aws\.amazon\.com\//);
  }
});

it('the list says of which day it is', () => {
  expect(pricesAsOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
});

it('a mail is a hundred dollars a million', () => {
  expect(listPrices.mail.usd * 1e6).toBeCloseTo(100);
});
