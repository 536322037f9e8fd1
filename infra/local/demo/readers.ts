/** A reader of the demo: who they are and what they choose on the sign-up form. */
export interface DemoReader {
  readonly email: string;
  readonly zone: string;
  readonly hour: number;
  readonly frequency: 'daily' | 'weekly';
  /** ISO weekday. */
  readonly weekday: number;
}

/** Weekly mail comes on this ISO weekday, after the last listing of the working week. */
export const weeklyWeekday = 5;

/** Each is due after the day's list has settled (08:00 UTC), so that a day's papers reach all of them. */
export const demoReaders = {
  berlin: { email: 'berlin@reader.example', zone: 'Europe/Berlin', hour: 11, frequency: 'daily', weekday: 1 },
  newYork: {
    email: 'new-york@reader.example',
    zone: 'America/New_York',
    hour: 7,
    frequency: 'daily',
    weekday: 1,
  },
  tokyo: {
    email: 'tokyo@reader.example',
    zone: 'Asia/Tokyo',
    hour: 19,
    frequency: 'weekly',
    weekday: weeklyWeekday,
  },
} as const satisfies Record<string, DemoReader>;

/** What the weekly reader asks for, and wants to be spared. */
export const tokyoRules = {
  include: { phrases: ['language model'] },
  exclude: { phrases: ['survey'] },
} as const;
