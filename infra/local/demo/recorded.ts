import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** As little as makes an entry an entry, so that this count does not share a mistake with the source that it checks. */
const bodySchema = z.array(z.object({ paper: z.object({ id: z.string() }) }));

/** What the recorded bodies hold, counted apart from the system. */
export async function countRecorded(
  directory: string,
  days: readonly string[],
): Promise<{ entries: number; papers: ReadonlySet<string> }> {
  const ids: string[] = [];
  for (const day of days) {
    const body = bodySchema.parse(JSON.parse(await readFile(join(directory, `${day}.json`), 'utf8')));
    ids.push(...body.map(entry => entry.paper.id));
  }
  return { entries: ids.length, papers: new Set(ids) };
}
