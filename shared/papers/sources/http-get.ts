import type { Sleep } from '../../platform/clock.ts';

/** The world as a source sees it; each part is replaced in tests. */
export interface HttpDeps {
  readonly fetch: typeof fetch;
  readonly sleep: Sleep;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Milliseconds that the caller has left. Asked again before every wait and attempt. */
export type Remaining = () => number;

export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly remaining: Remaining;
  /** Milliseconds that one attempt may take. @default 15 s */
  readonly attemptTimeout?: number;
  /** The least wait after a 429, in milliseconds. @default 0: what the answer says */
  readonly leastWaitWhenLimited?: number;
  /** Runs each attempt when its turn has come; undefined when that is not in time. For sources that pace their requests. */
  readonly inTurn?: <T>(attempt: () => Promise<T>) => Promise<T | undefined>;
}

export type HttpResult =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string };

const mostAttempts = 5;
const mostRedirects = 3;
const firstBackoff = 500;
const longestBackoff = 10_000;
/** Ten times the largest recorded answer and more; what is larger is no listing. */
const mostBytes = 8 * 1024 * 1024;

/**
 * GETs a text. 5xx answers, timeouts and broken connections are tried again with exponential backoff and full jitter,
 * 429 after the time that it tells, all inside the remaining time. Any other answer is an answer. Never throws for what
 * the other side does.
 */
export async function httpGet(request: HttpRequest, deps: HttpDeps): Promise<HttpResult> {
  for (let attempt = 0; ; attempt += 1) {
    if (request.remaining() <= 0) return { kind: 'failed', reason: 'no time left to ask' };
    const once = () => tryOnce(request, deps);
    const outcome = await (request.inTurn ? request.inTurn(once) : once());
    if (outcome === undefined) return { kind: 'failed', reason: 'no turn in time' };
    if (outcome.kind !== 'again') return outcome;

    if (attempt + 1 === mostAttempts)
      return { kind: 'failed', reason: `${outcome.reason}, ${mostAttempts} times` };
    const backoff = deps.random() * Math.min(longestBackoff, firstBackoff * 2 ** attempt);
    const wait = Math.max(outcome.wait ?? 0, backoff);
    if (wait >= request.remaining()) {
      return {
        kind: 'failed',
        reason: `${outcome.reason}; no time left to ask again in ${Math.ceil(wait / 1000)} s`,
      };
    }
    await deps.sleep(wait);
  }
}

type Attempt = HttpResult | { readonly kind: 'again'; readonly reason: string; readonly wait?: number };

async function tryOnce(request: HttpRequest, deps: HttpDeps): Promise<Attempt> {
  const timeout = Math.max(1, Math.min(request.attemptTimeout ?? 15_000, request.remaining()));
  try {
    const response = await fetchAtOrigin(
      request.url,
      { headers: request.headers, signal: AbortSignal.timeout(Math.ceil(timeout)) },
      deps,
    );
    if (response === undefined) return { kind: 'failed', reason: 'the answer leads to another site' };
    const { status, headers } = response;
    if (status === 429) {
      await response.body?.cancel();
      const wait = Math.max(secondsToWait(headers) * 1000, request.leastWaitWhenLimited ?? 0);
      return { kind: 'again', reason: 'HTTP 429 (rate limit)', wait };
    }
    if (status >= 500) {
      await response.body?.cancel();
      return { kind: 'again', reason: `HTTP ${status}` };
    }
    const body = await boundedText(response);
    if (body === undefined) return { kind: 'failed', reason: `the answer is larger than ${mostBytes} bytes` };
    return { kind: 'answer', status, headers, body };
  } catch (error) {
    return { kind: 'again', reason: connectionProblem(error) };
  }
}

/**
 * Redirects are followed on the same origin only: one that leads elsewhere may lead into our own network, to a metadata
 * service or to Lambda's own API. Undefined where it does, and where redirects do not end.
 */
async function fetchAtOrigin(
  from: URL,
  init: Pick<RequestInit, 'headers' | 'signal'>,
  deps: HttpDeps,
): Promise<Response | undefined> {
  let url = from;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await deps.fetch(url, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null || ![301, 302, 303, 307, 308].includes(response.status)) return response;
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) return undefined;
    url = new URL(location, url);
    if (url.origin !== from.origin) return undefined;
  }
  return undefined;
}

/** `RateLimit: "api";r=0;t=123`, or the older `Retry-After: 123`; 0 when neither says. */
function secondsToWait(headers: Headers): number {
  const told =
    /(?:^|;)\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1] ??
    /^\s*(\d+)\s*$/.exec(headers.get('retry-after') ?? '')?.[1];
  return told === undefined ? 0 : Number(told);
}

/** Undefined when the body is longer than a source may send. */
async function boundedText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> | null = response.body;
  if (chunks === null) return text;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** undici hides the system's error code in the cause. The message is not used: it may name the whole URL. */
function connectionProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed';
  if (error.name === 'TimeoutError') return 'timed out';
  const { cause } = error;
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name;
  return `no answer (${code})`;
}
