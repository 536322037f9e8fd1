import type { ServerResponse } from 'node:http';
import {
  createListingAnswers,
  type ListingAnswer,
  type ListingOptions,
} from '../../seeds/listing-answers.ts';
import { type ListingServer, listingRequest, serveOnLoopback } from '../../seeds/listing-server.ts';

/** What the stub does to one request instead of answering it properly. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** 429 with the API's own headers. */
  | { readonly kind: 'rate-limited'; readonly resetSeconds: number }
  /** The connection breaks after the headers. */
  | { readonly kind: 'reset' }
  /** 200 with a web page. */
  | { readonly kind: 'html' }
  /** 200 with the first half of the right answer. */
  | { readonly kind: 'half' }
  /** The right answer, after a while. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Never answers. */
  | { readonly kind: 'hang' };

export interface StubUpstreamOptions extends ListingOptions {
  /** Serves at most so many entries a page, whatever the limit asked for. */
  readonly largestPage?: number;
}

interface StubRequest {
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface StubUpstream {
  readonly url: string;
  readonly requests: readonly StubRequest[];
  /** The next requests whose path and query match get these, one each, in order. */
  fail(matching: RegExp, ...faults: Fault[]): void;
  /** Answers `/rss/…` with this feed instead of an empty one. */
  setFeed(xml: string, etag: string): void;
  /** Answers one list day with this body instead of the recorded one. */
  setDay(day: string, body: string): void;
  close(): Promise<void>;
}

/** The sample listing's server with scripted faults, for tests and the demo. */
export async function startStubUpstream(options: StubUpstreamOptions): Promise<StubUpstream> {
  const answer = createListingAnswers(options);
  const requests: StubRequest[] = [];
  const script: { matching: RegExp; fault: Fault }[] = [];
  const days = new Map<string, string>();
  let feed: { xml: string; etag: string } | undefined;

  const properAnswer = (url: URL, ifNoneMatch: string | undefined): ListingAnswer => {
    const limit = url.searchParams.get('limit');
    if (options.largestPage !== undefined && limit !== null) {
      url.searchParams.set('limit', String(Math.min(options.largestPage, Number(limit))));
    }
    const body = days.get(url.searchParams.get('date') ?? '');
    if (body !== undefined) return { status: 200, headers: { 'content-type': 'application/json' }, body };
    if (feed === undefined || !url.pathname.startsWith('/rss/')) return answer({ url, ifNoneMatch });
    if (ifNoneMatch === feed.etag) return { status: 304, headers: { etag: feed.etag }, body: '' };
    return { status: 200, headers: { 'content-type': 'text/xml', etag: feed.etag }, body: feed.xml };
  };

  const server: Omit<ListingServer, 'requests'> = await serveOnLoopback((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const { url, ifNoneMatch } = listingRequest(request);
    const proper = properAnswer(url, ifNoneMatch);
    const index = script.findIndex(({ matching }) => matching.test(path));
    const [next] = index === -1 ? [] : script.splice(index, 1);
    if (next === undefined) send(response, proper);
    else misbehave(response, next.fault, proper);
  });

  return {
    ...server,
    requests,
    fail: (matching, ...faults) => {
      script.push(...faults.map(fault => ({ matching, fault })));
    },
    setFeed: (xml, etag) => {
      feed = { xml, etag };
    },
    setDay: (day, body) => {
      days.set(day, body);
    },
  };
}

function send(response: ServerResponse, { status, headers, body }: ListingAnswer): void {
  response.writeHead(status, headers).end(body);
}

function misbehave(response: ServerResponse, fault: Fault, proper: ListingAnswer): void {
  switch (fault.kind) {
    case 'status':
      send(response, { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' });
      break;
    case 'rate-limited':
      send(response, {
        status: 429,
        headers: {
          ratelimit: `"api";r=0;t=${fault.resetSeconds}`,
          'ratelimit-policy': '"fixed window";"api";q=500;w=300',
        },
        body: '{"error":"Too many requests"}',
      });
      break;
    case 'reset':
      response.writeHead(200, { 'content-length': '1000' }).write('[', () => response.destroy());
      break;
    case 'html':
      send(response, {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><p>Hello',
      });
      break;
    case 'half':
      send(response, { ...proper, body: proper.body.slice(0, proper.body.length / 2) });
      break;
    case 'slow':
      setTimeout(() => {
        send(response, proper);
      }, fault.milliseconds);
      break;
    case 'hang':
      break;
    default:
      fault satisfies never;
  }
}
