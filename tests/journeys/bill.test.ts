import { beforeAll, describe, expect, it } from 'vitest';
import { billOf, total } from '../../infra/cost/bill.ts';
import type { Counts } from '../../infra/cost/counts.ts';
import { type Measurement, measure } from '../../infra/cost/measure.ts';
import { monthlyUse } from '../../infra/cost/monthly-use.ts';
import { overheadPerMillion } from '../../infra/cost/report.ts';
import { readStageResources, type StageResources } from '../../infra/cost/stage-resources.ts';
import { ledgerDays } from '../../shared/deliveries/ledger-store.ts';
import { testStages } from '../support/test-stages.ts';

/**
 * What `npm run cost` says, held to what was promised. Everything is counted in a run on this machine but Lambda's time,
 * which tells how busy the machine is: a mail's share of it is what it was in November 2026.
 */
const millisecondsPerMail: Readonly<Record<string, number>> = { Mailer: 26, FanOut: 2, SendEvents: 1 };

let measured: Measurement;
let prod: StageResources;

function inNovember(perMail: Counts): Counts {
  const functions = Object.entries(perMail.functions).map(
    ([name, use]) => [name, { ...use, milliseconds: millisecondsPerMail[name] ?? 0 }] as const,
  );
  return { ...perMail, functions: Object.fromEntries(functions) };
}

beforeAll(async () => {
  prod = await readStageResources('prod', testStages);
  measured = await measure({ readers: 400, papers: 30 }, () => undefined);
});

const billFor = (subscribers: number) => {
  const perMail = inNovember(measured.perMail);
  const use = monthlyUse({ ...measured, perMail }, prod, { subscribers, ledgerDays });
  return { subscribers, mails: use.mails, bill: billOf(use) };
};

describe('the bill', () => {
  it('of a million mails beside SES is at most three dollars at a million daily readers', () => {
    const million = billFor(1_000_000);

    const perMillion = overheadPerMillion(million) ?? Number.NaN;

    process.stdout.write(`${perMillion.toFixed(2)} US dollars per million mails beside SES\n`);
    expect(perMillion).toBeLessThanOrEqual(3);
    expect(perMillion).toBeGreaterThan(2);
  });

  it('has what each mail asks of every service', () => {
    const { writeUnits, readUnits, sqsRequests, snsPublishes, streamedBytes, mails } = measured.perMail;

    expect(mails).toBeCloseTo(1);
    expect(writeUnits).toBeGreaterThanOrEqual(2);
    expect(writeUnits).toBeLessThanOrEqual(2.1);
    expect(readUnits).toBeLessThanOrEqual(2.8);
    expect(sqsRequests).toBeLessThanOrEqual(0.4);
    // Its Send event goes into the stream, whole, and nowhere else.
    expect(snsPublishes).toBe(0);
    expect(streamedBytes).toBe(5 * 1024);
    expect(measured.perMail.functions['SendEvents']?.invocations).toBeGreaterThan(0);
    expect(measured.perMail.functions['Feedback']?.invocations).toBe(0);
  });

  it('of each service grows with the readers, and none is left out', () => {
    const small = billFor(10_000).bill;
    const large = billFor(1_000_000).bill;

    for (const service of ['SES', 'DynamoDB', 'SQS', 'Firehose', 'Lambda', 'CloudWatch', 'X-Ray'] as const) {
      expect(total(small, service), service).toBeGreaterThan(0);
      expect(total(large, service), service).toBeGreaterThan(total(small, service));
    }
  });
});
