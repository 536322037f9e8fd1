import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createListingAnswers, type ListingOptions, type ListingRequest } from './listing-answers.ts';

export interface ListingServerOptions extends ListingOptions {
  /** @default any free port */
  readonly port?: number;
}

export interface ListingServer {
  /** `http://127.0.0.1:PORT`, for ingest's HUGGING_FACE_URL and ARXIV_URL. */
  readonly url: string;
  /** Path and query of every request so far, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Serves a directory of recorded or written listings with the API's own semantics, on the loopback interface only. */
export async function startListingServer(options: ListingServerOptions): Promise<ListingServer> {
  const answer = createListingAnswers(options);
  const requests: string[] = [];
  const server = await serveOnLoopback((request, response) => {
    requests.push(request.url ?? '');
    const { status, headers, body } = answer(listingRequest(request));
    response.writeHead(status, headers).end(body);
  }, options.port);
  return { ...server, requests };
}

/** What a listing needs to know of an HTTP request. */
export function listingRequest({ url, headers }: IncomingMessage): ListingRequest {
  return { url: new URL(url ?? '/', 'http://127.0.0.1'), ifNoneMatch: headers['if-none-match'] };
}

/** Starts a server that the machine's own processes can reach, and nobody else. */
export async function serveOnLoopback(
  listener: RequestListener,
  port = 0,
): Promise<Pick<ListingServer, 'url' | 'close'>> {
  const server = createServer(listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
