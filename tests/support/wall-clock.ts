/**
 * What the clocks of a zone show, tick by tick, read off `Intl.DateTimeFormat` and nothing of ours: the yardstick for
 * when somebody is due. Local times are milliseconds on a calendar without zones.
 */
export const quarter = 15 * 60_000;
const hour = 4 * quarter;
const day = 24 * hour;

/** What the zone's clock shows at `from` and at every quarter of an hour until `to`. */
export function wallTimes(zone: string, from: number, to: number): Float64Array {
  const offsetAt = offsetsShown(zone);
  const walls = new Float64Array((to - from) / quarter + 1);
  for (let start = from; start <= to; start += day) {
    const end = Math.min(start + day, to + quarter);
    const before = offsetAt(start);
    // Only on days with a change is every quarter of an hour looked at.
    const changes = offsetAt(end) !== before;
    for (let at = start; at < end; at += quarter)
      walls[(at - from) / quarter] = at + (changes ? offsetAt(at) : before);
  }
  return walls;
}

/**
 * When each full local hour is due, by the local time: the first time that the clock shows it; if it is skipped, when
 * it would have been shown, had the clock not been moved.
 */
export function dueByTheClock(walls: Float64Array, from: number): Map<number, number> {
  const due = new Map<number, number>();
  let reached = walls[0]!;
  for (let tick = 1; tick < walls.length; tick += 1) {
    const shown = walls[tick]!;
    const before = walls[tick - 1]!;
    const jumped = shown - before > quarter;
    for (let local = Math.floor(reached / hour) * hour + hour; local <= shown; local += hour)
      due.set(
        local,
        from + (local === shown || !jumped ? tick * quarter : (tick - 1) * quarter + local - before),
      );
    reached = Math.max(reached, shown);
  }
  return due;
}

function offsetsShown(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return instant => {
    const [month = 0, date = 0, year = 0, hours = 0, minutes = 0] = (
      format.format(instant).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, date, hours, minutes) - instant;
  };
}
