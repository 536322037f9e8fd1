import { createPapersWriter } from '../../shared/papers/recording-store.ts';
import { createArxivSource } from '../../shared/papers/sources/arxiv.ts';
import { createArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import type { HttpDeps } from '../../shared/papers/sources/http-get.ts';
import { createHuggingFaceSource } from '../../shared/papers/sources/hugging-face.ts';
import { createDynamoClient } from '../../shared/platform/aws-clients.ts';
import { sleep, systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog, type Log } from '../../shared/platform/log.ts';
import { createMetrics, type Metrics } from '../../shared/platform/metrics.ts';
import { readParameter } from '../../shared/platform/ssm.ts';
import type { IngestDeps } from './ingest.ts';
import { ingestSettings } from './settings.ts';

/** Everything that ingest keeps between invocations, built once per cold start. */
export async function createIngest(): Promise<IngestDeps & { metrics: Metrics }> {
  const settings = readEnvironment(ingestSettings);
  const log = createLog({ function: 'ingest' });
  const http: HttpDeps = { fetch, sleep, random: Math.random };
  const dynamo = createDynamoClient();
  const token = await readToken(settings.HUGGING_FACE_TOKEN_PARAMETER, log);
  const categories = settings.ARXIV_CATEGORIES.split(/\s+/).filter(category => category !== '');
  const arxivStore = createArxivStore(dynamo, settings.PAPERS_TABLE);
  return {
    huggingFace: createHuggingFaceSource(
      { baseUrl: settings.HUGGING_FACE_URL, ...(token !== undefined && { token }) },
      http,
    ),
    ...(categories.length > 0 && {
      arxiv: {
        source: createArxivSource({ baseUrl: settings.ARXIV_URL, categories }, arxivStore, http),
        store: arxivStore,
        listPapers: settings.LIST_ARXIV_ONLY === 'yes',
      },
    }),
    papers: createPapersWriter(dynamo, settings.PAPERS_TABLE),
    settleHour: settings.SETTLE_HOUR,
    metrics: createMetrics(settings.STAGE, systemClock),
    log,
  };
}

/** A token that cannot be read is worth a line in the log, not a day without papers: the source answers without it. */
async function readToken(parameter: string, log: Log): Promise<string | undefined> {
  if (parameter === '') return undefined;
  try {
    return await readParameter(parameter);
  } catch (error) {
    log.error('token not read; asking without it', error, { parameter });
    return undefined;
  }
}
