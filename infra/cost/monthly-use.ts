import { addCounts, type Counts, noCounts, scaleCounts } from './counts.ts';
import type { Measurement } from './measure.ts';
import type { StageResources } from './stage-resources.ts';

/** What a stage asks of AWS in a month. */
export interface MonthlyUse {
  readonly mails: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly storedGigabytes: number;
  readonly sqsRequests: number;
  readonly snsPublishes: number;
  readonly streamedGibibytes: number;
  readonly lambdaRequests: number;
  readonly lambdaGigabyteSeconds: number;
  readonly schedules: number;
  readonly httpRequests: number;
  readonly logGigabytes: number;
  readonly keptLogGigabytes: number;
  readonly traces: number;
  readonly customMetrics: number;
  readonly alarms: number;
  readonly dashboards: number;
}

/** What a run on one machine cannot tell, with the reason for each figure. */
export const assumptions = {
  /** Everybody gets a mail on each of them, though Hugging Face lists nothing at weekends: a month never costs more. */
  daysPerMonth: 30,
  /** How long SES takes to accept a mail; the local one answers at once. The mailer sends one by one and waits. */
  sesAnswerMilliseconds: 50,
  /** Most (zone, hour) pairs that readers choose: some twenty zones at half a dozen hours. */
  mostHoursInUse: 120,
  slicesPerHour: 4,
  /** Dispatch looks at each run after an hour and after two, at the lines of a thousand readers at the most. */
  auditsPerRun: 2,
  largestAudit: 1000,
  /** How often a reader looks at a page in a month, preferences and sign-up included. */
  pagesPerReader: 1,
  /** Lambda keeps this many long polls of 20 seconds open on each queue, also an idle one. */
  pollersPerQueue: 5,
  pollSeconds: 20,
  /** Lambda's own lines (START, END, REPORT) for an invocation. */
  platformLogBytes: 350,
  platformLogLines: 3,
  /** What CloudWatch adds to every line. */
  logLineOverheadBytes: 26,
  /** Logs are kept compressed; AWS's own calculator takes this share. */
  keptLogShare: 0.15,
  /** Lambda traces one invocation a second and this share of the rest. */
  tracedShare: 0.05,
  /** A reader's entry in the index by slot. */
  indexEntryBytes: 220,
} as const;

const gigabyte = 1e9;
/** Firehose's GB. */
const gibibyte = 2 ** 30;
const secondsPerMonth = assumptions.daysPerMonth * 86_400;

/**
 * Scales what was counted to `subscribers` daily readers:
 *
 * - a mail, from its job to its Send event, with each reader and day;
 * - a slice with the hours in use, four for each and day, for dispatch knows the hours but not who is in them;
 * - the audits of each run with the hours in use and the readers in them;
 * - a tick of dispatch and a poll of ingest with time alone;
 * - a listing with each day, and the votes of a listing's papers with each poll;
 * - a page with readers; ledger lines with readers and the days that they are kept; logs with lines and invocations;
 * - long polls, alarms, dashboards and the metrics of idle functions with time alone.
 */
export function monthlyUse(
  measured: Measurement,
  stage: StageResources,
  { subscribers, ledgerDays }: { subscribers: number; ledgerDays: number },
): MonthlyUse {
  const days = assumptions.daysPerMonth;
  const mails = subscribers * days;
  const pages = subscribers * assumptions.pagesPerReader;
  const slices = hoursInUse(subscribers) * assumptions.slicesPerHour * days;
  const ticks = measured.ticksPerDay * days;
  const polls = measured.pollsPerDay * days;
  const work = sum([
    [measured.perMail, mails],
    [measured.perSlice, slices],
    [measured.perTick, ticks],
    [measured.perPoll, polls],
    [measured.perListing, days],
    [measured.perPage, pages],
  ]);
  const logGigabytes = logBytes(work) / gigabyte;
  return {
    mails,
    // Votes move all day: a poll writes the entries of a day's papers anew.
    writeUnits: work.writeUnits + measured.papers * polls,
    readUnits: work.readUnits + auditReadUnits(subscribers) * days,
    storedGigabytes: storedBytes(measured, subscribers, ledgerDays) / gigabyte,
    sqsRequests:
      work.sqsRequests +
      (stage.consumedQueues * assumptions.pollersPerQueue * secondsPerMonth) / assumptions.pollSeconds,
    snsPublishes: work.snsPublishes,
    streamedGibibytes: work.streamedBytes / gibibyte,
    lambdaRequests: invocations(work),
    lambdaGigabyteSeconds: gigabyteSeconds(work, mails, stage),
    schedules: ticks + polls,
    httpRequests: pages,
    logGigabytes,
    keptLogGigabytes: (logGigabytes * assumptions.keptLogShare * stage.logRetentionDays) / days,
    traces: traces(work, stage),
    customMetrics: customMetrics(measured, subscribers),
    alarms: stage.alarmMetrics,
    dashboards: stage.dashboards,
  };
}

function hoursInUse(subscribers: number): number {
  return Math.min(subscribers, assumptions.mostHoursInUse);
}

/** A day's, for all runs: a unit for the run, eight for a thousand readers of its manifests, half a unit for a line. */
function auditReadUnits(subscribers: number): number {
  const { auditsPerRun, largestAudit } = assumptions;
  const runs = hoursInUse(subscribers);
  if (runs === 0) return 0;
  const readers = subscribers / runs;
  return runs * auditsPerRun * (1 + (8 * readers) / 1000 + Math.min(readers, largestAudit) / 2);
}

function sum(parts: readonly (readonly [Counts, number])[]): Counts {
  return parts.reduce((total, [counts, times]) => addCounts(total, scaleCounts(counts, times)), noCounts);
}

function invocations(work: Counts): number {
  return Object.values(work.functions).reduce((total, use) => total + use.invocations, 0);
}

function gigabyteSeconds(work: Counts, mails: number, stage: StageResources): number {
  return Object.entries(work.functions).reduce((total, [name, use]) => {
    const waiting = name === 'Mailer' ? mails * assumptions.sesAnswerMilliseconds : 0;
    const gigabytes = (stage.functions[name]?.memoryMegabytes ?? 0) / 1024;
    return total + ((use.milliseconds + waiting) / 1000) * gigabytes;
  }, 0);
}

/**
 * In months of a metric, which is billed by the hours in which it is sent: what ticks and polls say in every hour, what
 * only a new listing says in one of a day's, what mailing says in the hours in which somebody is mailed.
 */
function customMetrics(measured: Measurement, subscribers: number): number {
  const always = new Set([...measured.perTick.metrics, ...measured.perPoll.metrics]);
  const beside = (counts: Counts) => counts.metrics.filter(name => !always.has(name)).length;
  const mailing = addCounts(measured.perSlice, measured.perMail);
  return always.size + beside(measured.perListing) / 24 + (beside(mailing) * Math.min(24, subscribers)) / 24;
}

function logBytes(work: Counts): number {
  const { platformLogBytes, platformLogLines, logLineOverheadBytes } = assumptions;
  return Object.values(work.functions).reduce(
    (total, use) =>
      total +
      use.logBytes +
      use.logLines * logLineOverheadBytes +
      use.invocations * (platformLogBytes + platformLogLines * logLineOverheadBytes),
    0,
  );
}

/**
 * As if invocations came at random over the whole month. So many of them are the first of their second; of any that
 * come in bursts, which readers' do, fewer are.
 */
function traces(work: Counts, stage: StageResources): number {
  return Object.entries(work.functions)
    .filter(([name]) => stage.functions[name]?.traced === true)
    .reduce((total, [, use]) => {
      const first = secondsPerMonth * (1 - Math.exp(-use.invocations / secondsPerMonth));
      return total + first + (use.invocations - first) * assumptions.tracedShare;
    }, 0);
}

/** Papers and listings are a few megabytes a year and left out. */
function storedBytes(measured: Measurement, subscribers: number, ledgerDays: number): number {
  const { indexEntryBytes } = assumptions;
  return subscribers * (measured.ledgerLineBytes * ledgerDays + measured.subscriberBytes + indexEntryBytes);
}
