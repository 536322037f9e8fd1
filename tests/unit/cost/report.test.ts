import { expect, it } from 'vitest';
import { billOf } from '../../../infra/cost/bill.ts';
import { monthlyUse } from '../../../infra/cost/monthly-use.ts';
import { busyNote, formatReport, formatReportJson } from '../../../infra/cost/report.ts';
import { someCounts, someMeasurement, someResources } from '../../support/cost-factories.ts';

const measured = someMeasurement({ perMail: someCounts({ mails: 1, snsPublishes: 1 }) });
const estimates = [0, 1_000_000].map(subscribers => {
  const use = monthlyUse(measured, someResources(), { subscribers, ledgerDays: 21 });
  return { subscribers, mails: use.mails, bill: billOf(use) };
});
const report = { stage: 'prod', papers: 30, estimates, idleBeyondAllowances: 0 };

it('the table has a row a service beside SES, and what a million mails cost without it', () => {
  const lines = formatReport(report).split('\n');

  expect(lines).toContain('daily readers             0  1,000,000');
  expect(lines).toContain('SES                    0.00   3,000.00');
  expect(lines).toContain('SNS                    0.00      15.00');
  expect(lines.find(line => line.startsWith('… per million mails'))).toMatch(/ 0\.5\d$/);
});

it('programs get every line of every bill', () => {
  const json: unknown = JSON.parse(formatReportJson(report));

  expect(json).toMatchObject({ stage: 'prod', estimates: [{ subscribers: 0 }, { subscribers: 1_000_000 }] });
});

it('a busy machine is told of, for it makes functions slow', () => {
  expect(busyNote(1.9, 2)).toBe('');
  expect(busyNote(9.14, 2)).toContain('load 9.1 on 2 processors');
});
