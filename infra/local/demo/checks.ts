import type { Totals } from './books.ts';
import type { Check } from './check.ts';
import type { ArrivedDigest } from './mails.ts';
import type { Recorded } from './recorded.ts';
import type { IngestOutcome } from './replay.ts';
import { checkRules } from './rule-checks.ts';

/** Everything that the checks look at. Recorded facts come from the files, arrived ones from the mails. */
export interface Story {
  readonly recorded: Recorded;
  /** How many papers the system made of what it read. */
  readonly papers: number;
  readonly reread: IngestOutcome;
  readonly totals: Totals;
  readonly digests: readonly ArrivedDigest[];
  /** The address of a daily reader who stayed to the end. */
  readonly faithful: string;
  /** The address of the weekly reader, who has rules. */
  readonly choosy: string;
  /** The address of the reader who left, and how many digests they had by then. */
  readonly left: { readonly address: string; readonly digestsBefore: number };
}

/** Gmail cuts a message off at this size of its HTML. */
const clippedAt = 102_000;

export function checkStory(story: Story): Check[] {
  const { recorded, papers, reread, totals, digests, faithful, choosy, left } = story;
  const { due, sent, skipped, failed, unknown, inFlight, runs, incompleteRuns } = totals;
  const perReader = Map.groupBy(digests, digest => digest.to);
  const repeated = [...perReader.values()].flatMap(mails => duplicates(mails.flatMap(mail => mail.papers)));
  const twice = duplicates(digests.map(digest => `${digest.to} ${digest.day}`));
  const faithfulPapers = new Set((perReader.get(faithful) ?? []).flatMap(mail => mail.papers));
  const rising = [...perReader.values()].map(mails => mails.flatMap(mail => mail.rising));
  const toldTwice = rising.flatMap(duplicates);
  const missed = [...recorded.papers.keys()].filter(id => !faithfulPapers.has(id));
  const largest = Math.max(0, ...digests.map(digest => digest.htmlBytes));
  const unleavable = digests.filter(digest => !digest.oneClick || digest.unsubscribeUrl === undefined);
  const afterLeaving = (perReader.get(left.address)?.length ?? 0) - left.digestsBefore;
  return [
    {
      claim: 'every recorded entry was read',
      holds: reread.entries === recorded.entries && reread.skippedEntries === 0,
      found: `${reread.entries} of ${recorded.entries}, ${reread.skippedEntries} skipped`,
    },
    {
      claim: 'a paper that is listed twice is one paper',
      holds: papers === recorded.papers.size,
      found: `${papers} papers for ${recorded.papers.size} ids`,
    },
    {
      claim: 'reading the same days again changes nothing',
      holds: reread.newPapers + reread.changedPapers + reread.newEntries + reread.changedEntries === 0,
      found: `${reread.newEntries} new, ${reread.changedEntries} changed`,
    },
    {
      claim: 'due = sent + skipped, in every run',
      holds: due === sent + skipped && failed + unknown + inFlight + incompleteRuns === 0 && sent > 0,
      found: `${due} = ${sent} + ${skipped} in ${runs} runs; failed ${failed}, unknown ${unknown}, in flight ${inFlight}`,
    },
    {
      claim: 'what the ledger calls sent is in the inboxes, each digest once',
      holds: digests.length === sent && twice.length === 0,
      found: `${digests.length} mails for ${sent} sent, ${twice.length} twice`,
    },
    {
      claim: 'no reader was mailed a paper twice as new, and none was shown as rising twice',
      holds: repeated.length + toldTwice.length === 0,
      found: `${repeated.length} and ${toldTwice.length}; ${rising.flat().length} shown as rising`,
    },
    {
      claim: 'the daily reader who stayed was mailed every paper',
      holds: missed.length === 0,
      found: `${faithfulPapers.size} of ${recorded.papers.size}`,
    },
    ...checkRules(perReader.get(choosy) ?? [], recorded),
    {
      claim: 'no mail is so long that it would be cut off',
      holds: largest < clippedAt,
      found: `largest HTML part ${largest} bytes`,
    },
    {
      claim: 'every mail has one-click unsubscribe',
      holds: unleavable.length === 0,
      found: `${digests.length - unleavable.length} of ${digests.length}`,
    },
    {
      claim: 'nothing came after the unsubscribe',
      holds: left.digestsBefore > 0 && afterLeaving === 0,
      found: `${left.digestsBefore} before, ${afterLeaving} after`,
    },
  ];
}

function duplicates(items: readonly string[]): string[] {
  const seen = new Set<string>();
  return items.filter(item => seen.has(item) || !seen.add(item));
}
