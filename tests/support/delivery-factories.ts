import type { Delivery } from '../../shared/deliveries/delivery.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import type { Log } from '../../shared/platform/log.ts';

/** The id of an invented reader. */
export function readerId(number = 1): string {
  return number.toString(16).padStart(32, '0');
}

/** A line of the ledger; a claimed first attempt unless told otherwise. */
export function delivery(fields: Partial<Delivery> = {}): Delivery {
  return {
    version: 1,
    subscriber: readerId(),
    digest: '2026-08-18',
    run: '2026-08-18T05:00Z',
    status: 'sending',
    attempt: 1,
    days: ['2026-08-17'],
    papers: ['2608.00001'],
    updatedAt: '2026-08-18T05:00:10.000Z',
    ...fields,
  };
}

/** The ledger's contract in memory, for use cases; the real one has its own tests against DynamoDB. */
export function memoryLedger(lines: readonly Delivery[] = []) {
  const kept = new Map(lines.map(line => [`${line.subscriber}/${line.digest}`, line]));
  const history: LedgerStore['history'] = (subscriber, from) =>
    Promise.resolve(
      [...kept.values()]
        .filter(line => line.subscriber === subscriber && line.digest >= from)
        .sort((a, b) => a.digest.localeCompare(b.digest)),
    );
  const ledger: Pick<LedgerStore, 'history' | 'historyNow' | 'get' | 'replace'> = {
    history,
    historyNow: history,
    get: (subscriber, digest) => Promise.resolve(kept.get(`${subscriber}/${digest}`)),
    replace: (previous, next) => {
      const key = `${next.subscriber}/${next.digest}`;
      const found = kept.get(key);
      if (found?.status !== previous?.status || found?.attempt !== previous?.attempt)
        return Promise.resolve(false);
      kept.set(key, next);
      return Promise.resolve(true);
    },
  };
  return { ...ledger, lines: () => [...kept.values()] };
}

/** How long the mailer's jobs wait in a stage that sets nothing else. */
export const defaultWaits = { probeSeconds: 300, quotaProbeSeconds: 900, longestBackoffSeconds: 600 };

/** A log that keeps its events for the test to read. */
export function recordingLog(): Log & { events: string[] } {
  const events: string[] = [];
  const log: Log & { events: string[] } = {
    events,
    info: event => void events.push(event),
    warn: event => void events.push(event),
    error: event => void events.push(event),
    with: () => log,
  };
  return log;
}
