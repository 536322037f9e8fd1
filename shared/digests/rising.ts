import { addDays } from '../platform/calendar.ts';
import { type Candidate, candidatesOf, onceEach } from './candidate.ts';
import type { Catalogue } from './catalogue.ts';
import type { Rise } from './rise.ts';
import type { Past } from './selection.ts';

/** A paper that the reader was sent, or that was passed over, and that has risen far since. */
export interface RisingCandidate extends Candidate {
  readonly rise: Rise;
}

/** Ingest reads a list day on its own date and the six after it: older upvotes are not those of today. */
const daysRead = 7;

/** The risen ones that the reader was not told so yet, the largest gain first. `apart` are ids that come as new ones. */
export function risingCandidates(
  { days, findRise }: Pick<Catalogue, 'days' | 'findRise'>,
  { covered, sent, risen }: Pick<Past, 'covered' | 'sent' | 'risen'>,
  dueOn: string,
  apart: ReadonlySet<string>,
): readonly RisingCandidate[] {
  const current = days.filter(({ record }) => addDays(record.day, daysRead) >= dueOn);
  const candidates = current.flatMap(listing => candidatesOf(listing, false));
  const listedOn = Map.groupBy(candidates, ({ paperId }) => paperId);
  return onceEach(candidates)
    .filter(({ paperId }) => !apart.has(paperId) && !risen.has(paperId))
    .flatMap(candidate => {
      const entries = listedOn.get(candidate.paperId) ?? [];
      const offers = [sent.get(candidate.paperId), ...entries.map(({ day }) => covered.get(day))];
      const offeredOn = latest(offers.filter(date => date !== undefined));
      const rise = offeredOn === undefined ? undefined : findRise(candidate.paperId, offeredOn);
      return rise === undefined ? [] : [{ ...candidate, rise }];
    })
    .sort(byGain);
}

function latest(dates: readonly string[]): string | undefined {
  return dates.toSorted().at(-1);
}

function byGain(a: RisingCandidate, b: RisingCandidate): number {
  return gainOf(b.rise) - gainOf(a.rise) || (a.paperId < b.paperId ? -1 : 1);
}

function gainOf({ from, to }: Rise): number {
  return to - from;
}
