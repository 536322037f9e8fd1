import { appendFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { parseJsonObject } from '../json.ts';

const acceptedSchema = z.object({
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
});

/** A mail as the record of accepted calls has it. */
type Accepted = z.output<typeof acceptedSchema>;

/** One accepted mail, without its content. */
export interface OutboxEntry extends Accepted {
  /** Absolute path of the .eml file. */
  readonly eml: string;
}

/** The mails that SES accepted, kept as .eml files, with a record of all in one file that only ever grows. */
export interface Outbox {
  /** Newest first. */
  list(): readonly OutboxEntry[];
  find(id: string): OutboxEntry | undefined;
  /** The whole MIME message as the recipient gets it; undefined for an unknown id. */
  read(id: string): Promise<Buffer | undefined>;
}

/** SES's side of the outbox. */
export interface WritableOutbox extends Outbox {
  /** The mail counts as accepted once its line is in the record, whatever ends this process afterwards. */
  keep(mail: Omit<Accepted, 'bytes'>, message: Buffer): Promise<void>;
}

/** Name of the record in the outbox: a JSON object a line, one for each accepted call. */
export const acceptedFileName = 'accepted.jsonl';

/** Opens the outbox in `directory`, with the mails of earlier runs. */
export async function openOutbox(directory: string): Promise<WritableOutbox> {
  await mkdir(directory, { recursive: true });
  const record = join(directory, acceptedFileName);
  const emlOf = (id: string) => join(directory, `${id}.eml`);
  const entries = new Map<string, OutboxEntry>();
  await endLastLine(record);
  for (const mail of await readAccepted(directory)) entries.set(mail.id, { ...mail, eml: emlOf(mail.id) });
  return {
    list: () => [...entries.values()].toReversed(),
    find: id => entries.get(id),
    async read(id) {
      const entry = entries.get(id);
      return entry === undefined ? undefined : readFile(entry.eml);
    },
    async keep(mail, message) {
      const accepted = { ...mail, bytes: message.byteLength };
      await writeFile(emlOf(mail.id), message);
      appendFileSync(record, `${JSON.stringify(accepted)}\n`);
      entries.set(mail.id, { ...accepted, eml: emlOf(mail.id) });
    },
  };
}

/** The record of an outbox, oldest first; a line that a killed process left half is none. */
export async function readAccepted(directory: string): Promise<readonly Accepted[]> {
  const lines = (await readRecord(join(directory, acceptedFileName))).split('\n');
  return lines.flatMap(line => {
    const parsed = acceptedSchema.safeParse(parseJsonObject(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** So that the next line does not go on where a killed process stopped. */
async function endLastLine(file: string): Promise<void> {
  const text = await readRecord(file);
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
}

async function readRecord(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
