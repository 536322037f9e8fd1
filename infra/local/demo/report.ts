import { relative } from 'node:path';
import type { UsageSnapshot } from '../servers/usage.ts';
import type { Totals } from './books.ts';
import type { Check } from './check.ts';
import type { ArrivedDigest } from './mails.ts';
import type { IngestOutcome } from './replay.ts';
import type { StageTime } from './stopwatch.ts';

export interface DemoResult {
  readonly days: readonly string[];
  /** How many papers the system made of what it read. */
  readonly papers: number;
  readonly reread: IngestOutcome;
  readonly totals: Totals;
  readonly subscribers: number;
  readonly digests: readonly ArrivedDigest[];
  readonly checks: readonly Check[];
  readonly usage: UsageSnapshot;
  readonly times: readonly StageTime[];
  /** Highest resident memory of the whole local system, in bytes. */
  readonly peakMemory: number;
}

/** The result as one line of JSON for programs. */
export function formatJson({
  days,
  papers,
  reread,
  totals,
  subscribers,
  digests,
  usage,
}: DemoResult): string {
  const { due, sent, skipped, failed, unknown } = totals;
  return JSON.stringify({
    days: days.length,
    papers,
    entries: reread.entries,
    skippedEntries: reread.skippedEntries,
    subscribers,
    due,
    sent,
    skipped,
    failed,
    unknown,
    mails: digests.map(({ to, subject, day, papers, rising, bytes, eml }) => ({
      to,
      subject,
      day,
      papers,
      rising,
      bytes,
      eml,
    })),
    awsRequests: usage.awsRequests,
    writeUnits: usage.writeUnits,
    readUnits: usage.readUnits,
  });
}

/** The result for a person. */
export function formatSummary(result: DemoResult): string {
  const { days, papers, reread, totals, digests, checks, usage, times, peakMemory } = result;
  const requests = Object.entries(usage.awsRequests).map(
    ([service, actions]) => `${service} ${Object.values(actions).reduce((total, count) => total + count, 0)}`,
  );
  return [
    '',
    `Read ${reread.entries} entries of ${days.length} days: ${papers} papers.`,
    `Mailed ${digests.length} digests to ${result.subscribers} readers; ${totals.skipped} due digests had nothing new.`,
    '',
    'What arrived',
    ...digests.map(
      ({ to, subject, papers, rising, bytes }) =>
        `  ${to.padEnd(24)} ${kilobytes(bytes)}  ${String(papers.length + rising.length).padStart(2)} papers  ${subject}`,
    ),
    ...(digests[0]
      ? [`  as .eml files in ${relative(process.cwd(), digests[0].eml).replace(/[^/]+$/, '')}`]
      : []),
    '',
    'Time',
    ...times.map(
      ({ stage, milliseconds }) => `  ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${stage}`,
    ),
    `Peak memory of the whole local system: ${Math.round(peakMemory / 1_048_576)} MB`,
    `AWS requests: ${requests.join(', ')}; DynamoDB ${usage.writeUnits} write and ${usage.readUnits} read units`,
    '',
    'Checks',
    ...checks.map(({ claim, holds, found }) => `  ${holds ? 'true ' : 'FALSE'}  ${claim}  (${found})`),
    '',
  ].join('\n');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1).padStart(6)} kB`;
}
