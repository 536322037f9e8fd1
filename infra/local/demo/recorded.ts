import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** As little as makes an entry an entry, so that this count does not share a mistake with the source that it checks. */
const bodySchema = z.array(z.object({ paper: z.object({ id: z.string(), title: z.string().optional() }) }));

export interface Recorded {
  readonly entries: number;
  /** Titles by paper id. */
  readonly papers: ReadonlyMap<string, string>;
}

/** What the recorded bodies hold, counted apart from the system. */
export async function countRecorded(directory: string, days: readonly string[]): Promise<Recorded> {
  const entries: (readonly [id: string, title: string])[] = [];
  for (const day of days) {
    const body = bodySchema.parse(JSON.parse(await readFile(join(directory, `${day}.json`), 'utf8')));
    entries.push(...body.map(({ paper: { id, title = '' } }) => [id, title] as const));
  }
  return { entries: entries.length, papers: new Map(entries) };
}
