import type { DayListing, DayRecord } from '../../shared/papers/paper.ts';
import { addDays, utcDay } from '../../shared/platform/calendar.ts';
import type { Archive, WebDeps } from './deps.ts';

/** How far back the newest listing, or a day's neighbour, is looked for before giving up, in days. */
const nearby = 30;
const farAway = 400;

export interface FrontPage {
  readonly today: string;
  /** Today's own record; absent until ingest has looked at the day. */
  readonly todayRecord: DayRecord | undefined;
  /** The newest settled day with papers. */
  readonly newest: DayListing | undefined;
  readonly previous: string | undefined;
}

/** The newest settled listing, and what is known about today. */
export async function readFrontPage(deps: Pick<WebDeps, 'archive' | 'clock'>): Promise<FrontPage> {
  const day = utcDay(deps.clock());
  const records = await deps.archive.getDayRecords(addDays(day, -nearby), day);
  const settled = records.findLast(record => record.status === 'settled' && hasPapers(record));
  const newest = settled === undefined ? undefined : await deps.archive.getDayListing(settled.day);
  return {
    today: day,
    todayRecord: records.find(record => record.day === day),
    newest,
    previous: settled && records.findLast(record => record.day < settled.day && hasPapers(record))?.day,
  };
}

export interface DayPage {
  readonly listing: DayListing;
  /** The nearest stored days that have papers. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** One day with its neighbours; undefined when nothing is stored for it. */
export async function readDay(
  day: string,
  { archive }: Pick<WebDeps, 'archive'>,
): Promise<DayPage | undefined> {
  const listing = await archive.getDayListing(day);
  if (listing === undefined) return undefined;
  const [previous, next] = await Promise.all([dayBefore(day, archive), dayAfter(day, archive)]);
  return { listing, previous, next };
}

async function dayBefore(day: string, archive: Archive): Promise<string | undefined> {
  for (const reach of [nearby, farAway]) {
    const records = await archive.getDayRecords(addDays(day, -reach), addDays(day, -1));
    const found = records.findLast(hasPapers);
    if (found !== undefined) return found.day;
  }
  return undefined;
}

async function dayAfter(day: string, archive: Archive): Promise<string | undefined> {
  for (const reach of [nearby, farAway]) {
    const records = await archive.getDayRecords(addDays(day, 1), addDays(day, reach));
    const found = records.find(hasPapers);
    if (found !== undefined) return found.day;
  }
  return undefined;
}

function hasPapers({ entryCount }: DayRecord): boolean {
  return entryCount > 0;
}
