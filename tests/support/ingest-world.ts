import { fileURLToPath } from 'node:url';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type IngestOutcome, ingest } from '../../functions/ingest/ingest.ts';
import { createArxivSource } from '../../shared/papers/sources/arxiv.ts';
import { createArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import type { HttpDeps } from '../../shared/papers/sources/http-get.ts';
import { createHuggingFaceSource } from '../../shared/papers/sources/hugging-face.ts';
import { createPapersStore, type PapersStore } from '../../shared/papers/store.ts';
import { createLog } from '../../shared/platform/log.ts';
import { startDynamo } from './dynamo.ts';
import { type StubUpstream, startStubUpstream } from './stub-upstream.ts';

export const sampleListing = fileURLToPath(new URL('../../seeds/listing', import.meta.url));

/** Ingest with real stores on a DynamoDB of its own and real requests to a stub upstream; only time is made up. */
export interface IngestWorld {
  readonly upstream: StubUpstream;
  readonly papers: PapersStore;
  /** Log lines so far. */
  readonly log: readonly string[];
  /** Fires the schedule for an instant: the upstream's today is that instant's day. */
  run(at: string, days?: readonly string[]): Promise<IngestOutcome>;
  /** Every item of the Papers table, in the order of the keys. */
  items(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface IngestWorldOptions {
  /** @default the sample in seeds/ */
  readonly directory?: string;
  /** Whether arXiv's own papers are listed. @default false */
  readonly listPapers?: boolean;
}

export async function startIngestWorld(options: IngestWorldOptions = {}): Promise<IngestWorld> {
  let now = new Date('2026-01-08T09:00:00Z');
  const clock = () => now;
  const dynamo = await startDynamo();
  const upstream = await startStubUpstream({
    directory: options.directory ?? sampleListing,
    today: () => now.toISOString().slice(0, 10),
  });
  // A wait passes at once, but on the clock that the gate looks at.
  const http: HttpDeps = {
    fetch,
    random: () => 1,
    sleep: milliseconds => {
      now = new Date(now.getTime() + milliseconds);
      return Promise.resolve();
    },
  };
  const papers = createPapersStore(dynamo.client, dynamo.tables.papers, clock);
  const arxivStore = createArxivStore(dynamo.client, dynamo.tables.papers, clock);
  const log: string[] = [];
  const deps = {
    huggingFace: createHuggingFaceSource({ baseUrl: upstream.url, attemptTimeout: 2_000 }, http),
    arxiv: {
      source: createArxivSource({ baseUrl: upstream.url, categories: ['cs.CL', 'cs.LG'] }, arxivStore, http),
      store: arxivStore,
      listPapers: options.listPapers ?? false,
    },
    papers,
    settleHour: 8,
    log: createLog({}, line => log.push(line)),
  };
  return {
    upstream,
    papers,
    log,
    run: (at, days) => {
      now = new Date(at);
      const started = Date.now();
      return ingest(
        { scheduledTime: now, ...(days && { days }), remaining: () => 60_000 - (Date.now() - started) },
        deps,
      );
    },
    items: async () => {
      const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.papers }));
      const key = (item: Record<string, unknown>) => `${String(item['pk'])} ${String(item['sk'])}`;
      return Items.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    },
    close: async () => {
      await upstream.close();
      await dynamo.close();
    },
  };
}
