import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { FunctionError } from '../functions/function-error.ts';
import type { FunctionRunner } from '../functions/function-runner.ts';
import { isFunction } from '../functions/read-functions.ts';
import { closeServer, listenLocally } from '../http/listen.ts';

export interface LambdaServer {
  readonly url: string;
  stop(): Promise<void>;
}

const accountSettings = '/2016-08-19/account-settings';
/** What AWS gives an account that is not new. Nothing here looks at it: invocations wait for the machine. */
const usualConcurrency = 1_000;
const pathPattern = /^\/2015-03-31\/functions\/([^/]+)\/(invocations|configuration)$/;

/**
 * Lambda's API on 127.0.0.1, as far as an operator's tools need it: Invoke (and wait), GetFunctionConfiguration and
 * GetAccountSettings.
 */
export async function startLambdaServer(runners: readonly FunctionRunner[]): Promise<LambdaServer> {
  const server = createServer((request, response) => {
    answer(request, response, runners).catch((error: unknown) => {
      reply(response, 500, { message: error instanceof Error ? error.message : String(error) });
    });
  });
  const port = await listenLocally(server, 0, '--port');
  return { url: `http://127.0.0.1:${port}`, stop: () => closeServer(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  runners: readonly FunctionRunner[],
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === accountSettings) {
    reply(response, 200, { AccountLimit: { ConcurrentExecutions: usualConcurrency } });
    return;
  }
  const [, name = '', what] = pathPattern.exec(pathname) ?? [];
  const runner = runners.find(({ definition }) => isFunction(definition, decodeURIComponent(name)));
  if (runner === undefined) {
    reply(response, 404, { message: `Function not found: ${name}` }, 'ResourceNotFoundException');
  } else if (what === 'configuration') {
    const { arn, environment } = runner.definition;
    reply(response, 200, {
      FunctionName: decodeURIComponent(name),
      FunctionArn: arn,
      Environment: { Variables: environment },
    });
  } else {
    await invoke(runner, await json(request), response);
  }
}

/** As Lambda does, a function that fails answers 200 with its error as the payload. */
async function invoke(runner: FunctionRunner, event: unknown, response: ServerResponse): Promise<void> {
  try {
    reply(response, 200, (await runner.invoke(event, 'direct')) ?? null);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    response.setHeader('x-amz-function-error', 'Unhandled');
    reply(response, 200, { errorType: error.type, errorMessage: error.message });
  }
}

function reply(response: ServerResponse, status: number, body: unknown, errorType?: string): void {
  if (errorType !== undefined) response.setHeader('x-amzn-errortype', errorType);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
