import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../shared/platform/clock.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { startConsole } from './console/console-server.ts';
import { writeEndpointsFile } from './endpoints-file.ts';
import { createAccountConcurrency } from './functions/account-concurrency.ts';
import { createFunctionRunner, type FunctionRunner } from './functions/function-runner.ts';
import { openInvocationLog } from './functions/invocation-log.ts';
import { readFunctions } from './functions/read-functions.ts';
import { compileWorker } from './functions/worker-file.ts';
import { startHttpApi } from './http/http-api.ts';
import type { LocalSystem, SystemOptions } from './local-system.ts';
import { watchMemory } from './peak-memory.ts';
import { createQueueView } from './queue-view.ts';
import { waitUntilQuiet } from './quiet.ts';
import type { Schedule } from './schedules/schedule.ts';
import { noInterference } from './servers/interference.ts';
import { startLambdaServer } from './servers/lambda.ts';
import { createLocalSqsClient } from './servers/local-clients.ts';
import { readSchedules, startEventSources, startTimers, webRunner } from './start-sources.ts';
import { StartUpError } from './start-up-error.ts';
import { lockState } from './state-lock.ts';
import { readAssembly } from './template/assembly.ts';
import { createUndo, type Undo } from './undo.ts';

/** How long running invocations may take to finish when the system stops, in milliseconds. */
const stopGrace = 3000;

/**
 * Brings the system of a synthesised assembly up on this machine. When it cannot, it throws, StartUpError if a person
 * can do something about it, and everything that was started has ended.
 */
export async function startSystem(options: SystemOptions): Promise<LocalSystem> {
  const undo = createUndo();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function start(options: SystemOptions, undo: Undo): Promise<LocalSystem> {
  const stacks = await readAssembly(options.assemblyDirectory);
  undo.add(lockState(options.stateDirectory));
  const http = await startHttpApi(options.webPort ?? 0, systemClock);
  undo.add(() => http.stop());
  const cloud = await startCloud(
    {
      stateDirectory: options.stateDirectory,
      stacks,
      webUrl: http.url,
      ses: options.ses ?? {},
      interference: options.interference ?? noInterference,
      streamInterval: options.streamInterval ?? Number.POSITIVE_INFINITY,
    },
    undo,
  );
  const runners = await createRunners(options, cloud);
  const memory = watchMemory(() => runners.flatMap(runner => runner.processIds()));
  undo.add(() => {
    memory.stop();
  });
  const schedules = readSchedules(cloud.deployment, runners);
  wake(options, cloud, runners, schedules, undo);
  const web = webRunner(cloud.deployment, runners);
  if (web !== undefined) http.connect(event => web.invoke(event, 'http'));

  const system = {
    ...createHandle(cloud, runners, schedules),
    webUrl: http.url,
    stateDirectory: options.stateDirectory,
    peakMemory: () => memory.peak(),
    stop: () => undo.run(),
  };
  const console = await startConsole(
    { ...system, runners, schedules, notice: options.notice },
    options.consolePort ?? 0,
  );
  undo.add(() => console.stop());
  await announce(options.stateDirectory, cloud, runners, undo);
  return { ...system, consoleUrl: console.url };
}

/** Lets the operator's tools find what runs here. */
async function announce(
  stateDirectory: string,
  { deployment, dynamoUrl, messaging, ses }: Cloud,
  runners: readonly FunctionRunner[],
  undo: Undo,
): Promise<void> {
  const lambda = await startLambdaServer(runners);
  undo.add(() => lambda.stop());
  const endpoints = {
    dynamodb: dynamoUrl,
    sqs: messaging.url,
    sns: messaging.url,
    ses: ses.url,
    lambda: lambda.url,
  };
  undo.add(writeEndpointsFile(stateDirectory, { endpoints, outputs: deployment.outputs() }));
}

async function createRunners(
  { stateDirectory, environment = {}, bundles = {}, accountConcurrency }: SystemOptions,
  { deployment, dynamoUrl, messaging, ses, usage }: Cloud,
): Promise<readonly FunctionRunner[]> {
  const workerFile = await compileWorker(stateDirectory);
  const endpoints = { dynamodb: dynamoUrl, messaging: messaging.url, ses: ses.url };
  const account = createAccountConcurrency(accountConcurrency ?? Number.POSITIVE_INFINITY, usage);
  return Promise.all(
    readFunctions(deployment, endpoints, { environment, bundles }).map(async definition => {
      const log = await openInvocationLog(join(stateDirectory, 'logs'), definition.name);
      return createFunctionRunner(definition, { log, workerFile, account });
    }),
  );
}

/** Lets queues, streams and schedules set functions off. What runs when the system stops may finish within a grace. */
function wake(
  options: SystemOptions,
  { deployment, messaging, streams }: Cloud,
  runners: readonly FunctionRunner[],
  schedules: readonly Schedule[],
  undo: Undo,
): void {
  const sqs = createLocalSqsClient(messaging.url);
  undo.add(() => {
    sqs.destroy();
  });
  undo.add(() => Promise.all(runners.map(runner => runner.stop())));
  const sources = startEventSources(deployment, runners, sqs, {
    batchingWindows: options.batchingWindows ?? true,
    interference: options.interference ?? noInterference,
  });
  streams.start(runners);
  undo.add(async () => {
    const stopped = Promise.all([...sources.map(source => source.stop()), streams.stop()]);
    // Again and again, for a poll may be on its way to the server just now.
    const ending = setInterval(() => {
      messaging.endLongPolls();
    }, 20);
    await Promise.race([stopped.then(() => untilIdle(runners)), pause(stopGrace, undefined, { ref: false })]);
    clearInterval(ending);
  });
  if (options.timers === false) return;
  for (const timer of startTimers(deployment, runners, schedules, sqs)) {
    undo.add(() => {
      timer.stop();
    });
  }
}

async function untilIdle(runners: readonly FunctionRunner[]): Promise<void> {
  const deadline = Date.now() + stopGrace;
  while (runners.some(runner => runner.active() > 0) && Date.now() < deadline) await pause(20);
}

function createHandle(cloud: Cloud, runners: readonly FunctionRunner[], schedules: readonly Schedule[]) {
  const runnerNamed = (name: string) =>
    find(runners, ({ definition }) => definition.name === name, `There is no function ${name}.`);
  const scheduleNamed = (name: string) =>
    find(
      schedules,
      ({ definition, functionName }) => definition.name === name || functionName === name,
      `There is no schedule ${name}.`,
    );
  const queues = createQueueView(cloud.deployment, cloud.messaging);
  return {
    outbox: cloud.outbox,
    usage: cloud.usage,
    dynamoUrl: cloud.dynamoUrl,
    functions: runners.map(({ definition }) => definition.name),
    environmentOf: (name: string) => runnerNamed(name).definition.environment,
    queues: () => queues.all(),
    streams: () => cloud.streams.depths(),
    fireSchedule: async (name: string, instant: Date) => scheduleNamed(name).fire(instant),
    occurrences: (name: string, from: Date, to: Date) => scheduleNamed(name).occurrences(from, to),
    invoke: async (name: string, event: unknown) => runnerNamed(name).invoke(event, 'direct'),
    waitUntilQuiet: (limits: Parameters<LocalSystem['waitUntilQuiet']>[0]) =>
      waitUntilQuiet(
        () => ({
          invocations: new Map(runners.map(runner => [runner.definition.name, runner.active()])),
          queues: queues.consumed(),
          streams: cloud.streams.depths(),
          events: cloud.ses.pendingEvents(),
        }),
        limits,
      ),
  };
}

function find<T>(items: readonly T[], matches: (item: T) => boolean, otherwise: string): T {
  const found = items.find(matches);
  if (found === undefined) throw new StartUpError(otherwise);
  return found;
}
