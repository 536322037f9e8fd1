import { resolve } from 'node:path';
import { startListingServer } from '../../seeds/listing-server.ts';

/** Where ingest reads its listings, when it is not the real upstream. */
export interface Upstream {
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What to tell about it; undefined for the real upstream. */
  readonly notice: string | undefined;
  close(): Promise<void>;
}

const sample = resolve(import.meta.dirname, '../../seeds/listing');
const probeTimeout = 4000;

/**
 * The real upstream when it answers; else the sample listing, as if it were these days' own. `listing` names a
 * directory to read whatever the network says.
 */
export async function chooseUpstream(listing: string | undefined, probeUrl: string): Promise<Upstream> {
  if (listing !== undefined) return serve(listing, `Listings are read from ${listing}, moved to these days.`);
  if (await answers(probeUrl)) return { environment: {}, notice: undefined, close: () => Promise.resolve() };
  return serve(
    sample,
    'Hugging Face cannot be reached: the papers are the sample listing, moved to these days.',
  );
}

async function serve(directory: string, notice: string): Promise<Upstream> {
  const today = () => new Date().toISOString().slice(0, 10);
  const server = await startListingServer({ directory, today, redateTo: today() });
  const urls = { HUGGING_FACE_URL: server.url, ARXIV_URL: server.url };
  return { environment: { Ingest: urls }, notice, close: () => server.close() };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(probeTimeout) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
