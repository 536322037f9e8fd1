/**
 * The days of 2026 on whose evening (US Eastern) arXiv announces nothing, from its published schedule. Add the next
 * year's when arXiv publishes them; without them an empty day is called `nothing-listed`, and nothing else changes.
 */
const arxivHolidays: ReadonlySet<string> = new Set([
  '2026-01-01',
  '2026-01-19',
  '2026-06-19',
  '2026-07-03',
  '2026-09-07',
  '2026-11-26',
  '2026-12-25',
  '2026-12-29',
  '2026-12-31',
]);

export function isArxivHoliday(day: string): boolean {
  return arxivHolidays.has(day);
}
