import { resolve } from 'node:path';
import { NoListingError } from '../../seeds/listing-answers.ts';
import { startListingServer } from '../../seeds/listing-server.ts';
import { StartUpError } from './start-up-error.ts';

/** Where ingest reads its listings, when it is not the real upstream. */
export interface Upstream {
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What to tell about it; undefined for the real upstream. */
  readonly notice: string | undefined;
  close(): Promise<void>;
}

const sample = resolve(import.meta.dirname, '../../seeds/listing');
const probeUrl = 'https://huggingface.co/api/daily_papers?limit=1';
const probeTimeout = 4000;

/** Whether Hugging Face answers from here, within some seconds. */
export async function isUpstreamReachable(): Promise<boolean> {
  try {
    const response = await fetch(probeUrl, { signal: AbortSignal.timeout(probeTimeout) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * The real upstream when it can be reached; else the sample listing, as if it were these days' own. `listing` names a
 * directory to read whatever the network says.
 */
export async function chooseUpstream(listing: string | undefined, isReachable: boolean): Promise<Upstream> {
  if (listing !== undefined) return serve(listing, `Listings are read from ${listing}, moved to these days.`);
  if (isReachable) return { environment: {}, notice: undefined, close: () => Promise.resolve() };
  return serve(
    sample,
    'Hugging Face cannot be reached: the papers are the sample listing, moved to these days.',
  );
}

async function serve(directory: string, notice: string): Promise<Upstream> {
  const today = () => new Date().toISOString().slice(0, 10);
  try {
    const server = await startListingServer({ directory, today, redateTo: today() });
    const urls = { HUGGING_FACE_URL: server.url, ARXIV_URL: server.url };
    return { environment: { Ingest: urls }, notice, close: () => server.close() };
  } catch (error) {
    if (!(error instanceof NoListingError)) throw error;
    throw new StartUpError(`${error.message}. Name a directory of recorded listings with --listing.`, {
      cause: error,
    });
  }
}
