import { createSchedule, type Has, row, type Schedule } from './planned.ts';

/** What the listing does instead of answering properly. */
export type UpstreamFault = 'down' | 'half' | 'html' | 'fewer';

/**
 * What becomes of requests to the listing. The first tick after the settle hour meets the outage: five requests, as many as
 * ingest tries for one day. The next one meets the rest.
 */
export function planUpstream(has: Has): Schedule<UpstreamFault> {
  const schedule = createSchedule<UpstreamFault>(has);
  schedule.add('upstream-down', row(1, 5), () => 'down');
  schedule.add('upstream-half', [7, 16], () => 'half');
  schedule.add('upstream-html', [9, 18], () => 'html');
  // From the second hour on.
  schedule.add('upstream-shrinks', row(12, 12), () => 'fewer');
  return schedule.taken;
}
