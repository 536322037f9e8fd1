import { type BillLine, overhead, services, total } from './bill.ts';
import { pricesAsOf, pricesRegion } from './list-prices.ts';

/** A month's bill for a number of daily readers. */
export interface Estimate {
  readonly subscribers: number;
  readonly mails: number;
  readonly bill: readonly BillLine[];
}

export interface CostReport {
  readonly stage: string;
  readonly papers: number;
  /** Ascending by subscribers; the first has none. */
  readonly estimates: readonly Estimate[];
  /** US dollars of the idle month when nothing else in the account draws on AWS's standing allowances. */
  readonly idleBeyondAllowances: number;
}

/** US dollars beside SES for a million mails; undefined without mails. */
export function overheadPerMillion({ mails, bill }: Estimate): number | undefined {
  return mails === 0 ? undefined : (overhead(bill) / mails) * 1e6;
}

/** The report for a person: a month by service and readers, then where a million mails' money goes. */
export function formatReport({ stage, papers, estimates, idleBeyondAllowances }: CostReport): string {
  const largest = estimates.at(-1);
  const columns = (of: (estimate: Estimate) => string) => estimates.map(of);
  const rows = [
    ['daily readers', ...columns(({ subscribers }) => subscribers.toLocaleString('en'))],
    ...services.map(service => [service, ...columns(({ bill }) => dollars(total(bill, service)))]),
    ['all', ...columns(({ bill }) => dollars(total(bill)))],
    ['all but SES', ...columns(({ bill }) => dollars(overhead(bill)))],
    [
      '… per million mails',
      ...columns(estimate => {
        const perMillion = overheadPerMillion(estimate);
        return perMillion === undefined ? '' : dollars(perMillion);
      }),
    ],
  ];
  return [
    `US dollars a month, stage ${stage}, ${papers} papers a day, a mail every day.`,
    `List prices in ${pricesRegion} as of ${pricesAsOf}, without free tiers.`,
    '',
    ...formatRows(rows),
    '',
    `Idle, with AWS's standing allowances (3 dashboards, 10 alarms, 1 million SQS requests, …): ${dollars(idleBeyondAllowances)}.`,
    ...(largest === undefined ? [] : ['', ...formatItems(largest)]),
  ].join('\n');
}

/** What to think of Lambda's time when more ran on this machine than it has processors for; else an empty text. */
export function busyNote(load: number, processors: number): string {
  if (load <= processors) return '';
  return (
    `\nThis machine was busy (load ${load.toFixed(1)} on ${processors} processors), so that functions took longer than they need: ` +
    'Lambda’s time is too high. Everything else is counted.\n'
  );
}

function formatItems(estimate: Estimate): readonly string[] {
  const { subscribers, mails, bill } = estimate;
  const rows = bill
    .filter(({ service }) => service !== 'SES')
    .map(({ service, item, quantity, usd }) => [
      `${service}, ${item}`,
      (quantity / mails).toPrecision(3),
      dollars((usd / mails) * 1e6),
    ]);
  return [
    `Beside SES, at ${subscribers.toLocaleString('en')} daily readers:`,
    '',
    ...formatRows([['', 'for a mail', 'per million mails'], ...rows]),
  ];
}

function formatRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function dollars(usd: number): string {
  return usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: true });
}

/** The report for programs, as one JSON object. */
export function formatReportJson(report: CostReport): string {
  const estimates = report.estimates.map(estimate => ({
    subscribers: estimate.subscribers,
    mails: estimate.mails,
    usd: total(estimate.bill),
    overheadUsd: overhead(estimate.bill),
    overheadUsdPerMillionMails: overheadPerMillion(estimate),
    bill: estimate.bill,
  }));
  return JSON.stringify({ ...report, pricesAsOf, region: pricesRegion, estimates });
}
