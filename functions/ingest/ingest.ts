import type { Poll } from '../../shared/papers/days.ts';
import { type RecordedDay, recordDay } from '../../shared/papers/record-day.ts';
import { recordPapers } from '../../shared/papers/record-papers.ts';
import type { PapersWriter } from '../../shared/papers/recording-store.ts';
import type { Remaining } from '../../shared/papers/sources/http-get.ts';
import type { DayReading, HuggingFaceSource } from '../../shared/papers/sources/hugging-face.ts';
import type { SourceEntry } from '../../shared/papers/told.ts';
import { addDays, utcDay } from '../../shared/platform/calendar.ts';
import type { Log } from '../../shared/platform/log.ts';
import { assertNever } from '../../shared/platform/never.ts';
import { type ArxivDeps, type ArxivPart, addCategories, readArxiv } from './read-arxiv.ts';

export interface IngestDeps {
  readonly huggingFace: HuggingFaceSource;
  /** Absent where the stage leaves arXiv out. */
  readonly arxiv?: ArxivDeps;
  readonly papers: PapersWriter;
  /** Hour (UTC) of a list day from which it counts as full. */
  readonly settleHour: number;
  readonly log: Log;
}

export interface IngestRequest {
  /** The instant that the schedule fired for: it alone decides which day it is. */
  readonly scheduledTime: Date;
  /** The list days to read. @default the scheduled day and the six before it, for upvotes and comments move */
  readonly days?: readonly string[];
  readonly remaining: Remaining;
}

/** What one run did. Running again for the same time reads the same and has nothing new, late or changed. */
export interface IngestOutcome {
  /** Days that were read, or that the source need not know: a weekend, or a day that still fills. */
  readonly daysRead: number;
  readonly failedDays: number;
  /** Days that do not exist yet. */
  readonly futureDays: number;
  /** Entries that the sources told for the days read. */
  readonly entries: number;
  /** Entries that could not be parsed. */
  readonly skippedEntries: number;
  /** Entries that a source told for a day that this run does not read; that day's own poll will. */
  readonly strayEntries: number;
  readonly newPapers: number;
  readonly changedPapers: number;
  readonly newEntries: number;
  readonly lateEntries: number;
  readonly changedEntries: number;
  /** Papers whose arXiv categories became known. */
  readonly categorizedPapers: number;
  readonly settledDays: number;
  /** Of the settled days, those that this poll settled. */
  readonly newlySettledDays: number;
  /** Whether the newest day that can be settled at the scheduled time is one of those. */
  readonly newestDaySettled: boolean;
  readonly arxiv: ArxivPart['state'];
}

/**
 * No day could be read: the source is down or has changed. What was stored stays, and the days say that they are
 * delayed.
 */
export class SourceDownError extends Error {
  override readonly name = 'SourceDownError';
  readonly outcome: IngestOutcome;

  constructor(message: string, outcome: IngestOutcome) {
    super(message);
    this.outcome = outcome;
  }
}

const daysReadAgain = 6;

/**
 * Reads the days from every source, merges what they say into papers, listings and day records, and writes what
 * changed. A day that cannot be read does not keep the others from being recorded. Throws SourceDownError at the end,
 * everything recorded, if no day could be read.
 */
export async function ingest(request: IngestRequest, deps: IngestDeps): Promise<IngestOutcome> {
  const days = daysOf(request);
  const readings = await readDays(days, request.remaining, deps);
  const arxiv = await readArxiv(deps.arxiv, request.remaining, deps.log);

  const told = readings.flatMap(({ reading }) => (reading.kind === 'ok' ? reading.entries : []));
  const entries = [...told, ...arxiv.entries].filter(entry => days.includes(entry.day));
  const recorded = await recordPapers(deps.papers, entries);
  const categorizedPapers = await addCategories(deps.arxiv, arxiv, deps.papers, [
    ...recorded.papers.values(),
  ]);

  const keptEntries = entries.map(entry => ({
    ...entry,
    paperId: recorded.papers.get(entry.paperId)?.id ?? entry.paperId,
  }));
  const recordedDays = await recordDays(readings, keptEntries, request.scheduledTime, deps);
  await arxiv.remember(days);

  const outcome: IngestOutcome = {
    ...countDays(recordedDays, request.scheduledTime, deps.settleHour),
    entries: entries.length,
    skippedEntries: sum(readings, ({ skippedEntries }) => skippedEntries),
    strayEntries: told.length + arxiv.entries.length - entries.length,
    newPapers: recorded.newPapers,
    changedPapers: recorded.changedPapers,
    categorizedPapers,
    arxiv: arxiv.state,
  };
  deps.log.info('ingested', { ...outcome });
  // Not by `daysRead`: a weekend that the source knows nothing of counts there, and there is one among any seven days.
  if (outcome.failedDays > 0 && readings.every(({ reading }) => reading.kind !== 'ok')) {
    throw new SourceDownError(`none of ${days.length} days could be read`, outcome);
  }
  return outcome;
}

/** Ascending. */
function daysOf({ scheduledTime, days }: IngestRequest): readonly string[] {
  if (days !== undefined) return [...new Set(days)].sort();
  const today = utcDay(scheduledTime);
  return Array.from({ length: daysReadAgain + 1 }, (_, back) => addDays(today, back - daysReadAgain));
}

interface ReadDay {
  readonly day: string;
  readonly reading: DayReading;
  readonly skippedEntries: number;
}

/** The newest day is read first, in case time runs out; the answer is in the days' order. */
async function readDays(
  days: readonly string[],
  remaining: Remaining,
  { huggingFace, log }: IngestDeps,
): Promise<ReadDay[]> {
  const read: ReadDay[] = [];
  for (const day of days.toReversed()) {
    const reading = await huggingFace.readDay(day, remaining);
    const skipped = reading.kind === 'ok' ? reading.skipped : [];
    for (const entry of skipped) log.warn('entry skipped', { day, ...entry });
    read.push({ day, reading: ofThisDay(day, reading), skippedEntries: skipped.length });
  }
  return read.toReversed();
}

/** An answer that lists something, but nothing of this day, is none for it: the day must not pass for an empty one. */
function ofThisDay(day: string, reading: DayReading): DayReading {
  if (reading.kind !== 'ok' || reading.entries.some(entry => entry.day === day)) return reading;
  if (reading.entries.length > 0) return { kind: 'failed', reason: 'the answer lists other days' };
  if (reading.skipped.length > 0) return { kind: 'failed', reason: 'no entry of the answer could be read' };
  return reading;
}

async function recordDays(
  readings: readonly ReadDay[],
  entries: readonly SourceEntry[],
  at: Date,
  { papers, settleHour, log }: IngestDeps,
): Promise<RecordedDay[]> {
  const recorded: RecordedDay[] = [];
  for (const { day, reading } of readings) {
    const told = entries.filter(entry => entry.day === day);
    const result = await recordDay(papers, { day, poll: pollOf(reading), told, at, settleHour });
    const delayed = result.record?.delayed;
    if (delayed) log.warn('day delayed', { day, ...delayed });
    recorded.push(result);
  }
  return recorded;
}

function pollOf(reading: DayReading): Poll {
  switch (reading.kind) {
    case 'ok':
      return { kind: 'read' };
    case 'no-such-day':
      return { kind: 'not-yet' };
    case 'failed':
      return reading;
    default:
      return assertNever(reading);
  }
}

function countDays(recorded: readonly RecordedDay[], at: Date, settleHour: number) {
  const count = (matches: (day: RecordedDay) => boolean) => recorded.filter(matches).length;
  const newest = utcDay(new Date(at.getTime() - settleHour * 3_600_000));
  const settledNow = recorded.filter(({ record }) => record?.settledAt === at.toISOString());
  return {
    daysRead: count(({ record }) => record !== undefined && record.delayed === undefined),
    failedDays: count(({ record }) => record?.delayed !== undefined),
    futureDays: count(({ record }) => record === undefined),
    settledDays: count(({ record }) => record?.status === 'settled'),
    newlySettledDays: settledNow.length,
    newestDaySettled: settledNow.some(({ record }) => record?.day === newest),
    newEntries: sum(recorded, day => day.newEntries),
    lateEntries: sum(recorded, day => day.lateEntries),
    changedEntries: sum(recorded, day => day.changedEntries),
  };
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
