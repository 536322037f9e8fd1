import type { ServerResponse } from 'node:http';
import { createListingAnswers, type ListingAnswer } from '../../../seeds/listing-answers.ts';
import { listingRequest, serveOnLoopback } from '../../../seeds/listing-server.ts';
import type { UpstreamFault } from './plan-upstream.ts';
import type { Schedule } from './planned.ts';

export interface ChaosListing {
  readonly url: string;
  /** Names of the faults that happened, one for each time. */
  readonly happened: readonly string[];
  close(): Promise<void>;
}

/** Serves a directory of recorded listings, moved to end on `today`, and misbehaves as planned. */
export async function startListing(
  directory: string,
  today: string,
  schedule: Schedule<UpstreamFault>,
): Promise<ChaosListing> {
  const answer = createListingAnswers({ directory, today: () => today, redateTo: today });
  const happened: string[] = [];
  let requests = 0;
  const server = await serveOnLoopback((request, response) => {
    requests += 1;
    const planned = schedule.get(requests);
    if (planned !== undefined) happened.push(planned.fault);
    respond(response, answer(listingRequest(request)), planned?.does);
  });
  return { ...server, happened };
}

function respond(response: ServerResponse, proper: ListingAnswer, fault: UpstreamFault | undefined): void {
  const { status, headers, body } = proper;
  switch (fault) {
    case 'down':
      response.destroy();
      break;
    case 'half':
      response.writeHead(status, headers).end(body.slice(0, body.length / 2));
      break;
    case 'html':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>One moment</title>');
      break;
    case 'fewer':
      response.writeHead(status, headers).end(fewer(body));
      break;
    case undefined:
      response.writeHead(status, headers).end(body);
      break;
    default:
      fault satisfies never;
  }
}

/** The first half of the papers. */
function fewer(body: string): string {
  const entries: unknown = JSON.parse(body);
  return JSON.stringify(Array.isArray(entries) ? entries.slice(0, Math.ceil(entries.length / 2)) : entries);
}
