const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface NamedDay {
  readonly weekday: string;
  readonly date: string;
  readonly month: string;
}

/** `2026-08-18` as `Tuesday 18 August`. Spelled out here, because ICU's own order and commas change between versions. */
export function dayName(day: string): string {
  const { weekday, date, month } = namesOf(day);
  return `${weekday} ${date} ${month}`;
}

/** `2026-08-18` as `Tuesday`. */
export function weekdayOf(day: string): string {
  return namesOf(day).weekday;
}

/** `2026-08-18` as `Tue 18 Aug`, where many days share a line. */
export function shortDayName(day: string): string {
  const { weekday, date, month } = namesOf(day);
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)}`;
}

/** First to last of ascending days: `Tuesday 18 August`, `17–21 August`, or `31 August – 4 September`. */
export function spanName(days: readonly string[]): string {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last) return dayName(first);
  const from = namesOf(first);
  const to = namesOf(last);
  if (first.slice(0, 7) === last.slice(0, 7)) return `${from.date}–${to.date} ${to.month}`;
  return `${from.date} ${from.month} – ${to.date} ${to.month}`;
}

function namesOf(day: string): NamedDay {
  const date = new Date(`${day}T00:00:00Z`);
  return {
    weekday: weekdays[date.getUTCDay()] ?? '',
    date: String(date.getUTCDate()),
    month: months[date.getUTCMonth()] ?? '',
  };
}
