import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const entrySchema = z.object({
  /** SES's message id; also the file's name. */
  id: z.string().regex(/^[\w-]+$/),
  /** ISO instant at which SES accepted it. */
  acceptedAt: z.string(),
  from: z.string(),
  /** The envelope's recipients. */
  to: z.array(z.string()),
  subject: z.string(),
  configurationSet: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  bytes: z.int(),
  /** Absolute path of the .eml file. */
  eml: z.string(),
});

/** One accepted mail, without its content. */
export type OutboxEntry = z.output<typeof entrySchema>;

/** The mails that SES accepted, kept as .eml files with a small JSON file beside each. */
export interface Outbox {
  /** Newest first. */
  list(): readonly OutboxEntry[];
  find(id: string): OutboxEntry | undefined;
  /** The whole MIME message as the recipient gets it; undefined for an unknown id. */
  read(id: string): Promise<Buffer | undefined>;
}

/** SES's side of the outbox. */
export interface WritableOutbox extends Outbox {
  keep(mail: Omit<OutboxEntry, 'eml' | 'bytes'>, message: Buffer): Promise<void>;
}

/** Opens the outbox in `directory`, with the mails of earlier runs. */
export async function openOutbox(directory: string): Promise<WritableOutbox> {
  await mkdir(directory, { recursive: true });
  const entries = new Map<string, OutboxEntry>();
  for (const entry of await readEntries(directory)) entries.set(entry.id, entry);
  return {
    list: () => [...entries.values()].toReversed(),
    find: id => entries.get(id),
    async read(id) {
      const entry = entries.get(id);
      return entry === undefined ? undefined : readFile(entry.eml);
    },
    async keep(mail, message) {
      const eml = join(directory, `${mail.id}.eml`);
      const entry = { ...mail, bytes: message.byteLength, eml };
      await writeFile(eml, message);
      await writeFile(join(directory, `${mail.id}.json`), `${JSON.stringify(entry, undefined, 2)}\n`);
      entries.set(entry.id, entry);
    },
  };
}

async function readEntries(directory: string): Promise<OutboxEntry[]> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.json'));
  const read = await Promise.all(
    names.map(async name => {
      const entry = entrySchema.parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
      // The state directory may have been moved since.
      return { ...entry, eml: join(directory, `${entry.id}.eml`) };
    }),
  );
  return read.toSorted((left, right) => left.acceptedAt.localeCompare(right.acceptedAt));
}
