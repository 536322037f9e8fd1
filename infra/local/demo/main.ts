import { join, resolve } from 'node:path';
import { startListingServer } from '../../../seeds/listing-server.ts';
import { UsageError } from '../../command-line.ts';
import { nodeVersionProblem } from '../../node-version.ts';
import { synthesise } from '../../synthesise.ts';
import { startSystem } from '../system.ts';
import { openDemoDirectory } from './directory.ts';
import type { DemoOptions } from './options.ts';
import { demoHelp, readDemoOptions } from './options.ts';
import { formatJson, formatSummary } from './report.ts';
import { createStopwatch } from './stopwatch.ts';
import { tellStory } from './story.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Runs the story on a system of its own, and answers whether all of it came true. The mails stay on disk. */
async function runDemo({ listing, days, json }: DemoOptions): Promise<boolean> {
  const directory = await openDemoDirectory(join(root, '.local', 'demo'));
  const stopwatch = createStopwatch(performance.now.bind(performance), stage => {
    console.log(`… ${stage}`);
  });
  let today = days[0] ?? '';
  const upstream = await startListingServer({ directory: listing, today: () => today });
  try {
    const assemblyDirectory = join(directory, 'assembly');
    await stopwatch.time('the app is synthesised', () => synthesise({ directory: assemblyDirectory }));
    const system = await stopwatch.time('the system comes up', () =>
      startSystem({
        stateDirectory: join(directory, 'state'),
        assemblyDirectory,
        timers: false,
        batchingWindows: false,
        streamInterval: 0.1,
        // arXiv may be asked once in three seconds of real time, and the demo lives through a day in less.
        environment: { Ingest: { HUGGING_FACE_URL: upstream.url, ARXIV_CATEGORIES: '' } },
      }),
    );
    try {
      const setToday = (day: string) => {
        today = day;
      };
      const result = await tellStory({ system, stopwatch, listing, days, setToday });
      console.log(formatSummary(result));
      if (json) console.log(formatJson(result));
      return result.checks.every(check => check.holds);
    } finally {
      await system.stop();
    }
  } finally {
    await upstream.close();
  }
}

const nodeProblem = nodeVersionProblem(process.versions.node);
if (nodeProblem !== undefined) throw new Error(nodeProblem);
try {
  const options = readDemoOptions(process.argv.slice(2), join(root, 'seeds/listing'));
  if (options === undefined) console.log(demoHelp);
  else process.exitCode = (await runDemo(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
