import { expect, it } from 'vitest';
import { billOf, overhead, total } from '../../../infra/cost/bill.ts';
import { monthlyUse } from '../../../infra/cost/monthly-use.ts';
import { someCounts, someMeasurement, someResources } from '../../support/cost-factories.ts';

const mailerUse = { invocations: 0.1, milliseconds: 70, logLines: 1, logBytes: 174 };

it('a month of a thousand readers is what it is by hand', () => {
  const measured = someMeasurement({
    papers: 10,
    perMail: someCounts({
      writeUnits: 2,
      readUnits: 3,
      sqsRequests: 1.6,
      snsPublishes: 1,
      mails: 1,
      functions: { Mailer: mailerUse },
    }),
    perSlice: someCounts({ writeUnits: 1, sqsRequests: 3 }),
    perTick: someCounts({ writeUnits: 1, readUnits: 2 }),
    perPoll: someCounts({ readUnits: 100 }),
    perListing: someCounts({ writeUnits: 50 }),
    ticksPerDay: 96,
    pollsPerDay: 24,
    ledgerLineBytes: 600,
    subscriberBytes: 180,
  });
  const stage = someResources({
    consumedQueues: 3,
    functions: { Mailer: { memoryMegabytes: 256, traced: false } },
  });

  const use = monthlyUse(measured, stage, { subscribers: 1000, ledgerDays: 21 });

  // 30,000 mails, 14,400 slices, 2,880 ticks, 720 polls of 10 papers, 30 listings.
  expect(use.mails).toBe(30_000);
  expect(use.writeUnits).toBeCloseTo(60_000 + 14_400 + 2_880 + 7_200 + 1_500);
  // And 120 runs a day, looked at twice: the run, its manifest and the lines of eight readers each.
  expect(use.readUnits).toBeCloseTo(90_000 + 5_760 + 72_000 + 30 * 120 * 2 * (1 + (8 + 1 / 3) * 0.508));
  // 48,000 for mails, 43,200 for slices, and 15 pollers that ask every 20 seconds.
  expect(use.sqsRequests).toBeCloseTo(48_000 + 43_200 + 15 * 129_600);
  expect(use.snsPublishes).toBe(30_000);
  expect(use.lambdaRequests).toBeCloseTo(3_000);
  // 70 ms, and 50 more that SES takes, at a quarter of a GB.
  expect(use.lambdaGigabyteSeconds).toBeCloseTo(30_000 * 0.12 * 0.25);
  // A line of 200 bytes with its overhead a mail, and Lambda's own 428 a batch.
  expect(use.logGigabytes).toBeCloseTo((30_000 * 200 + 3_000 * 428) / 1e9);
  // 21 lines, the reader and the index entry.
  expect(use.storedGigabytes).toBeCloseTo((1000 * (21 * 600 + 180 + 220)) / 1e9);
  expect(use.schedules).toBe(3_600);
  expect(use.traces).toBe(0);
});

it('nobody to mail costs what stands and what the clock sets off, and nothing for mails', () => {
  const measured = someMeasurement({
    perMail: someCounts({ writeUnits: 2, mails: 1, metrics: ['DigestsSent'] }),
    perTick: someCounts({ writeUnits: 1 }),
    perListing: someCounts({ metrics: ['DaysSettled'] }),
    ticksPerDay: 96,
  });
  const stage = someResources({ alarmMetrics: 12, dashboards: 1 });

  const use = monthlyUse(measured, stage, { subscribers: 0, ledgerDays: 21 });

  expect(use).toMatchObject({ mails: 0, writeUnits: 2_880, alarms: 12, dashboards: 1, storedGigabytes: 0 });
  expect(use.customMetrics).toBeCloseTo(1 / 24);
  expect(total(billOf(use), 'CloudWatch')).toBeCloseTo(1.2 + 3 + 0.3 / 24);
});

it('a metric that a tick sends is paid for once, however many mails send it too', () => {
  const measured = someMeasurement({
    perMail: someCounts({ metrics: ['BreakerOpen', 'DigestsSent'] }),
    perTick: someCounts({ metrics: ['BreakerOpen'] }),
  });

  const use = monthlyUse(measured, someResources(), { subscribers: 1_000_000, ledgerDays: 21 });

  expect(use.customMetrics).toBe(2);
});

it('of traced invocations the first in each second is traced, and one in twenty of the others', () => {
  const functions = { Web: { invocations: 1, milliseconds: 1, logLines: 0, logBytes: 0 } };
  const measured = someMeasurement({ perPage: someCounts({ functions }) });
  const stage = someResources({ functions: { Web: { memoryMegabytes: 512, traced: true } } });
  const tracesOf = (subscribers: number) =>
    monthlyUse(measured, stage, { subscribers, ledgerDays: 21 }).traces;

  // With hardly any, no two share a second; with very many, each second of the month has one.
  expect(tracesOf(100)).toBeCloseTo(100, 1);
  expect(tracesOf(100_000_000)).toBeCloseTo(2_592_000 + 0.05 * (100_000_000 - 2_592_000));
  // A page in each 2.6 seconds: a third of the seconds have one.
  expect(tracesOf(1_000_000)).toBeGreaterThan(800_000);
  expect(tracesOf(1_000_000)).toBeLessThan(850_000);
});

it('of a large run, an audit reads the lines of a thousand readers and no more', () => {
  const readsOf = (subscribers: number) =>
    monthlyUse(someMeasurement(), someResources(), { subscribers, ledgerDays: 21 }).readUnits;

  // Every reader twice, half a unit and a part of a manifest each; then only manifests grow.
  expect(readsOf(120_000) - readsOf(60_000)).toBeCloseTo(30 * 2 * 60_000 * 0.508);
  expect(readsOf(1_120_000) - readsOf(120_000)).toBeCloseTo(30 * 2 * 1_000_000 * 0.008);
});

it('what is beside SES is everything but the mails', () => {
  const measured = someMeasurement({ perMail: someCounts({ mails: 1, snsPublishes: 1 }) });

  const bill = billOf(monthlyUse(measured, someResources(), { subscribers: 100_000, ledgerDays: 21 }));

  expect(total(bill, 'SES')).toBeCloseTo(300);
  // Three million publishes, and a page a reader.
  expect(overhead(bill) - total(bill, 'DynamoDB')).toBeCloseTo(1.5 + 0.1);
});
