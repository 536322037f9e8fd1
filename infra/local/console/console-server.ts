import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { FunctionRunner } from '../functions/function-runner.ts';
import { closeServer, listenLocally } from '../http/listen.ts';
import type { LocalSystem } from '../local-system.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { createConsoleApp } from './console-app.ts';
import { createRunsReader } from './read-runs.ts';

export interface ConsoleServer {
  /** Without a trailing slash. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What the console is made of: most of the system, and what is behind it. */
export type ConsoleSources = Pick<
  LocalSystem,
  'webUrl' | 'stateDirectory' | 'outbox' | 'queues' | 'streams' | 'dynamoUrl'
> & {
  readonly runners: readonly FunctionRunner[];
  readonly schedules: readonly Schedule[];
  readonly notice?: string | undefined;
};

export async function startConsole(sources: ConsoleSources, port: number): Promise<ConsoleServer> {
  const { runners, dynamoUrl } = sources;
  const table = runners.map(({ definition }) => definition.environment['DELIVERIES_TABLE']).find(Boolean);
  const runs = table === undefined ? undefined : createRunsReader(dynamoUrl, table);
  const app = createConsoleApp({
    ...sources,
    functions: () =>
      runners.map(runner => ({
        name: runner.definition.name,
        active: runner.active(),
        recent: runner.recent(),
      })),
    runs: async day => (await runs?.read(day)) ?? [],
    now: () => new Date(),
  });
  const server = createServer((request, response) => {
    void getRequestListener(app.fetch)(request, response);
  });
  const actualPort = await listenLocally(server, port, '--console-port');
  return {
    url: `http://127.0.0.1:${actualPort}`,
    async stop() {
      await closeServer(server);
      runs?.close();
    },
  };
}
