import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const sample = resolve(import.meta.dirname, '../../seeds/listing');
/** Everything but the id is handed through as it is, for the size of a paper counts. */
const entrySchema = z.looseObject({ paper: z.looseObject({ id: z.string(), title: z.string() }) });

/** Writes days of `papers` papers each into `directory`: the sample listing's papers, again and again under new ids. */
export async function writeListing(
  directory: string,
  days: readonly string[],
  papers: number,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const body = await readFile(join(sample, '2026-01-08.json'), 'utf8');
  const entries = z.array(entrySchema).min(1).parse(JSON.parse(body));
  for (const [dayNumber, day] of days.entries()) {
    const submittedOnDailyAt = `${day}T00:00:00.000Z`;
    const listed = Array.from({ length: papers }, (_, number) => {
      const entry = entrySchema.parse(entries[number % entries.length]);
      const id = `2601.${String(dayNumber * 1000 + number).padStart(5, '0')}`;
      const title = `${entry.paper.title} (${id})`;
      return {
        ...entry,
        title,
        paper: { ...entry.paper, id, title, submittedOnDailyAt, upvotes: papers - number },
      };
    });
    await writeFile(join(directory, `${day}.json`), JSON.stringify(listed));
  }
}
