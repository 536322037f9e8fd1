import type { LocalSystem } from '../local-system.ts';
import { addUpRuns } from './books.ts';
import { askForAllPapers, askForRules, confirm, oneClickUnsubscribe, open, signUp } from './browse.ts';
import { simulatedDays } from './calendar.ts';
import { checkStory } from './checks.ts';
import { keyOf, newestLink, readDigests } from './mails.ts';
import { demoReaders, tokyoRules, weeklyWeekday } from './readers.ts';
import { countRecorded } from './recorded.ts';
import { liveThrough, readAgain } from './replay.ts';
import type { DemoResult } from './report.ts';
import type { createStopwatch } from './stopwatch.ts';

export interface StoryDeps {
  readonly system: LocalSystem;
  readonly stopwatch: ReturnType<typeof createStopwatch>;
  readonly listing: string;
  readonly days: readonly string[];
  /** Tells the upstream which UTC day it is. */
  readonly setToday: (day: string) => void;
}

/** The whole story, from three sign-ups to the last mail, with the checks at its end. */
export async function tellStory({
  system,
  stopwatch,
  listing,
  days,
  setToday,
}: StoryDeps): Promise<DemoResult> {
  const readers = Object.values(demoReaders);
  const leaver = demoReaders.newYork.email;
  await stopwatch.time('three readers sign up and confirm', async () => {
    for (const reader of readers) await welcome(system, reader);
  });

  const leavingAfter = days.at(-2) ?? days[0] ?? '';
  let digestsBefore = 0;
  let papers = 0;
  await stopwatch.time(
    `${days.length} listed days pass, with the days on which their mail is due`,
    async () => {
      for (const day of simulatedDays(days, weeklyWeekday)) {
        setToday(day);
        papers += await liveThrough(system, day);
        if (day === leavingAfter) digestsBefore = await leave(system, leaver);
      }
    },
  );

  const recorded = await countRecorded(listing, days);
  const [reread, totals, digests] = await stopwatch.time('the books are checked', async () => {
    const lastMoment = new Date(`${simulatedDays(days, weeklyWeekday).at(-1) ?? ''}T23:59:00Z`);
    return [
      await readAgain(system, days, lastMoment),
      await addUpRuns(system, simulatedDays(days, weeklyWeekday)),
      await readDigests(system.outbox),
    ] as const;
  });
  const left = { address: leaver, digestsBefore };
  return {
    days,
    papers,
    reread,
    totals,
    subscribers: readers.length,
    digests,
    checks: checkStory({
      recorded,
      papers,
      reread,
      totals,
      digests,
      faithful: demoReaders.berlin.email,
      choosy: demoReaders.tokyo.email,
      left,
    }),
    usage: system.usage.snapshot(),
    times: stopwatch.times,
    peakMemory: system.peakMemory(),
  };
}

async function welcome(
  system: LocalSystem,
  reader: (typeof demoReaders)[keyof typeof demoReaders],
): Promise<void> {
  await signUp(system.webUrl, reader);
  const link = await newestLink(system.outbox, reader.email, 'confirm');
  await confirm(link);
  await askForAllPapers(system.webUrl, keyOf(link), reader);
  if (reader === demoReaders.tokyo) await askForRules(system.webUrl, keyOf(link), tokyoRules);
}

/** Follows the unsubscribe link of the newest digest: looking at it does nothing, one POST does, a second is fine. */
async function leave(system: LocalSystem, address: string): Promise<number> {
  const digests = (await readDigests(system.outbox)).filter(digest => digest.to === address);
  const link = digests.at(-1)?.unsubscribeUrl;
  if (link === undefined) return 0;
  await open(link);
  await oneClickUnsubscribe(link);
  await oneClickUnsubscribe(link);
  return digests.length;
}
