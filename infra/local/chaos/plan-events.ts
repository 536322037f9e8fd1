import { createSchedule, type Draw, type Has, type Schedule, share } from './planned.ts';

/** In milliseconds: well within the grace, as minutes are within half an hour. */
const latest = 3_000;

/** When SES events are handed over that are not at once and once. */
export function planEvents(draw: Draw, subscribers: number, has: Has): Schedule<readonly number[]> {
  const schedule = createSchedule<readonly number[]>(has);
  const random = draw('events-late');
  const late = random.different(share(subscribers, 10), subscribers);
  schedule.add('events-late', late, () => [random.whole(200, latest)]);
  const twice = draw('events-twice');
  const doubled = twice.different(share(subscribers, 10), subscribers);
  schedule.add('events-twice', doubled, () => [0, twice.whole(0, 1_000)]);
  return schedule.taken;
}
