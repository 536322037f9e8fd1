import { pathToFileURL } from 'node:url';
import { endOfOutput, type InvokeMessage, type WorkerMessage } from './worker-messages.ts';

/**
 * The process in which one function runs: loads the bundle, then works on one invocation after the other, as Lambda's
 * runtime does. It knows the function only by its arguments: the bundle's entry file and the export's name. Many of
 * these processes run at once, so this file imports nothing that takes memory; the runner compiles it (worker-file.ts).
 */

type Handler = (event: unknown, context: unknown) => unknown;

async function main(bundle: string, exportName: string): Promise<void> {
  // Without its runner a worker is of no use. Ctrl-C reaches the whole process group: the runner decides what ends when.
  process.once('disconnect', () => process.exit());
  process.on('SIGINT', () => undefined);
  // The SDK says it with every request, so that the servers of this machine can tell who asks.
  process.env['AWS_SDK_UA_APP_ID'] = `${process.env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? ''}-${process.pid}`;
  let handler: Handler;
  try {
    handler = await loadHandler(bundle, exportName);
  } catch (error) {
    tell({ kind: 'init-failed', failure: describe(error) });
    return;
  }
  process.on('message', message => {
    // Only the runner is at the other end of the channel.
    void work(handler, message as InvokeMessage);
  });
  tell({ kind: 'ready' });
}

async function loadHandler(bundle: string, exportName: string): Promise<Handler> {
  const module: unknown = await import(pathToFileURL(bundle).href);
  const exported = Object.entries(module ?? {}).find(([name]) => name === exportName)?.[1] as unknown;
  if (!isHandler(exported)) throw new Error(`${exportName} is undefined or not a function in ${bundle}`);
  return exported;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

async function work(handler: Handler, { requestId, event, deadline }: InvokeMessage): Promise<void> {
  let outcome: WorkerMessage;
  try {
    const answer: unknown = await handler(JSON.parse(event), createContext(requestId, deadline));
    outcome = { kind: 'answered', answer: toJson(answer) };
  } catch (error) {
    outcome = { kind: 'failed', failure: describe(error) };
  }
  process.stdout.write(`${endOfOutput}\n`);
  process.stderr.write(`${endOfOutput}\n`);
  tell(outcome);
}

/** What a handler answers reaches its caller as JSON; nothing is null. */
function toJson(answer: unknown): string {
  return answer === undefined ? 'null' : JSON.stringify(answer);
}

function createContext(requestId: string, deadline: number): Record<string, unknown> {
  const name = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  return {
    awsRequestId: requestId,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${process.env['AWS_REGION'] ?? ''}:000000000000:function:${name}`,
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? '',
    logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'] ?? '',
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'] ?? '',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function describe(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}

const [bundle = '', exportName = ''] = process.argv.slice(2);
await main(bundle, exportName);
