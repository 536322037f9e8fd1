import { isWeekend } from '../papers/days.ts';
import type { DayListing, DayRecord } from '../papers/paper.ts';
import type { QuietReason } from './selection.ts';

export interface QuietFacts {
  /** The settled days that are covered now, ascending. */
  readonly covering: readonly DayListing[];
  /** Records of days that have not settled, ascending. */
  readonly unsettled: readonly DayRecord[];
  readonly covered: ReadonlyMap<string, string>;
  readonly dueOn: string;
  /** Whether the reader's rules held back papers that they had not been sent. */
  readonly heldBack: boolean;
}

interface Why {
  readonly reason: QuietReason;
  /** The days that the reason is about; at least one. */
  readonly about: readonly string[];
}

/**
 * Why a digest has nothing to send. Papers that were there come first; then working days that should have settled; then
 * what is known of the newest empty day. The day of the digest itself counts only when nothing else is to be told, or
 * when its source cannot be read: early in the day, its list is not due yet.
 */
export function whyQuiet(facts: QuietFacts): Why {
  const { covering, heldBack, dueOn } = facts;
  const listing = covering.filter(({ papers }) => papers.length > 0).map(({ record }) => record.day);
  if (listing.length > 0) return { reason: heldBack ? 'nothing-matched' : 'nothing-new', about: listing };
  const [awaited] = awaitedDays(facts);
  if (awaited !== undefined)
    return {
      reason: awaited.delayed === undefined ? 'not-in-yet' : 'source-down',
      about: [awaited.day],
    };
  const newest = covering.at(-1)?.record;
  if (newest !== undefined) return { reason: reasonOfEmpty(newest), about: emptyRun(covering, newest) };
  if (isWeekend(dueOn)) return { reason: 'weekend', about: [dueOn] };
  return { reason: facts.covered.has(dueOn) ? 'nothing-new' : 'not-in-yet', about: [dueOn] };
}

/** Days, oldest first, that the reader waits for: not weekends, for nothing is listed on them. */
function awaitedDays({ covering, unsettled, covered, dueOn }: QuietFacts): readonly DayRecord[] {
  const [firstCovered = ''] = [...covered.keys()].sort();
  return unsettled.filter(
    ({ day, delayed }) =>
      !isWeekend(day) &&
      day > firstCovered &&
      (day < dueOn || (day === dueOn && (covering.length === 0 || delayed !== undefined))),
  );
}

function reasonOfEmpty({ day, empty }: DayRecord): QuietReason {
  if (isWeekend(day) || empty === 'weekend') return 'weekend';
  switch (empty) {
    case 'holiday':
    case 'source-down':
      return empty;
    case 'still-filling':
      return 'not-in-yet';
    case 'nothing-listed':
    case undefined:
      return 'nothing-new';
  }
}

/** The newest day with those before it that are empty for the same reason. */
function emptyRun(covering: readonly DayListing[], newest: DayRecord): readonly string[] {
  const other = covering.findLastIndex(({ record }) => reasonOfEmpty(record) !== reasonOfEmpty(newest));
  return covering.slice(other + 1).map(({ record }) => record.day);
}
