import { counted } from './counted.ts';
import { dayName } from './day-names.ts';

/** The facts of a paper's place in its day. */
export interface PlaceInDay {
  readonly day: string;
  /** 1-based, by upvotes. */
  readonly rank: number;
  /** How many papers the day lists. */
  readonly of: number;
}

/** Why a paper of a digest that draws on one day is shown: `#3 of 34 by upvotes`. */
export function trendingReason(place: PlaceInDay): string {
  return place.of === 1
    ? 'the only paper listed'
    : `#${counted(place.rank)} of ${counted(place.of)} by upvotes`;
}

/** The same where several days meet: `#3 of 34 by upvotes on Tuesday 18 August`. */
export function trendingOnDayReason(place: PlaceInDay): string {
  return `${trendingReason(place)} on ${dayName(place.day)}`;
}

/** Why a paper is shown whose day had been mailed already: `Late for Tuesday 18 August: #31 of 34 by upvotes`. */
export function lateReason(place: PlaceInDay): string {
  return `Late for ${dayName(place.day)}: ${trendingReason(place)}`;
}
