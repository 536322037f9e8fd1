import { dayName } from '../../../shared/digests/day-names.ts';
import { hourText } from '../../../shared/subscribers/describe-preferences.ts';
import type { Preferences } from '../../../shared/subscribers/subscriber.ts';
import { zonePlace } from '../../../shared/subscribers/zones.ts';
import { type ListOfHour, listsOfHour } from '../list-of-hour.ts';
import { nextDigest } from '../next-digest.ts';

/**
 * What the chosen hour means: `At 07:00 in Kathmandu you get the list of the day before; from 14:00, that of the same
 * day.` Where clocks are moved during the year, it says both: `from 10:00, or 11:00 while the clocks are forward`.
 */
export function hourWords(
  { zone, hour, frequency }: Pick<Preferences, 'zone' | 'hour' | 'frequency'>,
  settleMinute: number,
  now: Date,
): string {
  const lists = listsOfHour({ zone, hour }, settleMinute, now);
  const [first] = lists;
  if (first === undefined) return '';
  const place = zone === 'UTC' ? 'UTC' : `in ${zonePlace(zone)}`;
  const at = `At ${hourText(hour)} ${place}`;
  const brings = frequency === 'weekly' ? 'the newest list in the digest is the one' : 'you get the list';
  if (lists.every(({ daysBehind }) => daysBehind === first.daysBehind))
    return `${at} ${brings} ${listWords(first.daysBehind)}${otherHours(lists)}.`;
  const each = lists.map(
    (list, index) => `${listWords(list.daysBehind)}${index === 0 ? '' : ` ${whenWords(list, lists)}`}`,
  );
  return `${at} ${brings} ${each.join(', but ')}.`;
}

/** `The next mail is due on Thursday 26 November at 09:00.` Empty for somebody who is never due. */
export function nextWords(preferences: Preferences, now: Date): string {
  const next = nextDigest(preferences, now);
  return next === undefined
    ? ''
    : `The next mail is due on ${dayName(next.localDate)} at ${hourText(next.hour)}.`;
}

/** For those who have not chosen yet. */
export function settleWords(settleMinute: number): string {
  return `A day’s list is complete soon after ${clockText(settleMinute)} UTC; a mail before that brings the list of the day before.`;
}

function listWords(daysBehind: number): string {
  switch (daysBehind) {
    case -1:
      return 'of the day about to begin, for the day of a list is UTC’s';
    case 0:
      return 'of the same day';
    case 1:
      return 'of the day before';
    default:
      return `of ${daysBehind} days before`;
  }
}

/** From when on a mail brings the same day's list, or before when it does not, if there are such hours all year. */
function otherHours(lists: readonly ListOfHour[]): string {
  if (lists.some(({ sameDayFrom }) => sameDayFrom <= 0 || sameDayFrom >= 24)) return '';
  const hours = new Set(lists.map(({ sameDayFrom }) => sameDayFrom));
  const when = lists
    .slice(0, hours.size === 1 ? 1 : lists.length)
    .map((list, index) => {
      const text = hourText(list.sameDayFrom);
      return index === 0 ? text : `${text} ${whenWords(list, lists)}`;
    })
    .join(', or ');
  return lists.some(({ daysBehind }) => daysBehind > 0)
    ? `; from ${when}, that of the same day`
    : `; before ${when}, that of the day before`;
}

/** While the zone has this offset, which is not the least of those that it has during the year. */
function whenWords({ offset }: ListOfHour, all: readonly ListOfHour[]): string {
  return all.length === 2 ? 'while the clocks are forward' : `while the clocks are at ${offsetText(offset)}`;
}

/** `UTC+5:45`, `UTC−3`, `UTC`. */
function offsetText(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const length = Math.abs(minutes);
  const rest = length % 60 === 0 ? '' : `:${String(length % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(length / 60)}${rest}`;
}

/** `485` is `08:05`. */
function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
