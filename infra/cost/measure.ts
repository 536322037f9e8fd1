import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startListingServer } from '../../seeds/listing-server.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import type { LocalSystem } from '../local/local-system.ts';
import { addPastDigests, addReaders } from '../local/populate.ts';
import { startSystem } from '../local/system.ts';
import { synthesise } from '../synthesise.ts';
import { addCounts, type Counts, scaleCounts } from './counts.ts';
import { writeListing } from './listing-of-size.ts';
import { createMeter } from './meter.ts';
import { averageItemSizes } from './stored-sizes.ts';

/** What was counted in a real run on this machine. */
export interface Measurement {
  readonly readers: number;
  readonly papers: number;
  /** One reader's digest from fan-out to the look at its Send event. */
  readonly perMail: Counts;
  /** A slice without readers, and its share of what mailing in an hour takes at all (reading the listings). */
  readonly perSlice: Counts;
  /** Dispatch looks and nobody is due. */
  readonly perTick: Counts;
  /** Ingest looks and nothing is new. */
  readonly perPoll: Counts;
  /** The poll that finds a new day of papers. */
  readonly perListing: Counts;
  /** Somebody looks at the newest list. */
  readonly perPage: Counts;
  readonly ticksPerDay: number;
  readonly pollsPerDay: number;
  readonly mailBytes: number;
  readonly ledgerLineBytes: number;
  readonly subscriberBytes: number;
}

/** With the measured day a Monday to Thursday: the lists that a poll reads again. */
const settledDays = ['2026-01-05', '2026-01-06', '2026-01-07'];
const settledDay = '2026-01-07';
const measuredDay = '2026-01-08';
const slicesPerHour = 4;
const pages = 20;
/** The mailer looks two weeks back: a reader of some weeks has a line for each of those days. */
const pastDays = 14;

/** Lives through a day with `readers` readers of some weeks and a list of `papers` papers, counting all the while. */
export async function measure(
  { readers, papers }: { readers: number; papers: number },
  tell: (what: string) => void,
): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'daily-papers-cost-'));
  const listing = join(directory, 'listing');
  await writeListing(listing, [...settledDays, measuredDay], papers);
  let today = settledDay;
  const upstream = await startListingServer({ directory: listing, today: () => today });
  try {
    const assemblyDirectory = join(directory, 'assembly');
    tell('the app is synthesised');
    await synthesise({ directory: assemblyDirectory, context: { stage: 'local' } });
    const system = await startSystem({
      stateDirectory: join(directory, 'state'),
      assemblyDirectory,
      timers: false,
      // Long enough for all mails of the run to share a batch, which is smaller than those of a minute with many readers.
      streamInterval: 15,
      // Pacing is not what a mail takes: the model says when it would count.
      ses: { maxSendRate: 1000, max24HourSend: 1_000_000 },
      environment: { Ingest: { HUGGING_FACE_URL: upstream.url, ARXIV_CATEGORIES: '' } },
    });
    try {
      for (const day of settledDays) {
        today = day;
        await system.fireSchedule('Ingest', new Date(`${day}T08:05:00Z`));
      }
      today = measuredDay;
      return await live(system, { readers, papers }, tell);
    } finally {
      await system.stop();
    }
  } finally {
    await upstream.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function live(
  system: LocalSystem,
  { readers, papers }: { readers: number; papers: number },
  tell: (what: string) => void,
): Promise<Measurement> {
  const meter = createMeter(system);
  const at = (schedule: string, time: string) => async () => {
    await system.fireSchedule(schedule, new Date(`${measuredDay}T${time}:00Z`));
  };
  tell(`${readers} readers of some weeks sign up`);
  await addReaders(system, { name: 'gone', count: 1, preferences: { ...defaultPreferences, hour: 8 } });
  const daily = await addReaders(system, { name: 'daily', count: readers, preferences: defaultPreferences });
  const inMail = Math.min(papers, defaultPreferences.maxPapers);
  await addPastDigests(system, daily, { until: settledDay, days: pastDays, papers: inMail });
  await at('Dispatch', '07:30')();

  tell('nobody is due, nothing is new');
  const perTick = await meter.metered(at('Dispatch', '07:45'));
  const perListing = await meter.metered(at('Ingest', '08:05'));
  const perPoll = await meter.metered(at('Ingest', '09:05'));
  const page = await meter.metered(async () => {
    for (let number = 0; number < pages; number += 1) await (await fetch(system.webUrl)).text();
  });
  tell('an hour in use comes with one reader in it');
  const oneHour = await meter.metered(at('Dispatch', '08:00'));
  tell(`${readers} readers come due`);
  const run = await meter.metered(at('Dispatch', '09:00'));

  const perMail = mailOf(run, oneHour, readers);
  const slices = addCounts(addCounts(oneHour, perTick, -1), perMail, -1);
  const mails = system.outbox.list();
  return {
    readers,
    papers,
    perMail,
    perSlice: scaleCounts(slices, 1 / slicesPerHour),
    perTick,
    perPoll,
    perListing: addCounts(perListing, perPoll, -1),
    perPage: scaleCounts(page, 1 / pages),
    ticksPerDay: perDay(system, 'Dispatch'),
    pollsPerDay: perDay(system, 'Ingest'),
    mailBytes: mails.reduce((total, { bytes }) => total + bytes, 0) / mails.length,
    ...(await averageItemSizes(system)),
  };
}

/**
 * What a mail adds to an hour in which there is one already. A batch of Send events comes with one mail as with all, so
 * that nothing would be added: of that function, each mail has its share of the whole.
 */
function mailOf(run: Counts, oneHour: Counts, readers: number): Counts {
  const added = scaleCounts(addCounts(run, oneHour, -1), 1 / (readers - 1));
  const { SendEvents } = scaleCounts(run, 1 / readers).functions;
  return { ...added, functions: { ...added.functions, ...(SendEvents && { SendEvents }) } };
}

function perDay(system: LocalSystem, schedule: string): number {
  const midnight = new Date(`${measuredDay}T00:00:00Z`);
  return system.occurrences(schedule, midnight, new Date(midnight.getTime() + 86_400_000)).length;
}
