import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LocalSystem } from '../local/local-system.ts';
import type { UsageSnapshot } from '../local/servers/usage.ts';
import type { Counts } from './counts.ts';
import { readInvocations } from './invocation-log.ts';

export interface Meter {
  /** Does the work, waits until everything it set off is done, and says what all of it used. */
  metered(work: () => Promise<void>): Promise<Counts>;
}

/** Longest that a stretch of the run may take, in milliseconds. */
const patience = 300_000;
/** The last lines of an invocation reach the log's file a moment after it. */
const logsSettle = 300;

export function createMeter(system: LocalSystem): Meter {
  const logs = () =>
    new Map(
      system.functions.map(name => [
        name,
        readFileSync(join(system.stateDirectory, 'logs', `${name}.log`), { encoding: 'utf8', flag: 'a+' }),
      ]),
    );
  return {
    async metered(work) {
      await pause(logsSettle);
      const before = { usage: system.usage.snapshot(), logs: logs() };
      await work();
      await system.waitUntilQuiet({ timeout: patience });
      await pause(logsSettle);
      const read = [...logs()].map(([name, text]) => ({
        name,
        ...readInvocations(text.slice(before.logs.get(name)?.length)),
      }));
      return {
        ...countUsage(before.usage, system.usage.snapshot()),
        functions: Object.fromEntries(read.map(({ name, metrics: _, ...use }) => [name, use])),
        metrics: [...new Set(read.flatMap(({ metrics }) => metrics))],
      };
    },
  };
}

function countUsage(before: UsageSnapshot, after: UsageSnapshot): Omit<Counts, 'functions' | 'metrics'> {
  const requests = (service: string, counts: (action: string) => boolean = () => true) => {
    const of = ({ awsRequests }: UsageSnapshot) =>
      Object.entries(awsRequests[service] ?? {})
        .filter(([action]) => counts(action))
        .reduce((total, [, times]) => total + times, 0);
    return of(after) - of(before);
  };
  return {
    writeUnits: after.writeUnits - before.writeUnits,
    readUnits: after.readUnits - before.readUnits,
    // Receives that bring nothing cost as many whether there is mail or not: the model has them.
    sqsRequests: requests('sqs', action => action !== 'ReceiveMessage (empty)'),
    snsPublishes: requests('sns', action => action === 'Publish'),
    streamedBytes: after.streamedBytes - before.streamedBytes,
    mails: requests('ses', action => action === 'SendRawEmail'),
  };
}
